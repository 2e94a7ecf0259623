//! The export window: the formats, what goes in, how the article looks then, and the ways out.

use eframe::egui::{self, Align, Button, Context, Id, Layout, Modal, RichText, ScrollArea, TextStyle, Ui};

use super::action::Action;
use super::document::Document;
use super::export_state::{ExportState, Written};
use super::services::Services;
use super::theme::Theme;
use super::{fonts, menu, notice};
use crate::analysis::ActorId;
use crate::export::Options;

/// Draws the window.
pub fn show(ctx: &Context, export: &ExportState, document: &Document, services: &Services, actions: &mut Vec<Action>) {
    let screen = ctx.content_rect().size();
    let width = (screen.x - 64.0).clamp(240.0, 860.0);
    let modal = Modal::new(Id::unique("export window")).frame(notice::dialog_frame(ctx)).show(ctx, |ui| {
        ui.set_width(width);
        let theme = Theme::of(ui);
        ui.label(RichText::new("Export").font(fonts::sans_bold(16.0)).color(theme.text));
        ui.add_space(4.0);
        formats(ui, export, services, actions);
        ui.add_space(6.0);
        choices(ui, export, document, actions);
        ui.add_space(8.0);
        let used = ui.min_rect().height();
        egui::Frame::new().fill(theme.page).corner_radius(4.0).inner_margin(8.0).show(ui, |ui| {
            let rest = screen.y - used - 180.0;
            ui.set_height(rest.clamp(60.0, 440.0));
            preview(ui, export);
        });
        ui.add_space(8.0);
        ways_out(ui, export, actions);
    });
    if modal.should_close() {
        actions.push(Action::ExportClose);
    }
}

/// The formats: side by side, or with little room in a list to open.
fn formats(ui: &mut Ui, export: &ExportState, services: &Services, actions: &mut Vec<Action>) {
    let mut list = |ui: &mut Ui| {
        for (at, exporter) in services.exporters.iter().enumerate() {
            if ui.selectable_label(export.format == at, exporter.label()).clicked() {
                actions.push(Action::ExportFormat(at));
            }
        }
    };
    if ui.available_width() > 520.0 {
        ui.horizontal_wrapped(list);
    } else {
        let shown = services.exporters.get(export.format).map_or("", |exporter| exporter.label());
        let combo = egui::ComboBox::from_id_salt("export formats").selected_text(shown).width(200.0).height(420.0);
        combo.popup_style((menu::style as fn(&mut egui::Style)).into()).show_ui(ui, |ui| list(ui));
    }
}

/// What goes in.
fn choices(ui: &mut Ui, export: &ExportState, document: &Document, actions: &mut Vec<Action>) {
    let mut options = export.options.clone();
    ui.horizontal_wrapped(|ui| {
        who(ui, export, document, &mut options);
        ui.checkbox(&mut options.quotes, "Quotes");
        ui.checkbox(&mut options.positions, "Positions");
        ui.checkbox(&mut options.warnings, "Warnings");
        let context = ui.checkbox(&mut options.style.context, "With their paragraphs");
        context
            .on_hover_text("Quotes and positions with the paragraphs around them: Markdown, notes, Word, PDF, tables");
        let text = ui.checkbox(&mut options.style.text, "With the article");
        text.on_hover_text("The article’s own text: notes, Word, PDF");
    });
    if options != export.options {
        actions.push(Action::ExportOptions(options));
    }
}

/// Whose words and thoughts go in: everybody's, or those of some.
fn who(ui: &mut Ui, export: &ExportState, document: &Document, options: &mut Options) {
    let name = |id: &ActorId| document.analysis.actor(*id).map(|actor| actor.name.as_str());
    let words = match options.actors.as_deref() {
        None => "Everybody ⏷".to_owned(),
        Some([one]) => format!("{} ⏷", name(one).unwrap_or_default()),
        Some(some) => format!("{} actors ⏷", some.len()),
    };
    let config = menu::config().close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside);
    let (response, _) = menu::button(&words).config(config).ui(ui, |ui| {
        ui.set_min_width(240.0);
        if ui.selectable_label(options.actors.is_none(), "Everybody").clicked() {
            options.actors = None;
        }
        ui.separator();
        let actors = &document.analysis.actors;
        let area = ScrollArea::vertical().id_salt("export actors").max_height(280.0);
        area.show_rows(ui, ui.spacing().interact_size.y, actors.len(), |ui, rows| {
            for actor in actors.get(rows).unwrap_or_default() {
                let mut chosen = options.actors.is_some() && export.has(actor.id);
                if ui.checkbox(&mut chosen, &actor.name).changed() {
                    let actors = options.actors.get_or_insert_default();
                    actors.retain(|other| *other != actor.id);
                    actors.extend(chosen.then_some(actor.id));
                    if actors.is_empty() {
                        options.actors = None;
                    }
                }
            }
        });
    });
    response.accessible_name("Whose words").on_hover_text("Whose quotes and positions go in");
}

fn preview(ui: &mut Ui, export: &ExportState) {
    let theme = Theme::of(ui);
    match &export.written {
        Written::Pending => {
            ui.label(RichText::new("Writing …").color(theme.text_weak));
        }
        Written::Failed(why) => {
            ui.label(RichText::new(format!("The export failed: {why}.")).color(theme.error));
        }
        Written::Ready(output) => {
            let preview = &output.preview;
            let font = TextStyle::Monospace.resolve(ui.style());
            let height = ui.text_style_height(&TextStyle::Monospace);
            let rows = preview.lines.len() + usize::from(preview.cut);
            let area = ScrollArea::both().id_salt(("preview", export.format)).auto_shrink([false, false]);
            area.show_rows(ui, height, rows, |ui, range| {
                for at in range {
                    let text = match preview.lines.get(at) {
                        Some(line) => RichText::new(line).color(theme.text),
                        None => RichText::new("… only the beginning is shown here").color(theme.text_weak),
                    };
                    ui.add(egui::Label::new(text.font(font.clone())).extend());
                }
            });
        }
    }
}

fn ways_out(ui: &mut Ui, export: &ExportState, actions: &mut Vec<Action>) {
    let theme = Theme::of(ui);
    let ready = export.output().is_some();
    let several = export.output().is_some_and(|output| !output.files.is_empty());
    let outcome = match &export.outcome {
        Some(Ok(text)) => Some((text, theme.text)),
        Some(Err(text)) => Some((text, theme.error)),
        None => None,
    };
    if let Some((text, color)) = outcome {
        ui.add(egui::Label::new(RichText::new(text).color(color)).wrap());
        ui.add_space(4.0);
    }
    ui.horizontal(|ui| {
        if several {
            let folder = ui.button("Save as a folder…").on_hover_text("Choose a folder for the files");
            if folder.clicked() {
                actions.push(Action::ExportSave { folder: true });
            }
        }
        let words = if several { "Save as an archive…" } else { "Save…" };
        if ui.add_enabled(ready, Button::new(words)).on_hover_text("Choose where to save it").clicked() {
            actions.push(Action::ExportSave { folder: false });
        }
        let path = ui.add_enabled(ready, Button::new("Save by path…"));
        if path.on_hover_text("Type where to save it").clicked() {
            actions.push(Action::ExportSavePath);
        }
        let is_text = export.output().is_some_and(|output| output.preview.is_text);
        if ui.add_enabled(is_text, Button::new("Copy")).on_hover_text("Copy all of it").clicked() {
            actions.push(Action::ExportCopy);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ui.button("Close").clicked() {
                actions.push(Action::ExportClose);
            }
        });
    });
}
