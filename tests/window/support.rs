//! A window to click in, over an invented article with an analysis made by hand.

use std::collections::HashMap;
use std::io::{self, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use eframe::egui::{self, DroppedFile, Event, Key, Modifiers, OutputCommand, ViewportCommand, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, Node};
use standpoint::analyse::{Engine, Monitor};
use standpoint::analysis::{
    Actor, ActorId, ActorKind, Analysis, Mention, MentionKind, OtherStance, Position, PositionId, Quote, QuoteId,
    QuoteKind, Role, SpeakerClue, SpeakerGrounds, Stance, Target,
};
use standpoint::app::Standpoint;
use standpoint::app::dialogs::ScriptedDialogs;
use standpoint::app::handover::{Address, Reception};
use standpoint::app::services::Services;
use standpoint::article::{Article, Paragraph, ParagraphKind};
use standpoint::export::{Exporter, Style};
use standpoint::read::Collection;
use standpoint::span::Span;
use standpoint::warning::{Warning, WarningKind};
use tempfile::TempDir;

use super::raster::Raster;

const FILLER: &str = "The tide came in and went out again, and on both banks people waited for the morning ferry, which was \
late as it often is in winter, when fog lies on the water and the lamps along the quay are lit until noon.";

/// The article and what is in it. Long enough that beginning and end are never on one screen.
pub fn story() -> (Article, Analysis) {
    let filler = |count: usize| std::iter::repeat_n(FILLER, count).collect::<Vec<_>>().join("\n\n");
    let text = [
        "Ada Brandt, mayor of Kessel, wants a vote in May. “We need the tunnel,” she said.".to_owned(),
        filler(14),
        "Dock Union is against the tunnel. “It is a gift to the builders.”".to_owned(),
        filler(14),
        "Brandt answered. “Nobody will lose a job.” “It will be loud.” And “then".to_owned(),
        filler(6),
    ]
    .join("\n\n");
    let find = |words: &str| {
        let start = text.find(words).unwrap_or_else(|| panic!("{words}"));
        Span::new(start, start + words.len())
    };
    let actor = |id: u32, kind, name: &str, mentions: Vec<Span>| Actor {
        id: ActorId(id),
        kind,
        name: name.to_owned(),
        aliases: Vec::new(),
        roles: Vec::new(),
        mentions: mentions.into_iter().map(|span| Mention { span, kind: MentionKind::Name }).collect(),
    };
    let she = find("she said");
    let mut mayor = actor(
        0,
        ActorKind::Person,
        "Ada Brandt",
        vec![find("Ada Brandt"), Span::new(she.start, she.start + 3), {
            let answered = find("Brandt answered");
            Span::new(answered.start, answered.start + "Brandt".len())
        }],
    );
    mayor.aliases.push("Brandt".to_owned());
    mayor.roles.push(Role { text: "mayor of Kessel".to_owned(), span: find("mayor of Kessel") });
    // The second mention stands below the fold, so that going there is to be seen.
    mayor.mentions[1] = Mention { span: find("Dock Union is against the tunnel"), kind: MentionKind::Nominal };
    let against = mayor.mentions[1].span;
    mayor.mentions[1].span = Span::new(against.start + "Dock Union is against ".len(), against.end);
    let union = actor(1, ActorKind::Organisation, "Dock Union", vec![find("Dock Union")]);
    let kessel = find("mayor of Kessel");
    let kessel = actor(2, ActorKind::Place, "Kessel", vec![Span::new(kessel.end - "Kessel".len(), kessel.end)]);

    let quote = |id: u32, speakers: Vec<ActorId>, words: &str| Quote {
        id: QuoteId(id),
        kind: QuoteKind::Direct,
        speakers,
        source: Vec::new(),
        cue: Vec::new(),
        content: vec![find(words)],
        confidence: 0.9,
        grounds: Default::default(),
    };
    let position = |id: u32, holder: u32, stance, target: &str, evidence: &str| Position {
        id: PositionId(id),
        holders: vec![ActorId(holder)],
        stance,
        target: Target { text: target.to_owned(), span: Some(find(target)), actor: None },
        evidence: vec![find(evidence)],
        quote: None,
        confidence: 0.9,
        others: Vec::new(),
    };
    // She → Brandt → Ada Brandt.
    let named = mayor.mentions.iter().map(|mention| mention.span);
    let chain = [Span::new(she.start, she.start + 3)]
        .into_iter()
        .chain([2, 0].into_iter().filter_map(|at| named.clone().nth(at)));
    let first = Quote {
        cue: vec![Span::new(she.end - "said".len(), she.end)],
        grounds: SpeakerGrounds { by: SpeakerClue::Pronoun, chain: chain.collect(), others: Vec::new() },
        ..quote(0, vec![ActorId(0)], "“We need the tunnel,”")
    };
    let others = vec![ActorId(0), ActorId(1)];
    let nobodys = Quote {
        grounds: SpeakerGrounds { others, ..SpeakerGrounds::default() },
        ..quote(3, vec![], "“It will be loud.”")
    };
    let other = |stance, probability| OtherStance { stance, probability };
    let opposed = Position {
        others: vec![other(Some(Stance::Asserts), 0.18), other(None, 0.11)],
        ..position(2, 1, Stance::Opposes, "the tunnel", "is against the tunnel")
    };
    let analysis = Analysis {
        actors: vec![mayor, union, kessel],
        quotes: vec![
            first,
            quote(1, vec![ActorId(0)], "“Nobody will lose a job.”"),
            quote(2, vec![ActorId(1)], "“It is a gift to the builders.”"),
            nobodys,
        ],
        positions: vec![
            position(0, 0, Stance::CallsFor, "a vote in May", "wants a vote in May"),
            position(1, 0, Stance::Denies, "lose a job", "“Nobody will lose a job.”"),
            opposed,
        ],
        warnings: vec![Warning {
            kind: WarningKind::UnbalancedQuotationMark,
            span: Some(find("“then")),
            message: "The mark that opens here is not closed.".to_owned(),
        }],
    };
    (article("tunnel", text, Some("The tunnel")), analysis)
}

/// Where words first stand in a text.
fn span_of(text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap_or_else(|| panic!("{words}"));
    Span::new(start, start + words.len())
}

/// An actor that is mentioned once, where its name first stands.
fn actor_in(text: &str, id: u32, kind: ActorKind, name: &str) -> Actor {
    Actor {
        id: ActorId(id),
        kind,
        name: name.to_owned(),
        aliases: Vec::new(),
        roles: Vec::new(),
        mentions: vec![Mention { span: span_of(text, name), kind: MentionKind::Name }],
    }
}

/// A short article in which two actors take stances on the same thing.
fn debate() -> (Article, Analysis) {
    let text =
        "Ada Brandt wants a tunnel. Dock Union fears the tunnel. Ada Brandt likes ferries. She loves the tunnel.";
    let find = |words: &str| span_of(text, words);
    let actor = |id, kind, name| actor_in(text, id, kind, name);
    let position = |id: u32, holder: u32, stance, target: &str, evidence: &str| Position {
        id: PositionId(id),
        holders: vec![ActorId(holder)],
        stance,
        target: Target { text: target.to_owned(), span: None, actor: (target == "ferries").then_some(ActorId(1)) },
        evidence: vec![find(evidence)],
        quote: None,
        confidence: 0.9,
        others: Vec::new(),
    };
    let analysis = Analysis {
        actors: vec![actor(0, ActorKind::Person, "Ada Brandt"), actor(1, ActorKind::Organisation, "Dock Union")],
        quotes: vec![Quote {
            id: QuoteId(0),
            kind: QuoteKind::Indirect,
            speakers: vec![ActorId(0), ActorId(1)],
            source: Vec::new(),
            cue: Vec::new(),
            content: vec![find("likes ferries")],
            confidence: 0.9,
            grounds: Default::default(),
        }],
        positions: vec![
            position(0, 0, Stance::CallsFor, "a tunnel", "wants a tunnel"),
            position(1, 1, Stance::Warns, "the tunnel", "fears the tunnel"),
            position(2, 0, Stance::Supports, "ferries", "likes ferries"),
            position(3, 0, Stance::Supports, "the tunnel", "loves the tunnel"),
        ],
        warnings: Vec::new(),
    };
    (article("debate", text.to_owned(), None), analysis)
}

/// The same with the union of two minds.
fn quarrel() -> (Article, Analysis) {
    let (mut article, mut analysis) = debate();
    article.id = "quarrel".to_owned();
    let before = article.text.len();
    article.text.push_str(" Dock Union now backs tunnels. Dock Union hates the tunnel.");
    article.paragraphs[0].span.end = article.text.len();
    for (words, stance, target) in
        [("now backs tunnels", Stance::Supports, "tunnels"), ("hates the tunnel", Stance::Opposes, "the tunnel")]
    {
        let start = before + article.text[before..].find(words).unwrap_or_else(|| panic!("{words}"));
        analysis.positions.push(Position {
            id: PositionId(analysis.positions.len() as u32),
            holders: vec![ActorId(1)],
            stance,
            target: Target { text: target.to_owned(), span: None, actor: None },
            evidence: vec![Span::new(start, start + words.len())],
            quote: None,
            confidence: 0.9,
            others: Vec::new(),
        });
    }
    (article, analysis)
}

/// A name in a quote in a quote, on which five positions rest.
fn nest() -> (Article, Analysis) {
    let text = "“They call it ‘a gift to Dock Union’ here,” Ada Brandt said.";
    let find = |words: &str| span_of(text, words);
    let actor = |id, kind, name| actor_in(text, id, kind, name);
    let quote = |id: u32, words: &str| Quote {
        id: QuoteId(id),
        kind: QuoteKind::Direct,
        speakers: vec![ActorId(0)],
        source: Vec::new(),
        cue: Vec::new(),
        content: vec![find(words)],
        confidence: 0.9,
        grounds: Default::default(),
    };
    let position = |(id, stance)| Position {
        id: PositionId(id),
        holders: vec![ActorId(0)],
        stance,
        target: Target { text: format!("point {id}"), span: None, actor: None },
        evidence: vec![find("“They call it ‘a gift to Dock Union’ here,”")],
        quote: Some(QuoteId(0)),
        confidence: 0.9,
        others: Vec::new(),
    };
    let stances = [Stance::Supports, Stance::Opposes, Stance::CallsFor, Stance::Warns, Stance::Denies];
    let analysis = Analysis {
        actors: vec![actor(0, ActorKind::Person, "Ada Brandt"), actor(1, ActorKind::Organisation, "Dock Union")],
        quotes: vec![quote(0, "“They call it ‘a gift to Dock Union’ here,”"), quote(1, "‘a gift to Dock Union’")],
        positions: (0..).zip(stances).map(position).collect(),
        warnings: Vec::new(),
    };
    (article("nest", text.to_owned(), None), analysis)
}

/// A long article, which is analysed bit by bit: the mayor at its beginning, the union in the middle, a harbour master at
/// its end, and all of them in a sentence there.
fn saga(id: &str) -> Article {
    let filler = std::iter::repeat_n(FILLER, 160).collect::<Vec<_>>().join("\n\n");
    let text = [
        "Ada Brandt wants a vote in May. “We need the tunnel,” she said.",
        &filler,
        "Dock Union is against the tunnel. “It is a gift to the builders.”",
        &filler,
        "Tom Reyes runs the harbour. Brandt met Reyes and the union.",
    ];
    article(id, text.join("\n\n"), None)
}

/// What is found in these bytes of it. Who is mentioned last comes first, so that ids differ from part to part.
fn found_in_saga(article: &Article, seen: Span) -> Analysis {
    let all = [
        ("Tom Reyes", "Tom Reyes", ActorKind::Person),
        ("Tom Reyes", "Reyes and", ActorKind::Person),
        ("Dock Union", "Dock Union", ActorKind::Organisation),
        ("Ada Brandt", "Ada Brandt", ActorKind::Person),
        ("Ada Brandt", "Brandt met", ActorKind::Person),
    ];
    let mut analysis = Analysis::default();
    for (name, words, kind) in all {
        let span = span_of(&article.text, words);
        if !seen.covers(span) {
            continue;
        }
        let mention = Mention { span, kind: MentionKind::Name };
        match analysis.actors.iter_mut().find(|actor| actor.name == name) {
            Some(actor) => actor.mentions.push(mention),
            None => {
                let id = analysis.actors.len() as u32;
                analysis.actors.push(Actor {
                    mentions: vec![mention],
                    kind,
                    ..actor_in(&article.text, id, kind, name)
                });
            }
        }
    }
    let who = |name: &str| analysis.actors.iter().find(|actor| actor.name == name).map(|actor| actor.id);
    let said = [("Dock Union", "“It is a gift to the builders.”"), ("Ada Brandt", "“We need the tunnel,”")];
    let said = said.map(|(name, words)| (who(name), span_of(&article.text, words)));
    let held = span_of(&article.text, "wants a vote in May");
    let position = Position {
        id: PositionId(0),
        holders: who("Ada Brandt").into_iter().collect(),
        stance: Stance::CallsFor,
        target: Target { text: "a vote in May".to_owned(), span: None, actor: None },
        evidence: vec![held],
        quote: None,
        confidence: 0.9,
        others: Vec::new(),
    };
    analysis.positions.extend(Some(position).filter(|_| seen.covers(held)));
    for (speaker, span) in said.into_iter().filter(|(_, span)| seen.covers(*span)) {
        analysis.quotes.push(Quote {
            id: QuoteId(analysis.quotes.len() as u32),
            kind: QuoteKind::Direct,
            speakers: speaker.into_iter().collect(),
            source: Vec::new(),
            cue: Vec::new(),
            content: vec![span],
            confidence: 0.9,
            grounds: Default::default(),
        });
    }
    analysis
}

/// What holds the analysis of a saga up.
#[derive(Default)]
pub struct Gates {
    part: AtomicBool,
    whole: AtomicBool,
    failing: AtomicBool,
}

impl Gates {
    /// Lets the analyses of parts come to their end, from now on.
    pub fn open_part(&self) {
        self.part.store(true, Ordering::Relaxed);
    }

    /// Lets the analyses of whole articles come to their end, from now on.
    pub fn open_whole(&self) {
        self.whole.store(true, Ordering::Relaxed);
    }

    /// Has those of whole articles fail there.
    pub fn fail(&self) {
        self.failing.store(true, Ordering::Relaxed);
        self.open_whole();
    }

    fn wait(gate: &AtomicBool, monitor: &dyn Monitor) -> Option<()> {
        while !gate.load(Ordering::Relaxed) && !monitor.cancelled() {
            std::thread::yield_now();
        }
        (!monitor.cancelled()).then_some(())
    }
}

fn article(id: &str, text: String, title: Option<&str>) -> Article {
    let mut paragraphs = Vec::new();
    let mut start = 0;
    for piece in text.split("\n\n") {
        paragraphs.push(Paragraph { span: Span::new(start, start + piece.len()), kind: ParagraphKind::Body });
        start += piece.len() + 2;
    }
    Article {
        id: id.to_owned(),
        title: title.map(str::to_owned),
        source: Some("The Harbour Post".to_owned()),
        date: Some("2031-05-04".to_owned()),
        text,
        paragraphs,
        ..Article::default()
    }
}

/// Files that exist only here: their names say what happens to them.
fn read(path: &Path) -> Result<Collection, String> {
    read_one(path).map(|article| vec![article].into())
}

fn read_one(path: &Path) -> Result<Article, String> {
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    match name.as_str() {
        "missing" => Err(format!("{} could not be read: it is not there.", path.display())),
        "panic" => panic!("as the test wants it"),
        "tunnel" => Ok(story().0),
        "debate" => Ok(debate().0),
        "quarrel" => Ok(quarrel().0),
        "nest" => Ok(nest().0),
        "saga" | "sequel" => Ok(saga(&name)),
        _ => Ok(article(&name, "A text without anybody in it.".to_owned(), None)),
    }
}

fn analyse(article: &Article, monitor: &dyn Monitor) -> Option<Analysis> {
    match article.id.as_str() {
        "tunnel" => Some(story().1),
        "crash" => panic!("as the test wants it"),
        "debate" => Some(debate().1),
        "quarrel" => Some(quarrel().1),
        "nest" => Some(nest().1),
        "endless" => {
            while !monitor.cancelled() {
                std::thread::yield_now();
            }
            None
        }
        "foreign" => {
            let message = "The article does not seem to be English.".to_owned();
            let warning = Warning { kind: WarningKind::LanguageNotEnglish, span: None, message };
            Some(Analysis { warnings: vec![warning], ..Analysis::default() })
        }
        "crowd" => {
            let actor = |id: u32| Actor {
                id: ActorId(id),
                kind: ActorKind::Person,
                name: format!("Actor {id}"),
                aliases: Vec::new(),
                roles: Vec::new(),
                mentions: vec![Mention { span: Span::new(0, 1), kind: MentionKind::Name }],
            };
            Some(Analysis { actors: (0..10_000).map(actor).collect(), ..Analysis::default() })
        }
        _ => Some(Analysis::default()),
    }
}

/// An export that is easy to know by heart.
struct CountedLines;

impl Exporter for CountedLines {
    fn name(&self) -> &'static str {
        "lines"
    }
    fn label(&self) -> &'static str {
        "Counted lines"
    }
    fn extension(&self) -> &'static str {
        "lines"
    }
    fn write(&self, _: &Article, analysis: &Analysis, _: Style, out: &mut dyn Write) -> io::Result<()> {
        analysis.actors.iter().try_for_each(|actor| writeln!(out, "{}: {}", actor.name, actor.mentions.len()))
    }
}

