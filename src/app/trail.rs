//! The way that the reader took through the article, to go back and forward on it.

use super::selection::Selection;

/// A place where the reader was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The byte at the top of the view.
    pub byte: usize,
    /// What was chosen.
    pub selection: Selection,
}

/// The places from which the reader jumped.
#[derive(Clone, Debug, Default)]
pub struct Trail {
    behind: Vec<Place>,
    ahead: Vec<Place>,
}

/// How many places are kept.
const MOST: usize = 300;

impl Trail {
    /// The reader jumps away from `here`. What lay ahead is forgotten.
    pub fn leave(&mut self, here: Place) {
        self.ahead.clear();
        if self.behind.last() != Some(&here) {
            self.behind.push(here);
        }
        if self.behind.len() > MOST {
            self.behind.remove(0);
        }
    }

    /// Where the reader was before; `None` when there was no jump.
    pub fn back(&mut self, here: Place) -> Option<Place> {
        let there = self.behind.pop()?;
        self.ahead.push(here);
        Some(there)
    }

    /// Where the reader went back from.
    pub fn forward(&mut self, here: Place) -> Option<Place> {
        let there = self.ahead.pop()?;
        self.behind.push(here);
        Some(there)
    }

    /// Changes what was chosen at each place.
    pub fn each(&mut self, mut change: impl FnMut(&mut Selection)) {
        self.behind.iter_mut().chain(&mut self.ahead).for_each(|place| change(&mut place.selection));
    }

    /// Whether there is a way back, and one forward.
    pub fn ways(&self) -> (bool, bool) {
        (!self.behind.is_empty(), !self.ahead.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(byte: usize) -> Place {
        Place { byte, ..Place::default() }
    }

    #[test]
    fn back_and_forward_are_the_same_way() {
        let mut trail = Trail::default();
        trail.leave(place(1));
        trail.leave(place(1));
        trail.leave(place(2));
        assert_eq!(trail.back(place(3)), Some(place(2)));
        assert_eq!(trail.back(place(2)), Some(place(1)));
        assert_eq!(trail.back(place(1)), None);
        assert_eq!(trail.forward(place(1)), Some(place(2)));
        assert_eq!(trail.forward(place(2)), Some(place(3)));
        assert_eq!(trail.ways(), (true, false));
        trail.back(place(3));
        trail.leave(place(9));
        assert_eq!(trail.forward(place(0)), None);
    }

    #[test]
    fn a_long_way_is_cut() {
        let mut trail = Trail::default();
        (0..1000).for_each(|byte| trail.leave(place(byte)));
        assert_eq!(std::iter::from_fn(|| trail.back(place(0))).count(), MOST);
    }
}
