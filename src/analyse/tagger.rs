//! Parts of speech by a bigram hidden Markov model with suffix guessing for unknown words, after TnT (Brants, “TnT – a
//! statistical part-of-speech tagger”, ANLP 2000). Its counts lie in `assets/lexicon/word_tags.tsv` and `tag_pairs.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::cue_verbs::{self, Form};
use super::lexicon;
use super::tokens::{Range, TokenKind, Tokens};

macro_rules! tags {
    ($($(#[$doc:meta])* $tag:ident = $($name:literal)|+,)+) => {
        /// A part of speech: the Penn Treebank's, the degrees of adjectives and adverbs taken together.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Tag { $($(#[$doc])* $tag,)+ }

        impl Tag {
            const COUNT: usize = [$(Tag::$tag),+].len();

            fn parse(name: &str) -> Option<Tag> {
                match name { $($($name)|+ => Some(Tag::$tag),)+ _ => None }
            }
        }
    };
}

tags! {
    /// A noun in the singular.
    Noun = "NN",
    /// A noun in the plural.
    Nouns = "NNS",
    /// A proper noun.
    Name = "NNP" | "NNPS",
    /// A verb's base form.
    Base = "VB",
    /// A verb in the past tense.
    Past = "VBD",
    /// A verb's form in -ing.
    Gerund = "VBG",
    /// A past participle.
    Participle = "VBN",
    /// A verb in the present, not the third person singular.
    Present = "VBP",
    /// A verb in the present, third person singular.
    PresentS = "VBZ",
    /// will, would, can, must …
    Modal = "MD",
    /// An adjective.
    Adjective = "JJ" | "JJR" | "JJS",
    /// An adverb.
    Adverb = "RB" | "RBR" | "RBS",
    /// A preposition or subordinating conjunction.
    Preposition = "IN",
    /// to
    To = "TO",
    /// A determiner.
    Determiner = "DT" | "PDT",
    /// A personal pronoun.
    Pronoun = "PRP",
    /// my, his …
    Possessive = "PRP$",
    /// which, that (relative)
    WhDeterminer = "WDT",
    /// who, whose
    WhPronoun = "WP" | "WP$",
    /// how, where, when, why
    WhAdverb = "WRB",
    /// there (is)
    Existential = "EX",
    /// A coordinating conjunction.
    Conjunction = "CC",
    /// A number.
    Number = "CD",
    /// A verb's particle.
    Particle = "RP",
    /// The possessive ’s.
    PossessiveEnding = "POS",
    /// An interjection.
    Interjection = "UH",
    /// A full stop, question or exclamation mark.
    Stop = ".",
    /// A comma.
    Comma = ",",
    /// A colon, semicolon or dash.
    Colon = ":" | "HYPH",
    /// A quotation mark.
    Quote = "\"",
    /// An opening bracket.
    Open = "(",
    /// A closing bracket.
    Close = ")",
    /// A currency sign or other symbol.
    Symbol = "$",
    /// Where a sentence begins.
    Begin = "BOS",
    /// Where it ends.
    End = "EOS",
}

impl Tag {
    /// A form that can be a clause's verb: past, present or modal.
    pub fn is_finite(self) -> bool {
        matches!(self, Tag::Past | Tag::Present | Tag::PresentS | Tag::Modal)
    }

    /// Any form of a verb.
    pub fn is_verb(self) -> bool {
        self.is_finite() || matches!(self, Tag::Base | Tag::Gerund | Tag::Participle)
    }

    /// A common or proper noun.
    pub fn is_noun(self) -> bool {
        matches!(self, Tag::Noun | Tag::Nouns | Tag::Name)
    }

    /// Word classes that take no new words: determiners, pronouns, prepositions and the like.
    fn is_closed(self) -> bool {
        !Tag::OPEN.contains(&self) && !matches!(self, Tag::Number | Tag::Interjection)
    }

    /// The tags that unknown words may have.
    const OPEN: [Tag; 11] = [
        Tag::Noun,
        Tag::Nouns,
        Tag::Name,
        Tag::Base,
        Tag::Past,
        Tag::Gerund,
        Tag::Participle,
        Tag::Present,
        Tag::PresentS,
        Tag::Adjective,
        Tag::Adverb,
    ];
}

/// Tags with a logarithmic weight each.
type Weights = Vec<(Tag, f32)>;

struct Model {
    /// ln P(tag | word) − ln P(tag), by lower-case word.
    words: HashMap<&'static str, Weights>,
    /// The same by the last one to four letters of rare words.
    suffixes: HashMap<&'static str, Weights>,
    /// How often each tag occurs.
    priors: [f32; Tag::COUNT],
    /// ln P(second | first).
    pairs: Vec<[f32; Tag::COUNT]>,
}

static MODEL: LazyLock<Model> = LazyLock::new(Model::load);

impl Model {
    fn load() -> Model {
        let mut pair_counts = vec![[0.0f32; Tag::COUNT]; Tag::COUNT];
        let mut priors = [1.0f32; Tag::COUNT];
        for row in lexicon::rows(include_str!("../../assets/lexicon/tag_pairs.tsv")) {
            if let [first, second, count] = row[..]
                && let (Some(a), Some(b), Ok(n)) = (Tag::parse(first), Tag::parse(second), count.parse::<f32>())
            {
                pair_counts[a as usize][b as usize] += n;
                priors[b as usize] += n;
            }
        }
        let all: f32 = priors.iter().sum();
        let pairs = pair_counts
            .iter()
            .map(|row| {
                let total: f32 = row.iter().sum();
                // Linear interpolation with the tag's own frequency, as TnT smooths.
                std::array::from_fn(|b| (0.95 * row[b] / total.max(1.0) + 0.05 * priors[b] / all).ln())
            })
            .collect();

        let mut words = HashMap::new();
        let mut suffix_counts: HashMap<&'static str, [f32; Tag::COUNT]> = HashMap::new();
        for row in lexicon::rows(include_str!("../../assets/lexicon/word_tags.tsv")) {
            let Some(word) = row.first().copied() else { continue };
            let mut counts = [0.0f32; Tag::COUNT];
            for value in lexicon::values(row.get(1)) {
                if let Some((tag, n)) = value.rsplit_once(':')
                    && let (Some(tag), Ok(n)) = (Tag::parse(tag), n.parse::<f32>())
                {
                    counts[tag as usize] += n;
                }
            }
            let total: f32 = counts.iter().sum();
            if total <= 0.0 || word.starts_with(char::is_uppercase) {
                continue;
            }
            if total <= 12.0 {
                for length in 1..=4 {
                    if let Some((at, _)) = word.char_indices().rev().nth(length - 1)
                        && at > 0
                    {
                        let entry = suffix_counts.entry(&word[at..]).or_insert([0.0; Tag::COUNT]);
                        for tag in Tag::OPEN {
                            entry[tag as usize] += counts[tag as usize].min(2.0);
                        }
                    }
                }
            }
            words.insert(word, weights(&counts, &priors, total * 0.01));
        }
        let suffixes = suffix_counts
            .into_iter()
            .filter(|(_, counts)| counts.iter().sum::<f32>() >= 3.0)
            .map(|(suffix, mut counts)| {
                for tag in Tag::OPEN {
                    counts[tag as usize] += 0.3;
                }
                counts[Tag::Name as usize] = 0.2;
                (suffix, weights(&counts, &priors, 0.0))
            })
            .collect();
        Model { words, suffixes, priors, pairs }
    }
}

/// ln P(tag | word) − ln P(tag) of the tags that occur more than `least`.
fn weights(counts: &[f32; Tag::COUNT], priors: &[f32; Tag::COUNT], least: f32) -> Weights {
    let total: f32 = counts.iter().sum();
    TAGS.iter()
        .filter(|tag| counts[**tag as usize] > least)
        .map(|tag| (*tag, (counts[*tag as usize] / total).ln() - priors[*tag as usize].ln()))
        .collect()
}

/// All tags of the corpora, in the order of their numbers.
static TAGS: LazyLock<Vec<Tag>> = LazyLock::new(|| {
    let names =
        "NN NNS NNP VB VBD VBG VBN VBP VBZ MD JJ RB IN TO DT PRP PRP$ WDT WP WRB EX CC CD RP POS UH . , : \" ( ) $";
    names.split(' ').filter_map(Tag::parse).collect()
});

/// Tags every token; the answer is as long as `tokens.list`.
pub fn tag(tokens: &Tokens) -> Vec<Tag> {
    let mut tags = vec![Tag::Noun; tokens.list.len()];
    for sentence in &tokens.sentences {
        tag_sentence(tokens, sentence, &mut tags);
    }
    tags
}

/// Viterbi's algorithm over one sentence.
fn tag_sentence(tokens: &Tokens, sentence: &Range, tags: &mut [Tag]) {
    struct Cell {
        tag: Tag,
        score: f32,
        from: usize,
    }
    let mut columns: Vec<Vec<Cell>> = Vec::with_capacity(sentence.len());
    for i in sentence.clone() {
        // A capital tells nothing at the start of a sentence, nor behind what opens a quotation or bracket.
        let opens = i == sentence.start
            || (sentence.start..i).rev().take(4).take_while(|k| tokens.list[*k].kind == TokenKind::Mark).any(|k| {
                k == sentence.start || matches!(mark(tokens.word(k)), Tag::Quote | Tag::Open | Tag::Colon | Tag::Stop)
            });
        let candidates = candidates(tokens, i, opens);
        let column = candidates
            .into_iter()
            .map(|(tag, weight)| {
                let (score, from) = match columns.last() {
                    None => (MODEL.pairs[Tag::Begin as usize][tag as usize], 0),
                    Some(before) => before
                        .iter()
                        .enumerate()
                        .map(|(k, cell)| (cell.score + MODEL.pairs[cell.tag as usize][tag as usize], k))
                        .fold((f32::NEG_INFINITY, 0), |best, next| if next.0 > best.0 { next } else { best }),
                };
                Cell { tag, score: score + weight, from }
            })
            .collect();
        columns.push(column);
    }
    let best = columns.last().map(|column| {
        let end = |cell: &Cell| cell.score + MODEL.pairs[cell.tag as usize][Tag::End as usize];
        (0..column.len()).max_by(|a, b| end(&column[*a]).total_cmp(&end(&column[*b]))).unwrap_or(0)
    });
    let mut at = best.unwrap_or(0);
    for (column, i) in columns.iter().rev().zip(sentence.clone().rev()) {
        if let Some(cell) = column.get(at) {
            tags[i] = cell.tag;
            at = cell.from;
        }
    }
}

/// The tags that token `i` may have, never none.
fn candidates(tokens: &Tokens, i: usize, first: bool) -> Weights {
    let lower = tokens.lower(i);
    let word = tokens.word(i);
    let kind = tokens.list.get(i).map(|token| token.kind);
    match kind {
        Some(TokenKind::Number) => return vec![(Tag::Number, 0.0)],
        Some(TokenKind::Mark) => return vec![(mark(word), 0.0)],
        _ => {}
    }
    let known = MODEL.words.get(lower);
    let capital = word.starts_with(char::is_uppercase);
    let shouting = capital && word.chars().count() > 1 && !word.chars().any(char::is_lowercase);
    if capital && !first && lower != "i" && kind == Some(TokenKind::Word) {
        // Inside a sentence a capital makes a name, unless the word is one of those that headlines capitalise too.
        let mut weights = vec![(Tag::Name, -4.0)];
        if let Some(known) = known {
            weights.extend(known.iter().map(|(tag, weight)| (*tag, weight - if shouting { 1.0 } else { 3.0 })));
        }
        return weights;
    }
    if let Some(known) = known {
        let mut weights = known.clone();
        add_verb_forms(lower, &mut weights);
        if capital && !weights.iter().all(|(tag, _)| tag.is_closed()) {
            weights.push((Tag::Name, -11.0));
        }
        return weights;
    }
    let mut weights = guess(lower);
    if !cue_verbs::verbs_of(lower).is_empty() {
        // A known verb that the corpora never saw: its own forms, or a noun or adjective of that shape.
        weights.retain(|(tag, _)| matches!(tag, Tag::Noun | Tag::Nouns | Tag::Adjective));
        add_verb_forms(lower, &mut weights);
    }
    if capital {
        weights.push((Tag::Name, -7.0));
    }
    weights
}

/// Lets forms of cue verbs be verbs, whatever the corpora saw of them (`worried` only as an adjective, `claims` as a noun).
fn add_verb_forms(lower: &str, weights: &mut Weights) {
    for (_, form) in cue_verbs::verbs_of(lower) {
        let tags: &[Tag] = match form {
            Form::Base => &[Tag::Base, Tag::Present],
            Form::Third => &[Tag::PresentS],
            Form::Past => &[Tag::Past, Tag::Participle],
            Form::Gerund => &[Tag::Gerund],
            Form::Participle => &[Tag::Participle],
        };
        for tag in tags {
            let floor = UNSEEN.ln() - MODEL.priors[*tag as usize].ln();
            match weights.iter_mut().find(|(known, _)| known == tag) {
                Some((_, weight)) => *weight = weight.max(floor),
                None => weights.push((*tag, floor)),
            }
        }
    }
}

/// The share that a form of a cue verb has at least, seen or not.
const UNSEEN: f32 = 0.15;

/// By the longest known ending.
fn guess(lower: &str) -> Weights {
    // A hyphenated word goes by its last part (`co-author`), most of all as an adjective (`U.S.-led`).
    if let Some((_, last)) = lower.rsplit_once('-')
        && !last.is_empty()
    {
        let mut weights = MODEL.words.get(last).cloned().unwrap_or_else(|| guess(last));
        weights.push((Tag::Adjective, -8.5));
        return weights;
    }
    for length in (1..=4).rev() {
        if let Some((at, _)) = lower.char_indices().rev().nth(length - 1)
            && at > 0
            && let Some(weights) = MODEL.suffixes.get(&lower[at..])
        {
            return weights.clone();
        }
    }
    Tag::OPEN.iter().map(|tag| (*tag, -10.0)).collect()
}

fn mark(word: &str) -> Tag {
    match word.chars().next() {
        Some('.' | '!' | '?' | '…') => Tag::Stop,
        Some(',') => Tag::Comma,
        Some('“' | '”' | '"' | '″' | '«' | '»' | '„' | '‘' | '’' | '\'' | '‚' | '‟' | '‹' | '›' | '〝' | '〞') => {
            Tag::Quote
        }
        Some('(' | '[' | '{') => Tag::Open,
        Some(')' | ']' | '}') => Tag::Close,
        Some(':' | ';' | '-' | '–' | '—' | '―' | '/' | '‐' | '‑') => Tag::Colon,
        _ => Tag::Symbol,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, Paragraph, ParagraphKind};
    use crate::span::Span;

    fn tags_of(text: &str) -> Vec<Tag> {
        let article = Article {
            text: text.to_owned(),
            paragraphs: vec![Paragraph { span: Span::new(0, text.len()), kind: ParagraphKind::Body }],
            ..Article::default()
        };
        tag(&Tokens::of(&article))
    }

    #[test]
    fn tells_nouns_from_verbs() {
        use Tag::*;
        assert_eq!(
            tags_of("The minister says she will visit Kessel ."),
            [Determiner, Noun, PresentS, Pronoun, Modal, Base, Name, Stop]
        );
        assert_eq!(tags_of("His plans changed her."), [Possessive, Nouns, Past, Pronoun, Stop]);
    }
}
