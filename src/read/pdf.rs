//! PDF: from glyphs with places to paragraphs in the order of reading.
//!
//! A PDF knows no words and no paragraphs, only where each glyph stands. `glyphs` gathers these, `fragments` makes pieces of
//! lines of them, `running` drops what stands on every page, `columns` puts the pieces in order, `paragraphs` makes
//! paragraphs. Nothing is drawn: no picture is decoded, no form, link or script is followed.

mod apart;
mod bounds;
mod bytes;
mod columns;
mod crossref;
mod fragments;
mod glyphs;
mod objects;
mod opening;
mod paragraphs;
mod pictures;
mod running;
mod scan;
mod strings;
mod unfold;

use std::panic::resume_unwind;
use std::sync::Arc;
use std::time::{Duration, Instant};

use hayro_interpret::hayro_syntax::metadata::Metadata;
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_interpret::{Context as Interpreter, InterpreterCache, InterpreterSettings, RenderContent, TransformExt};

use super::budget::Budget;
use super::draft::Draft;
use super::error::Problem;
use super::format::Format;
use super::part::{Context, Listing, Part};
use crate::article::Article;
use crate::warning::{Warning, WarningKind};
use apart::Lost;
use bounds::Bounds;
use fragments::Fragment;
use glyphs::{Gathered, Gatherer};

/// The most steps of drawing that are followed: a thousand dense pages take some three million.
const MAX_STEPS: u64 = 60_000_000;

/// The most letters that are taken, about seven million words; the pages behind them are left out, with a warning.
const MAX_LETTERS: usize = 40_000_000;

/// When a document is given up, should the count of steps not bound it.
const LONGEST: Duration = Duration::from_secs(120);

/// When it is given up though the parser never asks for the time: a colour space can be unfolded over and over without a step.
const GIVEN_UP: Duration = Duration::from_secs(180);

/// Why reading stopped in the middle.
#[derive(Clone, Copy, Debug)]
pub(super) enum Stop {
    /// Too many steps.
    Steps,
    /// Too long a time.
    Time,
}

/// A page with its pieces of text.
#[derive(Debug, Default)]
pub(super) struct Page {
    width: f32,
    height: f32,
    fragments: Vec<Fragment>,
    /// The pictures, as left, top, right, bottom.
    pictures: Vec<[f32; 4]>,
}

/// All that was found in a document.
#[derive(Debug, Default)]
struct Content {
    pages: Vec<Page>,
    /// Whether the better part of the letters is not drawn: a layer of recognised text behind a scan.
    recognised: bool,
    /// Numbers of the pages, from 1, that are nothing but pictures.
    scanned: Vec<usize>,
    /// Words that stand crosswise or slanting.
    crosswise: Vec<String>,
    /// How many pages were not looked at, for there were too many letters before them.
    left: usize,
    title: Option<String>,
    author: Option<String>,
    date: Option<String>,
}

/// Makes an article of a PDF.
///
/// # Errors
///
/// [`Problem::Locked`], [`Problem::Damaged`], [`Problem::Scan`] where pages are pictures without text, [`Problem::Bomb`] and
/// [`Problem::TooSlow`].
pub fn read(part: Part<'_>, context: &mut Context) -> Result<Listing, Problem> {
    let content = in_a_thread(part.bytes, &mut context.budget)?;
    let letters: usize = content.pages.iter().flat_map(|page| &page.fragments).map(|f| f.text.len()).sum();
    if letters == 0 {
        return Err(if content.scanned.is_empty() { Problem::Empty } else { Problem::Scan });
    }
    article(content, part.id).map(Listing::one)
}

/// Reads on a thread of its own with a large stack, where a panic of the parser ends nothing else.
fn in_a_thread(bytes: &[u8], budget: &mut Budget) -> Result<Content, Problem> {
    let (bytes, mut own) = (bytes.to_vec(), budget.clone());
    let read = apart::within(GIVEN_UP, move || {
        let content = gather(bytes, &mut own);
        (content, own)
    });
    let (content, left) = read.map_err(|lost| match lost {
        Lost::NotStarted(error) => Problem::damaged(Format::Pdf, error),
        Lost::GivenUp => Problem::TooSlow(GIVEN_UP.as_secs()),
        Lost::Panicked(panic) => match panic.downcast_ref::<Stop>() {
            Some(Stop::Steps) => Problem::Bomb,
            Some(Stop::Time) => Problem::TooSlow(LONGEST.as_secs()),
            None => Problem::damaged(Format::Pdf, "it is not built as such documents are"),
        },
    })?;
    *budget = left;
    content
}

