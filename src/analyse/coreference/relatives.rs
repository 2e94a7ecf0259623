//! Relative pronouns: what `who` and `which` stand behind.

use super::phrases;
use super::{Phrase, Resolution, Resolver};
use crate::analyse::actors::ActorIndex;
use crate::analyse::tagger::Tag;
use crate::analyse::titles;
use crate::analyse::tokens::TokenKind;
use crate::analysis::ActorKind;

/// `who`, `which`: what stands right before.
pub fn antecedent(resolver: &Resolver, at: usize, last: &[ActorIndex]) -> Resolution {
    let tokens = resolver.tokens;
    let mark = |i: usize| tokens.list.get(i).is_some_and(|token| token.kind == TokenKind::Mark);
    let sentence = tokens.sentences.get(tokens.sentence_of(at)).map_or(0, |range| range.start);
    let mut end = at;
    while end > sentence && mark(end - 1) {
        end -= 1;
    }
    // `who … and who`
    if end == at && end > sentence && tokens.lower(end - 1) == "and" {
        let before = (sentence..end - 1).rev().find(|i| tokens.lower(*i) == tokens.lower(at));
        return before.map_or_else(Resolution::default, |before| antecedent(resolver, before, last));
    }
    // The noun phrase that ends there, from its determiner or name on.
    let mut start = end;
    while start > sentence && end - start < 12 {
        let before = start - 1;
        let lower = tokens.lower(before);
        let verb = resolver.tags.get(before).is_some_and(|tag: &Tag| tag.is_finite());
        if mark(before) && tokens.word(before) != "&" || verb || matches!(lower, "and" | "but" | "that" | "who") {
            break;
        }
        start = before;
        let determiner = matches!(lower, "the" | "a" | "an" | "his" | "her" | "their" | "its");
        if determiner && !(start > sentence && titles::is_preposition(tokens.lower(start - 1))) {
            break;
        }
    }
    let found = |actor, confidence| Resolution {
        actors: vec![actor],
        confidence,
        candidates: vec![actor],
        phrase: Phrase::Pronoun,
    };
    let kind = |actor| resolver.cast.member(actor).map(|member| member.kind);
    let who = matches!(tokens.lower(at), "who" | "whose");
    let fits = |actor: ActorIndex| !who || matches!(kind(actor), Some(ActorKind::Person | ActorKind::Group));
    let here = resolver.cast.mentions_in(&(start..end));
    if let Some(actor) = resolver.role_ending_at(end).filter(|actor| fits(*actor)) {
        return found(actor, 0.85);
    }
    if let Some(name) = here.iter().rev().find(|mention| mention.tokens.end == end && fits(mention.actor)) {
        return found(name.actor, 0.9);
    }
    // `Ada Brandt of Kessel, who`
    let person =
        here.iter().rev().find(|mention| kind(mention.actor) == Some(ActorKind::Person) && !mention.possessive);
    if let Some(person) = person.filter(|_| who)
        && matches!(tokens.lower(person.tokens.end), "of" | "from" | "(")
        && end - person.tokens.end <= 6
    {
        return found(person.actor, 0.8);
    }
    if start < end {
        let inner = phrases::single(resolver, &(start..end), last);
        if let [actor] = inner.actors[..]
            && fits(actor)
        {
            return found(actor, inner.confidence * 0.95);
        }
        // `Ada Brandt, the mayor, who`: the name before the apposition.
        let comma = start.checked_sub(1).filter(|i| tokens.word(*i) == ",");
        let name = comma.and_then(|comma| comma.checked_sub(1)).and_then(|i| resolver.cast.mention_at(i));
        if let Some(name) = name
            && kind(name.actor) == Some(ActorKind::Person)
        {
            return found(name.actor, 0.75);
        }
    }
    Resolution { phrase: Phrase::Pronoun, ..Resolution::default() }
}
