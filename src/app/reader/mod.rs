//! The view of one article: its text, set to be read, with what was found in it marked.
//!
//! Only the blocks near the view are laid out, each once; all others are known by their height, guessed at first. Before
//! anything is painted, the view and one screen above it are laid out and the scroll offset is put right, so nothing
//! jumps and every jump is exact. Marks are painted below the words and never change the layout.

mod blocks;
mod card;
mod expose;
mod flash;
mod heat_strip;
mod heights;
mod input;
mod margin;
mod marking;
mod marks;
mod page;
mod paint;
mod rows;
mod selection;
mod spots;
mod typeset;
mod words;

use eframe::egui::{self, Context, CursorIcon, Id, Rect, ScrollArea, Sense, Ui, UiBuilder, pos2};

pub use self::input::{ReaderEvent, ReaderInput};
pub use self::words::margin_name;

use self::card::Card;
use self::expose::expose;
use self::flash::Flash;
use self::marks::Marks;
use self::page::Page;
use self::paint::Place;
use self::selection::Selection;
use self::typeset::Measure;
use crate::analysis::{ActorId, PositionId, QuoteId};
use crate::app::layers::Layers;
use crate::app::theme::Theme;
use crate::article::Article;
use crate::span::Span;

/// Air between the text and the scroll bar, in points.
const RIGHT_MARGIN: f32 = 24.0;

/// The state of the view of one article.
#[derive(Debug)]
pub struct Reader {
    page: Page,
    marks: Marks,
    /// What the marks were made of.
    marked: Option<(u64, Layers, Option<ActorId>)>,
    /// Differs whenever the marks do.
    edition: u64,
    /// How deep the top of the view stands, in points.
    top: f64,
    /// Height of the view in points, as of the last frame.
    view: f64,
    wish: Option<Wish>,
    visible: Span,
    flash: Flash,
    selection: Selection,
    found: Vec<Span>,
    found_current: Option<usize>,
    hot_quote: Option<QuoteId>,
    hot_position: Option<PositionId>,
    card: Option<Card>,
    /// How full egui's store of glyph pictures was: when it empties, all layouts point into nothing.
    glyph_store: f32,
}

/// Where the view should go.
#[derive(Clone, Copy, Debug)]
enum Wish {
    /// Until these words are in the view; nowhere if they are.
    Show(Span),
    /// Until the row of this byte is at the top: where it was before everything was laid out anew.
    Keep(usize),
    /// This many screens down.
    Pages(f32),
    /// This many points down: the mouse pulls at the edge while it marks words.
    Points(f32),
    /// Until this depth, from 0 to 1, is in the middle.
    Middle(f32),
}

/// What painting one frame needs, and what comes out of it.
struct Frame<'a> {
    theme: Theme,
    input: &'a ReaderInput<'a>,
    id: Id,
    flash: &'a Flash,
    selection: Option<Span>,
    found: &'a [Span],
    found_current: Option<usize>,
    /// What the mouse was on in the frame before: known before the first block is painted.
    hot_quote: Option<QuoteId>,
    hot_position: Option<PositionId>,
    next_hot_quote: Option<QuoteId>,
    next_hot_position: Option<PositionId>,
    /// The card of a mention that stays.
    card: Option<Card>,
    /// The byte at which the block begins that is shown now.
    block_start: usize,
    /// Where names stand in the margin already.
    names: Vec<Rect>,
    /// Words that got the focus and should be in the view.
    wanted: Option<Span>,
    /// Where a quote was clicked twice: that marks a word there as it does elsewhere.
    double_click: Option<egui::Pos2>,
    events: Vec<ReaderEvent>,
}

impl Reader {
    /// A view of the top of `article`.
    pub fn new(article: &Article) -> Self {
        Self {
            page: Page::new(article),
            marks: Marks::default(),
            marked: None,
            edition: 0,
            top: 0.0,
            view: 0.0,
            wish: None,
            visible: Span::default(),
            flash: Flash::default(),
            selection: Selection::default(),
            found: Vec::new(),
            found_current: None,
            hot_quote: None,
            hot_position: None,
            card: None,
            glyph_store: 0.0,
        }
    }

