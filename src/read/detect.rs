//! What a file is, told by its content; its name only decides where the content leaves it open.

use std::path::Path;

use super::budget::Budget;
use super::format::Format;
use super::mail;
use super::members::Members;

/// First bytes of the files that are told apart by nothing else.
const MAGIC: &[(&[u8], Format)] = &[
    (b"{\\rtf", Format::Rtf),
    (b"\x1f\x8b", Format::Gzip),
    (b"\x28\xb5\x2f\xfd", Format::Zstd),
    (b"bplist00", Format::WebArchive),
    (b"WARC/", Format::Warc),
    (b"\x89PNG\r\n", Format::Image),
    (b"\xff\xd8\xff", Format::Image),
    (b"GIF87a", Format::Image),
    (b"GIF89a", Format::Image),
    (b"II*\0", Format::Image),
    (b"MM\0*", Format::Image),
    (b"BZh", Format::Archive),
    (b"\xfd7zXZ\0", Format::Archive),
    (b"7z\xbc\xaf\x27\x1c", Format::Archive),
    (b"Rar!\x1a\x07", Format::Archive),
    (b"\x7fELF", Format::Program),
    (b"MZ\x90\0", Format::Program),
    (b"\xcf\xfa\xed\xfe", Format::Program),
    (b"\xca\xfe\xba\xbe", Format::Program),
    (b"\0asm", Format::Program),
    (b"SQLite format 3\0", Format::Database),
    (b"ID3\x03", Format::Media),
    (b"ID3\x04", Format::Media),
    (b"OggS\0", Format::Media),
    (b"fLaC", Format::Media),
    (b"\xff\xfe\0\0", Format::Utf32),
    (b"\0\0\xfe\xff", Format::Utf32),
];

/// The formats that are told by their bytes, before these are made letters; `None` for the others, which are text.
pub fn by_bytes(bytes: &[u8], path: &Path) -> Option<Format> {
    if let Some((_, format)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(*format);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Some(zipped(bytes));
    }
    if is_compound(bytes) {
        return Some(compound(bytes));
    }
    // Some bytes may stand before it.
    if find(bytes.get(..1024).unwrap_or(bytes), b"%PDF-") {
        return Some(Format::Pdf);
    }
    if bytes.get(257..262) == Some(b"ustar") {
        return Some(Format::Archive);
    }
    match (bytes.get(..4), bytes.get(4..8), bytes.get(8..12)) {
        (Some(b"RIFF"), _, Some(b"WEBP")) => return Some(Format::Image),
        (Some(b"RIFF"), _, Some(_)) | (_, Some(b"ftyp"), _) => return Some(Format::Media),
        _ => {}
    }
    mail::recognise(bytes, &ending(path))
}

/// The names of the members of a zip file tell what it is.
fn zipped(bytes: &[u8]) -> Format {
    let Ok(mut members) = Members::open(bytes, Format::Zip) else { return zipped_in_part(bytes) };
    let names = members.names();
    let has = |name: &str| names.iter().any(|member| member == name);
    let mimetype = members.get("mimetype", &mut Budget::of_bytes(1024)).ok().flatten().unwrap_or_default();
    match () {
        () if mimetype.starts_with(b"application/epub+zip") || has("META-INF/container.xml") => Format::Epub,
        () if mimetype.starts_with(b"application/vnd.oasis.opendocument.text") => Format::OpenDocument,
        () if mimetype.starts_with(b"application/vnd.oasis.opendocument") => Format::Office,
        () if has("word/document.xml") => Format::Word,
        () if has("xl/workbook.xml") || has("xl/workbook.bin") || has("ppt/presentation.xml") => Format::Office,
        () => Format::Zip,
    }
}

/// What a zip file is that is cut off, or of which only the beginning is at hand.
fn zipped_in_part(bytes: &[u8]) -> Format {
    let head = bytes.get(..4096).unwrap_or(bytes);
    let tail = bytes.get(bytes.len().saturating_sub(256 * 1024)..).unwrap_or(bytes);
    let has = |needle: &[u8]| find(head, needle) || find(tail, needle);
    match () {
        () if has(b"mimetypeapplication/epub+zip") || has(b"META-INF/container.xml") => Format::Epub,
        () if has(b"mimetypeapplication/vnd.oasis.opendocument.text") => Format::OpenDocument,
        () if has(b"mimetypeapplication/vnd.oasis.opendocument") => Format::Office,
        () if has(b"word/document.xml") => Format::Word,
        () if has(b"[Content_Types].xml") && (has(b"xl/workbook") || has(b"ppt/presentation")) => Format::Office,
        // Cut off before the names of its members: they may stand before each of these.
        () if has(b"[Content_Types].xml") && has(b"word/") => Format::Word,
        () => Format::Zip,
    }
}

