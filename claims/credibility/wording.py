"""A strength as people read it."""

from .rubric import rounded

WORDS = ["poorly supported", "weakly supported", "unsettled", "supported", "well supported"]


def in_words(strength: float) -> str:
    """In steps of twenty of the number as it is shown."""
    return WORDS[min(rounded(100 * strength) // 20, 4)]


def in_numbers(strength: float) -> str:
    """0 to 100, but never certain."""
    number = rounded(100 * strength)
    if number < 1:
        return "under 1"
    return "over 99" if number > 99 else str(number)
