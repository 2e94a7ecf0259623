//! What follows a cue verb: quotations, clauses, objects, infinitives.

use super::{Attribution, attitudes, content_of, quotation_pieces};
use crate::analyse::clauses::{self, Extent};
use crate::analyse::cue_verbs::{Complement, ComplementKind as Kind, CueVerb};
use crate::analyse::cues::Cue;
use crate::analyse::phrases::Phrases;
use crate::analyse::tagger::Tag;
use crate::analyse::tokens::Range;
use crate::span::Span;

/// The content behind a cue, the complement that it is, and how sure that is.
pub fn after(phrases: &Phrases, cue: &Cue) -> Option<(Vec<Span>, Complement, f32)> {
    let end = clauses::sentence_end(phrases, cue.head);
    let start = cue.words.end;
    // `said Monday that`, `said of the plan, “…”`; but `called for calm` has its complement in the preposition.
    let stance = |lower: &str| {
        cue.verb.complements.iter().any(|c| matches!(c.kind, Kind::Word(word) if word == lower) && c.stance.is_some())
    };
    let behind = skip_adverbials(phrases, start, end);
    strong(phrases, cue.verb, start, end)
        .or_else(|| {
            let skips = behind > start && !stance(phrases.tokens.lower(start));
            skips.then(|| strong(phrases, cue.verb, behind, end)).flatten()
        })
        .or_else(|| at(phrases, cue.verb, start, end))
}

/// Whether a complement that shows itself (a colon, a quotation, "that") follows the cue.
pub fn shown(phrases: &Phrases, cue: &Cue) -> bool {
    let end = clauses::sentence_end(phrases, cue.head);
    let start = cue.words.end;
    let object = phrases.noun_at(start).map_or(start, |noun| noun.end);
    [start, object, skip_adverbials(phrases, start, end)]
        .into_iter()
        .any(|at| strong(phrases, cue.verb, at, end).is_some())
}

/// Complements that show themselves: a colon, a quotation, "that".
fn strong(phrases: &Phrases, verb: &CueVerb, start: usize, end: usize) -> Option<(Vec<Span>, Complement, f32)> {
    let quote = verb.takes(Kind::Quote).copied();
    let clause = verb.takes(Kind::Clause).or(verb.takes(Kind::That)).copied();
    let lower = phrases.tokens.lower(start);
    if start >= end {
        return None;
    }
    // `She wrote:` and the quotation as the next paragraph.
    if lower == ":" && start + 1 == end && paragraph_follows_quoted(phrases, start) {
        return Some((quotation_pieces(phrases, start + 1)?, quote.or(clause)?, 0.85));
    }
    if lower == ":" && start + 1 < end {
        let complement = quote.or(clause)?;
        if phrases.quoted_at(start + 1).is_some() {
            return Some((quotation_and_rest(phrases, start + 1)?, complement, 0.95));
        }
        return Some((vec![content_of(phrases, start + 1, end)?], complement, 0.75));
    }
    if phrases.comma(start) && phrases.quoted_at(start + 1).is_some() && start + 1 < end {
        return Some((quotation_and_rest(phrases, start + 1)?, quote?, 0.9));
    }
    if phrases.quoted_at(start).is_some() {
        let complement = quote.or(clause)?;
        return Some((quotation_and_rest(phrases, start)?, complement, 0.9));
    }
    let wh = matches!(lower, "that" | "whether" | "if" | "how" | "why" | "what" | "where" | "who" | "when" | "which");
    if wh && (lower != "that" || !demonstrative(phrases, start)) {
        let complement = clause.or(quote.filter(|_| lower == "that"))?;
        let stop = clauses::content_end(phrases, start, Extent::Clause);
        return Some((vec![content_of(phrases, start, stop)?], complement, if lower == "that" { 0.9 } else { 0.7 }));
    }
    None
}

/// Whether token `i` ends its paragraph and the next one begins with a quotation.
pub fn paragraph_follows_quoted(phrases: &Phrases, i: usize) -> bool {
    let block = phrases.tokens.paragraphs.get(phrases.tokens.paragraph_of(i));
    block.is_some_and(|block| block.tokens.end == i + 1)
        && phrases.quotation_tokens(i + 1).is_some_and(|quotation| quotation.start == i + 1)
}

/// Whether the `that` at `i` points at something (`said that.`) rather than opening a clause.
fn demonstrative(phrases: &Phrases, i: usize) -> bool {
    matches!(phrases.tag(i + 1), None | Some(Tag::Stop | Tag::Close))
}

