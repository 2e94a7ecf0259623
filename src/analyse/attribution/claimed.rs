//! Which words of the article are some attribution's content already.

use std::collections::BTreeMap;

use super::Attribution;
use crate::span::Span;

/// Spans that are taken; no two of them share a byte.
#[derive(Default)]
pub struct Claimed {
    /// Ends by starts.
    spans: BTreeMap<usize, usize>,
}

impl Claimed {
    /// What the contents of `attributions`, which share no words, take up.
    pub fn by(attributions: &[Attribution]) -> Self {
        let mut claimed = Claimed::default();
        for attribution in attributions {
            claimed.add(&attribution.content);
        }
        claimed
    }

    /// Whether any byte of `span` is taken.
    pub fn clashes(&self, span: Span) -> bool {
        self.spans.range(..span.end).next_back().is_some_and(|(_, end)| *end > span.start)
    }

    /// Takes spans that clash with none.
    pub fn add(&mut self, spans: &[Span]) {
        self.spans.extend(spans.iter().map(|span| (span.start, span.end)));
    }
}
