//! Packed files: gzip, Zstandard and zip archives with anything that is read in them.

use std::path::Path;

use flate2::read::MultiGzDecoder;
use ruzstd::decoding::StreamingDecoder;

use super::error::Problem;
use super::format::Format;
use super::members::Members;
use super::part::{Context, Listing, Part, in_short};

/// The first bytes of each frame of Zstandard.
const FRAME: &[u8] = b"\x28\xb5\x2f\xfd";

/// Reads what is packed by gzip.
///
/// # Errors
///
/// [`Problem::Bomb`], [`Problem::TooDeep`], [`Problem::Damaged`], or what is wrong with the packed file.
pub fn read_gzip(part: Part<'_>, context: &mut Context) -> Result<Listing, Problem> {
    let bytes = context.budget.unpack(MultiGzDecoder::new(part.bytes), Format::Gzip)?;
    read_inner(part, &bytes, context)
}

/// Reads what is packed by Zstandard.
///
/// # Errors
///
/// As [`read_gzip`].
pub fn read_zstd(part: Part<'_>, context: &mut Context) -> Result<Listing, Problem> {
    let (mut bytes, mut rest) = (Vec::new(), part.bytes);
    while !rest.is_empty() {
        if !rest.starts_with(FRAME) {
            return Err(Problem::damaged(Format::Zstd, "something else stands behind what is packed"));
        }
        let frame = StreamingDecoder::new(&mut rest).map_err(|error| Problem::damaged(Format::Zstd, error))?;
        bytes.append(&mut context.budget.unpack(frame, Format::Zstd)?);
    }
    read_inner(part, &bytes, context)
}

/// Reads the one file that was packed: its name is that of the packed one without the last ending.
fn read_inner(part: Part<'_>, bytes: &[u8], context: &mut Context) -> Result<Listing, Problem> {
    let name = part.path.file_stem().map(Path::new).unwrap_or(part.path);
    // `a.txt.gz` is named `a`, as `a.txt` is.
    let id = Path::new(part.id).file_stem().map(|stem| stem.to_string_lossy()).unwrap_or_default();
    context.inside(|context| super::read_part(Part { id: &id, path: name, bytes }, context))
}

/// Reads all files in a zip archive that can be read; the others are named as left out.
///
/// # Errors
///
/// [`Problem::Bomb`] and [`Problem::TooMany`] end it; where nothing at all could be read, [`Problem::NothingInside`] tells
/// why, [`Problem::Locked`] that there is a password, [`Problem::TooDeep`] that archives stand in archives in archives.
pub fn read_zip(part: Part<'_>, context: &mut Context) -> Result<Listing, Problem> {
    let mut members = Members::open(part.bytes, Format::Zip)?;
    let mut listing = Listing::default();
    let mut telling = None;
    for (at, name) in members.names().into_iter().enumerate() {
        if is_aside(&name) {
            continue;
        }
        context.budget.part()?;
        let inner = members.at(at, &mut context.budget).and_then(|bytes| {
            context.inside(|context| {
                super::read_part(Part { id: part.id, path: Path::new(&name), bytes: &bytes }, context)
            })
        });
        match inner {
            Ok(found) => {
                listing.articles.extend(found.articles);
                listing.left_out.extend(found.left_out);
            }
            Err(problem @ (Problem::Bomb | Problem::TooMany(_))) => return Err(problem),
            Err(problem) => {
                listing.left_out.push(format!("{name} {}", in_short(&problem)));
                if matches!(problem, Problem::Locked(_) | Problem::TooDeep(_)) {
                    telling.get_or_insert(problem);
                }
            }
        }
    }
    if listing.articles.is_empty() {
        return Err(match (telling, listing.left_out.first()) {
            (Some(problem), _) => problem,
            (None, Some(first)) => Problem::NothingInside(first.clone()),
            (None, None) => Problem::Empty,
        });
    }
    if listing.articles.len() > 1 {
        for (at, article) in listing.articles.iter_mut().enumerate() {
            article.id = part.numbered(at + 1);
        }
    }
    Ok(listing)
}

