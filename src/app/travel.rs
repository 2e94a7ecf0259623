//! Going from place to place: back and forward, finding, from quote to quote, to headings.

use eframe::egui::Context;

use super::ask::{Answer, Ask, Question};
use super::commands::Command;
use super::find::Needle;
use super::selection::Move;
use super::stops::{Stop, StopKind};
use super::trail::Place;
use super::why::Step;
use super::why_card;
use super::window::Standpoint;

impl Standpoint {
    /// Runs a command that goes somewhere.
    pub(super) fn travel(&mut self, command: Command) {
        match command {
            Command::Back | Command::Forward => self.go_along(command == Command::Back),
            Command::Find => self.open_find(),
            Command::FindNext => self.step_find(1),
            Command::FindPrevious => self.step_find(-1),
            Command::NextQuote => self.step_through(StopKind::Quote, 1),
            Command::PreviousQuote => self.step_through(StopKind::Quote, -1),
            Command::NextPosition => self.step_through(StopKind::Position, 1),
            Command::PreviousPosition => self.step_through(StopKind::Position, -1),
            Command::Outline => {
                if let Some(document) = &self.state.document {
                    self.state.ask = Some(Ask::outline(&document.article));
                }
            }
            _ => {}
        }
    }

    /// Opens the card that says why what is chosen was found, or closes it.
    pub(super) fn toggle_why(&mut self, ctx: &Context) {
        let chosen = &self.state.selection;
        if chosen.quote().is_none() && chosen.position().is_none() {
            self.state.why = false;
            return self.state.remark("Choose a quote or a position first: click one in the text or in the sidebar.");
        }
        self.state.why = !self.state.why;
        if self.state.why {
            ctx.memory_mut(|memory| memory.request_focus(why_card::card_id()));
        }
    }

    /// Goes where a reason leads.
    pub(super) fn follow(&mut self, step: Step) {
        match step {
            Step::Place(span) => self.state.show_span(span),
            Step::Quote(quote) => self.state.show_quote(quote),
            Step::Speaker(quote, actor) => self.answer_with(Question::Speaker(quote), &Answer::Actor(actor)),
        }
    }

    /// Where the reader is.
    pub(super) fn here(&self) -> Place {
        let byte = self.reader.as_ref().map_or(0, |reader| reader.visible().start);
        Place { byte, selection: self.state.selection.clone() }
    }

    fn go_along(&mut self, back: bool) {
        let here = self.here();
        let place = if back { self.trail.back(here) } else { self.trail.forward(here) };
        match (place, &mut self.reader) {
            (Some(place), Some(reader)) => {
                reader.scroll_to(place.byte);
                self.state.selection = place.selection;
                self.settled = None;
            }
            _ if back => self.state.remark("There is no jump to go back from."),
            _ => self.state.remark("There is no jump to go forward to."),
        }
    }

    fn open_find(&mut self) {
        let Some(document) = &self.state.document else { return };
        let marked =
            self.reader.as_ref().and_then(|reader| reader.selection()).map(|span| span.of(&document.article.text));
        let marked = marked.filter(|words| words.chars().count() < 60 && !words.contains('\n')).map(str::to_owned);
        self.state.find.open = true;
        self.state.find.wants_focus = true;
        if let Some(text) = marked {
            self.set_needle(Needle { text, ..self.state.find.needle.clone() });
        }
    }

    /// Searches for something else.
    pub(super) fn set_needle(&mut self, needle: Needle) {
        if let Some(document) = &self.state.document {
            self.worker.find(document.id, &document.article, needle.clone());
        }
        self.state.find.needle = needle;
    }

    /// Takes over what was found.
    pub(super) fn take_found(&mut self, id: u64, found: Result<Vec<crate::span::Span>, String>) {
        if self.state.document.as_ref().is_none_or(|document| document.id != id) || !self.state.find.open {
            return;
        }
        let from = self.state.find.current().map_or(self.here().byte, |span| span.start);
        let first = self.state.find.take(found, from);
        self.state.pending = first.map(Move::Reveal).or(self.state.pending.take());
        self.show_found();
    }

    fn step_find(&mut self, step: isize) {
        if !self.state.find.open {
            return self.open_find();
        }
        if let Some(span) = self.state.find.step(step) {
            self.state.pending = Some(Move::Reveal(span));
            self.show_found();
        }
    }

    fn show_found(&mut self) {
        if let Some(reader) = &mut self.reader {
            let find = &self.state.find;
            reader.set_found(find.found.clone(), find.at);
        }
    }

    /// Ends the search.
    pub(super) fn close_find(&mut self) {
        self.state.find = super::find::Find { needle: self.state.find.needle.clone(), ..Default::default() };
        self.show_found();
    }

    /// Goes to the next stop of a kind, or `step` stops on, and tells its number.
    fn step_through(&mut self, kind: StopKind, step: isize) {
        let (Some(document), here) = (&self.state.document, self.here().byte) else { return };
        let stops: Vec<_> = kind.stops(&document.analysis, self.state.only()).collect();
        let chosen = kind.chosen(&self.state.selection);
        let at = chosen.and_then(|chosen| stops.iter().position(|(_, stop)| *stop == chosen));
        let next = stepped(&stops, at, step, |(start, _)| *start < here);
        let Some((next, (_, stop))) = next.and_then(|next| Some((next, *stops.get(next)?))) else {
            return self.state.remark(format!("There is no {} to go to.", kind.name().to_lowercase()));
        };
        match stop {
            Stop::Quote(quote) => self.state.show_quote(quote),
            Stop::Position(position) => self.state.show_position(position),
        }
        self.state.remark(format!("{} {} of {}", kind.name(), next + 1, stops.len()));
    }
}

/// The index `step` places behind index `at` of `listed`, going round; where nothing is chosen yet, the first that stands
/// in view, or the one before it.
fn stepped<T>(listed: &[T], at: Option<usize>, step: isize, above: impl Fn(&T) -> bool) -> Option<usize> {
    let count = isize::try_from(listed.len()).ok().filter(|count| *count > 0)?;
    let next = match at {
        Some(at) => at as isize + step,
        None => listed.partition_point(above) as isize + if step > 0 { 0 } else { step },
    };
    Some(next.rem_euclid(count) as usize)
}

#[cfg(test)]
mod tests {
    use super::stepped;

    #[test]
    fn steps_go_round_and_begin_where_one_reads() {
        let places = [10, 20, 30];
        assert_eq!(stepped(&places, None, 1, |place| *place < 15), Some(1));
        assert_eq!(stepped(&places, None, -1, |place| *place < 15), Some(0));
        assert_eq!(stepped(&places, None, 1, |place| *place < 99), Some(0));
        assert_eq!(stepped(&places, Some(2), 1, |_| false), Some(0));
        assert_eq!(stepped(&places, Some(0), -1, |_| false), Some(2));
        assert_eq!(stepped(&[0; 0], None, 1, |_| false), None);
    }
}
