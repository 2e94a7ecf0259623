//! The analysis of a part of an article, for who cannot wait for all of it.

use std::ops::Range;

use super::{Engine, Monitor, analyse_with};
use crate::analysis::Analysis;
use crate::article::{Article, Paragraph};
use crate::warning::WarningKind;

/// How many bytes the paragraphs at the front of an article may have together that are read with each part of it: headline
/// and byline, and often the paragraph that says what it is about and who is who.
const FRONT: usize = 1_000;

/// As [`analyse_with`] of some of the paragraphs, by their places in `article.paragraphs`, and of a few at the front of the
/// article, so that headline and author are known. All spans are byte ranges of the whole text, none of them in another
/// paragraph; what is not there of `paragraphs` is left out, and where nothing is left nothing is found.
///
/// What it finds is provisional: who is meant by `she` may stand in a paragraph that was not read, and a name may turn out
/// to be something else. Whether a quotation mark has a partner is not told, for it may stand there too.
pub fn analyse_part(
    article: &Article,
    paragraphs: Range<usize>,
    engine: Engine,
    monitor: &dyn Monitor,
) -> Option<Analysis> {
    let part = Article { paragraphs: with_front(&article.paragraphs, paragraphs), ..article.clone() };
    let mut analysis = analyse_with(&part, engine, monitor)?;
    analysis.warnings.retain(|warning| warning.kind != WarningKind::UnbalancedQuotationMark);
    Some(analysis)
}

