//! Cards and the line of an actor: from mention to mention by the mouse alone, and from mark to mark by the keyboard alone.

use eframe::egui::{Key, pos2};
use standpoint::analysis::{ActorId, PositionId, QuoteId};

use super::support::Window;

const MAYOR: &str = "Ada Brandt, person, mayor of Kessel, 3 mentions, 2 quotes, 2 positions";
const NEXT: &str = "Go to the next mention of Ada Brandt";
const PREVIOUS: &str = "Go to the previous mention of Ada Brandt";

#[test]
fn the_card_of_a_mention_leads_to_the_others_and_stays_while_the_mouse_is_on_it() {
    let mut window = Window::reading();
    let mentions = window.mentions(ActorId(0));
    assert!(!window.has(NEXT));
    window.hover_in_text("Ada Brandt");
    window.get("also called Brandt");
    window.get("person · 2 quotes · 2 positions");
    window.get("mention 1 of 3");
    window.click(NEXT);
    assert!(window.sees(mentions[1]) && !window.sees(mentions[0]));
    window.get("mention 2 of 3");
    assert_eq!(window.app().state().selection.counter(window.analysis()), Some((Some(2), 3)));
    window.click(NEXT);
    window.click(NEXT);
    assert!(window.sees(mentions[0]), "after the last comes the first");
    window.click(PREVIOUS);
    assert!(window.sees(mentions[2]));
    window.get("mention 3 of 3");
    window.event(eframe::egui::Event::PointerMoved(pos2(20.0, 700.0)));
    window.pass(0.5);
    assert!(!window.has(NEXT), "the card goes when the mouse does");
}

#[test]
fn the_card_of_a_mention_goes_by_escape_and_without_a_second_mention_leads_nowhere() {
    let mut window = Window::reading();
    window.hover_in_text("Ada Brandt");
    window.click(NEXT);
    window.press(Key::Escape);
    assert!(!window.has(PREVIOUS));
    assert_eq!(window.app().state().selection.actor(), Some(ActorId(0)), "the actor stays open");
    let mut window = Window::reading();
    window.hover_in_text("Kessel, place");
    window.click("Go to the next mention of Kessel");
    assert_ne!(window.app().state().selection.actor(), Some(ActorId(2)), "it is the only one");
}

#[test]
fn marks_on_the_line_of_an_actor_tell_what_they_are_and_lead_there() {
    let mut window = Window::reading();
    window.click(MAYOR);
    let mentions = window.mentions(ActorId(0));
    window.click("Mention 2 of 3: the tunnel");
    assert!(window.sees(mentions[1]));
    assert_eq!(window.app().state().selection.current(window.analysis()), Some(mentions[1]));
    window.click("Quote: “Nobody will lose a job.”");
    assert_eq!(window.app().state().selection.quote(), Some(QuoteId(1)));
    assert!(window.flashes(window.quote(1)));
    window.click("Position: calls for a vote in May");
    assert_eq!(window.app().state().selection.position(), Some(PositionId(0)));
}

#[test]
fn arrows_go_along_the_line_of_an_actor() {
    let mut window = Window::reading();
    window.click(MAYOR);
    window.get("Ada Brandt from the beginning to the end of the article").focus();
    window.run();
    let mut seen = Vec::new();
    for _ in 0..7 {
        window.press(Key::ArrowRight);
        let chosen = &window.app().state().selection;
        seen.push((chosen.mention(), chosen.quote().map(|id| id.0), chosen.position().map(|id| id.0)));
    }
    let expected = [
        (Some(0), None, None),
        (None, None, Some(0)),
        (None, Some(0), None),
        (Some(1), None, None),
        (Some(2), None, None),
        (None, Some(1), None),
        (None, None, Some(1)),
    ];
    // A position and its quote may keep the mention that was chosen before: what counts is what was chosen last.
    let last = |(mention, quote, position): (Option<usize>, Option<u32>, Option<u32>)| match (quote, position) {
        (None, None) => (mention, None, None),
        (_, Some(_)) => (None, None, position),
        (quote, None) => (None, quote, None),
    };
    assert_eq!(seen.into_iter().map(last).collect::<Vec<_>>(), expected);
    window.get("Ada Brandt from the beginning to the end of the article, at 7 of 7");
    window.press(Key::ArrowRight);
    assert_eq!(window.app().state().selection.mention(), Some(0), "and round again");
    window.press(Key::ArrowLeft);
    assert_eq!(window.app().state().selection.position(), Some(PositionId(1)));
}
