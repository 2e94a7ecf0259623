//! The strings of a PDF that are meant for people.

/// What stands at 0x80 to 0x9E and at 0xA0 in the encoding of PDF documents; all else is Latin 1.
const SPECIAL: &str = "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž";

/// A string, in UTF-16 or UTF-8 where its mark says so, else in the encoding of PDF documents.
pub fn decode(bytes: &[u8]) -> String {
    if let Some(wide) = bytes.strip_prefix(b"\xfe\xff") {
        return encoding_rs::UTF_16BE.decode_without_bom_handling(wide).0.into_owned();
    }
    if let Some(wide) = bytes.strip_prefix(b"\xff\xfe") {
        return encoding_rs::UTF_16LE.decode_without_bom_handling(wide).0.into_owned();
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    // Many programs write UTF-8 without its mark.
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|byte| letter(*byte)).collect(),
    }
}

fn letter(byte: u8) -> char {
    match byte {
        0x80..=0x9e => SPECIAL.chars().nth(usize::from(byte - 0x80)).unwrap_or('\u{fffd}'),
        0xa0 => '€',
        byte => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_tell_the_encoding() {
        assert_eq!(decode(b"\xfe\xff\0Z\0o\0\xeb"), "Zoë");
        assert_eq!(decode(b"\xef\xbb\xbfZo\xc3\xab"), "Zoë");
        assert_eq!(decode(b"\x8dZo\xeb\x8e \x84 no"), "“Zoë” — no");
        assert_eq!(SPECIAL.chars().count(), 0x9e - 0x80 + 1);
    }
}
