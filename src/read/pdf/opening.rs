//! What a PDF may unfold to while the parser opens it.
//!
//! Streams with cross-references are unfolded at once, and streams with objects in them as soon as one of their objects is
//! asked for; where the file is encrypted, nobody can look into the latter before. The parser takes for such a stream
//!
//! - `N 0 obj << … >> stream` where a cross-reference puts an object into the stream N: it looks at the number, and not at
//!   what the dictionary calls itself;
//! - `<< /Type /ObjStm … >> stream` where it gathers the objects itself, for no cross-reference can be used; then also
//!   `N 0 obj << … >> stream`, N being the number before the former.
//!
//! So these are looked for in the whole file, wherever a cross-reference leads to. What is written in a way that leaves the
//! number, the size or the filters untold, as no program writes it, is refused.

use std::collections::{HashMap, HashSet};

use hayro_interpret::hayro_syntax::object::{Dict, FromBytes, MaybeRef, Name, Object, Stream};

use super::super::budget::{Budget, MAX_UNPACKED};
use super::super::error::Problem;
use super::super::format::Format;
use super::bounds::check_rows;
use super::bytes::{find, is_space, named};
use super::crossref::{CrossReferences, ENTRY};
use super::objects::{Body, Head, Indirect, Objects};
use super::unfold;

/// The most bytes that all streams with objects in them could unfold to where they are encrypted.
const MOST: u64 = 2 * MAX_UNPACKED;

/// The fewest bytes that tell of an object in a stream: its number and its place.
const SHORTEST: u64 = 4;

/// Looks how much the file `bytes` could unfold to as it is opened.
///
/// # Errors
///
/// [`Problem::Bomb`] where it is more than the budget. Of a file that may be encrypted [`Problem::Locked`] where it is too
/// much to be risked or cannot be told: a copy without encryption can be counted.
pub fn check(bytes: &[u8], budget: &mut Budget) -> Result<(), Problem> {
    let is_locked = may_be_encrypted(bytes);
    let refusal = || if is_locked { Problem::Locked(Format::Pdf) } else { Problem::Bomb };
    let objects = || Objects::of(bytes).map(|found| found.map_err(|_| refusal()));
    let mut told = CrossReferences::default();
    told.add_tables(bytes, budget)?;
    for found in objects() {
        if let Indirect { body: Body::Stream { dictionary, at, .. }, .. } = found?
            && dictionary.contains_key(b"W")
        {
            told.add_stream(bytes, at, budget)?;
        }
    }
    let (mut labelled, mut streams) = (HashSet::new(), HashSet::new());
    let mut lengths = Lengths::default();
    for found in objects() {
        let Indirect { head, body } = found?;
        if let Body::Stream { data, .. } = body {
            streams.insert(data);
        }
        match body {
            Body::Stream { dictionary, data, .. } if is_labelled(&dictionary) => {
                let number = head.number(bytes).filter(|_| head.is_clear).ok_or_else(refusal)?;
                budget.spend(ENTRY)?;
                told.holders.insert(number);
                labelled.insert(data);
            }
            Body::Stream { .. } => {}
            Body::Number(value) => {
                budget.spend(ENTRY)?;
                lengths.add(&head, value, bytes, &told);
            }
        }
    }
    if is_mislabelled(bytes, labelled.len(), is_locked) && (is_locked || has_others(bytes, &streams)) {
        return Err(refusal());
    }
    let ends = Ends::of(bytes);
    let mut sum: u64 = 0;
    for found in objects() {
        let Indirect { head, body: Body::Stream { dictionary, at, data } } = found? else { continue };
        let times = if is_labelled(&dictionary) { 1 } else { head.times(bytes, &told) };
        if times == 0 {
            continue;
        }
        let filters = told_filters(bytes, at, &dictionary).ok_or_else(refusal)?;
        check_rows(&dictionary, &filters).map_err(|_| refusal())?;
        let packed = bytes.get(data..ends.end(data, &dictionary, &lengths, &told)).unwrap_or_default();
        if is_locked {
            let growth = filters.iter().fold(1, |most: u64, filter| most.saturating_mul(unfold::growth(*filter)));
            let most = (packed.len() as u64).saturating_mul(growth);
            sum = sum.saturating_add(most.saturating_add(entries(&dictionary, most)).saturating_mul(times));
            if sum > MOST {
                return Err(refusal());
            }
        } else {
            for _ in 0..times {
                let before = budget.left();
                unfold::count(packed, &filters, budget)?;
                let most = if filters.is_empty() { packed.len() as u64 } else { before - budget.left() };
                budget.spend(entries(&dictionary, most))?;
            }
        }
    }
    Ok(())
}

