//! Puts right text that was UTF-8, read as Windows-1252 by some earlier program: `â€œWeâ€™re` for `“We’re`.

use encoding_rs::WINDOWS_1252;

use crate::warning::{Warning, WarningKind};

/// `text` repaired, with a warning that says so; unchanged unless the repair is certain.
///
/// Certain means that the broken letters make well-formed UTF-8 for letters that news text has, and that the text holds
/// a sequence that nobody writes: one of `â€…` for quotation marks and dashes, or several broken letters and not one
/// sound letter beyond ASCII.
pub fn repair(text: String) -> (String, Option<Warning>) {
    if text.is_ascii() {
        return (text, None);
    }
    let mut repaired = String::with_capacity(text.len());
    let (mut punctuation, mut letters, mut sound) = (0, 0, 0);
    let mut rest = text.as_str();
    while let Some(first) = rest.chars().next() {
        let length = match sequence(rest) {
            Some((letter, length)) => {
                repaired.push(letter);
                if matches!(letter, '\u{2000}'..='\u{20ff}') {
                    punctuation += 1
                } else {
                    letters += 1
                }
                length
            }
            None => {
                repaired.push(first);
                sound += usize::from(!first.is_ascii());
                first.len_utf8()
            }
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    if punctuation == 0 && (letters < 2 || sound > 0) {
        return (text, None);
    }
    let message = "Characters that an earlier program had spoilt (such as “â€œ” for a quotation mark) were put right.";
    (repaired, Some(Warning { kind: WarningKind::RepairedEncoding, span: None, message: message.to_owned() }))
}

/// The letter whose UTF-8 bytes stand spelt out at the start of `text`, and the number of bytes they take there.
fn sequence(text: &str) -> Option<(char, usize)> {
    let lead = windows_1252(text.chars().next()?)?;
    let count = match lead {
        0xc2..=0xdf => 2,
        0xe2 => 3,
        0xf0 => 4,
        _ => return None,
    };
    let (mut bytes, mut length) = (Vec::with_capacity(4), 0);
    for letter in text.chars().take(count) {
        bytes.push(windows_1252(letter)?);
        length += letter.len_utf8();
    }
    let letter = std::str::from_utf8(&bytes).ok()?.chars().next()?;
    let usual =
        matches!(letter, '\u{a0}'..='\u{17f}' | '\u{2010}'..='\u{2044}' | '€' | '™' | '\u{1f300}'..='\u{1faff}');
    (usual && bytes.len() == count).then_some((letter, length))
}

/// The byte that Windows-1252 shows as `letter`, when it is beyond ASCII.
fn windows_1252(letter: char) -> Option<u8> {
    if letter.is_ascii() {
        return None;
    }
    let mut buffer = [0; 4];
    let (bytes, _, unmappable) = WINDOWS_1252.encode(letter.encode_utf8(&mut buffer));
    match (unmappable, bytes.as_ref()) {
        (false, [byte]) => Some(*byte),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spoil(text: &str) -> String {
        WINDOWS_1252.decode_without_bom_handling(text.as_bytes()).0.into_owned()
    }

    #[test]
    fn spoilt_text_comes_back() {
        for text in ["“We’re ready”", "“Zoë’s café — closed…”", "Zoë und Jörg", "“Go” 🎉 “on”"]
        {
            let (repaired, warning) = repair(spoil(text));
            assert_eq!(repaired, text);
            assert_eq!(warning.map(|warning| warning.kind), Some(WarningKind::RepairedEncoding));
        }
    }

    #[test]
    fn sound_text_is_left_alone() {
        for text in ["“We’re ready”", "„MENÜ“ und „CAFÉ“", "São Tomé, Ångström", "1 £ or 2 €", "plain", "Ã©"]
        {
            assert_eq!(repair(text.to_owned()), (text.to_owned(), None));
        }
    }
}
