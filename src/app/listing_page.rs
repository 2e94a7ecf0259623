//! The page with the articles of one file.

use eframe::egui::{Frame, Id, Key, Margin, Modifiers, Rect, RichText, TextEdit, TextStyle, Ui, pos2};

use super::action::Action;
use super::fonts;
use super::listing::Listing;
use super::row;
use super::theme::Theme;
use super::virtual_list::VirtualList;
use super::wording::count;

const ROW: f32 = 54.0;
const WIDTH: f32 = 760.0;

/// The id of the field that narrows the list down.
pub fn field_id() -> Id {
    Id::unique("listing filter")
}

/// Draws the page; `back` if there is an article to go back to.
pub fn show(ui: &mut Ui, listing: &mut Listing, list: &mut VirtualList, back: bool, actions: &mut Vec<Action>) {
    let theme = Theme::of(ui);
    let side = ((ui.available_width() - WIDTH) / 2.0).clamp(16.0, f32::from(i8::MAX)) as i8;
    let margin = Margin { left: side, right: side, top: 20, bottom: 8 };
    let width = (ui.available_width() - f32::from(side) * 2.0).min(WIDTH);
    let extra = ((ui.available_width() - f32::from(side) * 2.0 - width) / 2.0).max(0.0);
    Frame::new().inner_margin(margin).show(ui, |ui| {
        let room = ui.available_rect_before_wrap();
        let column =
            Rect::from_min_max(pos2(room.left() + extra, room.top()), pos2(room.right() - extra, room.bottom()));
        ui.scope_builder(eframe::egui::UiBuilder::new().max_rect(column), |ui| {
            ui.label(RichText::new(listing.name()).font(fonts::serif_bold(24.0)).color(theme.text));
            ui.add_space(2.0);
            ui.horizontal(|ui| {
                let all = listing.entries.len();
                let words = match listing.shown().len() {
                    shown if shown == all => format!("{} in this file", count(all, "article")),
                    shown => format!("{shown} of {} in this file", count(all, "article")),
                };
                ui.label(RichText::new(words).color(theme.text_weak));
                if back && ui.link("Back to the article").on_hover_text("Close this list (Esc)").clicked() {
                    actions.push(Action::HideArticles);
                }
            });
            ui.add_space(10.0);
            field(ui, listing, actions);
            ui.add_space(8.0);
            if listing.shown().is_empty() {
                ui.label(
                    RichText::new("No article here has these words in title, author or date.").color(theme.text_weak),
                );
            } else {
                rows(ui, listing, list, actions);
            }
        });
    });
}

fn field(ui: &mut Ui, listing: &mut Listing, actions: &mut Vec<Action>) {
    // The arrows go through the list while one types.
    if ui.memory(|memory| memory.has_focus(field_id())) {
        let steps = [(Key::ArrowDown, 1), (Key::ArrowUp, -1), (Key::PageDown, 8), (Key::PageUp, -8)];
        for (key, step) in steps {
            for _ in 0..ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key)) {
                listing.step(step);
            }
        }
    }
    let edit = TextEdit::singleline(&mut listing.filter)
        .id(field_id())
        .hint_text("Filter by title, author or date")
        .margin(Margin::symmetric(8, 6))
        .desired_width(f32::INFINITY);
    let response = ui.add(edit);
    if std::mem::take(&mut listing.wants_focus) {
        response.request_focus();
    }
    if response.changed() {
        listing.narrow();
    }
    if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
        actions.extend(listing.chosen().map(Action::Article));
    }
}

fn rows(ui: &mut Ui, listing: &mut Listing, list: &mut VirtualList, actions: &mut Vec<Action>) {
    if std::mem::take(&mut listing.reveal) {
        list.reveal(listing.at());
    }
    let listing = &*listing;
    let key = listing.shown().len() as u64;
    list.show(
        ui,
        "articles",
        key,
        listing.shown().len(),
        |_, _, _| ROW,
        |ui, at, rect| {
            let Some((number, entry)) = listing.shown().get(at).and_then(|at| Some((*at, listing.entries.get(*at)?)))
            else {
                return;
            };
            let theme = Theme::of(ui);
            let words = count(entry.words, "word");
            let parts = [entry.byline.as_deref(), entry.date.as_deref(), Some(words.as_str())];
            let detail = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ·  ");
            let title = if entry.title.is_empty() { "Without a title" } else { entry.title.as_str() };
            let label = format!("{title}, {}", detail.replace("  ·  ", ", "));
            let response = row::button(ui, Id::unique(("article row", number)), rect, &label, at == listing.at());
            if response.clicked() {
                actions.push(Action::Article(number));
            }
            let width = rect.width() - 24.0;
            let size = TextStyle::Body.resolve(ui.style()).size + 1.0;
            let head = row::lines(ui, title, fonts::sans_bold(size), theme.text, width, 1);
            let small = TextStyle::Small.resolve(ui.style());
            let below = row::lines(ui, &detail, small, theme.text_weak, width, 1);
            let height = head.size().y + below.size().y + 3.0;
            let top = rect.top() + (rect.height() - height) / 2.0;
            let next = top + head.size().y + 3.0;
            ui.painter().galley(pos2(rect.left() + 12.0, top), head, theme.text);
            ui.painter().galley(pos2(rect.left() + 12.0, next), below, theme.text_weak);
            ui.painter().hline(rect.x_range(), rect.bottom(), (1.0, theme.line.gamma_multiply(0.6)));
        },
    );
}
