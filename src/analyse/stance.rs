//! Stance: what an attribution says about where its speaker stands.
//!
//! A small log-linear model over features that rules find: what the cue verb tells by itself, modals with their
//! subjects, evaluative words of a lexicon, negation. Its weights lie in `assets/lexicon/stance_weights.tsv`, fitted by
//! `training/stance_weights.py`; every feature can be read by a person.

mod features;
mod wording;

use std::collections::HashMap;
use std::sync::LazyLock;

use super::attribution::Attribution;
use super::labels::StanceProbabilities;
use super::lexicon;
use super::phrases::Phrases;
use super::tokens::Range;
use crate::analysis::{OtherStance, Stance};
pub use features::features;

/// The stance of an attribution.
#[derive(Clone, Debug, PartialEq)]
pub struct Read {
    /// The stance; none when it states no position.
    pub stance: Option<Stance>,
    /// How likely that is, from 0 to 1.
    pub confidence: f32,
    /// What else it may be, the likeliest first.
    pub others: Vec<OtherStance>,
}

/// The stance of an attribution. `body` tells that an organisation, state or group speaks, which the article calls "it".
pub fn of(phrases: &Phrases, attribution: &Attribution, body: bool) -> Read {
    let features = features(phrases, attribution);
    let mut scores = [0.0f32; OUTCOMES];
    for (name, value) in features.iter().chain(&[("bias".to_owned(), 1.0)]) {
        if let Some(weights) = WEIGHTS.get(name.as_str()) {
            for (score, weight) in scores.iter_mut().zip(weights) {
                *score += weight * value;
            }
        }
    }
    if let Some(labelled) = &attribution.stance {
        return of_both(&scores, labelled);
    }
    let cue = told(attribution);
    let told = cue.filter(|cue| *cue != Stance::Asserts).or_else(|| wording::told(phrases, attribution)).or(cue);
    if told == Some(Stance::Asserts) {
        // Whatever a claim or belief says, it is no plain report.
        scores[OUTCOMES - 1] = f32::NEG_INFINITY;
    }
    if !features.iter().any(|(name, _)| takes_sides(name)) {
        // Approval and blame need a word that shows them.
        scores[Stance::Supports as usize] = f32::NEG_INFINITY;
        scores[Stance::Opposes as usize] = f32::NEG_INFINITY;
    }
    let probabilities = softmax(&scores);
    let probability = |n: usize| probabilities[n];
    let best = highest(&probabilities);
    let (stance, confidence) = match told.filter(|told| *told != Stance::Asserts) {
        Some(stance) => {
            let model = Stance::ALL.iter().position(|known| *known == stance).map_or(0.0, probability);
            (Some(stance), model.max(PLAINLY_TOLD))
        }
        // Where the model sees a mere claim or report, what the speaker is to do is still an intention.
        None if best >= Stance::Asserts as usize && wording::own_will(phrases, attribution, body) => {
            (Some(Stance::Commits), OWN_WILL)
        }
        None => (Stance::ALL.get(best).copied(), probability(best)),
    };
    Read { stance, confidence, others: others(&probabilities, stance) }
}

/// The two likeliest outcomes besides `stance` that are likely at all.
fn others(probabilities: &[f32; OUTCOMES], stance: Option<Stance>) -> Vec<OtherStance> {
    let mut all: Vec<OtherStance> = probabilities
        .iter()
        .enumerate()
        .map(|(n, probability)| OtherStance { stance: Stance::ALL.get(n).copied(), probability: *probability })
        .filter(|other| other.stance != stance && other.probability >= LEAST_OTHER)
        .collect();
    all.sort_by(|a, b| b.probability.total_cmp(&a.probability));
    all.truncate(2);
    all
}

/// The stance on which the rules' scores and a labeller's probabilities agree best: the product of both, for they err in
/// different ways.
fn of_both(scores: &[f32; OUTCOMES], labelled: &StanceProbabilities) -> Read {
    let mut both = softmax(scores);
    for (probability, labelled) in both.iter_mut().zip(labelled.each.iter().chain([&labelled.none])) {
        *probability *= labelled.max(1e-4);
    }
    let total: f32 = both.iter().sum();
    let both = both.map(|probability| probability / total.max(f32::MIN_POSITIVE));
    let best = highest(&both);
    let stance = Stance::ALL.get(best).copied();
    Read { stance, confidence: both[best], others: others(&both, stance) }
}

fn softmax(scores: &[f32; OUTCOMES]) -> [f32; OUTCOMES] {
    let highest = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let shares = scores.map(|score| (score - highest).exp());
    let total: f32 = shares.iter().sum();
    shares.map(|share| share / total)
}

/// The first of the highest.
fn highest(probabilities: &[f32; OUTCOMES]) -> usize {
    (0..OUTCOMES).fold(0, |best, n| if probabilities[n] > probabilities[best] { n } else { best })
}

/// Whether a feature shows approval or blame, if perhaps weakly.
fn takes_sides(name: &str) -> bool {
    matches!(name.trim_start_matches("not-"), "positive" | "negative" | "threat" | "denial")
        || name.starts_with("hint=")
        || matches!(name, "inner=supports" | "inner=opposes" | "inner=warns")
}

/// The probability from which on another stance is told.
const LEAST_OTHER: f32 = 0.1;

/// How often a stance that the cue verb tells by itself is the right one, on labelled training articles.
const PLAINLY_TOLD: f32 = 0.8;

/// How often `he would …` and the like commit their speaker, on the same articles.
const OWN_WILL: f32 = 0.6;

/// The stance that the cue tells by itself (`vowed to`, `condemned`), turned round where it is negated.
fn told(attribution: &Attribution) -> Option<Stance> {
    let stance = attribution.complement.and_then(|complement| complement.stance)?;
    match (attribution.negated, stance) {
        (false, stance) => Some(stance),
        (true, Stance::Supports) => Some(Stance::Opposes),
        // A refusal is an intention too.
        (true, Stance::Commits) => Some(Stance::Commits),
        (true, _) => None,
    }
}

/// The stances, and none.
const OUTCOMES: usize = Stance::ALL.len() + 1;

static WEIGHTS: LazyLock<HashMap<&'static str, [f32; OUTCOMES]>> = LazyLock::new(|| {
    lexicon::rows(include_str!("../../assets/lexicon/stance_weights.tsv"))
        .filter_map(|row| {
            let (name, columns) = row.split_first()?;
            let mut weights = [0.0; OUTCOMES];
            for (weight, column) in weights.iter_mut().zip(columns) {
                *weight = column.parse().ok()?;
            }
            Some((*name, weights))
        })
        .collect()
});

/// The tokens of an attribution's content.
pub fn content_tokens(phrases: &Phrases, attribution: &Attribution) -> Vec<Range> {
    attribution.content.iter().map(|span| phrases.tokens.inside(*span)).collect()
}
