"""A strength as a page shows it: a number, its range, how many rated, and what to say about it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple

from django.db.models import FilteredRelation, Q, QuerySet

from claims.credibility import ENOUGH_RATINGS, in_numbers, in_words
from claims.models import Score

from .audience import Audience

type StrengthState = Literal["rated", "contested", "few", "none", "carried", "hidden", "own"]


@dataclass(frozen=True, slots=True)
class Strength:
    """`value`, `low` and `high` are 0 to 100; a range is given from five ratings on.

    An "own" strength is counted from its reader's ratings alone, one that is carried may be so too. `beside` is then
    what everyone's come to, unless `veiled`: until this reader has rated.
    `base` and `se` are what its ratings alone come to, and how unsure that is; also 0 to 100.
    A relation has `points`, by which it moves its target, and a contradiction's premise `points_back`.
    """

    state: StrengthState
    value: float | None = None
    low: int | None = None
    high: int | None = None
    n: int = 0
    limited: bool = False
    base: float | None = None
    se: float | None = None
    points: float | None = None
    points_back: float | None = None
    beside: float | None = None
    veiled: bool = False

    @property
    def number(self) -> str:
        """Never 0 and never 100: ratings do not prove."""
        return "–" if self.value is None else in_numbers(self.value / 100)

    @property
    def ratings_alone(self) -> str:
        """What its own ratings come to, where its reasons carry it well away from that; else nothing."""
        if self.value is None or self.base is None or not self.n or abs(self.value - self.base) < WELL_AWAY:
            return ""
        return in_numbers(self.base / 100)

    @property
    def word(self) -> str:
        return "" if self.value is None else in_words(self.value / 100)


POINTS = 25
WELL_AWAY = 3  # of 100
NO_BASIS = Strength("none")
HIDDEN = Strength("hidden")


def halves_up(value: float) -> int:
    return int(value + 0.5)


def strength_of(score: "Score | _Columns | None") -> Strength:
    """What a stored score says to a reader. A number nobody's rating stands behind is not shown."""
    if score is None:
        return NO_BASIS
    state = _state(score)
    sure = state in ("rated", "contested")
    return Strength(
        state,
        None if state == "none" else score.strength * 100,
        low=max(1, halves_up(score.low * 100)) if sure else None,
        high=min(99, halves_up(score.high * 100)) if sure else None,
        n=score.n,
        limited=score.limited,
        base=score.base * 100,
        se=score.se * 100,
        points=in_points(score.points),
        points_back=in_points(score.points_back),
    )


def by_its_ratings(strength: Strength) -> Strength:
    """What ratings of the thing itself come to, its reasons left out."""
    if strength.base is None or strength.se is None or not strength.n:
        return NO_BASIS
    low, high = strength.base - 2 * strength.se, strength.base + 2 * strength.se
    sure = strength.low is not None
    return replace(
        strength,
        value=strength.base,
        low=max(1, halves_up(low)) if sure else None,
        high=min(99, halves_up(high)) if sure else None,
        limited=False,
    )


def _state(score: "Score | _Columns") -> StrengthState:
    if score.n == 0:
        return "carried" if has_moved(score.base, score.strength) else "none"
    if score.n < ENOUGH_RATINGS:
        return "few"
    return "contested" if score.contested else "rated"


def has_moved(base: float, strength: float) -> bool:
    """Whether its reasons carry it from its base as far as a reader can see; both 0 to 1."""
    return abs(strength - base) > 0.0005


def in_points(log_odds: float | None) -> float | None:
    """As people read them: near the middle, one point moves a strength by about one."""
    return None if log_odds is None else POINTS * log_odds


class _Columns(NamedTuple):
    """A score as it comes from the database, at a tenth of the cost of a row of the table."""

    strength: float
    base: float
    se: float
    low: float
    high: float
    n: int
    contested: bool
    limited: bool
    points: float | None
    points_back: float | None


SCORE = [*_Columns._fields]
SHOWN = [f"shown__{column}" for column in SCORE]


def scored(rows: QuerySet[Any], audience: Audience) -> QuerySet[Any]:
    """Rows with this audience's score beside them, in the columns SHOWN."""
    return rows.annotate(shown=FilteredRelation("score", condition=Q(score__audience=audience.key)))


def strength_in(columns: Iterable[Any]) -> Strength:
    """What the columns SHOWN of a row say."""
    score = _Columns(*columns)
    return NO_BASIS if score.strength is None else strength_of(score)
