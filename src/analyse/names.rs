//! Names in a text: people, organisations, places and groups, by capitals, lexicons, titles and what stands around them.

mod facts;
mod kinds;
mod runs;

use super::gazetteer::Gender;
use super::tagger::Tag;
use super::tokens::{Range, Tokens};
use crate::analysis::ActorKind;

/// One place where somebody or something is called by a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameMention {
    /// The name's tokens, without article, title and possessive ending.
    pub tokens: Range,
    /// What bears the name; never [`ActorKind::Unnamed`].
    pub kind: ActorKind,
    /// The title right before it (`former U.S. President`), adjectives and names that belong to the title included.
    pub title: Option<Range>,
    /// What its title tells of its gender.
    pub gender: Gender,
    /// Whether an honorific (`Mr.`) stands before it: a last name follows.
    pub honorific: bool,
    /// Whether a possessive ending follows (`Oakes’s`, `the Joneses’`).
    pub possessive: bool,
    /// The name under which the lexicons know it (`United States` for `U.S.`).
    pub known: Option<&'static str>,
}

/// Finds the names of a text, in order; they do not overlap. `tags` belong to `tokens`, one each.
pub fn find(tokens: &Tokens, tags: &[Tag]) -> Vec<NameMention> {
    let facts = facts::Facts::of(tokens, tags);
    let mut segments = Vec::new();
    for sentence in 0..tokens.sentences.len() {
        runs::segments(tokens, &facts, sentence, &mut segments);
    }
    kinds::decide(tokens, tags, &facts, segments)
}
