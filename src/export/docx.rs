//! A Word file, which LibreOffice and Pages open as well.

use std::io::{self, Cursor, Write};

use docx_rs::{
    AbstractNumbering, AlignmentType, Docx as Document, Footer, Hyperlink, HyperlinkData, HyperlinkType, IndentLevel,
    Level, LevelJc, LevelText, LineSpacing, NumberFormat, Numbering, NumberingId, PageNum, Paragraph, Run as Words,
    RunFonts, Shading, ShdType, SpecialIndentType, Start, Style as Look, StyleType,
};

use super::report::{Block, Report, Run};
use super::{Exporter, Style};
use crate::analysis::{ActorKind, Analysis};
use crate::article::{Article, ParagraphKind};

/// Office Open XML, with Word's own styles for title, headings and lists, so that it can be put into any other form.
pub struct Docx;

impl Exporter for Docx {
    fn name(&self) -> &'static str {
        "docx"
    }

    fn label(&self) -> &'static str {
        "Word document"
    }

    fn extension(&self) -> &'static str {
        "docx"
    }

    fn is_text(&self) -> bool {
        false
    }

    fn is_whole_file(&self) -> bool {
        true
    }

    fn write(&self, article: &Article, analysis: &Analysis, out: &mut dyn Write) -> io::Result<()> {
        self.write_styled(article, analysis, Style::default(), out)
    }

    fn write_styled(
        &self,
        article: &Article,
        analysis: &Analysis,
        style: Style,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let report = Report::new(article, analysis, style);
        let mut package = document(&report).build();
        // The library has no field for the title.
        package.doc_props.core = core_properties(&report, article).into_bytes();
        let mut file = Cursor::new(Vec::new());
        package.pack(&mut file).map_err(io::Error::other)?;
        out.write_all(file.get_ref())
    }
}

/// The list that all items are in.
const BULLETS: usize = 1;

fn document(report: &Report) -> Document {
    // First of all: it starts the count of paragraphs anew.
    let document = Document::new();
    let bullets =
        AbstractNumbering::new(BULLETS).add_level(
            Level::new(0, Start::new(1), NumberFormat::new("bullet"), LevelText::new("•"), LevelJc::new("left"))
                .indent(Some(360), Some(SpecialIndentType::Hanging(360)), None, None),
        );
    let footer =
        Footer::new().add_paragraph(Paragraph::new().align(AlignmentType::Center).add_page_num(PageNum::new()));
    let mut document = styles()
        .into_iter()
        .fold(document, Document::add_style)
        .default_fonts(fonts("Georgia"))
        .default_size(22)
        .add_abstract_numbering(bullets)
        .add_numbering(Numbering::new(BULLETS, BULLETS))
        .footer(footer)
        .add_paragraph(styled("Title").add_run(words(&report.title)));
    for line in &report.about {
        let about = styled("Subtitle");
        // Only addresses of the web become links: others could run something.
        document = document.add_paragraph(if line.starts_with("https://") || line.starts_with("http://") {
            let mut link = Hyperlink::new(legal(line), HyperlinkType::External).add_run(words(line));
            if let HyperlinkData::External { rid, .. } = &mut link.link {
                // In place of a number that counts on from file to file.
                *rid = "rIdAddress".to_owned();
            }
            about.add_hyperlink(link)
        } else {
            about.add_run(words(line))
        });
    }
    report.blocks.iter().map(paragraph).fold(document, Document::add_paragraph)
}

fn paragraph(block: &Block) -> Paragraph {
    match block {
        Block::Heading(1, text) => styled("Heading1").add_run(words(text)),
        Block::Heading(_, text) => styled("Heading2").add_run(words(text)),
        Block::Lead(text) => Paragraph::new().keep_next(true).add_run(words(text).bold()),
        Block::Item(runs) => {
            let item = styled("ListBullet").numbering(NumberingId::new(BULLETS), IndentLevel::new(0));
            runs.iter().map(run).fold(item, Paragraph::add_run)
        }
        Block::Context(text) => styled("Quote").add_run(words(text)),
        Block::Note(text) => Paragraph::new().add_run(words(text).italic()),
        Block::Text(kind, runs) => {
            let text = match kind {
                ParagraphKind::Heading => styled("Heading3"),
                ParagraphKind::Caption => styled("Caption"),
                ParagraphKind::Body | ParagraphKind::Turn => Paragraph::new(),
            };
            runs.iter().map(run).fold(text, Paragraph::add_run)
        }
    }
}

fn run(run: &Run) -> Words {
    let mut words = words(&run.text);
    if run.strong {
        words = words.bold();
    }
    if run.weak {
        words = words.color("6B6B6B");
    }
    if let Some(kind) = run.name {
        words = words.color(color(kind));
    }
    if run.quoted {
        words = words.shading(Shading::new().shd_type(ShdType::Clear).color("auto").fill("EFEBDF"));
    }
    words
}

/// Dark enough on white and on the shade of quotes.
fn color(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::Person => "1F4E8C",
        ActorKind::Organisation => "8A4B08",
        ActorKind::Place => "2B6A3A",
        ActorKind::Group => "6A3A86",
        ActorKind::Unnamed => "505050",
    }
}

fn words(text: &str) -> Words {
    Words::new().add_text(legal(text))
}

/// `text` without what XML 1.0 cannot hold.
fn legal(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\t' => ' ',
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => '\u{fffd}',
            c => c,
        })
        .collect()
}

fn styled(style: &str) -> Paragraph {
    Paragraph::new().style(style)
}

fn fonts(name: &str) -> RunFonts {
    RunFonts::new().ascii(name).hi_ansi(name)
}

fn styles() -> Vec<Look> {
    let space = |before, after| LineSpacing::new().before(before).after(after);
    let look = |id: &str, name: &str| {
        let look = Look::new(id, StyleType::Paragraph).name(name);
        if id == "Normal" { look.line_spacing(space(0, 120).line(276)) } else { look.based_on("Normal").next("Normal") }
    };
    let heading = |number: usize, size| {
        look(&format!("Heading{number}"), &format!("heading {number}"))
            .size(size)
            .bold()
            .outline_lvl(number - 1)
            .line_spacing(space(280, 100))
    };
    vec![
        look("Normal", "Normal"),
        look("Title", "Title").size(44).bold().line_spacing(space(0, 120)),
        look("Subtitle", "Subtitle").color("6B6B6B"),
        heading(1, 30),
        heading(2, 25),
        heading(3, 23),
        look("ListBullet", "List Bullet").line_spacing(space(0, 60)),
        look("Quote", "Quote").italic().color("505050").indent(Some(720), None, None, None),
        look("Caption", "caption").italic().size(20),
    ]
}

/// The document's properties. They hold no time, so that the same article makes the same file.
fn core_properties(report: &Report, article: &Article) -> String {
    let escape = |text: &str| legal(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let mut properties = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
         <cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\">",
    );
    let byline = article.byline.as_deref().unwrap_or_default();
    let language = article.language.as_deref().unwrap_or_default();
    for (name, value) in [("title", report.title.as_str()), ("creator", byline), ("language", language)] {
        if !value.is_empty() {
            properties.push_str(&format!("<dc:{name}>{}</dc:{name}>", escape(value)));
        }
    }
    properties.push_str("</cp:coreProperties>");
    properties
}
