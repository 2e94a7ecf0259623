//! A reading: what the network tells of every word of a text, taken from the window that shows the word best.
//!
//! Vectors that score links are kept only where a name of a speaker, a cue or a content may begin or end: the memory for
//! the rest would be forty times as much.

use std::collections::HashMap;

use rten_tensor::NdTensor;

use super::config::{COREF_SIZE, Config, LINK_SIZE, LINKS};
use super::network::{Batch, Network, Output, Outputs};
use super::pieces::{Pieces, Special};
use super::shapes::Shape;
use super::tags::log_probabilities;
use super::{EncoderError, windows};
use crate::analyse::Monitor;

/// Tags of names: outside, then begin and inside of five classes.
pub const NAME_TAGS: usize = 11;
/// Numbers of the stance head: eight votes of a content's word, eight of a cue's, and how much each weighs.
pub const STANCE_SIZE: usize = 18;
/// A vector for all kinds of links.
pub type LinkVector = [f32; LINKS * LINK_SIZE];

/// Windows that are run together. More are no faster, and each takes ten megabytes.
const TOGETHER: usize = 2;
/// Below this probability a tag is taken for impossible where only memory depends on it.
const POSSIBLE: f32 = 0.002;
/// Likewise for what makes a word the head of a mention.
const POSSIBLE_MENTION: f32 = 0.05;

/// What tells whom a word goes back to.
#[derive(Debug)]
pub struct MentionVectors {
    /// Logit of being a mention's head word.
    pub mention: f32,
    /// What it looks for.
    pub anaphor: [f32; COREF_SIZE],
    /// What it offers.
    pub antecedent: [f32; COREF_SIZE],
    /// The score of going back to nothing.
    pub null: f32,
}

/// What the network tells of each word.
#[derive(Debug, Default)]
pub struct Reading {
    /// Log probabilities of name tags.
    pub names: Vec<[f32; NAME_TAGS]>,
    /// Log probabilities of outside, first and inner word of a source.
    pub source: Vec<[f32; 3]>,
    /// Likewise of a cue.
    pub cue: Vec<[f32; 3]>,
    /// Likewise of a content.
    pub content: Vec<[f32; 3]>,
    /// Likewise of a target.
    pub target: Vec<[f32; 3]>,
    /// Votes for stances.
    pub stance: Vec<[f32; STANCE_SIZE]>,
    /// Scores of no link.
    pub link_null: Vec<[f32; LINKS]>,
    /// By words that may begin a content.
    pub query_first: HashMap<usize, Box<LinkVector>>,
    /// By words that may end a content.
    pub query_last: HashMap<usize, Box<LinkVector>>,
    /// By words that may begin a source, a cue, a content or a target.
    pub key: HashMap<usize, Box<LinkVector>>,
    /// By words that may be a mention's head.
    pub mentions: HashMap<usize, Box<MentionVectors>>,
}

/// Reads all of `pieces`; none when the monitor ended it.
pub fn read(
    network: &Network,
    config: &Config,
    pieces: &Pieces,
    special: Special,
    monitor: &dyn Monitor,
) -> Result<Option<Reading>, EncoderError> {
    let count = pieces.ids.len();
    let windows = windows::even(count, config.window, config.overlap);
    let chosen = windows::best(&pieces.first, &windows, count);
    let words = pieces.words.len();
    let mut reading = Reading {
        names: vec![[0.0; NAME_TAGS]; words],
        source: vec![[0.0; 3]; words],
        cue: vec![[0.0; 3]; words],
        content: vec![[0.0; 3]; words],
        target: vec![[0.0; 3]; words],
        stance: vec![[0.0; STANCE_SIZE]; words],
        link_null: vec![[0.0; LINKS]; words],
        ..Reading::default()
    };
    let mut next = 0;
    for (n, together) in windows.chunks(TOGETHER).enumerate() {
        if monitor.cancelled() {
            return Ok(None);
        }
        let outputs = network.run(&batch(pieces, together, special))?;
        while next < words && chosen[next] < (n + 1) * TOGETHER {
            let row = chosen[next] - n * TOGETHER;
            reading.take(config, pieces, &outputs, row, &together[row], next);
            next += 1;
        }
        monitor.progress((n * TOGETHER + together.len()) as f32 / windows.len() as f32);
    }
    Ok(Some(reading))
}

