//! How far a phrase reaches: the words around it that belong to it, and phrases that can name nobody.

use super::Resolver;
use crate::analyse::names::words;
use crate::analyse::titles;
use crate::analyse::tokens::{Range, TokenKind};
use crate::analysis::{ActorKind, MentionKind};

/// With the rest of a name, possessive or apposition of which the phrase is a part: `Guild` of `the Traders’ Guild`, `the
/// alliance` of `the alliance’s secretary-general`, `its prime minister` before `, Ada Brandt,`.
pub fn whole(resolver: &Resolver, phrase: Range) -> Range {
    let tokens = resolver.tokens;
    if phrase.is_empty() {
        return phrase;
    }
    let Range { mut start, mut end } = phrase;
    if let Some(name) = resolver.cast.mention_at(start).filter(|name| name.kind == MentionKind::Name) {
        start = name.tokens.start.min(start);
    }
    if let Some(name) = resolver.cast.mention_at(end - 1).filter(|name| name.kind == MentionKind::Name) {
        end = name.tokens.end.max(end);
    }
    if matches!(tokens.word(end), "’s" | "'s" | "’" | "'") && !tokens.spaced(end) {
        let longest = (end + 1..end + 6)
            .rev()
            .find(|to| titles::nominal_ending_at(tokens, end + 1, *to).is_some_and(|(n, _)| end + 1 + n <= *to));
        if let Some(longest) = longest.filter(|longest| tokens.sentence_of(*longest - 1) == tokens.sentence_of(end)) {
            end = longest;
        }
    }
    let role = titles::nominal_ending_at(tokens, start, end)
        .is_some_and(|(_, nominal)| nominal.class == titles::NominalClass::Person && !nominal.plural);
    let bare = (start..end).all(|i| resolver.cast.mention_at(i).is_none_or(|name| name.possessive));
    if role && bare && tokens.word(end) == "," {
        let name = (end + 1..end + 4).find_map(|i| resolver.cast.mention_at(i).filter(|name| name.tokens.start == i));
        let person = name.filter(|name| {
            let member = resolver.cast.member(name.actor);
            let titled = titles::run_before(tokens, end + 1, name.tokens.start)
                .map_or(name.tokens.start, |(run, _, _)| run.start);
            let closed = tokens.list.get(name.tokens.end).is_none_or(|token| token.kind == TokenKind::Mark);
            member.is_some_and(|member| member.kind == ActorKind::Person)
                && name.kind == MentionKind::Name
                && titled == end + 1
                && closed
                && !name.possessive
        });
        if let Some(person) = person {
            end = person.tokens.end;
        }
    }
    start..end
}

/// What can be a subject and is no speaker: `this`, `you`, `nobody`, `no candidate`, a verb that opens a quotation.
pub fn is_nobody(resolver: &Resolver, phrase: &Range) -> bool {
    let tokens = resolver.tokens;
    let first = tokens.lower(phrase.start);
    let single = phrase.len() == 1;
    let word = |i: usize| words::is(tokens.lower(i), words::Class::Opening);
    single
        && (matches!(first, "this" | "these" | "those" | "there" | "what" | "you" | "nobody" | "none" | "nothing")
            || word(phrase.start) && resolver.cast.mention_at(phrase.start).is_none())
        || matches!(first, "no")
}
