//! The words that tell what a mark is: for screen readers, for the margin and for tooltips.

use eframe::egui::{Button, Label, RichText, Ui};

use super::marks::MentionMark;
use crate::analysis::{ActorId, ActorKind, Analysis, MentionKind, Position, Quote};
use crate::app::theme::{Theme, kind_label};
use crate::app::why_card::name_line;
use crate::app::wording::{count, excerpt, names};
use crate::article::Article;

/// `Mark Rutte, person, mention 3 of 12`.
pub fn mention_label(analysis: &Analysis, mark: &MentionMark) -> String {
    let name = analysis.actor(mark.actor).map_or("", |actor| actor.name.as_str());
    format!("{name}, {}, mention {} of {}", kind_label(mark.kind), mark.nth, mark.of)
}

/// `Quote by Mark Rutte: “High on the agenda …”`.
pub fn quote_label(article: &Article, analysis: &Analysis, quote: &Quote) -> String {
    let words = quote.content.first().map(|span| excerpt(span.of(&article.text), 80)).unwrap_or_default();
    match names(analysis, &quote.speakers) {
        Some(names) => format!("Quote by {names}: {words}"),
        None => format!("Quote, nobody is named as the speaker: {words}"),
    }
}

/// `Position: Mark Rutte calls for a strong Ukraine`.
pub fn position_label(article: &Article, analysis: &Analysis, position: &Position) -> String {
    let about = match position.target.text.as_str() {
        "" => position.evidence.first().map(|span| excerpt(span.of(&article.text), 80)).unwrap_or_default(),
        target => target.to_owned(),
    };
    let who = names(analysis, &position.holders).unwrap_or_else(|| "somebody".to_owned());
    format!("Position: {who} {} {about}", position.stance.label())
}

/// What stands in the margin for the speakers: initials, a short name, the form of those without name, or `?`.
pub fn margin_name(analysis: &Analysis, speakers: &[ActorId]) -> String {
    let mut actors = speakers.iter().filter_map(|id| analysis.actor(*id));
    let Some(first) = actors.next() else { return "?".to_owned() };
    let name = if first.kind == ActorKind::Unnamed { first.kind.sign().to_owned() } else { short_name(&first.name) };
    match actors.count() {
        0 => name,
        more => format!("{name}+{more}"),
    }
}

/// `MR` for Mark Rutte, `NATO` for NATO, `Ukr` for Ukraine.
fn short_name(name: &str) -> String {
    let words: Vec<&str> = name.split([' ', '-', '’']).filter(|word| !word.is_empty()).collect();
    if let [word] = words.as_slice() {
        let letters = word.chars().count();
        return word.chars().take(if letters <= 4 { letters } else { 3 }).collect();
    }
    let capitals: String =
        words.iter().filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase()).take(3).collect();
    if capitals.is_empty() { words.iter().filter_map(|word| word.chars().next()).take(2).collect() } else { capitals }
}

/// The card of a mention: name, role, counts, and the way to the mentions before and behind; tells by how many mentions
/// the reader wants to go on.
pub fn mention_card(ui: &mut Ui, analysis: &Analysis, mark: &MentionMark) -> Option<isize> {
    let actor = analysis.actor(mark.actor)?;
    let theme = Theme::of(ui);
    name_line(ui, &theme, actor);
    if let Some(role) = actor.roles.first() {
        ui.label(&role.text);
    }
    if !actor.aliases.is_empty() {
        let aliases = excerpt(&actor.aliases.join(", "), 90);
        ui.label(RichText::new(format!("also called {aliases}")).color(theme.text_weak));
    }
    let counts = [
        count(analysis.quotes_of(actor.id).count(), "quote"),
        count(analysis.positions_of(actor.id).count(), "position"),
    ];
    let counts = format!("{} · {}", kind_label(actor.kind), counts.join(" · "));
    ui.add(Label::new(RichText::new(counts).color(theme.text_weak)).extend());
    if mark.how == MentionKind::Pronoun {
        ui.label(RichText::new("Meant by a pronoun; this is worked out, not written.").color(theme.text_weak));
    }
    let mut step = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let mut way = |ui: &mut Ui, sign: &str, by: isize, which: &str| {
            let name = format!("Go to the {which} mention of {}", actor.name);
            let button = ui.add_enabled(mark.of > 1, Button::new(sign)).on_hover_text(&name);
            if button.accessible_name(name).clicked() {
                step = Some(by);
            }
        };
        way(ui, "‹", -1, "previous");
        ui.label(RichText::new(format!("mention {} of {}", mark.nth, mark.of)).color(theme.text_weak));
        way(ui, "›", 1, "next");
    });
    step
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_short_in_the_margin() {
        for (name, short) in [
            ("Mira Soltan", "MS"),
            ("NATO", "NATO"),
            ("Ostravia", "Ost"),
            ("a senior official", "as"),
            ("Harbour Workers’ Union of Velden", "HWU"),
        ] {
            assert_eq!(short_name(name), short);
        }
    }
}
