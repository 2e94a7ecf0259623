//! Nouns for bodies: which organisations `the alliance`, `the firm` and `the group` can stand for.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::analyse::actors::Member;
use crate::analyse::{gazetteer, lexicon};
use crate::analysis::ActorKind;

/// The kinds of organisations by the nouns that stand for them, from `assets/lexicon/body_nouns.tsv`.
static NOUNS: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    lexicon::rows(include_str!("../../../assets/lexicon/body_nouns.tsv"))
        .filter_map(|row| Some((row.first().copied()?, lexicon::values(row.get(1)).collect())))
        .collect()
});

/// Whether `noun` (small letters) stands for organisations of certain kinds.
pub fn is_noun(noun: &str) -> bool {
    NOUNS.contains_key(noun)
}

/// The kinds that a noun stands for; those of its last word when it has a row of its own alone.
fn kinds(noun: &str) -> Option<&'static Vec<&'static str>> {
    NOUNS.get(noun).or_else(|| NOUNS.get(noun.split(' ').next_back()?))
}

/// How well `noun` (small letters) fits an organisation: 0 when it means another kind, 1 when that is not known, 2 when it
/// means that kind.
pub fn fit(noun: &str, member: &Member) -> f32 {
    if member.kind != ActorKind::Organisation {
        return 0.0;
    }
    let Some(kinds) = kinds(noun) else { return 1.0 };
    match gazetteer::body_kind(member.known, &member.name) {
        // A campaign or administration that is named after somebody is no firm, bank or party.
        None if member.owner.is_some() => 0.0,
        None => 1.0,
        Some(kind) if kinds.contains(&kind) => 2.0,
        Some(_) => 0.0,
    }
}
