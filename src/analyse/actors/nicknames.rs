//! Second names that the article itself gives: `Volkov (also known as the Baker)`.

use super::{ActorIndex, Cast, CastMention};
use crate::analyse::tokens::{Range, TokenKind, Tokens};
use crate::analysis::{ActorKind, MentionKind};

/// The longest second name, in tokens.
const LONGEST: usize = 4;

/// Joins second names to their actors, for the whole article.
pub fn find(tokens: &Tokens, cast: &mut Cast) {
    let mut given: Vec<(ActorIndex, Range)> = Vec::new();
    for mention in &cast.mentions {
        let group = cast.members.get(mention.actor).is_none_or(|member| member.kind == ActorKind::Group);
        if !group && let Some(range) = second_name(tokens, mention.tokens.end) {
            given.push((mention.actor, range));
        }
    }
    for (actor, range) in given {
        let other = cast.mentions.iter().find(|mention| mention.tokens == range).map(|mention| mention.actor);
        match other {
            Some(other) if other != actor => merge(cast, actor, other),
            Some(_) => {}
            None => mark(tokens, cast, actor, &range),
        }
    }
}

/// The name behind `also known as` and the like at token `at`, without article.
fn second_name(tokens: &Tokens, at: usize) -> Option<Range> {
    let mut i = at;
    if matches!(tokens.word(i), "(" | "," | "—" | "–") {
        i += 1;
    }
    while matches!(tokens.lower(i), "also" | "better" | "widely" | "commonly" | "popularly" | "or" | "who" | "is") {
        i += 1;
    }
    let length = match (tokens.lower(i), tokens.lower(i + 1)) {
        ("known", "as") | ("called", "the") => usize::from(tokens.lower(i) == "known") + 1,
        ("nicknamed" | "dubbed" | "a.k.a." | "aka" | "alias", _) => 1,
        _ => return None,
    };
    i += length;
    while tokens.list.get(i).is_some_and(|token| token.kind == TokenKind::Mark) || tokens.lower(i) == "the" {
        i += 1;
        if i > at + 9 {
            return None;
        }
    }
    let word = |k: usize| {
        tokens.list.get(k).is_some_and(|token| token.kind == TokenKind::Word)
            && tokens.word(k).starts_with(char::is_uppercase)
    };
    let end = (i..i + LONGEST).find(|k| !word(*k)).unwrap_or(i + LONGEST);
    (end > i).then_some(i..end)
}

/// Gives all that is `other`'s to `actor`; `other` stays behind without mentions and is dropped when actors are made.
fn merge(cast: &mut Cast, actor: ActorIndex, other: ActorIndex) {
    for mention in cast.mentions.iter_mut().filter(|mention| mention.actor == other) {
        mention.actor = actor;
    }
    let names = cast.members.get_mut(other).map(|member| std::mem::take(&mut member.names)).unwrap_or_default();
    if let Some(member) = cast.members.get_mut(actor) {
        for name in names {
            if !member.names.contains(&name) {
                member.names.push(name);
            }
        }
    }
}

/// Marks the second name wherever it stands with its capitals.
fn mark(tokens: &Tokens, cast: &mut Cast, actor: ActorIndex, range: &Range) {
    let words: Vec<&str> = range.clone().map(|i| tokens.word(i)).collect();
    let name = tokens.one_line(tokens.span(range));
    let places: Vec<Range> = (range.start..tokens.list.len().saturating_sub(words.len() - 1))
        .map(|start| start..start + words.len())
        .filter(|here| here.clone().zip(&words).all(|(i, word)| tokens.word(i) == *word))
        .collect();
    let taken: Vec<Range> = cast.mentions.iter().map(|mention| mention.tokens.clone()).collect();
    let mut first = 0;
    for here in places {
        while taken.get(first).is_some_and(|other| other.end <= here.start) {
            first += 1;
        }
        if taken.get(first).is_none_or(|other| other.start >= here.end) {
            cast.mentions.push(CastMention { tokens: here, actor, kind: MentionKind::Name, possessive: false });
        }
    }
    cast.mentions.sort_by_key(|mention| mention.tokens.start);
    if let Some(member) = cast.members.get_mut(actor)
        && !member.names.contains(&name)
    {
        member.names.push(name);
    }
}