fn services(folder: &Path) -> Services {
    let folder = folder.to_owned();
    Services {
        read: Arc::new(|path, _| read(path)),
        clipboard: Arc::new(|| None),
        analyse: Arc::new(analyse),
        exporters: &[&CountedLines],
        keep: Arc::new(move |_, article, _| folder.join(&article.id).with_extension("standpoint.json")),
        ..Services::with_engine(Engine::Rules)
    }
}

fn reading_services(folder: &Path) -> Services {
    Services { read: Services::with_engine(Engine::Rules).read, ..services(folder) }
}

/// The same, with sagas whose analysis waits at these gates.
fn slow_services(folder: &Path, gates: &Arc<Gates>) -> Services {
    let (first, second) = (Arc::clone(gates), Arc::clone(gates));
    Services {
        analyse: Arc::new(move |article, monitor| match article.id.as_str() {
            "saga" | "sequel" => {
                Gates::wait(&first.whole, monitor)?;
                assert!(!first.failing.load(Ordering::Relaxed), "as the test wants it");
                Some(found_in_saga(article, Span::new(0, article.text.len())))
            }
            _ => analyse(article, monitor),
        }),
        glance: Arc::new(move |article, part: Range<usize>, monitor| {
            Gates::wait(&second.part, monitor)?;
            let paragraphs = &article.paragraphs[part];
            let seen = Span::new(paragraphs.first()?.span.start, paragraphs.last()?.span.end);
            Some(found_in_saga(article, seen))
        }),
        exporters: standpoint::export::all(),
        ..services(folder)
    }
}

