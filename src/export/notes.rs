//! Notes that link to each other, for Obsidian and other keepers of Markdown: one for the article, one for each actor.

use std::collections::{HashMap, HashSet};
use std::io::{self, Write};

use serde_json::json;

use super::bundle::{file_stem, write_archive};
use super::citation::{one_line, origin, title};
use super::markdown::{Said, escape, is_plain_address};
use super::reading::{kind_label, kind_name, speaking_first};
use super::tokens::flat;
use super::{Bundle, ExportFile, Exporter, Style};
use crate::analysis::{Actor, ActorId, Analysis, MentionKind, Position, Quote};
use crate::article::{Article, ParagraphKind};
use crate::span::Span;

/// Markdown with `[[links]]` and YAML at the top of each note.
pub struct Notes;

impl Exporter for Notes {
    fn name(&self) -> &'static str {
        "notes"
    }

    fn label(&self) -> &'static str {
        "Linked notes (Obsidian)"
    }

    fn extension(&self) -> &'static str {
        "notes.zip"
    }

    fn is_text(&self) -> bool {
        false
    }

    fn is_whole_file(&self) -> bool {
        true
    }

    fn write(&self, article: &Article, analysis: &Analysis, style: Style, out: &mut dyn Write) -> io::Result<()> {
        write_archive(&self.files(article, analysis, style)?, out)
    }

    fn bundle(&self) -> Option<&dyn Bundle> {
        Some(self)
    }
}

impl Bundle for Notes {
    fn files(&self, article: &Article, analysis: &Analysis, style: Style) -> io::Result<Vec<ExportFile>> {
        let mut taken = HashSet::new();
        let home = free_stem(&title(article), &mut taken);
        let stems = analysis.actors.iter().map(|actor| (actor.id, free_stem(&actor.name, &mut taken))).collect();
        let said = Said::new(article, analysis, style);
        let notes = Writer { said, home, stems };
        let mut files = vec![file(&notes.home, notes.article_note()?)];
        for actor in &analysis.actors {
            files.push(file(notes.stem(actor.id), notes.actor_note(actor)?));
        }
        Ok(files)
    }
}

fn file(stem: &str, bytes: Vec<u8>) -> ExportFile {
    ExportFile { name: format!("{stem}.md"), bytes }
}

/// A name for a note that no other has, upper and lower case being the same.
fn free_stem(words: &str, taken: &mut HashSet<String>) -> String {
    let stem = file_stem(words);
    let numbered = (2u32..).map(|number| format!("{stem} {number}"));
    let free = std::iter::once(stem.clone()).chain(numbered).find(|stem| taken.insert(stem.to_lowercase()));
    free.unwrap_or(stem)
}

struct Writer<'a> {
    said: Said<'a>,
    home: String,
    stems: HashMap<ActorId, String>,
}

