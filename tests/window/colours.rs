//! What the colours of marks tell, and that they stay; layers that lie in one another.
use super::support::{Memory, Window};
use eframe::egui::{Color32, Event, Key, Modifiers, PointerButton, Pos2, Role, Shape, pos2};
use egui_kittest::kittest::Queryable as _;
use standpoint::analysis::{ActorId, ActorKind};
use standpoint::app::layers::ColorBy;
use standpoint::app::theme::Theme;

const UNION: &str = "Dock Union, organisation, 1 mention, 1 quote, 1 position";

fn theme(window: &Window) -> Theme {
    Theme::of(&window.harness().ctx)
}

fn own(window: &Window, id: u32) -> Option<Color32> {
    theme(window).own_color(ActorId(id))
}

/// How many forms of the last frame have this colour: rectangles, lines, dots.
fn painted(window: &Window, color: Color32) -> usize {
    fn count(shape: &Shape, color: Color32) -> usize {
        match shape {
            Shape::Vec(shapes) => shapes.iter().map(|shape| count(shape, color)).sum(),
            Shape::Rect(rect) => usize::from(rect.fill == color),
            Shape::Circle(circle) => usize::from(circle.fill == color),
            Shape::LineSegment { stroke, .. } => usize::from(stroke.color == color),
            _ => 0,
        }
    }
    window.harness().output().shapes.iter().map(|clipped| count(&clipped.shape, color)).sum()
}

fn dots(window: &Window) -> usize {
    fn count(shape: &Shape) -> usize {
        match shape {
            Shape::Vec(shapes) => shapes.iter().map(count).sum(),
            Shape::Circle(_) => 1,
            _ => 0,
        }
    }
    window.harness().output().shapes.iter().map(|clipped| count(&clipped.shape)).sum()
}

#[test]
fn an_actor_has_one_colour_in_the_text_the_margin_the_strip_and_the_sidebar() {
    let window = Window::reading();
    let theme = theme(&window);
    let mayor = own(&window, 0).unwrap();
    assert_eq!(mayor, theme.own[0]);
    assert_eq!(own(&window, 1), Some(theme.own[1]));
    assert_eq!(theme.actor_color(ActorId(0), ActorKind::Person), mayor);
    assert!(painted(&window, theme.tint(mayor)) >= 1, "behind the name in the text");
    // The swatch, the bar beside the quote, the line below the name.
    assert_eq!(painted(&window, mayor), 3);
}

#[test]
fn colours_stay_when_the_list_is_filtered_or_ordered_otherwise() {
    let mut window = Window::reading();
    let union = own(&window, 1).unwrap();
    assert_eq!(painted(&window, union), 1, "its swatch");
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    window.type_into_focus("Dock");
    assert_eq!(window.app().state().listed(), [ActorId(1)]);
    assert_eq!((own(&window, 1), painted(&window, union)), (Some(union), 1));
}

#[test]
fn colours_stay_with_actors_that_are_renamed_or_merged() {
    let mut window = Window::reading();
    let theme = theme(&window);
    window.choose(UNION, "Rename…");
    window.answer("Aardvarks");
    assert_eq!(own(&window, 1), Some(theme.own[1]));
    window.click("Aardvarks, organisation, 1 mention, 1 quote, 1 position");
    window.press_with(Modifiers::COMMAND, Key::M);
    window.answer("Ada Brandt");
    let names: Vec<String> = window.analysis().actors.iter().map(|actor| actor.name.clone()).collect();
    let place = |name: &str| names.iter().position(|own| own == name).unwrap() as u32;
    assert_eq!(names.len(), 2);
    assert_eq!(own(&window, place("Kessel")), Some(theme.own[2]), "who was not meant has the colour it had");
    assert_eq!(own(&window, 1 - place("Kessel")), Some(theme.own[0]));
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(own(&window, 1), Some(theme.own[1]));
}

