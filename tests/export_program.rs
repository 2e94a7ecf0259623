//! The formats and their options on the command line.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// Runs the program with `input` on its standard input.
fn run(arguments: &[&str], input: &[u8]) -> std::io::Result<Output> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_standpoint"));
    let mut child =
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    // A program that refuses its arguments does not read. What is sent here fits into the pipe.
    let _ = child.stdin.take().map(|mut stdin| stdin.write_all(input));
    child.wait_with_output()
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn write(folder: &Path, name: &str, content: &str) -> std::io::Result<String> {
    let path = folder.join(name);
    std::fs::write(&path, content)?;
    Ok(path.to_string_lossy().into_owned())
}

fn names_in(folder: &Path) -> std::io::Result<Vec<String>> {
    let mut names = std::fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.file_name().to_string_lossy().into_owned()))
        .collect::<Result<Vec<_>, _>>()?;
    names.sort();
    Ok(names)
}

#[test]
fn what_goes_in_can_be_chosen() -> Outcome {
    let text = "“We will pay,” said Ada Brandt, the mayor. “No,” said Tom Reyes, her deputy.\n";
    let all = run(&["analyze"], text.as_bytes())?;
    assert!(out(&all).contains("We will pay") && out(&all).contains("Tom Reyes"));
    let one =
        run(&["analyze", "--actor", "ada brandt", "--context", "--without", "positions,warnings"], text.as_bytes())?;
    let said = out(&one);
    assert!(said.contains("- “We will pay,”\n\n  > “We will pay,” said Ada Brandt, the mayor."), "{said}");
    assert!(!said.contains("- “No,”") && !said.contains("Commits"), "{said}");
    let wrong = run(&["analyze", "--without", "everything"], b"")?;
    assert_eq!(wrong.status.code(), Some(2));
    Ok(())
}

#[test]
fn formats_of_several_files_fill_a_folder_for_each_article() -> Outcome {
    let folder = tempfile::tempdir()?;
    let one = write(folder.path(), "one.txt", "“No,” said Ada Brandt, the mayor.\n")?;
    let two = write(folder.path(), "two.txt", "“Yes,” said Tom Reyes, her deputy.\n")?;
    let target = folder.path().join("out");
    let done = run(&["analyze", "-f", "brat", "-o", &target.to_string_lossy(), &one, &two], b"")?;
    assert_eq!(done.status.code(), Some(0), "{}", err(&done));
    assert_eq!(names_in(&target)?, ["one", "two"]);
    assert_eq!(names_in(&target.join("two"))?, ["annotation.conf", "two.ann", "two.txt"]);
    let done = run(&["analyze", "-f", "docx", "-o", &target.to_string_lossy(), &one, &two], b"")?;
    assert_eq!(done.status.code(), Some(0), "{}", err(&done));
    assert_eq!(names_in(&target)?, ["one", "one.docx", "two", "two.docx"]);
    // One archive goes to standard output, two do not.
    let archive = run(&["analyze", "-f", "notes", &one], b"")?;
    assert!(archive.stdout.starts_with(b"PK"));
    let refused = run(&["analyze", "-f", "notes", &one, &two], b"")?;
    assert_eq!(refused.status.code(), Some(2));
    assert!(err(&refused).contains("-o DIR"), "{}", err(&refused));
    Ok(())
}