/// Whether something in the file is named so, as far as names are written plainly.
fn may_be_encrypted(bytes: &[u8]) -> bool {
    find(bytes, 0, b"Encrypt").is_some() || named(bytes).any(|(name, ..)| name == b"Encrypt")
}

/// Whether something calls itself a stream with objects besides the `known` ones, or, in an encrypted file, names elsewhere
/// what it is.
fn is_mislabelled(bytes: &[u8], known: usize, is_locked: bool) -> bool {
    let mut labels = 0;
    for (name, _, end) in named(bytes) {
        match name.as_slice() {
            b"ObjStm" => labels += 1,
            b"Type" if is_locked => {
                let next = bytes.get(end..).unwrap_or_default().iter().find(|byte| !is_space(**byte));
                if next.is_some_and(|byte| byte.is_ascii_digit() || b"%+-.".contains(byte)) {
                    return true;
                }
            }
            _ => {}
        }
    }
    labels != known
}

/// Whether streams begin in other places than the `known` ones.
fn has_others(bytes: &[u8], known: &HashSet<usize>) -> bool {
    let mut at = 0;
    let words = std::iter::from_fn(|| {
        let found = find(bytes, at, b"stream")?;
        at = found + b"stream".len();
        Some((found, at))
    });
    words.filter(|(word, _)| !bytes.get(..*word).unwrap_or_default().ends_with(b"end")).any(|(_, end)| {
        match bytes.get(end..).unwrap_or_default() {
            [b'\r', b'\n', ..] => !known.contains(&(end + 2)),
            [b'\r' | b'\n', ..] => !known.contains(&(end + 1)),
            _ => false,
        }
    })
}

fn is_labelled(dictionary: &Dict<'_>) -> bool {
    matches!(dictionary.get_raw::<Name<'_>>(b"Type"), Some(MaybeRef::NotRef(name)) if name.as_ref() == b"ObjStm")
}

/// The filters of the stream whose dictionary begins at `at`; none where another object tells them or how they are used.
fn told_filters(
    bytes: &[u8],
    at: usize,
    dictionary: &Dict<'_>,
) -> Option<impl std::ops::Deref<Target = [hayro_interpret::hayro_syntax::Filter]> + use<>> {
    for key in ["F", "Filter", "DP", "DecodeParms"] {
        let is_told = match dictionary.get_raw::<Object<'_>>(key) {
            Some(MaybeRef::Ref(_)) => false,
            Some(MaybeRef::NotRef(Object::Array(all))) => all.raw_iter().all(|value| match value {
                MaybeRef::Ref(_) => false,
                MaybeRef::NotRef(value) => is_whole(&value),
            }),
            Some(MaybeRef::NotRef(value)) => is_whole(&value),
            None => true,
        };
        if !is_told {
            return None;
        }
    }
    // The length does not matter here: where another object tells it, what is packed ends with the word for its end.
    let stream = bytes.get(at..).and_then(Stream::from_bytes);
    Some(stream.map(|stream| stream.filters()).unwrap_or_default())
}

/// Whether all values of a dictionary stand in it.
fn is_whole(value: &Object<'_>) -> bool {
    let Object::Dict(dictionary) = value else { return true };
    dictionary.entries().all(|(_, value)| matches!(value, MaybeRef::NotRef(_)))
}

/// What the parser keeps of the objects in a stream that unfolds to `size` bytes.
fn entries(dictionary: &Dict<'_>, size: u64) -> u64 {
    let most = size / SHORTEST + 1;
    let objects = match dictionary.get_raw::<u32>(b"N") {
        Some(MaybeRef::NotRef(objects)) => most.min(u64::from(objects)),
        Some(MaybeRef::Ref(_)) => most,
        None => 0,
    };
    objects.saturating_mul(ENTRY)
}

/// Where streams end.
struct Ends<'a> {
    bytes: &'a [u8],
    /// Where the word for the end of a stream begins, in order.
    words: Vec<usize>,
}

