//! The encoding of the file that is shown: telling it, and choosing another one.

use eframe::egui::{Button, RichText, Ui};

use super::action::Action;
use super::ask::Ask;
use super::commands::Command;
use super::document::Document;
use super::theme::Theme;
use super::window::Standpoint;
use crate::read::encoding_label;

impl Standpoint {
    /// Asks with which encoding the file is to be read again.
    pub(super) fn ask_encoding(&mut self) {
        let listing = self.state.listing.as_ref().filter(|listing| listing.open);
        let (file, read, chosen) = match (listing, &self.state.document) {
            (Some(listing), _) => (Some(&listing.file), listing.collection.article(0), &listing.encoding),
            (None, Some(document)) => (document.origin.file(), Some(&*document.article), &document.encoding),
            (None, None) => return self.state.remark("Open an article first."),
        };
        let Some(file) = file.cloned() else { return self.state.remark("This article did not come from a file.") };
        let read = read.and_then(|article| article.encoding.as_deref());
        if read.is_none() && chosen.is_none() {
            return self.state.remark("A file of this kind says itself how its letters are encoded.");
        }
        self.state.ask = Some(Ask::encoding(read, chosen.as_deref()));
        self.worker.sample(file);
    }

    /// Reads the file that is shown again, with the encoding of that WHATWG name or the one that seems right.
    pub(super) fn read_with(&mut self, encoding: Option<String>) {
        match self.state.listing.as_ref().filter(|listing| listing.open).map(|listing| listing.file.clone()) {
            Some(file) => {
                self.left = None;
                self.read_article(file, None, encoding);
            }
            None => self.reload_with(encoding),
        }
    }
}

/// Draws the encoding where it is not what it usually is, or a guess.
pub fn show(ui: &mut Ui, document: &Document, actions: &mut Vec<Action>) {
    let Some(name) = document.article.encoding.as_deref() else { return };
    let unsure = document.is_encoding_unsure();
    if name == "UTF-8" && !unsure && document.encoding.is_none() {
        return;
    }
    let theme = Theme::of(ui);
    let words = format!("read as {}{}", encoding_label(name), if unsure { "?" } else { "" });
    let color = if unsure { theme.warning } else { theme.text_weak };
    let button = ui.add(Button::new(RichText::new(words).small().color(color)).frame_when_inactive(false));
    if button.on_hover_text(Command::Encoding.hint(ui.ctx())).clicked() {
        actions.push(Action::Command(Command::Encoding));
    }
}
