//! Titles and offices: words around a person's name that are not part of it (`Mr.`, `Prime Minister`, `former Sen.`), and the
//! nouns that stand for people, groups and bodies without naming them (`the senator`, `the agency`).

use std::collections::HashMap;
use std::sync::LazyLock;

use super::gazetteer::Gender;
use super::lexicon;
use super::tokens::{Range, TokenKind, Tokens, lexicon_form};

/// A sort of title.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TitleKind {
    /// `Mr.`, `Dame`
    Honorific,
    /// An office, rank, degree or job (`President`, `Lt. Gen.`, `spokesman`).
    Office,
    /// A word that goes with another title (`former`, `acting`).
    Modifier,
}

/// A title of the lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Title {
    /// Its sort.
    pub kind: TitleKind,
    /// Of the person that bears it.
    pub gender: Gender,
    /// Whether it counts only as written, with its capital.
    cased: bool,
}

/// What a noun stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NominalClass {
    /// One human being (`senator`).
    Person,
    /// Several people (`voters`).
    Group,
    /// A body (`agency`).
    Organisation,
    /// A polity (`country`).
    State,
    /// Something that "says" (`report`).
    Document,
}

/// A noun that denotes somebody or something that speaks or acts.
#[derive(Clone, Debug)]
pub struct Nominal {
    /// What it stands for.
    pub class: NominalClass,
    /// Of the person it stands for.
    pub gender: Gender,
    /// Whether the form is the plural.
    pub plural: bool,
    /// The titles that it can stand for, in lexicon form.
    pub titles: Vec<String>,
}

struct Lexicon {
    titles: HashMap<String, Title>,
    /// The longest title, in tokens, that ends with a word.
    longest: HashMap<String, usize>,
    nominals: HashMap<String, Nominal>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(load);

/// A word form without final dot, so that `Sen` and `Sen.` are one.
fn undotted(word: &str) -> &str {
    if word.len() > 2 { word.trim_end_matches('.') } else { word }
}

fn load() -> Lexicon {
    let mut titles = HashMap::new();
    let mut longest: HashMap<String, usize> = HashMap::new();
    for row in lexicon::rows(include_str!("../../assets/lexicon/titles.tsv")) {
        let Some(form) = row.first().copied() else { continue };
        if form.starts_with('-') || form.ends_with('-') {
            continue;
        }
        let kind = match row.get(1).copied().unwrap_or_default() {
            "honorific" => TitleKind::Honorific,
            "modifier" => TitleKind::Modifier,
            _ => TitleKind::Office,
        };
        let gender = Gender::parse(row.get(2).copied().unwrap_or_default());
        let lower = lexicon_form(form);
        let parts: Vec<&str> = lower.split(' ').map(undotted).collect();
        let Some(last) = parts.last() else { continue };
        let length = longest.entry((*last).to_owned()).or_default();
        *length = parts.len().max(*length);
        let cased = kind == TitleKind::Honorific || form.ends_with('.');
        titles.entry(parts.join(" ")).or_insert(Title { kind, gender, cased });
    }
    let mut nominals = HashMap::new();
    for row in lexicon::rows(include_str!("../../assets/lexicon/nominals.tsv")) {
        let [singular, plural, class, gender, titles] = row[..] else { continue };
        let class = match class {
            "person" => NominalClass::Person,
            "group" => NominalClass::Group,
            "organisation" => NominalClass::Organisation,
            "state" => NominalClass::State,
            _ => NominalClass::Document,
        };
        let nominal = Nominal {
            class,
            gender: Gender::parse(gender),
            plural: false,
            titles: lexicon::values(Some(&titles)).map(|title| undotted(&lexicon_form(title)).to_owned()).collect(),
        };
        if plural != "-" {
            let many = Nominal { plural: true, titles: Vec::new(), ..nominal.clone() };
            nominals.entry(plural.to_owned()).or_insert(many);
        }
        nominals.entry(singular.to_owned()).or_insert(nominal);
    }
    Lexicon { titles, longest, nominals }
}

/// The longest title that ends right before token `end` and begins no earlier than `from`; how many tokens it has.
pub fn ending_at(tokens: &Tokens, from: usize, end: usize) -> Option<(usize, Title)> {
    let last = end.checked_sub(1).filter(|last| *last >= from)?;
    let longest = *LEXICON.longest.get(undotted(tokens.lower(last)))?;
    let mut found = None;
    for n in 1..=longest.min(end - from) {
        let key = (end - n..end).map(|i| undotted(tokens.lower(i))).collect::<Vec<_>>().join(" ");
        if let Some(title) = LEXICON.titles.get(&key) {
            let capital = tokens.word(end - n).starts_with(char::is_uppercase);
            // `Then Lord Lang left`: a sentence begins.
            if capital && tokens.lower(end - n) == "then" {
                continue;
            }
            if capital || !title.cased {
                found = Some((n, *title));
            }
        }
    }
    // `ex-president`, `vice-chairman`, `president-elect`, `then-Gov.`: one token, judged by its parts.
    if found.is_none()
        && let Some((before, after)) = tokens.lower(last).split_once('-')
    {
        let part = match (before, after) {
            ("ex" | "then" | "vice" | "co" | "sub" | "now", title) => title,
            (title, "elect" | "designate" | "general") => title,
            _ => return None,
        };
        found = LEXICON.titles.get(undotted(part)).filter(|t| t.kind == TitleKind::Office).map(|title| (1, *title));
    }
    found
}

/// The words of titles, offices and modifiers that end right before token `end`: `former U.S.` is left to the caller.
pub fn run_before(tokens: &Tokens, from: usize, end: usize) -> Option<(Range, Gender, bool)> {
    let (mut start, mut gender, mut honorific, mut office) = (end, Gender::Unknown, false, false);
    while let Some((n, title)) = ending_at(tokens, from, start) {
        start -= n;
        gender = gender.or(title.gender);
        honorific |= title.kind == TitleKind::Honorific;
        office |= title.kind != TitleKind::Modifier;
    }
    (start < end && office).then_some((start..end, gender, honorific))
}

/// The noun that `words` (lexicon forms, parted by blanks) is.
pub fn nominal(words: &str) -> Option<&'static Nominal> {
    LEXICON.nominals.get(words)
}

