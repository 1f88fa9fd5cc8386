"""Answers to a rubric come to a value, or to none."""

import pytest

from claims.credibility import rubric_value


@pytest.mark.parametrize(
    ("answers", "value"),
    [
        ([0, 0, 0, 0, 0], 0),
        ([4, 4, 4, 4, 4], 100),
        ([4, 3, 2, 1, 0], 50),
        ([3, 3, 3, 3, 2], 70),
        ([4, 4, 3], 92),  # 91.67
        ([1, 0, 0], 8),  # 8.33
    ],
)
def test_answers_come_to_their_mean_on_0_to_100(answers, value):
    assert rubric_value(answers) == value


def test_a_half_goes_up():
    assert rubric_value([1, 1, 0, 0]) == 13  # 12.5
    assert rubric_value([4, 4, 3, 3]) == 88  # 87.5


@pytest.mark.parametrize("answers", [[], [4], [4, 4], [4, 4, None], [4, 4, None, None, None], [None] * 5])
def test_fewer_than_three_answers_come_to_nothing(answers):
    assert rubric_value(answers) is None


def test_that_one_cannot_tell_never_counts_as_low():
    assert rubric_value([4, 4, 4, None, None]) == rubric_value([4, 4, 4]) == 100
