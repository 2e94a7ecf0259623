//! The encoder: a small transformer, trained for this program, that labels names, attributions and stances.
//!
//! Six layers of 384 numbers (all-MiniLM-L6-v2) with heads that are read at the first piece of each word;
//! `assets/model/MODEL_CARD.md` tells what it was trained on and how well it does, `training/model/` trains it. Its weights
//! lie in the program, so that it needs no file and no network, and are read when they are first needed. Whatever is
//! computed here is computed alike by `training/model/decode.py`.

mod antecedents;
mod certainty;
mod config;
mod decode;
mod links;
mod network;
mod pieces;
mod reading;
mod shapes;
mod tags;
mod windows;

use std::sync::OnceLock;

use tokenizers::Tokenizer;

use super::Monitor;
use super::labels::{Labeller, Labels, Unlabelled};
use super::quotation::Quotations;
use crate::article::Article;
use config::Config;
use network::Network;
use pieces::Special;

/// The weights, int8 by channel.
static GRAPH: &[u8] = include_bytes!("../../assets/model/model.onnx");
/// The vocabulary and how to cut words.
static TOKENIZER: &[u8] = include_bytes!("../../assets/model/tokenizer.json");
/// Sizes, temperatures and biases.
static CONFIG: &[u8] = include_bytes!("../../assets/model/config.json");

/// Why the encoder cannot work: the program was built with a broken model. `--engine rules` does without it.
#[derive(Clone, Debug, thiserror::Error)]
pub enum EncoderError {
    /// The graph is damaged or lacks something.
    #[error(
        "the language model in this program cannot be read ({0}). Install the program again, or use `--engine rules`."
    )]
    Graph(String),
    /// The vocabulary or the settings are damaged.
    #[error(
        "the settings of the language model cannot be read ({0}). Install the program again, or use `--engine rules`."
    )]
    Settings(String),
    /// The graph ended with an error.
    #[error("the language model failed ({0}). Use `--engine rules`.")]
    Run(String),
}

/// The trained labeller.
pub struct Encoder {
    network: Network,
    tokenizer: Tokenizer,
    special: Special,
    config: Config,
}

impl Encoder {
    /// The encoder of this program; read once, at the first call, which takes some milliseconds, and shared by all threads.
    pub fn shared() -> Result<&'static Encoder, EncoderError> {
        static SHARED: OnceLock<Result<Encoder, EncoderError>> = OnceLock::new();
        SHARED.get_or_init(Encoder::load).as_ref().map_err(Clone::clone)
    }

    fn load() -> Result<Encoder, EncoderError> {
        let settings = |error: &dyn std::fmt::Display| EncoderError::Settings(error.to_string());
        let config: Config = serde_json::from_slice(CONFIG).map_err(|error| settings(&error))?;
        let mut tokenizer = Tokenizer::from_bytes(TOKENIZER).map_err(|error| settings(&error))?;
        tokenizer.with_padding(None);
        tokenizer.with_truncation(None).map_err(|error| settings(&error))?;
        let special = Special::of(&tokenizer).ok_or_else(|| settings(&"the vocabulary lacks pieces"))?;
        Ok(Encoder { network: Network::new(GRAPH)?, tokenizer, special, config })
    }
}

/// The encoder of this program as a labeller: it is read at the first article, on the thread that asks.
pub struct Shared;

impl Labeller for Shared {
    fn label(&self, article: &Article, quotations: &Quotations, monitor: &dyn Monitor) -> Result<Labels, Unlabelled> {
        let encoder = Encoder::shared().map_err(|error| Unlabelled::Failed(error.to_string()))?;
        encoder.label(article, quotations, monitor)
    }
}

