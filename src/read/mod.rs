//! From a file to an [`Article`], or to several.
//!
//! One file per format, and the format is told by the content. Nothing here guesses silently: what was uncertain is in
//! [`Article::warnings`]. Nothing in a document is run or fetched, and what packed files unfold to is bounded.

mod archive;
mod budget;
mod builder;
mod clean;
mod collection;
mod dates;
mod detect;
mod draft;
pub mod encoding;
mod encodings;
mod epub;
mod error;
mod feed;
mod format;
mod front;
mod html;
mod json;
pub mod jsonl;
mod kinds;
mod language;
mod lines;
mod mail;
mod markdown;
mod members;
mod mojibake;
mod nesting;
mod newsml;
mod nitf;
mod open;
mod open_document;
mod outlook;
mod paragraphs;
mod part;
mod pasted;
mod pdf;
mod rtf;
mod subtitles;
mod text;
mod warc;
mod webarchive;
mod word;
mod xml;

use std::path::Path;

use crate::article::{Article, Origin};
use crate::warning::{Warning, WarningKind};
use part::{Context, Listing, Part};

pub use collection::{Collection, Entry};
pub use encodings::{ENCODINGS, Encoding, encoding_label, encoding_samples};
pub use error::{MAX_FILE_SIZE, Problem, ReadError};
pub use format::Format;

/// What a reader may choose about the reading of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The encoding that a text file is in, by one of its usual names (`utf-8`, `windows-1250`), in place of the one that
    /// seems right. A name that is not known changes nothing.
    pub encoding: Option<String>,
}

/// Reads the article in the file at `path`; the format is told by its content, and its `id` is the file's stem. Of a file
/// with several articles it is the first, with a warning.
///
/// # Errors
///
/// A [`ReadError`] when the file is missing, a folder, empty, too large, damaged, locked or of a kind that is not read.
pub fn read_file(path: &Path) -> Result<Article, ReadError> {
    first_of(read_articles(path)?, path)
}

/// Reads all articles in the file at `path`, in their order; never none.
///
/// # Errors
///
/// As [`read_file`]. A part that cannot be read, where others can, is named in a warning of the first article.
pub fn read_articles(path: &Path) -> Result<Vec<Article>, ReadError> {
    read_articles_with(path, &Options::default())
}

/// [`read_articles`] as `options` say.
///
/// # Errors
///
/// As [`read_articles`].
pub fn read_articles_with(path: &Path, options: &Options) -> Result<Vec<Article>, ReadError> {
    let bytes = open::read_whole(path)?;
    let mut articles = read_bytes_with(&path.to_string_lossy(), &bytes, options)?;
    let origin = Origin::of(path, &bytes);
    articles.iter_mut().for_each(|article| article.file = Some(origin.clone()));
    Ok(articles)
}

/// Reads the article in `bytes`. `name` is the name of a file, also if there is none (`pasted.txt`): its stem becomes
/// the article's `id`, its ending helps to tell Markdown from plain text. Of several articles it is the first, with a warning.
///
/// # Errors
///
/// As [`read_file`], without those of the file system.
pub fn read_bytes(name: &str, bytes: &[u8]) -> Result<Article, ReadError> {
    first_of(read_bytes_with(name, bytes, &Options::default())?, Path::new(name))
}

/// Reads all articles in `bytes`, as [`read_bytes`] reads one; never none.
///
/// # Errors
///
/// As [`read_bytes`].
pub fn read_bytes_with(name: &str, bytes: &[u8], options: &Options) -> Result<Vec<Article>, ReadError> {
    let path = Path::new(name);
    let encoding = options.encoding.as_deref().and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes()));
    let mut context = Context { encoding, ..Context::default() };
    let id = path.file_stem().map(|stem| stem.to_string_lossy()).unwrap_or_default();
    let listing = read_part(Part { id: &id, path, bytes }, &mut context)
        .and_then(Listing::not_empty)
        .map_err(|problem| ReadError::Content { path: path.to_owned(), problem })?;
    let Listing { mut articles, left_out } = listing;
    if let Some(first) = articles.first_mut().filter(|_| !left_out.is_empty()) {
        first.warnings.insert(0, told_left_out(&left_out));
    }
    Ok(articles)
}

/// Makes an article of plain text, which is kept as it is to the byte: only its paragraphs, headline, byline, date and
/// language are found in it.
pub fn from_text(id: &str, text: String) -> Article {
    text::read(id, text)
}

