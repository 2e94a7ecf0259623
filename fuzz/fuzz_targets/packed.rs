//! Documents that are zip archives, around fuzzed members, so that neither packing nor checksums are a wall; and packed files.
#![no_main]

mod sound;

use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use libfuzzer_sys::fuzz_target;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const CONTAINER: &[u8] = b"<container><rootfiles><rootfile full-path=\"a.opf\"/></rootfiles></container>";
const PACKAGE: &[u8] = b"<package><metadata><title>A</title></metadata><manifest><item id=\"a\" href=\"a.xhtml\" media-type=\"application/xhtml+xml\"/></manifest><spine><itemref idref=\"a\"/></spine></package>";
const STORY: &[u8] = b"<w:document><w:body><w:p><w:r><w:t>The mayor said no.</w:t></w:r></w:p></w:body></w:document>";
const CONTENT: &[u8] = b"<office:document-content><office:body><office:text><text:p>No.</text:p></office:text></office:body></office:document-content>";

fuzz_target!(|input: (u8, &[u8])| {
    let (which, fuzzed) = input;
    let inside = |before: &str, behind: &str| [before.as_bytes(), fuzzed, behind.as_bytes()].concat();
    let text = inside("<w:document><w:body><w:p><w:r><w:t>", "</w:t></w:r></w:p></w:body></w:document>");
    let odt: (&str, &[u8]) = ("mimetype", b"application/vnd.oasis.opendocument.text");
    let epub: (&str, &[u8]) = ("mimetype", b"application/epub+zip");
    let file = match which % 16 {
        0 => zipped(&[("word/document.xml", &text)]),
        1 => zipped(&[("word/document.xml", fuzzed)]),
        2 => zipped(&[("word/document.xml", STORY), ("word/styles.xml", fuzzed)]),
        3 => zipped(&[("word/document.xml", STORY), ("word/footnotes.xml", fuzzed)]),
        4 => zipped(&[("word/document.xml", STORY), ("docProps/core.xml", fuzzed)]),
        5 => zipped(&[odt, ("content.xml", &inside("<office:document-content><office:body><office:text>", ""))]),
        6 => zipped(&[odt, ("content.xml", fuzzed), ("styles.xml", fuzzed)]),
        7 => zipped(&[odt, ("content.xml", CONTENT), ("meta.xml", fuzzed), ("META-INF/manifest.xml", fuzzed)]),
        8 => zipped(&[epub, ("META-INF/container.xml", CONTAINER), ("a.opf", PACKAGE), ("a.xhtml", fuzzed)]),
        9 => zipped(&[epub, ("META-INF/container.xml", CONTAINER), ("a.opf", fuzzed), ("a.xhtml", b"<p>The mayor said no.</p>")]),
        10 => zipped(&[epub, ("META-INF/container.xml", fuzzed), ("META-INF/encryption.xml", fuzzed)]),
        11 => zipped(&[("a.txt", fuzzed), ("b.html", fuzzed)]),
        12 => gzip(fuzzed),
        13 => Some(compress_to_vec(fuzzed, CompressionLevel::Uncompressed)),
        14 => Some([b"\x28\xb5\x2f\xfd", fuzzed].concat()),
        _ => Some([b"PK\x03\x04", fuzzed].concat()),
    };
    if let Some(file) = file {
        sound::read("any", &file, None);
    }
});

fn zipped(members: &[(&str, &[u8])]) -> Option<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        archive.start_file(*name, SimpleFileOptions::default().compression_method(CompressionMethod::Stored)).ok()?;
        archive.write_all(bytes).ok()?;
    }
    Some(archive.finish().ok()?.into_inner())
}

fn gzip(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::none());
    packed.write_all(bytes).ok()?;
    packed.finish().ok()
}
