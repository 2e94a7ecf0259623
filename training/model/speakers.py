"""Chains of coreference from labelled speakers: every source whose speaker is known, with all the names in its article.

A source's head word (`he`, `the senator`) and the names that mean the same actor are one entity; names of others stand as what
else could have been meant. So the scorer of antecedents learns on the question that the reader asks: who said this?
"""
import re

LONGEST = 6  # words of a name
TITLES = {"mr", "mrs", "ms", "miss", "dr", "sen", "rep", "gov", "gen", "president", "senator", "the", "sir"}


def words_of(name):
    """The words of a name in lower case, without titles and a possessive ending."""
    words = re.findall(r"[^\W_]+", re.sub(r"['’]s\b", "", name.lower().replace(".", "")))
    kept = [w for w in words if w not in TITLES]
    return tuple(kept or words)


def entities(surfaces):
    """An entity for each of several names of one article: a shorter name is the one longer name that ends or begins with it.

    `surfaces` are the names as written; the result holds the entity (the words of its longest name) of each.
    """
    known = sorted({words_of(s) for s in surfaces}, key=lambda w: (-len(w), w))
    of = {}
    for words in known:
        longer = {of[k] for k in of if len(k) > len(words) and (k[-len(words):] == words or k[:len(words)] == words)}
        initials = {of[k] for k in of if len(words) == 1 and len(k) > 1 and "".join(w[0] for w in k) == words[0]}
        of[words] = (longer or initials).pop() if len(longer or initials) == 1 else words
    return [" ".join(of[words_of(s)]) for s in surfaces]


def chains(text, names, attributions, head_of):
    """[(start, end, entity, head)] of all names and of the sources with one known speaker, in code points."""
    short = lambda n: len(text[n.start:n.end].split()) <= LONGEST  # longer ones are headlines taken for names
    spans = [(n.start, n.end) for n in names if n.kind != "other" and short(n)]
    sources = [(a.source[0], a.speaker[0], a.named) for a in attributions if a.source and len(a.speaker) == 1]
    surfaces = [text[s:e] for s, e in spans] + [speaker for _, speaker, named in sources if named]
    found = entities(surfaces) if surfaces else []
    out = [(s, e, entity, head_of(text, s, e)) for (s, e), entity in zip(spans, found)]
    rest = iter(found[len(spans):])
    for (start, end), speaker, named in sources:
        entity = next(rest) if named else "? " + " ".join(words_of(speaker))
        inside = [o for o in out if start <= o[0] and o[1] <= end and o[2] == entity]
        if not inside:
            out.append((start, end, entity, head_of(text, start, end)))
    return sorted(out)
