//! Speakers: which actors the attributions belong to.

use super::actors::{ActorIndex, Cast, CastMention};
use super::attribution::{Attribution, SpeakerRule};
use super::authors::{self, Authors};
use super::coreference::{Chains, Phrase, Resolution, Resolver};
use super::phrases::Phrases;
use super::relayed;
use super::tokens::Range;
use crate::analysis::{ActorKind, MentionKind, SpeakerClue};
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
    authors: &Authors,
    attributions: &[Attribution],
) -> Vec<Speakers> {
    let mut found: Vec<(Found, Vec<Range>)> = Vec::with_capacity(attributions.len());
    let resolver = Resolver::new(cast, phrases.tokens, phrases.tags, quoted, chains);
    let mut last: Vec<ActorIndex> = Vec::new();
    for (n, attribution) in attributions.iter().enumerate() {
        let this = match (&attribution.source, attribution.speaker) {
            (_, SpeakerRule::Nobody) => Found::Nobody,
            (Some(source), _) if authors::is_first_person(phrases.tokens, source) => {
                Found::Known(first_person(authors, phrases, source))
            }
            (None, _) => previous(phrases, attributions, n).map_or(Found::Nobody, Found::SameAs),
            (Some(source), _) => match relayed::speaker(cast, phrases, source, &attribution.content) {
                Some(actor) => Found::Known(Resolution {
                    actors: vec![actor],
                    confidence: 0.8,
                    candidates: vec![actor],
                    phrase: Phrase::Nominal,
                }),
                None => by_source(phrases, source, resolver.resolve(source, &last)),
            },
        };
        let mut chain = Vec::new();
        if let (Found::Known(resolution), Some(source)) = (&this, &attribution.source)
            && !resolution.actors.is_empty()
        {
            last.clone_from(&resolution.actors);
            if let [only] = resolution.actors[..] {
                chain = resolver.chain(source, only);
            }
        }
        found.push((this, chain));
    }
    for (attribution, (this, _)) in attributions.iter().zip(&found) {
        // Whom the byline alone names is mentioned by `I`.
        if let (Some(source), Found::Known(Resolution { actors, .. })) = (&attribution.source, this)
            && let [author] = actors[..]
            && authors::is_first_person(phrases.tokens, source)
        {
            let kind = MentionKind::Pronoun;
            cast.mentions.push(CastMention { tokens: source.clone(), actor: author, kind, possessive: false });
        }
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

/// Who speaks where `source` means what `resolution` says.
fn by_source(phrases: &Phrases, source: &Range, resolution: Resolution) -> Found {
    match resolution.phrase {
        _ if !resolution.actors.is_empty() => Found::Known(resolution),
        Phrase::Pronoun | Phrase::Name => Found::Known(resolution),
        Phrase::Nominal | Phrase::Unnamed | Phrase::Other => Found::Unnamed(description(phrases, source)),
    }
}

/// Who says `I` or `we`, outside quotation marks.
fn first_person(authors: &Authors, phrases: &Phrases, source: &Range) -> Resolution {
    let author = authors.at(phrases.tokens, source.start).filter(|_| phrases.quoted_at(source.start).is_none());
    let one = matches!(phrases.tokens.lower(source.start), "i" | "me" | "my" | "myself");
    Resolution {
        actors: author.into_iter().collect(),
        confidence: if one { 0.8 } else { 0.5 },
        candidates: author.into_iter().collect(),
        phrase: Phrase::Pronoun,
    }
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
