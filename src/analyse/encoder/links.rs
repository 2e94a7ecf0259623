//! Links: which source, which cue and which earlier piece belong to a piece of content.
//!
//! The first and last word of a content look for something, the first words of what it may be linked to offer something;
//! how well these fit, and how far apart they stand, makes a score (a biaffine scorer after Dozat & Manning, “Deep Biaffine
//! Attention for Neural Dependency Parsing”, ICLR 2017, with distances added).

use std::ops::Range;

use super::config::{Config, LINK_SIZE, Link, bucket};
use super::reading::{LinkVector, Reading};

/// The index among `candidates` (ordered ranges of words) of what `fragment` is linked to, if anything.
pub fn find(
    reading: &Reading,
    config: &Config,
    fragment: &Range<usize>,
    candidates: &[Range<usize>],
    link: Link,
) -> Option<usize> {
    let (first, last) = (fragment.start, fragment.end.checked_sub(1)?);
    let wanted = reading.query_first.get(&first)?;
    let wanted_last = reading.query_last.get(&last)?;
    let near = |word: usize| word.abs_diff(first).min(word.abs_diff(last)) <= config.link_reach;
    let from = candidates.partition_point(|candidate| candidate.start + config.link_reach < first);
    let mut best = (reading.link_null.get(first)?[link as usize], None);
    for (n, candidate) in candidates.iter().enumerate().skip(from) {
        let word = candidate.start;
        if word > last + config.link_reach || link == Link::Join && word >= first {
            break;
        }
        let Some(offered) = reading.key.get(&word).filter(|_| near(word)) else { continue };
        let distance = if word > last { word as isize - last as isize } else { word as isize - first as isize };
        let score = fit(wanted, wanted_last, offered, link) + config.link_distance[link as usize][bucket(distance)];
        if score > best.0 {
            best = (score, Some(n));
        }
    }
    best.1
}

/// How well what is wanted and what is offered fit.
fn fit(first: &LinkVector, last: &LinkVector, offered: &LinkVector, link: Link) -> f32 {
    let part = link as usize * LINK_SIZE..(link as usize + 1) * LINK_SIZE;
    let wanted = first[part.clone()].iter().zip(&last[part.clone()]).map(|(a, b)| a + b);
    wanted.zip(&offered[part]).map(|(wanted, offered)| wanted * offered).sum::<f32>() / (LINK_SIZE as f32).sqrt()
}
