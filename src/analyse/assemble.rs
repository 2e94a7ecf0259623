//! The findings of all steps, in the shape that the rest of the program knows.

use super::actors::{ActorIndex, Cast};
use super::attribution::Attribution;
use super::phrases::Phrases;
use super::positions::{self, Stated};
use super::speakers::Speakers;
use super::tokens;
use crate::analysis::{Analysis, Position, PositionId, Quote, QuoteId, QuoteKind, SpeakerGrounds, Target};
use crate::article::Article;
use crate::warning::{Warning, WarningKind};

/// Puts the findings of the steps together in the shape that the rest of the program knows.
pub fn assemble(
    article: &Article,
    phrases: &Phrases,
    cast: Cast,
    attributions: &[Attribution],
    speakers: &[Speakers],
    stated: Vec<Option<Stated>>,
) -> Analysis {
    let tokens = phrases.tokens;
    let mut prominence = vec![0.0; cast.members.len()];
    for actor in speakers.iter().flat_map(|speakers| &speakers.actors) {
        prominence[*actor] += 1.0;
    }
    let targets: Vec<Option<ActorIndex>> = stated
        .iter()
        .map(|stated| positions::target_actor(&cast, tokens, stated.as_ref().and_then(|stated| stated.target)))
        .collect();
    let (actors, ids) = cast.into_actors(tokens, &prominence);
    let ids_of = |actors: &[ActorIndex]| actors.iter().filter_map(|actor| ids.get(*actor).copied()).collect::<Vec<_>>();
    let spans = |ranges: &[tokens::Range]| ranges.iter().map(|range| tokens.span(range)).collect::<Vec<_>>();
    let mut analysis = Analysis { actors, warnings: article.warnings.clone(), ..Analysis::default() };
    for ((attribution, speakers), (stated, target)) in
        attributions.iter().zip(speakers).zip(stated.into_iter().zip(targets))
    {
        let quote = QuoteId(analysis.quotes.len() as u32);
        let by = ids_of(&speakers.actors);
        if let Some(stated) = stated {
            analysis.positions.push(Position {
                id: PositionId(analysis.positions.len() as u32),
                holders: by.clone(),
                stance: stated.stance,
                target: Target {
                    text: stated.target.map(|span| tokens.one_line(span)).unwrap_or_default(),
                    span: stated.target,
                    actor: target.and_then(|actor| ids.get(actor).copied()),
                },
                evidence: attribution.content.clone(),
                quote: Some(quote),
                confidence: stated.confidence * attribution.confidence,
                others: stated.others,
            });
        }
        analysis.quotes.push(Quote {
            id: quote,
            kind: kind(phrases, attribution),
            confidence: attribution.confidence * if by.is_empty() { 0.5 } else { speakers.confidence.max(0.3) },
            speakers: by,
            source: spans(attribution.source.as_slice()),
            cue: spans(&attribution.cue),
            content: attribution.content.clone(),
            grounds: SpeakerGrounds {
                by: speakers.clue,
                chain: spans(&speakers.chain),
                others: ids_of(&speakers.others),
            },
        });
    }
    analysis.warnings.extend(phrases.quotations.orphans.iter().map(|span| Warning {
        kind: WarningKind::UnbalancedQuotationMark,
        span: Some(*span),
        message: "This quotation mark has no partner, so where the quotation ends or begins is a guess. Check the words around it."
            .into(),
    }));
    analysis
}

/// How much of an attribution's content stands between quotation marks.
fn kind(phrases: &Phrases, attribution: &Attribution) -> QuoteKind {
    let (mut inside, mut outside) = (false, false);
    for i in attribution.content.iter().flat_map(|span| phrases.tokens.inside(*span)) {
        if !phrases.is_mark(i) {
            let quoted = phrases.quoted_at(i).is_some();
            inside |= quoted;
            outside |= !quoted;
        }
    }
    match (inside, outside) {
        (true, false) => QuoteKind::Direct,
        (true, true) => QuoteKind::Mixed,
        (false, _) => QuoteKind::Indirect,
    }
}
