//! Putting right what was found, in the window: by menu, by key, by the list of commands.
use std::path::Path;

use super::support::Window;
use eframe::egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use standpoint::analysis::{ActorId, ActorKind, QuoteKind, Stance};
use standpoint::app::sidebar::Tab;
use standpoint::corrections::CorrectionFile;

const MAYOR: &str = "Ada Brandt, person, mayor of Kessel, 3 mentions, 2 quotes, 2 positions";
const UNION: &str = "Dock Union, organisation, 1 mention, 1 quote, 1 position";
const LATE_QUOTE: &str = "“Nobody will lose a job.”";
const NOBODYS: &str = "Nobody is named as the speaker: “It will be loud.”";

fn names(window: &Window) -> Vec<&str> {
    window.analysis().actors.iter().map(|actor| actor.name.as_str()).collect()
}

fn saved(folder: &Path) -> usize {
    let file = folder.join("tunnel.standpoint.json");
    CorrectionFile::open(&file, "tunnel").unwrap().history().corrections().len()
}

#[test]
fn an_actor_is_renamed_by_its_menu_and_the_name_is_on_disk_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::keeping(folder.path());
    window.choose(MAYOR, "Rename…");
    window.answer("Mayor Brandt");
    assert_eq!(names(&window), ["Mayor Brandt", "Dock Union", "Kessel"]);
    assert_eq!(saved(folder.path()), 1);
    window.get_containing("Ada Brandt is called Mayor Brandt.");
    // Another window, another day.
    let window = Window::keeping(folder.path());
    assert_eq!(names(&window)[0], "Mayor Brandt");
    assert!(window.app().state().document.as_ref().unwrap().corrections.can_undo);
}

#[test]
fn what_was_done_is_undone_and_done_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::keeping(folder.path());
    window.choose(MAYOR, "Rename…");
    window.answer("X");
    window.choose("Kessel, place, 1 mention", "Change kind…");
    window.answer("organ");
    assert_eq!(window.analysis().actors[2].kind, ActorKind::Organisation);
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.analysis().actors[2].kind, ActorKind::Place);
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!((names(&window)[0], saved(folder.path())), ("Ada Brandt", 0));
    window.press_with(Modifiers::COMMAND, Key::Z);
    window.get("There is nothing to undo.");
    window.press_with(Modifiers::COMMAND, Key::Y);
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(names(&window)[0], "X");
    assert_eq!((window.analysis().actors[2].kind, saved(folder.path())), (ActorKind::Organisation, 2));
}

#[test]
fn an_answer_that_changes_nothing_is_no_correction() {
    let mut window = Window::reading();
    window.click(MAYOR);
    window.press(Key::F2);
    window.press(Key::Enter);
    assert!(window.app().state().ask.is_none());
    assert_eq!(window.app().state().document.as_ref().unwrap().corrections.list.len(), 0);
}

#[test]
fn actors_are_merged_and_what_is_open_stays_open() {
    let mut window = Window::reading();
    window.click(UNION);
    window.press_with(Modifiers::COMMAND, Key::M);
    let shown: Vec<_> = window.app().state().ask.as_ref().unwrap().shown().map(|row| row.label.clone()).collect();
    assert_eq!(shown, ["Ada Brandt", "Kessel"], "nobody is the same as oneself");
    window.answer("kess");
    assert_eq!(names(&window), ["Ada Brandt", "Dock Union"]);
    let actor = window.analysis().actor(ActorId(1)).unwrap();
    assert_eq!((actor.aliases.as_slice(), actor.mentions.len()), (["Kessel".to_owned()].as_slice(), 2));
    assert_eq!(window.app().state().selection.actor(), Some(ActorId(1)));
}

#[test]
fn an_actor_dragged_onto_another_is_the_same_and_a_quote_is_said_by_it() {
    let mut window = Window::reading();
    window.click(MAYOR);
    window.drag(LATE_QUOTE, UNION);
    assert_eq!(window.analysis().quotes[1].speakers, [ActorId(1)]);
    window.press_with(Modifiers::COMMAND, Key::Z);
    window.drag("Kessel, place, 1 mention", UNION);
    assert_eq!(names(&window), ["Ada Brandt", "Dock Union"]);
    assert_eq!(window.analysis().actors[1].aliases, ["Kessel"]);
    // Let go where it was taken, it is nothing.
    window.drag("Dock Union, organisation, 2 mentions, 1 quote, 1 position", "Only of the kind group");
    assert_eq!(names(&window).len(), 2);
}

