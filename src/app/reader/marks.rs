//! What is marked in the text, sorted so that the marks of a block are found at once.

use crate::analysis::{ActorId, ActorKind, Analysis, MentionKind, PositionId, QuoteId, QuoteKind};
use crate::app::layers::Layers;
use crate::span::Span;

/// A mention of an actor.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MentionMark {
    /// Its words.
    pub span: Span,
    /// Who is mentioned.
    pub actor: ActorId,
    /// What the actor is.
    pub kind: ActorKind,
    /// By name, description or pronoun.
    pub how: MentionKind,
    /// Which of the actor's mentions it is, counted from 1.
    pub nth: usize,
    /// How many mentions the actor has.
    pub of: usize,
}

/// A piece of a quote.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PieceMark {
    /// Its words.
    pub span: Span,
    /// The quote.
    pub quote: QuoteId,
    /// How the quote is told.
    pub kind: QuoteKind,
    /// Whether it is the first piece.
    pub first: bool,
}

/// Where the evidence of a position begins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FlagMark {
    /// The first piece of the evidence.
    pub span: Span,
    /// The position.
    pub position: PositionId,
}

/// All marks of an article.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    /// The mentions.
    pub mentions: Sorted<MentionMark>,
    /// The pieces of the quotes.
    pub pieces: Sorted<PieceMark>,
    /// The positions.
    pub flags: Sorted<FlagMark>,
}

impl Marks {
    /// The marks of `analysis` in those layers, all of them or those of one actor; spans that do not fit `text` are left out.
    pub fn new(analysis: &Analysis, text: &str, layers: Layers, only: Option<ActorId>) -> Self {
        let of = |actors: &[ActorId]| only.is_none_or(|actor| actors.contains(&actor));
        let fits = |span: Span| !span.is_empty() && text.get(span.start..span.end).is_some();
        let mentions = analysis.actors.iter().filter(|actor| layers.names && of(&[actor.id])).flat_map(|actor| {
            actor.mentions.iter().enumerate().map(move |(i, mention)| MentionMark {
                span: mention.span,
                actor: actor.id,
                kind: actor.kind,
                how: mention.kind,
                nth: i + 1,
                of: actor.mentions.len(),
            })
        });
        let pieces = analysis.quotes.iter().filter(|quote| layers.quotes && of(&quote.speakers)).flat_map(|quote| {
            quote.content.iter().enumerate().map(move |(i, span)| PieceMark {
                span: *span,
                quote: quote.id,
                kind: quote.kind,
                first: i == 0,
            })
        });
        let flags = analysis.positions.iter().filter(|position| layers.positions && of(&position.holders)).filter_map(
            |position| position.evidence.first().map(|span| FlagMark { span: *span, position: position.id }),
        );
        Self {
            mentions: Sorted::new(mentions.filter(|mark| fits(mark.span)).collect(), |mark| mark.span),
            pieces: Sorted::new(pieces.filter(|mark| fits(mark.span)).collect(), |mark| mark.span),
            flags: Sorted::new(flags.filter(|mark| fits(mark.span)).collect(), |mark| mark.span),
        }
    }
}

/// Things with spans, which may overlap, in the order of the text.
#[derive(Clone, Debug)]
pub struct Sorted<T> {
    items: Vec<(Span, T)>,
    /// The largest end among the first ones, each one included.
    reach: Vec<usize>,
}

impl<T> Default for Sorted<T> {
    fn default() -> Self {
        Self { items: Vec::new(), reach: Vec::new() }
    }
}

impl<T: Copy> Sorted<T> {
    fn new(items: Vec<T>, span_of: impl Fn(&T) -> Span) -> Self {
        let mut items: Vec<(Span, T)> = items.into_iter().map(|item| (span_of(&item), item)).collect();
        // Where two begin together the longer comes first, so that the shorter lies on top of it.
        items.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
        let reach = items
            .iter()
            .scan(0, |reach: &mut usize, (span, _)| {
                *reach = (*reach).max(span.end);
                Some(*reach)
            })
            .collect();
        Self { items, reach }
    }

    /// Those that share a byte with `span`.
    pub fn overlapping(&self, span: Span) -> impl Iterator<Item = T> {
        let from = self.reach.partition_point(|reach| *reach <= span.start);
        let to = self.items.partition_point(|(own, _)| own.start < span.end);
        let found = self.items.get(from..to.max(from)).unwrap_or_default();
        found.iter().filter(move |(own, _)| own.overlaps(span)).map(|(_, item)| *item)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The one with that number, in the order of the text.
    pub fn get(&self, at: usize) -> Option<T> {
        self.items.get(at).map(|(_, item)| *item)
    }

    /// The number of the first that begins at `byte` or behind it.
    pub fn first_from(&self, byte: usize) -> usize {
        self.items.partition_point(|(span, _)| span.start < byte)
    }

    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = T> {
        self.items.iter().map(|(_, item)| *item)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn finds_exactly_those_that_overlap(
            spans in prop::collection::vec((0_usize..60, 1_usize..25), 0..30),
            start in 0_usize..70,
            len in 0_usize..30,
        ) {
            let spans: Vec<Span> = spans.into_iter().map(|(start, len)| Span::new(start, start + len)).collect();
            let window = Span::new(start, start + len);
            let sorted = Sorted::new(spans.clone(), |span| *span);
            let found: Vec<Span> = sorted.overlapping(window).collect();
            let mut wanted: Vec<Span> = spans.into_iter().filter(|span| span.overlaps(window)).collect();
            wanted.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
            prop_assert_eq!(found, wanted);
        }
    }
}
