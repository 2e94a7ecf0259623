//! The formats and their options on the command line.

mod program;

use program::{Outcome, err, names_in, out, run, write};

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
