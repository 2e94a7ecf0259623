//! What bears a name: every mention gives hints, and all mentions of a name decide together.

use std::collections::HashMap;

use super::NameMention;
use super::facts::{Facts, Style, begins, capital, is_initial, shouted};
use super::runs::Segment;
use super::words::{self, Class};
use crate::analyse::gazetteer::{self, Gender};
use crate::analyse::tagger::Tag;
use crate::analyse::titles::{self, NominalClass};
use crate::analyse::tokens::{Range, TokenKind, Tokens};
use crate::analysis::ActorKind;

/// Points for person, organisation and place.
#[derive(Clone, Copy, Debug, Default)]
struct Points {
    person: f32,
    organisation: f32,
    place: f32,
}

impl Points {
    fn add(&mut self, other: Points, weight: f32) {
        self.person += other.person * weight;
        self.organisation += other.organisation * weight;
        self.place += other.place * weight;
    }

    fn best(&self) -> ActorKind {
        if self.person >= self.organisation && self.person >= self.place {
            ActorKind::Person
        } else if self.organisation >= self.place {
            ActorKind::Organisation
        } else {
            ActorKind::Place
        }
    }
}

/// A segment with what stands around it.
struct Candidate {
    segment: Segment,
    title: Option<Range>,
    gender: Gender,
    honorific: bool,
    own: Points,
    key: String,
}

/// Turns candidates into names.
pub fn decide(tokens: &Tokens, tags: &[Tag], facts: &Facts, segments: Vec<Segment>) -> Vec<NameMention> {
    let mut candidates: Vec<Candidate> = Vec::with_capacity(segments.len());
    for segment in segments {
        let before = candidates.last().map_or(0, |candidate: &Candidate| candidate.segment.tokens.end);
        if let Some(candidate) = candidate(tokens, tags, facts, segment, before) {
            candidates.push(candidate);
        }
    }
    // What all mentions of a name say together, and which words are last or first names of people.
    let mut sums: HashMap<String, Points> = HashMap::new();
    let mut last_names: HashMap<String, f32> = HashMap::new();
    let mut heads: HashMap<String, f32> = HashMap::new();
    for candidate in &candidates {
        sums.entry(candidate.key.clone()).or_default().add(candidate.own, 1.0);
    }
    for candidate in &candidates {
        let range = &candidate.segment.tokens;
        let Some(sum) = sums.get(&candidate.key) else { continue };
        if range.len() >= 2 && candidate.segment.entry.is_none() {
            match sum.best() {
                ActorKind::Person => {
                    let mut last = range.end - 1;
                    if matches!(tokens.lower(last).trim_end_matches('.'), "jr" | "sr" | "ii" | "iii" | "iv")
                        && last > range.start
                    {
                        last -= 1;
                        if tokens.word(last) == "," {
                            last -= 1;
                        }
                    }
                    last_names.insert(tokens.lower(last).to_owned(), sum.person);
                    last_names.entry(tokens.lower(range.start).to_owned()).or_insert(1.0);
                }
                ActorKind::Organisation => {
                    heads.insert(tokens.lower(range.start).to_owned(), 1.0);
                }
                _ => {}
            }
        } else if range.len() == 1 && candidate.title.is_some() {
            last_names.entry(candidate.key.clone()).or_insert(3.0);
        }
    }
    candidates
        .into_iter()
        .filter_map(|candidate| {
            let kind = kind(tokens, facts, &candidate, &sums, &last_names, &heads)?;
            let range = candidate.segment.tokens;
            let person = kind == ActorKind::Person;
            let possessive = is_possessive(tokens, range.end);
            let known = candidate.segment.entry.filter(|entry| entry.kind == kind).map(|entry| entry.canonical);
            Some(NameMention {
                tokens: range,
                kind,
                title: candidate.title.filter(|_| person),
                gender: if person { candidate.gender } else { Gender::Unknown },
                honorific: person && candidate.honorific,
                possessive,
                known,
            })
        })
        .collect()
}

/// Whether the tokens at `at` are a possessive ending.
fn is_possessive(tokens: &Tokens, at: usize) -> bool {
    if tokens.spaced(at) {
        return false;
    }
    match tokens.word(at) {
        "’s" | "'s" | "ʼs" => true,
        "’" | "'" => tokens.lower(at - 1).ends_with('s') && tokens.spaced(at + 1),
        _ => false,
    }
}

