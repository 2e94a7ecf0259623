//! The window as eframe runs it: what is drawn where.

use std::path::PathBuf;

use eframe::egui::{
    self, Area, CentralPanel, Context, Frame, Id, Margin, Order, Panel, Popup, Rect, Role, Sense, Ui, ViewportCommand,
    WidgetInfo, pos2, vec2,
};

use super::action::Action;
use super::commands::{self, Command, KeyboardIn};
use super::corrector::Keeper;
use super::dialogs::FileDialogs;
use super::document::Document;
use super::path_window::Purpose;
use super::reader::{Reader, ReaderEvent, ReaderInput};
use super::recent::Recent;
use super::selection::Move;
use super::services::Services;
use super::settings::Settings;
use super::shelf::{Left, Shelf};
use super::sidebar::{self, Sidebar};
use super::state::State;
use super::subject::Subject;
use super::theme::{self, Theme};
use super::trail::{Place, Trail};
use super::virtual_list::VirtualList;
use super::worker::{Opened, Origin, Worker};
use super::{
    ask, export_window, find_bar, listing_page, notice, path_window, status_bar, tabs, top_bar, welcome, why_card,
};

/// Below this width, in points, the sidebar is a drawer over the article.
const NARROW: f32 = 760.0;

const SETTINGS: &str = "settings";
const RECENT: &str = "recent";
const SESSION: &str = "session";

/// The whole window.
pub struct Standpoint {
    pub(super) state: State,
    pub(super) worker: Worker,
    pub(super) dialogs: Box<dyn FileDialogs>,
    /// Why a dialog is open, and when it was asked for in seconds of the window's clock.
    pub(super) asked: Option<(Purpose, f64)>,
    pub(super) reader: Option<Reader>,
    pub(super) generations: u64,
    pub(super) panes: Panes,
    /// The open articles.
    pub(super) shelf: Shelf,
    /// Where one was in the file that is being read.
    pub(super) left: Option<Left>,
    /// When it was looked last whether the file has changed, in seconds of the window's clock.
    pub(super) looked: f64,
    /// The format that was exported last, by its index.
    pub(super) export_format: usize,
    /// The way through the article.
    pub(super) trail: Trail,
    /// Where the reader was in the last frame in which nothing moved.
    pub(super) settled: Option<Place>,
    sidebar: Sidebar,
    articles: VirtualList,
    narrow: bool,
    text_field_had_keyboard: bool,
    /// The mention in the text that has the keyboard after it was chosen by key: there, arrows go on to the next one.
    pub(super) mention_focus: Option<Id>,
    title: String,
}

/// The parts of the window that F6 goes through.
#[derive(Default)]
pub(super) struct Panes {
    /// What takes the keyboard in each, in order.
    pub(super) heads: Vec<Id>,
    /// Where F6 went last.
    pub(super) at: Option<usize>,
}

impl Standpoint {
    /// A window with nothing open.
    pub fn new(ctx: &Context, services: Services, dialogs: Box<dyn FileDialogs>) -> Self {
        theme::install(ctx);
        // Zooming goes through the commands, so that it is shown in menus and remembered.
        ctx.options_mut(|options| options.zoom_with_keyboard = false);
        let mut window = Self {
            state: State::default(),
            worker: Worker::new(services, ctx.clone()),
            dialogs,
            asked: None,
            reader: None,
            generations: 0,
            panes: Panes::default(),
            shelf: Shelf::default(),
            left: None,
            looked: f64::NEG_INFINITY,
            export_format: 0,
            trail: Trail::default(),
            settled: None,
            sidebar: Sidebar::default(),
            articles: VirtualList::default(),
            narrow: false,
            text_field_had_keyboard: false,
            mention_focus: None,
            title: String::new(),
        };
        window.apply_settings(Settings::default(), ctx);
        window
    }