/// What stands in a compound file: its entries have their names in UTF-16.
fn compound(bytes: &[u8]) -> Format {
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        find(bytes, &wide)
    };
    match () {
        () if has("__substg1.0_") => Format::OutlookMail,
        // Word and its like put a document with a password into such a file.
        () if has("EncryptedPackage") => Format::Word,
        () if has("Workbook") || has("PowerPoint Document") => Format::Office,
        () => Format::OldWord,
    }
}

/// Whether `bytes` are a compound file, the frame of Office before 2007, in which documents with a password still come.
pub fn is_compound(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xd0\xcf\x11\xe0")
}

fn find(bytes: &[u8], needle: &[u8]) -> bool {
    // The first byte alone sieves quickly.
    let Some((first, rest)) = needle.split_first() else { return true };
    let mut bytes = bytes;
    while let Some(at) = bytes.iter().position(|byte| byte == first) {
        bytes = bytes.get(at + 1..).unwrap_or_default();
        if bytes.starts_with(rest) {
            return true;
        }
    }
    false
}

/// The ending of a file's name, in small letters, or nothing.
pub fn ending(path: &Path) -> String {
    path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase()).unwrap_or_default()
}

/// Which of the formats that are read `text` is in; `path` only helps where the content leaves it open.
pub fn by_text(text: &str, path: &Path) -> Format {
    let ending = ending(path);
    let head = head(text, 4096);
    if let Some(format) = xml_root(head).and_then(|name| by_root(name, head)) {
        format
    } else if is_html(head) || (Format::Html.endings().contains(&ending.as_str()) && tags(head) > 0) {
        Format::Html
    } else if is_json(head, &ending) {
        Format::Json
    } else if is_subtitles(head) {
        Format::Subtitles
    } else if Format::Markdown.endings().contains(&ending.as_str()) || is_markdown(text) {
        Format::Markdown
    } else {
        Format::Text
    }
}

/// The name of the first element of an XML document, without its prefix.
fn xml_root(head: &str) -> Option<&str> {
    let mut rest = head.trim_start_matches('\u{feff}').trim_start();
    loop {
        let after = rest.strip_prefix('<')?;
        // Before the first element: the declaration, comments, and the document type.
        let end = match after.chars().next()? {
            '?' => "?>",
            '!' if after.starts_with("!--") => "-->",
            '!' if after.find('[').is_some_and(|open| after.find('>').is_some_and(|close| open < close)) => "]>",
            '!' => ">",
            _ => {
                let name = after.split(|letter: char| letter.is_whitespace() || matches!(letter, '>' | '/')).next()?;
                return Some(name.rsplit(':').next().unwrap_or(name));
            }
        };
        rest = after.get(after.find(end)? + end.len()..)?.trim_start();
    }
}

fn by_root(name: &str, head: &str) -> Option<Format> {
    match name {
        "rss" | "feed" | "RDF" => Some(Format::Feed),
        "nitf" => Some(Format::Nitf),
        "newsItem" | "newsMessage" | "packageItem" | "NewsML" => Some(Format::NewsMl),
        "document" if head.contains("urn:oasis:names:tc:opendocument") => Some(Format::OpenDocument),
        "plist" if head.contains("WebMainResource") => Some(Format::WebArchive),
        _ => None,
    }
}

fn is_json(head: &str, ending: &str) -> bool {
    let mut letters = head.trim_start_matches('\u{feff}').chars().filter(|letter| !letter.is_whitespace());
    let start = (letters.next(), letters.next());
    let looks = matches!(start, (Some('{'), Some('"' | '}')) | (Some('['), Some('{' | ']')));
    looks || (["json", "jsonl", "ndjson"].contains(&ending) && matches!(start.0, Some('{' | '[')))
}

/// Subtitles have times on lines of their own.
fn is_subtitles(head: &str) -> bool {
    let head = head.trim_start_matches('\u{feff}').trim_start();
    let vtt = head.strip_prefix("WEBVTT").is_some_and(|rest| rest.chars().next().is_none_or(char::is_whitespace));
    // In SubRip after a number.
    let mut lines = head.lines();
    let srt =
        lines.next().is_some_and(|line| !line.trim().is_empty() && line.trim().chars().all(|l| l.is_ascii_digit()))
            && lines.next().is_some_and(super::subtitles::is_timing);
    vtt || srt
}

fn is_html(head: &str) -> bool {
    let start = head.trim_start().to_ascii_lowercase();
    let whole = ["<!doctype html", "<html", "<head", "<body"];
    if whole.iter().any(|tag| start.starts_with(tag)) {
        return true;
    }
    start.starts_with('<') && (whole.iter().any(|tag| start.contains(tag)) || tags(head) >= 3)
}

/// Number of block tags of HTML.
fn tags(head: &str) -> usize {
    let head = head.to_ascii_lowercase();
    ["</p>", "<p>", "<p ", "<div", "<article", "<section", "<h1", "<h2", "<br", "<ul", "<meta"]
        .iter()
        .map(|tag| head.matches(tag).count())
        .sum()
}

