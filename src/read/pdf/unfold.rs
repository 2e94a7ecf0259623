//! How much the filters of a stream make, counted before the parser makes it.
//!
//! What is counted is never less than what the parser makes; where that could not be told, the stream is refused.

use std::io::{self, Read};

use flate2::read::{DeflateDecoder, ZlibDecoder};
use hayro_interpret::hayro_syntax::Filter;
use hayro_interpret::hayro_syntax::object::{FromBytes, Stream};

use super::super::budget::{Budget, MAX_UNPACKED};
use super::super::error::Problem;
use super::bytes::is_space;

/// The most bytes that one byte unfolds to by each filter. Of LZW, these are words of up to 3839 bytes for twelve bits.
pub const GROWTH_FLATE: u64 = 1032;
pub const GROWTH_LZW: u64 = 2560;
pub const GROWTH_RUN_LENGTH: u64 = 64;
pub const GROWTH_ASCII85: u64 = 4;

/// The most filters of one stream.
const MAX_FILTERS: usize = 8;

/// How many bytes come out of one at most.
pub fn growth(filter: Filter) -> u64 {
    match filter {
        Filter::FlateDecode => GROWTH_FLATE,
        Filter::LzwDecode => GROWTH_LZW,
        Filter::RunLengthDecode => GROWTH_RUN_LENGTH,
        Filter::Ascii85Decode => GROWTH_ASCII85,
        _ => 1,
    }
}

/// Whether it makes a picture. The parser makes nothing at all of a stream with such a filter but where it draws pictures.
pub fn is_of_pictures(filter: Filter) -> bool {
    matches!(filter, Filter::DctDecode | Filter::JpxDecode | Filter::CcittFaxDecode | Filter::Jbig2Decode)
}

/// Counts what `data` unfolds to by `filters`, and what it is on the way.
///
/// # Errors
///
/// [`Problem::Bomb`] where it is more than the budget, or by filters in an order in which nothing packs.
pub fn count(data: &[u8], filters: &[Filter], budget: &mut Budget) -> Result<(), Problem> {
    if filters.iter().any(|filter| is_of_pictures(*filter)) {
        return Ok(());
    }
    if filters.len() > MAX_FILTERS {
        return Err(Problem::Bomb);
    }
    let Some((last, before)) = filters.split_last() else { return Ok(()) };
    let mut unfolded: Option<Vec<u8>> = None;
    for filter in before {
        let packed = unfolded.as_deref().unwrap_or(data);
        let whole = match filter {
            Filter::FlateDecode => inflated(packed)?,
            Filter::Ascii85Decode => ascii85(packed),
            Filter::AsciiHexDecode => hex(packed),
            Filter::Crypt => continue,
            _ => return Err(Problem::Bomb),
        };
        budget.spend(whole.len() as u64)?;
        unfolded = Some(whole);
    }
    budget.spend(size(unfolded.as_deref().unwrap_or(data), *last))
}

/// The most bytes that come out.
fn size(packed: &[u8], filter: Filter) -> u64 {
    match filter {
        Filter::FlateDecode => inflated_size(packed),
        // Whether codes are widened one early is told elsewhere.
        Filter::LzwDecode => lzw_size(packed, 1).max(lzw_size(packed, 0)),
        Filter::RunLengthDecode => run_length_size(packed),
        Filter::Ascii85Decode => packed.iter().map(|byte| if *byte == b'z' { 4 } else { 1 }).sum(),
        _ => packed.len() as u64,
    }
}

/// What is deflated, with the frame of zlib or without it.
fn inflated(packed: &[u8]) -> Result<Vec<u8>, Problem> {
    let whole = |reader: &mut dyn Read| {
        let mut whole = Vec::new();
        reader.take(MAX_UNPACKED + 1).read_to_end(&mut whole).ok().map(|_| whole)
    };
    let framed = whole(&mut ZlibDecoder::new(packed));
    // What the parser would save of broken ones cannot be told without making it.
    framed.or_else(|| whole(&mut DeflateDecoder::new(packed))).ok_or(Problem::Bomb)
}

