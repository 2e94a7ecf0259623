//! From bytes to text.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::warning::{Warning, WarningKind};

/// Text with what is known about its decoding.
#[derive(Debug)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// The encoding that the bytes were read with.
    pub encoding: &'static Encoding,
    /// Set when the encoding was guessed or some bytes do not fit it.
    pub warning: Option<Warning>,
}

/// Decodes `bytes` as `chosen`, or else: a byte order mark decides, then the pattern of UTF-16, then valid UTF-8, then what
/// a web page says of itself, then a guess by the letters. Never fails; whatever was uncertain is in the warning.
pub fn decode(bytes: &[u8], chosen: Option<&'static Encoding>) -> Decoded {
    if let Some(chosen) = chosen {
        let mark = Encoding::for_bom(bytes).filter(|(encoding, _)| *encoding == chosen).map_or(0, |(_, length)| length);
        return with(chosen, bytes.get(mark..).unwrap_or_default(), false);
    }
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return with(encoding, bytes.get(length..).unwrap_or_default(), false);
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return with(encoding, bytes, true);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded { text: text.to_owned(), encoding: UTF_8, warning: None };
    }
    if let Some(text) = utf8_with_strays(bytes) {
        let message =
            "Some characters were not valid UTF-8 and were read as Windows-1252. Check accents and quotation marks.";
        return Decoded { text, encoding: UTF_8, warning: Some(uncertain(message.to_owned())) };
    }
    if let Some(encoding) = declared(bytes) {
        let decoded = with(encoding, bytes, false);
        if decoded.warning.is_none() {
            return decoded;
        }
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    with(detector.guess(None, Utf8Detection::Deny), bytes, true)
}

fn with(encoding: &'static Encoding, bytes: &[u8], guessed: bool) -> Decoded {
    let (text, lossy) = encoding.decode_without_bom_handling(bytes);
    let name = encoding.name();
    let warning = match (lossy, guessed) {
        (true, _) => Some(format!(
            "Some bytes do not fit the encoding {name} and are shown as \u{fffd}. Choose another encoding, or save the file as UTF-8."
        )),
        (false, true) => Some(format!(
            "The file does not say how its letters are encoded; it was read as {name}. If accents or quotation marks look wrong, choose another encoding, or save it as UTF-8."
        )),
        (false, false) => None,
    };
    Decoded { text: text.into_owned(), encoding, warning: warning.map(uncertain) }
}

fn uncertain(message: String) -> Warning {
    Warning { kind: WarningKind::UncertainEncoding, span: None, message }
}

/// UTF-16 shows itself in Latin text: every other byte is zero, always on the same side.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..4096).unwrap_or(bytes);
    let pairs = head.len() / 2;
    if pairs < 4 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let zeros = |side: usize| head.chunks_exact(2).filter(|pair| pair.get(side) == Some(&0)).count();
    let (first, second) = (zeros(0), zeros(1));
    match () {
        () if second * 2 > pairs && first * 50 <= pairs => Some(UTF_16LE),
        () if first * 2 > pairs && second * 50 <= pairs => Some(UTF_16BE),
        () => None,
    }
}

/// UTF-8 into which some Windows-1252 bytes were pasted. Only taken where the well-formed letters beyond ASCII are at
/// least as many as the stray bytes: else the whole file is in another encoding.
fn utf8_with_strays(bytes: &[u8]) -> Option<String> {
    let (mut wide, mut strays) = (0, 0);
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        wide += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        strays += chunk.invalid().len();
        text.push_str(chunk.valid());
        text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
    }
    (wide >= strays && wide >= 2).then_some(text)
}

/// The encoding that a web page or an XML document names in its head.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..2048).unwrap_or(bytes).to_ascii_lowercase();
    // `<?xml version="1.0" encoding="…"?>` stands before everything else.
    let needle: &[u8] = if head.starts_with(b"<?xml") { b"encoding=" } else { b"charset=" };
    let at = head.windows(needle.len()).position(|window| window == needle)?;
    let label = head.get(at + needle.len()..)?.iter().copied().skip_while(|byte| matches!(byte, b'"' | b'\''));
    let label: Vec<u8> = label.take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')).collect();
    Encoding::for_label(&label)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, little: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
    }

    #[test]
    fn marks_decide_and_are_dropped() {
        let decoded = decode(b"\xef\xbb\xbfCaf\xc3\xa9", None);
        assert_eq!((decoded.text.as_str(), decoded.encoding.name()), ("Café", "UTF-8"));
        let mut bytes = vec![0xff, 0xfe];
        bytes.extend(utf16("“Café”", true));
        let decoded = decode(&bytes, None);
        assert_eq!((decoded.text.as_str(), decoded.encoding.name()), ("“Café”", "UTF-16LE"));
        assert!(decoded.warning.is_none());
    }

    #[test]
    fn utf16_is_found_without_a_mark_but_said_to_be_a_guess() {
        for (little, name) in [(true, "UTF-16LE"), (false, "UTF-16BE")] {
            let decoded = decode(&utf16("“Nobody,” said Ada Brandt.", little), None);
            assert_eq!((decoded.text.as_str(), decoded.encoding.name()), ("“Nobody,” said Ada Brandt.", name));
            assert!(decoded.warning.is_some());
        }
    }

    #[test]
    fn windows_1252_is_guessed_with_a_warning() {
        let decoded = decode(b"\x93We start on Monday,\x94 the mayor said. \x93The caf\xe9 won\x92t open.\x94", None);
        assert_eq!(decoded.text, "“We start on Monday,” the mayor said. “The café won’t open.”");
        assert_eq!(decoded.encoding.name(), "windows-1252");
        assert_eq!(decoded.warning.map(|warning| warning.kind), Some(WarningKind::UncertainEncoding));
    }

    #[test]
    fn stray_bytes_do_not_spoil_a_utf8_file() {
        let decoded = decode("“Yes,” said Zoë. It won\u{0}t.".replace('\u{0}', "#").as_bytes(), None);
        assert!(decoded.warning.is_none());
        let mut bytes = "“Yes,” said Zoë. It won".as_bytes().to_vec();
        bytes.push(0x92);
        bytes.push(b't');
        let decoded = decode(&bytes, None);
        assert_eq!(decoded.text, "“Yes,” said Zoë. It won’t");
        assert_eq!(decoded.encoding.name(), "UTF-8");
        assert!(decoded.warning.is_some());
    }

    #[test]
    fn a_choice_goes_before_all_else() {
        let decoded = decode(b"za\xbf\xf3\xb3\xe6", Encoding::for_label(b"windows-1250"));
        assert_eq!((decoded.text.as_str(), decoded.encoding.name()), ("zażółć", "windows-1250"));
        assert!(decoded.warning.is_none());
        let decoded = decode(b"\xef\xbb\xbfa", Encoding::for_label(b"utf-8"));
        assert_eq!(decoded.text, "a");
    }

    #[test]
    fn a_page_says_its_encoding() {
        let decoded = decode(b"<html><meta charset=\"iso-8859-2\"><p>\xb1\xe6\xea</p>", None);
        assert!(decoded.text.contains("ąćę"), "{}", decoded.text);
        assert!(decoded.warning.is_none());
    }
}