/// The complement that begins right at `start`.
fn at(phrases: &Phrases, verb: &CueVerb, start: usize, end: usize) -> Option<(Vec<Span>, Complement, f32)> {
    if start >= end {
        return None;
    }
    let lower = phrases.tokens.lower(start);
    let tag = phrases.tag(start)?;
    let phrase = |from: usize| {
        let stop = clauses::content_end(phrases, from, Extent::Phrase);
        content_of(phrases, from, stop).map(|span| vec![span])
    };
    // `called for`, `warned of`, `lashed out at`
    if let Some(complement) = verb.complements.iter().find(|c| matches!(c.kind, Kind::Word(word) if word == lower)) {
        let from = start + 1;
        if let Some((content, _, confidence)) = strong(phrases, verb, from, end) {
            return Some((content, *complement, confidence));
        }
        return Some((phrase(from)?, *complement, 0.7));
    }
    if lower == "to"
        && matches!(phrases.tag(start + 1), Some(Tag::Base | Tag::Adverb | Tag::Noun | Tag::Present | Tag::Quote))
    {
        let complement = verb.takes(Kind::To).copied()?;
        return Some((phrase(start)?, complement, 0.75));
    }
    if tag == Tag::Gerund && verb.takes(Kind::Gerund).is_some() {
        return Some((phrase(start)?, verb.takes(Kind::Gerund).copied()?, 0.6));
    }
    // `supports “appropriate raises”`
    if phrases.quoted_at(start).is_some()
        && let Some(complement) = [Kind::Noun, Kind::NounAs].into_iter().find_map(|kind| verb.takes(kind)).copied()
    {
        return Some((phrase(start)?, complement, 0.6));
    }
    let noun = phrases.noun_at(start).filter(|noun| noun.start == start);
    // `told reporters that`, `told the council: “…”`
    if let (Some(complement), Some(noun)) = (verb.takes(Kind::Tell), &noun) {
        let mut behind = phrases.with_attachments(noun.clone(), end).end;
        if strong(phrases, verb, noun.end, end).is_some() {
            behind = noun.end;
        }
        if let Some((content, inner, confidence)) = addressed(phrases, verb, behind, end) {
            let stance = inner.stance.or(complement.stance);
            return Some((content, Complement { stance, ..inner }, confidence));
        }
    }
    let clause = verb.takes(Kind::Clause).copied();
    if let Some(complement) = clause
        && (clauses::clause_follows(phrases, start, end) || noun.is_none() && later_clause(phrases, start, end))
    {
        let stop = clauses::content_end(phrases, start, Extent::Clause);
        return Some((vec![content_of(phrases, start, stop)?], complement, 0.8));
    }
    let noun = noun?;
    // Reflexives and bare times are no objects.
    if clauses::is_time(lower) {
        return None;
    }
    // `welcomed her to his house` is no judgement.
    if verb.lemma == "welcome" && phrases.tokens.lower(noun.end) == "to" {
        return None;
    }
    for kind in [Kind::NounTo, Kind::NounAs, Kind::NounOf, Kind::Noun] {
        let Some(complement) = verb.takes(kind).copied() else { continue };
        let fits = match kind {
            Kind::NounTo => infinitive_follows(phrases, &noun, end),
            _ => true,
        };
        if fits {
            let stop = clauses::content_end(phrases, start, Extent::Phrase);
            return Some((
                vec![content_of(phrases, start, stop)?],
                complement,
                if kind == Kind::Noun { 0.55 } else { 0.65 },
            ));
        }
    }
    None
}

/// What stands behind an addressee.
fn addressed(phrases: &Phrases, verb: &CueVerb, start: usize, end: usize) -> Option<(Vec<Span>, Complement, f32)> {
    strong(phrases, verb, start, end)
        .or_else(|| {
            let behind = skip_adverbials(phrases, start, end);
            (behind > start).then(|| strong(phrases, verb, behind, end)).flatten()
        })
        .or_else(|| {
            let complement = verb.takes(Kind::Clause).copied().or(verb.takes(Kind::Tell).copied())?;
            if start < end && phrases.tokens.lower(start) == "to" {
                let stop = clauses::content_end(phrases, start, Extent::Phrase);
                let complement = verb.takes(Kind::NounTo).copied().unwrap_or(complement);
                return Some((vec![content_of(phrases, start, stop)?], complement, 0.6));
            }
            if !clauses::clause_follows(phrases, start, end) {
                return None;
            }
            let stop = clauses::content_end(phrases, start, Extent::Clause);
            Some((vec![content_of(phrases, start, stop)?], complement, 0.75))
        })
}

