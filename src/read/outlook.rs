//! Messages saved by Outlook (`.msg`): a compound file with a stream for each property.

mod packed_rtf;

use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use cfb::CompoundFile;
use mail_parser::DateTime;

use super::draft::Draft;
use super::error::Problem;
use super::format::Format;
use super::part::{Context, Listing, Part, in_short};
use super::{encoding, kinds, mojibake, rtf};

/// Properties, by their numbers.
const SUBJECT: &str = "0037";
const SENDER: &str = "0C1A";
const SENDER_ADDRESS: &str = "0C1F";
const BODY: &str = "1000";
const PAGE: &str = "1013";
const RICH_TEXT: &str = "1009";
const ATTACHED: &str = "3701";
const ATTACHED_NAME: &str = "3707";
const ATTACHED_SHORT_NAME: &str = "3704";
const SENT: u32 = 0x0039_0040;
const RECEIVED: u32 = 0x0E06_0040;

/// Seconds from the year 1601, from which these files count, to 1970.
const FROM_1601: u64 = 11_644_473_600;

type File<'a> = CompoundFile<Cursor<&'a [u8]>>;

/// Makes an article of a message, and one of each document that is attached to it.
///
/// # Errors
///
/// [`Problem::Damaged`], [`Problem::Bomb`] or [`Problem::TooMany`].
pub fn read(part: Part<'_>, context: &mut Context) -> Result<Listing, Problem> {
    let damaged = |error| Problem::damaged(Format::OutlookMail, error);
    let mut file = CompoundFile::open(Cursor::new(part.bytes)).map_err(damaged)?;
    let root = Path::new("/");
    let mut draft = Draft {
        title: words(&mut file, root, SUBJECT, context)?.map(repaired),
        byline: match words(&mut file, root, SENDER, context)? {
            Some(name) => Some(repaired(name)),
            None => words(&mut file, root, SENDER_ADDRESS, context)?,
        },
        date: sent(&mut file, context)?,
        ..Draft::default()
    };
    let page = match stream(&mut file, &root.join(format!("__substg1.0_{PAGE}0102")), context)? {
        Some(bytes) => Some(encoding::decode(&bytes, context.encoding).text),
        None => words(&mut file, root, PAGE, context)?,
    };
    let text = words(&mut file, root, BODY, context)?.filter(|text| !text.trim().is_empty());
    match (text, page) {
        (Some(text), _) => draft.push_text(&repaired(text)),
        (None, Some(page)) => draft.push_html(&repaired(page)),
        (None, None) => {
            let packed = stream(&mut file, &root.join(format!("__substg1.0_{RICH_TEXT}0102")), context)?;
            if let Some(text) = packed.as_deref().and_then(packed_rtf::unpack) {
                context.budget.spend(text.len() as u64)?;
                draft.paragraphs = rtf::paragraphs(&text)?;
            }
        }
    }
    let mut listing = Listing::default();
    let empty = draft.is_empty();
    let article = draft.finish(part.id);
    if !empty {
        listing.articles.push(article);
    }
    attached(&mut file, part, context, &mut listing)?;
    listing.number(part.id);
    Ok(listing)
}

fn attached(file: &mut File<'_>, part: Part<'_>, context: &mut Context, listing: &mut Listing) -> Result<(), Problem> {
    let storages: Vec<PathBuf> = match file.read_storage("/") {
        Ok(entries) => entries
            .filter(|entry| entry.is_storage() && entry.name().starts_with("__attach_version1.0_"))
            .map(|entry| entry.path().to_owned())
            .collect(),
        Err(_) => Vec::new(),
    };
    for storage in storages {
        context.budget.part()?;
        let Some(bytes) = stream(file, &storage.join(format!("__substg1.0_{ATTACHED}0102")), context)? else {
            continue;
        };
        let name = match words(file, &storage, ATTACHED_NAME, context)? {
            Some(name) => name,
            None => words(file, &storage, ATTACHED_SHORT_NAME, context)?.unwrap_or_else(|| "attachment".to_owned()),
        };
        let inner = Part { id: part.id, path: Path::new(&name), bytes: &bytes };
        match context.inside(|context| super::read_part(inner, context)) {
            Ok(found) => {
                listing.articles.extend(found.articles);
                listing.left_out.extend(found.left_out);
            }
            Err(problem @ (Problem::Bomb | Problem::TooMany(_))) => return Err(problem),
            Err(problem) => listing.left_out.push(format!("{name} {}", in_short(&problem))),
        }
    }
    Ok(())
}

