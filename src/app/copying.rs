//! Copying what is chosen, to be put into a text of one's own.

use eframe::egui::Context;

use super::ask::Ask;
use super::attribution;
use super::document::Document;
use super::theme::kind_label;
use super::window::Standpoint;
use crate::analysis::{ActorId, Position, PositionId};

impl Standpoint {
    /// Copies the chosen quote with its speaker and source.
    pub(super) fn copy_quote(&mut self, ctx: &Context) {
        let quote = self.state.selection.quote();
        let document = self.state.document.as_ref();
        let found = document.zip(quote).and_then(|(document, id)| Some((document, document.analysis.quote(id)?)));
        match found {
            Some((document, quote)) => {
                let style = self.state.settings.quote_style;
                ctx.copy_text(style.write(quote, &document.article, &document.analysis));
                let caution = caution(document);
                self.state.remark(format!("{}{caution}", style.copied()));
            }
            None => self.state.remark("Choose a quote first: click one in the text or in the sidebar."),
        }
    }

    /// Asks how copied quotes are to look.
    pub(super) fn ask_quote_style(&mut self) {
        let (chosen, now) = (self.state.selection.quote(), self.state.settings.quote_style);
        let open = self.state.document.as_ref().map(|document| (&*document.article, &*document.analysis));
        self.state.ask = Some(Ask::quote_style(now, open, chosen));
    }

    /// Copies what was chosen last: a position before its quote, a quote before its speaker.
    pub(super) fn copy_chosen(&mut self, ctx: &Context) {
        let Some(document) = &self.state.document else { return };
        let chosen = &self.state.selection;
        if let Some(words) = chosen.position().and_then(|id| position(document, id)) {
            ctx.copy_text(words);
            let caution = caution(document);
            self.state.remark(format!("The position was copied, with its words and source.{caution}"));
        } else if chosen.quote().is_some() {
            self.copy_quote(ctx);
        } else if document.is_partial() && chosen.actor().is_some() {
            // All positions and quotes of an actor are not those of a part.
            self.state.remark(document.refusal().unwrap_or_default());
        } else if let Some(words) = chosen.actor().and_then(|id| actor(document, id)) {
            ctx.copy_text(words);
            self.state.remark("The actor was copied, with positions and quotes.");
        } else {
            self.state.remark("Choose something first, or mark words in the text.");
        }
    }
}

/// What is said of something that was found before all was read.
fn caution(document: &Document) -> &'static str {
    if document.is_partial() { " Not all of the article is read yet: who says it may change." } else { "" }
}

/// `Ada Brandt opposes the tunnel: “It is a gift.” (The Harbour Post, 2031-05-04)`.
fn position(document: &Document, id: PositionId) -> Option<String> {
    let position = document.analysis.positions.get(id.0 as usize)?;
    let origin = attribution::origin(&document.article);
    Some(format!("{} {}{origin}", holders(document, position), stand(document, position)))
}

fn holders(document: &Document, position: &Position) -> String {
    let names = position.holders.iter().filter_map(|id| document.analysis.actor(*id)).map(|actor| actor.name.as_str());
    match names.collect::<Vec<_>>().join("; ") {
        names if names.is_empty() => "Nobody named".to_owned(),
        names => names,
    }
}

/// What the position is and the words that show it.
fn stand(document: &Document, position: &Position) -> String {
    let evidence = attribution::one_line(&position.evidence, &document.article);
    match position.target.text.split_whitespace().collect::<Vec<_>>().join(" ") {
        target if target.is_empty() => format!("{}: {evidence}", position.stance.label()),
        target => format!("{} {target}: {evidence}", position.stance.label()),
    }
}

/// An actor with all that belongs to it, a line each.
fn actor(document: &Document, id: ActorId) -> Option<String> {
    let analysis = &document.analysis;
    let actor = analysis.actor(id)?;
    let mut lines = vec![format!("{} ({})", actor.name, kind_label(actor.kind))];
    if !actor.aliases.is_empty() {
        lines.push(format!("Also called {}", actor.aliases.join(", ")));
    }
    lines.extend(actor.roles.iter().map(|role| role.text.clone()));
    lines.extend(analysis.positions_of(id).map(|position| format!("- {}", stand(document, position))));
    let quotes = analysis.quotes_of(id);
    lines.extend(quotes.map(|quote| format!("- {}", attribution::spoken(quote, &document.article))));
    let origin = attribution::origin(&document.article);
    if !origin.is_empty() {
        lines.push(origin.trim().to_owned());
    }
    Some(lines.join("\n"))
}
