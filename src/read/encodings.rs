//! The encodings that a reader can choose from.

use std::path::Path;

use super::{detect, open};

/// An encoding of letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encoding {
    /// Its WHATWG name, which [`Options::encoding`](super::Options::encoding) takes.
    pub name: &'static str,
    /// What it is called.
    pub label: &'static str,
    /// The languages or scripts that it is used for, and other names of it.
    pub languages: &'static str,
}

const fn encoding(name: &'static str, label: &'static str, languages: &'static str) -> Encoding {
    Encoding { name, label, languages }
}

/// All of them: those of the web, the usual ones first.
pub const ENCODINGS: &[Encoding] = &[
    encoding("UTF-8", "UTF-8", "all languages"),
    encoding("UTF-16LE", "UTF-16", "all languages, little-endian, as Windows writes it"),
    encoding("UTF-16BE", "UTF-16 big-endian", "all languages"),
    encoding("windows-1252", "Windows-1252", "Western European, also ISO-8859-1, Latin-1"),
    encoding("ISO-8859-15", "ISO-8859-15", "Western European with the euro sign, also Latin-9"),
    encoding("macintosh", "Mac Roman", "Western European, of Macs before 2001"),
    encoding("windows-1250", "Windows-1250", "Central European: Polish, Czech, Hungarian, Croatian"),
    encoding("ISO-8859-2", "ISO-8859-2", "Central European, also Latin-2"),
    encoding("windows-1251", "Windows-1251", "Cyrillic: Russian, Ukrainian, Bulgarian, Serbian"),
    encoding("KOI8-R", "KOI8-R", "Russian"),
    encoding("KOI8-U", "KOI8-U", "Ukrainian"),
    encoding("ISO-8859-5", "ISO-8859-5", "Cyrillic"),
    encoding("IBM866", "IBM 866", "Cyrillic, of DOS"),
    encoding("x-mac-cyrillic", "Mac Cyrillic", "Cyrillic, of Macs before 2001"),
    encoding("Shift_JIS", "Shift_JIS", "Japanese"),
    encoding("EUC-JP", "EUC-JP", "Japanese"),
    encoding("ISO-2022-JP", "ISO-2022-JP", "Japanese, of e-mail"),
    encoding("EUC-KR", "EUC-KR", "Korean"),
    encoding("GBK", "GBK", "Chinese, simplified, also GB2312"),
    encoding("gb18030", "GB18030", "Chinese, simplified"),
    encoding("Big5", "Big5", "Chinese, traditional"),
    encoding("windows-1253", "Windows-1253", "Greek"),
    encoding("ISO-8859-7", "ISO-8859-7", "Greek"),
    encoding("windows-1254", "Windows-1254", "Turkish, also ISO-8859-9"),
    encoding("ISO-8859-3", "ISO-8859-3", "Southern European: Maltese, Esperanto"),
    encoding("windows-1257", "Windows-1257", "Baltic: Lithuanian, Latvian, Estonian"),
    encoding("ISO-8859-4", "ISO-8859-4", "Baltic"),
    encoding("ISO-8859-13", "ISO-8859-13", "Baltic"),
    encoding("ISO-8859-10", "ISO-8859-10", "Nordic"),
    encoding("ISO-8859-14", "ISO-8859-14", "Celtic: Irish, Welsh"),
    encoding("ISO-8859-16", "ISO-8859-16", "Romanian"),
    encoding("windows-1255", "Windows-1255", "Hebrew"),
    encoding("ISO-8859-8", "ISO-8859-8", "Hebrew"),
    encoding("windows-1256", "Windows-1256", "Arabic, Persian, Urdu"),
    encoding("ISO-8859-6", "ISO-8859-6", "Arabic"),
    encoding("windows-874", "Windows-874", "Thai"),
    encoding("windows-1258", "Windows-1258", "Vietnamese"),
];

/// What the encoding with this WHATWG name is called.
pub fn encoding_label(name: &str) -> &str {
    ENCODINGS.iter().find(|encoding| encoding.name == name).map_or(name, |encoding| encoding.label)
}

