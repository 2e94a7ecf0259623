//! Several open articles: going from one to the other, closing them, and finding them again after a new start; reading a
//! file again that has changed.

use std::path::{Path, PathBuf};

use eframe::egui::{
    Align, Button, Context, Layout, PointerButton, RichText, Role, ScrollArea, TextStyle, Ui, WidgetInfo, vec2,
};

use super::action::Action;
use super::commands::Command;
use super::document::Document;
use super::lists::View;
use super::reader::Reader;
use super::row;
use super::shelf::{Aside, Left, Session, Sheet};
use super::theme::Theme;
use super::window::Standpoint;
use super::worker::{Origin, Stamp};
use crate::anchor::Anchor;
use crate::article::Article;
use crate::span::Span;

/// How often it is looked whether the file has changed, in seconds.
const LOOK: f64 = 2.0;
const CHANGED: &str = "The file of this article has changed. F5 reads it again.";
/// The most room for the name of an article, in points.
const NAME: f32 = 190.0;
/// The longest pasted article that is there again after a new start, in bytes: settings are written as a whole.
const MOST_PASTED: usize = 1024 * 1024;
/// How many bytes of the text tell where one was.
const MARK: usize = 80;

impl Standpoint {
    /// Puts what is shown aside; nothing is shown then.
    fn take_aside(&mut self) -> Option<Aside> {
        let (document, reader) = (self.state.document.take()?, self.reader.take()?);
        self.settled = None;
        self.mention_focus = None;
        self.state.pending = None;
        self.state.why = false;
        self.state.export = None;
        self.state.ask = None;
        Some(Aside {
            document,
            reader,
            selection: std::mem::take(&mut self.state.selection),
            view: std::mem::take(&mut self.state.view),
            find: std::mem::take(&mut self.state.find),
            trail: std::mem::take(&mut self.trail),
        })
    }

    fn bring_back(&mut self, aside: Aside) {
        self.state.document = Some(aside.document);
        self.state.selection = aside.selection;
        self.state.view = aside.view;
        self.state.find = aside.find;
        self.reader = Some(aside.reader);
        self.trail = aside.trail;
        self.state.list();
    }

    /// Makes room for another article in a tab of its own.
    pub(super) fn new_tab(&mut self) {
        let View { sort, drawer, .. } = self.state.view;
        let aside = self.take_aside();
        self.state.view = View { sort, drawer, ..View::default() };
        self.shelf.insert(aside);
    }

    /// Shows the tab at that place.
    pub(super) fn show_tab_at(&mut self, at: usize) {
        self.state.hide_listing();
        if (at == self.shelf.shown() && self.shelf.has_shown()) || at >= self.shelf.len() {
            return;
        }
        // A file is read before it takes the place of what is shown.
        if let Some(Sheet::Unread(left)) = self.shelf.sheets().get(at) {
            let left = left.clone();
            return self.read_left(left);
        }
        let aside = self.take_aside();
        match self.shelf.show(at, aside) {
            Some(Sheet::Aside(aside)) => self.bring_back(*aside),
            Some(Sheet::Shown | Sheet::Unread(_)) | None => {}
        }
    }

    /// Shows the tab `step` places further, going round.
    pub(super) fn step_tab(&mut self, step: isize) {
        let count = self.shelf.len() as isize;
        if count > 1 {
            self.show_tab_at((self.shelf.shown() as isize + step).rem_euclid(count) as usize);
        }
    }

    /// Closes the tab at that place.
    pub(super) fn close_tab(&mut self, at: usize) {
        self.state.hide_listing();
        let id = match self.shelf.sheets().get(at) {
            Some(Sheet::Shown) => self.state.document.as_ref().map(|document| document.id),
            Some(Sheet::Aside(aside)) => Some(aside.document.id),
            Some(Sheet::Unread(_)) | None => None,
        };
        if let Some(id) = id {
            self.worker.cancel_analysis(id);
        }
        let Some((_, next)) = self.shelf.remove(at) else { return };
        let Some(next) = next else { return };
        drop(self.take_aside());
        self.state.view = View { sort: self.state.view.sort, ..View::default() };
        match self.shelf.show(next, None) {
            Some(Sheet::Aside(aside)) => self.bring_back(*aside),
            Some(Sheet::Unread(left)) => self.read_left(left),
            Some(Sheet::Shown) | None => self.state.list(),
        }
    }

    /// Reads a file; when that worked its article, or the list of several, is shown.
    pub(super) fn read(&mut self, file: PathBuf) {
        self.read_article(file, None, None);
        self.left = None;
    }

