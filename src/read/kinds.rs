//! What each paragraph of an article is, and what its first ones tell about the article.

use std::collections::HashMap;

use super::front;
use super::paragraphs::ends_sentence;
use crate::article::{Article, Paragraph, ParagraphKind};

/// Number of paragraphs at the front among which a byline and a date are looked for.
const FRONT: usize = 6;

/// Capitals before a colon that name no speaker.
const NO_SPEAKERS: &[&str] = &[
    "BREAKING",
    "UPDATE",
    "UPDATED",
    "NOTE",
    "WATCH",
    "READ",
    "READ MORE",
    "MORE",
    "PHOTO",
    "PHOTOS",
    "CORRECTION",
    "CLARIFICATION",
    "CORRECTIONS",
    "UPDATES",
    "FILE",
    "RELATED",
    "VIDEO",
    "WARNING",
    "PS",
    "EXCLUSIVE",
    "OPINION",
    "ANALYSIS",
    "LIVE",
    "EDITOR'S NOTE",
    "EDITOR’S NOTE",
    "URGENT",
    "PLUS",
    "SOURCE",
    "CREDIT",
    "TAGS",
    "TOPICS",
    "SEE ALSO",
    "ALSO",
];

/// Finds turns, headings, the headline, the byline and the date among the paragraphs of `article` and fills its empty
/// fields; what is set already stays.
pub fn classify(article: &mut Article) {
    mark_turns(&article.text, &mut article.paragraphs);
    mark_headline(article);
    read_front(article);
    mark_crossheads(article);
}

/// The label at the start of a speaker's turn (`Ada Brandt` of `Ada Brandt: We disagree.`).
fn turn_label(words: &str) -> Option<&str> {
    let words = words.trim_start_matches(['*', '_', '[', '–', '—', '-', ' ']);
    let end = words.char_indices().take(60).find(|(_, letter)| matches!(letter, ':' | '\n' | '“' | '"'))?.0;
    let (label, rest) = (words.get(..end)?.trim(), words.get(end..)?);
    let rest = rest.strip_prefix(':')?;
    // "10:30" and "https://" are no labels.
    if label.is_empty() || !rest.chars().next().is_none_or(|letter| letter.is_whitespace() || letter == '*') {
        return None;
    }
    let lower = ["of", "the", "and", "de", "van", "von", "der", "al", "bin", "for"];
    let mut parts = label.split_whitespace();
    let names = parts.clone().count() <= 5
        && parts.all(|word| {
            let word = word.trim_start_matches(['(', '.']);
            word.chars().next().is_some_and(char::is_uppercase) || lower.contains(&word)
        });
    (names && label.chars().next().is_some_and(char::is_uppercase)).then_some(label)
}

fn all_capitals(label: &str) -> bool {
    label.chars().any(char::is_alphabetic) && !label.chars().any(char::is_lowercase)
}

/// A label in capitals names a speaker by itself; another one only when it comes again. Over an article it may also begin a
/// headline (`EXCLUSIVE: Bridge shut`).
fn mark_turns(text: &str, paragraphs: &mut [Paragraph]) {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for paragraph in paragraphs.iter() {
        if let Some(label) = turn_label(paragraph.span.of(text)) {
            *seen.entry(label).or_default() += 1;
        }
    }
    let alone = paragraphs.len() == 1;
    let body = |paragraph: &Paragraph| paragraph.kind == ParagraphKind::Body;
    for (at, paragraph) in paragraphs.iter_mut().enumerate().filter(|(_, paragraph)| body(paragraph)) {
        let Some(label) = turn_label(paragraph.span.of(text)) else { continue };
        let recurs = seen.get(label).is_some_and(|times| *times >= 2);
        let headline = at == 0 && !alone && !ends_sentence(paragraph.span.of(text));
        if (recurs || all_capitals(label) && !headline) && !NO_SPEAKERS.contains(&label.to_uppercase().as_str()) {
            paragraph.kind = ParagraphKind::Turn;
        }
    }
}

