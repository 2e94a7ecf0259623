//! Cues: where an article uses a cue verb, with its auxiliaries, negation and voice.

use super::cue_verbs::{CueVerb, Form, verbs_of};
use super::tagger::Tag;
use super::tokens::{Range, TokenKind, Tokens};

/// A cue verb where it is used.
#[derive(Clone, Debug)]
pub struct Cue {
    /// The token of the verb itself.
    pub head: usize,
    /// The whole verb group (`has repeatedly said`).
    pub words: Range,
    /// Which verb.
    pub verb: &'static CueVerb,
    /// In which form.
    pub form: Form,
    /// `was criticised`
    pub passive: bool,
    /// `did not say`
    pub negated: bool,
    /// `to say`
    pub infinitive: bool,
}

/// Every use of a cue verb, in the order of the text.
pub fn find(tokens: &Tokens, tags: &[Tag]) -> Vec<Cue> {
    let mut cues = Vec::new();
    for (i, token) in tokens.list.iter().enumerate() {
        if token.kind != TokenKind::Word {
            continue;
        }
        let verbs = verbs_of(&token.lower);
        if let Some((verb, form)) = verbs.first()
            && used_as_verb(tokens, tags, i, *form)
        {
            cues.push(group(tokens, tags, i, verb, *form));
        }
    }
    cues
}

/// Gives verbs their tags where the tagger took them for nouns or adjectives and what stands around them tells better
/// (`Brandt responds that`).
pub fn correct_tags(tokens: &Tokens, tags: &mut [Tag]) {
    for i in 0..tokens.list.len() {
        let Some((verb, form)) = verbs_of(tokens.lower(i)).first() else { continue };
        if !tags[i].is_verb() && (used_as_verb(tokens, tags, i, *form) || ends_quotation(tags, i, verb, *form)) {
            tags[i] = match form {
                // `read` is spelled alike in past and present.
                Form::Base => Tag::Present,
                Form::Third => Tag::PresentS,
                Form::Past => Tag::Past,
                Form::Gerund => Tag::Gerund,
                Form::Participle => Tag::Participle,
            };
        }
    }
}

/// Whether a verb of saying stands between a quotation with its source and the end of a clause: `“…,” the paper read.`
fn ends_quotation(tags: &[Tag], i: usize, verb: &CueVerb, form: Form) -> bool {
    let subject =
        i.checked_sub(1).is_some_and(|i| matches!(tags[i], Tag::Noun | Tag::Nouns | Tag::Name | Tag::Adjective));
    let ends = matches!(tags.get(i + 1), None | Some(Tag::Stop | Tag::Comma | Tag::Begin));
    let quoted = tags[i.saturating_sub(6)..i].contains(&Tag::Quote);
    verb.speaks() && matches!(form, Form::Past | Form::Third | Form::Base) && subject && ends && quoted
}

/// Whether token `i` is a verb here: by its tag, or by what follows where the tagger is easily wrong.
fn used_as_verb(tokens: &Tokens, tags: &[Tag], i: usize, form: Form) -> bool {
    let tag = tags[i];
    if tag.is_verb() {
        return true;
    }
    if tag == Tag::Name {
        // Headlines: `Mayor Calls For Calm`.
        return tokens.word(i).starts_with(char::is_uppercase) && form == Form::Third && i > 0;
    }
    let before = i.checked_sub(1).map(|i| tags[i]);
    let after = tokens.lower(i + 1);
    let subject =
        matches!(before, Some(Tag::Noun | Tag::Nouns | Tag::Name | Tag::Pronoun | Tag::WhPronoun | Tag::Adverb));
    match form {
        Form::Third | Form::Base => {
            subject && matches!(after, "to" | "that" | "for" | "he" | "she" | "they" | "it" | "the")
        }
        // `“…,” grumbled Lena Hart`
        Form::Past if matches!(before, Some(Tag::Quote | Tag::Comma)) => {
            matches!(tags.get(i + 1), Some(Tag::Name | Tag::Determiner | Tag::Possessive))
        }
        Form::Past => subject && tag == Tag::Adjective,
        _ => false,
    }
}

/// Widens a verb to its group: auxiliaries, negation and adverbs before it.
fn group(tokens: &Tokens, tags: &[Tag], head: usize, verb: &'static CueVerb, form: Form) -> Cue {
    let first = tokens.sentences.get(tokens.sentence_of(head)).map_or(0, |sentence| sentence.start);
    let mut start = head;
    let (mut be, mut negated, mut infinitive) = (false, false, false);
    let mut i = head;
    while i > first {
        i -= 1;
        let word = tokens.lower(i);
        match word {
            "is" | "are" | "was" | "were" | "be" | "been" | "being" | "'re" | "'m" | "am" | "get" | "got" | "gets" => {
                be = true
            }
            // ’s and ’d: a verb only behind a pronoun or name and before a participle.
            "'s" | "'d" if tags[i] != Tag::PossessiveEnding => {}
            "has" | "have" | "had" | "having" | "'ve" | "do" | "does" | "did" | "will" | "would" | "can" | "could"
            | "may" | "might" | "must" | "shall" | "should" | "'ll" | "wo" | "ca" => {}
            "not" | "n't" | "never" | "nor" => negated = true,
            // `no longer supports`
            "longer" if i > first && tokens.lower(i - 1) == "no" => {
                negated = true;
                i -= 1;
            }
            "to" => infinitive = true,
            _ if tags[i] == Tag::Adverb && !matches!(word, "there" | "here" | "now" | "then" | "so" | "when") => {
                // An adverb belongs to the group, but does not by itself widen it to the left of a noun.
                if !matches!(tags.get(i.wrapping_sub(1)), Some(Tag::Comma)) {
                    start = i;
                }
                continue;
            }
            _ => break,
        }
        start = i;
        if infinitive {
            break;
        }
    }
    let passive = be && matches!(form, Form::Past | Form::Participle);
    Cue { head, words: start..head + 1, verb, form, passive, negated, infinitive }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::fixture::with_phrases;

    /// The words of the only cue in `text`, then whether it is passive and negated.
    fn cue(text: &str) -> (String, bool, bool) {
        with_phrases(text, |phrases| {
            let found = find(phrases.tokens, phrases.tags);
            assert_eq!(found.len(), 1, "{text}");
            (phrases.tokens.span(&found[0].words).of(text).to_owned(), found[0].passive, found[0].negated)
        })
    }

    #[test]
    fn verb_groups_take_in_auxiliaries_adverbs_and_negation() {
        assert_eq!(cue("Brandt has repeatedly said no."), ("has repeatedly said".into(), false, false));
        assert_eq!(cue("Brandt was criticised."), ("was criticised".into(), true, false));
        assert_eq!(cue("Brandt does not support it."), ("does not support".into(), false, true));
        assert_eq!(cue("Brandt no longer supports it."), ("no longer supports".into(), false, true));
    }

    #[test]
    fn nouns_of_the_same_spelling_are_no_cues() {
        with_phrases("The plans and the support of the state were a demand.", |phrases| {
            assert!(find(phrases.tokens, phrases.tags).is_empty());
        });
    }
}
