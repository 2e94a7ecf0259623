//! Pieces of lines: letters that stand close together on one line, with the spaces between the words.

use unicode_normalization::UnicodeNormalization;

use super::glyphs::Glyph;

/// A piece of a line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fragment {
    pub text: String,
    pub x0: f32,
    pub x1: f32,
    /// The line that it stands on.
    pub y: f32,
    /// The size of its letters.
    pub size: f32,
    pub bold: bool,
}

impl Fragment {
    /// Where its letters begin at the top, about.
    pub fn top(&self) -> f32 {
        self.y - self.size * 0.8
    }

    /// Puts another piece behind it.
    pub fn join(&mut self, next: &Fragment, space: bool) {
        if space && !self.text.ends_with(' ') && !next.text.starts_with(' ') {
            self.text.push(' ');
        }
        self.text.push_str(&next.text);
        // The larger part tells what it looks like.
        if next.text.len() > self.text.len() - next.text.len() {
            (self.y, self.size, self.bold) = (next.y, next.size, next.bold);
        }
        self.x0 = self.x0.min(next.x0);
        self.x1 = self.x1.max(next.x1);
    }
}

/// The pieces that the glyphs of a page make, in no order.
pub fn of(glyphs: Vec<Glyph>) -> Vec<Fragment> {
    let mut found = Vec::new();
    let mut run: Vec<Glyph> = Vec::new();
    for glyph in glyphs.into_iter().filter(|glyph| glyph.size > 0.5 && !is_nothing(glyph.letter)) {
        let goes_on = run.last().is_some_and(|last| {
            let (size, gap) = (last.size.max(glyph.size), glyph.x0 - last.x1);
            // Raised and lowered letters stand on other lines.
            let same_line = (last.y - glyph.y).abs() < size * 0.4;
            same_line && gap > -size * 0.6 && gap < size
        });
        if !goes_on {
            found.extend(fragment(std::mem::take(&mut run)));
        }
        run.push(glyph);
    }
    found.extend(fragment(run));
    merge(found)
}

/// Letters that stand for none.
fn is_nothing(letter: char) -> bool {
    letter.is_control() && !letter.is_whitespace()
}

/// How a fragment's letters are written: without ligatures, and nothing of the fonts' own areas.
fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        '\u{fb00}' => "ff",
        '\u{fb01}' => "fi",
        '\u{fb02}' => "fl",
        '\u{fb03}' => "ffi",
        '\u{fb04}' => "ffl",
        '\u{fb05}' | '\u{fb06}' => "st",
        '\u{f0b7}' | '\u{f0a7}' | '\u{f0a8}' => "•",
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10fffd}' => "\u{fffd}",
        _ => return None,
    })
}

/// The mark that goes on a letter, where it stands alone in old fonts.
fn combining(letter: char) -> Option<char> {
    Some(match letter {
        '`' => '\u{300}',
        '´' => '\u{301}',
        'ˆ' => '\u{302}',
        '˜' => '\u{303}',
        '¯' => '\u{304}',
        '˘' => '\u{306}',
        '˙' => '\u{307}',
        '¨' => '\u{308}',
        '˚' => '\u{30a}',
        '˝' => '\u{30b}',
        'ˇ' => '\u{30c}',
        '¸' => '\u{327}',
        '˛' => '\u{328}',
        _ => return None,
    })
}

fn fragment(run: Vec<Glyph>) -> Option<Fragment> {
    let run = marked(run);
    let letters: Vec<&Glyph> = run.iter().filter(|glyph| !glyph.letter.is_whitespace()).collect();
    let (first, last) = (letters.first()?, letters.last()?);
    let mut fragment = Fragment { x0: first.x0, x1: last.x1, ..look(&letters) };
    let em = fragment.size;
    let mut gaps: Vec<f32> = letters
        .windows(2)
        .filter_map(|pair| Some(pair.get(1)?.x0 - pair.first()?.x1))
        .map(|gap| gap.max(0.0))
        .collect();
    gaps.sort_by(f32::total_cmp);
    // Where spaces are written, a small gap is none; where letters are set apart, it is none either.
    let written = (run.len() - letters.len()) * 15 >= letters.len();
    let usual = gaps.get(gaps.len() / 2).copied().unwrap_or_default();
    let space = if written { em * 0.35 } else { usual + em * 0.17 };
    let mut before: Option<&Glyph> = None;
    for glyph in &run {
        if glyph.letter.is_whitespace() {
            if !fragment.text.is_empty() && !fragment.text.ends_with(' ') {
                fragment.text.push(' ');
            }
        } else {
            let apart = before.is_some_and(|before| glyph.x0 - before.x1 > space);
            if apart && !fragment.text.ends_with(' ') {
                fragment.text.push(' ');
            }
            match plain(glyph.letter) {
                Some(letters) => fragment.text.push_str(letters),
                None => fragment.text.push(glyph.letter),
            }
        }
        before = Some(glyph);
    }
    fragment.text.truncate(fragment.text.trim_end().len());
    if !unicode_normalization::is_nfc(&fragment.text) {
        fragment.text = fragment.text.nfc().collect();
    }
    Some(fragment)
}

