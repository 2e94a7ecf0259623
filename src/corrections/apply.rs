//! Corrections laid over an analysis.

mod actors;
mod draft;
mod find;
mod said;

use self::draft::Draft;
use super::{Correction, Finding};
use crate::analysis::Analysis;
use crate::article::Article;

/// An analysis with corrections applied.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Corrected {
    /// What is to be shown.
    pub analysis: Analysis,
    /// The corrections that fit nowhere, in their order.
    pub orphans: Vec<Orphan>,
}

/// A correction that does not fit the article or its analysis, and changed nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Orphan {
    /// Its place in the list.
    pub index: usize,
    /// What stood in its way.
    pub why: Why,
}

/// Why a correction could not be applied. Each prints as a short sentence for readers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// The words are gone, or stand in several places that cannot be told apart.
    #[error("The article no longer has these words, or has them in several places.")]
    WordsNotFound,
    /// The words are there, and no actor is known by them, or several are.
    #[error("Nobody is known by these words any more.")]
    NoActor,
    /// The words are there, and no quote is made of them.
    #[error("These words are no quote any more.")]
    NoQuote,
    /// The words are there, and no position rests on them, or several do.
    #[error("These words show no single position any more.")]
    NoPosition,
    /// The actor has no such role.
    #[error("The actor is not called that any more.")]
    NoRole,
    /// The correction holds no name, or no words.
    #[error("The correction says nothing.")]
    Empty,
    /// All mentions would go to the new actor.
    #[error("Nothing would be left of the actor.")]
    NothingLeft,
}

/// Applies `corrections` one after the other to what was found in `article`. Neither is changed; the same input gives the
/// same result. Each correction is applied or is an orphan.
///
/// All ids in the result are indices again, in an order that keeps as much of the old one as it can.
pub fn apply(article: &Article, analysis: &Analysis, corrections: &[Correction]) -> Corrected {
    let mut draft = Draft::new(&article.text, analysis.clone());
    let mut orphans = Vec::new();
    for (index, correction) in corrections.iter().enumerate() {
        if let Err(why) = put_right(&mut draft, correction) {
            orphans.push(Orphan { index, why });
        }
    }
    Corrected { analysis: draft.finish(), orphans }
}

/// Applies a correction wholly, or not at all.
fn put_right(draft: &mut Draft<'_>, correction: &Correction) -> Result<(), Why> {
    match correction {
        Correction::MergeActors { into, from } => draft.merge(into, from),
        Correction::SplitActor { actor, mentions, name } => draft.split(actor, mentions, name),
        Correction::RenameActor { actor, name } => draft.rename(actor, name),
        Correction::SetKind { actor, kind } => draft.set_kind(actor, *kind),
        Correction::AddRole { actor, role, place } => draft.add_role(actor, role, place),
        Correction::RemoveRole { actor, role } => draft.remove_role(actor, role),
        Correction::AddActor { mention, kind, name } => draft.add_actor(mention, *kind, name),
        Correction::AddMention { actor, mention } => draft.add_mention(actor, mention),
        Correction::SetSpeakers { quote, speakers } => draft.set_speakers(quote, speakers),
        Correction::AddQuote { content, kind, speakers } => draft.add_quote(content, *kind, speakers),
        Correction::AddPosition { evidence, holders, stance, target, quote } => {
            draft.add_position(evidence, holders, *stance, target, quote.as_ref())
        }
        Correction::SetStance { position, stance } => draft.set_stance(position, *stance),
        Correction::SetTarget { position, target } => draft.set_target(position, target),
        Correction::Judge { finding: Finding::Actor { actor }, right } => draft.judge_actor(actor, *right),
        Correction::Judge { finding: Finding::Mention { actor, mention }, right } => {
            draft.judge_mention(actor, mention, *right)
        }
        Correction::Judge { finding: Finding::Quote { quote }, right } => draft.judge_quote(quote, *right),
        Correction::Judge { finding: Finding::Position { position }, right } => draft.judge_position(position, *right),
    }
}
