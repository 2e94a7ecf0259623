//! The Rich Text of a message, as Outlook packs it (MS-OXRTFCP).
//!
//! A decoder of our own: the crate for it panics on a stream that is cut off and takes as much memory as the stream claims.

/// What the window of letters that back references point into begins with.
const BEGINNING: &[u8] = b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";
const WINDOW: usize = 4096;
/// Length of packed and of plain bytes, kind and checksum, four bytes each.
const HEAD: usize = 16;

/// The Rich Text in `stream`, at most nine times as long, as far as it reaches where it is cut off; nothing where it is
/// packed otherwise.
pub fn unpack(stream: &[u8]) -> Option<Vec<u8>> {
    let packed = stream.get(HEAD..)?;
    match stream.get(8..12)? {
        b"LZFu" => Some(unfold(packed)),
        b"MELA" => Some(packed.to_vec()),
        _ => None,
    }
}

/// Eight pieces stand behind each byte of flags: a letter, or two bytes that tell where in the window the piece stands and how
/// long it is.
fn unfold(packed: &[u8]) -> Vec<u8> {
    let mut out = BEGINNING.to_vec();
    let mut bytes = packed.iter().copied();
    'all: while let Some(flags) = bytes.next() {
        for flag in 0..8 {
            let Some(first) = bytes.next() else { break 'all };
            if flags >> flag & 1 == 0 {
                out.push(first);
                continue;
            }
            let Some(second) = bytes.next() else { break 'all };
            let at = usize::from(first) << 4 | usize::from(second >> 4);
            // A piece that points to where the next one goes ends it all.
            let back = (out.len() + WINDOW - at) % WINDOW;
            if back == 0 {
                break 'all;
            }
            for _ in 0..usize::from(second & 0x0f) + 2 {
                // The part of the window that was never written holds zeros.
                out.push(out.len().checked_sub(back).and_then(|at| out.get(at)).copied().unwrap_or(0));
            }
        }
    }
    out.split_off(BEGINNING.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The two examples of the specification.
    #[test]
    fn what_is_packed_comes_out() {
        let simple = b"\x2d\0\0\0\x2b\0\0\0LZFu\xf1\xc5\xc7\xa7\x03\0\x0a\0rcpg125B2\x0a\xf3 hel\x09\0\x20bw\x05\xb0ld}\x0a\x80\x0f\xa0";
        assert_eq!(unpack(simple).as_deref(), Some(b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n".as_slice()));
        let crossing =
            b"\x1a\0\0\0\x1c\0\0\0LZFu\xe2\xd4\x4b\x51\x41\0\x04\x20\x57\x58\x59\x5a\x0d\x6e\x7d\x01\x0e\xb0";
        assert_eq!(unpack(crossing).as_deref(), Some(b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}".as_slice()));
    }

    #[test]
    fn plain_streams_and_broken_ones() {
        assert_eq!(unpack(b"\x0c\0\0\0\x07\0\0\0MELA\0\0\0\0{\\rtf1}").as_deref(), Some(b"{\\rtf1}".as_slice()));
        assert_eq!(unpack(b"\x0c\0\0\0\x07\0\0\0ABCD\0\0\0\0{\\rtf1}"), None);
        assert_eq!(unpack(b"LZFu"), None);
        let cut_off = b"\x2d\0\0\0\xff\xff\xff\xffLZFu\xf1\xc5\xc7\xa7\x03\0\x0a\0rc";
        assert_eq!(unpack(cut_off).as_deref(), Some(b"{\\rtf1\\ansi\\ansic".as_slice()));
    }
}
