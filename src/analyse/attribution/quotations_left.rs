//! Quotations that no cue claimed: they go on with what was said before, are signed behind a dash, or stand alone.

use super::claimed::Claimed;
use super::{Attribution, SpeakerRule, sources};
use crate::analyse::clauses;
use crate::analyse::cue_verbs;
use crate::analyse::phrases::Phrases;
use crate::analyse::subjects;
use crate::analyse::tagger::Tag;
use crate::analyse::tokens::{Range, TokenKind};
use crate::span::Span;

/// Words from which on a quotation is taken for a statement, not for a title or a scare quote.
const STATEMENT: usize = 5;

/// Adds the unclaimed quotations of statements to `found`, which is ordered and stays so.
pub fn claim(phrases: &Phrases, found: &mut Vec<Attribution>) {
    let claimed = Claimed::by(found);
    for quotation in phrases.quotations.list.iter().filter(|quotation| quotation.depth == 0) {
        let extent = quotation.extent();
        if claimed.clashes(extent) {
            continue;
        }
        let tokens = phrases.tokens.inside(extent);
        let words = tokens.clone().filter(|i| phrases.tokens.list[*i].kind == TokenKind::Word).count();
        if words == 0 {
            continue;
        }
        if let Some(spoken) = spoken(phrases, &tokens, quotation.pieces.clone()) {
            insert(found, spoken);
            continue;
        }
        let signed = signature(phrases, &tokens);
        let earlier = earlier(phrases, &tokens, found);
        if words < STATEMENT && signed.is_none() && earlier.is_none() {
            continue;
        }
        let pieces = quotation.pieces.clone();
        if let Some(source) = signed {
            let cue = source.start.saturating_sub(1)..source.start;
            insert(found, Attribution::new(Some(source), cue, pieces, 0.85));
        } else if let Some(before) = earlier {
            // `“…,” she said. “…”`: the same statement goes on.
            found[before].content.extend(pieces);
        } else if let Some(source) = subjects::shared_subject(phrases, tokens.start)
            .filter(|source| source.end <= tokens.start && sources::can_speak(phrases, source))
        {
            // A part of a sentence: most likely the words of its subject.
            insert(found, Attribution::without_cue(Some(source), pieces, 0.4));
        } else {
            let alone = whole_paragraph(phrases, &tokens);
            let new = Attribution::without_cue(None, pieces, if alone { 0.5 } else { 0.3 });
            insert(found, Attribution { speaker: SpeakerRule::Previous, ..new });
        }
    }
}

/// A quotation right behind a verb of saying that the cues left out, such as an infinitive: `could only shout “no”`.
fn spoken(phrases: &Phrases, quotation: &Range, pieces: Vec<Span>) -> Option<Attribution> {
    let first = clauses::sentence_start(phrases, quotation.start).max(quotation.start.saturating_sub(12));
    let speaks =
        |i: usize| cue_verbs::verbs_of(phrases.tokens.lower(i)).iter().any(|(verb, _)| verb.speaks() && !verb.picky);
    let near = (first..quotation.start).rev();
    // Up to the nearest verb; it must speak, and a comma or colon must lead to the quotation when it does not touch it.
    let verb = near
        .take_while(|i| phrases.quoted_at(*i).is_none() && phrases.tag(*i) != Some(Tag::Stop))
        .find(|i| phrases.tag(*i).is_some_and(Tag::is_verb) || speaks(*i))?;
    let led = phrases.comma(quotation.start - 1) || phrases.tokens.lower(quotation.start - 1) == ":";
    let speaks = speaks(verb) && (led || verb + 1 == quotation.start);
    let negated = (verb.saturating_sub(3)..verb).any(|i| matches!(phrases.tokens.lower(i), "not" | "n't" | "never"));
    if !speaks || negated || phrases.quoted_at(verb).is_some() {
        return None;
    }
    let source = subjects::shared_subject(phrases, verb)?;
    Some(Attribution::new(Some(source), verb..verb + 1, pieces, 0.5))
}

fn insert(found: &mut Vec<Attribution>, new: Attribution) {
    let at = found.partition_point(|attribution| attribution.extent().start < new.extent().start);
    found.insert(at, new);
}

/// The source behind a dash that ends the paragraph: `“…” —Commissioner Ivo Lang`, or behind `as … put it`.
fn signature(phrases: &Phrases, quotation: &Range) -> Option<Range> {
    let tokens = phrases.tokens;
    let dash = quotation.end;
    if !matches!(tokens.lower(dash), "—" | "–" | "―" | "--" | "-") {
        return put_it(phrases, dash);
    }
    // In the same paragraph, or as the next one.
    let block = tokens.paragraphs.get(tokens.paragraph_of(dash))?;
    let noun = phrases.noun_at(dash + 1).filter(|noun| noun.start == dash + 1)?;
    (block.tokens.end - dash <= 15).then_some(noun.start..noun.end)
}

/// The source of `“…,” as Brandt put it`.
fn put_it(phrases: &Phrases, behind: usize) -> Option<Range> {
    let tokens = phrases.tokens;
    let at = if tokens.lower(behind) == "," { behind + 1 } else { behind };
    let noun = phrases.noun_at(at + 1).filter(|noun| tokens.lower(at) == "as" && noun.start == at + 1)?;
    let put = tokens.lower(noun.end) == "put" || tokens.lower(noun.end) == "puts";
    (put && tokens.lower(noun.end + 1) == "it").then_some(noun)
}

/// The attribution in the same paragraph that this quotation goes on with: the last one before it, when that is direct
/// speech too, and nothing but its own cue stands between.
fn earlier(phrases: &Phrases, quotation: &Range, found: &[Attribution]) -> Option<usize> {
    let start = phrases.tokens.list.get(quotation.start)?.span.start;
    let at = found.partition_point(|attribution| attribution.extent().start < start).checked_sub(1)?;
    let before = &found[at];
    let last = before.content.last()?;
    let paragraph = phrases.tokens.paragraphs.get(phrases.tokens.paragraph_of(quotation.start))?;
    let block = phrases.tokens.span(&paragraph.tokens);
    if last.start < block.start || before.source.is_none() && before.speaker != SpeakerRule::Previous {
        return None;
    }
    // Direct speech before, and the quotation begins a sentence of its own.
    let begins = phrases.tokens.sentences.get(phrases.tokens.sentence_of(quotation.start))?.start == quotation.start;
    let spoken = before.content.iter().any(|span| {
        let tokens = phrases.tokens.inside(*span);
        phrases.quoted_at(tokens.end.saturating_sub(1)).is_some()
    });
    // Sentences between the two that quote nothing belong to the article.
    let between = phrases.tokens.inside(Span::new(last.end, start));
    let sentences =
        phrases.tokens.sentence_of(quotation.start).saturating_sub(phrases.tokens.sentence_of(between.start));
    (begins && spoken && sentences <= 1).then_some(at)
}

fn whole_paragraph(phrases: &Phrases, quotation: &Range) -> bool {
    phrases
        .tokens
        .paragraphs
        .get(phrases.tokens.paragraph_of(quotation.start))
        .is_some_and(|block| block.tokens.start == quotation.start && block.tokens.end <= quotation.end + 1)
}
