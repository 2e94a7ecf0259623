//! Attribution: which words are handed to a source, and by what cue.
//!
//! An attribution is a passage in which an article hands words, a belief or an intention (the content) to somebody (the
//! source) by a cue, as PolNeAR defines it (Newell, Margolin & Ruths, “An Attribution Relations Corpus for Political
//! News”, LREC 2018). The rules look at each cue verb of the lexicon, at `according to` and at labels before a colon,
//! and last at the quotations that nothing claimed.

mod complement;
mod labels;
mod postposed;
mod quotations_left;
mod sources;

use super::clauses;
use super::cue_verbs::{Complement, CueVerb};
use super::cues::Cue;
use super::phrases::Phrases;
use super::tokens::Range;
use crate::span::Span;

/// A source, a cue and a content, in tokens and bytes.
#[derive(Clone, Debug)]
pub struct Attribution {
    /// The words that name who speaks; none when the article gives none here.
    pub source: Option<Range>,
    /// How the speaker is found when `source` alone does not tell.
    pub speaker: SpeakerRule,
    /// The words that say that something is said.
    pub cue: Vec<Range>,
    /// What is said: ordered, without overlap, never empty.
    pub content: Vec<Span>,
    /// The verb of the cue.
    pub verb: Option<&'static CueVerb>,
    /// Which complement of the verb the content is.
    pub complement: Option<Complement>,
    /// Whether the cue is negated (`does not want`).
    pub negated: bool,
    /// How sure the rule is, from 0 to 1.
    pub confidence: f32,
}

/// Where to look for the speaker of an [`Attribution`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpeakerRule {
    /// In its source.
    Source,
    /// Nobody: the article hides who speaks (`is said to`, `was accused`).
    Nobody,
    /// The speaker of the attribution before it.
    Previous,
}

impl Attribution {
    fn new(source: Option<Range>, cue: Range, content: Vec<Span>, confidence: f32) -> Self {
        Attribution {
            source,
            speaker: SpeakerRule::Source,
            cue: vec![cue],
            content,
            verb: None,
            complement: None,
            negated: false,
            confidence,
        }
    }

    fn with_verb(mut self, cue: &Cue, complement: Option<Complement>) -> Self {
        self.verb = Some(cue.verb);
        self.complement = complement;
        self.negated = cue.negated;
        self
    }

    /// From the first to the last byte of the content.
    pub fn extent(&self) -> Span {
        match (self.content.first(), self.content.last()) {
            (Some(first), Some(last)) => Span::new(first.start, last.end),
            _ => Span::default(),
        }
    }
}

/// Finds the attributions of an article, in the order of their first bytes.
pub fn find(phrases: &Phrases, cues: &[Cue]) -> Vec<Attribution> {
    let mut found: Vec<Attribution> = Vec::new();
    found.extend(labels::find(phrases));
    for cue in cues {
        // What stands inside quotation marks is its speaker's own affair.
        if phrases.quoted_at(cue.head).is_some() {
            continue;
        }
        found.extend(attribute(phrases, cue));
    }
    found.extend(sources::according_to(phrases));
    let mut kept = without_overlaps(phrases, found);
    add_apart(&mut kept, labels::behind_clauses(phrases));
    quotations_left::claim(phrases, &mut kept);
    kept.sort_by_key(|attribution| attribution.extent().start);
    kept
}

/// What one cue verb attributes.
fn attribute(phrases: &Phrases, cue: &Cue) -> Option<Attribution> {
    // What somebody did not say is no statement; what somebody does not want or believe is one.
    if cue.negated && cue.verb.speaks() && !sources::stance_when_negated(cue.verb) {
        return None;
    }
    if cue.passive {
        return sources::passive(phrases, cue);
    }
    if let Some(found) = postposed::find(phrases, cue) {
        return Some(found);
    }
    let source = sources::before(phrases, cue)?;
    if let Some(complement) = complement::raised(phrases, cue, &source) {
        return Some(complement);
    }
    if cue.verb.picky && !sources::can_speak(phrases, &source) {
        return None;
    }
    let (content, complement, confidence) = complement::after(phrases, cue)?;
    Some(Attribution::new(Some(source), cue.words.clone(), content, confidence).with_verb(cue, Some(complement)))
}

/// Leaves out attributions whose cue stands inside the content of another, and of two that share words the surer one.
fn without_overlaps(phrases: &Phrases, mut found: Vec<Attribution>) -> Vec<Attribution> {
    // The widest contents first, so that inner ones see the outer.
    let width = |attribution: &Attribution| attribution.content.iter().map(|span| span.len()).sum::<usize>();
    found.sort_by_key(|attribution| (std::cmp::Reverse(width(attribution)), attribution.extent().start));
    let mut kept: Vec<Attribution> = Vec::new();
    let mut taken: std::collections::BTreeMap<usize, usize> = std::collections::BTreeMap::new();
    for attribution in found {
        let clashes = |span: Span| taken.range(..span.end).next_back().is_some_and(|(_, end)| *end > span.start);
        let cue_spans = attribution.cue.iter().map(|cue| phrases.tokens.span(cue));
        if attribution.content.iter().copied().chain(cue_spans).any(clashes) {
            continue;
        }
        for span in &attribution.content {
            taken.insert(span.start, span.end);
        }
        kept.push(attribution);
    }
    kept.sort_by_key(|attribution| attribution.extent().start);
    kept
}

/// Adds those attributions whose content shares no word with that of the ones already there.
fn add_apart(kept: &mut Vec<Attribution>, more: Vec<Attribution>) {
    let mut taken: Vec<Span> = kept.iter().flat_map(|attribution| attribution.content.iter().copied()).collect();
    taken.sort();
    for attribution in more {
        let clashes = |span: &Span| {
            let next = taken.partition_point(|other| other.end <= span.start);
            taken.get(next).is_some_and(|other| other.overlaps(*span))
        };
        if !attribution.content.iter().any(clashes) {
            kept.push(attribution);
        }
    }
    kept.sort_by_key(|attribution| attribution.extent().start);
}

/// The span of tokens from `start` to `end`, without closing marks; nothing when it holds no word.
fn content_of(phrases: &Phrases, start: usize, end: usize) -> Option<Span> {
    let range = clauses::trim_end(phrases, start..end);
    (range.start < range.end).then(|| phrases.tokens.span(&range))
}

/// The pieces of the quotation at token `i`.
fn quotation_pieces(phrases: &Phrases, i: usize) -> Option<Vec<Span>> {
    let quotation = phrases.quotations.list.get(phrases.quoted_at(i)?)?;
    Some(quotation.pieces.clone())
}
