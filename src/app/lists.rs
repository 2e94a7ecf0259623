//! What the lists of the sidebar hold: filtered and put in order once, whenever the article or the reader's wish changes.

use std::collections::{BTreeMap, HashSet};

use super::attribution;
use super::document::{Document, Doubt};
use super::sidebar::Tab;
use crate::analysis::{Actor, ActorId, ActorKind, Position, PositionId, Quote, QuoteId, QuoteKind, Stance};

/// A choice of a list, with a word for each possibility.
macro_rules! choices {
    ($(#[$doc:meta])* $name:ident { $($(#[$default:meta])? $choice:ident: $label:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub enum $name {
            $(#[doc = $label] $(#[$default])? $choice,)*
        }

        impl $name {
            /// All of them, in order.
            pub const ALL: &'static [$name] = &[$($name::$choice),*];

            /// The word for it.
            pub const fn label(self) -> &'static str {
                match self {
                    $($name::$choice => $label,)*
                }
            }
        }
    };
}

choices! {
    /// The orders of the actors.
    Sort {
        #[default] Prominence: "Prominence",
        Name: "Name",
        Kind: "Kind",
        FirstSeen: "First mention",
        Mentions: "Mentions",
        Quotes: "Quotes",
        Positions: "Positions",
    }
}

choices! {
    /// The orders of the quotes.
    QuoteOrder {
        #[default] Text: "In the text",
        Speaker: "By speaker",
        Kind: "By kind",
        Sureness: "Least sure first",
    }
}

choices! {
    /// The orders of the positions.
    PositionOrder {
        #[default] Stance: "By stance",
        Actor: "By actor",
        Text: "In the text",
        Issue: "By issue",
    }
}

choices! {
    /// What is listed to be checked.
    Checks {
        #[default] All: "Everything",
        Corrections: "Corrections",
        Warnings: "Warnings",
        NoSpeaker: "No speaker",
        Unsure: "Not sure",
    }
}

/// What the sidebar shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// The list that is shown.
    pub tab: Tab,
    /// Only what has these words is listed, for each tab in order.
    pub filters: [String; 4],
    /// The order of the actors.
    pub sort: Sort,
    /// Only actors of this kind are listed.
    pub kind: Option<ActorKind>,
    /// Only actors that take this stance are listed.
    pub stance: Option<Stance>,
    /// The order of the quotes.
    pub quotes: QuoteOrder,
    /// The order of the positions.
    pub positions: PositionOrder,
    /// What is listed to be checked.
    pub checks: Checks,
    /// Whether the drawer is out, in a narrow window.
    pub drawer: bool,
}

impl View {
    /// The filter of the list that is shown.
    pub fn filter(&self) -> &str {
        let [actors, quotes, positions, checks] = &self.filters;
        match self.tab {
            Tab::Actors => actors,
            Tab::Quotes => quotes,
            Tab::Positions => positions,
            Tab::ToCheck => checks,
        }
    }

    /// The same, to be changed.
    pub fn filter_mut(&mut self) -> &mut String {
        let [actors, quotes, positions, checks] = &mut self.filters;
        match self.tab {
            Tab::Actors => actors,
            Tab::Quotes => quotes,
            Tab::Positions => positions,
            Tab::ToCheck => checks,
        }
    }

    /// Whether the actors are narrowed down.
    pub fn narrows_actors(&self) -> bool {
        let [actors, ..] = &self.filters;
        !actors.is_empty() || self.kind.is_some() || self.stance.is_some()
    }
}

/// A row of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// The heading of what an actor says or thinks, with how many rows follow.
    Actor(ActorId, usize),
    /// The heading of what nobody is known to have said or thought.
    Nobody(usize),
    /// The heading of a kind of quotes.
    Kind(QuoteKind, usize),
    /// The heading of a stance.
    Stance(Stance, usize),
    /// A quote.
    Quote(QuoteId),
    /// A position.
    Position(PositionId),
    /// Something to be checked.
    Doubt(Doubt),
}

/// The lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lists {
    /// The actors that are listed.
    pub actors: Vec<ActorId>,
    /// The quotes.
    pub quotes: Vec<Line>,
    /// The positions.
    pub positions: Vec<Line>,
    /// What is to be checked.
    pub checks: Vec<Line>,
    /// Differs whenever something else does: a key for what is cached about the lists.
    pub version: u64,
}

