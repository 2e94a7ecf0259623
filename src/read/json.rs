//! JSON with articles in it: IPTC's ninjs, schema.org's articles, JSON feeds, and whatever has a text under a usual name; one
//! object, a list, a list in an object, or an object a line. Read as it comes, without a tree of it in memory.

use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::draft::Draft;
use super::error::Problem;
use super::format::Format;
use super::part::{Context, Listing};
use super::{dates, kinds, text};
use crate::article::Article;

/// The names of fields, in small letters and without marks between words.
const TITLES: &[&str] = &["headline", "headlines", "title", "name"];
const BYLINES: &[&str] = &["byline", "bylines", "author", "authors", "creator"];
const DATES: &[&str] = &[
    "datepublished",
    "published",
    "publishedat",
    "publishdate",
    "pubdate",
    "firstpublished",
    "versioncreated",
    "firstcreated",
    "date",
    "datetime",
];
const OUTLETS: &[&str] =
    &["source", "publisher", "outlet", "sitename", "provider", "copyrightholder", "infosources", "publication"];
const ADDRESSES: &[&str] = &["url", "link", "canonicalurl", "mainentityofpage", "uri"];
const LANGUAGES: &[&str] = &["language", "lang", "inlanguage"];
const IDS: &[&str] = &["id", "guid", "uri", "uid"];
const TEXTS: &[&str] = &[
    "bodytext",
    "articlebody",
    "text",
    "contenttext",
    "maintext",
    "fulltext",
    "articletext",
    "body",
    "bodies",
    "content",
    "article",
    "story",
    "description",
    "descriptiontext",
];
const PAGES: &[&str] = &["bodyxhtml", "bodyhtml", "contenthtml", "html"];
const LISTS: &[&str] = &[
    "articles",
    "items",
    "results",
    "docs",
    "documents",
    "data",
    "hits",
    "entries",
    "graph",
    "news",
    "stories",
    "response",
];

/// An object with its known fields, and the objects in its lists.
#[derive(Debug, Default)]
struct Item {
    fields: Vec<(String, String)>,
    inner: Vec<Item>,
}

impl Item {
    /// The first field that has one of these names, in the order of the names.
    fn field(&self, names: &[&str]) -> Option<&str> {
        let find = |name: &&str| self.fields.iter().find(|(key, _)| key == name);
        names.iter().filter_map(find).map(|(_, value)| value.trim()).find(|value| !value.is_empty())
    }

    fn flatten(self, found: &mut Vec<Item>) {
        let Item { fields, inner } = self;
        if !fields.is_empty() {
            found.push(Item { fields, inner: Vec::new() });
        }
        // As deep as the parser lets it nest.
        inner.into_iter().for_each(|item| item.flatten(found));
    }
}

/// Makes an article of every object that has a text.
///
/// # Errors
///
/// [`Problem::Damaged`] where it is no JSON, [`Problem::NoText`] where no field holds a text.
pub fn read(id: &str, json: &str, context: &mut Context) -> Result<Listing, Problem> {
    let mut listing = Listing::default();
    let mut broken = None;
    let mut any = false;
    for document in serde_json::Deserializer::from_str(json).into_iter::<Item>() {
        let document = match document {
            Ok(document) => document,
            Err(error) => {
                broken = Some(error);
                break;
            }
        };
        any = true;
        let mut items = Vec::new();
        document.flatten(&mut items);
        for item in items {
            context.budget.part()?;
            listing.articles.extend(article(&item, id));
        }
    }
    match broken {
        Some(error) if listing.articles.is_empty() => return Err(Problem::damaged(Format::Json, error)),
        Some(error) => listing.left_out.push(format!("the rest, which is damaged from line {} on", error.line())),
        None if listing.articles.is_empty() && any => return Err(Problem::NoText),
        None => {}
    }
    // Of several, those with a name of their own keep it.
    let several = listing.articles.len() > 1;
    for (at, article) in listing.articles.iter_mut().enumerate() {
        if article.id.is_empty() || !several {
            article.id = if several { format!("{id}-{}", at + 1) } else { id.to_owned() };
        }
    }
    Ok(listing)
}

