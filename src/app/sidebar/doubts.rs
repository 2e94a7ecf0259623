//! What the reader should look at with own eyes.

use eframe::egui::{Id, Rect, Ui};

use super::super::action::Action;
use super::super::attribution;
use super::super::document::{Document, Doubt};
use super::super::menu;
use super::super::state::State;
use super::super::subject::Subject;
use super::super::why_card;
use super::super::wording::{sureness, told};
use super::candidates;
use super::item::{self, Item};
use crate::analysis::Quote;
use crate::warning::WarningKind;

/// Draws a doubt as a row.
pub fn show(ui: &Ui, rect: Rect, id: Id, doubt: Doubt, state: &State, document: &Document, actions: &mut Vec<Action>) {
    let (heading, sentence) = words(doubt, document);
    let item = Item::note(ui, rect.width(), &heading, &sentence);
    let label = format!("{heading}: {sentence}");
    let selected = match doubt {
        Doubt::Warning(_) | Doubt::Orphan(_) => false,
        Doubt::NoSpeaker(id) | Doubt::UnsureQuote(id) => state.selection.quote() == Some(id),
        Doubt::UnsurePosition(id) => state.selection.position() == Some(id),
    };
    let response = item.show(ui, id, rect, &label, selected);
    if response.clicked() {
        actions.extend(target(doubt, document));
    }
    let step = match doubt {
        Doubt::NoSpeaker(id) | Doubt::UnsureQuote(id) => {
            let quote = document.analysis.quote(id);
            quote.and_then(|quote| {
                let card = |ui: &mut Ui| why_card::quote(ui, &document.article, &document.analysis, quote);
                why_card::beside(&response, card)
            })
        }
        Doubt::UnsurePosition(id) => {
            let position = document.analysis.positions.get(id.0 as usize);
            position.and_then(|position| {
                let card = |ui: &mut Ui| why_card::position(ui, &document.article, &document.analysis, position);
                why_card::beside(&response, card)
            })
        }
        Doubt::Warning(_) | Doubt::Orphan(_) => None,
    };
    actions.extend(step.map(Action::Why));
    menu::context(&response, |ui| entries(ui, doubt, document, actions));
    candidates::show(ui, rect, doubt, document, actions);
}

/// The menu of a row.
fn entries(ui: &mut Ui, doubt: Doubt, document: &Document, actions: &mut Vec<Action>) {
    let subject = match doubt {
        Doubt::Warning(_) => None,
        Doubt::NoSpeaker(id) | Doubt::UnsureQuote(id) => Some(Subject::Quote(id)),
        Doubt::UnsurePosition(id) => Some(Subject::Position(id)),
        Doubt::Orphan(at) => {
            let orphan = document.corrections.orphans.get(at);
            if ui.button("Drop this correction").on_hover_text("Take it out of the list").clicked() {
                actions.extend(orphan.map(|orphan| Action::TakeOut(orphan.index)));
            }
            None
        }
    };
    if let Some(subject) = subject {
        actions.extend(menu::commands(ui, subject.commands()).map(|command| Action::On(subject, command)));
    }
    let (heading, sentence) = words(doubt, document);
    let alone = subject.is_none();
    if alone && ui.button("Copy").on_hover_text("Copy what stands here").clicked() {
        ui.copy_text(format!("{heading}: {sentence}"));
    }
}

/// The heading and the sentence of a doubt.
pub fn words(doubt: Doubt, document: &Document) -> (String, String) {
    let quote = |id| document.analysis.quote(id).map(|quote: &Quote| attribution::spoken(quote, &document.article));
    match doubt {
        Doubt::Warning(at) => match document.analysis.warnings.get(at) {
            Some(warning) => (heading(warning.kind).to_owned(), warning.message.clone()),
            None => Default::default(),
        },
        Doubt::Orphan(at) => {
            let Some(orphan) = document.corrections.orphans.get(at) else { return Default::default() };
            let correction = document.corrections.list.get(orphan.index).map(told).unwrap_or_default();
            ("A correction of yours no longer fits".to_owned(), format!("{correction} {}", orphan.why))
        }
        Doubt::NoSpeaker(id) => {
            let speaker = document.analysis.quote(id).map(|quote| item::speaker_words(quote, document));
            (speaker.unwrap_or_default(), quote(id).unwrap_or_default())
        }
        Doubt::UnsureQuote(id) => {
            let Some(found) = document.analysis.quote(id) else { return Default::default() };
            let speaker = item::speaker_words(found, document);
            let heading = format!("Speaker or words may be wrong · {}", sureness(found.confidence));
            (heading, format!("{speaker}: {}", quote(id).unwrap_or_default()))
        }
        Doubt::UnsurePosition(id) => {
            let Some(found) = document.analysis.positions.get(id.0 as usize) else { return Default::default() };
            let about = item::about(found, document);
            let heading = format!("This position may be wrong · {}", sureness(found.confidence));
            (heading, format!("{} {} {about}", item::holders(found, document), found.stance.label()))
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
        Doubt::Orphan(_) => None,
        Doubt::NoSpeaker(id) | Doubt::UnsureQuote(id) => Some(Action::Quote(id)),
        Doubt::UnsurePosition(id) => Some(Action::Position(id)),
    }
}
