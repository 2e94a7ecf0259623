//! The program from outside: many articles at once, from folders, patterns and lists, reported, ended and gone on with.

use std::path::Path;

use serde_json::{Value, json};

mod program;

use program::{Outcome, err, names_in, out, run, write};

/// Without the model, which would take its time for so many.
fn analyze(arguments: &[&str]) -> std::io::Result<std::process::Output> {
    run(&[&["analyze", "--engine", "rules"], arguments].concat(), b"")
}

fn lines(path: &Path) -> Result<Vec<Value>, Box<dyn std::error::Error>> {
    std::fs::read_to_string(path)?.lines().map(|line| Ok(serde_json::from_str(line)?)).collect()
}

#[test]
fn folders_are_read_with_all_that_is_in_them() -> Outcome {
    let folder = tempfile::tempdir()?;
    let root = folder.path().join("news");
    for (name, content) in [
        ("one.txt", "One says no."),
        ("north/one.txt", "Another one says no."),
        ("north/two.html", "<p>Two says no.</p><p>So.</p><p>There.</p>"),
        ("north/picture.png", "\u{89}PNG"),
        (".hidden/three.txt", "Three says no."),
        (".four.txt", "Four says no."),
    ] {
        write(&root, name, content)?;
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink(&root, root.join("north/round"))?;
    let target = folder.path().join("out").to_string_lossy().into_owned();
    let output = analyze(&["-f", "json", "-o", &target, &root.to_string_lossy()])?;
    assert!(output.status.success(), "{}", err(&output));
    assert_eq!(err(&output), "", "quiet in a pipe");
    assert_eq!(names_in(Path::new(&target))?, ["north", "one.json"]);
    assert_eq!(names_in(&Path::new(&target).join("north"))?, ["one.json", "two.json"]);
    Ok(())
}

#[test]
fn patterns_are_unfolded_and_say_when_nothing_fits() -> Outcome {
    let folder = tempfile::tempdir()?;
    write(folder.path(), "a/one.txt", "One says no.")?;
    write(folder.path(), "b/two.txt", "Two says no.")?;
    write(folder.path(), "b/three.html", "<p>Three.</p><p>So.</p><p>There.</p>")?;
    let root = folder.path().to_string_lossy();
    let output = analyze(&["-f", "jsonl", &format!("{root}/**/*.txt")])?;
    assert!(output.status.success(), "{}", err(&output));
    assert_eq!(out(&output).lines().count(), 2);
    let output = analyze(&["-f", "jsonl", &format!("{root}/*.docx"), &format!("{root}/a/one.txt")])?;
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("no file fits"), "{}", err(&output));
    assert_eq!(out(&output).lines().count(), 1);
    Ok(())
}

#[test]
fn each_article_of_a_file_is_analysed() -> Outcome {
    let folder = tempfile::tempdir()?;
    let feed = write(
        folder.path(),
        "feed.rss",
        "<rss><channel><item><title>One</title><description>The mayor said no.</description></item>\
         <item><title>Two</title><description>The union said yes.</description></item></channel></rss>",
    )?;
    let list = write(folder.path(), "list.jsonl", "{\"id\": 1, \"text\": \"A.\"}\n{\"id\": 2, \"text\": \"B.\"}\n")?;
    assert_eq!(out(&analyze(&["-f", "jsonl", &feed])?).lines().count(), 2);
    let table = out(&analyze(&["-f", "csv", &feed, &list])?);
    assert_eq!(table.matches("article_id").count(), 1);
    for title in ["# One", "# Two"] {
        assert!(out(&analyze(&[&feed])?).contains(title));
    }
    // A file holds one page: the second does not fit on standard output, and that is said.
    let output = analyze(&["-f", "html", &feed])?;
    assert_eq!((output.status.code(), out(&output).matches("<!DOCTYPE").count()), (Some(1), 1));
    assert!(err(&output).contains("feed.rss holds several articles"), "{}", err(&output));
    let target = folder.path().join("out");
    let output = analyze(&["-f", "html", "-o", &target.to_string_lossy(), &feed, &list])?;
    assert!(output.status.success(), "{}", err(&output));
    assert_eq!(names_in(&target)?, ["feed.2.html", "feed.html", "list.2.html", "list.html"]);
    let output = analyze(&["-f", "markdown", "-o", &target.to_string_lossy(), &feed])?;
    assert!(output.status.success(), "{}", err(&output));
    let both = std::fs::read_to_string(target.join("feed.md"))?;
    assert!(both.contains("# One") && both.contains("# Two"), "{both}");
    Ok(())
}

