//! A PDF to print or send.

mod pages;
mod typeset;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::io::{self, Write};

use self::pages::Pages;
use self::typeset::{Look, Typesetter};
use super::report::{Block, Report, Run};
use super::{Exporter, Style};
use crate::analysis::Analysis;
use crate::article::{Article, ParagraphKind};

/// PDF in A4, set in Source Serif. Its words can be searched and copied. Scripts that Source Serif does not have are set in
/// fonts of the system; where the system has none either, the first page says so.
pub struct Pdf;

thread_local! {
    /// Looking for the system's fonts takes a while, so it is done once.
    static TYPESETTER: RefCell<Typesetter> = RefCell::new(Typesetter::new());
}

impl Exporter for Pdf {
    fn name(&self) -> &'static str {
        "pdf"
    }

    fn label(&self) -> &'static str {
        "PDF document"
    }

    fn extension(&self) -> &'static str {
        "pdf"
    }

    fn is_text(&self) -> bool {
        false
    }

    fn is_whole_file(&self) -> bool {
        true
    }

    fn write(&self, article: &Article, analysis: &Analysis, style: Style, out: &mut dyn Write) -> io::Result<()> {
        let report = Report::new(article, analysis, style);
        let bytes = TYPESETTER.with_borrow_mut(|typesetter| document(&report, article, typesetter))?;
        out.write_all(&bytes)
    }
}

fn document(report: &Report, article: &Article, typesetter: &mut Typesetter) -> io::Result<Vec<u8>> {
    let missing = missing(report, typesetter);
    let mut pages = Pages::new(&report.title, article, typesetter);
    pages.put(&[plain(&report.title)], &TITLE);
    for line in &report.about {
        pages.put(&[plain(line)], &ABOUT);
    }
    if let Some(sentence) = about_missing(&missing) {
        pages.put(&[plain(&sentence)], &NOTE);
    }
    for block in &report.blocks {
        let (runs, look) = dressed(block);
        pages.put(&runs, look);
    }
    pages.finish()
}

const TITLE: Look = Look { size: 21.0, weight: 600.0, heading: Some(0), after: 6.0, ..Look::TEXT };
const ABOUT: Look = Look { size: 9.5, grey: true, after: 2.0, ..Look::TEXT };
const NOTE: Look = Look { italic: true, grey: true, before: 6.0, after: 6.0, ..Look::TEXT };
const HEADING_1: Look = Look { size: 15.0, weight: 600.0, heading: Some(1), before: 18.0, after: 6.0, ..Look::TEXT };
const HEADING_2: Look = Look { size: 12.5, weight: 600.0, heading: Some(2), before: 12.0, after: 3.0, ..Look::TEXT };
const CROSSHEAD: Look = Look { size: 12.0, weight: 600.0, keep: true, before: 8.0, after: 3.0, ..Look::TEXT };
const LEAD: Look = Look { weight: 600.0, grey: true, keep: true, before: 4.0, after: 2.0, ..Look::TEXT };
const ITEM: Look = Look { indent: 14.0, bullet: true, after: 3.0, ..Look::TEXT };
const CONTEXT: Look = Look { size: 9.5, italic: true, grey: true, indent: 28.0, after: 5.0, ..Look::TEXT };
const CAPTION: Look = Look { size: 9.5, italic: true, ..Look::TEXT };

fn dressed(block: &Block) -> (Vec<Run>, &'static Look) {
    match block {
        Block::Heading(1, text) => (vec![plain(text)], &HEADING_1),
        Block::Heading(_, text) => (vec![plain(text)], &HEADING_2),
        Block::Lead(text) => (vec![plain(text)], &LEAD),
        Block::Item(runs) => (runs.clone(), &ITEM),
        Block::Context(text) => (vec![plain(text)], &CONTEXT),
        Block::Note(text) => (vec![plain(text)], &NOTE),
        Block::Text(ParagraphKind::Heading, runs) => (runs.clone(), &CROSSHEAD),
        Block::Text(ParagraphKind::Caption, runs) => (runs.clone(), &CAPTION),
        Block::Text(_, runs) => (runs.clone(), &Look::TEXT),
    }
}

fn plain(text: &str) -> Run {
    Run { text: text.to_owned(), ..Run::default() }
}

/// The characters of the report that no font has.
fn missing(report: &Report, typesetter: &mut Typesetter) -> BTreeSet<char> {
    let mut missing = BTreeSet::new();
    let dressed = report.blocks.iter().map(dressed);
    let lines = [&report.title].into_iter().chain(&report.about).map(|line| (vec![plain(line)], &Look::TEXT));
    for (runs, look) in lines.chain(dressed) {
        if runs.iter().any(|run| !run.text.chars().all(is_common)) {
            missing.extend(typesetter.set(&runs, look).missing());
        }
    }
    missing
}

/// Whether Source Serif certainly has it: these need not be looked up.
fn is_common(letter: char) -> bool {
    matches!(
        letter,
        ' '..='~' | '\u{a0}'..='\u{131}' | '\u{134}'..='\u{165}' | '\u{168}'..='\u{17f}' |
        '–' | '—' | '‘'..='‚' | '“'..='„' | '…' | '€' | '•'
    )
}

/// A sentence about the characters that are not shown.
fn about_missing(missing: &BTreeSet<char>) -> Option<String> {
    const SHOWN: usize = 12;
    if missing.is_empty() {
        return None;
    }
    let codes: Vec<String> = missing.iter().take(SHOWN).map(|letter| format!("U+{:04X}", u32::from(*letter))).collect();
    let more = match missing.len().saturating_sub(SHOWN) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    Some(format!(
        "No font of this computer has these characters, so empty boxes stand for them: {}{more}. They are right in the other \
         formats.",
        codes.join(", ")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_about_missing_characters_is_short() {
        assert_eq!(about_missing(&BTreeSet::new()), None);
        let sentence = about_missing(&('\u{e000}'..'\u{e100}').collect()).unwrap_or_default();
        assert!(sentence.contains("U+E000") && sentence.contains("and 244 more"), "{sentence}");
    }

    #[test]
    fn common_characters_are_in_the_font() {
        let common: String = ('\0'..'\u{3000}').filter(|letter| is_common(*letter)).collect();
        let set = Typesetter::without_system().set(&[plain(&common)], &Look::TEXT);
        assert_eq!(set.missing().collect::<String>(), "");
    }

    #[test]
    fn characters_without_a_font_are_found() {
        let set = Typesetter::without_system().set(&[plain("Zoë – 桥 \u{e123}")], &Look::TEXT);
        assert_eq!(set.missing().collect::<BTreeSet<char>>(), BTreeSet::from(['桥', '\u{e123}']));
    }
}
