//! PDF: what a page draws, a font with its table of letters, and objects, each in a document that is sound otherwise.
#![no_main]

mod sound;

use libfuzzer_sys::fuzz_target;

const HEAD: &str = "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n\
    3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> /XObject << /X 6 0 R >> >> >>\nendobj\n";
const FONT: &str = "5 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\n";
const WORDS: &[u8] = b"BT /F 12 Tf 50 700 Td (The mayor said no.) Tj ET";

fuzz_target!(|input: (u8, &[u8])| {
    let (which, fuzzed) = input;
    let stream = |number: u8, told: &str, bytes: &[u8]| {
        let start = format!("{number} 0 obj\n<< /Length {} {told} >>\nstream\n", bytes.len());
        [start.as_bytes(), bytes, b"\nendstream\nendobj\n"].concat()
    };
    let line = [b"BT /F 12 Tf 50 700 Td ", fuzzed].concat();
    let parts = match which % 6 {
        0 => vec![FONT.as_bytes().to_vec(), stream(4, "", &line)],
        1 => vec![FONT.as_bytes().to_vec(), stream(4, "", b"/X Do"), stream(6, "/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /Font << /F 5 0 R >> >>", &line)],
        // The letters of a font.
        2 => vec![
            b"5 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 7 0 R >>\nendobj\n".to_vec(),
            stream(7, "", fuzzed),
            stream(4, "", WORDS),
        ],
        // What is said of a font.
        3 => vec![[b"5 0 obj\n<< /Type /Font ".as_slice(), fuzzed, b" >>\nendobj\n"].concat(), stream(4, "", WORDS)],
        // A page packed in some way.
        4 => {
            let filters = ["/ASCIIHexDecode", "/ASCII85Decode", "/LZWDecode", "/RunLengthDecode", "/FlateDecode"];
            let filter = filters.get(usize::from(which / 6) % filters.len()).copied().unwrap_or_default();
            vec![FONT.as_bytes().to_vec(), stream(4, &format!("/Filter {filter}"), fuzzed)]
        }
        _ => vec![FONT.as_bytes().to_vec(), stream(4, "", WORDS), fuzzed.to_vec()],
    };
    let file = [HEAD.as_bytes(), &parts.concat(), b"trailer\n<< /Root 1 0 R >>\n"].concat();
    sound::read("a.pdf", &file, None);
});