#[test]
fn a_report_tells_how_it_went_with_each_input() -> Outcome {
    let folder = tempfile::tempdir()?;
    let good = write(folder.path(), "good.txt", "The mayor said no.")?;
    let empty = write(folder.path(), "empty.txt", " ")?;
    let list = write(folder.path(), "list.jsonl", "{\"id\": 1, \"text\": \"A.\"}\noops\n")?;
    let report = folder.path().join("report.jsonl");
    let output = analyze(&["-f", "jsonl", "--report", &report.to_string_lossy(), &good, &empty, &list])?;
    assert_eq!(output.status.code(), Some(1));
    let entries = lines(&report)?;
    let told: Vec<(&str, &Value)> =
        entries.iter().map(|entry| (entry["status"].as_str().unwrap_or_default(), &entry["articles"])).collect();
    assert_eq!(told, [("done", &json!(1)), ("failed", &json!(0)), ("failed", &json!(0)), ("done", &json!(1))]);
    let message = |at: usize| entries.get(at).and_then(|entry| entry["message"].as_str()).unwrap_or_default();
    assert!(message(1).contains("empty.txt has no text in it"), "{entries:?}");
    assert!(message(2).contains("line 2 of"), "{entries:?}");
    assert!(
        entries
            .iter()
            .all(|entry| entry["input"].as_str().is_some_and(|input| input.contains("jsonl") || input.contains("txt")))
    );
    Ok(())
}

