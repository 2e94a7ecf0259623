//! How much the streams of an open PDF unfold to, counted before the parser unfolds them.
//!
//! The parser itself tells which objects there are, by which filters each stream is packed and where its bytes are, decrypted.
//! What it unfolds more than once, for pages and fonts that share it, is counted each time.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use hayro_interpret::hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object, ObjectIdentifier, Stream};
use hayro_interpret::hayro_syntax::{Filter, Pdf};

use super::super::budget::Budget;
use super::super::error::Problem;
use super::unfold;

/// The longest row that a predictor may have: it is set aside whole, however little is packed.
const LONGEST_ROW: u64 = 16 << 20;

/// How long objects may be looked at.
const LONGEST: Duration = Duration::from_secs(30);

/// How deep values that stand in each other are looked at; the parser goes no further.
const DEEPEST: usize = 512;

/// What every font keeps for itself, however many share the stream, and about how many bytes it makes of each. Of the letters
/// themselves, the parser keeps one for all.
const OF_FONTS: &[&str] = &["ToUnicode", "Encoding", "CIDToGIDMap"];
const MADE_BY_FONTS: u64 = 10;

/// About what is made of each byte of a function that is written in words; of samples, as many bits as a number has.
const MADE_BY_FUNCTIONS: u64 = 16;
const NUMBER: u64 = 64;

/// The largest form: one that draws itself is unfolded fifty times before the parser stops.
const LARGEST_FORM: u64 = 32 << 20;

/// Counts streams, and remembers what each unfolds to.
#[derive(Debug)]
pub struct Bounds {
    known: HashMap<ObjectIdentifier, u64>,
    end: Instant,
}

impl Bounds {
    pub fn new() -> Self {
        Self { known: HashMap::new(), end: Instant::now() + LONGEST }
    }

    /// Counts all streams of a file that is open.
    ///
    /// # Errors
    ///
    /// [`Problem::Bomb`] where they unfold to more than the budget; [`Problem::TooSlow`].
    pub fn check(&mut self, pdf: &Pdf, budget: &mut Budget) -> Result<(), Problem> {
        // Where an object is not found, the parser gathers all objects anew: it has then, and no more while they are counted.
        for _ in pdf.objects() {
            self.is_in_time()?;
        }
        for object in pdf.objects() {
            if let Object::Stream(stream) = &object {
                self.spend(stream, budget)?;
                self.uses(stream, budget)?;
            }
            self.fonts_in(&object, 0, budget)?;
        }
        Ok(())
    }

