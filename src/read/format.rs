//! What a file is, told by its content; its name only decides where the content leaves it open.

use std::fmt;
use std::path::Path;

/// A kind of file that is recognised but not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// Portable Document Format.
    Pdf,
    /// Microsoft Word, in today's or the old format.
    Word,
    /// OpenDocument text.
    OpenDocument,
    /// An e-book.
    Epub,
    /// Rich Text Format.
    Rtf,
    /// A packed archive.
    Archive,
    /// A picture.
    Image,
    /// Sound or film.
    Media,
    /// A program.
    Program,
    /// A data base.
    Database,
    /// Text in UTF-32.
    Utf32,
    /// None of these, but no text either.
    Binary,
}

impl fmt::Display for FileKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            FileKind::Pdf => "a PDF document",
            FileKind::Word => "a Word document",
            FileKind::OpenDocument => "an OpenDocument text",
            FileKind::Epub => "an EPUB book",
            FileKind::Rtf => "a Rich Text document",
            FileKind::Archive => "a packed archive",
            FileKind::Image => "a picture",
            FileKind::Media => "a sound or film file",
            FileKind::Program => "a program",
            FileKind::Database => "a data base",
            FileKind::Utf32 => "text in the encoding UTF-32",
            FileKind::Binary => "not a text file",
        })
    }
}

/// The formats that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextFormat {
    Plain,
    Markdown,
    Html,
}

/// First bytes of the files that are told apart by nothing else.
const MAGIC: &[(&[u8], FileKind)] = &[
    (b"%PDF-", FileKind::Pdf),
    (b"{\\rtf", FileKind::Rtf),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileKind::Word),
    (b"\x89PNG\r\n", FileKind::Image),
    (b"\xff\xd8\xff", FileKind::Image),
    (b"GIF87a", FileKind::Image),
    (b"GIF89a", FileKind::Image),
    (b"II*\0", FileKind::Image),
    (b"MM\0*", FileKind::Image),
    (b"\x1f\x8b", FileKind::Archive),
    (b"BZh", FileKind::Archive),
    (b"\xfd7zXZ\0", FileKind::Archive),
    (b"7z\xbc\xaf\x27\x1c", FileKind::Archive),
    (b"\x28\xb5\x2f\xfd", FileKind::Archive),
    (b"Rar!\x1a\x07", FileKind::Archive),
    (b"\x7fELF", FileKind::Program),
    (b"MZ\x90\0", FileKind::Program),
    (b"\xcf\xfa\xed\xfe", FileKind::Program),
    (b"\xca\xfe\xba\xbe", FileKind::Program),
    (b"\0asm", FileKind::Program),
    (b"SQLite format 3\0", FileKind::Database),
    (b"ID3\x03", FileKind::Media),
    (b"ID3\x04", FileKind::Media),
    (b"OggS\0", FileKind::Media),
    (b"fLaC", FileKind::Media),
    (b"\xff\xfe\0\0", FileKind::Utf32),
    (b"\0\0\xfe\xff", FileKind::Utf32),
];

/// What `bytes` are when they are none of the formats that are read.
pub fn recognise_binary(bytes: &[u8]) -> Option<FileKind> {
    if let Some((_, kind)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(*kind);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        // The names of the first members stand in plain sight near the front.
        let head = bytes.get(..4096).unwrap_or(bytes);
        let has = |needle: &[u8]| head.windows(needle.len()).any(|window| window == needle);
        return Some(if has(b"application/epub+zip") {
            FileKind::Epub
        } else if has(b"application/vnd.oasis.opendocument") {
            FileKind::OpenDocument
        } else if has(b"[Content_Types].xml") || has(b"word/") {
            FileKind::Word
        } else {
            FileKind::Archive
        });
    }
    match (bytes.get(..4), bytes.get(4..8), bytes.get(8..12)) {
        (Some(b"RIFF"), _, Some(b"WEBP")) => Some(FileKind::Image),
        (Some(b"RIFF"), _, Some(_)) => Some(FileKind::Media),
        (_, Some(b"ftyp"), _) => Some(FileKind::Media),
        _ => None,
    }
}

/// Which of the formats that are read `text` is in; `path` only helps where the content leaves it open.
pub fn recognise_text(text: &str, path: &Path) -> TextFormat {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    let head = head(text, 4096);
    if is_html(head) || (matches!(ending.as_str(), "html" | "htm" | "xhtml") && tags(head) > 0) {
        TextFormat::Html
    } else if matches!(ending.as_str(), "md" | "markdown" | "mdown" | "mkd") || is_markdown(text) {
        TextFormat::Markdown
    } else {
        TextFormat::Plain
    }
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
    fn binary_files_are_called_by_their_name() {
        assert_eq!(recognise_binary(b"%PDF-1.7 ..."), Some(FileKind::Pdf));
        assert_eq!(recognise_binary(b"PK\x03\x04......word/document.xml"), Some(FileKind::Word));
        assert_eq!(recognise_binary(b"PK\x03\x04......mimetypeapplication/epub+zip"), Some(FileKind::Epub));
        assert_eq!(recognise_binary(b"PK\x03\x04......notes.txt"), Some(FileKind::Archive));
        assert_eq!(recognise_binary(b"RIFF\0\0\0\0WEBPVP8 "), Some(FileKind::Image));
        assert_eq!(recognise_binary(b"\x7fELF\x02\x01"), Some(FileKind::Program));
        assert_eq!(recognise_binary(b"MZ is a country code."), None);
        assert_eq!(recognise_binary(b"The mayor said no."), None);
        assert_eq!(recognise_binary(b""), None);
    }

    #[test]
    fn content_goes_before_the_ending() {
        let of = |text, name| recognise_text(text, Path::new(name));
        assert_eq!(of("<!DOCTYPE html><p>x", "a.txt"), TextFormat::Html);
        assert_eq!(of("  \n<!-- x --><html><p>x", "a"), TextFormat::Html);
        assert_eq!(of("The mayor said no.", "a.html"), TextFormat::Plain);
        assert_eq!(of("<b>Not</b> a page, a line with a tag.", "a.txt"), TextFormat::Plain);
        assert_eq!(of("<p>One</p><p>Two</p>", "a.txt"), TextFormat::Html);
        assert_eq!(of("The mayor said no.", "a.md"), TextFormat::Markdown);
        assert_eq!(of("# Title\n\nSee **this**.", "a.txt"), TextFormat::Markdown);
        assert_eq!(of("#1 in the list\n\n- a dash", "a.txt"), TextFormat::Plain);
        assert_eq!(of("---\ntitle: A\n---\nText", "a.txt"), TextFormat::Markdown);
        assert_eq!(of("---\n\nText\n---\n", "a.txt"), TextFormat::Plain);
    }
}