    /// Takes over what was remembered from the last start.
    pub fn restore(&mut self, storage: &dyn eframe::Storage, ctx: &Context) {
        if let Some(settings) = eframe::get_value::<Settings>(storage, SETTINGS) {
            self.apply_settings(settings.sane(), ctx);
        }
        if let Some(recent) = eframe::get_value::<Recent>(storage, RECENT) {
            self.worker.look_for(recent.files().to_vec());
            self.state.recent = recent;
        }
        if let Some(session) = eframe::get_value(storage, SESSION) {
            self.open_session(session);
        }
    }

    /// Opens files, each in a tab of its own, and shows the first; the others are read when they are shown.
    pub fn open_files(&mut self, files: Vec<PathBuf>) {
        let Some(first) = files.first().cloned() else { return };
        if files.len() > 1 {
            for file in files {
                if self.state.open_file() != Some(&file) && self.shelf.position(&Origin::File(file.clone())).is_none() {
                    self.shelf.push_unread(Left { file, byte: 0, part: None });
                }
            }
        }
        self.open_file(first);
    }

    /// The open articles.
    pub fn shelf(&self) -> &Shelf {
        &self.shelf
    }

    /// The state that is shown.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The article on the page, when one is open.
    pub fn reader(&self) -> Option<&Reader> {
        self.reader.as_ref()
    }

    /// Marks words of the article, as the mouse would.
    pub fn mark(&mut self, words: crate::span::Span) {
        if let Some(reader) = &mut self.reader {
            reader.select(Some(words));
        }
    }

    /// Waits until nothing is running in the background, and takes over what that reported. For tests.
    pub fn settle(&mut self, ctx: &Context) {
        while let Some(report) = self.worker.wait() {
            self.take_report(report, ctx);
        }
    }

    /// Waits for the next report of the background, and takes it over. For tests.
    pub fn take_next_report(&mut self, ctx: &Context) {
        if let Some(report) = self.worker.wait() {
            self.take_report(report, ctx);
        }
    }

    fn keyboard(&self, ctx: &Context) -> KeyboardIn {
        let asked = self.state.export.is_some() || self.state.path_prompt.is_some() || self.state.ask.is_some();
        if asked || Popup::is_any_open(ctx) {
            return KeyboardIn::Dialog;
        }
        // What is typed narrows the list down, and commands would go to the article behind it.
        if ctx.text_edit_focused() || self.state.lists_articles() {
            return KeyboardIn::TextField;
        }
        match ctx.memory(|memory| memory.focused()) {
            None => KeyboardIn::Page,
            Some(id) if Some(id) == self.mention_focus || id == reader_id() => KeyboardIn::Page,
            Some(id) if id == why_card::card_id() => KeyboardIn::Page,
            Some(id) if sidebar::is_actor_row(&self.state, id) => KeyboardIn::Page,
            Some(_) => KeyboardIn::Widget,
        }
    }