/// Marks that are drawn over a letter become a part of it: a combining mark behind it.
fn marked(run: Vec<Glyph>) -> Vec<Glyph> {
    let over = |mark: &Glyph, letter: &Glyph| {
        let middle = (mark.x0 + mark.x1) / 2.0;
        letter.letter.is_alphabetic() && letter.x0 < middle && middle < letter.x1
    };
    let mut found: Vec<Glyph> = Vec::with_capacity(run.len());
    let mut waiting: Option<Glyph> = None;
    for glyph in run {
        // What is drawn twice, to look bold or to cast a shadow.
        let twice = found.iter().rev().take(3).any(|other| {
            other.letter == glyph.letter
                && !glyph.letter.is_whitespace()
                && (other.x0 - glyph.x0).abs() < (glyph.x1 - glyph.x0) * 0.3
        });
        if twice {
            continue;
        }
        let before = found.last().copied();
        match (combining(glyph.letter), waiting.take()) {
            (Some(mark), None) if before.is_some_and(|before| over(&glyph, &before)) => {
                if let Some(before) = before {
                    found.push(Glyph { letter: mark, x0: before.x1, x1: before.x1, ..before });
                }
            }
            (Some(_), None) => waiting = Some(glyph),
            (_, Some(mark)) if over(&mark, &glyph) => {
                let letter = combining(mark.letter).unwrap_or(mark.letter);
                found.extend([glyph, Glyph { letter, x0: glyph.x1, x1: glyph.x1, ..glyph }]);
            }
            (_, Some(mark)) => found.extend([mark, glyph]),
            (None, None) => found.push(glyph),
        }
    }
    found.extend(waiting);
    found
}

/// Size, line and weight of the most letters.
fn look(letters: &[&Glyph]) -> Fragment {
    let mut sizes: Vec<f32> = letters.iter().map(|glyph| glyph.size).collect();
    sizes.sort_by(f32::total_cmp);
    let size = sizes.get(sizes.len() / 2).copied().unwrap_or_default();
    let of_size = |glyph: &&&Glyph| (glyph.size - size).abs() <= size * 0.05;
    let y = letters.iter().find(of_size).map_or(0.0, |glyph| glyph.y);
    let bold = letters.iter().filter(|glyph| glyph.bold).count() * 2 > letters.len();
    Fragment { y, size, bold, ..Fragment::default() }
}

/// Joins pieces of one line that were not drawn one behind the other, and puts words from right to left in their order.
fn merge(mut found: Vec<Fragment>) -> Vec<Fragment> {
    found.sort_by(|one, other| one.y.total_cmp(&other.y).then(one.x0.total_cmp(&other.x0)));
    let mut merged: Vec<Fragment> = Vec::with_capacity(found.len());
    // Pieces that one may still be behind: those of the lines just above.
    let mut start = 0;
    for fragment in found {
        while merged.get(start).is_some_and(|other| fragment.y - other.y > fragment.size.max(other.size)) {
            start += 1;
        }
        let near = merged.iter_mut().skip(start).rev().take(64).find(|other| {
            let (size, gap) = (other.size.max(fragment.size), fragment.x0 - other.x1);
            (other.y - fragment.y).abs() < size * 0.3
                && (-size * 0.3..size * 0.6).contains(&gap)
                && other.size < fragment.size * 1.4
                && fragment.size < other.size * 1.4
        });
        match near {
            Some(before) => {
                let space = fragment.x0 - before.x1 > fragment.size * 0.17;
                before.join(&fragment, space);
            }
            None => merged.push(fragment),
        }
    }
    for fragment in &mut merged {
        in_reading_order(&mut fragment.text);
    }
    drop_caps(merged)
}