impl Labeller for Encoder {
    fn label(&self, article: &Article, quotations: &Quotations, monitor: &dyn Monitor) -> Result<Labels, Unlabelled> {
        let pieces = pieces::cut(article, quotations, &self.tokenizer, self.special);
        let reading = reading::read(&self.network, &self.config, &pieces, self.special, monitor)
            .map_err(|error| Unlabelled::Failed(error.to_string()))?
            .ok_or(Unlabelled::Cancelled)?;
        Ok(decode::labels(&reading, &self.config, &pieces, &article.text))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;
    use serde::Deserialize;

    use super::pieces::Pieces;
    use super::*;
    use crate::analyse::names::tests::article;
    use crate::analyse::quotation;
    use crate::span::Span;
    use reading::Reading;

    /// What the training side computed in f32 for three sentences; offsets count code points.
    #[derive(Deserialize)]
    struct Stored {
        cases: Vec<Case>,
    }

    #[derive(Deserialize)]
    struct Case {
        text: String,
        ids: Vec<i32>,
        shapes: Vec<i32>,
        words: Vec<[usize; 2]>,
        first: Vec<usize>,
        quotation: Vec<i64>,
        logits: Logits,
    }

    #[derive(Deserialize)]
    struct Logits {
        names: Vec<[f32; 11]>,
        source: Vec<[f32; 3]>,
        cue: Vec<[f32; 3]>,
        content: Vec<[f32; 3]>,
    }

    fn quotations(article: &Article) -> Quotations {
        let paragraphs: Vec<Span> = article.paragraphs.iter().map(|paragraph| paragraph.span).collect();
        quotation::find(&article.text, &paragraphs)
    }

    fn read(encoder: &Encoder, article: &Article, config: &Config) -> (Pieces, Reading) {
        let pieces = pieces::cut(article, &quotations(article), &encoder.tokenizer, encoder.special);
        let reading = reading::read(&encoder.network, config, &pieces, encoder.special, &()).expect("the graph runs");
        (pieces, reading.expect("nobody cancels"))
    }

    /// The largest difference of probabilities, and how many tags differ.
    fn compared<const N: usize>(
        pieces: &Pieces,
        read: &[[f32; N]],
        stored: &[[f32; N]],
        temperature: f32,
    ) -> (f32, usize) {
        let highest = |row: &[f32; N]| (0..N).fold(0, |best, n| if row[n] > row[best] { n } else { best });
        let (mut largest, mut changed) = (0.0f32, 0);
        for (word, row) in read.iter().enumerate() {
            // Behind the piece that opens the window.
            let theirs = tags::log_probabilities(stored[pieces.first[word] + 1], temperature);
            changed += usize::from(highest(row) != highest(&theirs));
            largest = row.iter().zip(&theirs).fold(largest, |largest, (a, b)| largest.max((a.exp() - b.exp()).abs()));
        }
        (largest, changed)
    }

    /// Weights in int8 move a probability by up to 0.2 at a word or two where the model wavers; what is cut, and nearly all
    /// tags, are the same.
    #[test]
    fn the_weights_say_what_they_said_when_they_were_trained() {
        let encoder = Encoder::shared().expect("the model is whole");
        let stored: Stored =
            serde_json::from_str(include_str!("../../assets/model/logits.json")).expect("logits.json is whole");
        let (mut tags, mut changed) = (0, 0);
        for case in stored.cases {
            let article = article(&case.text);
            let (pieces, reading) = read(encoder, &article, &encoder.config);
            assert_eq!(pieces.ids, case.ids[1..case.ids.len() - 1], "{}", case.text);
            assert_eq!(pieces.shapes, case.shapes[1..case.shapes.len() - 1], "{}", case.text);
            assert_eq!(pieces.first, case.first);
            let points = |byte: usize| case.text[..byte].chars().count();
            let words: Vec<[usize; 2]> =
                pieces.words.iter().map(|span| [points(span.start), points(span.end)]).collect();
            assert_eq!(words, case.words);
            let inside: Vec<i64> = pieces.quotation.iter().map(|n| n.map_or(-1, i64::from)).collect();
            assert_eq!(inside, case.quotation);
            let temperatures = &encoder.config.temperatures;
            let differences = [
                compared(&pieces, &reading.names, &case.logits.names, temperatures.names),
                compared(&pieces, &reading.source, &case.logits.source, temperatures.source),
                compared(&pieces, &reading.cue, &case.logits.cue, temperatures.cue),
                compared(&pieces, &reading.content, &case.logits.content, temperatures.content),
            ];
            for (largest, differing) in differences {
                assert!(largest < 0.35, "{}: {differences:?}", case.text);
                changed += differing;
                tags += pieces.words.len();
            }
        }
        assert!(changed * 50 <= tags, "{changed} of {tags} tags differ");
    }

    const STORY: &str = include_str!("../../assets/samples/harbour-tunnel.txt");

    proptest! {
        #![proptest_config(ProptestConfig { cases: 6, ..ProptestConfig::default() })]

        /// What a word is called depends little on where windows begin: nine in ten contents of one pass over a stretch of
        /// text come out of overlapping windows too, word for word.
        #[test]
        fn windows_tell_what_one_pass_tells(skipped in 0usize..1200) {
            let encoder = Encoder::shared().expect("the model is whole");
            let mut start = skipped;
            while !STORY.is_char_boundary(start) {
                start += 1;
            }
            let stretch: String = STORY[start..].chars().take(1800).collect();
            let article = article(&stretch);
            let one = Config { window: 510, ..encoder.config.clone() };
            let (pieces, long) = read(encoder, &article, &one);
            prop_assume!(pieces.ids.len() > 300 && pieces.ids.len() <= 510);
            let (_, windows) = read(encoder, &article, &encoder.config);
            let tags = |reading: &Reading| {
                tags::content(&reading.content, &pieces.quotation, encoder.config.begin, encoder.config.crossing)
            };
            let (long, windows) = (tags(&long), tags(&windows));
            let same = long.iter().zip(&windows).filter(|(a, b)| a == b).count();
            prop_assert!(same * 10 >= long.len() * 9, "{same} of {} words", long.len());
        }
    }

    #[test]
    fn every_word_is_read_and_progress_is_told() {
        struct Told(std::sync::Mutex<Vec<f32>>);
        impl Monitor for Told {
            fn progress(&self, done: f32) {
                self.0.lock().expect("one thread").push(done);
            }
        }
        let encoder = Encoder::shared().expect("the model is whole");
        let article = article(&STORY.repeat(3));
        let pieces = pieces::cut(&article, &quotations(&article), &encoder.tokenizer, encoder.special);
        let told = Told(std::sync::Mutex::default());
        let reading = reading::read(&encoder.network, &encoder.config, &pieces, encoder.special, &told)
            .expect("the graph runs")
            .expect("nobody cancels");
        // Log probabilities are never zero throughout: nothing was left out.
        assert!(reading.content.iter().all(|row| row.iter().any(|log| *log < 0.0)));
        let steps = told.0.into_inner().expect("one thread");
        assert!(steps.len() > 2 && steps.is_sorted() && steps.last() == Some(&1.0), "{steps:?}");
        let unlike: HashSet<u32> = reading.stance.iter().map(|votes| votes[0].to_bits()).collect();
        assert!(unlike.len() > pieces.words.len() / 2);
    }

    #[test]
    fn words_have_exact_bytes() {
        let encoder = Encoder::shared().expect("the model is whole");
        let text = "Zoë’s cafe\u{301} 🙂 was ﬁne — “yes,” said 王毅.";
        let article = article(text);
        let pieces = pieces::cut(&article, &quotations(&article), &encoder.tokenizer, encoder.special);
        let words: Vec<&str> = pieces.words.iter().map(|span| span.of(text)).collect();
        let expected =
            ["Zoë", "’", "s", "cafe\u{301}", "🙂", "was", "ﬁne", "—", "“", "yes", ",", "”", "said", "王", "毅", "."];
        assert_eq!(words, expected);
    }
}
