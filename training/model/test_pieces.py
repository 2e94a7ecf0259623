"""Word pieces keep to the characters, marks are read in any style, windows leave nothing out."""
import pytest

import pieces
import shape

TEXT = "Zoë’s café: “We ‘never’ said so,” Cafe\u0301 owner Ōta told 2 papers.\n\n‘No 🙂,’ ŞAHİN’s aide said — U.S. ﬁrm."


@pytest.fixture(scope="module")
def tokenizer():
    return pieces.load_tokenizer()


def test_words_are_the_characters_they_claim(tokenizer):
    encoded = pieces.encode(TEXT, tokenizer)
    surfaces = [TEXT[a:b] for a, b in encoded.words]
    assert surfaces[:8] == ["Zoë", "’", "s", "café", ":", "“", "We", "‘"]
    assert "Cafe\u0301" in surfaces and "Ōta" in surfaces and "🙂" in surfaces and "ŞAHİN" in surfaces and "ﬁrm" in surfaces
    covered = {i for a, b in encoded.words for i in range(a, b)}
    assert all(TEXT[i].isspace() for i in range(len(TEXT)) if i not in covered)


def test_each_word_has_its_first_piece(tokenizer):
    encoded = pieces.encode(TEXT, tokenizer)
    assert len(encoded.first) == len(encoded.words) == len(encoded.quotation)
    assert len(encoded.ids) == len(encoded.shapes) == len(encoded.word_of)
    assert all(encoded.word_of[i] == w and (i == 0 or encoded.word_of[i - 1] != w) for w, i in enumerate(encoded.first))
    assert encoded.word_of.count(-1) == 1  # one line end


@pytest.mark.parametrize("text", ["“Yes,” he said, “it ‘works’ now.”", '"Yes," he said, "it \'works\' now."', "‘Yes,’ he said, ‘it “works” now.’",
                                  "«Yes,» he said, «it “works” now.»", "„Yes,“ he said, „it ‚works‘ now.“", "”Yes,” he said, ”it ’works’ now.”"])
def test_style_of_marks_does_not_matter(tokenizer, text):
    first, this = pieces.encode("“Yes,” he said, “it ‘works’ now.”", tokenizer), pieces.encode(text, tokenizer)
    assert (first.ids, first.shapes, first.quotation) == (this.ids, this.shapes, this.quotation)


def test_apostrophes_are_no_marks():
    assert shape.quotation_marks("the Democrats' plan, Trump’s aide, '90s rock, 'em, 6'2\" tall") == {}


def test_shapes():
    said = [shape.word_shape(w) for w in ("said", "Said", "A", "NATO", "McCain", "2016", "5th", ".", "“", "東京")]
    assert said == [0, 1, 1, 2, 3, 4, 3, 5, 5, 0]


@pytest.mark.parametrize("count", [0, 1, 6, 253, 254, 255, 478, 1000, 1049])
@pytest.mark.parametrize("offset", [0, 1, 100, 223])
def test_windows_cover_everything(count, offset):
    for spans in (pieces.windows(count, 254, 224, offset), pieces.even_windows(count, 254, 64)):
        assert {i for a, b in spans for i in range(a, b)} == set(range(count))
        assert all(0 < b - a <= 254 for a, b in spans)
    assert len({b - a for a, b in pieces.even_windows(count, 254, 64)}) <= 1
