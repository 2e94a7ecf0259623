//! The order of reading: a page is cut at the gaps between its columns, and each column is read to its end.

use super::fragments::Fragment;

/// The most cuts in cuts.
const MAX_DEPTH: usize = 24;

/// The fewest lines on both sides of a gap that make columns of it.
const FEWEST: usize = 3;

/// The pieces of a page in columns, in the order in which these are read; in each, from top to bottom.
pub fn of(fragments: Vec<Fragment>) -> Vec<Vec<Fragment>> {
    let mut found = Vec::new();
    cut(fragments, 0, &mut found);
    found
}

fn cut(mut region: Vec<Fragment>, depth: usize, found: &mut Vec<Vec<Fragment>>) {
    region.sort_by(|one, other| one.y.total_cmp(&other.y).then(one.x0.total_cmp(&other.x0)));
    if region.is_empty() {
        return;
    }
    if depth < MAX_DEPTH && region.len() >= 2 * FEWEST {
        if let Some(gap) = gap(&region) {
            return apart(region, gap, depth, found);
        }
        if let Some(at) = band(&region) {
            let below = region.split_off(at);
            cut(region, depth + 1, found);
            return cut(below, depth + 1, found);
        }
    }
    found.push(region);
}

/// Reads what is left of the gap and then what is right of it, between any two lines that cross it.
fn apart(region: Vec<Fragment>, gap: f32, depth: usize, found: &mut Vec<Vec<Fragment>>) {
    let (mut left, mut right, mut across) = (Vec::new(), Vec::new(), Vec::new());
    let sides = |left: &mut Vec<Fragment>, right: &mut Vec<Fragment>, found: &mut Vec<Vec<Fragment>>| {
        cut(std::mem::take(left), depth + 1, found);
        cut(std::mem::take(right), depth + 1, found);
    };
    for fragment in region {
        if fragment.x0 < gap && fragment.x1 > gap {
            sides(&mut left, &mut right, found);
            across.push(fragment);
            continue;
        }
        if !across.is_empty() {
            found.push(std::mem::take(&mut across));
        }
        if fragment.x1 <= gap { left.push(fragment) } else { right.push(fragment) }
    }
    sides(&mut left, &mut right, found);
    if !across.is_empty() {
        found.push(across);
    }
}

/// Where the gap between two columns is: few lines cross it, and on both sides of it lines stand beside each other.
fn gap(region: &[Fragment]) -> Option<f32> {
    let size = middle(region.iter().map(|fragment| fragment.size))?;
    let lines = lines(region);
    let mut edges: Vec<(f32, i32)> = region.iter().flat_map(|piece| [(piece.x0, 1), (piece.x1, -1)]).collect();
    edges.sort_by(|one, other| one.0.total_cmp(&other.0));
    let allowed = (lines / 4) as i32;
    let (mut depth, mut best) = (0, None);
    for pair in edges.windows(2) {
        let [(from, change), (to, _)] = pair else { continue };
        depth += change;
        if depth > allowed || to - from < (size * 0.5).max(3.0) {
            continue;
        }
        let at = (from + to) / 2.0;
        let beside = beside(region, at, size);
        // Of the lines that could cross, most must not.
        if beside >= FEWEST && beside as i32 >= depth * 2 && best.is_none_or(|(most, _)| beside > most) {
            best = Some((beside, at));
        }
    }
    best.map(|(_, at)| at)
}

/// How many lines left of `at` have one right of it beside them, where these begin at one edge as a column does.
fn beside(region: &[Fragment], at: f32, size: f32) -> usize {
    let right: Vec<&Fragment> = region.iter().filter(|piece| piece.x0 > at).collect();
    let Some(edge) = right.iter().map(|piece| piece.x0).min_by(f32::total_cmp) else { return 0 };
    let left: Vec<&Fragment> = region.iter().filter(|piece| piece.x1 < at).collect();
    let mut count = 0;
    let mut from = 0;
    let mut aligned: Vec<&Fragment> = right.into_iter().filter(|piece| piece.x0 < edge + size * 2.5).collect();
    aligned.dedup_by(|one, other| (one.y - other.y).abs() < size * 0.3);
    // Both are in order from top to bottom.
    for piece in aligned {
        while left.get(from).is_some_and(|other| other.y < piece.y - size * 1.2) {
            from += 1;
        }
        count += usize::from(left.get(from).is_some_and(|other| other.y < piece.y + size * 1.2));
    }
    // A list of short names beside short names is a table, which is read by its lines.
    let words = |pieces: &[&Fragment]| {
        pieces.iter().map(|piece| piece.text.split(' ').count()).sum::<usize>() / pieces.len().max(1)
    };
    if words(&left) < 2 { 0 } else { count }
}

