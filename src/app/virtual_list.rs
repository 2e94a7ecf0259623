//! A list that lays out only the rows that are in view.

use eframe::egui::{Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};

/// Heights of the rows of one list, kept from frame to frame.
#[derive(Default)]
pub struct VirtualList {
    key: Option<(u64, usize, u32, u32)>,
    /// Where each row ends, in points from the top.
    ends: Vec<f32>,
    /// The row to bring into view, once.
    reveal: Option<usize>,
}

impl VirtualList {
    /// Brings a row into view in the next frame.
    pub fn reveal(&mut self, row: usize) {
        self.reveal = Some(row);
    }

    /// Shows `count` rows in all the room that `ui` has. `height` is asked again only when `key`, the number of rows,
    /// or the room for them changed; `row` draws the row with that index into its rectangle.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        id: &str,
        key: u64,
        count: usize,
        height: impl Fn(&Ui, f32, usize) -> f32,
        mut row: impl FnMut(&mut Ui, usize, Rect),
    ) {
        let bar = ui.spacing().scroll.bar_width + ui.spacing().scroll.bar_inner_margin;
        let width = (ui.available_width() - bar).max(40.0);
        let key = (key, count, width.to_bits(), ui.ctx().pixels_per_point().to_bits());
        if self.key != Some(key) {
            self.key = Some(key);
            self.ends.clear();
            let mut end = 0.0;
            for at in 0..count {
                end += height(ui, width, at).max(1.0);
                self.ends.push(end);
            }
        }
        let total = self.ends.last().copied().unwrap_or_default();
        let reveal = self.reveal.take();
        let area = ScrollArea::vertical().id_salt(id).auto_shrink([false, false]).min_scrolled_height(0.0);
        area.show_viewport(ui, |ui, viewport| {
            ui.set_height(total);
            let origin = ui.max_rect().min;
            let place = |at: usize| {
                let top = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
                let bottom = self.ends.get(at).copied().unwrap_or(top);
                Rect::from_min_max(pos2(origin.x, origin.y + top), pos2(origin.x + width, origin.y + bottom))
            };
            if let Some(at) = reveal.filter(|at| *at < count) {
                let rect = place(at);
                let seen = viewport.translate(vec2(origin.x, origin.y));
                if rect.top() < seen.top() || rect.bottom() > seen.bottom() {
                    ui.scroll_to_rect(rect, None);
                }
            }
            let first = self.ends.partition_point(|end| *end <= viewport.top());
            let last = self.ends.partition_point(|end| *end < viewport.bottom());
            // One row more at both ends, so that Tab finds its way to what is just out of view.
            for at in first.saturating_sub(1)..(last + 2).min(count) {
                let rect = place(at);
                let builder = UiBuilder::new().id_salt((id, at)).max_rect(rect);
                ui.scope_builder(builder, |ui| row(ui, at, rect));
            }
        });
    }
}
