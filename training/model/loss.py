"""Batches and the loss: one term a head, each over the documents that mark what it learns."""
import torch
from torch.nn import functional as F

import data
from labels import IGNORE
from model import LINKS, bucket, stance_logits

HEAD_WEIGHTS = {"names": 1.0, "source": 1.0, "cue": 1.0, "content": 1.5, "target": 0.5, "link": 0.5, "stance": 0.7, "mention": 0.3, "coref": 0.3}
BEGIN_WEIGHT = 1.5  # a first word decides a span; there are few of them
STANCE_COUNTS = [2019, 1102, 1858, 625, 546, 272, 162, 1413]  # of the articles labelled with stances, in the order of data.STANCES
STANCE_WEIGHTS = torch.tensor([(sum(STANCE_COUNTS) / 8 / n) ** 0.5 for n in STANCE_COUNTS])


def batches(windows, budget, random):
    """Windows grouped by length so that hardly anything is padded: at most `budget` pieces a batch, in random order."""
    order = sorted(range(len(windows)), key=lambda i: (len(windows[i].ids), random.random()))
    groups, group = [], []
    for i in order:
        if group and len(windows[i].ids) * (len(group) + 1) > budget:
            groups.append(group)
            group = []
        group.append(i)
    if group:
        groups.append(group)
    random.shuffle(groups)
    return groups


def collate(windows):
    """(ids, mask, shapes) tensors of one batch."""
    length = max(len(w.ids) for w in windows)
    pad = lambda rows: torch.tensor([list(r) + [0] * (length - len(r)) for r in rows])
    return pad([w.ids for w in windows]), pad([[1] * len(w.ids) for w in windows]), pad([w.shapes for w in windows])


def losses(model, windows):
    """The loss of a batch: {head: scalar tensor} without the heads' weights."""
    ids, mask, shapes = collate(windows)
    out = model(ids, mask, shapes)
    terms = {}
    for head in ("names", *data.SPANS):
        rows = [(n, w) for n, w in enumerate(windows) if head in w.tags and w.weights.get(head, 1.0) > 0]
        if rows:
            terms[head] = _tag_loss(out[head], head, rows)
    for which, name in enumerate(LINKS):
        parts = [_link_loss(model, out, n, w, which) for n, w in enumerate(windows) if w.links and w.links[which][0]]
        if parts:
            terms[f"link_{name}"] = torch.cat(parts).mean()
    logits, targets = [], []
    for n, window in enumerate(windows):
        for content, cue, shares in window.stances:
            logits.append(stance_logits(out["stance"][n, content], out["stance"][n, cue]))
            targets.append(shares)
    if logits:
        terms["stance"] = F.cross_entropy(torch.stack(logits), torch.tensor(targets), weight=STANCE_WEIGHTS, label_smoothing=0.05)
    _mention_losses(model, out, windows, terms)
    return terms


def total(terms):
    return sum(HEAD_WEIGHTS[name.split("_")[0]] * term for name, term in terms.items())


def _tag_loss(logits, head, rows):
    length = logits.shape[1]
    target = torch.tensor([w.tags[head] + [IGNORE] * (length - len(w.ids)) for _, w in rows])
    loss = F.cross_entropy(logits[[n for n, _ in rows]].flatten(0, 1), target.flatten(), ignore_index=IGNORE, reduction="none")
    weight = torch.tensor([w.weights.get(head, 1.0) for _, w in rows]).repeat_interleave(length)
    weight = weight * (target.flatten() != IGNORE) * torch.where(target.flatten() % 2 == 1, BEGIN_WEIGHT, 1.0)
    # A batch of doubtful labels alone must stay light, so the weights are not divided out.
    return (loss * weight).sum() / max(1, int((target != IGNORE).sum()))


def _link_loss(model, out, n, window, which):
    fragments, candidates, targets = window.links[which]
    first, last = [f for f, _ in fragments], [l for _, l in fragments]
    distances = torch.tensor([[link_bucket(window.word_at, f, l, c) for c in candidates] for f, l in fragments],
                             dtype=torch.long).reshape(len(fragments), len(candidates))
    scores = model.link_scores(out["query_first"][n, first], out["query_last"][n, last], out["key"][n, candidates],
                               out["link_null"][n, first], distances, which)
    if LINKS[which] == "join":
        scores = only_before(scores, first, candidates)
    return F.cross_entropy(scores, torch.tensor(targets), reduction="none")


def only_before(scores, first, candidates):
    """Link scores without the candidates that do not stand before the fragment."""
    late = torch.tensor([[c >= f for c in candidates] for f in first])
    return torch.cat([scores[:, :1], scores[:, 1:].masked_fill(late, float("-inf"))], dim=1)


def link_bucket(word_at, first, last, candidate):
    """Distance bucket of a candidate: in words from the fragment's end if it comes after, else to its beginning."""
    word = word_at[candidate]
    return bucket(word - word_at[last] if word > word_at[last] else word - word_at[first])


def _mention_losses(model, out, windows, terms):
    rows = [(n, w) for n, w in enumerate(windows) if w.mention_tags]
    if rows:
        length = out["mention"].shape[1]
        target = torch.tensor([w.mention_tags + [float(IGNORE)] * (length - len(w.ids)) for _, w in rows])
        known = target != IGNORE
        terms["mention"] = F.binary_cross_entropy_with_logits(out["mention"][[n for n, _ in rows], :, 0][known], target[known])
    parts = []
    for n, window in enumerate(windows):
        if not window.mentions:
            continue
        positions, entities = window.mentions
        words = [window.word_at[p] for p in positions]
        distances = torch.tensor([[bucket(b - a) for b in words] for a in words])
        scores = model.coref_scores(out["anaphor"][n, positions], out["antecedent"][n, positions], out["coref_null"][n, positions], distances)
        right = torch.zeros_like(scores, dtype=torch.bool)
        for i, entity in enumerate(entities):
            before = [j for j in range(i) if entities[j] == entity]
            right[i, [j + 1 for j in before] or [0]] = True
        gained = torch.logsumexp(scores.masked_fill(~right, float("-inf")), dim=1)
        parts.append((torch.logsumexp(scores, dim=1) - gained) * window.weights.get("coref", 1.0))
    if parts:
        terms["coref"] = torch.cat(parts).mean()
