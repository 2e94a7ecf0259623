//! NewsML-G2, and NewsML 1 before it: items with a story in NITF, as a web page or as plain text.

use super::draft::Draft;
use super::error::Problem;
use super::format::Format;
use super::part::{Context, Listing};
use super::xml::{self, Node};
use super::{dates, nitf};
use crate::article::ParagraphKind;

/// Makes an article of each item that has words.
///
/// # Errors
///
/// [`Problem::Damaged`], [`Problem::TooDeep`] or [`Problem::TooMany`].
pub fn read(id: &str, text: &str, context: &mut Context) -> Result<Listing, Problem> {
    let (root, broken) = xml::tree(text)?;
    let mut listing = Listing::default();
    let is_item = |node: &&Node| ["newsItem", "NewsItem", "packageItem"].contains(&node.name());
    let mut cut_off = broken;
    for item in root.all().into_iter().filter(is_item) {
        context.budget.part()?;
        let mut draft = Draft::default();
        told(item, &mut draft);
        story(item, &mut draft);
        if draft.is_empty() {
            listing.left_out.push(match item.name() {
                "packageItem" => "a list of other items".to_owned(),
                _ => format!("an item without words ({})", draft.title.as_deref().unwrap_or("no headline")),
            });
            continue;
        }
        draft.cut_off(Format::NewsMl, cut_off.take())?;
        let mut article = draft.finish(id);
        let link = item.all().into_iter().find(|node| node.name() == "link" && node.attribute("href").is_some());
        article.url =
            link.and_then(|link| link.attribute("href")).filter(|url| url.starts_with("http")).map(str::to_owned);
        listing.articles.push(article);
    }
    if let Some(detail) = cut_off {
        return Err(Problem::damaged(Format::NewsMl, detail));
    }
    listing.number(id);
    Ok(listing)
}

/// What an item tells about itself.
fn told(item: &Node, draft: &mut Draft) {
    let first = |names: &[&str]| names.iter().find_map(|name| item.find(name).and_then(Node::words));
    let name = |node: &Node| node.words_of("name").or_else(|| node.attribute("literal").map(str::to_owned));
    draft.title = first(&["headline", "HeadLine"]);
    draft.byline = first(&["by", "ByLine"]).or_else(|| item.find("creator").and_then(name));
    let date = first(&[
        "contentCreated",
        "firstCreated",
        "versionCreated",
        "DateAndTime",
        "FirstCreated",
        "ThisRevisionCreated",
    ]);
    draft.date = date.map(|date| dates::iso(&date));
    draft.source = item.find("provider").and_then(name).or_else(|| item.find("infoSource").and_then(name));
    let language =
        item.find("contentMeta").and_then(|meta| meta.child("language")).and_then(|node| node.attribute("tag"));
    draft.language = language.map(str::to_owned);
}

fn story(item: &Node, draft: &mut Draft) {
    for content in item.all() {
        match content.name() {
            "inlineXML" | "DataContent" if content.nodes().next().is_some() => {
                for inner in content.nodes() {
                    match inner.name() {
                        "nitf" => nitf::fill(inner, draft),
                        _ => draft.push_html(&inner.markup()),
                    }
                }
            }
            "inlineXML" | "inlineData" | "DataContent" => {
                let kind = content.attribute("contenttype").unwrap_or_default();
                let text = content.text();
                if kind.contains("html") || text.contains("</p>") {
                    draft.push_html(&text)
                } else {
                    draft.push_text(&text)
                }
            }
            _ => {}
        }
    }
    // A picture has a description and no story.
    if draft.is_empty() {
        for description in item.all().into_iter().filter(|node| node.name() == "description") {
            draft.push(&description.text(), ParagraphKind::Body);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_of_a_message_is_read() -> Result<(), Problem> {
        let message = "<newsMessage xmlns=\"http://iptc.org/std/nar/2006-10-01/\"><itemSet><newsItem guid=\"urn:1\"><itemMeta>\
            <provider literal=\"Courier Wire\"/><versionCreated>2031-05-03T10:30:00+02:00</versionCreated></itemMeta><contentMeta>\
            <headline>Bridge shut</headline><by>By Ada Brandt</by><language tag=\"en-GB\"/></contentMeta><contentSet>\
            <inlineXML contenttype=\"application/xhtml+xml\"><html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>Slug</title></head>\
            <body><p>AT&amp;T said no.</p><p>So &lt; it is.</p></body></html></inlineXML></contentSet></newsItem>\
            <newsItem><contentMeta><headline>Two</headline></contentMeta><contentSet><inlineData contenttype=\"text/plain\">The ferry runs.\
            </inlineData></contentSet></newsItem><packageItem/></itemSet></newsMessage>";
        let listing = read("m", message, &mut Context::default())?;
        let [one, two] = listing.articles.as_slice() else { panic!("{listing:?}") };
        assert_eq!(one.text, "Bridge shut\n\nAT&T said no.\n\nSo < it is.\n");
        assert_eq!((one.byline.as_deref(), one.source.as_deref()), (Some("Ada Brandt"), Some("Courier Wire")));
        assert_eq!((one.id.as_str(), one.date.as_deref()), ("m-1", Some("2031-05-03T10:30:00+02:00")));
        assert_eq!(two.text, "Two\n\nThe ferry runs.\n");
        assert_eq!(listing.left_out, ["a list of other items"]);
        Ok(())
    }
}