/// A storage that forgets everything with the test.
#[derive(Default)]
pub struct Memory(HashMap<String, String>);

impl Memory {
    /// Puts other words in place of some.
    pub fn replace(&mut self, from: &str, to: &str) {
        self.0.values_mut().for_each(|value| *value = value.replace(from, to));
    }
}

impl eframe::Storage for Memory {
    fn get_string(&self, key: &str) -> Option<String> {
        self.0.get(key).cloned()
    }
    fn set_string(&mut self, key: &str, value: String) {
        self.0.insert(key.to_owned(), value);
    }
    fn remove_string(&mut self, key: &str) {
        self.0.remove(key);
    }
    fn flush(&mut self) {}
}

#[derive(Debug)]
struct Dropped(PathBuf);

impl DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }
    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("not needed".to_owned())
    }
}

/// The window under test.
pub struct Window {
    harness: Harness<'static, Standpoint>,
    copied: Option<String>,
    /// How often it asked to come to the front.
    raised: usize,
    /// Where corrections are kept; `None` where the test brings a folder that outlives the window.
    _folder: Option<TempDir>,
}

impl Window {
    /// With nothing open.
    pub fn empty() -> Self {
        Self::with_answers([])
    }

    /// With nothing open, and dialogs that will answer like this.
    pub fn with_answers<const N: usize>(answers: [Option<PathBuf>; N]) -> Self {
        Self::build(answers, |_, _| {})
    }

