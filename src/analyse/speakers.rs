//! Speakers: which actors the attributions belong to.

use super::actors::{ActorIndex, Cast};
use super::attribution::{Attribution, SpeakerRule};
use super::coreference::{Chains, Phrase, Resolution, Resolver};
use super::phrases::Phrases;
use super::tokens::Range;
use crate::analysis::{ActorKind, SpeakerClue};
use crate::span::Span;

/// Who speaks in one attribution.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Speakers {
    /// The actors; none when nobody is named or it is not clear who is meant.
    pub actors: Vec<ActorIndex>,
    /// How sure that is, from 0 to 1.
    pub confidence: f32,
    /// What tells who it is.
    pub clue: SpeakerClue,
    /// From the words of the source to the fullest name of a single speaker, each going back to the next.
    pub chain: Vec<Range>,
    /// Who else may be meant, the likeliest first.
    pub others: Vec<ActorIndex>,
}

impl Speakers {
    /// Whether one of them is an organisation, a state or a group.
    pub fn include_a_body(&self, cast: &Cast) -> bool {
        let kinds = self.actors.iter().filter_map(|actor| cast.member(*actor)).map(|member| member.kind);
        kinds.into_iter().any(|kind| matches!(kind, ActorKind::Organisation | ActorKind::Place | ActorKind::Group))
    }
}

/// What was found for an attribution, before unnamed speakers become actors of their own.
enum Found {
    Known(Resolution),
    Unnamed(Range),
    SameAs(usize),
    Nobody,
}

/// The speakers of each attribution; speakers without a name are added to the cast. `quoted` are the spans between
/// quotation marks, in order.
pub fn assign(
    cast: &mut Cast,
    phrases: &Phrases,
    quoted: &[Span],
    chains: &Chains,
    attributions: &[Attribution],
) -> Vec<Speakers> {
    let mut found: Vec<(Found, Vec<Range>)> = Vec::with_capacity(attributions.len());
    let resolver = Resolver::new(cast, phrases.tokens, phrases.tags, quoted, chains);
    let mut last = None;
    for (n, attribution) in attributions.iter().enumerate() {
        let this = match (&attribution.source, attribution.speaker) {
            (_, SpeakerRule::Nobody) => Found::Nobody,
            (None, _) => previous(phrases, attributions, n).map_or(Found::Nobody, Found::SameAs),
            (Some(source), _) => {
                let resolution = resolver.resolve(source, last);
                match resolution.phrase {
                    _ if !resolution.actors.is_empty() => Found::Known(resolution),
                    Phrase::Pronoun | Phrase::Name => Found::Known(resolution),
                    Phrase::Nominal | Phrase::Unnamed | Phrase::Other => Found::Unnamed(description(phrases, source)),
                }
            }
        };
        let mut chain = Vec::new();
        if let (Found::Known(resolution), Some(source)) = (&this, &attribution.source)
            && let [only] = resolution.actors[..]
        {
            last = Some(only);
            chain = resolver.chain(source, only);
        }
        found.push((this, chain));
    }
    let mut speakers: Vec<Speakers> = Vec::with_capacity(found.len());
    for (this, chain) in found {
        speakers.push(match this {
            Found::Known(resolution) => known(resolution, chain),
            Found::Unnamed(range) => Speakers {
                actors: vec![cast.add_unnamed(phrases.tokens, range.clone())],
                confidence: 0.7,
                clue: SpeakerClue::Unnamed,
                chain: vec![range],
                others: Vec::new(),
            },
            Found::SameAs(before) => {
                let before = speakers.get(before).cloned().unwrap_or_default();
                let clue = if before.actors.is_empty() { SpeakerClue::Nothing } else { SpeakerClue::GoesOn };
                Speakers { confidence: before.confidence * 0.7, clue, ..before }
            }
            Found::Nobody => Speakers::default(),
        });
    }
    cast.index(phrases.tokens.list.len());
    speakers
}

fn known(resolution: Resolution, chain: Vec<Range>) -> Speakers {
    let clue = match resolution.phrase {
        _ if resolution.actors.is_empty() => SpeakerClue::Nothing,
        Phrase::Pronoun => SpeakerClue::Pronoun,
        Phrase::Nominal => SpeakerClue::Description,
        Phrase::Name | Phrase::Unnamed | Phrase::Other => SpeakerClue::Name,
    };
    let others = resolution.candidates.iter().copied().filter(|actor| !resolution.actors.contains(actor)).collect();
    Speakers { actors: resolution.actors, confidence: resolution.confidence, clue, chain, others }
}

/// The attribution before the `n`th whose speaker goes on: in the same paragraph, or the one right before it.
fn previous(phrases: &Phrases, attributions: &[Attribution], n: usize) -> Option<usize> {
    let paragraph = |attribution: &Attribution| {
        let first = phrases.tokens.inside(attribution.extent()).start;
        phrases.tokens.paragraph_of(first)
    };
    let before = n.checked_sub(1)?;
    let near = paragraph(&attributions[n]) <= paragraph(&attributions[before]) + 1;
    let direct = attributions[before].content.iter().any(|span| {
        let tokens = phrases.tokens.inside(*span);
        phrases.quoted_at(tokens.start).is_some() || phrases.quoted_at(tokens.end.saturating_sub(1)).is_some()
    });
    let same = paragraph(&attributions[n]) == paragraph(&attributions[before]);
    (near && (direct || same) && attributions[before].speaker != SpeakerRule::Nobody).then_some(before)
}

/// A source without what is set behind it between commas (`a lawyer, who …`).
fn description(phrases: &Phrases, source: &Range) -> Range {
    let end = source.clone().find(|i| *i > source.start && phrases.comma(*i)).unwrap_or(source.end);
    source.start..end
}
