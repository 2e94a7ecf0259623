//! One window for all: a second start hands its files over to the window that is open.
//!
//! They meet at a socket on this machine that only this user can reach; nothing goes over a network. A message is a list
//! of absolute paths, bounded in length, and nothing else is taken. Whoever does not answer in time is not waited for.

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use interprocess::ConnectWaitMode;
use interprocess::local_socket::prelude::*;
use interprocess::local_socket::{ConnectOptions, Listener, ListenerOptions, Name, Stream};
use thiserror::Error;

/// How long either side waits for the other, usually.
const PATIENCE: Duration = Duration::from_secs(1);
/// How long nobody is listened to when the system has no more sockets.
const PAUSE: Duration = Duration::from_secs(1);
/// What a message begins with: its name and version.
const GREETING: &[u8] = b"standpoint/open/1\0";
/// What ends a message: an empty path.
const END: &[u8] = b"\0\0";
/// The answer to a message that was taken.
const TAKEN: &[u8] = b"taken";
/// The most bytes of a message.
const LONGEST: usize = 1024 * 1024;
/// The most files of a message.
const MOST_FILES: usize = 1000;
/// The most callers that are listened to at the same time.
const MOST_CALLERS: usize = 16;

/// Why files were not handed over. The caller then opens a window of its own.
#[derive(Debug, Error)]
pub enum NotTaken {
    /// The folder of the socket could be changed by others.
    #[error("{} is not this user’s alone: remove it, and it is made anew", .0.display())]
    NotPrivate(PathBuf),
    /// There are more files, or longer paths, than a message may have.
    #[error("these are too many files to hand over at once: open them in parts")]
    TooMany,
    /// A path is not absolute, or cannot be written down.
    #[error("the path {} cannot be handed over: make it absolute", .0.display())]
    Path(PathBuf),
    /// No window is there to take them.
    #[error("no window is open ({0})")]
    NoWindow(#[source] io::Error),
    /// A window is there but did not answer, or not as it should.
    #[error("the window that is open does not answer")]
    NoAnswer,
}

/// Where the windows of one user meet.
#[derive(Clone, Debug)]
pub struct Address {
    folder: PathBuf,
    name: String,
    patience: Duration,
}

impl Address {
    /// `name` in `folder`, which is made for this user alone when a window first listens there.
    pub fn new(folder: impl Into<PathBuf>, name: &str) -> Self {
        // It becomes a part of a path whose length is bounded by the system.
        let name =
            name.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' }).take(40).collect();
        Self { folder: folder.into(), name, patience: PATIENCE }
    }

    /// The same, where either side waits so long for the other, in place of a second.
    pub fn with_patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// Where the windows meet that are on this display and have the analysis named `engine`.
    pub fn usual(engine: &str) -> Self {
        let display = ["WAYLAND_DISPLAY", "DISPLAY"].iter().find_map(|name| std::env::var(name).ok());
        Self::new(usual_folder(), &format!("{engine}{}", display.unwrap_or_default()))
    }

    /// The socket, as the system names it.
    #[cfg(unix)]
    fn socket(&self) -> io::Result<Name<'static>> {
        use interprocess::local_socket::GenericFilePath;
        self.folder.join(format!("{}.socket", self.name)).to_fs_name::<GenericFilePath>()
    }

    /// The socket, as the system names it: a pipe whose name tells the user by the folder.
    #[cfg(not(unix))]
    fn socket(&self) -> io::Result<Name<'static>> {
        use interprocess::local_socket::GenericNamespaced;
        let user: String = self.folder.to_string_lossy().chars().filter(char::is_ascii_alphanumeric).collect();
        format!("standpoint-{user}-{}", self.name).to_ns_name::<GenericNamespaced>()
    }

    /// Makes the folder if it is not there.
    fn make(&self) -> io::Result<()> {
        let mut builder = std::fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        match builder.create(&self.folder) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
            _ => Ok(()),
        }
    }

    /// Whether the folder is there and nobody else can put a socket into it.
    #[cfg(unix)]
    fn check(&self) -> Result<(), NotTaken> {
        use std::os::unix::fs::MetadataExt;
        let folder = std::fs::symlink_metadata(&self.folder).map_err(NotTaken::NoWindow)?;
        let own = folder.is_dir() && folder.uid() == nix::unistd::geteuid().as_raw() && folder.mode() & 0o077 == 0;
        if own { Ok(()) } else { Err(NotTaken::NotPrivate(self.folder.clone())) }
    }

    /// Pipes are not in a folder.
    #[cfg(not(unix))]
    fn check(&self) -> Result<(), NotTaken> {
        Ok(())
    }
}

