//! The names that the program knows from its lexicons: countries, peoples, places, organisations, given names, and the words
//! that organisations and places end or begin with.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::lexicon;
use super::tokens::{Tokens, lexicon_form};
use crate::analysis::ActorKind;

/// A name of a lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What bears it.
    pub kind: ActorKind,
    /// The name under which all forms of it are one (`United States` for `U.S.`).
    pub canonical: &'static str,
    /// Whether it can well be something else (`Georgia`, `Jordan`, `Target`): counts only as one hint among others.
    pub doubtful: bool,
}

/// A form as written, and what it stands for.
#[derive(Debug)]
struct Form {
    written: &'static str,
    entry: Entry,
}

#[derive(Default)]
struct Gazetteer {
    /// By the form in lower case, its tokens parted by blanks.
    forms: HashMap<String, Vec<Form>>,
    /// The longest form, in tokens, that begins with a word.
    longest: HashMap<String, usize>,
    given: HashMap<String, Given>,
    /// From the name of a people to its state's (`Ukrainian` to `Ukraine`).
    states: HashMap<&'static str, &'static str>,
    organisation_words: HashMap<String, WordPlace>,
    place_words: HashMap<String, WordPlace>,
    /// What sort of body bears a known name, or a name with such a word at its end or beginning.
    bodies: HashMap<String, &'static str>,
    /// Words that are written small in running text, with how often.
    common: HashMap<String, u32>,
}

/// Where in a name a word may stand that tells the name's kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordPlace {
    /// As the first word (`Ministry of Truth`, `Mount Kessel`).
    pub first: bool,
    /// As the last word (`Kessel Bank`, `Kessel River`).
    pub last: bool,
}

/// The gender of a person, where it is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Gender {
    /// Called he.
    Male,
    /// Called she.
    Female,
    /// Not known.
    #[default]
    Unknown,
}

impl Gender {
    /// Reads `m` and `f`.
    pub fn parse(letter: &str) -> Gender {
        match letter {
            "m" | "M" => Gender::Male,
            "f" | "F" => Gender::Female,
            _ => Gender::Unknown,
        }
    }

    /// Whether the two can be one person's.
    pub fn fits(self, other: Gender) -> bool {
        self == other || self == Gender::Unknown || other == Gender::Unknown
    }

    /// This one, or `other` when this one is not known.
    pub fn or(self, other: Gender) -> Gender {
        if self == Gender::Unknown { other } else { self }
    }
}

/// A given name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given {
    /// Of the people who mostly bear it.
    pub gender: Gender,
    /// Whether it is as well a usual word, a family name or a place (`Mark`, `Will`, `Chelsea`).
    pub doubtful: bool,
}

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(Gazetteer::load);

/// The longest known name that begins at token `i`, with its length in tokens. Case counts, unless `any_case` is set (for
/// lines in capitals).
pub fn longest_at(tokens: &Tokens, i: usize, end: usize, any_case: bool) -> Option<(usize, Entry)> {
    let longest = *GAZETTEER.longest.get(tokens.lower(i))?;
    let mut key = String::new();
    let mut found = None;
    for n in 0..longest.min(end.saturating_sub(i)) {
        if n > 0 {
            key.push(' ');
        }
        key.push_str(tokens.lower(i + n));
        if let Some(forms) = GAZETTEER.forms.get(&key) {
            let fits = |form: &&Form| any_case || written_alike(tokens, i, n + 1, form.written);
            if let Some(form) = forms.iter().find(fits) {
                found = Some((n + 1, form.entry));
            }
        }
    }
    found
}

/// What the lexicons know a whole name as.
pub fn whole(name: &str) -> Option<Entry> {
    let forms = GAZETTEER.forms.get(&key_of(name))?;
    forms.iter().find(|form| plain(form.written) == plain(name)).map(|form| form.entry)
}

/// The state of a people, both by their canonical names.
pub fn state_of(people: &str) -> Option<&'static str> {
    GAZETTEER.states.get(people).copied()
}

/// A given name; `word` in lexicon form.
pub fn given(word: &str) -> Option<Given> {
    GAZETTEER.given.get(word).copied()
}

