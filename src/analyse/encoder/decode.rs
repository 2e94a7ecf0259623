//! From a reading to labels: names, and attributions with their sources, cues and stances.

use std::ops::Range;

use super::config::{Config, Link};
use super::pieces::Pieces;
use super::reading::{NAME_TAGS, Reading, STANCE_SIZE};
use super::tags::{self, Steps, best_path, log_probabilities};
use super::{antecedents, certainty, links};
use crate::analyse::labels::{LabelledAttribution, LabelledName, Labels, StanceProbabilities};
use crate::analysis::{ActorKind, Stance};
use crate::span::Span;

/// What the classes of names mean; the last is no actor.
const KINDS: [Option<ActorKind>; 5] =
    [Some(ActorKind::Person), Some(ActorKind::Organisation), Some(ActorKind::Place), Some(ActorKind::Group), None];
/// Stances and none.
const OUTCOMES: usize = Stance::ALL.len() + 1;

/// The labels of `text`.
pub fn labels(reading: &Reading, config: &Config, pieces: &Pieces, text: &str) -> Labels {
    let path = best_path(reading.names.iter().copied(), &Steps::<NAME_TAGS>::legal());
    let named = tags::ranges(&path);
    let sources = plain(&reading.source);
    let mentioned = named.iter().map(|(words, _)| words).chain(&sources).cloned();
    Labels {
        mentions: antecedents::find(reading, config, pieces, text, mentioned),
        names: named
            .iter()
            .filter_map(|(words, class)| {
                let probability = mean_probability(words.clone().map(|word| reading.names[word][path[word]]));
                Some(LabelledName { span: span(pieces, words)?, kind: *KINDS.get(*class)?, probability })
            })
            .collect(),
        attributions: attributions(reading, config, pieces, &sources),
    }
}

/// The ranges of words that a head with one class of tags marks.
fn plain(scores: &[[f32; 3]]) -> Vec<Range<usize>> {
    let path = best_path(scores.iter().copied(), &Steps::<3>::legal());
    tags::ranges(&path).into_iter().map(|(words, _)| words).collect()
}

fn attributions(
    reading: &Reading,
    config: &Config,
    pieces: &Pieces,
    sources: &[Range<usize>],
) -> Vec<LabelledAttribution> {
    let (cues, targets) = (plain(&reading.cue), plain(&reading.target));
    let path = tags::content(&reading.content, &pieces.quotation, config.begin, config.crossing);
    let fragments: Vec<Range<usize>> = tags::ranges(&path).into_iter().map(|(words, _)| words).collect();
    contents(reading, config, &pieces.quotation, &fragments, sources, &cues)
        .into_iter()
        .map(|content| {
            let source = content.source.and_then(|n| sources.get(n).cloned());
            let cue = content.cue.and_then(|n| cues.get(n).cloned());
            let pieces_of = || content.fragments.iter().filter_map(|n| fragments.get(*n));
            let target = pieces_of().find_map(|piece| links::find(reading, config, piece, &targets, Link::Target));
            let whole = bridged(&fragments, &content.fragments, sources, &cues, config.bridge);
            let shows = certainty::Content {
                scores: &reading.content,
                quotation: &pieces.quotation,
                pieces: &whole,
                source: source.is_some(),
                cue: cue.is_some(),
            };
            let words = whole.iter().flat_map(|piece| piece.clone());
            LabelledAttribution {
                stance: stance(reading, config, words, cue.clone().unwrap_or_default()),
                source: source.and_then(|words| span(pieces, &words)),
                cue: cue.and_then(|words| span(pieces, &words)),
                target: target.and_then(|n| span(pieces, targets.get(n)?)),
                content: whole.iter().filter_map(|piece| span(pieces, piece)).collect(),
                probability: certainty::of(&shows, config.certainty.as_ref()),
            }
        })
        .filter(|attribution| !attribution.content.is_empty() && attribution.probability >= config.keep)
        .collect()
}

/// The pieces of a content, with the gaps between them filled where these are short and hold no source or cue.
fn bridged(
    fragments: &[Range<usize>],
    members: &[usize],
    sources: &[Range<usize>],
    cues: &[Range<usize>],
    bridge: usize,
) -> Vec<Range<usize>> {
    let mut whole: Vec<Range<usize>> = Vec::new();
    for fragment in members.iter().filter_map(|n| fragments.get(*n)) {
        let holds = |ranges: &[Range<usize>], gap: &Range<usize>| {
            let first = ranges.partition_point(|range| range.end <= gap.start);
            ranges.get(first).is_some_and(|range| range.start < gap.end)
        };
        match whole.last_mut() {
            Some(last) if fragment.start - last.end < bridge => {
                let gap = last.end..fragment.start;
                if holds(sources, &gap) || holds(cues, &gap) {
                    whole.push(fragment.clone());
                } else {
                    last.end = fragment.end;
                }
            }
            _ => whole.push(fragment.clone()),
        }
    }
    whole
}

