//! Any text, analysed by the rules.
#![no_main]

mod sound;

use libfuzzer_sys::fuzz_target;
use standpoint::analyse::{Engine, analyse_with};
use standpoint::read::from_text;

fuzz_target!(|text: &str| {
    let article = from_text("a", text.to_owned());
    sound::article(&article);
    if let Some(analysis) = analyse_with(&article, Engine::Rules, &()) {
        sound::analysis(&analysis, &article.text);
    }
});
