"""Corpora to documents with labelled spans: what each corpus may teach, and under which licence.

Reads only train splits of corpora whose licence lets weights be shipped, or is silent ("unclear", see the model card).
A document's `names`, `attributions`, `mentions` are None where the corpus does not mark them: those heads are not trained
on it. All spans are code points, end exclusive.
"""
import gzip
import hashlib
import json
import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import speakers

NAMES = ["person", "organisation", "place", "group", "other"]
STANCES = ["none", "supports", "opposes", "calls-for", "commits", "warns", "denies", "asserts"]
ROLES = ["source", "cue", "content"]
SPANS = [*ROLES, "target"]  # what an attribution marks in the text
PARTS = {"benchmark": "polnear", "labelled": "polnear", "world": "worldwide"}  # articles of a corpus that count as one of their own
FORBIDDEN = {"conll2003", "cleanconll", "conllpp2020", "seesaw", "newswcl50"}
GUM_SHIPPABLE = {"CC BY 2.5", "CC BY 4.0", "CC BY-SA 3.0"}
LEXICON = Path(__file__).resolve().parents[2] / "assets" / "lexicon"
LABELS = Path(__file__).resolve().parents[1] / "labels"
CLASSES = {"PER": "person", "ORG": "organisation", "LOC": "place", "GPE": "place", "FAC": "place", "NORP": "group",
           "MISC": "other", "EVENT": "other", "PRODUCT": "other", "WORK": "other"}


@dataclass
class Name:
    start: int
    end: int
    kind: str  # one of NAMES, or "?": marked, but of doubtful extent, so that its words train nothing


@dataclass
class Attribution:
    source: list
    cue: list
    content: list
    stance: str = None
    also: tuple = ()   # other stances that count as right
    target: list = field(default_factory=list)   # what the position is about: one span, or none
    speaker: list = field(default_factory=list)  # names, or a description, as the article has them; empty where not labelled
    named: bool = False                          # whether the speaker has a name


@dataclass
class Mention:
    start: int
    end: int
    entity: str
    head: int          # where its head word starts
    kind: str


@dataclass
class Document:
    id: str
    corpus: str
    text: str
    names: list = None
    attributions: list = None
    mentions: list = None
    mentions_complete: bool = True  # every mention is marked, so that the mention scorer may learn from it
    weights: dict = field(default_factory=dict)  # head -> weight of its loss, 1 where absent


def rows(path):
    path = Path(path)
    with (gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else open(path, encoding="utf-8")) as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def lexicon_rows(name):
    """The rows of a word list of the program, as lists of columns."""
    with open(LEXICON / f"{name}.tsv", encoding="utf-8") as lines:
        return [line.rstrip("\n").split("\t") for line in lines if line.strip() and not line.startswith("#")]


def group_words():
    """Adjectives and nouns of peoples, religions and parties, to tell groups among the MISC names of older corpora."""
    words = {row[0] for row in lexicon_rows("groups")} | {row[1] for row in lexicon_rows("groups")}
    for row in lexicon_rows("countries"):
        words.update(w for cell in row[2:4] for w in cell.split("|") if w != "-")
    return words


def trimmed(text, start, end):
    """A name without a leading article and a trailing possessive: corpora differ there, the scorer does not count it."""
    lead = re.match(r"(?:the|a|an)\s+", text[start:end], re.IGNORECASE)
    start += lead.end() if lead and lead.end() < end - start else 0
    tail = re.search(r"['’]s?$", text[start:end])
    return start, end - (len(tail.group()) if tail and len(tail.group()) < end - start else 0)


def read_names(text, entities, groups, doubtful=lambda surface, kind: False):
    names = []
    for entity in sorted(entities, key=lambda e: (e["start"], -e["end"])):
        kind = CLASSES.get(entity["type"])
        if kind is None:
            continue
        start, end = trimmed(text, entity["start"], entity["end"])
        if names and start < names[-1].end:
            continue  # nested: the outer name counts
        surface = text[start:end]
        if entity["type"] == "MISC" and surface in groups:
            kind = "group"
        names.append(Name(start, end, "?" if doubtful(surface, kind) else kind))
    return names