/// As the parser does, it takes the bytes as framed by zlib, then as bare ones, then it saves of them what can be saved.
fn inflated_size(packed: &[u8]) -> u64 {
    let counted = |reader: &mut dyn Read| {
        let mut counted = Counted(0);
        let is_sound = io::copy(&mut reader.take(MAX_UNPACKED + 1), &mut counted).is_ok();
        (counted.0, is_sound)
    };
    let (framed, is_sound) = counted(&mut ZlibDecoder::new(packed));
    if is_sound || framed > MAX_UNPACKED {
        return framed;
    }
    let (bare, is_sound) = counted(&mut DeflateDecoder::new(packed));
    if is_sound || bare > MAX_UNPACKED {
        return bare.max(framed);
    }
    bare.max(framed).max(saved_size(packed))
}

/// What the parser saves of bytes that are deflated and broken. It is made from ever longer beginnings, so that more than is
/// allowed is seen before much more is made.
fn saved_size(packed: &[u8]) -> u64 {
    const ENOUGH: u64 = MAX_UNPACKED + MAX_UNPACKED / 2;
    let (mut end, mut made) = (0, 0u64);
    while end < packed.len() && made <= MAX_UNPACKED {
        let step = usize::try_from((ENOUGH - made) / GROWTH_FLATE).unwrap_or(1);
        end = packed.len().min(end.saturating_add(step));
        let beginning = packed.get(..end).unwrap_or(packed);
        let head = format!("<< /Filter /FlateDecode /Length {end} >> stream\n");
        let file = [head.as_bytes(), beginning, b"\nendstream"].concat();
        let saved = Stream::from_bytes(&file).and_then(|stream| stream.decoded_data().ok().map(|data| data.len()));
        // Where nothing is saved of a beginning, nothing is known of the whole either.
        made = made.max(saved.unwrap_or_default() as u64);
    }
    made
}

/// Counts what is written to it.
struct Counted(u64);

impl io::Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn ascii85(bytes: &[u8]) -> Vec<u8> {
    let mut found = Vec::new();
    let (mut value, mut count) = (0u32, 0);
    let flush = |value: &mut u32, count: &mut usize, found: &mut Vec<u8>| {
        if *count > 1 {
            for _ in *count..5 {
                *value = value.wrapping_mul(85).wrapping_add(84);
            }
            found.extend(value.to_be_bytes().iter().take(*count - 1));
        }
        (*value, *count) = (0, 0);
    };
    for byte in bytes {
        match byte {
            b'z' => {
                flush(&mut value, &mut count, &mut found);
                found.extend([0; 4]);
            }
            b'!'..=b'u' => {
                value = value.wrapping_mul(85).wrapping_add(u32::from(byte - b'!'));
                count += 1;
                if count == 5 {
                    flush(&mut value, &mut count, &mut found);
                }
            }
            byte if is_space(*byte) => {}
            _ => break,
        }
    }
    flush(&mut value, &mut count, &mut found);
    found
}

