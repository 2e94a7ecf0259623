//! The cast beside the article: who is in the story, what each of them said, where they stand.

mod actor_page;
mod actors;
mod candidates;
mod controls;
mod doubts;
mod item;
mod lines;
mod matrix;
mod swatch;
mod timeline;

use std::sync::Arc;

use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{self, Align, Frame, Galley, Id, Margin, Panel, Role, ScrollArea, TextStyle, Ui, WidgetInfo, vec2};

pub use doubts::words as doubt_words;

use super::action::Action;
use super::commands::Command;
use super::document::{Document, Stage};
use super::lists::PositionOrder;
use super::relations::{Relation, relations};
use super::state::State;
use super::theme::Theme;
use super::virtual_list::VirtualList;
use super::wording::short;
use crate::analysis::{ActorId, PositionId, QuoteId};

/// The lists of the sidebar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// Who is in the story.
    #[default]
    Actors,
    /// What was said.
    Quotes,
    /// Where they stand.
    Positions,
    /// What is not certain.
    ToCheck,
}

impl Tab {
    /// All of them, in order.
    pub const ALL: [Tab; 4] = [Tab::Actors, Tab::Quotes, Tab::Positions, Tab::ToCheck];

    /// The word on it.
    pub const fn label(self) -> &'static str {
        match self {
            Tab::Actors => "Actors",
            Tab::Quotes => "Quotes",
            Tab::Positions => "Positions",
            Tab::ToCheck => "To check",
        }
    }

    fn count(self, document: &Document) -> usize {
        match self {
            Tab::Actors => document.analysis.actors.len(),
            Tab::Quotes => document.analysis.quotes.len(),
            Tab::Positions => document.analysis.positions.len(),
            Tab::ToCheck => document.doubts.len(),
        }
    }
}

/// What the sidebar keeps from frame to frame for drawing.
#[derive(Default)]
pub struct Sidebar {
    actors: VirtualList,
    page: VirtualList,
    quotes: VirtualList,
    positions: VirtualList,
    doubts: VirtualList,
    /// The actor that was open in the last frame: when it changes, the list shows it.
    shown: Option<ActorId>,
    /// The quote and the position that were chosen in the last frame, for the same reason.
    chosen: (Option<QuoteId>, Option<PositionId>),
    heads: Vec<Id>,
    /// The ties of the open actor, with the analysis and the actor that they are of.
    relations: (Option<(u64, ActorId)>, Vec<Relation>),
}

/// The id of the filter box.
pub fn filter_id() -> Id {
    Id::unique("sidebar filter")
}

/// The id of an actor's row.
pub fn actor_id(actor: ActorId) -> Id {
    Id::unique(("actor row", actor.0))
}

/// Whether the keyboard is on a row of the list of actors, where arrows are commands.
pub fn is_actor_row(state: &State, focused: Id) -> bool {
    // Only the rows near the view can have the focus, but they are not known here; comparing ids is cheap.
    state.listed().iter().any(|actor| actor_id(*actor) == focused)
}

impl Sidebar {
    /// What takes the keyboard in each part of the sidebar, in order.
    pub fn heads(&self) -> Vec<Id> {
        self.heads.clone()
    }

    /// Draws the sidebar into all of `ui`.
    pub fn show(&mut self, ui: &mut Ui, state: &State, document: &Document, actions: &mut Vec<Action>) {
        self.heads.clear();
        let tab = tabs(ui, state, document, actions);
        self.heads.push(tab);
        ui.add_space(4.0);
        let chosen = (state.selection.quote(), state.selection.position());
        let reveal = chosen != self.chosen;
        self.chosen = chosen;
        match state.view.tab {
            Tab::Actors => self.show_actors(ui, state, document, reveal, actions),
            Tab::Quotes | Tab::Positions | Tab::ToCheck => self.show_lines(ui, state, document, reveal, actions),
        }
    }

