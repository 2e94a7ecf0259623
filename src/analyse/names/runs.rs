//! Runs of words that can be names, and where they fall apart: titles, peoples' names and known names inside.

use super::facts::{Facts, Style, begins, capital, is_initial, is_word, shouted};
use crate::analyse::gazetteer::{self, Entry};
use crate::analyse::titles;
use crate::analyse::tokens::{Range, TokenKind, Tokens};
use crate::analysis::ActorKind;

/// A candidate for a name.
#[derive(Clone, Debug)]
pub struct Segment {
    pub tokens: Range,
    pub sentence: usize,
    /// What the lexicons know it as, all of it.
    pub entry: Option<Entry>,
    /// Whether a word that organisations end or begin with makes it one.
    pub organisation: bool,
    /// Whether such a word makes it a place.
    pub place: bool,
}

/// A part of a run.
#[derive(Clone, Debug)]
struct Piece {
    tokens: Range,
    what: What,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Known(Entry),
    Title,
    Word,
    /// `of`, `and`, `van der`, `’s` between words
    Joint,
}

/// Appends the candidates of a sentence.
pub fn segments(tokens: &Tokens, facts: &Facts, sentence: usize, out: &mut Vec<Segment>) {
    let Some(range) = tokens.sentences.get(sentence).cloned() else { return };
    let mut i = range.start;
    if let Some(end) = dateline(tokens, sentence, &range) {
        // `PORT KESSEL — `, `KESSEL, Norway (Agency) — `: the first place is all its capitals.
        out.push(Segment { tokens: i..end, sentence, entry: None, organisation: false, place: true });
        i = end;
    }
    while i < range.end {
        let Some(piece) = piece(tokens, facts, sentence, &range, i) else {
            i += 1;
            continue;
        };
        let mut run = vec![piece];
        loop {
            let at = run.last().map_or(range.end, |piece| piece.tokens.end);
            let Some(more) = next(tokens, facts, sentence, &range, &run, at) else { break };
            run.extend(more);
        }
        i = run.last().map_or(range.end, |piece| piece.tokens.end).max(i + 1);
        split(tokens, sentence, &run, out);
    }
}

/// The end of the place, in capitals, that a paragraph opens with before a dash.
fn dateline(tokens: &Tokens, sentence: usize, range: &Range) -> Option<usize> {
    let block = tokens.paragraphs.get(tokens.paragraph_of(range.start))?;
    let end = (range.start..range.end.min(range.start + 5)).take_while(|i| shouted(tokens.word(*i))).last()? + 1;
    let dash = (end..range.end.min(end + 8)).find(|i| matches!(tokens.word(*i), "—" | "–" | "--" | "-" | "―"))?;
    let plain = (end..dash).all(|i| {
        matches!(tokens.word(i), "," | "(" | ")" | ".")
            || tokens.word(i).starts_with(char::is_uppercase)
            || is_number(tokens, i)
    });
    let known = range.len() > dash - range.start + 3 && block.sentences.start == sentence;
    let name = gazetteer::longest_at(tokens, range.start, end, true);
    let other = name.is_some_and(|(n, entry)| n == end - range.start && entry.kind != ActorKind::Place);
    (plain && known && !other && name.is_none_or(|(n, _)| n < end - range.start)).then_some(end)
}

fn is_number(tokens: &Tokens, i: usize) -> bool {
    tokens.list.get(i).is_some_and(|token| token.kind == TokenKind::Number)
}

/// The known name, title or name word that begins at token `i`.
fn piece(tokens: &Tokens, facts: &Facts, sentence: usize, range: &Range, i: usize) -> Option<Piece> {
    let style = facts.style(sentence);
    let word = tokens.word(i);
    let lower = tokens.lower(i);
    // `KESSEL —` opens a report as well.
    let place_in_capitals = || {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let found = gazetteer::longest_at(tokens, i, range.end, true).filter(|_| shouted(word) && letters > 2)?;
        let all = (i..i + found.0).all(|k| shouted(tokens.word(k)));
        (all && found.1.kind == ActorKind::Place && (found.0 > 1 || letters > 4)).then_some(found)
    };
    let known = gazetteer::longest_at(tokens, i, range.end, style == Style::Capitals).or_else(place_in_capitals);
    if let Some((n, entry)) = known {
        // First words and the words of headlines have their capital anyway.
        let unsure = n == 1
            && !shouted(word)
            && gazetteer::is_common(lower)
            && (style != Style::Ordinary || begins(tokens, range.start, i))
            && !facts.name(i);
        let shouting = style == Style::Capitals && n == 1 && gazetteer::is_common(lower);
        // `Parliament`, `University` alone are heads of longer names.
        let head = n == 1 && !shouted(word) && {
            let place = gazetteer::organisation_word(lower);
            place.first || place.last
        };
        if !unsure && !shouting && !head {
            // `the Netherlands`: the article stands outside.
            let from = if n > 1 && word == "the" { i + 1 } else { i };
            return Some(Piece { tokens: from..i + n, what: What::Known(entry) });
        }
    }
    if let Some(n) = title_at(tokens, range, i) {
        return Some(Piece { tokens: i..i + n, what: What::Title });
    }
    facts.name(i).then(|| Piece { tokens: i..i + 1, what: What::Word })
}