impl<'a> Ends<'a> {
    fn of(bytes: &'a [u8]) -> Self {
        let mut at = 0;
        let words = std::iter::from_fn(|| {
            let found = find(bytes, at, b"endstream")?;
            at = found + b"endstream".len();
            Some(found)
        });
        Self { bytes, words: words.collect() }
    }

    /// The farthest that the stream whose bytes begin at `data` can go.
    fn end(&self, data: usize, dictionary: &Dict<'_>, lengths: &Lengths, told: &CrossReferences) -> usize {
        let length = match dictionary.get_raw::<u32>(b"Length") {
            Some(MaybeRef::NotRef(length)) => Some(u64::from(length)),
            Some(MaybeRef::Ref(length)) => lengths.get(length.obj_number, told),
            None => Some(0),
        };
        let length = length.and_then(|length| usize::try_from(length).ok()).unwrap_or(usize::MAX);
        // Where the length is wrong, the stream goes as far as the word for its end.
        let word = self.words.get(self.words.partition_point(|word| *word < data)).copied();
        data.saturating_add(length).min(self.bytes.len()).max(word.unwrap_or(self.bytes.len()))
    }
}

/// The numbers that stand alone as objects, to which streams may leave their length.
#[derive(Debug, Default)]
struct Lengths {
    of: HashMap<u32, u64>,
    /// The greatest of those whose object cannot be told.
    others: Option<u64>,
}

impl Lengths {
    fn add(&mut self, head: &Head, value: u64, bytes: &[u8], told: &CrossReferences) {
        if head.digits.is_none() {
            self.others = self.others.max(Some(value));
        }
        for number in head.numbers(bytes, told) {
            let known = self.of.entry(number).or_default();
            *known = value.max(*known);
        }
    }