    /// Scrolls until the beginning of `span` is in the view, in the next frame that is shown. Does nothing if it is.
    pub fn reveal(&mut self, span: Span) {
        self.wish = Some(Wish::Show(span));
    }

    /// Scrolls until byte `byte` is at the top of the view, in the next frame that is shown.
    pub fn scroll_to(&mut self, byte: usize) {
        self.wish = Some(Wish::Keep(byte));
    }

    /// Lights up `spans` for about a second.
    pub fn flash(&mut self, spans: Vec<Span>) {
        self.flash.start(spans);
    }

    /// Whether a part of `span` is lit up now.
    pub fn is_flashing(&self, span: Span) -> bool {
        self.flash.covers(span)
    }

    /// The bytes of the text whose rows were wholly in the view in the last frame.
    pub fn visible(&self) -> Span {
        self.visible
    }

    /// The byte at the top of the view, or where that goes in the next frame.
    pub fn place(&self) -> usize {
        match self.wish {
            Some(Wish::Keep(byte)) => byte,
            Some(Wish::Show(span)) => span.start,
            Some(Wish::Pages(_) | Wish::Points(_) | Wish::Middle(_)) | None => self.visible.start,
        }
    }

    /// What is marked with the mouse.
    pub fn selection(&self) -> Option<Span> {
        self.selection.span()
    }

    /// Marks `span`, or nothing, as the mouse would.
    pub fn select(&mut self, span: Option<Span>) {
        match span {
            Some(span) => self.selection.set(span),
            None => self.selection.clear(),
        }
    }

    /// Scrolls down by so many screens, up if negative; infinity goes to the end.
    pub fn scroll_by_pages(&mut self, pages: f32) {
        self.wish = Some(Wish::Pages(pages));
    }

    /// Marks words that were searched for; `current` is the number of the one that was jumped to.
    pub fn set_found(&mut self, found: Vec<Span>, current: Option<usize>) {
        self.found = found;
        self.found_current = current;
    }

    /// Puts the card of a mention away that stays while the mouse is on it; tells whether there was one.
    pub fn drop_card(&mut self) -> bool {
        self.card.take().is_some()
    }

    /// How many paragraphs, or parts of very long ones, are laid out now.
    pub fn laid_out(&self) -> usize {
        self.page.laid_out()
    }

