"""Word shapes and quotation marks: what an uncased vocabulary loses.

The eight shapes ride in the token type embeddings, so that the model stays a plain BERT. Everything here works on the
text alone, so that the program can do exactly the same. Offsets are code points.
"""
LOWER, CAPITALISED, CAPS, MIXED, DIGITS, PUNCTUATION, OPENING, CLOSING = range(8)
SHAPES = 8

DOUBLE = set("\"“”„‟″〝〞«»＂")
GUILLEMETS = set("«»‹›")
SINGLE = set("'‘’‚‛`´‹›ʼ")
QUOTES = DOUBLE | SINGLE
STRAIGHT = set("\"＂″'")
USUALLY_OPEN = set("“„‟〝«‘‚‛‹`")
BEFORE_OPENING = set("([{—–-/")
AFTER_CLOSING = set(")]},.;:!?—–-/…")
# Words that begin with an apostrophe: it opens nothing ("'em", "'90s").
ELIDED = ("em", "til", "till", "cause", "tis", "twas", "n", "bout")


def word_shape(word):
    """The shape of one word (a run of letters and digits, or one punctuation mark that is no quotation mark)."""
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return DIGITS if any(c.isnumeric() for c in word) else PUNCTUATION
    if len(letters) < sum(c.isalnum() for c in word):
        return MIXED
    upper = [c.isupper() or c.istitle() for c in letters]
    if not any(upper):
        return LOWER
    if upper[0] and not any(upper[1:]):
        return CAPITALISED
    return CAPS if all(upper) else MIXED


def quotation_marks(text):
    """Each quotation mark's side and depth: {position: (OPENING or CLOSING, depth)}; depth 0 is an outermost mark.

    Apostrophes are left out. Nothing is carried over a line end, for a quotation of several paragraphs opens anew in
    each. Any style is read by where the mark stands (a space before it or after it), and by its form where that does
    not tell. Two marks of LaTeX style (`` and '') are read as one of double kind.
    """
    found, start = {}, 0
    for line in text.split("\n"):
        _line_marks(line, start, found)
        start += len(line) + 1
    return found


def _line_marks(line, start, found):
    open_marks = []  # family of each quotation that is open, outermost first
    at = 0
    while at < len(line):
        mark = line[at]
        if mark not in QUOTES:
            at += 1
            continue
        width = 2 if mark in "`'´" and line[at:at + 2] in ("``", "''", "´´") else 1
        double = width == 2 or mark in DOUBLE
        family = (double, mark in GUILLEMETS)
        side = _side(line, at, width, mark, double, family in open_marks)
        if side == OPENING:
            if family in open_marks:  # the one before was never closed
                del open_marks[open_marks.index(family):]
            depth = len(open_marks)
            open_marks.append(family)
        elif side == CLOSING:
            if family in open_marks:
                del open_marks[len(open_marks) - 1 - open_marks[::-1].index(family):]
            depth = len(open_marks)
        if side is not None:
            for k in range(width):
                found[start + at + k] = (side, depth)
        at += width


def _neighbour(line, at, step):
    """The nearest character that is no quotation mark on that side of `at`, or a space at the line's end."""
    at += step
    while 0 <= at < len(line) and line[at] in QUOTES:
        at += step
    return line[at] if 0 <= at < len(line) else " "


def _side(line, at, width, mark, double, is_open):
    """OPENING, CLOSING, or None for an apostrophe or a sign for feet, minutes, inches."""
    left, right = _neighbour(line, at, -1), _neighbour(line, at + width - 1, 1)
    before = left.isspace() or left in BEFORE_OPENING
    after = right.isspace() or right in AFTER_CLOSING
    if not double:
        if left.isalnum() and right.isalnum() and mark not in "‹›":
            return None
        if before and not after and mark not in "‘‚‹":
            rest = line[at + 1:]
            word = rest[:len(rest) - len(rest.lstrip("abcdefghijklmnopqrstuvwxyz"))]
            if right.isdigit() or word in ELIDED:
                return None
    if before != after:
        side = OPENING if before else CLOSING
    elif mark in STRAIGHT or width == 2 and mark == "'":
        side = CLOSING if is_open else OPENING
    else:
        side = OPENING if mark in USUALLY_OPEN else CLOSING
    if not double and side == OPENING and not _closes_later(line, at + 1):
        return None
    if side == CLOSING and not is_open and (not double or left.isdigit() and mark in STRAIGHT):
        return None
    return side


def _closes_later(line, at):
    """Whether a single mark that can close stands in the rest of the line."""
    for i in range(at, len(line)):
        if line[i] in SINGLE and not line[i - 1].isspace():
            after = _neighbour(line, i, 1)
            if not after.isalnum():
                return True
    return False
