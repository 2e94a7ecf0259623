//! Carrying out what the reader asks for, and taking over what the background reports.

use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui::{Context, ViewportCommand};

use super::action::Action;
use super::ask::Ask;
use super::commands::Command;
use super::corrector::Change;
use super::dialogs::Request;
use super::document::{Document, Stage};
use super::layers::ColorBy;
use super::lists::PositionOrder;
use super::path_window::{self, PathPrompt, Purpose};
use super::settings::Settings;
use super::sidebar::{self, Tab};
use super::theme::ThemeChoice;
use super::window::Standpoint;
use super::worker::{Origin, Report};
use crate::warning::WarningKind;

/// The article that comes with the program.
const SAMPLE: &str = include_str!("../../assets/samples/harbour-tunnel.txt");
const SAMPLE_NAME: &str = "harbour-tunnel";
const PASTED_NAME: &str = "pasted";

/// A dialog that says no sooner than a human can, in seconds, was never shown.
const AT_ONCE: f64 = 0.4;
const NO_DIALOG: &str = "This system shows no file dialog, so please type the path.";

const FOREIGN: &str = "This article does not seem to be English. Standpoint knows English only: what it finds here is likely to be wrong.";

impl Standpoint {
    /// Carries out one wish.
    pub fn carry_out(&mut self, action: Action, ctx: &Context) {
        match action {
            Action::Command(command) => self.run(command, ctx),
            Action::On(subject, command) => {
                self.choose(subject);
                // Asked for by a menu, the card is to be seen.
                self.state.why &= command != Command::Why;
                self.run(command, ctx);
            }
            Action::Answer(answer) => self.take_answer(answer, ctx),
            Action::TakeOut(index) => self.change(Change::Remove(index)),
            Action::Drop { what, on } => self.drop_on(what, on),
            Action::Open(path) => self.open_file(path),
            Action::Article(at) => self.open_article(at),
            Action::HideArticles => self.state.hide_listing(),
            Action::ShowTab(at) => self.show_tab_at(at),
            Action::CloseTab(at) => self.close_tab(at),
            Action::Forget(path) => self.state.recent.forget(&path),
            Action::Actor(actor) => self.state.choose_actor(actor),
            Action::Mention(actor, mention) => self.state.show_mention(actor, mention),
            Action::Quote(quote) => self.state.show_quote(quote),
            Action::Position(position) => self.state.show_position(position),
            Action::Reveal(span) => self.state.show_span(span),
            Action::Why(step) => self.follow(step),
            Action::CloseActor => self.state.selection.clear(),
            Action::Tab(tab) => self.show_tab(tab),
            Action::View(view) => self.state.set_view(*view),
            Action::Settings(settings) => self.apply_settings(settings, ctx),
            Action::Find(needle) => self.set_needle(needle),
            Action::FindFocused => self.state.find.wants_focus = false,
            Action::FindClose => self.close_find(),
            Action::DismissNotice => self.state.notice = None,
            Action::ExportFormat(format) => self.show_export(format),
            Action::ExportOptions(options) => self.set_export_options(options),
            Action::ExportCopy => self.copy_export(ctx),
            Action::ExportSave { folder } => self.ask_where_to_save(folder, ctx),
            Action::ExportSavePath => self.type_where_to_save(Purpose::Save, None),
            Action::ExportClose => self.state.export = None,
            Action::Path(path) => self.take_path(path),
        }
        // In a narrow window the drawer lies over the place that is to be shown.
        if self.state.pending.is_some() && self.is_narrow() {
            self.state.view.drawer = false;
        }
    }