fn kind(
    tokens: &Tokens,
    facts: &Facts,
    candidate: &Candidate,
    sums: &HashMap<String, Points>,
    last_names: &HashMap<String, f32>,
    heads: &HashMap<String, f32>,
) -> Option<ActorKind> {
    let range = &candidate.segment.tokens;
    if let Some(entry) = candidate.segment.entry {
        if entry.kind == ActorKind::Group {
            return Some(ActorKind::Group);
        }
        // `Washington` is a city, unless the article knows a person of that name and does not go there.
        let person = candidate.title.is_some()
            || range.len() == 1
                && last_names.contains_key(&candidate.key)
                && candidate.own.place < 1.5
                && (entry.doubtful || last_names[&candidate.key] > 4.0);
        return Some(if person { ActorKind::Person } else { entry.kind });
    }
    // `DAHL:` and `DAHL` of somebody whom the article calls Dahl.
    if range.len() == 1
        && shouted(tokens.word(range.start))
        && (last_names.contains_key(&candidate.key) || is_turn_label(tokens, range))
    {
        return Some(ActorKind::Person);
    }
    // `the Brandts`: all of that last name.
    if range.len() == 1
        && range.start.checked_sub(1).is_some_and(|the| tokens.lower(the) == "the")
        && candidate.key.strip_suffix('s').is_some_and(|stem| {
            last_names.contains_key(stem) || stem.strip_suffix('e').is_some_and(|stem| last_names.contains_key(stem))
        })
        && !last_names.contains_key(&candidate.key)
    {
        return Some(ActorKind::Group);
    }
    let mut points = candidate.own;
    if let Some(sum) = sums.get(&candidate.key) {
        points.add(*sum, 0.7);
    }
    if range.len() == 1 {
        if let Some(weight) = last_names.get(&candidate.key) {
            points.person += weight.clamp(1.0, 5.0);
        } else if heads.contains_key(&candidate.key) {
            points.organisation += 1.5;
        }
        let lower = tokens.lower(range.start);
        let usual = gazetteer::is_common(lower);
        let head = gazetteer::organisation_word(lower);
        if usual && points.person < 2.5 {
            // `Parliament`, `the Court`: bodies. `Nature`, `the Act`: nobody.
            if head.last || head.first {
                return (facts.inner_capitals(lower) > 0 || !facts.seen_small(lower))
                    .then_some(ActorKind::Organisation);
            }
            if !shouted(tokens.word(range.start)) && (facts.seen_small(lower) || facts.inner_capitals(lower) < 2) {
                return None;
            }
        }
    }
    let best = points.best();
    if best != ActorKind::Person && range.len() > 1 && !candidate.segment.organisation && !candidate.segment.place {
        // Many usual words and no word that tells a body: a law, an event, a work.
        let usual = range.clone().filter(|i| gazetteer::is_common(tokens.lower(*i))).count();
        if usual == range.len() && points.organisation < 3.0 && points.place < 3.0 {
            return None;
        }
    }
    // `State said no`, of a body that goes by a usual word.
    let usual = range.len() == 1 && gazetteer::is_common(tokens.lower(range.start));
    if best == ActorKind::Person
        && usual
        && points.person < 2.5
        && heads.contains_key(&candidate.key)
        && gazetteer::given(tokens.lower(range.start)).is_none()
    {
        return Some(ActorKind::Organisation);
    }
    Some(best)
}

fn candidate(tokens: &Tokens, tags: &[Tag], facts: &Facts, segment: Segment, from: usize) -> Option<Candidate> {
    let range = segment.tokens.clone();
    let last = tokens.lower(range.end - 1);
    // Laws, events and works are nobody.
    if segment.entry.is_none() && (range.len() > 1 || !segment.organisation) && words::is(last, Class::Thing) {
        return None;
    }
    let sentence = tokens.sentences.get(segment.sentence)?.start;
    let run = titles::run_before(tokens, sentence, range.start);
    let titled = !segment.organisation
        && !segment.place
        && segment.entry.is_none_or(|entry| {
            entry.doubtful || entry.kind == ActorKind::Place && run.as_ref().is_some_and(|run| run.2)
        });
    let (mut title, mut gender, mut honorific) = (None, Gender::Unknown, false);
    if titled && let Some((words, g, h)) = run {
        title = Some(widened(tokens, words, sentence.max(from.saturating_sub(6))));
        (gender, honorific) = (g, h);
    }
    let own = points(tokens, tags, facts, &segment, title.is_some(), honorific);
    let key = range.clone().map(|i| tokens.lower(i)).collect::<Vec<_>>().join(" ");
    Some(Candidate { segment, title, gender, honorific, own, key })
}

/// A title with the peoples', places' and bodies' names before it (`French President`, `U.S. Rep.`).
fn widened(tokens: &Tokens, title: Range, from: usize) -> Range {
    let mut start = title.start;
    while start > from && tokens.spaced(start) && start + 6 > title.start {
        let before = start - 1;
        let modifier = titles::ending_at(tokens, from, start);
        if let Some((n, _)) = modifier {
            start -= n;
        } else if capital(tokens, before)
            && tokens.list.get(before).is_some_and(|token| token.kind == TokenKind::Word)
            && !begins_with_small_reason(tokens, from, before)
        {
            start = before;
        } else {
            break;
        }
    }
    start..title.end
}

