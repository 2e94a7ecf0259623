//! Evidence: what speaks for each actor that a pronoun may stand for, as named values that a person can read.
//!
//! A conditional logit model ranks the actors by it (McFadden, “Conditional logit analysis of qualitative choice behavior”,
//! 1974), nobody among them. Its weights lie in `assets/lexicon/antecedent_weights.tsv`, fitted by `training/antecedent_weights.py`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::pronouns::{self, Wanted};
use super::standing::Part;
use super::{Candidate, Resolver, SENTENCES_BACK};
use crate::analyse::actors::ActorIndex;
use crate::analyse::lexicon;
use crate::analysis::MentionKind;

/// What each value weighs.
static WEIGHTS: LazyLock<HashMap<&'static str, f32>> = LazyLock::new(|| {
    lexicon::rows(include_str!("../../../assets/lexicon/antecedent_weights.tsv"))
        .filter_map(|row| Some((*row.first()?, row.get(1)?.parse().ok()?)))
        .collect()
});

/// The value of going back to nobody.
const NOBODY: &str = "nobody";

/// Added to the probability that the chain of antecedents gives an actor.
const CHAIN_FLOOR: f32 = 0.05;

/// What speaks for one actor.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// The actor.
    pub actor: ActorIndex,
    /// Named values, each name once.
    pub values: Vec<(&'static str, f32)>,
}

/// What the sentences before a pronoun say of an actor.
struct Seen<'a> {
    actor: ActorIndex,
    fit: f32,
    /// Its mentions in these sentences, in order.
    mentions: Vec<&'a Candidate>,
    /// By weights that fade with distance.
    drawn: f32,
}

/// The evidence for each actor that fits the pronoun at token `at`. `last` are the speakers of the quote before, as far as known.
pub fn of(resolver: &Resolver, at: usize, wanted: Wanted, last: &[ActorIndex]) -> Vec<Evidence> {
    let seen = seen(resolver, at, wanted, last);
    let drawn: f32 = seen.iter().map(|seen| seen.drawn).sum();
    let before = |actor: ActorIndex| resolver.mentioned_before(actor, at) as f32;
    let most = seen.iter().map(|seen| before(seen.actor)).sum::<f32>().max(1.0);
    let chained = resolver.chains.among(&(at..at + 1));
    seen.iter()
        .map(|own| {
            let mut values = mention_values(resolver, at, own, &seen);
            values.push(("drawn", (own.drawn / drawn.max(0.01) + 0.02).ln()));
            values.push(("often", (before(own.actor) + 1.0).ln()));
            values.push(("share", before(own.actor) / most));
            values.push(("near", (own.mentions.len() as f32 + 1.0).ln()));
            if own.fit < 1.0 {
                values.push(("fit", own.fit));
            }
            if last.contains(&own.actor) {
                values.push((if last.len() == 1 { "spoke" } else { "spoke-too" }, 1.0));
                if opens_paragraph(resolver, at) {
                    values.push(("spoke-before", 1.0));
                }
            }
            if let Some(chained) = chained {
                let likely = chained.iter().find(|(actor, _)| *actor == own.actor).map_or(0.0, |(_, likely)| *likely);
                values.push(("chain", (likely + CHAIN_FLOOR).ln() - CHAIN_FLOOR.ln()));
            }
            Evidence { actor: own.actor, values }
        })
        .collect()
}

/// How likely each actor is, the likeliest first; what is missing to 1 is the probability of nobody.
pub fn ranked(evidence: &[Evidence]) -> Vec<(ActorIndex, f32)> {
    let weight = |name: &str| WEIGHTS.get(name).copied().unwrap_or(0.0);
    let score = |own: &Evidence| own.values.iter().map(|(name, value)| weight(name) * value).sum::<f32>();
    let scores: Vec<(ActorIndex, f32)> = evidence.iter().map(|own| (own.actor, score(own))).collect();
    let nobody = weight(NOBODY);
    let highest = scores.iter().fold(nobody, |highest, (_, score)| highest.max(*score));
    let whole: f32 = scores.iter().map(|(_, score)| *score).chain([nobody]).map(|score| (score - highest).exp()).sum();
    let mut ranked: Vec<_> =
        scores.into_iter().map(|(actor, score)| (actor, (score - highest).exp() / whole)).collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1));
    ranked
}

