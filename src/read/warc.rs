//! Web archives (WARC): what servers answered, one record behind the other. Each page with an article becomes one.

use brotli_decompressor::Decompressor;
use flate2::read::{MultiGzDecoder, ZlibDecoder};
use ruzstd::decoding::StreamingDecoder;

use super::error::Problem;
use super::format::Format;
use super::part::{Context, Listing, Part};
use super::{encoding, html, text};
use crate::article::Article;

/// Fewer letters than this have no article in them, but the frame of a page or a message of a server.
const FEWEST_LETTERS: usize = 140;

/// Lines of the form `Name: value`, and what stands behind the blank line after them.
struct Headed<'a> {
    lines: Vec<(String, String)>,
    body: &'a [u8],
}

impl<'a> Headed<'a> {
    /// Splits `bytes` behind the first line, which is no field.
    fn of(bytes: &'a [u8]) -> Option<(String, Self)> {
        let (first, mut rest) = line(bytes)?;
        let mut lines = Vec::new();
        loop {
            let (next, behind) = line(rest)?;
            rest = behind;
            if next.is_empty() {
                return Some((first, Self { lines, body: rest }));
            }
            if let Some((name, value)) = next.split_once(':') {
                lines.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
            }
        }
    }

    fn field(&self, name: &str) -> Option<&str> {
        self.lines.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// The first line without its end, and the rest.
fn line(bytes: &[u8]) -> Option<(String, &[u8])> {
    let end = bytes.iter().take(64 * 1024).position(|byte| *byte == b'\n')?;
    let words = String::from_utf8_lossy(bytes.get(..end)?).trim_end().to_owned();
    Some((words, bytes.get(end + 1..)?))
}

/// Makes an article of each record with a page or a text of some length.
///
/// # Errors
///
/// [`Problem::Damaged`] where no record can be read, [`Problem::Bomb`] and [`Problem::TooMany`].
pub fn read(part: Part<'_>, context: &mut Context) -> Result<Listing, Problem> {
    let mut listing = Listing::default();
    let mut rest = part.bytes;
    let mut records = 0;
    loop {
        // Blank lines stand between records.
        let blank = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        rest = rest.get(blank..).unwrap_or_default();
        if rest.is_empty() {
            break;
        }
        let record = Headed::of(rest).filter(|(version, _)| version.starts_with("WARC/"));
        let length = record.as_ref().and_then(|(_, record)| record.field("content-length")?.parse::<usize>().ok());
        let (Some((_, record)), Some(length)) = (record, length) else {
            listing.left_out.push("the rest of the archive, which is damaged".to_owned());
            break;
        };
        context.budget.part()?;
        records += 1;
        let cut_off = record.body.len() < length;
        let block = record.body.get(..length).unwrap_or(record.body);
        rest = record.body.get(length..).unwrap_or_default();
        listing.articles.extend(article(&record, block, part, context, &mut listing.left_out)?);
        if cut_off {
            listing.left_out.push("the rest of the archive, which is cut off".to_owned());
        }
    }
    if records == 0 {
        return Err(Problem::damaged(Format::Warc, "it has no record"));
    }
    listing.number(part.id);
    Ok(listing)
}

fn article(
    record: &Headed<'_>,
    block: &[u8],
    part: Part<'_>,
    context: &mut Context,
    left_out: &mut Vec<String>,
) -> Result<Option<Article>, Problem> {
    let address = record.field("warc-target-uri").unwrap_or_default().trim_matches(['<', '>']).to_owned();
    let kind = record.field("warc-type").unwrap_or_default();
    let (bytes, content_type) = match kind {
        "response" => {
            let Some((status, answer)) = Headed::of(block) else { return Ok(None) };
            if status.split(' ').nth(1) != Some("200") {
                return Ok(None);
            }
            let content_type = answer.field("content-type").unwrap_or_default().to_ascii_lowercase();
            if !is_text(&content_type) {
                return Ok(None);
            }
            match unpacked(&answer, context)? {
                Some(bytes) => (bytes, content_type),
                None => {
                    left_out.push(format!("{address}, which is packed in a way that is not read"));
                    return Ok(None);
                }
            }
        }
        "resource" | "conversion" => {
            let content_type = record.field("content-type").unwrap_or_default().to_ascii_lowercase();
            (block.to_vec(), content_type)
        }
        _ => return Ok(None),
    };
    if !is_text(&content_type) {
        return Ok(None);
    }
    let charset = content_type.split("charset=").nth(1).map(|name| name.trim_matches(['"', '\'', ' ', ';']));
    let told = charset.and_then(|name| encoding_rs::Encoding::for_label(name.as_bytes()));
    let decoded = encoding::decode(&bytes, context.encoding.or(told));
    let mut article = match content_type.starts_with("text/plain") {
        true => text::read(part.id, super::clean::text(decoded.text).0),
        false => html::read(part.id, &decoded.text),
    };
    if article.text.chars().filter(|letter| letter.is_alphabetic()).count() < FEWEST_LETTERS {
        return Ok(None);
    }
    article.url = article.url.or(Some(address)).filter(|url| url.starts_with("http"));
    article.encoding = Some(decoded.encoding.name().to_owned());
    Ok(Some(article))
}

fn is_text(content_type: &str) -> bool {
    ["text/html", "application/xhtml", "text/plain"].iter().any(|kind| content_type.starts_with(kind))
}

/// What a server sent, put together and unpacked; nothing where it is packed otherwise.
fn unpacked(answer: &Headed<'_>, context: &mut Context) -> Result<Option<Vec<u8>>, Problem> {
    let has =
        |name: &str, word: &str| answer.field(name).is_some_and(|value| value.to_ascii_lowercase().contains(word));
    let whole = if has("transfer-encoding", "chunked") { chunks(answer.body) } else { answer.body.to_vec() };
    // Programs that archive may have unpacked it and left the field.
    match () {
        () if whole.starts_with(b"\x1f\x8b") => {
            context.budget.unpack(MultiGzDecoder::new(&*whole), Format::Gzip).map(Some)
        }
        () if has("content-encoding", "deflate") => {
            context.budget.unpack(ZlibDecoder::new(&*whole), Format::Gzip).map(Some)
        }
        () if has("content-encoding", "zstd") && whole.starts_with(b"\x28\xb5\x2f\xfd") => {
            match StreamingDecoder::new(&*whole) {
                Ok(frame) => context.budget.unpack(frame, Format::Zstd).map(Some),
                Err(_) => Ok(None),
            }
        }
        () if has("content-encoding", "br") => {
            match context.budget.unpack(Decompressor::new(&*whole, 4096), Format::Warc) {
                Ok(bytes) => Ok(Some(bytes)),
                // Unpacked by the archive already, then.
                Err(Problem::Damaged { .. }) if std::str::from_utf8(&whole).is_ok() => Ok(Some(whole)),
                Err(Problem::Damaged { .. }) => Ok(None),
                Err(problem) => Err(problem),
            }
        }
        () => Ok(Some(whole)),
    }
}

/// The pieces of a body that was sent in pieces, each behind its length; as it is, where it is not.
fn chunks(body: &[u8]) -> Vec<u8> {
    let (mut whole, mut rest) = (Vec::new(), body);
    while let Some((head, behind)) = line(rest) {
        let digits = head.split(';').next().unwrap_or_default().trim();
        let Ok(length) = usize::from_str_radix(digits, 16) else { break };
        if length == 0 {
            return whole;
        }
        whole.extend(behind.get(..length).unwrap_or(behind));
        rest = behind.get(length..).unwrap_or_default();
        rest = rest.strip_prefix(b"\r\n").or(rest.strip_prefix(b"\n")).unwrap_or(rest);
    }
    if whole.is_empty() { body.to_vec() } else { whole }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn record(kind: &str, block: &str) -> String {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://courier.invalid/1\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
            block.len()
        )
    }

    fn all(archive: &str) -> Result<Listing, Problem> {
        read(Part { id: "w", path: Path::new("w.warc"), bytes: archive.as_bytes() }, &mut Context::default())
    }

    #[test]
    fn pages_are_taken_and_all_else_is_not() -> Result<(), Problem> {
        let words =
            "The old bridge over the Kess will stay shut until the spring, the mayor said on Monday. ".repeat(3);
        let page = format!("<html><body><h1>Bridge shut</h1><p>{words}</p></body></html>");
        let half = page.len() / 2;
        let (one, two) = page.split_at(half);
        let sent = format!("{:x}\r\n{one}\r\n{:x};x=y\r\n{two}\r\n0\r\n\r\n", one.len(), two.len());
        let archive = [
            record("warcinfo", "software: x\r\n"),
            record("request", "GET / HTTP/1.1\r\n\r\n"),
            record("response", &format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n{sent}")),
            record("response", &format!("HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n{page}")),
            record("response", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nx"),
            record("response", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Short.</p>"),
        ]
        .concat();
        let listing = all(&archive)?;
        let [article] = listing.articles.as_slice() else { panic!("{listing:?}") };
        assert_eq!(
            (article.title.as_deref(), article.url.as_deref()),
            (Some("Bridge shut"), Some("https://courier.invalid/1"))
        );
        assert!(article.text.contains("shut until the spring"), "{}", article.text);
        let cut = all(archive.get(..archive.len() - 60).unwrap_or_default())?;
        assert_eq!((cut.articles.len(), cut.left_out.len()), (1, 1));
        Ok(())
    }
}
