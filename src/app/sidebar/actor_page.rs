//! The open actor: what else it is called, its mentions, its positions, its quotes.

use eframe::egui::{Align, Button, Id, Label, Layout, Rect, RichText, Role, TextStyle, Ui, WidgetInfo, vec2};

use super::super::action::Action;
use super::super::commands::Command;
use super::super::document::Document;
use super::super::fonts;
use super::super::menu;
use super::super::relations::{Relation, Shown, Tie};
use super::super::row;
use super::super::state::State;
use super::super::subject::Subject;
use super::super::theme::{Theme, kind_label, stance_glyph};
use super::super::virtual_list::VirtualList;
use super::super::wording;
use super::item::{self, HEADING, Item};
use super::timeline;
use crate::analysis::{Actor, Position, Quote, Stance};

/// Room for the number of mentions, in points.
const COUNTER: f32 = 84.0;
/// Height of a tie to another actor, in points.
const RELATION: f32 = 28.0;

enum Entry<'a> {
    Known(String),
    Timeline,
    Stance(Stance),
    Position(&'a Position),
    Heading(&'static str),
    Quote(&'a Quote),
    Relation(&'a Relation),
    Nothing,
}

/// Draws the page of `actor`, with the chosen quote or position in view if `reveal`; tells the id of what takes the
/// keyboard first, the way to the next mention.
pub fn show(
    ui: &mut Ui,
    list: &mut VirtualList,
    (actor, relations): (&Actor, &[Relation]),
    state: &State,
    document: &Document,
    reveal: bool,
    actions: &mut Vec<Action>,
) -> Option<Id> {
    let head = header(ui, actor, state, document, actions);
    let entries = entries(actor, relations, document);
    let chosen = entries.iter().position(|entry| is_chosen(entry, state));
    if let Some(row) = chosen.filter(|_| reveal) {
        list.reveal(row);
    }
    let key = document.generation.wrapping_mul(31).wrapping_add(u64::from(actor.id.0) + 1);
    let height = |ui: &Ui, width: f32, at: usize| match entries.get(at) {
        Some(Entry::Known(words)) => known(ui, words, width).size().y + 8.0,
        Some(Entry::Timeline) => timeline::HEIGHT,
        Some(Entry::Stance(_) | Entry::Heading(_)) => HEADING,
        Some(Entry::Position(position)) => Item::position(ui, width, position, document, (false, false)).height(),
        Some(Entry::Quote(quote)) => Item::quote(ui, width, quote, document, false).height(),
        Some(Entry::Relation(_)) => RELATION,
        Some(Entry::Nothing) | None => HEADING,
    };
    list.show(ui, "actor page list", key, entries.len(), height, |ui, at, rect| {
        let theme = Theme::of(ui);
        match entries.get(at) {
            Some(Entry::Known(words)) => {
                let galley = known(ui, words, rect.width());
                ui.painter().galley(rect.left_top() + eframe::egui::vec2(12.0, 2.0), galley, theme.text_weak);
                let response = ui.interact(rect, ui.scope_id().with("known"), eframe::egui::Sense::hover());
                response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
            }
            Some(Entry::Timeline) => timeline::show(ui, rect, actor, state, document, actions),
            Some(Entry::Stance(stance)) => item::show_stance(ui, rect, *stance),
            Some(Entry::Heading(words)) => item::show_heading(ui, rect, words, None, theme.text),
            Some(Entry::Position(position)) => {
                let selected = is_chosen(&Entry::Position(position), state);
                item::show_position(
                    ui,
                    rect,
                    Id::unique(("page", at)),
                    (position, (false, false)),
                    document,
                    selected,
                    actions,
                );
            }
            Some(Entry::Quote(quote)) => {
                let selected = is_chosen(&Entry::Quote(quote), state);
                item::show_quote(ui, rect, Id::unique(("page", at)), (quote, false), document, selected, actions);
            }
            Some(Entry::Relation(relation)) => show_relation(ui, rect, at, relation, document, actions),
            Some(Entry::Nothing) => nothing(ui, rect),
            None => {}
        }
    });
    head
}

/// A position brings its quote along: then the position is what was chosen.
fn is_chosen(entry: &Entry, state: &State) -> bool {
    let (quote, position) = (state.selection.quote(), state.selection.position());
    match entry {
        Entry::Position(entry) => position == Some(entry.id),
        Entry::Quote(entry) => quote == Some(entry.id) && position.is_none(),
        _ => false,
    }
}

fn entries<'a>(actor: &Actor, relations: &'a [Relation], document: &'a Document) -> Vec<Entry<'a>> {
    let analysis = &document.analysis;
    let mut entries = Vec::new();
    if !actor.aliases.is_empty() {
        entries.push(Entry::Known(format!("Also called {}", actor.aliases.join(", "))));
    }
    if actor.roles.len() > 1 || actor.roles.first().is_some_and(|role| role.text.chars().count() > 40) {
        let roles: Vec<&str> = actor.roles.iter().map(|role| role.text.as_str()).collect();
        entries.push(Entry::Known(format!("Described as {}", roles.join("; "))));
    }
    entries.push(Entry::Timeline);
    let known = entries.len();
    for stance in Stance::ALL {
        let mut held = analysis.positions_of(actor.id).filter(|position| position.stance == stance).peekable();
        if held.peek().is_some() {
            entries.push(Entry::Stance(stance));
            entries.extend(held.map(Entry::Position));
        }
    }
    let mut quotes = analysis.quotes_of(actor.id).peekable();
    if quotes.peek().is_some() {
        entries.push(Entry::Heading("Quotes"));
        entries.extend(quotes.map(Entry::Quote));
    }
    if !relations.is_empty() {
        entries.push(Entry::Heading("Ties to others"));
        entries.extend(relations.iter().map(Entry::Relation));
    }
    if entries.len() == known {
        entries.push(Entry::Nothing);
    }
    entries
}

/// A tie as a row: what it is, to whom, how often; a click goes where it is seen first.
fn show_relation(
    ui: &mut Ui,
    rect: Rect,
    at: usize,
    relation: &Relation,
    document: &Document,
    actions: &mut Vec<Action>,
) {
    let Some(other) = document.analysis.actor(relation.other) else { return };
    let theme = Theme::of(ui);
    let (words, color) = match relation.tie {
        Tie::Holds(stance) => {
            (format!("{} {} {}", stance_glyph(stance), stance.label(), other.name), theme.stance_color(stance))
        }
        Tie::IsHeld(stance) => {
            let who = format!("{} {} {} this one", stance_glyph(stance), other.name, stance.label());
            (who, theme.stance_color(stance))
        }
        Tie::SpeaksOf => (format!("speaks of {}", other.name), theme.text),
    };
    let label = if relation.count > 1 { format!("{words}, {} times", relation.count) } else { words.clone() };
    let response = row::button(ui, Id::unique(("relation", at)), rect, &label, false);
    let body = TextStyle::Body.resolve(ui.style());
    let words = row::lines(ui, &words, body, color, rect.width() - 60.0, 1);
    let top = rect.center().y - words.size().y / 2.0;
    ui.painter().galley(rect.left_top() + vec2(12.0, top - rect.top()), words, color);
    if relation.count > 1 {
        let place = rect.right_center() - vec2(8.0, 0.0);
        let small = TextStyle::Small.resolve(ui.style());
        let count = format!("{}×", relation.count);
        ui.painter().text(place, eframe::egui::Align2::RIGHT_CENTER, count, small, theme.text_weak);
    }
    if response.on_hover_text("Go to where that is seen first").clicked() {
        actions.push(match relation.first {
            Shown::Position(id) => Action::Position(id),
            Shown::Quote(id) => Action::Quote(id),
        });
    }
}

fn header(ui: &mut Ui, actor: &Actor, state: &State, document: &Document, actions: &mut Vec<Action>) -> Option<Id> {
    let theme = Theme::of(ui);
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let close = ui
                .add(Button::new(RichText::new("×").size(18.0)).frame_when_inactive(false))
                .accessible_name("Close actor");
            if close.on_hover_text("Close (Esc)").clicked() {
                actions.push(Action::CloseActor);
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                ui.add_space(4.0);
                let glyph = RichText::new(actor.kind.sign()).color(theme.actor_color(actor.id, actor.kind));
                ui.add(Label::new(glyph).selectable(false)).on_hover_text(kind_label(actor.kind));
                let name = RichText::new(&actor.name).font(fonts::sans_bold(16.0)).color(theme.text);
                ui.add(Label::new(name).truncate().selectable(false));
            });
        });
    });
    if let [role] = actor.roles.as_slice()
        && role.text.chars().count() <= 40
    {
        ui.horizontal(|ui| {
            ui.spacing_mut().interact_size.y = 0.0;
            ui.add_space(12.0);
            ui.add(Label::new(RichText::new(&role.text).small().color(theme.text_weak)).truncate());
        });
    }
    let head = ui.horizontal(|ui| {
        ui.add_space(8.0);
        let head = stepper(ui, state, document, actions);
        let (edit, _) = menu::button("Edit ⏷").ui(ui, |ui| {
            let subject = Subject::Actor(actor.id);
            actions.extend(menu::commands(ui, subject.commands()).map(|command| Action::On(subject, command)));
        });
        edit.accessible_name("Change this actor").on_hover_text("Rename, merge, and more");
        head
    });
    ui.add_space(2.0);
    head.inner
}

