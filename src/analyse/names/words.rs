//! Words whose capitals make no name, from `assets/lexicon/common_words.tsv`.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::analyse::lexicon;

/// Why a word's capital makes no name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// A month or day.
    Calendar,
    /// Has capitals without being anybody's name (`GDP`).
    Nobody,
    /// Never begins a name by itself (`the`).
    Function,
    /// Ends the names of laws, events and works (`Act`).
    Thing,
    /// Letters behind a person's name that are no part of it (`MP`, `PhD`).
    Postnominal,
    /// Opens what somebody says (`Look, …`).
    Opening,
}

static WORDS: LazyLock<HashSet<(&'static str, Class)>> = LazyLock::new(|| {
    lexicon::rows(include_str!("../../../assets/lexicon/common_words.tsv"))
        .filter_map(|row| {
            let class = match row.get(1).copied()? {
                "calendar" => Class::Calendar,
                "nobody" => Class::Nobody,
                "function" => Class::Function,
                "thing" => Class::Thing,
                "postnominal" => Class::Postnominal,
                "opening" => Class::Opening,
                _ => return None,
            };
            Some((row.first().copied()?, class))
        })
        .collect()
});

/// Whether `word` (lexicon form) is of that class.
pub fn is(word: &str, class: Class) -> bool {
    WORDS.contains(&(word, class))
}
