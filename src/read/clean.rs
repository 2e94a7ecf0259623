//! Takes out what cannot be seen: control characters, soft hyphens, zero-width marks.

use std::borrow::Cow;

use encoding_rs::WINDOWS_1252;

use crate::warning::{Warning, WarningKind};

/// What is done with a character.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Stays,
    /// It neither shows nor parts words.
    Unseen,
    /// It has no place in a text at all.
    Control,
    /// One of the characters U+0080 to U+009F, which nobody writes: a byte of Windows-1252 taken for a letter.
    Mistaken(char),
}

fn fate(letter: char) -> Fate {
    match letter {
        '\t' | '\n' | '\r' | '\u{c}' => Fate::Stays,
        // Joiners of emoji and of scripts that need them, and marks of the direction, change what is seen, and stay.
        '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => Fate::Unseen,
        '\u{80}'..='\u{9f}' => match u8::try_from(u32::from(letter)).map(|byte| [byte]) {
            Ok(byte) => match WINDOWS_1252.decode_without_bom_handling(&byte).0.chars().next() {
                Some(meant) if !meant.is_control() => Fate::Mistaken(meant),
                _ => Fate::Control,
            },
            Err(_) => Fate::Control,
        },
        '\u{fff9}'..='\u{fffb}' | '\u{fdd0}'..='\u{fdef}' | '\u{fffe}' | '\u{ffff}' => Fate::Control,
        letter if letter.is_control() => Fate::Control,
        _ => Fate::Stays,
    }
}

/// `words` without what cannot be seen.
pub fn block(words: &str) -> Cow<'_, str> {
    if words.chars().all(|letter| fate(letter) == Fate::Stays) {
        return Cow::Borrowed(words);
    }
    let kept = |letter: char| match fate(letter) {
        Fate::Stays => Some(letter),
        Fate::Mistaken(meant) => Some(meant),
        Fate::Unseen | Fate::Control => None,
    };
    Cow::Owned(words.chars().filter_map(kept).collect())
}

/// `words` on one line, without what cannot be seen.
pub fn line(words: &str) -> Cow<'_, str> {
    match block(words) {
        words if words.contains(['\n', '\r', '\t']) => Cow::Owned(words.replace(['\n', '\r', '\t'], " ")),
        words => words,
    }
}

/// All of a file's text without what cannot be seen, and a warning where more than soft hyphens and the like went.
pub fn text(text: String) -> (String, Option<Warning>) {
    let cleaned = match block(&text) {
        Cow::Borrowed(_) => return (text, None),
        Cow::Owned(cleaned) => cleaned,
    };
    let (mut controls, mut mistaken) = (false, false);
    for letter in text.chars() {
        match fate(letter) {
            Fate::Control => controls = true,
            Fate::Mistaken(_) => mistaken = true,
            Fate::Stays | Fate::Unseen => {}
        }
    }
    let (kind, message) = match (controls, mistaken) {
        (true, _) => (WarningKind::NotRead, "Control characters in the file, which no text has, were left out."),
        (false, true) => (
            WarningKind::RepairedEncoding,
            "Quotation marks and dashes that an earlier program had spoilt were put right.",
        ),
        (false, false) => return (cleaned, None),
    };
    (cleaned, Some(Warning { kind, span: None, message: message.to_owned() }))
}

/// Whether so much of `text` is control characters that it is none.
pub fn is_binary(text: &str) -> bool {
    let controls = text.chars().filter(|letter| fate(*letter) == Fate::Control).count();
    controls > 0 && controls * 50 > text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_unseen_goes() {
        assert_eq!(block("a\u{ad}b\u{200b}c\0d\u{7}e\u{feff}"), "abcde");
        assert_eq!(block("a\tb\nc 👩\u{200d}🌾 \u{200f}א"), "a\tb\nc 👩\u{200d}🌾 \u{200f}א");
        assert_eq!(line("a\nb\u{0}"), "a b");
    }

    #[test]
    fn bytes_taken_for_letters_are_put_right() {
        let (cleaned, warning) = text("\u{93}No\u{85}\u{94}, she said.".to_owned());
        assert_eq!(cleaned, "“No…”, she said.");
        assert_eq!(warning.map(|warning| warning.kind), Some(WarningKind::RepairedEncoding));
    }

    #[test]
    fn a_stray_nul_is_no_binary_file() {
        assert!(!is_binary(&format!("{}\0", "The mayor said no. ".repeat(10))));
        assert!(is_binary("some\0thing"));
        assert!(!is_binary(""));
    }
}
