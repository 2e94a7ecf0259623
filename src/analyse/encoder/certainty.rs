//! How sure a content is: a logistic model over what its words show, fitted on articles held back from training.
//!
//! The probabilities of single words say little about a whole content: a passage of thirty words is right or wrong as one.

use std::ops::Range;

/// What is looked at, one number each.
pub const EVIDENCE: usize = 8;

/// What a content shows.
pub struct Content<'a> {
    /// Log probabilities of outside, first and inner word, for every word of the text.
    pub scores: &'a [[f32; 3]],
    /// The quotation that each word of the text stands in.
    pub quotation: &'a [Option<u32>],
    /// Its pieces, ranges of words, never empty.
    pub pieces: &'a [Range<usize>],
    /// Whether it has a source.
    pub source: bool,
    /// Whether it has a cue.
    pub cue: bool,
}

/// The probability that a content is right; where no weights were fitted, that of its words.
pub fn of(content: &Content, weights: Option<&[f32; EVIDENCE]>) -> f32 {
    const WORDS_ALONE: [f32; EVIDENCE] = [0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0];
    let weights = weights.unwrap_or(&WORDS_ALONE);
    let sum: f32 = evidence(content).iter().zip(weights).map(|(evidence, weight)| evidence * weight).sum();
    1.0 / (1.0 + (-sum).exp())
}

/// One, the log odds of its words on average, of its first word and of its end, its length, its links, how much is quoted.
fn evidence(content: &Content) -> [f32; EVIDENCE] {
    let words = || content.pieces.iter().flat_map(|piece| piece.clone());
    let count = words().count().max(1) as f32;
    let score = |word: usize| content.scores.get(word).copied().unwrap_or_default();
    let inside: f32 = words().map(|word| (score(word)[1].exp() + score(word)[2].exp()).ln()).sum::<f32>() / count;
    let first = content.pieces.first().map_or(0.0, |piece| score(piece.start)[1].exp());
    let behind = content.pieces.last().and_then(|piece| content.scores.get(piece.end)).map_or(0.0, |row| row[2].exp());
    let quoted =
        words().filter(|word| content.quotation.get(*word).is_some_and(Option::is_some)).count() as f32 / count;
    let flag = |holds: bool| if holds { 1.0 } else { 0.0 };
    [
        1.0,
        log_odds(inside.exp()),
        log_odds(first),
        log_odds(1.0 - behind),
        count.ln(),
        flag(content.source),
        flag(content.cue),
        quoted,
    ]
}

fn log_odds(probability: f32) -> f32 {
    let probability = probability.clamp(1e-4, 1.0 - 1e-4);
    (probability / (1.0 - probability)).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_weights_the_words_count() {
        let scores = [[0.1f32, 0.8, 0.1], [0.2, 0.0, 0.8], [0.9, 0.0, 0.1]].map(|row| row.map(|p| p.max(1e-6).ln()));
        let (quotation, pieces) = ([None; 3], [0..1, 1..2]);
        let content = Content { scores: &scores, quotation: &quotation, pieces: &pieces, source: true, cue: false };
        // The geometric mean of 0.9 and 0.8.
        assert!((of(&content, None) - 0.72f32.sqrt()).abs() < 1e-3);
        let weights = [0.0, 0.0, 0.0, 0.0, 0.0, 2.0, 5.0, 5.0];
        assert!((of(&content, Some(&weights)) - 1.0 / (1.0 + (-2.0f32).exp())).abs() < 1e-5);
    }
}
