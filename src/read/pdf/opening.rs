//! What an encrypted PDF may unfold to while the parser opens it.
//!
//! Streams with objects in them are decrypted and unfolded as soon as one of their objects is asked for, so that nobody can
//! look into them before. The parser takes for such a stream
//!
//! - `N 0 obj << … >> stream` where a cross-reference puts an object into the stream N: it looks at the number, and not at
//!   what the dictionary calls itself;
//! - `<< /Type /ObjStm … >> stream` where it gathers the objects itself, for no cross-reference can be used; then also
//!   `N 0 obj << … >> stream`, N being the number before the former.
//!
//! So these are looked for in the whole file, wherever a cross-reference leads to. What is written in a way that leaves the
//! number, the size or the filters untold, as no program writes it, is refused.

use std::collections::{HashMap, HashSet};

use hayro_interpret::hayro_syntax::object::{Array, Dict, FromBytes, MaybeRef, Name, Number, Object};

use super::super::budget::{Budget, MAX_UNPACKED};
use super::super::error::Problem;
use super::super::format::Format;
use super::bounds::{Filter, ends, filter_of, find, may_be_encrypted, tokens};
use super::crossref::CrossReferences;

/// The most bytes that all streams with objects in them could unfold to.
const MOST: u64 = 2 * MAX_UNPACKED;

/// What the parser keeps of an object in a stream.
const OBJECT: u64 = 24;

/// The longest number of an object, with zeros before it.
const LONGEST_NUMBER: usize = 20;

/// How often the bytes of a file may be looked through for dictionaries, and how many may be besides.
const MOST_LOOKED: (u64, u64) = (4, 64 << 20);

const LOCKED: Problem = Problem::Locked(Format::Pdf);

/// Looks how much the file `bytes` could unfold to as it is opened, where it may be encrypted.
///
/// # Errors
///
/// [`Problem::Locked`] where it is too much to be risked or cannot be told: a copy without encryption can be counted.
/// [`Problem::Bomb`] where the cross-references are more than the budget.
pub fn check(bytes: &[u8], budget: &mut Budget) -> Result<(), Problem> {
    if !may_be_encrypted(bytes) {
        return Ok(());
    }
    let mut told = CrossReferences::default();
    told.add_tables(bytes, budget)?;
    for found in Objects::of(bytes) {
        if let Indirect { body: Body::Stream { dictionary, at, .. }, .. } = found?
            && dictionary.contains_key(b"W")
        {
            told.add_stream(bytes, at, budget)?;
        }
    }
    let mut labelled = HashSet::new();
    let mut lengths = Lengths::default();
    for found in Objects::of(bytes) {
        let Indirect { head, body } = found?;
        match body {
            Body::Stream { dictionary, data, .. } if is_labelled(&dictionary) => {
                let number = head.number(bytes).filter(|_| head.is_clear).ok_or(LOCKED)?;
                budget.spend(OBJECT)?;
                told.holders.insert(number);
                labelled.insert(data);
            }
            Body::Stream { .. } => {}
            Body::Number(value) => {
                budget.spend(OBJECT)?;
                lengths.add(&head, value, bytes, &told);
            }
        }
    }
    if is_mislabelled(bytes, labelled.len()) {
        return Err(LOCKED);
    }
    let mut sum: u64 = 0;
    for found in Objects::of(bytes) {
        let Indirect { head, body: Body::Stream { dictionary, data, .. } } = found? else { continue };
        let times = if is_labelled(&dictionary) { 1 } else { head.times(bytes, &told) };
        if times > 0 {
            let data = bytes.get(data..).unwrap_or_default();
            let most = most_of(&dictionary, data, &lengths, &told).ok_or(LOCKED)?;
            sum = sum.saturating_add(most.saturating_mul(times));
            if sum > MOST {
                return Err(LOCKED);
            }
        }
    }
    Ok(())
}

/// Whether something calls itself a stream with objects besides the `known` ones, or names elsewhere what it is.
fn is_mislabelled(bytes: &[u8], known: usize) -> bool {
    let mut labels = 0;
    for (name, rest) in tokens(bytes) {
        match name.as_slice() {
            b"ObjStm" => labels += 1,
            b"Type" => {
                let next = rest.iter().find(|byte| !is_space(**byte));
                if next.is_some_and(|byte| byte.is_ascii_digit() || b"%+-.".contains(byte)) {
                    return true;
                }
            }
            _ => {}
        }
    }
    labels != known
}

