//! A row that can be clicked, drawn by hand but known to keyboard and screen reader like any button.

use std::sync::Arc;

use eframe::egui::text::{LayoutJob, TextWrapping};
use eframe::egui::{
    Color32, EventFilter, FontId, Galley, Id, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2,
};

use super::theme::Theme;

/// Reserves `rect` as a button called `label` and draws what shows that it is pointed at, chosen or focused.
pub fn button(ui: &Ui, id: Id, rect: Rect, label: &str, selected: bool) -> Response {
    sensing(ui, id, rect, label, selected, Sense::click())
}

/// The same for a row that can be dragged as well.
pub fn draggable(ui: &Ui, id: Id, rect: Rect, label: &str, selected: bool) -> Response {
    sensing(ui, id, rect, label, selected, Sense::click_and_drag())
}

/// The same for a row that can be ticked: `(selected, ticked)`.
pub fn check(ui: &Ui, id: Id, rect: Rect, label: &str, (selected, ticked): (bool, bool)) -> Response {
    let response = sensing(ui, id, rect, label, selected, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, ui.is_enabled(), ticked, label));
    response
}

/// Draws a box, with a tick in it or without.
pub fn tick(ui: &Ui, rect: Rect, ticked: bool) {
    let theme = Theme::of(ui);
    let edge = if ticked { theme.accent } else { theme.text_weak };
    ui.painter().rect_stroke(rect, 3.0, Stroke::new(1.5, edge), StrokeKind::Inside);
    if ticked {
        let at = |x: f32, y: f32| pos2(rect.left() + rect.width() * x, rect.top() + rect.height() * y);
        ui.painter().line(vec![at(0.22, 0.5), at(0.42, 0.72), at(0.8, 0.28)], Stroke::new(2.0, theme.accent));
    }
}

fn sensing(ui: &Ui, id: Id, rect: Rect, label: &str, selected: bool, sense: Sense) -> Response {
    let response = ui.interact(rect, id, sense);
    response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), selected, label));
    let theme = Theme::of(ui);
    if selected {
        ui.painter().rect_filled(rect, 4.0, theme.selection);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 4.0, theme.hovered);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(rect, 4.0, Stroke::new(2.0, theme.accent), StrokeKind::Inside);
    }
    if response.gained_focus() {
        ui.scroll_to_rect(rect, None);
    }
    response
}

/// Keeps the arrow keys of a focused row from moving the focus: there they are commands.
pub fn keep_arrows(ui: &Ui, id: Id) {
    ui.memory_mut(|memory| {
        let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
        memory.set_focus_lock_filter(id, filter);
    });
}

/// Lays out `text` in at most `rows` lines of `width` points, with … at the end when there is more.
pub fn lines(ui: &Ui, text: &str, font: FontId, color: Color32, width: f32, rows: usize) -> Arc<Galley> {
    let mut job = LayoutJob::simple(text.to_owned(), font, color, width.max(1.0));
    job.wrap = TextWrapping {
        max_width: width.max(1.0),
        max_rows: rows,
        // In a single line a word is cut rather than dropped, so that no room is wasted.
        break_anywhere: rows == 1,
        ..TextWrapping::default()
    };
    ui.painter().layout_job(job)
}
