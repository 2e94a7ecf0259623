//! OpenDocument texts (`.odt`, and `.fodt` in one piece).

use std::collections::HashMap;

use super::draft::Draft;
use super::error::Problem;
use super::format::Format;
use super::members::Members;
use super::part::{Context, Listing, Part};
use super::xml::{self, Element, Event, Events, Node};
use crate::article::ParagraphKind;

/// Elements whose words are no part of the text: what was deleted, remarks, lists of contents, numbers of notes.
const HIDDEN: &[&str] = &[
    "tracked-changes",
    "annotation",
    "table-of-content",
    "alphabetical-index",
    "illustration-index",
    "note-citation",
    "ruby-text",
    "hidden-text",
    "hidden-paragraph",
    "forms",
    "styles",
    "automatic-styles",
    "master-styles",
    "font-face-decls",
    "meta",
    "settings",
    "scripts",
    "title",
    "desc",
];

/// Makes an article of a document: its paragraphs with their kinds by style, notes at the end; title, author and date from
/// its properties where its text does not tell them.
pub fn read(part: Part<'_>, context: &mut Context) -> Result<Listing, Problem> {
    let mut members = Members::open(part.bytes, Format::OpenDocument)?;
    if let Some(manifest) = members.get("META-INF/manifest.xml", &mut context.budget)?
        && xml::text_of(&manifest, context).contains("encryption-data")
    {
        return Err(Problem::Locked(Format::OpenDocument));
    }
    let content = members.need("content.xml", &mut context.budget)?;
    let mut draft = Draft::default();
    let mut parents = HashMap::new();
    if let Some(meta) = members.get("meta.xml", &mut context.budget)? {
        properties(&xml::tree(&xml::text_of(&meta, context))?.0, &mut draft);
    }
    if let Some(styles) = members.get("styles.xml", &mut context.budget)? {
        read_styles(&xml::text_of(&styles, context), &mut parents)?;
    }
    let content = xml::text_of(&content, context);
    read_styles(&content, &mut parents)?;
    Body::new(&parents).read(&content, &mut draft)?;
    Ok(Listing::one(draft.finish(part.id)))
}

/// Makes an article of a document that is one XML file.
pub fn read_flat(id: &str, text: &str) -> Result<Listing, Problem> {
    let mut draft = Draft::default();
    let mut parents = HashMap::new();
    let mut events = Events::new(text);
    while let Some(event) = events.next()? {
        match event {
            Event::Start(element) if element.name == "body" => break,
            Event::Start(element) if element.name == "meta" => {
                let mut node = Node::default();
                gather(&mut events, &mut node)?;
                properties(&node, &mut draft);
            }
            _ => {}
        }
    }
    read_styles(text, &mut parents)?;
    Body::new(&parents).read(text, &mut draft)?;
    Ok(Listing::one(draft.finish(id)))
}

/// The elements directly in the one that just began, with their words.
fn gather(events: &mut Events<'_>, node: &mut Node) -> Result<(), Problem> {
    let mut depth = 1;
    while depth > 0 {
        match events.next()? {
            Some(Event::Start(element)) => {
                depth += 1;
                node.children.push(xml::Child::Node(Node { element, children: Vec::new() }));
            }
            Some(Event::Text(words)) => {
                if let Some(xml::Child::Node(last)) = node.children.last_mut().filter(|_| depth > 1) {
                    last.children.push(xml::Child::Text(words));
                }
            }
            Some(Event::End(_)) => depth -= 1,
            None => break,
        }
    }
    Ok(())
}

fn properties(root: &Node, draft: &mut Draft) {
    let told = |name: &str| root.all().into_iter().find(|node| node.name() == name).and_then(Node::words);
    draft.properties.title = told("title");
    draft.properties.author = told("initial-creator").or_else(|| told("creator"));
    draft.properties.date = told("creation-date").or_else(|| told("date"));
    draft.language = told("language");
}

/// From which style each style comes; those that a document makes for itself have no telling names.
fn read_styles(text: &str, parents: &mut HashMap<String, String>) -> Result<(), Problem> {
    let mut events = Events::new(text);
    while let Some(event) = events.next()? {
        match event {
            Event::Start(element) if element.name == "style" => {
                if let (Some(name), Some(parent)) = (element.attribute("name"), element.attribute("parent-style-name"))
                {
                    parents.insert(name.to_owned(), parent.to_owned());
                }
            }
            Event::Start(element) if element.name == "text" => break,
            _ => {}
        }
    }
    Ok(())
}

