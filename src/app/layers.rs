//! Which marks are shown in the text.

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