fn article(item: &Item, id: &str) -> Option<Article> {
    let plain = TEXTS.iter().find_map(|name| item.field(&[name]).map(|text| (*name, text)));
    let page = item.field(PAGES);
    let own = item.field(IDS).unwrap_or_default().to_owned();
    let mut article = match (plain, page) {
        // The program's own form, which is kept to the byte.
        (Some(("text", _)), None) if item.field(&["id"]).is_some() => {
            let (_, words) = item.fields.iter().find(|(key, _)| key == "text")?;
            let mut article = text::read(id, words.clone());
            article.title = item.field(TITLES).map(kinds::one_line).or(article.title);
            article.byline = item.field(BYLINES).map(kinds::one_line).or(article.byline);
            article.date = item.field(DATES).map(dates::iso).or(article.date);
            article.source = item.field(OUTLETS).map(kinds::one_line).or(article.source);
            article
        }
        (plain, page) => {
            let mut draft = Draft {
                title: item.field(TITLES).map(str::to_owned),
                byline: item.field(BYLINES).map(|names| kinds::one_line(&names.replace("\n\n", ", "))),
                date: item.field(DATES).map(dates::iso),
                source: item.field(OUTLETS).map(str::to_owned),
                language: item.field(LANGUAGES).map(str::to_owned),
                ..Draft::default()
            };
            match (page, plain) {
                (Some(page), _) => draft.push_html(page),
                (None, Some((_, text))) if is_page(text) => draft.push_html(text),
                (None, Some((_, text))) => draft.push_text(text),
                (None, None) => return None,
            }
            if draft.is_empty() {
                return None;
            }
            draft.finish(id)
        }
    };
    article.id = own;
    article.url =
        ADDRESSES.iter().filter_map(|name| item.field(&[name])).find(|url| url.starts_with("http")).map(str::to_owned);
    Some(article)
}

fn is_page(text: &str) -> bool {
    ["</p>", "<p>", "<br", "</div>"].iter().any(|tag| text.contains(tag))
}

/// A field's name as the lists above have it.
fn key(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

impl<'de> Deserialize<'de> for Item {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ItemVisitor)
    }
}

struct ItemVisitor;

