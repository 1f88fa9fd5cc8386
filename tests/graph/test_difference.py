"""Two wordings against each other lose no letter of either."""

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
