//! How much the streams of a PDF unfold to, counted before the parser unfolds them whole.

use std::io::{self, Read};

use flate2::read::ZlibDecoder;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Array, Dict, Object, Stream};

use super::super::budget::{Budget, MAX_UNPACKED};
use super::super::error::Problem;

/// How far before a stream its dictionary is looked for.
const DICTIONARY: usize = 4096;

/// Pictures are never unfolded by the parser, for nothing is drawn; what claims to be one is counted in part.
const PICTURE_SHARE: u64 = 8;

/// The most filters of one stream.
const MAX_FILTERS: usize = 8;

/// How the bytes of a stream are packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Filter {
    Flate,
    Lzw,
    Ascii85,
    Hex,
    RunLength,
}

/// Their names, in full and in short.
const NAMES: &[(&[u8], Filter)] = &[
    (b"FlateDecode", Filter::Flate),
    (b"Fl", Filter::Flate),
    (b"LZWDecode", Filter::Lzw),
    (b"LZW", Filter::Lzw),
    (b"ASCII85Decode", Filter::Ascii85),
    (b"A85", Filter::Ascii85),
    (b"ASCIIHexDecode", Filter::Hex),
    (b"AHx", Filter::Hex),
    (b"RunLengthDecode", Filter::RunLength),
    (b"RL", Filter::RunLength),
];

/// Counts what all streams of the file `bytes` unfold to, in the order of the file.
///
/// # Errors
///
/// [`Problem::Bomb`] where it is more than the budget.
pub fn check(bytes: &[u8], budget: &mut Budget) -> Result<(), Problem> {
    streams(bytes).try_for_each(|(data, dictionary)| count(data, dictionary, budget))
}

/// What stands behind each word `stream`, to the end of the file, and the dictionary before it.
fn streams(bytes: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let found = find(bytes, at, b"stream")?;
            at = found + b"stream".len();
            let before = bytes.get(found.saturating_sub(DICTIONARY)..found).unwrap_or_default();
            if before.ends_with(b"end") {
                continue;
            }
            let rest = bytes.get(at..).unwrap_or_default();
            let data =
                rest.strip_prefix(b"\r\n").or(rest.strip_prefix(b"\n")).or(rest.strip_prefix(b"\r")).unwrap_or(rest);
            let start = before.windows(4).rposition(|window| window == b" obj").unwrap_or(0);
            return Some((data, before.get(start..).unwrap_or_default()));
        }
    })
}

/// Counts the streams of an encrypted file, which nobody can look into before it is open.
///
/// # Errors
///
/// As [`check`].
pub fn check_locked(pdf: &Pdf, bytes: &[u8], budget: &mut Budget) -> Result<(), Problem> {
    if !may_be_encrypted(bytes) {
        return Ok(());
    }
    // Where an object is not found, the parser gathers all objects anew: it has then, and no more while they are counted.
    pdf.objects().into_iter().for_each(drop);
    for object in pdf.objects() {
        if let Object::Stream(stream) = object {
            locked_stream(&stream, budget)?;
        }
    }
    Ok(())
}

