//! Files that are made to do harm, or that came to some: each ends in an article or in an error with a remedy, within bounds.

use std::io::Write;

use flate2::Compression;
use flate2::write::{GzEncoder, ZlibEncoder};
use standpoint::analyse::analyse;
use standpoint::article::Article;
use standpoint::read::{Problem, ReadError, from_text, read_bytes, read_file};
use standpoint::span::Span;

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn problem(name: &str, bytes: &[u8]) -> Result<Article, Problem> {
    read_bytes(name, bytes).map_err(|error| match error {
        ReadError::Content { problem, .. } => problem,
        other => panic!("{name}: {other}"),
    })
}

fn flate(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(bytes)?;
    packed.finish()
}

/// A PDF of one page with this content.
fn pdf(content: &[u8], filter: &str) -> Vec<u8> {
    let head = "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n\
        3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> /XObject << /X 6 0 R >> >> >>\nendobj\n\
        5 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\n\
        6 0 obj\n<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >> /Length 72 >>\nstream\n\
        /X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do\nendstream\nendobj\n";
    let stream = format!("4 0 obj\n<< /Length {} {filter} >>\nstream\n", content.len());
    [head.as_bytes(), stream.as_bytes(), content, b"\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"].concat()
}

#[test]
fn what_unfolds_without_end_ends_at_the_bound() -> Outcome {
    // More than half a gigabyte out of some kilobytes.
    let mut once = GzEncoder::new(Vec::new(), Compression::fast());
    let block = vec![b' '; 1 << 20];
    for _ in 0..513 {
        once.write_all(&block)?;
    }
    let once = once.finish()?;
    assert!(matches!(problem("a.gz", &once), Err(Problem::Bomb)));
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::fast());
    for _ in 0..513 {
        packed.write_all(&block)?;
    }
    let packed = packed.finish()?;
    assert!(matches!(problem("a.pdf", &pdf(&packed, "/Filter /FlateDecode")), Err(Problem::Bomb)));
    // What calls itself a picture is never unfolded, whatever it is used as.
    let picture = pdf(&packed, "/Subtype /Image /Filter /FlateDecode");
    assert!(matches!(problem("a.pdf", &picture), Err(Problem::Empty)));
    assert!(matches!(
        problem("a.pdf", &pdf(&flate(&packed)?, "/Filter [/FlateDecode /FlateDecode]")),
        Err(Problem::Bomb)
    ));
    Ok(())
}

#[test]
fn a_page_that_draws_itself_over_and_over_is_given_up() {
    // Twelve to the power of fifty, if it were followed.
    let found = problem("a.pdf", &pdf(b"/X Do", ""));
    assert!(matches!(found, Err(Problem::Bomb | Problem::Empty | Problem::TooSlow(_))), "{found:?}");
}

#[test]
fn a_plain_page_is_read() {
    let page = pdf(b"BT /F 12 Tf 50 700 Td (The mayor said no.) Tj ET", "");
    assert_eq!(problem("a.pdf", &page).map(|article| article.text).ok().as_deref(), Some("The mayor said no.\n"));
}

#[test]
fn signs_that_stand_for_no_letter_are_flagged() -> Outcome {
    let page = pdf(b"BT /F 12 Tf 50 700 Td (The mayor said Q no.) Tj ET", "");
    let page = String::from_utf8_lossy(&page).replace(
        "/BaseFont /Helvetica",
        "/BaseFont /Helvetica /Encoding << /Type /Encoding /Differences [81 /g0001] >>",
    );
    let article = read_bytes("a.pdf", page.as_bytes())?;
    assert_eq!(article.text, "The mayor said \u{fffd} no.\n");
    let span = article.warnings.iter().find_map(|warning| warning.span).ok_or("no warning")?;
    assert_eq!(span.of(&article.text), "\u{fffd}");
    Ok(())
}

