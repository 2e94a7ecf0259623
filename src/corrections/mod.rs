//! What readers put right: kept as a list beside the article, and laid over the analysis each time it is made.
//!
//! A [`Correction`] points at its place by the words that stand there, never by a number. So it survives a new analysis and
//! a changed article; where its words are gone, or could be meant in two places, it becomes an [`Orphan`] and changes
//! nothing.

mod apply;
mod correction;
mod file;
mod history;
mod keys;

pub use apply::{Corrected, Orphan, Why, apply};
pub use correction::{Correction, Finding, TargetWords};
pub use file::{CorrectionFile, CorrectionFileError, path_beside, path_in};
pub use history::History;
pub use keys::{ActorKey, PositionKey, QuoteKey};