/// The first paragraph is the headline when it is short and does not end like a sentence, or a byline or date follows.
fn mark_headline(article: &mut Article) {
    let text = &article.text;
    let body = |at: usize| article.paragraphs.get(at).filter(|paragraph| paragraph.kind == ParagraphKind::Body);
    let (Some(first), Some(second)) = (body(0), article.paragraphs.get(1)) else { return };
    let (words, next) = (first.span.of(text), second.span.of(text));
    let short = words.split_whitespace().count() <= 25 && words.chars().count() <= 200;
    if !short || words.ends_with([',', ';', ':', '—', '-']) || front::read(words).is_some() {
        return;
    }
    let question =
        words.ends_with(['?', '!']) && words.split_whitespace().count() <= 15 && next.len() >= 2 * words.len();
    let before_front =
        (1..3).filter_map(|at| article.paragraphs.get(at)).any(|p| front::read(p.span.of(text)).is_some());
    // A whole quotation in the first line is speech more often than a headline.
    let speech = words.starts_with(['“', '"', '«', '„']) && ends_sentence(words);
    // Some outlets and corpora put a full stop behind their headlines: capitals tell them from sentences then.
    let headline = question || !ends_sentence(words) || in_title_case(words);
    if before_front || (headline && !speech) {
        let title = one_line(words);
        if let Some(first) = article.paragraphs.first_mut() {
            first.kind = ParagraphKind::Heading;
        }
        article.title.get_or_insert(title);
    }
}

fn read_front(article: &mut Article) {
    let text = &article.text;
    for paragraph in article.paragraphs.iter().take(FRONT) {
        let Some(front) = front::read(paragraph.span.of(text)) else { continue };
        if article.byline.is_none() {
            article.byline = front.byline;
        }
        if article.date.is_none() {
            article.date = front.date;
        }
    }
}

/// A short line without final punctuation before a longer paragraph is a crosshead.
fn mark_crossheads(article: &mut Article) {
    let text = &article.text;
    // Lines of a list or cells of a table stand one below the other.
    let is_item = |at: Option<usize>| {
        let before = at.and_then(|at| article.paragraphs.get(at)).filter(|before| before.kind == ParagraphKind::Body);
        let before = before.map(|before| before.span.of(text)).unwrap_or_default();
        (1..=10).contains(&before.split_whitespace().count()) && !ends_sentence(before) && front::read(before).is_none()
    };
    let is_crosshead = |at: usize, paragraph: &Paragraph| {
        let words = paragraph.span.of(text);
        let count = words.split_whitespace().count();
        let Some(next) = article.paragraphs.get(at + 1).map(|next| next.span.of(text)) else { return false };
        at > 0
            && !is_item(at.checked_sub(1))
            && paragraph.kind == ParagraphKind::Body
            && (1..=10).contains(&count)
            && words.chars().count() <= 80
            && words.chars().next().is_some_and(|letter| letter.is_uppercase() || letter.is_numeric())
            && words.chars().next_back().is_some_and(|letter| letter.is_alphanumeric() || letter == '%')
            && next.len() > 2 * words.len()
            && ends_sentence(next)
            && front::read(words).is_none()
    };
    let found: Vec<usize> =
        article.paragraphs.iter().enumerate().filter(|(at, p)| is_crosshead(*at, p)).map(|(at, _)| at).collect();
    for at in found {
        if let Some(paragraph) = article.paragraphs.get_mut(at) {
            paragraph.kind = ParagraphKind::Heading;
        }
    }
}

/// Whether nearly all words that are long enough to tell begin with a capital letter.
fn in_title_case(words: &str) -> bool {
    let long =
        || words.split_whitespace().filter(|word| word.chars().filter(|letter| letter.is_alphabetic()).count() >= 4);
    let capital = |word: &&str| word.chars().find(|letter| letter.is_alphabetic()).is_some_and(char::is_uppercase);
    long().count() >= 4 && long().filter(capital).count() * 5 >= long().count() * 4
}

/// `words` with every run of white space made one space.
pub fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The letters and digits of `words` in small letters, to tell whether two lines say the same.
pub fn plain_letters(words: &str) -> String {
    words.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
