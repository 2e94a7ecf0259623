//! Standoff files for the annotation tool brat and what reads its format.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::bundle::{file_stem, write_archive};
use super::reading::{kind_name, quote_kind_name};
use super::{Bundle, ExportFile, Exporter, Offsets, Style};
use crate::analysis::{Actor, ActorKind, Analysis};
use crate::article::Article;
use crate::span::Span;

/// The text, its annotations, and the `annotation.conf` that brat needs to show them.
pub struct Brat;

/// What the annotations are called.
const CONFIGURATION: &str = "\
[entities]
Person
Organisation
Place
Group
Unnamed
Quote
Source
Cue
Position
Target

[relations]
Source-of\tArg1:Source, Arg2:Quote
Cue-of\tArg1:Cue, Arg2:Quote
Target-of\tArg1:Target, Arg2:Position
<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>

[events]

[attributes]
Kind\tArg:Quote, Value:direct|mixed|indirect
Stance\tArg:Position, Value:supports|opposes|calls-for|commits|warns|denies|asserts
";

impl Exporter for Brat {
    fn name(&self) -> &'static str {
        "brat"
    }

    fn label(&self) -> &'static str {
        "brat standoff"
    }

    fn extension(&self) -> &'static str {
        "brat.zip"
    }

    fn is_text(&self) -> bool {
        false
    }

    fn is_whole_file(&self) -> bool {
        true
    }

    fn write(&self, article: &Article, analysis: &Analysis, _style: Style, out: &mut dyn Write) -> io::Result<()> {
        write_archive(&self.files(article, analysis, Style::default())?, out)
    }

    fn bundle(&self) -> Option<&dyn Bundle> {
        Some(self)
    }
}

impl Bundle for Brat {
    fn files(&self, article: &Article, analysis: &Analysis, _style: Style) -> io::Result<Vec<ExportFile>> {
        let stem = file_stem(&article.id);
        let annotations = Annotations::new(&article.text).all(analysis);
        let file = |name: String, bytes: &str| ExportFile { name, bytes: bytes.as_bytes().to_vec() };
        Ok(vec![
            file(format!("{stem}.txt"), &article.text),
            file(format!("{stem}.ann"), &annotations),
            file("annotation.conf".to_owned(), CONFIGURATION),
        ])
    }
}

/// The lines of an `.ann` file, as far as they are written.
struct Annotations<'a> {
    text: &'a str,
    offsets: Offsets<'a>,
    lines: String,
    spans: usize,
    relations: usize,
    attributes: usize,
    notes: usize,
}

impl<'a> Annotations<'a> {
    fn new(text: &'a str) -> Self {
        let offsets = Offsets::new(text);
        Self { text, offsets, lines: String::new(), spans: 0, relations: 0, attributes: 0, notes: 0 }
    }

    fn all(mut self, analysis: &Analysis) -> String {
        for actor in &analysis.actors {
            self.actor(actor);
        }
        for quote in &analysis.quotes {
            let Some(said) = self.span("Quote", &quote.content) else { continue };
            self.attribute("Kind", said, quote_kind_name(quote.kind));
            self.holders(said, analysis, &quote.speakers);
            let source = self.span("Source", &quote.source);
            self.relation("Source-of", source, said);
            let cue = self.span("Cue", &quote.cue);
            self.relation("Cue-of", cue, said);
        }
        for position in &analysis.positions {
            let Some(shown) = self.span("Position", &position.evidence) else { continue };
            self.attribute("Stance", shown, position.stance.name());
            self.holders(shown, analysis, &position.holders);
            let target = position.target.span.and_then(|span| self.span("Target", &[span]));
            self.relation("Target-of", target, shown);
        }
        self.lines
    }

    fn actor(&mut self, actor: &Actor) {
        let mut same = Vec::new();
        for mention in &actor.mentions {
            if let Some(number) = self.span(label(actor.kind), &[mention.span]) {
                self.note(number, &format!("{}: {}", kind_name(actor.kind), actor.name));
                same.push(format!("T{number}"));
            }
        }
        if same.len() > 1 {
            let _ = writeln!(self.lines, "*\tEquiv {}", same.join(" "));
        }
    }

    /// A line for words in one piece or several. Each piece ends with its line, which is all that brat can show.
    fn span(&mut self, label: &str, spans: &[Span]) -> Option<usize> {
        let pieces: Vec<Span> = spans.iter().flat_map(|span| lines(self.text, *span)).collect();
        if pieces.is_empty() {
            return None;
        }
        self.spans += 1;
        let places: Vec<String> = pieces
            .iter()
            .map(|piece| {
                let [start, end] = self.offsets.span(*piece);
                format!("{start} {end}")
            })
            .collect();
        let words: Vec<&str> = pieces.iter().map(|piece| piece.of(self.text)).collect();
        // Writing to a string does not fail.
        let _ = writeln!(self.lines, "T{}\t{label} {}\t{}", self.spans, places.join(";"), words.join(" "));
        Some(self.spans)
    }

    fn attribute(&mut self, name: &str, of: usize, value: &str) {
        self.attributes += 1;
        let _ = writeln!(self.lines, "A{}\t{name} T{of} {value}", self.attributes);
    }

    fn relation(&mut self, name: &str, from: Option<usize>, to: usize) {
        if let Some(from) = from {
            self.relations += 1;
            let _ = writeln!(self.lines, "R{}\t{name} Arg1:T{from} Arg2:T{to}", self.relations);
        }
    }

    fn holders(&mut self, of: usize, analysis: &Analysis, ids: &[crate::analysis::ActorId]) {
        let names = super::reading::names(analysis, ids);
        if !names.is_empty() {
            self.note(of, &names);
        }
    }

    fn note(&mut self, of: usize, words: &str) {
        self.notes += 1;
        let words = super::citation::one_line(words);
        let _ = writeln!(self.lines, "#{}\tAnnotatorNotes T{of}\t{words}", self.notes);
    }
}

/// The pieces of `span` that hold no line break, without the white space around them.
fn lines(text: &str, span: Span) -> Vec<Span> {
    let mut start = span.start;
    let mut pieces = Vec::new();
    for line in span.of(text).split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}', '\u{85}', '\u{b}', '\u{c}']) {
        pieces.push(Span::new(start, start + line.len()).trimmed(text));
        start += line.len();
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

fn label(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::Person => "Person",
        ActorKind::Organisation => "Organisation",
        ActorKind::Place => "Place",
        ActorKind::Group => "Group",
        ActorKind::Unnamed => "Unnamed",
    }
}
