//! What is looked for in the bytes of a PDF.

/// Where `needle` begins first, from `from` on.
pub fn find(bytes: &[u8], from: usize, needle: &[u8]) -> Option<usize> {
    let rest = bytes.get(from..)?;
    let first = needle.first()?;
    let mut at = 0;
    loop {
        at += rest.get(at..)?.iter().position(|byte| byte == first)?;
        if rest.get(at..).is_some_and(|rest| rest.starts_with(needle)) {
            return Some(from + at);
        }
        at += 1;
    }
}

/// The names (`/Name`, also `/N#61me`) in `bytes`, with where the letters of each begin and end.
pub fn named(bytes: &[u8]) -> impl Iterator<Item = (Vec<u8>, usize, usize)> {
    let slashes = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'/');
    slashes.map(|(slash, _)| {
        let from = slash + 1;
        let rest = bytes.get(from..).unwrap_or_default();
        let end = rest.iter().position(|byte| !byte.is_ascii_alphanumeric() && *byte != b'#').unwrap_or(rest.len());
        let mut name = Vec::with_capacity(end);
        let mut letters = rest.get(..end).unwrap_or_default().iter().copied();
        while let Some(letter) = letters.next() {
            let mut digit = || letters.next().and_then(|byte| char::from(byte).to_digit(16)).unwrap_or(0);
            name.push(if letter == b'#' { u8::try_from(digit() * 16 + digit()).unwrap_or(0) } else { letter });
        }
        (name, from, from + end)
    })
}

/// White space, as PDF has it.
pub fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}
