//! Stands: the positions of one actor on one thing, joined, with those of them that contradict each other.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::targets::{Mark, marks};
use super::{ActorId, Analysis, Position, PositionId, Stance};

/// Where one actor stands on one thing: one position or several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stand {
    /// Who.
    pub holder: ActorId,
    /// The positions, in the order of the text; never empty.
    pub positions: Vec<PositionId>,
    /// Whether the thing is supported in one of them and opposed in another.
    pub contradictory: bool,
}

/// All stands of an article, with what contradicts what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stands {
    /// The stands, by holder, the most prominent first; of one holder in the order of the text.
    pub stands: Vec<Stand>,
    /// For each position that is contradicted, the first that contradicts it.
    against: HashMap<PositionId, PositionId>,
}

impl Stands {
    /// The stands of an analysis. Positions of one holder are on the same thing when their targets are the same actor, or
    /// have the same words in common, all that say something; small words, plurals and order do not count. What has no
    /// target stands alone. Time grows with the number of positions and no faster.
    pub fn of(analysis: &Analysis) -> Self {
        let mut joined: BTreeMap<ActorId, Vec<Stand>> = BTreeMap::new();
        let mut known: HashMap<(ActorId, BTreeSet<Mark>), usize> = HashMap::new();
        for position in &analysis.positions {
            let thing = thing(position);
            for holder in &position.holders {
                let stands = joined.entry(*holder).or_default();
                let alone = Stand { holder: *holder, positions: vec![position.id], contradictory: false };
                let at = match &thing {
                    Some(thing) => *known.entry((*holder, thing.clone())).or_insert(stands.len()),
                    None => stands.len(),
                };
                match stands.get_mut(at) {
                    Some(stand) => stand.positions.push(position.id),
                    None => stands.push(alone),
                }
            }
        }
        let mut found = Self { stands: joined.into_values().flatten().collect(), against: HashMap::new() };
        for stand in &mut found.stands {
            let first = |stance| stand.positions.iter().copied().find(|id| stance_of(analysis, *id) == Some(stance));
            let (Some(favour), Some(against)) = (first(Stance::Supports), first(Stance::Opposes)) else { continue };
            stand.contradictory = true;
            for id in &stand.positions {
                let other = match stance_of(analysis, *id) {
                    Some(Stance::Supports) => against,
                    Some(Stance::Opposes) => favour,
                    _ => continue,
                };
                found.against.entry(*id).or_insert(other);
            }
        }
        found
    }

    /// The position of the same holder on the same thing that says the opposite, if there is one.
    pub fn contradicting(&self, position: PositionId) -> Option<PositionId> {
        self.against.get(&position).copied()
    }

    /// The stands of one actor, in the order of the text.
    pub fn of_holder(&self, holder: ActorId) -> impl Iterator<Item = &Stand> {
        let from = self.stands.partition_point(|stand| stand.holder < holder);
        self.stands.iter().skip(from).take_while(move |stand| stand.holder == holder)
    }
}

fn stance_of(analysis: &Analysis, id: PositionId) -> Option<Stance> {
    analysis.positions.get(id.0 as usize).map(|position| position.stance)
}

/// What a position is about; `None` where nothing tells.
fn thing(position: &Position) -> Option<BTreeSet<Mark>> {
    if let Some(actor) = position.target.actor {
        return Some([Mark::Actor(actor)].into());
    }
    Some(marks(position)).filter(|marks| !marks.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Target;

    fn position(id: u32, holders: &[u32], stance: Stance, target: &str, actor: Option<u32>) -> Position {
        Position {
            id: PositionId(id),
            holders: holders.iter().map(|id| ActorId(*id)).collect(),
            stance,
            target: Target { text: target.to_owned(), span: None, actor: actor.map(ActorId) },
            evidence: Vec::new(),
            quote: None,
            confidence: 1.0,
            others: Vec::new(),
        }
    }

    fn stands(positions: Vec<Position>) -> Stands {
        Stands::of(&Analysis { positions, ..Analysis::default() })
    }

    fn joined(stands: &Stands) -> Vec<(u32, Vec<u32>, bool)> {
        let ids = |stand: &Stand| stand.positions.iter().map(|id| id.0).collect();
        stands.stands.iter().map(|stand| (stand.holder.0, ids(stand), stand.contradictory)).collect()
    }

    #[test]
    fn positions_of_one_actor_on_one_thing_are_one_stand() {
        let found = stands(vec![
            position(0, &[1], Stance::Supports, "the tunnel", None),
            position(1, &[0], Stance::Opposes, "the tunnel", None),
            position(2, &[1], Stance::CallsFor, "a tunnel", None),
            position(3, &[1], Stance::Supports, "the harbour tunnel", None),
            position(4, &[1, 0], Stance::Opposes, "tunnels", None),
            position(5, &[], Stance::Opposes, "tunnels", None),
        ]);
        let expected = [(0, vec![1, 4], false), (1, vec![0, 2, 4], true), (1, vec![3], false)];
        assert_eq!(joined(&found), expected);
        assert_eq!(found.contradicting(PositionId(0)), Some(PositionId(4)));
        assert_eq!(found.contradicting(PositionId(4)), Some(PositionId(0)));
        for at in [1, 2, 3, 5, 9] {
            assert_eq!(found.contradicting(PositionId(at)), None, "{at}");
        }
        assert_eq!(found.of_holder(ActorId(1)).count(), 2);
        assert_eq!(found.of_holder(ActorId(7)).count(), 0);
    }

    #[test]
    fn an_actor_is_one_thing_whatever_it_is_called_and_no_target_is_none() {
        let found = stands(vec![
            position(0, &[0], Stance::Supports, "her", Some(5)),
            position(1, &[0], Stance::Opposes, "the mayor", Some(5)),
            position(2, &[0], Stance::Supports, "", None),
            position(3, &[0], Stance::Opposes, "it", None),
        ]);
        assert_eq!(joined(&found), [(0, vec![0, 1], true), (0, vec![2], false), (0, vec![3], false)]);
        assert_eq!(stands(Vec::new()), Stands::default());
    }
}