impl Writer<'_> {
    fn stem(&self, id: ActorId) -> &str {
        self.stems.get(&id).map_or("", String::as_str)
    }

    fn article_note(&self) -> io::Result<Vec<u8>> {
        let Said { article, analysis, style, .. } = &self.said;
        let mut out = Vec::new();
        writeln!(out, "---\ntitle: {}", quoted(&title(article)))?;
        let fields =
            [("author", &article.byline), ("date", &article.date), ("source", &article.source), ("url", &article.url)];
        for (name, value) in fields {
            if let Some(value) = value {
                writeln!(out, "{name}: {}", quoted(value))?;
            }
        }
        writeln!(out, "---\n\n# {}", escape(&title(article)))?;
        if let Some(url) = article.url.as_deref().filter(|url| is_plain_address(url)) {
            writeln!(out, "\n<{url}>")?;
        }
        if let Some(origin) = origin(article) {
            writeln!(out, "\n{}", escape(&origin))?;
        }
        writeln!(out, "\n## Who is in the story\n")?;
        if analysis.actors.is_empty() {
            writeln!(out, "Nobody was found in this article.")?;
        }
        let (speaking, silent) = speaking_first(analysis);
        for actor in speaking.iter().chain(&silent) {
            write!(out, "- {} ({})", self.link(actor.id, &actor.name), kind_label(actor.kind))?;
            writeln!(
                out,
                "{}",
                actor.roles.first().map(|role| format!(", {}", escape(&role.text))).unwrap_or_default()
            )?;
        }
        let loose: Vec<&Quote> = analysis.quotes.iter().filter(|quote| quote.speakers.is_empty()).collect();
        let open: Vec<&Position> = analysis.positions.iter().filter(|position| position.holders.is_empty()).collect();
        if !loose.is_empty() || !open.is_empty() {
            writeln!(out, "\n## Speaker not found")?;
            self.said.write_positions(&open, &mut out)?;
            self.said.write_quotes(&loose, &mut out)?;
        }
        if !analysis.warnings.is_empty() {
            writeln!(out, "\n## To check\n")?;
            for warning in &analysis.warnings {
                writeln!(out, "- {}", escape(&warning.message))?;
            }
        }
        if style.text {
            writeln!(out, "\n## The article")?;
            self.write_text(&mut out)?;
        }
        Ok(out)
    }

    /// The paragraphs, in which names are links.
    fn write_text(&self, out: &mut Vec<u8>) -> io::Result<()> {
        let Said { article, analysis, .. } = &self.said;
        let mut names: Vec<(Span, ActorId)> = analysis
            .actors
            .iter()
            .flat_map(|actor| actor.mentions.iter().map(move |mention| (mention, actor.id)))
            .filter(|(mention, _)| mention.kind == MentionKind::Name)
            .map(|(mention, id)| (mention.span, id))
            .collect();
        names.sort_by_key(|(span, id)| (span.start, std::cmp::Reverse(span.end), *id));
        let mut names = flat(names).into_iter().peekable();
        for paragraph in &article.paragraphs {
            let mark = if paragraph.kind == ParagraphKind::Heading { "### " } else { "" };
            write!(out, "\n{mark}")?;
            let mut at = paragraph.span.start;
            while names.next_if(|(span, _)| span.start < at).is_some() {}
            while let Some((span, id)) = names.next_if(|(span, _)| span.end <= paragraph.span.end) {
                write!(out, "{}", inner(Span::new(at, span.start).of(&article.text)))?;
                write!(out, "{}", self.link(id, span.of(&article.text)))?;
                at = span.end;
            }
            writeln!(out, "{}", inner(Span::new(at, paragraph.span.end).of(&article.text)))?;
        }
        Ok(())
    }

    fn actor_note(&self, actor: &Actor) -> io::Result<Vec<u8>> {
        let Said { analysis, .. } = &self.said;
        let mut out = Vec::new();
        let aliases: Vec<String> = actor.aliases.iter().map(|alias| one_line(alias)).collect();
        writeln!(out, "---\nkind: {}\naliases: {}", kind_name(actor.kind), json!(aliases))?;
        writeln!(out, "article: {}\n---", quoted(&format!("[[{}]]", self.home)))?;
        writeln!(out, "\n# {}\n", escape(&actor.name))?;
        let roles: Vec<String> = actor.roles.iter().map(|role| escape(&role.text)).collect();
        if !roles.is_empty() {
            writeln!(out, "{}\n", roles.join("; "))?;
        }
        writeln!(out, "In [[{}]].", self.home)?;
        self.said.write_positions(&analysis.positions_of(actor.id).collect::<Vec<_>>(), &mut out)?;
        self.said.write_quotes(&analysis.quotes_of(actor.id).collect::<Vec<_>>(), &mut out)?;
        Ok(out)
    }

    /// A link to an actor's note that shows `words`.
    fn link(&self, id: ActorId, words: &str) -> String {
        let stem = self.stem(id);
        let shown: String = one_line(words).chars().filter(|c| !"[]|#^<>*_`\\~&$".contains(*c)).collect();
        if shown == stem || shown.is_empty() { format!("[[{stem}]]") } else { format!("[[{stem}|{shown}]]") }
    }
}

/// A string as YAML and JSON have it.
fn quoted(words: &str) -> String {
    json!(one_line(words)).to_string()
}

/// A piece from within a paragraph: without meaning to Markdown, the space at its ends kept.
fn inner(words: &str) -> String {
    let line = escape(words);
    let before = if words.starts_with(char::is_whitespace) { " " } else { "" };
    let behind = if words.ends_with(char::is_whitespace) && !line.is_empty() { " " } else { "" };
    format!("{before}{line}{behind}")
}
