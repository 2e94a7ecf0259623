//! Word documents (`.docx`).

use std::collections::HashMap;

use super::draft::Draft;
use super::error::Problem;
use super::format::Format;
use super::members::Members;
use super::part::{Context, Listing, Part};
use super::xml::{self, Element, Event, Events};
use crate::article::ParagraphKind;

/// Elements whose words are not shown: what was deleted or moved away, what fields are made of, and the second form of what
/// stands there once already.
const HIDDEN: &[&str] = &["del", "moveFrom", "instrText", "delText", "delInstrText", "Fallback", "sectPr", "tblPr"];

/// Makes an article of a document: its paragraphs with their kinds by style, notes at the end; title, author and date from
/// its properties where its text does not tell them.
pub fn read(part: Part<'_>, context: &mut Context) -> Result<Listing, Problem> {
    if super::detect::is_compound(part.bytes) {
        return Err(Problem::Locked(Format::Word));
    }
    let mut members = Members::open(part.bytes, Format::Word)?;
    let document = members.need("word/document.xml", &mut context.budget)?;
    let styles = match members.get("word/styles.xml", &mut context.budget)? {
        Some(bytes) => styles(&xml::text_of(&bytes, context))?,
        None => HashMap::new(),
    };
    let mut draft = Draft::default();
    if let Some(bytes) = members.get("docProps/core.xml", &mut context.budget)? {
        properties(&xml::text_of(&bytes, context), &mut draft)?;
    }
    let broken = Body::new(&styles).read(&xml::text_of(&document, context), &mut draft)?;
    for name in ["word/footnotes.xml", "word/endnotes.xml"] {
        if let Some(bytes) = members.get(name, &mut context.budget)? {
            Body::new(&styles).read(&xml::text_of(&bytes, context), &mut draft)?;
        }
    }
    draft.cut_off(Format::Word, broken)?;
    Ok(Listing::one(draft.finish(part.id)))
}

/// What the paragraphs of each style are.
fn styles(text: &str) -> Result<HashMap<String, ParagraphKind>, Problem> {
    let mut kinds = HashMap::new();
    let (root, _) = xml::tree(text)?;
    for style in root.named("style") {
        let name = style.child("name").and_then(|name| name.attribute("val")).unwrap_or_default();
        let level = style.child("pPr").and_then(|ppr| ppr.child("outlineLvl")).is_some();
        if let (Some(id), Some(kind)) = (style.attribute("styleId"), kind_of(name, level)) {
            kinds.insert(id.to_owned(), kind);
        }
    }
    Ok(kinds)
}

/// The kind of paragraphs in the style `name`; in every language of Word, styles of its own have English names in the file.
fn kind_of(name: &str, outline: bool) -> Option<ParagraphKind> {
    let name = name.to_ascii_lowercase();
    match name.as_str() {
        "caption" | "illustration" | "figure" | "drawing" => Some(ParagraphKind::Caption),
        "title" => Some(ParagraphKind::Heading),
        name if name.starts_with("heading") || outline => Some(ParagraphKind::Heading),
        _ => None,
    }
}

fn properties(text: &str, draft: &mut Draft) -> Result<(), Problem> {
    let (root, _) = xml::tree(text)?;
    draft.properties.title = root.words_of("title");
    draft.properties.author = root.words_of("creator");
    draft.properties.date = root.words_of("created").or_else(|| root.words_of("modified"));
    draft.language = root.words_of("language");
    Ok(())
}

/// Reads the paragraphs of a part of a document.
struct Body<'a> {
    styles: &'a HashMap<String, ParagraphKind>,
    /// Paragraphs that are open: a box of text stands in a paragraph and holds others.
    open: Vec<(String, ParagraphKind)>,
    /// The run is not shown.
    hidden: bool,
    in_text: bool,
}

impl<'a> Body<'a> {
    fn new(styles: &'a HashMap<String, ParagraphKind>) -> Self {
        Self { styles, open: Vec::new(), hidden: false, in_text: false }
    }

    fn read(mut self, text: &str, draft: &mut Draft) -> Result<Option<String>, Problem> {
        let mut events = Events::new(text);
        while let Some(event) = events.next()? {
            match event {
                // Notes that only draw the line above the others.
                Event::Start(element) if element.attribute("type").is_some_and(|kind| kind.contains("eparator")) => {
                    events.skip()?;
                }
                Event::Start(element) if HIDDEN.contains(&element.name.as_str()) => events.skip()?,
                Event::Start(element) => self.start(&element),
                Event::Text(words) if self.in_text && !self.hidden => self.add(&words),
                Event::Text(_) => {}
                Event::End(name) => match name.as_str() {
                    "t" => self.in_text = false,
                    "r" => self.hidden = false,
                    "p" => {
                        if let Some((words, kind)) = self.open.pop() {
                            draft.push(&words, kind);
                        }
                    }
                    _ => {}
                },
            }
        }
        while let Some((words, kind)) = self.open.pop() {
            draft.push(&words, kind);
        }
        Ok(events.broken())
    }

    fn start(&mut self, element: &Element) {
        let on = || !matches!(element.attribute("val"), Some("0" | "false" | "off"));
        match element.name.as_str() {
            "p" => self.open.push((String::new(), ParagraphKind::Body)),
            "t" => self.in_text = true,
            "pStyle" => self.kind(element.attribute("val").and_then(|id| self.styles.get(id)).copied()),
            "outlineLvl" if element.attribute("val") != Some("9") => self.kind(Some(ParagraphKind::Heading)),
            "vanish" | "webHidden" if on() => self.hidden = true,
            "tab" | "ptab" => self.add(" "),
            "br" | "cr" if element.attribute("type").is_none_or(|kind| kind == "textWrapping") => self.add("\n"),
            "noBreakHyphen" => self.add("\u{2011}"),
            _ => {}
        }
    }

    fn kind(&mut self, kind: Option<ParagraphKind>) {
        if let (Some(kind), Some((_, now))) = (kind, self.open.last_mut()) {
            *now = kind;
        }
    }

    fn add(&mut self, words: &str) {
        if let Some((current, _)) = self.open.last_mut() {
            current.push_str(words);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(xml: &str) -> Vec<(String, ParagraphKind)> {
        let styles = HashMap::from([("T".to_owned(), ParagraphKind::Heading)]);
        let mut draft = Draft::default();
        let _ = Body::new(&styles).read(xml, &mut draft);
        draft.paragraphs
    }

    #[test]
    fn only_what_is_shown_is_read() {
        let xml = r#"<w:document><w:body><w:p><w:pPr><w:pStyle w:val="T"/><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:t>Bridge </w:t></w:r><w:r><w:t>shut</w:t></w:r></w:p>
            <w:p><w:r><w:t xml:space="preserve">It </w:t></w:r><w:del><w:r><w:delText>is not</w:delText></w:r></w:del><w:ins><w:r><w:t>is AT&amp;T&#8217;s</w:t><w:br/><w:t>now</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r><w:r><w:t>.</w:t></w:r></w:p></w:body></w:document>"#;
        let found = words(xml);
        assert_eq!(
            found,
            [
                ("Bridge shut".to_owned(), ParagraphKind::Heading),
                ("It is AT&T’s\nnow.".to_owned(), ParagraphKind::Body)
            ]
        );
    }

    #[test]
    fn boxes_of_text_are_read_once() {
        let xml = r#"<w:body><w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:p><w:r><w:t>In a box</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>Around it</w:t></w:r></w:p></w:body>"#;
        let found: Vec<String> = words(xml).into_iter().map(|(words, _)| words).collect();
        assert_eq!(found, ["In a box", "Around it"]);
    }
}
