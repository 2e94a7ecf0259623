//! A second start of the program while a window is open.

use std::path::PathBuf;
use std::time::Duration;

use standpoint::app::handover::{Address, hand_over};
use tempfile::TempDir;

use super::support::Window;

/// A window with the story open, and where it listens: in a folder of the test's own.
fn listening() -> (TempDir, Address, Window) {
    let folder = tempfile::tempdir().unwrap();
    let address = Address::new(folder.path().join("run"), "test").with_patience(Duration::from_secs(60));
    let mut window = Window::reading();
    window.listen(&address);
    (folder, address, window)
}

/// Hands files over as a second start does.
fn start(address: &Address, window: &mut Window, files: &[&str]) {
    let files: Vec<PathBuf> = files.iter().map(|file| std::path::absolute(file).unwrap()).collect();
    hand_over(address, &files).unwrap();
    window.run();
    window.settle();
}

#[test]
fn its_files_open_as_tabs_and_the_window_comes_to_the_front() {
    let (_folder, address, mut window) = listening();
    start(&address, &mut window, &["debate.txt", "other.txt"]);
    assert_eq!((window.open_name(), window.app().shelf().len(), window.raised()), ("debate", 3, 1));
    window.click("Article other");
    assert_eq!(window.open_name(), "other");
    // What is open already is shown, not opened twice.
    start(&address, &mut window, &["debate.txt"]);
    assert_eq!((window.open_name(), window.app().shelf().len(), window.raised()), ("debate", 3, 2));
}

#[test]
fn without_files_the_window_only_comes_to_the_front() {
    let (_folder, address, mut window) = listening();
    start(&address, &mut window, &[]);
    assert_eq!((window.open_name(), window.app().shelf().len(), window.raised()), ("The tunnel", 1, 1));
}

#[test]
fn a_file_that_cannot_be_read_is_told_in_the_window_and_what_is_open_stays() {
    let (_folder, address, mut window) = listening();
    start(&address, &mut window, &["missing.txt"]);
    window.get_containing("missing.txt could not be read");
    assert_eq!(window.open_name(), "The tunnel");
}

#[test]
fn a_window_that_is_closed_takes_nothing_any_more() {
    let (_folder, address, window) = listening();
    drop(window);
    assert!(hand_over(&address, &[]).is_err());
}
