import pytest

from claims.credibility import admiralty_quality, in_numbers, in_words


@pytest.mark.parametrize(
    ("source", "information", "quality"),
    [("A", 1, 95), ("B", 2, 80), ("A", 5, 31), ("C", 4, 46), ("E", 5, 10), ("F", 1, None), ("A", 6, None)],
)
def test_an_admiralty_grade_needs_both_axes(source, information, quality):
    assert admiralty_quality(source, information) == quality


@pytest.mark.parametrize(
    ("strength", "number", "words"),
    [
        (0.004, "under 1", "poorly supported"),
        (0.194, "19", "poorly supported"),
        (0.195, "20", "weakly supported"),
        (0.5, "50", "unsettled"),
        (0.6, "60", "supported"),
        (0.799, "80", "well supported"),
        (0.994, "99", "well supported"),
        (0.9951, "over 99", "well supported"),
    ],
)
def test_a_strength_is_read_as_a_number_and_words_that_agree(strength, number, words):
    assert in_numbers(strength) == number
    assert in_words(strength) == words
