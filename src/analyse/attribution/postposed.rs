//! Cues behind what is said: `“…,” Brandt said`, `“…,” said Brandt`, `The bridge is shut, she added.`

use super::{Attribution, complement, content_of, quotation_pieces, sources};
use crate::analyse::clauses::{self, Extent};
use crate::analyse::cue_verbs::{self, ComplementKind as Kind, Form};
use crate::analyse::cues::Cue;
use crate::analyse::phrases::Phrases;
use crate::analyse::subjects;
use crate::analyse::tagger::Tag;
use crate::analyse::tokens::Range;
use crate::span::Span;

/// The attribution of a cue that stands behind its content, if it does.
pub fn find(phrases: &Phrases, cue: &Cue) -> Option<Attribution> {
    if !cue.verb.speaks() && cue.verb.takes(Kind::Clause).is_none() || cue.form == Form::Gerund || cue.infinitive {
        return None;
    }
    let quote = cue.verb.takes(Kind::Quote).or(cue.verb.takes(Kind::Clause)).copied();
    let behind = inverted(phrases, cue);
    let is_inverted = behind.is_some();
    let (source, first, last) = behind.or_else(|| straight(phrases, cue))?;
    let mut edge = first.checked_sub(1)?;
    let sentence = clauses::sentence_start(phrases, first);
    // British and continental style sets the comma behind the mark: `‘Yes’, she said`.
    let comma_behind = edge > 0 && phrases.comma(edge) && phrases.quoted_at(edge - 1).is_some();
    if comma_behind {
        edge -= 1;
    }
    let behind_quotation = phrases.quoted_at(edge).is_some();
    // `“Yes.” He added: “But not now.”`: what follows the cue is its content, unless a comma leads the quotation to it.
    if behind_quotation && !is_inverted && !comma_behind {
        let own = match ending(phrases, edge) {
            ',' => false,
            '?' | '!' => complement::shown(phrases, cue),
            _ => complement::after(phrases, cue).is_some(),
        };
        if own {
            return None;
        }
    }
    let mut content = if behind_quotation {
        before_quotation(phrases, edge, sentence)?
    } else {
        // A clause and a comma: only where it is a clause, and the cue's own complement does not follow.
        if edge < sentence || !phrases.comma(edge) || !is_inverted && complement::after(phrases, cue).is_some() {
            return None;
        }
        let start = clause_start(phrases, sentence, edge);
        let finite =
            (start..edge).any(|i| phrases.tag(i).is_some_and(Tag::is_finite) && phrases.quoted_at(i).is_none());
        let split = phrases.comma(last) && phrases.tag(last + 1).is_some_and(|tag| tag.is_finite() || !finite);
        if !finite && !split {
            return None;
        }
        vec![content_of(phrases, start, edge)?]
    };
    let end = clauses::sentence_end(phrases, last.min(phrases.tokens.list.len().saturating_sub(1)));
    content.extend(continued(phrases, last, end, behind_quotation, sentence..edge));
    let confidence = if behind_quotation { 0.95 } else { 0.75 };
    Some(Attribution::new(Some(source), cue.words.clone(), content, confidence).with_verb(cue, quote))
}

/// `said Brandt`: the source behind the cue; also the tokens that cue and source take up.
fn inverted(phrases: &Phrases, cue: &Cue) -> Option<(Range, usize, usize)> {
    let before = cue.words.start.checked_sub(1)?;
    // Verbs that need an addressee are not turned round: `Brandt, the mayor, told POLITICO, “…”`.
    let addresses = cue.verb.takes(Kind::Tell).is_some() && !matches!(cue.verb.lemma, "ask" | "warn" | "caution");
    if addresses || cue.words.len() > 1 || !(phrases.quoted_at(before).is_some() || phrases.comma(before)) {
        return None;
    }
    let end = clauses::sentence_end(phrases, cue.head);
    let noun = phrases.noun_at(cue.words.end).filter(|noun| noun.start == cue.words.end)?;
    // Something that is said, not somebody who says: `“…,” Brandt said, told reporters the plan failed`.
    let attached = phrases.with_attachments(noun.clone(), end);
    let next = phrases.tag(attached.end);
    if attached.end < end && next.is_some_and(Tag::is_finite) || !sources::can_speak(phrases, &noun) {
        return None;
    }
    if phrases.comma(before)
        && subjects::subject(phrases, cue.words.start).is_some()
        && !matches!(next, Some(Tag::Stop | Tag::Comma | Tag::Colon))
    {
        return None;
    }
    // The apposition behind the name belongs to the source: `said Roth, a doctor in Kessel`.
    let source = with_apposition(phrases, attached, end);
    let last = source.end;
    Some((source, cue.words.start, last))
}