/// Plain text rarely has two different kinds of Markdown marks; one alone (`#1`, a row of dashes) it may have.
fn is_markdown(text: &str) -> bool {
    let head = head(text, 64 * 1024);
    let heading = head.lines().any(|line| {
        let marks = line.bytes().take_while(|byte| *byte == b'#').count();
        (1..=6).contains(&marks) && line.get(marks..).is_some_and(|rest| rest.starts_with(' ') && rest.len() > 2)
    });
    let link = head.match_indices("](").any(|(at, _)| {
        head.get(at + 2..).is_some_and(|rest| ["http", "/", "#", "mailto:"].iter().any(|start| rest.starts_with(start)))
    });
    let strong = head.lines().any(|line| line.matches("**").count() >= 2);
    let quote = head.lines().any(|line| line.starts_with("> "));
    let list = head.lines().filter(|line| line.starts_with("- ") || line.starts_with("* ")).count() >= 2;
    let metadata = front_matter(text).is_some();
    metadata || [heading, link, strong, quote, list].iter().filter(|found| **found).count() >= 2
}

/// The lines between `---` and `---` at the start of a Markdown file, where they hold `key: value` pairs.
pub fn front_matter(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("---\n").or_else(|| text.strip_prefix("---\r\n"))?;
    let end = rest.find("\n---")?;
    let block = rest.get(..end)?;
    let mut lines = block.lines().filter(|line| !line.trim().is_empty() && !line.starts_with([' ', '\t', '#', '-']));
    let pairs = lines.clone().count();
    (pairs > 0 && lines.all(|line| line.contains(':'))).then_some(block)
}

fn head(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_tell() {
        let of = |bytes: &[u8]| by_bytes(bytes, Path::new("a"));
        assert_eq!(of(b"%PDF-1.7 ..."), Some(Format::Pdf));
        assert_eq!(of(b"PK\x03\x04......word/document.xml"), Some(Format::Word));
        assert_eq!(of(b"PK\x03\x04......mimetypeapplication/epub+zip"), Some(Format::Epub));
        assert_eq!(of(b"PK\x03\x04......[Content_Types].xml ... xl/workbook.xml"), Some(Format::Office));
        assert_eq!(of(b"PK\x03\x04......notes.txt"), Some(Format::Zip));
        assert_eq!(of(b"RIFF\0\0\0\0WEBPVP8 "), Some(Format::Image));
        assert_eq!(of(b"\x7fELF\x02\x01"), Some(Format::Program));
        assert_eq!(of(b"MZ is a country code."), None);
        assert_eq!(of(b"The mayor said no."), None);
        assert_eq!(of(b""), None);
    }

    #[test]
    fn content_goes_before_the_ending() {
        let of = |text, name| by_text(text, Path::new(name));
        assert_eq!(of("<!DOCTYPE html><p>x", "a.txt"), Format::Html);
        assert_eq!(of("  \n<!-- x --><html><p>x", "a"), Format::Html);
        assert_eq!(of("The mayor said no.", "a.html"), Format::Text);
        assert_eq!(of("<b>Not</b> a page, a line with a tag.", "a.txt"), Format::Text);
        assert_eq!(of("<p>One</p><p>Two</p>", "a.txt"), Format::Html);
        assert_eq!(of("The mayor said no.", "a.md"), Format::Markdown);
        assert_eq!(of("# Title\n\nSee **this**.", "a.txt"), Format::Markdown);
        assert_eq!(of("#1 in the list\n\n- a dash", "a.txt"), Format::Text);
        assert_eq!(of("---\ntitle: A\n---\nText", "a.txt"), Format::Markdown);
        assert_eq!(of("---\n\nText\n---\n", "a.txt"), Format::Text);
    }

    #[test]
    fn roots_times_and_braces_tell() {
        let of = |text, name| by_text(text, Path::new(name));
        assert_eq!(of("<?xml version=\"1.0\"?>\n<!-- x -->\n<rss version=\"2.0\">", "a"), Format::Feed);
        assert_eq!(of("<?xml version=\"1.0\"?><!DOCTYPE nitf [<!ENTITY a \"<b>\">]><nitf>", "a.xml"), Format::Nitf);
        assert_eq!(of("<nar:newsItem xmlns:nar=\"x\">", "a.xml"), Format::NewsMl);
        assert_eq!(of("{ \"text\": \"x\"}", "a.txt"), Format::Json);
        assert_eq!(of("{She laughed.}", "a.txt"), Format::Text);
        assert_eq!(of("[Music] The mayor said no.", "a.txt"), Format::Text);
        assert_eq!(of("WEBVTT\n\n00:01.000 --> 00:02.000\nNo.", "a"), Format::Subtitles);
        assert_eq!(of("1\r\n00:00:01,000 --> 00:00:02,000\r\nNo.", "a"), Format::Subtitles);
        assert_eq!(of("1\nThe mayor said no.", "a.srt"), Format::Text);
    }
}
