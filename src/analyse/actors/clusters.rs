//! Which names are one actor's.

use std::collections::{HashMap, HashSet};

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::{Cast, CastMention, Member, NameMention};
use crate::analyse::gazetteer::{self, Gender};
use crate::analyse::tokens::Tokens;
use crate::analysis::{ActorKind, MentionKind};

/// A person under work.
struct Person {
    actor: usize,
    /// The folded words of its fullest name, without `Jr.`.
    words: Vec<String>,
    /// Tokens where it stands by a full name.
    full: Vec<usize>,
    gender: Gender,
}

/// Brings mentions together.
pub fn gather(tokens: &Tokens, mentions: &[NameMention]) -> Cast {
    let mut owners: Vec<Option<usize>> = vec![None; mentions.len()];
    let mut members: Vec<Member> = Vec::new();
    others(tokens, mentions, &mut members, &mut owners);
    people(tokens, mentions, &mut members, &mut owners);
    let mut cast = Cast::default();
    // Members in the order of first mention.
    let mut order: Vec<Option<usize>> = vec![None; members.len()];
    let mut slots: Vec<Option<Member>> = members.into_iter().map(Some).collect();
    for (mention, owner) in mentions.iter().zip(&owners) {
        let Some(owner) = *owner else { continue };
        let name = tokens.one_line(tokens.span(&mention.tokens));
        let actor = match order[owner] {
            Some(actor) => actor,
            None => {
                let Some(mut member) = slots[owner].take() else { continue };
                member.names.clear();
                cast.members.push(member);
                order[owner] = Some(cast.members.len() - 1);
                cast.members.len() - 1
            }
        };
        let member = &mut cast.members[actor];
        if !member.names.contains(&name) {
            member.names.push(name);
        }
        cast.mentions.push(CastMention {
            tokens: mention.tokens.clone(),
            actor,
            kind: MentionKind::Name,
            possessive: mention.possessive,
        });
    }
    for member in &mut cast.members {
        member.name = fullest(member);
    }
    cast
}

/// The fullest name: most words, then most letters, lines in capitals last.
fn fullest(member: &Member) -> String {
    let rank = |name: &&String| {
        let shouted = !name.chars().any(char::is_lowercase)
            && (name.contains(' ')
                || member.names.iter().any(|other| other != *name && other.to_lowercase() == name.to_lowercase()));
        let plural = member.kind == ActorKind::Group && name.ends_with('s');
        (!shouted, plural, name.split(' ').count(), name.chars().count())
    };
    // The first of equals.
    member.names.iter().rev().max_by_key(rank).cloned().unwrap_or_else(|| member.name.clone())
}

/// Small letters without accents.
pub fn fold(word: &str) -> String {
    let folded: String = word.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
    folded.replace(['’', 'ʼ'], "'").replace('ł', "l").replace('ø', "o").replace('đ', "d").replace('ı', "i")
}

/// Spellings of one foreign name alike: `Zelenskyy`, `Zelensky`, `Zelenskiy`.
fn sound(word: &str) -> String {
    let bare = word.trim_end_matches(['i', 'y', 'j']);
    if bare.len() >= 5 && bare.len() < word.len() { format!("{bare}y") } else { word.to_owned() }
}

fn key(tokens: &Tokens, mention: &NameMention) -> String {
    let words: Vec<String> =
        mention.tokens.clone().map(|i| fold(tokens.word(i)).replace('.', "")).filter(|word| word != "the").collect();
    words.join(" ")
}

