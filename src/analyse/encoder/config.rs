//! What came out of training besides the weights: sizes, temperatures, biases by distance.

use serde::Deserialize;

use super::certainty::EVIDENCE;

/// Kinds of links between a content and something else, in the order of the network's outputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// To the words that name who speaks.
    Source = 0,
    /// To the words that say that something is said.
    Cue = 1,
    /// To the piece before it of the same content.
    Join = 2,
    /// To what the position in it is about.
    Target = 3,
}

/// Kinds of links.
pub const LINKS: usize = 4;
/// Numbers of a vector that scores one kind of link.
pub const LINK_SIZE: usize = 64;
/// Numbers of a vector that scores what a mention goes back to.
pub const COREF_SIZE: usize = 96;
/// Classes of distance: 8 is none, then by powers of two on each side.
pub const BUCKETS: usize = 17;

/// `config.json` of the model folder; what it holds besides is for people.
#[derive(Clone, Debug, Deserialize)]
pub struct Config {
    /// Most pieces in a window, without those that open and close it.
    pub window: usize,
    /// Fewest pieces that two windows share.
    pub overlap: usize,
    /// What it costs a content, in log odds, to run past the end of the quotation it began in.
    pub crossing: f32,
    /// Farthest words that a content is linked to.
    pub link_reach: usize,
    /// For each kind of link what each class of distance adds.
    pub link_distance: [[f32; BUCKETS]; LINKS],
    /// What each class of distance adds to what a mention may go back to.
    pub coref_distance: [f32; BUCKETS],
    /// What logits are divided by.
    pub temperatures: Temperatures,
    /// What a content's first word pays, in log odds: training weighs first words more, so that it finds too many.
    pub begin: f32,
    /// Fewer words than these between two pieces of one cue make them one content.
    pub bridge: usize,
    /// Fewer words than these between two quotations of one cue make them one content.
    pub resume: usize,
    /// Weights of what tells whether a content is right; see [`certainty`](super::certainty). None were fitted where it is
    /// missing.
    pub certainty: Option<[f32; EVIDENCE]>,
    /// The certainty from which on a content is kept: that of the highest F1 on articles held back.
    #[serde(default)]
    pub keep: f32,
}

/// Temperatures of the heads, fitted on articles held back from training.
#[derive(Clone, Debug, Deserialize)]
#[serde(default)]
pub struct Temperatures {
    pub names: f32,
    pub source: f32,
    pub cue: f32,
    pub content: f32,
    pub target: f32,
    pub stance: f32,
}

impl Default for Temperatures {
    /// Takes logits as they are.
    fn default() -> Self {
        Temperatures { names: 1.0, source: 1.0, cue: 1.0, content: 1.0, target: 1.0, stance: 1.0 }
    }
}

/// The class of a signed distance in words.
pub fn bucket(distance: isize) -> usize {
    let size = match distance.unsigned_abs() {
        0 => 0,
        words => (words.ilog2() as usize + 1).min(8),
    };
    if distance > 0 { 8 + size } else { 8 - size }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_fall_into_classes() {
        for (distance, class) in [(0, 8), (1, 9), (2, 10), (3, 10), (4, 11), (127, 15), (128, 16), (9999, 16)] {
            assert_eq!(bucket(distance), class);
            assert_eq!(bucket(-distance), 16 - class);
        }
    }
}
