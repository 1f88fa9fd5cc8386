"""Answers to the questions of a rubric are counted question by question."""

from claims.queries.rubric import Spread, spreads


def test_answers_are_counted_with_how_often_they_were_given():
    given = [({"relevant": 4, "sufficient": 0, "no_leap": None}, 2), ({"relevant": 1}, 3), ({}, 9)]
    assert spreads(given) == (
        Spread("relevant", (0, 3, 0, 0, 2), 0),
        Spread("sufficient", (2, 0, 0, 0, 0), 0),
        Spread("no_leap", (0, 0, 0, 0, 0), 2),
    )


def test_grades_of_evidence_are_named_as_they_are_given():
    [source, information] = spreads(
        [({"source": "B", "information": 2}, 1), ({"source": "F", "information": 5}, 1)]
    )
    assert (source.names, source.counts, source.cannot_tell) == (
        ("A", "B", "C", "D", "E"),
        (0, 1, 0, 0, 0),
        1,
    )
    assert (information.names, information.counts) == (("1", "2", "3", "4", "5"), (0, 1, 0, 0, 1))


def test_answers_of_those_who_do_not_count_are_not_shown():
    assert spreads([({"relevant": 4}, 0)]) == ()
