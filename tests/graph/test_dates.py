"""Dates as people write them, and the days they may stand for."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.graph.dates import days_of


@pytest.mark.parametrize(
    ("words", "earliest", "latest"),
    [
        ("2012", "2012-01-01", "2012-12-31"),
        ("2012-03-14", "2012-03-14", "2012-03-14"),
        ("2012-03", "2012-03-01", "2012-03-31"),
        ("March 2012", "2012-03-01", "2012-03-31"),
        ("Sept. 2012", "2012-09-01", "2012-09-30"),
        ("February 2012", "2012-02-01", "2012-02-29"),
        ("14 March 2012", "2012-03-14", "2012-03-14"),
        ("March 14, 2012", "2012-03-14", "2012-03-14"),
        ("4th  August 2023", "2023-08-04", "2023-08-04"),
        ("spring 2013", "2013-03-01", "2013-05-31"),
        ("Summer 2006", "2006-06-01", "2006-08-31"),
        ("winter 2012", "2012-12-01", "2013-02-28"),
        ("early 2022", "2022-01-01", "2022-04-30"),
        ("mid-2012", "2012-05-01", "2012-08-31"),
        ("late 1991", "1991-09-01", "1991-12-31"),
        ("mid-2000s", "2004-01-01", "2006-12-31"),
        ("the 1990s", "1990-01-01", "1999-12-31"),
        ("late 1990s", "1997-01-01", "1999-12-31"),
        ("1992–1994", "1992-01-01", "1994-12-31"),
        ("2010 to 2012", "2010-01-01", "2012-12-31"),
        ("2013–14", "2013-01-01", "2014-12-31"),
        ("2013-14", "2013-01-01", "2014-12-31"),
    ],
)
def test_words_are_read_as_days(words: str, earliest: str, latest: str) -> None:
    assert days_of(words) == (date.fromisoformat(earliest), date.fromisoformat(latest))


@pytest.mark.parametrize(
    "words",
    ["", "long ago", "30 February 2012", "2012-13-01", "1994–1992", "since 2003", "March", "0999", "2012٣"],
)
def test_what_says_no_days_is_left_to_the_person(words: str) -> None:
    assert days_of(words) is None


def test_the_shipped_maps_own_dates_are_read_as_its_curators_read_them(five_articles) -> None:
    dated = [
        (row.date_words, row.date_earliest, row.date_latest)
        for row in five_articles.evidence_set.exclude(date_words="")
    ]
    read = [(words, days_of(words), (earliest, latest)) for words, earliest, latest in dated]
    told = [(words, ours, theirs) for words, ours, theirs in read if ours]
    assert len(told) >= 50
    # The seasons and parts of a year are wide; three are read more narrowly there.
    assert {words for words, ours, theirs in told if ours != theirs} <= {
        "early 2012",
        "winter 1998",
        "late 1991",
    }


@given(st.text(max_size=40))
def test_no_words_break_it(words: str) -> None:
    days = days_of(words)
    assert days is None or days[0] <= days[1]
