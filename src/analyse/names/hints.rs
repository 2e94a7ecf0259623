//! What one mention tells of its name's kind: its own words and those that stand around it.

use super::facts::{Facts, Style, capital, is_initial, shouted};
use super::runs::Segment;
use crate::analyse::gazetteer;
use crate::analyse::tagger::Tag;
use crate::analyse::titles::{self, NominalClass};
use crate::analyse::tokens::{TokenKind, Tokens};
use crate::analysis::ActorKind;

/// Points for person, organisation and place.
#[derive(Clone, Copy, Debug, Default)]
pub struct Points {
    pub person: f32,
    pub organisation: f32,
    pub place: f32,
}

impl Points {
    pub fn add(&mut self, other: Points, weight: f32) {
        self.person += other.person * weight;
        self.organisation += other.organisation * weight;
        self.place += other.place * weight;
    }

    pub fn best(&self) -> ActorKind {
        if self.person >= self.organisation && self.person >= self.place {
            ActorKind::Person
        } else if self.organisation >= self.place {
            ActorKind::Organisation
        } else {
            ActorKind::Place
        }
    }
}

/// The points of one mention.
pub fn points(
    tokens: &Tokens,
    tags: &[Tag],
    facts: &Facts,
    segment: &Segment,
    titled: bool,
    honorific: bool,
) -> Points {
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
        // `Ada Brandt, of Kessel, said`, `a spokesman for Acme said`
        "of" if second == "," => points.place += 2.0,
        "for" if second.starts_with("spokes") && range.len() == 1 => points.organisation += 2.5,
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