impl<'de> Visitor<'de> for ItemVisitor {
    type Value = Item;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object or a list of objects")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Item, A::Error> {
        let known = [TITLES, BYLINES, DATES, OUTLETS, ADDRESSES, LANGUAGES, IDS, TEXTS, PAGES];
        let mut item = Item::default();
        while let Some(name) = map.next_key::<String>()? {
            let name = key(&name);
            if LISTS.contains(&name.as_str()) {
                item.inner.push(map.next_value::<Inner>()?.0);
            } else if known.iter().any(|names| names.contains(&name.as_str())) {
                let words = map.next_value_seed(Words)?;
                item.fields.push((name, words));
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(item)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Item, A::Error> {
        let mut item = Item::default();
        while let Some(Inner(inner)) = seq.next_element()? {
            item.inner.push(inner);
        }
        Ok(item)
    }
}

/// What stands in a list: objects, and whatever else, which is passed over.
struct Inner(Item);

impl<'de> Deserialize<'de> for Inner {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(InnerVisitor).map(Inner)
    }
}

struct InnerVisitor;

impl<'de> Visitor<'de> for InnerVisitor {
    type Value = Item;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Item, A::Error> {
        ItemVisitor.visit_map(map)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Item, A::Error> {
        ItemVisitor.visit_seq(seq)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Item, E> {
        Ok(Item::default())
    }

    fn visit_i64<E>(self, _: i64) -> Result<Item, E> {
        Ok(Item::default())
    }

    fn visit_u64<E>(self, _: u64) -> Result<Item, E> {
        Ok(Item::default())
    }

    fn visit_f64<E>(self, _: f64) -> Result<Item, E> {
        Ok(Item::default())
    }

    fn visit_str<E>(self, _: &str) -> Result<Item, E> {
        Ok(Item::default())
    }

    fn visit_unit<E>(self) -> Result<Item, E> {
        Ok(Item::default())
    }
}

/// The words of a value: a string or a number; of a list all of them; of an object those of its telling fields.
struct Words;

/// The fields of an object that hold the words it stands for.
const TELLING: &[&str] = &["name", "value", "text", "byline", "title", "literal", "url"];

impl<'de> DeserializeSeed<'de> for Words {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Words {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_str<E>(self, words: &str) -> Result<String, E> {
        Ok(words.to_owned())
    }

    fn visit_u64<E>(self, number: u64) -> Result<String, E> {
        Ok(number.to_string())
    }

    fn visit_i64<E>(self, number: i64) -> Result<String, E> {
        Ok(number.to_string())
    }

    fn visit_f64<E>(self, _: f64) -> Result<String, E> {
        Ok(String::new())
    }

    fn visit_bool<E>(self, _: bool) -> Result<String, E> {
        Ok(String::new())
    }

    fn visit_unit<E>(self) -> Result<String, E> {
        Ok(String::new())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<String, A::Error> {
        let mut all = String::new();
        while let Some(words) = seq.next_element_seed(Words)? {
            if !words.is_empty() {
                if !all.is_empty() {
                    all.push_str("\n\n");
                }
                all.push_str(&words);
            }
        }
        Ok(all)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<String, A::Error> {
        let mut best: Option<(usize, String)> = None;
        while let Some(name) = map.next_key::<String>()? {
            match TELLING.iter().position(|telling| *telling == key(&name)) {
                Some(rank) => {
                    let words = map.next_value_seed(Words)?;
                    if best.as_ref().is_none_or(|(other, _)| rank < *other) {
                        best = Some((rank, words));
                    }
                }
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(best.map(|(_, words)| words).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(json: &str) -> Result<Vec<Article>, Problem> {
        read("j", json, &mut Context::default()).map(|listing| listing.articles)
    }

    #[test]
    fn ninjs_of_both_versions_is_read() -> Result<(), Problem> {
        let old = r#"{"uri": "https://courier.invalid/1", "type": "text", "headline": "Bridge shut", "byline": "By Ada Brandt",
            "versioncreated": "2031-05-03T10:30:00Z", "language": "en", "copyrightholder": "Courier", "urgency": 3,
            "body_xhtml": "<p>The bridge is <b>shut</b>.</p><p>So.</p>", "body_text": "x", "associations": {"a": {"headline": "no"}}}"#;
        let new = r#"{"uri": "urn:1", "headlines": [{"role": "main", "value": "Bridge shut"}], "bodies": [{"contenttype": "text/html",
            "value": "<p>The bridge is shut.</p><p>So.</p>"}], "bylines": [{"byline": "Ada Brandt"}], "infosources": [{"name": "Courier"}]}"#;
        for json in [old, new] {
            let articles = all(json)?;
            let [article] = articles.as_slice() else { panic!("{articles:?}") };
            assert_eq!(article.text, "Bridge shut\n\nThe bridge is shut.\n\nSo.\n");
            assert_eq!((article.byline.as_deref(), article.source.as_deref()), (Some("Ada Brandt"), Some("Courier")));
        }
        Ok(())
    }

    #[test]
    fn lists_feeds_and_lines_are_read() -> Result<(), Problem> {
        for json in [
            r#"[{"title": "One", "body": "The bridge is shut."}, 7, {"title": "Two", "body": "The ferry runs."}, {"no": "text"}]"#,
            r#"{"version": "x", "title": "Feed", "items": [{"title": "One", "content_text": "The bridge is shut."}, {"title": "Two", "content_html": "<p>The ferry runs.</p>"}]}"#,
            "{\"headline\": \"One\", \"articleBody\": \"The bridge is shut.\"}\n{\"headline\": \"Two\", \"articleBody\": \"The ferry runs.\"}\n",
        ] {
            let texts: Vec<String> = all(json)?.into_iter().map(|article| article.text).collect();
            assert_eq!(texts, ["One\n\nThe bridge is shut.\n", "Two\n\nThe ferry runs.\n"], "{json}");
        }
        assert_eq!(
            all(r#"{"id": 7, "text": " No.\r\n"}"#)?.first().map(|a| a.text.clone()).as_deref(),
            Some(" No.\r\n")
        );
        Ok(())
    }

    #[test]
    fn what_has_no_text_or_is_broken_is_said() {
        assert!(matches!(all(r#"{"a": 1}"#), Err(Problem::NoText)));
        assert!(matches!(all(r#"{"title": "x", "body": "#), Err(Problem::Damaged { .. })));
        assert!(matches!(all(&"[".repeat(100_000)), Err(Problem::Damaged { .. })));
    }
}
