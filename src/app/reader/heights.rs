//! Heights of the blocks of a long article, with sums in logarithmic time.

/// One height a block, in points, in a Fenwick tree: the top of any block, the block at any depth, and a changed height
/// each cost O(log n), so that a million words scroll as lightly as a hundred.
///
/// Sums are `f64`: at three million points an `f32` is a quarter of a point off.
#[derive(Clone, Debug, Default)]
pub struct Heights {
    each: Vec<f64>,
    /// `tree[i]` holds the sum of the `i & -i` heights that end with the one before `i`; `tree[0]` is unused.
    tree: Vec<f64>,
}

impl Heights {
    /// Of blocks with these heights.
    pub fn new(each: Vec<f64>) -> Self {
        let mut tree = vec![0.0; each.len() + 1];
        for (i, height) in each.iter().enumerate() {
            let node = i + 1;
            if let Some(sum) = tree.get_mut(node) {
                *sum += height;
            }
            let own = tree.get(node).copied().unwrap_or_default();
            if let Some(parent) = tree.get_mut(node + lowest_bit(node)) {
                *parent += own;
            }
        }
        Self { each, tree }
    }

    /// Number of blocks.
    pub fn len(&self) -> usize {
        self.each.len()
    }

    /// Height of one block; 0 past the end.
    pub fn get(&self, block: usize) -> f64 {
        self.each.get(block).copied().unwrap_or_default()
    }

    /// Gives a block another height. Past the end it does nothing.
    pub fn set(&mut self, block: usize, height: f64) {
        let Some(old) = self.each.get_mut(block) else { return };
        let change = height - *old;
        *old = height;
        let mut node = block + 1;
        while let Some(sum) = self.tree.get_mut(node) {
            *sum += change;
            node += lowest_bit(node);
        }
    }

    /// Where the block begins: the sum of the heights before it; the total past the end.
    pub fn before(&self, block: usize) -> f64 {
        let mut node = block.min(self.len());
        let mut sum = 0.0;
        while node > 0 {
            sum += self.tree.get(node).copied().unwrap_or_default();
            node -= lowest_bit(node);
        }
        sum
    }

    /// Height of all blocks together.
    pub fn total(&self) -> f64 {
        self.before(self.len())
    }

    /// The block at that depth; the first above the start, the last below the end, 0 when there is none.
    pub fn at(&self, depth: f64) -> usize {
        let mut rest = depth.max(0.0);
        let mut node = 0;
        let mut step = self.len().next_power_of_two();
        while step > 0 {
            if let Some(sum) = self.tree.get(node + step)
                && *sum <= rest
            {
                node += step;
                rest -= sum;
            }
            step /= 2;
        }
        node.min(self.len().saturating_sub(1))
    }
}

const fn lowest_bit(node: usize) -> usize {
    node & node.wrapping_neg()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_plain_sums(
            start in prop::collection::vec(0_u32..500, 0..80),
            changes in prop::collection::vec((0_usize..90, 0_u32..500), 0..40),
        ) {
            let mut plain: Vec<f64> = start.iter().copied().map(f64::from).collect();
            let mut heights = Heights::new(plain.clone());
            for (block, height) in changes {
                heights.set(block, f64::from(height));
                if let Some(old) = plain.get_mut(block) {
                    *old = f64::from(height);
                }
            }
            prop_assert_eq!(heights.len(), plain.len());
            let total: f64 = plain.iter().sum();
            prop_assert_eq!(heights.total(), total);
            for block in 0..=plain.len() + 1 {
                prop_assert_eq!(heights.before(block), plain.iter().take(block).sum::<f64>());
                prop_assert_eq!(heights.get(block), plain.get(block).copied().unwrap_or(0.0));
            }
            for depth in 0..=(total as usize + 2) {
                let depth = depth as f64;
                let found = heights.at(depth);
                if depth < total {
                    prop_assert!(heights.before(found) <= depth && depth < heights.before(found + 1));
                } else {
                    prop_assert_eq!(found, plain.len().saturating_sub(1));
                }
            }
        }
    }

    #[test]
    fn a_depth_outside_is_clamped() {
        let heights = Heights::new(vec![10.0, 20.0]);
        assert_eq!(heights.at(-5.0), 0);
        assert_eq!(heights.at(10.0), 1);
        assert_eq!(heights.at(1e9), 1);
        assert_eq!(Heights::default().at(3.0), 0);
    }
}
