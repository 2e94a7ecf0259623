//! Clauses: how far what is said reaches.

use super::cue_verbs::{self, Form};
use super::phrases::Phrases;
use super::tagger::Tag;
use super::tokens::Range;

/// What a passage of content looks like, which decides where it may end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// A whole clause (`said that …`).
    Clause,
    /// An object or an infinitive (`rejected the plan`).
    Phrase,
}

/// The end (a token index) of the sentence that token `i` stands in, where sentences inside one quotation are one, and
/// without the marks that close it.
pub fn sentence_end(phrases: &Phrases, i: usize) -> usize {
    let tokens = phrases.tokens;
    let mut sentence = tokens.sentence_of(i);
    let paragraph = tokens.paragraphs.get(tokens.paragraph_of(i)).map_or(usize::MAX, |paragraph| paragraph.tokens.end);
    loop {
        let Some(range) = tokens.sentences.get(sentence) else { return tokens.list.len() };
        let last = range.end.saturating_sub(1);
        // Goes on while a quotation that began in it is open.
        let inside = phrases.quoted_at(last).is_some() && phrases.quoted_at(last) == phrases.quoted_at(range.end);
        if inside && range.end < paragraph {
            sentence += 1;
            continue;
        }
        return range.end;
    }
}

/// The first token of the sentence of `i`, counted as [`sentence_end`] counts.
pub fn sentence_start(phrases: &Phrases, i: usize) -> usize {
    let tokens = phrases.tokens;
    let mut sentence = tokens.sentence_of(i);
    let paragraph = tokens.paragraphs.get(tokens.paragraph_of(i)).map_or(0, |paragraph| paragraph.tokens.start);
    loop {
        let Some(range) = tokens.sentences.get(sentence) else { return 0 };
        let start = range.start;
        let inside = start > paragraph
            && phrases.quoted_at(start).is_some()
            && phrases.quoted_at(start - 1) == phrases.quoted_at(start);
        if !inside || sentence == 0 {
            return start;
        }
        sentence -= 1;
    }
}

/// Cuts the marks that close a sentence (`.`, `?`, dashes, commas) off the end of a range outside of quotations.
pub fn trim_end(phrases: &Phrases, range: Range) -> Range {
    let mut end = range.end;
    while end > range.start
        && phrases.quoted_at(end - 1).is_none()
        && phrases.is_mark(end - 1)
        && matches!(phrases.tag(end - 1), Some(Tag::Stop | Tag::Comma | Tag::Colon))
    {
        end -= 1;
    }
    range.start..end
}

/// Where content that begins at token `start` ends.
pub fn content_end(phrases: &Phrases, start: usize, extent: Extent) -> usize {
    let tokens = phrases.tokens;
    let end = sentence_end(phrases, start);
    let mut i = start;
    let mut brackets = 0usize;
    while i < end {
        if let Some(quotation) = phrases.quotation_tokens(i) {
            i = quotation.end.max(i + 1);
            // `said it was “done,” the paper wrote`
            if i < end && i > start + 1 && attribution_follows(phrases, i) {
                return i;
            }
            continue;
        }
        let word = tokens.lower(i);
        match word {
            "(" | "[" => brackets += 1,
            ")" | "]" => {
                if brackets == 0 {
                    return i;
                }
                brackets -= 1;
            }
            ";" => return i,
            ":" if i > start && i + 1 < end && phrases.quoted_at(i + 1).is_some() => return i,
            "—" | "–" | "--" | "―"
                if i > start && (extent == Extent::Phrase || attribution_follows(phrases, i + 1)) =>
            {
                return i;
            }
            "," if brackets == 0 && breaks_at_comma(phrases, i, end, extent) => return i,
            "and" | "but" | "or" if i > start && (new_cue_clause(phrases, i, end) || shared_cue(phrases, i)) => {
                return i;
            }
            "while" | "although" | "though" | "whereas" if i > start + 1 && extent == Extent::Phrase => return i,
            "after" | "before" | "when" | "as" | "because" | "since" | "if" | "until" | "unless"
                if extent == Extent::Phrase
                    && i > start + 1
                    && phrases.tag(i - 1) != Some(Tag::Preposition)
                    && clause_follows(phrases, i + 1, end) =>
            {
                return i;
            }
            "before" | "after" | "while" if i > start && cue_gerund(phrases, i + 1) => return i,
            "according" if tokens.lower(i + 1) == "to" && i > start => return i,
            _ => {}
        }
        i += 1;
    }
    end
}

