//! Web pages and Markdown, alone and in the frames that browsers save them in.
#![no_main]

mod sound;

use libfuzzer_sys::fuzz_target;

/// What stands before and behind the page.
const FRAMES: &[(&str, &str)] = &[
    ("<!doctype html><body>", ""),
    ("<html><head><script type=\"application/ld+json\">", "</script></head><body><p>The mayor said no, and then no again.</p>"),
    ("<html><head><meta property=\"og:title\" content=\"", "\"></head><body><p>The mayor said no.</p>"),
    ("<!doctype html><body><article><h1>Bridge shut</h1><p>", "</p></article>"),
    ("# x\n\n**", ""),
    ("---\ntitle: ", "\n---\n\nThe mayor said no."),
    (
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://a.invalid/\nMIME-Version: 1.0\nContent-Type: multipart/related;\n boundary=\"b\"\n\n--b\nContent-Type: text/html\n\n",
        "\n--b--\n",
    ),
    (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.invalid/\r\nContent-Length: 900\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
        "",
    ),
    ("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: ", ""),
    (
        "<?xml version=\"1.0\"?><plist><dict><key>WebMainResource</key><dict><key>WebResourceData</key><data>",
        "</data></dict></dict></plist>",
    ),
    ("bplist00", ""),
];

fuzz_target!(|input: (u8, &[u8])| {
    let (which, page) = input;
    let (before, behind) = FRAMES.get(usize::from(which) % FRAMES.len()).copied().unwrap_or_default();
    sound::read("any", &[before.as_bytes(), page, behind.as_bytes()].concat(), None);
});
