//! How much work a file may make: counted, so that small files which unfold to huge ones end early.

use std::io::Read;

use super::error::Problem;
use super::format::Format;

/// The most bytes that all packed parts of one file may unfold to together.
pub const MAX_UNPACKED: u64 = 512 * 1024 * 1024;

/// The most levels of files in files: a page in a mail in a mailbox in an archive that is packed has five.
const MAX_LEVELS: usize = 8;

/// The most articles or parts that are looked at in one file.
const MAX_PARTS: usize = 100_000;

/// What is left of what one file may take.
#[derive(Clone, Debug)]
pub struct Budget {
    bytes: u64,
    parts: usize,
    level: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { bytes: MAX_UNPACKED, parts: MAX_PARTS, level: 0 }
    }
}

impl Budget {
    /// A budget of so many bytes.
    pub fn of_bytes(bytes: u64) -> Self {
        Self { bytes, ..Self::default() }
    }

    /// Reads all of `packed`, counting what comes out of it. `format` is what is being unpacked.
    ///
    /// # Errors
    ///
    /// [`Problem::Bomb`] as soon as more comes out than is left; [`Problem::Damaged`] where it cannot be unpacked.
    pub fn unpack(&mut self, packed: impl Read, format: Format) -> Result<Vec<u8>, Problem> {
        let mut bytes = Vec::new();
        let read = packed.take(self.bytes.saturating_add(1)).read_to_end(&mut bytes);
        self.spend(bytes.len() as u64)?;
        read.map_err(|error| Problem::damaged(format, error))?;
        Ok(bytes)
    }

    /// Counts `bytes` that something unfolded to.
    pub fn spend(&mut self, bytes: u64) -> Result<(), Problem> {
        self.bytes = self.bytes.checked_sub(bytes).ok_or(Problem::Bomb)?;
        Ok(())
    }

    /// How many bytes are left.
    pub fn left(&self) -> u64 {
        self.bytes
    }

    /// Counts one more article or part.
    pub fn part(&mut self) -> Result<(), Problem> {
        self.parts = self.parts.checked_sub(1).ok_or(Problem::TooMany(MAX_PARTS))?;
        Ok(())
    }

    /// Goes one level further in.
    ///
    /// # Errors
    ///
    /// [`Problem::TooDeep`] where there are too many levels already.
    pub fn enter(&mut self) -> Result<(), Problem> {
        if self.level == MAX_LEVELS {
            return Err(Problem::TooDeep(MAX_LEVELS));
        }
        self.level += 1;
        Ok(())
    }

    /// Comes back out of a level.
    pub fn leave(&mut self) {
        self.level = self.level.saturating_sub(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unpacking_stops_at_the_bound() {
        // Without an end: only counting can stop it.
        let mut budget = Budget::of_bytes(1000);
        assert!(matches!(budget.unpack(std::io::repeat(b'a'), Format::Gzip), Err(Problem::Bomb)));
        let mut budget = Budget::of_bytes(1000);
        assert!(budget.unpack(&[b'a'; 600][..], Format::Gzip).is_ok());
        assert!(matches!(budget.unpack(&[b'a'; 600][..], Format::Gzip), Err(Problem::Bomb)));
    }

    #[test]
    fn levels_are_counted() {
        let mut budget = Budget::default();
        assert!((0..MAX_LEVELS).all(|_| budget.enter().is_ok()));
        assert!(matches!(budget.enter(), Err(Problem::TooDeep(_))));
        budget.leave();
        assert!(budget.enter().is_ok());
    }
}
