//! What a page of a PDF draws, in a document that is sound.
#![no_main]

mod sound;

use libfuzzer_sys::fuzz_target;
use standpoint::read::read_bytes;

fuzz_target!(|content: &[u8]| {
    let head = "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n\
        3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>\nendobj\n\
        5 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\n";
    let stream = format!("4 0 obj\n<< /Length {} >>\nstream\nBT /F 12 Tf 50 700 Td ", content.len() + 22);
    let file =
        [head.as_bytes(), stream.as_bytes(), content, b"\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\n"].concat();
    if let Ok(article) = read_bytes("a.pdf", &file) {
        sound::article(&article);
    }
});
