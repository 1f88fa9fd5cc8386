"""Grades by a rubric -> a rating."""

from math import floor, sqrt

SOURCE = {"A": 95, "B": 80, "C": 60, "D": 35, "E": 10}
"""The Admiralty code's first axis, reliable to unreliable; F cannot be judged."""
INFORMATION = {1: 95, 2: 80, 3: 60, 4: 35, 5: 10}
"""Its second axis, confirmed to improbable; 6 cannot be judged."""


def admiralty_quality(source: str, information: int) -> int | None:
    """Quality of evidence, 0 to 100; None where either axis cannot be judged."""
    if source == "F" or information == 6:
        return None
    return rounded(sqrt(SOURCE[source] * INFORMATION[information]))


def rounded(value: float) -> int:
    """To the nearest whole number, halves up."""
    return floor(value + 0.5)