    /// With the story open and analysed.
    pub fn reading() -> Self {
        Self::reading_with_answers([])
    }

    /// With the story open and analysed, and dialogs that will answer like this.
    pub fn reading_with_answers<const N: usize>(answers: [Option<PathBuf>; N]) -> Self {
        let mut window = Self::with_answers(answers);
        window.open(["tunnel.txt"]);
        window
    }

    /// With nothing open, and this HTML on the clipboard.
    pub fn with_html(html: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let html = html.to_owned();
        let services = Services { clipboard: Arc::new(move || Some(html.clone())), ..services(folder.path()) };
        let mut window = Self::build_with(services, Vec::new(), |_, _| {});
        window._folder = Some(folder);
        window
    }

    /// As it starts again with what was remembered.
    pub fn restored(storage: &Memory) -> Self {
        let mut window = Self::build([], |window, ctx| window.restore(storage, ctx));
        window.settle();
        window
    }

    /// With the story open and analysed, the formats of the program, and dialogs that will answer like this.
    pub fn exporting(answers: Vec<PathBuf>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let services = Services { exporters: standpoint::export::all(), ..services(folder.path()) };
        let mut window = Self::build_with(services, answers.into_iter().map(Some).collect(), |_, _| {});
        window._folder = Some(folder);
        window.open(["tunnel.txt"]);
        window
    }

