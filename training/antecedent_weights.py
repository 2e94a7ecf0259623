#!/usr/bin/env python3
"""Fit the weights by which the antecedents of he and she are ranked: LABELLED + FEATURES -> assets/lexicon/antecedent_weights.tsv.

usage: cargo run --release --example antecedent_features < LABELLED.jsonl > FEATURES.jsonl
       antecedent_weights.py LABELLED.jsonl FEATURES.jsonl SCORE.py OUT.tsv [--chain HELD.jsonl HELD-FEATURES.jsonl]

LABELLED holds articles whose attributions have speakers (training data only), FEATURES what the program sees in the pronouns
that are sources there, SCORE.py is the scorer whose matching of spans and names is used.  A conditional logit model: of the
candidates of a pronoun the right one is to win, or nobody where none is right.  Prints the share of right ones in six-fold cross-validation by article,
beside that of the hand-made score ("drawn"), then fits on everything.

The encoder has learnt antecedents from the same articles, so that what its chains say there is too good: their weight is fitted
alone, on articles that it has not seen (HELD).  Needs numpy and scipy.
"""
import argparse
import importlib.util
import json

import numpy as np
from scipy.optimize import minimize

PRONOUNS = ("he", "she", "him", "her", "his", "hers", "himself", "herself")
NOBODY = {"nobody": 1.0}
LEAST = 8       # pronouns among whose candidates a feature must occur
PENALTY = 1.0   # of the squares of the weights
ALONE = 0.4     # how much a pronoun counts that is weighed without the speakers before


def load(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def gather(score, labelled, features):
    """[(article, weight, [values of each candidate, nobody last], index of the right one, which set)]."""
    found = {line["id"]: line["attributions"] for line in load(features)}
    cases = []
    for n, article in enumerate(load(labelled)):
        table = score.words(article["text"])
        gold = [a for a in article["attributions"] if a["content"]]
        said = found.get(article["id"], [])
        pairs = score.align([score.covered(a["content"], table) for a in gold],
                            [score.covered(a["content"], table) for a in said], score.overlap, 0.5)
        for i, j in pairs:
            wanted = gold[i]
            named = wanted["kind"] == "named" and len(wanted["speaker"]) == 1
            if said[j]["pronoun"] not in PRONOUNS or not named and wanted["kind"] != "unnamed":
                continue
            for which, weight in (("last", 1.0), ("alone", ALONE)):
                candidates = said[j][which]
                right = [k for k, c in enumerate(candidates) if named and score.same_name(wanted["speaker"][0], c["names"])]
                cases.append((n, weight, [*(c["values"] for c in candidates), NOBODY], right[0] if right else len(candidates), which))
    return cases


def is_right(scores, case):
    """Whether the best actor is the right one, nobody aside."""
    return int(len(scores) > 1 and np.argmax(scores[:-1]) == case[3])


class Logit:
    """Conditional logit over named values."""

    def __init__(self, cases, without=()):
        seen = {}
        for _, _, candidates, _, _ in cases:
            for name in {name for values in candidates for name in values}:
                seen[name] = seen.get(name, 0) + 1
        self.names = sorted(name for name, count in seen.items() if count >= LEAST and name not in without)
        self.index = {name: k for k, name in enumerate(self.names)}
        rows, starts, self.right, weights = [], [0], [], []
        for _, weight, candidates, right, _ in cases:
            for values in candidates:
                row = np.zeros(len(self.names))
                for name, value in values.items():
                    if name in self.index:
                        row[self.index[name]] = value
                rows.append(row)
            self.right.append(starts[-1] + right)
            starts.append(len(rows))
            weights.append(weight)
        x, starts, weights = np.array(rows), np.array(starts), np.array(weights)

        def loss(w):
            scores = x @ w
            highest = np.maximum.reduceat(scores, starts[:-1])
            exp = np.exp(scores - np.repeat(highest, np.diff(starts)))
            sums = np.add.reduceat(exp, starts[:-1])
            shares = exp / np.repeat(sums, np.diff(starts))
            per = highest + np.log(sums) - scores[self.right]
            gradient = x.T @ (shares * np.repeat(weights, np.diff(starts))) - x[self.right].T @ weights
            return (per * weights).sum() + PENALTY * (w ** 2).sum() / 2, gradient + PENALTY * w

        self.weights = minimize(loss, np.zeros(len(self.names)), jac=True, method="L-BFGS-B").x

    def scores(self, candidates):
        return [sum(self.weights[self.index[name]] * value for name, value in values.items() if name in self.index)
                for values in candidates]


def chain_weight(logit, cases):
    """The factor for `chain` with which the right candidates are likeliest, the other weights as they are."""
    def loss(factor):
        total = 0.0
        for _, weight, candidates, right, _ in cases:
            scores = np.array(logit.scores(candidates)) + factor * np.array([c.get("chain", 0.0) for c in candidates])
            total += weight * (np.logaddexp.reduce(scores) - scores[right])
        return total
    return min((round(step * 0.05, 2) for step in range(0, 41)), key=loss)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("labelled")
    p.add_argument("features")
    p.add_argument("scorer")
    p.add_argument("out")
    p.add_argument("--chain", nargs=2, help="articles that the encoder has not seen, and their features")
    options = p.parse_args()
    spec = importlib.util.spec_from_file_location("score", options.scorer)
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    cases = gather(score, options.labelled, options.features)
    held = gather(score, *options.chain) if options.chain else []
    hand = lambda case: [values.get("drawn", -9.0) for values in case[2]]
    asked = lambda cases: [case for case in cases if case[4] == "last" and case[3] < len(case[2]) - 1]
    right = [0, 0]
    for fold in range(6):
        logit = Logit([case for case in cases if case[0] % 6 != fold], ("chain",))
        for case in asked(case for case in cases if case[0] % 6 == fold):
            right[0] += is_right(hand(case), case)
            right[1] += is_right(logit.scores(case[2]), case)
    count = len(asked(cases))
    print(f"{count} pronouns with the right one among the candidates: {right[0] / count:.3f} by hand, {right[1] / count:.3f} fitted")
    logit = Logit(cases, ("chain",))
    chain = chain_weight(logit, held)
    if held:
        both = lambda case: np.array(logit.scores(case[2])) + chain * np.array([v.get("chain", 0.0) for v in case[2]])
        share = lambda scores: sum(is_right(scores(case), case) for case in asked(held)) / len(asked(held))
        print(f"held back ({len(asked(held))}): {share(hand):.3f} by hand, {share(lambda case: logit.scores(case[2])):.3f} fitted, {share(both):.3f} with chains")
    table = {**dict(zip(logit.names, logit.weights)), "chain": chain}
    with open(options.out, "w", encoding="utf-8") as out:
        out.write("# Weights by which the actors are ranked whom he or she may stand for, fitted by training/antecedent_weights.py. Columns:\n"
                  "# value (src/analyse/coreference/evidence.rs says what each means) and its weight.\n")
        for name in sorted(table):
            out.write(f"{name}\t{table[name]:.2f}\n")


if __name__ == "__main__":
    main()
