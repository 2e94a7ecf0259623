//! A Word file, which LibreOffice and Pages open as well.
//!
//! Office Open XML is a ZIP archive of XML parts. All but the document, its properties and its links are the same for every
//! article and stand in `docx/`. In each element the children are in the order that the format's schema wants.

use std::io::{self, Write};

use super::bundle::write_archive;
use super::report::{Block, Report, Run};
use super::{ExportFile, Exporter, Style};
use crate::analysis::{ActorKind, Analysis};
use crate::article::{Article, ParagraphKind};

/// A document with Word's own styles for title, headings and lists, so that it can be put into any other form.
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

    fn write(&self, article: &Article, analysis: &Analysis, style: Style, out: &mut dyn Write) -> io::Result<()> {
        let report = Report::new(article, analysis, style);
        let part = |name: &str, content: &str| ExportFile { name: name.to_owned(), bytes: content.as_bytes().to_vec() };
        let styles = include_str!("docx/styles.xml").replace("{language}", &language(article));
        let parts = [
            // Some readers want this one first.
            part("[Content_Types].xml", include_str!("docx/content_types.xml")),
            part("_rels/.rels", include_str!("docx/package.rels")),
            part("docProps/core.xml", &properties(&report, article)),
            part("word/document.xml", &document(&report)),
            part("word/_rels/document.xml.rels", &links(&report)),
            part("word/styles.xml", &styles),
            part("word/numbering.xml", include_str!("docx/numbering.xml")),
            part("word/footer.xml", include_str!("docx/footer.xml")),
        ];
        write_archive(&parts, out)
    }
}

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Where the kinds of relations between parts are named.
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A4 with margins of 2.5 cm, in twentieths of a point.
const PAGE: &str = "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
    <w:pgMar w:top=\"1418\" w:right=\"1418\" w:bottom=\"1418\" w:left=\"1418\" w:header=\"709\" w:footer=\"709\" w:gutter=\"0\"/>";

fn document(report: &Report) -> String {
    let mut body = String::new();
    put(&mut body, "Title", &words(&report.title));
    for line in &report.about {
        let content = if is_address(line) {
            format!(
                "<w:hyperlink r:id=\"rIdAddress\">{}</w:hyperlink>",
                styled(line, "<w:rStyle w:val=\"Hyperlink\"/>")
            )
        } else {
            words(line)
        };
        put(&mut body, "Subtitle", &content);
    }
    for block in &report.blocks {
        let (style, content) = match block {
            Block::Heading(1, text) => ("Heading1", words(text)),
            Block::Heading(_, text) => ("Heading2", words(text)),
            Block::Lead(text) => ("Lead", words(text)),
            Block::Item(runs) => ("ListBullet", runs.iter().map(run).collect()),
            Block::Context(text) => ("Quote", words(text)),
            Block::Note(text) => ("Remark", words(text)),
            Block::Text(kind, runs) => (text_style(*kind), runs.iter().map(run).collect()),
        };
        put(&mut body, style, &content);
    }
    format!(
        "{DECLARATION}<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
         xmlns:r=\"{RELATIONS}\"><w:body>\n{body}<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rIdFooter\"/>{PAGE}\
         </w:sectPr></w:body></w:document>\n"
    )
}

fn text_style(kind: ParagraphKind) -> &'static str {
    match kind {
        ParagraphKind::Heading => "Heading3",
        ParagraphKind::Caption => "Caption",
        ParagraphKind::Body | ParagraphKind::Turn => "Normal",
    }
}

fn put(body: &mut String, style: &str, content: &str) {
    body.push_str(&format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{content}</w:p>\n"));
}

fn words(text: &str) -> String {
    styled(text, "")
}

fn styled(text: &str, properties: &str) -> String {
    let properties = if properties.is_empty() { String::new() } else { format!("<w:rPr>{properties}</w:rPr>") };
    format!("<w:r>{properties}<w:t xml:space=\"preserve\">{}</w:t></w:r>", escape(text))
}

fn run(run: &Run) -> String {
    let mut properties = String::new();
    if run.strong {
        properties.push_str("<w:b/>");
    }
    if let Some(color) = run.name.map(color).or(run.weak.then_some("6B6B6B")) {
        properties.push_str(&format!("<w:color w:val=\"{color}\"/>"));
    }
    if run.quoted {
        properties.push_str("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"EFEBDF\"/>");
    }
    styled(&run.text, &properties)
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

/// Only addresses of the web become links: others could run something.
fn is_address(line: &str) -> bool {
    line.starts_with("https://") || line.starts_with("http://")
}

fn links(report: &Report) -> String {
    let own = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/>\n")
    };
    let address = report.about.iter().find(|line| is_address(line)).map(|line| {
        let target = escape(line);
        format!("<Relationship Id=\"rIdAddress\" Type=\"{RELATIONS}/hyperlink\" Target=\"{target}\" TargetMode=\"External\"/>\n")
    });
    format!(
        "{DECLARATION}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\n{}{}{}{}\
         </Relationships>\n",
        own("rIdStyles", "styles", "styles.xml"),
        own("rIdNumbering", "numbering", "numbering.xml"),
        own("rIdFooter", "footer", "footer.xml"),
        address.unwrap_or_default(),
    )
}

/// The document's properties. They hold no time, so that the same article makes the same file.
fn properties(report: &Report, article: &Article) -> String {
    let field = |name: &str, value: &str| match escape(value) {
        value if value.is_empty() => String::new(),
        value => format!("<dc:{name}>{value}</dc:{name}>"),
    };
    format!(
        "{DECLARATION}<cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\">{}{}{}</cp:coreProperties>\n",
        field("title", &report.title),
        field("creator", article.byline.as_deref().unwrap_or_default()),
        field("language", &language(article)),
    )
}

/// The tag of the article's language, English where none is known.
fn language(article: &Article) -> String {
    let tag: String = article
        .language
        .iter()
        .flat_map(|tag| tag.chars())
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
        .collect();
    if tag.is_empty() { "en".to_owned() } else { tag }
}

/// `text` without meaning to XML, and without what XML 1.0 cannot hold.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            letter if letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}') => escaped.push('\u{fffd}'),
            letter => escaped.push(letter),
        }
    }
    escaped
}