/// The longest capitalised title that begins at token `i`.
fn title_at(tokens: &Tokens, range: &Range, i: usize) -> Option<usize> {
    if !tokens.word(i).starts_with(char::is_uppercase) {
        return None;
    }
    (1..=5).rev().filter(|n| i + n <= range.end).find(|n| {
        titles::ending_at(tokens, i, i + n)
            .is_some_and(|(length, title)| length == *n && title.kind != titles::TitleKind::Modifier)
    })
}

/// What continues a run at token `at`.
fn next(
    tokens: &Tokens,
    facts: &Facts,
    sentence: usize,
    range: &Range,
    run: &[Piece],
    at: usize,
) -> Option<Vec<Piece>> {
    if at >= range.end || !tokens.spaced(at) && !matches!(tokens.word(at), "&" | "/" | "'s" | "’s" | "'" | "’") {
        return None;
    }
    if let Some(piece) = piece(tokens, facts, sentence, range, at) {
        return Some(vec![piece]);
    }
    // `Ivo Lang Jr.`, `Channel 4`
    let lower = tokens.lower(at);
    let joint = |length: usize| -> Option<Vec<Piece>> {
        let after = piece(tokens, facts, sentence, range, at + length)?;
        Some(vec![Piece { tokens: at..at + length, what: What::Joint }, after])
    };
    let last = run.last()?;
    if last.what == What::Title {
        return None;
    }
    let last_word = tokens.lower(last.tokens.end - 1);
    match lower {
        "&" => joint(1),
        "of" | "for" | "on" | "to" | "against" => {
            let first = first_of_name(run);
            let first_word = tokens.lower(first.tokens.start);
            let opens = first.what == What::Word && gazetteer::organisation_word(first_word).first
                || gazetteer::organisation_word(last_word).last
                    && last.what == What::Word
                    && gazetteer::organisation_word(last_word).first
                || lower == "of" && gazetteer::place_word(last_word).first;
            if !opens || lower == "to" {
                return None;
            }
            let length = if tokens.lower(at + 1) == "the" { 2 } else { 1 };
            // `the Government for Ada Brandt` goes on with another name.
            let person = gazetteer::given(tokens.lower(at + length)).is_some()
                && !gazetteer::is_common(tokens.lower(at + length));
            if lower != "of" && (person || is_initial(tokens.word(at + length))) {
                return None;
            }
            joint(length)
        }
        "and" => {
            // `Ministry of Trade and Labour`, `Food and Drug Administration`, but not `Kessel and Orva`.
            let known = |i: usize| gazetteer::whole(tokens.word(i)).is_some_and(|entry| entry.kind != ActorKind::Place);
            let usual = |i: usize| gazetteer::is_common(tokens.lower(i)) || known(i);
            let body = matches!(last.what, What::Known(entry) if entry.kind == ActorKind::Organisation)
                && gazetteer::organisation_word(tokens.lower(last.tokens.start)).first
                && last.tokens.len() > 2;
            let opened = body
                || run.iter().enumerate().any(|(k, piece)| {
                    // `Ministry of …`, `International Federation of …`
                    let head = k.checked_sub(1).and_then(|before| run.get(before));
                    let word = |piece: &Piece| gazetteer::organisation_word(tokens.lower(piece.tokens.end - 1));
                    piece.what == What::Joint
                        && tokens.lower(piece.tokens.start) == "of"
                        && (head.is_some_and(|head| head.what == What::Word && word(head).first)
                            || gazetteer::organisation_word(tokens.lower(first_of_name(run).tokens.start)).first)
                });
            let heads = || {
                let mut end = at + 1;
                while end < range.end
                    && (facts.name(end) && is_word(tokens, end) || end > at + 1 && tokens.lower(end) == "and")
                {
                    end += 1;
                }
                end > at + 1 && gazetteer::organisation_word(tokens.lower(end - 1)).last
            };
            let fits = (body || last.what == What::Word)
                && usual(at + 1)
                && usual(last.tokens.end - 1)
                && capital(tokens, at + 1);
            if fits && (opened || heads() && run.len() <= 3) { joint(1) } else { None }
        }
        "de" | "del" | "della" | "di" | "da" | "dos" | "das" | "do" | "du" | "des" | "van" | "von" | "der" | "den"
        | "ter" | "ten" | "bin" | "ibn" | "bint" | "al" | "el" | "la" | "le" | "zu" | "y" | "ben" | "ould" | "e"
        | "los" | "las"
            if tokens.spaced(at) =>
        {
            let mut length = 1;
            while length < 3
                && matches!(
                    tokens.lower(at + length),
                    "la" | "las" | "los" | "der" | "den" | "la'" | "al" | "el" | "le"
                )
                && !capital(tokens, at + length)
            {
                length += 1;
            }
            joint(length)
        }
        "'" if last.what == What::Word && last_word.ends_with('s') => {
            // `the Northern Fishers’ Association`, `the Dockers’ and Pilots’ Union`
            let capitals = |k: usize| facts.name(k) && is_word(tokens, k);
            let mut end = at + 1;
            while end < range.end
                && (capitals(end) || tokens.lower(end) == "and" || tokens.word(end).starts_with(['’', '\'']))
                && end < at + 6
            {
                end += 1;
            }
            let head = (at + 1..end).find(|k| gazetteer::organisation_word(tokens.lower(*k)).last)?;
            let mut pieces = vec![Piece { tokens: at..at + 1, what: What::Joint }];
            pieces.extend((at + 1..=head).map(|k| {
                let what = if capitals(k) { What::Word } else { What::Joint };
                Piece { tokens: k..k + 1, what }
            }));
            Some(pieces)
        }
        "'s" => {
            // `the People’s Party`, `Children’s Hospital`
            let word = tokens.lower(last.tokens.start);
            if last.what != What::Word
                || !matches!(
                    word,
                    "people" | "children" | "women" | "men" | "workers" | "farmers" | "lloyd" | "king" | "queen" | "st"
                )
            {
                return None;
            }
            joint(1)
        }
        _ => None,
    }
}

