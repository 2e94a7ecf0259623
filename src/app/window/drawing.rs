//! What is drawn where.

use eframe::egui::{
    self, Area, CentralPanel, Context, Frame, Id, Margin, Order, Panel, Rect, Role, Sense, Ui, ViewportCommand,
    WidgetInfo, pos2, vec2,
};

use super::{Standpoint, reader_id};
use crate::app::action::Action;
use crate::app::commands::Command;
use crate::app::reader::{ReaderEvent, ReaderInput};
use crate::app::row;
use crate::app::selection::Move;
use crate::app::settings::Settings;
use crate::app::subject::Subject;
use crate::app::theme::{self, Theme};
use crate::app::{
    ask, export_window, find_bar, listing_page, menu, notice, path_window, status_bar, tabs, top_bar, welcome, why_card,
};

/// Below this width, in points, the sidebar is a drawer over the article.
const NARROW: f32 = 760.0;

impl Standpoint {
    /// Draws everything; tells what the reader did in it.
    pub(super) fn draw(&mut self, ui: &mut Ui) -> Vec<Action> {
        let mut actions = Vec::new();
        let cast = self.state.document.as_ref().map(|document| document.cast).unwrap_or_default();
        theme::set_cast(ui, cast.telling(self.state.settings.color_by));
        menu::refuse(ui, self.state.document.as_ref().and_then(|document| document.refusal()));
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
                ReaderEvent::Mention { actor, mention } => self.state.show_mention(actor, mention),
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
            row::keep_arrows(ui, id);
        }
    }

    /// Has the window called what is shown in it.
    pub(super) fn set_title(&mut self, ctx: &Context) {
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
}
