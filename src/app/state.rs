//! Everything that the window shows, and how it changes. Draws nothing and waits for nothing.

use std::path::PathBuf;

use super::ask::Ask;
use super::document::Document;
use super::export_state::ExportState;
use super::find::Find;
use super::listing::Listing;
use super::lists::{Lists, View};
use super::path_window::PathPrompt;
use super::recent::Recent;
use super::selection::{Move, Selection};
use super::settings::Settings;
use super::sidebar::Tab;
use crate::analysis::{ActorId, PositionId, QuoteId};
use crate::span::Span;

/// A message over the page that stays until it is put away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Whether something failed.
    pub failure: bool,
    /// The sentence.
    pub text: String,
}

/// A word in the status line that all went well; it goes by itself, and moves nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Remark {
    /// The sentence.
    pub text: String,
    /// When it goes, in seconds of the window's clock; set when it is first seen.
    until: Option<f64>,
}

/// How long a remark stays, in seconds.
const REMARK: f64 = 6.0;

/// The state of the window.
#[derive(Default)]
pub struct State {
    /// The open article.
    pub document: Option<Document>,
    /// What is chosen in it.
    pub selection: Selection,
    /// What the sidebar shows.
    pub view: View,
    /// The message over the page.
    pub notice: Option<Notice>,
    /// The word in the status line.
    pub remark: Option<Remark>,
    /// The reader's preferences.
    pub settings: Settings,
    /// Files that were open before.
    pub recent: Recent,
    /// The export window, when it is open.
    pub export: Option<ExportState>,
    /// The window where a path is typed, when it is open.
    pub path_prompt: Option<PathPrompt>,
    /// The question over the page, when one is open.
    pub ask: Option<Ask>,
    /// Whether the card is open that says why what is chosen was found.
    pub why: bool,
    /// The articles of the file that was opened last which has several.
    pub listing: Option<Listing>,
    /// What the article is to do next.
    pub pending: Option<Move>,
    /// What to open when the reading is done and the file turns out to be good.
    pub reading: Option<String>,
    /// The search in the article.
    pub find: Find,
    /// Whether only the marks of the open actor are shown.
    pub only_chosen: bool,
    /// What the sidebar lists; see [`State::lists`].
    lists: Lists,
}

impl State {
    /// Takes over a new article. The old one goes only now, when the new one is there; `again` if it is the same one, read
    /// once more.
    pub fn set_document(&mut self, document: Document, again: bool) {
        self.selection.clear();
        if !again {
            self.hide_listing();
            self.view = View { sort: self.view.sort, drawer: self.view.drawer, ..View::default() };
        }
        self.pending = None;
        self.why = false;
        self.export = None;
        self.ask = None;
        self.find = Find { needle: self.find.needle.clone(), ..Find::default() };
        self.reading = None;
        self.document = Some(document);
        self.list();
    }

    /// The actors that the filter lets through, in the chosen order.
    pub fn listed(&self) -> &[ActorId] {
        &self.lists.actors
    }

    /// What is listed in the sidebar.
    pub fn lists(&self) -> &Lists {
        &self.lists
    }

    /// Finds out what is listed; to be called when the document or the view changed.
    pub fn list(&mut self) {
        let version = self.lists.version + 1;
        self.lists = match &self.document {
            Some(document) => Lists::of(document, &self.view, version),
            None => Lists { version, ..Lists::default() },
        };
    }

    /// Opens an actor from a list, or goes to its next mention when it is open.
    pub fn choose_actor(&mut self, actor: ActorId) {
        self.select(|selection, document| selection.choose(actor, &document.analysis));
        self.view.tab = Tab::Actors;
    }

    /// A mention was clicked in the text.
    pub fn click_mention(&mut self, actor: ActorId, mention: Span) {
        self.select(|selection, document| selection.click_mention(actor, mention, &document.analysis));
        self.view.tab = Tab::Actors;
    }

