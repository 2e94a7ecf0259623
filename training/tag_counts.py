#!/usr/bin/env python3
"""Count part-of-speech tags for the rule engine's tagger: CORPORA -> assets/lexicon/{word_tags,tag_pairs}.tsv.

usage: tag_counts.py CORPORA_DIR ASSETS_LEXICON_DIR

Reads gum (documents whose licence has no non-commercial clause) and ewt, training splits alone, and writes how often
each word bears each Penn Treebank tag and how often one tag follows another.  Only Python's standard library is used.
"""
import gzip, json, os, sys
from collections import Counter, defaultdict

PUNCTUATION = {".": ".", ",": ",", ":": ":", "``": "\"", "''": "\"", "-LRB-": "(", "-RRB-": ")", "HYPH": "HYPH", "NFP": ":", "$": "$", "#": "$", "SYM": "$"}
DROPPED = {"GW", "XX", "ADD", "AFX", "FW", "LS", ""}


def documents(corpora):
    for name in ("gum", "ewt"):
        with gzip.open(os.path.join(corpora, name, "train.jsonl.gz"), "rt", encoding="utf-8") as lines:
            for line in lines:
                doc = json.loads(line)
                licence = doc.get("text_licence", "") if name == "gum" else "CC BY-SA 4.0"
                if licence.startswith("CC BY") and "NC" not in licence:
                    yield doc


def main():
    corpora, target = sys.argv[1:3]
    words, pairs, used = defaultdict(Counter), Counter(), 0
    for doc in documents(corpora):
        used += 1
        tokens, tags = doc["tokens"], doc["xpos"]
        for first, last in doc["sent_tokens"]:
            previous = "BOS"
            for i in range(first, last):
                start, end = tokens[i]
                tag = PUNCTUATION.get(tags[i], tags[i])
                if tag in DROPPED:
                    previous = None
                    continue
                word = doc["text"][start:end].replace("’", "'")
                if tag[0].isalpha() and tag not in ("HYPH", "NNP", "NNPS") and not (tag == "CD" and any(c.isdigit() for c in word)):
                    words[word.lower()][tag] += 1
                elif tag in ("NNP", "NNPS") and len(word) > 1:
                    words[word][tag] += 1
                if previous:
                    pairs[previous, tag] += 1
                previous = tag
            pairs[previous or "BOS", "EOS"] += 1
    with open(os.path.join(target, "word_tags.tsv"), "w", encoding="utf-8") as out:
        out.write("# How often a word bears a Penn Treebank tag, counted over the training splits of GUM (CC BY documents) and\n"
                  "# UD English EWT by training/tag_counts.py. Columns: word (lower case; names as written), tag:count|tag:count.\n")
        for word, tags in sorted(words.items()):
            if sum(tags.values()) > 1 and word.strip() and "\t" not in word:
                out.write(word + "\t" + "|".join(f"{t}:{n}" for t, n in tags.most_common()) + "\n")
    with open(os.path.join(target, "tag_pairs.tsv"), "w", encoding="utf-8") as out:
        out.write("# How often one Penn Treebank tag follows another, from the same corpora. Columns: first, second, count.\n"
                  "# BOS and EOS stand for the sentence's ends; \" for quotation marks, ( ) for brackets, : for dashes and colons.\n")
        for (a, b), n in sorted(pairs.items()):
            out.write(f"{a}\t{b}\t{n}\n")
    print(used, "documents,", len(words), "words")


if __name__ == "__main__":
    main()
