//! Any bytes, as any file: what they are is told by themselves.
#![no_main]

mod sound;

use libfuzzer_sys::fuzz_target;
use standpoint::read::{Options, read_bytes_with};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(articles) = read_bytes_with("any", bytes, &Options::default()) {
        articles.iter().for_each(sound::article);
    }
});