#[test]
fn a_mention_of_somebody_else_is_told_apart_moved_and_removed() {
    let mut window = Window::reading();
    window.choose_in_text("Ada Brandt", "This is somebody else…");
    window.answer("Ada Brandt the elder");
    assert_eq!(names(&window)[..2], ["Ada Brandt", "Ada Brandt the elder"]);
    window.press_with(Modifiers::COMMAND, Key::Z);
    window.choose_in_text("Ada Brandt", "This is another actor…");
    window.answer("union");
    assert_eq!(window.mentions(ActorId(1)).len(), 2);
    assert_eq!(window.mentions(ActorId(0)).len(), 2);
    window.press_with(Modifiers::COMMAND, Key::Z);
    window.choose_in_text("Ada Brandt", "This is no mention");
    assert_eq!(window.mentions(ActorId(0)).len(), 2);
    // The only mention of an actor is the actor.
    window.click(UNION);
    window.press(Key::ArrowRight);
    window.command("This is somebody else");
    window.get_containing("The actor is mentioned only here");
}

#[test]
fn several_mentions_are_told_apart_at_once_by_ticks_and_by_this_and_all_later_ones() {
    let mut window = Window::reading();
    let all = window.mentions(ActorId(0));
    window.choose(MAYOR, "Several are somebody else…");
    assert!(window.get("Make an actor of 0 mentions…").accesskit_node().is_disabled());
    // By mouse and by key; a filter hides rows and keeps their ticks.
    let rows = window.harness().get_all_by_role(Role::CheckBox).filter_map(|node| node.accesskit_node().label());
    let second = rows.into_iter().find(|label| label.starts_with("2 of 3: ")).unwrap();
    assert!(second.contains("Dock Union is against the tunnel. “It is"), "{second}");
    window.click(&second);
    window.press(Key::ArrowDown);
    window.press(Key::Enter);
    assert!(!window.has("Make an actor of 0 mentions…"));
    window.type_into_focus("1 of 3");
    window.press(Key::Enter);
    assert!(window.get("Make an actor of 3 mentions…").accesskit_node().is_disabled(), "one has to stay");
    window.press(Key::Enter);
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.answer("Ida Brandt");
    assert_eq!(names(&window)[..2], ["Ada Brandt", "Ida Brandt"]);
    assert_eq!((window.mentions(ActorId(0)), window.mentions(ActorId(1))), (vec![all[0]], all[1..].to_vec()));
    window.get_containing("Ida Brandt, in 2 mentions, is not Ada Brandt.");
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.mentions(ActorId(0)), all);
    // From the mention that one is at.
    window.press(Key::ArrowRight);
    window.command("This and all later ones are somebody else");
    window.get_containing("Go to a later mention first");
    window.press(Key::ArrowRight);
    window.command("This and all later ones are somebody else");
    window.answer("Eda Brandt");
    assert_eq!(window.mentions(ActorId(1)), all[1..]);
}

