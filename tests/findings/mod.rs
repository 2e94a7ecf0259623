//! An article and what was found in it, to be asked in words; and checks that tell all that is wrong, not the first alone.

use standpoint::analyse::analyse;
use standpoint::analysis::{Actor, ActorId, ActorKind, Analysis, Quote, QuoteKind, Stance};
use standpoint::article::Article;
use standpoint::read::read_bytes;
use standpoint::span::Span;

/// An article with its analysis.
pub struct Found {
    pub article: Article,
    pub analysis: Analysis,
}

impl Found {
    /// Reads and analyses `text` as the file `case.txt`.
    pub fn new(text: &str) -> Self {
        Self::of(read_bytes("case.txt", text.as_bytes()).unwrap_or_default())
    }

    /// Analyses `article`.
    pub fn of(article: Article) -> Self {
        let analysis = analyse(&article);
        Self { article, analysis }
    }

    /// The names of several actors, `nobody` for none.
    pub fn names(&self, ids: &[ActorId]) -> String {
        let names: Vec<&str> = ids.iter().filter_map(|id| self.analysis.actor(*id)).map(|a| a.name.as_str()).collect();
        if names.is_empty() { "nobody".to_owned() } else { names.join(" + ") }
    }

    /// The words of several spans on one line, ` … ` between them.
    pub fn words(&self, spans: &[Span]) -> String {
        spans.iter().map(|span| one_line(span.of(&self.article.text))).collect::<Vec<_>>().join(" … ")
    }

    /// The quotes with `words` in one piece of their content.
    pub fn quotes_with(&self, words: &str) -> Vec<&Quote> {
        let said =
            |quote: &Quote| quote.content.iter().any(|span| one_line(span.of(&self.article.text)).contains(words));
        self.analysis.quotes.iter().filter(|quote| said(quote)).collect()
    }

    /// Who says `words`: the speakers of every quote that holds them, or `no quote`.
    pub fn speaker(&self, words: &str) -> String {
        told(self.quotes_with(words).iter().map(|quote| self.names(&quote.speakers)))
    }

    /// How `words` are told: `direct`, `mixed`, `indirect`, or `no quote`.
    pub fn kind(&self, words: &str) -> String {
        let name = |kind| match kind {
            QuoteKind::Direct => "direct",
            QuoteKind::Mixed => "mixed",
            QuoteKind::Indirect => "indirect",
        };
        told(self.quotes_with(words).iter().map(|quote| name(quote.kind).to_owned()))
    }

    /// The stances of `holder` whose evidence or target holds `words`; of a quote all of its pieces count.
    pub fn stances(&self, holder: &str, words: &str) -> Vec<Stance> {
        let shows = |spans: &[Span]| spans.iter().any(|span| one_line(span.of(&self.article.text)).contains(words));
        self.analysis
            .positions
            .iter()
            .filter(|position| {
                position.holders.iter().any(|id| self.analysis.actor(*id).is_some_and(|actor| actor.name == holder))
            })
            .filter(|position| shows(&position.evidence) || position.target.text.contains(words))
            .map(|position| position.stance)
            .collect()
    }

    /// The actor of that name or other name.
    pub fn actor(&self, name: &str) -> Option<&Actor> {
        self.analysis.actors.iter().find(|actor| actor.name == name || actor.aliases.iter().any(|alias| alias == name))
    }

    /// The names of all actors of a kind, sorted.
    pub fn all(&self, kind: ActorKind) -> Vec<&str> {
        let mut names: Vec<&str> =
            self.analysis.actors.iter().filter(|actor| actor.kind == kind).map(|actor| actor.name.as_str()).collect();
        names.sort_unstable();
        names
    }

    /// The names of all actors that are named, sorted.
    pub fn named(&self) -> Vec<&str> {
        let named = self.analysis.actors.iter().filter(|actor| actor.kind != ActorKind::Unnamed);
        let mut names: Vec<&str> = named.map(|actor| actor.name.as_str()).collect();
        names.sort_unstable();
        names
    }

    /// What the article calls that actor, joined.
    pub fn roles(&self, name: &str) -> String {
        let roles =
            self.actor(name).map(|actor| actor.roles.iter().map(|role| one_line(&role.text)).collect::<Vec<_>>());
        roles.unwrap_or_default().join("; ")
    }
}

/// Each answer once, `no quote` when there is none.
fn told(answers: impl Iterator<Item = String>) -> String {
    let mut each: Vec<String> = Vec::new();
    for answer in answers {
        if !each.contains(&answer) {
            each.push(answer);
        }
    }
    if each.is_empty() { "no quote".to_owned() } else { each.join(" / ") }
}

/// `words` with single spaces.
pub fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Collects what is not as it should be, and fails with all of it.
#[derive(Default)]
pub struct Checks {
    failures: Vec<String>,
}

impl Checks {
    /// Notes where `got` differs from `wanted`; `about` says what was asked, with the text.
    pub fn same<T: PartialEq<U> + std::fmt::Debug, U: std::fmt::Debug>(&mut self, about: &str, got: T, wanted: U) {
        if got != wanted {
            self.failures.push(format!("{about}\n    got    {got:?}\n    wanted {wanted:?}"));
        }
    }

    /// Notes where `holds` is false.
    pub fn holds(&mut self, about: &str, holds: bool) {
        if !holds {
            self.failures.push(about.to_owned());
        }
    }

    /// Ends the test.
    pub fn finish(self) {
        assert!(self.failures.is_empty(), "{} wrong:\n{}", self.failures.len(), self.failures.join("\n"));
    }
}