    /// Shows the article in all of the space that `ui` has, and tells what was done in it.
    pub fn show(&mut self, ui: &mut Ui, input: &ReaderInput<'_>) -> Vec<ReaderEvent> {
        let theme = Theme::of(ui);
        let area = ui.available_rect_before_wrap();
        ui.painter().rect_filled(area, 0.0, theme.page);
        let (page_area, strip_area) = area.split_left_right_at_x(area.right() - heat_strip::WIDTH);
        let column = self.set_measure(ui, input, page_area.width());
        let only = input.selected.filter(|_| input.only_selected);
        let marked = Some((input.generation, input.layers, only));
        if self.marked != marked {
            self.marks = Marks::new(input.analysis, &input.article.text, input.layers, only);
            self.marked = marked;
            self.edition += 1;
        }
        self.view = f64::from(page_area.height().max(1.0));
        self.go(ui, &input.article.text);
        self.flash.advance(ui);

        let id = ui.scope_id().with("reader");
        let found = std::mem::take(&mut self.found);
        let flash = std::mem::take(&mut self.flash);
        let mut frame = Frame {
            theme,
            input,
            id,
            flash: &flash,
            selection: self.selection.span(),
            found: &found,
            found_current: self.found_current,
            hot_quote: self.hot_quote,
            hot_position: self.hot_position,
            next_hot_quote: None,
            next_hot_position: None,
            card: self.card,
            block_start: 0,
            names: Vec::new(),
            wanted: None,
            double_click: None,
            events: Vec::new(),
        };
        let mut page_ui = ui.new_child(UiBuilder::new().id_salt("page").max_rect(page_area));
        // Words at the edge are there to be read, not to be faded.
        page_ui.spacing_mut().scroll.fade.strength = 0.0;
        let view = page_area;
        let offset = self.top as f32;
        let output = ScrollArea::vertical()
            .id_salt("scroll")
            .auto_shrink(false)
            .content_margin(0.0)
            // The strip beside it shows where the view is, and takes it elsewhere.
            .scroll_bar_visibility(egui::scroll_area::ScrollBarVisibility::AlwaysHidden)
            .vertical_scroll_offset(offset)
            .show_viewport(&mut page_ui, |ui, _| {
                ui.set_height(self.page.heights().total() as f32);
                self.show_page(ui, &mut frame, view, column);
            });
        // Only what the user scrolled is taken over: an `f32` is too coarse to be handed back and forth.
        self.top += f64::from(output.state.clamped_offset().y - offset);

        frame.show_card(ui);
        self.card = frame.card;
        let Frame { events, wanted, next_hot_quote, next_hot_position, .. } = frame;
        if self.hot_quote != next_hot_quote || self.hot_position != next_hot_position {
            ui.request_repaint();
        }
        (self.hot_quote, self.hot_position) = (next_hot_quote, next_hot_position);
        (self.found, self.flash) = (found, flash);
        if let Some(span) = wanted {
            self.reveal(span);
            ui.request_repaint();
        }

        let total = self.page.heights().total().max(1.0);
        let seen = ((self.top / total) as f32, ((self.top + self.view) / total).min(1.0) as f32);
        let strip = heat_strip::heat_strip(ui, id.with("strip"), strip_area, input, &self.page, &self.marks, seen);
        if let Some(depth) = strip {
            self.wish = Some(Wish::Middle(depth));
            ui.request_repaint();
        }
        self.page.trim(self.top, self.view);
        self.copy(ui, &input.article.text);
        ui.advance_cursor_after_rect(area);
        events
    }

    /// Sets the page for `width` points; answers where its column begins, from the left of the view.
    fn set_measure(&mut self, ui: &Ui, input: &ReaderInput<'_>, width: f32) -> f32 {
        let ideal = typeset::column_width(ui, input.text_size, input.line_width, input.sans);
        let column = ideal.min(width - margin::WIDTH - RIGHT_MARGIN).max(input.text_size * 6.0).floor();
        let measure = Measure {
            text_size: input.text_size,
            line_height: input.line_height,
            sans: input.sans,
            column,
            pixels_per_point: ui.pixels_per_point(),
            dark: frame_is_dark(ui),
        };
        let reading = self.visible.start;
        if self.page.set_measure(measure, &input.article.text) && self.top > 0.0 && self.wish.is_none() {
            self.wish = Some(Wish::Keep(reading));
        }
        let store = ui.fonts(|fonts| fonts.font_atlas_fill_ratio());
        if store < self.glyph_store {
            self.page.forget();
        }
        self.glyph_store = store;
        margin::WIDTH.max(((width - column) / 2.0).floor())
    }

    /// Goes where the view should go, and lays out what stands there.
    fn go(&mut self, ctx: &Context, text: &str) {
        let here = |page: &Page, top: f64| {
            let block = page.heights().at(top);
            (block, top - page.heights().before(block))
        };
        let total = self.page.heights().total();
        let from = match self.wish.take() {
            None => here(&self.page, self.top),
            Some(Wish::Pages(pages)) => {
                // Two rows stay, for the eye to hold on to.
                let rows = self.page.measure().map_or(0.0, |measure| f64::from(measure.text_size) * 3.0);
                let step = (self.view - rows).max(self.view / 2.0);
                here(&self.page, (self.top + step * f64::from(pages)).clamp(0.0, total))
            }
            Some(Wish::Points(points)) => here(&self.page, (self.top + f64::from(points)).clamp(0.0, total)),
            Some(Wish::Middle(depth)) => here(&self.page, (total * f64::from(depth) - self.view / 2.0).max(0.0)),
            Some(Wish::Keep(byte)) => {
                let (block, top, _) = self.page.row_of(ctx, text, byte);
                (block, top)
            }
            Some(Wish::Show(span)) => {
                let (block, top, bottom) = self.page.row_of(ctx, text, span.start);
                let depth = self.page.heights().before(block);
                let air = (bottom - top).min(self.view / 4.0);
                let seen = depth + top - air >= self.top && depth + bottom + air <= self.top + self.view;
                // A third from the top: what comes next is what one wants to read.
                if seen { here(&self.page, self.top) } else { (block, top - self.view * 0.3) }
            }
        };
        self.top = self.page.settle(ctx, text, from, self.view);
    }

