//! Antecedents: what a name, pronoun or description may go back to.
//!
//! The head word of a mention looks for something, those before it offer something; how well these fit, and how far apart
//! they stand, makes a score, against that of going back to nothing (the ranking of antecedents after Lee et al., “End-to-end
//! Neural Coreference Resolution”, EMNLP 2017, with a dot product in place of a network).

use std::collections::BTreeSet;
use std::ops::Range;

use super::config::{COREF_SIZE, Config, bucket};
use super::pieces::Pieces;
use super::reading::{MentionVectors, Reading, probability};
use crate::analyse::labels::LabelledMention;
use crate::analyse::titles;

/// How far back a mention looks, in words: about what a training window shows.
const REACH: usize = 200;
/// Most antecedents that are told.
const TOLD: usize = 12;
/// Antecedents less likely than this are not told.
const LEAST: f32 = 0.005;

/// The head words of `names`, of `sources` (ranges of words) and of other mentions, each with what it may go back to. `text`
/// is that of the article.
pub fn find(
    reading: &Reading,
    config: &Config,
    pieces: &Pieces,
    text: &str,
    ranges: impl Iterator<Item = Range<usize>>,
) -> Vec<LabelledMention> {
    let mut heads: BTreeSet<usize> = ranges.filter_map(|range| head(pieces, text, range)).collect();
    heads.extend(reading.mentions.iter().filter(|(_, of)| probability(of.mention) >= 0.5).map(|(word, _)| *word));
    let heads: Vec<(usize, &MentionVectors)> =
        heads.into_iter().filter_map(|word| Some((word, reading.mentions.get(&word)?.as_ref()))).collect();
    heads
        .iter()
        .enumerate()
        .map(|(n, (word, own))| LabelledMention {
            head: pieces.words[*word],
            antecedents: antecedents(config, *word, own, &heads[..n]),
        })
        .collect()
}

/// The likeliest of `before` that the mention at `word` may go back to.
fn antecedents(
    config: &Config,
    word: usize,
    own: &MentionVectors,
    before: &[(usize, &MentionVectors)],
) -> Vec<(usize, f32)> {
    let near = before.partition_point(|(other, _)| other + REACH < word);
    let scores: Vec<f32> = before[near..]
        .iter()
        .map(|(other, offers)| {
            let fit: f32 = own.anaphor.iter().zip(&offers.antecedent).map(|(a, b)| a * b).sum();
            fit / (COREF_SIZE as f32).sqrt() + config.coref_distance[bucket(*other as isize - word as isize)]
        })
        .collect();
    let highest = scores.iter().copied().fold(own.null, f32::max);
    let whole: f32 = scores.iter().chain([&own.null]).map(|score| (score - highest).exp()).sum();
    let mut told: Vec<(usize, f32)> = scores
        .iter()
        .enumerate()
        .map(|(n, score)| (near + n, (score - highest).exp() / whole))
        .filter(|(_, share)| *share >= LEAST)
        .collect();
    told.sort_by(|a, b| b.1.total_cmp(&a.1));
    told.truncate(TOLD);
    told
}

/// The head word of a phrase: the last before a comma, a preposition, a relative pronoun or a possessive ending.
fn head(pieces: &Pieces, text: &str, phrase: Range<usize>) -> Option<usize> {
    let word = |n: usize| pieces.words.get(n).map_or("", |span| span.of(text));
    let ends = |n: usize| {
        let lower = word(n).to_lowercase();
        lower == ","
            || matches!(lower.as_str(), "who" | "which" | "that" | "whose" | "behind" | "against" | "about")
            || titles::is_preposition(&lower)
            || matches!(lower.as_str(), "’" | "'") && (n + 1 == phrase.end || word(n + 1) == "s" && n + 2 == phrase.end)
    };
    let stop = (phrase.start + 1..phrase.end).find(|n| ends(*n)).unwrap_or(phrase.end);
    let is_word = |n: &usize| word(*n).chars().any(char::is_alphanumeric);
    (phrase.start..stop).rev().find(is_word).or_else(|| phrase.clone().find(is_word))
}
