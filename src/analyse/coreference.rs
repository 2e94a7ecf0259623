//! Who is meant by a phrase: a name, a pronoun, a description, or several of them together.
//!
//! Every sentence keeps the list of the actors it mentions, with a weight each: subjects weigh most, what stands between
//! quotation marks least. A phrase is resolved by looking back over a bounded number of such lists, so that the work grows with
//! the length of the text and no faster.

mod bodies;
mod campaigns;
mod chains;
mod descriptions;
mod documents;
mod evidence;
mod extent;
mod issuers;
mod phrases;
mod pronouns;
mod relatives;
mod several;
mod standing;
mod titled;

use std::collections::HashMap;

use super::actors::{ActorIndex, Cast, CastMention};
use super::tagger::Tag;
use super::tokens::{Range, Tokens};
use crate::analysis::MentionKind;
use crate::span::Span;
pub use chains::Chains;
pub use evidence::Evidence;
use standing::Standing;

/// How many sentences back a pronoun is looked for.
const SENTENCES_BACK: usize = 6;

/// What a phrase stands for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Resolution {
    /// Who is meant: nobody when it is not clear, several when they are named together.
    pub actors: Vec<ActorIndex>,
    /// How sure that is, from 0 to 1.
    pub confidence: f32,
    /// Who else, or who at all, may be meant, the likeliest first; at most four.
    pub candidates: Vec<ActorIndex>,
    /// What sort of phrase it is.
    pub phrase: Phrase,
}

/// A sort of phrase.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Phrase {
    /// It holds the actor's name.
    Name,
    /// It is a pronoun.
    Pronoun,
    /// It describes an actor that has a name elsewhere (`the senator`).
    Nominal,
    /// It describes somebody or something without a name (`a senior official`, `Orva’s supporters`).
    Unnamed,
    /// None of these.
    #[default]
    Other,
}

/// An actor as a sentence mentions it.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    token: usize,
    actor: ActorIndex,
    standing: Standing,
    /// How much it draws later pronouns.
    weight: f32,
}

/// Resolves phrases of one article.
pub struct Resolver<'a> {
    cast: &'a Cast,
    tokens: &'a Tokens<'a>,
    tags: &'a [Tag],
    quotes: &'a [Span],
    chains: &'a Chains,
    /// For every sentence, in order of the text.
    candidates: Vec<Vec<Candidate>>,
    /// People by the words of their roles.
    by_role: HashMap<String, Vec<ActorIndex>>,
    /// The token of everybody's first mention by name.
    firsts: Vec<usize>,
    /// Everybody's mentions by name, in order of the text.
    names: Vec<Vec<&'a CastMention>>,
    /// Whose role ends right before a token.
    role_ends: HashMap<usize, ActorIndex>,
}

/// Adds to a cast the mentions by pronoun and description, and the roles that descriptions tell. `quotes` are the spans
/// between quotation marks, in order.
pub fn add_mentions(cast: &mut Cast, tokens: &Tokens, tags: &[Tag], quotes: &[Span], chains: &Chains) {
    let (mentions, roles) = Resolver::new(cast, tokens, tags, quotes, chains).all();
    for (actor, role) in roles {
        cast.add_role(actor, tokens, role);
    }
    cast.mentions.extend(mentions);
    cast.index(tokens.list.len());
}

impl<'a> Resolver<'a> {
    /// Gets ready for the article of `cast`. `quotes` are the spans between quotation marks, in order.
    pub fn new(
        cast: &'a Cast,
        tokens: &'a Tokens<'a>,
        tags: &'a [Tag],
        quotes: &'a [Span],
        chains: &'a Chains,
    ) -> Self {
        let mut by_role: HashMap<String, Vec<ActorIndex>> = HashMap::new();
        for (actor, member) in cast.members.iter().enumerate() {
            for role in &member.roles {
                for i in role.tokens.clone() {
                    let list = by_role.entry(tokens.lower(i).trim_end_matches('.').to_owned()).or_default();
                    if list.last() != Some(&actor) {
                        list.push(actor);
                    }
                }
            }
        }
        let mut role_ends = HashMap::new();
        for (actor, member) in cast.members.iter().enumerate() {
            role_ends.extend(member.roles.iter().map(|role| (role.tokens.end, actor)));
        }
        let mut firsts = vec![usize::MAX; cast.members.len()];
        let mut names = vec![Vec::new(); cast.members.len()];
        for mention in &cast.mentions {
            if let Some(list) = names.get_mut(mention.actor).filter(|_| mention.kind == MentionKind::Name) {
                list.push(mention);
            }
            if let Some(first) = firsts.get_mut(mention.actor) {
                *first = mention.tokens.start.min(*first);
            }
        }
        let mut resolver = Resolver {
            cast,
            tokens,
            tags,
            quotes,
            chains,
            candidates: vec![Vec::new(); tokens.sentences.len()],
            by_role,
            firsts,
            names,
            role_ends,
        };
        for mention in &cast.mentions {
            let standing = resolver.standing(&mention.tokens, mention.possessive, mention.kind);
            resolver.note(mention.tokens.start, mention.actor, standing);
        }
        resolver
    }

    /// Who is meant by the tokens of `phrase`, the words that name a source. `last` are the speakers of the quote before, as far as known.
    pub fn resolve(&self, phrase: &Range, last: &[ActorIndex]) -> Resolution {
        phrases::resolve(self, phrase, last)
    }