fn gather(bytes: Vec<u8>, budget: &mut Budget) -> Result<Content, Problem> {
    scan::check(&bytes)?;
    opening::check(&bytes, budget)?;
    let bytes = pictures::without_filters(bytes).map_err(|_| Problem::Bomb)?;
    let pdf = Pdf::new(Arc::new(bytes)).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected | DecryptionError::UnsupportedAlgorithm) => {
            Problem::Locked(Format::Pdf)
        }
        LoadPdfError::Decryption(_) => Problem::damaged(Format::Pdf, "its encryption is broken"),
        LoadPdfError::Invalid => Problem::damaged(Format::Pdf, "its parts cannot be found"),
    })?;
    let mut bounds = Bounds::new();
    bounds.check(&pdf, budget)?;
    let mut content = Content::default();
    content.properties(pdf.metadata());
    let settings = InterpreterSettings { render_content: RenderContent::PAGE, ..InterpreterSettings::default() };
    let cache = InterpreterCache::new();
    let (mut steps, mut letters, mut unseen) = (MAX_STEPS, 0, 0);
    let end = Instant::now() + LONGEST;
    for (at, page) in pdf.pages().iter().enumerate() {
        if letters > MAX_LETTERS {
            content.left = pdf.pages().len() - at;
            break;
        }
        if Instant::now() > end {
            resume_unwind(Box::new(Stop::Time));
        }
        bounds.check_page(page.raw(), budget)?;
        let (width, height) = page.render_dimensions();
        let box_ = hayro_interpret::kurbo::Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let transform = page.initial_transform(true).to_kurbo();
        let mut interpreter = Interpreter::new(transform, box_, &cache, pdf.xref(), settings.clone());
        let mut gatherer = Gatherer::new(width, height, steps, end);
        hayro_interpret::interpret_page(page, &mut interpreter, &mut gatherer);
        steps = gatherer.steps_left();
        let gathered = gatherer.finish();
        letters += gathered.glyphs.len();
        unseen += gathered.unseen;
        content.add(gathered, at + 1);
    }
    content.recognised = unseen * 2 > letters;
    Ok(content)
}

impl Content {
    fn add(&mut self, gathered: Gathered, number: usize) {
        let Gathered { width, height, glyphs, pictures, crosswise, .. } = gathered;
        if glyphs.is_empty() && !pictures.is_empty() {
            self.scanned.push(number);
        }
        if crosswise.chars().filter(|letter| letter.is_alphabetic()).count() >= 3 {
            self.crosswise.push(crosswise);
        }
        self.pages.push(Page { width, height, fragments: fragments::of(glyphs), pictures });
    }

    fn properties(&mut self, told: &Metadata) {
        let words = |bytes: &Option<Box<[u8]>>| bytes.as_deref().map(strings::decode);
        self.title = words(&told.title);
        self.author = words(&told.author);
        // Browsers tell when the page was printed, and not when it appeared.
        let maker = [&told.creator, &told.producer].into_iter().filter_map(words).collect::<String>();
        let printed = ["Skia", "Chrom", "Mozilla", "Quartz", "wkhtmltopdf"].iter().any(|name| maker.contains(name));
        self.date = told.creation_date.as_ref().filter(|date| !printed && date.year > 1990).map(|date| {
            format!(
                "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}",
                date.year, date.month, date.day, date.hour, date.minute, date.second
            )
        });
    }
}

fn article(mut content: Content, id: &str) -> Result<Article, Problem> {
    let url = running::drop(&mut content.pages);
    let mut draft = Draft::default();
    draft.properties.title = content.title.take();
    draft.properties.author = content.author.take();
    draft.properties.date = content.date.take();
    if content.recognised {
        draft.warnings.push(Warning {
            kind: WarningKind::UncertainEncoding,
            span: None,
            message: "The pages are pictures; their text was recognised by a machine, which mistakes letters. Check names and quotes against the pages.".to_owned(),
        });
    }
    if !content.scanned.is_empty() {
        draft.not_read(format!(
            "{} without text and not read. Have a program for text recognition (OCR) add the text.",
            pages(&content.scanned)
        ));
    }
    if content.left > 0 {
        draft.not_read(format!("The document is very long: its last {} pages were not read.", content.left));
    }
    if let Some(words) = content.crosswise.first() {
        let words: String = words.trim().chars().take(80).collect();
        draft.not_read(format!("Words that do not stand upright on their page were left out: “{words}”"));
    }
    paragraphs::fill(&mut draft, &content.pages);
    let mut article = draft.finish(id);
    article.url = article.url.or(url);
    let unknown = article.text.matches('\u{fffd}').count();
    let letters = article.text.chars().filter(|letter| letter.is_alphabetic()).count();
    if unknown > letters {
        return Err(Problem::NoLetters);
    }
    if let Some(at) = article.text.find('\u{fffd}') {
        article.warnings.insert(
            0,
            Warning {
                kind: WarningKind::UncertainEncoding,
                span: Some(crate::span::Span::new(at, at + '\u{fffd}'.len_utf8())),
                message: format!(
                    "The document does not tell which letters {unknown} of its signs are; they are shown as \u{fffd}. Look at the document itself there."
                ),
            },
        );
    }
    Ok(article)
}

/// `Page 3 is a picture`, `Pages 3, 4 and 9 more are pictures`.
fn pages(numbers: &[usize]) -> String {
    const NAMED: usize = 5;
    let named = numbers.iter().take(NAMED).map(usize::to_string).collect::<Vec<_>>().join(", ");
    match numbers.len() {
        1 => format!("Page {named} is a picture"),
        count if count <= NAMED => format!("Pages {named} are pictures"),
        count => format!("Pages {named} and {} more are pictures", count - NAMED),
    }
}