/// Counts what a page draws where it calls itself a picture, which [`check`] counted in part.
///
/// # Errors
///
/// As [`check`].
pub fn check_page(page: &Dict<'_>, budget: &mut Budget) -> Result<(), Problem> {
    let one = page.get::<Stream<'_>>("Contents").into_iter();
    let many = page.get::<Array<'_>>("Contents");
    for stream in one.chain(many.iter().flat_map(|all| all.iter::<Stream<'_>>())) {
        if names(stream.dict().data()).any(|name| name == b"Image") {
            count_shared(&stream.raw_data(), &filters(stream.dict().data()), 1, budget)?;
        }
    }
    Ok(())
}

/// Whether something in the file is named so, as far as names are written plainly.
pub(super) fn may_be_encrypted(bytes: &[u8]) -> bool {
    find(bytes, 0, b"Encrypt").is_some() || names(bytes).any(|name| name == b"Encrypt")
}

fn locked_stream(stream: &Stream<'_>, budget: &mut Budget) -> Result<(), Problem> {
    count(&stream.raw_data(), stream.dict().data(), budget)
}

/// Counts what `data` unfolds to by the filters that `dictionary` names, and by those that it keeps to itself.
fn count(data: &[u8], dictionary: &[u8], budget: &mut Budget) -> Result<(), Problem> {
    let is_picture = names(dictionary).any(|name| name == b"Image");
    count_shared(data, &filters(dictionary), if is_picture { PICTURE_SHARE } else { 1 }, budget)
}

fn count_shared(data: &[u8], filters: &[Filter], share: u64, budget: &mut Budget) -> Result<(), Problem> {
    let mut unfolded: Option<Vec<u8>> = None;
    for number in 0..=MAX_FILTERS {
        let packed = unfolded.as_deref().unwrap_or(data);
        let filter = match filters.get(number) {
            Some(filter) => *filter,
            // Named where it cannot be seen from here.
            None if looks_deflated(packed) => Filter::Flate,
            None => return Ok(()),
        };
        if number + 1 == filters.len() && share > 1 {
            return budget.spend(size(packed, filter).0 / share);
        }
        // Nothing packs so; what another filter would make of it cannot be counted.
        if number + 1 < filters.len() && matches!(filter, Filter::Lzw | Filter::RunLength) {
            return Err(Problem::Bomb);
        }
        if number + 1 >= filters.len() {
            // The last that is named is only counted, unless something packed comes out of it.
            let (size, beginning) = size(packed, filter);
            if !looks_deflated(&beginning) {
                return budget.spend(size / share);
            }
        }
        let whole = unfold(packed, filter);
        budget.spend(whole.len() as u64 / share)?;
        unfolded = Some(whole);
    }
    Err(Problem::Bomb)
}

fn filters(dictionary: &[u8]) -> Vec<Filter> {
    names(dictionary).filter_map(|name| filter_of(&name)).collect()
}

/// The filter of this name.
pub(super) fn filter_of(name: &[u8]) -> Option<Filter> {
    NAMES.iter().find(|(known, _)| *known == name).map(|(_, filter)| *filter)
}

/// The names (`/Name`, also `/N#61me`) in a dictionary.
fn names(dictionary: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    tokens(dictionary).map(|(name, _)| name)
}

/// The names, each with what stands before the next one.
pub(super) fn tokens(dictionary: &[u8]) -> impl Iterator<Item = (Vec<u8>, &[u8])> {
    dictionary.split(|byte| *byte == b'/').skip(1).map(|rest| {
        let end = rest.iter().position(|byte| !byte.is_ascii_alphanumeric() && *byte != b'#').unwrap_or(rest.len());
        let mut name = Vec::with_capacity(end);
        let mut bytes = rest.get(..end).unwrap_or_default().iter().copied();
        while let Some(byte) = bytes.next() {
            let mut digit = || bytes.next().and_then(|byte| char::from(byte).to_digit(16)).unwrap_or(0);
            name.push(if byte == b'#' { u8::try_from(digit() * 16 + digit()).unwrap_or(0) } else { byte });
        }
        (name, rest.get(end..).unwrap_or_default())
    })
}

/// Whether `bytes` begin as deflated ones do, whatever is said of them.
fn looks_deflated(bytes: &[u8]) -> bool {
    let (Some(method), Some(flags)) = (bytes.first(), bytes.get(1)) else { return false };
    method & 0x0f == 8 && method >> 4 <= 7 && (u16::from(*method) * 256 + u16::from(*flags)) % 31 == 0
}

/// How many bytes come out, and those that they begin with, where these are told.
fn size(packed: &[u8], filter: Filter) -> (u64, Vec<u8>) {
    match filter {
        // What is broken behind its beginning counts as far as it goes.
        Filter::Flate => {
            let mut bounded = ZlibDecoder::new(packed).take(MAX_UNPACKED + 1);
            let mut counted = Counted::default();
            let _ = io::copy(&mut bounded, &mut counted);
            (counted.count, counted.beginning)
        }
        Filter::Lzw => (lzw_size(packed), Vec::new()),
        Filter::Ascii85 => (packed.len() as u64, ascii85(packed.get(..64).unwrap_or(packed))),
        Filter::Hex => (packed.len() as u64, hex(packed.get(..64).unwrap_or(packed))),
        Filter::RunLength => (ends(packed) as u64 * 64, Vec::new()),
    }
}

/// What comes out; of those filters that no other follows, nothing.
fn unfold(packed: &[u8], filter: Filter) -> Vec<u8> {
    match filter {
        Filter::Flate => {
            let mut whole = Vec::new();
            let _ = ZlibDecoder::new(packed).take(MAX_UNPACKED + 1).read_to_end(&mut whole);
            whole
        }
        Filter::Ascii85 => ascii85(packed),
        Filter::Hex => hex(packed),
        Filter::Lzw | Filter::RunLength => Vec::new(),
    }
}

/// Counts what is written to it, and keeps the first two bytes.
#[derive(Default)]
struct Counted {
    count: u64,
    beginning: Vec<u8>,
}

impl io::Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.count += bytes.len() as u64;
        self.beginning.extend(bytes.iter().take(2_usize.saturating_sub(self.beginning.len())));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Where the bytes of a stream end, about.
pub(super) fn ends(bytes: &[u8]) -> usize {
    find(bytes, 0, b"endstream").unwrap_or(bytes.len())
}

fn ascii85(bytes: &[u8]) -> Vec<u8> {
    let mut found = Vec::new();
    let (mut value, mut count) = (0u32, 0);
    for byte in bytes {
        match byte {
            b'z' if count == 0 => found.extend([0; 4]),
            b'!'..=b'u' => {
                value = value.wrapping_mul(85).wrapping_add(u32::from(byte - b'!'));
                count += 1;
                if count == 5 {
                    found.extend(value.to_be_bytes());
                    (value, count) = (0, 0);
                }
            }
            byte if byte.is_ascii_whitespace() => {}
            _ => break,
        }
    }
    if count > 1 {
        for _ in count..5 {
            value = value.wrapping_mul(85).wrapping_add(84);
        }
        found.extend(value.to_be_bytes().iter().take(count - 1));
    }
    found
}

fn hex(bytes: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> = bytes
        .iter()
        .take_while(|byte| byte.is_ascii_hexdigit() || byte.is_ascii_whitespace())
        .filter_map(|byte| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
        .collect();
    digits.chunks(2).map(|pair| pair.first().copied().unwrap_or(0) << 4 | pair.get(1).copied().unwrap_or(0)).collect()
}

/// How many bytes come out of LZW, counted without making them.
fn lzw_size(bytes: &[u8]) -> u64 {
    const CLEAR: usize = 256;
    const END: usize = 257;
    let mut lengths = vec![1u64; END + 1];
    let (mut bits, mut held, mut width, mut total) = (0u32, 0u32, 9, 0u64);
    let mut before: Option<u64> = None;
    for byte in bytes {
        bits = bits << 8 | u32::from(*byte);
        held += 8;
        if held < width {
            continue;
        }
        held -= width;
        let code = (bits >> held & ((1 << width) - 1)) as usize;
        bits &= (1 << held) - 1;
        match code {
            CLEAR => {
                lengths.truncate(END + 1);
                (width, before) = (9, None);
                continue;
            }
            END => break,
            _ => {}
        }
        let length = match (lengths.get(code), before) {
            (Some(length), _) => *length,
            (None, Some(before)) if code == lengths.len() => before + 1,
            _ => break,
        };
        total += length;
        if total > MAX_UNPACKED {
            break;
        }
        if let Some(before) = before.filter(|_| lengths.len() < 4096) {
            lengths.push(before + 1);
        }
        before = Some(length);
        // The code is widened one early.
        width = match lengths.len() + 1 {
            0..512 => 9,
            512..1024 => 10,
            1024..2048 => 11,
            _ => 12,
        };
    }
    total
}

pub(super) fn find(bytes: &[u8], from: usize, needle: &[u8]) -> Option<usize> {
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

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::ZlibEncoder;

    use super::*;

    fn flate(bytes: &[u8]) -> io::Result<Vec<u8>> {
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
        packed.write_all(bytes)?;
        packed.finish()
    }

    fn stream(dictionary: &str, data: &[u8]) -> Vec<u8> {
        [b"%PDF-1.7\n1 0 obj\n", dictionary.as_bytes(), b"\nstream\r\n", data, b"\nendstream\nendobj\n"].concat()
    }

    fn is_bomb(file: &[u8]) -> bool {
        matches!(check(file, &mut Budget::of_bytes(1 << 20)), Err(Problem::Bomb))
    }

    #[test]
    fn streams_are_counted_through_their_filters() -> io::Result<()> {
        let once = flate(&vec![b' '; 4 << 20])?;
        assert!(is_bomb(&stream("<< /Filter /FlateDecode >>", &once)));
        let twice = flate(&once)?;
        assert!(is_bomb(&stream("<< /Filter [/FlateDecode /FlateDecode] >>", &twice)));
        let text = once.iter().map(|byte| format!("{byte:02x}")).collect::<String>() + ">";
        assert!(is_bomb(&stream("<</Filter[/AHx/Fl]>>", text.as_bytes())));
        assert!(!is_bomb(&stream("<< /Filter /FlateDecode >>", &flate(&vec![b' '; 600 << 10])?)));
        // Filters that are named in other letters, elsewhere, or too far away to be seen.
        assert!(is_bomb(&stream("<< /Filter /#46lateDecode >>", &once)));
        assert!(is_bomb(&stream("<< /Filter 9 0 R >>", &once)));
        assert!(is_bomb(&stream(&format!("<< /Filter [/FlateDecode /FlateDecode] {} >>", " ".repeat(5000)), &twice)));
        // A picture of that size is none.
        assert!(!is_bomb(&stream("<< /Subtype /Image /Filter /FlateDecode >>", &once)));
        Ok(())
    }

    #[test]
    fn streams_that_only_come_to_light_as_objects_are_gathered_anew_are_counted() -> io::Result<()> {
        let packed = flate(&vec![b' '; 4 << 20])?;
        let catalogue = "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n\
            2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n3 0 obj\n<< /Filter /FlateDecode >>\nstream\n";
        let mut file = [catalogue.as_bytes(), &packed, b"\nendstream\nendobj\n"].concat();
        let (table, second) = (file.len(), catalogue.find("2 0 obj").unwrap_or_default());
        // Object 4 is said to be where object 2 is, and object 3 nowhere.
        let rows = format!(
            "xref\n1 2\n{:010} 00000 n \n{second:010} 00000 n \n4 1\n{second:010} 00000 n \n\
            trailer\n<< /Size 5 /Root 1 0 R >>\n% /Encrypt\nstartxref\n{table}\n%%EOF\n",
            9
        );
        file.extend(rows.as_bytes());
        let pdf = Pdf::new(file.clone()).map_err(|error| io::Error::other(format!("{error:?}")))?;
        let counted = check_locked(&pdf, &file, &mut Budget::of_bytes(1 << 20));
        assert!(matches!(counted, Err(Problem::Bomb)), "{counted:?}");
        Ok(())
    }

    #[test]
    fn ascii85_is_unpacked() {
        assert_eq!(ascii85(b"87cURD_*#TDfTZ)~>"), b"Hello, world");
        assert_eq!(hex(b"4e 6F>"), b"No");
    }

    #[test]
    fn lzw_is_counted() {
        // Clear, then "-----A---B", from the description of the format.
        assert_eq!(lzw_size(&[0x80, 0x0b, 0x60, 0x50, 0x22, 0x0c, 0x0c, 0x85, 0x01]), 10);
    }
}