    /// Shows the blocks that are in the view, which begins at `view.min` on the screen.
    fn show_page(&mut self, ui: &mut Ui, frame: &mut Frame<'_>, view: Rect, column: f32) {
        let input = frame.input;
        let text = input.article.text.as_str();
        let page = ui.interact(view, frame.id.with("page"), Sense::CLICK | Sense::DRAG);
        if page.clicked() {
            frame.events.push(ReaderEvent::Background);
        }
        self.mark(ui, &page, text, view, column);
        frame.selection = self.selection.span();
        if frame.selection.is_some() {
            spots::context(&page, frame, None);
        }

        let Some(measure) = self.page.measure() else { return };
        let lines = view.left() + column..=view.left() + column + measure.column;
        if page.hovered() && ui.input(|input| input.pointer.hover_pos()).is_some_and(|pos| lines.contains(&pos.x)) {
            ui.set_cursor_icon(CursorIcon::Text);
        }
        let mut seen: Option<Span> = None;
        let first = self.page.heights().at(self.top);
        for number in first..self.page.heights().len() {
            let depth = (self.page.heights().before(number) - self.top) as f32;
            if depth > view.height() {
                break;
            }
            self.page.lay_out(ui, text, number);
            let marks = self.page.place_marks(text, number, &self.marks, self.edition);
            let (Some(block), Some(laid), Some(marks)) = (self.page.block(number), self.page.laid(number), marks)
            else {
                continue;
            };
            let snapped = |y: f32| (y * measure.pixels_per_point).round() / measure.pixels_per_point;
            let origin = pos2(snapped(view.left() + column), snapped(view.top() + depth + laid.above));
            expose(ui, frame.id.with(("block", number)), block.kind, laid, origin);
            frame.block_start = block.span.start;
            let hot = spots::spots(ui, frame, number, &marks, origin);
            frame.next_hot_quote = frame.next_hot_quote.or(hot.quote);
            let place = Place { block, laid, origin, font_size: measure.font_size(block.kind) };
            paint::paint(ui, frame, &place, &marks, &hot);
            let line = laid.galley.rows.first().map_or(measure.text_size, |row| row.height());
            margin::margin(ui, frame, number, &marks, origin, line);

            let within = rows::chars_between(&laid.galley, view.top() - origin.y, view.bottom() - origin.y);
            if let Some(chars) = within.filter(|_| block.words.is_none()) {
                let source = block.source(text);
                let start = block.span.start + rows::byte_of_char(source, chars.start);
                let end = block.span.start + rows::byte_of_char(source, chars.end);
                seen = Some(Span::new(seen.map_or(start, |seen| seen.start), end));
            }
        }
        // A click that did something else unmarks as one on the page does.
        if frame
            .events
            .iter()
            .any(|event| !matches!(event, ReaderEvent::Background | ReaderEvent::On(..) | ReaderEvent::Why(_)))
        {
            self.selection.clear();
        }
        if let Some(pos) = frame.double_click {
            self.mark_word(text, self.byte_at(text, pos, view, column));
        }
        self.visible = seen.unwrap_or_else(|| {
            let start = self.page.start_of(first);
            Span::new(start, start)
        });
    }
}

fn frame_is_dark(ctx: &Context) -> bool {
    ctx.theme() == egui::Theme::Dark
}
