//! The part of a long article that is on the screen, read first: what is found in it is shown until all is read.

use std::ops::Range;
use std::sync::Arc;

use eframe::egui::{Context, DragAndDrop, Popup};

use super::document::{Document, Reach, Stage};
use super::selection::Selection;
use super::sidebar;
use super::window::Standpoint;
use crate::analysis::Analysis;
use crate::analysis::issues::Issues;
use crate::analysis::stands::Stands;
use crate::article::{Article, Paragraph};
use crate::span::Span;
use crate::warning::WarningKind;

/// An article shorter than this, in bytes, is read in one go: the model reads its 5,000 words in a second or so on one core,
/// and the part in a third of that.
const LONG: usize = 30_000;
/// How far the part reaches from the top of the view, in bytes: some screens, for who goes on reading.
const AHEAD: usize = 8_000;
/// How far it reaches back: whoever is meant by a name or pronoun in view is likely to be named there.
const BEHIND: usize = 1_500;
/// The most that it has where paragraphs are long, in bytes.
const MOST: usize = 2 * (AHEAD + BEHIND);

/// What was found in a part of an article.
#[derive(Clone, Debug, Default)]
pub struct Glimpse {
    /// What was found, with byte ranges of the whole text.
    pub analysis: Arc<Analysis>,
    /// On what two or more actors take a stance.
    pub issues: Arc<Issues>,
    /// The positions of one actor on one thing, joined.
    pub stands: Arc<Stands>,
}

impl From<Analysis> for Glimpse {
    fn from(analysis: Analysis) -> Self {
        let (issues, stands) = (Arc::new(Issues::of(&analysis)), Arc::new(Stands::of(&analysis)));
        Self { analysis: Arc::new(analysis), issues, stands }
    }
}

/// The paragraphs that are to be read first where `byte` of the text is at the top of the view; `None` where all can be
/// read at once, and where one paragraph is nearly all there is.
pub fn first_part(article: &Article, byte: usize) -> Option<Range<usize>> {
    let length = article.text.len();
    let foreign = article.warnings.iter().any(|warning| warning.kind == WarningKind::LanguageNotEnglish);
    if length < LONG || foreign {
        return None;
    }
    let byte = byte.min(length - AHEAD);
    let all = &article.paragraphs;
    let mut start = all.partition_point(|paragraph| paragraph.span.end <= byte.saturating_sub(BEHIND));
    let mut stop = all.partition_point(|paragraph| paragraph.span.start < byte + AHEAD);
    let span = |at: usize| all.get(at).map_or(Span::default(), |paragraph| paragraph.span);
    let bytes = |start: usize, stop: usize| span(stop.saturating_sub(1)).end.saturating_sub(span(start).start);
    // What is in view is worth more than what comes, and that more than a long paragraph before it.
    while start < stop && span(start).end <= byte && byte - span(start).start > AHEAD {
        start += 1;
    }
    while stop > start + 1 && bytes(start, stop) > MOST && span(stop - 2).end > byte {
        stop -= 1;
    }
    while start + 1 < stop && bytes(start, stop) > MOST && span(start).end <= byte {
        start += 1;
    }
    (start < stop && bytes(start, stop) <= MOST).then_some(start..stop)
}

/// How much of all the work the part is.
pub fn share(article: &Article, part: &Range<usize>) -> f32 {
    let bytes = |range: &[Paragraph]| range.iter().map(|paragraph| paragraph.span.len()).sum::<usize>();
    let (part, all) = (article.paragraphs.get(part.clone()).map_or(0, bytes), bytes(&article.paragraphs));
    part as f32 / (part + all).max(1) as f32
}

impl Standpoint {
    /// Has the open article analysed: the part in view first, unless all of it was read before.
    pub(super) fn analyse(&mut self) {
        if let Some(document) = &mut self.state.document {
            document.stage = Stage::Running;
            let byte = self.reader.as_ref().map_or(0, |reader| reader.place());
            let part = (document.reach != Reach::Whole).then(|| first_part(&document.article, byte)).flatten();
            self.worker.analyse(document.id, Arc::clone(&document.article), part);
        }
    }

    /// Shows what was found in a part of the article with that number.
    pub(super) fn take_glimpse(&mut self, id: u64, glimpse: Glimpse, ctx: &Context) {
        self.generations += 1;
        let generation = self.generations;
        self.replace(id, ctx, |document| document.set_glimpse(glimpse, generation));
        self.state.list();
    }