#[test]
fn entities_do_not_unfold() -> Outcome {
    let mut entities = "<!ENTITY a \"ha\">".to_owned();
    for (one, other) in ('b'..='z').zip('a'..) {
        entities += &format!("<!ENTITY {one} \"{}\">", format!("&{other};").repeat(10));
    }
    for (name, story) in [
        ("a.nitf", "<nitf><body><body.content><p>The mayor said &z; no.</p></body.content></body></nitf>"),
        ("a.rss", "<rss><channel><item><description>The mayor said &z; no.</description></item></channel></rss>"),
    ] {
        let root = story.get(1..5).ok_or("too short")?.trim_end_matches('>');
        let article =
            read_bytes(name, format!("<?xml version=\"1.0\"?><!DOCTYPE {root} [{entities}]>{story}").as_bytes())?;
        assert!(article.text.contains("The mayor said") && article.text.len() < 100, "{name}: {}", article.text);
    }
    Ok(())
}

#[test]
fn deep_nesting_ends_in_an_error_or_an_article() {
    const DEEP: usize = 50_000;
    let nested = |open: &str, words: &str, close: &str| {
        format!("{}{words}{}", open.repeat(DEEP), close.repeat(DEEP)).into_bytes()
    };
    let cases = [
        ("a.html", nested("<div>", "<p>The mayor said no.</p>", "</div>")),
        ("b.html", nested("<b><i>", "The mayor said no.", "")),
        ("a.nitf", [b"<nitf>".as_slice(), &nested("<p>", "No.", "</p>")].concat()),
        ("a.rss", [b"<rss>".as_slice(), &nested("<item>", "No.", "</item>")].concat()),
        ("a.json", nested("[", "", "]")),
        ("b.json", nested("{\"data\":", "1", "}")),
        ("a.md", nested("> ", "The mayor said no.", "")),
        ("b.md", nested("[", "The mayor", "](x)")),
        ("c.md", nested("**_", "The mayor said no.", "")),
        ("a.rtf", [b"{\\rtf1 ".as_slice(), &nested("{", "No.", "}")].concat()),
        ("a.pdf", pdf(&nested("[", "", "]"), "")),
        ("b.pdf", pdf(&nested("q ", "", ""), "")),
        (
            "a.fodt",
            [
                b"<office:document xmlns:office=\"urn:oasis:names:tc:opendocument\">".as_slice(),
                &nested("<office:body>", "No.", ""),
            ]
            .concat(),
        ),
        ("a.txt", nested("“", "No.", "”")),
    ];
    for (name, bytes) in cases {
        if let Err(error) = read_bytes(name, &bytes) {
            assert!(error.to_string().ends_with('.'), "{name}: {error}");
        }
    }
}

#[test]
fn endless_lines_and_runs_of_one_sign_are_read_in_time_that_grows_with_them() {
    const LONG: usize = 400_000;
    for sign in [
        "<", "a ", "{\"", "&", "“", "*", "[", "=", "-", "\n", ": ", "<p", "<!--", "\\'", "1", ">", "A. ", "`", "| ",
        "# ",
    ] {
        let text = sign.repeat(LONG / sign.len());
        for name in ["a.txt", "a.html", "a.md", "a.eml", "a.srt", "a.rss", "a.json"] {
            if let Err(error) = read_bytes(name, text.as_bytes()) {
                assert!(error.to_string().ends_with('.'), "{name}: {error}");
            }
        }
        let rtf = format!("{{\\rtf1 {text}");
        let _ = read_bytes("a.rtf", rtf.as_bytes());
        let _ = read_bytes("a.pdf", &pdf(text.as_bytes(), ""));
    }
}

/// Work that grew with the square of the marks would take minutes here.
#[test]
fn quotations_without_number_in_each_other_are_analysed() {
    const MANY: usize = 50_000;
    for (open, close) in [("“", "”"), ("“No ", "”"), ("“‘", "’”"), ("“", "’"), ("«“", "”»")] {
        let text = open.repeat(MANY) + "The mayor said no." + &close.repeat(MANY);
        let article = from_text("a", text);
        let analysis = analyse(&article);
        let inside = |span: &Span| article.text.get(span.start..span.end).is_some();
        assert!(analysis.quotes.iter().flat_map(|quote| &quote.content).all(inside));
    }
}

/// An encryption of which nobody has the password.
const OTHERS: &str = "/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <00> /U <00> >> /ID [<00> <00>]";

