//! E-mail: one message, a mailbox of them, or a web page that was saved as one (`.mht`).

use std::path::Path;

use mail_parser::decoders::{base64::base64_decode, quoted_printable::quoted_printable_decode};
use mail_parser::{Encoding, Message, MessageParser, MessagePart, MimeHeaders, PartType};

use super::draft::Draft;
use super::error::Problem;
use super::format::Format;
use super::part::{Context, Listing, Part};
use super::{encoding, html, kinds, mojibake};
use crate::article::Article;

/// Header fields that only messages have; one of these must be there.
const CERTAIN: &[&str] =
    &["message-id", "mime-version", "received", "return-path", "delivered-to", "x-mailer", "content-transfer-encoding"];
/// Header fields that other texts begin with, too.
const USUAL: &[&str] = &["from", "to", "cc", "subject", "date", "sender", "reply-to", "content-type", "user-agent"];

/// Whether `bytes` are a message, a mailbox or a saved page. With its `ending`, less has to be there.
pub fn recognise(bytes: &[u8], ending: &str) -> Option<Format> {
    let head = bytes.get(..16 * 1024).unwrap_or(bytes);
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    if is_envelope(head) && header_name(after_line(head)).is_some() {
        return Some(Format::Mailbox);
    }
    let (mut certain, mut usual, mut saved) = (0, 0, false);
    for line in head.split(|byte| *byte == b'\n') {
        if line.trim_ascii().is_empty() {
            break;
        }
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            continue;
        }
        let name = header_name(line)?.to_ascii_lowercase();
        certain += usize::from(CERTAIN.contains(&name.as_str()));
        usual += usize::from(USUAL.contains(&name.as_str()));
        saved |= name == "snapshot-content-location" || line.starts_with(b"From: <Saved by");
    }
    let page = saved || Format::Mhtml.endings().contains(&ending);
    let told = ["eml", "mht", "mhtml"].contains(&ending);
    match (certain, usual) {
        (1.., 2..) if page => Some(Format::Mhtml),
        (1.., 2..) => Some(Format::Email),
        (0, 1..) | (1.., _) if told && page => Some(Format::Mhtml),
        (0, 1..) | (1.., _) if told => Some(Format::Email),
        _ => None,
    }
}

/// The name of the header field that `line` begins.
fn header_name(line: &[u8]) -> Option<&str> {
    let end = line.iter().take(78).position(|byte| *byte == b':')?;
    let name = line.get(..end).filter(|name| !name.is_empty())?;
    let sound = name.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-');
    std::str::from_utf8(name).ok().filter(|_| sound)
}

/// Whether `lines` begin with the line that stands before each message of a mailbox: `From ada@kessel.invalid Sat May 3
/// 10:00:00 2025`.
fn is_envelope(lines: &[u8]) -> bool {
    let line = lines.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let Some(rest) = line.strip_prefix(b"From ") else { return false };
    let words: Vec<&[u8]> = rest.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty()).collect();
    let year = |word: &&[u8]| word.len() == 4 && word.iter().all(u8::is_ascii_digit);
    let time = |word: &&[u8]| word.iter().filter(|byte| **byte == b':').count() >= 1;
    words.len() >= 4 && words.iter().any(year) && words.iter().skip(1).any(time)
}

fn after_line(bytes: &[u8]) -> &[u8] {
    bytes.iter().position(|byte| *byte == b'\n').and_then(|at| bytes.get(at + 1..)).unwrap_or_default()
}

/// What stands in a message.
enum Inside<'a> {
    Message(&'a Message<'a>),
    Document(&'a MessagePart<'a>),
}

/// Reads a message, with those that are attached to it and the documents that are.
pub fn read(part: Part<'_>, context: &mut Context) -> Result<Listing, Problem> {
    let message = parse(part.bytes, Format::Email)?;
    if recognise(part.bytes, &super::detect::ending(part.path)) == Some(Format::Mhtml)
        && let Some(page) = saved_page(&message, part, context)
    {
        return Listing::one(page).not_empty();
    }
    let mut listing = Listing::default();
    // Messages in messages; the parser bounds how deep they lie. The one that comes next in the file lies on top.
    let mut open = vec![Inside::Message(&message)];
    while let Some(next) = open.pop() {
        let message = match next {
            Inside::Message(message) => message,
            Inside::Document(attached) => {
                read_attached(attached, part, context, &mut listing)?;
                continue;
            }
        };
        context.budget.part()?;
        let article = article(message, part, context);
        if !article.text.trim().is_empty() {
            listing.articles.push(article);
        }
        let inside = open.len();
        open.extend(message.attachments().map(|attached| match &attached.body {
            PartType::Message(message) => Inside::Message(message),
            _ => Inside::Document(attached),
        }));
        open.get_mut(inside..).unwrap_or_default().reverse();
    }
    number(&mut listing.articles, part);
    listing.not_empty()
}