/// How much each actor that fits draws the pronoun at token `at`, by weights that fade with distance.
pub fn drawn(resolver: &Resolver, at: usize, wanted: Wanted, last: &[ActorIndex]) -> Vec<(ActorIndex, f32)> {
    seen(resolver, at, wanted, last).iter().map(|seen| (seen.actor, seen.drawn)).collect()
}

fn mention_values(resolver: &Resolver, at: usize, own: &Seen, all: &[Seen]) -> Vec<(&'static str, f32)> {
    let tokens = resolver.tokens;
    let mut values = Vec::with_capacity(16);
    let Some(last) = own.mentions.last() else { return vec![("out-of-sight", 1.0)] };
    let sentence = tokens.sentence_of(at);
    let back = |mention: &Candidate| sentence - tokens.sentence_of(mention.token);
    values.push((
        match back(last) {
            0 => "here",
            1 => "back=1",
            2 => "back=2",
            3 => "back=3",
            _ => "back=more",
        },
        1.0,
    ));
    let same_paragraph = tokens.paragraph_of(last.token) == tokens.paragraph_of(at);
    let mut tell = |name: &'static str, holds: bool| {
        if holds {
            values.push((name, 1.0));
        }
    };
    let standing = last.standing;
    tell("paragraph", same_paragraph);
    tell("subject", standing.is_subject() && standing.part == Part::Subject);
    tell("subject-behind", standing.is_subject() && standing.part == Part::SubjectBehind);
    tell("oblique", standing.part == Part::Oblique && !standing.quoted);
    tell("quoted", standing.quoted);
    tell("possessive", standing.possessive);
    tell("pronoun", standing.kind == MentionKind::Pronoun);
    tell("nominal", standing.kind == MentionKind::Nominal);
    tell("subject-here", own.mentions.iter().any(|mention| back(mention) == 0 && mention.standing.is_subject()));
    tell("subject-before", own.mentions.iter().any(|mention| back(mention) == 1 && mention.standing.is_subject()));
    let opens = |mention: &Candidate| {
        let of = tokens.sentence_of(mention.token);
        // The first of those that fit.
        tokens.sentences.get(of).is_some_and(|range| {
            !all.iter().any(|other| {
                other.actor != own.actor
                    && other.mentions.iter().any(|before| before.token >= range.start && before.token < mention.token)
            })
        })
    };
    tell("first", opens(last));
    tell("first-before", own.mentions.iter().any(|mention| back(mention) == 1 && opens(mention)));
    tell("first-here", own.mentions.iter().any(|mention| back(mention) == 0 && opens(mention)));
    tell("goes-on", resolver.begins_sentence(at) && back(last) == 1 && standing.is_subject());
    tell("quoted-alike", standing.quoted && resolver.quoted(at));
    tell("opens-paragraph-far", opens_paragraph(resolver, at) && back(last) > 1);
    let between = all
        .iter()
        .filter(|other| other.actor != own.actor && other.mentions.last().is_some_and(|m| m.token > last.token))
        .count();
    values.push(("between", between.min(3) as f32));
    values
}

/// Whether the sentence of token `at` is the first of its paragraph.
fn opens_paragraph(resolver: &Resolver, at: usize) -> bool {
    let block = resolver.tokens.paragraphs.get(resolver.tokens.paragraph_of(at));
    block.is_some_and(|block| block.sentences.start == resolver.tokens.sentence_of(at))
}

