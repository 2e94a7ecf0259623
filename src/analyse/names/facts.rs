//! What a whole text tells of its words: which are written small somewhere, which with a capital inside sentences, and which
//! sentences are headlines.

use std::collections::{HashMap, HashSet};

use super::words::{self, Class};
use crate::analyse::gazetteer;
use crate::analyse::tagger::Tag;
use crate::analyse::tokens::{TokenKind, Tokens};
use crate::analysis::ActorKind;
use crate::article::ParagraphKind;

/// How a sentence uses capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// For names and first words.
    Ordinary,
    /// For most words.
    Title,
    /// Throughout.
    Capitals,
}

/// See the module.
pub struct Facts<'a> {
    small: HashSet<&'a str>,
    inner_capitals: HashMap<&'a str, u32>,
    /// Words that follow a given name somewhere: last names, even if they are usual words.
    surnames: HashSet<&'a str>,
    styles: Vec<Style>,
    name: Vec<bool>,
}

impl<'a> Facts<'a> {
    pub fn of(tokens: &'a Tokens, tags: &[Tag]) -> Facts<'a> {
        let mut facts = Facts {
            small: HashSet::new(),
            inner_capitals: HashMap::new(),
            surnames: HashSet::new(),
            styles: (0..tokens.sentences.len()).map(|i| style(tokens, i)).collect(),
            name: vec![false; tokens.list.len()],
        };
        for (index, sentence) in tokens.sentences.iter().enumerate() {
            if facts.style(index) != Style::Ordinary {
                continue;
            }
            for i in sentence.clone().filter(|i| is_word(tokens, *i)) {
                let lower = tokens.lower(i);
                if !capital(tokens, i) {
                    facts.small.insert(lower);
                } else if !begins(tokens, sentence.start, i) {
                    *facts.inner_capitals.entry(lower).or_default() += 1;
                    let given = gazetteer::given(tokens.lower(i - 1)).is_some_and(|given| !given.doubtful);
                    if given && capital(tokens, i - 1) {
                        facts.surnames.insert(lower);
                    }
                }
            }
        }
        for (index, sentence) in tokens.sentences.iter().enumerate() {
            for i in sentence.clone() {
                facts.name[i] = facts.may_be_name(tokens, tags, index, i);
            }
        }
        facts
    }

    pub fn style(&self, sentence: usize) -> Style {
        self.styles.get(sentence).copied().unwrap_or(Style::Ordinary)
    }

    /// Whether `lower` occurs without a capital.
    pub fn seen_small(&self, lower: &str) -> bool {
        self.small.contains(lower)
    }

    /// How often `lower` has a capital where no sentence begins.
    pub fn inner_capitals(&self, lower: &str) -> u32 {
        self.inner_capitals.get(lower).copied().unwrap_or(0)
    }

    /// Whether token `i` can be a word of a name.
    pub fn name(&self, i: usize) -> bool {
        self.name.get(i).copied().unwrap_or(false)
    }

    fn may_be_name(&self, tokens: &Tokens, tags: &[Tag], sentence: usize, i: usize) -> bool {
        if !is_word(tokens, i) || !capital(tokens, i) {
            return false;
        }
        let lower = tokens.lower(i);
        if words::is(lower, Class::Nobody) || is_compound_adjective(tokens, i) {
            return false;
        }
        let begin = tokens.sentences.get(sentence).map_or(0, |range| range.start);
        if is_party_tag(tokens.word(i)) || is_address(tokens, i) {
            return false;
        }
        // `Ada Brandt KC`, `Ada Brandt, PhD`
        let behind = i.checked_sub(1 + usize::from(i > 0 && tokens.word(i - 1) == ","));
        if words::is(lower, Class::Postnominal) && behind.is_some_and(|before| before >= begin && self.name(before)) {
            return false;
        }
        if words::is(lower, Class::Opening) && begins(tokens, begin, i) {
            return false;
        }
        if words::is(lower, Class::Calendar) {
            // `Theresa May`, but not `In May`.
            return i > begin
                && !tokens.word(i - 1).ends_with(',')
                && self.name(i - 1)
                && gazetteer::given(tokens.lower(i - 1)).is_some();
        }
        let common = gazetteer::is_common(lower);
        let heads_name = || {
            let follower = tokens.lower(i + 1);
            gazetteer::given(lower).is_some() && capital(tokens, i + 1) && !gazetteer::is_common(follower)
                || is_initial(tokens.word(i + 1)) && gazetteer::given(lower).is_some()
                || gazetteer::organisation_word(lower).first && is_body_of(tokens, i)
                || is_initial(tokens.word(i)) && capital(tokens, i + 1) && !words::is(follower, Class::Function)
                || gazetteer::place_word(lower).first && capital(tokens, i + 1) && !gazetteer::is_common(follower)
        };
        let known_elsewhere =
            || self.inner_capitals(lower) > 0 && !self.seen_small(lower) && !words::is(lower, Class::Function);
        match self.style(sentence) {
            Style::Ordinary if !begins(tokens, begin, i) => !words::is(lower, Class::Function),
            Style::Ordinary => {
                if common || self.seen_small(lower) || words::is(lower, Class::Function) {
                    // `Small, who …`, where a `Marty Small` is known.
                    let subject = matches!(tokens.lower(i + 1), "," | "'s" | "’s")
                        || tags.get(i + 1).is_some_and(|tag| tag.is_finite());
                    let surname = subject && self.surnames.contains(lower) && !words::is(lower, Class::Function);
                    return known_elsewhere() || heads_name() || surname;
                }
                // An unknown first word: a verb, adverb or abstract noun by its ending is no name.
                let abstract_noun = [
                    "ness", "tion", "ment", "ity", "ism", "ists", "ers", "ings", "ies", "ly", "ing", "ous", "able",
                    "ible", "ful", "less", "istic", "matic", "ive", "ual", "ated",
                ]
                .iter()
                .any(|end| lower.ends_with(end));
                let new = !self.inner_capitals.contains_key(lower) && gazetteer::given(lower).is_none();
                if abstract_noun && new && !capital(tokens, i + 1) {
                    return false;
                }
                // `Electing Brandt was hard`: a gerund before a name of its own.
                let known =
                    gazetteer::given(tokens.lower(i + 1)).is_some() || self.inner_capitals(tokens.lower(i + 1)) > 0;
                let body = gazetteer::organisation_word(tokens.lower(i + 1));
                if new && lower.ends_with("ing") && known && !body.last && !body.first {
                    return false;
                }
                !matches!(tags.get(i), Some(Tag::Adverb | Tag::Gerund | Tag::Participle))
                    || self.inner_capitals(lower) > 0
                    || gazetteer::given(lower).is_some()
            }
            Style::Title => {
                if common || self.seen_small(lower) {
                    return known_elsewhere() || heads_name();
                }
                true
            }
            Style::Capitals => {
                known_elsewhere()
                    || (gazetteer::given(lower).is_some() && !common)
                    || i > begin && self.name(i - 1) && !common && gazetteer::given(tokens.lower(i - 1)).is_some()
            }
        }
    }
}

/// `@OrvaToday`, `#KesselFire`, `t.co/KesselFire`: an account, a mark or an address, nobody's name as written.
fn is_address(tokens: &Tokens, i: usize) -> bool {
    let Some(before) = i.checked_sub(1).filter(|_| !tokens.spaced(i)) else { return false };
    match tokens.word(before) {
        "@" | "#" => true,
        "/" => !tokens.spaced(before) && before > 0 && tokens.word(before - 1).contains('.'),
        _ => false,
    }
}

/// `R-Ohio`, `D-N.Y.`: a party and a state behind a person's name.
fn is_party_tag(word: &str) -> bool {
    let Some((party, state)) = word.split_once(['-', '‑', '–']) else { return false };
    let abbreviated = state.chars().filter(|c| c.is_alphabetic()).count() <= 5;
    matches!(party, "R" | "D" | "I")
        && state.starts_with(char::is_uppercase)
        && (abbreviated || gazetteer::whole(state).is_some_and(|entry| entry.kind == ActorKind::Place))
}

/// `Friends of Tarn Valley`: a word for bodies at token `i`, `of` and a name that is no person's.
fn is_body_of(tokens: &Tokens, i: usize) -> bool {
    if tokens.lower(i + 1) != "of" {
        return false;
    }
    let name = i + 2 + usize::from(tokens.lower(i + 2) == "the");
    let person = gazetteer::given(tokens.lower(name)).is_some_and(|given| !given.doubtful);
    capital(tokens, name) && !person && !words::is(tokens.lower(name), Class::Function)
}

/// `Kessel-based`, `Orva-led`, `Kesselian-Orvan`: words made of names that are none themselves.
fn is_compound_adjective(tokens: &Tokens, i: usize) -> bool {
    let lower = tokens.lower(i);
    let Some((first, last)) = tokens.word(i).rsplit_once('-') else { return false };
    let known = |part: &str| {
        gazetteer::whole(part).is_some_and(|entry| entry.kind != ActorKind::Organisation && !entry.doubtful)
    };
    if known(first) && known(last) {
        return true;
    }
    // `Jong-un` and `al-kessel` have a small letter behind the hyphen as well.
    last.starts_with(char::is_lowercase)
        && first.chars().count() > 1
        && gazetteer::given(lower).is_none()
        && (gazetteer::is_common(&last.to_lowercase()) || last.ends_with("ed"))
        && !(last.len() <= 3 && i > 0 && capital(tokens, i - 1))
}

pub fn is_word(tokens: &Tokens, i: usize) -> bool {
    tokens.list.get(i).is_some_and(|token| token.kind == TokenKind::Word)
}

/// Whether token `i` begins with a capital, an article prefix in small letters aside (`al-Kessel`, `d’Orva`).
pub fn capital(tokens: &Tokens, i: usize) -> bool {
    let word = tokens.word(i);
    if word.starts_with(char::is_uppercase) {
        return true;
    }
    let Some((prefix, rest)) = word.split_once(['-', '\'', '’']) else {
        return word.chars().count() > 2
            && word.starts_with(['i', 'e'])
            && word.chars().nth(1).is_some_and(char::is_uppercase);
    };
    matches!(prefix, "al" | "el" | "ul" | "ad" | "as" | "ash" | "at" | "an" | "ar" | "d" | "l" | "bin" | "ibn")
        && rest.starts_with(char::is_uppercase)
}

/// `J.`
pub fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next() == Some('.')
}