/// Whether `saying`, `adding` … stands at token `i`, adverbs aside.
fn cue_gerund(phrases: &Phrases, mut i: usize) -> bool {
    while phrases.tag(i) == Some(Tag::Adverb) {
        i += 1;
    }
    let lower = phrases.tokens.lower(i);
    lower.ends_with("ing") && cue_verbs::verbs_of(lower).iter().any(|(verb, _)| verb.speaks() || !verb.picky)
}

/// Whether `he said`, `said Brandt` begins at token `i`.
fn attribution_follows(phrases: &Phrases, i: usize) -> bool {
    let speaks = |at: usize| {
        cue_verbs::verbs_of(phrases.tokens.lower(at)).iter().any(|(verb, _)| verb.speaks() && !verb.picky)
            && phrases.tag(at).is_some_and(Tag::is_finite)
    };
    if speaks(i) {
        return true;
    }
    let Some(noun) = phrases.noun_at(i) else { return false };
    let mut at = noun.end;
    while phrases.tag(at) == Some(Tag::Adverb) || matches!(phrases.tokens.lower(at), "has" | "have" | "had") {
        at += 1;
    }
    speaks(at)
}

/// Whether the comma at `i` ends the content.
fn breaks_at_comma(phrases: &Phrases, i: usize, end: usize, extent: Extent) -> bool {
    let tokens = phrases.tokens;
    let next = tokens.lower(i + 1);
    if attribution_follows(phrases, i + 1) || cue_gerund(phrases, i + 1) || next == "according" {
        return true;
    }
    if matches!(next, "and" | "but" | "or" | "while" | "though" | "although") {
        if new_cue_clause(phrases, i + 1, end) || cue_gerund(phrases, i + 2) {
            return true;
        }
        if extent == Extent::Phrase {
            return clause_follows(phrases, i + 2, end) || matches!(next, "but" | "while" | "though" | "although");
        }
        // `…, but he did it` after a reported clause tells the article's own facts.
        return matches!(next, "but" | "while" | "though" | "although") && clause_follows(phrases, i + 2, end);
    }
    if extent == Extent::Phrase {
        return match phrases.tag(i + 1) {
            Some(Tag::Gerund | Tag::Participle) => true,
            _ if matches!(
                next,
                "who"
                    | "which"
                    | "where"
                    | "when"
                    | "after"
                    | "before"
                    | "as"
                    | "because"
                    | "even"
                    | "with"
                    | "if"
                    | "despite"
                    | "since"
                    | "so"
            ) =>
            {
                true
            }
            _ => clause_follows(phrases, i + 1, end),
        };
    }
    false
}

/// Whether the conjunction at `i` is followed by another clause that says something (`and added that`, `but Roth said`).
fn new_cue_clause(phrases: &Phrases, i: usize, end: usize) -> bool {
    let mut at = i + 1;
    let skip = |at: &mut usize| {
        while *at < end
            && (phrases.tag(*at) == Some(Tag::Adverb)
                || matches!(phrases.tokens.lower(*at), "has" | "have" | "had" | "then" | "later" | "also"))
        {
            *at += 1;
        }
    };
    skip(&mut at);
    let speaks = |at: usize| {
        cue_verbs::verbs_of(phrases.tokens.lower(at)).iter().any(|(verb, form)| {
            !verb.picky && matches!(form, Form::Past | Form::Third) && phrases.tag(at).is_some_and(Tag::is_finite)
        })
    };
    if speaks(at) {
        return true;
    }
    let Some(noun) = phrases.noun_at(at) else { return false };
    at = phrases.with_attachments(noun, end).end;
    skip(&mut at);
    at < end && speaks(at)
}

