"""Two wordings against each other lose no letter of either."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.graph.difference import difference


def told(before: str, after: str) -> str:
    marks = {"same": "{}", "gone": "[-{}-]", "new": "[+{}+]"}
    return "".join(marks[piece.kind].format(piece.text) for piece in difference(before, after))


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("The plots were real.", "The plots were real.", "The plots were real."),
        ("The plots were real.", "The plots were staged.", "The plots were [-real-][+staged+]."),
        ("Oil explains it.", "Oil and arms explain it.", "Oil [-explains-][+and arms explain+] it."),
        ("", "Oil.", "[+Oil.+]"),
        ("Oil.", "", "[-Oil.-]"),
    ],
)
def test_it_names_the_words_that_changed(before: str, after: str, words: str) -> None:
    assert told(before, after) == words


@given(st.text(), st.text())
def test_either_wording_can_be_read_off_it(before: str, after: str) -> None:
    pieces = difference(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != "new") == before
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == after


@pytest.mark.parametrize(
    ("before", "after"),
    [(".," * 1_000, ",-" * 1_000), ("a b " * 1_000, "b a " * 1_000), ("a " * 5, "a " * 5_000)],
)
def test_texts_made_to_be_hard_to_compare_are_told_as_replaced_at_once(before: str, after: str) -> None:
    begun = time.perf_counter()
    pieces = difference(before, after)
    assert time.perf_counter() - begun < 1
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == after
