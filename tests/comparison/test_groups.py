import pytest

from claims.comparison import GROUPS, Group, Pair, group_of
from claims.graph.words import PositionRelationKind as Kind


@pytest.mark.parametrize(
    ("kinds", "group"),
    [
        ([Kind.CONTRADICTS], Group.DISAGREE),
        ([Kind.ATTACKS_CONFIDENCE], Group.DISAGREE),
        ([Kind.DIFFERS_IN_FIGURE], Group.FIGURES),
        ([Kind.OVERTAKEN], Group.OVERTAKEN),
        ([Kind.DIFFERS_IN_DETAIL], Group.EMPHASIS),
        ([Kind.DIFFERENT_EMPHASIS], Group.EMPHASIS),
        ([Kind.AGREES], Group.AGREE),
        ([Kind.SUPPORTS], Group.AGREE),
        ([Kind.AGREES, Kind.ATTACKS_CONFIDENCE], Group.DISAGREE),
        ([Kind.SUPPORTS, Kind.OVERTAKEN, Kind.DIFFERS_IN_DETAIL], Group.OVERTAKEN),
        ([], Group.OPEN),
    ],
)
def test_a_question_falls_in_the_earliest_group_that_was_said_of_two(kinds, group):
    assert group_of(2, [Pair(tuple(kinds))]) == group


def test_of_several_pairs_the_earliest_decides():
    assert group_of(3, [Pair((Kind.AGREES,)), Pair(), Pair((Kind.DIFFERS_IN_FIGURE,))]) == Group.FIGURES


def test_what_was_said_of_a_pair_decides_over_what_follows_from_its_figures():
    assert group_of(2, [Pair((Kind.AGREES,), (Kind.DIFFERS_IN_FIGURE,))]) == Group.AGREE


def test_what_follows_decides_where_nobody_said_anything():
    assert group_of(2, [Pair((), (Kind.DIFFERS_IN_FIGURE,))]) == Group.FIGURES


def test_agreement_is_never_inferred_from_nobody_having_compared():
    assert group_of(2, [Pair()]) == Group.OPEN


def test_a_single_voice_is_only_one_and_no_voice_is_silence():
    assert (group_of(1, []), group_of(0, [])) == (Group.ONE, Group.SILENT)


def test_silence_is_not_among_the_groups_that_are_counted():
    assert [group.value for group in GROUPS] == [
        "disagree", "figures", "overtaken", "emphasis", "agree", "open", "one",
    ]  # fmt: skip
