//! The line below a name, by its kind: what is told without colour.

use eframe::egui::{Color32, Painter, Rangef, Shape, Stroke, pos2};

use crate::analysis::ActorKind;

/// Draws the line of a kind along `x`, its lower edge at `bottom`: whole for persons, double for organisations, dotted for
/// places, dashed for groups; those without a name have none.
pub fn kind_line(painter: &Painter, kind: ActorKind, x: Rangef, bottom: f32, width: f32, color: Color32) {
    let stroke = Stroke::new(width, color);
    let y = bottom - width / 2.0;
    let path = [pos2(x.min, y), pos2(x.max, y)];
    match kind {
        ActorKind::Person => {
            painter.hline(x, y, stroke);
        }
        ActorKind::Organisation => {
            let thin = Stroke::new((width * 0.75).max(1.0), color);
            painter.hline(x, bottom - thin.width / 2.0, thin);
            painter.hline(x, bottom - thin.width * 1.5 - 1.25, thin);
        }
        ActorKind::Place => {
            painter.extend(Shape::dotted_line(&path, color, 2.5 + width, 0.3 + width * 0.5));
        }
        ActorKind::Group => {
            painter.extend(Shape::dashed_line(&path, stroke, 5.0, 3.0));
        }
        ActorKind::Unnamed => {}
    }
}
