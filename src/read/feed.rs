//! News feeds: RSS in all its versions, and Atom. Each item is an article.

use super::draft::Draft;
use super::error::Problem;
use super::format::Format;
use super::part::{Context, Listing};
use super::xml::{self, Node};
use super::{dates, kinds};

/// Elements that hold the text of an item, or a part of it.
const TEXTS: &[&str] = &["encoded", "content", "description", "summary"];

/// Makes an article of each item of a feed.
///
/// # Errors
///
/// [`Problem::Damaged`], [`Problem::TooDeep`] or [`Problem::TooMany`].
pub fn read(id: &str, text: &str, context: &mut Context) -> Result<Listing, Problem> {
    let (root, broken) = xml::tree(text)?;
    let channel = root.child("channel").unwrap_or(&root);
    let outlet = channel.words_of("title");
    let language = channel.words_of("language").or_else(|| root.attribute("lang").map(str::to_owned));
    let mut listing = Listing::default();
    // Of RSS 1.0 the items stand beside the channel, and not in it.
    let is_item = |node: &&Node| ["item", "entry"].contains(&node.name());
    let holder = if channel.nodes().any(|node| is_item(&node)) { channel } else { &root };
    for item in holder.nodes().filter(is_item) {
        context.budget.part()?;
        let mut draft = draft(item);
        if draft.is_empty() && draft.title.is_none() {
            continue;
        }
        draft.source = outlet.clone();
        draft.language = language.clone();
        let mut article = draft.finish(id);
        article.url = address(item);
        listing.articles.push(article);
    }
    listing.number(id);
    match broken {
        Some(detail) if listing.articles.is_empty() => Err(Problem::damaged(Format::Feed, detail)),
        Some(_) => {
            listing.left_out.push("the rest of the feed, which is damaged or cut off".to_owned());
            Ok(listing)
        }
        None => Ok(listing),
    }
}

fn draft(item: &Node) -> Draft {
    let plain = |words: String| {
        kinds::one_line(
            &super::html::words_of(&words).into_iter().map(|(words, _)| words).collect::<Vec<_>>().join(" "),
        )
    };
    let named = |node: &Node| node.words_of("name").or_else(|| node.words());
    let date = ["pubDate", "published", "date", "updated", "issued", "modified"];
    let mut draft = Draft {
        title: item.words_of("title").map(plain),
        byline: item.child("creator").or(item.child("author")).and_then(named).map(|name| author(&name)),
        date: date.iter().find_map(|name| item.words_of(name)).map(|date| dates::iso(&date)),
        ..Draft::default()
    };
    // The longest: some feeds give the text and what it is about, others one of the two.
    let texts = item.nodes().filter(|node| TEXTS.contains(&node.name())).map(markup);
    if let Some(text) = texts.max_by_key(String::len) {
        draft.push_html(&text);
    }
    draft
}

/// `ada@courier.invalid (Ada Brandt)` names her.
fn author(told: &str) -> String {
    match told.split_once('(') {
        Some((address, name)) if address.contains('@') => name.trim_end_matches(')').to_owned(),
        _ => told.to_owned(),
    }
}

fn address(item: &Node) -> Option<String> {
    let is_page = |link: &&Node| matches!(link.attribute("rel"), None | Some("alternate"));
    let links = item.named("link").filter(is_page);
    let told = links.filter_map(|link| link.attribute("href").map(str::to_owned).or_else(|| link.words())).next();
    told.or_else(|| item.words_of("guid")).filter(|url| url.starts_with("http"))
}

/// What stands in an element, as a piece of a web page: it may be written as letters or as elements.
fn markup(node: &Node) -> String {
    if node.nodes().next().is_none() { node.text() } else { node.markup() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(text: &str) -> Result<Listing, Problem> {
        read("f", text, &mut Context::default())
    }

    #[test]
    fn items_of_rss_become_articles() -> Result<(), Problem> {
        let feed = "<rss version=\"2.0\" xmlns:content=\"c\" xmlns:dc=\"d\"><channel><title>Kessel Courier</title><language>en</language>\
            <item><title>Bridge &amp;amp; ferry</title><link>https://courier.invalid/1</link><dc:creator>Ada Brandt</dc:creator>\
            <pubDate>Sat, 03 May 2031 10:30:00 +0200</pubDate><description>Short.</description>\
            <content:encoded><![CDATA[<p>The bridge is <b>shut</b>.</p><p>“No,” she said.</p>]]></content:encoded></item>\
            <item><title>Two</title><description>&lt;p&gt;The ferry runs.&lt;/p&gt;</description><author>a@b.invalid (Tom Reyes)</author></item>\
            <item/></channel></rss>";
        let listing = read_all(feed)?;
        let [one, two] = listing.articles.as_slice() else { panic!("{listing:?}") };
        assert_eq!(one.text, "Bridge & ferry\n\nThe bridge is shut.\n\n“No,” she said.\n");
        assert_eq!(
            (one.byline.as_deref(), one.date.as_deref()),
            (Some("Ada Brandt"), Some("2031-05-03T10:30:00+02:00"))
        );
        assert_eq!(
            (one.source.as_deref(), one.url.as_deref()),
            (Some("Kessel Courier"), Some("https://courier.invalid/1"))
        );
        assert_eq!((one.id.as_str(), two.id.as_str(), two.byline.as_deref()), ("f-1", "f-2", Some("Tom Reyes")));
        assert_eq!(two.text, "Two\n\nThe ferry runs.\n");
        Ok(())
    }

    #[test]
    fn entries_of_atom_become_articles() -> Result<(), Problem> {
        let feed = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Courier</title><entry><title>Bridge</title>\
            <link rel=\"self\" href=\"https://courier.invalid/x\"/><link href=\"https://courier.invalid/1\"/>\
            <author><name>Ada Brandt</name></author><updated>2031-05-03T10:30:00Z</updated>\
            <content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><p>AT&amp;T said no.</p><p>So.</p></div></content></entry></feed>";
        let listing = read_all(feed)?;
        let [one] = listing.articles.as_slice() else { panic!("{listing:?}") };
        assert_eq!(one.text, "Bridge\n\nAT&T said no.\n\nSo.\n");
        assert_eq!(
            (one.byline.as_deref(), one.url.as_deref()),
            (Some("Ada Brandt"), Some("https://courier.invalid/1"))
        );
        assert_eq!(one.id, "f");
        Ok(())
    }

    #[test]
    fn items_beside_the_channel_count_once() -> Result<(), Problem> {
        let feed = "<rdf:RDF><channel><title>Courier</title></channel><item><title>One</title><description>The bridge.</description></item></rdf:RDF>";
        assert_eq!(read_all(feed)?.articles.len(), 1);
        Ok(())
    }
}
