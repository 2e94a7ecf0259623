#!/usr/bin/env python3
"""How fast Standpoint is beside spaCy with a quotation script, on the same articles in one run, and how good beside it. Run by hand.

    python3 -m venv venv && venv/bin/pip install spacy==3.8.18 numpy==2.4.6       # Python 3.11
    venv/bin/python benches/peers.py target/release/standpoint ARTICLES.jsonl --train FOLDER
    venv/bin/python benches/peers.py target/release/standpoint ARTICLES.jsonl --pipeline en_core_web_sm

ARTICLES holds an article a line: {"id", "text", "attributions"?: [{"content": [[start, end], ...]}]}. spaCy's trained
pipelines are not among the packages of PyPI. Where none is installed, --train makes one of the shape of en_core_web_sm
(tagger and parser over one encoder, names over another; the lemmas, which the script does not want, left out) from
FOLDER/ewt/train.jsonl.gz and FOLDER/gum/train.jsonl.gz: {"text", "tokens": [[start, end], ...], "xpos", "heads" (-1 is a
root), "deprel", "sent_tokens", "entities"?: [{"start", "end", "type"}]}. Its speed is about that of the published one, its
quality is not.

How it is measured. Each of the three is a process of its own that reads the articles from a file and writes what it found,
a line an article, on as many threads or processes as there are cores. It runs on one short sentence, which is its start (programs,
models and all), and on all articles; steady speed is words over the difference. One round runs all three, in turn another one first, and
ratios are taken within a round. On a machine that does other work too, the seconds that a core worked tell more than the clock.
"""

import argparse
import gzip
import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SENTENCE = "The mayor said on Monday that the bridge would open."
VERBS = set(
    """say says said saying tell tells told telling add adds added adding argue argues argued arguing claim claims claimed claiming
    believe believes believed think thinks thought write writes wrote writing note notes noted noting explain explains explained
    announce announces announced insist insists insisted suggest suggests suggested warn warns warned warning state states stated stating
    report reports reported acknowledge acknowledges acknowledged admit admits admitted deny denies denied declare declares declared
    contend contends contended predict predicts predicted ask asks asked asking reply replies replied respond responds responded
    tweet tweets tweeted conclude concludes concluded hope hopes hoped know knows knew feel feels felt expect expects expected
    concede concedes conceded assert asserts asserted maintain maintains maintained promise promises promised vow vows vowed""".split()
)
QUOTED = re.compile(r"“[^“”\n]+”?|\"[^\"\n]+\"")


# What runs beside Standpoint: spaCy, and a script over its parse.


def quotes(doc):
    """Direct quotes with the subject of the nearest reporting verb, indirect ones as clauses that a reporting verb governs."""
    quoted = [doc.char_span(*match.span(), alignment_mode="expand") for match in QUOTED.finditer(doc.text)]
    quoted = [span for span in quoted if len(span) > 4]
    inside = {token.i for span in quoted for token in span}
    subjects = {}
    for token in doc:
        if token.lower_ in VERBS and token.i not in inside:
            subject = next((child for child in token.children if child.dep_.startswith("nsubj")), None)
            if subject is not None:
                subjects[token.i] = subject
    clauses = []
    for token in doc:
        if token.dep_ == "ccomp" and token.head.i in subjects:
            start, end = token.left_edge.i, token.right_edge.i + 1
            if not start <= token.head.i < end:
                clauses.append((start, end, token.head.i))
    found = []
    for span in quoted:
        distance = lambda verb: max(span.start - verb, verb - span.end + 1)
        verb = min(subjects, key=distance, default=None)
        part_of_clause = any(start <= span.start and span.end <= end and len(span) * 2 < end - start for start, end, _ in clauses)
        if verb is not None and distance(verb) <= 15 and not part_of_clause:
            found.append((span.start, span.end, verb))
    taken = {i for start, end, _ in found for i in range(start, end)}
    found += [(start, end, verb) for start, end, verb in clauses if not taken & set(range(start, end))]
    chars = lambda start, end: [[doc[start].idx, doc[end - 1].idx + len(doc[end - 1])]]
    return [
        {
            "source": chars(subjects[verb].left_edge.i, subjects[verb].right_edge.i + 1),
            "cue": chars(verb, verb + 1),
            "content": chars(start, end),
        }
        for start, end, verb in sorted(found)
    ]


def work(pipeline, articles, cores):
    """The process that is measured: loads the pipeline, prints the quotes of each article."""
    import multiprocessing

    import spacy

    nlp = spacy.load(pipeline, exclude=["senter", "attribute_ruler", "lemmatizer"])
    articles = read(articles)

    def part(number):
        mine = articles[number::cores]
        docs = nlp.pipe((article["text"] for article in mine), batch_size=8)  # a third faster here than 256, its default
        return [json.dumps({"article": {"id": article["id"]}, "quotes": quotes(doc)}) for article, doc in zip(mine, docs)]

    if cores == 1 or len(articles) == 1:
        sys.stdout.write("\n".join(line for number in range(cores) for line in part(number)) + "\n")
        return
    global PART
    PART = part  # what a forked process knows, with the pipeline that is loaded
    with multiprocessing.get_context("fork").Pool(cores) as pool:
        for lines in pool.imap_unordered(call, range(cores)):
            sys.stdout.write("\n".join(lines) + "\n")