/// The actors that fit and are spoken of in the sentences before, or spoke last, in order of their last mentions.
fn seen<'a>(resolver: &'a Resolver, at: usize, wanted: Wanted, last: &[ActorIndex]) -> Vec<Seen<'a>> {
    let tokens = resolver.tokens;
    let (sentence, paragraph) = (tokens.sentence_of(at), tokens.paragraph_of(at));
    let mut seen: Vec<Seen> = Vec::new();
    for back in (0..=SENTENCES_BACK.min(sentence)).rev() {
        let index = sentence - back;
        let (Some(list), Some(range)) = (resolver.candidates.get(index), tokens.sentences.get(index)) else { continue };
        let same_paragraph = tokens.paragraph_of(range.start) == paragraph;
        let decay = 0.45f32.powi(back as i32) * if same_paragraph { 1.0 } else { 0.8 };
        // A sentence speaks for an actor once, by its best mention.
        let mut best: Vec<(ActorIndex, f32)> = Vec::new();
        for candidate in list.iter().filter(|candidate| candidate.token < at) {
            let known = seen.iter().position(|seen| seen.actor == candidate.actor);
            let known = match known {
                Some(known) => known,
                None => {
                    let Some(fit) = pronouns::fit(resolver, candidate.actor, wanted) else { continue };
                    seen.push(Seen { actor: candidate.actor, fit, mentions: Vec::new(), drawn: 0.0 });
                    seen.len() - 1
                }
            };
            seen[known].mentions.push(candidate);
            match best.iter_mut().find(|(actor, _)| *actor == candidate.actor) {
                Some((_, weight)) => *weight = candidate.weight.max(*weight) + 0.1,
                None => best.push((candidate.actor, candidate.weight)),
            }
        }
        for (actor, weight) in best {
            if let Some(seen) = seen.iter_mut().find(|seen| seen.actor == actor) {
                seen.drawn += weight * decay * seen.fit;
            }
        }
    }
    for actor in last.iter().filter(|_| last.len() == 1) {
        if let Some(fit) = pronouns::fit(resolver, *actor, wanted) {
            match seen.iter_mut().find(|seen| seen.actor == *actor) {
                Some(seen) => seen.drawn += 0.9 * fit,
                None => seen.push(Seen { actor: *actor, fit, mentions: Vec::new(), drawn: 0.9 * fit }),
            }
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::actors;
    use crate::analyse::coreference::Chains;
    use crate::analyse::names::tests::article;
    use crate::analyse::tagger;
    use crate::analyse::tokens::Tokens;

    /// Whom the last `She` of `text` may mean, with what speaks for each and how likely it is, the likeliest first.
    fn weighed(text: &str) -> Vec<(String, Vec<&'static str>, f32)> {
        let article = article(text);
        let tokens = Tokens::of(&article);
        let tags = tagger::tag(&tokens);
        let cast = actors::cast(&tokens, &tags, &[], None);
        let chains = Chains::default();
        let resolver = Resolver::new(&cast, &tokens, &tags, &[], &chains);
        let at = (0..tokens.list.len()).rfind(|i| tokens.word(*i) == "She").expect("it stands there");
        let evidence = resolver.evidence(at, &[]);
        let names = |own: &Evidence| own.values.iter().map(|(name, _)| *name).collect();
        ranked(&evidence)
            .into_iter()
            .filter_map(|(actor, likely)| {
                let own = evidence.iter().find(|own| own.actor == actor)?;
                Some((cast.member(actor)?.name.clone(), names(own), likely))
            })
            .collect()
    }

    #[test]
    fn what_speaks_for_each_is_told() {
        let found = weighed("Mrs. Brandt wrote to Mrs. Roth. She was angry.");
        let [(first, of_first, likely), (second, of_second, hardly)] = &found[..] else { panic!("{found:?}") };
        assert_eq!((first.as_str(), second.as_str()), ("Brandt", "Roth"));
        assert!(of_first.contains(&"subject-before") && of_first.contains(&"goes-on"), "{of_first:?}");
        assert!(of_second.contains(&"oblique") && !of_second.contains(&"subject"), "{of_second:?}");
        assert!(likely > hardly && likely + hardly < 1.0, "somebody else is always possible: {likely} {hardly}");
    }

    #[test]
    fn who_is_named_longer_ago_is_less_likely() {
        let near = weighed("Mrs. Brandt spoke. She was angry.");
        let far =
            weighed("Mrs. Brandt spoke. The hall was cold. Rain fell. Nobody came. The doors closed. She was angry.");
        assert!(near[0].2 > far[0].2, "{near:?} {far:?}");
    }

    #[test]
    fn nobody_of_the_other_gender_is_a_candidate() {
        assert!(weighed("Mr. Lang spoke. She was angry.").is_empty());
    }

    #[test]
    fn every_value_has_a_weight_that_can_be_read() {
        assert!(
            WEIGHTS.len() > 20 && WEIGHTS.contains_key(NOBODY) && WEIGHTS.values().all(|weight| weight.is_finite())
        );
    }
}
