"""Measures who goes back to whom: the scorer of antecedents on gold mentions of gum's dev news and interviews, and on gap dev.

    python coreference.py --corpora FOLDER --run FOLDER [--threads N]

gum: MUC, B³, CEAF-e and their mean (the CoNLL figure; Pradhan et al., “Scoring Coreference Partitions of Predicted Mentions”, ACL
2014) over gold mentions without singletons, and how often a pronoun goes back to the right entity. gap: F1 over its two candidate
names (Webster et al., “Mind the GAP”, TACL 2018).
"""
import argparse
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import torch
from scipy.optimize import linear_sum_assignment

import data
import decode
import evaluate
import pieces
from model import bucket

REACH = 200  # words that a mention looks back, as in the program


def scores(model, reading, words):
    """[mentions, 1 + mentions] log probabilities of "nothing" and of each earlier mention, by head word."""
    out = reading.out
    distances = torch.tensor([[bucket(b - a) for b in words] for a in words])
    raw = model.coref_scores(out["anaphor"][words], out["antecedent"][words], out["coref_null"][words], distances)
    far = torch.tensor([[a - b > REACH for b in words] for a in words])
    raw[:, 1:] = raw[:, 1:].masked_fill(far, float("-inf"))
    return torch.log_softmax(raw, dim=1)


def heads(document, reading):
    """{head word: mention}, ordered; the longest of several with one head."""
    found = {}
    for mention in sorted(document.mentions, key=lambda m: m.end - m.start):
        for word, _ in pieces.to_words(reading.encoded, [(mention.head, mention.head + 1)]):
            found[word] = mention
    return dict(sorted(found.items()))


def chains(model, reading, mentions):
    """The cluster number of each mention, by its best antecedent."""
    words = list(mentions)
    best = scores(model, reading, words).argmax(dim=1).tolist()
    cluster = []
    for n, choice in enumerate(best):
        cluster.append(cluster[choice - 1] if choice else n)
    return cluster


def f1(hit_said, said, hit_gold, gold):
    p, r = hit_said / said if said else 0.0, hit_gold / gold if gold else 0.0
    return 2 * p * r / (p + r) if p + r else 0.0


def _groups(of):
    groups = defaultdict(set)
    for n, label in enumerate(of):
        groups[label].add(n)
    return groups


def muc(a, b):
    """(links of a that b keeps, links of a)"""
    where = {n: i for i, s in enumerate(b) for n in s}
    kept = sum(len(s) - len({where.get(n, ("alone", n)) for n in s}) for s in a)
    return kept, sum(len(s) - 1 for s in a)


def b_cubed(a, b):
    where = {n: s for s in b for n in s}
    return sum(len(s & where[n]) / len(s) for s in a for n in s if n in where), sum(len(s) for s in a)


def ceaf(said, gold):
    if not said or not gold:
        return 0.0
    fit = np.array([[2 * len(s & g) / (len(s) + len(g)) for g in gold] for s in said])
    rows, columns = linear_sum_assignment(-fit)
    return float(fit[rows, columns].sum())


def measure_gum(model, tokenizer, folder, genres=("news", "interview")):
    counts, pronouns = Counter(), [0, 0]
    for row in data.rows(Path(folder) / "gum" / "dev.jsonl.gz"):
        if row["genre"] not in genres:
            continue
        mentions = [data.Mention(m["start"], m["end"], m["eid"], m["head"][0], m["kind"]) for m in row["mentions"]]
        document = data.Document(row["id"], "gum", row["text"], mentions=mentions)
        reading = decode.read(model, tokenizer, row["text"])
        found = heads(document, reading)
        gold = [m.entity for m in found.values()]
        said = chains(model, reading, found)
        best = scores(model, reading, list(found)).argmax(dim=1).tolist()
        for n, mention in enumerate(found.values()):
            if mention.kind == "pronoun" and mention.entity in gold[:n]:
                pronouns[1] += 1
                pronouns[0] += bool(best[n]) and gold[best[n] - 1] == mention.entity
        # Neither side's singletons count, as in the corpora for which the published figures hold.
        many = lambda of: [s for s in _groups(of).values() if len(s) > 1]
        s, g = many(said), many(gold)
        for name, (x, y) in (("muc_p", muc(s, g)), ("muc_r", muc(g, s)), ("b3_p", b_cubed(s, g)), ("b3_r", b_cubed(g, s))):
            counts[name] += x
            counts[name + "_of"] += y
        counts["ceaf"] += ceaf(s, g)
        counts["ceaf_said"] += len(s)
        counts["ceaf_gold"] += len(g)
    parts = {"muc": f1(counts["muc_p"], counts["muc_p_of"], counts["muc_r"], counts["muc_r_of"]),
             "b3": f1(counts["b3_p"], counts["b3_p_of"], counts["b3_r"], counts["b3_r_of"]),
             "ceaf-e": f1(counts["ceaf"], counts["ceaf_said"], counts["ceaf"], counts["ceaf_gold"])}
    return {**parts, "conll": sum(parts.values()) / 3, "pronouns": pronouns[0] / max(1, pronouns[1]), "of": pronouns[1]}


def measure_gap(model, tokenizer, folder):
    """F1 over "is A meant?" and "is B meant?": yes for the likelier of the two if it is likelier than `nothing`'s third."""
    hit = said = gold = 0
    for row in data.rows(Path(folder) / "gap" / "dev.jsonl.gz"):
        reading = decode.read(model, tokenizer, row["text"])
        gap = row["gap"]
        at = lambda span: pieces.to_words(reading.encoded, [tuple(span)])
        name_heads = {key: max(w for a, b in at(gap[key]) for w in range(a, b)) for key in ("a", "b")}
        words = sorted({*name_heads.values(), at(gap["pronoun"])[0][0]})
        likely = torch.exp(scores(model, reading, words))
        n = words.index(at(gap["pronoun"])[0][0])
        share = {key: float(likely[n, 1 + words.index(word)]) if words.index(word) < n else float(likely[words.index(word), 1 + n])
                 for key, word in name_heads.items()}
        best = max(share, key=share.get)
        for key in ("a", "b"):
            yes = key == best and share[key] > 0.3
            hit += yes and gap[f"{key}_coref"]
            said += yes
            gold += gap[f"{key}_coref"]
    return {"f1": f1(hit, said, hit, gold), "p": hit / max(1, said), "r": hit / max(1, gold)}


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--corpora", required=True)
    p.add_argument("--run", required=True)
    p.add_argument("--threads", type=int, default=2)
    options = p.parse_args()
    torch.set_num_threads(options.threads)
    model, _ = evaluate.load_checkpoint(options.run)
    tokenizer = pieces.load_tokenizer()
    show = lambda figures: " ".join(f"{k} {v:.3f}" if isinstance(v, float) else f"{k} {v}" for k, v in figures.items())
    print("gum dev news and interviews, gold mentions:", show(measure_gum(model, tokenizer, options.corpora)))
    print("gap dev:", show(measure_gap(model, tokenizer, options.corpora)))


if __name__ == "__main__":
    main()
