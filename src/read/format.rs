//! The formats of files, those that are read and those that are only recognised.

use std::fmt;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// A web page.
    Html,
    /// A web page saved with its pictures, as a message (`.mht`).
    Mhtml,
    /// A web page saved by Safari.
    WebArchive,
    /// A web archive in WARC.
    Warc,
    /// Portable Document Format.
    Pdf,
    /// Microsoft Word since 2007.
    Word,
    /// OpenDocument text.
    OpenDocument,
    /// Rich Text Format.
    Rtf,
    /// An e-book.
    Epub,
    /// A message.
    Email,
    /// A mailbox with messages.
    Mailbox,
    /// A message saved by Outlook.
    OutlookMail,
    /// A feed: RSS or Atom.
    Feed,
    /// NITF, an XML for news.
    Nitf,
    /// NewsML-G2, an XML for news.
    NewsMl,
    /// JSON: ninjs, or an object with the text in it, or a list of such.
    Json,
    /// Subtitles or a transcript: SubRip or WebVTT.
    Subtitles,
    /// Packed by gzip.
    Gzip,
    /// Packed by Zstandard.
    Zstd,
    /// A zip archive.
    Zip,

    /// Microsoft Word before 2007, or another program's file of that time.
    OldWord,
    /// A table or slides.
    Office,
    /// A packed archive of another kind.
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

impl Format {
    /// All formats that are read, in the order in which a reader is told of them.
    pub const READ: &'static [Format] = &[
        Format::Text,
        Format::Markdown,
        Format::Html,
        Format::Pdf,
        Format::Word,
        Format::OpenDocument,
        Format::Rtf,
        Format::Epub,
        Format::Email,
        Format::Mailbox,
        Format::OutlookMail,
        Format::Mhtml,
        Format::WebArchive,
        Format::Warc,
        Format::Feed,
        Format::Nitf,
        Format::NewsMl,
        Format::Json,
        Format::Subtitles,
        Format::Gzip,
        Format::Zstd,
        Format::Zip,
    ];

    /// The endings of its files, without the dot, the usual one first; none where it is not read.
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            Format::Text => &["txt", "text"],
            Format::Markdown => &["md", "markdown", "mdown", "mkd"],
            Format::Html => &["html", "htm", "xhtml"],
            Format::Mhtml => &["mht", "mhtml"],
            Format::Pdf => &["pdf"],
            Format::Word => &["docx", "docm", "dotx"],
            Format::OpenDocument => &["odt", "ott", "fodt"],
            Format::Rtf => &["rtf"],
            Format::Epub => &["epub"],
            Format::Email => &["eml"],
            Format::Mailbox => &["mbox", "mbx"],
            Format::OutlookMail => &["msg"],
            Format::WebArchive => &["webarchive"],
            Format::Warc => &["warc"],
            Format::Feed => &["rss", "atom", "rdf"],
            Format::Nitf => &["nitf", "xml"],
            Format::NewsMl => &["newsml"],
            Format::Json => &["json", "jsonl", "ndjson"],
            Format::Subtitles => &["srt", "vtt"],
            Format::Gzip => &["gz"],
            Format::Zstd => &["zst"],
            Format::Zip => &["zip"],
            _ => &[],
        }
    }

    /// What to do with a file of it that is not read, as a sentence.
    pub fn remedy(self) -> &'static str {
        match self {
            Format::OldWord => "Open it in its own program and save it as .docx, .odt or text.",
            Format::Archive => "Unpack it and open the article alone.",
            Format::Utf32 => "Save it as UTF-8.",
            _ => "Save or export the article as text, HTML or a Word document.",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Format::Text => "plain text",
            Format::Markdown => "a Markdown text",
            Format::Html => "a web page",
            Format::Mhtml => "a saved web page",
            Format::WebArchive => "a web page saved by Safari",
            Format::Warc => "a web archive",
            Format::Pdf => "a PDF document",
            Format::Word => "a Word document",
            Format::OpenDocument => "an OpenDocument text",
            Format::Rtf => "a Rich Text document",
            Format::Epub => "an EPUB book",
            Format::Email => "an e-mail",
            Format::Mailbox => "a mailbox",
            Format::OutlookMail => "an e-mail saved by Outlook",
            Format::Feed => "a news feed",
            Format::Nitf => "a NITF article",
            Format::NewsMl => "a NewsML-G2 article",
            Format::Json => "JSON",
            Format::Subtitles => "a file of subtitles",
            Format::Gzip => "a file packed by gzip",
            Format::Zstd => "a file packed by Zstandard",
            Format::Zip => "a zip archive",
            Format::OldWord => "a Word document of before 2007",
            Format::Office => "a table or a set of slides",
            Format::Archive => "a packed archive",
            Format::Image => "a picture",
            Format::Media => "a sound or film file",
            Format::Program => "a program",
            Format::Database => "a data base",
            Format::Utf32 => "text in the encoding UTF-32",
            Format::Binary => "not a text file",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_that_is_read_has_an_ending_and_no_two_share_one() {
        let mut endings: Vec<&str> = Format::READ.iter().flat_map(|format| format.endings()).copied().collect();
        assert!(Format::READ.iter().all(|format| !format.endings().is_empty()));
        let all = endings.len();
        endings.sort_unstable();
        endings.dedup();
        assert_eq!(endings.len(), all);
    }
}
