//! The lexicon of cue verbs, by which news hands words, beliefs and intentions to somebody.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::lexicon;
use crate::analysis::Stance;

/// A row of `assets/lexicon/cues.tsv`.
#[derive(Debug)]
pub struct CueVerb {
    /// Its base form.
    pub lemma: &'static str,
    /// Whether it counts only with somebody as its subject, since it often means something else.
    pub picky: bool,
    /// What may follow it.
    pub complements: Vec<Complement>,
}

impl CueVerb {
    /// The complement of that kind, if the verb takes it.
    pub fn takes(&self, kind: ComplementKind) -> Option<&Complement> {
        self.complements.iter().find(|complement| complement.kind == kind)
    }

    /// Whether it is a verb of saying, not of thinking, wanting or judging.
    pub fn speaks(&self) -> bool {
        self.takes(ComplementKind::Quote).is_some()
    }
}

/// Something that a cue verb may be followed by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Complement {
    /// What it is.
    pub kind: ComplementKind,
    /// The stance that it tells by itself.
    pub stance: Option<Stance>,
}

/// The kinds of [`Complement`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ComplementKind {
    /// Words in quotation marks.
    Quote,
    /// A clause, with or without "that".
    Clause,
    /// A clause that begins with "that", "whether", "how" …
    That,
    /// An object.
    Noun,
    /// An infinitive.
    To,
    /// An object and an infinitive (`urged them to leave`).
    NounTo,
    /// An object and what it is called (`called it a mistake`).
    NounAs,
    /// An object and "of" or a clause (`reminded them of it`).
    NounOf,
    /// A form in -ing.
    Gerund,
    /// An addressee, then any of the others.
    Tell,
    /// A subject that belongs to what is said (`the plan seems to work`).
    Raise,
    /// A preposition or particle.
    Word(&'static str),
}

/// A form of a verb, as far as spelling tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `say`
    Base,
    /// `says`
    Third,
    /// `said` as past tense or participle
    Past,
    /// `saying`
    Gerund,
    /// `written`, where it differs from the past tense
    Participle,
}

/// A verb's forms as they are spelled.
type Spellings = Vec<(String, Form)>;

static VERBS: LazyLock<Vec<(CueVerb, Spellings)>> = LazyLock::new(|| {
    lexicon::rows(include_str!("../../assets/lexicon/cues.tsv")).filter_map(|row| read_row(&row)).collect()
});

static FORMS: LazyLock<HashMap<&'static str, Vec<(&'static CueVerb, Form)>>> = LazyLock::new(|| {
    let mut forms: HashMap<&'static str, Vec<(&'static CueVerb, Form)>> = HashMap::new();
    for (verb, spelled) in VERBS.iter() {
        for (form, kind) in spelled {
            forms.entry(form.as_str()).or_default().push((verb, *kind));
        }
    }
    forms
});

fn read_row(row: &[&'static str]) -> Option<(CueVerb, Spellings)> {
    let [name, irregular, complements] = row else { return None };
    let lemma = name.trim_end_matches('!');
    let verb = CueVerb {
        lemma,
        picky: name.ends_with('!'),
        complements: lexicon::values(Some(complements)).map(read_complement).collect(),
    };
    let mut given = irregular.split('|').map(|form| if form == "-" { "" } else { form });
    let mut next = || given.next().filter(|form| !form.is_empty()).map(str::to_owned);
    let past = next().unwrap_or_else(|| with_ending(lemma, "ed"));
    let participle = next().unwrap_or_else(|| past.clone());
    let third = next().unwrap_or_else(|| with_ending(lemma, "s"));
    let gerund = next().unwrap_or_else(|| with_ending(lemma, "ing"));
    let mut forms = vec![(lemma.to_owned(), Form::Base), (third, Form::Third), (gerund, Form::Gerund)];
    if participle != past {
        forms.push((participle, Form::Participle));
    }
    forms.push((past, Form::Past));
    Some((verb, forms))
}

/// A complement as lexicons write it: its name and, after `=`, the stance that it tells.
pub fn read_complement(column: &'static str) -> Complement {
    let (name, stance) = column.split_once('=').unwrap_or((column, ""));
    let kind = match name {
        "quote" => ComplementKind::Quote,
        "clause" => ComplementKind::Clause,
        "that" => ComplementKind::That,
        "noun" => ComplementKind::Noun,
        "to" => ComplementKind::To,
        "noun-to" => ComplementKind::NounTo,
        "noun-as" => ComplementKind::NounAs,
        "noun-of" => ComplementKind::NounOf,
        "gerund" => ComplementKind::Gerund,
        "tell" => ComplementKind::Tell,
        "raise" => ComplementKind::Raise,
        word => ComplementKind::Word(word),
    };
    Complement { kind, stance: Stance::ALL.into_iter().find(|known| known.name() == stance) }
}

/// The regular spelling of a verb with an ending.
fn with_ending(lemma: &str, ending: &str) -> String {
    let stem = lemma.strip_suffix('e');
    match ending {
        "ed" if lemma.ends_with("ee") => format!("{lemma}d"),
        "ed" | "ing" if stem.is_some() && !lemma.ends_with("ee") => format!("{}{ending}", stem.unwrap_or(lemma)),
        "ed" if consonant_y(lemma) => format!("{}ied", &lemma[..lemma.len() - 1]),
        "s" if consonant_y(lemma) => format!("{}ies", &lemma[..lemma.len() - 1]),
        "s" if lemma.ends_with(['s', 'x', 'z']) || lemma.ends_with("sh") || lemma.ends_with("ch") => {
            format!("{lemma}es")
        }
        _ => format!("{lemma}{ending}"),
    }
}

fn consonant_y(lemma: &str) -> bool {
    lemma.ends_with('y')
        && !lemma.ends_with(['a', 'e', 'o', 'u'])
        && !lemma[..lemma.len() - 1].ends_with(['a', 'e', 'o', 'u'])
}

/// The cue verbs of which the word `lower` is a form.
pub fn verbs_of(lower: &str) -> &'static [(&'static CueVerb, Form)] {
    FORMS.get(lower).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_spelled() {
        for (form, lemma) in [
            ("denied", "deny"),
            ("says", "say"),
            ("urging", "urge"),
            ("pledges", "pledge"),
            ("agreed", "agree"),
            ("vowed", "vow"),
        ] {
            assert!(verbs_of(form).iter().any(|(verb, _)| verb.lemma == lemma), "{form}");
        }
    }

    #[test]
    fn stances_of_complements_are_read() {
        let (verb, _) = verbs_of("called")[0];
        assert_eq!(verb.takes(ComplementKind::Word("for")).and_then(|c| c.stance), Some(Stance::CallsFor));
        for (verb, _) in VERBS.iter() {
            assert!(!verb.complements.is_empty(), "{}", verb.lemma);
        }
    }
}
