//! How actors and quoted words are put for people to read: shared by the formats that people read.

use crate::analysis::stands::Stands;
use crate::analysis::{Actor, ActorId, ActorKind, Analysis, Position, Quote, QuoteKind, Target};
use crate::article::Article;
use crate::span::Span;

/// The headline over the list of actors of a kind.
pub fn kind_label(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::Person => "person",
        ActorKind::Organisation => "organisation",
        ActorKind::Place => "place",
        ActorKind::Group => "group",
        ActorKind::Unnamed => "not named",
    }
}

/// What is told of an actor behind its name: ` (person), mayor – also Brandt`. `plain` makes words fit for the format.
pub fn cast_details(actor: &Actor, plain: impl Fn(&str) -> String) -> String {
    let mut details = format!(" ({})", kind_label(actor.kind));
    let roles: Vec<String> = actor.roles.iter().map(|role| plain(&role.text)).collect();
    if !roles.is_empty() {
        details.push_str(", ");
        details.push_str(&roles.join("; "));
    }
    if !actor.aliases.is_empty() {
        let aliases: Vec<String> = actor.aliases.iter().map(|alias| plain(alias)).collect();
        details.push_str(" – also ");
        details.push_str(&aliases.join(", "));
    }
    details
}

/// The name used in exports (`organisation`).
pub fn kind_name(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::Unnamed => "unnamed",
        named => kind_label(named),
    }
}

/// The name used in exports (`direct`).
pub fn quote_kind_name(kind: QuoteKind) -> &'static str {
    match kind {
        QuoteKind::Direct => "direct",
        QuoteKind::Mixed => "mixed",
        QuoteKind::Indirect => "indirect",
    }
}

/// The pieces of a quote or evidence as one line: white space made single, and … between pieces that do not touch.
pub fn words(text: &str, spans: &[Span]) -> String {
    let mut line = String::new();
    let mut end = None;
    for span in spans {
        let gap = end.map(|end| text.get(end..span.start).unwrap_or("?"));
        match gap {
            None => {}
            Some(gap) if gap.trim().is_empty() => line.push(' '),
            Some(_) => line.push_str(" … "),
        }
        line.push_str(span.of(text));
        end = Some(span.end);
    }
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The paragraphs that `spans`, which are in order, stand in, as one line; empty where they make up all of these.
pub fn context(article: &Article, spans: &[Span]) -> String {
    let (Some(first), Some(last)) = (spans.first(), spans.last()) else { return String::new() };
    // Paragraphs are in order and many: the first that ends behind the words is looked up.
    let from = article.paragraphs.partition_point(|paragraph| paragraph.span.end <= first.start);
    let around: Vec<Span> = article
        .paragraphs
        .get(from..)
        .unwrap_or_default()
        .iter()
        .map(|paragraph| paragraph.span)
        .take_while(|span| span.start < last.end)
        .collect();
    let around = words(&article.text, &around);
    if around == words(&article.text, spans) { String::new() } else { around }
}

/// `words` with a capital at the beginning.
pub fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The names of actors, joined as in a sentence (`Ada Brandt and Tom Reyes`); empty when there is none.
pub fn names(analysis: &Analysis, ids: &[ActorId]) -> String {
    let names: Vec<&str> = ids.iter().filter_map(|id| analysis.actor(*id)).map(|actor| actor.name.as_str()).collect();
    match names.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => String::new(),
    }
}

/// Who speaks: the actors, else the words that name the source, else a sentence that says so.
pub fn speaker(text: &str, analysis: &Analysis, quote: &Quote) -> String {
    let known = names(analysis, &quote.speakers);
    if !known.is_empty() {
        return known;
    }
    let source = words(text, &quote.source);
    if source.is_empty() { "Nobody is named as the speaker".to_owned() } else { source }
}

/// The words of a target, or the name of its actor when it has no words.
pub fn target<'a>(analysis: &'a Analysis, target: &'a Target) -> &'a str {
    if target.text.is_empty() {
        target.actor.and_then(|id| analysis.actor(id)).map_or("", |actor| actor.name.as_str())
    } else {
        &target.text
    }
}

/// That the same holder takes the opposite stance elsewhere (`contradiction: elsewhere opposes the tunnel`), if so.
pub fn contradiction(text: &str, analysis: &Analysis, stands: &Stands, position: &Position) -> Option<String> {
    let other = stands.contradicting(position.id)?;
    let other = analysis.positions.get(other.0 as usize)?;
    let about = match target(analysis, &other.target) {
        "" => words(text, &other.evidence),
        about => about.split_whitespace().collect::<Vec<_>>().join(" "),
    };
    Some(format!("contradiction: elsewhere {} {about}", other.stance.label()))
}

/// The actors that have a quote or a position, then the rest; each group in its order.
pub fn speaking_first(analysis: &Analysis) -> (Vec<&Actor>, Vec<&Actor>) {
    analysis.actors.iter().partition(|actor| {
        analysis.quotes_of(actor.id).next().is_some() || analysis.positions_of(actor.id).next().is_some()
    })
}
