"""From the network's vectors to names and attributions: legal tags, quotation marks as limits, links, stances.

What the program does in Rust, done here to measure the weights; keep the two alike. Word ranges are end exclusive.
"""
from dataclasses import dataclass

import numpy as np
import torch

import data
import labels
import pieces
from loss import link_bucket, only_before
from model import LINKS, Model, stance_logits

WINDOW, OVERLAP = 384, 64
CROSSING = 3.0     # what it costs, in log odds, when content that begins inside a quotation runs past its closing mark
BEGIN = 1.0        # what a content's first word pays: training weighs first words more, so that it finds too many
BRIDGE = 4         # fewer words than these between two fragments of one cue make them one content
RESUME = 40        # the same where both are quotations: "…," she said. "…"
LINK_REACH = 120   # words between content and its source or cue, at most: about what a training window shows


@dataclass
class Reading:
    """A text's words with the network's outputs, one row a word."""
    encoded: pieces.Encoded
    out: dict


@dataclass
class Found:
    """One attribution found, in words; stance probabilities in the order of data.STANCES."""
    source: tuple
    cue: tuple
    content: list
    target: tuple
    stance: np.ndarray
    evidence: np.ndarray  # what `certainty` weighs
    confidence: float


@torch.no_grad()
def read(model, tokenizer, text):
    """Runs the network over even windows; each word is taken from the window in whose middle it stands best."""
    encoded = pieces.encode(text, tokenizer)
    spans = pieces.even_windows(len(encoded.ids), WINDOW, OVERLAP)
    if not spans:
        return Reading(encoded, {})
    cls, sep = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    ids = torch.tensor([[cls, *encoded.ids[a:b], sep] for a, b in spans])
    shapes = torch.tensor([[5, *encoded.shapes[a:b], 5] for a, b in spans])
    out = model(ids, torch.ones_like(ids), shapes)
    where = [best_window(at, spans, len(encoded.ids)) for at in encoded.first]
    rows, columns = [n for n, _ in where], [at for _, at in where]
    return Reading(encoded, {name: out[name][rows, columns] for name in Model.OUTPUTS})


def best_window(at, spans, count):
    """(window, position in it with [CLS] counted) that shows piece `at` with the most text around it."""
    room = lambda a, b: min(at - a if a > 0 else count, b - 1 - at if b < count else count)
    best = max((n for n, (a, b) in enumerate(spans) if a <= at < b), key=lambda n: room(*spans[n]))
    return best, at - spans[best][0] + 1


def log_probabilities(reading, head, calibration):
    return torch.log_softmax(reading.out[head] / calibration.get(head, 1.0), dim=-1).numpy()