/// Letters in capitals alone, at least two.
pub fn shouted(word: &str) -> bool {
    word.chars().filter(|c| c.is_alphabetic()).count() > 1 && !word.chars().any(char::is_lowercase)
}

/// Whether token `i` has its capital perhaps only because something begins there.
pub fn begins(tokens: &Tokens, begin: usize, i: usize) -> bool {
    match i.checked_sub(1).filter(|before| *before >= begin) {
        None => true,
        Some(before) => {
            tokens.list.get(before).is_some_and(|token| token.kind == TokenKind::Mark)
                && !matches!(tokens.word(before), "," | "(" | "/" | "&" | "$" | "£" | "€" | "-" | "’" | "'")
        }
    }
}

fn style(tokens: &Tokens, sentence: usize) -> Style {
    let Some(range) = tokens.sentences.get(sentence) else { return Style::Ordinary };
    let words: Vec<usize> = range.clone().filter(|i| is_word(tokens, *i)).collect();
    let shouts = words.iter().filter(|i| shouted(tokens.word(**i))).count();
    if words.len() >= 3 && shouts * 10 >= words.len() * 8 {
        return Style::Capitals;
    }
    // Headlines capitalise verbs and nouns; small are function words alone.
    let behind =
        || words.iter().copied().filter(|i| *i != range.start && !words::is(tokens.lower(*i), Class::Function));
    let small = behind().filter(|i| !capital(tokens, *i)).count();
    let raised = behind().filter(|i| capital(tokens, *i) && gazetteer::is_common(tokens.lower(*i))).count();
    let block = tokens.paragraphs.get(tokens.paragraph_of(range.start));
    let heading = block.is_some_and(|block| block.kind == ParagraphKind::Heading);
    let alone = block.is_some_and(|block| block.sentences.len() <= 2);
    let least = if heading { 1 } else { 3 };
    if words.len() >= 3 && raised >= least && small * 12 <= words.len() && (alone || heading) {
        return Style::Title;
    }
    Style::Ordinary
}
