//! The objects of a PDF as they stand in its bytes, wherever a cross-reference leads to.
//!
//! Dictionaries are read by the parser itself, so that both take the same for one.

use hayro_interpret::hayro_syntax::object::{Dict, FromBytes, Number};

use super::bytes::{find, is_space};
use super::crossref::CrossReferences;

/// The longest number of an object, with zeros before it.
const LONGEST_NUMBER: usize = 20;

/// How often the bytes of a file may be looked through for dictionaries, and how many may be besides.
const MOST_LOOKED: (u64, u64) = (4, 64 << 20);

/// Objects stand in each other so that looking at all of them would take too long.
#[derive(Clone, Copy, Debug)]
pub struct TooTangled;

/// What stands before `obj`.
#[derive(Clone, Copy, Debug)]
pub struct Head {
    /// From where to where the number is written; none where it cannot be told.
    pub digits: Option<(usize, usize)>,
    /// Whether it is of the first generation: streams with objects are.
    is_first: bool,
    /// Whether it is written so that nobody passes over it.
    pub is_clear: bool,
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
    pub fn number(&self, bytes: &[u8]) -> Option<u32> {
        let (start, end) = self.digits?;
        number(bytes.get(start..end)?)
    }

    /// The numbers that it may be taken for.
    pub fn numbers(&self, bytes: &[u8], told: &CrossReferences) -> impl Iterator<Item = u32> {
        let (start, end) = self.digits.unwrap_or_default();
        (start..end)
            .filter(move |at| *at == start || told.cuts.contains(at))
            .filter_map(move |at| number(bytes.get(at..end)?))
    }

    /// How many times the object may be taken for one with objects in it.
    pub fn times(&self, bytes: &[u8], told: &CrossReferences) -> u64 {
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
pub struct Indirect<'a> {
    pub head: Head,
    pub body: Body<'a>,
}

pub enum Body<'a> {
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
pub struct Objects<'a> {
    bytes: &'a [u8],
    at: usize,
    /// How many bytes may still be looked at.
    left: u64,
}

impl<'a> Objects<'a> {
    /// Those of these bytes.
    pub fn of(bytes: &'a [u8]) -> Self {
        let (times, more) = MOST_LOOKED;
        Self { bytes, at: 0, left: times * bytes.len() as u64 + more }
    }

    fn look(&mut self, bytes: usize) -> Result<(), TooTangled> {
        self.left = self.left.checked_sub(bytes as u64).ok_or(TooTangled)?;
        Ok(())
    }

    /// What stands behind white space and comments from `at` on, and where.
    fn behind_space(&mut self, at: usize) -> Result<(usize, &'a [u8]), TooTangled> {
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

    fn body(&mut self, at: usize) -> Result<Option<Body<'a>>, TooTangled> {
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
    type Item = Result<Indirect<'a>, TooTangled>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let obj = find(self.bytes, self.at, b"obj")?;
            self.at = obj + b"obj".len();
            let Some(head) = Head::before(self.bytes, obj) else { continue };
            match self.body(self.at) {
                Ok(Some(body)) => return Some(Ok(Indirect { head, body })),
                Ok(None) => {}
                Err(tangled) => return Some(Err(tangled)),
            }
        }
    }
}
