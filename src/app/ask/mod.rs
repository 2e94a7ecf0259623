//! A question over the page, answered by typing a few letters and choosing from a list: all commands, an actor, a
//! stance, a name.

mod checks;
mod question;
mod rows;

use eframe::egui::{
    self, Align2, Context, Id, Key, Margin, Modal, Modifiers, RichText, ScrollArea, TextEdit, TextStyle, Ui, pos2,
};

pub use question::{Answer, Ground, Question};
pub use rows::Row;

use super::action::Action;
use super::theme::Theme;
use super::{fonts, notice, row};
use crate::span::Span;

/// A question that is being answered.
#[derive(Clone, Debug)]
pub struct Ask {
    /// What is asked.
    pub question: Question,
    /// What is typed so far.
    pub text: String,
    /// What was in the field at first.
    initial: String,
    rows: Vec<Row>,
    /// The rows that fit what is typed, by their index.
    shown: Vec<usize>,
    /// Which of the shown rows Enter takes.
    at: usize,
    /// Which rows are ticked, where rows are to be ticked.
    checks: Option<Vec<bool>>,
    /// The places that were ticked in the question before.
    pub picked: Vec<Span>,
    focused: bool,
}

const ROW: f32 = 30.0;

impl Ask {
    /// A question with `rows` to choose from, and `text` in its field.
    pub fn new(question: Question, rows: Vec<Row>, text: String) -> Self {
        let mut ask = Self {
            question,
            initial: text.clone(),
            text,
            rows,
            shown: Vec::new(),
            at: 0,
            checks: None,
            picked: Vec::new(),
            focused: false,
        };
        ask.narrow();
        ask
    }

    /// The rows that fit what is typed.
    pub fn shown(&self) -> impl Iterator<Item = &Row> {
        self.shown.iter().filter_map(|at| self.rows.get(*at))
    }

    /// Finds the rows that fit: all words stand in them. Those that begin so come first.
    fn narrow(&mut self) {
        self.at = 0;
        let typed = if self.question.takes_words() && self.text == self.initial { "" } else { self.text.trim() };
        let typed = typed.to_lowercase();
        let words: Vec<&str> = typed.split_whitespace().collect();
        let rows = self.rows.iter().enumerate();
        let mut fitting: Vec<(u8, usize)> = rows
            .filter_map(|(at, row)| {
                let label = row.label.to_lowercase();
                let detail = row.detail.to_lowercase();
                let fits = words.iter().all(|word| label.contains(word) || detail.contains(word));
                let rank = match () {
                    () if label.starts_with(&typed) => 0,
                    () if label.contains(&typed) => 1,
                    () => 2,
                };
                fits.then_some((rank, at))
            })
            .collect();
        fitting.sort();
        self.shown = fitting.into_iter().map(|(_, at)| at).collect();
    }

    /// What Enter answers: the row it is at; where own words are welcome, the words that were typed.
    fn entered(&self) -> Option<Answer> {
        let own = self.question.takes_words() && self.at == 0 && !self.text.trim().is_empty();
        if own { Some(Answer::Words(self.text.trim().to_owned())) } else { self.answer(self.at) }
    }

    /// The answer of the line with that number: own words stand before the rows.
    fn answer(&self, at: usize) -> Option<Answer> {
        let at = at.checked_sub(self.before())?;
        self.rows.get(*self.shown.get(at)?).map(|row| row.answer.clone())
    }

    /// How many lines stand before the rows.
    fn before(&self) -> usize {
        usize::from(self.question.takes_words() && !self.text.trim().is_empty())
    }

    fn lines(&self) -> usize {
        self.before() + self.shown.len()
    }
}

/// The id of the field.
pub fn field_id() -> Id {
    Id::unique("ask field")
}