/// Where a region is best cut across, so that a part of it has columns: at the first piece of the lower part.
fn band(region: &[Fragment]) -> Option<usize> {
    let size = middle(region.iter().map(|fragment| fragment.size))?;
    let mut gaps: Vec<(f32, usize)> = Vec::new();
    let mut lowest = f32::MIN;
    for (at, piece) in region.iter().enumerate() {
        if at > 0 {
            gaps.push((piece.top() - lowest, at));
        }
        lowest = lowest.max(piece.y);
    }
    gaps.retain(|(gap, _)| *gap > size * 0.7);
    gaps.sort_by(|one, other| other.0.total_cmp(&one.0));
    let has_gap = |part: &[Fragment]| part.len() >= 2 * FEWEST && gap(part).is_some();
    gaps.into_iter().take(6).map(|(_, at)| at).find(|at| {
        let (above, below) = region.split_at(*at);
        has_gap(above) || has_gap(below)
    })
}

/// Number of lines, pieces beside each other counted once.
fn lines(region: &[Fragment]) -> usize {
    let mut count = 0;
    let mut last = f32::MIN;
    for piece in region {
        if piece.y - last > piece.size * 0.5 {
            count += 1;
            last = piece.y;
        }
    }
    count
}

/// The median.
pub fn middle(numbers: impl Iterator<Item = f32>) -> Option<f32> {
    let mut numbers: Vec<f32> = numbers.collect();
    numbers.sort_by(f32::total_cmp);
    numbers.get(numbers.len() / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(text: &str, x0: f32, x1: f32, y: f32) -> Fragment {
        Fragment { text: text.to_owned(), x0, x1, y, size: 10.0, bold: false }
    }

    fn order(pieces: Vec<Fragment>) -> Vec<String> {
        of(pieces).into_iter().flatten().map(|fragment| fragment.text).collect()
    }

    #[test]
    fn columns_are_read_one_after_the_other_below_and_above_what_crosses_them() {
        let mut page = vec![piece("The headline over both", 0.0, 200.0, 10.0)];
        for (part, start) in [("a", 30.0), ("b", 120.0)] {
            for line in 0..5 {
                let y = start + line as f32 * 12.0;
                page.push(piece(&format!("{part} left {line}"), 0.0, if line == 4 { 40.0 } else { 95.0 }, y));
                page.push(piece(&format!("{part} right {line}"), 107.0, 200.0, y));
            }
        }
        page.insert(11, piece("A crosshead over both", 30.0, 170.0, 102.0));
        let order = order(page);
        let expected: Vec<String> = std::iter::once("The headline over both".to_owned())
            .chain((0..5).map(|line| format!("a left {line}")))
            .chain((0..5).map(|line| format!("a right {line}")))
            .chain(["A crosshead over both".to_owned()])
            .chain((0..5).map(|line| format!("b left {line}")))
            .chain((0..5).map(|line| format!("b right {line}")))
            .collect();
        assert_eq!(order, expected);
    }

    #[test]
    fn one_column_stays_one() {
        let page: Vec<Fragment> = (0..20)
            .map(|line| piece("words in a line", 0.0, if line % 4 == 3 { 60.0 } else { 200.0 }, line as f32 * 12.0))
            .collect();
        assert_eq!(of(page).len(), 1);
    }

    #[test]
    fn a_table_is_read_by_its_lines() {
        let page: Vec<Fragment> = (0..8)
            .flat_map(|line| {
                [piece("Kessel", 0.0, 40.0, line as f32 * 12.0), piece("40,000", 100.0, 130.0, line as f32 * 12.0)]
            })
            .collect();
        assert_eq!(of(page).len(), 1);
    }
}
