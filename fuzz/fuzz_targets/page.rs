//! Letters, as each of the formats that are text and whose beginning a fuzzer would hardly find.
#![no_main]

mod sound;

use libfuzzer_sys::fuzz_target;
use standpoint::read::{Options, read_bytes_with};

const STARTS: &[&str] = &[
    "<!doctype html><body>",
    "# x\n\n**",
    "{\\rtf1 ",
    "<?xml version=\"1.0\"?><rss><channel><item>",
    "<feed><entry>",
    "<nitf><body><body.content>",
    "<newsItem><contentSet><inlineXML>",
    "{\"title\": ",
    "[{\"text\": ",
    "WEBVTT\n\n00:01.000 --> 00:02.000\n",
    "MIME-Version: 1.0\nFrom: a@b.invalid\nSubject: ",
    "From a@b.invalid Sat May  3 10:00:00 2031\nSubject: ",
    "WARC/1.0\r\nWARC-Type: ",
    "<office:document xmlns:office=\"urn:oasis:names:tc:opendocument\"><office:body>",
];

fuzz_target!(|input: (u8, &[u8])| {
    let (which, rest) = input;
    let start = STARTS.get(usize::from(which) % STARTS.len()).copied().unwrap_or_default();
    let bytes = [start.as_bytes(), rest].concat();
    if let Ok(articles) = read_bytes_with("any", &bytes, &Options::default()) {
        articles.iter().for_each(sound::article);
    }
});
