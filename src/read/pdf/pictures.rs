//! Pictures, of which only the place on the page counts: nothing of them is ever unfolded.

use hayro_interpret::hayro_syntax::object::{Dict, MaybeRef, Name};

use super::bytes::named;
use super::objects::{Body, Indirect, Objects, TooTangled};

/// The file without the filters of its pictures. What calls itself a picture and is used as something else, as a
/// font or a page, is nothing but its packed bytes then, and cannot unfold.
///
/// # Errors
///
/// [`TooTangled`].
pub fn without_filters(mut bytes: Vec<u8>) -> Result<Vec<u8>, TooTangled> {
    let mut filters = Vec::new();
    for found in Objects::of(&bytes) {
        let Indirect { body: Body::Stream { dictionary, at, .. }, .. } = found? else { continue };
        if !is_picture(&dictionary) {
            continue;
        }
        let names = named(dictionary.data()).filter(|(name, ..)| matches!(name.as_slice(), b"Filter" | b"F"));
        filters.extend(names.map(|(_, from, to)| at + from..at + to));
    }
    for name in filters {
        // Another name of the same length, so that everything stays in its place.
        bytes.get_mut(name).into_iter().for_each(|letters| letters.fill(b'_'));
    }
    Ok(bytes)
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
        let expected = "1 0 obj\n<< /Subtype /Image /______ [/Fl] /________ /Fl /DecodeParms << /_ 1 >> /Font 2 >>\nstream\n/Filter";
        let found = without_filters([picture, other].concat().into_bytes()).unwrap_or_default();
        assert_eq!(String::from_utf8_lossy(&found), [expected, other].concat());
    }
}