fn is_labelled(dictionary: &Dict<'_>) -> bool {
    matches!(dictionary.get_raw::<Name<'_>>(b"Type"), Some(MaybeRef::NotRef(name)) if name.as_ref() == b"ObjStm")
}

/// The most that the parser makes of a stream, if it can be told.
fn most_of(dictionary: &Dict<'_>, data: &[u8], lengths: &Lengths, told: &CrossReferences) -> Option<u64> {
    let length = match dictionary.get_raw::<u32>(b"Length") {
        Some(MaybeRef::NotRef(length)) => Some(u64::from(length)),
        Some(MaybeRef::Ref(length)) => lengths.get(length.obj_number, told),
        None => Some(0),
    };
    // Where the length is wrong, the stream goes as far as the word for its end.
    let packed = length.map_or(data.len() as u64, |length| length.min(data.len() as u64)).max(ends(data) as u64);
    let mut most = packed;
    for key in [b"F".as_slice(), b"Filter"] {
        match dictionary.get_raw::<Object<'_>>(key) {
            Some(MaybeRef::NotRef(Object::Name(name))) => most = most.saturating_mul(growth(&name)),
            Some(MaybeRef::NotRef(Object::Array(names))) => {
                for name in Array::raw_iter(&names) {
                    match name {
                        MaybeRef::NotRef(Object::Name(name)) => most = most.saturating_mul(growth(&name)),
                        MaybeRef::NotRef(_) => {}
                        MaybeRef::Ref(_) => return None,
                    }
                }
            }
            Some(MaybeRef::Ref(_)) => return None,
            Some(MaybeRef::NotRef(_)) | None => {}
        }
    }
    let objects = match dictionary.get_raw::<u32>(b"N") {
        Some(MaybeRef::NotRef(objects)) => u64::from(objects),
        Some(MaybeRef::Ref(_)) => return None,
        None => 0,
    };
    Some(most.saturating_add(objects * OBJECT))
}

/// How many bytes come out of one at most.
fn growth(filter: &[u8]) -> u64 {
    match filter_of(filter) {
        Some(Filter::Flate) => 1032,
        // Words of up to 3839 bytes for twelve bits.
        Some(Filter::Lzw) => 2560,
        Some(Filter::RunLength) => 64,
        Some(Filter::Ascii85) => 4,
        Some(Filter::Hex) | None => 1,
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

/// What stands before `obj`.
#[derive(Clone, Copy, Debug)]
struct Head {
    /// From where to where the number is written; none where it cannot be told.
    digits: Option<(usize, usize)>,
    /// Whether it is of the first generation: streams with objects are.
    is_first: bool,
    /// Whether it is written so that nobody passes over it.
    is_clear: bool,
}

impl Head {
    /// None where nothing can be an object's number.
    fn before(bytes: &[u8], obj: usize) -> Option<Self> {
        let untold = Self { digits: None, is_first: true, is_clear: false };
        // Comments end with a line, so that there are none in between.
        let is_blank = |byte: &u8| is_space(*byte) && !matches!(byte, b'\r' | b'\n');
        let run = |end: usize, is_in: &dyn Fn(&u8) -> bool| {
            let before = bytes.get(..end).unwrap_or_default();
            before.iter().rposition(|byte| !is_in(byte)).map_or(0, |last| last + 1)
        };
        if !obj.checked_sub(1).and_then(|last| bytes.get(last)).is_some_and(|byte| is_space(*byte)) {
            return None;
        }
        let generation_end = run(obj, &is_blank);
        let generation = run(generation_end, &u8::is_ascii_digit);
        let end = run(generation, &is_blank);
        let start = run(end, &u8::is_ascii_digit);
        let before = start.checked_sub(1).and_then(|before| bytes.get(before));
        let is_whole = start < end && end < generation && generation < generation_end;
        if !is_whole || end - start > LONGEST_NUMBER || before.is_some_and(|byte| b"+-.".contains(byte)) {
            return Some(untold);
        }
        let is_first = bytes.get(generation..generation_end).unwrap_or_default().iter().all(|digit| *digit == b'0');
        let is_clear = before.is_none_or(|byte| is_space(*byte)) && is_followed_clearly(bytes, obj);
        Some(Self { digits: Some((start, end)), is_first, is_clear })
    }

    /// The number as it is written.
    fn number(&self, bytes: &[u8]) -> Option<u32> {
        let (start, end) = self.digits?;
        number(bytes.get(start..end)?)
    }

    /// The numbers that it may be taken for.
    fn numbers(&self, bytes: &[u8], told: &CrossReferences) -> impl Iterator<Item = u32> {
        let (start, end) = self.digits.unwrap_or_default();
        (start..end)
            .filter(move |at| *at == start || told.cuts.contains(at))
            .filter_map(move |at| number(bytes.get(at..end)?))
    }

    /// How many times the object may be taken for one with objects in it.
    fn times(&self, bytes: &[u8], told: &CrossReferences) -> u64 {
        match self.digits {
            None => u64::from(!told.holders.is_empty()),
            Some(_) if !self.is_first => 0,
            Some(_) => self.numbers(bytes, told).filter(|number| told.holders.contains(number)).count() as u64,
        }
    }
}

fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0u32, |sum, digit| sum.checked_mul(10)?.checked_add(u32::from(digit.checked_sub(b'0')?)))
}

