"""An argument that people edit, and what must hold after each edit of it."""

from collections.abc import Callable
from typing import Any

import pytest

from claims.actions.strength import refresh_strengths
from claims.models import ArgumentMap, Membership, Score
from tests.arguing import Argument

KEPT = ["audience", "claim", "evidence", "relation", "base", "se", "strength", "low", "high", "n", "points"]


@pytest.fixture
def shared(db: None, alice: Any, maya: Any, owner: Any, person: Callable[[str], Any]) -> Argument:
    """A thesis with a reason for it and an objection, rated; Alice contributes, Maya curates."""
    map = ArgumentMap.objects.create(slug="shared", title="Shared", owner=owner)
    for user, role in ((alice, "contributor"), (maya, "curator")):
        Membership.objects.create(map=map, user=user, role=role)
    argument = Argument(map)
    argument.people = [person(f"rater-{n}") for n in range(5)]
    argument.point = argument.thesis("The bridge should be closed.")
    argument.reason = argument.claim("The bridge is old.")
    argument.objection = argument.claim("The bridge was repaired.")
    argument.support = argument.supports(argument.reason, argument.point)
    argument.attack = argument.attacks(argument.objection, argument.point)
    argument.rated(argument.people, 80, argument.reason, argument.objection)
    return argument


@pytest.fixture
def recounted() -> Callable[[ArgumentMap], None]:
    """Stored scores are what a recount from scratch gives."""

    def check(map: ArgumentMap) -> None:
        stored = _scores(map)
        Score.objects.filter(map=map).delete()
        refresh_strengths(map)
        assert stored == _scores(map)

    return check


def _scores(map: ArgumentMap) -> list[Any]:
    return list(Score.objects.filter(map=map).order_by(*KEPT[:4]).values_list(*KEPT))