def viterbi(scores, allowed, start):
    """The best path through `scores` [words, states] that uses only `allowed` [from, to] steps and `start` states."""
    best, back = np.where(start, scores[0], -np.inf), []
    step = np.where(allowed, 0.0, -np.inf)
    for row in scores[1:]:
        paths = best[:, None] + step
        back.append(paths.argmax(axis=0))
        best = paths.max(axis=0) + row
    path = [int(best.argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return path[::-1]


def legal(count):
    """(allowed steps, allowed starts) of BIO tags: a class goes on only after its own first or inner word."""
    allowed, start = np.ones((count, count), bool), np.ones(count, bool)
    for inner in range(2, count, 2):
        allowed[:, inner] = False
        allowed[inner - 1, inner] = allowed[inner, inner] = True
        start[inner] = False
    return allowed, start


def tag(scores):
    return viterbi(scores, *legal(scores.shape[1]))


def tag_content(scores, quotation):
    """Content tags. States: outside, first, inner, and first and inner of content that begins inside a quotation."""
    wide = scores[:, [0, 1, 2, 1, 2]].astype(float)
    wide[:, [1, 3]] -= BEGIN
    quoted = np.array(quotation) >= 0
    wide[quoted, 1] = -np.inf
    wide[~quoted, 3] = -np.inf
    changes = np.flatnonzero(np.diff(np.array(quotation))) + 1
    wide[changes, 4] -= CROSSING
    allowed = np.array([[1, 1, 0, 1, 0], [1, 1, 1, 1, 0], [1, 1, 1, 1, 0], [1, 1, 0, 1, 1], [1, 1, 0, 1, 1]], bool)
    return [0 if s == 0 else 1 if s in (1, 3) else 2 for s in viterbi(wide, allowed, np.array([1, 1, 0, 1, 0], bool))]


def names(reading, calibration):
    """[(first word, stop, class number, confidence)]"""
    if not reading.out:
        return []
    scores = log_probabilities(reading, "names", calibration)
    tags = tag(scores)
    return [(a, b, kind, float(np.exp(scores[range(a, b), tags[a:b]].mean()))) for a, b, kind in labels.from_bio(tags)]


def attributions(model, reading, calibration):
    """The attributions of a text: content fragments, joined where they belong together, each with its source, cue and stance.

    What is less certain than `calibration["keep"]` is left out.
    """
    if not reading.out:
        return []
    scores = {role: log_probabilities(reading, role, calibration) for role in data.ROLES}
    sources, cues, targets = ([r[:2] for r in labels.from_bio(tag(log_probabilities(reading, role, calibration)))] for role in ("source", "cue", "target"))
    tags = tag_content(scores["content"], reading.encoded.quotation)
    fragments = [r[:2] for r in labels.from_bio(tags)]
    if not fragments:
        return []
    aims = links(model, reading, fragments, targets, LINKS.index("target"))
    found = []
    for members, source, cue in contents(model, reading, fragments, sources, cues):
        content = bridged([fragments[n] for n in members], sources + cues)
        inside = [w for a, b in content for w in range(a, b)]
        at_cue = list(range(*cues[cue])) if cue is not None else []
        votes = reading.out["stance"]
        stance = torch.softmax(stance_logits(votes[inside], votes[at_cue]) / calibration.get("stance", 1.0), dim=0).numpy()
        evidence = certainty_evidence(scores["content"], reading.encoded.quotation, content, source is not None, cue is not None)
        confidence = certainty(evidence, calibration)
        if confidence >= calibration.get("keep", 0.0):
            target = next((targets[aims[n]] for n in members if aims[n] is not None), None)
            found.append(Found(sources[source] if source is not None else None, cues[cue] if cue is not None else None, content, target, stance, evidence, confidence))
    return found


def contents(model, reading, fragments, sources, cues):
    """Fragments brought together: [(their numbers, number of the source or None, number of the cue or None)].

    Each points to the fragment before it of the same content, or to none; fragments of one cue that nearly touch belong
    together as well. Two of one content have one source and one cue, where they have any.
    """
    before = links(model, reading, fragments, fragments, LINKS.index("join"))
    linked = list(zip(links(model, reading, fragments, sources, 0), links(model, reading, fragments, cues, 1)))
    groups, group_of = [], []
    for n, (source, cue) in enumerate(linked):
        number = None
        if before[n] is not None:
            _, own, other = groups[group_of[before[n]]]
            if (own is None or source is None or own == source) and (other is None or cue is None or other == cue):
                number = group_of[before[n]]
        if number is None and n and cue is not None and groups[group_of[n - 1]][2] == cue:
            both = all(reading.encoded.quotation[fragments[m][0]] >= 0 for m in (n - 1, n))
            if fragments[n][0] - fragments[n - 1][1] < (RESUME if both else BRIDGE):
                number = group_of[n - 1]
        if number is None:
            number = len(groups)
            groups.append([[], None, None])
        group = groups[number]
        group[0].append(n)
        group[1] = source if group[1] is None else group[1]
        group[2] = cue if group[2] is None else group[2]
        group_of.append(number)
    return groups


def bridged(content, others):
    """Fragments with the gaps between them filled where these are short and hold no source or cue."""
    out = []
    for a, b in content:
        if out and a - out[-1][1] < BRIDGE and not any(s < a and e > out[-1][1] for s, e in others):
            out[-1] = (out[-1][0], b)
        else:
            out.append((a, b))
    return out


def certainty_evidence(scores, quotation, content, has_source, has_cue):
    """What tells whether a content is right: the log odds of its words, its first word and its end, its length, its links,
    whether it is a quotation. The program computes the same."""
    odds = lambda p: float(np.log(np.clip(p, 1e-4, 1 - 1e-4) / (1 - np.clip(p, 1e-4, 1 - 1e-4))))
    words = [w for a, b in content for w in range(a, b)]
    inside = np.logaddexp(scores[words, 1], scores[words, 2]).mean()
    behind = content[-1][1]
    goes_on = np.exp(scores[behind, 2]) if behind < len(scores) else 0.0
    quoted = np.mean([quotation[w] >= 0 for w in words])
    return np.array([1.0, odds(np.exp(inside)), odds(np.exp(scores[content[0][0], 1])), odds(1 - goes_on), np.log(len(words)), has_source, has_cue, quoted], float)


def certainty(evidence, calibration):
    """The probability that a content is right, a logistic model over its evidence; its words' probability where none was fitted."""
    weights = calibration.get("certainty", [0.0, 1.0] + [0.0] * (len(evidence) - 2))
    return float(1 / (1 + np.exp(-np.dot(weights, evidence))))


def links(model, reading, fragments, candidates, which):
    """For each fragment the index among `candidates` of what it is linked to, or None."""
    if not candidates:
        return [None] * len(fragments)
    first, last, heads = [a for a, _ in fragments], [b - 1 for _, b in fragments], [a for a, _ in candidates]
    itself = range(len(reading.encoded.words))
    distances = torch.tensor([[link_bucket(itself, f, l, c) for c in heads] for f, l in zip(first, last)])
    out = reading.out
    scores = model.link_scores(out["query_first"][first], out["query_last"][last], out["key"][heads], out["link_null"][first], distances, which)
    far = torch.tensor([[min(abs(c - f), abs(c - l)) > LINK_REACH for c in heads] for f, l in zip(first, last)])
    scores[:, 1:] = scores[:, 1:].masked_fill(far, float("-inf"))
    if LINKS[which] == "join":
        scores = only_before(scores, first, heads)
    return [int(best) - 1 if best else None for best in scores.argmax(dim=1)]
