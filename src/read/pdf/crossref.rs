//! What the cross-references of a PDF tell of streams with objects in them.
//!
//! Cross-reference streams are never encrypted. All of them are read, and all tables, whether or not a `startxref` or another
//! one leads to them: which of them the parser follows need not be known then.

use std::collections::HashSet;

use hayro_interpret::hayro_syntax::object::{Array, FromBytes, Stream};

use super::super::budget::Budget;
use super::super::error::Problem;
use super::bounds;

/// What the parser keeps of an entry, in a map that may be half empty and is copied as it grows, and in lists of objects.
pub const ENTRY: u64 = 128;

/// The length of an entry of a table, up to the letter of its kind.
const ROW: usize = 18;

/// What all entries of a file tell together.
#[derive(Debug, Default)]
pub struct CrossReferences {
    /// The numbers of the streams that objects are said to stand in.
    pub holders: HashSet<u32>,
    /// The numbers of the objects that are said to stand in streams.
    pub held: HashSet<u32>,
    /// The places of objects that are said to begin between two digits: `15 0 obj` is read as object 5 from there.
    pub cuts: HashSet<usize>,
}

impl CrossReferences {
    /// Takes the entries of the stream whose dictionary begins at `at`, as far as it is a cross-reference stream.
    ///
    /// # Errors
    ///
    /// [`Problem::Bomb`] where the entries are more than the budget.
    pub fn add_stream(&mut self, bytes: &[u8], at: usize, budget: &mut Budget) -> Result<(), Problem> {
        let Some(stream) = bytes.get(at..).and_then(Stream::from_bytes) else { return Ok(()) };
        let dictionary = stream.dict();
        let (Some(size), Some([kind, place, index])) =
            (dictionary.get::<u32>(b"Size"), dictionary.get::<[u8; 3]>(b"W"))
        else {
            return Ok(());
        };
        bounds::count(&stream, budget)?;
        let Ok(data) = stream.decoded_data() else { return Ok(()) };
        let mut rest = data.as_ref();
        let sections = dictionary.get::<Array<'_>>(b"Index");
        let whole = sections.is_none().then_some((0, size));
        for (start, count) in sections.iter().flat_map(Array::iter::<(u32, u32)>).chain(whole) {
            for number in start..start.saturating_add(count) {
                // Of a kind that is wider, the parser takes the first byte only.
                let (kind, after) = match kind {
                    0 => (1, rest),
                    _ => match rest.split_first() {
                        Some((kind, after)) => (*kind, after),
                        None => return Ok(()),
                    },
                };
                let Some((entry, after)) = after.split_at_checked(usize::from(place) + usize::from(index)) else {
                    return Ok(());
                };
                let place = entry.get(..usize::from(place)).unwrap_or_default();
                budget.spend(ENTRY)?;
                self.add(bytes, number, kind, integer(place));
                rest = after;
            }
        }
        Ok(())
    }

    fn add(&mut self, bytes: &[u8], number: u32, kind: u8, place: u64) {
        match kind {
            1 => self.add_place(bytes, place),
            2 => {
                self.held.insert(number);
                self.holders.extend(u32::try_from(place));
            }
            _ => {}
        }
    }

    /// Takes the entries of all tables, and what else looks like one.
    ///
    /// # Errors
    ///
    /// As [`Self::add_stream`].
    pub fn add_tables(&mut self, bytes: &[u8], budget: &mut Budget) -> Result<(), Problem> {
        let is_row = |row: &&[u8]| {
            let digits = |from: usize, to| row.get(from..to).unwrap_or_default().iter().all(u8::is_ascii_digit);
            row.last() == Some(&b'n') && digits(0, 10) && digits(11, 16)
        };
        for row in bytes.windows(ROW).filter(is_row) {
            budget.spend(ENTRY)?;
            let place = row.iter().take(10).fold(0, |sum, digit| sum * 10 + u64::from(digit - b'0'));
            self.add_place(bytes, place);
        }
        Ok(())
    }

