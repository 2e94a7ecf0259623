//! The program from outside: how the tests run it, and the files they give it.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

pub type Outcome = Result<(), Box<dyn std::error::Error>>;

/// The program with `arguments`.
pub fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_standpoint"));
    command.args(arguments);
    command
}

/// Runs the program with `input` on its standard input.
pub fn run(arguments: &[&str], input: &[u8]) -> std::io::Result<Output> {
    let mut child = program(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let mut stdin = child.stdin.take();
    let input = input.to_vec();
    // From a thread of its own: the program answers while it reads.
    let writer = std::thread::spawn(move || stdin.as_mut().map_or(Ok(()), |stdin| stdin.write_all(&input)));
    let output = child.wait_with_output()?;
    // A program that refuses its arguments does not read.
    let _ = writer.join();
    Ok(output)
}

/// What it wrote on standard output.
pub fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// What it wrote on standard error.
pub fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Writes a file into `folder`, with the folders in its name; gives its path.
pub fn write(folder: &Path, name: &str, content: impl AsRef<[u8]>) -> std::io::Result<String> {
    let path = folder.join(name);
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent)?;
    }
    std::fs::write(&path, content)?;
    Ok(path.to_string_lossy().into_owned())
}

/// The names of what lies in `folder`, in order.
pub fn names_in(folder: &Path) -> std::io::Result<Vec<String>> {
    let mut names = std::fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.file_name().to_string_lossy().into_owned()))
        .collect::<Result<Vec<_>, _>>()?;
    names.sort();
    Ok(names)
}