    /// Runs a command.
    pub fn run(&mut self, command: Command, ctx: &Context) {
        match command {
            Command::Open => self.ask(Purpose::Open, Request::Open, ctx),
            Command::OpenPath => self.state.path_prompt = Some(PathPrompt::new(Purpose::Open, String::new(), None)),
            Command::Paste => ctx.send_viewport_cmd(ViewportCommand::RequestPaste),
            Command::Sample => {
                self.left = None;
                self.worker.read_text(Origin::Sample, SAMPLE_NAME, SAMPLE.to_owned());
            }
            Command::NextArticle => self.step_tab(1),
            Command::PreviousArticle => self.step_tab(-1),
            Command::CloseArticle => self.close_tab(self.shelf.shown()),
            Command::Articles => self.show_articles(),
            Command::Reload => self.reload(),
            Command::Encoding => self.ask_encoding(),
            Command::Export => self.show_export(self.export_format),
            Command::Palette => self.state.ask = Some(Ask::command(ctx)),
            Command::CopyQuote => self.copy_quote(ctx),
            Command::QuoteStyle => self.ask_quote_style(),
            Command::Why => self.toggle_why(ctx),
            Command::PreviousMention => self.state.step_mention(-1),
            Command::NextMention => self.state.step_mention(1),
            Command::PreviousActor => self.step_actor(-1, ctx),
            Command::NextActor => self.step_actor(1, ctx),
            Command::Filter => self.focus_filter(ctx),
            Command::ShowActors => self.show_tab(Tab::Actors),
            Command::ShowQuotes => self.show_tab(Tab::Quotes),
            Command::ShowPositions => self.show_tab(Tab::Positions),
            Command::ShowIssues => {
                self.state.view.positions = PositionOrder::Issue;
                self.state.list();
                self.show_tab(Tab::Positions);
            }
            Command::ShowChecks => self.show_tab(Tab::ToCheck),
            Command::Copy => {
                match self.reader.as_ref().and_then(|reader| reader.selection()).zip(self.state.document.as_ref()) {
                    Some((words, document)) => ctx.copy_text(words.of(&document.article.text).to_owned()),
                    None => self.copy_chosen(ctx),
                }
            }
            Command::PageUp => self.page(-0.9),
            Command::PageDown => self.page(0.9),
            Command::ZoomIn => self.apply_settings(self.state.settings.zoomed(1), ctx),
            Command::ZoomOut => self.apply_settings(self.state.settings.zoomed(-1), ctx),
            Command::ZoomReset => self.apply_settings(Settings { zoom: 1.0, ..self.state.settings }, ctx),
            Command::NextPane => self.go_to_pane(1, ctx),
            Command::PreviousPane => self.go_to_pane(-1, ctx),
            Command::Sidebar => self.toggle_sidebar(),
            Command::CancelAnalysis => {
                if let Some(document) = &self.state.document {
                    self.worker.cancel_analysis(document.id);
                }
            }
            Command::Analyse => self.analyse(),
            Command::Close if self.state.lists_articles() => self.close_listing(),
            Command::Close => self.state.close_last(),
            Command::Back
            | Command::Forward
            | Command::Find
            | Command::FindNext
            | Command::FindPrevious
            | Command::PreviousQuote
            | Command::NextQuote
            | Command::PreviousPosition
            | Command::NextPosition
            | Command::Outline => self.travel(command),
            Command::ThemeSystem => self.set_theme(ThemeChoice::System, ctx),
            Command::ThemeLight => self.set_theme(ThemeChoice::Light, ctx),
            Command::ThemeSepia => self.set_theme(ThemeChoice::Sepia, ctx),
            Command::ThemeDark => self.set_theme(ThemeChoice::Dark, ctx),
            Command::ThemeHighContrast => self.set_theme(ThemeChoice::HighContrast, ctx),
            Command::OnlyChosen => self.show_only_chosen(),
            Command::LayerNames => self.toggle_layer(|layers| &mut layers.names, ctx),
            Command::LayerQuotes => self.toggle_layer(|layers| &mut layers.quotes, ctx),
            Command::LayerPositions => self.toggle_layer(|layers| &mut layers.positions, ctx),
            Command::ColorByActor => self.color_by(ColorBy::Actor, ctx),
            Command::ColorByKind => self.color_by(ColorBy::Kind, ctx),
            Command::ColorByNothing => self.color_by(ColorBy::Nothing, ctx),
            Command::Undo
            | Command::Redo
            | Command::RenameActor
            | Command::MergeActor
            | Command::SetKind
            | Command::AddRole
            | Command::RemoveRole
            | Command::SplitMention
            | Command::SplitRest
            | Command::SplitMentions
            | Command::AddPosition
            | Command::MoveMention
            | Command::RemoveMention
            | Command::SetSpeaker
            | Command::AddSpeaker
            | Command::NoSpeaker
            | Command::SetStance
            | Command::SetTarget
            | Command::AddQuote
            | Command::AddActor
            | Command::AddMention
            | Command::MarkRight
            | Command::MarkWrong => self.correct(command),
        }
    }