/// The probability of a logit.
pub fn probability(logit: f32) -> f32 {
    1.0 / (1.0 + (-logit).exp())
}

/// The pieces of some windows, each between its opening and closing piece.
fn batch(pieces: &Pieces, windows: &[std::ops::Range<usize>], special: Special) -> Batch {
    let length = windows.first().map_or(0, |window| window.len()) + 2;
    let fill = |of: &[i32], opening: i32, closing: i32| {
        NdTensor::from_fn([windows.len(), length], |[row, at]| {
            let window = &windows[row];
            match at.checked_sub(1) {
                None => opening,
                Some(at) => of[window.clone()].get(at).copied().unwrap_or(closing),
            }
        })
    };
    let edge = Shape::Punctuation as i32;
    Batch { ids: fill(&pieces.ids, special.opening, special.separator), shapes: fill(&pieces.shapes, edge, edge) }
}

impl Reading {
    /// Takes over what one window tells of one word.
    fn take(
        &mut self,
        config: &Config,
        pieces: &Pieces,
        outputs: &Outputs,
        row: usize,
        window: &std::ops::Range<usize>,
        word: usize,
    ) {
        let place =
            |word: usize| pieces.first.get(word).filter(|at| window.contains(at)).map(|at| at - window.start + 1);
        let Some(at) = place(word) else { return };
        let temperatures = &config.temperatures;
        self.names[word] = log_probabilities(outputs.at(Output::Names, row, at), temperatures.names);
        self.source[word] = log_probabilities(outputs.at(Output::Source, row, at), temperatures.source);
        self.cue[word] = log_probabilities(outputs.at(Output::Cue, row, at), temperatures.cue);
        self.content[word] = log_probabilities(outputs.at(Output::Content, row, at), temperatures.content);
        self.target[word] = log_probabilities(outputs.at(Output::Target, row, at), temperatures.target);
        self.stance[word] = outputs.at(Output::Stance, row, at);
        self.link_null[word] = outputs.at(Output::LinkNull, row, at);
        let possible = |log: f32| log > POSSIBLE.ln();
        let begins = possible(self.content[word][1]);
        if begins {
            self.query_first.insert(word, Box::new(outputs.at(Output::QueryFirst, row, at)));
        }
        let begins_another = [&self.source, &self.cue, &self.target].iter().any(|role| possible(role[word][1]));
        if begins || begins_another {
            self.key.insert(word, Box::new(outputs.at(Output::Key, row, at)));
        }
        let [mention]: [f32; 1] = outputs.at(Output::Mention, row, at);
        let may_name = 1.0 - self.names[word][0].exp() > POSSIBLE_MENTION;
        let may_speak = 1.0 - self.source[word][0].exp() > POSSIBLE_MENTION;
        if may_name || may_speak || probability(mention) > POSSIBLE_MENTION {
            let [null] = outputs.at(Output::CorefNull, row, at);
            let anaphor = outputs.at(Output::Anaphor, row, at);
            let antecedent = outputs.at(Output::Antecedent, row, at);
            self.mentions.insert(word, Box::new(MentionVectors { mention, anaphor, antecedent, null }));
        }
        let goes_on = place(word + 1).map(|at| {
            let next: [f32; 3] = outputs.at(Output::Content, row, at);
            log_probabilities(next, temperatures.content)[2] > (1.0 - POSSIBLE).ln()
        });
        if goes_on != Some(true) && (begins || possible(self.content[word][2])) {
            self.query_last.insert(word, Box::new(outputs.at(Output::QueryLast, row, at)));
        }
    }
}