#[test]
fn what_colours_tell_is_chosen_by_key_by_name_and_by_menu_and_is_remembered() {
    let mut window = Window::reading();
    let by = |window: &Window| (window.app().state().settings.color_by, theme(window).cast.by);
    assert_eq!(by(&window), (ColorBy::Actor, ColorBy::Actor));
    window.press_with(Modifiers::ALT, Key::Num5);
    assert_eq!(by(&window), (ColorBy::Kind, ColorBy::Kind));
    let theme_now = theme(&window);
    assert_eq!(theme_now.actor_color(ActorId(0), ActorKind::Person), theme_now.kind_color(ActorKind::Person));
    assert!(painted(&window, theme_now.tint(theme_now.kind_color(ActorKind::Person))) >= 1);
    window.command("No colours");
    assert_eq!(by(&window), (ColorBy::Nothing, ColorBy::Nothing));
    let grey = theme_now.kind_color(ActorKind::Unnamed);
    assert_eq!(theme(&window).actor_color(ActorId(0), ActorKind::Person), grey);
    for own in theme_now.own {
        assert_eq!(painted(&window, own), 0);
    }
    let mut memory = Memory::default();
    window.save(&mut memory);
    let mut window = Window::restored(&memory);
    assert_eq!(by(&window).0, ColorBy::Nothing);
    window.click("Marks");
    window.click("Colour by actor");
    assert_eq!(by(&window).0, ColorBy::Actor);
}

#[test]
fn the_menu_of_marks_tells_what_colours_and_lines_mean() {
    let mut window = Window::reading();
    assert!(!window.has("organisation"));
    window.click("Marks");
    for words in ["person", "organisation", "place", "group", "Ada Brandt", "Dock Union", "Kessel"] {
        assert!(window.has(words), "{words}");
    }
}

#[test]
fn kinds_are_told_without_colour() {
    let mut window = Window::reading();
    window.press_with(Modifiers::ALT, Key::Num6);
    let with_place = dots(&window);
    assert!(with_place > 0, "a place has a dotted line");
    window.press_with(Modifiers::ALT, Key::Num1);
    assert!(dots(&window) < with_place, "and no line where names are not marked");
}

const NESTED: [&str; 9] = [
    "Dock Union, organisation, mention 1 of 1",
    "Quote by Ada Brandt: “They call it",
    "Quote by Ada Brandt: ‘a gift to Dock Union’",
    "Position: Ada Brandt supports point 0",
    "Position: Ada Brandt opposes point 1",
    "Position: Ada Brandt calls for point 2",
    "Position: Ada Brandt warns of point 3",
    "Position: Ada Brandt denies point 4",
    "Ada Brandt, person, mention 1 of 1",
];

/// What of the article is chosen: the actor, the quote, the position.
fn chosen(window: &Window) -> (Option<u32>, Option<u32>, Option<u32>) {
    let selection = &window.app().state().selection;
    let (actor, quote) = (selection.actor().map(|id| id.0), selection.quote().map(|id| id.0));
    (actor, quote, selection.position().map(|id| id.0))
}

fn check_nested(window: &Window, words: &str) {
    let (actor, quote, position) = chosen(window);
    match words.split_whitespace().last().and_then(|last| last.parse::<u32>().ok()) {
        Some(point) if words.starts_with("Position") => assert_eq!(position, Some(point), "{words}"),
        _ if words.starts_with("Quote") => assert_eq!(quote, Some(u32::from(words.contains('‘'))), "{words}"),
        _ => assert_eq!(actor, Some(u32::from(words.starts_with("Dock"))), "{words}"),
    }
}

#[test]
fn each_of_the_layers_that_lie_in_one_another_is_reached_by_the_mouse() {
    for words in NESTED {
        let mut window = Window::empty();
        window.open(["nest.txt"]);
        window.click_in_text(words);
        window.settle();
        check_nested(&window, words);
    }
}

#[test]
fn each_of_the_layers_that_lie_in_one_another_is_reached_by_the_keyboard() {
    for words in NESTED {
        let mut window = Window::empty();
        window.open(["nest.txt"]);
        window.tab_to_link(words);
        window.press(Key::Enter);
        check_nested(&window, words);
    }
}

#[test]
fn words_of_a_quote_in_a_quote_open_the_inner_one_and_those_around_it_the_outer_one() {
    let mut window = Window::empty();
    window.open(["nest.txt"]);
    let label = "Dock Union, organisation, mention 1 of 1";
    let name = window.harness().get_by_role_and_label(Role::Link, label).rect();
    for (left, quote) in [(20.0, 1), (150.0, 0)] {
        let pos = pos2(name.left() - left, name.center().y);
        for event in [Event::PointerMoved(pos), press(pos, true), press(pos, false)] {
            window.event(event);
        }
        assert_eq!(chosen(&window).1, Some(quote));
    }
}

fn press(pos: Pos2, pressed: bool) -> Event {
    let button = PointerButton::Primary;
    Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE }
}