/// The folder that the system has for sockets of this user, or one of that kind.
#[cfg(unix)]
fn usual_folder() -> PathBuf {
    let runtime = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from).filter(|folder| folder.is_absolute());
    match runtime {
        Some(folder) => folder.join("standpoint"),
        None => std::env::temp_dir().join(format!("standpoint-{}", nix::unistd::geteuid())),
    }
}

#[cfg(not(unix))]
fn usual_folder() -> PathBuf {
    std::env::temp_dir()
}

/// Hands `files`, absolute paths, over to the window that listens at `address`; without files it only comes to the front.
///
/// # Errors
///
/// [`NotTaken`] after a second at most, when no window took them.
pub fn hand_over(address: &Address, files: &[PathBuf]) -> Result<(), NotTaken> {
    address.check()?;
    let message = written(files)?;
    let socket = address.socket().map_err(NotTaken::NoWindow)?;
    let (sender, receiver) = channel();
    // On a thread, for not every system lets one bound the wait for a socket.
    let call = std::thread::Builder::new().name("handover".to_owned());
    let patience = address.patience;
    call.spawn(move || sender.send(exchange(socket, patience, &message))).map_err(NotTaken::NoWindow)?;
    receiver.recv_timeout(patience).unwrap_or(Err(NotTaken::NoAnswer))
}

fn connect(socket: Name<'_>, patience: Duration) -> io::Result<Stream> {
    let stream = ConnectOptions::new().name(socket).wait_mode(ConnectWaitMode::Timeout(patience)).connect_sync()?;
    if is_own(&stream) { Ok(stream) } else { Err(io::ErrorKind::PermissionDenied.into()) }
}

fn exchange(socket: Name<'_>, patience: Duration, message: &[u8]) -> Result<(), NotTaken> {
    let mut stream = connect(socket, patience).map_err(NotTaken::NoWindow)?;
    let mut answer = [0; TAKEN.len()];
    let said = stream.write_all(message).and_then(|()| stream.flush()).and_then(|()| stream.read_exact(&mut answer));
    if said.is_ok() && answer == TAKEN { Ok(()) } else { Err(NotTaken::NoAnswer) }
}

/// Whether the other side is a process of the same user.
#[cfg(unix)]
fn is_own(stream: &Stream) -> bool {
    stream.peer_creds().is_ok_and(|peer| peer.euid() == Some(nix::unistd::geteuid().as_raw()))
}

#[cfg(not(unix))]
fn is_own(_: &Stream) -> bool {
    true
}

/// Hears of the files that later starts hand over, for as long as it lives.
pub struct Reception {
    address: Address,
    receiver: Receiver<Vec<PathBuf>>,
    closed: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Reception {
    /// Listens at `address`, and calls `wake` whenever files arrived. A socket that was left behind is replaced.
    ///
    /// # Errors
    ///
    /// When another window listens there already, or the system or the folder does not allow it.
    pub fn open(address: Address, wake: impl Fn() + Send + Sync + 'static) -> io::Result<Self> {
        address.make()?;
        address.check().map_err(io::Error::other)?;
        let listener = match ListenerOptions::new().name(address.socket()?).create_sync() {
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {
                // Left behind by a process that was killed, or another window's?
                match connect(address.socket()?, address.patience) {
                    Err(refused) if refused.kind() == io::ErrorKind::ConnectionRefused => {
                        let options = ListenerOptions::new().name(address.socket()?).try_overwrite(true);
                        options.max_spin_time(address.patience).create_sync()?
                    }
                    _ => return Err(error),
                }
            }
            listener => listener?,
        };
        let (sender, receiver) = channel();
        let closed = Arc::new(AtomicBool::new(false));
        let (stop, patience) = (Arc::clone(&closed), address.patience);
        let thread = std::thread::Builder::new().name("reception".to_owned());
        let thread = thread.spawn(move || serve(&listener, patience, (&sender, &Arc::new(wake)), &stop))?;
        Ok(Self { address, receiver, closed, thread: Some(thread) })
    }

    /// The files of the next start that was handed over; none of it was only to bring the window to the front.
    pub fn arrived(&self) -> Option<Vec<PathBuf>> {
        self.receiver.try_recv().ok()
    }
}

impl Drop for Reception {
    fn drop(&mut self) {
        self.closed.store(true, Ordering::Relaxed);
        // A call of our own ends the wait for one; the listener then takes the socket away.
        let woken = self.address.socket().and_then(|socket| connect(socket, self.address.patience)).is_ok();
        if let Some(thread) = self.thread.take().filter(|_| woken) {
            let _ = thread.join();
        }
    }
}

/// Listens until `closed`.
fn serve<W: Fn() + Send + Sync + 'static>(
    listener: &Listener,
    patience: Duration,
    (sender, wake): (&Sender<Vec<PathBuf>>, &Arc<W>),
    closed: &AtomicBool,
) {
    let callers = Arc::new(AtomicUsize::new(0));
    loop {
        let caller = listener.accept();
        if closed.load(Ordering::Relaxed) {
            return;
        }
        let Ok(caller) = caller else {
            // With no more sockets in the system the next call fails at once as well.
            std::thread::sleep(PAUSE);
            continue;
        };
        if callers.load(Ordering::Relaxed) >= MOST_CALLERS {
            continue;
        }
        let (sender, wake, here) = (sender.clone(), Arc::clone(wake), Arc::clone(&callers));
        here.fetch_add(1, Ordering::Relaxed);
        // Each on a thread, so that one that says nothing keeps nobody waiting.
        let heard = std::thread::Builder::new().name("caller".to_owned()).spawn(move || {
            hear(caller, patience, &sender, &*wake);
            here.fetch_sub(1, Ordering::Relaxed);
        });
        if heard.is_err() {
            callers.fetch_sub(1, Ordering::Relaxed);
        }
    }
}

