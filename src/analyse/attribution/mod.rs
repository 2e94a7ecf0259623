//! Attribution: which words are handed to a source, and by what cue.
//!
//! An attribution is a passage in which an article hands words, a belief or an intention (the content) to somebody (the
//! source) by a cue, as PolNeAR defines it (Newell, Margolin & Ruths, “An Attribution Relations Corpus for Political
//! News”, LREC 2018). The rules look at each cue verb of the lexicon, at `according to` and at labels before a colon,
//! and last at the quotations that nothing claimed.

mod attitudes;
mod broken;
mod claimed;
mod complement;
mod labelled;
mod labels;
mod postposed;
mod quotations_left;
pub mod sources;

use super::clauses::{self, Extent};
use super::cue_verbs::{Complement, CueVerb};
use super::cues::Cue;
use super::labels::StanceProbabilities;
use super::phrases::Phrases;
use super::tokens::Range;
use crate::span::Span;
use claimed::Claimed;
pub use labelled::find as labelled;

/// A source, a cue and a content, in tokens and bytes.
#[derive(Clone, Debug)]
pub struct Attribution {
    /// The words that name who speaks; none when the article gives none here.
    pub source: Option<Range>,
    /// How the speaker is found when `source` alone does not tell.
    pub speaker: SpeakerRule,
    /// The words that say that something is said.
    pub cue: Vec<Range>,
    /// What is said: ordered, without overlap, never empty.
    pub content: Vec<Span>,
    /// The verb of the cue.
    pub verb: Option<&'static CueVerb>,
    /// Which complement of the verb the content is.
    pub complement: Option<Complement>,
    /// Whether the cue is negated (`does not want`).
    pub negated: bool,
    /// How sure the rule is, from 0 to 1.
    pub confidence: f32,
    /// What a labeller says its position is about.
    pub target: Option<Span>,
    /// How likely a labeller finds each stance; none where rules alone found the attribution.
    pub stance: Option<StanceProbabilities>,
}

/// Where to look for the speaker of an [`Attribution`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpeakerRule {
    /// In its source.
    Source,
    /// Nobody: the article hides who speaks (`is said to`, `was accused`).
    Nobody,
    /// The speaker of the attribution before it.
    Previous,
}

impl Attribution {
    fn new(source: Option<Range>, cue: Range, content: Vec<Span>, confidence: f32) -> Self {
        Attribution { cue: vec![cue], ..Attribution::without_cue(source, content, confidence) }
    }

    fn without_cue(source: Option<Range>, content: Vec<Span>, confidence: f32) -> Self {
        Attribution {
            source,
            speaker: SpeakerRule::Source,
            cue: Vec::new(),
            content,
            verb: None,
            complement: None,
            negated: false,
            confidence,
            target: None,
            stance: None,
        }
    }

    /// What nobody in particular says: the subject of the cue and all that follows the verb (`The plan` is expected `to
    /// fail`).
    fn of_nobody(
        phrases: &Phrases,
        cue: &Cue,
        subject: &Range,
        complement: Option<Complement>,
        confidence: f32,
    ) -> Option<Self> {
        let start = cue.words.end;
        let rest = content_of(phrases, start, clauses::content_end(phrases, start, Extent::Clause))?;
        let content = vec![phrases.tokens.span(subject), rest];
        let found = Attribution::new(None, cue.words.clone(), content, confidence).with_verb(cue, complement);
        Some(Attribution { speaker: SpeakerRule::Nobody, ..found })
    }

    fn with_verb(mut self, cue: &Cue, complement: Option<Complement>) -> Self {
        self.verb = Some(cue.verb);
        self.complement = complement;
        self.negated = cue.negated;
        self
    }

    /// From the first to the last byte of the content.
    pub fn extent(&self) -> Span {
        match (self.content.first(), self.content.last()) {
            (Some(first), Some(last)) => Span::new(first.start, last.end),
            _ => Span::default(),
        }
    }
}

/// Finds the attributions of an article, in the order of their first bytes.
pub fn find(phrases: &Phrases, cues: &[Cue]) -> Vec<Attribution> {
    let mut found: Vec<Attribution> = Vec::new();
    found.extend(labels::find(phrases));
    for cue in cues {
        // What stands inside quotation marks is its speaker's own affair.
        if phrases.quoted_at(cue.head).is_some() {
            continue;
        }
        found.extend(attribute(phrases, cue));
    }
    found.extend(attitudes::find(phrases));
    found.extend(sources::according_to(phrases));
    found.extend(labels::verbless(phrases));
    let found = without_second_hand(phrases, found);
    let mut kept = without_overlaps(phrases, found);
    add_apart(&mut kept, labels::behind_clauses(phrases));
    quotations_left::claim(phrases, &mut kept);
    kept.sort_by_key(|attribution| attribution.extent().start);
    kept
}

