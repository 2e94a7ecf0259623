//! Opening, reading, going from place to place, exporting.
use std::path::PathBuf;

use super::support::{Memory, Window};
use eframe::egui::{self, Key, Modifiers, Role};
use egui_kittest::kittest::Queryable as _;
use standpoint::analysis::ActorId;
use standpoint::app::document::Stage;
use standpoint::app::path_window::Purpose;
use standpoint::app::sidebar::Tab;
use standpoint::app::theme::Theme;

const MAYOR: &str = "Ada Brandt, person, mayor of Kessel, 3 mentions, 2 quotes, 2 positions";
const UNION: &str = "Dock Union, organisation, 1 mention, 1 quote, 1 position";
const LATE_QUOTE: &str = "“Nobody will lose a job.”";

#[test]
fn an_actor_opens_and_the_next_mention_is_scrolled_to() {
    let mut window = Window::reading();
    window.click(MAYOR);
    assert_eq!(window.app().state().selection.actor(), Some(ActorId(0)));
    window.get("3 mentions");

    let mentions = window.mentions(ActorId(0));
    window.click("Next mention");
    window.get("1 of 3");
    window.click("Next mention");
    window.get("2 of 3");
    assert!(window.sees(mentions[1]), "the second mention is in view");
    window.click("Next mention");
    window.get("3 of 3");
    assert!(window.sees(mentions[2]), "the third mention is in view");
    assert!(!window.sees(mentions[0]), "the first is far above by now");
    window.click("Next mention");
    window.get("1 of 3");
    assert!(window.sees(mentions[0]), "after the last mention comes the first");
    window.click("Previous mention");
    window.get("3 of 3");
}

#[test]
fn a_quote_of_the_open_actor_is_scrolled_to_and_flashed() {
    let mut window = Window::reading();
    window.click(MAYOR);
    let quote = window.quote(1);
    assert!(!window.flashes(quote));
    window.click(LATE_QUOTE);
    assert!(window.sees(quote), "the quote is in view");
    assert!(window.flashes(quote), "the quote is flashed");
}

#[test]
fn a_position_of_the_open_actor_is_scrolled_to_and_flashed() {
    let mut window = Window::reading();
    window.click(UNION);
    window.click("opposes the tunnel");
    let evidence = window.analysis().positions[2].evidence[0];
    assert!(window.sees(evidence) && window.flashes(evidence));
}

#[test]
fn all_quotes_and_positions_have_a_list_and_open_their_speaker() {
    let mut window = Window::reading();
    window.click("Quotes 4");
    window.click("Dock Union: “It is a gift to the builders.”");
    assert_eq!(window.app().state().selection.actor(), Some(ActorId(1)));
    assert!(window.flashes(window.quote(2)));
    window.click("Positions 3");
    window.click("Ada Brandt calls for a vote in May");
    assert_eq!(window.app().state().selection.actor(), Some(ActorId(0)));
}

#[test]
fn what_is_in_doubt_is_listed_and_leads_to_the_text() {
    let mut window = Window::reading();
    window.click("2 to check");
    assert_eq!(window.app().state().view.tab, Tab::ToCheck);
    window.click("A quotation mark has no partner: The mark that opens here is not closed.");
    let span = window.analysis().warnings[0].span.unwrap();
    assert!(window.sees(span) && window.flashes(span));
    window.click("Nobody is named as the speaker: “It will be loud.”");
    assert!(window.flashes(window.quote(3)));
}

#[test]
fn an_entity_in_the_text_opens_its_actor_and_goes_on_when_clicked_again() {
    let mut window = Window::reading();
    let mentions = window.mentions(ActorId(0));
    window.click_in_text("Ada Brandt");
    assert_eq!(window.app().state().selection.actor(), Some(ActorId(0)));
    window.get("1 of 3");
    window.click_in_text("Ada Brandt");
    window.get("2 of 3");
    assert!(window.sees(mentions[1]));
}

