//! Rich Text Format.
//!
//! A reader of our own: the crates there are lose paragraphs and code pages. What stands in a group whose name is not known
//! and that asks to be passed over (`{\*…}`) is passed over, as the format wants it.

use std::collections::HashMap;

use encoding_rs::Encoding;

use super::draft::Draft;
use super::error::Problem;
use super::format::Format;
use super::part::{Listing, Part};
use crate::article::ParagraphKind;

/// The most groups in groups.
const MAX_DEPTH: usize = 1_000;

/// Groups that hold no text to read.
const HIDDEN: &[&str] = &[
    "colortbl",
    "pict",
    "object",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "fldinst",
    "themedata",
    "colorschememapping",
    "datastore",
    "listtable",
    "listoverridetable",
    "revtbl",
    "rsidtbl",
    "generator",
    "xmlnstbl",
    "filetbl",
    "latentstyles",
    "bkmkstart",
    "bkmkend",
    "nonshppict",
    "listtext",
    "pntext",
    "annotation",
    "atnid",
    "atnauthor",
    "xe",
    "tc",
    "ftnsep",
    "ftnsepc",
    "aftnsep",
    "operator",
    "company",
    "comment",
    "doccomm",
    "keywords",
    "subject",
    "category",
    "manager",
    "hlinkbase",
    "upr",
    "factoidname",
    "passwordhash",
];

/// Where the words of a group go.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Target {
    Text,
    Note,
    Nothing,
    Fonts,
    Styles,
    /// What is known about the document, each in a group of its own.
    Properties,
    Title,
    Author,
    Created,
}

#[derive(Clone, Copy)]
struct State {
    target: Target,
    /// Number of plain letters behind a letter in Unicode that stand for the same.
    substitutes: usize,
    font: i32,
    hidden: bool,
}

/// Makes an article of a document: its paragraphs with their kinds by style, notes at the end; title, author and date from
/// its properties where its text does not tell them.
pub fn read(part: Part<'_>) -> Result<Listing, Problem> {
    Ok(Listing::one(draft(part.bytes)?.finish(part.id)))
}

/// The paragraphs of a document in something else, with their kinds.
///
/// # Errors
///
/// As [`read`].
pub fn paragraphs(bytes: &[u8]) -> Result<Vec<(String, ParagraphKind)>, Problem> {
    draft(bytes).map(|draft| draft.paragraphs)
}

fn draft(bytes: &[u8]) -> Result<Draft, Problem> {
    let mut reader = Reader {
        draft: Draft::default(),
        state: State { target: Target::Text, substitutes: 1, font: 0, hidden: false },
        outer: Vec::new(),
        page: encoding_rs::WINDOWS_1252,
        fonts: HashMap::new(),
        styles: HashMap::new(),
        bytes: Vec::new(),
        words: String::new(),
        note: String::new(),
        notes: Vec::new(),
        named: String::new(),
        style: 0,
        heading: false,
        to_skip: 0,
        high: None,
        created: [0; 5],
    };
    reader.read(bytes)?;
    let Reader { mut draft, notes, outer, created, .. } = reader;
    for note in notes {
        draft.push(&note, ParagraphKind::Body);
    }
    let [year, month, day, hour, minute] = created;
    if year > 0 && (1..=12).contains(&month) && (1..=31).contains(&day) {
        draft.properties.date = Some(format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}"));
    }
    draft.cut_off(Format::Rtf, (!outer.is_empty()).then(|| "it ends in the middle".to_owned()))?;
    Ok(draft)
}

struct Reader {
    draft: Draft,
    state: State,
    outer: Vec<State>,
    page: &'static Encoding,
    fonts: HashMap<i32, &'static Encoding>,
    styles: HashMap<i32, ParagraphKind>,
    /// Letters in the code page, not decoded yet: one letter may take two bytes.
    bytes: Vec<u8>,
    words: String,
    note: String,
    notes: Vec<String>,
    /// The name that is being read, of a style or a property.
    named: String,
    style: i32,
    heading: bool,
    to_skip: usize,
    high: Option<u16>,
    created: [i32; 5],
}