/// One by RC4 with forty bits and the empty password. `/U` is what comes of the format's padding under the key of the file,
/// which is the beginning of the MD5 of the padding, `/O`, `/P` and `/ID`.
const OPEN: &str = "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 \
    /O <0000000000000000000000000000000000000000000000000000000000000000> \
    /U <a2131391556101128e64737bb2f0fb1452b6beed66a7e0dbcc3276f389ab335f> >> /ID [<00> <00>]";

/// What object 3 is encrypted with there: the beginning of the MD5 of the key of the file and the number.
const KEY: [u8; 10] = [0x94, 0x0d, 0x13, 0xc8, 0x4a, 0xb3, 0x75, 0x59, 0x97, 0xc2];

/// A document whose catalogue stands in the last of these streams, of which each has what stands before it; the table has
/// it begin so many bytes behind its beginning.
fn in_objects(
    streams: &[(&str, &[u8])],
    begin: usize,
    encryption: &str,
) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut objects = 0;
    for (head, packed) in streams {
        objects = file.len();
        file.extend(format!("{head} /Filter /FlateDecode /Length {} >>\nstream\n", packed.len()).as_bytes());
        file.extend(*packed);
        file.extend(b"\nendstream\nendobj\n");
    }
    let table = file.len();
    let mut entries = vec![0u8, 0, 0, 0, 0, 0, 0];
    for (kind, offset, index) in
        [(2u8, 3u32, 0u16), (2, 3, 1), (1, u32::try_from(objects + begin)?, 0), (1, u32::try_from(table)?, 0)]
    {
        entries.push(kind);
        entries.extend(offset.to_be_bytes());
        entries.extend(index.to_be_bytes());
    }
    let head = format!(
        "4 0 obj\n<< /Type /XRef /Size 5 /W [1 4 2] /Root 1 0 R {encryption} /Length {} >>\nstream\n",
        entries.len()
    );
    file.extend(head.as_bytes());
    file.extend(&entries);
    file.extend(format!("\nendstream\nendobj\nstartxref\n{table}\n%%EOF\n").as_bytes());
    Ok(file)
}

const CATALOGUE: &[u8] = b"1 0 2 40 << /Type /Catalog /Pages 2 0 R >>          << /Type /Pages /Kids [] /Count 0 >>";
const LABELLED: &str = "3 0 obj\n<< /Type /ObjStm /N 2 /First 9";

/// A catalogue with so many megabytes behind it.
fn packed_catalogue(megabytes: usize) -> std::io::Result<Vec<u8>> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(CATALOGUE)?;
    let block = vec![b' '; 1 << 20];
    for _ in 0..megabytes {
        packed.write_all(&block)?;
    }
    packed.finish()
}

fn rc4(key: &[u8], bytes: &[u8]) -> Vec<u8> {
    let mut state: Vec<u8> = (0..=255).collect();
    let mut other = 0u8;
    for at in 0..=255u8 {
        other = other.wrapping_add(state[usize::from(at)]).wrapping_add(key[usize::from(at) % key.len()]);
        state.swap(usize::from(at), usize::from(other));
    }
    let (mut at, mut other) = (0u8, 0u8);
    let next = |byte: &u8| {
        at = at.wrapping_add(1);
        other = other.wrapping_add(state[usize::from(at)]);
        state.swap(usize::from(at), usize::from(other));
        byte ^ state[usize::from(state[usize::from(at)].wrapping_add(state[usize::from(other)]))]
    };
    bytes.iter().map(next).collect()
}

#[test]
fn objects_that_unfold_without_end_end_at_the_bound() -> Outcome {
    let packed = packed_catalogue(513)?;
    let plain = in_objects(&[(LABELLED, &packed)], 0, "")?;
    assert!(matches!(problem("a.pdf", &plain), Err(Problem::Bomb)));
    // Where nobody can look into it, the size of what is packed is the bound, and the remedy a copy without a password.
    let scrambled: Vec<u8> = packed.iter().map(|byte| byte ^ 0x5a).collect();
    let locked = problem("a.pdf", &in_objects(&[(LABELLED, &scrambled)], 0, OTHERS)?);
    assert!(matches!(locked, Err(Problem::Locked(_))), "{locked:?}");
    Ok(())
}

