//! Messages, mailboxes and what Outlook saves; in the last each property is a stream of its own, whose frame is sound.
#![no_main]

mod sound;

use std::io::{Cursor, Write};

use cfb::CompoundFile;
use libfuzzer_sys::fuzz_target;

const STARTS: &[&str] = &[
    "MIME-Version: 1.0\nFrom: a@b.invalid\nSubject: ",
    "MIME-Version: 1.0\nFrom: a@b.invalid\nContent-Type: text/plain; charset=",
    "MIME-Version: 1.0\nFrom: a@b.invalid\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n",
    "MIME-Version: 1.0\nFrom: a@b.invalid\nContent-Type: multipart/mixed; boundary=b\n\n--b\n",
    "MIME-Version: 1.0\nFrom: a@b.invalid\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nNo.\n--b\n",
    "From a@b.invalid Sat May  3 10:00:00 2031\nSubject: ",
    "From a@b.invalid Sat May  3 10:00:00 2031\nFrom: a@b.invalid\n\n",
];
const STREAMS: &[&str] = &[
    "__substg1.0_0037001F",
    "__substg1.0_0037001E",
    "__substg1.0_0C1A001E",
    "__substg1.0_1000001F",
    "__substg1.0_1000001E",
    "__substg1.0_10130102",
    "__substg1.0_1013001F",
    "__substg1.0_10090102",
    "__properties_version1.0",
    "__attach_version1.0_#00000000/__substg1.0_37010102",
    "__attach_version1.0_#00000000/__substg1.0_3707001F",
];

fuzz_target!(|input: (u8, &[u8], &[u8])| {
    let (which, first, second) = input;
    let which = usize::from(which);
    if let Some(start) = STARTS.get(which % 14) {
        sound::read("any", &[start.as_bytes(), first, second].concat(), None);
    } else if let Some(file) = outlook(which, first, second) {
        sound::read("any", &file, None);
    }
});

fn outlook(which: usize, first: &[u8], second: &[u8]) -> Option<Vec<u8>> {
    let mut file = CompoundFile::create(Cursor::new(Vec::new())).ok()?;
    file.create_storage("/__attach_version1.0_#00000000").ok()?;
    for (at, bytes) in [(which, first), (which / 16 + which % 5, second)] {
        let name = STREAMS.get(at % STREAMS.len())?;
        // A second one of the same name takes the place of the first.
        file.create_stream(format!("/{name}")).ok()?.write_all(bytes).ok()?;
    }
    Some(file.into_inner().into_inner())
}
