//! Words that can be found again: the words themselves with what stands before and behind them.

use serde::{Deserialize, Serialize};

use crate::span::Span;

/// A place in a text, told by its words: the text quote selector of the W3C Web Annotation Data Model. It still leads to
/// its words when the text around them has changed, and to nothing when they have.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Anchor {
    /// The words.
    pub exact: String,
    /// What stands right before them.
    pub prefix: String,
    /// What stands right behind them.
    pub suffix: String,
}

/// How many code points before and behind the words are remembered at least.
const CONTEXT: usize = 32;

/// How many code points are remembered at most, where fewer do not tell the words from others.
const MOST_CONTEXT: usize = 1024;

impl Anchor {
    /// The words at `span` of `text` with 32 code points on both sides, fewer at its ends. `None` when the span is empty or
    /// does not fit.
    pub fn of(text: &str, span: Span) -> Option<Self> {
        let exact = text.get(span.start..span.end).filter(|exact| !exact.is_empty())?;
        let before = text.get(..span.start)?;
        let behind = text.get(span.end..)?;
        let from = before.char_indices().rev().take(CONTEXT).last().map_or(span.start, |(at, _)| at);
        let to = behind.char_indices().nth(CONTEXT).map_or(behind.len(), |(at, _)| at);
        Some(Self {
            exact: exact.to_owned(),
            prefix: before.get(from..).unwrap_or_default().to_owned(),
            suffix: behind.get(..to).unwrap_or_default().to_owned(),
        })
    }

    /// As [`of`](Self::of), with as much more context on each side as tells the words from all others in `text` by that
    /// side alone, up to 1024 code points.
    pub fn telling(text: &str, span: Span) -> Option<Self> {
        let mut anchor = Self::of(text, span)?;
        let before = text.get(..span.start)?;
        let behind = text.get(span.end..)?;
        let mut width = CONTEXT;
        while width < MOST_CONTEXT
            && anchor.prefix.len() < before.len()
            && !only(anchor.places(text).filter(|span| anchor.prefix_fits(text, *span))).is_one()
        {
            width *= 2;
            let from = before.char_indices().rev().take(width).last().map_or(span.start, |(at, _)| at);
            anchor.prefix = before.get(from..).unwrap_or_default().to_owned();
        }
        width = CONTEXT;
        while width < MOST_CONTEXT
            && anchor.suffix.len() < behind.len()
            && !only(anchor.places(text).filter(|span| anchor.suffix_fits(text, *span))).is_one()
        {
            width *= 2;
            let to = behind.char_indices().nth(width).map_or(behind.len(), |(at, _)| at);
            anchor.suffix = behind.get(..to).unwrap_or_default().to_owned();
        }
        Some(anchor)
    }

    /// Where the words stand in `text`, which may have changed since.
    ///
    /// A place whose surroundings are all the same wins, when it is the only one. Else one of the two sides has to be the
    /// same, at one place only, and has to have told the words from all others by itself: a word nearby may have been put
    /// right. Where no place fits, or several fit equally well, the answer is `None`: a lookalike is never taken for the
    /// words that were meant.
    pub fn find(&self, text: &str) -> Option<Span> {
        if self.exact.is_empty() {
            return None;
        }
        let both = |span: &Span| self.prefix_fits(text, *span) && self.suffix_fits(text, *span);
        let tells = |side: &str| side.chars().any(char::is_alphanumeric) && side.chars().count() < MOST_CONTEXT;
        let (before, behind) = (tells(&self.prefix), tells(&self.suffix));
        let one = |span: &Span| (before && self.prefix_fits(text, *span)) || (behind && self.suffix_fits(text, *span));
        match only(self.places(text).filter(both)) {
            Found::One(span) => Some(span),
            Found::Several => None,
            Found::None => match only(self.places(text).filter(one)) {
                Found::One(span) => Some(span),
                _ => None,
            },
        }
    }

    fn places<'a>(&'a self, text: &'a str) -> Places<'a> {
        Places { text, words: &self.exact, from: 0 }
    }

    fn prefix_fits(&self, text: &str, span: Span) -> bool {
        let before = text.get(..span.start).unwrap_or_default();
        // A short prefix says that the text began there.
        before.ends_with(&self.prefix) && (self.prefix.chars().count() >= CONTEXT || before.len() == self.prefix.len())
    }

    fn suffix_fits(&self, text: &str, span: Span) -> bool {
        let behind = text.get(span.end..).unwrap_or_default();
        behind.starts_with(&self.suffix)
            && (self.suffix.chars().count() >= CONTEXT || behind.len() == self.suffix.len())
    }
}

