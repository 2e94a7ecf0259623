//! The lists beside the article: orders, filters, the matrix, copying.

use eframe::egui::{Event, Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use standpoint::analysis::{ActorId, PositionId, QuoteId};
use standpoint::app::lists::Line;
use standpoint::app::sidebar::Tab;

use super::support::Window;

/// Opens the box with this name and chooses from it.
fn choose(window: &mut Window, combo: &str, choice: &str) {
    window.click(combo);
    window.click(choice);
}

fn debate() -> Window {
    let mut window = Window::empty();
    window.open(["debate.txt"]);
    window
}

#[test]
fn tabs_have_keys() {
    let mut window = Window::reading();
    for (key, tab) in
        [(Key::Num2, Tab::Quotes), (Key::Num3, Tab::Positions), (Key::Num4, Tab::ToCheck), (Key::Num1, Tab::Actors)]
    {
        window.press_with(Modifiers::COMMAND, key);
        assert_eq!(window.app().state().view.tab, tab);
    }
}

#[test]
fn actors_are_narrowed_by_kind_and_stance_and_ordered() {
    let mut window = Window::reading();
    window.click("Only of the kind organisation");
    assert_eq!(window.app().state().listed(), [ActorId(1)]);
    window.click("Only of the kind place");
    window.click("Only with a stance");
    window.click("−  opposes");
    window.get("Nobody here is of this kind and takes this stance.");
    window.click("Only of the kind place");
    assert_eq!(window.app().state().listed(), [ActorId(1)]);
    window.click("Only with a stance");
    window.click("Any stance");
    choose(&mut window, "Order by prominence", "Name");
    assert_eq!(window.app().state().listed(), [ActorId(0), ActorId(1), ActorId(2)]);
    choose(&mut window, "Order by name", "First mention");
    assert_eq!(window.app().state().listed(), [ActorId(0), ActorId(2), ActorId(1)]);
}

#[test]
fn quotes_stand_below_their_speakers_with_counts_and_are_filtered() {
    let mut window = Window::reading();
    window.click("Quotes 4");
    choose(&mut window, "Order in the text", "By speaker");
    let expected = [
        Line::Actor(ActorId(0), 2),
        Line::Quote(QuoteId(0)),
        Line::Quote(QuoteId(1)),
        Line::Actor(ActorId(1), 1),
        Line::Quote(QuoteId(2)),
        Line::Nobody(1),
        Line::Quote(QuoteId(3)),
    ];
    assert_eq!(window.app().state().lists().quotes, expected);
    let headings = window.harness().get_all_by_role(Role::Heading);
    let headings: Vec<_> = headings.filter_map(|node| node.accesskit_node().label()).collect();
    assert!(headings.contains(&"■  Dock Union".to_owned()), "{headings:?}");
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    window.type_into_focus("brandt lose");
    assert_eq!(window.app().state().lists().quotes, [Line::Actor(ActorId(0), 1), Line::Quote(QuoteId(1))]);
    window.type_into_focus(" xyz");
    window.get("Nothing here fits the filter.");
    // Each list has a filter of its own.
    window.click("Positions 3");
    assert_eq!(window.app().state().view.filter(), "");
}

#[test]
fn what_two_say_together_stands_below_both() {
    let mut window = debate();
    window.click("Quotes 1");
    choose(&mut window, "Order in the text", "By speaker");
    assert_eq!(window.app().state().lists().quotes.len(), 4);
}

#[test]
fn positions_are_ordered_by_actor() {
    let mut window = debate();
    window.click("Positions 4");
    choose(&mut window, "Order by stance", "By actor");
    assert_eq!(window.app().state().lists().positions[0], Line::Actor(ActorId(0), 3));
    window.click("supports ferries");
    assert_eq!(window.app().state().selection.position(), Some(PositionId(2)));
}

#[test]
fn the_matrix_has_a_cell_for_each_stance_which_leads_to_its_words() {
    let mut window = debate();
    window.press_with(Modifiers::COMMAND, Key::Num5);
    window.click("Dock Union on a tunnel: warns of the tunnel");
    assert_eq!(window.app().state().selection.position(), Some(PositionId(1)));
    let evidence = window.analysis().positions[1].evidence[0];
    assert!(window.flashes(evidence));
    // All that is said on it stands below.
    window.get("Dock Union warns of the tunnel");
    window.get("Ada Brandt supports the tunnel");
    // Two stances of one actor: the next one at the next click.
    let cell = "Ada Brandt on a tunnel: calls for a tunnel; supports the tunnel";
    window.click(cell);
    assert_eq!(window.app().state().selection.position(), Some(PositionId(0)));
    window.click(cell);
    assert_eq!(window.app().state().selection.position(), Some(PositionId(3)));
}

#[test]
fn who_contradicts_oneself_is_marked_in_the_list_in_the_matrix_and_in_the_card() {
    let mut window = Window::empty();
    window.open(["quarrel.txt"]);
    window.click("Positions 6");
    let favour = "Dock Union supports tunnels. Contradiction: elsewhere opposes the tunnel";
    let against = "Dock Union opposes the tunnel. Contradiction: elsewhere supports tunnels";
    window.get(favour);
    // What the union says on the tunnel stands together, and what the mayor says is no contradiction to it.
    choose(&mut window, "Order by stance", "By actor");
    let position = |id| Line::Position(PositionId(id));
    let expected = [position(1), position(4), position(5)];
    assert_eq!(window.app().state().lists().positions[4..], [&[Line::Actor(ActorId(1), 3)], &expected[..]].concat());
    window.get("supports tunnels. Contradiction: elsewhere opposes the tunnel");
    window.press_with(Modifiers::COMMAND, Key::Num5);
    window.click(
        "Dock Union on tunnels: warns of the tunnel; supports tunnels; opposes the tunnel (these contradict each other)",
    );
    window.get(favour);
    window.get(against);
    assert!(window.has("Ada Brandt on tunnels: calls for a tunnel; supports the tunnel"));
}

#[test]
fn ties_to_others_stand_on_the_page_of_an_actor() {
    let mut window = debate();
    window.click("Dock Union, organisation, 1 mention, 1 quote, 1 position");
    window.click("+ Ada Brandt supports this one");
    assert_eq!(window.app().state().selection.position(), Some(PositionId(2)));
    window.get("+ supports Dock Union");
}

#[test]
fn without_a_common_issue_the_matrix_says_so() {
    let mut window = Window::reading();
    window.command("Actors × issues");
    window.get("There is nothing in this article on which two actors take a stance.");
}

#[test]
fn what_is_to_be_checked_is_narrowed_by_its_kind() {
    let mut window = Window::reading();
    window.click("To check 2");
    choose(&mut window, "Show everything", "No speaker");
    window.get("Nobody is named as the speaker: “It will be loud.”");
    assert_eq!(window.app().state().lists().checks.len(), 1);
}

#[test]
fn every_item_is_copied_by_its_menu_and_what_is_chosen_by_key() {
    let mut window = Window::reading();
    window.click("Positions 3");
    window.choose("Dock Union opposes the tunnel", "Copy");
    let position = "Dock Union opposes the tunnel: is against the tunnel (The Harbour Post, 2031-05-04)";
    assert_eq!(window.copied().as_deref(), Some(position));
    window.click("Actors 3");
    window.choose("Dock Union, organisation, 1 mention, 1 quote, 1 position", "Copy");
    let actor = "Dock Union (organisation)\n- opposes the tunnel: is against the tunnel\n\
                 - “It is a gift to the builders.”\n(The Harbour Post, 2031-05-04)";
    assert_eq!(window.copied().as_deref(), Some(actor));
    window.click("Quotes 4");
    window.click("Ada Brandt: “Nobody will lose a job.”");
    window.event(Event::Copy);
    assert!(window.copied().is_some_and(|copied| copied.starts_with("“Nobody will lose a job.” — Ada Brandt")));
    // Marked words come first.
    window.mark("both banks");
    window.event(Event::Copy);
    assert_eq!(window.copied().as_deref(), Some("both banks"));
}
