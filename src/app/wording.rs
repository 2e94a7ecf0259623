//! Words that several parts of the window use, so that one thing is called by one name.

use super::theme::kind_label;
use crate::analysis::{ActorId, Analysis, QuoteKind};
use crate::anchor::Anchor;
use crate::corrections::{ActorKey, Correction, Finding};

/// What is said of a quote that is nobody's.
pub const NOBODY: &str = "Nobody is named as the speaker";

/// `3 quotes`, `1 quote`.
pub fn count(number: usize, word: &str) -> String {
    if number == 1 { format!("1 {word}") } else { format!("{number} {word}s") }
}

/// A number in little room: `966`, `4.1k`, `33k`.
pub fn short(number: usize) -> String {
    match number {
        0..1_000 => number.to_string(),
        1_000..10_000 => format!("{}.{}k", number / 1_000, number % 1_000 / 100),
        _ => format!("{}k", number / 1_000),
    }
}

/// How a quote is told.
pub const fn kind(kind: QuoteKind) -> &'static str {
    match kind {
        QuoteKind::Direct => "word for word",
        QuoteKind::Mixed => "partly word for word",
        QuoteKind::Indirect => "without quotation marks",
    }
}

/// How sure the program is of something: `43 % sure`.
pub fn sureness(confidence: f32) -> String {
    format!("{:.0} % sure", confidence.clamp(0.0, 1.0) * 100.0)
}

/// `A`, `A and B`, `A, B and C`; `None` for nobody.
pub fn names(analysis: &Analysis, ids: &[ActorId]) -> Option<String> {
    let names: Vec<&str> = ids.iter().filter_map(|id| analysis.actor(*id)).map(|actor| actor.name.as_str()).collect();
    let (last, first) = names.split_last()?;
    Some(if first.is_empty() { (*last).to_owned() } else { format!("{} and {last}", first.join(", ")) })
}

/// At most `letters` characters of `words`, cut behind a word, without line ends.
pub fn excerpt(words: &str, letters: usize) -> String {
    let mut short = String::new();
    for word in words.split_whitespace() {
        if short.chars().count() + word.chars().count() > letters && !short.is_empty() {
            short.push_str(" …");
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    short
}

/// What a correction says, in a sentence.
pub fn told(correction: &Correction) -> String {
    let names = |speakers: &[ActorKey]| match speakers {
        [] => "nobody".to_owned(),
        speakers => speakers.iter().map(|actor| actor.name.as_str()).collect::<Vec<_>>().join(", "),
    };
    match correction {
        Correction::MergeActors { into, from } => format!("{} is the same as {}.", from.name, into.name),
        Correction::SplitActor { actor, mentions, name } if mentions.len() > 1 => {
            format!("{name}, in {} mentions, is not {}.", mentions.len(), actor.name)
        }
        Correction::SplitActor { actor, name, .. } => format!("{name} is not {}.", actor.name),
        Correction::RenameActor { actor, name } => format!("{} is called {name}.", actor.name),
        Correction::SetKind { actor, kind } => format!("{} is of the kind {}.", actor.name, kind_label(*kind)),
        Correction::AddRole { actor, role, .. } => format!("{} is “{role}”.", actor.name),
        Correction::RemoveRole { actor, role } => format!("{} is not “{role}”.", actor.name),
        Correction::SetSpeakers { quote, speakers } => {
            format!("“{}” is said by {}.", beginning(&quote.content), names(speakers))
        }
        Correction::SetStance { position, stance } => {
            format!("The stance at “{}” is “{}”.", beginning(&position.evidence), stance.label())
        }
        Correction::SetTarget { position, target } => {
            let about = target.place.as_ref().map_or(&target.text, |place| &place.exact);
            format!("The position at “{}” is about “{about}”.", beginning(&position.evidence))
        }
        Correction::AddQuote { content, speakers, .. } => {
            format!("“{}” is a quote by {}.", beginning(content), names(speakers))
        }
        Correction::AddPosition { holders, stance, target, .. } => {
            let about = target.place.as_ref().map_or(&target.text, |place| &place.exact);
            format!("{} {} “{about}”.", capitalised(&names(holders)), stance.label())
        }
        Correction::AddActor { kind, name, .. } => format!("{name} is an actor, {}.", kind_label(*kind)),
        Correction::AddMention { actor, mention } => format!("“{}” means {}.", mention.exact, actor.name),
        Correction::Judge { finding, right } => {
            let what = match finding {
                Finding::Actor { actor } => actor.name.clone(),
                Finding::Mention { actor, mention } => format!("“{}” for {}", mention.exact, actor.name),
                Finding::Quote { quote } => format!("The quote “{}”", beginning(&quote.content)),
                Finding::Position { position } => format!("The position at “{}”", beginning(&position.evidence)),
            };
            format!("{what} is {}.", if *right { "right" } else { "wrong" })
        }
    }
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The first words of what stands at some anchors, without quotation marks around them.
fn beginning(pieces: &[Anchor]) -> String {
    const LETTERS: usize = 40;
    let words = pieces.first().map(|piece| piece.exact.as_str()).unwrap_or_default();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = words.trim_matches(['“', '”', '"', ',', '.']);
    match words.char_indices().nth(LETTERS) {
        Some((at, _)) => format!("{} …", words.get(..at).unwrap_or_default().trim_end()),
        None => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_numbers_are_cut_short() {
        for (number, words) in [(0, "0"), (999, "999"), (1_000, "1.0k"), (4_199, "4.1k"), (33_120, "33k")] {
            assert_eq!(short(number), words);
        }
    }

    #[test]
    fn excerpts_end_behind_a_word() {
        assert_eq!(excerpt("one\n two three", 9), "one two …");
        assert_eq!(excerpt("one", 9), "one");
    }
}
