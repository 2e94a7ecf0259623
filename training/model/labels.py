"""Documents to training windows: word labels, links, stances and mentions at the pieces where the model is read."""
from dataclasses import dataclass, field

import data
import pieces

IGNORE = -100


@dataclass
class Window:
    """One training example. Positions count pieces of the window, [CLS] being 0."""
    ids: list
    shapes: list
    weights: dict
    tags: dict = field(default_factory=dict)    # head -> a label a piece, IGNORE where nothing is to be learnt
    links: list = field(default_factory=list)   # per model.LINKS: (fragments [(first, last)], candidates, targets)
    stances: list = field(default_factory=list)  # (content positions, cue positions, share of each stance)
    mentions: tuple = None                      # (head positions, entities)
    mention_tags: list = None
    word_at: dict = field(default_factory=dict)  # position -> word number, for distances


def bio(ranges, count, kinds=None):
    """Word tags of non-overlapping ranges: 0 outside, 1+2k begins class k, 2+2k goes on; class -1 is ignored."""
    tags = [0] * count
    taken = [False] * count
    for n, (a, b) in enumerate(ranges):
        if any(taken[a:b]):
            continue
        kind = kinds[n] if kinds else 0
        for i in range(a, b):
            taken[i] = True
            tags[i] = IGNORE if kind < 0 else (1 if i == a else 2) + 2 * kind
    return tags


def shares(stance, also):
    """How much each stance counts as the right one: all of it, or a quarter for others that would be right as well."""
    others = [data.STANCES.index(s) for s in also if s in data.STANCES and s != stance]
    out = [0.25 / len(others) if n in others else 0.0 for n in range(len(data.STANCES))]
    out[data.STANCES.index(stance)] = 0.75 if others else 1.0
    return out


def from_bio(tags):
    """The (first, stop, class) ranges of legal word tags; the inverse of `bio`."""
    ranges = []
    for i, tag in enumerate(tags):
        if tag > 0 and tag % 2 == 1:
            ranges.append([i, i + 1, (tag - 1) // 2])
        elif tag > 0 and ranges and ranges[-1][1] == i and (tag - 2) // 2 == ranges[-1][2]:
            ranges[-1][1] = i + 1
    return [tuple(r) for r in ranges]


class Labelled:
    """A document with labels on its words, ready to be cut into windows."""

    def __init__(self, document, tokenizer):
        self.document, self.encoded = document, pieces.encode(document.text, tokenizer)
        self.cls, self.sep = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
        count = len(self.encoded.words)
        self.tags = {}
        if document.names is not None:
            ranges, kinds = [], []
            for name in document.names:
                for r in pieces.to_words(self.encoded, [(name.start, name.end)]):
                    ranges.append(r)
                    kinds.append(data.NAMES.index(name.kind) if name.kind in data.NAMES else -1)
            self.tags["names"] = bio(ranges, count, kinds)
        self.attributions = []
        if document.attributions is not None:
            for a in document.attributions:
                roles = {role: pieces.to_words(self.encoded, getattr(a, role)) for role in data.SPANS}
                self.attributions.append((roles, a.stance, a.also))
            self.positions = any(stance is not None for _, stance, _ in self.attributions)
            for role in data.SPANS if self.positions else data.ROLES:
                ranges = sorted({r for roles, *_ in self.attributions for r in roles[role]})
                self.tags[role] = bio(ranges, count)
        self.mentions = []
        if document.mentions is not None:
            seen = set()
            for m in sorted(document.mentions, key=lambda m: m.head):
                for word, _ in pieces.to_words(self.encoded, [(m.head, m.head + 1)]):
                    if word not in seen:
                        seen.add(word)
                        self.mentions.append((word, m.entity))

    def windows(self, size, stride, offset):
        for start, stop in pieces.windows(len(self.encoded.ids), size, stride, offset):
            yield self.window(start, stop)

    def window(self, start, stop):
        e = self.encoded
        position = {w: e.first[w] - start + 1 for w in sorted({w for w in e.word_of[start:stop] if w >= 0})
                    if start <= e.first[w] < stop}
        out = Window([self.cls, *e.ids[start:stop], self.sep], [5, *e.shapes[start:stop], 5], self.document.weights)
        out.word_at = {p: w for w, p in position.items()}
        for head, tags in self.tags.items():
            out.tags[head] = [IGNORE] * len(out.ids)
            for word, at in position.items():
                out.tags[head][at] = tags[word]
        if self.attributions:
            out.links = [self._links("source", position), self._links("cue", position), self._joins(position),
                         self._links("target", position) if self.positions else ([], [], [])]
            out.stances = list(self._stances(position))
        inside = [(position[w], entity) for w, entity in self.mentions if w in position]
        if len(inside) > 1:
            out.mentions = ([p for p, _ in inside], [entity for _, entity in inside])
        if self.document.mentions is not None and self.document.mentions_complete:
            out.mention_tags = [IGNORE] * len(out.ids)
            heads = {p for p, _ in inside}
            for at in position.values():
                out.mention_tags[at] = float(at in heads)
        return out

    def _links(self, role, position):
        """Fragments of content in the window, the candidates for `role` there, and each fragment's candidate + 1 (0: none)."""
        starts = sorted({r[0] for roles, *_ in self.attributions for r in roles[role][:1] if r[0] in position})
        fragments, targets = [], []
        for roles, *_ in self.attributions:
            marked = bool(roles[role])
            if marked and not (roles[role] and roles[role][0][0] in position):
                continue  # it has one, but out of sight
            for a, b in roles["content"]:
                if a in position:
                    last = max(w for w in range(a, b) if w in position)
                    fragments.append((position[a], position[last]))
                    targets.append(starts.index(roles[role][0][0]) + 1 if marked else 0)
        return fragments, [position[s] for s in starts], targets

    def _joins(self, position):
        """Each content fragment's last fragment before it of the same content, among all fragments; 0: it begins one."""
        # Of two fragments that begin with the same word (they part inside it) the longer counts.
        whole = [sorted(dict(r for r in sorted(roles["content"]) if r[0] in position).items()) for roles, *_ in self.attributions]
        starts = sorted({a for content in whole for a, _ in content})
        fragments, targets = [], []
        for content in whole:
            for n, (a, b) in enumerate(content):
                last = max(w for w in range(a, b) if w in position)
                fragments.append((position[a], position[last]))
                targets.append(starts.index(content[n - 1][0]) + 1 if n else 0)
        return fragments, [position[s] for s in starts], targets

    def _stances(self, position):
        for roles, stance, also in self.attributions:
            if stance in data.STANCES:
                words = [w for a, b in roles["content"] for w in range(a, b)]
                seen = [position[w] for w in words if w in position]
                if words and len(seen) >= 0.8 * len(words):
                    cue = [position[w] for a, b in roles["cue"] for w in range(a, b) if w in position]
                    yield seen, cue, shares(stance, also)