#[test]
fn a_position_is_added_on_marked_words_and_on_a_quote() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::keeping(folder.path());
    let span = window.mark("fog lies on the water");
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
    window.answer("kessel");
    window.answer("warns");
    window.answer("the morning ferry");
    let position = window.analysis().positions.iter().find(|position| position.evidence == [span]).unwrap();
    assert_eq!((position.holders.as_slice(), position.stance), ([ActorId(2)].as_slice(), Stance::Warns));
    assert_eq!((position.target.text.as_str(), position.quote), ("the morning ferry", None));
    assert!(position.target.span.is_some(), "the words stand close by");
    window.get_containing("Kessel warns of “the morning ferry”.");
    assert_eq!(saved(folder.path()), 1);
    // On a quote it is the speaker's, and nobody asks whose; an actor may be what it is about.
    window.click("Quotes 4");
    window.choose("Dock Union: “It is a gift to the builders.”", "This states a position…");
    window.answer("opposes");
    window.type_into_focus("brandt");
    window.press(Key::ArrowDown);
    window.press(Key::Enter);
    let of_quote = |window: &Window| {
        let all = &window.analysis().positions;
        all.iter().find(|position| position.quote.is_some()).cloned()
    };
    let position = of_quote(&window).expect("a position on the quote");
    assert_eq!((position.holders.as_slice(), position.stance), ([ActorId(1)].as_slice(), Stance::Opposes));
    assert_eq!(position.target.actor, Some(ActorId(0)));
    let quote = position.quote.and_then(|id| window.analysis().quote(id)).expect("a quote");
    assert_eq!(quote.content, position.evidence);
    // Of a quote that is nobody's it is asked whose the position is.
    window.choose(NOBODYS, "This states a position…");
    window.get("Whose position is this?");
    window.press(Key::Escape);
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(of_quote(&window), None);
    window.press_with(Modifiers::COMMAND, Key::Y);
    assert_eq!(of_quote(&window), Some(position));
    // Another window, another day.
    assert_eq!(Window::keeping(folder.path()).analysis().positions.len(), 5);
}

#[test]
fn roles_are_added_and_removed() {
    let mut window = Window::reading();
    window.choose(UNION, "Add a role…");
    window.answer("the dockers");
    assert_eq!(window.analysis().actors[1].roles[0].text, "the dockers");
    window.choose(MAYOR, "Remove a role…");
    window.answer("mayor");
    assert!(window.analysis().actors[0].roles.is_empty());
    window.command("Remove a role");
    window.get("The actor has no role.");
}

#[test]
fn a_quote_gets_another_speaker_one_more_and_none() {
    let mut window = Window::reading();
    window.click("Quotes 4");
    window.choose(NOBODYS, "Change the speaker…");
    window.answer("brandt");
    assert_eq!(window.analysis().quotes[3].speakers, [ActorId(0)]);
    window.command("Add a speaker");
    window.answer("union");
    assert_eq!(window.analysis().quotes[3].speakers, [ActorId(0), ActorId(1)]);
    window.command("Nobody is known to say this");
    assert!(window.analysis().quotes[3].speakers.is_empty());
}

#[test]
fn a_wrong_quote_goes_by_key_and_a_right_one_is_certain() {
    let mut window = Window::reading();
    window.click("Quotes 4");
    window.click("Dock Union: “It is a gift to the builders.”");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    assert_eq!(window.analysis().quotes[2].confidence, 1.0);
    window.press(Key::Delete);
    assert_eq!(window.analysis().quotes.len(), 3);
    assert_eq!(window.app().state().selection.quote(), None);
    // With nothing but the actor left, the actor itself is meant.
    window.press(Key::Delete);
    assert_eq!(names(&window), ["Ada Brandt", "Kessel"]);
}

#[test]
fn a_stance_and_what_it_is_about_are_changed() {
    let mut window = Window::reading();
    window.click("Positions 3");
    window.choose("Dock Union opposes the tunnel", "Change the stance…");
    window.answer("warns");
    assert_eq!(window.analysis().positions[2].stance, Stance::Warns);
    assert_eq!(window.app().state().selection.position().map(|id| id.0), Some(2), "it stays chosen");
    window.press_with(Modifiers::COMMAND, Key::T);
    window.answer("against the tunnel");
    let target = window.analysis().positions[2].target.clone();
    assert_eq!(target.text, "against the tunnel");
    assert!(target.span.is_some(), "the words stand close by");
    window.press_with(Modifiers::COMMAND, Key::T);
    window.type_into_focus("kess");
    window.press(Key::ArrowDown);
    window.press(Key::Enter);
    let target = window.analysis().positions[2].target.clone();
    assert_eq!((target.text.as_str(), target.actor), ("Kessel", Some(ActorId(2))));
}

