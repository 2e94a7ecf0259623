//! The left margin: bars beside quotes with their speakers, flags where positions are taken.

use eframe::egui::{
    Align2, CursorIcon, Painter, Pos2, Rect, Role, Sense, Shape, Stroke, StrokeKind, Tooltip, Ui, WidgetInfo, pos2,
    vec2,
};

use super::page::BlockMarks;
use super::spots::context;
use super::words::{margin_name, position_label, quote_label};
use super::{Frame, ReaderEvent};
use crate::analysis::{Quote, QuoteId, QuoteKind};
use crate::app::fonts;
use crate::app::subject::Subject;
use crate::app::why_card;
use crate::span::Span;

/// Width of the margin in points: flags, names, bars and a little air before the text.
pub const WIDTH: f32 = 76.0;

/// Distance of the bars from the text.
const BAR: f32 = 12.0;
/// Distance of the right end of the names from the text.
const NAME: f32 = 20.0;
/// Distance of the first flag from the text.
const FLAG: f32 = 66.0;

/// A quote's bar in one block.
struct Bar {
    quote: QuoteId,
    kind: QuoteKind,
    /// Whether the quote begins in this block: there it has its name, and its place among the stops of the keyboard.
    begins: bool,
    top: f32,
    bottom: f32,
    /// How many bars it is away from the text.
    lane: u8,
    span: Span,
}

/// Makes and paints the margin of block number `block`, whose words begin at `origin`.
pub fn margin(ui: &Ui, frame: &mut Frame<'_>, block: usize, marks: &BlockMarks, origin: Pos2, line: f32) {
    let start = frame.block_start;
    for bar in bars(marks, start, line) {
        if let Some(quote) = frame.input.analysis.quote(bar.quote) {
            quote_mark(ui, frame, block, &bar, quote, origin, line);
        }
    }
    flags(ui, frame, block, marks, origin);
}

/// One bar for each quote; where two stand beside each other for more than a row the second moves out.
///
/// `start` is the byte at which the block begins: a quote that came from the block before has its name there.
fn bars(marks: &BlockMarks, start: usize, line: f32) -> Vec<Bar> {
    let mut bars: Vec<Bar> = Vec::new();
    for piece in &marks.pieces {
        let (Some(first), Some(last)) = (piece.rects.first(), piece.rects.last()) else { continue };
        let mark = piece.mark;
        if let Some(own) = bars.iter_mut().find(|bar| bar.quote == mark.quote) {
            own.bottom = own.bottom.max(last.bottom());
            continue;
        }
        let (mut top, bottom) = (first.top(), last.bottom());
        // Often a quote begins in the row in which the one before ends: that row belongs to one of them.
        for other in bars.iter_mut().filter(|other| other.lane == 0) {
            let shared = other.bottom - top;
            if shared < 1.0 {
                continue;
            }
            if shared < line + 1.0 && other.bottom - other.top > line + 1.0 {
                other.bottom -= line;
            } else if shared < line + 1.0 && bottom - top > line + 1.0 {
                top += line;
            }
        }
        let beside =
            |top: f32, lane: u8, bars: &[Bar]| bars.iter().any(|bar| bar.lane == lane && bar.bottom > top + 1.0);
        let lane = (0..3).find(|lane| !beside(top, *lane, &bars)).unwrap_or(3);
        bars.push(Bar {
            quote: mark.quote,
            kind: mark.kind,
            begins: mark.first && mark.span.start >= start,
            top,
            bottom,
            lane,
            span: mark.span,
        });
    }
    bars
}

