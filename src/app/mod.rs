//! The window.

use std::path::PathBuf;

/// Opens the window with the articles in `files` and returns when it is closed.
///
/// # Errors
///
/// When there is no display to open it on.
pub fn run(_files: Vec<PathBuf>) -> Result<(), Box<dyn std::error::Error>> {
    Ok(())
}