#[test]
fn marked_words_become_a_quote_an_actor_and_a_mention() {
    let mut window = Window::reading();
    let span = window.mark("“then");
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::Q);
    window.answer("brandt");
    let quote = window.analysis().quotes.iter().find(|quote| quote.content == [span]).expect("a quote");
    assert_eq!((quote.kind, quote.speakers.as_slice()), (QuoteKind::Mixed, [ActorId(0)].as_slice()));
    let span = window.mark("builders");
    window.command("This is an actor");
    window.answer("group");
    let actor = window.analysis().actors.last().unwrap();
    assert_eq!((actor.name.as_str(), actor.kind, actor.mentions[0].span), ("builders", ActorKind::Group, span));
    let span = window.mark("the morning ferry");
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::M);
    window.answer("kessel");
    assert!(window.mentions(ActorId(2)).contains(&span));
    assert_eq!(window.analysis().actors.len(), 4);
}

#[test]
fn without_something_chosen_a_command_says_what_is_missing() {
    let mut window = Window::reading();
    for (command, words) in [
        ("Rename", "Open an actor first"),
        ("Change the speaker", "Choose a quote first"),
        ("Change the stance", "Choose a position first"),
        ("This is a quote", "Mark the words"),
        ("This states a position", "Mark the words in the text, or choose a quote, first."),
        ("Several are somebody else", "Open an actor first"),
        ("This is wrong", "Choose an actor, a quote or a position first."),
    ] {
        window.command(command);
        window.get_containing(words);
    }
    assert_eq!(window.app().state().document.as_ref().unwrap().corrections.list.len(), 0);
}

#[test]
fn keys_of_corrections_belong_to_a_field_in_which_one_types() {
    let mut window = Window::reading();
    window.click(MAYOR);
    window.command("Filter the list");
    window.type_into_focus("x");
    window.press(Key::Delete);
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.analysis().actors.len(), 3);
}

#[test]
fn a_correction_that_fits_nowhere_is_listed_and_dropped() {
    let folder = tempfile::tempdir().unwrap();
    let correction = serde_json::json!({
        "schema": "standpoint/corrections/1",
        "article": "tunnel",
        "corrections": [{
            "correction": "rename-actor",
            "actor": {"name": "Somebody", "mentions": [{"exact": "Somebody", "prefix": "", "suffix": ""}]},
            "name": "Anybody",
        }],
    });
    std::fs::write(folder.path().join("tunnel.standpoint.json"), correction.to_string()).unwrap();
    let mut window = Window::keeping(folder.path());
    assert_eq!(names(&window), ["Ada Brandt", "Dock Union", "Kessel"]);
    window.click("3 to check");
    assert_eq!(window.app().state().view.tab, Tab::ToCheck);
    let row = "A correction of yours no longer fits: Somebody is called Anybody. \
               The article no longer has these words, or has them in several places.";
    window.choose(row, "Drop this correction");
    assert!(!window.has(row));
    assert_eq!(saved(folder.path()), 0);
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(saved(folder.path()), 1, "also that can be undone");
}

#[test]
fn a_file_of_corrections_that_is_none_is_told_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("tunnel.standpoint.json");
    std::fs::write(&file, "not mine").unwrap();
    let mut window = Window::keeping(folder.path());
    window.get_containing("is not a list of corrections");
    window.get(MAYOR);
    window.choose(MAYOR, "Rename…");
    window.answer("X");
    assert_eq!(names(&window)[0], "Ada Brandt");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "not mine");
}

#[test]
fn the_list_of_commands_has_all_of_them_and_runs_the_chosen_one() {
    let mut window = Window::reading();
    window.press_with(Modifiers::COMMAND, Key::K);
    let shown = window.app().state().ask.as_ref().unwrap().shown().count();
    assert_eq!(shown, standpoint::app::commands::Command::ALL.len() - 1);
    window.type_into_focus("nothing is called that");
    window.get("No command is called that.");
    window.press(Key::Escape);
    assert!(window.app().state().ask.is_none());
    window.command("larger");
    assert_eq!(window.app().state().settings.zoom, 1.1);
    window.press_with(Modifiers::COMMAND, Key::K);
    window.type_into_focus("next actor");
    window.press(Key::ArrowDown);
    window.press(Key::ArrowUp);
    window.click("Next actor");
    assert_eq!(window.app().state().selection.actor(), Some(ActorId(0)));
}