fn hex(bytes: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> = bytes
        .iter()
        .take_while(|byte| byte.is_ascii_hexdigit() || is_space(**byte))
        .filter_map(|byte| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
        .collect();
    digits.chunks(2).map(|pair| pair.first().copied().unwrap_or(0) << 4 | pair.get(1).copied().unwrap_or(0)).collect()
}

fn run_length_size(bytes: &[u8]) -> u64 {
    let (mut at, mut total) = (0, 0u64);
    while let Some(length) = bytes.get(at) {
        let (taken, made) = match usize::from(*length) {
            128 => break,
            copied @ 0..128 => (copied + 1, copied + 1),
            repeated => (1, 257 - repeated),
        };
        at += 1 + taken;
        total += made as u64;
    }
    total
}

/// How many bytes come out of LZW, counted without making them; `early` by how much codes are widened before it is due.
fn lzw_size(bytes: &[u8], early: usize) -> u64 {
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
        width = match lengths.len() + early {
            0..512 => 9,
            512..1024 => 10,
            1024..2048 => 11,
            _ => 12,
        };
    }
    total
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::{DeflateEncoder, ZlibEncoder};
    use proptest::prelude::*;

    use super::*;

    fn flate(bytes: &[u8]) -> Vec<u8> {
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
        packed.write_all(bytes).and_then(|()| packed.finish()).unwrap_or_default()
    }

    fn is_bomb(data: &[u8], filters: &[Filter]) -> bool {
        matches!(count(data, filters, &mut Budget::of_bytes(1 << 20)), Err(Problem::Bomb))
    }

    #[test]
    fn streams_are_counted_through_their_filters() {
        let flate_ = Filter::FlateDecode;
        let once = flate(&vec![b' '; 4 << 20]);
        assert!(is_bomb(&once, &[flate_]));
        assert!(is_bomb(&flate(&once), &[flate_, flate_]));
        let text = once.iter().map(|byte| format!("{byte:02x}\0")).collect::<String>() + ">";
        assert!(is_bomb(text.as_bytes(), &[Filter::AsciiHexDecode, flate_]));
        assert!(!is_bomb(&flate(&vec![b' '; 600 << 10]), &[flate_]));
        assert!(is_bomb(&once, &[Filter::LzwDecode, flate_]));
        assert!(!is_bomb(&once, &[flate_, Filter::DctDecode]));
        assert!(is_bomb(&b"zz".repeat(1 << 18), &[Filter::Ascii85Decode]));
        assert!(is_bomb(&b"\x81a".repeat(1 << 14), &[Filter::RunLengthDecode]));
    }

    #[test]
    fn deflated_bytes_without_a_frame_and_broken_ones_are_counted() -> io::Result<()> {
        let block = vec![b' '; 4 << 20];
        let mut bare = DeflateEncoder::new(Vec::new(), Compression::best());
        bare.write_all(&block)?;
        assert!(is_bomb(&bare.finish()?, &[Filter::FlateDecode]));
        // A wrong sum at the end, and a distance behind the beginning at which others stop.
        let mut summed = flate(&block);
        if let Some(last) = summed.last_mut() {
            *last ^= 1;
        }
        assert!(is_bomb(&summed, &[Filter::FlateDecode]));
        let mut broken = vec![0x78, 0x9c, 0x63, 0x01, 0x06, 0x00];
        broken.extend(flate(&block).get(2..).unwrap_or_default());
        let made = saved_size(&broken);
        assert_eq!(inflated_size(&broken).max(made), inflated_size(&broken));
        Ok(())
    }

    #[test]
    fn ascii85_is_unpacked() {
        assert_eq!(ascii85(b"87cURD_*#TDfTZ)~>"), b"Hello, world");
        assert_eq!(ascii85(b"87cz"), b"He\0\0\0\0");
        assert_eq!(hex(b"4e 6F>"), b"No");
    }

    #[test]
    fn lzw_is_counted() {
        // Clear, then "-----A---B", from the description of the format.
        assert_eq!(lzw_size(&[0x80, 0x0b, 0x60, 0x50, 0x22, 0x0c, 0x0c, 0x85, 0x01], 1), 10);
    }

    const FILTERS: &[(&str, Filter)] = &[
        ("/FlateDecode", Filter::FlateDecode),
        ("/LZW", Filter::LzwDecode),
        ("/LZW /DecodeParms << /EarlyChange 0 >>", Filter::LzwDecode),
        ("/A85", Filter::Ascii85Decode),
        ("/AHx", Filter::AsciiHexDecode),
        ("/RL", Filter::RunLengthDecode),
    ];

    proptest! {
        #[test]
        fn nothing_makes_more_than_is_counted(
            mut bytes in prop::collection::vec(prop_oneof![Just(0u8), Just(0xff), Just(b'z'), Just(b'!'), Just(b'4'), any::<u8>()], 0..400),
            packs: bool,
            change in 0usize..400,
        ) {
            if packs {
                bytes = flate(&bytes.repeat(9));
                if let Some(byte) = bytes.get_mut(change) {
                    *byte ^= 0x10;
                }
            }
            for (name, filter) in FILTERS {
                let head = format!("<< /Filter {name} /Length {} >> stream\n", bytes.len());
                let file = [head.as_bytes(), &bytes, b"\nendstream"].concat();
                let made = Stream::from_bytes(&file).and_then(|stream| stream.decoded_data().ok().map(|data| data.len()));
                prop_assert!(made.unwrap_or_default() as u64 <= size(&bytes, *filter), "{name}: {made:?}");
            }
        }
    }
}
