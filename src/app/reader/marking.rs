//! Marking words with the mouse, and copying them.

use eframe::egui::{self, Key, PointerButton, Pos2, Rect, Response, Ui, vec2};

use super::selection::word_at;
use super::{Reader, Wish, rows};
use crate::span::Span;

impl Reader {
    /// Marks words with the mouse: a drag from here to there, a word by two clicks, a paragraph by three.
    pub(super) fn mark(&mut self, ui: &Ui, page: &Response, text: &str, view: Rect, column: f32) {
        let Some(pointer) = page.interact_pointer_pos() else { return };
        let byte_at = |reader: &Self, pos: Pos2| reader.byte_at(text, pos, view, column);
        if page.triple_clicked() {
            let at = byte_at(self, pointer);
            if let Some(block) = self.page.block(self.page.block_of(at)) {
                self.selection.set(block.span);
            }
        } else if page.double_clicked() {
            self.mark_word(text, byte_at(self, pointer));
        } else if page.clicked() {
            self.selection.clear();
        } else if page.drag_started_by(PointerButton::Primary) {
            let origin = ui.input(|input| input.pointer.press_origin()).unwrap_or(pointer);
            self.selection.begin(byte_at(self, origin));
            self.selection.extend(byte_at(self, pointer));
        } else if page.dragged_by(PointerButton::Primary) {
            self.selection.extend(byte_at(self, pointer));
            let beyond =
                if pointer.y < view.top() { pointer.y - view.top() } else { (pointer.y - view.bottom()).max(0.0) };
            if beyond != 0.0 {
                self.wish = Some(Wish::Points((beyond * 0.3).clamp(-40.0, 40.0)));
                ui.request_repaint();
            }
        }
    }

    /// Marks the word in which byte `byte` of the text stands.
    pub(super) fn mark_word(&mut self, text: &str, byte: usize) {
        if let Some(block) = self.page.block(self.page.block_of(byte)) {
            let word = word_at(block.source(text), byte.saturating_sub(block.span.start));
            self.selection.set(Span::new(block.span.start + word.start, block.span.start + word.end));
        }
    }

    /// The byte of the text that stands closest to a place on the screen.
    pub(super) fn byte_at(&self, text: &str, pos: Pos2, view: Rect, column: f32) -> usize {
        let depth = self.top + f64::from(pos.y - view.top());
        let number = self.page.heights().at(depth);
        let (Some(block), Some(laid)) = (self.page.block(number), self.page.laid(number)) else {
            return self.page.start_of(number);
        };
        if block.words.is_some() {
            return self.page.start_of(number);
        }
        let top = (depth - self.page.heights().before(number)) as f32 - laid.above;
        let char = rows::char_at(&laid.galley, vec2(pos.x - view.left() - column, top));
        block.span.start + rows::byte_of_char(block.source(text), char)
    }

    /// Hands marked words to the clipboard when that is asked for, and marks all on Ctrl+A.
    pub(super) fn copy(&mut self, ui: &Ui, text: &str) {
        if ui.text_edit_focused() {
            return;
        }
        if ui.input_mut(|input| input.consume_key(egui::Modifiers::COMMAND, Key::A)) {
            self.selection.set(Span::new(0, text.len()));
        }
        let asked = ui.input(|input| input.events.iter().any(|event| matches!(event, egui::Event::Copy)));
        if let Some(span) = self.selection.span().filter(|_| asked) {
            ui.copy_text(span.of(text).to_owned());
        }
    }
}
