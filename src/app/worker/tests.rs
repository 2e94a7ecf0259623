//! What becomes of jobs that panic, are cancelled, or are silenced.

use super::*;
use crate::analyse::{Engine, Monitor};
use crate::analysis::{Actor, ActorId, ActorKind};
use crate::article::Paragraph;
use crate::span::Span;
use std::sync::Mutex;

fn worker(analyse: impl Fn(&Article, &dyn Monitor) -> Option<Analysis> + Send + Sync + 'static) -> Worker {
    Worker::new(Services { analyse: Arc::new(analyse), ..Services::with_engine(Engine::Rules) }, Context::default())
}

#[test]
fn a_panic_becomes_a_report() {
    let mut worker = worker(|_, _| panic!("no such luck"));
    worker.analyse(7, Arc::default(), None);
    match worker.wait() {
        Some(Report::Analysed(7, Err(why))) => assert!(why.contains("no such luck"), "{why}"),
        other => panic!("{other:?}"),
    }
    assert!(!worker.is_busy());
}

#[test]
fn a_cancelled_analysis_ends_without_one() {
    let mut worker = worker(|_, monitor| {
        while !monitor.cancelled() {
            std::thread::yield_now();
        }
        None
    });
    worker.analyse(7, Arc::default(), None);
    assert!(worker.progress(7).is_some());
    worker.cancel_analysis(7);
    assert!(matches!(worker.wait(), Some(Report::Analysed(7, Ok(None)))));
    assert!(worker.progress(7).is_none());
}

/// A worker whose analysis finds an actor named after the part, or after the whole, when `goes` lets it; that is told the part.
fn slow_worker(goes: impl Fn(Option<usize>, &dyn Monitor) + Send + Sync + Clone + 'static) -> Worker {
    let named = |name: &str| {
        let actor = Actor {
            id: ActorId(0),
            kind: ActorKind::Person,
            name: name.to_owned(),
            aliases: Vec::new(),
            roles: Vec::new(),
            mentions: Vec::new(),
        };
        Analysis { actors: vec![actor], ..Analysis::default() }
    };
    let found = move |name: &str, monitor: &dyn Monitor| (!monitor.cancelled()).then(|| named(name));
    let wait = goes.clone();
    let services = Services {
        analyse: Arc::new(move |_, monitor| {
            goes(None, monitor);
            found("whole", monitor)
        }),
        glance: Arc::new(move |_, part, monitor| {
            wait(Some(part.start), monitor);
            found(&format!("part {part:?}"), monitor)
        }),
        ..Services::with_engine(Engine::Rules)
    };
    Worker::new(services, Context::default())
}

fn until_cancelled(monitor: &dyn Monitor) {
    while !monitor.cancelled() {
        std::thread::yield_now();
    }
}

#[test]
fn a_part_is_told_of_before_the_whole() {
    let mut worker = slow_worker(|_, _| {});
    worker.analyse(7, Arc::default(), Some(2..5));
    match worker.wait() {
        Some(Report::Glanced(7, glimpse)) => assert_eq!(glimpse.analysis.actors[0].name, "part 2..5"),
        other => panic!("{other:?}"),
    }
    assert!(worker.is_busy() && worker.progress(7).is_some(), "the rest is looked at");
    match worker.wait() {
        Some(Report::Analysed(7, Ok(Some(whole)))) => assert_eq!(whole.actors[0].name, "whole"),
        other => panic!("{other:?}"),
    }
    assert!(!worker.is_busy() && worker.progress(7).is_none());
}

#[test]
fn without_a_part_there_is_one_report() {
    let mut worker = slow_worker(|part, _| assert_eq!(part, None));
    worker.analyse(7, Arc::default(), None);
    assert!(matches!(worker.wait(), Some(Report::Analysed(7, Ok(Some(_))))));
    assert!(worker.wait().is_none());
}

#[test]
fn cancelled_in_the_part_nothing_of_the_rest_is_looked_at() {
    let mut worker = slow_worker(|part, monitor| {
        assert_eq!(part, Some(0), "the whole is not begun");
        until_cancelled(monitor);
    });
    worker.analyse(7, Arc::default(), Some(0..1));
    worker.cancel_analysis(7);
    assert!(matches!(worker.wait(), Some(Report::Analysed(7, Ok(None)))));
    assert!(!worker.is_busy());
}