    /// Opens an actor and goes to one of its mentions.
    pub fn show_mention(&mut self, actor: ActorId, mention: Span) {
        self.select(|selection, document| {
            selection.take_mention(actor, mention, &document.analysis);
            Some(Move::Reveal(mention))
        });
        self.view.tab = Tab::Actors;
    }

    /// Goes `step` mentions of the open actor on.
    pub fn step_mention(&mut self, step: isize) {
        self.select(|selection, document| selection.step(step, &document.analysis));
    }

    /// Opens the actor `step` places further in the list.
    pub fn step_actor(&mut self, step: isize) {
        if let Some(document) = &self.document {
            self.selection.step_actor(step, &self.lists.actors, &document.analysis);
            self.view.tab = Tab::Actors;
        }
    }

    /// Shows a quote in the text.
    pub fn show_quote(&mut self, quote: QuoteId) {
        self.select(|selection, document| selection.show_quote(quote, &document.analysis));
    }

    /// Shows a position in the text.
    pub fn show_position(&mut self, position: PositionId) {
        self.select(|selection, document| selection.show_position(position, &document.analysis));
    }

    /// Shows these words in the text.
    pub fn show_span(&mut self, span: Span) {
        self.pending = Some(Move::Flash(vec![span]));
    }

    /// Shows a message.
    pub fn tell(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { failure: false, text: text.into() });
    }

    /// Says something in passing.
    pub fn remark(&mut self, text: impl Into<String>) {
        self.remark = Some(Remark { text: text.into(), until: None });
    }

    /// Lets a remark go that was there long enough at `now`; tells in how many seconds to look again.
    pub fn pass(&mut self, now: f64) -> Option<f64> {
        let until = *self.remark.as_mut()?.until.get_or_insert(now + REMARK);
        if now >= until {
            self.remark = None;
            return None;
        }
        Some(until - now)
    }

    /// Shows a message about something that failed.
    pub fn complain(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { failure: true, text: text.into() });
    }

    /// Closes what was opened last: message, drawer, filter, actor.
    pub fn close_last(&mut self) {
        if self.notice.is_some() {
            self.notice = None;
        } else if self.why {
            self.why = false;
        } else if !self.view.filter().is_empty() {
            self.clear_filter();
        } else if self.view.drawer {
            self.view.drawer = false;
        } else {
            self.selection.clear();
        }
    }

    /// Shows the lists like this.
    pub fn set_view(&mut self, view: View) {
        self.view = view;
        self.list();
    }

    /// Lists all again.
    pub fn clear_filter(&mut self) {
        self.view.filter_mut().clear();
        self.list();
    }

    /// The actor whose marks alone are shown, and so gone through.
    pub fn only(&self) -> Option<ActorId> {
        self.selection.actor().filter(|_| self.only_chosen)
    }

    /// The file that is open, when the article came from one.
    pub fn open_file(&self) -> Option<&PathBuf> {
        self.document.as_ref()?.origin.file()
    }

    /// Whether the list of a file's articles is there instead of an article.
    pub fn lists_articles(&self) -> bool {
        self.listing.as_ref().is_some_and(|listing| listing.open)
    }

    /// Shows the article instead of the list of articles.
    pub fn hide_listing(&mut self) {
        if let Some(listing) = &mut self.listing {
            listing.open = false;
        }
    }

    fn select(&mut self, choose: impl FnOnce(&mut Selection, &Document) -> Option<Move>) {
        if let Some(document) = &self.document
            && let Some(next) = choose(&mut self.selection, document)
        {
            self.pending = Some(next);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remark_goes_by_itself() {
        let mut state = State::default();
        assert_eq!(state.pass(1.0), None);
        state.remark("Done.");
        assert_eq!(state.pass(10.0), Some(REMARK));
        assert_eq!(state.pass(10.0 + REMARK / 2.0), Some(REMARK / 2.0));
        assert_eq!(state.pass(10.0 + REMARK), None);
        assert_eq!(state.remark, None);
    }
}
