//! Painting a block: tints behind the words, the words, lines below them.

use std::sync::Arc;

use eframe::egui::{Color32, CornerRadius, Pos2, Rect, Stroke, StrokeKind, Ui};

use super::Frame;
use super::blocks::{Block, BlockKind};
use super::marks::MentionMark;
use super::page::{BlockMarks, Laid, Placed};
use super::rows::{chars_of, row_rects};
use super::spots::Hot;
use crate::analysis::MentionKind;
use crate::app::theme::kind_line;
use crate::span::Span;

/// Where a block stands, and what it is.
pub struct Place<'a> {
    /// The block.
    pub block: &'a Block,
    /// Its layout.
    pub laid: &'a Laid,
    /// Where its words begin on the screen.
    pub origin: Pos2,
    /// Size of its letters in points.
    pub font_size: f32,
}

impl Place<'_> {
    /// The rectangles of `span` on the screen, as far as it stands in this block.
    fn rects(&self, text: &str, span: Span) -> Vec<Rect> {
        if !span.overlaps(self.block.span) {
            return Vec::new();
        }
        let chars = chars_of(span, self.block.span.start, self.block.source(text));
        row_rects(&self.laid.galley, chars).into_iter().map(|rect| rect.translate(self.origin.to_vec2())).collect()
    }

    /// A row's rectangle, lowered to what a marker pen would cover.
    fn pen(&self, rect: Rect) -> Rect {
        let rect = rect.translate(self.origin.to_vec2());
        let half = self.font_size * 0.62;
        Rect::from_x_y_ranges(rect.left() - 1.5..=rect.right() + 1.5, rect.center().y - half..=rect.center().y + half)
    }
}

/// Paints a block with its marks.
pub fn paint(ui: &Ui, frame: &Frame<'_>, place: &Place<'_>, marks: &BlockMarks, hot: &Hot) {
    let painter = ui.painter();
    let theme = &frame.theme;
    let text = frame.input.article.text.as_str();
    let round = CornerRadius::same(3);

    for piece in &marks.pieces {
        let lit = hot.quote == Some(piece.mark.quote) || frame.hot_quote == Some(piece.mark.quote);
        let fill = if lit { theme.quote_tint.lerp_to_gamma(theme.text, 0.06) } else { theme.quote_tint };
        for rect in &piece.rects {
            painter.rect_filled(
                rect.translate(place.origin.to_vec2()).expand2([2.0, 0.0].into()),
                CornerRadius::ZERO,
                fill,
            );
        }
    }
    for (i, mention) in marks.mentions.iter().enumerate() {
        if let Some(fill) = tint(frame, mention, hot.mention == Some(i)) {
            for rect in &mention.rects {
                painter.rect_filled(place.pen(*rect), round, fill);
            }
        }
    }
    let fill_words = |span: Span, fill: Color32| {
        for rect in place.rects(text, span) {
            painter.rect_filled(rect.expand2([1.5, 0.0].into()), round, fill);
        }
    };
    // They stand in order and do not overlap: of very many only those in this block are looked at.
    let first = frame.found.partition_point(|span| span.end <= place.block.span.start);
    for (i, span) in frame.found.iter().enumerate().skip(first) {
        if span.start >= place.block.span.end {
            break;
        }
        fill_words(*span, if frame.found_current == Some(i) { theme.find_current } else { theme.find });
    }
    if let Some(position) = frame.hot_position.and_then(|id| frame.input.analysis.positions.get(id.0 as usize)) {
        position.evidence.iter().for_each(|span| fill_words(*span, theme.find));
    }
    let (lit, strength) = frame.flash.lit();
    for span in lit {
        fill_words(*span, theme.flash.gamma_multiply(strength));
    }
    if let Some(span) = frame.selection {
        fill_words(span, theme.selection);
    }

    let ink = match place.block.kind {
        BlockKind::Byline | BlockKind::Caption => theme.text_weak,
        BlockKind::Title | BlockKind::Heading | BlockKind::Body => theme.text,
    };
    painter.galley(place.origin, Arc::clone(&place.laid.galley), ink);

    for mention in &marks.mentions {
        let chosen = Some(mention.mark.actor) == frame.input.selected;
        if !chosen && mention.mark.how == MentionKind::Pronoun {
            continue;
        }
        let color = theme.actor_color(mention.mark.actor, mention.mark.kind);
        if chosen && frame.input.current == Some(mention.mark.span) {
            // The words once more, in the colour of the paper on the actor's: nothing else on the page looks like this.
            for rect in &mention.rects {
                let pen = place.pen(*rect);
                painter.rect_filled(pen, round, color);
                painter.with_clip_rect(pen.intersect(painter.clip_rect())).galley_with_override_text_color(
                    place.origin,
                    Arc::clone(&place.laid.galley),
                    theme.page,
                );
            }
        } else {
            for rect in &mention.rects {
                let pen = place.pen(*rect);
                kind_line(
                    painter,
                    mention.mark.kind,
                    pen.x_range(),
                    pen.bottom(),
                    if chosen { 2.0 } else { 1.0 },
                    color,
                );
            }
        }
    }
    for rect in &hot.focus {
        painter.rect_stroke(rect.expand(2.0), round, Stroke::new(2.0, theme.accent), StrokeKind::Outside);
    }
}

/// What stands behind the words of a mention: nothing behind pronouns, unless their actor is the selected one.
fn tint(frame: &Frame<'_>, mention: &Placed<MentionMark>, hovered: bool) -> Option<Color32> {
    let (theme, actor, kind) = (&frame.theme, mention.mark.actor, mention.mark.kind);
    if hovered || Some(mention.mark.actor) == frame.input.selected {
        Some(theme.actor_tint_selected(actor, kind))
    } else {
        (mention.mark.how != MentionKind::Pronoun).then(|| theme.actor_tint(actor, kind))
    }
}
