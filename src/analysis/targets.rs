//! What targets have in common: the same actor, the same words.

use std::collections::BTreeSet;

use unicode_segmentation::UnicodeSegmentation;

use super::{ActorId, Position};

/// What targets can have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// An actor.
    Actor(ActorId),
    /// A word.
    Word(String),
}

/// What a position is about: its actor, and the words of its target that say something, without their endings.
pub fn marks(position: &Position) -> BTreeSet<Mark> {
    let words = position.target.text.unicode_words().map(str::to_lowercase);
    let mut marks: BTreeSet<Mark> =
        words.filter(|word| says_something(word)).map(|word| Mark::Word(stem(&word).to_owned())).collect();
    marks.extend(position.target.actor.map(Mark::Actor));
    marks
}

/// Words of targets that do not tell what it is about.
const EMPTY: &str = " about after again against allow another around away back because become been before begin being better \
    between both bring could does doing done down each ever every first from further give going good have having help \
    here into itself keep know last less like long look made make many more most much must need never next only other \
    ought over people place same should since some something such take than that their them then there these they thing \
    things this those through time toward towards under until very want ways well were what when where which while will \
    with within without work would year years your people’s ";

fn says_something(word: &str) -> bool {
    word.chars().count() > 3 && word.chars().all(char::is_alphabetic) && !EMPTY.contains(&format!(" {word} "))
}

/// The word without the ending of a plural or a possessive.
fn stem(word: &str) -> &str {
    match word.strip_suffix("ies").or(word.strip_suffix("es")).or(word.strip_suffix('s')) {
        Some(stem) if stem.chars().count() > 3 && !word.ends_with("ss") => stem,
        _ => word.strip_suffix('y').or(word.strip_suffix('e')).unwrap_or(word),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_are_the_same_word() {
        for (one, other) in [("tunnel", "tunnels"), ("policy", "policies"), ("crisis", "crisis"), ("house", "houses")] {
            assert_eq!(stem(one), stem(other));
        }
    }
}