/// Draws the question.
pub fn show(ctx: &Context, ask: &mut Ask, actions: &mut Vec<Action>) {
    let screen = ctx.content_rect();
    let area =
        egui::Area::new(Id::unique("ask area")).anchor(Align2::CENTER_TOP, [0.0, (screen.height() * 0.12).min(96.0)]);
    let frame = notice::dialog_frame(ctx).inner_margin(12.0);
    let modal = Modal::new(Id::unique("ask window")).area(area.order(egui::Order::Foreground)).frame(frame);
    let modal = modal.show(ctx, |ui| {
        ui.set_width((screen.width() - 64.0).clamp(200.0, 540.0));
        let title = ask.question.title().map(|title| {
            let label = ui.label(RichText::new(title).font(fonts::sans_bold(15.0)).color(Theme::of(ui).text));
            ui.add_space(4.0);
            label.id
        });
        // The field would move its cursor by these keys.
        let (up, down, page_up, page_down) = ui.input_mut(|input| {
            let mut count = |key| input.count_and_consume_key(Modifiers::NONE, key);
            (count(Key::ArrowUp), count(Key::ArrowDown), count(Key::PageUp), count(Key::PageDown))
        });
        let done = ask.checks.is_some() && ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
        if done && let Some(places) = ask.ticked() {
            actions.push(Action::Answer(Some(Answer::Places(places))));
        }
        let step = down as isize + page_down as isize * 8 - up as isize - page_up as isize * 8;
        let last = ask.lines().saturating_sub(1);
        if step != 0 {
            ask.at = ask.at.saturating_add_signed(step).min(last);
        }
        let field = TextEdit::singleline(&mut ask.text)
            .id(field_id())
            .hint_text(ask.question.hint())
            .margin(Margin::symmetric(8, 6))
            .desired_width(f32::INFINITY);
        let output = field.show(ui);
        let response = &match title {
            Some(title) => output.response.response.clone().labelled_by(title),
            None => output.response.response.clone().accessible_name(ask.question.hint()),
        };
        if !ask.focused {
            ask.focused = true;
            response.request_focus();
            let all = egui::text::CCursorRange::two(
                egui::text::CCursor::new(0),
                egui::text::CCursor::new(ask.text.chars().count()),
            );
            let mut state = output.state;
            state.cursor.set_char_range(Some(all));
            state.store(ui.ctx(), field_id());
        }
        if response.changed() {
            ask.narrow();
        }
        if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
            match ask.entered() {
                _ if ask.checks.is_some() => {
                    ask.toggle(ask.at);
                    response.request_focus();
                }
                Some(answer) => actions.push(Action::Answer(Some(answer))),
                None => response.request_focus(),
            }
        }
        ui.add_space(6.0);
        let room = screen.height() * if ask.checks.is_some() { 0.5 } else { 0.6 };
        if let Some(line) = lines(ui, ask, step != 0, room, actions) {
            ask.at = line;
            ask.toggle(line);
            // The keys go on from there.
            response.request_focus();
        }
        if ask.checks.is_some() {
            checks::buttons(ui, ask, actions);
        }
    });
    if modal.should_close() {
        actions.push(Action::Answer(None));
    }
}

/// Draws the rows; tells which of those that are to be ticked was clicked.
fn lines(ui: &mut Ui, ask: &Ask, moved: bool, most: f32, actions: &mut Vec<Action>) -> Option<usize> {
    let theme = Theme::of(ui);
    if ask.lines() == 0 {
        ui.label(RichText::new(ask.question.nothing()).color(theme.text_weak));
        return None;
    }
    let room = (most - 80.0).clamp(ROW * 3.0, ROW * 12.0);
    // As high as it has lines, whatever the question before it had.
    let high = (ROW * ask.lines() as f32).min(room);
    let area = ScrollArea::vertical().id_salt("ask lines").max_height(room).min_scrolled_height(high);
    let shown = area.auto_shrink([false, true]).show_viewport(ui, |ui, viewport| {
        let mut ticked = None;
        let width = ui.available_width();
        ui.set_height(ROW * ask.lines() as f32);
        let origin = ui.max_rect().min;
        let place =
            |at: usize| egui::Rect::from_min_size(pos2(origin.x, origin.y + ROW * at as f32), egui::vec2(width, ROW));
        if moved {
            ui.scroll_to_rect(place(ask.at), None);
        }
        let first = (viewport.top() / ROW).floor().max(0.0) as usize;
        let last = ((viewport.bottom() / ROW).ceil().max(0.0) as usize).min(ask.lines());
        for at in first..last {
            let own = Row {
                label: format!("“{}”", ask.text.trim()),
                detail: ask.question.own_words().to_owned(),
                ..Row::default()
            };
            let (line, answer) = match at.checked_sub(ask.before()) {
                None => (&own, Some(Answer::Words(ask.text.trim().to_owned()))),
                Some(row) => match ask.shown.get(row).and_then(|at| ask.rows.get(*at)) {
                    Some(line) => (line, ask.answer(at)),
                    None => continue,
                },
            };
            let check = ask.checked(at);
            if line_button(ui, place(at), at, (line, check), at == ask.at, &theme) {
                match check {
                    Some(_) => ticked = Some(at),
                    None => actions.extend(answer.map(|answer| Action::Answer(Some(answer)))),
                }
            }
        }
        ticked
    });
    shown.inner
}

