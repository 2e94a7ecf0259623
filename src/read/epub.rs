//! E-books (`.epub`).

use std::collections::HashMap;

use super::draft::Draft;
use super::error::Problem;
use super::format::Format;
use super::members::Members;
use super::part::{Context, Listing, Part};
use super::{encoding, html, xml};

/// Makes an article of a book: its chapters one after the other, without cover and table of contents.
pub fn read(part: Part<'_>, context: &mut Context) -> Result<Listing, Problem> {
    let mut members = Members::open(part.bytes, Format::Epub)?;
    if let Some(encryption) = members.get("META-INF/encryption.xml", &mut context.budget)? {
        // Fonts are often scrambled; that locks nothing.
        let text = xml::text_of(&encryption, context);
        let scrambled = text.matches("idpf.org/2008/embedding").count() + text.matches("ns.adobe.com/pdf/enc").count();
        if text.matches("EncryptedData ").count().max(text.matches("EncryptedData>").count() / 2) > scrambled {
            return Err(Problem::Locked(Format::Epub));
        }
    }
    let container = members.need("META-INF/container.xml", &mut context.budget)?;
    let (container, _) = xml::tree(&xml::text_of(&container, context))?;
    let package =
        container.find("rootfile").and_then(|file| file.attribute("full-path")).unwrap_or_default().to_owned();
    let book = members.need(&package, &mut context.budget)?;
    let (book, _) = xml::tree(&xml::text_of(&book, context))?;
    let mut draft = Draft::default();
    if let Some(told) = book.child("metadata") {
        draft.title = told.words_of("title");
        let authors: Vec<String> = told.named("creator").filter_map(xml::Node::words).collect();
        draft.byline = (!authors.is_empty()).then(|| authors.join(", "));
        draft.date = told.words_of("date");
        draft.source = told.words_of("publisher");
        draft.language = told.words_of("language");
    }
    let mut items: HashMap<&str, (&str, bool)> = HashMap::new();
    for item in book.child("manifest").into_iter().flat_map(|manifest| manifest.named("item")) {
        let is_page = item.attribute("media-type").is_some_and(|kind| kind.contains("html"));
        let is_contents = item.attribute("properties").is_some_and(|words| words.split(' ').any(|word| word == "nav"));
        if let (Some(id), Some(href)) = (item.attribute("id"), item.attribute("href")) {
            items.insert(id, (href, is_page && !is_contents));
        }
    }
    for chapter in book.child("spine").into_iter().flat_map(|spine| spine.named("itemref")) {
        let Some((href, true)) = chapter.attribute("idref").and_then(|id| items.get(id)).copied() else { continue };
        context.budget.part()?;
        let name = beside(&package, href);
        match members.get(&name, &mut context.budget)? {
            Some(page) => {
                for (words, kind) in html::words_of(&encoding::decode(&page, context.encoding).text) {
                    draft.push(&words, kind);
                }
            }
            None => draft.not_read(format!("The part {name} is missing in the book.")),
        }
    }
    Ok(Listing::one(draft.finish(part.id)))
}

/// The name of the member that `href` in the member `from` means.
fn beside(from: &str, href: &str) -> String {
    let href = href.split(['#', '?']).next().unwrap_or_default();
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    let decoded = percent_decoded(href);
    for step in decoded.split('/') {
        match step {
            ".." => {
                parts.pop();
            }
            "." | "" => {}
            step => parts.push(step),
        }
    }
    parts.join("/")
}

fn percent_decoded(text: &str) -> String {
    let (mut bytes, mut rest) = (Vec::with_capacity(text.len()), text.as_bytes());
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
        rest = match (first, code) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                after.get(2..).unwrap_or_default()
            }
            (first, _) => {
                bytes.push(*first);
                after
            }
        };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_members_are_found() {
        assert_eq!(beside("OEBPS/content.opf", "text/a%20b.xhtml#x"), "OEBPS/text/a b.xhtml");
        assert_eq!(beside("content.opf", "../a.xhtml"), "a.xhtml");
        assert_eq!(beside("a/b/c.opf", "./../d%.xhtml"), "a/d%.xhtml");
    }
}