#[test]
fn arrows_walk_through_mentions_and_actors() {
    let mut window = Window::reading();
    window.press(Key::ArrowDown);
    assert_eq!(window.app().state().selection.actor(), Some(ActorId(0)));
    window.press(Key::ArrowRight);
    window.press(Key::ArrowRight);
    window.get("2 of 3");
    window.press(Key::ArrowLeft);
    window.get("1 of 3");
    window.press(Key::ArrowDown);
    assert_eq!(window.app().state().selection.actor(), Some(ActorId(1)));
    window.press(Key::ArrowUp);
    assert_eq!(window.app().state().selection.actor(), Some(ActorId(0)));
    window.press(Key::Escape);
    assert_eq!(window.app().state().selection.actor(), None);
}

#[test]
fn shifted_arrows_are_left_to_the_text() {
    let mut window = Window::reading();
    window.press_with(Modifiers::SHIFT, Key::ArrowDown);
    assert_eq!(window.app().state().selection.actor(), None);
}

#[test]
fn typing_in_the_filter_narrows_the_list_and_calls_no_command() {
    let mut window = Window::reading();
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    window.type_into_focus("union");
    assert_eq!(window.app().state().listed(), [ActorId(1)]);
    // Keys that mean something on the page belong to the field now.
    for key in [Key::ArrowDown, Key::ArrowRight, Key::PageDown, Key::O, Key::E] {
        window.press(key);
    }
    let state = window.app().state();
    assert_eq!(state.selection.actor(), None);
    assert!(state.export.is_none() && state.path_prompt.is_none());
    assert_eq!(state.view.filter(), "union");
    window.press(Key::Escape);
    assert_eq!(window.app().state().view.filter(), "");
    assert_eq!(window.app().state().listed().len(), 3);
}

#[test]
fn enter_in_the_filter_opens_the_first_actor() {
    let mut window = Window::reading();
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    window.type_into_focus("union");
    window.press(Key::Enter);
    assert_eq!(window.app().state().selection.actor(), Some(ActorId(1)));
}

#[test]
fn text_pasted_into_the_filter_does_not_open_an_article() {
    let mut window = Window::reading();
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    window.paste("union");
    assert_eq!(window.app().state().view.filter(), "union");
    assert_eq!(window.open_name(), "The tunnel");
}

#[test]
fn the_list_is_filtered_by_role_and_says_when_nobody_fits() {
    let mut window = Window::reading();
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    window.type_into_focus("mayor");
    assert_eq!(window.app().state().listed(), [ActorId(0)]);
    window.type_into_focus(" nowhere");
    window.get("Nobody here has these words in name or role.");
}

#[test]
fn a_bad_file_says_why_and_the_old_article_stays() {
    let mut window = Window::reading();
    window.drop_file("/nowhere/missing.txt");
    window.get_containing("missing.txt could not be read");
    assert_eq!(window.open_name(), "The tunnel");
    window.get(MAYOR);
    window.click("Dismiss");
    assert!(window.app().state().notice.is_none());
}

#[test]
fn a_panic_while_reading_becomes_a_message() {
    let mut window = Window::reading();
    window.drop_file("panic.txt");
    window.get_containing("panic.txt could not be read: the program made a mistake");
    assert_eq!(window.open_name(), "The tunnel");
}

#[test]
fn a_file_is_opened_through_the_dialog() {
    let mut window = Window::with_answers([Some(PathBuf::from("tunnel.txt"))]);
    window.click("Open…");
    window.get(MAYOR);
    assert_eq!(window.app().state().recent.files(), [PathBuf::from("tunnel.txt")]);
}

#[test]
fn without_a_dialog_the_path_is_typed() {
    let mut window = Window::with_answers([None]);
    window.press_with(Modifiers::COMMAND, Key::O);
    let prompt = window.app().state().path_prompt.clone().expect("a field for the path");
    assert!(prompt.purpose == Purpose::Open && prompt.reason.is_some());
    window.type_into_focus("tunnel.txt");
    window.press(Key::Enter);
    window.get(MAYOR);
}

#[test]
fn the_path_field_is_always_at_hand_and_closes_by_escape() {
    let mut window = Window::empty();
    window.click("Type a path…");
    assert!(window.app().state().path_prompt.is_some());
    window.press(Key::Escape);
    assert!(window.app().state().path_prompt.is_none());
}

