"""Trains the model from corpora, measures it and exports it.

    python train.py --corpora FOLDER --benchmark FOLDER --run FOLDER [--export FOLDER] [--resume]

--corpora holds <corpus>/train.jsonl.gz, --benchmark train.jsonl, dev.jsonl and score.py. Checkpoints and a copy of the settings
go to --run, which stays out of the repository. Stop with Ctrl-C (or a TERM signal): the last step is kept, --resume goes on from it
with the same order of batches. Each measurement adds a row to runs.md.
"""
import argparse
import json
import random
import signal
import sys
import time
from pathlib import Path

import torch

import augment
import data
import evaluate
import labels
import loss
import pieces
from model import Model


def parse(arguments=None):
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--corpora", required=True)
    p.add_argument("--benchmark", required=True)
    p.add_argument("--run", required=True, help="folder for checkpoints")
    p.add_argument("--export", help="folder for the finished model")
    p.add_argument("--resume", action="store_true")
    p.add_argument("--start-from", help="folder of an earlier run whose weights to begin with, instead of the base weights")
    p.add_argument("--use", default="polnear,benchmark:2,worldwide:0.3,crossner-politics:2,wikigold,re3d",
                   help="corpora, each with the share of it (or the times) that an epoch takes: name:share,…; "
                        "benchmark and labelled: the articles of polnear that have stances, from BENCHMARK and from ../labels; "
                        "world: those of worldwide whose attributions are marked in ../labels")
    p.add_argument("--limit", type=int, help="documents a corpus, for a try")
    p.add_argument("--epochs", type=float, default=3)
    p.add_argument("--minutes", type=float, help="minutes of training after which to end, epochs or not: the rate falls towards that time")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--windows", default="254", help="most pieces of a window; of several, parted by commas, each document draws one")
    p.add_argument("--shared", type=int, default=30, help="pieces that neighbouring windows share")
    p.add_argument("--batch", type=int, default=1024, help="pieces a batch")
    p.add_argument("--rate", type=float, default=2e-4)
    p.add_argument("--head-rate", type=float, default=1e-3)
    p.add_argument("--warmup", type=float, default=0.03)
    p.add_argument("--checkpoint-minutes", type=float, default=8)
    p.add_argument("--stop-after", type=int, help="steps after which to stop as with Ctrl-C")
    p.add_argument("--no-measure", action="store_true", help="train only")
    p.add_argument("--no-augment", action="store_true")
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--note", default="", help="goes into runs.md")
    return p.parse_args(arguments)


def epoch_windows(options, shares, documents, tokenizer, epoch):
    """All windows of one epoch and their batches; the same for the same seed and epoch, whatever came before."""
    rng = random.Random(options.seed * 1009 + epoch)
    change = (lambda d: d) if options.no_augment else augment.Augmenter(options.seed * 1009 + epoch)
    windows, sizes = [], [int(size) for size in options.windows.split(",")]
    for name, share in shares.items():
        own = [d for d in documents if d.corpus == name]
        chosen = own * int(share) + rng.sample(own, round(len(own) * (share % 1)))
        for document in chosen:
            labelled = labels.Labelled(change(document), tokenizer)
            size = rng.choice(sizes)
            stride = size - options.shared
            windows += labelled.windows(size, stride, rng.randrange(stride))
    windows = [w for w in windows if len(w.ids) > 6]
    return windows, loss.batches(windows, options.batch, rng)


def optimizer_of(model, options):
    heads = [p for n, p in model.named_parameters() if n.split(".")[0] in ("heads", "stance", "types", "link_distance", "coref_distance")]
    ids = {id(p) for p in heads} | {id(model.words.weight)}
    model.words.weight.requires_grad_(False)  # the word table stays: rare pieces keep their neighbours
    body = [p for p in model.parameters() if id(p) not in ids]
    return torch.optim.AdamW([{"params": body, "peak": options.rate}, {"params": heads, "peak": options.head_rate}], lr=0, weight_decay=0.01)


def progress(options, state, steps):
    """How much of the run is done, 0 to 1: by steps or by time, whichever is further."""
    timed = state["seconds"] / 60 / options.minutes if options.minutes else 0.0
    return min(1.0, max(state["step"] / steps, timed))


def save(path, model, optimizer, state):
    part = path.with_suffix(".part")
    torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "state": state, "torch": torch.get_rng_state()}, part)
    part.replace(path)


