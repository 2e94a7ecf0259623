"""Measures weights: temperatures, calibration errors, and the benchmark's scorer on labelled files; keeps the log of runs.

    python evaluate.py --corpora FOLDER --benchmark FOLDER --run FOLDER [--limit N]

reads the checkpoint in --run and its calibration.json, writes the analyses there and prints the figures.
"""
import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

import analysis
import data
import decode
import labels
import pieces
from model import Model, stance_logits

RUNS = Path(__file__).with_name("runs.md")
COLUMNS = ["quotes", "quotes.exact", "content", "direct", "who-said-what", "positions", "stance.accuracy"]


def calibrate(model, tokenizer, documents):
    """A temperature for each head, fitted on training articles held back, and the error of the probabilities after it."""
    logits = {head: [] for head in ("names", *data.SPANS, "stance")}
    readings = [(document, decode.read(model, tokenizer, document.text)) for document in documents]
    readings = [(document, reading) for document, reading in readings if reading.out]
    for document, reading in readings:
        labelled = labels.Labelled(document, tokenizer)
        for head, tags in labelled.tags.items():
            if document.weights.get(head, 1.0) < 1:
                continue  # silver
            known = [i for i, t in enumerate(tags) if t != labels.IGNORE]
            logits[head].append((reading.out[head][known], torch.tensor([tags[i] for i in known])))
        for roles, stance, _ in labelled.attributions:
            inside, cue = ([w for a, b in roles[r] for w in range(a, b)] for r in ("content", "cue"))
            if stance in data.STANCES and inside:
                votes = reading.out["stance"]
                logits["stance"].append((stance_logits(votes[inside], votes[cue])[None], torch.tensor([data.STANCES.index(stance)])))
    calibration, errors = {}, {}
    for head, parts in logits.items():
        if parts:
            scores, target = torch.cat([p[0] for p in parts]), torch.cat([p[1] for p in parts])
            grid = [t / 20 for t in range(10, 81)]
            calibration[head] = min(grid, key=lambda t: float(F.cross_entropy(scores / t, target)))
            probability, said = torch.softmax(scores / calibration[head], dim=1).max(dim=1)
            marked = said > 0 if head != "stance" else torch.ones_like(said, dtype=torch.bool)
            errors[head] = round(expected_error(probability[marked].numpy(), (said == target)[marked].numpy()), 4)
    calibration.update(fit_certainty(model, calibration, readings))
    return {**calibration, "ece": errors}


