//! The window where a path is typed: the way to files that needs no dialog of the system.

use std::path::PathBuf;

use eframe::egui::{Context, Id, Key, Margin, Modal, RichText, TextEdit, Ui};

use super::action::Action;
use super::theme::Theme;
use super::{fonts, notice};

/// What the path is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To open the article there.
    Open,
    /// To save the export there.
    Save,
    /// To save the files of the export in a folder there.
    SaveFolder,
}

/// A path that is being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathPrompt {
    /// What it is for.
    pub purpose: Purpose,
    /// What is typed so far.
    pub text: String,
    /// Said above the field, when there is a reason to.
    pub reason: Option<&'static str>,
    /// Whether the field had the keyboard yet.
    focused: bool,
}

impl PathPrompt {
    /// A field with `text` in it.
    pub fn new(purpose: Purpose, text: String, reason: Option<&'static str>) -> Self {
        Self { purpose, text, reason, focused: false }
    }
}

/// The id of the field.
pub fn field_id() -> Id {
    Id::unique("path field")
}

/// Draws the window.
pub fn show(ctx: &Context, prompt: &mut PathPrompt, actions: &mut Vec<Action>) {
    let (title, question, verb) = match prompt.purpose {
        Purpose::Open => ("Open an article", "Where is the file?", "Open"),
        Purpose::SaveFolder => ("Save the export", "Into which folder?", "Save"),
        Purpose::Save => ("Save the export", "Where to?", "Save"),
    };
    let modal = Modal::new(Id::unique("path window")).frame(notice::dialog_frame(ctx)).show(ctx, |ui| {
        ui.set_width((ctx.content_rect().width() - 80.0).clamp(240.0, 520.0));
        let theme = Theme::of(ui);
        ui.label(RichText::new(title).font(fonts::sans_bold(16.0)).color(theme.text));
        ui.add_space(4.0);
        if let Some(reason) = prompt.reason {
            ui.label(RichText::new(reason).color(theme.text_weak));
        }
        let label = ui.label(question);
        let field = TextEdit::singleline(&mut prompt.text).id(field_id()).desired_width(f32::INFINITY);
        let field = field.margin(Margin::symmetric(8, 6));
        let field = ui.add(field.hint_text("/home/you/article.txt")).labelled_by(label.id);
        if !prompt.focused {
            prompt.focused = true;
            field.request_focus();
        }
        let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        ui.add_space(8.0);
        buttons(ui, prompt, verb, entered, actions);
    });
    if modal.should_close() {
        actions.push(Action::Path(None));
    }
}

fn buttons(ui: &mut Ui, prompt: &PathPrompt, verb: &str, entered: bool, actions: &mut Vec<Action>) {
    ui.horizontal(|ui| {
        let typed = !prompt.text.trim().is_empty();
        let go = ui.add_enabled(typed, eframe::egui::Button::new(verb)).clicked();
        if ui.button("Cancel").clicked() {
            actions.push(Action::Path(None));
        } else if typed && (go || entered) {
            actions.push(Action::Path(Some(prompt.text.clone())));
        }
    });
}

/// The path that was meant: without white space and quotation marks around it, `~` being the home folder; absolute.
pub fn typed_path(text: &str) -> PathBuf {
    let text = text.trim();
    let text = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
    match (text.strip_prefix("~/"), std::env::home_dir()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => std::path::absolute(text).unwrap_or_else(|_| PathBuf::from(text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotation_marks_and_space_around_a_path_are_dropped() {
        assert_eq!(typed_path(" \"/tmp/a b.txt\" "), PathBuf::from("/tmp/a b.txt"));
        assert_eq!(typed_path("/tmp/x"), PathBuf::from("/tmp/x"));
    }
}