/// `Brandt said`: the source before the cue.
fn straight(phrases: &Phrases, cue: &Cue) -> Option<(Range, usize, usize)> {
    let source = subjects::subject(phrases, cue.words.start)?;
    let edge = source.start.checked_sub(1)?;
    let sentence = clauses::sentence_start(phrases, cue.head);
    // A clause may be led in by a comma only inside its sentence; a quotation may be a sentence of its own.
    let relative = matches!(phrases.tag(source.start), Some(Tag::WhPronoun | Tag::WhDeterminer));
    let near = phrases.quoted_at(edge).is_some() && same_paragraph(phrases, edge, cue.head)
        || edge >= sentence && phrases.comma(edge) && !relative;
    near.then_some((source.clone(), source.start, cue.words.end))
}

/// The last character inside the quotation that ends at token `edge`.
fn ending(phrases: &Phrases, edge: usize) -> char {
    let quotation = phrases.quotation_tokens(edge).unwrap_or(edge..edge + 1);
    phrases.tokens.word(phrases.last_inside(&quotation)).chars().next_back().unwrap_or(' ')
}

fn same_paragraph(phrases: &Phrases, a: usize, b: usize) -> bool {
    phrases.tokens.paragraph_of(a) == phrases.tokens.paragraph_of(b)
}

/// Widens a source over the apposition behind it, up to the sentence's end or the comma that closes it.
fn with_apposition(phrases: &Phrases, source: Range, end: usize) -> Range {
    if !phrases.comma(source.end) || source.end + 1 >= end {
        return source;
    }
    let next = source.end + 1;
    let opens = matches!(
        phrases.tokens.lower(next),
        "a" | "an" | "the" | "who" | "whose" | "his" | "her" | "now" | "then" | "one"
    ) || phrases.noun_at(next).is_some_and(|noun| noun.start == next);
    if !opens {
        return source;
    }
    let stop = (next..end)
        .find(|i| phrases.comma(*i) || phrases.quoted_at(*i).is_some() || phrases.tag(*i) == Some(Tag::Stop));
    source.start..stop.unwrap_or(end)
}

/// The quotation that ends at token `edge`, with the words of its sentence before it where it is only their end.
fn before_quotation(phrases: &Phrases, edge: usize, sentence: usize) -> Option<Vec<Span>> {
    let quotation = phrases.quotation_tokens(edge)?;
    let start = clause_start(phrases, sentence, quotation.start);
    if start < quotation.start && quotation.start > 0 {
        let before = quotation.start - 1;
        let led =
            phrases.comma(before) || matches!(phrases.tokens.lower(before), ":" | "—" | "–" | "-" | "--" | "(" | "…");
        // Nor is what another cue or quotation already told a part of it.
        let told = (start..quotation.start).any(|i| {
            phrases.quoted_at(i).is_some()
                || phrases.tag(i).is_some_and(Tag::is_finite)
                    && cue_verbs::verbs_of(phrases.tokens.lower(i)).iter().any(|(verb, _)| verb.speaks() && !verb.picky)
        });
        if !led && !told && (start..quotation.start).any(|i| !phrases.is_mark(i)) {
            return Some(vec![phrases.tokens.span(&(start..quotation.end))]);
        }
    }
    quotation_pieces(phrases, edge)
}

/// Where the clause that ends at `edge` begins: at its sentence's start, conjunctions aside.
fn clause_start(phrases: &Phrases, sentence: usize, edge: usize) -> usize {
    let mut start = sentence;
    while start < edge
        && (matches!(phrases.tokens.lower(start), "but" | "and" | "yet" | "so" | "still" | "however" | "nevertheless")
            || phrases.is_mark(start) && phrases.quoted_at(start).is_none())
    {
        start += 1;
    }
    start
}

/// What goes on behind the cue: `…,” he said, “…”` and `The focus, he said, must be …`.
fn continued(phrases: &Phrases, last: usize, end: usize, quoted: bool, before: Range) -> Vec<Span> {
    let mut at = last;
    if quoted {
        // Adverbials up to a comma and another quotation.
        let limit = end.min(last + 25);
        while at < limit && phrases.quoted_at(at).is_none() {
            at += 1;
        }
        let led = at > last && (phrases.comma(at - 1) || matches!(phrases.tokens.lower(at - 1), "—" | "–" | ":"));
        let other_cue = (last..at).any(|i| {
            phrases.tokens.lower(i).ends_with("ing") && !cue_verbs::verbs_of(phrases.tokens.lower(i)).is_empty()
        });
        if at < end && led && !other_cue && phrases.quoted_at(at).is_some() {
            return quotation_pieces(phrases, at).unwrap_or_default();
        }
        return Vec::new();
    }
    if !phrases.comma(at) || at + 1 >= end {
        return Vec::new();
    }
    // `It is, she believes, an A flat.`: the clause before the comma lacks its rest.
    let cut_off = before.end.checked_sub(1).is_some_and(|last| phrases.tag(last).is_some_and(Tag::is_finite));
    let finite_before =
        before.into_iter().any(|i| phrases.tag(i).is_some_and(Tag::is_finite) && phrases.quoted_at(i).is_none());
    let next = phrases.tag(at + 1);
    if finite_before && !cut_off && !next.is_some_and(Tag::is_finite) {
        return Vec::new();
    }
    let stop = clauses::content_end(phrases, at + 1, Extent::Clause);
    content_of(phrases, at + 1, stop).into_iter().collect()
}
