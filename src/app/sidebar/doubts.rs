//! What the reader should look at with own eyes.

use eframe::egui::{Id, Ui};

use super::super::action::Action;
use super::super::attribution;
use super::super::document::{Document, Doubt};
use super::super::virtual_list::VirtualList;
use super::item::{self, Item};
use crate::analysis::Quote;
use crate::warning::WarningKind;

/// Draws the list.
pub fn show(ui: &mut Ui, list: &mut VirtualList, document: &Document, actions: &mut Vec<Action>) {
    let doubts = &document.doubts;
    if doubts.is_empty() {
        return super::say(ui, "Nothing to check: all was read, and nothing is in doubt.");
    }
    let words = |at: usize| doubts.get(at).map(|doubt| words(*doubt, document)).unwrap_or_default();
    let height = |ui: &Ui, width: f32, at: usize| {
        let (heading, sentence) = words(at);
        Item::note(ui, width, heading, &sentence).height()
    };
    list.show(ui, "doubts", document.generation, doubts.len(), height, |ui, at, rect| {
        let (heading, sentence) = words(at);
        let item = Item::note(ui, rect.width(), heading, &sentence);
        let label = format!("{heading}: {sentence}");
        if item.show(ui, Id::unique(("doubt", at)), rect, &label, false).clicked() {
            actions.extend(doubts.get(at).and_then(|doubt| target(*doubt, document)));
        }
    });
}

fn words(doubt: Doubt, document: &Document) -> (&'static str, String) {
    let quote = |id| document.analysis.quote(id).map(|quote: &Quote| attribution::spoken(quote, &document.article));
    match doubt {
        Doubt::Warning(at) => match document.analysis.warnings.get(at) {
            Some(warning) => (heading(warning.kind), warning.message.clone()),
            None => Default::default(),
        },
        Doubt::NoSpeaker(id) => ("Nobody is named as the speaker", quote(id).unwrap_or_default()),
        Doubt::UnsureQuote(id) => ("This quote or its speaker may be wrong", quote(id).unwrap_or_default()),
        Doubt::UnsurePosition(id) => {
            let position = document.analysis.positions.get(id.0 as usize);
            let sentence = position.map(|position| {
                format!("{} {} {}", item::holders(position, document), position.stance.label(), position.target.text)
            });
            ("This position may be wrong", sentence.unwrap_or_default())
        }
    }
}

const fn heading(kind: WarningKind) -> &'static str {
    match kind {
        WarningKind::UnbalancedQuotationMark => "A quotation mark has no partner",
        WarningKind::RepairedEncoding => "Characters were put right",
        WarningKind::UncertainEncoding => "Characters may be wrong",
        WarningKind::LanguageNotEnglish => "Not English",
        WarningKind::NotRead => "Not all was read",
    }
}

fn target(doubt: Doubt, document: &Document) -> Option<Action> {
    match doubt {
        Doubt::Warning(at) => document.analysis.warnings.get(at)?.span.map(Action::Reveal),
        Doubt::NoSpeaker(id) | Doubt::UnsureQuote(id) => Some(Action::Quote(id)),
        Doubt::UnsurePosition(id) => Some(Action::Position(id)),
    }
}