def call(number):
    return PART(number)


# A pipeline of the published shape.


def encoder(attributes):
    rows = {"NORM": 5000, "PREFIX": 1000, "SUFFIX": 2500, "SHAPE": 2500, "SPACY": 50, "IS_SPACE": 50}
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": 96,
            "attrs": attributes,
            "rows": [rows[attribute] for attribute in attributes],
            "include_static_vectors": False,
        },
        "encode": {"@architectures": "spacy.MaxoutWindowEncoder.v2", "width": 96, "depth": 4, "window_size": 1, "maxout_pieces": 3},
    }


def transitions(kind, tok2vec):
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": kind,
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": tok2vec,
    }


def blank():
    import spacy

    shared = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}
    words = ["NORM", "PREFIX", "SUFFIX", "SHAPE"]
    nlp = spacy.blank("en", config={"nlp": {"batch_size": 256}})
    nlp.add_pipe("tok2vec", config={"model": encoder(words + ["SPACY", "IS_SPACE"])})
    nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "normalize": False, "tok2vec": shared}})
    nlp.add_pipe("parser", config={"model": transitions("parser", shared)})
    nlp.add_pipe("ner", config={"model": transitions("ner", encoder(words))})
    return nlp


def examples(vocab, document, sentences=8):
    """A parsed document in pieces of some sentences; a line end is a token, as spaCy has it."""
    from spacy.tokens import Doc
    from spacy.training import Example
    from spacy.util import filter_spans

    text, tokens = document["text"], document["tokens"]
    for first in range(0, len(document["sent_tokens"]), sentences):
        piece = document["sent_tokens"][first : first + sentences]
        start, end = piece[0][0], piece[-1][1]
        words, spaces, tags, deps, heads, place = [], [], [], [], [], {}
        for i in range(start, end):
            place[i] = len(words)
            gap = text[tokens[i][1] : tokens[i + 1][0]] if i + 1 < end else ""
            words.append(text[slice(*tokens[i])])
            spaces.append(gap.startswith(" "))
            tags.append(document["xpos"][i])
            deps.append("ROOT" if document["heads"][i] < 0 else document["deprel"][i])
            heads.append(i if document["heads"][i] < 0 else document["heads"][i])
            if "\n" in gap:
                words.append(gap.removeprefix(" "))
                spaces.append(False)
                tags.append("_SP")
                deps.append("dep")
                heads.append(i)
        if any(not start <= head < end for head in heads) or any(tag is None for tag in tags):
            continue
        gold = Doc(vocab, words, spaces, tags=tags, deps=deps, heads=[place[head] for head in heads])
        if "entities" in document:
            offset = tokens[start][0]
            here = [e for e in document["entities"] if e["start"] >= offset]
            spans = [gold.char_span(e["start"] - offset, e["end"] - offset, e["type"]) for e in here]
            gold.set_ents(filter_spans([span for span in spans if span is not None]))
        yield Example(Doc(vocab, words, spaces), gold)


def train(corpora, minutes, folder):
    nlp = blank()
    documents = [d for name in ("ewt", "gum") for d in read(Path(corpora, name, "train.jsonl.gz"))]
    pieces = [example for document in documents for example in examples(nlp.vocab, document)]
    chance = random.Random(1)
    chance.shuffle(pieces)
    optimizer = nlp.initialize(lambda: pieces)
    start, seen = time.monotonic(), 0
    while time.monotonic() - start < minutes * 60:
        batch = chance.sample(pieces, 8)
        nlp.update(batch, drop=0.1, sgd=optimizer)
        seen += sum(len(example.reference) for example in batch)
    nlp.to_disk(folder)
    total = sum(len(example.reference) for example in pieces)
    labels = ", ".join(f"{name} {len(nlp.get_pipe(name).labels)}" for name in ("tagger", "parser", "ner"))
    print(f"trained for {minutes:g} minutes on {seen:,} of {total:,} tokens drawn at random; labels: {labels}", flush=True)


# The comparison.


def read(path):
    opened = gzip.open(path, "rt", encoding="utf-8") if str(path).endswith(".gz") else open(path, encoding="utf-8")
    with opened as lines:
        return [json.loads(line) for line in lines if line.strip()]


def measure(command, output):
    """Seconds by the clock, and seconds that cores worked, of a process and those it started."""
    with open(output, "wb") as file:
        start = time.monotonic()
        process = subprocess.Popen(command, stdout=file)
        _, status, usage = os.wait4(process.pid, 0)
        elapsed = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return elapsed, usage.ru_utime + usage.ru_stime