/// How many bytes of a file are looked through for a passage that tells encodings apart.
const LOOKED_AT: u64 = 1024 * 1024;
/// How many bytes stand before the letter that does, and how long the passage is.
const PASSAGE: (usize, usize) = (12, 80);
/// The most letters of a sample.
const SAMPLE: usize = 26;

/// The first words of the file at `path` that encodings tell differently, as each of [`ENCODINGS`] reads them, in their
/// order; nothing where the file cannot be read, is not plain text, or is the same in all of them.
pub fn encoding_samples(path: &Path) -> Vec<String> {
    let bytes = open::read_beginning(path, LOOKED_AT).unwrap_or_default();
    if detect::by_bytes(&bytes, path).is_some() { Vec::new() } else { samples(&bytes) }
}

fn samples(bytes: &[u8]) -> Vec<String> {
    // In UTF-16 every letter of plain English has a byte of zeros, and Japanese may come by escapes.
    let Some(at) = bytes.iter().position(|byte| *byte >= 0x80 || matches!(byte, 0 | 0x1b)) else { return Vec::new() };
    let start = at.saturating_sub(PASSAGE.0);
    // From the start of a word; in UTF-16, which has zeros, from that of a letter of two bytes.
    let end = (start + PASSAGE.1).min(bytes.len());
    let wide = bytes.get(start..end).is_some_and(|passage| passage.contains(&0));
    let word = |at: &usize| bytes.get(at.wrapping_sub(1)).is_some_and(u8::is_ascii_whitespace);
    let word = (start..at).filter(|at| at % 2 == 0).find(word).filter(|_| !wide);
    let start = word.unwrap_or(start - start % 2);
    let passage = bytes.get(start..end).unwrap_or_default();
    let read = |encoding: &Encoding| {
        let encoding = encoding_rs::Encoding::for_label(encoding.name.as_bytes())?;
        let text = encoding.decode_without_bom_handling(passage).0;
        // The last letter may be cut.
        let words =
            text.trim_end_matches('\u{fffd}').split(|letter: char| letter.is_whitespace() || letter.is_control());
        let line = words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        // Signs that only order others would be shown as boxes.
        let seen = |letter: &char| !matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}');
        Some(line.chars().filter(seen).take(SAMPLE).collect())
    };
    ENCODINGS.iter().map(|encoding| read(encoding).unwrap_or_default()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_show_the_words_that_tell_encodings_apart() {
        let sample = |bytes: &[u8], name: &str| {
            let at = ENCODINGS.iter().position(|encoding| encoding.name == name).unwrap();
            samples(bytes).get(at).cloned()
        };
        let polish = b"The tide came in and went out again. The town of \xa3\xf3d\x9f was glad of it.";
        assert_eq!(sample(polish, "windows-1250").as_deref(), Some("of Łódź was glad of it."));
        assert_eq!(sample(polish, "windows-1252").as_deref(), Some("of £ódŸ was glad of it."));
        assert_eq!(sample(b"The tide came in.", "UTF-8"), None);
        assert_eq!(sample(b"", "UTF-8"), None);
        let wide: Vec<u8> = "“Łódź,” she said.".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(sample(&wide, "UTF-16LE").as_deref(), Some("“Łódź,” she said."));
    }

    #[test]
    fn each_is_known_by_its_name_and_stands_there_once() {
        for (at, encoding) in ENCODINGS.iter().enumerate() {
            let known = encoding_rs::Encoding::for_label(encoding.name.as_bytes());
            assert_eq!(known.map(|known| known.name()), Some(encoding.name));
            let same = |other: &Encoding| other.name == encoding.name || other.label == encoding.label;
            assert!(!ENCODINGS[..at].iter().any(same), "{}", encoding.name);
        }
        assert_eq!((encoding_label("windows-1252"), encoding_label("replacement")), ("Windows-1252", "replacement"));
    }
}