    /// Changes what was found in the article with that number, shown or not, and stays with what is chosen there. Where it
    /// was found in a part, all ids are others now: places to go back to follow too, and menus and what is dragged go, for
    /// they would be about something else.
    pub(super) fn replace(&mut self, id: u64, ctx: &Context, change: impl FnOnce(&mut Document)) {
        let Some(document) = self.document_mut(id) else { return };
        let (before, part) = (Arc::clone(&document.analysis), document.is_partial());
        change(document);
        let after = Arc::clone(&document.analysis);
        let follow = |selection: &mut Selection| selection.follow(&before, &after);
        if let Some(aside) = self.shelf.aside_mut(id) {
            follow(&mut aside.selection);
            if part {
                aside.trail.each(follow);
                aside.reader.drop_card();
            }
            return;
        }
        let row = self.state.selection.actor().map(sidebar::actor_id);
        let on_row = row.is_some_and(|row| ctx.memory(|memory| memory.has_focus(row)));
        follow(&mut self.state.selection);
        if let Some(place) = &mut self.settled {
            follow(&mut place.selection);
        }
        if part {
            self.trail.each(follow);
            Popup::close_all(ctx);
            DragAndDrop::clear_payload(ctx);
            if let Some(reader) = &mut self.reader {
                reader.drop_card();
            }
        }
        if let Some(actor) = self.state.selection.actor().filter(|_| on_row) {
            ctx.memory_mut(|memory| memory.request_focus(sidebar::actor_id(actor)));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::article::ParagraphKind;
    use crate::warning::Warning;

    /// Paragraphs of these lengths, with a line between them.
    fn article(lengths: &[usize]) -> Article {
        let mut article = Article::default();
        for length in lengths {
            let start = article.text.len();
            article.text.push_str(&"a".repeat(*length));
            article.paragraphs.push(Paragraph { span: Span::new(start, start + length), kind: ParagraphKind::Body });
            article.text.push('\n');
        }
        article
    }

    #[test]
    fn a_short_article_is_read_in_one_go() {
        assert_eq!(first_part(&article(&[500; 50]), 0), None);
        assert_eq!(first_part(&article(&[]), 0), None);
        assert!(first_part(&article(&[500; 70]), 0).is_some());
    }

    #[test]
    fn the_part_is_where_the_reader_is() {
        let article = article(&[499; 200]);
        assert_eq!(first_part(&article, 0), Some(0..16));
        assert_eq!(first_part(&article, 50_000), Some(97..116));
        // At the end, and beyond it, the last screens.
        assert_eq!(first_part(&article, 99_999), Some(181..200));
        assert_eq!(first_part(&article, usize::MAX), Some(181..200));
    }

    #[test]
    fn a_paragraph_that_is_nearly_all_is_no_part() {
        assert_eq!(first_part(&article(&[100_000]), 0), None);
        assert_eq!(first_part(&article(&[500, 500, 100_000]), 700), Some(0..2));
        assert_eq!(first_part(&article(&[500, 100_000, 500]), 50_000), None);
        // A long one before the view is left out.
        assert_eq!(first_part(&article(&[500, 30_000, 4_000, 4_000, 500]), 31_000), Some(2..5));
    }

    #[test]
    fn another_language_is_not_looked_at_twice() {
        let warning = Warning { kind: WarningKind::LanguageNotEnglish, span: None, message: String::new() };
        assert_eq!(first_part(&Article { warnings: vec![warning], ..article(&[500; 100]) }, 0), None);
    }

    #[test]
    fn the_part_is_a_small_share() {
        let article = article(&[1000; 99]);
        assert_eq!(share(&article, &(0..1)), 0.01);
        assert_eq!(share(&article, &(200..300)), 0.0);
        assert_eq!(share(&Article::default(), &(0..0)), 0.0);
    }

    proptest! {
        #[test]
        fn what_is_at_the_top_of_the_view_is_in_the_part(
            lengths in proptest::collection::vec(1usize..4_000, 0..120),
            byte in 0usize..200_000,
        ) {
            let article = article(&lengths);
            if let Some(part) = first_part(&article, byte) {
                prop_assert!(article.text.len() >= LONG);
                let taken = &article.paragraphs[part];
                let (first, last) = (taken[0].span, taken[taken.len() - 1].span);
                prop_assert!(last.end - first.start <= MOST);
                prop_assert!(byte >= article.text.len() - AHEAD || (first.start <= byte && byte <= last.end));
            } else {
                prop_assert!(article.text.len() < LONG);
            }
        }
    }
}
