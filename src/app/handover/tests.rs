use super::*;
use tempfile::TempDir;

/// An address in a folder that is not there yet.
fn address(folder: &TempDir) -> Address {
    // Longer than the slowest machine needs.
    Address::new(folder.path().join("run"), "test:0.0").with_patience(Duration::from_secs(60))
}

fn paths(names: &[&str]) -> Vec<PathBuf> {
    names.iter().map(PathBuf::from).collect()
}

fn open(address: &Address) -> (Reception, Receiver<()>) {
    let (sender, woken) = channel();
    let reception = Reception::open(address.clone(), move || sender.send(()).unwrap()).unwrap();
    (reception, woken)
}

#[test]
fn messages_are_paths_and_nothing_else() {
    let files = paths(&["/a/b c.txt", "/ä\n.html"]);
    assert_eq!(read(&written(&files).unwrap()), Some(files));
    assert_eq!(read(&written(&[]).unwrap()), Some(Vec::new()));
    for bad in [
        &b""[..],
        b"standpoint/open/1",
        b"standpoint/open/1\0",
        b"standpoint/open/2\0/a\0\0",
        b"standpoint/open/1\0a.txt\0\0",
        b"standpoint/open/1\0/a\0b\0\0",
        b"standpoint/open/1\0/a\0\0\0",
        b"GET / HTTP/1.1\r\n\r\n\0\0",
    ] {
        assert_eq!(read(bad), None, "{}", String::from_utf8_lossy(bad));
    }
    let many = |count| std::iter::repeat_n("/a\0", count).collect::<String>();
    let message = |count| format!("standpoint/open/1\0{}\0", many(count));
    assert!(read(message(MOST_FILES).as_bytes()).is_some() && read(message(MOST_FILES + 1).as_bytes()).is_none());
}

#[test]
fn what_cannot_be_handed_over_is_said() {
    assert!(matches!(written(&paths(&["a.txt"])), Err(NotTaken::Path(_))));
    assert!(matches!(written(&paths(&["/a\0b"])), Err(NotTaken::Path(_))));
    assert!(matches!(written(&vec![PathBuf::from("/a"); MOST_FILES + 1]), Err(NotTaken::TooMany)));
    assert!(matches!(written(&[PathBuf::from(format!("/{}", "a".repeat(LONGEST)))]), Err(NotTaken::TooMany)));
}

#[cfg(unix)]
mod sockets {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::net::{UnixListener, UnixStream};

    use super::*;

    fn socket(address: &Address) -> PathBuf {
        address.folder.join("test-0-0.socket")
    }

    #[test]
    fn files_arrive_at_the_window_that_listens_and_it_is_woken() {
        let folder = tempfile::tempdir().unwrap();
        let address = address(&folder);
        assert!(matches!(hand_over(&address, &[]), Err(NotTaken::NoWindow(_))));
        let (reception, woken) = open(&address);
        assert_eq!(reception.arrived(), None);
        hand_over(&address, &paths(&["/one.txt", "/two.txt"])).unwrap();
        hand_over(&address, &[]).unwrap();
        assert_eq!(reception.arrived(), Some(paths(&["/one.txt", "/two.txt"])));
        assert_eq!(reception.arrived(), Some(Vec::new()));
        assert_eq!(reception.arrived(), None);
        assert_eq!(woken.try_iter().count(), 2);
        assert_eq!(std::fs::metadata(&address.folder).unwrap().mode() & 0o777, 0o700);
    }

    #[test]
    fn one_window_listens_and_the_next_one_when_it_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let address = address(&folder);
        let (first, _woken) = open(&address);
        assert!(Reception::open(address.clone(), || ()).is_err(), "the place is taken");
        hand_over(&address, &paths(&["/a"])).unwrap();
        assert_eq!(first.arrived(), Some(paths(&["/a"])), "and stays taken");
        drop(first);
        assert!(!socket(&address).exists());
        assert!(matches!(hand_over(&address, &[]), Err(NotTaken::NoWindow(_))));
        let (second, _woken) = open(&address);
        hand_over(&address, &paths(&["/b"])).unwrap();
        assert_eq!(second.arrived(), Some(paths(&["/b"])));
    }

    #[test]
    fn a_socket_that_was_left_behind_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let address = address(&folder);
        address.make().unwrap();
        // Dropping it leaves the file, as a kill does.
        drop(UnixListener::bind(socket(&address)).unwrap());
        assert!(socket(&address).exists());
        assert!(matches!(hand_over(&address, &[]), Err(NotTaken::NoWindow(_))));
        let (reception, _woken) = open(&address);
        hand_over(&address, &[]).unwrap();
        assert_eq!(reception.arrived(), Some(Vec::new()));
    }

    #[test]
    fn a_window_that_hangs_or_answers_otherwise_is_not_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let address = address(&folder);
        address.make().unwrap();
        let hangs = UnixListener::bind(socket(&address)).unwrap();
        let hasty = address.clone().with_patience(Duration::from_millis(50));
        assert!(matches!(hand_over(&hasty, &[]), Err(NotTaken::NoAnswer)));
        assert!(Reception::open(address.clone(), || ()).is_err(), "its socket is left to it");
        let other = std::thread::spawn(move || {
            for caller in hangs.incoming().skip(2).take(1) {
                caller.unwrap().write_all(b"hello").unwrap();
            }
        });
        assert!(matches!(hand_over(&address, &[]), Err(NotTaken::NoAnswer)));
        other.join().unwrap();
    }

    #[test]
    fn what_is_no_message_is_not_taken_and_a_silent_caller_keeps_nobody_waiting() {
        let folder = tempfile::tempdir().unwrap();
        let address = address(&folder);
        let (reception, _woken) = open(&address);
        let _silent = UnixStream::connect(socket(&address)).unwrap();
        let mut endless = UnixStream::connect(socket(&address)).unwrap();
        // It hangs up before all of this is sent.
        assert!(endless.write_all(&vec![b'a'; 16 * LONGEST]).is_err());
        let mut other = UnixStream::connect(socket(&address)).unwrap();
        other.write_all(b"standpoint/open/1\0relative.txt\0\0").unwrap();
        let mut answer = Vec::new();
        // Hung up without a word.
        assert_eq!(other.read_to_end(&mut answer).unwrap_or_default(), 0);
        hand_over(&address, &paths(&["/a"])).unwrap();
        assert_eq!(reception.arrived(), Some(paths(&["/a"])));
        assert_eq!(reception.arrived(), None);
    }

    #[test]
    fn a_folder_that_others_can_write_to_is_not_trusted() {
        let folder = tempfile::tempdir().unwrap();
        let address = address(&folder);
        std::fs::create_dir(&address.folder).unwrap();
        std::fs::set_permissions(&address.folder, std::fs::Permissions::from_mode(0o777)).unwrap();
        assert!(matches!(hand_over(&address, &[]), Err(NotTaken::NotPrivate(_))));
        assert!(Reception::open(address.clone(), || ()).is_err());
        // Nor one that a link leads to.
        let own = folder.path().join("own");
        std::fs::create_dir(&own).unwrap();
        std::fs::set_permissions(&own, std::fs::Permissions::from_mode(0o700)).unwrap();
        std::os::unix::fs::symlink(&own, folder.path().join("link")).unwrap();
        let linked = Address::new(folder.path().join("link"), "test");
        assert!(matches!(hand_over(&linked, &[]), Err(NotTaken::NotPrivate(_))));
    }
}
