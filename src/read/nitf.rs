//! NITF, the News Industry Text Format.

use super::dates;
use super::draft::Draft;
use super::error::Problem;
use super::format::Format;
use super::part::Listing;
use super::xml::{self, Node};
use crate::article::ParagraphKind;

/// Elements whose words are no part of the story.
const ASIDE: &[&str] =
    &["media-reference", "media-metadata", "media-producer", "object", "style", "body.end", "docdata"];

/// Makes an article of a document.
///
/// # Errors
///
/// [`Problem::Damaged`], [`Problem::TooDeep`] or [`Problem::TooMany`].
pub fn read(id: &str, text: &str) -> Result<Listing, Problem> {
    let (root, broken) = xml::tree(text)?;
    let mut draft = Draft::default();
    fill(&root, &mut draft);
    draft.cut_off(Format::Nitf, broken)?;
    let mut article = draft.finish(id);
    article.url = root
        .find("doc-id")
        .and_then(|id| id.attribute("ex-ref"))
        .filter(|url| url.starts_with("http"))
        .map(str::to_owned);
    Ok(Listing::one(article))
}

/// Fills `draft` from the element `nitf`: what is told about the story, and its paragraphs. What is told already stays.
pub fn fill(root: &Node, draft: &mut Draft) {
    let heading = root.find("body.head");
    let headline = heading.and_then(|head| head.find("hl1")).and_then(Node::words);
    let title = headline.or_else(|| root.find("head").and_then(|head| head.words_of("title")));
    draft.title = draft.title.take().or(title);
    let byline = heading.and_then(|head| head.find("byline"));
    let name = byline.and_then(|byline| byline.words_of("person")).or_else(|| byline.and_then(Node::words));
    draft.byline = draft.byline.take().or(name);
    let norm = |name: &str| root.find(name).and_then(|node| node.attribute("norm")).filter(|norm| !norm.is_empty());
    let date = norm("date.issue").or_else(|| norm("story.date")).or_else(|| norm("date.release"));
    draft.date = draft.date.take().or(date.map(dates::iso));
    let outlet = root.find("pubdata").and_then(|data| data.attribute("name")).map(str::to_owned);
    let outlet = outlet.or_else(|| heading.and_then(|head| head.words_of("distributor")));
    draft.source = draft.source.take().or(outlet);
    if let Some(head) = heading {
        for below in head.all().into_iter().filter(|node| ["hl2", "abstract"].contains(&node.name())) {
            draft.push(&below.text(), ParagraphKind::Body);
        }
    }
    if let Some(content) = root.find("body.content") {
        blocks(content, draft);
    }
}

/// The paragraphs in an element, as deep as the tree, which is bounded.
fn blocks(node: &Node, draft: &mut Draft) {
    for child in node.nodes() {
        match child.name() {
            name if ASIDE.contains(&name) => {}
            "hl1" | "hl2" => draft.push(&line(child), ParagraphKind::Heading),
            "media-caption" | "caption" => draft.push(&line(child), ParagraphKind::Caption),
            "p" | "li" | "dt" | "dd" | "td" | "th" | "credit" | "pre" | "fn" => {
                draft.push(&line(child), ParagraphKind::Body);
            }
            _ => blocks(child, draft),
        }
    }
}

/// The words of an element, with every run of white space made one space.
fn line(node: &Node) -> String {
    super::kinds::one_line(&node.text())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_is_read_with_what_is_told_about_it() -> Result<(), Problem> {
        let story = "<?xml version=\"1.0\"?><nitf><head><title>Slug</title><docdata><date.issue norm=\"20310503T103000+0200\"/></docdata>\
            <pubdata name=\"Kessel Courier\"/></head><body><body.head><hedline><hl1>Bridge shut</hl1><hl2>It has sunk.</hl2></hedline>\
            <byline>By <person>Ada Brandt</person><byttl>Staff</byttl></byline><dateline><location>KESSEL</location></dateline></body.head>\
            <body.content><media media-type=\"image\"><media-reference source=\"b.jpg\">x</media-reference><media-caption><p>The bridge.</p>\
            </media-caption></media><block><p>“Nobody <em>crosses</em>,” she said.</p><hl2>Who pays</hl2><p>The\n town.</p></block></body.content>\
            </body></nitf>";
        let listing = read("n", story)?;
        let [article] = listing.articles.as_slice() else { panic!("{listing:?}") };
        assert_eq!(
            article.text,
            "Bridge shut\n\nIt has sunk.\n\nThe bridge.\n\n“Nobody crosses,” she said.\n\nWho pays\n\nThe town.\n"
        );
        assert_eq!(
            (article.byline.as_deref(), article.source.as_deref()),
            (Some("Ada Brandt"), Some("Kessel Courier"))
        );
        assert_eq!(article.date.as_deref(), Some("2031-05-03T10:30:00+02:00"));
        assert_eq!(article.paragraphs.get(2).map(|p| p.kind), Some(ParagraphKind::Caption));
        Ok(())
    }
}