impl Reader {
    fn read(&mut self, bytes: &[u8]) -> Result<(), Problem> {
        let mut at = 0;
        while let Some(byte) = bytes.get(at).copied() {
            at += 1;
            match byte {
                b'{' => {
                    self.decode();
                    if self.outer.len() == MAX_DEPTH {
                        return Err(Problem::TooDeep(MAX_DEPTH));
                    }
                    self.outer.push(self.state);
                    self.to_skip = 0;
                }
                b'}' => {
                    self.decode();
                    self.end_group();
                    self.to_skip = 0;
                    if self.outer.is_empty() {
                        // What stands behind the document is not a part of it.
                        break;
                    }
                }
                b'\r' | b'\n' => {}
                b'\\' => at = self.control(bytes, at),
                byte => self.byte(byte),
            }
        }
        self.decode();
        self.end_paragraph();
        Ok(())
    }

    /// Reads what stands behind a backslash at `at`; where it ends.
    fn control(&mut self, bytes: &[u8], at: usize) -> usize {
        let Some(first) = bytes.get(at).copied() else { return at };
        if !first.is_ascii_alphabetic() {
            match first {
                b'\'' => {
                    let hex = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
                    let digits = (bytes.get(at + 1).copied().and_then(hex), bytes.get(at + 2).copied().and_then(hex));
                    if let (Some(high), Some(low)) = digits {
                        self.byte(high * 16 + low);
                        return at + 3;
                    }
                }
                b'*' => self.state.target = self.starred(bytes, at + 1),
                b'~' => self.letter('\u{a0}'),
                b'_' => self.letter('\u{2011}'),
                b'\r' | b'\n' => self.end_line(),
                b'\\' | b'{' | b'}' => self.byte(first),
                _ => {}
            }
            return at + 1;
        }
        let length =
            |from: usize, fits: fn(&u8) -> bool| bytes.iter().skip(from).take(32).take_while(|b| fits(b)).count();
        let name_end = at + length(at, u8::is_ascii_alphabetic);
        let sign = usize::from(bytes.get(name_end) == Some(&b'-'));
        let end = name_end + sign + length(name_end + sign, u8::is_ascii_digit);
        let text = |from, to| bytes.get(from..to).and_then(|word| std::str::from_utf8(word).ok()).unwrap_or_default();
        let number = text(name_end, end).parse::<i32>().ok();
        self.word(text(at, name_end), number);
        let mut after = if number.is_some() { end } else { name_end };
        if bytes.get(after) == Some(&b' ') {
            after += 1;
        }
        // Bytes that are no letters follow.
        if text(at, name_end) == "bin" {
            after = after.saturating_add(usize::try_from(number.unwrap_or(0)).unwrap_or(0));
        }
        after
    }

    /// The target of a group that may be passed over: few of these are of use.
    fn starred(&self, bytes: &[u8], at: usize) -> Target {
        let name = bytes.get(at..).unwrap_or_default();
        let known: [&[u8]; 4] = [b"\\shppict", b"\\fldrslt", b"\\ud", b"\\footnote"];
        if known.iter().any(|known| name.starts_with(known)) { self.state.target } else { Target::Nothing }
    }

    fn word(&mut self, name: &str, number: Option<i32>) {
        let value = number.unwrap_or(1);
        match name {
            "u" => return self.unicode(value),
            "par" | "sect" | "page" | "column" | "cell" | "nestcell" | "row" | "nestrow" => {
                self.decode();
                return self.end_paragraph();
            }
            "line" => return self.end_line(),
            "tab" => return self.letter(' '),
            "emdash" => return self.letter('—'),
            "endash" => return self.letter('–'),
            "lquote" => return self.letter('‘'),
            "rquote" => return self.letter('’'),
            "ldblquote" => return self.letter('“'),
            "rdblquote" => return self.letter('”'),
            "bullet" => return self.letter('•'),
            "emspace" | "enspace" | "qmspace" => return self.letter(' '),
            _ => {}
        }
        self.decode();
        match name {
            "ansicpg" => self.page = code_page(value).unwrap_or(self.page),
            "mac" => self.page = encoding_rs::MACINTOSH,
            "uc" => self.state.substitutes = usize::try_from(value).unwrap_or(1).min(16),
            "f" => self.state.font = value,
            "fcharset" if self.state.target == Target::Fonts => {
                if let Some(encoding) = charset(value) {
                    self.fonts.insert(self.state.font, encoding);
                }
            }
            "v" | "deleted" => self.state.hidden = value != 0,
            "plain" => self.state.hidden = false,
            "pard" if self.state.target == Target::Text => (self.style, self.heading) = (0, false),
            // A note has paragraphs of its own, which change nothing about the one that it stands in.
            "s" if matches!(self.state.target, Target::Text | Target::Styles) => self.style = value,
            "outlinelevel" if self.state.target == Target::Text => self.heading = (0..9).contains(&value),
            "yr" | "mo" | "dy" | "hr" | "min" if self.state.target == Target::Created => {
                let at = ["yr", "mo", "dy", "hr", "min"].iter().position(|unit| *unit == name);
                if let Some(field) = at.and_then(|at| self.created.get_mut(at)) {
                    *field = value.clamp(0, 9999);
                }
            }
            _ => self.enter(name),
        }
    }

