//! The article on the page. A stand-in that shows paragraphs and mentions plainly.

use eframe::egui::{Label, RichText, ScrollArea, Ui};

use super::fonts;
use crate::analysis::{ActorId, Analysis, PositionId, QuoteId};
use crate::article::Article;
use crate::span::Span;

/// What the page is drawn from.
pub struct ReaderInput<'a> {
    /// The article.
    pub article: &'a Article,
    /// What was found in it.
    pub analysis: &'a Analysis,
    /// Differs whenever article or analysis differ.
    pub generation: u64,
    /// The open actor.
    pub selected: Option<ActorId>,
    /// The mention that the reader is at.
    pub current: Option<Span>,
    /// Size of the text, in points.
    pub text_size: f32,
    /// Length of the lines, in characters.
    pub line_width: f32,
}

/// What the reader did on the page.
pub enum ReaderEvent {
    /// Chose a mention.
    Actor {
        /// Of whom.
        actor: ActorId,
        /// Which.
        mention: Span,
    },
    /// Chose a quote.
    Quote(QuoteId),
    /// Chose a position.
    Position(PositionId),
    /// Clicked where nothing is.
    Background,
    /// Wants a quote on the clipboard.
    CopyQuote(QuoteId),
}

/// The page.
pub struct Reader {
    visible: Span,
    flashing: Vec<Span>,
    reveal: Option<Span>,
}

impl Reader {
    /// The page of `article`, at its beginning.
    pub fn new(article: &Article) -> Self {
        Self { visible: Span::new(0, article.text.len()), flashing: Vec::new(), reveal: None }
    }

    /// Draws the page.
    pub fn show(&mut self, ui: &mut Ui, input: &ReaderInput) -> Vec<ReaderEvent> {
        let mut events = Vec::new();
        ScrollArea::vertical().id_salt("reader").auto_shrink([false, false]).show(ui, |ui| {
            let mut start = 0;
            for line in input.article.text.split_inclusive('\n') {
                let span = Span::new(start, start + line.len());
                start = span.end;
                if line.trim().is_empty() {
                    continue;
                }
                let text = RichText::new(line.trim_end()).font(fonts::serif(input.text_size));
                let shown = ui.add(Label::new(text).wrap());
                if self.reveal.take_if(|at| span.covers(*at)).is_some() {
                    shown.scroll_to_me(None);
                    self.visible = span;
                }
                ui.horizontal_wrapped(|ui| {
                    for actor in &input.analysis.actors {
                        for mention in actor.mentions.iter().filter(|mention| span.covers(mention.span)) {
                            if ui.link(mention.span.of(&input.article.text)).clicked() {
                                events.push(ReaderEvent::Actor { actor: actor.id, mention: mention.span });
                            }
                        }
                    }
                });
            }
        });
        events
    }

    /// Brings words into view in the next frame.
    pub fn reveal(&mut self, span: Span) {
        self.reveal = Some(span);
    }

    /// Marks words for a moment.
    pub fn flash(&mut self, spans: Vec<Span>) {
        self.flashing = spans;
    }

    /// What is in view.
    pub fn visible(&self) -> Span {
        self.visible
    }

    /// Whether these words are marked now.
    pub fn is_flashing(&self, span: Span) -> bool {
        self.flashing.contains(&span)
    }

    /// What is selected.
    pub fn selection(&self) -> Option<Span> {
        None
    }

    /// Scrolls by that many screens.
    pub fn scroll_by_pages(&mut self, _pages: f32) {}
}