/// What one cue verb attributes.
fn attribute(phrases: &Phrases, cue: &Cue) -> Option<Attribution> {
    // What somebody did not say is no statement; what somebody does not want or believe is one.
    if cue.negated && cue.verb.speaks() && !sources::stance_when_negated(cue.verb) {
        return None;
    }
    if cue.passive {
        return sources::passive(phrases, cue);
    }
    if let Some(found) = postposed::find(phrases, cue) {
        return Some(found);
    }
    let source = sources::before(phrases, cue)?;
    if let Some(complement) = complement::raised(phrases, cue, &source) {
        return Some(complement);
    }
    if cue.verb.picky && !sources::can_speak(phrases, &source) {
        return None;
    }
    let (content, complement, confidence) = complement::after(phrases, cue)?;
    Some(Attribution::new(Some(source), cue.words.clone(), content, confidence).with_verb(cue, Some(complement)))
}

/// Leaves out attributions to whom only passed words on: in `“…,” Roth said, according to her office` and `Roth said she
/// would go, the statement said` the words are Roth's.
fn without_second_hand(phrases: &Phrases, mut found: Vec<Attribution>) -> Vec<Attribution> {
    found.sort_by_key(|attribution| attribution.extent().start);
    let cues: Vec<(Span, Span)> = found
        .iter()
        .filter(|attribution| attribution.verb.is_some() && attribution.source.is_some())
        .filter_map(|attribution| Some((phrases.tokens.span(attribution.cue.first()?), attribution.extent())))
        .collect();
    found.retain(|attribution| {
        let extent = attribution.extent();
        let Some(cue) = attribution.cue.first().map(|cue| phrases.tokens.span(cue)) else { return true };
        if cue.start < extent.end {
            return true;
        }
        // Contents before `extent.start` cannot begin inside it: the list is ordered by contents, cues are near them.
        let first = cues.partition_point(|(_, content)| content.start < extent.start);
        !cues[first..]
            .iter()
            .take_while(|(_, content)| content.start < extent.end)
            .any(|(inner, content)| *inner != cue && extent.covers(*inner) && content.len() * 2 >= extent.len())
    });
    found
}

/// Leaves out attributions whose cue stands inside the content of another, and of two that share words the surer one.
fn without_overlaps(phrases: &Phrases, mut found: Vec<Attribution>) -> Vec<Attribution> {
    // The widest contents first, so that inner ones see the outer.
    let width = |attribution: &Attribution| attribution.content.iter().map(|span| span.len()).sum::<usize>();
    found.sort_by_key(|attribution| (std::cmp::Reverse(width(attribution)), attribution.extent().start));
    let mut kept: Vec<Attribution> = Vec::new();
    let mut claimed = Claimed::default();
    for attribution in found {
        let cue_spans = attribution.cue.iter().map(|cue| phrases.tokens.span(cue));
        if attribution.content.iter().copied().chain(cue_spans).any(|span| claimed.clashes(span)) {
            continue;
        }
        claimed.add(&attribution.content);
        kept.push(attribution);
    }
    kept.sort_by_key(|attribution| attribution.extent().start);
    kept
}

/// Adds those attributions whose content shares no word with that of the ones already there.
fn add_apart(kept: &mut Vec<Attribution>, more: Vec<Attribution>) {
    let claimed = Claimed::by(kept);
    kept.extend(more.into_iter().filter(|new| !new.content.iter().any(|span| claimed.clashes(*span))));
    kept.sort_by_key(|attribution| attribution.extent().start);
}

/// The span of tokens from `start` to `end`, without closing marks; nothing when it holds no word.
fn content_of(phrases: &Phrases, start: usize, end: usize) -> Option<Span> {
    let range = clauses::trim_end(phrases, start..end);
    (range.start < range.end).then(|| phrases.tokens.span(&range))
}

/// The pieces of the quotation at token `i`.
fn quotation_pieces(phrases: &Phrases, i: usize) -> Option<Vec<Span>> {
    let quotation = phrases.quotations.list.get(phrases.quoted_at(i)?)?;
    Some(quotation.pieces.clone())
}

#[cfg(test)]
mod tests {
    use crate::analyse::fixture::attributions;

