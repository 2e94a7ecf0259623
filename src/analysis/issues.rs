//! Issues: what two or more actors take a stance on.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::targets::{Mark, marks};
use super::{ActorId, Analysis, Position, PositionId};

/// Something that actors take stances on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// What it is called: the shortest of its targets.
    pub label: String,
    /// The positions on it of each actor, in the order of the text.
    pub stances: BTreeMap<ActorId, Vec<PositionId>>,
}

/// All issues, those of the most actors first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Issues {
    /// The issues.
    pub issues: Vec<Issue>,
    /// All actors that take a stance on one of them, the most prominent first.
    pub actors: Vec<ActorId>,
}

impl Issues {
    /// The issues of an analysis. Targets belong together when they are the same actor, or have a word in common that says
    /// something; a position belongs to the issue of the most actors.
    pub fn of(analysis: &Analysis) -> Self {
        let mut by_mark: HashMap<Mark, Vec<&Position>> = HashMap::new();
        for position in analysis.positions.iter().filter(|position| !position.holders.is_empty()) {
            for mark in marks(position) {
                by_mark.entry(mark).or_default().push(position);
            }
        }
        let mut groups: Vec<(usize, Mark, Vec<&Position>)> = by_mark
            .into_iter()
            .map(|(mark, positions)| (holders(&positions).len(), mark, positions))
            .filter(|(holders, ..)| *holders > 1)
            .collect();
        groups.sort_by(|(one, a, _), (other, b, _)| other.cmp(one).then_with(|| a.cmp(b)));
        let mut taken: BTreeSet<PositionId> = BTreeSet::new();
        let mut issues = Vec::new();
        for (_, _, mut positions) in groups {
            positions.retain(|position| !taken.contains(&position.id));
            if holders(&positions).len() < 2 {
                continue;
            }
            taken.extend(positions.iter().map(|position| position.id));
            issues.push(issue(&positions, analysis));
        }
        issues.sort_by_key(|issue| std::cmp::Reverse(issue.stances.len()));
        let actors: BTreeSet<ActorId> = issues.iter().flat_map(|issue| issue.stances.keys().copied()).collect();
        Self { issues, actors: actors.into_iter().collect() }
    }
}

fn holders(positions: &[&Position]) -> BTreeSet<ActorId> {
    positions.iter().flat_map(|position| position.holders.iter().copied()).collect()
}

fn issue(positions: &[&Position], analysis: &Analysis) -> Issue {
    let mut stances: BTreeMap<ActorId, Vec<PositionId>> = BTreeMap::new();
    for position in positions {
        for holder in &position.holders {
            stances.entry(*holder).or_default().push(position.id);
        }
    }
    let label = positions.iter().map(|position| name(position, analysis)).min_by_key(|label| label.chars().count());
    Issue { label: label.unwrap_or_default(), stances }
}

/// The target in one line.
fn name(position: &Position, analysis: &Analysis) -> String {
    let words = position.target.text.split_whitespace().collect::<Vec<_>>().join(" ");
    match position.target.actor.and_then(|id| analysis.actor(id)) {
        Some(actor) => actor.name.clone(),
        None => words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Stance, Target};

    fn position(id: u32, holder: u32, target: &str, actor: Option<u32>) -> Position {
        Position {
            id: PositionId(id),
            holders: vec![ActorId(holder)],
            stance: Stance::Supports,
            target: Target { text: target.to_owned(), span: None, actor: actor.map(ActorId) },
            evidence: Vec::new(),
            quote: None,
            confidence: 1.0,
            others: Vec::new(),
        }
    }

    #[test]
    fn targets_with_a_word_in_common_are_one_issue_if_two_actors_speak_of_it() {
        let analysis = Analysis {
            positions: vec![
                position(0, 0, "the tunnel", None),
                position(1, 1, "build a tunnel under the harbour", None),
                position(2, 1, "tunnels", None),
                position(3, 2, "higher taxes", None),
                position(4, 0, "make more of them", None),
                position(5, 1, "make it so", None),
            ],
            ..Analysis::default()
        };
        let issues = Issues::of(&analysis);
        assert_eq!(issues.actors, [ActorId(0), ActorId(1)]);
        let [issue] = issues.issues.as_slice() else { panic!("{issues:?}") };
        assert_eq!(issue.label, "tunnels");
        assert_eq!(issue.stances.get(&ActorId(1)), Some(&vec![PositionId(1), PositionId(2)]));
    }

    #[test]
    fn an_actor_is_an_issue_whatever_it_is_called() {
        let analysis = Analysis {
            positions: vec![position(0, 0, "her", Some(5)), position(1, 1, "the mayor", Some(5))],
            ..Analysis::default()
        };
        assert_eq!(Issues::of(&analysis).issues.len(), 1);
        assert_eq!(Issues::of(&Analysis::default()), Issues::default());
    }
}