/// The piece that the name at the end of the run begins with.
fn first_of_name(run: &[Piece]) -> &Piece {
    let mut first = run.len() - 1;
    while first > 0 && run[first - 1].what != What::Title {
        first -= 1;
    }
    // Peoples before the name of a body are looked through: `Kesselian Ministry of Truth`.
    while first + 1 < run.len() && matches!(run[first].what, What::Known(_)) && run[first + 1].what == What::Word {
        first += 1;
    }
    &run[first]
}

/// Cuts a run into candidates.
fn split(tokens: &Tokens, sentence: usize, run: &[Piece], out: &mut Vec<Segment>) {
    let mut at = 0;
    while at < run.len() {
        match run[at].what {
            What::Title => {
                // `Justice Department`, `General Assembly`: the title is a part of the body's name.
                let follower = run.get(at + 1);
                let head = follower.is_some_and(|piece| {
                    piece.what == What::Word && gazetteer::organisation_word(tokens.lower(piece.tokens.start)).last
                });
                if head && run[at].tokens.len() == 1 && !tokens.word(run[at].tokens.start).ends_with('.') {
                    push(tokens, sentence, &run[at..at + 2], out);
                    at += 2;
                } else {
                    at += 1;
                }
            }
            What::Joint => at += 1,
            _ => {
                let mut end = at + 1;
                while end < run.len() && run[end].what != What::Title {
                    end += 1;
                }
                // `Kessel Justice Department`
                if end + 1 < run.len()
                    && run[end].tokens.len() == 1
                    && run[end + 1].what == What::Word
                    && gazetteer::organisation_word(tokens.lower(run[end + 1].tokens.start)).last
                {
                    end += 2;
                }
                untitled(tokens, sentence, &run[at..end], out);
                at = end;
            }
        }
    }
}

