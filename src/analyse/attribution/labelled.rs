//! Attributions that a labeller found, given what the rules know of cues and quotations, and what it left to the rules.

use super::claimed::Claimed;
use super::{Attribution, SpeakerRule, add_apart, broken, complement, quotations_left, sources};
use crate::analyse::cue_verbs::ComplementKind as Kind;
use crate::analyse::cues::Cue;
use crate::analyse::labels::LabelledAttribution;
use crate::analyse::phrases::Phrases;
use crate::analyse::tokens::{Range, TokenKind};
use crate::article::ParagraphKind;
use crate::span::Span;

/// The attributions of an article, in the order of their first bytes: the labelled ones, then those of the rules that share
/// no word with them.
pub fn find(phrases: &Phrases, cues: &[Cue], labelled: &[LabelledAttribution]) -> Vec<Attribution> {
    let mut found: Vec<Attribution> = Vec::with_capacity(labelled.len());
    let mut claimed = Claimed::default();
    for label in labelled {
        let content: Vec<Span> = label
            .content
            .iter()
            .flat_map(|span| below_headings(phrases, *span, label.cue))
            .filter_map(|span| bounded(phrases, span))
            .filter(|span| !claimed.clashes(*span))
            .collect();
        if content.is_empty() {
            continue;
        }
        claimed.add(&content);
        found.push(attribution(phrases, cues, label, content));
    }
    found.sort_by_key(|attribution| attribution.extent().start);
    let ruled = super::find(phrases, cues);
    add_apart(&mut found, ruled.into_iter().filter(|attribution| trusted(phrases, attribution)).collect());
    quotations_left::claim(phrases, &mut found);
    found.sort_by_key(|attribution| attribution.extent().start);
    found
}

/// A content without what it holds of a headline, unless its cue stands there: what a headline says is said there.
fn below_headings(phrases: &Phrases, span: Span, cue: Option<Span>) -> Vec<Span> {
    let tokens = phrases.tokens;
    let words = tokens.touching(span);
    let cue_at = cue.map(|cue| tokens.paragraph_of(tokens.touching(cue).start));
    let blocks = tokens.paragraph_of(words.start)..=tokens.paragraph_of(words.end.saturating_sub(1).max(words.start));
    let heading = |number: usize| {
        cue_at.is_some_and(|at| at != number)
            && tokens.paragraphs.get(number).is_some_and(|block| block.kind == ParagraphKind::Heading)
    };
    if !blocks.clone().any(heading) {
        return vec![span];
    }
    let body = blocks.filter(|number| !heading(*number)).filter_map(|number| tokens.paragraphs.get(number));
    let inside = body.map(|block| block.tokens.start.max(words.start)..block.tokens.end.min(words.end));
    inside.filter(|part| !part.is_empty()).map(|part| tokens.span(&part)).collect()
}

/// Whether a finding of the rules counts where the labeller saw nothing.
fn trusted(phrases: &Phrases, attribution: &Attribution) -> bool {
    attribution.confidence >= 0.85
        && attribution.source.is_some()
        && attribution.content.iter().any(|span| begins_quoted(phrases, *span))
}

fn attribution(phrases: &Phrases, cues: &[Cue], label: &LabelledAttribution, content: Vec<Span>) -> Attribution {
    let source = label.source.map(|span| phrases.tokens.touching(span)).filter(|words| !words.is_empty());
    let source = source.map(|words| broken::source(phrases, words, label.cue, &content));
    let words = label.cue.map(|span| phrases.tokens.touching(span)).filter(|words| !words.is_empty());
    let mut found = Attribution {
        cue: words.clone().into_iter().collect(),
        target: label.target.map(|span| whole_target(phrases, span)),
        stance: Some(label.stance),
        ..Attribution::without_cue(source, content, label.probability)
    };
    let cue = words.and_then(|words| verb_in(cues, &words));
    if let Some(cue) = cue {
        let complement = complement::after(phrases, cue).map(|(_, complement, _)| complement).or_else(|| {
            [Kind::Clause, Kind::That, Kind::Quote].into_iter().find_map(|kind| cue.verb.takes(kind).copied())
        });
        found = found.with_verb(cue, complement);
    }
    if found.source.is_none() {
        let subject = cue.filter(|cue| !cue.passive).and_then(|cue| sources::before(phrases, cue));
        found.source = subject.filter(|source| sources::can_speak(phrases, source));
    }
    if found.source.is_none() {
        // A quotation goes on with the speaker before; what is told without marks and source is nobody's.
        let goes_on = found.content.first().is_some_and(|span| begins_quoted(phrases, *span));
        let passive = cue.is_some_and(|cue| cue.passive);
        found.speaker = if goes_on && !passive { SpeakerRule::Previous } else { SpeakerRule::Nobody };
    }
    found
}

/// A labelled target, completed where it breaks off.
fn whole_target(phrases: &Phrases, span: Span) -> Span {
    let words = phrases.tokens.touching(span);
    if words.is_empty() { span } else { phrases.tokens.span(&broken::target(phrases, &words)) }
}

/// Whether the first word of `span` stands inside a quotation.
fn begins_quoted(phrases: &Phrases, span: Span) -> bool {
    phrases.quoted_at(phrases.tokens.inside(span).start).is_some()
}

/// The cue verb that a labelled cue holds; the last of several (`went on to say`).
fn verb_in<'a>(cues: &'a [Cue], words: &Range) -> Option<&'a Cue> {
    let first = cues.partition_point(|cue| cue.head < words.start);
    cues[first..].iter().take_while(|cue| cue.head < words.end).last()
}

/// A content in whole tokens, which begins and ends with a quotation that it holds the better part of; none when it holds
/// no word.
fn bounded(phrases: &Phrases, span: Span) -> Option<Span> {
    let tokens = phrases.tokens;
    let mut words = tokens.touching(span);
    if words.clone().all(|i| tokens.list[i].kind == TokenKind::Mark) {
        return None;
    }
    let most = |missing: &Range, quotation: &Range| {
        missing.clone().all(|i| phrases.is_mark(i)) || missing.len() * 2 <= quotation.len()
    };
    if let Some(quotation) = phrases.quotation_tokens(words.start)
        && most(&(quotation.start..words.start), &quotation)
    {
        words.start = quotation.start;
    }
    if let Some(quotation) = phrases.quotation_tokens(words.end - 1)
        && most(&(words.end..quotation.end), &quotation)
    {
        words.end = quotation.end;
    }
    Some(tokens.span(&words))
}