/// Organisations, places and groups.
fn others(tokens: &Tokens, mentions: &[NameMention], members: &mut Vec<Member>, owners: &mut [Option<usize>]) {
    let mut by_key: HashMap<String, usize> = HashMap::new();
    // First letters and first and last words of organisations' names.
    let mut by_initials: HashMap<String, usize> = HashMap::new();
    let mut by_end: HashMap<String, usize> = HashMap::new();
    for (number, mention) in mentions.iter().enumerate() {
        if mention.kind == ActorKind::Person {
            continue;
        }
        let key = key(tokens, mention);
        let canonical = mention.known.map(|known| fold(known).replace('.', ""));
        let short = mention.tokens.len() == 1;
        let defined = parenthesised(tokens, mentions, number).filter(|before| {
            mention.kind == ActorKind::Organisation
                && mentions[*before].kind != ActorKind::Group
                // `Iowa (AP)`: known as somebody else.
                && (mention.known.is_none() || mention.known == mentions[*before].known)
                && stands_for(tokens, &mentions[number], &mentions[*before])
        });
        let found = defined
            .and_then(|before| owners[before])
            .or_else(|| by_key.get(&key).copied())
            .or_else(|| canonical.as_ref().and_then(|canonical| by_key.get(canonical)).copied())
            .or_else(|| by_initials.get(&key).copied().filter(|_| short && key.chars().count() > 1))
            .or_else(|| by_end.get(&key).copied().filter(|_| short && mention.kind == ActorKind::Organisation));
        let actor = found.unwrap_or_else(|| {
            members.push(Member::new(mention.kind, String::new()));
            members.len() - 1
        });
        owners[number] = Some(actor);
        let member = &mut members[actor];
        member.known = member.known.or(mention.known);
        by_key.entry(key.clone()).or_insert(actor);
        if let Some(canonical) = canonical {
            by_key.entry(canonical).or_insert(actor);
        }
        if mention.kind == ActorKind::Organisation && mention.tokens.len() > 1 {
            let words: Vec<&str> = key.split(' ').collect();
            let initials = |all: bool| -> String {
                words
                    .iter()
                    .filter(|word| all || !matches!(**word, "of" | "for" | "and" | "the" | "on" | "&" | "in" | "de"))
                    .filter_map(|word| word.chars().next())
                    .collect()
            };
            for letters in [initials(false), initials(true)] {
                if letters.chars().count() > 2 {
                    by_initials.entry(letters).or_insert(actor);
                }
            }
            // `the Board` and `Acme` for the last body of such a name.
            if let (Some(first), Some(last)) = (words.first(), words.last()) {
                by_end.insert((*last).to_owned(), actor);
                let usual = gazetteer::is_common(first)
                    || gazetteer::whole(tokens.word(mention.tokens.start))
                        .is_some_and(|entry| entry.kind != ActorKind::Organisation);
                if !usual {
                    by_end.insert((*first).to_owned(), actor);
                }
            }
        }
    }
    // `NSTB` before its long form, which comes without brackets.
    for (number, mention) in mentions.iter().enumerate() {
        if mention.kind == ActorKind::Organisation && mention.tokens.len() == 1 {
            let key = key(tokens, mention);
            let upper = tokens.word(mention.tokens.start).chars().all(|c| c.is_uppercase() || c == '.');
            if let (true, Some(long), Some(own)) = (upper, by_initials.get(&key).copied(), owners[number])
                && long != own
            {
                for owner in owners.iter_mut().filter(|owner| **owner == Some(own)) {
                    *owner = Some(long);
                }
            }
        }
    }
}

/// The mention that `number` explains in brackets: `North Sea Treaty Board (NSTB)`.
fn parenthesised(tokens: &Tokens, mentions: &[NameMention], number: usize) -> Option<usize> {
    let before = number.checked_sub(1)?;
    let (here, last) = (&mentions.get(number)?.tokens, &mentions.get(before)?.tokens);
    let opened = last.end + 1 == here.start && tokens.word(last.end) == "(";
    let quoted = tokens.word(here.end) == ")" || tokens.word(here.end) == "," || tokens.word(here.end) == ";";
    (opened && quoted).then_some(before)
}

