//! The strip at the right edge: where in the article the selected actor is mentioned, where quotes and positions stand.

use eframe::egui::{CornerRadius, Id, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::ReaderInput;
use super::margin::flag;
use super::marks::Marks;
use super::page::Page;
use crate::app::theme::Theme;

/// Width of the strip in points.
pub const WIDTH: f32 = 22.0;

/// Shows the strip in `area`; answers the depth of the page, from 0 to 1, that should be in the middle of the view.
///
/// `view` is the part of the page that is seen, from 0 to 1.
pub fn heat_strip(
    ui: &Ui,
    id: Id,
    area: Rect,
    input: &ReaderInput<'_>,
    page: &Page,
    marks: &Marks,
    view: (f32, f32),
) -> Option<f32> {
    let theme = Theme::of(ui);
    let painter = ui.painter().with_clip_rect(area);
    painter.rect_filled(area, CornerRadius::ZERO, theme.panel);
    let inner = area.shrink2(vec2(0.0, 3.0));
    let at = |depth: f32| inner.top() + inner.height() * depth;

    let response = ui.interact(area, id, Sense::click_and_drag());
    let seen = Rect::from_x_y_ranges(area.x_range(), at(view.0)..=at(view.1).max(at(view.0) + 6.0));
    if view.0 > 0.0 || view.1 < 1.0 {
        let share = if response.hovered() || response.dragged() { 0.17 } else { 0.1 };
        painter.rect_filled(seen.shrink2(vec2(1.0, 0.0)), 3.0, theme.panel.lerp_to_gamma(theme.text, share));
    }

    let depth = Depth { page, total: page.heights().total().max(1.0), text_len: input.article.text.len() };
    let byte_at = |y: f32| depth.byte_at((y - inner.top()) / inner.height().max(1.0));
    let block = |top: f32, bottom: f32| {
        Rect::from_min_max(pos2(area.left() + 3.0, top), pos2(area.left() + 7.0, bottom.max(top + 2.0)))
    };
    // In a very long article many marks fall on one pixel: one of them is enough, and the others are not even looked at.
    let dense = |count: usize| count as f32 > inner.height();
    let mut next = 0;
    while let Some(piece) = marks.pieces.get(next) {
        let (top, bottom) = (at(depth.of(piece.span.start)), at(depth.of(piece.span.end)));
        // Once an actor is chosen, all others whisper.
        let quote = input.analysis.quote(piece.quote).filter(|_| input.selected.is_none());
        let own = quote.and_then(|quote| theme.own_color(*quote.speakers.first()?));
        let share = if own.is_some() { 0.9 } else { 0.55 };
        let color = theme.panel.lerp_to_gamma(own.unwrap_or(theme.quote_bar), share);
        painter.rect_filled(block(top, bottom), CornerRadius::same(1), color);
        next += 1;
        if dense(marks.pieces.len()) {
            next = next.max(marks.pieces.first_from(byte_at(bottom.max(top + 1.0))));
        }
    }
    let mut ticks = 0;
    if let Some(actor) = input.selected.and_then(|id| input.analysis.actor(id)) {
        let color = theme.actor_color(actor.id, actor.kind);
        let mut last = f32::NEG_INFINITY;
        let said = input.analysis.quotes_of(actor.id).flat_map(|quote| &quote.content);
        let shown = !marks.pieces.is_empty();
        let mut from = 0;
        for span in said.filter(|_| shown) {
            // Known without asking how deep it stands.
            if span.end < from {
                continue;
            }
            let (top, bottom) = (at(depth.of(span.start)), at(depth.of(span.end)));
            if bottom < last + 1.0 {
                continue;
            }
            last = bottom;
            from = if dense(marks.pieces.len()) { byte_at(bottom + 1.0) } else { 0 };
            painter.rect_filled(block(top, bottom), CornerRadius::same(1), color);
        }
        ticks = actor.mentions.len();
        let tick = |y: f32, wide: f32| {
            painter.hline(area.left() + 8.0..=area.right() - 3.0, y, Stroke::new(wide, color));
        };
        let mut next = 0;
        while let Some(mention) = actor.mentions.get(next) {
            let y = at(depth.of(mention.span.start));
            tick(y, 1.5);
            let behind = byte_at(y + 1.0);
            next = actor.mentions.partition_point(|mention| mention.span.start < behind).max(next + 1);
        }
        if let Some(current) = input.current {
            tick(at(depth.of(current.start)), 3.0);
        }
    }
    // Flags of all are a comb that tells nothing; those of one actor tell where it takes a stand.
    let mut flags = 0;
    // Where the next one has room.
    let mut from = 0;
    for mark in marks.flags.all() {
        let Some(position) = input.analysis.positions.get(mark.position.0 as usize) else { continue };
        if input.selected.is_some_and(|actor| !position.holders.contains(&actor)) {
            continue;
        }
        flags += 1;
        if input.selected.is_none() {
            continue;
        }
        if mark.span.start < from {
            continue;
        }
        let y = at(depth.of(mark.span.start));
        from = byte_at(y + 12.0);
        flag(&painter, pos2(area.right() - 7.0, y), theme.stance_color(position.stance));
    }

    let label = || {
        let mut label = "Overview of the article".to_owned();
        if let Some(actor) = input.selected.and_then(|id| input.analysis.actor(id)) {
            label.push_str(&format!(", {}: {ticks} mentions", actor.name));
        }
        label.push_str(&format!(", {} quotes, {flags} positions", input.analysis.quotes.len()));
        label
    };
    response.widget_info(|| WidgetInfo::labeled(Role::Slider, true, label()));
    if response.has_focus() {
        painter.rect_stroke(area, 2.0, Stroke::new(2.0, theme.accent), eframe::egui::StrokeKind::Inside);
    }
    let pointer = response.interact_pointer_pos()?;
    // What is taken hold of stays under the pointer; elsewhere the view comes to the pointer.
    if response.drag_started() {
        let pressed = ui.input(|input| input.pointer.press_origin()).unwrap_or(pointer);
        let hold = if seen.contains(pressed) { pressed.y - (at(view.0) + at(view.1)) / 2.0 } else { 0.0 };
        ui.data_mut(|data| data.insert_temp(id, hold));
    }
    let hold: f32 = if response.dragged() { ui.data(|data| data.get_temp(id)).unwrap_or_default() } else { 0.0 };
    let goes = response.dragged() || (response.clicked() && !seen.contains(pointer));
    goes.then(|| ((pointer.y - hold - inner.top()) / inner.height().max(1.0)).clamp(0.0, 1.0))
}

/// Turns bytes of the text into depths of the page.
struct Depth<'a> {
    page: &'a Page,
    total: f64,
    text_len: usize,
}

impl Depth<'_> {
    /// The byte that stands so deep, about as exactly as [`of`](Self::of) tells it.
    fn byte_at(&self, depth: f32) -> usize {
        let heights = self.page.heights();
        let top = f64::from(depth.clamp(0.0, 1.0)) * self.total;
        let block = heights.at(top);
        let span = self.page.block(block).map(|block| block.span).unwrap_or_default();
        let share = ((top - heights.before(block)) / heights.get(block).max(1.0)).clamp(0.0, 1.0);
        self.page.start_of(block) + (span.len() as f64 * share) as usize
    }

    /// How deep byte `byte` stands, from 0 to 1; within a block by its share of the bytes.
    fn of(&self, byte: usize) -> f32 {
        let block = self.page.block_of(byte);
        let heights = self.page.heights();
        let span = self.page.block(block).map(|block| block.span).unwrap_or_default();
        let share = byte.min(self.text_len).saturating_sub(span.start) as f64 / span.len().max(1) as f64;
        ((heights.before(block) + heights.get(block) * share.min(1.0)) / self.total) as f32
    }
}