    fn show_lines(&mut self, ui: &mut Ui, state: &State, document: &Document, reveal: bool, actions: &mut Vec<Action>) {
        let lists = state.lists();
        let (name, list, lines, nothing) = match state.view.tab {
            Tab::Actors | Tab::Quotes => {
                ("quotes", &mut self.quotes, &lists.quotes, "Nobody is quoted in this article.")
            }
            Tab::Positions => {
                ("positions", &mut self.positions, &lists.positions, "Nobody takes a position in this article.")
            }
            Tab::ToCheck => {
                ("doubts", &mut self.doubts, &lists.checks, "Nothing to check: all was read, and nothing is in doubt.")
            }
        };
        if state.view.tab.count(document) == 0 {
            return say(
                ui,
                match document.stage {
                    Stage::Done => nothing,
                    Stage::Running => "Nothing yet: the article is still being read.",
                    Stage::Cancelled | Stage::Failed(_) => "Nothing in what was read before the analysis ended.",
                },
            );
        }
        controls::show(ui, state, actions);
        ui.add_space(4.0);
        if state.view.tab == Tab::Positions && state.view.positions == PositionOrder::Issue {
            matrix::show(ui, state, document, actions);
        } else if lines.is_empty() {
            say(ui, "Nothing here fits the filter.");
        } else {
            lines::show(ui, list, (name, lines), state, document, reveal, actions);
        }
    }

    fn show_actors(
        &mut self,
        ui: &mut Ui,
        state: &State,
        document: &Document,
        reveal: bool,
        actions: &mut Vec<Action>,
    ) {
        let open = state.selection.actor().and_then(|id| document.analysis.actor(id));
        if state.selection.actor() != self.shown {
            self.shown = state.selection.actor();
            if let Some(row) = state.listed().iter().position(|id| Some(*id) == self.shown) {
                self.actors.reveal(row);
            }
        }
        if let Some(actor) = open {
            let key = Some((document.generation, actor.id));
            if self.relations.0 != key {
                self.relations = (key, relations(&document.analysis, actor.id));
            }
            let room = ui.available_height();
            // The filter and two rows stay in view, unless the window is so low that the page is worth more.
            let most = (room - 130.0).max(room * 0.5);
            let page = Panel::bottom("actor page")
                .resizable(true)
                .default_size(room * 0.64)
                .size_range((room * 0.25).max(120.0).min(most)..=most)
                .frame(Frame::new().inner_margin(Margin { left: 0, right: 0, top: 8, bottom: 0 }))
                .show(ui, |ui| {
                    actor_page::show(ui, &mut self.page, (actor, &self.relations.1), state, document, reveal, actions)
                });
            self.heads.extend(page.inner);
        }
        // With nobody to choose from, boxes to choose by would only be in the way.
        if document.stage != Stage::Done || !document.analysis.actors.is_empty() {
            controls::show(ui, state, actions);
            ui.add_space(4.0);
        }
        if document.analysis.actors.is_empty() {
            nobody(ui, document);
        } else if state.listed().is_empty() {
            let sentence = match state.view.filter() {
                "" => "Nobody here is of this kind and takes this stance.",
                _ => "Nobody here has these words in name or role.",
            };
            say(ui, sentence);
        } else {
            let drawn = actors::show(ui, &mut self.actors, state, document, actions);
            // The row of the open actor is the better place for the keyboard, where it is in view.
            let row = drawn.iter().find(|id| Some(**id) == state.selection.actor()).or(drawn.first());
            if let (Some(row), Some(head)) = (row, self.heads.first_mut()) {
                *head = actor_id(*row);
            }
        }
    }
}