#[test]
fn cancelled_behind_the_part_the_part_was_told_of() {
    let mut worker = slow_worker(|part, monitor| {
        if part.is_none() {
            until_cancelled(monitor);
        }
    });
    worker.analyse(7, Arc::default(), Some(0..1));
    assert!(matches!(worker.wait(), Some(Report::Glanced(7, _))));
    worker.cancel_analysis(7);
    assert!(matches!(worker.wait(), Some(Report::Analysed(7, Ok(None)))));
    assert!(!worker.is_busy());
}

#[test]
fn a_part_that_panics_only_makes_one_wait() {
    let mut worker = slow_worker(|part, _| assert!(part.is_none(), "no such luck"));
    worker.analyse(7, Arc::default(), Some(0..1));
    assert!(matches!(worker.wait(), Some(Report::Analysed(7, Ok(Some(_))))));
    let mut worker = slow_worker(|part, _| assert!(part.is_some(), "no such luck"));
    worker.analyse(7, Arc::default(), Some(0..1));
    assert!(matches!(worker.wait(), Some(Report::Glanced(7, _))));
    assert!(matches!(worker.wait(), Some(Report::Analysed(7, Err(why))) if why.contains("no such luck")));
    assert!(!worker.is_busy());
}

#[test]
fn a_newer_analysis_silences_the_part_of_the_older() {
    // The part of the first is ready only when the second was asked for.
    let (go, wait) = channel::<()>();
    let wait = Arc::new(Mutex::new(wait));
    let mut worker = slow_worker(move |part, _| {
        if part == Some(0) {
            let _ = wait.lock().map(|wait| wait.recv());
        }
    });
    worker.analyse(7, Arc::default(), Some(0..1));
    worker.analyse(7, Arc::default(), Some(5..6));
    go.send(()).unwrap();
    let names: Vec<String> = std::iter::from_fn(|| worker.wait())
        .map(|report| match report {
            Report::Glanced(7, glimpse) => glimpse.analysis.actors[0].name.clone(),
            Report::Analysed(7, Ok(Some(whole))) => whole.actors[0].name.clone(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(names, ["part 5..6", "whole"]);
}

#[test]
fn progress_never_falls_from_the_part_to_the_whole() {
    struct Told(Mutex<Vec<f32>>);
    impl Monitor for Told {
        fn progress(&self, done: f32) {
            self.0.lock().unwrap().push(done);
        }
    }
    let paragraphs = (0..4).map(|at| Paragraph { span: Span::new(at * 10, at * 10 + 10), kind: Default::default() });
    let article = Article { paragraphs: paragraphs.collect(), ..Article::default() };
    let share = glimpse::share(&article, &(0..1));
    let told = Told(Mutex::default());
    for (from, to) in [(0.0, share), (share, 1.0)] {
        let part = Share { monitor: &told, from, to };
        [0.0, 0.5, 1.0].into_iter().for_each(|done| part.progress(done));
    }
    assert_eq!(told.0.into_inner().unwrap(), [0.0, 0.1, 0.2, 0.2, 0.6, 1.0]);
}

#[test]
fn a_newer_job_silences_the_older() {
    // The first read answers only after the second was asked for.
    let (go, wait) = channel::<()>();
    let wait = Mutex::new(wait);
    let read: Arc<super::super::services::Read> = Arc::new(move |path, _| {
        if path.ends_with("old") {
            let _ = wait.lock().map(|wait| wait.recv());
        }
        Ok(vec![Article { id: path.display().to_string(), ..Article::default() }].into())
    });
    let mut worker = Worker::new(Services { read, ..Services::with_engine(Engine::Rules) }, Context::default());
    worker.read_file("old".into(), None, None);
    worker.read_file("new".into(), None, None);
    go.send(()).unwrap();
    match worker.wait() {
        Some(Report::Read(_, Ok(opened))) => assert_eq!(opened.article.id, "new"),
        other => panic!("{other:?}"),
    }
    assert!(worker.wait().is_none());
}