/// Where `word` (lexicon form) stands in names of organisations; nowhere, when it is no such word.
pub fn organisation_word(word: &str) -> WordPlace {
    GAZETTEER.organisation_words.get(word).copied().unwrap_or_default()
}

/// Where `word` (lexicon form) stands in names of places.
pub fn place_word(word: &str) -> WordPlace {
    GAZETTEER.place_words.get(word).copied().unwrap_or_default()
}

/// What sort of body (`company`, `alliance`) an organisation is, by the name under which the lexicons know it or by the
/// words of its own; nothing when they do not tell.
pub fn body_kind(known: Option<&str>, name: &str) -> Option<&'static str> {
    let bodies = &GAZETTEER.bodies;
    let of = |words: &str| bodies.get(&lexicon_form(words)).copied().filter(|kind| *kind != "other");
    let whole = known.and_then(of).or_else(|| of(name));
    whole.or_else(|| of(name.split(' ').next_back()?)).or_else(|| of(name.split(' ').next()?))
}

/// Whether `word` (lexicon form) is a usual word of the language, also in an inflected form.
pub fn is_common(word: &str) -> bool {
    let common = &GAZETTEER.common;
    if common.contains_key(word) {
        return true;
    }
    let stems = |ending: &str, mends: &[&str]| {
        word.strip_suffix(ending).is_some_and(|stem| {
            stem.chars().count() > 2 && mends.iter().any(|mend| common.contains_key(&format!("{stem}{mend}")))
        })
    };
    stems("s", &[""])
        || stems("es", &["", "e"])
        || stems("ies", &["y"])
        || stems("ed", &["", "e"])
        || stems("ing", &["", "e"])
        || stems("ly", &["", "e"])
        || stems("er", &["", "e"])
        || word.split_once('-').is_some_and(|(a, b)| common.contains_key(a) && (b.is_empty() || is_common(b)))
}

fn written_alike(tokens: &Tokens, i: usize, length: usize, written: &str) -> bool {
    let span = tokens.span(&(i..i + length));
    plain(span.of(tokens.text)) == plain(written)
}

/// Straight apostrophes, single blanks, plain hyphens.
fn plain(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            c if super::tokens::is_apostrophe(c) => out.push('\''),
            '‐' | '‑' => out.push('-'),
            c if c.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
    out
}

/// The key that the tokens of `name` give in a text.
fn key_of(name: &str) -> String {
    // Most names hold nothing that the cutting into tokens could part in another way than at blanks.
    if name.chars().all(|c| c.is_alphanumeric() || c == ' ') {
        return lexicon_form(name);
    }
    let article = crate::article::Article {
        text: name.to_owned(),
        paragraphs: vec![crate::article::Paragraph {
            span: crate::span::Span::new(0, name.len()),
            kind: crate::article::ParagraphKind::Body,
        }],
        ..Default::default()
    };
    let tokens = Tokens::of(&article);
    (0..tokens.list.len()).map(|i| tokens.lower(i)).collect::<Vec<_>>().join(" ")
}

impl Gazetteer {
    fn load() -> Gazetteer {
        let mut gazetteer = Gazetteer::default();
        gazetteer.load_common();
        gazetteer.load_countries();
        gazetteer.load_organisations();
        gazetteer.load_places();
        gazetteer.load_groups();
        gazetteer.load_given();
        gazetteer.organisation_words = word_places(include_str!("../../assets/lexicon/organisation_words.tsv"));
        gazetteer.place_words = word_places(include_str!("../../assets/lexicon/place_words.tsv"));
        gazetteer
    }

    /// A form that an earlier table gave already keeps its first meaning.
    fn add(&mut self, written: &'static str, kind: ActorKind, canonical: &'static str, doubtful: bool) {
        let key = key_of(written);
        let length = key.split(' ').count();
        let Some(first) = key.split(' ').next() else { return };
        let longest = self.longest.entry(first.to_owned()).or_default();
        *longest = length.max(*longest);
        let forms = self.forms.entry(key).or_default();
        match forms.iter_mut().find(|form| form.written == written) {
            Some(form) => form.entry.doubtful |= doubtful && form.entry.kind == kind,
            None => forms.push(Form { written, entry: Entry { kind, canonical, doubtful } }),
        }
    }

