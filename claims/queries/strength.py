"""A strength as a page shows it: a number, its range, how many rated, and what to say about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from django.db.models import FilteredRelation, Q, QuerySet

from claims.credibility import ENOUGH_RATINGS, in_numbers, in_words
from claims.models import Score

from .audience import Audience

type StrengthState = Literal["rated", "contested", "few", "none", "carried", "hidden"]


@dataclass(frozen=True, slots=True)
class Strength:
    """`value`, `low` and `high` are 0 to 100; a range is given from five ratings on."""

    state: StrengthState
    value: float | None = None
    low: int | None = None
    high: int | None = None
    n: int = 0
    limited: bool = False

    @property
    def number(self) -> str:
        """Never 0 and never 100: ratings do not prove."""
        return "–" if self.value is None else in_numbers(self.value / 100)

    @property
    def word(self) -> str:
        return "" if self.value is None else in_words(self.value / 100)


NO_BASIS = Strength("none")
HIDDEN = Strength("hidden")


def halves_up(value: float) -> int:
    return int(value + 0.5)


def strength_of(score: "Score | _Columns | None") -> Strength:
    """What a stored score says to a reader. A number nobody's rating stands behind is not shown."""
    if score is None:
        return NO_BASIS
    moved = abs(score.strength - score.base) > 0.0005
    if score.n == 0 and not moved:
        return NO_BASIS
    value = score.strength * 100
    if score.n == 0:
        return Strength("carried", value, limited=score.limited)
    if score.n < ENOUGH_RATINGS:
        return Strength("few", value, n=score.n, limited=score.limited)
    return Strength(
        "contested" if score.contested else "rated",
        value,
        low=max(1, halves_up(score.low * 100)),
        high=min(99, halves_up(score.high * 100)),
        n=score.n,
        limited=score.limited,
    )


class _Columns(NamedTuple):
    """A score as it comes from the database, at a tenth of the cost of a row of the table."""

    strength: float
    base: float
    low: float
    high: float
    n: int
    contested: bool
    limited: bool


SCORE = [*_Columns._fields]
SHOWN = [f"shown__{column}" for column in SCORE]


def scored(rows: QuerySet[Any], audience: Audience) -> QuerySet[Any]:
    """Rows with this audience's score beside them, in the columns SHOWN."""
    return rows.annotate(shown=FilteredRelation("score", condition=Q(score__audience=audience.key)))


def strength_in(columns: Iterable[Any]) -> Strength:
    """What the columns SHOWN of a row say."""
    score = _Columns(*columns)
    return NO_BASIS if score.strength is None else strength_of(score)
