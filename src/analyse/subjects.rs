//! Subjects: whose a verb is.

use super::clauses::{is_time, sentence_start};
use super::phrases::Phrases;
use super::tagger::Tag;
use super::tokens::Range;

/// The subject of the verb group that begins at token `verb`: its noun phrase with what hangs on it.
pub fn subject(phrases: &Phrases, verb: usize) -> Option<Range> {
    let first = sentence_start(phrases, verb);
    let mut i = verb;
    // Adverbs, time and brackets between subject and verb.
    while i > first {
        let before = i - 1;
        let word = phrases.tokens.lower(before);
        if phrases.tag(before) == Some(Tag::Adverb) && phrases.noun_at(before).is_none() {
            i = before;
        } else if is_time(word) && i >= first + 2 {
            i = if matches!(phrases.tokens.lower(before - 1), "on" | "last" | "late" | "early" | "this") {
                before - 1
            } else {
                before
            };
        } else if word == ")" {
            i = (first..before).rev().find(|open| phrases.tokens.lower(*open) == "(")?;
        } else {
            break;
        }
    }
    if i == first {
        return None;
    }
    let before = i - 1;
    if phrases.quoted_at(before).is_some() {
        return None;
    }
    if let Some(noun) = phrases.noun_at(before).filter(|noun| noun.end == i) {
        return Some(whole_subject(phrases, noun, first));
    }
    if phrases.comma(before) {
        return subject_before_comma(phrases, before, first);
    }
    None
}

/// A subject that is parted from its verb by an apposition, a relative clause or an adverbial between commas.
fn subject_before_comma(phrases: &Phrases, comma: usize, first: usize) -> Option<Range> {
    let mut at = comma;
    let mut steps = 0;
    while at > first && steps < 40 {
        at -= 1;
        steps += 1;
        if phrases.quoted_at(at).is_some() {
            return None;
        }
        if !phrases.comma(at) || at == first {
            continue;
        }
        let next = phrases.tokens.lower(at + 1);
        let opens = matches!(
            next,
            "who"
                | "which"
                | "whose"
                | "a"
                | "an"
                | "the"
                | "then"
                | "now"
                | "both"
                | "himself"
                | "herself"
                | "like"
                | "including"
                | "speaking"
                | "in"
                | "at"
                | "along"
                | "of"
                | "too"
                | "his"
                | "her"
                | "r"
                | "d"
        ) || phrases.noun_at(at + 1).is_some()
            || matches!(phrases.tag(at + 1), Some(Tag::Gerund | Tag::Preposition | Tag::Number))
            || phrases.tag(at + 1) == Some(Tag::Participle);
        if let Some(noun) = phrases.noun_before(at).filter(|_| opens)
            && !is_number(phrases, &noun)
        {
            let whole = whole_subject(phrases, noun, first);
            return Some(whole.start..comma);
        }
    }
    None
}

fn is_number(phrases: &Phrases, noun: &Range) -> bool {
    noun.clone().all(|i| phrases.tag(i) == Some(Tag::Number))
}

/// Widens the noun phrase before a verb to the whole subject, and out of a relative clause to what that hangs on.
fn whole_subject(phrases: &Phrases, noun: Range, first: usize) -> Range {
    let mut whole = phrases.with_heads(noun, first);
    // `The man who met the mayor said`: the phrase is the object of a verb behind `who`.
    if whole.start >= first + 2 {
        let verb = whole.start - 1;
        if phrases.tag(verb).is_some_and(Tag::is_verb)
            && let Some(who) =
                (first..verb).rev().take(8).find(|i| matches!(phrases.tokens.lower(*i), "who" | "which" | "that"))
            && who > first
            && let Some(head) = phrases.noun_at(who - 1).filter(|head| head.end == who)
        {
            whole = phrases.with_heads(head, first).start..whole.end;
        }
    }
    // `In Kessel, officials`: an adverbial's preposition is no part of the subject.
    whole
}

/// The subject of the sentence's main verb, for verbs that share it (`rose and said`, `…, saying`).
pub fn shared_subject(phrases: &Phrases, verb: usize) -> Option<Range> {
    let first = sentence_start(phrases, verb);
    let mut best = None;
    for i in first..verb {
        if phrases.quoted_at(i).is_some() || !phrases.tag(i).is_some_and(Tag::is_finite) {
            continue;
        }
        // The verb group's first word.
        if i > first && phrases.tag(i - 1) == Some(Tag::Modal) {
            continue;
        }
        if let Some(found) = subject(phrases, i) {
            let pronoun_that = matches!(phrases.tokens.lower(found.start), "that" | "which" | "who" | "it" | "there");
            if !pronoun_that {
                best = Some(found);
                // The first clause's subject, unless a new clause begins behind a comma or conjunction.
                if !(i + 1..verb).any(|k| phrases.comma(k) || matches!(phrases.tokens.lower(k), "but" | "while")) {
                    break;
                }
                break;
            }
        }
    }
    best
}