/// Makes an article of `text` that was copied elsewhere. `html` is the same as a web page or a piece of one, where the
/// clipboard has it: headline and paragraphs come from there if no words are lost by it.
pub fn from_paste(id: &str, text: String, html: Option<&str>) -> Article {
    pasted::read(id, text, html)
}

/// The format of `bytes`, which may be the beginning of a file; `path` helps where they leave it open.
pub fn format_of(bytes: &[u8], path: &Path) -> Format {
    detect::by_bytes(bytes, path).unwrap_or_else(|| detect::by_text(&encoding::decode(bytes, None).text, path))
}

fn first_of(articles: Vec<Article>, path: &Path) -> Result<Article, ReadError> {
    let more = articles.len().saturating_sub(1);
    let mut articles = articles.into_iter();
    let Some(mut first) = articles.next() else {
        return Err(ReadError::Content { path: path.to_owned(), problem: Problem::Empty });
    };
    if more > 0 {
        let message = match more {
            1 => "The file holds another article, which is not shown here.".to_owned(),
            more => format!("The file holds {more} more articles, which are not shown here."),
        };
        first.warnings.insert(0, Warning { kind: WarningKind::NotRead, span: None, message });
    }
    Ok(first)
}

/// A few parts that were passed over by name, the rest as a number.
fn told_left_out(left_out: &[String]) -> Warning {
    const NAMED: usize = 5;
    let mut message = format!("Not read: {}", left_out.iter().take(NAMED).cloned().collect::<Vec<_>>().join("; "));
    if left_out.len() > NAMED {
        message.push_str(&format!("; and {} more", left_out.len() - NAMED));
    }
    message.push('.');
    Warning { kind: WarningKind::NotRead, span: None, message }
}

/// Reads a file, or a file in a file, in whatever format it is.
fn read_part(part: Part<'_>, context: &mut Context) -> Result<Listing, Problem> {
    if part.bytes.len() as u64 > MAX_FILE_SIZE {
        return Err(Problem::TooLarge);
    }
    match detect::by_bytes(part.bytes, part.path) {
        Some(format) => read_format(format, part, context),
        None => read_as_text(part, context),
    }
}

/// The formats that are told by their bytes.
fn read_format(format: Format, part: Part<'_>, context: &mut Context) -> Result<Listing, Problem> {
    match format {
        Format::Email | Format::Mhtml => mail::read(part, context),
        Format::Mailbox => mail::read_box(part, context),
        Format::OutlookMail => outlook::read(part, context),
        Format::WebArchive => webarchive::read(part, context),
        Format::Warc => warc::read(part, context),
        Format::Word => word::read(part, context),
        Format::OpenDocument => open_document::read(part, context),
        Format::Pdf => pdf::read(part, context),
        Format::Rtf => rtf::read(part),
        Format::Epub => epub::read(part, context),
        Format::Gzip => archive::read_gzip(part, context),
        Format::Zstd => archive::read_zstd(part, context),
        Format::Zip => archive::read_zip(part, context),
        format => Err(Problem::Unsupported(format)),
    }
}

/// The formats that are text.
fn read_as_text(part: Part<'_>, context: &mut Context) -> Result<Listing, Problem> {
    let decoded = encoding::decode(part.bytes, context.encoding);
    if decoded.text.trim().is_empty() {
        return Err(Problem::Empty);
    }
    // First, for spoilt letters look like control characters.
    let (text, repaired) = mojibake::repair(decoded.text);
    if clean::is_binary(&text) {
        return Err(Problem::Unsupported(Format::Binary));
    }
    let (text, cleaned) = clean::text(text);
    let mut listing = match detect::by_text(&text, part.path) {
        Format::Html => Listing::one(html::read(part.id, &text)),
        Format::Markdown => Listing::one(markdown::read(part.id, &text)),
        Format::Subtitles => Listing::one(subtitles::read(part.id, &text)),
        Format::OpenDocument => open_document::read_flat(part.id, &text)?,
        Format::Feed => feed::read(part.id, &text, context)?,
        Format::Nitf => nitf::read(part.id, &text)?,
        Format::NewsMl => newsml::read(part.id, &text, context)?,
        Format::Json => json::read(part.id, &text, context)?,
        Format::WebArchive => webarchive::read(part, context)?,
        Format::Text => Listing::one(text::read(part.id, text)),
        format => return Err(Problem::Unsupported(format)),
    };
    for article in &mut listing.articles {
        article.encoding = Some(decoded.encoding.name().to_owned());
    }
    if let Some(first) = listing.articles.first_mut() {
        first.warnings.splice(0..0, decoded.warning.into_iter().chain(repaired).chain(cleaned));
    }
    Ok(listing)
}