/// Reads a mailbox, each message for itself. What is no message is named as left out.
pub fn read_box(part: Part<'_>, context: &mut Context) -> Result<Listing, Problem> {
    let mut listing = Listing::default();
    for (at, message) in messages(part.bytes).into_iter().enumerate() {
        context.budget.part()?;
        let id = part.numbered(at + 1);
        let read =
            context.inside(|context| read(Part { id: &id, path: Path::new("message.eml"), bytes: &message }, context));
        match read {
            Ok(found) => {
                listing.articles.extend(found.articles);
                listing.left_out.extend(found.left_out);
            }
            Err(problem @ (Problem::Bomb | Problem::TooMany(_))) => return Err(problem),
            Err(problem) => listing.left_out.push(format!("message {} {}", at + 1, super::part::in_short(&problem))),
        }
    }
    listing.not_empty()
}

/// The messages of a mailbox without the lines before them, and with lines that begin with "From " as they were written.
/// Such a line is only taken for the start of a message where one can begin: in news text, lines begin with it, too.
fn messages(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut messages: Vec<Vec<u8>> = Vec::new();
    let (mut rest, mut blank) = (bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes), true);
    while !rest.is_empty() {
        let next = after_line(rest);
        let line = rest.get(..rest.len() - next.len()).unwrap_or(rest);
        if blank && is_envelope(rest) && header_name(next).is_some() {
            messages.push(Vec::new());
        } else if let Some(message) = messages.last_mut() {
            let unquoted = line.iter().position(|byte| *byte != b'>').filter(|marks| *marks > 0);
            let quoted = unquoted.is_some_and(|at| line.get(at..).is_some_and(|rest| rest.starts_with(b"From ")));
            message.extend_from_slice(line.get(usize::from(quoted)..).unwrap_or(line));
        }
        blank = line.trim_ascii().is_empty();
        rest = next;
    }
    messages
}

fn parse(bytes: &[u8], format: Format) -> Result<Message<'_>, Problem> {
    MessageParser::default().parse(bytes).ok_or_else(|| Problem::damaged(format, "it has no header"))
}

/// Several articles of one message are numbered.
fn number(articles: &mut [Article], part: Part<'_>) {
    for (at, article) in articles.iter_mut().enumerate().skip(1) {
        article.id = part.numbered(at + 1);
    }
}

/// The message's own text, in plain form where it is all there, else as the page.
fn article(message: &Message<'_>, part: Part<'_>, context: &Context) -> Article {
    let from = message.from().and_then(|from| from.first());
    let mut draft = Draft {
        title: message.subject().map(str::to_owned).map(repaired),
        byline: from.and_then(|from| from.name().or(from.address())).map(str::to_owned).map(repaired),
        date: message.date().filter(|date| date.is_valid()).map(|date| date.to_rfc3339()),
        ..Draft::default()
    };
    let words = |parts: &[u32]| -> Vec<(bool, String)> {
        let parts = parts.iter().filter_map(|at| message.parts.get(usize::try_from(*at).ok()?));
        parts.filter_map(|part| text_of(part, message, context)).collect()
    };
    let (plain, pages) = (words(&message.text_body), words(&message.html_body));
    let letters = |words: &[(bool, String)]| -> usize {
        words.iter().map(|(_, text)| text.chars().filter(|letter| letter.is_alphabetic()).count()).sum()
    };
    let mut from_page = Draft::default();
    for (is_page, text) in &pages {
        if *is_page { from_page.push_html(text) } else { from_page.push_text(text) }
    }
    // Some programs write nothing but "This is a page" into the plain form.
    let page_letters = from_page.letters();
    if letters(&plain) * 3 >= page_letters && plain.iter().all(|(is_page, _)| !is_page) {
        for (_, text) in &plain {
            draft.push_text(&without_signature(text));
        }
    } else {
        draft.take_paragraphs(from_page);
    }
    draft.finish(part.id)
}

/// The letters of a part of a message, and whether they are a page; the letters put right where the message tells a wrong
/// encoding.
fn text_of(part: &MessagePart<'_>, message: &Message<'_>, context: &Context) -> Option<(bool, String)> {
    let (is_page, text) = match &part.body {
        PartType::Text(text) => (false, text),
        PartType::Html(text) => (true, text),
        _ => return None,
    };
    let spoilt = part.is_encoding_problem || text.contains('\u{fffd}');
    if !spoilt && context.encoding.is_none() {
        return Some((is_page, repaired(text.clone().into_owned())));
    }
    let (start, end) = (usize::try_from(part.offset_body).ok()?, usize::try_from(part.offset_end).ok()?);
    let raw = message.raw_message.get(start..end).unwrap_or_default();
    let bytes = match part.encoding {
        Encoding::None => Some(raw.to_vec()),
        Encoding::QuotedPrintable => quoted_printable_decode(raw),
        Encoding::Base64 => base64_decode(raw),
    };
    let text = match bytes.filter(|bytes| !bytes.is_empty()) {
        Some(bytes) => encoding::decode(&bytes, context.encoding).text,
        None => text.clone().into_owned(),
    };
    Some((is_page, repaired(text)))
}