/// Those of `all` that are in the range, behind those at the front.
fn with_front(all: &[Paragraph], range: Range<usize>) -> Vec<Paragraph> {
    let end = range.end.min(all.len());
    if range.start >= end {
        return Vec::new();
    }
    let mut bytes = 0;
    let front = all.iter().take_while(|paragraph| {
        bytes += paragraph.span.len();
        bytes <= FRONT
    });
    let front = front.count().min(end);
    all.iter().take(front).chain(all.iter().take(end).skip(range.start.max(front))).copied().collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::article::ParagraphKind;
    use crate::read::from_text;
    use crate::span::Span;

    const STORY: &str = include_str!("../../assets/samples/harbour-tunnel.txt");

    /// The story, and another one behind it, which has nothing to do with it.
    fn long() -> Article {
        let other = "Tom Reyes runs a bakery in Oberfeld. “Bread is not a luxury,” Reyes said. The Bakers’ Guild warned that \
                     flour would cost more.";
        from_text("long", format!("{STORY}\n\n{}", [other; 8].join("\n\n")))
    }

    fn spans(analysis: &Analysis) -> Vec<Span> {
        let mut spans = Vec::new();
        for actor in &analysis.actors {
            spans.extend(actor.mentions.iter().map(|mention| mention.span));
            spans.extend(actor.roles.iter().map(|role| role.span));
        }
        for quote in &analysis.quotes {
            spans.extend(quote.source.iter().chain(&quote.cue).chain(&quote.content).chain(&quote.grounds.chain));
        }
        for position in &analysis.positions {
            spans.extend(position.evidence.iter().chain(&position.target.span));
        }
        spans
    }

    /// What was said where by whom.
    fn said(analysis: &Analysis, until: usize) -> BTreeSet<(Vec<Span>, Vec<String>)> {
        let name = |id| analysis.actor(id).map(|actor| actor.name.clone());
        let quotes = analysis.quotes.iter().filter(|quote| quote.extent().end <= until);
        quotes.map(|quote| (quote.content.clone(), quote.speakers.iter().copied().filter_map(name).collect())).collect()
    }

    #[test]
    fn the_beginning_is_what_it_is_in_the_whole() {
        let article = long();
        let count = from_text("story", STORY.to_owned()).paragraphs.len();
        let end = article.paragraphs[count - 1].span.end;
        let whole = analyse_with(&article, Engine::Rules, &()).unwrap();
        let part = analyse_part(&article, 0..count, Engine::Rules, &()).unwrap();
        assert_eq!(said(&part, usize::MAX), said(&whole, end));
        assert!(part.quotes.len() > 5 && whole.quotes.len() > part.quotes.len());
        let first = &part.actors[0];
        let same = whole.actors.iter().find(|actor| actor.name == first.name).unwrap();
        assert_eq!(first.mentions, same.mentions);
    }

    /// Windows begin elsewhere, so that a content may be cut otherwise; most are not.
    #[test]
    fn the_model_finds_in_a_part_most_of_what_it_finds_in_the_whole() {
        let article = long();
        let contents = |analysis: &Analysis| -> BTreeSet<Vec<Span>> {
            analysis.quotes.iter().map(|quote| quote.content.clone()).collect()
        };
        let whole = contents(&analyse_with(&article, Engine::MODEL, &()).unwrap());
        let half = article.paragraphs.len() / 2;
        let part = contents(&analyse_part(&article, 0..half, Engine::MODEL, &()).unwrap());
        let same = part.intersection(&whole).count();
        assert!(part.len() > 5 && same * 4 >= part.len() * 3, "{same} of {}", part.len());
    }

    #[test]
    fn headline_and_author_are_known_to_each_part() {
        let filler = "The tide came in and went out again, as it does. ".repeat(30);
        let text = format!(
            "Harbour plans\n\nBy Ada Brandt\n\nKessel wants a tunnel.\n\n{filler}\n\n{filler}\n\nI fear that the tunnel floods."
        );
        let article = from_text("a", text);
        let last = article.paragraphs.len() - 1;
        let part = analyse_part(&article, last..last + 1, Engine::Rules, &()).unwrap();
        let whole = analyse_with(&article, Engine::Rules, &()).unwrap();
        let fears = said(&part, usize::MAX);
        assert!(fears.iter().any(|(_, speakers)| speakers == &["Ada Brandt"]), "{fears:?}");
        assert!(fears.is_subset(&said(&whole, usize::MAX)));
    }

    #[test]
    fn a_range_without_paragraphs_finds_nothing() {
        let article = long();
        let count = article.paragraphs.len();
        #[expect(clippy::reversed_empty_ranges)]
        for range in [0..0, 4..4, count..count + 9, 5..2] {
            let found = analyse_part(&article, range, Engine::Rules, &()).unwrap();
            assert_eq!(found, Analysis { warnings: article.warnings.clone(), ..Analysis::default() });
        }
        let beyond = analyse_part(&article, 0..usize::MAX, Engine::Rules, &()).unwrap();
        assert_eq!(beyond, analyse_with(&article, Engine::Rules, &()).unwrap());
    }

    #[test]
    fn a_mark_without_a_partner_in_the_part_is_no_fault_of_the_article() {
        let paragraphs = ["“We begin on Monday,", "“And we end on Friday,” Ada Brandt said."];
        let article = from_text("a", format!("Plans\n\n{}", paragraphs.join("\n\n")));
        let count = article.paragraphs.len();
        let part = analyse_part(&article, 0..count - 1, Engine::Rules, &()).unwrap();
        assert_eq!(part.warnings, article.warnings);
    }

    #[test]
    fn a_cancelled_part_is_none() {
        struct Cancelled;
        impl Monitor for Cancelled {
            fn cancelled(&self) -> bool {
                true
            }
        }
        assert_eq!(analyse_part(&long(), 0..3, Engine::Rules, &Cancelled), None);
    }

    proptest! {
        /// Whatever the range, what is found stands in it or at the front, on whole letters.
        #[test]
        fn nothing_is_found_elsewhere(
            pieces in proptest::collection::vec(prop::sample::select(vec![
                "Ada Brandt said ", "“yes", "”", "‘", "she ", "the Zoë plan. ", "\n\n", "\n\n", "Dock Union: “no”",
                "warned that it floods. ", "王毅 ", "a vote in May", "\n\n“", "By Tom Reyes\n\n", "\"",
            ]), 0..60),
            start in 0usize..20, length in 0usize..20,
        ) {
            let article = from_text("a", pieces.concat());
            let found = analyse_part(&article, start..start + length, Engine::Rules, &()).unwrap();
            let read = with_front(&article.paragraphs, start..start + length);
            for span in spans(&found) {
                prop_assert!(article.text.get(span.start..span.end).is_some());
                prop_assert!(read.iter().any(|paragraph| paragraph.span.covers(span)), "{span:?} {read:?}");
            }
        }

        #[test]
        fn paragraphs_are_taken_once_and_in_order(sizes in proptest::collection::vec(1usize..700, 0..30), start in 0usize..40, length in 0usize..40) {
            let mut at = 0;
            let all: Vec<Paragraph> = sizes.iter().map(|size| {
                at += size + 2;
                Paragraph { span: Span::new(at - size - 2, at - 2), kind: ParagraphKind::Body }
            }).collect();
            let taken = with_front(&all, start..start + length);
            prop_assert!(taken.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
            for (at, paragraph) in all.iter().enumerate() {
                let inside = (start..start + length).contains(&at);
                prop_assert!(!inside || taken.contains(paragraph));
                prop_assert!(inside || !taken.contains(paragraph) || paragraph.span.end <= FRONT + 2 * at);
            }
        }
    }
}
