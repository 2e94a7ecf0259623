//! Any bytes, as any file: what they are is told by themselves.
#![no_main]

mod sound;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| sound::read("any", bytes, None));