#[test]
fn pasted_text_becomes_the_article() {
    let mut window = Window::empty();
    window.paste("A short text.\n\nIt has two paragraphs.");
    let document = window.app().state().document.as_ref().expect("an article");
    assert!(document.article.text.starts_with("A short text."));
    assert_eq!(document.stage, Stage::Done);
}

#[test]
fn empty_text_is_refused_in_words() {
    let mut window = Window::empty();
    window.paste("  \n ");
    window.get("There is no text on the clipboard to read.");
    assert!(window.app().state().document.is_none());
}

#[test]
fn the_sample_opens_from_the_first_page() {
    let mut window = Window::empty();
    window.click("Open the sample");
    assert!(window.app().state().document.is_some());
}

#[test]
fn an_export_is_shown_and_saved_byte_for_byte() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("tunnel.lines");
    let mut window = Window::reading_with_answers([Some(target.clone())]);
    window.press_with(Modifiers::COMMAND, Key::E);
    window.get("Ada Brandt: 3");
    window.click("Save…");
    window.get_containing("Saved to");
    assert_eq!(std::fs::read_to_string(&target).unwrap(), "Ada Brandt: 3\nDock Union: 1\nKessel: 1\n");
    window.press(Key::Escape);
    assert!(window.app().state().export.is_none());
}

#[test]
fn every_format_of_the_program_is_saved_as_its_exporter_writes_it() {
    let folder = tempfile::tempdir().unwrap();
    let formats = standpoint::export::all();
    let target = |at: usize| folder.path().join(format!("{at}.{}", formats[at].extension()));
    let mut window = Window::exporting((0..formats.len()).map(target).collect());
    window.press_with(Modifiers::COMMAND, Key::E);
    for (at, format) in formats.iter().enumerate() {
        window.click(format.label());
        window.click(if format.bundle().is_some() { "Save as an archive…" } else { "Save…" });
        let document = window.app().state().document.as_ref().unwrap();
        let expected = standpoint::export::to_bytes(*format, &document.article, &document.analysis).unwrap();
        assert!(!expected.is_empty());
        assert_eq!(std::fs::read(target(at)).unwrap(), expected, "{}", format.name());
    }
}

#[test]
fn an_export_that_cannot_be_saved_says_why() {
    let mut window = Window::reading_with_answers([Some(PathBuf::from("/nowhere/x.lines"))]);
    window.press_with(Modifiers::COMMAND, Key::E);
    window.click("Save…");
    window.get_containing("/nowhere/x.lines could not be written");
}

#[test]
fn an_export_is_copied_and_saved_by_path() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("typed.lines");
    let mut window = Window::reading();
    window.press_with(Modifiers::COMMAND, Key::E);
    window.click("Copy");
    assert_eq!(window.copied().as_deref(), Some("Ada Brandt: 3\nDock Union: 1\nKessel: 1\n"));
    window.click("Save by path…");
    window.press_with(Modifiers::COMMAND, Key::A);
    window.type_into_focus(&target.display().to_string());
    window.press(Key::Enter);
    assert_eq!(std::fs::read_to_string(&target).unwrap(), "Ada Brandt: 3\nDock Union: 1\nKessel: 1\n");
}

#[test]
fn every_format_and_the_copying_of_quotes_stand_in_the_export_menu() {
    let mut window = Window::reading();
    window.click("Export");
    window.get("Copy quote with source");
    window.click("Counted lines");
    assert!(window.app().state().export.is_some());
}

#[test]
fn a_quote_is_copied_with_its_speaker() {
    let mut window = Window::reading();
    window.click(MAYOR);
    window.click(LATE_QUOTE);
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::C);
    let expected = "“Nobody will lose a job.” — Ada Brandt, mayor of Kessel (The Harbour Post, 2031-05-04)";
    assert_eq!(window.copied().as_deref(), Some(expected));
}