/// Whether an adverbial opens a clause at `start` (`said in Kessel the mayor would`), within a few words.
fn later_clause(phrases: &Phrases, start: usize, end: usize) -> bool {
    let behind = skip_adverbials(phrases, start, end);
    behind > start && clauses::clause_follows(phrases, behind, end)
        || phrases.tag(start).is_some_and(|tag| matches!(tag, Tag::Existential))
}

/// Whether `to` and a verb follow the object soon (`urged the council to act`).
fn infinitive_follows(phrases: &Phrases, noun: &Range, end: usize) -> bool {
    let stop = phrases.with_attachments(noun.clone(), end).end;
    [noun.end, stop].into_iter().any(|at| {
        let at = if phrases.tokens.lower(at) == "not" { at + 1 } else { at };
        at < end && phrases.tokens.lower(at) == "to" && phrases.tag(at + 1).is_some_and(Tag::is_verb)
    })
}

/// Skips adverbs, times and prepositional phrases from `start` on.
pub fn skip_adverbials(phrases: &Phrases, start: usize, end: usize) -> usize {
    let mut i = start;
    while i < end {
        let lower = phrases.tokens.lower(i);
        let tag = phrases.tag(i);
        if phrases.quoted_at(i).is_some() {
            break;
        }
        if tag == Some(Tag::Adverb) || clauses::is_time(lower) {
            i += 1;
        } else if matches!(
            lower,
            "in" | "on"
                | "at"
                | "to"
                | "during"
                | "with"
                | "of"
                | "from"
                | "by"
                | "for"
                | "after"
                | "before"
                | "via"
                | "through"
                | "last"
                | "this"
                | "earlier"
                | "while"
                | "as"
        ) {
            let noun = phrases
                .noun_at(i + 1)
                .filter(|noun| noun.start == i + 1)
                .or(phrases.noun_at(i).filter(|noun| noun.start == i));
            match noun {
                Some(noun) => i = noun.end,
                None => break,
            }
        } else {
            break;
        }
    }
    i
}

/// The quotation at token `start` and, where it is only a part of the sentence, the rest of the clause; further
/// quotations that follow right away are taken too.
fn quotation_and_rest(phrases: &Phrases, start: usize) -> Option<Vec<Span>> {
    let mut pieces = quotation_pieces(phrases, start)?;
    let quotation = phrases.quotation_tokens(start)?;
    let apart = quotation.len() >= 8
        && matches!(phrases.tag(quotation.end), Some(Tag::Preposition | Tag::WhAdverb | Tag::Adverb | Tag::Open));
    if pieces.len() == 1 && !apart && !is_closed(phrases, &quotation) {
        // `said “the plan” had failed`: the clause goes on behind the marks.
        let stop = clauses::content_end(phrases, start, Extent::Clause);
        if let Some(span) = content_of(phrases, start, stop) {
            pieces = vec![span];
        }
    }
    Some(pieces)
}

/// Whether a quotation ends like a sentence, or the sentence ends behind it.
fn is_closed(phrases: &Phrases, quotation: &Range) -> bool {
    let last = phrases.tokens.word(phrases.last_inside(quotation));
    let after = phrases.tokens.lower(quotation.end);
    last.ends_with(['.', '!', '?', '…', ',']) && after != "and" || matches!(after, "." | "" | "!" | "?")
}

/// `The plan seems to work`, `she is expected to resign`: the subject belongs to the content, and nobody speaks.
pub fn raised(phrases: &Phrases, cue: &Cue, subject: &Range) -> Option<Attribution> {
    let complement = cue.verb.takes(Kind::Raise).copied()?;
    let start = cue.words.end;
    let next = phrases.tag(start)?;
    let fits = phrases.tokens.lower(start) == "to"
        || matches!(next, Tag::Adjective | Tag::Participle)
        || matches!(phrases.tokens.lower(start), "like" | "as" | "that");
    // An attitude (`appeared worried about`) is the subject's own.
    if !fits || attitudes::complement_of(phrases, start).is_some() {
        return None;
    }
    Attribution::of_nobody(phrases, cue, subject, Some(complement), 0.5)
}
