"""Keeping what people give."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from argmap.accounts.models import User
from claims.errors import ClaimsError
from claims.models import Claim, Evidence, Rating, RatingLog, Relation
from claims.permissions import Rateable, may_rate
from claims.queries.graph import Column
from claims.queries.moved import Change, Moved, audience_named, read_moved

from .strength import recount_soon


class MayNotRate(ClaimsError):
    """This person may see the thing but not rate it."""

    def __init__(self) -> None:
        super().__init__("Only members of this map may rate in it. Ask its owner to let you in.")


@dataclass(frozen=True)
class Rated:
    """A rating as kept, and what it moved: counted when that is asked for, whether the map was recounted or not."""

    change: Change

    @property
    def rating(self) -> Rating:
        return self.change.rating

    def moved(self, audience: str) -> Moved:
        """For the audience whose scores are kept under this key."""
        map = self.rating.map
        return read_moved(map, audience_named(map, audience), self.change)


def rate(
    target: Rateable,
    value: int | None,
    *,
    by: User,
    rubric: dict[str, Any] | None = None,
    read: int | None = None,
) -> Rated:
    """Keep one person's rating, 0 to 100, or None for "can't tell". Strengths are recounted after, never inside.

    `read` is the version of the wording that they had before them, where it is not the latest.
    """
    if not may_rate(by, target):
        raise MayNotRate
    if value is not None and not 0 <= value <= 100:
        raise ClaimsError("A rating is a whole number from 0 to 100.")
    change = _keep(target, value, by, rubric or {}, min(read or target.version, target.version))
    recount_soon(target.map)
    return Rated(change)


@transaction.atomic
def _keep(target: Rateable, value: int | None, by: User, rubric: dict[str, Any], version: int) -> Change:
    """The current rating in one statement that nothing can come between, then the log of all that were given.

    In this order the row of the rating keeps two answers of one person apart, so the log ends with what is current.
    """
    column = column_of(target)
    given = {
        "map": target.map,
        column: target,
        "rater": by,
        "value": value,
        "rubric": rubric,
        "revision": version,
    }
    before = Rating.objects.filter(rater=by, **{column: target}).values_list("value", flat=True).first()
    [rating] = Rating.objects.bulk_create(
        [Rating(**given)],
        update_conflicts=True,
        unique_fields=["rater", column],
        update_fields=["value", "rubric", "revision", "modified"],
    )
    RatingLog.objects.create(**given)
    return Change(rating, before)


def column_of(target: Rateable) -> Column:
    """Which of a rating's three columns names this thing."""
    names: dict[type[Any], Column] = {Claim: "claim", Relation: "relation", Evidence: "evidence"}
    return names[type(target)]