impl Lists {
    /// What is listed of `document` when the reader wants to see it like `view`.
    pub fn of(document: &Document, view: &View, version: u64) -> Self {
        let [actors, quotes, positions, checks] = view.filters.each_ref().map(|filter| Words::of(filter));
        Self {
            actors: list_actors(document, view, &actors),
            quotes: list_quotes(document, view.quotes, &quotes),
            positions: list_positions(document, view.positions, &positions),
            checks: list_checks(document, view.checks, &checks),
            version,
        }
    }
}

/// The words that a row must have.
struct Words(Vec<String>);

impl Words {
    fn of(filter: &str) -> Self {
        Self(filter.split_whitespace().map(str::to_lowercase).collect())
    }

    /// Whether each of them stands in one of `fields`.
    fn fit<'a>(&self, fields: impl FnOnce() -> Vec<std::borrow::Cow<'a, str>>) -> bool {
        if self.0.is_empty() {
            return true;
        }
        let fields: Vec<String> = fields().iter().map(|field| field.to_lowercase()).collect();
        self.0.iter().all(|word| fields.iter().any(|field| field.contains(word.as_str())))
    }
}

fn list_actors(document: &Document, view: &View, words: &Words) -> Vec<ActorId> {
    let analysis = &document.analysis;
    let holders: Option<HashSet<ActorId>> = view.stance.map(|stance| {
        let held = analysis.positions.iter().filter(|position| position.stance == stance);
        held.flat_map(|position| position.holders.iter().copied()).collect()
    });
    let fits = |actor: &&Actor| {
        view.kind.is_none_or(|kind| actor.kind == kind)
            && holders.as_ref().is_none_or(|holders| holders.contains(&actor.id))
            && words.fit(|| {
                let mut fields = vec![actor.name.as_str().into()];
                fields.extend(actor.aliases.iter().map(|alias| alias.as_str().into()));
                fields.extend(actor.roles.iter().map(|role| role.text.as_str().into()));
                fields
            })
    };
    let mut listed: Vec<&Actor> = analysis.actors.iter().filter(fits).collect();
    let tally = |actor: &Actor| document.tally(actor.id);
    match view.sort {
        Sort::Prominence => {}
        Sort::Name => listed.sort_by_cached_key(|actor| actor.name.to_lowercase()),
        Sort::Kind => listed.sort_by_key(|actor| actor.kind),
        Sort::FirstSeen => {
            listed.sort_by_key(|actor| actor.mentions.first().map_or(usize::MAX, |mention| mention.span.start));
        }
        Sort::Mentions => listed.sort_by_key(|actor| std::cmp::Reverse(actor.mentions.len())),
        Sort::Quotes => listed.sort_by_key(|actor| std::cmp::Reverse(tally(actor).quotes)),
        Sort::Positions => listed.sort_by_key(|actor| std::cmp::Reverse(tally(actor).positions)),
    }
    listed.into_iter().map(|actor| actor.id).collect()
}

fn list_quotes(document: &Document, order: QuoteOrder, words: &Words) -> Vec<Line> {
    let (article, analysis) = (&document.article, &document.analysis);
    let fits = |quote: &&Quote| {
        words.fit(|| {
            let speakers = attribution::speakers(quote, article, analysis, true);
            vec![attribution::spoken(quote, article).into(), speakers.into()]
        })
    };
    let mut quotes: Vec<&Quote> = analysis.quotes.iter().filter(fits).collect();
    match order {
        QuoteOrder::Text => {}
        QuoteOrder::Sureness => quotes.sort_by(|one, other| one.confidence.total_cmp(&other.confidence)),
        QuoteOrder::Speaker => {
            return by_actor(quotes.iter().map(|quote| (quote.speakers.as_slice(), Line::Quote(quote.id))));
        }
        QuoteOrder::Kind => {
            let kinds = [QuoteKind::Direct, QuoteKind::Mixed, QuoteKind::Indirect];
            return grouped(kinds, Line::Kind, |kind| {
                quotes.iter().filter(|quote| quote.kind == kind).map(|quote| Line::Quote(quote.id)).collect()
            });
        }
    }
    quotes.into_iter().map(|quote| Line::Quote(quote.id)).collect()
}