    /// With the story open and analysed, and its corrections kept in this folder.
    pub fn keeping(folder: &Path) -> Self {
        let mut window = Self::build_with(services(folder), Vec::new(), |_, _| {});
        window.open(["tunnel.txt"]);
        window
    }

    /// With nothing open, and files read as the program reads them.
    pub fn reading_files(folder: &Path) -> Self {
        Self::build_with(reading_services(folder), Vec::new(), |_, _| {})
    }

    /// The same, as it starts again with what was remembered.
    pub fn restored_files(folder: &Path, storage: &Memory) -> Self {
        let mut window =
            Self::build_with(reading_services(folder), Vec::new(), |window, ctx| window.restore(storage, ctx));
        window.settle();
        window
    }

    /// With a saga on the page whose analysis waits at gates, and its corrections in this folder.
    pub fn slow(folder: &Path) -> (Self, Arc<Gates>) {
        let gates = Arc::new(Gates::default());
        let mut window = Self::build_with(slow_services(folder, &gates), Vec::new(), |_, _| {});
        window.open_without_settling("saga.txt");
        (window, gates)
    }

    /// The same as it starts again with what was remembered.
    pub fn slow_restored(folder: &Path, storage: &Memory) -> (Self, Arc<Gates>) {
        let gates = Arc::new(Gates::default());
        let services = slow_services(folder, &gates);
        let mut window = Self::build_with(services, Vec::new(), |window, ctx| window.restore(storage, ctx));
        window.take_reports_until(|app| app.state().document.is_some());
        (window, gates)
    }

