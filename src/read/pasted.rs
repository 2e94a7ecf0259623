//! What was copied elsewhere and is pasted: a text, and often the same as a piece of a web page.

use std::collections::HashSet;

use super::{MAX_FILE_SIZE, html, text};
use crate::article::Article;

/// The share of words that must be the same in both, for the clipboard may hold a page that was copied before.
const SAME: f32 = 0.95;
/// The share of letters of the text that a piece of a page must keep.
const KEPT: f32 = 0.98;
/// The share of letters of the text that the article of a whole page must have, and how many at least.
const ARTICLE: (f32, usize) = (0.25, 200);

/// Makes an article of `words`; of `page`, which holds the same as HTML, where it tells headline and paragraphs and nothing
/// is lost by it. Of a whole page that was copied with all that stands around its article, it is the article alone.
pub fn read(id: &str, words: String, page: Option<&str>) -> Article {
    let page = page.filter(|page| page.len() as u64 <= MAX_FILE_SIZE && tells_paragraphs(page));
    match page.and_then(|page| by_page(id, &words, page)) {
        Some(article) => article,
        None => text::read(id, words),
    }
}

fn by_page(id: &str, words: &str, page: &str) -> Option<Article> {
    let letters = |words: &str| words.chars().filter(|letter| letter.is_alphanumeric()).count();
    let all = letters(words) as f32;
    let known: HashSet<String> = split(words).collect();
    let same = |article: &Article| {
        let (count, known) = split(&article.text)
            .fold((0, 0), |(count, found), word| (count + 1, found + usize::from(known.contains(&word))));
        count > 0 && known as f32 >= count as f32 * SAME
    };
    if is_whole(page) {
        let article = html::read(id, page);
        let found = letters(&article.text);
        if found >= ARTICLE.1 && found as f32 >= all * ARTICLE.0 && same(&article) {
            return Some(article);
        }
    }
    let piece = html::read_piece(id, page);
    (letters(&piece.text) as f32 >= all * KEPT && same(&piece)).then_some(piece)
}

/// The words without capitals and marks.
fn split(words: &str) -> impl Iterator<Item = String> + '_ {
    words.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// Whether it has elements for paragraphs. Many programs copy each line as a box of its own, which tells less than the
/// plain text does.
fn tells_paragraphs(page: &str) -> bool {
    has_tag(page, &["p", "h1", "h2", "h3", "h4", "h5", "h6"])
}

/// Whether it has what stands around the article of a page.
fn is_whole(page: &str) -> bool {
    has_tag(page, &["nav", "footer", "form"])
}

fn has_tag(page: &str, names: &[&str]) -> bool {
    page.match_indices('<').any(|(at, _)| {
        let name: String =
            page.get(at + 1..).unwrap_or_default().chars().take(7).take_while(char::is_ascii_alphanumeric).collect();
        names.iter().any(|known| name.eq_ignore_ascii_case(known))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::ParagraphKind::{self, Body, Heading};

    fn kinds(article: &Article) -> Vec<ParagraphKind> {
        article.paragraphs.iter().map(|paragraph| paragraph.kind).collect()
    }

    const WORDS: &str =
        "Bridge to stay shut\nThe bridge will stay shut.\n\nWhat comes next\n\nRead more: the council meets.";
    const PIECE: &str = "<meta charset='utf-8'><h1 style=\"color: red\">Bridge to stay shut</h1><p>The <b>bridge</b> will stay \
        shut.</p><h2>What comes next</h2><p class=\"related\">Read more: the council meets.</p>";

    #[test]
    fn a_piece_of_a_page_has_headline_and_paragraphs_and_keeps_every_word() {
        let article = read("pasted", WORDS.to_owned(), Some(PIECE));
        assert_eq!(article.title.as_deref(), Some("Bridge to stay shut"));
        assert_eq!(kinds(&article), [Heading, Body, Heading, Body], "{}", article.text);
        assert!(article.text.ends_with("Read more: the council meets.\n"));
    }

    #[test]
    fn a_single_paragraph_loses_nothing() {
        let words = "By Ada Brandt: “Sign up today,” she said.";
        let article = read("pasted", words.to_owned(), Some("<p>By Ada Brandt: “Sign up today,” she said.</p>"));
        assert_eq!(article.text.trim(), words);
        // Words that a page hides were copied all the same.
        let article =
            read("pasted", words.to_owned(), Some("<p>By Ada Brandt: </p><aside>“Sign up today,” she said.</aside>"));
        assert_eq!(article.text, words);
    }

    #[test]
    fn a_page_that_says_something_else_is_not_what_was_copied() {
        let words = "The ferry is late.";
        for page in ["<p>The tunnel is dry and the builders are glad.</p>", "<p>The ferry</p>", "<p></p>", ""] {
            assert_eq!(read("pasted", words.to_owned(), Some(page)).text, words, "{page}");
        }
        // Nor does anything come in that was not copied.
        let page = "<p>The ferry is late.</p><p>Hidden words of another kind.</p>";
        assert_eq!(read("pasted", words.to_owned(), Some(page)).text, words);
    }

    #[test]
    fn boxes_for_lines_tell_less_than_the_text_does() {
        let words = "The ferry is late, as it\noften is in winter.";
        let page = "<pre><div>The ferry is late, as it</div><div>often is in winter.</div></pre>";
        assert_eq!(read("pasted", words.to_owned(), Some(page)).text, words);
    }

    #[test]
    fn of_a_whole_page_it_is_the_article() {
        let body = "The tide came in and went out again, and on both banks people waited for the morning ferry, which was late.";
        let page = format!(
            "<nav><a>Home</a> <a>News</a></nav><article><h1>A late ferry</h1><p>{body}</p><p>{body}</p><p>{body}</p></article>\
             <footer>All rights reserved by the Kessel Courier</footer>"
        );
        let words =
            format!("Home News\nA late ferry\n{body}\n{body}\n{body}\nAll rights reserved by the Kessel Courier");
        let article = read("pasted", words, Some(&page));
        assert_eq!(article.title.as_deref(), Some("A late ferry"));
        assert!(!article.text.contains("Home") && !article.text.contains("rights"), "{}", article.text);
    }
}
