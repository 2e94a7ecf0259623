//! Web pages saved by Safari (`.webarchive`): property lists, in their binary form or in XML, with the page in them.
//!
//! Only the values on the way to the page are looked at, so that lists which refer to the same value over and over unfold to
//! nothing.

use mail_parser::decoders::base64::base64_decode;

use super::error::Problem;
use super::format::Format;
use super::part::{Context, Listing, Part};
use super::xml::{self, Node};
use super::{encoding, html};

/// The page in an archive.
#[derive(Debug, Default, PartialEq)]
struct Page {
    bytes: Vec<u8>,
    encoding: Option<String>,
    url: Option<String>,
}

/// Makes an article of the page.
///
/// # Errors
///
/// [`Problem::Damaged`] where no page can be found.
pub fn read(part: Part<'_>, context: &mut Context) -> Result<Listing, Problem> {
    let page = match part.bytes.strip_prefix(b"bplist00") {
        Some(_) => {
            binary(part.bytes).ok_or_else(|| Problem::damaged(Format::WebArchive, "its page cannot be found"))?
        }
        None => written(&xml::tree(&xml::text_of(part.bytes, context))?.0)
            .ok_or_else(|| Problem::damaged(Format::WebArchive, "its page cannot be found"))?,
    };
    context.budget.spend(page.bytes.len() as u64)?;
    let told = page.encoding.as_deref().and_then(|name| encoding_rs::Encoding::for_label(name.as_bytes()));
    let decoded = encoding::decode(&page.bytes, context.encoding.or(told));
    let mut article = html::read(part.id, &decoded.text);
    article.url = article.url.or(page.url.filter(|url| url.starts_with("http")));
    article.encoding = Some(decoded.encoding.name().to_owned());
    article.warnings.splice(0..0, decoded.warning);
    Ok(Listing::one(article))
}

/// The value behind a key of a dictionary in XML.
fn value<'a>(dictionary: &'a Node, key: &str) -> Option<&'a Node> {
    let mut nodes = dictionary.nodes();
    while let Some(node) = nodes.next() {
        if node.name() == "key" && node.text().trim() == key {
            return nodes.next();
        }
    }
    None
}

fn written(root: &Node) -> Option<Page> {
    let page = value(root.child("dict")?, "WebMainResource")?;
    let data: String = value(page, "WebResourceData")?.text().split_whitespace().collect();
    let words = |key: &str| value(page, key).and_then(Node::words);
    Some(Page {
        bytes: base64_decode(data.as_bytes())?,
        encoding: words("WebResourceTextEncodingName"),
        url: words("WebResourceURL"),
    })
}

fn binary(bytes: &[u8]) -> Option<Page> {
    let list = Binary::open(bytes)?;
    let page = list.value(list.top, "WebMainResource")?;
    Some(Page {
        bytes: list.data(list.value(page, "WebResourceData")?)?,
        encoding: list.value(page, "WebResourceTextEncodingName").and_then(|at| list.words(at)),
        url: list.value(page, "WebResourceURL").and_then(|at| list.words(at)),
    })
}

/// A property list in its binary form: values, a table of where each begins, and a trailer that tells where the table is.
struct Binary<'a> {
    bytes: &'a [u8],
    offset_size: usize,
    reference_size: usize,
    table: usize,
    top: usize,
}

impl<'a> Binary<'a> {
    fn open(bytes: &'a [u8]) -> Option<Self> {
        let trailer = bytes.get(bytes.len().checked_sub(32)?..)?;
        let size = |at: usize| trailer.get(at).map(|size| usize::from(*size)).filter(|size| (1..=8).contains(size));
        Some(Self {
            bytes,
            offset_size: size(6)?,
            reference_size: size(7)?,
            top: number(trailer.get(16..24)?)?,
            table: number(trailer.get(24..32)?)?,
        })
    }

    /// Kind, count and place of the value number `at`.
    fn head(&self, at: usize) -> Option<(u8, usize, usize)> {
        let entry = self.table.checked_add(at.checked_mul(self.offset_size)?)?;
        let start = number(self.bytes.get(entry..entry.checked_add(self.offset_size)?)?)?;
        let marker = *self.bytes.get(start)?;
        let (kind, count) = (marker >> 4, usize::from(marker & 0x0f));
        if count != 0x0f {
            return Some((kind, count, start.checked_add(1)?));
        }
        // A number follows that tells it.
        let size = 1usize << (self.bytes.get(start.checked_add(1)?)? & 0x03);
        let from = start.checked_add(2)?;
        let to = from.checked_add(size)?;
        Some((kind, number(self.bytes.get(from..to)?)?, to))
    }

    fn data(&self, at: usize) -> Option<Vec<u8>> {
        let (kind, count, start) = self.head(at)?;
        let bytes = self.bytes.get(start..start.checked_add(count)?)?;
        (kind == 4).then(|| bytes.to_vec())
    }

    fn words(&self, at: usize) -> Option<String> {
        let (kind, count, start) = self.head(at)?;
        match kind {
            5 => Some(String::from_utf8_lossy(self.bytes.get(start..start.checked_add(count)?)?).into_owned()),
            6 => {
                let wide = self.bytes.get(start..start.checked_add(count.checked_mul(2)?)?)?;
                Some(encoding_rs::UTF_16BE.decode_without_bom_handling(wide).0.into_owned())
            }
            _ => None,
        }
    }

    /// The value behind a key of the dictionary number `at`.
    fn value(&self, at: usize, key: &str) -> Option<usize> {
        let (kind, count, start) = self.head(at)?;
        let keys = self.bytes.get(start..start.checked_add(count.checked_mul(self.reference_size)?)?)?;
        if kind != 13 {
            return None;
        }
        let named = |reference: &[u8]| number(reference).and_then(|at| self.words(at)).is_some_and(|name| name == key);
        let position = keys.chunks_exact(self.reference_size).position(named)?;
        let from = start.checked_add((count + position).checked_mul(self.reference_size)?)?;
        number(self.bytes.get(from..from.checked_add(self.reference_size)?)?)
    }
}

/// A number of up to eight bytes, the largest first.
fn number(bytes: &[u8]) -> Option<usize> {
    let value = bytes.iter().fold(0u64, |value, byte| value << 8 | u64::from(*byte));
    usize::try_from(value).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_in_xml_are_read() -> Result<(), Problem> {
        let list = "<?xml version=\"1.0\"?><plist version=\"1.0\"><dict><key>WebMainResource</key><dict><key>WebResourceData</key>\
            <data>\n PHA+VGhlIG1heW9yIHNhaWQgbm8uPC9wPg==\n</data><key>WebResourceURL</key><string>https://courier.invalid/1</string></dict></dict></plist>";
        let part = Part { id: "p", path: std::path::Path::new("p.webarchive"), bytes: list.as_bytes() };
        let listing = read(part, &mut Context::default())?;
        let article = listing.articles.first();
        assert_eq!(article.map(|article| article.text.as_str()), Some("The mayor said no.\n"));
        assert_eq!(article.and_then(|article| article.url.as_deref()), Some("https://courier.invalid/1"));
        Ok(())
    }

    #[test]
    fn broken_lists_are_said_to_be() {
        for bytes in [
            &b"bplist00"[..],
            &[b"bplist00".as_slice(), &[0xff; 32]].concat(),
            &[b"bplist00".as_slice(), &[1; 64]].concat(),
        ] {
            let part = Part { id: "p", path: std::path::Path::new("p"), bytes };
            assert!(matches!(read(part, &mut Context::default()), Err(Problem::Damaged { .. })));
        }
    }
}