/// All places of some words in a text, also where they overlap.
struct Places<'a> {
    text: &'a str,
    words: &'a str,
    from: usize,
}

impl Iterator for Places<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        let start = self.from + self.text.get(self.from..)?.find(self.words)?;
        self.from = start + self.words.chars().next().map_or(1, char::len_utf8);
        Some(Span::new(start, start + self.words.len()))
    }
}

enum Found {
    None,
    One(Span),
    Several,
}

impl Found {
    fn is_one(&self) -> bool {
        matches!(self, Found::One(_))
    }
}

fn only(mut spans: impl Iterator<Item = Span>) -> Found {
    match (spans.next(), spans.next()) {
        (None, _) => Found::None,
        (Some(span), None) => Found::One(span),
        (Some(_), Some(_)) => Found::Several,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TEXT: &str = "Brandt said no. Reyes said yes. Brandt said no again, and Brandt laughed — “Ha!”";

    fn at(text: &str, words: &str, nth: usize) -> Span {
        text.match_indices(words).nth(nth).map(|(start, _)| Span::new(start, start + words.len())).unwrap_or_default()
    }

    #[test]
    fn the_same_words_elsewhere_are_not_taken() {
        for nth in 0..3 {
            let span = at(TEXT, "Brandt", nth);
            assert_eq!(Anchor::of(TEXT, span).and_then(|anchor| anchor.find(TEXT)), Some(span));
        }
        let anchor = Anchor::of(TEXT, at(TEXT, "Brandt", 1)).unwrap_or_default();
        // Gone with its sentence, although the name stands elsewhere.
        assert_eq!(anchor.find("Brandt said no. Reyes said yes. Nobody laughed, and Brandt left."), None);
        assert_eq!(anchor.find(""), None);
    }

    #[test]
    fn a_change_on_one_side_is_borne() {
        let anchor = Anchor::of(TEXT, at(TEXT, "laughed", 0)).unwrap_or_default();
        let changed = TEXT.replace("“Ha!”", "“Ho!”");
        assert_eq!(anchor.find(&changed), Some(at(&changed, "laughed", 0)));
        let moved = format!("A new beginning. {TEXT}");
        assert_eq!(anchor.find(&moved), Some(at(&moved, "laughed", 0)));
        // On both sides is too much.
        assert_eq!(anchor.find(&changed.replace("and Brandt", "and Reyes")), None);
    }

    #[test]
    fn what_stands_on_one_side_at_several_places_does_not_lead_there() {
        let told = ", Brandt told reporters on Monday in the town hall of Kessel.\n";
        let text = format!("It is late{told}It is cold{told}");
        let anchor = Anchor::telling(&text, at(&text, "Brandt", 0)).unwrap_or_default();
        assert_eq!(anchor.find(&text), Some(at(&text, "Brandt", 0)));
        // The other one has the same words behind it, and is not the one that was meant.
        assert_eq!(anchor.find(&format!("It is cold{told}")), None);
        // With a word changed on the other side it is found by what stands further behind.
        let changed = format!("It was late{told}It is cold{told}");
        assert_eq!(anchor.find(&changed), Some(at(&changed, "Brandt", 0)));
        let anchor = Anchor::telling(&text, at(&text, "Monday", 1)).unwrap_or_default();
        assert!(anchor.prefix.contains("cold"));
        assert_eq!(anchor.find(&text), Some(at(&text, "Monday", 1)));
    }

    #[test]
    fn of_two_equal_places_none_is_taken() {
        let text = "He said no. ".repeat(20);
        let anchor = Anchor::of(&text, at(&text, "no", 9)).unwrap_or_default();
        assert_eq!(anchor.find(&text), None);
        assert_eq!(Anchor::of("é", Span::new(0, 1)), None);
        assert_eq!(Anchor::of("é", Span::new(1, 1)), None);
    }

    proptest! {
        #[test]
        fn what_is_found_is_the_words(text in "[ab é.\n]{0,80}", start in 0usize..80, length in 0usize..20) {
            let boundaries: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let start = boundaries[start % boundaries.len()];
            let end = boundaries.iter().copied().find(|at| *at >= start + length).unwrap_or(text.len());
            if let Some(anchor) = Anchor::of(&text, Span::new(start, end))
                && let Some(found) = anchor.find(&text)
            {
                prop_assert_eq!(found, Span::new(start, end));
            }
        }
    }
}