/// Takes one message, and answers when it is good.
fn hear(mut caller: Stream, patience: Duration, sender: &Sender<Vec<PathBuf>>, wake: &dyn Fn()) {
    if !is_own(&caller) {
        return;
    }
    let Some(files) = message(&mut caller, patience).as_deref().and_then(read) else { return };
    if sender.send(files).is_ok() {
        wake();
        // Who does not hear this opens a window of its own, which is no harm.
        let _ = caller.write_all(TAKEN).and_then(|()| caller.flush());
    }
}

/// The bytes of a message, when all of it came in time.
fn message(caller: &mut Stream, patience: Duration) -> Option<Vec<u8>> {
    let deadline = Instant::now() + patience;
    let _ = caller.set_send_timeout(Some(patience));
    let (mut message, mut part) = (Vec::new(), [0; 4096]);
    while !message.ends_with(END) {
        let left = deadline.checked_duration_since(Instant::now()).filter(|left| !left.is_zero())?;
        // Where the system has no such bound, this one thread waits.
        let _ = caller.set_recv_timeout(Some(left));
        let count = caller.read(&mut part).ok().filter(|count| *count > 0)?;
        message.extend_from_slice(part.get(..count)?);
        if message.len() > LONGEST {
            return None;
        }
    }
    Some(message)
}

/// The message that hands `files` over.
fn written(files: &[PathBuf]) -> Result<Vec<u8>, NotTaken> {
    let mut message = GREETING.to_vec();
    for file in files {
        let bytes = bytes_of(file).filter(|bytes| file.is_absolute() && !bytes.contains(&0));
        message.extend_from_slice(bytes.ok_or_else(|| NotTaken::Path(file.clone()))?);
        message.push(0);
    }
    message.push(0);
    if files.len() > MOST_FILES || message.len() > LONGEST { Err(NotTaken::TooMany) } else { Ok(message) }
}

/// The files that a message hands over; `None` for anything that is not such a message.
fn read(message: &[u8]) -> Option<Vec<PathBuf>> {
    let paths = message.strip_prefix(GREETING)?.strip_suffix(b"\0")?;
    let Some(paths) = paths.strip_suffix(b"\0") else { return paths.is_empty().then(Vec::new) };
    let files = paths.split(|byte| *byte == 0).map(|path| path_of(path).filter(|path| path.is_absolute()));
    files.collect::<Option<Vec<_>>>().filter(|files| files.len() <= MOST_FILES)
}

#[cfg(unix)]
fn bytes_of(path: &Path) -> Option<&[u8]> {
    Some(std::os::unix::ffi::OsStrExt::as_bytes(path.as_os_str()))
}

#[cfg(not(unix))]
fn bytes_of(path: &Path) -> Option<&[u8]> {
    path.to_str().map(str::as_bytes)
}

#[cfg(unix)]
fn path_of(bytes: &[u8]) -> Option<PathBuf> {
    let path: &std::ffi::OsStr = std::os::unix::ffi::OsStrExt::from_bytes(bytes);
    Some(PathBuf::from(path))
}

#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> Option<PathBuf> {
    std::str::from_utf8(bytes).ok().map(PathBuf::from)
}

#[cfg(test)]
mod tests;