def covered(spans, words):
    return {i for i, (start, end) in enumerate(words) if any(start < e and end > s for s, e in spans)}


def score(articles, output):
    """Precision, recall and F1 of quotes, each matched with one marked content at most: half of their words in common."""
    found = {line["article"]["id"]: line["quotes"] for line in read(output)}
    right = said = marked = 0
    for article in articles:
        words = [match.span() for match in re.finditer(r"\w+(?:[.,’'-]\w+)*|[$€£%]", article["text"])]
        gold = [covered(a["content"], words) for a in article["attributions"] if a["content"]]
        mine = [covered(q["content"], words) for q in found[article["id"]] if q["content"]]
        pairs = sorted(((len(g & m) / (len(g | m) or 1), i, j) for i, g in enumerate(gold) for j, m in enumerate(mine)), reverse=True)
        left, used = set(), set()
        for share, i, j in pairs:
            if share >= 0.5 and i not in left and j not in used:
                left.add(i)
                used.add(j)
        right, said, marked = right + len(left), said + len(mine), marked + len(gold)
    return right / (said or 1), right / (marked or 1), 2 * right / (said + marked or 1)


def spread(values, form):
    return f"{statistics.median(values):{form}} ({min(values):{form}} to {max(values):{form}})"


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("program")
    options.add_argument("articles")
    options.add_argument("--pipeline", help="a pipeline of spaCy that is installed, or its folder")
    options.add_argument("--train", metavar="FOLDER", help="corpora to train one on")
    options.add_argument("--minutes", type=float, default=2, help="of training [2]")
    options.add_argument("--keep", metavar="FOLDER", help="where to leave the pipeline that was trained")
    options.add_argument("--first", type=int, metavar="N", help="only the first N articles")
    options.add_argument("--rounds", type=int, default=5, help="[5]")
    options.add_argument("--one", type=int, default=800, metavar="WORDS", help="also time the article nearest to this length alone [800]")
    options = options.parse_args()
    if not options.pipeline and not options.train:
        sys.exit("say --pipeline NAME, or --train FOLDER")
    cores = len(os.sched_getaffinity(0))
    articles = read(options.articles)[: options.first]
    count = lambda article: len(article["text"].split())
    words = sum(map(count, articles))
    one = min(articles, key=lambda article: abs(count(article) - options.one))
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        pipeline = options.pipeline
        if not pipeline:
            pipeline = options.keep or str(folder / "pipeline")
            train(options.train, options.minutes, pipeline)
        files = {"start": [{"id": "s", "text": SENTENCE}], "one": [one], "all": articles}
        for name, lines in files.items():
            text = "".join(json.dumps({"id": line["id"], "text": line["text"]}) + "\n" for line in lines)
            Path(folder, name + ".jsonl").write_text(text, encoding="utf-8")
        standpoint = lambda engine, file: [options.program, "analyze", "--engine", engine, "-f", "jsonl", "-j", str(cores), file]
        runs = {
            "model": lambda file: standpoint("model", file),
            "rules": lambda file: standpoint("rules", file),
            "spaCy": lambda file: [sys.executable, __file__, "--work", pipeline, file, str(cores)],
        }
        made = options.pipeline or "trained here"
        print(f"{len(articles)} articles, {words:,} words; cores: {cores}; load {os.getloadavg()[0]:.1f}; pipeline: {made}")
        times = {name: [] for name in runs}
        order = list(runs)
        for turn in range(options.rounds + 1):
            for name in order:
                row = {kind: measure(runs[name](str(folder / f"{kind}.jsonl")), folder / f"{name}.{kind}.out") for kind in files}
                if turn:  # the first round fills the caches of the disk
                    times[name].append(row)
            order = order[1:] + order[:1]

        speeds = {}
        for which, label in ((0, "clock"), (1, "a core's work")):
            print(f"\nby {label}, median of {options.rounds} rounds (least to most)")
            for name, rows in times.items():
                speed = [words / max(row["all"][which] - row["start"][which], 1e-3) for row in rows]
                speeds[name, which] = speed
                start, alone = ([row[kind][which] for row in rows] for kind in ("start", "one"))
                print(f"  {name}: {spread(speed, ',.0f')} words/s; start {spread(start, '.2f')} s; ", end="")
                print(f"{count(one)} words, start and all, {spread(alone, '.2f')} s")
            for a, b in (("rules", "model"), ("spaCy", "model"), ("rules", "spaCy")):
                print(f"  {a} : {b} = {spread([x / y for x, y in zip(speeds[a, which], speeds[b, which])], '.2f')}")
        if all("attributions" in article for article in articles):
            print("\nquotes, half of the words in common: precision, recall, F1")
            for name in runs:
                print(f"  {name}: " + " ".join(f"{value:.3f}" for value in score(articles, folder / f"{name}.all.out")))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--work"]:
        work(sys.argv[2], sys.argv[3], int(sys.argv[4]))
    else:
        main()
