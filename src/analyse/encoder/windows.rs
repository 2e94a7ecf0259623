//! Windows: overlapping stretches of a long text, each short enough for the network.

use std::ops::Range;

/// As few windows of at most `size` pieces as cover `0..count` with at least `overlap` shared, all of even length, so that
/// nothing is padded.
pub fn even(count: usize, size: usize, overlap: usize) -> Vec<Range<usize>> {
    if count <= size {
        return std::iter::once(0..count).filter(|all| !all.is_empty()).collect();
    }
    let parts = (count - overlap).div_ceil(size - overlap);
    let length = (count + overlap * (parts - 1)).div_ceil(parts);
    let step = (count - length) as f64 / (parts - 1) as f64;
    (0..parts)
        .map(|part| {
            let start = (part as f64 * step).round_ties_even() as usize;
            start..start + length
        })
        .collect()
}

/// For each position (ascending) the window that shows the most text on both sides of it; the ends of the text count as
/// far away.
pub fn best(positions: &[usize], windows: &[Range<usize>], count: usize) -> Vec<usize> {
    let room = |window: &Range<usize>, at: usize| {
        let before = if window.start > 0 { at - window.start } else { count };
        let after = if window.end < count { window.end - 1 - at } else { count };
        before.min(after)
    };
    let mut first = 0;
    positions
        .iter()
        .map(|at| {
            while first + 1 < windows.len() && windows[first].end <= *at {
                first += 1;
            }
            let mut chosen = first;
            for n in first + 1..windows.len() {
                if windows[n].start > *at {
                    break;
                }
                if room(&windows[n], *at) > room(&windows[chosen], *at) {
                    chosen = n;
                }
            }
            chosen
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn windows_cover_everything_alike(count in 0usize..6000, size in 8usize..300, share in 1usize..4) {
            let overlap = size / 8 * share / 2;
            let windows = even(count, size, overlap);
            let mut covered = 0;
            for window in &windows {
                prop_assert!(window.start <= covered, "nothing is left out");
                prop_assert!(window.len() <= size && window.len() == windows[0].len());
                covered = window.end;
            }
            prop_assert_eq!(covered, count);
            let positions: Vec<usize> = (0..count).collect();
            for (at, chosen) in best(&positions, &windows, count).into_iter().enumerate() {
                prop_assert!(windows[chosen].contains(&at));
                // Half of what two windows share is seen on each side, or the text ends there.
                let window = &windows[chosen];
                prop_assert!(window.start == 0 || at - window.start + 1 >= overlap / 2);
                prop_assert!(window.end == count || window.end - at + 1 >= overlap / 2);
            }
        }
    }
}