/// Whether a member is a folder or something that a system put in for itself.
fn is_aside(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or_default();
    file.is_empty() || file.starts_with('.') || name.starts_with("__MACOSX/") || file == "Thumbs.db"
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use flate2::Compression;
    use flate2::write::GzEncoder;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;
    use crate::read::budget::Budget;

    type Outcome = Result<(), Box<dyn std::error::Error>>;

    fn gzip(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
        let mut packed = GzEncoder::new(Vec::new(), Compression::best());
        packed.write_all(bytes)?;
        packed.finish()
    }

    fn zip(members: &[(&str, &[u8])]) -> zip::result::ZipResult<Vec<u8>> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in members {
            archive.start_file(*name, SimpleFileOptions::default())?;
            archive.write_all(bytes)?;
        }
        Ok(archive.finish()?.into_inner())
    }

    fn read(bytes: &[u8], budget: Budget) -> Result<Listing, Problem> {
        let mut context = Context { budget, ..Context::default() };
        super::super::read_part(Part { id: "a.txt", path: Path::new("a.txt.x"), bytes }, &mut context)
    }

    #[test]
    fn what_is_packed_small_and_unfolds_to_much_ends_at_the_bound() -> Outcome {
        let large = vec![b'a'; 4 << 20];
        for packed in [gzip(&large)?, zip(&[("a.txt", &large)])?] {
            assert!(packed.len() < 16 << 10);
            assert!(matches!(read(&packed, Budget::of_bytes(1 << 20)), Err(Problem::Bomb)));
            assert!(read(&packed, Budget::of_bytes(5 << 20)).is_ok());
        }
        Ok(())
    }

    #[test]
    fn members_are_counted_together() -> Outcome {
        let half = vec![b'a'; 600 << 10];
        let packed = zip(&[("a.txt", &half), ("b.txt", &half)])?;
        assert!(matches!(read(&packed, Budget::of_bytes(1 << 20)), Err(Problem::Bomb)));
        Ok(())
    }

    #[test]
    fn documents_unfold_within_the_bound_too() -> Outcome {
        let xml = [b"<w:document><w:body><w:p><w:r><w:t>".to_vec(), vec![b'a'; 4 << 20]].concat();
        let packed = zip(&[("word/document.xml", &xml)])?;
        assert!(matches!(read(&packed, Budget::of_bytes(1 << 20)), Err(Problem::Bomb)));
        Ok(())
    }

    #[test]
    fn archives_in_archives_end_at_a_depth() -> Outcome {
        let mut packed = b"The mayor said no.".to_vec();
        for _ in 0..4 {
            packed = gzip(&packed)?;
        }
        assert!(read(&packed, Budget::default()).is_ok());
        for _ in 0..8 {
            packed = gzip(&packed)?;
        }
        assert!(matches!(read(&packed, Budget::default()), Err(Problem::TooDeep(_))));
        let mut packed = zip(&[("a.txt", b"The mayor said no.")])?;
        for _ in 0..12 {
            packed = zip(&[("a.zip", &packed)])?;
        }
        assert!(matches!(read(&packed, Budget::default()), Err(Problem::TooDeep(_))));
        Ok(())
    }

    #[test]
    fn deep_documents_and_their_own_entities_are_bounded() -> Outcome {
        let deep = format!("<w:document>{}", "<w:p>".repeat(100_000));
        let packed = zip(&[("word/document.xml", deep.as_bytes())])?;
        assert!(matches!(read(&packed, Budget::default()), Err(Problem::TooDeep(_))));
        let mut entities = String::from("<!DOCTYPE d [<!ENTITY e0 \"ha\">");
        for level in 1..40 {
            entities.push_str(&format!("<!ENTITY e{level} \"{}\">", format!("&e{};", level - 1).repeat(10)));
        }
        let laughs = format!("{entities}]><w:document><w:p><w:r><w:t>No &e39;!</w:t></w:r></w:p></w:document>");
        let packed = zip(&[("word/document.xml", laughs.as_bytes())])?;
        let listing = read(&packed, Budget::default())?;
        assert_eq!(listing.articles.first().map(|article| article.text.as_str()), Some("No &e39;!\n"));
        Ok(())
    }

    #[test]
    fn members_are_read_or_named() -> Outcome {
        let inner = gzip(b"The mayor said no.")?;
        let packed = zip(&[
            ("news/", b""),
            ("news/one.txt", b"The bridge is shut."),
            ("__MACOSX/._one.txt", b"\0\0"),
            ("photo.png", b"\x89PNG\r\n\x1a\n"),
            ("two.txt.gz", &inner),
        ])?;
        let listing = read(&packed, Budget::default())?;
        let texts: Vec<_> =
            listing.articles.iter().map(|article| (article.id.as_str(), article.text.as_str())).collect();
        assert_eq!(texts, [("a.txt-1", "The bridge is shut."), ("a.txt-2", "The mayor said no.")]);
        assert_eq!(listing.left_out, ["photo.png is a picture, which Standpoint does not read"]);
        let pictures = zip(&[("photo.png", b"\x89PNG\r\n\x1a\n")])?;
        assert!(matches!(read(&pictures, Budget::default()), Err(Problem::NothingInside(_))));
        assert!(matches!(read(&zip(&[])?, Budget::default()), Err(Problem::Empty)));
        Ok(())
    }

    #[test]
    fn damage_is_told() -> Outcome {
        let packed = gzip(b"The mayor said no, and no again, and no once more.")?;
        let half = packed.get(..packed.len() / 2).unwrap_or_default();
        assert!(matches!(read(half, Budget::default()), Err(Problem::Damaged { format: Format::Gzip, .. })));
        assert!(matches!(read(FRAME, Budget::default()), Err(Problem::Damaged { format: Format::Zstd, .. })));
        Ok(())
    }
}
