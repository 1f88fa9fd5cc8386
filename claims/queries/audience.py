"""Whose ratings count in a number: everyone's, everyone's but the example class's, one group's, or one person's."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import Model, QuerySet

from claims.models import ArgumentMap, Group, GroupMember
from claims.permissions import Visitor


@dataclass(frozen=True)
class Audience:
    """Its stored scores go by the key. One person's are stored nowhere: they are counted as they are read, and stand
    beside those of the key.
    """

    key: str
    group: Group | None = None
    person: int | None = None

    def of[Row: Model](self, ratings: QuerySet[Row]) -> QuerySet[Row]:
        """Those of these rows that this audience gave: ratings, or whatever else has a rater."""
        if self.person is not None:
            return ratings.filter(rater=self.person)
        if self == EVERYONE:
            return ratings
        if self.group is None:
            return ratings.exclude(
                rater__in=GroupMember.objects.filter(group__is_example=True).values("user")
            )
        return ratings.filter(rater__in=self.group.members.values("user"))


ALL = "everyone"
ME = "me"
EVERYONE = Audience("everyone")
WITHOUT_EXAMPLE = Audience("without example")


def audience_of(group: Group) -> Audience:
    return Audience(f"group {group.pk}", group)


def alone(person: int, beside: Audience) -> Audience:
    """One person's own ratings, to be read beside what others make of the same map."""
    return replace(beside, person=person)


def audiences(map: ArgumentMap) -> list[Audience]:
    """All audiences that a map keeps scores for, in one query."""
    groups = list(Group.objects.filter(map=map))
    without = [WITHOUT_EXAMPLE] if any(group.is_example for group in groups) else []
    return [EVERYONE, *without, *[audience_of(group) for group in groups]]


def compares_groups(map: ArgumentMap) -> bool:
    """Where a map keeps back what too few gave, a group's numbers beside everyone's would tell what the others gave."""
    return map.fewest_raters < 2


def audience_for(
    map: ArgumentMap, asked: str, groups: Sequence[Group], user: Visitor, *, example: bool
) -> Audience:
    """The audience a page shows, of those it may: `me`, a group's slug, and otherwise everyone.

    The example class counts among everyone unless `example` says not.
    """
    groups = groups if compares_groups(map) else []
    has_example = any(group.is_example for group in groups)
    everyone = WITHOUT_EXAMPLE if has_example and not example else EVERYONE
    if asked == ME and user.is_authenticated:
        return alone(user.pk, everyone)
    named = (audience_of(group) for group in groups if group.slug == asked != ALL)
    return next(named, everyone)