/// All of a stream, or nothing where there is none, or where it is broken.
fn stream(file: &mut File<'_>, path: &Path, context: &mut Context) -> Result<Option<Vec<u8>>, Problem> {
    if !file.is_stream(path) {
        return Ok(None);
    }
    let Ok(stream) = file.open_stream(path) else { return Ok(None) };
    context.budget.spend(stream.len())?;
    let mut bytes = Vec::new();
    let limit = stream.len();
    let read = stream.take(limit).read_to_end(&mut bytes);
    Ok(read.ok().map(|_| bytes))
}

/// The words of a property, in UTF-16 or in the code page of whoever saved it.
fn words(
    file: &mut File<'_>,
    storage: &Path,
    property: &str,
    context: &mut Context,
) -> Result<Option<String>, Problem> {
    if let Some(wide) = stream(file, &storage.join(format!("__substg1.0_{property}001F")), context)? {
        return Ok(Some(encoding_rs::UTF_16LE.decode_without_bom_handling(&wide).0.into_owned()));
    }
    let narrow = stream(file, &storage.join(format!("__substg1.0_{property}001E")), context)?;
    Ok(narrow.map(|bytes| encoding::decode(&bytes, context.encoding).text))
}

fn repaired(text: String) -> String {
    mojibake::repair(text).0
}

/// When it was sent, or received: properties of fixed length stand together in one stream, sixteen bytes each behind a head.
fn sent(file: &mut File<'_>, context: &mut Context) -> Result<Option<String>, Problem> {
    const HEAD: usize = 32;
    let bytes = stream(file, Path::new("/__properties_version1.0"), context)?.unwrap_or_default();
    let mut found = None;
    for entry in bytes.get(HEAD..).unwrap_or_default().chunks_exact(16) {
        let (tag, value) = entry.split_at(8);
        let tag = tag.iter().take(4).rev().fold(0u32, |tag, byte| tag << 8 | u32::from(*byte));
        let value = value.iter().rev().fold(0u64, |value, byte| value << 8 | u64::from(*byte));
        if tag == SENT || (tag == RECEIVED && found.is_none()) {
            found = (value / 10_000_000).checked_sub(FROM_1601);
        }
    }
    let date = found.and_then(|seconds| i64::try_from(seconds).ok()).map(DateTime::from_timestamp);
    Ok(date.filter(DateTime::is_valid).map(|date| kinds::one_line(&date.to_rfc3339())))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn wide(words: &str) -> Vec<u8> {
        words.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn a_message_is_read_with_what_is_attached() -> Result<(), Box<dyn std::error::Error>> {
        let mut file = CompoundFile::create(Cursor::new(Vec::new()))?;
        let attachment = Path::new("/__attach_version1.0_#00000000");
        file.create_storage(attachment)?;
        let mut properties = vec![0u8; 32];
        properties.extend(SENT.to_le_bytes());
        properties.extend([0; 4]);
        // 2031-05-03T08:30:00Z
        properties.extend(((1_935_563_400 + FROM_1601) * 10_000_000).to_le_bytes());
        for (path, bytes) in [
            (PathBuf::from("/__substg1.0_0037001F"), wide("Bridge shut")),
            (PathBuf::from("/__substg1.0_0C1A001E"), b"Zo\xeb Lang".to_vec()),
            (PathBuf::from("/__substg1.0_1000001F"), wide("The bridge is shut.\r\n\r\n“No,” she said.\r\n")),
            (PathBuf::from("/__properties_version1.0"), properties),
            (attachment.join("__substg1.0_37010102"), b"The ferry runs.".to_vec()),
            (attachment.join("__substg1.0_3707001F"), wide("ferry.txt")),
        ] {
            file.create_stream(path)?.write_all(&bytes)?;
        }
        let bytes = file.into_inner().into_inner();
        let part = Part { id: "m", path: Path::new("m.msg"), bytes: &bytes };
        assert_eq!(super::super::detect::by_bytes(&bytes, part.path), Some(Format::OutlookMail));
        let listing = read(part, &mut Context::default())?;
        let [message, attached] = listing.articles.as_slice() else { panic!("{listing:?}") };
        assert_eq!(message.text, "Bridge shut\n\nThe bridge is shut.\n\n“No,” she said.\n");
        assert_eq!(message.byline.as_deref(), Some("Zoë Lang"));
        assert_eq!(message.date.as_deref(), Some("2031-05-03T08:30:00Z"));
        assert_eq!((attached.id.as_str(), attached.text.as_str()), ("m-2", "The ferry runs."));
        Ok(())
    }
}
