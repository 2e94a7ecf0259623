//! Markdown: its words without its marks.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::builder::TextBuilder;
use super::{detect, kinds, language};
use crate::article::{Article, ParagraphKind};

/// Makes an article of the words in `markdown`. The first heading, when nothing stands before it, is the headline; a front
/// matter block between `---` gives title, author, date, source, address and language.
pub fn read(id: &str, markdown: &str) -> Article {
    let mut article = Article { id: id.to_owned(), ..Article::default() };
    let mut options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    if let Some(block) = detect::front_matter(markdown) {
        read_front_matter(block, &mut article);
        // Only now: else words between two rules at the start would be hidden, too.
        options |= Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    }
    let mut words = Words::default();
    for event in Parser::new_ext(markdown, options) {
        words.take(event);
    }
    words.flush();
    (article.text, article.paragraphs) = words.done.finish();
    let first = article.paragraphs.first().filter(|paragraph| paragraph.kind == ParagraphKind::Heading);
    if let (Some(first), None) = (first, &article.title) {
        article.title = Some(kinds::one_line(first.span.of(&article.text)));
    }
    kinds::classify(&mut article);
    language::tell(&mut article);
    article
}

/// Gathers the words of a paragraph until it ends.
#[derive(Default)]
struct Words {
    done: TextBuilder,
    current: String,
    heading: bool,
    /// Inside of a picture's words.
    image: bool,
    /// Something besides pictures stands in the paragraph.
    beside_image: bool,
    pictured: bool,
    /// Inside of what is not shown.
    hidden: bool,
}

impl Words {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                self.flush();
                self.heading = level <= HeadingLevel::H6;
            }
            Event::Start(Tag::MetadataBlock(_) | Tag::HtmlBlock) => {
                self.flush();
                self.hidden = true;
            }
            Event::End(TagEnd::MetadataBlock(_) | TagEnd::HtmlBlock) => self.hidden = false,
            Event::Start(Tag::Image { .. }) => (self.image, self.pictured) = (true, true),
            Event::End(TagEnd::Image) => {
                self.image = false;
                self.current.push(' ');
            }
            Event::Start(
                Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Superscript | Tag::Subscript,
            )
            | Event::End(
                TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough
                | TagEnd::Link
                | TagEnd::Superscript
                | TagEnd::Subscript,
            ) => {}
            Event::End(TagEnd::TableCell) => self.current.push_str("  "),
            Event::Start(Tag::TableCell) => {}
            Event::Text(words) | Event::Code(words) if !self.hidden => {
                self.beside_image |= !self.image && !words.trim().is_empty();
                self.current.push_str(&words);
            }
            Event::SoftBreak => self.current.push(' '),
            Event::HardBreak => self.current.push('\n'),
            Event::Text(_) | Event::Code(_) | Event::Html(_) | Event::InlineHtml(_) | Event::FootnoteReference(_) => {}
            Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
            Event::Start(_) | Event::End(_) | Event::Rule => self.flush(),
        }
    }

    fn flush(&mut self) {
        let kind = match () {
            () if self.heading => ParagraphKind::Heading,
            () if self.pictured && !self.beside_image => ParagraphKind::Caption,
            () => ParagraphKind::Body,
        };
        self.done.push(&self.current, kind);
        self.current.clear();
        (self.heading, self.pictured, self.beside_image) = (false, false, false);
    }
}

fn read_front_matter(block: &str, article: &mut Article) {
    for line in block.lines() {
        let Some((key, value)) = line.split_once(':') else { continue };
        let value = value.trim();
        let unquoted = ['"', '\'']
            .into_iter()
            .find_map(|mark| value.strip_prefix(mark)?.strip_suffix(mark))
            .unwrap_or(value)
            .replace("\\\"", "\"");
        let field = match key.trim().to_ascii_lowercase().as_str() {
            "title" | "headline" => &mut article.title,
            "author" | "authors" | "byline" => &mut article.byline,
            "date" | "published" | "pubdate" => &mut article.date,
            "source" | "publication" | "site" | "outlet" => &mut article.source,
            "url" | "link" | "canonical" => &mut article.url,
            "lang" | "language" => &mut article.language,
            _ => continue,
        };
        if !unquoted.is_empty() {
            field.get_or_insert(unquoted);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraphs(article: &Article) -> Vec<(ParagraphKind, &str)> {
        article.paragraphs.iter().map(|paragraph| (paragraph.kind, paragraph.span.of(&article.text))).collect()
    }

    #[test]
    fn words_stay_and_marks_go() {
        use ParagraphKind::{Body, Caption, Heading};
        let article = read(
            "a",
            "# Bridge *shut*\n\nBy Ada Brandt\n\n![The bridge](b.png)\n\nThe [mayor](http://x.invalid) said\n“**no**”  \nto \
             `all` &amp; more.\n\n## What next\n\n- one thing\n- another\n\n> “Nobody,” she said.\n\n<div>hidden</div>\n\n---\n\nEnd.",
        );
        assert_eq!(article.title.as_deref(), Some("Bridge shut"));
        assert_eq!(article.byline.as_deref(), Some("Ada Brandt"));
        assert_eq!(
            paragraphs(&article),
            [
                (Heading, "Bridge shut"),
                (Body, "By Ada Brandt"),
                (Caption, "The bridge"),
                (Body, "The mayor said “no”\nto all & more."),
                (Heading, "What next"),
                (Body, "one thing"),
                (Body, "another"),
                (Body, "“Nobody,” she said."),
                (Body, "End."),
            ]
        );
    }

    #[test]
    fn front_matter_is_about_the_article_and_not_in_it() {
        let article =
            read("a", "---\ntitle: \"Bridge: shut\"\nauthor: Ada Brandt\ndate: 2025-05-03\n---\n\nThe mayor said no.");
        assert_eq!(article.title.as_deref(), Some("Bridge: shut"));
        assert_eq!(article.date.as_deref(), Some("2025-05-03"));
        assert_eq!(article.text, "The mayor said no.\n");
    }

    #[test]
    fn words_between_rules_are_not_front_matter() {
        assert_eq!(read("a", "---\nThe mayor said no.\n---\nSo.").text, "The mayor said no.\n\nSo.\n");
    }

    #[test]
    fn tables_become_a_row_a_paragraph() {
        let article = read("a", "# T\n\n| a | b |\n|---|---|\n| c | d |\n");
        assert_eq!(article.text, "T\n\na  b\n\nc  d\n");
    }
}
