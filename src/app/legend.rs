//! What the colours of the marks and the lines below them mean.

use eframe::egui::{Align2, Color32, Rangef, RichText, Role, Sense, TextStyle, Ui, WidgetInfo, pos2, vec2};

use super::theme::{Theme, kind_label, kind_line};
use super::wording::excerpt;
use crate::analysis::{ActorKind, Analysis};

const KINDS: [ActorKind; 4] = [ActorKind::Person, ActorKind::Organisation, ActorKind::Place, ActorKind::Group];

/// Draws the lines of the kinds, in the colours of the kinds where these have some, and the actors with a colour of their
/// own.
pub fn show(ui: &mut Ui, analysis: &Analysis) {
    let theme = Theme::of(ui);
    for kind in KINDS {
        let words = kind_label(kind);
        line(ui, &theme, words, theme.sign_color(kind), kind);
    }
    let own: Vec<_> = theme.cast.actors().filter_map(|id| analysis.actor(id)).collect();
    if own.is_empty() {
        return;
    }
    ui.add_space(4.0);
    for actor in own {
        line(ui, &theme, &actor.name, theme.actor_color(actor.id, actor.kind), actor.kind);
    }
    if analysis.actors.len() > theme.cast.actors().count() {
        ui.label(RichText::new("All others are grey.").small().color(theme.text_weak));
    }
}

fn line(ui: &mut Ui, theme: &Theme, words: &str, color: Color32, kind: ActorKind) {
    let font = TextStyle::Body.resolve(ui.style());
    let words_in_view = ui.painter().layout_no_wrap(excerpt(words, 36), font, theme.text);
    let size = vec2((words_in_view.size().x + 12.0).max(180.0), 24.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    let left = rect.left() + 8.0;
    let place = Align2::LEFT_CENTER.anchor_size(pos2(left, rect.center().y), words_in_view.size());
    let x = Rangef::new(place.left(), place.right());
    let behind = place.expand2(vec2(2.0, 1.0));
    ui.painter().rect_filled(behind, 3.0, theme.tint(color));
    ui.painter().galley(place.min, words_in_view, theme.text);
    kind_line(ui.painter(), kind, x, behind.bottom(), 1.0, color);
}
