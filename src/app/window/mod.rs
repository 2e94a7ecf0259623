//! The window as eframe runs it.

mod drawing;

use std::path::PathBuf;

use eframe::egui::{Context, Id, Popup, Ui, UserAttentionType, ViewportCommand, ViewportInfo};

use super::commands::{self, Command, KeyboardIn};
use super::corrector::Keeper;
use super::dialogs::FileDialogs;
use super::document::Document;
use super::handover::Reception;
use super::path_window::Purpose;
use super::reader::Reader;
use super::recent::Recent;
use super::services::Services;
use super::settings::Settings;
use super::shelf::{Left, Shelf};
use super::sidebar::{self, Sidebar};
use super::state::State;
use super::theme;
use super::trail::{Place, Trail};
use super::virtual_list::VirtualList;
use super::why_card;
use super::worker::{Opened, Origin, Worker};
use crate::read::encoding_label;

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
    /// Where files of later starts arrive.
    reception: Option<Reception>,
    /// By how much the window is smaller than it was when it was closed, until that is put right.
    shrunk: Option<f32>,
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
            reception: None,
            shrunk: None,
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
                    self.shelf.push_unread(Left { file, ..Left::default() });
                }
            }
        }
        self.open_file(first);
    }

    /// Makes the window as large as it was when it was closed: its size is remembered in points of the zoom, and it is
    /// opened before the zoom is known.
    pub(super) fn grow_by_zoom(&mut self) {
        self.shrunk = Some(self.state.settings.zoom).filter(|zoom| *zoom != 1.0);
    }

    fn grow(&mut self, ctx: &Context) {
        // In the first frame the size is not known yet.
        if self.shrunk.is_none() || ctx.cumulative_frame_nr() < 2 {
            return;
        }
        let Some(by) = self.shrunk.take() else { return };
        let filled = |view: &ViewportInfo| view.maximized == Some(true) || view.fullscreen == Some(true);
        if !ctx.input(|input| filled(input.viewport())) {
            ctx.send_viewport_cmd(ViewportCommand::InnerSize(ctx.content_rect().size() * by));
        }
    }

    /// Opens from now on what arrives at this reception.
    pub fn listen(&mut self, reception: Option<Reception>) {
        self.reception = reception;
    }

    /// Opens the files of later starts, and comes to the front for them.
    fn take_arrivals(&mut self, ctx: &Context) {
        let arrived: Vec<Vec<PathBuf>> =
            self.reception.iter().flat_map(|reception| std::iter::from_fn(|| reception.arrived())).collect();
        if arrived.is_empty() {
            return;
        }
        arrived.into_iter().for_each(|files| self.open_files(files));
        if ctx.input(|input| input.viewport().minimized == Some(true)) {
            ctx.send_viewport_cmd(ViewportCommand::Minimized(false));
        }
        ctx.send_viewport_cmd(ViewportCommand::Focus);
        // Where the system lets no window come to the front by itself.
        ctx.send_viewport_cmd(ViewportCommand::RequestUserAttention(UserAttentionType::Informational));
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
            if command == Command::Close && self.reader.as_mut().is_some_and(Reader::drop_card) {
                continue;
            } else if command == Command::Close && self.state.lists_articles() {
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
        if let Some(byte) = place.filter(|byte| *byte > 0) {
            reader.scroll_to(byte);
        }
        self.reader = Some(reader);
        self.trail = Trail::default();
        self.settled = None;
        self.mention_focus = None;
        let again = old.as_ref().map(|old| old.encoding != opened.encoding);
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
        let encoding = opened.article.encoding.as_deref().map(encoding_label);
        let remark = again.map(|otherwise| match encoding.filter(|_| otherwise) {
            Some(encoding) => format!("The file was read again, as {encoding}."),
            None => "The file was read again.".to_owned(),
        });
        self.state.set_document(Document::new(origin, opened, keeper, self.generations), again.is_some());
        if let Some(remark) = remark {
            self.state.remark(remark);
        }
    }
}

fn reader_id() -> Id {
    Id::unique("reader page")
}

impl eframe::App for Standpoint {
    // Called also while the window is hidden, when nothing is drawn.
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        self.take_arrivals(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        self.grow(&ctx);
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