#[test]
fn another_language_is_told_and_a_later_article_takes_that_back() {
    let mut window = Window::reading();
    window.paste(
        "Der Stadtrat hat am Dienstag für den Bau eines Tunnels unter dem Hafen gestimmt. Die Gegner wollen nun vor \
         Gericht ziehen, weil die Stadt die Ergebnisse der Proben nicht veröffentlicht hat. Auch der Minister will \
         die Verträge sehen, bevor das Geld fließt, und das ist noch nicht alles.",
    );
    window.get_containing("does not seem to be English");
    window.paste(
        "The council voted on Tuesday to build a tunnel under the harbour. Its opponents want to go to court because \
         the city has not published the results of its tests, and that is not all of it.",
    );
    assert!(window.app().state().notice.is_none());
}

#[test]
fn without_a_chosen_quote_nothing_is_copied() {
    let mut window = Window::reading();
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::C);
    assert_eq!(window.copied(), None);
    window.get_containing("Choose a quote first");
}

#[test]
fn in_a_narrow_window_the_sidebar_is_a_drawer() {
    let mut window = Window::reading();
    window.resize(600.0, 700.0);
    assert!(!window.has(MAYOR), "the sidebar is out of the way");
    window.click("Sidebar");
    window.click(MAYOR);
    assert!(window.app().state().view.drawer, "choosing an actor leaves the drawer open");
    window.click(LATE_QUOTE);
    assert!(!window.app().state().view.drawer, "the quote in the text is to be seen");
    assert!(window.flashes(window.quote(1)));
}

#[test]
fn the_drawer_closes_beside_itself_and_by_escape() {
    let mut window = Window::reading();
    window.resize(600.0, 700.0);
    window.click("Sidebar");
    window.click("Close the sidebar");
    assert!(!window.app().state().view.drawer);
    window.press_with(Modifiers::COMMAND, Key::B);
    assert!(window.app().state().view.drawer);
    window.press(Key::Escape);
    assert!(!window.app().state().view.drawer);
}

#[test]
fn the_keyboard_alone_gets_from_nothing_to_a_quote() {
    let mut window = Window::with_answers([Some(PathBuf::from("tunnel.txt"))]);
    window.press_with(Modifiers::COMMAND, Key::O);
    window.get(MAYOR);
    // F6: into the list. Enter opens the actor, the arrows go on.
    window.press(Key::F6);
    assert!(window.get(MAYOR).is_focused());
    window.press(Key::Enter);
    assert_eq!(window.app().state().selection.actor(), Some(ActorId(0)));
    window.press(Key::ArrowDown);
    assert_eq!(window.app().state().selection.actor(), Some(ActorId(1)));
    assert!(window.get(UNION).is_focused(), "the keyboard follows the open actor");
    window.press(Key::ArrowUp);
    // F6: to the open actor; Tab from there to its quotes.
    window.press(Key::F6);
    assert!(window.get("Next mention").is_focused());
    window.press(Key::Enter);
    window.get("1 of 3");
    for _ in 0..12 {
        if window.get(LATE_QUOTE).is_focused() {
            break;
        }
        window.press(Key::Tab);
    }
    window.press(Key::Enter);
    assert!(window.flashes(window.quote(1)));
    // F6: to the article.
    window.press(Key::F6);
    assert!(window.harness().get_by_role(Role::Document).is_focused());
}

#[test]
fn an_entity_is_chosen_by_key_and_arrows_go_on_from_there() {
    let mut window = Window::reading();
    for _ in 0..2 {
        window.press(Key::F6);
    }
    assert!(window.harness().get_by_role(Role::Document).is_focused());
    window.tab_to_link("Ada Brandt");
    window.press(Key::Enter);
    window.get("1 of 3");
    window.press(Key::ArrowRight);
    window.get("2 of 3");
    assert!(window.sees(window.mentions(ActorId(0))[1]));
}

#[test]
fn a_quote_clicked_in_the_text_opens_its_speaker() {
    let mut window = Window::reading();
    window.click_in_text("We need the tunnel");
    assert_eq!(window.app().state().selection.actor(), Some(ActorId(0)));
    assert_eq!(window.app().state().selection.quote().map(|quote| quote.0), Some(0));
}

