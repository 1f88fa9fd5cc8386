"""How people answered the questions of a rubric, together."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from claims.credibility.rubric import BEST_ANSWER, CRAAP, INFORMATION, RELEVANCE, SOURCE

ZERO_TO_FOUR = tuple(range(BEST_ANSWER + 1))
ANSWERS: dict[str, tuple[Any, ...]] = {
    **dict.fromkeys((*CRAAP, *RELEVANCE), ZERO_TO_FOUR),
    "source": tuple(SOURCE),
    "information": tuple(INFORMATION),
}
"""What may be answered to each question. Anything else is that one cannot tell."""


@dataclass(frozen=True)
class Spread:
    """How often each answer to one question was given, in their order, and how many could not tell."""

    question: str
    counts: tuple[int, ...]
    cannot_tell: int

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(str(answer) for answer in ANSWERS[self.question])


def spreads(given: Iterable[tuple[Mapping[str, Any], int]], fewest: int = 1) -> tuple[Spread, ...]:
    """Of answers by question, and how often just these were given. What too few were asked is left out."""
    counted: dict[str, Counter[Any]] = {}
    for answers, n in given:
        for question in ANSWERS.keys() & answers.keys():
            counted.setdefault(question, Counter())[answers[question]] += n
    return tuple(
        _spread(question, counted[question])
        for question in ANSWERS
        if question in counted and counted[question].total() >= max(fewest, 1)
    )


def _spread(question: str, counted: Counter[Any]) -> Spread:
    counts = tuple(counted[answer] for answer in ANSWERS[question])
    return Spread(question, counts, counted.total() - sum(counts))