    /// The only attribution of `text`.
    fn one(text: &str) -> (String, String, String) {
        let found = attributions(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        found.into_iter().next().unwrap_or_default()
    }

    fn check(text: &str, source: &str, cue: &str, content: &str) {
        assert_eq!(one(text), (source.to_owned(), cue.to_owned(), content.to_owned()), "{text}");
    }

    #[test]
    fn direct_speech_in_all_orders() {
        check("Ada Brandt said: “We go.”", "Ada Brandt", "said", "“We go.”");
        check("Ada Brandt said, “We go.”", "Ada Brandt", "said", "“We go.”");
        check("“We go,” Ada Brandt said.", "Ada Brandt", "said", "“We go,”");
        check("“We go,” said Ada Brandt.", "Ada Brandt", "said", "“We go,”");
        check("“We go,” Brandt said, “and we stay.”", "Brandt", "said", "“We go,” … “and we stay.”");
        check("“We go,” said Brandt. “Then we stay away.”", "Brandt", "said", "“We go,” … “Then we stay away.”");
        check("“Shall we go?” asked the mayor.", "the mayor", "asked", "“Shall we go?”");
        check("Brandt told reporters in Kessel: “We go.”", "Brandt", "told", "“We go.”");
        check("Brandt: “We go.”", "Brandt", ":", "“We go.”");
        check("“We go when it rains.” —Commissioner Ivo Lang", "Commissioner Ivo Lang", "—", "“We go when it rains.”");
    }

    #[test]
    fn indirect_speech() {
        check(
            "The ministry announced that fares would not rise.",
            "The ministry",
            "announced",
            "that fares would not rise",
        );
        check("Brandt says the bridge is safe.", "Brandt", "says", "the bridge is safe");
        check("Brandt told the council that it was late.", "Brandt", "told", "that it was late");
        check("The bridge is safe, Brandt said.", "Brandt", "said", "The bridge is safe");
        check("The bridge, Brandt said, is safe.", "Brandt", "said", "The bridge … is safe");
        check("The bridge is safe, according to the mayor.", "the mayor", "according to", "The bridge is safe");
        check(
            "According to Ada Brandt, a judge, the bridge is safe.",
            "Ada Brandt",
            "According to",
            "the bridge is safe",
        );
        check("According to Ada Brandt, a judge, both sides won.", "Ada Brandt", "According to", "both sides won");
        check("Brandt said it was “a gift” to the town.", "Brandt", "said", "it was “a gift” to the town");
        check("Brandt that the bridge would open.", "Brandt", "-", "that the bridge would open");
    }

    #[test]
    fn wish_will_and_judgement() {
        check("Brandt wants to close the bridge.", "Brandt", "wants", "to close the bridge");
        check("Brandt called for calm.", "Brandt", "called", "calm");
        check("Brandt urged the council to act.", "Brandt", "urged", "the council to act");
        check("Brandt opposes the tunnel.", "Brandt", "opposes", "the tunnel");
        check("Brandt was worried about the delay.", "Brandt", "was worried about", "the delay");
        check("The plan was rejected by the council.", "the council", "was rejected", "The plan");
    }

    #[test]
    fn subjects_behind_appositions_clauses_and_brackets() {
        check("Brandt, the mayor, said no one left.", "Brandt, the mayor", "said", "no one left");
        check("Brandt, who leads the town, said no one left.", "Brandt, who leads the town", "said", "no one left");
        check("Sen. Ada Brandt (R-Ohio) said no one left.", "Sen. Ada Brandt", "said", "no one left");
        check("“We go,” said Brandt, the mayor of Kessel.", "Brandt, the mayor of Kessel", "said", "“We go,”");
    }

    #[test]
    fn shared_subjects() {
        assert_eq!(
            attributions("Brandt opposes the tunnel and said it would cost lives."),
            [
                ("Brandt".into(), "opposes".into(), "the tunnel".into()),
                ("Brandt".into(), "said".into(), "it would cost lives".into()),
            ]
        );
        assert_eq!(attributions("Brandt left early, saying that the talks had failed.").len(), 1);
    }

    #[test]
    fn what_was_not_said_is_no_statement() {
        assert!(attributions("He never said “never”.").is_empty());
        assert!(attributions("She did not say whether it was safe.").is_empty());
    }

    #[test]
    fn scare_quotes_are_no_statements() {
        assert!(attributions("The so-called “green list” is long.").is_empty());
        check("Brandt called it “crazy”.", "Brandt", "called", "it “crazy”");
    }

    #[test]
    fn one_statement_told_twice_is_one() {
        let found = attributions("She said: “I will stay,” she said.");
        assert_eq!(found.len(), 1, "{found:?}");
    }

    #[test]
    fn words_passed_on_belong_to_the_first_speaker() {
        check("Brandt said she would go, according to her office.", "Brandt", "said", "she would go");
        check("Brandt said she would “go home,” the statement said.", "Brandt", "said", "she would “go home,”");
    }

    #[test]
    fn paragraphs_of_one_quotation_are_one_content() {
        check(
            "“We start on Monday.\n“The bridge is shut.\n“Nobody goes,” said Ada Brandt, the mayor.",
            "Ada Brandt, the mayor",
            "said",
            "“We start on Monday. … “The bridge is shut. … “Nobody goes,”",
        );
    }
}
