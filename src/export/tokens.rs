//! Words, sentences and names as corpora hold them: one behind the other, none over another.

use unicode_segmentation::UnicodeSegmentation;

use crate::analysis::{Actor, Analysis, MentionKind};
use crate::article::Article;
use crate::span::Span;

/// The words and marks of `article` in order, cut where `edges` fall into them; none holds white space. Words are those of
/// UAX #29.
pub fn words(article: &Article, edges: &[Span]) -> Vec<Span> {
    let text = article.text.as_str();
    let mut cuts: Vec<usize> = edges.iter().flat_map(|span| [span.start, span.end]).collect();
    cuts.retain(|cut| text.is_char_boundary(*cut));
    cuts.sort_unstable();
    let mut cuts = cuts.into_iter().peekable();
    let mut words = Vec::new();
    for (start, word) in text.split_word_bound_indices() {
        let end = start + word.len();
        let mut from = start;
        while let Some(cut) = cuts.next_if(|cut| *cut < end) {
            if cut > from {
                push_words(text, Span::new(from, cut), &mut words);
                from = cut;
            }
        }
        push_words(text, Span::new(from, end), &mut words);
    }
    words
}

/// The pieces of `span` between white space.
fn push_words(text: &str, span: Span, words: &mut Vec<Span>) {
    let mut start = None;
    for (at, letter) in span.of(text).char_indices() {
        let at = span.start + at;
        if is_white(letter) {
            words.extend(start.take().map(|start| Span::new(start, at)));
        } else if start.is_none() {
            start = Some(at);
        }
    }
    words.extend(start.map(|start| Span::new(start, span.end)));
}

/// White space for programs in any language: some take these four for it, some do not.
fn is_white(letter: char) -> bool {
    letter.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&letter)
}

/// The sentences of `article` in order, without the white space between them: those of UAX #29, except that none ends
/// inside of `whole`, behind a single letter, or behind a short word with a capital (`Mr.`, `Gov.`),
/// and none begins with a small letter.
pub fn sentences(article: &Article, whole: &[Span]) -> Vec<Span> {
    let text = article.text.as_str();
    let mut sentences: Vec<Span> = Vec::new();
    let mut inside = whole.iter().peekable();
    for paragraph in &article.paragraphs {
        let mut start = paragraph.span.start;
        let mut end = start;
        let mut pieces = paragraph.span.of(text).split_sentence_bounds().peekable();
        while let Some(sentence) = pieces.next() {
            end += sentence.len();
            while inside.next_if(|span| span.end <= end).is_some() {}
            let cuts_name = inside.peek().is_some_and(|span| span.start < end);
            // `“Why not?” he asked.`
            let goes_on = pieces.peek().is_some_and(|next| next.starts_with(char::is_lowercase));
            if !cuts_name && !goes_on && !ends_in_abbreviation(sentence) {
                sentences.push(Span::new(start, end).trimmed(text));
                start = end;
            }
        }
        sentences.push(Span::new(start, paragraph.span.end.max(start)).trimmed(text));
    }
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

fn ends_in_abbreviation(sentence: &str) -> bool {
    let Some(word) = sentence.trim_end().strip_suffix('.').and_then(|rest| rest.split_whitespace().next_back()) else {
        return false;
    };
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    word.starts_with(char::is_uppercase) && word.chars().count() <= 3 && word.chars().any(char::is_lowercase)
        || word.chars().count() == 1 && word.starts_with(char::is_uppercase)
}

/// The mentions by name, none over another: of two that share words the one that begins first, or is longer.
pub fn flat_names(analysis: &Analysis) -> Vec<(Span, &Actor)> {
    let mut names: Vec<(Span, &Actor)> = analysis
        .actors
        .iter()
        .flat_map(|actor| actor.mentions.iter().map(move |mention| (mention, actor)))
        .filter(|(mention, _)| mention.kind == MentionKind::Name && !mention.span.is_empty())
        .map(|(mention, actor)| (mention.span, actor))
        .collect();
    names.sort_by_key(|(span, actor)| (span.start, std::cmp::Reverse(span.end), actor.id));
    flat(names)
}

/// `spans` in order of their starts, without those that share words with one before.
pub fn flat<T>(spans: Vec<(Span, T)>) -> Vec<(Span, T)> {
    let mut end = 0;
    let mut free = |span: &Span| {
        let free = span.start >= end;
        if free {
            end = span.end;
        }
        free
    };
    spans.into_iter().filter(|(span, _)| free(span)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::from_text;

    fn texts(article: &Article, spans: &[Span]) -> Vec<String> {
        spans.iter().map(|span| span.of(&article.text).to_owned()).collect()
    }

    #[test]
    fn words_end_where_names_end() {
        let article = from_text("x", "Brandt’s “plan” cost $1.5\u{a0}m. Zoë 🎉".to_owned());
        let edges = [Span::new(0, 6), Span::new(3, 3)];
        assert_eq!(
            texts(&article, &words(&article, &edges)),
            ["Bra", "ndt", "’s", "“", "plan", "”", "cost", "$", "1.5", "m", ".", "Zoë", "🎉"]
        );
    }

    #[test]
    fn sentences_do_not_break_names_and_titles() {
        let text = "Mr. Brandt met J. Ortiz. “Why not?” he asked. It rained.\n\nNo one came.\n";
        let article = from_text("x", text.to_owned());
        assert_eq!(
            texts(&article, &sentences(&article, &[])),
            ["Mr. Brandt met J. Ortiz.", "“Why not?” he asked.", "It rained.", "No one came."]
        );
    }
}
