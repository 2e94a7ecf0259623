//! A table of quotes and positions for spreadsheets.

use std::io::{self, Write};

use super::json::share;
use super::reading::{context, kind_name, names, target, words};
use super::{Exporter, Offsets, Style};
use crate::analysis::{ActorId, Analysis};
use crate::article::Article;
use crate::span::Span;

/// Comma-separated values in UTF-8 without a byte order mark: a row for each quote and position, in the order of the text.
pub struct Csv;

const COLUMNS: [&str; 13] = [
    "article_id",
    "title",
    "actor",
    "kind",
    "record",
    "stance",
    "text",
    "target",
    "cue",
    "source",
    "start",
    "end",
    "confidence",
];

impl Exporter for Csv {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn label(&self) -> &'static str {
        "CSV table"
    }

    fn extension(&self) -> &'static str {
        "csv"
    }

    /// With context there is a column more, the last.
    fn write(&self, article: &Article, analysis: &Analysis, style: Style, out: &mut dyn Write) -> io::Result<()> {
        let mut table = csv::Writer::from_writer(&mut *out);
        table.write_record(COLUMNS.iter().chain(style.context.then_some(&"context")))?;
        rows(article, analysis, style, &mut table)
    }

    fn write_next(&self, article: &Article, analysis: &Analysis, style: Style, out: &mut dyn Write) -> io::Result<()> {
        rows(article, analysis, style, &mut csv::Writer::from_writer(&mut *out))
    }
}

fn rows(
    article: &Article,
    analysis: &Analysis,
    style: Style,
    table: &mut csv::Writer<&mut dyn Write>,
) -> io::Result<()> {
    let text = article.text.as_str();
    let offsets = Offsets::new(text);
    let mut rows: Vec<(Span, [String; 13], Option<String>)> = Vec::new();
    let around = |spans: &[Span]| style.context.then(|| context(article, spans));
    let row = |record: &str, actors: &[ActorId], span: Span, confidence: f32| {
        let kinds: Vec<_> =
            actors.iter().filter_map(|id| analysis.actor(*id)).map(|actor| kind_name(actor.kind)).collect();
        let [start, end] = offsets.span(span);
        let mut row: [String; 13] = Default::default();
        let [id, title, actor, kind, kind_of_row, .., first, last, sure] = &mut row;
        id.clone_from(&article.id);
        *title = article.title.clone().unwrap_or_default();
        *actor = names(analysis, actors);
        *kind = kinds.join(", ");
        *kind_of_row = record.to_owned();
        (*first, *last, *sure) = (start.to_string(), end.to_string(), share(confidence).to_string());
        row
    };
    for quote in &analysis.quotes {
        let mut cells = row("quote", &quote.speakers, quote.extent(), quote.confidence);
        let [.., said, _, cue, source, _, _, _] = &mut cells;
        *said = words(text, &quote.content);
        *cue = words(text, &quote.cue);
        *source = words(text, &quote.source);
        rows.push((quote.extent(), cells, around(&quote.content)));
    }
    for position in &analysis.positions {
        let mut cells = row("position", &position.holders, position.extent(), position.confidence);
        let [.., stance, shown, about, cue, source, _, _, _] = &mut cells;
        *stance = position.stance.name().to_owned();
        *shown = words(text, &position.evidence);
        *about = target(analysis, &position.target).to_owned();
        if let Some(quote) = position.quote.and_then(|id| analysis.quote(id)) {
            *cue = words(text, &quote.cue);
            *source = words(text, &quote.source);
        }
        rows.push((position.extent(), cells, around(&position.evidence)));
    }
    rows.sort_by_key(|(span, _, _)| *span);
    for (_, cells, around) in rows {
        table.write_record(cells.iter().chain(&around).map(|cell| inert(cell)))?;
    }
    table.flush()
}

/// A cell that a spreadsheet does not run as a formula: one that begins like a formula gets an apostrophe in front.
fn inert(cell: &str) -> String {
    let risky = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if risky { format!("'{cell}") } else { cell.to_owned() }
}
