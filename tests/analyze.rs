//! The program from outside: `standpoint analyze` on files and standard input.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Output, Stdio};

use serde_json::{Value, json};

mod program;

use program::{Outcome, err, names_in, out, program, run, write};

fn analyses(output: &Output) -> Result<Vec<Value>, serde_json::Error> {
    out(output).lines().map(serde_json::from_str).collect()
}

#[test]
fn lines_are_answered_in_order_on_many_threads() -> Outcome {
    // Long and short texts in turn: were the order left to the threads, it would not hold.
    let mut input = String::new();
    for number in 0..300 {
        let text = "The mayor said that the bridge was shut.\n".repeat(if number % 7 == 0 { 100 } else { 1 });
        input.push_str(&json!({"id": format!("a{number}"), "text": text}).to_string());
        input.push('\n');
    }
    for threads in ["1", "8"] {
        let output = run(&["analyze", "--format", "jsonl", "-j", threads], input.as_bytes())?;
        assert!(output.status.success(), "{}", err(&output));
        let ids: Vec<String> = analyses(&output)?
            .iter()
            .map(|line| line["article"]["id"].as_str().unwrap_or_default().to_owned())
            .collect();
        assert_eq!(ids, (0..300).map(|number| format!("a{number}")).collect::<Vec<_>>());
    }
    Ok(())
}

#[test]
fn bad_lines_are_reported_and_do_not_end_the_rest() -> Outcome {
    let input = b"{\"id\": 1, \"text\": \"One.\"}\n\n  \n{\"id\": 2, \"tex\n{\"id\": 3}\n\xff\n{\"id\": \"four\", \"text\": \"Four.\"}";
    let output = run(&["analyze", "--format", "jsonl"], input)?;
    assert_eq!(output.status.code(), Some(1));
    let ids: Vec<Value> = analyses(&output)?.iter().map(|line| line["article"]["id"].clone()).collect();
    assert_eq!(ids, [json!("1"), json!("four")]);
    for place in ["line 4 of standard input", "line 5 of standard input", "line 6 of standard input"] {
        assert!(err(&output).contains(place), "{place}: {}", err(&output));
    }
    assert_eq!(err(&output).lines().count(), 3);
    Ok(())
}

#[test]
fn a_bad_first_line_does_not_hide_the_lines_behind_it() -> Outcome {
    let output = run(&["analyze", "--format", "jsonl"], b"oops\n{\"id\": \"b\", \"text\": \"Two.\"}\n")?;
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(analyses(&output)?.len(), 1);
    Ok(())
}