    /// Starts to read the article in a file; what is open stays until that worked. A file that is open already is shown.
    pub fn open_file(&mut self, path: PathBuf) {
        match self.shelf.position(&Origin::File(path.clone())) {
            Some(at) => self.show_tab_at(at),
            None => self.read(path),
        }
    }

    /// Makes an article of text from the clipboard.
    pub fn open_text(&mut self, text: String) {
        if text.trim().is_empty() {
            return self.state.complain("There is no text on the clipboard to read.");
        }
        self.state.reading = Some("the pasted text".to_owned());
        self.left = None;
        self.worker.read_paste(PASTED_NAME, text);
    }

    /// Takes over what the background has to say.
    pub(super) fn take_report(&mut self, report: Report, ctx: &Context) {
        match report {
            Report::Read(origin, Ok(opened)) => {
                if opened.article.text.trim().is_empty() {
                    self.state.reading = None;
                    return self.state.complain(format!("There is no text in {}.", name_of(&origin)));
                }
                if let Some(path) = origin.file() {
                    self.state.recent.add(path.clone());
                }
                // An older failure says nothing about this article; what was told on the way here does.
                if self.state.notice.as_ref().is_some_and(|notice| notice.failure) {
                    self.state.notice = None;
                }
                let foreign =
                    opened.article.warnings.iter().any(|warning| warning.kind == WarningKind::LanguageNotEnglish);
                if foreign {
                    self.state.tell(FOREIGN);
                } else if self.state.notice.as_ref().is_some_and(|notice| notice.text == FOREIGN) {
                    self.state.notice = None;
                }
                self.set_document(origin, opened);
                self.analyse();
            }
            Report::Read(_, Err(why)) => {
                self.state.reading = None;
                if self.drop_unread() {
                    // The next article does not take this message away.
                    self.state.tell(why);
                } else {
                    self.state.complain(why);
                }
                self.worker.look_for(self.state.recent.files().to_vec());
            }
            Report::Listed(listing) => self.take_listing(*listing),
            Report::Glanced(id, glimpse) => self.take_glimpse(id, glimpse, ctx),
            Report::Analysed(id, outcome) => self.take_analysis(id, outcome),
            Report::Stamp(file, stamp) => self.take_stamp(&file, stamp),
            Report::Found(id, found) => self.take_found(id, found),
            Report::Corrected(id, change, outcome) => self.take_corrections(id, &change, *outcome, ctx),
            Report::Written(written) => {
                if let Some(export) = &mut self.state.export {
                    export.set_written(written);
                }
            }
            Report::Saved(path, outcome) => {
                let outcome = outcome.map(|()| format!("Saved to {}.", path.display()));
                match (&mut self.state.export, outcome) {
                    (Some(export), outcome) => export.outcome = Some(outcome),
                    (None, Ok(text)) => self.state.remark(text),
                    (None, Err(text)) => self.state.complain(text),
                }
            }
            Report::Samples(samples) => {
                if let Some(ask) = &mut self.state.ask {
                    ask.show_samples(samples);
                }
            }
            Report::Nothing => {}
            Report::Missing(missing) => self.state.recent.set_missing(missing),
        }
        ctx.request_repaint();
    }

    fn take_analysis(&mut self, id: u64, outcome: Result<Option<Arc<crate::analysis::Analysis>>, String>) {
        self.generations += 1;
        let Some(document) = self.document_mut(id) else { return };
        match outcome {
            // Shown as soon as the reader's corrections are laid over it.
            Ok(Some(analysis)) => {
                document.found = analysis;
                let (article, found) = (Arc::clone(&document.article), Arc::clone(&document.found));
                let keeper = document.keeper.clone();
                self.worker.correct(id, keeper, (&article, &found), Change::Renew);
            }
            Ok(None) => document.stage = Stage::Cancelled,
            Err(why) => document.stage = Stage::Failed(why),
        }
        self.state.list();
    }

