//! Chains: whom a mention goes back to, by what a labeller says of single links.
//!
//! A labeller tells for each mention how likely it goes back to each of those before it. Followed link by link up to names
//! (`he → the senator → Ada Brandt`) this makes a probability for each actor.

use crate::analyse::actors::{ActorIndex, Cast};
use crate::analyse::labels::LabelledMention;
use crate::analyse::tokens::{Range, Tokens};
use crate::analysis::MentionKind;

/// Most actors that are kept for a mention.
const KEPT: usize = 6;
/// Actors less likely than this are not kept.
const LEAST: f32 = 0.01;

/// How likely mentions mean actors. The default knows of no mention.
#[derive(Clone, Debug, Default)]
pub struct Chains {
    /// The token of each mention's head word, ordered.
    heads: Vec<usize>,
    /// The actors that each may mean, the likeliest first.
    actors: Vec<Vec<(ActorIndex, f32)>>,
    /// What each may go back to, by index.
    links: Vec<Vec<(usize, f32)>>,
}

impl Chains {
    /// Follows the links of `mentions` to the names of `cast`.
    pub fn follow(cast: &Cast, tokens: &Tokens, mentions: &[LabelledMention]) -> Self {
        let mut chains = Chains::default();
        for mention in mentions {
            let token = tokens.touching(mention.head).start;
            let name = cast.mention_at(token).filter(|name| name.kind == MentionKind::Name);
            let actors = match name {
                Some(name) => vec![(name.actor, 1.0)],
                None => chains.through(&mention.antecedents),
            };
            chains.heads.push(token);
            chains.actors.push(actors);
            chains.links.push(if name.is_some() { Vec::new() } else { mention.antecedents.clone() });
        }
        chains
    }

    /// What links with these probabilities lead to.
    fn through(&self, links: &[(usize, f32)]) -> Vec<(ActorIndex, f32)> {
        let mut sums: Vec<(ActorIndex, f32)> = Vec::new();
        for (before, share) in links {
            for (actor, likely) in self.actors.get(*before).into_iter().flatten() {
                match sums.iter_mut().find(|(known, _)| known == actor) {
                    Some((_, sum)) => *sum += share * likely,
                    None => sums.push((*actor, share * likely)),
                }
            }
        }
        sums.retain(|(_, sum)| *sum >= LEAST);
        sums.sort_by(|a, b| b.1.total_cmp(&a.1));
        sums.truncate(KEPT);
        sums
    }

    /// The tokens through which the last head word among `tokens` goes back to a name of `actor`, the name's last.
    pub fn between(&self, tokens: &Range, actor: ActorIndex) -> Vec<usize> {
        let mut through = Vec::new();
        let mut at = self.last_among(tokens);
        while let Some(mention) = at {
            let likely = |before: usize| {
                let actors = self.actors.get(before).into_iter().flatten();
                actors.filter(|(other, _)| *other == actor).map(|(_, likely)| *likely).next().unwrap_or(0.0)
            };
            // Links go back only, so that this ends.
            let links = self.links.get(mention).into_iter().flatten();
            let ways = links.map(|(before, share)| (*before, share * likely(*before)));
            let best = ways.filter(|(_, value)| *value > 0.0).max_by(|a, b| a.1.total_cmp(&b.1));
            at = best.map(|(before, _)| before).filter(|before| *before < mention);
            through.extend(at.and_then(|at| self.heads.get(at)));
        }
        through
    }

    /// Whom the last head word among `tokens` may mean and how likely, the likeliest first; none where no mention is known.
    pub fn among(&self, tokens: &Range) -> Option<&[(ActorIndex, f32)]> {
        self.actors.get(self.last_among(tokens)?).map(Vec::as_slice)
    }

    fn last_among(&self, tokens: &Range) -> Option<usize> {
        let after = self.heads.partition_point(|head| *head < tokens.end);
        after.checked_sub(1).filter(|last| self.heads.get(*last).is_some_and(|head| *head >= tokens.start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::actors;
    use crate::analyse::names::tests::article;
    use crate::analyse::tagger;
    use crate::span::Span;

    #[test]
    fn links_lead_to_names() {
        let text = "Ada Brandt met Tom Reyes. The mayor smiled. Then she left.";
        let article = article(text);
        let tokens = Tokens::of(&article);
        let cast = actors::cast(&tokens, &tagger::tag(&tokens), &[], None);
        let mention = |head: &str, antecedents: &[(usize, f32)]| {
            let start = text.find(head).expect("it stands there");
            LabelledMention { head: Span::new(start, start + head.len()), antecedents: antecedents.to_vec() }
        };
        let mentions = [
            mention("Brandt", &[]),
            mention("Reyes", &[(0, 0.4)]),
            mention("mayor", &[(0, 0.6), (1, 0.2)]),
            mention("she", &[(2, 0.5), (0, 0.25)]),
        ];
        let chains = Chains::follow(&cast, &tokens, &mentions);
        let at = |head: &str| {
            let start = text.find(head).expect("it stands there");
            tokens.inside(Span::new(start, start + head.len()))
        };
        let [(brandt, likely), (reyes, hardly)] = chains.among(&at("she")).expect("it is known") else { panic!() };
        assert!((likely - 0.55).abs() < 1e-6 && (hardly - 0.1).abs() < 1e-6, "{likely} {hardly}");
        assert_eq!(cast.member(*brandt).map(|member| member.name.as_str()), Some("Ada Brandt"));
        // A name is its own, whatever its links say.
        assert_eq!(chains.among(&at("Reyes")), Some(&[(*reyes, 1.0)][..]));
        let words = |through: Vec<usize>| through.into_iter().map(|token| tokens.word(token)).collect::<Vec<_>>();
        assert_eq!(words(chains.between(&at("she"), *brandt)), ["mayor", "Brandt"]);
        assert_eq!(chains.among(&at("left")), None);
    }
}
