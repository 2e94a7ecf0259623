//! Articles as data: JSON, feeds, the formats of the news industry, OpenDocument in one piece.
#![no_main]

mod sound;

use libfuzzer_sys::fuzz_target;

const STARTS: &[&str] = &[
    "{\"title\": ",
    "[{\"text\": ",
    "{\"text\": \"No.\"}\n{",
    "{\"uri\": \"a\", \"headline\": \"x\", \"body_text\": ",
    "<?xml version=\"1.0\"?><rss><channel><item>",
    "<feed><entry>",
    "<rdf:RDF><item>",
    "<nitf><head>",
    "<nitf><body><body.content>",
    "<newsItem><itemMeta>",
    "<newsItem><contentSet><inlineXML>",
    "<newsMessage><itemSet><newsItem><contentMeta>",
    "<office:document xmlns:office=\"urn:oasis:names:tc:opendocument\"><office:body>",
    "<!DOCTYPE nitf [<!ENTITY a \"",
];

fuzz_target!(|input: (u8, &[u8])| {
    let (which, rest) = input;
    let start = STARTS.get(usize::from(which) % STARTS.len()).copied().unwrap_or_default();
    sound::read("any", &[start.as_bytes(), rest].concat(), None);
});