    /// Reads an article that was open once; when that worked it is shown where one was in it.
    fn read_left(&mut self, left: Left) {
        match &left.pasted {
            Some(article) => {
                self.state.reading = Some(left.name());
                self.worker.show(Origin::Clipboard, Article::clone(article));
            }
            None => self.read_article(left.file.clone(), left.part, left.encoding.clone()),
        }
        self.left = Some(left);
    }

    pub(super) fn read_article(&mut self, file: PathBuf, part: Option<usize>, encoding: Option<String>) {
        let name = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned();
        self.state.reading = Some(name);
        self.worker.read_file(file, part, encoding);
    }

    /// The place for an article that was read: its own tab if it is shown already or was to be read there, or a new one.
    /// Tells the document that it takes the place of.
    pub(super) fn make_place(&mut self, origin: &Origin) -> Option<Document> {
        if origin.file().is_none() {
            match self.left.as_ref().and_then(|left| self.shelf.waiting(left)) {
                Some(at) => drop(self.take_place(at)),
                None => self.new_tab(),
            }
            return None;
        }
        if self.state.document.as_ref().is_some_and(|document| document.origin == *origin) {
            return self.state.document.take();
        }
        match self.shelf.position(origin) {
            Some(at) => {
                if let Some(Sheet::Aside(aside)) = self.take_place(at) {
                    return Some(aside.document);
                }
            }
            // A tab that waits for its file, as the last one shown was closed.
            None if self.state.document.is_none() && self.shelf.has_shown() => {}
            None => self.new_tab(),
        }
        None
    }

    /// Puts what is shown aside for what the tab at that place is to show; tells what was there.
    fn take_place(&mut self, at: usize) -> Option<Sheet> {
        let aside = self.take_aside();
        self.state.view = View { sort: self.state.view.sort, ..View::default() };
        self.shelf.show(at, aside)
    }

    /// Where to go on reading in an article that takes the place of an older version of itself, or was open once.
    pub(super) fn place_in(&mut self, article: &Article, old: Option<(&Article, usize)>) -> Option<usize> {
        let left = self.left.take();
        if let Some((old, byte)) = old {
            let end = old.text.floor_char_boundary((byte + MARK).min(old.text.len()));
            let words = Anchor::telling(&old.text, Span::new(byte, end));
            let found = words.and_then(|words| words.find(&article.text)).map(|span| span.start);
            return Some(found.or_else(|| same_paragraph(old, article, byte)).unwrap_or(byte));
        }
        left.map(|left| left.byte)
    }

    /// Forgets a tab whose file could not be read, and shows another one where nothing is shown; answers whether there was
    /// such a tab.
    pub(super) fn drop_unread(&mut self) -> bool {
        let Some(left) = self.left.take() else { return false };
        if let Some(at) = self.shelf.position(&left.origin()) {
            self.shelf.remove(at);
            if self.state.document.is_none() {
                self.show_tab_at(0);
            }
        } else if self.state.document.is_none() && self.shelf.has_shown() {
            // It was to be shown in place of a tab that was closed.
            self.close_tab(self.shelf.shown());
        }
        true
    }

    /// What is open, to be opened again.
    pub(super) fn session(&self) -> Session {
        let mut session = Session::default();
        for (at, sheet) in self.shelf.sheets().iter().enumerate() {
            let file = |document: &Document, reader: &Reader| {
                let part = match &document.origin {
                    Origin::Part { at, .. } => Some(*at),
                    _ => None,
                };
                let pasted = (document.origin == Origin::Clipboard && document.article.text.len() <= MOST_PASTED)
                    .then(|| Box::new(Article::clone(&document.article)));
                let file = document.origin.file().cloned();
                let file = if pasted.is_some() { PathBuf::new() } else { file? };
                Some(Left { file, byte: reader.visible().start, part, encoding: document.encoding.clone(), pasted })
            };
            let left = match sheet {
                Sheet::Shown => {
                    self.state.document.as_ref().zip(self.reader.as_ref()).and_then(|(doc, reader)| file(doc, reader))
                }
                Sheet::Aside(aside) => file(&aside.document, &aside.reader),
                Sheet::Unread(left) => Some(left.clone()),
            };
            if let Some(left) = left {
                if at == self.shelf.shown() {
                    session.shown = session.files.len();
                }
                session.files.push(left);
            }
        }
        session
    }

    /// Opens again what was open.
    pub(super) fn open_session(&mut self, session: Session) {
        let shown = session.files.get(session.shown).cloned();
        session.files.into_iter().for_each(|left| self.shelf.push_unread(left));
        if let Some(left) = shown {
            self.read_left(left);
        }
    }