    /// What speaks for each actor that the pronoun at token `at` may stand for; none where no pronoun of the third person is.
    pub fn evidence(&self, at: usize, last: &[ActorIndex]) -> Vec<Evidence> {
        pronouns::wanted(self.tokens.lower(at)).map_or_else(Vec::new, |wanted| evidence::of(self, at, wanted, last))
    }

    /// From the words of `source`, which mean `actor`, to its fullest name, each going back to the next.
    pub fn chain(&self, source: &Range, actor: ActorIndex) -> Vec<Range> {
        let named = |range: &Range| {
            let here = self.cast.mentions_in(range);
            here.iter().find(|mention| mention.actor == actor && mention.kind == MentionKind::Name)
        };
        // Without what is set behind between commas.
        let comma = source.clone().skip(1).find(|i| self.tokens.word(*i) == ",").unwrap_or(source.end);
        let mut chain = vec![named(source).map_or(source.start..comma, |name| name.tokens.clone())];
        if named(source).is_none() {
            chain.extend(self.chains.between(source, actor).into_iter().map(|token| self.mention_around(token, actor)));
        }
        let own = self.names.get(actor).map_or(&[][..], Vec::as_slice);
        let mut name = chain.last().and_then(named);
        if name.is_none() {
            let behind = own.partition_point(|name| name.tokens.start < source.start);
            name = own[..behind].last().or(own.get(behind)).copied();
            chain.extend(name.map(|name| name.tokens.clone()));
        }
        let words = |mention: &CastMention| self.tokens.one_line(self.tokens.span(&mention.tokens));
        let fullest = self.cast.member(actor).map_or("", |member| member.name.as_str());
        if name.is_some_and(|name| words(name) != fullest) {
            chain.extend(own.iter().find(|name| words(name) == fullest).map(|full| full.tokens.clone()));
        }
        chain
    }

    /// The mention of `actor` that covers a token; the token alone where it is none.
    fn mention_around(&self, token: usize, actor: ActorIndex) -> Range {
        let mention = self.cast.mention_at(token).filter(|mention| mention.actor == actor);
        mention.map_or(token..token + 1, |mention| mention.tokens.clone())
    }

    /// The mentions by pronoun and description outside quotation marks that are plain enough to be counted, and the roles
    /// that were found on the way.
    fn all(mut self) -> (Vec<CastMention>, Vec<(ActorIndex, Range)>) {
        let mut mentions = Vec::new();
        let mut roles = Vec::new();
        for sentence in 0..self.tokens.sentences.len() {
            let Some(range) = self.tokens.sentences.get(sentence).cloned() else { continue };
            for i in range.clone() {
                let pronoun = pronouns::third_person(self.tokens.lower(i));
                let found = if pronoun.is_some() && !self.quoted(i) {
                    let resolution = self.resolve(&(i..i + 1), &[]);
                    (resolution.confidence >= 0.5).then_some((i..i + 1, resolution, MentionKind::Pronoun))
                } else if let Some(range) = descriptions::definite_at(&self, i).filter(|_| !self.quoted(i)) {
                    let resolution = self.resolve(&range, &[]);
                    (resolution.confidence >= 0.5 && resolution.phrase == Phrase::Nominal).then_some((
                        range,
                        resolution,
                        MentionKind::Nominal,
                    ))
                } else {
                    None
                };
                let Some((range, resolution, kind)) = found else { continue };
                let [actor] = resolution.actors[..] else { continue };
                let named = self.cast.mentions_in(&range);
                let blocked = named.iter().any(|mention| mention.actor == actor);
                if blocked {
                    continue;
                }
                let standing = self.standing(&range, false, kind);
                self.note(range.start, actor, standing);
                if kind == MentionKind::Nominal && descriptions::tells_a_role(&self, &range) {
                    roles.push((actor, range.clone()));
                }
                mentions.push(CastMention { tokens: range, actor, kind, possessive: false });
            }
        }
        (mentions, roles)
    }

    fn role_ending_at(&self, end: usize) -> Option<ActorIndex> {
        self.role_ends.get(&end).copied()
    }

    /// How often an actor is mentioned before token `at`.
    fn mentioned_before(&self, actor: ActorIndex, at: usize) -> usize {
        let names = self.names.get(actor).map_or(&[][..], Vec::as_slice);
        names.partition_point(|name| name.tokens.start < at)
    }

    /// Whether token `at` is the first of its sentence, a conjunction and marks aside.
    fn begins_sentence(&self, at: usize) -> bool {
        let Some(range) = self.tokens.sentences.get(self.tokens.sentence_of(at)) else { return false };
        (range.start..at)
            .all(|i| matches!(self.tokens.lower(i), "but" | "and" | "so" | "yet" | "then" | "," | "“" | "\""))
    }

    fn first_mention(&self, actor: ActorIndex) -> usize {
        self.firsts.get(actor).copied().unwrap_or(usize::MAX)
    }

    fn note(&mut self, token: usize, actor: ActorIndex, standing: Standing) {
        let sentence = self.tokens.sentence_of(token);
        if let Some(list) = self.candidates.get_mut(sentence) {
            let at = list.partition_point(|candidate| candidate.token <= token);
            list.insert(at, Candidate { token, actor, standing, weight: standing.weight() });
        }
    }

    /// Whether token `i` stands between quotation marks.
    fn quoted(&self, i: usize) -> bool {
        let Some(token) = self.tokens.list.get(i) else { return false };
        let next = self.quotes.partition_point(|quote| quote.start <= token.span.start);
        // Quotes may be nested: look at the few that begin before.
        self.quotes[next.saturating_sub(3)..next].iter().any(|quote| quote.contains(token.span.start))
    }
}

#[cfg(test)]
mod tests;
