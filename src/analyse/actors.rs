//! Who is who: all names of one actor brought together, with its roles, gender and mentions.

mod clusters;
mod genders;
mod nicknames;
mod owned;
mod roles;

use std::collections::HashMap;

use super::gazetteer::Gender;
use super::labels::LabelledName;
use super::names::{self, NameMention};
use super::tagger::Tag;
use super::tokens::{Range, Tokens};
use crate::analysis::{Actor, ActorId, ActorKind, Mention, MentionKind, Role};
use crate::span::Span;

/// Index of a [`Member`] in [`Cast::members`].
pub type ActorIndex = usize;

/// The actors of an article with all their mentions.
#[derive(Clone, Debug, Default)]
pub struct Cast {
    /// The actors in order of first mention.
    pub members: Vec<Member>,
    /// The mentions, ordered by their tokens. Those of one actor do not overlap.
    pub mentions: Vec<CastMention>,
    /// For every token the mention (plus one) that covers it, the longest first.
    at: Vec<u32>,
    /// Actors without a name by their description in small letters.
    unnamed: HashMap<String, ActorIndex>,
}

/// An actor under work.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// What it is.
    pub kind: ActorKind,
    /// The fullest name that the article uses, without title.
    pub name: String,
    /// All names that the article uses, `name` included, in order of first use.
    pub names: Vec<String>,
    /// The name under which the lexicons know it.
    pub known: Option<&'static str>,
    /// Its titles and descriptions, in order of first use.
    pub roles: Vec<RoleWords>,
    /// Its gender, for a person.
    pub gender: Gender,
    /// For a campaign, an administration and the like: the person whose it is.
    pub owner: Option<ActorIndex>,
}

/// A title or description of an actor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleWords {
    /// The tokens, without leading article.
    pub tokens: Range,
    /// As the reader should see it.
    pub text: String,
}

/// One mention of an actor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CastMention {
    /// The tokens, without title, article and possessive ending.
    pub tokens: Range,
    /// Whose.
    pub actor: ActorIndex,
    /// How.
    pub kind: MentionKind,
    /// Whether a possessive ending follows.
    pub possessive: bool,
}

/// Finds all actors of an article that have a name, with their mentions by name and their roles;
/// [`coreference::add_mentions`](super::coreference::add_mentions) adds the other mentions. `quotes` are the spans that
/// stand between quotation marks, in order: what is said inside counts less for who is spoken of outside.
pub fn cast(tokens: &Tokens, tags: &[Tag], quotes: &[Span], labelled: Option<&[LabelledName]>) -> Cast {
    let mentions = names::find(tokens, tags, labelled);
    let mut cast = clusters::gather(tokens, &mentions);
    roles::find(tokens, tags, &mentions, &mut cast);
    nicknames::find(tokens, &mut cast);
    genders::tell(tokens, quotes, &mut cast);
    owned::find(tokens, tags, &mut cast);
    cast.index(tokens.list.len());
    cast
}

impl Cast {
    /// The mention that covers token `i`.
    pub fn mention_at(&self, i: usize) -> Option<&CastMention> {
        let number = self.at.get(i).copied()?.checked_sub(1)?;
        self.mentions.get(number as usize)
    }

    /// The mentions that begin inside the tokens `range`, in order.
    pub fn mentions_in(&self, range: &Range) -> &[CastMention] {
        let first = self.mentions.partition_point(|mention| mention.tokens.start < range.start);
        let last = self.mentions.partition_point(|mention| mention.tokens.start < range.end);
        self.mentions.get(first..last.max(first)).unwrap_or_default()
    }

    /// The first actor that is mentioned in the tokens `range`, one that stands there by name before others.
    pub fn actor_at(&self, range: &Range) -> Option<ActorIndex> {
        let here = self.mentions_in(range);
        let named = here.iter().find(|mention| mention.kind == MentionKind::Name);
        named.or(here.first()).map(|mention| mention.actor)
    }

    /// An actor of that index.
    pub fn member(&self, actor: ActorIndex) -> Option<&Member> {
        self.members.get(actor)
    }

    /// The campaign, administration and the like (`noun`) that is named after `owner`.
    pub fn owned_by(&self, owner: ActorIndex, noun: &str) -> Option<ActorIndex> {
        self.members.iter().position(|member| member.owner == Some(owner) && member.name.to_lowercase().ends_with(noun))
    }

    /// Adds an actor that has no name (`a senior official`), or joins one of the same description; gives its index.
    /// [`Cast::index`] is to be called when all are added.
    pub fn add_unnamed(&mut self, tokens: &Tokens, range: Range) -> ActorIndex {
        let name = tokens.one_line(tokens.span(&range));
        let actor = match self.unnamed.get(&name.to_lowercase()) {
            Some(actor) => *actor,
            None => {
                self.unnamed.insert(name.to_lowercase(), self.members.len());
                self.members.push(Member::new(ActorKind::Unnamed, name));
                self.members.len() - 1
            }
        };
        self.mentions.push(CastMention { tokens: range, actor, kind: MentionKind::Nominal, possessive: false });
        actor
    }