/// `‹ 3 of 12 ›`; tells the id of `›`.
fn stepper(ui: &mut Ui, state: &State, document: &Document, actions: &mut Vec<Action>) -> Option<Id> {
    let (at, count) = state.selection.counter(&document.analysis)?;
    let mut step = |ui: &mut Ui, sign: &str, command: Command| {
        let button = ui.add_enabled(count > 0, Button::new(sign)).accessible_name(command.label());
        let button = button.on_hover_text(command.hint(ui.ctx()));
        if button.clicked() {
            actions.push(Action::Command(command));
        }
        button.id
    };
    ui.spacing_mut().item_spacing.x = 4.0;
    step(ui, "‹", Command::PreviousMention);
    let words = match at {
        Some(at) => format!("{at} of {count}"),
        None => wording::count(count, "mention"),
    };
    // As wide with either words, so that what is clicked stays where it is.
    let label = Label::new(RichText::new(words).color(Theme::of(ui).text_weak)).selectable(false);
    ui.add_sized(vec2(COUNTER, ui.spacing().interact_size.y), label);
    let next = step(ui, "›", Command::NextMention);
    ui.add_space(4.0);
    Some(next)
}

fn known(ui: &Ui, words: &str, width: f32) -> std::sync::Arc<eframe::egui::Galley> {
    let small = TextStyle::Small.resolve(ui.style());
    row::lines(ui, words, small, Theme::of(ui).text_weak, width - 20.0, 4)
}

fn nothing(ui: &mut Ui, rect: Rect) {
    let theme = Theme::of(ui);
    let words = "Is mentioned, but neither quoted nor given a position.";
    let galley = known(ui, words, rect.width());
    ui.painter().galley(rect.left_top() + eframe::egui::vec2(12.0, 4.0), galley, theme.text_weak);
}
