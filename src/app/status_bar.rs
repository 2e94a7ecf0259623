//! The line at the bottom: sums, what is to be checked, how far the analysis is, and what was just done.

use eframe::egui::{Align, Button, Label, Layout, ProgressBar, RichText, Ui};

use super::action::Action;
use super::commands::Command;
use super::document::{Document, Stage};
use super::encodings;
use super::sidebar::Tab;
use super::state::State;
use super::theme::Theme;

/// Draws the line. `progress` is the share of the analysis that is done, while one is running.
pub fn show(ui: &mut Ui, state: &State, progress: Option<f32>, actions: &mut Vec<Action>) {
    let theme = Theme::of(ui);
    ui.horizontal_centered(|ui| {
        if let Some(document) = state.document.as_ref().filter(|_| !state.lists_articles()) {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                stage(ui, state, document, progress, actions);
                remark(ui, state);
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| sums(ui, document, actions));
            });
        } else if let Some(name) = &state.reading {
            ui.label(RichText::new(format!("Reading {name} …")).small().color(theme.text_weak));
        } else {
            remark(ui, state);
        }
    });
}

/// What all sums need, in points.
const ROOM: f32 = 400.0;

fn remark(ui: &mut Ui, state: &State) {
    if let Some(remark) = &state.remark {
        ui.add(Label::new(RichText::new(&remark.text).small().color(Theme::of(ui).text)).truncate());
    }
}

fn sums(ui: &mut Ui, document: &Document, actions: &mut Vec<Action>) {
    let theme = Theme::of(ui);
    let analysis = &document.analysis;
    let mut parts = vec![several(document.words, "word")];
    // With little room, what is to be checked comes first.
    if document.stage == Stage::Done && ui.available_width() > ROOM {
        parts.push(several(analysis.actors.len(), "actor"));
        parts.push(several(analysis.quotes.len(), "quote"));
        parts.push(several(analysis.positions.len(), "position"));
    }
    ui.add(Label::new(RichText::new(parts.join("  ·  ")).small().color(theme.text_weak)).truncate());
    if !document.doubts.is_empty() {
        let text = RichText::new(format!("{} to check", grouped(document.doubts.len()))).small().color(theme.warning);
        let button = ui.add(Button::new(text).frame_when_inactive(false));
        if button.on_hover_text("Show what was not read or is not certain").clicked() {
            actions.push(Action::Tab(Tab::ToCheck));
        }
    }
}

fn stage(ui: &mut Ui, state: &State, document: &Document, progress: Option<f32>, actions: &mut Vec<Action>) {
    let theme = Theme::of(ui);
    let quiet = |text: String| Label::new(RichText::new(text).small().color(theme.text_weak));
    if let Some(name) = &state.reading {
        ui.add(quiet(format!("Reading {name} …")));
        return;
    }
    match (&document.stage, progress) {
        (Stage::Running, progress) => {
            if ui
                .small_button(Command::CancelAnalysis.label())
                .on_hover_text(Command::CancelAnalysis.tooltip())
                .clicked()
            {
                actions.push(Action::Command(Command::CancelAnalysis));
            }
            let done = progress.unwrap_or_default();
            ui.add(ProgressBar::new(done).desired_width(120.0).desired_height(6.0));
            let what = if document.is_partial() { "Analysing the rest" } else { "Analysing" };
            ui.add(quiet(format!("{what}, {:.0} %", done * 100.0)));
        }
        (Stage::Cancelled | Stage::Failed(_), _) => {
            if ui.small_button(Command::Analyse.label()).on_hover_text(Command::Analyse.tooltip()).clicked() {
                actions.push(Action::Command(Command::Analyse));
            }
            let ended = if let Stage::Failed(_) = document.stage { "failed" } else { "was stopped" };
            let read = if document.is_partial() { ": only a part was read" } else { "" };
            let ended = ui.add(quiet(format!("The analysis {ended}{read}")));
            if let Stage::Failed(why) = &document.stage {
                ended.on_hover_text(format!("{why}."));
            }
        }
        (Stage::Done, _) => encodings::show(ui, document, actions),
    }
}

fn several(number: usize, word: &str) -> String {
    format!("{} {word}{}", grouped(number), if number == 1 { "" } else { "s" })
}

/// `1,234,567`.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_and_words_agree() {
        assert_eq!(several(1, "actor"), "1 actor");
        assert_eq!(several(0, "quote"), "0 quotes");
        assert_eq!(several(813, "word"), "813 words");
        assert_eq!(several(1_000_000, "word"), "1,000,000 words");
    }
}
