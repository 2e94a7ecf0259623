//! The words of the page for screen readers.

use eframe::egui::{self, Id, Role, Sense, Ui, WidgetInfo};
use egui::text_selection::accesskit_text::update_accesskit_for_text_widget;

use super::blocks::BlockKind;
use super::page;

/// Gives screen readers the words of a block.
pub fn expose(ui: &Ui, id: Id, kind: BlockKind, laid: &page::Laid, origin: egui::Pos2) {
    let response = ui.interact(laid.galley.rect.translate(origin.to_vec2()), id, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, laid.galley.text()));
    if matches!(kind, BlockKind::Title | BlockKind::Heading) {
        ui.accesskit_node_builder(id, |node| {
            node.set_role(Role::Heading);
            node.set_label(laid.galley.text());
        });
    }
    update_accesskit_for_text_widget(
        ui,
        id,
        None,
        egui::emath::TSTransform::from_translation(origin.to_vec2()),
        &laid.galley,
    );
}