fn quote_mark(ui: &Ui, frame: &mut Frame<'_>, block: usize, bar: &Bar, quote: &Quote, origin: Pos2, line: f32) {
    let (article, analysis, theme) = (frame.input.article, frame.input.analysis, frame.theme);
    let out = f32::from(bar.lane) * 5.0;
    let x = origin.x - BAR - out;
    let bar_rect =
        Rect::from_min_max(pos2(x - 1.5, origin.y + bar.top + 2.0), pos2(x + 1.5, origin.y + bar.bottom - 2.0));
    let speaker = quote.speakers.iter().find(|id| Some(**id) == frame.input.selected).or(quote.speakers.first());
    let chosen = speaker.is_some() && speaker.copied() == frame.input.selected;
    let speaker_color = speaker
        .and_then(|id| analysis.actor(*id))
        .filter(|actor| chosen || theme.own_color(actor.id).is_some())
        .map(|actor| theme.actor_color(actor.id, actor.kind));
    let color = speaker_color.unwrap_or(theme.quote_bar);

    let name_end = pos2(origin.x - NAME - out, bar_rect.top() - 2.0 + line / 2.0);
    let mut rect = bar_rect.expand2(vec2(3.0, 0.0));
    // That the writer hides who expects something is no question to the reader.
    let hidden = quote.speakers.is_empty() && quote.kind == QuoteKind::Indirect;
    if bar.begins && !hidden {
        let name = margin_name(analysis, &quote.speakers);
        let font = fonts::sans_bold((line * 0.42).clamp(9.0, 14.0));
        let ink = speaker_color.unwrap_or(theme.text_weak);
        // Where a name stands already, the bar alone must do: names on top of each other cannot be read.
        let name_rect = Rect::from_min_max(
            pos2(name_end.x - 34.0, name_end.y - line / 2.0),
            pos2(name_end.x, name_end.y + line / 2.0),
        );
        if !frame.names.iter().any(|taken: &Rect| taken.expand(-1.0).intersects(name_rect)) {
            frame.names.push(name_rect);
            let drawn = ui.painter().text(name_end, Align2::RIGHT_CENTER, name, font, ink);
            rect |= drawn;
        }
    }
    let id = frame.id.with(("bar", quote.id.0, block));
    let sense = if bar.begins { Sense::click() } else { Sense::CLICK };
    let response = ui.interact(rect, id, sense).on_hover_cursor(CursorIcon::PointingHand);
    if bar.begins {
        let label = || WidgetInfo::labeled(Role::Link, true, quote_label(article, analysis, quote));
        response.widget_info(label);
    }
    if response.hovered() || response.has_focus() {
        frame.next_hot_quote = Some(quote.id);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(rect.expand(2.0), 3.0, Stroke::new(2.0, theme.accent), StrokeKind::Outside);
    }
    if response.gained_focus() {
        frame.wanted = Some(bar.span);
    }
    if response.clicked() {
        frame.events.push(ReaderEvent::Quote(quote.id));
    }
    let step = Tooltip::for_enabled(&response).show(|ui| why_card::quote(ui, article, analysis, quote));
    frame.events.extend(step.and_then(|shown| shown.inner).map(ReaderEvent::Why));
    context(&response, frame, Some(Subject::Quote(quote.id)));

    let width = if chosen { 3.0 } else { 2.0 };
    let ends = [bar_rect.center_top(), bar_rect.center_bottom()];
    if bar.kind == QuoteKind::Indirect {
        // What was not said word for word has no firm line.
        ui.painter().extend(Shape::dashed_line(&ends, Stroke::new(width, color), 5.0, 4.0));
    } else {
        ui.painter().line_segment(ends, Stroke::new(width, color));
    }
}