#[test]
fn encrypted_objects_that_unfold_without_end_end_at_the_bound() -> Outcome {
    let small = rc4(&KEY, &packed_catalogue(0)?);
    let large = rc4(&KEY, &packed_catalogue(513)?);
    // The document is sound, and has no pages.
    let opened = problem("a.pdf", &in_objects(&[(LABELLED, &small)], 0, OPEN)?);
    assert!(matches!(opened, Err(Problem::Empty)), "{opened:?}");
    let unlabelled = "3 0 obj\n<< ";
    for (what, file) in [
        ("labelled", in_objects(&[(LABELLED, &large)], 0, OPEN)?),
        ("unlabelled", in_objects(&[(unlabelled, &large)], 0, OPEN)?),
        ("behind a decoy", in_objects(&[(LABELLED, &small), (unlabelled, &large)], 0, OPEN)?),
        ("within a number", in_objects(&[("13 0 obj\n<< ", &large)], 1, OPEN)?),
        ("behind a string", in_objects(&[(&format!("{LABELLED} /Text ( obj)"), &large)], 0, OPEN)?),
    ] {
        let locked = problem("a.pdf", &file);
        assert!(matches!(locked, Err(Problem::Locked(_))), "{what}: {locked:?}");
    }
    // Packed twice, a few bytes are enough; where the dictionary also names one filter alone, that is the one that is taken.
    let mut twice = ZlibEncoder::new(Vec::new(), Compression::best());
    twice.write_all(&packed_catalogue(513)?)?;
    let twice = rc4(&KEY, &twice.finish()?);
    let once = problem("a.pdf", &in_objects(&[(&format!("{LABELLED} /F [/Fl /Fl]"), &twice)], 0, OPEN)?);
    assert!(matches!(once, Err(Problem::Damaged { .. })), "{once:?}");
    Ok(())
}

#[cfg(unix)]
#[test]
fn unreadable_files_are_told_with_what_to_do() -> Outcome {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("secret.txt");
    std::fs::write(&path, "The mayor said no.")?;
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000))?;
    // Whoever may read everything reads this, too.
    match read_file(&path) {
        Err(ReadError::Io { .. }) => {
            let message = read_file(&path).err().map(|error| error.to_string()).unwrap_or_default();
            assert!(message.contains("secret.txt") && message.contains("that you may read it"), "{message}");
        }
        other => assert!(std::fs::read(&path).is_ok() && other.is_ok(), "{other:?}"),
    }
    Ok(())
}

#[test]
fn a_file_of_a_gigabyte_is_refused_before_it_is_read() -> Outcome {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("large.txt");
    // A file with a hole, which takes no room.
    std::fs::File::create(&path)?.set_len(1 << 30)?;
    let Err(ReadError::Content { problem: Problem::TooLarge, .. }) = read_file(&path) else { panic!("it was read") };
    Ok(())
}

#[cfg(unix)]
#[test]
fn pipes_loops_and_vanished_files_do_not_hang() -> Outcome {
    let folder = tempfile::tempdir()?;
    let pipe = folder.path().join("pipe.txt");
    nix::unistd::mkfifo(&pipe, nix::sys::stat::Mode::S_IRWXU)?;
    assert!(matches!(read_file(&pipe), Err(ReadError::NotAFile { .. })));
    assert!(matches!(read_file(std::path::Path::new("/dev/zero")), Err(ReadError::NotAFile { .. })));
    let (one, other) = (folder.path().join("one.txt"), folder.path().join("other.txt"));
    std::os::unix::fs::symlink(&one, &other)?;
    std::os::unix::fs::symlink(&other, &one)?;
    assert!(matches!(read_file(&one), Err(ReadError::Io { .. })));
    let gone = folder.path().join("gone.txt");
    std::fs::write(&gone, "No.")?;
    let link = folder.path().join("link.txt");
    std::os::unix::fs::symlink(&gone, &link)?;
    std::fs::remove_file(&gone)?;
    assert!(matches!(read_file(&link), Err(ReadError::Io { .. })));
    Ok(())
}