/// A content with what it is linked to, all by index.
#[derive(Default)]
struct Content {
    fragments: Vec<usize>,
    source: Option<usize>,
    cue: Option<usize>,
}

/// Brings fragments of one content together: each points to the one before it of the same content, or to none. Two of one
/// content have one source and one cue, where they have any.
fn contents(
    reading: &Reading,
    config: &Config,
    quotation: &[Option<u32>],
    fragments: &[Range<usize>],
    sources: &[Range<usize>],
    cues: &[Range<usize>],
) -> Vec<Content> {
    let mut contents: Vec<Content> = Vec::new();
    let mut content_of: Vec<usize> = Vec::with_capacity(fragments.len());
    for (n, fragment) in fragments.iter().enumerate() {
        let source = links::find(reading, config, fragment, sources, Link::Source);
        let cue = links::find(reading, config, fragment, cues, Link::Cue);
        let fits = |known: Option<usize>, new: Option<usize>| known.is_none() || new.is_none() || known == new;
        let before = links::find(reading, config, fragment, fragments, Link::Join)
            .and_then(|before| content_of.get(before).copied())
            .filter(|content| fits(contents[*content].source, source) && fits(contents[*content].cue, cue));
        // Those of one cue that nearly touch belong together as well, and its quotations (`“…,” she said. “…”`).
        let before = before.or_else(|| {
            let quoted = |word: usize| quotation.get(word).is_some_and(Option::is_some);
            let near = n.checked_sub(1)?;
            let both = quoted(fragment.start) && quoted(fragments[near].start);
            let reach = if both { config.resume } else { config.bridge };
            let near = Some(near).filter(|near| fragment.start - fragments[*near].end < reach)?;
            content_of.get(near).copied().filter(|content| cue.is_some() && contents[*content].cue == cue)
        });
        let number = before.unwrap_or(contents.len());
        if number == contents.len() {
            contents.push(Content::default());
        }
        let content = &mut contents[number];
        content.fragments.push(n);
        content.source = content.source.or(source);
        content.cue = content.cue.or(cue);
        content_of.push(number);
    }
    contents
}

/// The bytes from the first to the last of some words.
fn span(pieces: &Pieces, words: &Range<usize>) -> Option<Span> {
    let (first, last) = (pieces.words.get(words.start)?, pieces.words.get(words.end.checked_sub(1)?)?);
    Some(Span::new(first.start, last.end))
}

fn mean_probability(logs: impl Iterator<Item = f32>) -> f32 {
    let (count, sum) = logs.fold((0usize, 0.0f32), |(count, sum), log| (count + 1, sum + log));
    (sum / count.max(1) as f32).exp()
}

/// The stance of a content: its words vote, and those of its cue, each with the weight it gives itself.
fn stance(
    reading: &Reading,
    config: &Config,
    content: impl Iterator<Item = usize> + Clone,
    cue: Range<usize>,
) -> StanceProbabilities {
    let mut logits = [0.0f32; OUTCOMES];
    vote(&reading.stance, content, 0, 2 * OUTCOMES, &mut logits);
    vote(&reading.stance, cue, OUTCOMES, 2 * OUTCOMES + 1, &mut logits);
    let [none, each @ ..] = log_probabilities(logits, config.temperatures.stance).map(f32::exp);
    StanceProbabilities { none, each }
}

/// Adds the mean of the votes from column `first` on, weighed by the softmax of column `weight`.
fn vote(
    votes: &[[f32; STANCE_SIZE]],
    words: impl Iterator<Item = usize> + Clone,
    first: usize,
    weight: usize,
    logits: &mut [f32; OUTCOMES],
) {
    let rows = || words.clone().filter_map(|word| votes.get(word));
    let highest = rows().map(|row| row[weight]).fold(f32::NEG_INFINITY, f32::max);
    let total: f32 = rows().map(|row| (row[weight] - highest).exp()).sum();
    for row in rows() {
        let share = (row[weight] - highest).exp() / total;
        for (logit, vote) in logits.iter_mut().zip(&row[first..first + OUTCOMES]) {
            *logit += share * vote;
        }
    }
}
