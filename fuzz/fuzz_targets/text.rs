//! Words without markup in any encoding, Rich Text and subtitles, each behind a beginning that a fuzzer would hardly find.
#![no_main]

mod sound;

use libfuzzer_sys::fuzz_target;

const STARTS: &[&[u8]] = &[
    b"",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xfe\xff",
    b"{\\rtf1\\ansi\\ansicpg1252 ",
    b"{\\rtf1\\ansi{\\fonttbl{\\f0\\fcharset238 A;}{\\f1\\fcharset128 B;}}\\f0 ",
    b"WEBVTT\n\n00:01.000 --> 00:02.000\n",
    b"1\n00:00:01,000 --> 00:00:02,000\n",
];
/// Chosen by the reader, in place of the encoding that seems right.
const ENCODINGS: &[&str] = &["", "", "utf-8", "utf-16le", "windows-1250", "koi8-r", "shift_jis", "gb18030", "iso-2022-jp"];

fuzz_target!(|input: (u8, u8, &[u8])| {
    let (start, encoding, rest) = input;
    let start = STARTS.get(usize::from(start) % STARTS.len()).copied().unwrap_or_default();
    let encoding = ENCODINGS.get(usize::from(encoding) % ENCODINGS.len()).copied().unwrap_or_default();
    sound::read("any", &[start, rest].concat(), Some(encoding));
});