#[test]
fn every_theme_is_chosen_by_menu_and_by_name() {
    let mut window = Window::reading();
    for (choice, page) in [
        ("Sepia", Theme::sepia().page),
        ("High contrast", Theme::high_contrast().page),
        ("Dark", Theme::dark().page),
        ("Light", Theme::light().page),
    ] {
        window.click("Theme");
        window.click(choice);
        assert_eq!(Theme::of(&window.harness().ctx).page, page);
    }
    window.command("Sepia theme");
    assert_eq!(Theme::of(&window.harness().ctx).text, Theme::sepia().text);
    assert_eq!(window.harness().ctx.global_style().visuals.panel_fill, Theme::sepia().panel);
    window.command("Dark theme");
    assert_eq!(window.harness().ctx.global_style().visuals.panel_fill, Theme::dark().panel);
}

#[test]
fn the_place_is_kept_when_the_typeface_changes() {
    let mut window = Window::reading();
    window.click(MAYOR);
    window.press(Key::ArrowLeft);
    let mention = window.mentions(ActorId(0))[2];
    assert!(window.sees(mention));
    window.click("Text size and zoom");
    window.click("Sans");
    assert!(window.app().state().settings.sans);
    assert!(window.sees(mention));
}

#[test]
fn zoom_is_a_setting_within_limits() {
    let mut window = Window::reading();
    window.press_with(Modifiers::COMMAND, Key::Plus);
    assert_eq!(window.app().state().settings.zoom, 1.1);
    window.press_with(Modifiers::COMMAND, Key::Num0);
    assert_eq!(window.app().state().settings.zoom, 1.0);
    // Two fingers.
    window.event(egui::Event::Zoom(1.5));
    assert_eq!(window.app().state().settings.zoom, 1.5);
    window.press_with(Modifiers::COMMAND, Key::Num0);
    for _ in 0..8 {
        window.press_with(Modifiers::COMMAND, Key::Minus);
    }
    assert_eq!(window.app().state().settings.zoom, 0.5);
}

#[test]
fn a_running_analysis_is_shown_and_can_be_cancelled() {
    let mut window = Window::empty();
    window.open_without_settling("endless.txt");
    window.get_containing("Analysing");
    assert!(window.app().reader().is_some(), "the text can be read already");
    window.click("Cancel");
    window.get("The analysis was stopped");
    window.get("Analyse again");
    assert_eq!(window.app().state().document.as_ref().unwrap().stage, Stage::Cancelled);
}

#[test]
fn an_analysis_that_panics_leaves_the_text() {
    let mut window = Window::empty();
    window.open(["crash.txt"]);
    window.get("The analysis failed");
    assert!(window.app().reader().is_some());
}

#[test]
fn nothing_found_and_not_english_are_said_in_words() {
    let mut window = Window::empty();
    window.open(["nobody.txt"]);
    window.get("Nobody is named in this article, and nobody speaks.");
    window.open(["foreign.txt"]);
    window.get_containing("does not seem to be English");
}

#[test]
fn settings_and_recent_files_outlive_the_window() {
    let mut storage = Memory::default();
    let mut window = Window::reading();
    window.press_with(Modifiers::COMMAND, Key::Plus);
    window.press_with(Modifiers::COMMAND, Key::W);
    window.save(&mut storage);
    let mut window = Window::restored(&storage);
    assert_eq!(window.app().state().settings.zoom, 1.1);
    assert_eq!(window.app().state().recent.files(), [PathBuf::from("tunnel.txt")]);
    // The file is no real one, and that is said.
    window.get("not there any more");
    window.click("Forget");
    assert!(window.app().state().recent.files().is_empty());
}

#[test]
fn ten_thousand_actors_are_listed_without_drawing_them_all() {
    let mut window = Window::empty();
    window.open(["crowd.txt"]);
    assert_eq!(window.app().state().listed().len(), 10_000);
    let rows = window.harness().get_all_by_role(Role::Button).count();
    assert!(rows < 200, "{rows} buttons");
    window.press(Key::ArrowUp);
    assert_eq!(window.app().state().selection.actor(), Some(ActorId(9_999)));
    window.get("Actor 9999, person, 1 mention");
}