def main(arguments=None):
    options = parse(arguments)
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    run = Path(options.run)
    run.mkdir(parents=True, exist_ok=True)
    shares = {n: float(s or 1) for n, _, s in (part.partition(":") for part in options.use.split(","))}
    for part, corpus in data.PARTS.items():
        shares.setdefault(part, shares.get(corpus, 0.0))
    documents, kept = data.load(options.corpora, [n for n in shares if n not in data.PARTS], Path(options.benchmark) / "train.jsonl")
    if options.limit:
        documents = [d for n in shares for d in [d for d in documents if d.corpus == n][:options.limit]]
        kept = kept[:options.limit]
    tokenizer = pieces.load_tokenizer()
    model = Model().load_base(pieces.base_folder() / "model.safetensors")
    if options.start_from:
        model.load_matching(torch.load(Path(options.start_from) / "checkpoint.pt", weights_only=True)["model"])
    optimizer = optimizer_of(model, options)
    state = {"step": 0, "epoch": 0, "batch": 0, "pieces": 0, "seconds": 0.0}
    checkpoint = run / "checkpoint.pt"
    if options.resume and checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=True)
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        torch.set_rng_state(saved["torch"])
        state = saved["state"]
        print("resumed at", state, flush=True)
    (run / "settings.json").write_text(json.dumps(vars(options), indent=1))
    stop = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.append(1))

    windows, groups = epoch_windows(options, shares, documents, tokenizer, state["epoch"])
    steps = max(1, round(len(groups) * options.epochs))
    print(f"{len(documents)} documents, {len(kept)} held back, {len(windows)} windows, {steps} steps", flush=True)
    began, last_saved, recent = time.time(), time.time(), {}
    spent = state["seconds"]
    model.train()
    while progress(options, state, steps) < 1 and not stop:
        for state["batch"] in range(state["batch"], len(groups)):
            done = progress(options, state, steps)
            part = min((state["step"] + 1) / max(1, steps * options.warmup), 1 - done)
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * part
            batch = [windows[i] for i in groups[state["batch"]]]
            terms = loss.losses(model, batch)
            loss.total(terms).backward()
            torch.nn.utils.clip_grad_norm_([p for g in optimizer.param_groups for p in g["params"]], 1.0)
            optimizer.step()
            optimizer.zero_grad()
            state["step"] += 1
            state["pieces"] += sum(len(w.ids) for w in batch)
            state["seconds"] = spent + time.time() - began
            for name, term in terms.items():
                recent[name] = 0.98 * recent.get(name, float(term.detach())) + 0.02 * float(term.detach())
            over = progress(options, state, steps) >= 1
            if state["step"] % 50 == 0 or over:
                print(f"step {state['step']}/{steps} {state['pieces'] / state['seconds']:.0f} pieces/s {state['seconds'] / 60:.1f} min "
                      + " ".join(f"{n} {v:.3f}" for n, v in sorted(recent.items())), flush=True)
            if state["step"] == options.stop_after:
                stop.append(1)
            if time.time() - last_saved > options.checkpoint_minutes * 60 or stop or over:
                save(checkpoint, model, optimizer, {**state, "batch": state["batch"] + 1})
                last_saved = time.time()
            if stop or over:
                break
        if stop:
            sys.exit(f"stopped at step {state['step']}; go on with --resume")
        state["epoch"] += 1
        state["batch"] = 0
        if progress(options, state, steps) < 1:
            save(checkpoint, model, optimizer, dict(state))
            windows, groups = epoch_windows(options, shares, documents, tokenizer, state["epoch"])
    if not options.no_measure:
        finish(options, model, tokenizer, kept, state)


def finish(options, model, tokenizer, kept, state):
    """Temperatures from the articles held back, figures on the dev files, a line in runs.md, the export.

    A signal ends it as usual; with --resume it is done again.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    model.eval()
    run = Path(options.run)
    calibration = evaluate.calibrate(model, tokenizer, kept)
    (run / "calibration.json").write_text(json.dumps(calibration, indent=1))
    figures = evaluate.measure(model, tokenizer, calibration, options.benchmark, options.corpora, run, options.limit)
    evaluate.log_run(vars(options), state, figures, calibration)
    if options.export:
        import export
        export.export(model, tokenizer, calibration, options.export, vars(options), figures)


if __name__ == "__main__":
    main()