    /// The greatest length that the object of this number could tell, where it does not stand in a stream.
    fn get(&self, number: u32, told: &CrossReferences) -> Option<u64> {
        let known = self.of.get(&number).copied().filter(|_| !told.held.contains(&number))?;
        Some(known.max(self.others.unwrap_or_default()))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ENCRYPTED: &str = "trailer << /Encrypt 9 0 R >>";

    fn stream(head: &str, dictionary: &str, size: usize) -> Vec<u8> {
        let head = format!("%PDF-1.7\n{head}\n{dictionary}\nstream\r\n");
        [head.as_bytes(), &vec![b'x'; size], b"\nendstream\nendobj\n"].concat()
    }

    /// A cross-reference stream that puts object 1 into stream 5 and has object 6 begin at `place`.
    fn crossref(place: u32) -> Vec<u8> {
        let [a, b, c, d] = place.to_be_bytes();
        let entries = [[2, 0, 0, 0, 5], [1, a, b, c, d]].concat();
        let head = "\n90 0 obj\n<< /Type /XRef /Size 2 /W [1 4 0] /Length 10 >>\nstream\n";
        [head.as_bytes(), &entries, b"\nendstream\nendobj\n"].concat()
    }

    fn is_locked(parts: &[&[u8]]) -> bool {
        let file = [&parts.concat(), ENCRYPTED.as_bytes()].concat();
        matches!(check(&file, &mut Budget::default()), Err(Problem::Locked(Format::Pdf)))
    }

    const FLATE: &str = "<< /Filter /FlateDecode >>";
    const LABELLED: &str = "<< /Type /ObjStm /N 3 /First 20 /Filter /FlateDecode >>";
    const LARGE: usize = 2 << 20;
    const SMALL: usize = 200 << 10;

    #[test]
    fn labelled_streams_are_bounded() {
        assert!(is_locked(&[&stream("3 0 obj", LABELLED, LARGE)]));
        assert!(!is_locked(&[&stream("3 0 obj", LABELLED, SMALL)]));
        let plain = stream("3 0 obj", LABELLED, LARGE);
        assert!(check(&plain, &mut Budget::default()).is_ok());
        let escaped = [plain.as_slice(), b"trailer << /#45ncrypt 9 0 R >>"].concat();
        assert!(check(&escaped, &mut Budget::default()).is_err());
        // Nothing unfolds where nothing is packed; twice packed, much does; and so does a multitude of objects.
        assert!(!is_locked(&[&stream("3 0 obj", "<< /Type /ObjStm /N 3 /First 20 >>", LARGE)]));
        let twice = "<< /Type /ObjStm /Filter [/FlateDecode /Fl] >>";
        assert!(is_locked(&[&stream("3 0 obj", twice, SMALL)]));
        assert!(is_locked(&[&stream("3 0 obj", "<< /Type /ObjStm /N 90000000 /Filter /Fl >>", SMALL)]));
        // Labels that are written otherwise, behind what looks like the beginning, or too far off.
        for label in ["/Type/#4fbjStm", "/X ( obj) /Type /ObjStm", "/Type /ObjStm /X ( obj << %)\n"] {
            assert!(is_locked(&[&stream("3 0 obj", &format!("<< {label} /Filter /FlateDecode >>"), LARGE)]), "{label}");
        }
        let far = format!("<< /Type /ObjStm {} /Filter /FlateDecode >>", " ".repeat(5000));
        assert!(is_locked(&[&stream("3 0 obj", &far, LARGE)]));
    }

    #[test]
    fn what_leaves_itself_untold_is_refused() {
        for dictionary in [
            "<< /Type 9 0 R /Filter /FlateDecode >>",
            "<< /Type /ObjStm /Filter 9 0 R >>",
            "<< /Type /ObjStm /Filter [9 0 R] >>",
            "<< /Type /ObjStm /Filter /Fl /DecodeParms 9 0 R >>",
            "<< /Type /ObjStm /Filter /Fl /DecodeParms [<< /Columns 9 0 R >>] >>",
            "<< /Type /ObjStm /Filter /Fl /DecodeParms << /Predictor 12 /Columns 1000000000000 >> >>",
            "<< /X << /Type /ObjStm >> stream >>",
        ] {
            assert!(is_locked(&[&stream("3 0 obj", dictionary, 20)]), "{dictionary}");
        }
        for head in ["", "3 0", "3 0 obj %", "3 %\n 0 obj", "x3 0 obj", "3.0 0 obj", "3 0 obj null endobj"] {
            assert!(is_locked(&[&stream(head, LABELLED, 20)]), "{head}");
        }
        assert!(!is_locked(&[&stream("3 0 obj", LABELLED, 20)]));
    }

    #[test]
    fn streams_that_only_a_cross_reference_names_are_bounded() {
        let (large, small) = (stream("5 0 obj", FLATE, LARGE), stream("5 0 obj", LABELLED, 20));
        assert!(!is_locked(&[&large]));
        assert!(is_locked(&[&large, &crossref(0)]));
        assert!(is_locked(&[&crossref(0), &large]));
        assert!(!is_locked(&[&stream("5 0 obj", FLATE, SMALL), &crossref(0)]));
        // A decoy with the label does not help; where the parser gathers the objects itself, it leads to the other.
        assert!(is_locked(&[&small, &large, &crossref(0)]));
        assert!(is_locked(&[&small, &large]));
        for other in ["7 0 obj", "15 0 obj", "5 1 obj"] {
            assert!(!is_locked(&[&stream(other, FLATE, LARGE), &crossref(0)]), "{other}");
        }
        for same in ["0005 0 obj", "5\n00 obj", "5 %\n 0 obj", "+5 0 obj", "5.0 0 obj", "5 0.0 obj"] {
            assert!(is_locked(&[&stream(same, FLATE, LARGE), &crossref(0)]), "{same}");
        }
    }

    #[test]
    fn numbers_that_are_begun_in_their_midst_count() {
        let large = stream("15 0 obj", FLATE, LARGE);
        let place = u32::try_from("%PDF-1.7\n1".len()).unwrap_or_default();
        assert!(is_locked(&[&large, &crossref(place)]));
        assert!(!is_locked(&[&large, &crossref(place - 1)]));
        let table = format!("xref\n5 1\n{place:010} 00000 n \n");
        assert!(is_locked(&[&large, &crossref(0), table.as_bytes()]));
    }

    #[test]
    fn plain_files_are_counted_as_well() -> std::io::Result<()> {
        use std::io::Write;
        let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        packed.write_all(&vec![b' '; LARGE])?;
        let packed = packed.finish()?;
        let is_bomb = |head: &str, dictionary: &str, others: &[u8]| {
            let head = format!("%PDF-1.7\n{head}\n{dictionary}\nstream\n");
            let file = [head.as_bytes(), &packed, b"\nendstream\nendobj\n", others].concat();
            matches!(check(&file, &mut Budget::of_bytes(1 << 20)), Err(Problem::Bomb))
        };
        assert!(!is_bomb("5 0 obj", FLATE, b""));
        assert!(is_bomb("5 0 obj", FLATE, &crossref(0)));
        assert!(is_bomb("5 0 obj", LABELLED, b""));
        // What calls itself a picture is none for that, and what tells its filters elsewhere is refused.
        assert!(is_bomb("5 0 obj", "<< /Subtype /Image /Filter /FlateDecode >>", &crossref(0)));
        assert!(is_bomb("5 0 obj", "<< /Type /ObjStm /Filter 9 0 R >>", b"9 0 obj /FlateDecode endobj"));
        assert!(is_bomb("", "<< /Type /ObjStm /Filter /FlateDecode >>", b""));
        // Cross-references themselves, and many objects in few bytes.
        assert!(is_bomb("5 0 obj", "<< /Size 9 /W [1 1 1] /Filter /FlateDecode >>", b""));
        let rows = "0000000009 00000 n \n".repeat(10_000);
        assert!(matches!(check(rows.as_bytes(), &mut Budget::of_bytes(1 << 20)), Err(Problem::Bomb)));
        let many = stream("5 0 obj", "<< /Type /ObjStm /N 40000 >>", SMALL);
        assert!(matches!(check(&many, &mut Budget::of_bytes(1 << 20)), Err(Problem::Bomb)));
        Ok(())
    }

    #[test]
    fn lengths_are_looked_up() {
        // What seems to end early, by an end that stands in what is packed.
        let early = |dictionary: &str| {
            let packed = [vec![b'x'; 20], b"\nendstream".to_vec(), vec![b'x'; LARGE]].concat();
            let head = format!("%PDF-1.7\n5 0 obj\n<< /Type /ObjStm /Filter /FlateDecode {dictionary} >>\nstream\n");
            [head.as_bytes(), &packed, b"\nendstream\nendobj\n"].concat()
        };
        assert!(is_locked(&[&early(&format!("/Length {}", LARGE + 30))]));
        assert!(!is_locked(&[&early("/Length 20")]));
        assert!(!is_locked(&[&early("")]));
        let length = |head: &str| format!("{head} {} endobj\n", LARGE + 30).into_bytes();
        assert!(is_locked(&[&early("/Length 8 0 R"), &length("8 0 obj")]));
        assert!(is_locked(&[&early("/Length 8 0 R"), b"8 0 obj 20 endobj", &length("\n8 0 %\nobj")]));
        assert!(!is_locked(&[&early("/Length 8 0 R"), b"8 0 obj 20 endobj", &length("\n18 0 obj")]));
        // One that is nowhere to be found, and one that is said to stand in a stream.
        assert!(is_locked(&[&early("/Length 8 0 R")]));
        assert!(is_locked(&[&early("/Length 0 0 R"), b"0 0 obj 20 endobj", &crossref(0)]));
    }

    #[test]
    fn looking_for_dictionaries_ends() {
        let nested = "1 0 obj<<(".repeat(200_000);
        assert!(is_locked(&[nested.as_bytes()]));
        let comments = "1 0 obj%".repeat(200_000);
        assert!(is_locked(&[comments.as_bytes()]));
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes: Vec<u8>) {
            let _ = check(&[ENCRYPTED.as_bytes(), &bytes].concat(), &mut Budget::default());
        }

        #[test]
        fn no_pieces_make_it_panic(pieces in prop::collection::vec(prop::sample::select(vec![
            "5", " ", "0 ", "\n", "obj", "<<", ">>", "stream\n", "endstream", "/Type", "/ObjStm", "/W", "[1 2 1]", "/Size 3",
            "/Index", "[0 4294967295]", "[4294967295 2]", "/Length", "9 0 R", "/N", "4294967295", "%", "(", ")", "[", "]", "/Filter",
            "/FlateDecode", "/LZW", "\u{2}\u{0}\u{5}\u{0}", "\u{1}\u{0}\u{1}\u{0}", "0000000001 00000 n", "-", "+", ".",
        ]), 0..60)) {
            let _ = check((ENCRYPTED.to_owned() + &pieces.concat()).as_bytes(), &mut Budget::default());
        }
    }
}
