//! The list of corrections, with what was undone.

use super::Correction;

/// A change of the list.
#[derive(Clone, Debug, PartialEq)]
enum Edit {
    /// The correction was put at the end.
    Added(Correction),
    /// The correction was taken out at that place.
    Removed(usize, Correction),
}

/// The corrections of an article. Every change of the list can be undone and done again, back to the empty list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    corrections: Vec<Correction>,
    done: Vec<Edit>,
    undone: Vec<Edit>,
}

impl History {
    /// A list that was made before: its corrections can be undone one by one.
    pub fn new(corrections: Vec<Correction>) -> Self {
        Self { done: corrections.iter().cloned().map(Edit::Added).collect(), corrections, undone: Vec::new() }
    }

    /// The corrections, in the order in which they apply.
    pub fn corrections(&self) -> &[Correction] {
        &self.corrections
    }

    /// Puts a correction at the end. What was undone before cannot be done again.
    pub fn add(&mut self, correction: Correction) {
        self.undone.clear();
        self.corrections.push(correction.clone());
        self.done.push(Edit::Added(correction));
    }

    /// Takes out the correction at that place, such as one that became an orphan; `None` when there is none.
    pub fn remove(&mut self, index: usize) -> Option<Correction> {
        if index >= self.corrections.len() {
            return None;
        }
        self.undone.clear();
        let correction = self.corrections.remove(index);
        self.done.push(Edit::Removed(index, correction.clone()));
        Some(correction)
    }

    /// Takes back the last change; `false` when there is none.
    pub fn undo(&mut self) -> bool {
        let Some(edit) = self.done.pop() else { return false };
        match &edit {
            Edit::Added(_) => {
                self.corrections.pop();
            }
            Edit::Removed(index, correction) => {
                self.corrections.insert((*index).min(self.corrections.len()), correction.clone());
            }
        }
        self.undone.push(edit);
        true
    }

    /// Does again what was undone last; `false` when there is nothing.
    pub fn redo(&mut self) -> bool {
        let Some(edit) = self.undone.pop() else { return false };
        match &edit {
            Edit::Added(correction) => self.corrections.push(correction.clone()),
            Edit::Removed(index, _) if *index < self.corrections.len() => {
                self.corrections.remove(*index);
            }
            Edit::Removed(..) => {}
        }
        self.done.push(edit);
        true
    }

    /// Whether there is something to undo.
    pub fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    /// Whether there is something to do again.
    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corrections::ActorKey;
    use proptest::prelude::*;

    fn renamed(name: u8) -> Correction {
        Correction::RenameActor { actor: ActorKey::default(), name: name.to_string() }
    }

    proptest! {
        #[test]
        fn undo_and_redo_go_the_same_way(steps in proptest::collection::vec((0u8..4, any::<u8>()), 0..40)) {
            let mut history = History::default();
            // The lists as they were before each change that is still done.
            let mut before: Vec<Vec<Correction>> = Vec::new();
            for (step, value) in steps {
                let list = history.corrections().to_vec();
                match step {
                    0 => {
                        history.add(renamed(value));
                        before.push(list);
                    }
                    1 if history.remove(usize::from(value % 8)).is_some() => before.push(list),
                    2 => {
                        prop_assert_eq!(history.can_undo(), !before.is_empty());
                        if history.undo() {
                            prop_assert_eq!(Some(history.corrections().to_vec()), before.pop());
                            let undone = history.clone();
                            prop_assert!(history.redo());
                            prop_assert_eq!(history.corrections(), list.as_slice());
                            prop_assert!(history.undo());
                            prop_assert_eq!(&history, &undone);
                        }
                    }
                    _ => {}
                }
            }
            let again = History::new(history.corrections().to_vec());
            prop_assert_eq!(again.corrections(), history.corrections());
            while history.undo() {}
            prop_assert_eq!(history.corrections(), &[]);
        }
    }
}