/// Whether the capital of token `i` may come from the sentence's beginning alone.
fn begins_with_small_reason(tokens: &Tokens, from: usize, i: usize) -> bool {
    let _ = from;
    let sentence = tokens.sentences.get(tokens.sentence_of(i)).map_or(0, |range| range.start);
    begins(tokens, sentence, i) && gazetteer::is_common(tokens.lower(i))
        || words::is(tokens.lower(i), Class::Calendar)
        || words::is(tokens.lower(i), Class::Function)
}

fn points(tokens: &Tokens, tags: &[Tag], facts: &Facts, segment: &Segment, titled: bool, honorific: bool) -> Points {
    let mut points = Points::default();
    let range = &segment.tokens;
    let words = range.len();
    let first = tokens.lower(range.start);
    if segment.organisation {
        points.organisation += 5.0;
    }
    if segment.place {
        points.place += 5.0;
    }
    if honorific {
        points.person += 6.0;
    } else if titled {
        points.person += 3.0;
    }
    let is_usual = |i: usize| gazetteer::is_common(tokens.lower(i)) && capital(tokens, i);
    // `Bill Orva`: a usual word that is a given name as well, before one that is not usual.
    let given_first = words > 1 && gazetteer::given(first).is_some() && !is_usual(range.end - 1);
    let usual = range.clone().filter(|i| is_usual(*i) && !(given_first && *i == range.start)).count() as f32;
    if let Some(given) = gazetteer::given(first) {
        points.person += match (words, given.doubtful) {
            (1, _) => 1.2,
            (_, false) => 3.0,
            (_, true) => 1.8,
        };
    }
    if words > 1 {
        let initials = range.clone().any(|i| is_initial(tokens.word(i)));
        let particle = range.clone().any(|i| {
            matches!(tokens.lower(i), "bin" | "ibn" | "van" | "von" | "der" | "de" | "al" | "del" | "da")
                && !capital(tokens, i)
        });
        let leading = is_initial(tokens.word(range.start));
        points.person += if leading {
            2.5
        } else if initials {
            1.5
        } else {
            0.0
        } + if particle { 0.7 } else { 0.0 };
        if usual == 0.0 && words <= 4 {
            points.person += 1.0;
        } else {
            points.person -=
                0.8 * usual + if is_usual(range.end - 1) && gazetteer::given(first).is_none() { 0.7 } else { 0.0 };
            points.organisation += 0.5 * usual;
        }
        if range.clone().any(|i| matches!(tokens.lower(i), "&" | "'s" | "for")) {
            points.organisation += 1.5;
        }
        if words > 4 {
            points.person -= 1.5;
        }
        let last_shouted = shouted(tokens.word(range.end - 1));
        if last_shouted && facts.style(segment.sentence) != Style::Capitals {
            points.organisation += 1.0;
        }
    } else {
        points.person += 0.3;
        let word = tokens.word(range.start);
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        if shouted(word) && facts.style(segment.sentence) != Style::Capitals && (2..=7).contains(&letters) {
            points.organisation += 3.0;
        } else if word.chars().skip(1).any(char::is_uppercase)
            && !word.starts_with("Mc")
            && !word.starts_with("Mac")
            && !word.contains(['\'', '’', '-'])
        {
            points.organisation += 1.5;
        }
        if first.ends_with("stan") || first.ends_with("land") || first.ends_with("burg") || first.ends_with("ville") {
            points.place += 0.8;
        }
    }
    around(tokens, tags, segment, &mut points);
    points
}