    /// What comes from outside of the page: background work, dialogs, keys, pasted and dropped things.
    fn take_input(&mut self, ctx: &Context) {
        while let Some(report) = self.worker.poll() {
            self.take_report(report, ctx);
        }
        self.take_dialog_answer(ctx);
        let keyboard = self.keyboard(ctx);
        for command in commands::pressed(ctx, keyboard) {
            // Escape in a text field leaves the field, and empties the filter; it does not close an actor as well.
            if command == Command::Close && self.state.lists_articles() {
                self.run(command, ctx);
            } else if command == Command::Close && self.state.find.open {
                self.close_find();
            } else if command == Command::Close && self.text_field_had_keyboard {
                self.state.clear_filter();
            } else {
                self.run(command, ctx);
            }
        }
        // By the wheel with Ctrl held, and by two fingers.
        let zoom = ctx.input(|input| input.zoom_delta());
        if zoom != 1.0 && keyboard != KeyboardIn::Dialog {
            let zoom = self.state.settings.zoom * zoom;
            self.apply_settings(Settings { zoom, ..self.state.settings }, ctx);
        }
        if commands::copied(ctx, keyboard) && self.reader.as_ref().is_none_or(|reader| reader.selection().is_none()) {
            self.run(Command::Copy, ctx);
        }
        if let Some(text) = commands::pasted(ctx, keyboard) {
            self.open_text(text);
        }
        let dropped =
            ctx.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect::<Vec<_>>());
        self.open_files(dropped);
        self.text_field_had_keyboard = ctx.text_edit_focused();
    }

    fn draw(&mut self, ui: &mut Ui) -> Vec<Action> {
        let mut actions = Vec::new();
        let theme = Theme::of(ui);
        self.narrow = ui.available_width() < NARROW;
        self.panes.heads.clear();

        let bar = Frame::new().fill(theme.panel).inner_margin(Margin::symmetric(8, 4));
        let services = self.worker.services();
        let open = Panel::top("top bar")
            .exact_size(40.0)
            .frame(bar)
            .show(ui, |ui| top_bar::show(ui, &self.state, services, (self.narrow, self.trail.ways()), &mut actions));
        self.panes.heads.push(open.inner);
        if let Some(seconds) = self.state.pass(ui.input(|input| input.time)) {
            ui.request_repaint_after_secs(seconds as f32);
        }
        if self.shelf.len() > 1 {
            let frame = Frame::new().fill(theme.panel).inner_margin(Margin::symmetric(8, 2));
            Panel::top("tabs").exact_size(32.0).frame(frame).show(ui, |ui| tabs::show(ui, self, &mut actions));
        }
        let line = Frame::new().fill(theme.panel).inner_margin(Margin::symmetric(12, 2));
        let progress = self.state.document.as_ref().and_then(|document| self.worker.progress(document.id));
        Panel::bottom("status bar").exact_size(28.0).frame(line).show(ui, |ui| {
            status_bar::show(ui, &self.state, progress, &mut actions);
        });
        if let Some(notice) = &self.state.notice {
            let strip = Panel::top("notice").frame(Frame::new().fill(theme.panel));
            strip.show(ui, |ui| notice::show(ui, notice, &mut actions));
        }
        let lists = self.state.lists_articles();
        if !self.narrow && self.state.settings.sidebar && !lists {
            self.draw_sidebar(ui, &mut actions);
        }
        if self.state.find.open && !lists && self.state.document.is_some() {
            let bar = Frame::new().fill(theme.panel).inner_margin(Margin::symmetric(12, 3));
            let find = &self.state.find;
            Panel::top("find").exact_size(36.0).frame(bar).show(ui, |ui| find_bar::show(ui, find, &mut actions));
        }
        if self.state.why
            && !lists
            && let Some(document) = &self.state.document
        {
            why_card::panel(ui, &self.state, document, &mut actions);
        }
        let page = CentralPanel::default().frame(Frame::new().fill(theme.page)).show(ui, |ui| {
            if let Some(listing) = self.state.listing.as_mut().filter(|listing| listing.open) {
                self.panes.heads.push(listing_page::field_id());
                listing_page::show(ui, listing, &mut self.articles, self.reader.is_some(), &mut actions);
            } else {
                self.draw_page(ui, &mut actions);
            }
        });
        if self.narrow && !lists && self.state.view.drawer {
            self.draw_drawer(ui, page.response.rect, &mut actions);
        }
        if let (Some(export), Some(document)) = (&self.state.export, &self.state.document) {
            export_window::show(ui.ctx(), export, document, self.worker.services(), &mut actions);
        }
        if let Some(prompt) = &mut self.state.path_prompt {
            path_window::show(ui.ctx(), prompt, &mut actions);
        }
        if let Some(question) = &mut self.state.ask {
            ask::show(ui.ctx(), question, &mut actions);
        }
        if let (Some(subject), Some(document)) = (egui::DragAndDrop::payload::<Subject>(ui.ctx()), &self.state.document)
        {
            notice::show_dragged(ui.ctx(), &subject.words(document));
        }
        let held = ui.input(|input| input.raw.hovered_files.len());
        if held > 0 {
            notice::show_drop_hint(ui.ctx(), held);
        }
        actions
    }

    fn draw_sidebar(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let Some(document) = &self.state.document else { return };
        let theme = Theme::of(ui);
        let frame = Frame::new().fill(theme.panel).inner_margin(Margin { left: 8, right: 4, top: 4, bottom: 4 });
        let most = (ui.available_width() * 0.5).min(*Settings::SIDEBAR_WIDTHS.end());
        let panel = Panel::left("sidebar")
            .resizable(true)
            .default_size(self.state.settings.sidebar_width.min(most))
            .size_range(*Settings::SIDEBAR_WIDTHS.start()..=most)
            .frame(frame);
        let shown = panel.show(ui, |ui| self.sidebar.show(ui, &self.state, document, actions));
        self.panes.heads.extend(self.sidebar.heads());
        let width = shown.response.rect.width();
        if ui.input(|input| input.pointer.any_released()) && (width - self.state.settings.sidebar_width).abs() > 1.0 {
            actions.push(Action::Settings(Settings { sidebar_width: width, ..self.state.settings }));
        }
    }

    fn draw_drawer(&mut self, ui: &mut Ui, page: Rect, actions: &mut Vec<Action>) {
        let Some(document) = &self.state.document else { return };
        let theme = Theme::of(ui);
        let size = vec2((page.width() * 0.88).min(self.state.settings.sidebar_width.max(320.0)), page.height());
        let rest = Rect::from_min_max(pos2(page.left() + size.x, page.top()), page.max);
        let veil = Area::new(Id::unique("drawer veil")).order(Order::Middle).fixed_pos(rest.min).constrain(false);
        let behind = veil.show(ui.ctx(), |ui| {
            ui.painter().rect_filled(rest, 0.0, egui::Color32::from_black_alpha(90));
            let response = ui.interact(rest, Id::unique("drawer rest"), Sense::click());
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Close the sidebar"));
            ui.allocate_rect(rest, Sense::hover());
            response.clicked()
        });
        if behind.inner {
            actions.push(Action::Command(Command::Sidebar));
        }
        Area::new(Id::unique("drawer")).order(Order::Middle).fixed_pos(page.min).constrain(false).show(
            ui.ctx(),
            |ui| {
                let frame = Frame::new().fill(theme.panel).inner_margin(Margin::same(8)).stroke((1.0, theme.line));
                frame.show(ui, |ui| {
                    ui.set_min_size(size - vec2(18.0, 18.0));
                    ui.set_max_size(size - vec2(18.0, 18.0));
                    self.sidebar.show(ui, &self.state, document, actions);
                });
            },
        );
        self.panes.heads.extend(self.sidebar.heads());
    }

    fn draw_page(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let (Some(document), Some(reader)) = (&self.state.document, &mut self.reader) else {
            return welcome::show(ui, &self.state, actions);
        };
        let page = ui.interact(ui.max_rect(), reader_id(), Sense::focusable_noninteractive());
        page.widget_info(|| WidgetInfo::labeled(Role::Document, true, document.name()));
        self.panes.heads.push(reader_id());
        let pending = self.state.pending.take();
        if let Some(here) = self.settled.take().filter(|_| pending.is_some()) {
            self.trail.leave(here);
        }
        match pending {
            Some(Move::Reveal(span)) => reader.reveal(span),
            Some(Move::Flash(spans)) => {
                if let Some(first) = spans.first() {
                    reader.reveal(*first);
                }
                reader.flash(spans);
            }
            None => {}
        }
        let input = ReaderInput {
            article: &document.article,
            analysis: &document.analysis,
            generation: document.generation,
            selected: self.state.selection.actor(),
            current: self.state.selection.current(&document.analysis),
            text_size: self.state.settings.text_size,
            line_width: self.state.settings.line_width,
            line_height: self.state.settings.line_height,
            sans: self.state.settings.sans,
            layers: self.state.settings.layers,
            only_selected: self.state.only_chosen,
        };
        let area = ui.max_rect();
        let events = reader.show(ui, &input);
        if page.has_focus() {
            let stroke = egui::Stroke::new(2.0, Theme::of(ui).accent);
            ui.painter().rect_stroke(area, 0.0, stroke, egui::StrokeKind::Inside);
        }
        for event in events {
            match event {
                ReaderEvent::Actor { actor, mention } => {
                    // Chosen by key, the mention keeps the keyboard, and from now on arrows go on from there.
                    self.mention_focus = ui.memory(|memory| memory.focused());
                    self.state.click_mention(actor, mention);
                }
                ReaderEvent::Quote(quote) => self.state.show_quote(quote),
                ReaderEvent::Position(position) => self.state.show_position(position),
                ReaderEvent::Why(step) => actions.push(Action::Why(step)),
                ReaderEvent::On(subject, command) => actions.push(Action::On(subject, command)),
                ReaderEvent::Background => {
                    self.state.selection.unmark();
                    self.state.why = false;
                }
            }
        }
        if let Some(id) = self.mention_focus {
            super::row::keep_arrows(ui, id);
        }
    }

    fn set_title(&mut self, ctx: &Context) {
        let listed = self.state.listing.as_ref().filter(|listing| listing.open).map(|listing| listing.name());
        let title = match &self.state.document {
            _ if listed.is_some() => format!("{} – Standpoint", listed.unwrap_or_default()),
            Some(document) => format!("{} – Standpoint", document.name()),
            None => "Standpoint".to_owned(),
        };
        if title != self.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    /// Whether the sidebar is a drawer over the article now.
    pub(super) fn is_narrow(&self) -> bool {
        self.narrow
    }

    /// The row of the open actor has the keyboard: hand it on when another actor is opened.
    pub(super) fn follow_actor_row(&self, ctx: &Context) {
        let focused = ctx.memory(|memory| memory.focused());
        if let (Some(id), Some(actor)) = (focused, self.state.selection.actor())
            && sidebar::is_actor_row(&self.state, id)
        {
            ctx.memory_mut(|memory| memory.request_focus(sidebar::actor_id(actor)));
        }
    }

    /// Shows an article that was read.
    pub(super) fn set_document(&mut self, origin: Origin, opened: Opened) {
        let here = self.here().byte;
        let old = self.make_place(&origin);
        let place = self.place_in(&opened.article, old.as_ref().map(|old| (&*old.article, here)));
        self.generations += 1;
        let mut reader = Reader::new(&opened.article);
        if let Some(byte) = place {
            reader.scroll_to(byte);
        }
        self.reader = Some(reader);
        self.trail = Trail::default();
        self.settled = None;
        self.mention_focus = None;
        let again = old.is_some();
        let keeper = match old {
            Some(old) => {
                self.worker.cancel_analysis(old.id);
                old.keeper
            }
            None => {
                let keep = &self.worker.services().keep;
                Keeper::new(keep(&origin, &opened.article, self.state.settings.corrections_beside))
            }
        };
        self.state.set_document(Document::new(origin, opened, keeper, self.generations), again);
        if again {
            self.state.remark("The file was read again.");
        }
    }
}

fn reader_id() -> Id {
    Id::unique("reader page")
}

impl eframe::App for Standpoint {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        self.take_input(&ctx);
        let actions = self.draw(ui);
        for action in actions {
            self.carry_out(action, &ctx);
        }
        self.set_title(&ctx);
        self.watch_file(&ctx);
        if self.state.pending.is_none() {
            self.settled = Some(self.here());
        }
        if self.state.pending.is_some() {
            ctx.request_repaint();
        }
    }

    fn save(&mut self, storage: &mut dyn eframe::Storage) {
        eframe::set_value(storage, SETTINGS, &self.state.settings);
        eframe::set_value(storage, RECENT, &self.state.recent);
        eframe::set_value(storage, SESSION, &self.session());
    }

    fn persist_egui_memory(&self) -> bool {
        false
    }
}
