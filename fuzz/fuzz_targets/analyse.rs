//! Any text, and text of pieces that news is made of, analysed by the rules and written as JSON.
#![no_main]

mod sound;

use libfuzzer_sys::fuzz_target;
use standpoint::analyse::{Engine, analyse_with};
use standpoint::read::from_text;

/// One of them stands for each byte below their number, in the second kind of text.
const PIECES: &[&str] = &[
    " ", ". ", ", ", "\n\n", "\n", "“", "”", ",” ", ".” ", "\"", ",\" ", "«", "»", "„", "‘", "’", "'", "’s ", "s’ ", "?” ",
    " said ", "said", " says ", " told reporters ", " added ", " warned that ", "According to ", " that ", " denied ",
    " called for ", " called on ", " urged ", " vowed to ", " supports ", " opposes ", " will ", " would not ", " should ",
    "he ", "He ", "She ", "they ", "who ", "his ", "their ", "Mr. ", "Dr. ", "Gen. ", "U.S. ", "U.N. ", "Inc. ", "Ada Brandt",
    "Brandt", "Tom Reyes", "Reyes", "NATO", "the North Sea Treaty Board (NSTB)", "Kessel", "the mayor", "the ministry",
    "a senior official", "President ", "Prime Minister ", "McDonald's", "Zoë", "Zoe\u{308}", "O’Neil", "the plan ",
    "the bridge ", "a ban on ships ", "war ", "not ", "never ", "and ", "but ", "; ", ": ", "? ", "! ", "… ", " — ", "-", "(",
    ")", "[", "]", "<b>", "*", "• ", "Q: ", "LANG: ", "1", "2025 ", "$100 ", "10:30 ", "https://a.example/b ", "🎉", "🇺🇦",
    "\u{301}", "\u{200d}", "\u{2028}", "\u{ad}", "שלום ", "東京", "ß", "İ", "By ", "KESSEL — ", "because ", "if ", "which ",
    "shut ", "pay ", "a gamble ", "to ", "of ", "the ", "is ", "was ", "by ", "for ", "against ", "spokesman ", "minister ",
    "the company", "people ", "critics ", "more ", "the war in ",
];

fuzz_target!(|input: (bool, &[u8])| {
    let text = match input {
        (true, bytes) => bytes.iter().filter_map(|byte| PIECES.get(usize::from(*byte) % PIECES.len())).copied().collect(),
        (false, bytes) => String::from_utf8_lossy(bytes).into_owned(),
    };
    let article = from_text("a", text);
    sound::article(&article);
    if let Some(analysis) = analyse_with(&article, Engine::Rules, &()) {
        sound::analysis(&analysis, &article);
    }
});
