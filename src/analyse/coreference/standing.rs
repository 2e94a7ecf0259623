//! How a mention stands in its sentence: as the subject, between quotation marks, before a possessive ending.

use super::Resolver;
use crate::analyse::tagger::Tag;
use crate::analyse::titles;
use crate::analyse::tokens::Range;
use crate::analysis::MentionKind;

/// What a mention is in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Subject,
    /// `…,” said Ada Brandt`: a subject behind its verb.
    SubjectBehind,
    /// Behind a preposition.
    Oblique,
    Other,
}

/// How a mention stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    pub part: Part,
    pub quoted: bool,
    pub possessive: bool,
    pub kind: MentionKind,
}

impl Standing {
    pub fn is_subject(&self) -> bool {
        matches!(self.part, Part::Subject | Part::SubjectBehind) && !self.quoted && !self.possessive
    }

    /// How much it draws later pronouns: the subject most.
    pub fn weight(&self) -> f32 {
        if self.quoted {
            return 0.4;
        }
        let weight = if self.kind == MentionKind::Pronoun { 0.9 } else { 1.0 };
        weight
            * match self.part {
                _ if self.possessive => 1.1,
                Part::Subject => 2.6,
                Part::SubjectBehind => 2.0,
                Part::Oblique => 0.8,
                Part::Other => 1.0,
            }
    }
}

impl Resolver<'_> {
    /// How the mention of the tokens `range` stands.
    pub fn standing(&self, range: &Range, possessive: bool, kind: MentionKind) -> Standing {
        // `to Mrs. Roth`: what stands before the title counts.
        let floor = self.tokens.sentences.get(self.tokens.sentence_of(range.start)).map_or(0, |range| range.start);
        let start = titles::run_before(self.tokens, floor, range.start).map_or(range.start, |(run, _, _)| run.start);
        let before = start.checked_sub(1).filter(|i| *i >= floor).and_then(|i| self.tags.get(i));
        let part = if self.subject_verb(range.end) {
            Part::Subject
        } else if self.before_is_cue(start) {
            Part::SubjectBehind
        } else if matches!(before, Some(Tag::Preposition | Tag::To)) {
            Part::Oblique
        } else {
            Part::Other
        };
        let possessive = possessive || matches!(self.tags.get(range.start), Some(Tag::Possessive));
        Standing { part, quoted: self.quoted(range.start), possessive, kind }
    }

    /// Whether a finite verb follows at token `at`, appositions and adverbs looked through.
    pub fn subject_verb(&self, at: usize) -> bool {
        let mut i = at;
        // `the Kessel Bank and the Orva Bank said`: both are.
        if self.tokens.lower(i) == "and" {
            let from = i + 1 + usize::from(self.tokens.lower(i + 1) == "the");
            if let Some(next) = self.cast.mention_at(from).filter(|next| next.tokens.start == from) {
                i = next.tokens.end;
            }
        }
        if self.tokens.word(i) == "," {
            // An apposition or relative clause up to the next comma.
            if let Some(comma) = (i + 1..i + 16).find(|k| self.tokens.word(*k) == ",") {
                i = comma + 1;
            }
        }
        while matches!(self.tags.get(i), Some(Tag::Adverb)) {
            i += 1;
        }
        self.tags.get(i).is_some_and(|tag| tag.is_finite())
    }

    /// Whether a verb of saying or `according to` stands right before token `start`, nothing between that takes another object.
    pub fn before_is_cue(&self, start: usize) -> bool {
        let sentence = self.tokens.sentence_of(start);
        let floor = self.tokens.sentences.get(sentence).map_or(0, |range| range.start);
        for i in (start.saturating_sub(5).max(floor)..start).rev() {
            match self.tokens.lower(i) {
                "said" | "says" | "added" | "asked" | "wrote" | "tweeted" | "replied" | "argued" | "explained"
                | "according" => return true,
                "to" if i > floor && self.tokens.lower(i - 1) == "according" => return true,
                _ if matches!(self.tags.get(i), Some(Tag::Preposition | Tag::To)) => return false,
                _ => {}
            }
        }
        false
    }
}
