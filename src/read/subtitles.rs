//! Subtitles and transcripts: SubRip (`.srt`) and WebVTT.

use super::draft::Draft;
use super::kinds;
use crate::article::{Article, ParagraphKind};

/// Makes an article of the words in subtitles, without numbers, times and marks. Pieces of a sentence are joined; where the
/// file names a speaker, a new one begins a turn (`Ada Brandt: We disagree.`).
pub fn read(id: &str, text: &str) -> Article {
    let mut draft = Draft::default();
    let mut words = Words::default();
    let mut lines = text.trim_start_matches('\u{feff}').lines().peekable();
    let vtt = lines.peek().is_some_and(|line| line.starts_with("WEBVTT"));
    let mut state = if vtt { State::Aside } else { State::Between };
    while let Some(line) = lines.next() {
        let line = line.trim();
        match state {
            _ if line.is_empty() => state = State::Between,
            State::Cue => words.line(line, &mut draft),
            State::Between if is_timing(line) => state = State::Cue,
            State::Between if vtt && ["NOTE", "STYLE", "REGION"].iter().any(|name| line.starts_with(name)) => {
                state = State::Aside;
            }
            // The number or the name of a cue.
            State::Between if lines.peek().is_some_and(|next| is_timing(next)) => {}
            // A blank line in the middle of a cue.
            State::Between if !vtt => words.line(line, &mut draft),
            State::Between | State::Aside => {}
        }
    }
    words.flush(&mut draft);
    draft.finish(id)
}

#[derive(Clone, Copy)]
enum State {
    /// Before a cue.
    Between,
    /// Among the words of one.
    Cue,
    /// In a block that is not shown.
    Aside,
}

/// Whether `line` tells when a cue is shown: `00:00:01,000 --> 00:00:03,500`.
pub fn is_timing(line: &str) -> bool {
    let Some((from, to)) = line.split_once("-->") else { return false };
    let time = |words: &str| {
        let word = words.split_whitespace().next().unwrap_or_default();
        word.contains(':') && word.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, ':' | ',' | '.'))
    };
    time(from) && time(to)
}

/// Gathers words until a sentence ends or another one speaks.
#[derive(Default)]
struct Words {
    current: String,
    /// Whether they begin with the speaker that the file names.
    named: bool,
    speaker: Option<String>,
    last: String,
}

impl Words {
    fn line(&mut self, line: &str, draft: &mut Draft) {
        let (speaker, line) = plain(line);
        let line = line.trim();
        // Rolling captions show a line twice.
        if line.is_empty() || line == self.last {
            return;
        }
        self.last = line.to_owned();
        let dash = line.starts_with("- ") || line.starts_with(">>") || line.starts_with('–');
        let line = line.trim_start_matches(['-', '>', '–', ' ']);
        if let Some(speaker) = speaker
            && self.speaker.as_deref() != Some(&speaker)
        {
            self.flush(draft);
            self.current.push_str(&speaker);
            self.current.push_str(": ");
            self.named = true;
            self.speaker = Some(speaker);
        } else if dash || has_label(line) {
            self.flush(draft);
        }
        if !self.current.is_empty() && !self.current.ends_with(' ') {
            self.current.push(' ');
        }
        self.current.push_str(line);
        // Long enough for a paragraph, and at the end of a sentence.
        if self.current.len() > 400 && super::paragraphs::ends_sentence(line) {
            self.flush(draft);
        }
    }

    fn flush(&mut self, draft: &mut Draft) {
        let kind = if self.named { ParagraphKind::Turn } else { ParagraphKind::Body };
        draft.push(&kinds::one_line(&self.current), kind);
        self.current.clear();
        self.named = false;
    }
}

/// Whether a line begins with the name of its speaker in capitals, as is the custom (`MAYOR: We disagree.`).
fn has_label(line: &str) -> bool {
    line.split_once(": ").is_some_and(|(label, _)| {
        label.len() <= 40
            && label.chars().any(char::is_alphabetic)
            && label.chars().all(|letter| letter.is_uppercase() || matches!(letter, ' ' | '.' | '-' | '\''))
    })
}

/// The words of `line` without marks, and the speaker that a mark names (`<v Ada Brandt>`).
fn plain(line: &str) -> (Option<String>, String) {
    let (mut speaker, mut words, mut rest) = (None, String::new(), line);
    while let Some(at) = rest.find(['<', '{', '&']) {
        let (before, from) = rest.split_at(at);
        words.push_str(before);
        let mark = match from.chars().next() {
            Some('<') => from.split_once('>'),
            // Marks of another kind of subtitles: `{\an8}`.
            Some('{') if from.starts_with("{\\") => from.split_once('}'),
            Some('&') => {
                let known =
                    [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", "\u{a0}"), ("&lrm;", ""), ("&rlm;", "")];
                if let Some((name, letter)) = known.iter().find(|(name, _)| from.starts_with(name)) {
                    words.push_str(letter);
                    rest = from.get(name.len()..).unwrap_or_default();
                    continue;
                }
                None
            }
            _ => None,
        };
        let Some((mark, after)) = mark else {
            // No mark but the letter itself.
            words.push_str(from.get(..1).unwrap_or_default());
            rest = from.get(1..).unwrap_or_default();
            continue;
        };
        if let Some(name) = mark.strip_prefix("<v").and_then(|name| name.split_once(char::is_whitespace)) {
            speaker = Some(name.1.trim().to_owned()).filter(|name| !name.is_empty());
        }
        rest = after;
    }
    words.push_str(rest);
    (speaker, words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraphs(text: &str) -> Vec<String> {
        let article = read("a", text);
        article.paragraphs.iter().map(|paragraph| article.paragraph_text(paragraph).to_owned()).collect()
    }

    #[test]
    fn numbers_times_and_marks_go() {
        let text = "1\r\n00:00:01,000 --> 00:00:03,000\r\n<i>The bridge will</i>\r\nstay shut,\r\n\r\n2\r\n00:00:03,000 --> \
            00:00:05,000\r\n{\\an8}the mayor said.\r\n\r\n3\r\n00:00:05,500 --> 00:00:07,000\r\n- Why?\r\n- It sank.\r\n";
        assert_eq!(paragraphs(text), ["The bridge will stay shut, the mayor said.", "Why?", "It sank."]);
    }

    #[test]
    fn speakers_begin_turns() {
        let text = "WEBVTT - Council\n\nNOTE by hand\nover two lines\n\nintro\n00:01.000 --> 00:03.000 align:start\n<v Ada Brandt>We \
            disagree &amp; go.\n\n00:03.000 --> 00:04.000\n<v Ada Brandt>All of us.</v>\n\n00:04.000 --> 00:05.000\n<v.loud Tom \
            Reyes>Why?\n\n00:05.000 --> 00:06.000\n<v.loud Tom Reyes>Why?\n";
        assert_eq!(paragraphs(text), ["Ada Brandt: We disagree & go. All of us.", "Tom Reyes: Why?"]);
        assert!(read("a", text).paragraphs.iter().all(|paragraph| paragraph.kind == ParagraphKind::Turn));
    }

    #[test]
    fn broken_marks_are_letters() {
        assert_eq!(paragraphs("WEBVTT\n\n00:01.000 --> 00:02.000\n3 < 4 & {x} é&\n"), ["3 < 4 & {x} é&"]);
    }
}
