//! XML, event by event or as a tree, with bounds. Entities that a document declares are not unfolded: only the letters and
//! the names that everybody knows become letters.

use quick_xml::Reader;
use quick_xml::escape::{resolve_html5_entity, unescape_with};
use quick_xml::events::{BytesStart, Event as Raw};

use super::encoding;
use super::error::Problem;
use super::part::Context;

/// The most levels of elements in elements.
pub const MAX_DEPTH: usize = 256;

/// The most elements in a tree.
const MAX_ELEMENTS: usize = 2_000_000;

/// Elements of web pages that have no end.
const VOID: &[&str] = &["br", "hr", "img", "wbr", "meta", "link", "input", "col"];

/// What stands in a document, one after the other.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// An element begins. One without content ends at once.
    Start(Element),
    /// The element of this name ends.
    End(String),
    /// Letters.
    Text(String),
}

/// The start of an element: its name and attributes, without prefixes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Element {
    /// Its name.
    pub name: String,
    attributes: Vec<(String, String)>,
}

impl Element {
    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// The letters of an XML document, by what it says of its encoding.
pub fn text_of(bytes: &[u8], context: &Context) -> String {
    encoding::decode(bytes, context.encoding).text
}

/// The events of a document.
pub struct Events<'a> {
    reader: Reader<&'a [u8]>,
    depth: usize,
    ending: Option<String>,
    broken: Option<String>,
}

impl<'a> Events<'a> {
    /// The events of `text`.
    pub fn new(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        Self { reader, depth: 0, ending: None, broken: None }
    }

    /// The next event; `None` at the end, and where the document is broken from here on.
    ///
    /// # Errors
    ///
    /// [`Problem::TooDeep`] where elements stand in more than [`MAX_DEPTH`] others.
    pub fn next(&mut self) -> Result<Option<Event>, Problem> {
        if let Some(name) = self.ending.take() {
            return Ok(Some(Event::End(name)));
        }
        loop {
            let event = match self.reader.read_event() {
                Ok(event) => event,
                Err(error) => {
                    self.broken.get_or_insert(error.to_string());
                    return Ok(None);
                }
            };
            return Ok(Some(match event {
                Raw::Start(start) => {
                    self.depth += 1;
                    if self.depth > MAX_DEPTH {
                        return Err(Problem::TooDeep(MAX_DEPTH));
                    }
                    Event::Start(element(&start))
                }
                Raw::Empty(start) => {
                    let element = element(&start);
                    self.ending = Some(element.name.clone());
                    Event::Start(element)
                }
                Raw::End(end) => {
                    self.depth = self.depth.saturating_sub(1);
                    Event::End(String::from_utf8_lossy(end.local_name().as_ref()).into_owned())
                }
                Raw::Text(text) => Event::Text(String::from_utf8_lossy(&text.into_inner()).into_owned()),
                Raw::CData(text) => Event::Text(String::from_utf8_lossy(&text.into_inner()).into_owned()),
                Raw::GeneralRef(reference) => {
                    let name = String::from_utf8_lossy(&reference).into_owned();
                    Event::Text(match reference.resolve_char_ref() {
                        Ok(Some(letter)) => letter.to_string(),
                        _ => resolve_html5_entity(&name).map_or_else(|| format!("&{name};"), str::to_owned),
                    })
                }
                Raw::Eof => {
                    if self.depth > 0 {
                        self.broken.get_or_insert("it ends in the middle".to_owned());
                    }
                    return Ok(None);
                }
                Raw::Comment(_) | Raw::Decl(_) | Raw::PI(_) | Raw::DocType(_) => continue,
            }));
        }
    }

    /// Passes over all that stands in the element that just began.
    pub fn skip(&mut self) -> Result<(), Problem> {
        let mut inside = 1;
        while inside > 0 {
            match self.next()? {
                Some(Event::Start(_)) => inside += 1,
                Some(Event::End(_)) => inside -= 1,
                Some(Event::Text(_)) => {}
                None => break,
            }
        }
        Ok(())
    }

    /// Why the document ended before its end, where it did.
    pub fn broken(self) -> Option<String> {
        self.broken
    }
}

fn element(start: &BytesStart<'_>) -> Element {
    let name = String::from_utf8_lossy(start.local_name().as_ref()).into_owned();
    // Checks for attributes that come twice would take time with the square of their number.
    let mut raw = start.attributes();
    let attributes = raw.with_checks(false).flatten().map(|attribute| {
        let key = String::from_utf8_lossy(attribute.key.local_name().as_ref()).into_owned();
        let raw = String::from_utf8_lossy(&attribute.value).into_owned();
        let value = unescape_with(&raw, resolve_html5_entity).map(std::borrow::Cow::into_owned);
        (key, value.unwrap_or(raw))
    });
    let attributes = attributes.collect();
    Element { name, attributes }
}

/// An element with all that stands in it.
#[derive(Clone, Debug, Default)]
pub struct Node {
    /// Its start.
    pub element: Element,
    /// What stands in it.
    pub children: Vec<Child>,
}

/// What stands in a [`Node`].
#[derive(Clone, Debug)]
pub enum Child {
    /// An element.
    Node(Node),
    /// Letters.
    Text(String),
}

