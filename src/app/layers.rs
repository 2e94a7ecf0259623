//! Which marks are shown in the text, and what their colours tell.

use serde::{Deserialize, Serialize};

/// The layers of marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Layers {
    /// Names and what stands for them.
    pub names: bool,
    /// Quotes, with their bars in the margin.
    pub quotes: bool,
    /// Positions: the flags in the margin.
    pub positions: bool,
}

impl Default for Layers {
    fn default() -> Self {
        Self { names: true, quotes: true, positions: true }
    }
}

/// What the colours of names, bars and swatches tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ColorBy {
    /// Who it is: the most prominent actors have a colour of their own, all others are grey.
    #[default]
    Actor,
    /// What it is: a person, an organisation, a place, a group.
    Kind,
    /// Nothing: all are grey.
    Nothing,
}