/// Whether nothing but white space is between `obj` and a dictionary.
fn is_followed_clearly(bytes: &[u8], obj: usize) -> bool {
    let rest = bytes.get(obj + b"obj".len()..).unwrap_or_default();
    rest.iter().find(|byte| !is_space(**byte)) == Some(&b'<')
}

/// An object, as far as it is looked at.
struct Indirect<'a> {
    head: Head,
    body: Body<'a>,
}

enum Body<'a> {
    Stream {
        dictionary: Dict<'a>,
        /// Where the dictionary begins.
        at: usize,
        /// Where what is packed begins.
        data: usize,
    },
    Number(u64),
}

/// All streams and numbers of a file behind `obj`, also where such stand in each other.
struct Objects<'a> {
    bytes: &'a [u8],
    at: usize,
    /// How many bytes may still be looked at.
    left: u64,
}

impl<'a> Objects<'a> {
    fn of(bytes: &'a [u8]) -> Self {
        let (times, more) = MOST_LOOKED;
        Self { bytes, at: 0, left: times * bytes.len() as u64 + more }
    }

    fn look(&mut self, bytes: usize) -> Result<(), Problem> {
        self.left = self.left.checked_sub(bytes as u64).ok_or(LOCKED)?;
        Ok(())
    }

    /// What stands behind white space and comments from `at` on, and where.
    fn behind_space(&mut self, at: usize) -> Result<(usize, &'a [u8]), Problem> {
        let (mut end, mut is_comment) = (at, false);
        for byte in self.bytes.get(at..).unwrap_or_default() {
            is_comment = if is_comment { !matches!(byte, b'\r' | b'\n') } else { *byte == b'%' };
            if !is_comment && !is_space(*byte) {
                break;
            }
            end += 1;
        }
        self.look(end - at)?;
        Ok((end, self.bytes.get(end..).unwrap_or_default()))
    }

    fn body(&mut self, at: usize) -> Result<Option<Body<'a>>, Problem> {
        let (at, rest) = self.behind_space(at)?;
        if !rest.starts_with(b"<<") {
            let value = Number::from_bytes(rest).and_then(|value| u64::try_from(value.as_i64()).ok());
            return Ok(value.map(Body::Number));
        }
        let Some(dictionary) = Dict::from_bytes(rest) else {
            self.look(rest.len())?;
            return Ok(None);
        };
        let length = dictionary.data().len();
        self.look(length)?;
        let (word, rest) = self.behind_space(at + length)?;
        let Some(after) = rest.strip_prefix(b"stream") else { return Ok(None) };
        let line = match after {
            [b'\r', b'\n', ..] => 2,
            [b'\r' | b'\n', ..] => 1,
            _ => return Ok(None),
        };
        Ok(Some(Body::Stream { dictionary, at, data: word + b"stream".len() + line }))
    }
}

impl<'a> Iterator for Objects<'a> {
    type Item = Result<Indirect<'a>, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let obj = find(self.bytes, self.at, b"obj")?;
            self.at = obj + b"obj".len();
            let Some(head) = Head::before(self.bytes, obj) else { continue };
            match self.body(self.at) {
                Ok(Some(body)) => return Some(Ok(Indirect { head, body })),
                Ok(None) => {}
                Err(problem) => return Some(Err(problem)),
            }
        }
    }
}

/// White space, as PDF has it.
fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
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
        assert!(is_locked(&[&stream("3 0 obj", "<< /Type /ObjStm /N 90000000 >>", SMALL)]));
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
            "<< /Type /ObjStm /N 9 0 R >>",
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