impl Node {
    /// Its name without its prefix.
    pub fn name(&self) -> &str {
        &self.element.name
    }

    /// An attribute of it.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.element.attribute(name)
    }

    /// The elements directly in it.
    pub fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.children.iter().filter_map(|child| match child {
            Child::Node(node) => Some(node),
            Child::Text(_) => None,
        })
    }

    /// The elements of this name directly in it.
    pub fn named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Node> {
        self.nodes().filter(move |node| node.name() == name)
    }

    /// The first element of this name directly in it.
    pub fn child<'a>(&'a self, name: &'a str) -> Option<&'a Node> {
        self.named(name).next()
    }

    /// All elements in it, at any depth, in their order, itself first.
    pub fn all(&self) -> Vec<&Node> {
        let (mut found, mut open) = (Vec::new(), vec![self]);
        while let Some(node) = open.pop() {
            found.push(node);
            let at = open.len();
            open.extend(node.nodes());
            open.get_mut(at..).unwrap_or_default().reverse();
        }
        found
    }

    /// The first element of this name in it, at any depth.
    pub fn find(&self, name: &str) -> Option<&Node> {
        self.all().into_iter().find(|node| node.name() == name)
    }

    /// Its letters, those of all elements in it too.
    pub fn text(&self) -> String {
        let mut text = String::new();
        self.gather(&mut text);
        text
    }

    // As deep as the tree, which is bounded.
    fn gather(&self, text: &mut String) {
        for child in &self.children {
            match child {
                Child::Node(node) => node.gather(text),
                Child::Text(words) => text.push_str(words),
            }
        }
    }

    /// Its content as a piece of a web page, its own tags included.
    pub fn markup(&self) -> String {
        let mut markup = String::new();
        self.write_markup(&mut markup);
        markup
    }

    // As deep as the tree, which is bounded.
    fn write_markup(&self, markup: &mut String) {
        markup.extend(["<", self.name(), ">"]);
        for child in &self.children {
            match child {
                Child::Node(node) => node.write_markup(markup),
                Child::Text(words) => markup.push_str(&quick_xml::escape::partial_escape(words.as_str())),
            }
        }
        if !VOID.contains(&self.name()) {
            markup.extend(["</", self.name(), ">"]);
        }
    }

    /// Its letters without the white space around them, where it has any.
    pub fn words(&self) -> Option<String> {
        let text = self.text();
        let words = text.trim();
        (!words.is_empty()).then(|| words.to_owned())
    }

    /// The words of the first element of this name directly in it.
    pub fn words_of(&self, name: &str) -> Option<String> {
        self.child(name)?.words()
    }
}

/// A document as a tree, and why it ended early where it did.
///
/// # Errors
///
/// [`Problem::TooDeep`], or [`Problem::TooMany`] elements.
pub fn tree(text: &str) -> Result<(Node, Option<String>), Problem> {
    let mut events = Events::new(text);
    let mut open = vec![Node::default()];
    let mut count = 0;
    while let Some(event) = events.next()? {
        match event {
            Event::Start(element) => {
                count += 1;
                if count > MAX_ELEMENTS {
                    return Err(Problem::TooMany(MAX_ELEMENTS));
                }
                open.push(Node { element, children: Vec::new() });
            }
            Event::Text(text) => {
                if let Some(node) = open.last_mut() {
                    node.children.push(Child::Text(text));
                }
            }
            Event::End(_) => close(&mut open),
        }
    }
    while open.len() > 1 {
        close(&mut open);
    }
    let document = open.pop().unwrap_or_default();
    let root = document.nodes().next().cloned().unwrap_or_default();
    Ok((root, events.broken()))
}

fn close(open: &mut Vec<Node>) {
    if open.len() > 1
        && let Some(done) = open.pop()
        && let Some(outer) = open.last_mut()
    {
        outer.children.push(Child::Node(done));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_become_letters_and_own_entities_do_not_unfold() -> Result<(), Problem> {
        let bomb = "<!DOCTYPE a [<!ENTITY x \"ha\"><!ENTITY y \"&x;&x;&x;\">]><a b=\"&quot;1&#x32;\">AT&amp;T &#8220;x&rdquo; &y; \
            <![CDATA[<b>]]></a>";
        let (root, broken) = tree(bomb)?;
        assert_eq!(root.text(), "AT&T “x” &y; <b>");
        assert_eq!((root.attribute("b"), broken), (Some("\"12"), None));
        Ok(())
    }

    #[test]
    fn what_stands_before_the_damage_is_kept() -> Result<(), Problem> {
        let (root, broken) = tree("<a><b>one</b><b>two")?;
        assert_eq!(root.text(), "onetwo");
        assert!(broken.is_some());
        let (root, broken) = tree("<a><b>one</b><b at=\"")?;
        assert_eq!(root.text(), "one");
        assert!(broken.is_some());
        Ok(())
    }

    #[test]
    fn depth_is_bounded() {
        assert!(matches!(tree(&"<a>".repeat(MAX_DEPTH + 1)), Err(Problem::TooDeep(MAX_DEPTH))));
        assert!(tree(&"<a/>".repeat(MAX_DEPTH + 1)).is_ok());
    }
}