/// A stretch between titles.
fn untitled(tokens: &Tokens, sentence: usize, run: &[Piece], out: &mut Vec<Segment>) {
    let mut run = run;
    while run.last().is_some_and(|piece| piece.what == What::Joint) {
        run = &run[..run.len() - 1];
    }
    let Some((first, rest)) = run.split_first() else { return };
    if rest.is_empty() {
        push(tokens, sentence, run, out);
        return;
    }
    let is_group = |piece: &Piece| matches!(piece.what, What::Known(entry) if entry.kind == ActorKind::Group);
    let is_known = |piece: &Piece, kind: ActorKind| matches!(piece.what, What::Known(entry) if entry.kind == kind);
    let (body, _) = shape(tokens, run);
    // A people before a name is its own, unless a body's name begins with it.
    // `Christian` before a last name is a given name.
    let given = gazetteer::given(tokens.lower(first.tokens.start)).is_some()
        && rest.len() == 1
        && rest[0].what == What::Word
        && !gazetteer::is_common(tokens.lower(rest[0].tokens.start));
    if is_group(first) && !body && !given {
        push(tokens, sentence, std::slice::from_ref(first), out);
        untitled(tokens, sentence, rest, out);
        return;
    }
    if !body {
        for (k, piece) in run.iter().enumerate().skip(1) {
            // A known people or organisation inside parts what stands around it.
            let initialled =
                k == 1 && rest.len() == 2 && is_initial(tokens.word(run[0].tokens.start)) && is_group(piece);
            let surname = initialled
                || k + 1 == run.len()
                    && piece.tokens.len() == 1
                    && run[k - 1].what == What::Word
                    && gazetteer::given(tokens.lower(run[k - 1].tokens.start)).is_some_and(|given| !given.doubtful);
            if !surname && (is_group(piece) || is_known(piece, ActorKind::Organisation)) {
                untitled(tokens, sentence, &run[..k], out);
                push(tokens, sentence, std::slice::from_ref(piece), out);
                untitled(tokens, sentence, &run[k + 1..], out);
                return;
            }
        }
        if is_known(first, ActorKind::Organisation) && rest.first().is_some_and(|piece| piece.what != What::Joint) {
            push(tokens, sentence, std::slice::from_ref(first), out);
            untitled(tokens, sentence, rest, out);
            return;
        }
    }
    push(tokens, sentence, run, out);
}

/// Whether the words of a run make it a body, or a place.
fn shape(tokens: &Tokens, run: &[Piece]) -> (bool, bool) {
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return (false, false) };
    let opener = run.iter().find(|piece| piece.what == What::Word).unwrap_or(first);
    let (first_word, last_word) = (tokens.lower(opener.tokens.start), tokens.lower(last.tokens.end - 1));
    let joined = run.iter().any(|piece| {
        piece.what == What::Joint && matches!(tokens.lower(piece.tokens.start), "of" | "for" | "on" | "against")
    });
    let before_joint = run.iter().take_while(|piece| piece.what != What::Joint).last().unwrap_or(first);
    let head_before = gazetteer::organisation_word(tokens.lower(before_joint.tokens.end - 1));
    let body = last.what == What::Word && gazetteer::organisation_word(last_word).last
        || joined && (gazetteer::organisation_word(first_word).first || head_before.last || head_before.first)
        || gazetteer::organisation_word(first_word).first && run.len() > 1 && opener.tokens == first.tokens;
    let place = !body
        && run.len() > 1
        && (last.what == What::Word && gazetteer::place_word(last_word).last
            || first.what != What::Title && gazetteer::place_word(tokens.lower(first.tokens.start)).first);
    (body, place)
}

fn push(tokens: &Tokens, sentence: usize, run: &[Piece], out: &mut Vec<Segment>) {
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return };
    let mut range = first.tokens.start..last.tokens.end;
    if range.len() > 1 && tokens.word(range.start) == "the" {
        range.start += 1;
    }
    let entry = match (run, &first.what) {
        ([_], What::Known(entry)) => Some(*entry),
        _ => None,
    };
    let (organisation, place) = shape(tokens, run);
    // `Ivo Lang, Jr.`
    let suffix = |i: usize| matches!(tokens.lower(i).trim_end_matches('.'), "jr" | "sr" | "ii" | "iii" | "iv");
    if entry.is_none()
        && !organisation
        && tokens.word(range.end) == ","
        && suffix(range.end + 1)
        && is_word(tokens, range.end + 1)
    {
        range.end += 2;
    }
    // Initials alone, or marks, are no names.
    if range.clone().all(|i| is_initial(tokens.word(i)) && tokens.word(i).chars().count() == 2)
        || range.clone().all(|i| tokens.list.get(i).is_none_or(|token| token.kind != TokenKind::Word))
    {
        return;
    }
    out.push(Segment { tokens: range, sentence, entry, organisation, place });
}