fn line_button(
    ui: &Ui,
    rect: egui::Rect,
    at: usize,
    (line, check): (&Row, Option<bool>),
    selected: bool,
    theme: &Theme,
) -> bool {
    let id = Id::unique(("ask line", at));
    let response = match check {
        Some(check) => row::check(ui, id, rect, &line.label, (selected, check)),
        None => row::button(ui, id, rect, &line.label, selected),
    };
    let body = TextStyle::Body.resolve(ui.style());
    let small = TextStyle::Small.resolve(ui.style());
    let mut left = rect.left() + 8.0;
    if let Some(check) = check {
        let place = egui::Rect::from_center_size(pos2(left + 7.0, rect.center().y), egui::vec2(14.0, 14.0));
        row::tick(ui, place, check);
        left += 24.0;
    }
    if let Some((sign, kind)) = &line.sign {
        let color = kind.map_or(theme.text_weak, |kind| theme.sign_color(kind));
        ui.painter().text(pos2(left + 7.0, rect.center().y), Align2::CENTER_CENTER, sign, body.clone(), color);
        left += 24.0;
    }
    let mut right = rect.right() - 8.0;
    if !line.keys.is_empty() {
        let keys = row::lines(ui, &line.keys, small.clone(), theme.text_weak, 200.0, 1);
        right -= keys.size().x;
        ui.painter().galley(pos2(right, rect.center().y - keys.size().y / 2.0), keys, theme.text_weak);
        right -= 12.0;
    }
    let label = row::lines(ui, &line.label, body, theme.text, right - left, 1);
    let end = left + label.size().x + 10.0;
    let mut cut = label.elided;
    ui.painter().galley(pos2(left, rect.center().y - label.size().y / 2.0), label, theme.text);
    if right - end > 40.0 && !line.detail.is_empty() {
        let detail = row::lines(ui, &line.detail, small, theme.text_weak, right - end, 1);
        cut |= detail.elided;
        ui.painter().galley(pos2(end, rect.center().y - detail.size().y / 2.0 + 1.0), detail, theme.text_weak);
    }
    let response = if cut { response.on_hover_text(format!("{}\n{}", line.label, line.detail)) } else { response };
    response.clicked()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(question: Question, labels: &[&str], text: &str) -> Ask {
        let row = |label: &&str| Row { label: (*label).to_owned(), answer: Answer::Nobody, ..Row::default() };
        Ask::new(question, labels.iter().map(row).collect(), text.to_owned())
    }

    fn labels(ask: &Ask) -> Vec<&str> {
        ask.shown().map(|row| row.label.as_str()).collect()
    }

    #[test]
    fn what_begins_with_the_words_comes_first() {
        let mut ask = ask(Question::Command, &["Next mention", "Previous mention", "Mention it", "Close"], "");
        assert_eq!(labels(&ask).len(), 4);
        ask.text = "mention".to_owned();
        ask.narrow();
        assert_eq!(labels(&ask), ["Mention it", "Next mention", "Previous mention"]);
        ask.text = "ment prev".to_owned();
        ask.narrow();
        assert_eq!(labels(&ask), ["Previous mention"]);
    }

    #[test]
    fn own_words_are_taken_where_they_are_welcome() {
        let question = Question::Rename(crate::analysis::ActorId(0));
        let mut ask = ask(question, &["Brandt"], "Ada Brandt");
        // The name as it is hides no other name.
        assert_eq!(labels(&ask), ["Brandt"]);
        ask.text = " Ada B. ".to_owned();
        ask.narrow();
        assert_eq!(ask.entered(), Some(Answer::Words("Ada B.".to_owned())));
        ask.text = " ".to_owned();
        ask.narrow();
        assert_eq!(ask.entered(), Some(Answer::Nobody));
    }
}
