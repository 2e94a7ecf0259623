//! How long the parser would take to gather the objects of a file itself.
//!
//! Where a cross-reference is wrong, the parser goes through the whole file from one space to the next and looks whether an
//! object or a dictionary begins there. What is begun over and over and never ended, it looks through to the end of the file
//! each time; nothing stops it then. So the same is done here before, with an eye on the clock.

use std::time::{Duration, Instant};

use hayro_interpret::hayro_syntax::object::{Dict, FromBytes, Object, ObjectIdentifier};

use super::super::error::Problem;
use super::bytes::{find, is_space};

/// The longest that it may take.
const LONGEST: Duration = Duration::from_secs(10);

/// Goes through `bytes` as the parser does.
///
/// # Errors
///
/// [`Problem::TooSlow`] where it takes too long.
pub fn check(bytes: &[u8]) -> Result<(), Problem> {
    within(bytes, LONGEST)
}

fn within(bytes: &[u8], longest: Duration) -> Result<(), Problem> {
    let end = Instant::now() + longest;
    let mut at = 0;
    while let Some(rest @ [first, ..]) = bytes.get(at..) {
        at += match first {
            b'0'..=b'9' => match object(rest) {
                Some(taken) => taken,
                None => word(rest),
            },
            b'<' if rest.starts_with(b"<<") => match Dict::from_bytes(rest) {
                Some(dictionary) => dictionary.data().len().max(1),
                None => word(rest),
            },
            _ => word(rest),
        };
        if Instant::now() > end {
            return Err(Problem::TooSlow(longest.as_secs()));
        }
    }
    Ok(())
}

/// How long the head of an object is, where one begins; the object itself is looked through as well.
fn object(rest: &[u8]) -> Option<usize> {
    ObjectIdentifier::from_bytes(rest)?;
    let head = find(rest, 0, b"obj")? + b"obj".len();
    let mut body = rest.get(head..).unwrap_or_default();
    while let Some((_, after)) = body.split_first().filter(|(first, _)| is_space(**first)) {
        body = after;
    }
    drop(Object::from_bytes(body));
    Some(head)
}

/// How long it is to the next space, and one where it begins with a space.
fn word(rest: &[u8]) -> usize {
    rest.iter().position(|byte| is_space(*byte)).unwrap_or(rest.len()).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_begun_over_and_over_ends_by_the_clock() {
        for begun in ["<<( ", "1 0 obj ( ", "1 % ", "<< /A ( "] {
            let found = within(begun.repeat(200_000).as_bytes(), Duration::from_millis(50));
            assert!(matches!(found, Err(Problem::TooSlow(_))), "{begun}");
        }
    }

    #[test]
    fn other_files_are_gone_through() {
        for sound in ["", "1 0 obj << /A (b) >> endobj 2 0 obj [1 2 3] endobj", "<< << >> ", "\0\0 << 12 obj", "7"] {
            assert!(check(sound.as_bytes()).is_ok(), "{sound}");
        }
    }
}