    /// Looks whether `name` tells what stands in this group.
    fn enter(&mut self, name: &str) {
        if self.state.target == Target::Nothing {
            return;
        }
        let target = match name {
            "fonttbl" => Target::Fonts,
            "stylesheet" => Target::Styles,
            "info" => Target::Properties,
            "title" if self.state.target == Target::Properties => Target::Title,
            "author" if self.state.target == Target::Properties => Target::Author,
            "creatim" if self.state.target == Target::Properties => Target::Created,
            "footnote" => Target::Note,
            name if HIDDEN.contains(&name) => Target::Nothing,
            _ => return,
        };
        self.named.clear();
        self.state.target = target;
    }

    fn unicode(&mut self, value: i32) {
        self.decode();
        // Numbers above 32767 are written as negative ones.
        let unit = u16::try_from(value.rem_euclid(65536)).unwrap_or(0xfffd);
        match (self.high.take(), unit) {
            (_, 0xd800..=0xdbff) => self.high = Some(unit),
            (Some(high), unit) => {
                for letter in char::decode_utf16([high, unit]) {
                    self.letter(letter.unwrap_or('\u{fffd}'));
                }
            }
            (None, unit) => self.letter(char::from_u32(u32::from(unit)).unwrap_or('\u{fffd}')),
        }
        self.to_skip = self.state.substitutes;
    }

    fn byte(&mut self, byte: u8) {
        if self.to_skip > 0 {
            self.to_skip -= 1;
        } else {
            self.bytes.push(byte);
        }
    }

    /// Puts the letters of the code page to the others.
    fn decode(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let encoding = self.fonts.get(&self.state.font).copied().unwrap_or(self.page);
        let bytes = std::mem::take(&mut self.bytes);
        let text = encoding.decode_without_bom_handling(&bytes).0;
        self.add(&text);
    }

    fn letter(&mut self, letter: char) {
        self.decode();
        self.to_skip = 0;
        self.add(letter.encode_utf8(&mut [0; 4]));
    }

    fn add(&mut self, text: &str) {
        match self.state.target {
            Target::Text if !self.state.hidden => self.words.push_str(text),
            Target::Note if !self.state.hidden => self.note.push_str(text),
            Target::Styles => self.named.push_str(text),
            Target::Title | Target::Author => self.named.push_str(text),
            _ => {}
        }
    }

    fn end_line(&mut self) {
        self.decode();
        match self.state.target {
            Target::Text => self.words.push('\n'),
            Target::Note => self.note.push(' '),
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        match self.state.target {
            Target::Text => {
                let style = self.styles.get(&self.style).copied().unwrap_or_default();
                let kind = if self.heading { ParagraphKind::Heading } else { style };
                let words = std::mem::take(&mut self.words);
                self.draft.push(&words, kind);
            }
            Target::Note => self.note.push(' '),
            _ => {}
        }
    }

    fn end_group(&mut self) {
        let Some(outer) = self.outer.pop() else { return };
        let inner = std::mem::replace(&mut self.state, outer);
        match inner.target {
            Target::Styles if !self.named.trim().is_empty() => {
                let name = self.named.trim().trim_end_matches(';').to_ascii_lowercase();
                let kind = match name.as_str() {
                    "title" => Some(ParagraphKind::Heading),
                    "caption" | "illustration" => Some(ParagraphKind::Caption),
                    name if name.starts_with("heading") => Some(ParagraphKind::Heading),
                    _ => None,
                };
                if let Some(kind) = kind {
                    self.styles.insert(self.style, kind);
                }
                self.named.clear();
                self.style = 0;
            }
            Target::Title => self.draft.properties.title = Some(std::mem::take(&mut self.named)),
            Target::Author => self.draft.properties.author = Some(std::mem::take(&mut self.named)),
            Target::Note if outer.target != Target::Note => self.notes.push(std::mem::take(&mut self.note)),
            _ => {}
        }
    }
}

fn code_page(number: i32) -> Option<&'static Encoding> {
    let label = match number {
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 | 1361 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        10000 => "macintosh".to_owned(),
        10007 => "x-mac-cyrillic".to_owned(),
        65001 => "utf-8".to_owned(),
        866 => "ibm866".to_owned(),
        number => format!("windows-{number}"),
    };
    Encoding::for_label(label.as_bytes())
}

