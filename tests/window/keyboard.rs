//! The whole window by the keyboard alone, and all of it named for those who do not see it.

use std::collections::HashSet;

use eframe::egui::accesskit::Action;
use eframe::egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::support::Window;

const MAYOR: &str = "Ada Brandt, person, mayor of Kessel, 3 mentions, 2 quotes, 2 positions";

/// Everything that can have the keyboard: what it is, and what it is called.
fn stops(window: &Window) -> HashSet<String> {
    let nodes = window.harness().root().children_recursive().map(|node| node.accesskit_node());
    let focusable = nodes.filter(|node| node.data().supports_action(Action::Focus) && !node.is_disabled());
    focusable.map(|node| format!("{:?} {}", node.role(), node.label().unwrap_or_default())).collect()
}

/// What has the keyboard after each press of Tab, until it begins anew.
fn way_of_tab(window: &mut Window) -> HashSet<String> {
    let mut seen = HashSet::new();
    let mut last = String::new();
    for _ in 0..400 {
        window.press(Key::Tab);
        let nodes = window.harness().root().children_recursive().map(|node| node.accesskit_node());
        let here = nodes
            .filter(|node| node.is_focused())
            .map(|node| format!("{:?} {}", node.role(), node.label().unwrap_or_default()))
            .last()
            .unwrap_or_default();
        // Things with the same name may follow each other; the whole way round they do not.
        if here != last && !seen.insert(here.clone()) && seen.len() > 3 && seen.len() >= stops(window).len() {
            break;
        }
        last = here;
    }
    seen
}

fn all_is_reached(window: &mut Window, what: &str) {
    let stops = stops(window);
    assert!(stops.len() > 3, "{what}: {stops:?}");
    let way = way_of_tab(window);
    let missed: Vec<&String> = stops.iter().filter(|stop| !way.contains(*stop)).collect();
    assert!(missed.is_empty(), "{what}: Tab does not get to {missed:?}");
    let nameless: Vec<&String> =
        stops.iter().filter(|stop| stop.split_once(' ').is_none_or(|(_, name)| name.trim().is_empty())).collect();
    assert!(nameless.is_empty(), "{what}: without a name: {nameless:?}");
}

#[test]
fn tab_gets_to_everything_there_is() {
    all_is_reached(&mut Window::empty(), "nothing open");
    let mut window = Window::reading();
    all_is_reached(&mut window, "an article");
    window.press_with(Modifiers::COMMAND, Key::Num3);
    all_is_reached(&mut window, "positions");
    window.press_with(Modifiers::COMMAND, Key::Num4);
    all_is_reached(&mut window, "to check");
    let mut window = Window::empty();
    window.open(["quarrel.txt"]);
    window.press_with(Modifiers::COMMAND, Key::Num5);
    all_is_reached(&mut window, "actors and issues");
}

#[test]
fn tab_gets_to_everything_of_an_actor_and_of_a_window_over_the_page() {
    let mut window = Window::reading();
    window.click(MAYOR);
    all_is_reached(&mut window, "an actor");
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::D);
    window.get("This and all later ones");
    let mut reached = HashSet::new();
    for _ in 0..12 {
        let nodes = window.harness().root().children_recursive().map(|node| node.accesskit_node());
        reached.extend(nodes.filter(|node| node.is_focused()).filter_map(|node| node.label()));
        window.press(Key::Tab);
    }
    for name in ["This and all later ones", "Which of these are somebody else?"] {
        assert!(reached.contains(name), "{name}: {reached:?}");
    }
    assert!(reached.iter().any(|name| name.starts_with("3 of 3: ")), "{reached:?}");
}

#[test]
fn every_mark_in_view_has_a_name_that_tells_what_it_is() {
    let window = Window::reading();
    let links: Vec<String> =
        window.harness().get_all_by_role(Role::Link).filter_map(|node| node.accesskit_node().label()).collect();
    for name in [
        "Ada Brandt, person, mention 1 of 3",
        "Kessel, place, mention 1 of 1",
        "Quote by Ada Brandt: “We need the tunnel,”",
        "Position: Ada Brandt calls for a vote in May",
    ] {
        assert!(links.iter().any(|link| link == name), "{name}: {links:?}");
    }
    // What is drawn by hand is in the tree: the strip, the words of the page, their headline.
    window.get_containing("Overview of the article");
    assert!(window.harness().query_all_by_role(Role::Heading).next().is_some());
    assert!(window.harness().query_all_by_role(Role::Document).next().is_some());
}
