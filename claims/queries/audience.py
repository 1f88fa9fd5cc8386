"""Whose ratings count in a number: everyone's, everyone's but the example class's, or one group's."""

from dataclasses import dataclass

from django.db.models import QuerySet

from claims.models import ArgumentMap, Group, GroupMember, Rating


@dataclass(frozen=True)
class Audience:
    key: str
    group: Group | None = None

    def of(self, ratings: QuerySet[Rating]) -> QuerySet[Rating]:
        """Those of these ratings that this audience gave."""
        if self == EVERYONE:
            return ratings
        if self.group is None:
            return ratings.exclude(
                rater__in=GroupMember.objects.filter(group__is_example=True).values("user")
            )
        return ratings.filter(rater__in=self.group.members.values("user"))


EVERYONE = Audience("everyone")
WITHOUT_EXAMPLE = Audience("without example")


def audience_of(group: Group) -> Audience:
    return Audience(f"group {group.pk}", group)


def audiences(map: ArgumentMap) -> list[Audience]:
    """All audiences that a map keeps scores for, in one query."""
    groups = list(Group.objects.filter(map=map))
    without = [WITHOUT_EXAMPLE] if any(group.is_example for group in groups) else []
    return [EVERYONE, *without, *[audience_of(group) for group in groups]]


def example_group(map: ArgumentMap) -> Group | None:
    """The class whose ratings are invented, where the map has one; one query."""
    return Group.objects.filter(map=map, is_example=True).first()


def audience_for(example: Group | None, example_switch: str) -> Audience:
    """The audience a page shows: the example class counts unless the address says `?example=off`."""
    return WITHOUT_EXAMPLE if example is not None and example_switch == "off" else EVERYONE