/// Whether `short` can be an abbreviation of `long`, or the other way round: its letters in order, beginning with the first.
fn stands_for(tokens: &Tokens, short: &NameMention, long: &NameMention) -> bool {
    let words = |mention: &NameMention| fold(tokens.span(&mention.tokens).of(tokens.text)).replace('.', "");
    let (mut a, mut b) = (words(short), words(long));
    if a.chars().count() > b.chars().count() {
        std::mem::swap(&mut a, &mut b);
    }
    let mut letters = a.chars().filter(|c| c.is_alphanumeric()).peekable();
    if letters.peek() != b.chars().next().as_ref() {
        // Foreign long forms (`Revolutionary Forces (FARC)`): capitals throughout are taken at their word.
        return short.tokens.len() == 1
            && tokens.word(short.tokens.start).chars().filter(|c| c.is_uppercase()).count() > 1;
    }
    for c in b.chars() {
        if letters.peek() == Some(&c) {
            letters.next();
        }
    }
    letters.peek().is_none() || tokens.word(short.tokens.start).chars().filter(|c| c.is_uppercase()).count() > 1
}

/// How many people who share a name are told apart by more than their names; an article has a handful.
const NAMESAKES: usize = 500;

/// People: first those with a full name, then single names to the fitting one.
fn people(tokens: &Tokens, mentions: &[NameMention], members: &mut Vec<Member>, owners: &mut [Option<usize>]) {
    let mut persons: Vec<Person> = Vec::new();
    let mut by_word: HashMap<String, Vec<usize>> = HashMap::new();
    let mut by_name: HashMap<Vec<String>, usize> = HashMap::new();
    let words_of = |mention: &NameMention| -> Vec<String> {
        let words: Vec<String> = mention
            .tokens
            .clone()
            .map(|i| sound(&fold(tokens.word(i))))
            .filter(|word| !matches!(word.trim_end_matches('.'), "jr" | "sr" | "ii" | "iii" | "iv" | ","))
            .collect();
        words
    };
    let mut singles: Vec<(usize, Vec<String>)> = Vec::new();
    for (number, mention) in mentions.iter().enumerate().filter(|(_, mention)| mention.kind == ActorKind::Person) {
        let words = words_of(mention);
        let last = words.last().cloned().unwrap_or_default();
        // `van der Berg` is a last name alone.
        if words.iter().filter(|word| !is_particle(word)).count() < 2 {
            singles.push((number, words));
            continue;
        }
        let own = gender_of(&words, mention);
        let same = |index: &usize| {
            persons.get(*index).is_some_and(|person| same_person(&person.words, &words) && person.gender.fits(own))
        };
        let known = by_name.get(&words).copied().filter(same);
        let found = known.or_else(|| by_word.get(&last)?.iter().copied().find(same));
        let index = found.unwrap_or_else(|| {
            members.push(Member::new(ActorKind::Person, String::new()));
            persons.push(Person { actor: members.len() - 1, words: words.clone(), full: Vec::new(), gender: own });
            persons.len() - 1
        });
        by_name.entry(words.clone()).or_insert(index);
        for word in &words {
            let list = by_word.entry(word.clone()).or_default();
            if list.len() < NAMESAKES && !list.contains(&index) {
                list.push(index);
            }
        }
        let person = &mut persons[index];
        person.full.push(mention.tokens.start);
        person.gender = person.gender.or(own);
        if words.len() > person.words.len() {
            person.words = words;
        }
        owners[number] = Some(person.actor);
    }
    let by_actor: HashMap<usize, usize> =
        persons.iter().enumerate().map(|(index, person)| (person.actor, index)).collect();
    let called: HashSet<&String> = singles.iter().filter_map(|(_, words)| words.last()).collect();
    let mut alone: HashMap<(String, Gender), usize> = HashMap::new();
    for (number, words) in &singles {
        let number = *number;
        let mention = &mentions[number];
        let Some(last) = words.last().cloned() else { continue };
        let own = mention.gender;
        let best = by_word
            .get(&last)
            .into_iter()
            .flatten()
            .filter_map(|index| persons.get(*index))
            .filter(|person| person.gender.fits(own))
            .filter_map(|person| {
                let place = person.words.iter().position(|word| *word == last)?;
                let first = place == 0;
                // `Sir Keir` is called by his first name.
                let knight = mention
                    .title
                    .clone()
                    .is_some_and(|title| title.clone().any(|i| matches!(tokens.lower(i), "sir" | "dame")));
                // `Mr. Mark` is nobody's first name, but `Mr. Lu` can be Lu Jiwen, whom nobody calls Jiwen.
                let family_first = person.words.last().is_some_and(|other| !called.contains(other));
                if first
                    && !knight
                    && mention.honorific
                    && person.words.len() > 1
                    && gazetteer::given(&last).is_some()
                    && !family_first
                {
                    return None;
                }
                let rank = if place + 1 == person.words.len() || first && knight {
                    2.0
                } else if first {
                    0.0
                } else {
                    1.0
                };
                let near = nearest(&person.full, mention.tokens.start);
                Some((
                    rank * 10.0 + (person.full.len() as f32).min(6.0) * 0.5 + 3.0 / (1.0 + near / 40.0),
                    person.actor,
                ))
            })
            .max_by(|a, b| a.0.total_cmp(&b.0));
        let actor = match best {
            Some((_, actor)) => actor,
            None => {
                // Among those that have no full name: another gender is another person.
                let genders: &[Gender] = match own {
                    Gender::Unknown => &[Gender::Unknown, Gender::Male, Gender::Female],
                    Gender::Male => &[Gender::Male, Gender::Unknown],
                    Gender::Female => &[Gender::Female, Gender::Unknown],
                };
                let found = genders.iter().find_map(|gender| alone.get(&(last.clone(), *gender)).copied());
                let actor = found.unwrap_or_else(|| {
                    members.push(Member::new(ActorKind::Person, String::new()));
                    members.len() - 1
                });
                alone.entry((last, own)).or_insert(actor);
                if let Some(member) = members.get_mut(actor) {
                    let given = if own == Gender::Unknown { gender_of(words, mention) } else { own };
                    member.gender = member.gender.or(given);
                }
                actor
            }
        };
        owners[number] = Some(actor);
        if let Some(member) = members.get_mut(actor) {
            member.gender = member.gender.or(own);
        }
        if let Some(person) = by_actor.get(&actor).and_then(|index| persons.get_mut(*index)) {
            person.gender = person.gender.or(own);
        }
    }
    for person in persons {
        if let Some(member) = members.get_mut(person.actor) {
            member.gender = person.gender.or(member.gender);
        }
    }
}