fn flags(ui: &Ui, frame: &mut Frame<'_>, block: usize, marks: &BlockMarks, origin: Pos2) {
    let (article, analysis, theme) = (frame.input.article, frame.input.analysis, frame.theme);
    let mut row = (f32::NEG_INFINITY, 0_u8);
    for placed in &marks.flags {
        let Some(position) = analysis.positions.get(placed.mark.position.0 as usize) else { continue };
        let Some(first) = placed.rects.first() else { continue };
        row = if (first.top() - row.0).abs() < 1.0 { (row.0, row.1.saturating_add(1)) } else { (first.top(), 0) };
        // A second flag in the same row stands to the left, the next two below them, and so on: each can be pointed at.
        let (column, step) = (f32::from(row.1 % 2), f32::from(row.1 / 2));
        let center = pos2(origin.x - FLAG - column * 7.0, origin.y + first.center().y + step * 7.0);
        let rect = Rect::from_center_size(center, vec2(12.0, 13.0));
        let id = frame.id.with(("flag", position.id.0, block));
        let response = ui.interact(rect, id, Sense::click()).on_hover_cursor(CursorIcon::PointingHand);
        response.widget_info(|| WidgetInfo::labeled(Role::Link, true, position_label(article, analysis, position)));
        if response.hovered() || response.has_focus() {
            frame.next_hot_position = Some(position.id);
        }
        if response.has_focus() {
            ui.painter().rect_stroke(rect.expand(2.0), 3.0, Stroke::new(2.0, theme.accent), StrokeKind::Outside);
        }
        if response.gained_focus() {
            frame.wanted = Some(placed.mark.span);
        }
        if response.clicked() {
            frame.events.push(ReaderEvent::Position(position.id));
        }
        let chosen = frame.input.selected.is_some_and(|actor| position.holders.contains(&actor));
        let color = if chosen || response.hovered() { theme.stance_color(position.stance) } else { theme.quote_bar };
        flag(ui.painter(), center, color);
        context(&response, frame, Some(Subject::Position(position.id)));
        let step = Tooltip::for_enabled(&response).show(|ui| why_card::position(ui, article, analysis, position));
        frame.events.extend(step.and_then(|shown| shown.inner).map(ReaderEvent::Why));
    }
}

/// A small flag on its pole.
pub fn flag(painter: &Painter, center: Pos2, color: eframe::egui::Color32) {
    let pole = center - vec2(3.0, 0.0);
    painter.line_segment([pole - vec2(0.0, 5.5), pole + vec2(0.0, 6.0)], Stroke::new(1.5, color));
    let cloth = vec![pole - vec2(0.0, 5.5), pole + vec2(7.5, -2.5), pole + vec2(0.0, 0.5)];
    painter.add(Shape::convex_polygon(cloth, color, Stroke::NONE));
}

#[cfg(test)]
mod tests {
    use super::super::marks::PieceMark;
    use super::super::page::Placed;
    use super::*;

    /// A piece of quote number `quote` over rows `from` up to, but without, `to`, each 10 points high.
    fn piece(quote: u32, from: u8, to: u8) -> Placed<PieceMark> {
        let span = Span::new(usize::from(from) * 100, usize::from(to) * 100);
        let mark = PieceMark { span, quote: QuoteId(quote), kind: QuoteKind::Direct, first: true };
        let row = |row: u8| Rect::from_min_size(pos2(0.0, f32::from(row) * 10.0), vec2(50.0, 10.0));
        Placed { mark, rects: (from..to).map(row).collect() }
    }

    fn found(pieces: Vec<Placed<PieceMark>>) -> Vec<(u32, f32, f32, u8)> {
        let marks = BlockMarks { pieces, ..BlockMarks::default() };
        bars(&marks, 0, 10.0).into_iter().map(|bar| (bar.quote.0, bar.top, bar.bottom, bar.lane)).collect()
    }

    #[test]
    fn a_shared_row_belongs_to_one_bar() {
        assert_eq!(found(vec![piece(0, 0, 2), piece(1, 1, 3)]), [(0, 0.0, 10.0, 0), (1, 10.0, 30.0, 0)]);
        assert_eq!(found(vec![piece(0, 0, 1), piece(1, 0, 2)]), [(0, 0.0, 10.0, 0), (1, 10.0, 20.0, 0)]);
    }

    #[test]
    fn quotes_beside_each_other_get_bars_beside_each_other() {
        assert_eq!(found(vec![piece(0, 0, 4), piece(1, 1, 3)]), [(0, 0.0, 40.0, 0), (1, 10.0, 30.0, 1)]);
        assert_eq!(found(vec![piece(0, 0, 1), piece(1, 0, 1)]), [(0, 0.0, 10.0, 0), (1, 0.0, 10.0, 1)]);
    }

    #[test]
    fn the_pieces_of_a_quote_have_one_bar() {
        assert_eq!(found(vec![piece(0, 0, 1), piece(0, 2, 3)]), [(0, 0.0, 30.0, 0)]);
    }
}
