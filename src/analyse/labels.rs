//! Labels: which words are names, sources, cues and contents, as a trained model sees them.
//!
//! The steps that follow do not know where labels come from: they are handed by whatever is a [`Labeller`]. The one that
//! ships with the program is the [`Encoder`](super::encoder::Encoder).

use thiserror::Error;

use super::Monitor;
use super::quotation::Quotations;
use crate::analysis::{ActorKind, Stance};
use crate::article::Article;
use crate::span::Span;

/// What labels the words of an article.
pub trait Labeller: Send + Sync {
    /// The labels of `article`, whose quotation marks are `quotations`. The monitor is told the share that is done and may
    /// end the work.
    fn label(&self, article: &Article, quotations: &Quotations, monitor: &dyn Monitor) -> Result<Labels, Unlabelled>;
}

/// Why there are no labels.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Unlabelled {
    /// The monitor ended the work.
    #[error("the analysis was cancelled")]
    Cancelled,
    /// The labeller does not work; the message tells the remedy.
    #[error("{0}")]
    Failed(String),
}

/// The labels of one article. All spans are byte ranges of words, ordered by their first bytes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Labels {
    /// Names, without overlap.
    pub names: Vec<LabelledName>,
    /// Attributions; the contents of two of them do not overlap.
    pub attributions: Vec<LabelledAttribution>,
    /// Words that mention somebody or something, each with what it may go back to.
    pub mentions: Vec<LabelledMention>,
}

/// The head word of a mention (`Brandt`, `senator`, `she`), with what it may go back to.
#[derive(Clone, Debug, PartialEq)]
pub struct LabelledMention {
    /// Its head word.
    pub head: Span,
    /// Indices among the mentions before it of what it may go back to and how likely each is, the likeliest first. What is
    /// missing to 1 is the probability that it goes back to none of them.
    pub antecedents: Vec<(usize, f32)>,
}

/// A name that was labelled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LabelledName {
    /// Its words, without article, title and possessive ending.
    pub span: Span,
    /// What bears it; none for what is no actor (an event, a product, a work).
    pub kind: Option<ActorKind>,
    /// How sure the labeller is, from 0 to 1.
    pub probability: f32,
}

/// An attribution that was labelled.
#[derive(Clone, Debug, PartialEq)]
pub struct LabelledAttribution {
    /// The words that name who speaks.
    pub source: Option<Span>,
    /// The words that say that something is said.
    pub cue: Option<Span>,
    /// What is said: ordered, without overlap, never empty.
    pub content: Vec<Span>,
    /// What a position that it states is about; none where it is not marked.
    pub target: Option<Span>,
    /// How likely each stance is.
    pub stance: StanceProbabilities,
    /// How sure the labeller is that these words are attributed, from 0 to 1.
    pub probability: f32,
}

/// A probability for each stance, and for none; they add up to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct StanceProbabilities {
    /// That no position is stated.
    pub none: f32,
    /// In the order of [`Stance::ALL`].
    pub each: [f32; Stance::ALL.len()],
}