def one_line(text):
    """Corpora rebuilt with a sentence a line: line ends mean nothing there and would read as paragraphs."""
    return re.sub(r"(?<=\S)\n(?=\S)", " ", text)


def read_labels(file):
    """What was labelled for this project: {article: {number of the attribution: columns}}; see the README beside the files."""
    labels = defaultdict(dict)
    if Path(file).exists():
        for line in Path(file).read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                article, number, *columns = line.split("\t")
                labels[article][int(number)] = columns
    return labels


def spans_of(cell, cut=0):
    """The spans `12-15,20-31` of a column, in a text whose first `cut` characters were taken away."""
    return [tuple(int(n) - cut for n in s.split("-")) for s in cell.split(",") if s not in ("-", "")]


def world_attributions(text, cut, columns):
    """Attributions that were marked and labelled in full: columns source, cue, content, stance, also, kind, speakers, target."""
    out = []
    for _, (source, cue, content, stance, also, kind, speaker, target) in sorted(columns.items()):
        source, cue, content, speaker, target = (spans_of(cell, cut) for cell in (source, cue, content, speaker, target))
        out.append(Attribution(source, cue, content, stance, tuple(also.split("|")) if also != "-" else (), target,
                               [text[a:b] for a, b in speaker], kind == "named"))
    return out


def with_labels(text, attributions, columns):
    """The attributions with the stances and speakers of `columns`."""
    for number, (stance, also, kind, spans, target) in columns.items():
        one = attributions[number]
        one.stance, one.also, one.named = stance, tuple(also.split("|")) if also != "-" else (), kind == "named"
        one.speaker, one.target = [text[a:b] for a, b in spans_of(spans)], spans_of(target)


def place(text, words, content):
    """Where `words` stand in the text, as a list of one span: inside the content if they do, else nearest to it."""
    found = [m.span() for m in re.finditer(re.escape(words), text)] if words and content else []
    first, last = (content[0][0], content[-1][1]) if content else (0, 0)
    away = lambda s: max(first - s[0], s[1] - last, 0)
    return [min(found, key=away)] if found else []


def read_polnear(folder, groups, labelled):
    """Attributions of polnear; where an article also has stance labels (`labelled`, by id), those take its place.

    Such articles count as the corpus "benchmark", those with labels of this project as "labelled", so that an epoch can take
    them more often: stances are thin.
    """
    own = read_labels(LABELS / "polnear.tsv")
    for row in rows(folder / "train.jsonl.gz"):
        text = row["text"]
        better = labelled.get(row["id"])
        if better is not None and better["text"] != text:
            raise SystemExit(f"{row['id']}: the text with stance labels differs from polnear's")
        attributions = [
            Attribution(*([tuple(s) for s in a[r]] for r in ROLES), a.get("stance"), tuple(a.get("stance_also", ())),
                        place(text, a.get("target"), a["content"]), a.get("speaker", []), a.get("kind") == "named")
            for a in (better or row)["attributions"]]
        corpus = "benchmark" if better else "labelled" if row["id"] in own else "polnear"
        if corpus == "labelled":
            with_labels(text, attributions, own[row["id"]])
        document = Document(row["id"], corpus, text, attributions=attributions, weights={"names": 0.3})
        if "silver_entities" in row:
            document.names = read_names(text, row["silver_entities"], groups)
        if corpus != "polnear" and document.names is not None:
            document.mentions = [Mention(s, e, entity, head, "") for s, e, entity, head in
                                 speakers.chains(text, document.names, attributions, head_of)]
        elif "silver_coref" in row:
            document.weights["coref"] = 0.3
            document.mentions = [Mention(s, e, str(i), head_of(text, s, e), "") for i, chain in enumerate(row["silver_coref"])
                                 for s, e in map(tuple, chain)]
        document.mentions_complete = False
        yield document