#[test]
fn an_answer_comes_before_the_next_line_is_sent() -> Outcome {
    use std::io::{BufRead, BufReader};
    let mut child = program(&["analyze", "--format", "jsonl"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let mut stdin = child.stdin.take().ok_or("no input")?;
    let mut answers = BufReader::new(child.stdout.take().ok_or("no output")?);
    for id in ["one", "two", "three"] {
        writeln!(stdin, "{}", json!({"id": id, "text": "The mayor said no."}))?;
        let mut answer = String::new();
        answers.read_line(&mut answer)?;
        assert_eq!(serde_json::from_str::<Value>(&answer)?["article"]["id"], id);
    }
    drop(stdin);
    assert!(child.wait()?.success());
    Ok(())
}

#[test]
fn a_closed_output_ends_quietly() -> Outcome {
    let mut child = program(&["analyze", "--format", "jsonl"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let mut stdin = child.stdin.take().ok_or("no input")?;
    drop(child.stdout.take());
    let line = json!({"id": "a", "text": "The mayor said no. ".repeat(1000)}).to_string();
    // The input stays open: the program must end by itself, and writing to it may fail then.
    let mut fed = 0;
    while fed < 10_000 && writeln!(stdin, "{line}").is_ok() {
        fed += 1;
    }
    let output = child.wait_with_output()?;
    assert!(fed < 10_000);
    assert!(output.status.success());
    assert_eq!(err(&output), "");
    Ok(())
}

#[test]
fn text_of_a_line_comes_back_to_the_byte_and_offsets_count_code_points() -> Outcome {
    let text = "🎉🎉 Bridge shut\r\n\r\n\t“We’re ready,” said Ada Brandt, the mayor of Kessel 🌉. “Nobody crosses,” Brandt added.\r\n ";
    let output = run(&["analyze", "--format", "jsonl"], json!({"id": "a", "text": text}).to_string().as_bytes())?;
    let analyses = analyses(&output)?;
    let found = analyses.first().ok_or("no answer")?;
    assert_eq!(found["article"]["text"], text);
    let letters: Vec<char> = text.chars().collect();
    let words = |start: &Value, end: &Value| -> String {
        letters[start.as_u64().unwrap_or(9999) as usize..end.as_u64().unwrap_or(0) as usize].iter().collect()
    };
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    for actor in list(&found["actors"]) {
        let names: Vec<String> = list(&actor["aliases"])
            .iter()
            .chain([&actor["name"]])
            .filter_map(|name| name.as_str().map(str::to_owned))
            .collect();
        for mention in list(&actor["mentions"]).iter().filter(|mention| mention["kind"] == "name") {
            assert!(names.contains(&words(&mention["start"], &mention["end"])), "{mention} of {names:?}");
        }
    }
    for quote in list(&found["quotes"]) {
        for span in list(&quote["content"]) {
            assert!(
                quote["text"].as_str().is_some_and(|said| said.contains(words(&span[0], &span[1]).trim())),
                "{quote}"
            );
        }
    }
    Ok(())
}

#[test]
fn standard_input_may_be_an_article() -> Outcome {
    for arguments in [&["analyze"][..], &["analyze", "-"], &["analyse", "-f", "markdown"]] {
        let output = run(arguments, "Bridge shut\n\nThe mayor said no.\n".as_bytes())?;
        assert!(output.status.success(), "{}", err(&output));
        assert!(out(&output).starts_with("# Bridge shut\n"), "{}", out(&output));
    }
    assert_eq!(run(&["analyze"], b"")?.status.code(), Some(1));
    let nothing = run(&["analyze", "-f", "jsonl"], b"")?;
    assert!(nothing.status.success() && nothing.stdout.is_empty(), "an empty list is a list");
    let output = run(&["analyze", "-f", "jsonl"], "Bridge shut\n\nThe mayor said no.\n".as_bytes())?;
    assert_eq!(analyses(&output)?.len(), 1);
    Ok(())
}

#[test]
fn every_format_writes_something() -> Outcome {
    for (format, sign) in [
        ("markdown", "# "),
        ("html", "<!DOCTYPE html>"),
        ("json", "{\n  \"schema\": \"standpoint/analysis/1\""),
        ("jsonl", "{\"schema\":\"standpoint/analysis/1\""),
        ("csv", "article_id,title,actor,"),
    ] {
        let output = run(&["analyze", "--format", format], "The mayor said no.".as_bytes())?;
        assert!(output.status.success() && out(&output).starts_with(sign), "{format}: {}", out(&output));
    }
    Ok(())
}

#[test]
fn each_input_gets_a_file_of_its_own() -> Outcome {
    let folder = tempfile::tempdir()?;
    let one = write(folder.path(), "a/story.txt", "One says no.")?;
    let two = write(folder.path(), "b/story.md", "# Two\n\nTwo says no.")?;
    let three = write(folder.path(), "b/Story.html", "<p>Three says no.</p><p>So.</p><p>There.</p>")?;
    let target = folder.path().join("new/out");
    let output = run(&["analyze", "-f", "json", "-o", &target.to_string_lossy(), &one, &two, &three], b"")?;
    assert!(output.status.success(), "{}", err(&output));
    assert_eq!(names_in(&target)?, ["Story-3.json", "story-2.json", "story.json"]);
    let text = |name: &str| -> Result<String, Box<dyn std::error::Error>> {
        let found: Value = serde_json::from_slice(&std::fs::read(target.join(name))?)?;
        Ok(found["article"]["text"].as_str().unwrap_or_default().to_owned())
    };
    assert_eq!(text("story.json")?, "One says no.");
    assert_eq!(text("story-2.json")?, "Two\n\nTwo says no.\n");
    Ok(())
}

#[test]
fn an_output_never_falls_on_an_input() -> Outcome {
    let folder = tempfile::tempdir()?;
    let page = "<p>The mayor said no.</p><p>So.</p><p>There.</p>";
    let path = write(folder.path(), "story.html", page)?;
    let output = run(&["analyze", "-f", "html", "-o", &folder.path().to_string_lossy(), &path], b"")?;
    assert!(output.status.success(), "{}", err(&output));
    assert_eq!(std::fs::read_to_string(&path)?, page);
    assert_eq!(names_in(folder.path())?, ["story-2.html", "story.html"]);
    Ok(())
}

#[test]
fn lists_of_articles_are_read_as_lines() -> Outcome {
    let folder = tempfile::tempdir()?;
    let lines = "{\"id\": \"a\", \"text\": \"A.\"}\n{\"id\": \"b\", \"text\": \"B.\"}\n";
    let list = write(folder.path(), "in/list.jsonl", lines)?;
    let plain = write(folder.path(), "in/plain.txt", "The mayor said no.")?;
    let output = run(&["analyze", "-f", "jsonl", &list, &plain], b"")?;
    let ids: Vec<Value> = analyses(&output)?.iter().map(|line| line["article"]["id"].clone()).collect();
    assert_eq!(ids, ["a", "b", "plain"]);
    let target = folder.path().join("out");
    let output = run(&["analyze", "-f", "jsonl", "-o", &target.to_string_lossy(), &list, &plain], b"")?;
    assert!(output.status.success(), "{}", err(&output));
    assert_eq!(names_in(&target)?, ["list.jsonl", "plain.jsonl"]);
    assert_eq!(std::fs::read_to_string(target.join("list.jsonl"))?.lines().count(), 2);
    let output = run(&["analyze", "-f", "csv", &list], b"")?;
    assert!(output.status.success(), "{}", err(&output));
    let output = run(&["analyze", "-f", "html", &list], b"")?;
    assert_eq!(output.status.code(), Some(2), "two pages do not fit on standard output");
    Ok(())
}

#[test]
fn a_table_of_several_articles_has_one_head() -> Outcome {
    let folder = tempfile::tempdir()?;
    let one = write(folder.path(), "one.txt", "One says no.")?;
    let two = write(folder.path(), "two.txt", "Two says no.")?;
    let output = run(&["analyze", "-f", "csv", &one, &two], b"")?;
    assert_eq!(out(&output).matches("article_id").count(), 1);
    Ok(())
}

#[test]
fn bad_files_are_named_with_a_remedy_and_the_others_are_read() -> Outcome {
    let folder = tempfile::tempdir()?;
    let good = write(folder.path(), "good.txt", "The mayor said no.")?;
    let pdf = write(folder.path(), "paper.pdf", "%PDF-1.7\n...")?;
    let empty = write(folder.path(), "empty.txt", " \n")?;
    let missing = PathBuf::from(&good).with_file_name("missing.txt").to_string_lossy().into_owned();
    let inside = folder.path().join("hollow").to_string_lossy().into_owned();
    std::fs::create_dir(&inside)?;
    let output = run(&["analyze", "-f", "jsonl", &pdf, &empty, &missing, &inside, &good], b"")?;
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(analyses(&output)?.len(), 1);
    let message = err(&output);
    for part in [
        "paper.pdf is a PDF document",
        "empty.txt has no text",
        "missing.txt could not be read",
        "is a folder without articles",
    ] {
        assert!(message.contains(part), "{part}: {message}");
    }
    Ok(())
}

#[test]
fn a_folder_that_cannot_be_made_is_said() -> Outcome {
    let folder = tempfile::tempdir()?;
    let file = write(folder.path(), "file.txt", "The mayor said no.")?;
    let output = run(&["analyze", "-o", &format!("{file}/out"), &file], b"")?;
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("could not be written"), "{}", err(&output));
    Ok(())
}

#[test]
fn usage_is_told_apart_from_failure() -> Outcome {
    for arguments in [
        &["analyze", "--format", "word"][..],
        &["analyze", "--what"],
        &["analyze", "-j", "0"],
        &["analyze", "-f", "html", "a.txt", "b.txt"],
    ] {
        let output = run(arguments, b"")?;
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(!err(&output).is_empty());
    }
    let version = run(&["--version"], b"")?;
    assert_eq!(out(&version).trim(), concat!("standpoint ", env!("CARGO_PKG_VERSION")));
    let help = out(&run(&["analyze", "--help"], b"")?);
    assert!(help.contains("Exit codes") && help.contains("jsonl"), "{help}");
    Ok(())
}

#[test]
fn an_encoding_is_chosen_by_any_of_its_names() -> Outcome {
    for (name, town) in [("windows-1250", "Łódź"), ("CP1252", "£ódŸ"), ("latin1", "£ódŸ")] {
        let output = run(&["analyze", "-f", "json", "--encoding", name], b"The mayor of \xa3\xf3d\x9f said no.")?;
        assert!(output.status.success(), "{}", err(&output));
        let found: Value = serde_json::from_str(&out(&output))?;
        assert_eq!(found["article"]["text"], json!(format!("The mayor of {town} said no.")));
    }
    let output = run(&["analyze", "--encoding", "rot13"], b"")?;
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("no encoding of the web is called that"));
    Ok(())
}
