"""Keeping what people give."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from argmap.accounts.models import User
from claims.errors import ClaimsError
from claims.models import Claim, Evidence, Rating, RatingLog, Relation
from claims.permissions import Rateable, may_rate
from claims.queries.graph import Column, Target

from .strength import Moved, catch_up, kept_strengths, moved_since


class MayNotRate(ClaimsError):
    """This person may see the thing but not rate it."""


@dataclass(frozen=True)
class Rated:
    """A rating as kept, and every strength that moved with it, for every audience."""

    rating: Rating
    moved: list[Moved]

    def moved_for(self, audience: str) -> dict[Target, float | None]:
        """What each thing that moved for this audience stood at before."""
        return {(move.column, move.pk): move.was for move in self.moved if move.audience == audience}


def rate(target: Rateable, value: int | None, *, by: User, rubric: dict[str, Any] | None = None) -> Rated:
    """Keep one person's rating, 0 to 100, or None for "can't tell". Strengths are recounted after, never inside."""
    if not may_rate(by, target):
        raise MayNotRate("Only members of this map may rate in it. Ask its owner to let you in.")
    if value is not None and not 0 <= value <= 100:
        raise ClaimsError("A rating is a whole number from 0 to 100.")
    before = kept_strengths(target.map)
    rating = _keep(target, value, by, rubric or {})
    catch_up(target.map)
    return Rated(rating, moved_since(before, target.map))


@transaction.atomic
def _keep(target: Rateable, value: int | None, by: User, rubric: dict[str, Any]) -> Rating:
    """The current rating in one statement that nothing can come between, and the log of all that were given."""
    column = column_of(target)
    given = {
        "map_id": target.map_id,
        column: target,
        "rater": by,
        "value": value,
        "rubric": rubric,
        "revision": target.version,
    }
    RatingLog.objects.create(**given)
    [rating] = Rating.objects.bulk_create(
        [Rating(**given)],
        update_conflicts=True,
        unique_fields=["rater", column],
        update_fields=["value", "rubric", "revision", "modified"],
    )
    return rating


def column_of(target: Rateable) -> Column:
    """Which of a rating's three columns names this thing."""
    names: dict[type[Any], Column] = {Claim: "claim", Relation: "relation", Evidence: "evidence"}
    return names[type(target)]