/// The longest noun of the lexicon that ends right before token `end`; how many tokens it has.
pub fn nominal_ending_at(tokens: &Tokens, from: usize, end: usize) -> Option<(usize, &'static Nominal)> {
    let mut found = None;
    for n in 1..=4.min(end.saturating_sub(from)) {
        let here = end - n..end;
        if here.clone().any(|i| tokens.list.get(i).is_none_or(|token| token.kind == TokenKind::Mark)) {
            break;
        }
        let key = here.map(|i| tokens.lower(i)).collect::<Vec<_>>().join(" ");
        if let Some(nominal) = LEXICON.nominals.get(&key) {
            found = Some((n, nominal));
        }
    }
    found
}

/// Whether a word is a preposition, which ends the head of a noun phrase (`the mayor of`); `lower` is its lexicon form.
pub fn is_preposition(lower: &str) -> bool {
    matches!(
        lower,
        "of" | "for"
            | "at"
            | "in"
            | "from"
            | "with"
            | "to"
            | "on"
            | "by"
            | "under"
            | "against"
            | "about"
            | "near"
            | "behind"
            | "among"
            | "within"
            | "outside"
            | "inside"
            | "during"
            | "after"
            | "like"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, Paragraph, ParagraphKind};
    use crate::span::Span;

    #[test]
    fn titles_end_before_names() {
        let text = "former Prime Minister-elect Sen. Ana Sol";
        let article = Article {
            text: text.to_owned(),
            paragraphs: vec![Paragraph { span: Span::new(0, text.len()), kind: ParagraphKind::Body }],
            ..Article::default()
        };
        let tokens = Tokens::of(&article);
        let (range, _, honorific) = run_before(&tokens, 0, 4).expect("a title");
        assert_eq!(range, 0..4);
        assert!(!honorific);
    }

    #[test]
    fn nouns_tell_what_they_stand_for() {
        assert_eq!(nominal("senator").map(|n| n.class), Some(NominalClass::Person));
        assert_eq!(nominal("agency").map(|n| n.class), Some(NominalClass::Organisation));
        assert!(nominal("senators").is_some_and(|n| n.plural));
        assert!(nominal("kessel").is_none());
    }
}