    /// Looks from time to time whether the file that is shown has changed.
    pub(super) fn watch_file(&mut self, ctx: &Context) {
        let Some(file) = self.state.document.as_ref().and_then(|document| document.origin.file()) else { return };
        let now = ctx.input(|input| input.time);
        if now - self.looked >= LOOK {
            self.looked = now;
            self.worker.look_at(file.clone());
        }
        ctx.request_repaint_after_secs(LOOK as f32);
    }

    /// Reads the file again when it is not what it was; one of several articles only when the reader wants it, for another
    /// one may stand in its place by now.
    pub(super) fn take_stamp(&mut self, file: &Path, stamp: Stamp) {
        let shown = |document: &&mut Document| document.origin.file().is_some_and(|shown| shown == file);
        let Some(document) = self.state.document.as_mut().filter(shown) else { return };
        let before = document.stamp.replace(stamp);
        match &document.origin {
            _ if before.is_none_or(|before| before == stamp) => {}
            Origin::Part { .. } => self.state.tell(CHANGED),
            _ => self.reload(),
        }
    }

    /// Reads the file that is shown once more.
    pub(super) fn reload(&mut self) {
        let encoding = self.state.document.as_ref().and_then(|document| document.encoding.clone());
        self.reload_with(encoding);
    }

    /// The same with the encoding of that name, or the one that seems right.
    pub(super) fn reload_with(&mut self, encoding: Option<String>) {
        let (file, part) = match self.state.document.as_ref().map(|document| &document.origin) {
            Some(Origin::File(file)) => (file.clone(), None),
            Some(Origin::Part { file, at }) => (file.clone(), Some(*at)),
            _ => return self.state.remark("This article did not come from a file."),
        };
        if self.state.notice.as_ref().is_some_and(|notice| notice.text == CHANGED) {
            self.state.notice = None;
        }
        self.left = None;
        self.read_article(file, part, encoding);
    }
}

/// Where the paragraph that stands at `byte` of an article begins in an article of as many paragraphs, as it is when the same
/// file is read with another encoding.
fn same_paragraph(old: &Article, new: &Article, byte: usize) -> Option<usize> {
    let at = old.paragraphs.partition_point(|paragraph| paragraph.span.end <= byte);
    let same = old.paragraphs.len() == new.paragraphs.len();
    new.paragraphs.get(at).filter(|_| same).map(|paragraph| paragraph.span.start)
}

/// Draws the tabs.
pub fn show(ui: &mut Ui, window: &Standpoint, actions: &mut Vec<Action>) {
    let theme = Theme::of(ui);
    ScrollArea::horizontal().id_salt("tabs").scroll_bar_visibility(HIDDEN).show(ui, |ui| {
        ui.horizontal_centered(|ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            for (at, sheet) in window.shelf.sheets().iter().enumerate() {
                let name = match sheet {
                    Sheet::Shown => window.state.document.as_ref().map_or("…", |document| document.name()).to_owned(),
                    Sheet::Aside(aside) => aside.document.name().to_owned(),
                    Sheet::Unread(left) => left.name(),
                };
                tab(ui, (at, at == window.shelf.shown()), &name, &theme, actions);
            }
        });
    });
}

const HIDDEN: eframe::egui::scroll_area::ScrollBarVisibility =
    eframe::egui::scroll_area::ScrollBarVisibility::AlwaysHidden;

fn tab(ui: &mut Ui, (at, shown): (usize, bool), name: &str, theme: &Theme, actions: &mut Vec<Action>) {
    let small = TextStyle::Small.resolve(ui.style());
    let color = if shown { theme.text } else { theme.text_weak };
    let words = row::lines(ui, name, small, color, NAME, 1);
    let fill = if shown { theme.page } else { theme.panel };
    ui.allocate_ui_with_layout(vec2(words.size().x + 44.0, 26.0), Layout::left_to_right(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let button = Button::new(words).fill(fill).min_size(vec2(0.0, 26.0)).frame_when_inactive(shown);
        let response = ui.add(button);
        response.widget_info(|| WidgetInfo::selected(Role::Tab, true, shown, format!("Article {name}")));
        if response.clicked() {
            actions.push(Action::ShowTab(at));
        }
        if response.clicked_by(PointerButton::Middle) {
            actions.push(Action::CloseTab(at));
        }
        response.on_hover_text(name);
        let close = Button::new(RichText::new("×").color(theme.text_weak)).frame_when_inactive(false);
        let close = ui.add(close.min_size(vec2(20.0, 20.0))).accessible_name(format!("Close {name}"));
        if close.on_hover_text(Command::CloseArticle.hint(ui.ctx())).clicked() {
            actions.push(Action::CloseTab(at));
        }
    });
}
