//! Words that light up for a moment after a jump.

use eframe::egui::Context;

use crate::span::Span;

/// Seconds at full light.
const HOLD: f64 = 0.9;
/// Seconds of fading after that.
const FADE: f64 = 0.5;

/// What is flashing now.
#[derive(Clone, Debug, Default)]
pub struct Flash {
    spans: Vec<Span>,
    /// Time of the first frame in which it was seen, in seconds.
    since: Option<f64>,
    strength: f32,
}

impl Flash {
    /// Starts to flash `spans`, and nothing else.
    pub fn start(&mut self, spans: Vec<Span>) {
        self.strength = if spans.is_empty() { 0.0 } else { 1.0 };
        self.spans = spans;
        self.since = None;
    }

    /// Goes on with the time, and asks for the next frame while there is something left to fade.
    pub fn advance(&mut self, ctx: &Context) {
        if self.spans.is_empty() {
            return;
        }
        let now = ctx.input(|input| input.time);
        let age = now - *self.since.get_or_insert(now);
        self.strength = (1.0 - ((age - HOLD) / FADE).clamp(0.0, 1.0)) as f32;
        if age < HOLD {
            ctx.request_repaint_after_secs((HOLD - age) as f32);
        } else if self.strength > 0.0 {
            // Thirty steps a second are smooth enough for a fading tint.
            ctx.request_repaint_after_secs(1.0 / 30.0);
        } else {
            self.spans.clear();
        }
    }

    /// The words, and how strongly they are lit from 0 to 1.
    pub fn lit(&self) -> (&[Span], f32) {
        (&self.spans, self.strength)
    }

    /// Whether a part of `span` is lit.
    pub fn covers(&self, span: Span) -> bool {
        self.spans.iter().any(|lit| lit.overlaps(span))
    }
}