    fn add_place(&mut self, bytes: &[u8], place: u64) {
        let Ok(place) = usize::try_from(place) else { return };
        let around = place.checked_sub(1).and_then(|before| bytes.get(before..=place));
        if around.is_some_and(|around| around.iter().all(u8::is_ascii_digit)) {
            self.cuts.insert(place);
        }
    }
}

/// The value of at most eight bytes, and of more than these one that is nothing's number or place.
fn integer(bytes: &[u8]) -> u64 {
    if bytes.len() > 8 { u64::MAX } else { bytes.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte)) }
}

#[cfg(test)]
mod tests {
    use std::io::{self, Write};

    use flate2::Compression;
    use flate2::write::ZlibEncoder;

    use super::*;

    fn of_stream(dictionary: &str, entries: &[u8]) -> Option<CrossReferences> {
        let head = format!("<< /Type /XRef {dictionary} /Length {} >>\nstream\n", entries.len());
        let file = [b"15 0 obj\n", head.as_bytes(), entries, b"\nendstream\nendobj\n"].concat();
        let mut told = CrossReferences::default();
        told.add_stream(&file, 9, &mut Budget::of_bytes(30 * ENTRY + 60)).ok()?;
        Some(told)
    }

    fn sorted(numbers: &HashSet<u32>) -> Vec<u32> {
        let mut sorted: Vec<u32> = numbers.iter().copied().collect();
        sorted.sort_unstable();
        sorted
    }

    #[test]
    fn entries_of_streams_are_taken() {
        let entries = [[0, 0, 0, 0], [2, 0, 9, 0], [2, 1, 4, 7], [1, 0, 1, 0], [1, 0, 0, 0]].concat();
        let told = of_stream("/Size 5 /W [1 2 1]", &entries).unwrap_or_default();
        assert_eq!((sorted(&told.held), sorted(&told.holders)), (vec![1, 2], vec![9, 260]));
        assert_eq!(told.cuts, HashSet::from([1]));
        // Numbers by sections, of which the last is cut off.
        let told = of_stream("/Size 99 /W [1 2 1] /Index [40 2 70 9]", &entries).unwrap_or_default();
        assert_eq!((sorted(&told.held), sorted(&told.holders)), (vec![41, 70], vec![9, 260]));
        // Without kinds, all are places.
        let told = of_stream("/Size 2 /W [0 2 0]", &[0, 1, 0, 2]).unwrap_or_default();
        assert_eq!((told.held.len(), told.cuts), (0, HashSet::from([1])));
        // What is none.
        for other in ["/W [1 2]", "/W [1 2 1]", "/Size 5", "/Size 5 /W [1 9 1]", "/Size 5 /W 3 0 R"] {
            assert!(of_stream(other, &entries).unwrap_or_default().holders.is_empty(), "{other}");
        }
    }

    #[test]
    fn packed_entries_with_a_predictor_are_taken() -> io::Result<()> {
        let rows = [[2, 2, 0, 9, 0], [2, 0, 0, 1, 0]].concat();
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
        packed.write_all(&rows)?;
        let dictionary = "/Size 2 /W [1 2 1] /Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 4 >>";
        let told = of_stream(dictionary, &packed.finish()?).unwrap_or_default();
        assert_eq!((sorted(&told.held), sorted(&told.holders)), (vec![0, 1], vec![9, 10]));
        Ok(())
    }

    #[test]
    fn places_between_digits_are_taken_from_tables() {
        let table = "15 0 obj\nxref\n0 3\n0000000000 65535 f \n0000000001 00000 n \n0000000000 00000 n \n";
        let mut told = CrossReferences::default();
        assert!(told.add_tables(table.as_bytes(), &mut Budget::of_bytes(2 * ENTRY)).is_ok());
        assert_eq!(told.cuts, HashSet::from([1]));
        assert!(told.add_tables(table.as_bytes(), &mut Budget::of_bytes(ENTRY)).is_err());
    }

    #[test]
    fn more_entries_than_the_budget_are_refused() {
        assert!(of_stream("/Size 30 /W [1 1 0]", &[2, 9].repeat(30)).is_some());
        assert!(of_stream("/Size 31 /W [1 1 0]", &[2, 9].repeat(31)).is_none());
    }
}
