//! Pollsters that nothing but their place before a poll gives away: `an Orva News/Kessel Pulse poll`.

use std::collections::HashSet;

use super::NameMention;
use super::kinds::is_possessive;
use crate::analyse::clauses::is_time;
use crate::analyse::gazetteer::{self, Gender};
use crate::analyse::tokens::{Range, Tokens};
use crate::analysis::ActorKind;
use crate::months::MONTHS;

/// How many tokens the names of a poll's publishers can have together.
const LONGEST: usize = 9;
/// Words between the publishers' names and the poll.
const SORTS: [&str; 7] = ["tracking", "national", "statewide", "state", "exit", "online", "opinion"];

/// Adds to `mentions`, which are in order, the publishers before the word for a poll that are not among them.
pub fn add(tokens: &Tokens, mentions: Vec<NameMention>) -> Vec<NameMention> {
    // What others than bodies are called.
    let taken: HashSet<&str> = mentions
        .iter()
        .filter(|mention| mention.kind != ActorKind::Organisation)
        .flat_map(|mention| mention.tokens.clone())
        .map(|i| tokens.word(i))
        .collect();
    let mut found: Vec<NameMention> = Vec::new();
    for i in (0..tokens.list.len()).filter(|i| matches!(tokens.lower(*i), "poll" | "polls" | "survey" | "surveys")) {
        let mut end = i;
        while end > 0 && SORTS.contains(&tokens.lower(end - 1)) {
            end -= 1;
        }
        let mut pieces = pieces(tokens, end);
        // `Orva Poll Survey`: no word is in two names.
        let last = found.last().map_or(0, |last| last.tokens.end);
        pieces.retain(|piece| piece.start >= last);
        let several = pieces.len() > 1 && !pieces.iter().all(|piece| is_usual(tokens, piece));
        found.extend(pieces.into_iter().filter(|piece| is_new(tokens, (&mentions, &taken), piece, several)).map(
            |piece| {
                let possessive = is_possessive(tokens, piece.end);
                let (kind, gender) = (ActorKind::Organisation, Gender::Unknown);
                let known = gazetteer::whole(&words(tokens, &piece)).filter(|known| known.kind == kind);
                let known = known.map(|known| known.canonical);
                NameMention { tokens: piece, kind, title: None, gender, honorific: false, possessive, known }
            },
        ));
    }
    if found.is_empty() {
        return mentions;
    }
    let covered = |old: &NameMention| {
        let next = found.partition_point(|new| new.tokens.end <= old.tokens.start);
        found.get(next).is_some_and(|new| new.tokens.start < old.tokens.end)
    };
    let mut all: Vec<NameMention> = mentions.into_iter().filter(|old| !covered(old)).collect();
    all.extend(found);
    all.sort_by_key(|mention| mention.tokens.start);
    all
}

/// The names before token `end` that strokes and hyphens join, or the one that stands there.
fn pieces(tokens: &Tokens, end: usize) -> Vec<Range> {
    let first = tokens.sentences.get(tokens.sentence_of(end)).map_or(end, |sentence| sentence.start);
    let least = end.saturating_sub(LONGEST).max(first);
    let capital = |i: usize| tokens.word(i).starts_with(char::is_uppercase);
    let stroke = |i: usize| matches!(tokens.word(i), "/" | "-") && !tokens.spaced(i) && !tokens.spaced(i + 1);
    let joint = |i: usize| matches!(tokens.lower(i), "the" | "of" | "for" | "&");
    let strokes = (least..end).any(stroke);
    let mut start = end;
    while start > least {
        let i = start - 1;
        let inside = joint(i) && strokes && start < end && i > least && capital(i - 1);
        if !capital(i) && !stroke(i) && !inside {
            break;
        }
        start -= 1;
    }
    let opening = |i: usize| {
        matches!(tokens.lower(i), "the" | "a" | "an" | "new" | "latest" | "recent" | "another" | "this" | "in" | "our")
    };
    while start < end && (opening(start) || stroke(start)) {
        start += 1;
    }
    let run: Vec<usize> = (start..end).collect();
    run.split(|i| stroke(*i)).filter_map(|piece| Some(*piece.first()?..piece.last()? + 1)).collect()
}

/// Whether `piece` is a publisher's name that the mentions lack, and no word that others are called by; one of `several` may be
/// more than a part of it that is there.
fn is_new(tokens: &Tokens, (mentions, taken): (&[NameMention], &HashSet<&str>), piece: &Range, several: bool) -> bool {
    let at = mentions.partition_point(|mention| mention.tokens.end <= piece.start);
    let there = mentions.get(at..).unwrap_or_default().iter().take_while(|mention| mention.tokens.start < piece.end);
    let mut there = there.peekable();
    if there.peek().is_some() {
        let part = |mention: &NameMention| {
            mention.tokens.start >= piece.start
                && mention.tokens.end <= piece.end
                && mention.tokens.len() < piece.len()
                && mention.kind != ActorKind::Person
        };
        return several && there.all(part);
    }
    let name = words(tokens, piece);
    let other = gazetteer::whole(&name).is_some_and(|known| known.kind != ActorKind::Organisation);
    let small = |i: usize| tokens.word(i).starts_with(char::is_lowercase);
    // `a Morning Review poll` in running text, but not `New Exit Poll`.
    let plain = !several && (piece.len() < 2 || !small(piece.start.saturating_sub(1)));
    !(other
        || taken.contains(name.as_str())
        || is_time(tokens.lower(piece.end - 1))
        || MONTHS.contains(&tokens.lower(piece.end - 1))
        || plain && is_usual(tokens, piece)
        || name.chars().count() < 3)
}

/// Whether `piece` is made of usual words alone.
fn is_usual(tokens: &Tokens, piece: &Range) -> bool {
    let shouted = |word: &str| word.chars().count() > 1 && word.chars().all(char::is_uppercase);
    piece.clone().all(|i| gazetteer::is_common(tokens.lower(i)) && !shouted(tokens.word(i)))
}

fn words(tokens: &Tokens, range: &Range) -> String {
    range.clone().map(|i| tokens.word(i)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use crate::analyse::names::find;
    use crate::analyse::names::tests::article;
    use crate::analyse::tagger;
    use crate::analyse::tokens::Tokens;

    /// The names of a text where a labeller found none.
    fn names(text: &str) -> Vec<String> {
        let article = article(text);
        let tokens = Tokens::of(&article);
        let names = find(&tokens, &tagger::tag(&tokens), Some(&[]));
        names.iter().map(|name| tokens.span(&name.tokens).of(text).to_owned()).collect()
    }

    #[test]
    fn publishers_of_a_poll_are_named_before_it() {
        assert_eq!(
            names("Few care, said an Orvanews/Call the Voter Poll of 900 people."),
            ["Orvanews", "Call the Voter"]
        );
        assert_eq!(names("Few care, said a new Orva Pulse-KesselMonkey poll."), ["Orva Pulse", "KesselMonkey"]);
        assert_eq!(names("Few care, said a Morning Review tracking poll."), ["Morning Review"]);
        assert_eq!(names("New Poll: few care. A March poll said so, and a Tuesday survey."), [] as [&str; 0]);
    }
}