/// How far the nearest of the `full` mentions (in order) stands from token `at`; one that comes later counts as farther.
fn nearest(full: &[usize], at: usize) -> f32 {
    let next = full.partition_point(|token| *token < at);
    let before = next.checked_sub(1).and_then(|i| full.get(i)).map_or(f32::INFINITY, |token| (at - token) as f32);
    let behind = full.get(next).map_or(f32::INFINITY, |token| (token - at) as f32 * 3.0);
    before.min(behind)
}

fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "van"
            | "von"
            | "der"
            | "den"
            | "de"
            | "la"
            | "le"
            | "del"
            | "della"
            | "di"
            | "da"
            | "dos"
            | "bin"
            | "ibn"
            | "al"
            | "el"
            | "du"
            | "ter"
            | "zu"
    )
}

fn gender_of(words: &[String], mention: &NameMention) -> Gender {
    let given = words.first().and_then(|word| gazetteer::given(word)).map(|given| given.gender);
    mention.gender.or(given.unwrap_or_default())
}

/// Whether two full names with a common last word can be one person's.
fn same_person(a: &[String], b: &[String]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    // All words of the shorter stand in the longer, in order: `Ada Brandt` in `Ada Maria Brandt`.
    let mut rest = long.iter();
    if short.iter().all(|word| rest.any(|other| fits(word, other))) {
        return true;
    }
    let (Some(x), Some(y)) = (a.first(), b.first()) else { return false };
    a.last() == b.last() && fits(x, y)
}

/// Equal, an initial, or a short form (`Ben` of `Benjamin`).
fn fits(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let bare = short.trim_end_matches('.');
    short == long || bare.chars().count() == 1 && long.starts_with(bare) || bare.len() >= 3 && long.starts_with(bare)
}
