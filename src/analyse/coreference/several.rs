//! Several people whom one phrase means: `both`, `the two senators`, `the Brandts`.

use super::{Resolver, pronouns};
use crate::analyse::actors::{ActorIndex, CastMention, Member};
use crate::analyse::gazetteer::Gender;
use crate::analyse::tokens::Range;
use crate::analysis::ActorKind;

/// Whom `both`, `the two senators` and `the couple` mean: those who were named together right before.
pub fn of_two(resolver: &Resolver, phrase: &Range) -> Option<Vec<ActorIndex>> {
    let tokens = resolver.tokens;
    let word = |n: usize| if phrase.start + n < phrase.end { tokens.lower(phrase.start + n) } else { "" };
    let two = match (word(0), word(1)) {
        ("both", noun) => phrase.len() <= 2 && noun != "of",
        ("the", "two") => phrase.len() <= 3,
        ("the", "couple" | "pair" | "duo") => phrase.len() == 2,
        _ => false,
    };
    if !two {
        return None;
    }
    let named = pronouns::together(resolver, phrase.start).filter(|actors| actors.len() == 2);
    named.or_else(|| pronouns::last_two(resolver, phrase.start, gender_of(word(phrase.len() - 1))))
}

/// The gender of people whom a noun in the plural means.
fn gender_of(noun: &str) -> Gender {
    match noun {
        "women" | "girls" | "sisters" | "actresses" => Gender::Female,
        "men" | "boys" | "brothers" => Gender::Male,
        _ => Gender::Unknown,
    }
}

/// Those whom a last name in the plural means: `the Brandts`, of Ada and Ivo Brandt.
pub fn family(resolver: &Resolver, name: &CastMention) -> Option<Vec<ActorIndex>> {
    let last = resolver.tokens.word(name.tokens.start).strip_suffix('s').filter(|_| name.tokens.len() == 1)?;
    let members = resolver.cast.members.iter().enumerate();
    let bears =
        |member: &Member| member.kind == ActorKind::Person && member.name.split(' ').skip(1).any(|word| word == last);
    let family: Vec<ActorIndex> = members.filter(|(_, member)| bears(member)).map(|(actor, _)| actor).collect();
    (family.len() > 1).then_some(family)
}