/// What the words before and behind tell.
fn around(tokens: &Tokens, tags: &[Tag], segment: &Segment, points: &mut Points) {
    let range = &segment.tokens;
    let before = range.start.checked_sub(1);
    let previous = before.map_or("", |i| tokens.lower(i));
    let second = range.start.checked_sub(2).map_or("", |i| tokens.lower(i));
    match previous {
        "in" => points.place += 2.2,
        "near" | "across" | "outside" | "throughout" | "around" | "towards" | "toward" | "inside" | "northern"
        | "southern" | "eastern" | "western" | "central" | "downtown" | "neighbouring" | "neighboring" => {
            points.place += 1.8
        }
        "from" | "to" | "at" => points.place += 0.6,
        "of" if matches!(
            second,
            "city"
                | "town"
                | "village"
                | "province"
                | "state"
                | "district"
                | "region"
                | "port"
                | "capital"
                | "island"
                | "county"
                | "suburb"
                | "outskirts"
                | "people"
                | "coast"
                | "south"
                | "north"
                | "east"
                | "west"
                | "mayor"
                | "governor"
                | "residents"
                | "streets"
        ) =>
        {
            points.place += 2.5;
        }
        // `the Orva government`: a name of any kind before a noun.
        "the" if tags.get(range.end).is_some_and(|tag| matches!(tag, Tag::Noun | Tag::Nouns)) => {
            points.person -= 0.7;
            points.organisation += 0.4;
        }
        "the" => {
            points.person -= 2.0;
            points.organisation += 1.0;
            points.place += 0.4;
        }
        "a" | "an" => points.person -= 1.0,
        "," if second.starts_with(|c: char| c.is_alphabetic()) && points.place > 0.0 => points.place += 0.3,
        _ => {}
    }
    let next = tokens.lower(range.end);
    let after = tokens.lower(range.end + 1);
    match next {
        "city" | "province" | "district" | "region" | "village" | "town" | "county" | "area" | "island" | "state" => {
            points.place += 1.6
        }
        "party" | "group" | "company" | "newspaper" | "government" | "movement" | "spokesman" | "spokeswoman"
        | "spokesperson" | "officials" | "shares" | "users" | "employees" | "ceo" | "reported" | "correspondent" => {
            points.organisation += 1.2
        }
        "who" | "whose" => points.person += 1.5,
        "," => {
            if tokens.list.get(range.end + 1).is_some_and(|token| token.kind == TokenKind::Number)
                && after.parse::<u32>().is_ok_and(|n| (10..100).contains(&n))
                && tokens.word(range.end + 2) == ","
            {
                points.person += 3.0;
            }
            if after == "who" {
                points.person += 2.0;
            }
            if matches!(after, "a" | "an" | "the")
                && let Some(nominal) = apposed(tokens, range.end + 2)
            {
                match nominal.class {
                    NominalClass::Person => points.person += 1.2,
                    NominalClass::Organisation => points.organisation += 1.5,
                    NominalClass::State => points.place += 2.5,
                    _ => {}
                }
            }
        }
        "said" | "says" | "told" | "added" | "tweeted" | "explained" | "recalled" | "wrote" | "thinks" | "believes"
        | "replied" | "asked" => {
            points.person += 1.0;
            points.organisation += 0.2;
        }
        "'s" | "’s" => {}
        _ => {
            if matches!(tags.get(range.end), Some(Tag::Past | Tag::PresentS)) {
                points.person += 0.4;
                points.organisation += 0.1;
            }
        }
    }
    if is_employer(tokens, range.end) {
        points.organisation += 2.0;
    }
    if matches!(previous, "said" | "says" | "added" | "told" | "by" | "with") {
        points.person += if previous == "said" || previous == "added" { 1.0 } else { 0.3 };
    }
}

/// `DAHL: We will build it`: a last name in capitals and a colon open a paragraph. Letters that cannot be spoken are a
/// body's.
fn is_turn_label(tokens: &Tokens, range: &Range) -> bool {
    let opens =
        tokens.paragraphs.get(tokens.paragraph_of(range.start)).is_some_and(|block| block.tokens.start == range.start);
    let word = tokens.lower(range.start);
    let letters = word.chars().count();
    let vowel = word.chars().any(|c| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y'));
    opens && tokens.word(range.end) == ":" && letters > 3 && vowel && !gazetteer::is_common(word)
}

/// `Acme spokesman Anton Gruber`, `Acme chief executive Lena Hart`: whether a job that one has at a body, and a name,
/// follow at token `at`.
fn is_employer(tokens: &Tokens, at: usize) -> bool {
    let is_job = |i: usize| {
        matches!(
            tokens.lower(i),
            "spokesman"
                | "spokeswoman"
                | "spokesperson"
                | "executive"
                | "ceo"
                | "chairman"
                | "chairwoman"
                | "chair"
                | "founder"
                | "co-founder"
                | "director"
                | "boss"
                | "analyst"
                | "economist"
                | "manager"
                | "engineer"
                | "officer"
        )
    };
    (at..at + 3)
        .take_while(|i| tokens.list.get(*i).is_some_and(|token| token.kind == TokenKind::Word) && !capital(tokens, *i))
        .any(|i| is_job(i) && capital(tokens, i + 1))
}

/// The noun of the apposition whose words begin at token `at`: `a city of 400,000`, `the mayor of Kessel`.
fn apposed(tokens: &Tokens, at: usize) -> Option<&'static titles::Nominal> {
    let stops = |i: usize| {
        tokens.list.get(i).is_none_or(|token| token.kind == TokenKind::Mark)
            || matches!(
                tokens.lower(i),
                "of" | "in" | "at" | "for" | "from" | "who" | "which" | "that" | "with" | "on" | "and"
            )
    };
    let end = (at..at + 6).find(|i| stops(*i))?;
    let (_, nominal) = titles::nominal_ending_at(tokens, at, end)?;
    (!nominal.plural).then_some(nominal)
}
