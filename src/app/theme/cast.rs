//! Which actors have a colour of their own.

use std::collections::HashMap;

use crate::analysis::{ActorId, Analysis};
use crate::app::layers::ColorBy;
use crate::span::Span;

/// How many actors have a colour of their own: more colours cannot be told apart.
pub const OWN: usize = 8;

/// The actors that have a colour of their own, and what colours tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cast {
    /// What colours tell.
    pub by: ColorBy,
    /// For each colour the actor that has it.
    actors: [Option<ActorId>; OWN],
}

impl Default for Cast {
    fn default() -> Self {
        Self::NOBODY
    }
}

impl Cast {
    /// Nobody has a colour of its own, and colours tell kinds.
    pub const NOBODY: Self = Self { by: ColorBy::Kind, actors: [None; OWN] };

    /// The most prominent actors of `found`, as they are called in `shown`, which is the same with corrections.
    ///
    /// Each colour goes to the actor of `shown` that has most of the mentions: it stays with a renamed actor, with the
    /// larger part of a split one, and with the more prominent of two that are merged. The colour that is left over then
    /// is nobody's: no other actor changes colour by a correction.
    pub fn new(found: &Analysis, shown: &Analysis) -> Self {
        let mut owners: HashMap<Span, usize> = HashMap::new();
        for (place, actor) in found.actors.iter().take(OWN).enumerate() {
            for mention in &actor.mentions {
                owners.entry(mention.span).or_insert(place);
            }
        }
        let mut shares: Vec<(usize, std::cmp::Reverse<usize>, ActorId)> = Vec::new();
        for actor in &shown.actors {
            let mut counts = [0_usize; OWN];
            for place in actor.mentions.iter().filter_map(|mention| owners.get(&mention.span)) {
                if let Some(count) = counts.get_mut(*place) {
                    *count += 1;
                }
            }
            let counts = counts.into_iter().enumerate().filter(|(_, count)| *count > 0);
            shares.extend(counts.map(|(place, count)| (place, std::cmp::Reverse(count), actor.id)));
        }
        shares.sort_unstable();
        let mut actors = [None; OWN];
        for (place, _, actor) in shares {
            if !actors.contains(&Some(actor))
                && let Some(slot @ None) = actors.get_mut(place)
            {
                *slot = Some(actor);
            }
        }
        Self { by: ColorBy::Actor, actors }
    }

    /// The same, with colours that tell something else.
    pub const fn telling(self, by: ColorBy) -> Self {
        Self { by, ..self }
    }

    /// The number of the colour of an actor, where colours tell actors and it has one.
    pub fn place(&self, actor: ActorId) -> Option<usize> {
        let tells = self.by == ColorBy::Actor;
        self.actors.iter().position(|own| tells && *own == Some(actor))
    }

    /// The actors that have a colour of their own now, in the order of the colours.
    pub fn actors(&self) -> impl Iterator<Item = ActorId> {
        let tells = self.by == ColorBy::Actor;
        self.actors.into_iter().flatten().filter(move |_| tells)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Actor, ActorKind, Mention, MentionKind};

    /// Actors with mentions at these places.
    fn analysis(actors: &[&[usize]]) -> Analysis {
        let actor = |(id, places): (usize, &&[usize])| Actor {
            id: ActorId(id as u32),
            kind: ActorKind::Person,
            name: format!("Actor {id}"),
            aliases: Vec::new(),
            roles: Vec::new(),
            mentions: places
                .iter()
                .map(|at| Mention { span: Span::new(at * 10, at * 10 + 5), kind: MentionKind::Name })
                .collect(),
        };
        Analysis { actors: actors.iter().enumerate().map(actor).collect(), ..Analysis::default() }
    }

    fn places(found: &[&[usize]], shown: &[&[usize]]) -> Vec<Option<usize>> {
        let cast = Cast::new(&analysis(found), &analysis(shown));
        (0..shown.len()).map(|id| cast.place(ActorId(id as u32))).collect()
    }

    const FOUND: &[&[usize]] = &[&[0, 1, 2], &[3, 4], &[5]];

    #[test]
    fn the_most_prominent_have_the_colours_and_the_rest_none() {
        let single: Vec<Vec<usize>> = (0..OWN + 2).map(|at| vec![at]).collect();
        let single: Vec<&[usize]> = single.iter().map(Vec::as_slice).collect();
        let expected: Vec<Option<usize>> = (0..OWN).map(Some).chain([None, None]).collect();
        assert_eq!(places(&single, &single), expected);
    }

    #[test]
    fn a_merged_actor_keeps_the_colour_of_the_more_prominent_and_no_other_changes() {
        assert_eq!(places(FOUND, &[&[0, 1, 2, 3, 4], &[5]]), [Some(0), Some(2)]);
        assert_eq!(places(FOUND, &[&[3, 4, 5], &[0, 1, 2]]), [Some(1), Some(0)], "whatever its number is");
    }

    #[test]
    fn of_a_split_actor_the_larger_part_keeps_the_colour() {
        assert_eq!(places(FOUND, &[&[1], &[0, 2], &[3, 4], &[5], &[6]]), [None, Some(0), Some(1), Some(2), None]);
    }

    #[test]
    fn where_colours_tell_something_else_nobody_has_its_own() {
        let cast = Cast::new(&analysis(FOUND), &analysis(FOUND));
        assert_eq!(cast.actors().count(), 3);
        for by in [ColorBy::Kind, ColorBy::Nothing] {
            assert_eq!(cast.telling(by).place(ActorId(0)), None);
            assert_eq!(cast.telling(by).actors().count(), 0);
            assert_eq!(cast.telling(by).telling(ColorBy::Actor), cast);
        }
    }
}