    /// Takes over what the background reports until that holds, and draws.
    pub fn take_reports_until(&mut self, holds: impl Fn(&Standpoint) -> bool) {
        let ctx = self.harness.ctx.clone();
        while !holds(self.harness.state()) {
            self.harness.state_mut().take_next_report(&ctx);
        }
        self.run();
    }

    /// Presses a key with others held, while something goes on in the background that does not end.
    pub fn press_without_settling(&mut self, modifiers: Modifiers, key: Key) {
        let key = |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers };
        for event in
            [Event::ModifiersChanged(modifiers), key(true), key(false), Event::ModifiersChanged(Modifiers::NONE)]
        {
            self.harness.event(event);
            self.run();
        }
    }

    /// Opens the menu of what has this name, with the other mouse button.
    pub fn open_menu(&mut self, name: &str) {
        self.get(name).scroll_to_me();
        self.run();
        self.get(name).click_secondary();
        self.run();
    }

    /// Lets so many seconds of the window's clock pass.
    pub fn pass(&mut self, seconds: f32) {
        self.harness.run_steps((seconds / 0.02).ceil() as usize);
        self.settle();
    }

    fn build<const N: usize>(
        answers: [Option<PathBuf>; N],
        prepare: impl FnOnce(&mut Standpoint, &egui::Context),
    ) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut window = Self::build_with(services(folder.path()), answers.into(), prepare);
        window._folder = Some(folder);
        window
    }

    fn build_with(
        services: Services,
        answers: Vec<Option<PathBuf>>,
        prepare: impl FnOnce(&mut Standpoint, &egui::Context),
    ) -> Self {
        let builder = Harness::builder().with_size(vec2(1100.0, 760.0)).with_step_dt(0.02).renderer(Raster::default());
        let harness = builder.build_eframe(|creation| {
            let ctx = &creation.egui_ctx;
            let mut window = Standpoint::new(ctx, services, Box::new(ScriptedDialogs::new(answers)));
            prepare(&mut window, ctx);
            window
        });
        // Words are shown in scripts for which only the system has fonts.
        harness.ctx.set_missing_glyph_policy(egui::MissingGlyphPolicy::Tofu);
        let mut window = Self { harness, copied: None, raised: 0, _folder: None };
        window.run();
        window
    }

    /// The window's own state.
    pub fn app(&self) -> &Standpoint {
        self.harness.state()
    }

    /// The way to whatever is not here.
    pub fn harness(&self) -> &Harness<'static, Standpoint> {
        &self.harness
    }

    /// Draws until nothing moves. Frame by frame, as what is copied is told in one frame only.
    pub fn run(&mut self) {
        for _ in 0..20 {
            self.harness.step();
            let output = self.harness.output();
            for command in &output.platform_output.commands {
                if let OutputCommand::CopyText(text) = command {
                    self.copied = Some(text.clone());
                }
            }
            let commands = output.viewport_output.values().flat_map(|viewport| &viewport.commands);
            self.raised += commands.filter(|command| **command == ViewportCommand::Focus).count();
            if output.viewport_output.values().all(|viewport| !viewport.repaint_delay.is_zero()) {
                self.harness.check_accessibility();
                return;
            }
        }
        panic!("the window does not come to rest: {:?}", self.harness.ctx.repaint_causes());
    }

    /// Waits for the background and draws.
    pub fn settle(&mut self) {
        let ctx = self.harness.ctx.clone();
        self.harness.state_mut().settle(&ctx);
        self.run();
    }

    /// Opens files as the command line does.
    pub fn open<const N: usize>(&mut self, files: [&str; N]) {
        self.harness.state_mut().open_files(files.into_iter().map(PathBuf::from).collect());
        self.settle();
    }

    /// Has it listen for files of later starts.
    pub fn listen(&mut self, address: &Address) {
        let ctx = self.harness.ctx.clone();
        let reception = Reception::open(address.clone(), move || ctx.request_repaint()).unwrap();
        self.harness.state_mut().listen(Some(reception));
    }

    /// How often it asked to come to the front.
    pub fn raised(&self) -> usize {
        self.raised
    }

    /// Opens a file whose analysis goes on.
    pub fn open_without_settling(&mut self, file: &str) {
        let ctx = self.harness.ctx.clone();
        self.harness.state_mut().open_files(vec![PathBuf::from(file)]);
        // An analysis that goes on behind may report first.
        let name = file.trim_end_matches(".txt");
        let open = |app: &Standpoint| app.state().document.as_ref().is_some_and(|document| document.name() == name);
        while !open(self.harness.state()) {
            self.harness.state_mut().take_next_report(&ctx);
        }
        self.run();
    }

    /// What has this name, or a panic with all names.
    pub fn get<'a>(&'a self, name: &'a str) -> Node<'a> {
        self.harness.get_by_label(name)
    }

    /// What has this in its name.
    pub fn get_containing<'a>(&'a self, name: &'a str) -> Node<'a> {
        self.harness.get_by_label_contains(name)
    }

    /// Whether something has this name.
    pub fn has(&self, name: &str) -> bool {
        self.harness.query_by_label(name).is_some()
    }

    /// Clicks on what has this name, with the mouse.
    pub fn click(&mut self, name: &str) {
        self.click_without_settling(name);
        self.settle();
    }

    /// The same while something goes on in the background that does not end.
    pub fn click_without_settling(&mut self, name: &str) {
        self.get(name).scroll_to_me();
        self.run();
        self.get(name).click();
        self.run();
    }

    /// Rests the mouse on what has this name until it is told what there is to tell.
    pub fn hover(&mut self, name: &str) {
        self.get(name).hover();
        self.run();
        self.pass(0.8);
    }

    /// The same with the first link in the article that has these words in its name.
    pub fn hover_in_text(&mut self, words: &str) {
        self.link(words).hover();
        self.run();
        self.pass(0.8);
    }

    /// Opens the menu of what has this name, with the other mouse button, and chooses from it.
    pub fn choose(&mut self, name: &str, entry: &str) {
        self.open_menu(name);
        self.click(entry);
    }

    /// Opens the menu of these words in the article, and chooses from it.
    pub fn choose_in_text(&mut self, words: &str, entry: &str) {
        self.link(words).click_secondary();
        self.run();
        self.click(entry);
    }

    /// Drags what has this name onto what has that one.
    pub fn drag(&mut self, from: &str, to: &str) {
        self.drag_without_settling(from, to);
        self.settle();
    }

    /// The same while something goes on in the background that does not end.
    pub fn drag_without_settling(&mut self, from: &str, to: &str) {
        let (from, to) = (self.get(from).rect().center(), self.get(to).rect().center());
        let button = |pos, pressed| Event::PointerButton {
            pos,
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        self.harness.event(Event::PointerMoved(from));
        self.run();
        self.harness.event(button(from, true));
        self.run();
        for share in [0.3, 0.7, 1.0] {
            self.harness.event(Event::PointerMoved(from + (to - from) * share));
            self.run();
        }
        self.harness.event(button(to, false));
        self.run();
    }

    /// Marks the first place of these words, as the mouse would.
    pub fn mark(&mut self, words: &str) -> Span {
        let text = &self.app().state().document.as_ref().unwrap().article.text;
        let start = text.find(words).unwrap_or_else(|| panic!("{words}"));
        let span = Span::new(start, start + words.len());
        self.harness.state_mut().mark(span);
        self.run();
        span
    }

    /// Runs a command as one who knows only its name: through the list of all commands.
    pub fn command(&mut self, name: &str) {
        self.press_with(Modifiers::COMMAND, Key::K);
        self.type_into_focus(name);
        self.press(Key::Enter);
    }

    /// Types an answer and presses Enter.
    pub fn answer(&mut self, text: &str) {
        self.type_into_focus(text);
        self.press(Key::Enter);
    }

    /// Clicks on these words in the article.
    pub fn click_in_text(&mut self, words: &str) {
        self.link(words).click();
        self.run();
    }

    /// Presses Tab until these words of the article have the keyboard.
    pub fn tab_to_link(&mut self, words: &str) {
        for _ in 0..40 {
            if self.link(words).is_focused() {
                return;
            }
            self.press(Key::Tab);
        }
        panic!("Tab does not get to {words}");
    }

    fn link(&self, words: &str) -> Node<'_> {
        let mut links = self.harness.get_all_by_role(egui::Role::Link);
        let link = links.find(|link| link.accesskit_node().label().is_some_and(|label| label.contains(words)));
        link.unwrap_or_else(|| panic!("{words} is no link in the text"))
    }

    /// Presses a key.
    pub fn press(&mut self, key: Key) {
        self.press_with(Modifiers::NONE, key);
    }

    /// Presses a key with others held.
    pub fn press_with(&mut self, modifiers: Modifiers, key: Key) {
        self.press_without_settling(modifiers, key);
        self.settle();
    }

    /// Hands on something that the window system tells.
    pub fn event(&mut self, event: Event) {
        self.harness.event(event);
        self.run();
        self.settle();
    }

    /// The same while something goes on in the background that does not end.
    pub fn event_without_settling(&mut self, event: Event) {
        self.harness.event(event);
        self.run();
    }

    /// Pastes a text.
    pub fn paste(&mut self, text: &str) {
        self.harness.event(Event::Paste(text.to_owned()));
        self.run();
        self.settle();
    }

    /// Types where the keyboard is.
    pub fn type_into_focus(&mut self, text: &str) {
        self.harness.event(Event::Text(text.to_owned()));
        self.run();
    }

    /// Lets a file go over the window.
    pub fn drop_file(&mut self, path: &str) {
        self.harness.input_mut().dropped_files.push(Arc::new(Dropped(PathBuf::from(path))));
        self.run();
        self.settle();
    }

    /// Makes the window another size.
    pub fn resize(&mut self, width: f32, height: f32) {
        self.harness.set_size(vec2(width, height));
        self.run();
    }

    /// Compares the window with the picture of that name.
    pub fn picture(&mut self, name: &str, options: &egui_kittest::SnapshotOptions) {
        if let Err(differs) = self.harness.try_snapshot_options(name, options) {
            panic!("{differs}");
        }
    }

    /// What was copied last.
    pub fn copied(&self) -> Option<String> {
        self.copied.clone()
    }

    /// Lets the window write down what it remembers.
    pub fn save(&mut self, storage: &mut Memory) {
        eframe::App::save(self.harness.state_mut(), storage);
    }

    /// What was found in the open article.
    pub fn analysis(&self) -> &Analysis {
        &self.app().state().document.as_ref().unwrap().analysis
    }

    /// What the open article is called.
    pub fn open_name(&self) -> &str {
        self.app().state().document.as_ref().unwrap().name()
    }

    /// Where an actor is mentioned.
    pub fn mentions(&self, actor: ActorId) -> Vec<Span> {
        self.analysis().actor(actor).unwrap().mentions.iter().map(|mention| mention.span).collect()
    }

    /// The words of a quote.
    pub fn quote(&self, at: usize) -> Span {
        self.analysis().quotes[at].content[0]
    }

    /// Whether these words are in view.
    pub fn sees(&self, span: Span) -> bool {
        self.app().reader().unwrap().visible().covers(span)
    }

    /// Whether these words are flashed now.
    pub fn flashes(&self, span: Span) -> bool {
        self.app().reader().unwrap().is_flashing(span)
    }
}