#[test]
fn a_second_run_leaves_out_what_is_done_unless_the_input_changed() -> Outcome {
    let folder = tempfile::tempdir()?;
    let one = write(folder.path(), "in/one.txt", "One says no.")?;
    write(folder.path(), "in/two.txt", "Two says no.")?;
    let (inputs, target) = (folder.path().join("in"), folder.path().join("out"));
    let report = folder.path().join("report.jsonl");
    let run = || {
        let output = analyze(&[
            "-f",
            "html",
            "--resume",
            "--report",
            &report.to_string_lossy(),
            "-o",
            &target.to_string_lossy(),
            &inputs.to_string_lossy(),
        ])?;
        assert!(output.status.success(), "{}", err(&output));
        let found = lines(&report)?;
        Ok::<_, Box<dyn std::error::Error>>(
            found.iter().map(|entry| entry["status"].as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>(),
        )
    };
    assert_eq!(run()?, ["done", "done"]);
    assert_eq!(run()?, ["done-before", "done-before"]);
    let later = std::time::SystemTime::now() + std::time::Duration::from_secs(3600);
    std::fs::File::options().append(true).open(&one)?.set_modified(later)?;
    assert_eq!(run()?, ["done", "done-before"]);
    assert_eq!(
        analyze(&["--resume", &one])?.status.code(),
        Some(2),
        "there is nothing to go on from on standard output"
    );
    Ok(())
}

#[cfg(unix)]
#[test]
fn ctrl_c_keeps_what_is_done_and_the_next_run_goes_on() -> Outcome {
    use nix::sys::signal::{Signal, kill};
    use nix::unistd::Pid;
    use std::process::Stdio;

    const COUNT: usize = 300;
    let folder = tempfile::tempdir()?;
    let text = "“We will not sell the harbour,” said Ada Brandt, the mayor of Kessel.\n".repeat(30);
    let list: String = (0..COUNT).map(|id| json!({"id": format!("a{id}"), "text": text}).to_string() + "\n").collect();
    let list = write(folder.path(), "list.jsonl", list)?;
    let target = folder.path().join("out");
    let arguments = ["analyze", "--engine", "rules", "-j", "2", "-f", "jsonl", "-o", &target.to_string_lossy(), &list];
    let child = program::program(&arguments).stdin(Stdio::null()).stderr(Stdio::piped()).spawn()?;
    let part = target.join("list.jsonl.part");
    while !std::fs::read_to_string(&part).is_ok_and(|done| done.lines().count() >= 3) {
        std::thread::yield_now();
    }
    kill(Pid::from_raw(i32::try_from(child.id())?), Signal::SIGINT)?;
    let output = child.wait_with_output()?;
    assert_eq!(output.status.code(), Some(130), "{}", err(&output));
    assert!(err(&output).contains("What was done is kept"), "{}", err(&output));
    let kept = lines(&part)?.len();
    assert!((3..COUNT).contains(&kept), "{kept}");
    assert!(!target.join("list.jsonl").exists());
    // As if the last line had been cut off in the middle.
    let written = std::fs::read_to_string(&part)?;
    std::fs::write(&part, written.get(..written.len() - 20).ok_or("too short")?)?;
    let output = run(&[&arguments[..], &["--resume"]].concat(), b"")?;
    assert!(output.status.success(), "{}", err(&output));
    let ids: Vec<String> = lines(&target.join("list.jsonl"))?
        .iter()
        .map(|line| line["article"]["id"].as_str().unwrap_or_default().to_owned())
        .collect();
    assert_eq!(ids, (0..COUNT).map(|id| format!("a{id}")).collect::<Vec<_>>());
    assert!(!part.exists());
    Ok(())
}

/// Whatever a document names elsewhere, nobody is asked for it.
#[test]
fn nothing_is_fetched() -> Outcome {
    let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
    listener.set_nonblocking(true)?;
    let elsewhere = format!("http://{}/x", listener.local_addr()?);
    let folder = tempfile::tempdir()?;
    let page = format!(
        "<!doctype html><html><head><base href=\"{elsewhere}\"><link rel=stylesheet href=\"{elsewhere}\"><script src=\"{elsewhere}\"></script>\
         <meta http-equiv=refresh content=\"0;url={elsewhere}\"></head><body><img src=\"{elsewhere}\"><iframe src=\"{elsewhere}\"></iframe>\
         <p>The mayor said no.</p><p>So.</p></body></html>"
    );
    let entity = |root: &str, rest: &str| {
        format!(
            "<?xml version=\"1.0\"?><!DOCTYPE {root} SYSTEM \"{elsewhere}\" [<!ENTITY x SYSTEM \"{elsewhere}\">]>{rest}"
        )
    };
    let files = [
        write(folder.path(), "page.html", &page)?,
        write(
            folder.path(),
            "story.nitf",
            entity("nitf", "<nitf><body><body.content><p>The mayor said &x; no.</p></body.content></body></nitf>"),
        )?,
        write(
            folder.path(),
            "feed.rss",
            entity(
                "rss",
                &format!(
                    "<rss><channel><item><link>{elsewhere}</link><enclosure url=\"{elsewhere}\"/><description>The mayor said &x; no.</description></item></channel></rss>"
                ),
            ),
        )?,
        write(
            folder.path(),
            "page.mht",
            format!(
                "MIME-Version: 1.0\nSubject: x\nSnapshot-Content-Location: {elsewhere}\nContent-Type: text/html\n\n{page}"
            ),
        )?,
        write(folder.path(), "note.md", format!("![picture]({elsewhere})\n\n**The mayor** [said]({elsewhere}) no."))?,
        write(
            folder.path(),
            "note.rtf",
            format!(
                "{{\\rtf1 {{\\field{{\\*\\fldinst INCLUDEPICTURE \"{elsewhere}\"}}{{\\fldrslt The mayor said no.}}}}}}"
            ),
        )?,
    ];
    let target = folder.path().join("out").to_string_lossy().into_owned();
    for format in ["html", "docx", "markdown"] {
        let files: Vec<&str> = files.iter().map(String::as_str).collect();
        let output = analyze(&[&["-f", format, "-o", &target], files.as_slice()].concat())?;
        assert!(output.status.success(), "{}", err(&output));
    }
    assert!(matches!(listener.accept(), Err(error) if error.kind() == std::io::ErrorKind::WouldBlock));
    Ok(())
}