def read_worldwide(folder, groups, _):
    """Names of worldwide; articles whose attributions were marked for this project count as the corpus "world"."""
    own = read_labels(LABELS / "worldwide.tsv")
    for row in rows(folder / "train.jsonl.gz"):
        text, cut = row["text"], re.match(r"https?://\S+\s+", row["text"])
        cut = cut.end() if cut else 0
        names = [Name(n.start - cut, n.end - cut, n.kind) for n in read_names(text, row["entities"], groups) if n.start >= cut]
        text = text[cut:]
        document = Document(row["id"], "worldwide", one_line(text) if row.get("rebuilt") else text, names=names)
        if row["id"] in own:
            document.corpus, document.attributions = "world", world_attributions(text, cut, own[row["id"]])
            document.mentions = [Mention(s, e, entity, head, "") for s, e, entity, head in
                                 speakers.chains(text, names, document.attributions, head_of)]
            document.mentions_complete = False
        yield document


def read_plain_names(folder, groups, _):
    """crossner-politics, wikigold, wnut17: sentences or articles rebuilt from tokens."""
    for row in rows(folder / "train.jsonl.gz"):
        yield Document(row["id"], row["corpus"], one_line(row["text"]), names=read_names(row["text"], row["entities"], groups))


def read_re3d(folder, groups, _):
    """re3d without its non-commercial part. Its persons hold titles and its organisations descriptions: those train nothing."""
    vague = lambda surface, kind: kind == "person" or not re.search(r"[A-Z]", surface[1:]) or " of " in surface.lower()
    for row in rows(folder / "train.jsonl.gz"):
        if row["publisher"] != "BBC_Online":
            yield Document(row["id"], "re3d", one_line(row["text"]), names=read_names(row["text"], row["entities"], groups, vague),
                           weights={"names": 0.5})


def read_mentions(folder, _, __):
    """Coreference of gum (only the genres without a non-commercial clause), meantime and gap."""
    for row in rows(folder / "train.jsonl.gz"):
        corpus, text = row["corpus"], row["text"]
        if corpus == "gum" and row["text_licence"] not in GUM_SHIPPABLE:
            continue
        mentions = [Mention(m["start"], m["end"], m["eid"], (m.get("head") or [head_of(text, m["start"], m["end"])])[0], m["kind"])
                    for m in row["mentions"]]
        yield Document(row["id"], corpus, text if corpus == "gum" else one_line(text), mentions=mentions,
                       mentions_complete=corpus == "gum")


def head_of(text, start, end):
    """Where the head word of a mention starts: the last word before a comma, a preposition or a relative pronoun."""
    surface = text[start:end]
    stop = re.search(r",|\s(?:of|in|at|on|for|from|to|by|with|who|which|that|whose|about|against|behind)\s|['’]s?$", surface[1:])
    words = list(re.finditer(r"\w+", surface[:stop.start() + 1] if stop else surface)) or list(re.finditer(r"\S+", surface))
    return start + words[-1].start() if words else start


READERS = {"polnear": read_polnear, "worldwide": read_worldwide, "crossner-politics": read_plain_names, "re3d": read_re3d,
           "wikigold": read_plain_names, "wnut17": read_plain_names, "gum": read_mentions, "meantime": read_mentions,
           "gap": read_mentions}


def held_back(identity, percent=5):
    """Whether a training article is kept from training, for temperatures and for choosing settings (same for every run)."""
    return int(hashlib.sha256(identity.encode()).hexdigest(), 16) % 100 < percent


def load(corpora, names, stance_file=None):
    """Documents of the named corpora: (training, held back). `corpora` is their folder, `stance_file` the articles with stances."""
    labelled = {row["id"]: row for row in rows(stance_file)} if stance_file else {}
    if stance_file and "train" not in Path(stance_file).name:
        raise SystemExit(f"{stance_file}: only a train file may be trained on")
    groups, training, kept = group_words(), [], []
    for name in names:
        if name in FORBIDDEN or name not in READERS:
            raise SystemExit(f"{name}: not a corpus that shipped weights may learn from; choose among {', '.join(READERS)}")
        for document in READERS[name](Path(corpora) / name, groups, labelled):
            (kept if name in ("polnear", "worldwide") and held_back(document.id) else training).append(document)
    return training, kept