    /// Brings mentions and the index from tokens to them in order; to be called after mentions were added.
    pub fn index(&mut self, tokens: usize) {
        self.mentions
            .sort_by_key(|mention| (mention.tokens.start, std::cmp::Reverse(mention.tokens.end), mention.actor));
        self.mentions.dedup_by(|a, b| a.tokens == b.tokens && a.actor == b.actor);
        self.at = vec![0; tokens];
        for (number, mention) in self.mentions.iter().enumerate() {
            for slot in self.at.get_mut(mention.tokens.clone()).into_iter().flatten().filter(|slot| **slot == 0) {
                *slot = number as u32 + 1;
            }
        }
    }

    /// Notes a role, once.
    pub(super) fn add_role(&mut self, actor: ActorIndex, tokens: &Tokens, range: Range) {
        let mut range = range;
        while matches!(tokens.lower(range.start), "the" | "a" | "an" | "its" | "his" | "her" | "their")
            && range.len() > 1
        {
            range.start += 1;
        }
        if tokens.lower(range.start) == "whose" {
            return;
        }
        let text = tokens.one_line(tokens.span(&range));
        if let Some(member) = self.members.get_mut(actor)
            && !text.is_empty()
            && member.roles.iter().all(|role| role.text.to_lowercase() != text.to_lowercase())
        {
            member.roles.push(RoleWords { tokens: range, text });
            member.roles.sort_by_key(|role| role.tokens.start);
        }
    }

    /// The actors as the rest of the program knows them, the most prominent first, and for every [`ActorIndex`] the id it got.
    /// `weights` adds to an actor's prominence (what it says); it may be shorter than the cast.
    pub fn into_actors(self, tokens: &Tokens, weights: &[f32]) -> (Vec<Actor>, Vec<ActorId>) {
        let mut counts = vec![0.0f32; self.members.len()];
        let mut firsts = vec![usize::MAX; self.members.len()];
        let mut mentions: Vec<Vec<Mention>> = vec![Vec::new(); self.members.len()];
        for mention in &self.mentions {
            let Some(list) = mentions.get_mut(mention.actor) else { continue };
            let span = tokens.span(&mention.tokens);
            if list.last().is_some_and(|last| last.span.overlaps(span)) {
                continue;
            }
            list.push(Mention { span, kind: mention.kind });
            counts[mention.actor] += 1.0;
            firsts[mention.actor] = firsts[mention.actor].min(mention.tokens.start);
        }
        for (count, weight) in counts.iter_mut().zip(weights) {
            *count += weight;
        }
        // A member that was merged into another has no mention left.
        let mut order: Vec<usize> = (0..self.members.len()).filter(|index| counts[*index] > 0.0).collect();
        order.sort_by(|a, b| counts[*b].total_cmp(&counts[*a]).then(firsts[*a].cmp(&firsts[*b])).then(a.cmp(b)));
        let mut ids = vec![ActorId(0); self.members.len()];
        for (id, index) in order.iter().enumerate() {
            ids[*index] = ActorId(id as u32);
        }
        let actors = order
            .iter()
            .filter_map(|index| {
                let member = self.members.get(*index)?;
                Some(Actor {
                    id: ids[*index],
                    kind: member.kind,
                    name: member.name.clone(),
                    aliases: member.names.iter().filter(|name| **name != member.name).cloned().collect(),
                    roles: member
                        .roles
                        .iter()
                        .map(|role| Role { text: role.text.clone(), span: tokens.span(&role.tokens) })
                        .collect(),
                    mentions: std::mem::take(&mut mentions[*index]),
                })
            })
            .collect();
        (actors, ids)
    }
}

impl Member {
    pub(super) fn new(kind: ActorKind, name: String) -> Member {
        Member {
            kind,
            names: vec![name.clone()],
            name,
            known: None,
            roles: Vec::new(),
            gender: Gender::Unknown,
            owner: None,
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::analyse::names::tests::article;
    use crate::analyse::{coreference, tagger};

    /// The actors of a text.
    fn actors(text: &str) -> Vec<Actor> {
        let article = article(text);
        let tokens = Tokens::of(&article);
        let tags = tagger::tag(&tokens);
        let mut cast = cast(&tokens, &tags, &[], None);
        coreference::add_mentions(&mut cast, &tokens, &tags, &[], &coreference::Chains::default());
        cast.into_actors(&tokens, &[]).0
    }

    fn one<'a>(actors: &'a [Actor], name: &str) -> &'a Actor {
        actors.iter().find(|actor| actor.name == name).unwrap_or_else(|| panic!("no {name} in {actors:#?}"))
    }

