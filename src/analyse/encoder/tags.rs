//! Tags: from a score for each word to the best legal row of begin, inside and outside (Viterbi).

/// What may follow what. States are numbered as the scores' columns.
pub struct Steps<const N: usize> {
    /// `allowed[from][to]`
    pub allowed: [[bool; N]; N],
    /// Whether a text may begin with a state.
    pub start: [bool; N],
}

impl<const N: usize> Steps<N> {
    /// Begin and inside of `(N − 1) / 2` classes, outside being 0: a class goes on only behind its own first or inner word.
    pub const fn legal() -> Self {
        let mut allowed = [[true; N]; N];
        let mut start = [true; N];
        let mut inner = 2;
        while inner < N {
            let mut from = 0;
            while from < N {
                allowed[from][inner] = from == inner || from + 1 == inner;
                from += 1;
            }
            start[inner] = false;
            inner += 2;
        }
        Steps { allowed, start }
    }
}

/// The path of the highest sum through `scores`, one row a word.
pub fn best_path<const N: usize>(scores: impl Iterator<Item = [f32; N]>, steps: &Steps<N>) -> Vec<usize> {
    let mut scores = scores;
    let Some(first) = scores.next() else { return Vec::new() };
    let mut best = first;
    for (state, score) in best.iter_mut().enumerate() {
        if !steps.start[state] {
            *score = f32::NEG_INFINITY;
        }
    }
    let mut back: Vec<[u8; N]> = Vec::new();
    for row in scores {
        let mut pointers = [0u8; N];
        let mut next = [f32::NEG_INFINITY; N];
        for (to, score) in row.into_iter().enumerate() {
            for from in (0..N).filter(|from| steps.allowed[*from][to]) {
                if best[from] > next[to] {
                    next[to] = best[from];
                    pointers[to] = from as u8;
                }
            }
            next[to] += score;
        }
        // Sums stay small on the longest text.
        let highest = next.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        best = next.map(|score| score - highest);
        back.push(pointers);
    }
    let mut state = (0..N).fold(0, |chosen, state| if best[state] > best[chosen] { state } else { chosen });
    let mut path = vec![state];
    for pointers in back.iter().rev() {
        state = usize::from(pointers[state]);
        path.push(state);
    }
    path.reverse();
    path
}

/// Content tags of words (outside, first, inner): contents that begin inside an outermost quotation pay `crossing`, in log
/// odds, when they run past its end; each content pays `begin`. `quotation` tells for each word the quotation it stands in.
pub fn content(scores: &[[f32; 3]], quotation: &[Option<u32>], begin: f32, crossing: f32) -> Vec<usize> {
    const STEPS: Steps<5> = Steps {
        allowed: [
            [true, true, false, true, false],
            [true, true, true, true, false],
            [true, true, true, true, false],
            [true, true, false, true, true],
            [true, true, false, true, true],
        ],
        start: [true, true, false, true, false],
    };
    let rows = scores.iter().zip(quotation).enumerate().map(|(word, ([outside, first, inner], quoted))| {
        // Outside, first and inner, and first and inner of what began inside a quotation.
        let mut row = [*outside, *first - begin, *inner, *first - begin, *inner];
        row[if quoted.is_some() { 1 } else { 3 }] = f32::NEG_INFINITY;
        if word > 0 && quotation[word - 1] != *quoted {
            row[4] -= crossing;
        }
        row
    });
    let path = best_path(rows, &STEPS);
    path.into_iter().map(|state| [0, 1, 2, 1, 2][state]).collect()
}

/// The ranges of words that a row of tags marks, with the class of each.
pub fn ranges(tags: &[usize]) -> Vec<(std::ops::Range<usize>, usize)> {
    let mut found: Vec<(std::ops::Range<usize>, usize)> = Vec::new();
    for (word, tag) in tags.iter().enumerate().filter(|(_, tag)| **tag > 0) {
        let class = (tag - 1) / 2;
        match found.last_mut() {
            Some((range, of)) if tag % 2 == 0 && range.end == word && *of == class => range.end += 1,
            _ if tag % 2 == 1 => found.push((word..word + 1, class)),
            _ => {}
        }
    }
    found
}

/// Scores as log probabilities, after division by `temperature`.
pub fn log_probabilities<const N: usize>(logits: [f32; N], temperature: f32) -> [f32; N] {
    let scaled = logits.map(|logit| logit / temperature);
    let highest = scaled.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let total: f32 = scaled.iter().map(|score| (score - highest).exp()).sum();
    scaled.map(|score| score - highest - total.ln())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn paths_are_legal(rows in prop::collection::vec(prop::array::uniform5(-5.0f32..5.0), 0..40)) {
            let path = best_path(rows.iter().copied(), &Steps::legal());
            prop_assert_eq!(path.len(), rows.len());
            for (word, tag) in path.iter().enumerate().filter(|(_, tag)| **tag > 0 && **tag % 2 == 0) {
                prop_assert!(word > 0 && (path[word - 1] == *tag || path[word - 1] + 1 == *tag));
            }
            let marked: usize = ranges(&path).iter().map(|(range, _)| range.len()).sum();
            prop_assert_eq!(marked, path.iter().filter(|tag| **tag > 0).count());
        }
    }

    #[test]
    fn contents_stop_at_closing_marks() {
        let inner = [0.0, -5.0, 1.0];
        let scores = [[-5.0, 1.0, -5.0], inner, inner, [-0.2, -5.0, 0.0], [0.0, -5.0, -4.0]];
        let quotation = [Some(0), Some(0), Some(0), None, None];
        assert_eq!(content(&scores, &quotation, 0.0, 3.0), [1, 2, 2, 0, 0]);
        assert_eq!(content(&scores, &quotation, 0.0, 0.0), [1, 2, 2, 2, 0]);
        assert_eq!(content(&scores, &[None; 5], 0.0, 3.0), [1, 2, 2, 2, 0]);
    }
}