fn is_right_to_left(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// Letters come by their places from the left: runs of Hebrew and Arabic are turned round.
fn in_reading_order(text: &mut String) {
    if !text.chars().any(is_right_to_left) {
        return;
    }
    let letters: Vec<char> = text.chars().collect();
    let mut ordered = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(letter) = letters.get(at) {
        if !is_right_to_left(*letter) {
            ordered.push(*letter);
            at += 1;
            continue;
        }
        let rest = letters.get(at..).unwrap_or_default();
        let reach = rest.iter().take_while(|letter| is_right_to_left(**letter) || letter.is_whitespace()).count();
        let run = rest.get(..reach).unwrap_or_default();
        let words = run.iter().rposition(|letter| is_right_to_left(*letter)).map_or(0, |last| last + 1);
        ordered.extend(run.get(..words).unwrap_or_default().iter().rev());
        at += words.max(1);
    }
    *text = ordered;
}

/// A large first letter that stands over several lines goes before the first of these.
fn drop_caps(mut found: Vec<Fragment>) -> Vec<Fragment> {
    let is_cap = |fragment: &Fragment| {
        let mut letters = fragment.text.chars().filter(|letter| letter.is_alphanumeric());
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_none() && fragment.text.chars().count() <= 2
    };
    let caps: Vec<Fragment> = found.iter().filter(|fragment| is_cap(fragment)).cloned().collect();
    for cap in caps {
        let beside = |fragment: &&mut Fragment| {
            let gap = fragment.x0 - cap.x1;
            fragment.size * 1.8 < cap.size
                && gap > -cap.size * 0.2
                && gap < fragment.size * 1.5
                && fragment.y > cap.y - cap.size
                && fragment.y <= cap.y + fragment.size * 0.3
        };
        let first = found.iter_mut().filter(beside).min_by(|one, other| one.y.total_cmp(&other.y));
        if let Some(first) = first {
            first.text.insert_str(0, cap.text.trim());
            first.x0 = cap.x0;
            found.retain(|fragment| *fragment != cap);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Letters of equal width, one behind the other; a `_` is a gap, a ` ` is written.
    fn set(words: &str, x: f32, y: f32) -> Vec<Glyph> {
        let place = |at: usize| x + at as f32 * 5.0;
        let glyphs = words.chars().enumerate().filter(|(_, letter)| *letter != '_');
        glyphs
            .map(|(at, letter)| Glyph { letter, x0: place(at), x1: place(at + 1), y, size: 10.0, bold: false })
            .collect()
    }

    fn texts(glyphs: Vec<Glyph>) -> Vec<String> {
        of(glyphs).into_iter().map(|fragment| fragment.text).collect()
    }

    #[test]
    fn gaps_become_spaces_and_wide_ones_part() {
        assert_eq!(texts(set("the_old bridge____shut", 0.0, 10.0)), ["the old bridge", "shut"]);
    }

    #[test]
    fn letters_that_are_set_apart_are_one_word() {
        let mut glyphs = set("BRIDGE_SHUT", 0.0, 10.0);
        for (at, glyph) in glyphs.iter_mut().enumerate() {
            glyph.x0 += at as f32 * 3.0;
            glyph.x1 += at as f32 * 3.0;
        }
        assert_eq!(texts(glyphs), ["BRIDGE SHUT"]);
    }

    #[test]
    fn ligatures_and_marks_become_letters() {
        assert_eq!(texts(set("o\u{fb03}ce", 0.0, 10.0)), ["office"]);
        let mut glyphs = set("Zo¨e", 0.0, 10.0);
        // The mark is drawn over the letter behind it.
        if let [.., mark, letter] = glyphs.as_mut_slice() {
            (letter.x0, letter.x1) = (mark.x0, mark.x1);
        }
        assert_eq!(texts(glyphs), ["Zoë"]);
        assert_eq!(texts(set("a\u{e123}b", 0.0, 10.0)), ["a\u{fffd}b"]);
    }

    #[test]
    fn what_is_drawn_twice_counts_once() {
        let glyphs: Vec<Glyph> = set("shut", 0.0, 10.0)
            .into_iter()
            .flat_map(|glyph| [glyph, Glyph { x0: glyph.x0 + 0.4, x1: glyph.x1 + 0.4, ..glyph }])
            .collect();
        assert_eq!(texts(glyphs), ["shut"]);
    }

    #[test]
    fn words_from_right_to_left_are_put_in_order() {
        let mut glyphs = set("say ", 0.0, 10.0);
        // Drawn from the right.
        glyphs.extend(set("םולש", 20.0, 10.0).into_iter().rev());
        glyphs.extend(set(" now", 40.0, 10.0));
        assert_eq!(texts(glyphs), ["say שלום now"]);
    }

    #[test]
    fn a_large_first_letter_belongs_to_its_word() {
        let mut glyphs = vec![Glyph { letter: 'N', x0: 0.0, x1: 20.0, y: 20.0, size: 28.0, bold: false }];
        glyphs.extend(set("obody crosses", 22.0, 8.0));
        glyphs.extend(set("the bridge", 22.0, 20.0));
        assert_eq!(texts(glyphs), ["Nobody crosses", "the bridge"]);
    }
}