    #[test]
    fn last_names_join_full_names() {
        let found = actors("Ada Brandt spoke in Kessel. Later Mrs. Brandt left.");
        let ada = one(&found, "Ada Brandt");
        assert_eq!(ada.aliases, ["Brandt"]);
        assert_eq!(ada.mentions.len(), 2);
    }

    #[test]
    fn people_with_one_last_name_stay_apart() {
        let found = actors("Ada Brandt met Jonas Brandt. Then Mr. Brandt left, and Mrs. Brandt stayed.");
        assert_eq!(one(&found, "Ada Brandt").mentions.len(), 2);
        assert_eq!(one(&found, "Jonas Brandt").mentions.len(), 2);
    }

    #[test]
    fn short_forms_in_brackets_are_aliases() {
        let found = actors("The North Sea Treaty Board (NSTB) met in Kessel. NSTB said no. The Board will meet again.");
        let board = one(&found, "North Sea Treaty Board");
        assert_eq!(board.aliases, ["NSTB", "Board"]);
        assert_eq!(board.mentions.len(), 4);
    }

    #[test]
    fn known_aliases_are_one_actor() {
        let found = actors("He left the United States in May. The U.S. and the European Union agreed, the EU said.");
        assert_eq!(one(&found, "United States").aliases, ["U.S."]);
        assert_eq!(one(&found, "European Union").aliases, ["EU"]);
    }

    #[test]
    fn second_names_are_aliases() {
        let found = actors("They caught Dmitri Volkov (also known as the Baker) in Kessel. On Friday the Baker fled.");
        assert_eq!(one(&found, "Dmitri Volkov").aliases, ["Baker"]);
    }

    #[test]
    fn peoples_are_no_states() {
        let found = actors("Russian troops left Russia, and the Russians stayed.");
        assert_eq!(one(&found, "Russia").mentions.len(), 1);
        assert_eq!(one(&found, "Russians").aliases, ["Russian"]);
    }

    #[test]
    fn spellings_with_and_without_accents_are_one() {
        let found = actors("José Tarnó spoke. Later Jose Tarno left.");
        assert_eq!(found.len(), 1);
    }

    #[test]
    fn titles_and_appositions_are_roles() {
        let text =
            "Ada Brandt, the mayor of Kessel, met Tom Reyes, a doctor at the port, said French President Luc Moreau.";
        let found = actors(text);
        let roles = |name: &str| one(&found, name).roles.iter().map(|role| role.text.clone()).collect::<Vec<_>>();
        assert_eq!(roles("Ada Brandt"), ["mayor of Kessel"]);
        assert_eq!(roles("Tom Reyes"), ["doctor at the port"]);
        assert_eq!(roles("Luc Moreau"), ["French President"]);
        for actor in &found {
            assert!(actor.roles.iter().all(|role| role.span.of(text) == role.text));
        }
    }

    #[test]
    fn roles_of_small_owners_are_whole() {
        let found = actors("The clinic’s chief nurse, Omar Pelt, said no.");
        let roles: Vec<_> = one(&found, "Omar Pelt").roles.iter().map(|role| role.text.as_str()).collect();
        assert_eq!(roles, ["clinic’s chief nurse"]);
    }

    #[test]
    fn agencies_in_datelines_are_no_places() {
        let found = actors("They left Ohio (AP) on Friday.");
        assert_eq!(one(&found, "Ohio").aliases, [] as [&str; 0]);
    }

    #[test]
    fn knights_are_called_by_their_first_names() {
        let found = actors("Sir Keir Dunmore spoke in Kessel. Then Sir Keir left.");
        assert_eq!(one(&found, "Keir Dunmore").mentions.len(), 2);
    }

    #[test]
    fn labels_in_capitals_are_people() {
        let found = actors("Erik Dahl is the mayor.\nDAHL: We will build it.\nHART: I will not.");
        assert_eq!(one(&found, "Erik Dahl").aliases, ["DAHL"]);
        assert_eq!(one(&found, "HART").kind, ActorKind::Person);
    }

    #[test]
    fn campaigns_are_actors_of_their_own() {
        let found = actors("Ada Brandt spoke. The Brandt campaign denied it, and Brandt’s campaign paid.");
        let campaign = one(&found, "Brandt campaign");
        assert_eq!((campaign.kind, campaign.mentions.len()), (ActorKind::Organisation, 2));
    }

    #[test]
    fn prominence_sorts_and_ids_follow() {
        let found = actors("Ivo Lang met Ada Brandt. Mrs. Brandt spoke. Brandt left.");
        assert_eq!(found[0].name, "Ada Brandt");
        assert!(found.iter().enumerate().all(|(index, actor)| actor.id.0 as usize == index));
    }
}
