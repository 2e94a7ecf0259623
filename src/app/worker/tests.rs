//! What becomes of jobs that panic, are cancelled, or are silenced.

use super::*;
use crate::analyse::{Engine, Monitor};
use std::sync::Mutex;

fn worker(analyse: impl Fn(&Article, &dyn Monitor) -> Option<Analysis> + Send + Sync + 'static) -> Worker {
    Worker::new(Services { analyse: Arc::new(analyse), ..Services::with_engine(Engine::Rules) }, Context::default())
}

#[test]
fn a_panic_becomes_a_report() {
    let mut worker = worker(|_, _| panic!("no such luck"));
    worker.analyse(7, Arc::default());
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
    worker.analyse(7, Arc::default());
    assert!(worker.progress(7).is_some());
    worker.cancel_analysis(7);
    assert!(matches!(worker.wait(), Some(Report::Analysed(7, Ok(None)))));
    assert!(worker.progress(7).is_none());
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
