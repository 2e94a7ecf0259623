//! Names with their titles: which words before a person's name belong to it, other names among them.

use super::Resolver;
use crate::analyse::actors::CastMention;
use crate::analyse::titles::{self, NominalClass};
use crate::analyse::tokens::{Range, TokenKind, Tokens};
use crate::analysis::{ActorKind, MentionKind};

/// The name that a phrase begins with, its title aside.
pub fn led_by<'a>(resolver: &'a Resolver, part: &Range) -> Option<&'a CastMention> {
    let tokens = resolver.tokens;
    let names = resolver.cast.mentions_in(part);
    let name = names.iter().find(|mention| mention.kind == MentionKind::Name && !mention.possessive)?;
    if let Some(bearer) = bearer(resolver, part) {
        return Some(bearer);
    }
    let title = || titles::run_before(tokens, part.start, name.tokens.start).map(|(run, _, _)| run.start);
    (name.tokens.start == part.start || title() == Some(part.start)).then_some(name)
}

/// The person whose name ends a phrase that begins with the name of a body or place: `House Speaker Ada Brandt`, `Kesselian
/// presidential candidate Ada Brandt`.
pub fn bearer<'a>(resolver: &'a Resolver, part: &Range) -> Option<&'a CastMention> {
    let tokens = resolver.tokens;
    let kind = |name: &CastMention| resolver.cast.member(name.actor).map(|member| member.kind);
    let start = part.start + usize::from(matches!(tokens.lower(part.start), "the" | "former" | "both"));
    let mut names = resolver.cast.mentions_in(part).iter().filter(|mention| mention.kind == MentionKind::Name);
    let first = names.next().filter(|first| first.tokens.start == start && kind(first) != Some(ActorKind::Person))?;
    let person = names.find(|name| kind(name) == Some(ActorKind::Person) && !name.possessive)?;
    let plain = |i: usize| {
        let word = tokens.list.get(i).is_some_and(|token| token.kind != TokenKind::Mark);
        word && !titles::is_preposition(tokens.lower(i)) || tokens.word(i) == "."
    };
    let between = first.tokens.end..person.tokens.start;
    let close = (1..=4).contains(&between.len()) && between.clone().all(plain);
    close.then_some(person)
}

/// Where the title before a name begins, or the name.
pub fn titled_from(tokens: &Tokens, part: &Range, name: &CastMention) -> usize {
    titles::run_before(tokens, part.start, name.tokens.start).map_or(name.tokens.start, |(run, _, _)| run.start)
}

/// Whether a name belongs to the title of a person behind it: `Texas` of `Texas Sen. Ada Brandt`.
pub fn is_in_title(resolver: &Resolver, name: &CastMention, names: &[&CastMention]) -> bool {
    names.iter().any(|bearer| {
        let person = resolver.cast.member(bearer.actor).is_some_and(|member| member.kind == ActorKind::Person);
        let from = titles::run_before(resolver.tokens, name.tokens.end, bearer.tokens.start);
        person && from.is_some_and(|(run, _, _)| run.start == name.tokens.end)
    })
}

/// Whether a phrase is an office in capitals and the person who holds it, and ends with that name.
pub fn ends_in_bearer(resolver: &Resolver, part: &Range, name: &CastMention) -> bool {
    let tokens = resolver.tokens;
    let capital = |i: usize| {
        tokens.word(i).starts_with(char::is_uppercase)
            || matches!(tokens.lower(i), "of" | "for" | "and" | "the" | "former")
    };
    let person = resolver.cast.member(name.actor).is_some_and(|member| member.kind == ActorKind::Person);
    let before = name.tokens.start.checked_sub(1).map_or("", |i| tokens.lower(i));
    // `“Daily Hour” host Ada Brandt`
    let job = titles::nominal_ending_at(tokens, part.start, name.tokens.start)
        .is_some_and(|(_, nominal)| nominal.class == NominalClass::Person && !nominal.plural);
    let plain = |i: usize| !titles::is_preposition(tokens.lower(i)) && !matches!(tokens.word(i), "," | ";" | "–" | "—");
    person
        && !name.possessive
        && name.tokens.end == part.end
        && name.tokens.start > part.start
        && ((part.start..name.tokens.start).all(capital) || job && (part.start..name.tokens.start).all(plain))
        && !titles::is_preposition(before)
        && !matches!(before, "and" | "the" | "former")
}

/// Whether only a title stands between the beginning of the phrase and the name.
pub fn follows_title(tokens: &Tokens, part: &Range, name: &CastMention) -> bool {
    titles::run_before(tokens, part.start, name.tokens.start).is_some_and(|(run, _, _)| run.start == part.start)
}