/// Whether the conjunction at `i` joins another cue verb of the same subject (`said no and called for calm`).
fn shared_cue(phrases: &Phrases, i: usize) -> bool {
    let mut at = i + 1;
    while phrases.tag(at) == Some(Tag::Adverb) {
        at += 1;
    }
    let finite = match phrases.tag(at) {
        Some(Tag::Past | Tag::PresentS | Tag::Present) => true,
        // A participle by its tag alone, where a complement follows: `and promised that`.
        Some(Tag::Participle) => {
            matches!(phrases.tokens.lower(at + 1), "that" | "to" | ":" | ",")
                || matches!(phrases.tag(at + 1), Some(Tag::Preposition | Tag::Determiner | Tag::Possessive))
        }
        _ => false,
    };
    finite
        && cue_verbs::verbs_of(phrases.tokens.lower(at))
            .iter()
            .any(|(_, form)| matches!(form, Form::Past | Form::Third | Form::Base))
}

/// Whether a subject and a finite verb begin at token `i`.
pub fn clause_follows(phrases: &Phrases, i: usize, end: usize) -> bool {
    let mut at = i;
    while at < end
        && (phrases.tag(at) == Some(Tag::Adverb) || matches!(phrases.tokens.lower(at), "both" | "either" | "neither"))
    {
        at += 1;
    }
    let Some(noun) = phrases.noun_at(at) else { return false };
    if noun.start != at {
        return false;
    }
    at = phrases.with_attachments(noun, end).end;
    let plural = matches!(phrases.tag(at - 1), Some(Tag::Nouns | Tag::Name | Tag::Pronoun));
    while at < end && phrases.tag(at) == Some(Tag::Adverb) {
        at += 1;
    }
    // The tagger often takes a plural's verb for an infinitive.
    at < end && phrases.tag(at).is_some_and(|tag| tag.is_finite() || plural && tag == Tag::Base)
}

/// Days and other words of time that stand between a subject and its verb.
pub fn is_time(word: &str) -> bool {
    matches!(
        word,
        "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "today"
            | "yesterday"
            | "tomorrow"
            | "week"
            | "month"
            | "year"
            | "night"
            | "morning"
            | "afternoon"
            | "evening"
            | "tonight"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::fixture::with_phrases;

    /// The content that begins at the word `start`.
    fn content(text: &str, start: &str, extent: Extent) -> String {
        with_phrases(text, |phrases| {
            let from = (0..phrases.tokens.list.len()).find(|i| phrases.tokens.word(*i) == start).unwrap_or_default();
            let range = trim_end(phrases, from..content_end(phrases, from, extent));
            phrases.tokens.span(&range).of(text).to_owned()
        })
    }

    #[test]
    fn clauses_end_where_another_statement_begins() {
        for (text, wanted) in [
            ("She said that it was late, and Roth said it was not.", "that it was late"),
            ("She said that it was late and called for calm.", "that it was late"),
            ("She said that it was late, adding that all had left.", "that it was late"),
            ("She said that it was late, according to Roth.", "that it was late"),
            ("She said that it was “late,” Roth wrote.", "that it was “late,”"),
            ("She said that it, which was new, was late.", "that it, which was new, was late"),
        ] {
            assert_eq!(content(text, "that", Extent::Clause), wanted, "{text}");
        }
    }

    #[test]
    fn objects_end_where_the_next_clause_begins() {
        for (text, wanted) in [
            ("She rejected this plan, which had failed.", "this plan"),
            ("She rejected this plan after the council voted.", "this plan"),
            ("She rejected this plan, but Roth took it.", "this plan"),
            ("She rejected this plan — the last one.", "this plan"),
            ("She rejected this talk about when it would end.", "this talk about when it would end"),
        ] {
            assert_eq!(content(text, "this", Extent::Phrase), wanted, "{text}");
        }
    }

    #[test]
    fn sentences_inside_one_quotation_are_one() {
        with_phrases("She said: “It is late. We go.” Then she left.", |phrases| {
            let end = sentence_end(phrases, 0);
            assert_eq!(phrases.tokens.word(end), "Then");
            assert_eq!(sentence_start(phrases, end - 2), 0);
        });
    }
}
