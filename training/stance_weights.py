#!/usr/bin/env python3
"""Fit the weights of the rules' stance model: LABELLED + FEATURES -> assets/lexicon/stance_weights.tsv.

usage: cargo run --release --example stance_features < LABELLED.jsonl > FEATURES.jsonl
       stance_weights.py LABELLED.jsonl FEATURES.jsonl SCORE.py OUT.tsv

LABELLED holds articles with labelled attributions (training data only), FEATURES what the program sees in the
attributions that it finds there, SCORE.py is the scorer whose matching of spans is used.  Needs scikit-learn and numpy.
Prints the accuracy in six-fold cross-validation by article, then fits on everything.
"""
import importlib.util, json, sys
from collections import Counter

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

OUTCOMES = ["supports", "opposes", "calls-for", "commits", "warns", "denies", "asserts", "none"]
LEAST = 4  # articles' attributions that a feature must occur in
STRENGTH = 0.4  # inverse of the L2 penalty


def load(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def main():
    labelled, features, scorer, out = sys.argv[1:5]
    spec = importlib.util.spec_from_file_location("score", scorer)
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    found = {line["id"]: line["attributions"] for line in load(features)}
    rows, labels, others, groups = [], [], [], []
    for n, article in enumerate(load(labelled)):
        table = score.words(article["text"])
        gold = [a for a in article["attributions"] if a["content"]]
        said = found.get(article["id"], [])
        pairs = score.align([score.covered(a["content"], table) for a in gold],
                            [score.covered(a["content"], table) for a in said], score.overlap, 0.5)
        for i, j in pairs:
            rows.append({"bias": 1.0, **said[j]["features"]})
            labels.append(gold[i]["stance"])
            others.append(gold[i].get("stance_also", []))
            groups.append(n)
    counts = Counter(name for row in rows for name in row)
    names = sorted(name for name, n in counts.items() if n >= LEAST)
    index = {name: k for k, name in enumerate(names)}
    x = np.zeros((len(rows), len(names)), dtype=np.float32)
    for r, row in enumerate(rows):
        for name, value in row.items():
            if name in index:
                x[r, index[name]] = value
    y = np.array(labels)

    def fit(rows):
        return LogisticRegression(C=STRENGTH, max_iter=2000, fit_intercept=False).fit(x[rows], y[rows])

    right = positions = positions_right = said_positions = 0
    confusion = Counter()
    for train, test in GroupKFold(6).split(x, y, groups):
        for guess, r in zip(fit(train).predict(x[test]), test):
            ok = guess == y[r] or guess in others[r]
            right += ok
            confusion[y[r], guess] += 1
            positions += y[r] != "none"
            said_positions += guess != "none"
            positions_right += ok and y[r] != "none" and guess != "none"
    print(f"{len(rows)} attributions, {len(names)} features; cross-validated accuracy {right / len(rows):.3f}, "
          f"positions precision {positions_right / said_positions:.3f} recall {positions_right / positions:.3f}")
    for gold in OUTCOMES:
        print(f"{gold:10}", *(f"{confusion[gold, guess]:5}" for guess in OUTCOMES))
    model = fit(np.arange(len(rows)))
    weights = {label: model.coef_[k] for k, label in enumerate(model.classes_)}
    with open(out, "w", encoding="utf-8") as lines:
        lines.write("# Weights of the stance model, fitted by training/stance_weights.py. Columns: feature (src/analyse/stance/features.rs\n"
                    "# says what each means), then a weight for each of: " + ", ".join(OUTCOMES) + ".\n")
        for k, name in enumerate(names):
            lines.write(name + "\t" + "\t".join(f"{weights[label][k]:.2f}" if label in weights else "0" for label in OUTCOMES) + "\n")


if __name__ == "__main__":
    main()