fn repaired(text: String) -> String {
    mojibake::repair(text).0
}

/// The text up to the line `-- `, which stands before the sender's name and address, and without the marks before lines of
/// the mail that is answered.
fn without_signature(text: &str) -> String {
    let lines = text.lines().take_while(|line| *line != "-- " && *line != "--");
    let plain = |line: &str| line.trim_start_matches(['>', ' ']).to_owned();
    lines.map(|line| if line.starts_with('>') { plain(line) } else { line.to_owned() }).collect::<Vec<_>>().join("\n")
}

/// An attached document becomes an article of its own, where it can be read.
fn read_attached(
    attached: &MessagePart<'_>,
    part: Part<'_>,
    context: &mut Context,
    listing: &mut Listing,
) -> Result<(), Problem> {
    let name = attached.attachment_name().unwrap_or("attachment").to_owned();
    let bytes: &[u8] = match &attached.body {
        PartType::Binary(bytes) => bytes,
        PartType::Text(text) | PartType::Html(text) => text.as_bytes(),
        // Pictures that stand in the text.
        PartType::InlineBinary(_) | PartType::Message(_) | PartType::Multipart(_) => return Ok(()),
    };
    if bytes.is_empty() {
        return Ok(());
    }
    context.budget.part()?;
    let inner = Part { id: part.id, path: Path::new(&name), bytes };
    match context.inside(|context| super::read_part(inner, context)) {
        Ok(found) => {
            listing.articles.extend(found.articles);
            listing.left_out.extend(found.left_out);
        }
        Err(problem @ (Problem::Bomb | Problem::TooMany(_))) => return Err(problem),
        Err(problem) => listing.left_out.push(format!("{name} {}", super::part::in_short(&problem))),
    }
    Ok(())
}

/// The page in a message that a browser saved.
fn saved_page(message: &Message<'_>, part: Part<'_>, context: &Context) -> Option<Article> {
    let page = message.parts.iter().find(|part| matches!(part.body, PartType::Html(_)))?;
    let (_, text) = text_of(page, message, context)?;
    let mut article = html::read(part.id, &text);
    let told = message.header("Snapshot-Content-Location").and_then(|value| value.as_text());
    let url = told.or(page.content_location()).filter(|url| url.starts_with("http")).map(str::to_owned);
    article.url = article.url.or(url);
    if article.title.is_none() {
        article.title = message.subject().map(kinds::one_line);
    }
    let charset = page.content_type().and_then(|kind| kind.attribute("charset"));
    article.encoding =
        charset.and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes())).map(|e| e.name().to_owned());
    Some(article)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(bytes: &[u8]) -> Result<Listing, Problem> {
        super::super::read_part(Part { id: "m", path: Path::new("m"), bytes }, &mut Context::default())
    }

    #[test]
    fn messages_are_told_from_texts() {
        let mail = b"From: Ada <a@kessel.invalid>\r\nSubject: Bridge\r\nMIME-Version: 1.0\r\n\r\nNo.";
        assert_eq!(recognise(mail, "txt"), Some(Format::Email));
        assert_eq!(recognise(b"From: Ada\nSubject: Bridge\n\nNo.", "txt"), None);
        assert_eq!(recognise(b"From: Ada\nSubject: Bridge\n\nNo.", "eml"), Some(Format::Email));
        assert_eq!(recognise(b"From Chairwoman Mia Roth:\nNo.", "txt"), None);
        assert_eq!(
            recognise(b"From a@b.invalid Sat May  3 10:00:00 2025\nSubject: B\n\nNo.", ""),
            Some(Format::Mailbox)
        );
        assert_eq!(recognise(b"", "eml"), None);
    }

    #[test]
    fn a_wrong_charset_does_not_spoil_the_words() -> Result<(), Problem> {
        let mail = b"From: Ada <a@kessel.invalid>\r\nSubject: Bridge\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; \
            charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n\x93We\x92re ready,\x94 she said at the caf\xe9.\r\n";
        let listing = all(mail)?;
        let text = listing.articles.first().map(|article| article.text.as_str());
        assert_eq!(text, Some("Bridge\n\n“We’re ready,” she said at the café.\n"));
        Ok(())
    }

    #[test]
    fn lines_of_text_do_not_part_a_mailbox() {
        let text =
            b"From a@b.invalid Sat May  3 10:00:00 2025\nSubject: One\n\nFrom Chairwoman Mia Roth:\n>From 2025 on\n\n\
            From b@b.invalid Sun May  4 10:00:00 2025\nSubject: Two\n\nNo.\n";
        let found = messages(text);
        assert_eq!(found.len(), 2);
        assert_eq!(
            found.first().map(|message| String::from_utf8_lossy(message).into_owned()).as_deref(),
            Some("Subject: One\n\nFrom Chairwoman Mia Roth:\nFrom 2025 on\n\n")
        );
    }
}