    /// Counts what a page draws: its streams are joined, however often it names one of them.
    ///
    /// # Errors
    ///
    /// As [`Self::check`].
    pub fn check_page(&mut self, page: &Dict<'_>, budget: &mut Budget) -> Result<(), Problem> {
        let one = page.get::<Stream<'_>>("Contents").into_iter();
        let many = page.get::<Array<'_>>("Contents");
        one.chain(many.iter().flat_map(Array::iter::<Stream<'_>>)).try_for_each(|stream| self.spend(&stream, budget))
    }

    fn is_in_time(&self) -> Result<(), Problem> {
        if Instant::now() > self.end { Err(Problem::TooSlow(LONGEST.as_secs())) } else { Ok(()) }
    }

    fn spend(&mut self, stream: &Stream<'_>, budget: &mut Budget) -> Result<(), Problem> {
        self.is_in_time()?;
        let size = self.size(stream, budget)?;
        budget.spend(size)
    }

    /// What a stream unfolds to, if not to more than the budget.
    fn size(&mut self, stream: &Stream<'_>, budget: &Budget) -> Result<u64, Problem> {
        let id = stream.obj_id();
        if let Some(size) = self.known.get(&id) {
            return Ok(*size);
        }
        let mut rest = Budget::of_bytes(budget.left());
        count(stream, &mut rest)?;
        let size = budget.left() - rest.left();
        // The number 0 is given to those that have none.
        if id.obj_number != 0 {
            self.known.insert(id, size);
        }
        Ok(size)
    }

    /// What else the parser makes of a stream, once or over and over.
    fn uses(&mut self, stream: &Stream<'_>, budget: &mut Budget) -> Result<(), Problem> {
        let dictionary = stream.dict();
        if dictionary.contains_key("FunctionType") {
            let bits = dictionary.get::<u8>("BitsPerSample").unwrap_or(1).max(1);
            let made = MADE_BY_FUNCTIONS.max(NUMBER / u64::from(bits));
            budget.spend(self.size(stream, budget)?.max(stream.raw_data().len() as u64).saturating_mul(made))?;
        }
        let is_form = dictionary.get::<Name<'_>>("Subtype").is_some_and(|kind| kind.as_ref() == b"Form");
        if is_form && self.size(stream, budget)? > LARGEST_FORM { Err(Problem::Bomb) } else { Ok(()) }
    }

    /// Counts what the fonts in `value` unfold: each has its own copy of it.
    fn fonts_in(&mut self, value: &Object<'_>, depth: usize, budget: &mut Budget) -> Result<(), Problem> {
        self.is_in_time()?;
        let dictionary = match value {
            _ if depth > DEEPEST => return Ok(()),
            Object::Stream(stream) => stream.dict(),
            Object::Dict(dictionary) => dictionary,
            Object::Array(values) => {
                for value in values.raw_iter() {
                    if let MaybeRef::NotRef(value) = value {
                        self.fonts_in(&value, depth + 1, budget)?;
                    }
                }
                return Ok(());
            }
            _ => return Ok(()),
        };
        for (_, value) in dictionary.entries() {
            if let MaybeRef::NotRef(value @ (Object::Dict(_) | Object::Array(_))) = value {
                self.fonts_in(&value, depth + 1, budget)?;
            }
        }
        let below = dictionary.get::<Array<'_>>("DescendantFonts");
        let below = below.iter().flat_map(Array::iter::<Dict<'_>>).next();
        for font in below.iter().chain([dictionary]) {
            for key in OF_FONTS {
                if let Some(stream) = font.get::<Stream<'_>>(key) {
                    let size = self.size(&stream, budget)?.max(stream.raw_data().len() as u64);
                    budget.spend(size.saturating_mul(MADE_BY_FONTS))?;
                }
            }
        }
        Ok(())
    }
}

/// Counts what one stream unfolds to.
///
/// # Errors
///
/// [`Problem::Bomb`] where it is more than the budget.
pub fn count(stream: &Stream<'_>, budget: &mut Budget) -> Result<(), Problem> {
    let filters = stream.filters();
    if filters.is_empty() || filters.iter().any(|filter| unfold::is_of_pictures(*filter)) {
        return Ok(());
    }
    check_rows(stream.dict(), &filters)?;
    unfold::count(&stream.raw_data(), &filters, budget)
}

/// Refuses predictors with rows that nobody has, and such as come before another filter.
///
/// # Errors
///
/// [`Problem::Bomb`].
pub fn check_rows(dictionary: &Dict<'_>, filters: &[Filter]) -> Result<(), Problem> {
    // Names of no filter are among those that have parameters.
    let all = ["F", "Filter"].map(|key| dictionary.get::<Array<'_>>(key).map_or(0, |names| names.raw_iter().count()));
    let names = all.into_iter().fold(filters.len(), usize::max);
    for key in ["DP", "DecodeParms"] {
        if let Some(parameters) = dictionary.get::<Dict<'_>>(key) {
            check_row(&parameters)?;
        }
        let Some(all) = dictionary.get::<Array<'_>>(key) else { continue };
        for (at, parameters) in all.iter::<Object<'_>>().enumerate() {
            let Some(parameters) = parameters.into_dict() else { continue };
            check_row(&parameters)?;
            // What the next filter would be given is not known then.
            if at + 1 < names && parameters.get::<u8>("Predictor").is_some_and(|predictor| predictor != 1) {
                return Err(Problem::Bomb);
            }
        }
    }
    Ok(())
}

fn check_row(parameters: &Dict<'_>) -> Result<(), Problem> {
    let byte = |key, default| u64::from(parameters.get::<u8>(key).unwrap_or(default));
    let columns = parameters.get::<usize>("Columns").unwrap_or(1) as u64;
    let bits = byte("Colors", 1).saturating_mul(byte("BitsPerComponent", 8));
    if columns.saturating_mul(bits) / 8 > LONGEST_ROW { Err(Problem::Bomb) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use std::io::{self, Write};

    use flate2::Compression;
    use flate2::write::ZlibEncoder;

    use super::*;

    fn flate(bytes: &[u8]) -> io::Result<Vec<u8>> {
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
        packed.write_all(bytes)?;
        packed.finish()
    }

    /// A file of a catalogue, and of these objects from the number 3 on.
    fn open(objects: &[(&str, &[u8])], trailer: &str) -> io::Result<Pdf> {
        let mut file = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n\
            2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
            .to_vec();
        for (number, (object, data)) in objects.iter().enumerate() {
            file.extend(format!("{} 0 obj\n{object}\n", number + 3).as_bytes());
            if !data.is_empty() {
                file.extend([b"stream\n", *data, b"\nendstream\n"].concat());
            }
            file.extend(b"endobj\n");
        }
        file.extend(trailer.as_bytes());
        Pdf::new(file).map_err(|error| io::Error::other(format!("{error:?}")))
    }

    fn is_bomb(objects: &[(&str, &[u8])]) -> io::Result<bool> {
        let pdf = open(objects, "trailer\n<< /Root 1 0 R >>\n")?;
        let found = Bounds::new().check(&pdf, &mut Budget::of_bytes(1 << 20));
        Ok(matches!(found, Err(Problem::Bomb)))
    }

    #[test]
    fn streams_are_counted_wherever_their_filters_are_told() -> io::Result<()> {
        let packed = flate(&vec![b' '; 4 << 20])?;
        let text = packed.iter().map(|byte| format!("{byte:02x}")).collect::<String>() + ">";
        let text = text.as_bytes();
        assert!(is_bomb(&[("<< /Filter /#46lateDecode >>", &packed)])?);
        assert!(is_bomb(&[("<< /Filter 4 0 R >>", text), ("[/AHx /Fl]", b"")])?);
        assert!(is_bomb(&[("<< /Filter [4 0 R 5 0 R] >>", text), ("/AHx", b""), ("/Fl", b"")])?);
        assert!(is_bomb(&[("<< /Filter [/AHx /Fl] /X ( obj) >>", text)])?);
        let far = format!("<< /Filter [/AHx /Fl] /X ({}) >>", " ".repeat(5000));
        assert!(is_bomb(&[(&far, text)])?);
        assert!(!is_bomb(&[("<< /Filter 4 0 R >>", &packed), ("null", b"")])?);
        assert!(!is_bomb(&[("<< /Filter /FlateDecode >>", &flate(&vec![b' '; 600 << 10])?)])?);
        Ok(())
    }

    #[test]
    fn streams_that_stand_in_streams_with_objects_are_counted() -> io::Result<()> {
        let text = flate(&vec![b' '; 4 << 20])?.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        let inner = format!("9 0 << /Filter [/AHx /Fl] >>\nstream\n{text}>\nendstream");
        let outer = format!("<< /Type /ObjStm /N 1 /First 4 /Length {} >>", inner.len());
        assert!(is_bomb(&[(&outer, inner.as_bytes())])?);
        Ok(())
    }

    #[test]
    fn rows_of_predictors_are_bounded() -> io::Result<()> {
        let packed = flate(b"BT ET")?;
        for parameters in [
            "/DecodeParms << /Predictor 12 /Colors 5 /Columns 1000000000000 >>",
            "/DecodeParms 4 0 R",
            "/DecodeParms [4 0 R]",
            "/DP << /Predictor 2 /Colors 5 /Columns 5 0 R >>",
        ] {
            let object = format!("<< /Filter [/FlateDecode] {parameters} >>");
            let others: &[(&str, &[u8])] =
                &[(&object, &packed), ("<< /Predictor 12 /Columns 5 0 R >>", b""), ("1000000000000", b"")];
            assert!(is_bomb(others)?, "{parameters}");
        }
        let wide = "<< /Filter /FlateDecode /DecodeParms << /Predictor 12 /Colors 4 /Columns 10000 >> >>";
        assert!(!is_bomb(&[(wide, &packed)])?);
        // What a filter behind it is given cannot be told.
        let before = "<< /Filter [/FlateDecode /Fl] /DecodeParms [<< /Predictor 12 >> null] >>";
        assert!(is_bomb(&[(before, &packed)])?);
        Ok(())
    }

    #[test]
    fn what_fonts_and_functions_make_is_counted() -> io::Result<()> {
        let packed = flate(&vec![b' '; 60 << 10])?;
        let font = "<< /Type /Font /ToUnicode 3 0 R >>";
        assert!(!is_bomb(&[("<< /Filter /Fl >>", &packed), (font, b"")])?);
        assert!(is_bomb(&[("<< /Filter /Fl >>", &packed), (font, b""), (font, b"")])?);
        let nested = "<< /Font << /A << /ToUnicode 3 0 R >> /B << /ToUnicode 3 0 R >> >> >>";
        assert!(is_bomb(&[("<< /Filter /Fl >>", &packed), (nested, b"")])?);
        assert!(is_bomb(&[("<< /Filter /Fl /FunctionType 0 /BitsPerSample 1 >>", &packed)])?);
        assert!(!is_bomb(&[("<< /Filter /Fl /FunctionType 0 /BitsPerSample 8 >>", &packed)])?);
        Ok(())
    }

    #[test]
    fn streams_that_a_page_names_over_and_over_are_counted_each_time() -> io::Result<()> {
        let packed = flate(&vec![b' '; 300 << 10])?;
        let page = format!("<< /Type /Page /Parent 2 0 R /Contents [{}] >>", "4 0 R ".repeat(3));
        let pdf = open(&[(&page, b""), ("<< /Filter /Fl >>", &packed)], "trailer\n<< /Root 1 0 R >>\n")?;
        let (mut bounds, mut budget) = (Bounds::new(), Budget::of_bytes(1 << 20));
        assert!(bounds.check(&pdf, &mut budget).is_ok());
        let page = pdf.pages().first().map(|page| bounds.check_page(page.raw(), &mut budget));
        assert!(matches!(page, Some(Err(Problem::Bomb))), "{page:?}");
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
            trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n",
            9
        );
        file.extend(rows.as_bytes());
        let pdf = Pdf::new(file).map_err(|error| io::Error::other(format!("{error:?}")))?;
        let counted = Bounds::new().check(&pdf, &mut Budget::of_bytes(1 << 20));
        assert!(matches!(counted, Err(Problem::Bomb)), "{counted:?}");
        Ok(())
    }
}