/// The code page of a font's set of letters.
fn charset(number: i32) -> Option<&'static Encoding> {
    code_page(match number {
        77 => 10000,
        128 => 932,
        129 | 130 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178..=180 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::article::Article;

    fn article(rtf: &[u8]) -> Article {
        let part = Part { id: "a", path: Path::new("a.rtf"), bytes: rtf };
        read(part).ok().and_then(|listing| listing.articles.into_iter().next()).unwrap_or_default()
    }

    #[test]
    fn letters_come_from_code_pages_fonts_and_unicode() {
        let rtf = br"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset238 B;}{\f2\fcharset204 C;}}\f0 caf\'e9 \f1 \'b3\'f3d\'9f {\f2 \'cc\'e8\'f0} \u8220?x\u8221? \uc2\u-10180 ??\u-8423 ??\emdash\~end\par}";
        assert_eq!(article(rtf).text, "café łódź Мир “x” 🌙—\u{a0}end\n");
    }

    #[test]
    fn styles_and_properties_tell() {
        let rtf = br"{\rtf1{\info{\title Bridge shut}{\author Ada Brandt}{\creatim\yr2025\mo5\dy3\hr10\min5}{\doccomm nothing}}{\stylesheet{\s0 Normal;}{\s1\b heading 1;}{\*\cs2 Other;}{\s3 caption;}}{\*\generator X;}{\header Page 1}\pard\s1 Bridge shut\par\pard The {\b old} bridge\line is shut{\footnote\pard Since May.}.\par\pard\s3 The bridge.\par\pard{\v hidden}{\field{\*\fldinst HYPERLINK x}{\fldrslt a link}}\par}";
        let article = article(rtf);
        assert_eq!(article.text, "Bridge shut\n\nThe old bridge\nis shut.\n\nThe bridge.\n\na link\n\nSince May.\n");
        assert_eq!(article.title.as_deref(), Some("Bridge shut"));
        assert_eq!(article.byline.as_deref(), Some("Ada Brandt"));
        assert_eq!(article.date.as_deref(), Some("2025-05-03T10:05"));
        let kinds: Vec<_> = article.paragraphs.iter().map(|paragraph| paragraph.kind).collect();
        use ParagraphKind::{Body, Caption, Heading};
        assert_eq!(kinds, [Heading, Body, Caption, Body, Body]);
    }

    #[test]
    fn groups_are_bounded() {
        let bytes = [b"{\\rtf1".to_vec(), vec![b'{'; 5_000]].concat();
        let part = Part { id: "a", path: Path::new("a.rtf"), bytes: &bytes };
        assert!(matches!(read(part), Err(Problem::TooDeep(_))));
    }

    proptest::proptest! {
        #[test]
        fn any_marks_are_read(pieces in proptest::collection::vec("(\\{|\\}|\\\\[a-z]{1,6}-?[0-9]{0,4} ?|\\\\'[0-9a-g]{2}|\\\\\\*|\\\\bin9999999|\\\\u-?[0-9]{1,6}\\?|\\\\fonttbl|\\\\stylesheet|\\\\info|\\\\title|\\\\footnote|[a-zé ]{1,4})", 0..60)) {
            let rtf = format!("{{\\rtf1{}", pieces.concat());
            let _ = article(rtf.as_bytes());
        }
    }
}
