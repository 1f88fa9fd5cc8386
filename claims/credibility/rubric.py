"""Grades and answers by a rubric -> a value from 0 to 100."""

from collections.abc import Iterable
from math import floor, sqrt

SOURCE = {"A": 95, "B": 80, "C": 60, "D": 35, "E": 10}
"""The Admiralty code's first axis, reliable to unreliable; F cannot be judged."""
INFORMATION = {1: 95, 2: 80, 3: 60, 4: 35, 5: 10}
"""Its second axis, confirmed to improbable; 6 cannot be judged."""
CRAAP = ("currency", "relevance", "authority", "accuracy", "purpose")
"""What an article or a source is appraised by."""
RELEVANCE = ("relevant", "sufficient", "no_leap")
"""What a relation is asked: does it matter if true, does it suffice alone, is there no hidden leap?"""
BEST_ANSWER = 4
ENOUGH_ANSWERS = 3


def admiralty_quality(source: str, information: int) -> int | None:
    """Quality of evidence, 0 to 100; None where either axis cannot be judged."""
    if source == "F" or information == 6:
        return None
    return rounded(sqrt(SOURCE[source] * INFORMATION[information]))


def rubric_value(answers: Iterable[int | None]) -> int | None:
    """What answers from 0 to 4 come to together. None among them is "can't tell", which is left out of the count."""
    given = [answer for answer in answers if answer is not None]
    if len(given) < ENOUGH_ANSWERS:
        return None
    return rounded(100 * sum(given) / (BEST_ANSWER * len(given)))


def rounded(value: float) -> int:
    """To the nearest whole number, halves up."""
    return floor(value + 0.5)