fn list_positions(document: &Document, order: PositionOrder, words: &Words) -> Vec<Line> {
    let (article, analysis) = (&document.article, &document.analysis);
    let fits = |position: &&Position| {
        words.fit(|| {
            let names = position.holders.iter().filter_map(|id| analysis.actor(*id));
            let mut fields: Vec<std::borrow::Cow<str>> = names.map(|actor| actor.name.as_str().into()).collect();
            fields.extend(position.evidence.iter().map(|span| span.of(&article.text).into()));
            fields.extend([position.target.text.as_str().into(), position.stance.label().into()]);
            fields
        })
    };
    let positions: Vec<&Position> = analysis.positions.iter().filter(fits).collect();
    match order {
        PositionOrder::Text | PositionOrder::Issue => {
            positions.into_iter().map(|position| Line::Position(position.id)).collect()
        }
        PositionOrder::Actor => {
            // What an actor says on one thing stands together, where it is first said.
            let listed: HashSet<PositionId> = positions.iter().map(|position| position.id).collect();
            let stands = &document.stands.stands;
            let held = stands.iter().flat_map(|stand| stand.positions.iter().map(|id| (&stand.holder, *id)));
            let held = held.map(|(holder, id)| (std::slice::from_ref(holder), id));
            let nobodys = positions.iter().filter(|position| position.holders.is_empty());
            let rows = held.chain(nobodys.map(|position| (position.holders.as_slice(), position.id)));
            by_actor(rows.filter(|(_, id)| listed.contains(id)).map(|(holders, id)| (holders, Line::Position(id))))
        }
        PositionOrder::Stance => grouped(Stance::ALL, Line::Stance, |stance| {
            let held = positions.iter().filter(|position| position.stance == stance);
            held.map(|position| Line::Position(position.id)).collect()
        }),
    }
}

fn list_checks(document: &Document, checks: Checks, words: &Words) -> Vec<Line> {
    let wanted = |doubt: &&Doubt| match checks {
        Checks::All => true,
        Checks::Corrections => matches!(doubt, Doubt::Orphan(_)),
        Checks::Warnings => matches!(doubt, Doubt::Warning(_)),
        Checks::NoSpeaker => matches!(doubt, Doubt::NoSpeaker(_)),
        Checks::Unsure => matches!(doubt, Doubt::UnsureQuote(_) | Doubt::UnsurePosition(_)),
    };
    let fits = |doubt: &&Doubt| {
        words.fit(|| {
            let (heading, sentence) = super::sidebar::doubt_words(**doubt, document);
            vec![heading.into(), sentence.into()]
        })
    };
    document.doubts.iter().filter(wanted).filter(fits).map(|doubt| Line::Doubt(*doubt)).collect()
}

/// Rows below a heading for each group that has some.
fn grouped<T: Copy>(
    groups: impl IntoIterator<Item = T>,
    heading: impl Fn(T, usize) -> Line,
    rows: impl Fn(T) -> Vec<Line>,
) -> Vec<Line> {
    let mut lines = Vec::new();
    for group in groups {
        let rows = rows(group);
        if !rows.is_empty() {
            lines.push(heading(group, rows.len()));
            lines.extend(rows);
        }
    }
    lines
}

/// Rows below a heading for each actor, the most prominent first; those of nobody last. What several share, each has.
fn by_actor<'a>(rows: impl Iterator<Item = (&'a [ActorId], Line)>) -> Vec<Line> {
    let mut groups: BTreeMap<ActorId, Vec<Line>> = BTreeMap::new();
    let mut nobody = Vec::new();
    for (actors, line) in rows {
        for actor in actors {
            groups.entry(*actor).or_default().push(line);
        }
        if actors.is_empty() {
            nobody.push(line);
        }
    }
    let mut lines = Vec::new();
    for (actor, rows) in groups {
        lines.push(Line::Actor(actor, rows.len()));
        lines.extend(rows);
    }
    if !nobody.is_empty() {
        lines.push(Line::Nobody(nobody.len()));
        lines.extend(nobody);
    }
    lines
}
