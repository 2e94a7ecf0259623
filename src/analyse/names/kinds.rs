//! What bears a name: every mention gives hints, and all mentions of a name decide together.

use std::collections::HashMap;

use super::NameMention;
use super::facts::{Facts, begins, capital, shouted};
use super::hints::{Points, points};
use super::runs::Segment;
use super::words::{self, Class};
use crate::analyse::gazetteer::{self, Gender};
use crate::analyse::tagger::Tag;
use crate::analyse::titles;
use crate::analyse::tokens::{Range, TokenKind, Tokens};
use crate::analysis::ActorKind;

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
pub fn is_possessive(tokens: &Tokens, at: usize) -> bool {
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
    let before = title_before(tokens, range.start, from);
    let titled = !segment.organisation
        && !segment.place
        && segment.entry.is_none_or(|entry| {
            entry.doubtful || entry.kind == ActorKind::Place && before.as_ref().is_some_and(|before| before.2)
        });
    let (title, gender, honorific) = match before.filter(|_| titled) {
        Some((title, gender, honorific)) => (Some(title), gender, honorific),
        None => (None, Gender::Unknown, false),
    };
    let own = points(tokens, tags, facts, &segment, title.is_some(), honorific);
    let key = range.clone().map(|i| tokens.lower(i)).collect::<Vec<_>>().join(" ");
    Some(Candidate { segment, title, gender, honorific, own, key })
}

/// The title before the name of a person that begins at token `start`, the gender that it tells and whether it is an
/// honorific; `from` is where the name before ends.
pub fn title_before(tokens: &Tokens, start: usize, from: usize) -> Option<(Range, Gender, bool)> {
    let sentence = tokens.sentences.get(tokens.sentence_of(start))?.start;
    let (words, gender, honorific) = titles::run_before(tokens, sentence, start)?;
    Some((widened(tokens, words, sentence.max(from.saturating_sub(6))), gender, honorific))
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
