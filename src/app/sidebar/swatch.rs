//! The initials of an actor, as in the margin of the text: on the actor's colour where it has one of its own.

use eframe::egui::{Align2, CornerRadius, Painter, Pos2, Rect, vec2};

use super::super::fonts;
use super::super::reader::margin_name;
use super::super::theme::Theme;
use crate::analysis::{Actor, Analysis};

/// Room for a swatch, in points.
pub const WIDTH: f32 = 33.0;
const HEIGHT: f32 = 17.0;

/// Draws the swatch of an actor with its middle at `center`.
pub fn swatch(painter: &Painter, theme: &Theme, center: Pos2, actor: &Actor, analysis: &Analysis) {
    let color = theme.actor_color(actor.id, actor.kind);
    let ink = match theme.own_color(actor.id) {
        Some(own) => {
            let rect = Rect::from_center_size(center, vec2(WIDTH, HEIGHT));
            painter.rect_filled(rect, CornerRadius::same(4), own);
            theme.page
        }
        None => color,
    };
    let initials = margin_name(analysis, &[actor.id]);
    painter.text(center, Align2::CENTER_CENTER, initials, fonts::sans_bold(10.5), ink);
}