    /// The open article with that number, shown or not.
    pub(super) fn document_mut(&mut self, id: u64) -> Option<&mut Document> {
        match &mut self.state.document {
            Some(document) if document.id == id => Some(document),
            _ => self.shelf.aside_mut(id).map(|aside| &mut aside.document),
        }
    }

    pub(super) fn ask(&mut self, purpose: Purpose, request: Request, ctx: &Context) {
        self.asked = Some((purpose, ctx.input(|input| input.time)));
        self.dialogs.ask(request, ctx);
    }

    /// Looks whether a dialog was answered.
    pub(super) fn take_dialog_answer(&mut self, ctx: &Context) {
        let Some((purpose, since)) = self.asked else { return };
        let Some(answer) = self.dialogs.answer() else { return };
        self.asked = None;
        match (answer, purpose) {
            (Some(path), Purpose::Open) => self.open_file(path),
            (Some(path), Purpose::Save) => self.save_export(path),
            (Some(path), Purpose::SaveFolder) => self.save_export_folder(path),
            (None, purpose) if ctx.input(|input| input.time) - since < AT_ONCE => match purpose {
                Purpose::Open => {
                    self.state.path_prompt = Some(PathPrompt::new(Purpose::Open, String::new(), Some(NO_DIALOG)));
                }
                Purpose::Save | Purpose::SaveFolder => self.type_where_to_save(purpose, Some(NO_DIALOG)),
            },
            (None, _) => {}
        }
    }

    fn take_path(&mut self, path: Option<String>) {
        let Some(prompt) = self.state.path_prompt.take() else { return };
        let Some(path) = path.as_deref().map(path_window::typed_path) else { return };
        match prompt.purpose {
            Purpose::Open => self.open_file(path),
            Purpose::Save => self.save_export(path),
            Purpose::SaveFolder => self.save_export_folder(path),
        }
    }

    fn step_actor(&mut self, step: isize, ctx: &Context) {
        self.state.step_actor(step);
        self.follow_actor_row(ctx);
    }

    fn show_sidebar(&mut self) {
        if self.is_narrow() {
            self.state.view.drawer = true;
        } else {
            self.state.settings.sidebar = true;
        }
    }

    fn toggle_sidebar(&mut self) {
        if self.is_narrow() {
            self.state.view.drawer = !self.state.view.drawer;
        } else {
            self.state.settings.sidebar = !self.state.settings.sidebar;
        }
    }

    fn show_tab(&mut self, tab: Tab) {
        self.state.view.tab = tab;
        self.show_sidebar();
    }

    fn focus_filter(&mut self, ctx: &Context) {
        if self.state.document.is_some() {
            self.show_sidebar();
            ctx.memory_mut(|memory| memory.request_focus(sidebar::filter_id()));
        }
    }

    fn page(&mut self, pages: f32) {
        if let Some(reader) = &mut self.reader {
            reader.scroll_by_pages(pages);
        }
    }

    fn go_to_pane(&mut self, step: isize, ctx: &Context) {
        let count = self.panes.heads.len();
        if count == 0 {
            return;
        }
        let next = match self.panes.at {
            Some(at) => (at.min(count - 1) as isize + step).rem_euclid(count as isize) as usize,
            // The bar at the top is where Tab starts anyway, so F6 goes past it first.
            None if step > 0 => 1 % count,
            None => count - 1,
        };
        self.panes.at = Some(next);
        if let Some(id) = self.panes.heads.get(next) {
            ctx.memory_mut(|memory| memory.request_focus(*id));
        }
    }
}

fn name_of(origin: &Origin) -> String {
    match origin {
        Origin::File(path) | Origin::Part { file: path, .. } => path.display().to_string(),
        Origin::Clipboard => "what was pasted".to_owned(),
        Origin::Sample => "the sample".to_owned(),
    }
}