/// Draws the tabs; tells the id of the chosen one.
fn tabs(ui: &mut Ui, state: &State, document: &Document, actions: &mut Vec<Action>) -> Id {
    let theme = Theme::of(ui);
    let mut chosen = Id::NULL;
    ui.horizontal(|ui| {
        let room = ui.available_width() - 8.0;
        let set = |counts| Tab::ALL.map(|tab| ui.painter().layout_job(tab_words(ui, tab, counts, state, document)));
        let gap = |words: &[Arc<Galley>]| (room - words.iter().map(|words| words.size().x).sum::<f32>()) / 3.0;
        // Closer together, or without numbers, rather than wider than the sidebar, which would push the article aside.
        let mut words = set(true);
        if gap(&words) < 8.0 {
            words = set(false);
        }
        ui.spacing_mut().item_spacing.x = gap(&words).clamp(4.0, 14.0);
        ui.spacing_mut().button_padding.x = 0.0;
        for (tab, text) in Tab::ALL.into_iter().zip(words) {
            let count = tab.count(document);
            let selected = state.view.tab == tab;
            let button = egui::Button::new(text).frame(false).min_size(vec2(0.0, 28.0));
            let command = match tab {
                Tab::Actors => Command::ShowActors,
                Tab::Quotes => Command::ShowQuotes,
                Tab::Positions => Command::ShowPositions,
                Tab::ToCheck => Command::ShowChecks,
            };
            let response = ui.add(button).on_hover_text(command.hint(ui.ctx()));
            let label = match document.is_partial() {
                true => format!("{} {count} so far", tab.label()),
                false => format!("{} {count}", tab.label()),
            };
            response.widget_info(|| WidgetInfo::selected(Role::Tab, true, selected, &label));
            let line = response.rect;
            let stroke = egui::Stroke::new(2.0, theme.accent);
            if selected {
                ui.painter().hline(line.x_range(), line.bottom(), stroke);
            }
            if response.has_focus() {
                ui.painter().rect_stroke(line.expand2(vec2(3.0, 1.0)), 4.0, stroke, egui::StrokeKind::Inside);
            }
            if selected {
                chosen = response.id;
            }
            if response.clicked() {
                actions.push(Action::Tab(tab));
            }
        }
    });
    chosen
}

/// What stands on a tab, with its number if `counts`.
fn tab_words(ui: &Ui, tab: Tab, counts: bool, state: &State, document: &Document) -> LayoutJob {
    let theme = Theme::of(ui);
    let color = if state.view.tab == tab { theme.accent } else { theme.text_weak };
    let mut words = LayoutJob::default();
    words.append(tab.label(), 0.0, TextFormat::simple(TextStyle::Body.resolve(ui.style()), color));
    let count = tab.count(document);
    if counts && count > 0 {
        let small = TextFormat::simple(TextStyle::Small.resolve(ui.style()), theme.text_weak);
        let more = if document.is_partial() { "+" } else { "" };
        words.append(&format!("{}{more}", short(count)), 4.0, TextFormat { valign: Align::Center, ..small });
    }
    words
}

fn nobody(ui: &mut Ui, document: &Document) {
    match &document.stage {
        Stage::Running => say(ui, "Looking for who is in the story …"),
        Stage::Cancelled => {
            say(ui, "The analysis was stopped. “Analyse again”, below the article, starts it once more.")
        }
        Stage::Failed(why) => say(ui, &format!("The analysis failed: {why}.")),
        Stage::Done if document.is_foreign() => {
            say(
                ui,
                "This article does not seem to be English. Standpoint knows English only, so it found nobody here.",
            );
        }
        Stage::Done if document.found_nothing() => say(ui, "Nobody is named in this article, and nobody speaks."),
        Stage::Done => say(ui, "No actor was made out in this article. What is said in it stands under Quotes."),
    }
}

/// A quiet sentence where a list would be.
fn say(ui: &mut Ui, sentence: &str) {
    let theme = Theme::of(ui);
    ScrollArea::vertical().id_salt("say").auto_shrink([false, false]).show(ui, |ui| {
        ui.add_space(12.0);
        Frame::new().inner_margin(Margin::symmetric(8, 0)).show(ui, |ui| {
            ui.add(egui::Label::new(egui::RichText::new(sentence).color(theme.text_weak)).wrap());
        });
    });
}
