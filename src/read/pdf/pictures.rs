//! Pictures, of which only the place on the page counts: nothing of them is ever unfolded.

use hayro_interpret::hayro_syntax::object::{Dict, MaybeRef, Name};

use super::bytes::named;
use super::objects::{Body, Indirect, Objects, TooTangled};

/// A copy of the file without the filters of its pictures. What calls itself a picture and is used as something else, as a
/// font or a page, is nothing but its packed bytes then, and cannot unfold.
///
/// # Errors
///
/// [`TooTangled`].
pub fn without_filters(bytes: &[u8]) -> Result<Vec<u8>, TooTangled> {
    let mut copy = bytes.to_vec();
    for found in Objects::of(bytes) {
        let Indirect { body: Body::Stream { dictionary, at, .. }, .. } = found? else { continue };
        if !is_picture(&dictionary) {
            continue;
        }
        for (name, from, to) in named(dictionary.data()) {
            if matches!(name.as_slice(), b"Filter" | b"F") {
                // Another name of the same length, so that everything stays in its place.
                copy.get_mut(at + from..at + to).into_iter().for_each(|letters| letters.fill(b'X'));
            }
        }
    }
    Ok(copy)
}

fn is_picture(dictionary: &Dict<'_>) -> bool {
    let is = |key, kinds: &[&[u8]]| match dictionary.get_raw::<Name<'_>>(key) {
        Some(MaybeRef::NotRef(name)) => kinds.contains(&name.as_ref()),
        _ => false,
    };
    is("Subtype", &[b"Image"]) && !is("Type", &[b"ObjStm", b"XRef"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pictures_lose_their_filters() {
        let picture = "1 0 obj\n<< /Subtype /Image /Filter [/Fl] /F#69lter /Fl /DecodeParms << /F 1 >> /Font 2 >>\nstream\n/Filter";
        let other = "\nendstream\n2 0 obj\n<< /Subtype /Form /Filter /Fl >>\nstream\n";
        let expected = "1 0 obj\n<< /Subtype /Image /XXXXXX [/Fl] /XXXXXXXX /Fl /DecodeParms << /X 1 >> /Font 2 >>\nstream\n/Filter";
        let found = without_filters([picture, other].concat().as_bytes()).unwrap_or_default();
        assert_eq!(String::from_utf8_lossy(&found), [expected, other].concat());
    }
}
