//! The encoder: a small transformer, trained for this program, that labels names, attributions and stances.
//!
//! Six layers of 384 numbers (all-MiniLM-L6-v2) with heads that are read at the first piece of each word;
//! `assets/model/MODEL_CARD.md` tells what it was trained on and how well it does, `training/model/` trains it. Its weights
//! lie in the program, so that it needs no file and no network, and are read when they are first needed. Whatever is
//! computed here is computed alike by `training/model/decode.py`.

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
        Ok(decode::labels(&reading, &self.config, &pieces))
    }
}
