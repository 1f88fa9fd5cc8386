"""The groups that compared questions fall into: the first that applies, a stored judgement before a derived one."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from claims.graph.words import PositionRelationKind as Kind


class Group(StrEnum):
    """In the order in which they apply."""

    DISAGREE = "disagree"
    FIGURES = "figures"
    OVERTAKEN = "overtaken"
    EMPHASIS = "emphasis"
    AGREE = "agree"
    OPEN = "open"  # both speak, and nobody has judged: agreement is never inferred
    ONE = "one"
    SILENT = "silent"  # nobody speaks: not counted, and that is said


GROUPS = tuple(group for group in Group if group is not Group.SILENT)

_OF_KIND = {
    Kind.CONTRADICTS: Group.DISAGREE,
    Kind.ATTACKS_CONFIDENCE: Group.DISAGREE,
    Kind.DIFFERS_IN_FIGURE: Group.FIGURES,
    Kind.OVERTAKEN: Group.OVERTAKEN,
    Kind.DIFFERS_IN_DETAIL: Group.EMPHASIS,
    Kind.DIFFERENT_EMPHASIS: Group.EMPHASIS,
    Kind.AGREES: Group.AGREE,
    Kind.SUPPORTS: Group.AGREE,
}


@dataclass(frozen=True, slots=True)
class Pair:
    """What was said, and what follows from their figures and claims, about two positions that both speak."""

    stored: tuple[Kind, ...] = ()
    derived: tuple[Kind, ...] = ()

    @property
    def decides(self) -> tuple[Kind, ...]:
        return self.stored or self.derived


def group_of(speaking: int, pairs: Iterable[Pair]) -> Group:
    """Of a question on which so many of the compared speak: the earliest group of any pair of them."""
    if speaking < 2:
        return Group.ONE if speaking else Group.SILENT
    order = list(Group)
    found = [_OF_KIND[kind] for pair in pairs for kind in pair.decides]
    return min(found, key=order.index, default=Group.OPEN)
