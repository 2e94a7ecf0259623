//! The message over the page, and the hint while a file is held over the window.

use eframe::egui::{
    Align, Align2, Context, Frame, Id, Label, LayerId, Layout, Margin, Order, RichText, Stroke, StrokeKind, Ui,
};

use super::action::Action;
use super::fonts;
use super::state::Notice;
use super::theme::Theme;

/// Draws the message in a strip.
pub fn show(ui: &mut Ui, notice: &Notice, actions: &mut Vec<Action>) {
    let theme = Theme::of(ui);
    let color = if notice.failure { theme.error } else { theme.text };
    let frame = Frame::new().fill(theme.panel).inner_margin(Margin::symmetric(16, 8));
    frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            let room = ui.available_width() - 96.0;
            let text = RichText::new(&notice.text).color(color);
            ui.scope(|ui| {
                ui.set_max_width(room);
                ui.add(Label::new(text).wrap());
            });
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if ui.button("Dismiss").on_hover_text("Put this message away (Esc)").clicked() {
                    actions.push(Action::DismissNotice);
                }
            });
        });
    });
}

/// Draws the hint that a file can be let go.
pub fn show_drop_hint(ctx: &Context, files: usize) {
    let theme = Theme::of(ctx);
    let painter = ctx.layer_painter(LayerId::new(Order::Foreground, Id::unique("drop hint")));
    let rect = ctx.content_rect();
    painter.rect_filled(rect, 0.0, theme.page.gamma_multiply(0.85));
    painter.rect_stroke(rect.shrink(12.0), 8.0, Stroke::new(2.0, theme.accent), StrokeKind::Inside);
    let text = if files > 1 { "Drop to open these files" } else { "Drop to open this file" };
    painter.text(rect.center(), Align2::CENTER_CENTER, text, fonts::serif(24.0), theme.text);
}

/// Draws what is being dragged beside the pointer.
pub fn show_dragged(ctx: &Context, words: &str) {
    let Some(pointer) = ctx.pointer_latest_pos() else { return };
    let theme = Theme::of(ctx);
    let painter = ctx.layer_painter(LayerId::new(Order::Tooltip, Id::unique("dragged")));
    let words: String = words.chars().take(48).collect();
    let words = painter.layout_no_wrap(words, fonts::sans(14.0), theme.text);
    let rect = Align2::LEFT_TOP.anchor_size(pointer + eframe::egui::vec2(14.0, 10.0), words.size()).expand(6.0);
    painter.rect(rect, 4.0, theme.panel, Stroke::new(1.0, theme.accent), StrokeKind::Inside);
    painter.galley(rect.min + eframe::egui::vec2(6.0, 6.0), words, theme.text);
}

/// The frame of windows that lie over the page.
pub fn dialog_frame(ctx: &Context) -> Frame {
    Frame::window(&ctx.global_style())
}