    fn load_countries(&mut self) {
        for row in lexicon::rows(include_str!("../../assets/lexicon/countries.tsv")) {
            let Some(name) = row.first().copied() else { continue };
            let doubtful = matches!(name, "Georgia" | "Jordan" | "Chad");
            self.add(name, ActorKind::Place, name, doubtful);
            for alias in lexicon::values(row.get(1)) {
                self.add(alias, ActorKind::Place, name, false);
            }
            let people = lexicon::values(row.get(2)).next().unwrap_or(name);
            self.states.entry(people).or_insert(name);
            for form in lexicon::values(row.get(2)).chain(lexicon::values(row.get(3))) {
                // `russian` is written so only by the careless; `polish` and `turkey` are words.
                if form != "Polish" {
                    self.common.remove(&lexicon_form(form));
                }
                self.add(form, ActorKind::Group, people, false);
            }
            for capital in lexicon::values(row.get(4)) {
                self.add(capital, ActorKind::Place, capital, capital == "Washington");
            }
            for seat in lexicon::values(row.get(5)) {
                self.add(seat, ActorKind::Organisation, seat, false);
            }
        }
    }

    fn load_organisations(&mut self) {
        for row in lexicon::rows(include_str!("../../assets/lexicon/organisations.tsv")) {
            let Some(name) = row.first().copied() else { continue };
            self.add(name, ActorKind::Organisation, name, false);
            for alias in lexicon::values(row.get(1)) {
                self.add(alias, ActorKind::Organisation, name, false);
            }
            if let Some(kind) = row.get(2) {
                self.bodies.insert(lexicon_form(name), kind);
            }
        }
        for row in lexicon::rows(include_str!("../../assets/lexicon/organisation_words.tsv")) {
            if let [word, _, kind, ..] = row[..] {
                self.bodies.entry(lexicon_form(word)).or_insert(kind);
            }
        }
    }

    fn load_places(&mut self) {
        for row in lexicon::rows(include_str!("../../assets/lexicon/places.tsv")) {
            let Some(name) = row.first().copied() else { continue };
            let doubtful = lexicon::values(row.get(4)).any(|flag| flag == "ambiguous");
            self.add(name, ActorKind::Place, name, doubtful);
            for alias in lexicon::values(row.get(3)) {
                self.add(alias, ActorKind::Place, name, doubtful);
            }
        }
    }

    fn load_groups(&mut self) {
        for row in lexicon::rows(include_str!("../../assets/lexicon/groups.tsv")) {
            if let [form, name, ..] = row[..] {
                self.add(form, ActorKind::Group, name, false);
            }
        }
    }

    fn load_given(&mut self) {
        for row in lexicon::rows(include_str!("../../assets/lexicon/given_names.tsv")) {
            if let [name, gender, word, ..] = row[..] {
                let given = Given { gender: Gender::parse(gender), doubtful: word == "word" };
                self.given.entry(lexicon_form(name)).or_insert(given);
            }
        }
    }

    fn load_common(&mut self) {
        let mut names: HashSet<&str> = HashSet::new();
        for row in lexicon::rows(include_str!("../../assets/lexicon/word_tags.tsv")) {
            let Some(word) = row.first().copied() else { continue };
            if word.starts_with(char::is_uppercase) {
                names.insert(word);
                continue;
            }
            let (mut small, mut proper) = (0, 0);
            for value in lexicon::values(row.get(1)) {
                if let Some((tag, n)) = value.rsplit_once(':')
                    && let Ok(n) = n.parse::<u32>()
                {
                    if tag.starts_with("NNP") { proper += n } else { small += n }
                }
            }
            if small > proper {
                self.common.insert(word.to_owned(), small);
            }
        }
    }
}

fn word_places(table: &'static str) -> HashMap<String, WordPlace> {
    let mut words: HashMap<String, WordPlace> = HashMap::new();
    for row in lexicon::rows(table) {
        if let [word, place, ..] = row[..] {
            let entry = words.entry(lexicon_form(word)).or_default();
            entry.first |= matches!(place, "head-first" | "both");
            entry.last |= matches!(place, "head-last" | "both");
        }
    }
    words
}
