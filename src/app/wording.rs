//! Words that several parts of the window use, so that one thing is called by one name.

use crate::analysis::QuoteKind;

/// What is said of a quote that is nobody's.
pub const NOBODY: &str = "Nobody is named as the speaker";

/// `3 quotes`, `1 quote`.
pub fn count(number: usize, word: &str) -> String {
    if number == 1 { format!("1 {word}") } else { format!("{number} {word}s") }
}

/// A number in little room: `966`, `4.1k`, `33k`.
pub fn short(number: usize) -> String {
    match number {
        0..1_000 => number.to_string(),
        1_000..10_000 => format!("{}.{}k", number / 1_000, number % 1_000 / 100),
        _ => format!("{}k", number / 1_000),
    }
}

/// How a quote is told.
pub const fn kind(kind: QuoteKind) -> &'static str {
    match kind {
        QuoteKind::Direct => "word for word",
        QuoteKind::Mixed => "partly word for word",
        QuoteKind::Indirect => "without quotation marks",
    }
}

/// How sure the program is of something: `43 % sure`.
pub fn sureness(confidence: f32) -> String {
    format!("{:.0} % sure", confidence.clamp(0.0, 1.0) * 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_numbers_are_cut_short() {
        for (number, words) in [(0, "0"), (999, "999"), (1_000, "1.0k"), (4_199, "4.1k"), (33_120, "33k")] {
            assert_eq!(short(number), words);
        }
    }
}