def fit_certainty(model, calibration, readings):
    """The weights of `decode.certainty` and the probability from which on a content is kept: that of the highest F1."""
    evidence, right, gold = [], [], 0
    for document, reading in readings:
        if document.attributions is None:
            continue
        gold += len(document.attributions)
        marked = [{w for a, b in pieces.to_words(reading.encoded, a.content) for w in range(a, b)} for a in document.attributions]
        for found in decode.attributions(model, reading, calibration):
            evidence.append(found.evidence)
            own = {w for a, b in found.content for w in range(a, b)}
            right.append(any(len(own & m) >= 0.5 * len(own | m) for m in marked))
    if len(evidence) < 50:
        return {}
    x, y = torch.tensor(np.array(evidence)), torch.tensor(right, dtype=torch.float64)
    weights = torch.zeros(x.shape[1], dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")

    def loss():
        optimizer.zero_grad()
        value = F.binary_cross_entropy_with_logits(x @ weights, y) + 1e-3 * (weights[1:] ** 2).sum()
        value.backward()
        return value

    optimizer.step(loss)
    probability = torch.sigmoid(x @ weights).detach().numpy()
    f1 = lambda t: 2 * (y.numpy() * (probability >= t)).sum() / ((probability >= t).sum() + gold)
    return {"certainty": [round(w, 4) for w in weights.tolist()], "keep": max((t / 50 for t in range(5, 35)), key=f1)}


def expected_error(confidence, right, bins=10):
    """Expected calibration error: the mean gap between confidence and share right, over equal bins of confidence."""
    confidence, right = np.asarray(confidence, float), np.asarray(right, float)
    if not len(confidence):
        return 0.0
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    return float(sum(abs(confidence[place == b].mean() - right[place == b].mean()) * (place == b).mean() for b in range(bins) if (place == b).any()))


def score(model, tokenizer, calibration, gold, script, folder, limit=None):
    """The scorer's figures for one labelled file, with the calibration error of quotes and the speed added."""
    rows = list(data.rows(gold))[:limit]
    name = Path(gold).name.removesuffix(".gz").removesuffix(".jsonl")
    if Path(gold).parent.name != Path(script).parent.name:
        name = f"{Path(gold).parent.name}-{name}"
    wanted, said = Path(folder) / f"{name}.gold.jsonl", Path(folder) / f"{name}.said.jsonl"
    confidence, right, words, began = [], [], 0, time.time()
    with open(wanted, "w", encoding="utf-8") as golds, open(said, "w", encoding="utf-8") as out:
        for row in rows:
            result, found = analysis.analyse(model, tokenizer, calibration, row["id"], row["text"])
            golds.write(json.dumps(row) + "\n")
            out.write(json.dumps(result) + "\n")
            words += len(row["text"].split())
            if "attributions" in row:
                marked = [{c for s, e in a["content"] for c in range(s, e)} for a in row["attributions"]]
                for a, content in found:
                    own = {c for s, e in content for c in range(s, e)}
                    confidence.append(a.confidence)
                    right.append(any(len(own & m) >= 0.5 * len(own | m) for m in marked))
    seconds = time.time() - began
    process = subprocess.run([sys.executable, str(script), str(wanted), str(said), "--json"], capture_output=True, text=True)
    if process.returncode:
        raise SystemExit(f"{script} failed on {said}: {process.stderr or process.stdout}")
    figures = json.loads(process.stdout)
    figures["words_per_second"] = round(words / seconds)
    if confidence:
        figures["quote_ece"] = round(expected_error(confidence, right), 4)
    return figures


def measure(model, tokenizer, calibration, benchmark, corpora, folder, limit=None):
    """{file: figures} on the benchmark's dev articles, its seed article, and the dev names of two corpora."""
    model.eval()
    benchmark, corpora = Path(benchmark), Path(corpora)
    files = [benchmark / "dev.jsonl", benchmark / "seed-article.gold.jsonl",
             corpora / "worldwide" / "dev.jsonl.gz", corpora / "crossner-politics" / "dev.jsonl.gz"]
    figures = {}
    for file in files:
        if file.exists():
            key = file.parent.name if file.parent != benchmark else file.name.split(".")[0]
            figures[key] = score(model, tokenizer, calibration, file, benchmark / "score.py", folder, limit)
            print(key, brief(figures[key]), flush=True)
    return figures


def brief(figures):
    rows = {k: figures[k].get("r" if k == "direct" else "f1", 0) or figures[k].get("p") for k in COLUMNS + ["entities"] if k in figures}
    return " ".join(f"{k} {v:.3f}" for k, v in rows.items()) + f" quote ECE {figures.get('quote_ece', '-')} words/s {figures['words_per_second']}"


def log_run(settings, state, figures, calibration):
    """One row and one JSON line in runs.md."""
    if not RUNS.exists():
        raise SystemExit(f"{RUNS} is missing: restore it, it holds the record of earlier runs")
    get = lambda file, key, part="f1": figures.get(file, {}).get(key, {}).get(part)
    show = lambda v: "–" if v is None else f"{v:.3f}"
    cells = [time.strftime("%Y-%m-%d %H:%M"), settings["run"].rstrip("/").split("/")[-1], settings["use"].replace("|", "/"), f"{settings['epochs']:g}",
             f"{state['pieces'] / 1000:.0f}k", f"{state['seconds'] / 60:.0f}", f"{state['pieces'] / max(1, state['seconds']):.0f}",
             *(show(get("dev", k, "r" if k == "direct" else "f1")) for k in COLUMNS[:-1]), show(get("dev", "stance.accuracy", "p")),
             show(get("worldwide", "entities")), show(get("crossner-politics", "entities")),
             show(figures.get("dev", {}).get("quote_ece")), settings["note"]]
    public = {k: v for k, v in settings.items() if k not in ("corpora", "benchmark", "run", "export", "start_from")}
    record = {"settings": public, "state": state, "calibration": calibration, "figures": {
        f: {k: (v if not isinstance(v, dict) else {p: v[p] for p in ("p", "r", "f1") if p in v}) for k, v in rows.items()} for f, rows in figures.items()}}
    with open(RUNS, "r+", encoding="utf-8") as log:
        text = log.read()
        table, mark, rest = text.partition("\n\n## Records\n")
        if not mark:
            raise SystemExit(f"{RUNS} has no '## Records' heading after its table: put it back")
        log.seek(0)
        log.write(f"{table.rstrip()}\n| {' | '.join(cells)} |{mark}\n{(rest.strip() + chr(10) * 2).lstrip()}```json\n{json.dumps(record)}\n```\n")
        log.truncate()


def load_checkpoint(run):
    saved = torch.load(Path(run) / "checkpoint.pt", weights_only=True)
    model = Model()
    model.load_state_dict(saved["model"])
    return model.eval(), saved["state"]


def through_onnx(model, path):
    """The model with its forward pass taken from an exported graph: what the program will get."""
    import onnxruntime
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])

    def forward(ids, mask, shapes):
        said = session.run(Model.OUTPUTS, {"ids": ids.numpy(), "mask": mask.numpy(), "shapes": shapes.numpy()})
        return {name: torch.from_numpy(value) for name, value in zip(Model.OUTPUTS, said)}

    model.forward = forward
    return model


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("corpora", "benchmark", "run"):
        p.add_argument(f"--{name}", required=True)
    p.add_argument("--use", default="polnear,worldwide", help="corpora whose held back articles fit the temperatures")
    p.add_argument("--limit", type=int)
    p.add_argument("--files", nargs="*", help="measure these labelled files instead of the usual ones")
    p.add_argument("--onnx", help="measure this exported graph of the checkpoint instead")
    p.add_argument("--log", help="also write a row to runs.md, with this note")
    p.add_argument("--threads", type=int, default=2)
    options = p.parse_args()
    torch.set_num_threads(options.threads)
    model, state = load_checkpoint(options.run)
    if options.onnx:
        model = through_onnx(model, options.onnx)
    tokenizer, run = pieces.load_tokenizer(), Path(options.run)
    _, kept = data.load(options.corpora, options.use.split(","), Path(options.benchmark) / "train.jsonl")
    calibration = calibrate(model, tokenizer, kept[:options.limit])
    (run / "calibration.json").write_text(json.dumps(calibration, indent=1))
    print("calibration", calibration, flush=True)
    if options.files:
        for file in options.files:
            print(file, brief(score(model, tokenizer, calibration, file, Path(options.benchmark) / "score.py", run, options.limit)), flush=True)
        return
    figures = measure(model, tokenizer, calibration, options.benchmark, options.corpora, run, options.limit)
    (run / "figures.json").write_text(json.dumps(figures, indent=1))
    if options.log is not None:
        settings = json.loads((run / "settings.json").read_text())
        log_run({**settings, "note": options.log}, state, figures, calibration)


if __name__ == "__main__":
    main()