struct Body<'a> {
    parents: &'a HashMap<String, String>,
    /// Paragraphs that are open: a box of text stands in a paragraph and holds others. A note is one, too.
    open: Vec<(String, ParagraphKind)>,
    notes: Vec<String>,
    note: Option<usize>,
}

impl<'a> Body<'a> {
    fn new(parents: &'a HashMap<String, String>) -> Self {
        Self { parents, open: Vec::new(), notes: Vec::new(), note: None }
    }

    fn read(mut self, text: &str, draft: &mut Draft) -> Result<(), Problem> {
        let mut events = Events::new(text);
        while let Some(event) = events.next()? {
            match event {
                Event::Start(element) if HIDDEN.contains(&element.name.as_str()) => events.skip()?,
                Event::Start(element) => self.start(&element),
                Event::Text(words) => self.add(&words.replace(['\n', '\t', '\r'], " ")),
                Event::End(name) => match name.as_str() {
                    "p" | "h" => self.end(draft),
                    "note" => self.note = None,
                    _ => {}
                },
            }
        }
        while !self.open.is_empty() {
            self.end(draft);
        }
        for note in self.notes {
            draft.push(&note, ParagraphKind::Body);
        }
        draft.cut_off(Format::OpenDocument, events.broken())
    }

    fn start(&mut self, element: &Element) {
        match element.name.as_str() {
            "h" => self.open.push((String::new(), ParagraphKind::Heading)),
            "p" => {
                let kind = element.attribute("style-name").map_or(ParagraphKind::Body, |style| self.kind_of(style));
                self.open.push((String::new(), kind));
            }
            "note" => self.note = Some(self.open.len()),
            "s" => {
                let count = element.attribute("c").and_then(|count| count.parse().ok()).unwrap_or(1_usize);
                self.add(if count > 0 { " " } else { "" });
            }
            "tab" => self.add(" "),
            "line-break" => self.add("\n"),
            _ => {}
        }
    }

    /// A style counts as what it comes from.
    fn kind_of(&self, style: &str) -> ParagraphKind {
        let mut style = style;
        for _ in 0..8 {
            match style {
                "Title" => return ParagraphKind::Heading,
                "Caption" | "caption" | "Illustration" | "Figure" | "Drawing" => return ParagraphKind::Caption,
                style if style.starts_with("Heading") => return ParagraphKind::Heading,
                _ => {}
            }
            let Some(parent) = self.parents.get(style) else { break };
            style = parent;
        }
        ParagraphKind::Body
    }

    fn add(&mut self, words: &str) {
        if let Some((current, _)) = self.open.last_mut()
            && !(words.trim().is_empty() && current.ends_with(' '))
        {
            current.push_str(words);
        }
    }

    fn end(&mut self, draft: &mut Draft) {
        let Some((words, kind)) = self.open.pop() else { return };
        match self.note {
            Some(depth) if self.open.len() >= depth => self.notes.push(words),
            _ => draft.push(&words, kind),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_shown_is_read() -> Result<(), Problem> {
        let xml = r#"<office:body><office:text><text:tracked-changes><text:p>gone</text:p></text:tracked-changes>
            <text:h>Bridge shut</text:h><text:p text:style-name="P1">At<text:s text:c="3"/>the <text:span>old</text:span> bridge<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Since May.</text:p></text:note-body></text:note>,<text:line-break/>at last.</text:p>
            <text:p text:style-name="P2">The bridge on Sunday.</text:p></office:text></office:body>"#;
        let parents = HashMap::from([("P2".to_owned(), "Illustration".to_owned())]);
        let mut draft = Draft::default();
        Body::new(&parents).read(xml, &mut draft)?;
        let expected = [
            ("Bridge shut", ParagraphKind::Heading),
            ("At the old bridge,\nat last.", ParagraphKind::Body),
            ("The bridge on Sunday.", ParagraphKind::Caption),
            ("Since May.", ParagraphKind::Body),
        ];
        assert_eq!(draft.paragraphs, expected.map(|(words, kind)| (words.to_owned(), kind)));
        Ok(())
    }
}
