"""Who belongs to a map and as what. It has one owner, whatever happens at once."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from claims.actions.invitation import invite, join
from claims.actions.map import MayNot
from claims.actions.membership import NoMember, change_role, leave, remove, transfer
from claims.actions.strength import refresh_strengths
from claims.errors import ClaimsError
from claims.graph.words import Role
from claims.models import ArgumentMap, Claim, Evidence, Invitation, Membership, Rating, Score, still_open
from claims.permissions import role_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def map(small_map: Any) -> ArgumentMap:
    return small_map(24, visibility="members")


def member(map: ArgumentMap, user: Any) -> Membership:
    return Membership.objects.select_related("user", "map").get(map=map, user=user)


def roles(map: ArgumentMap, *people: Any) -> list[str | None]:
    map = ArgumentMap.objects.get(pk=map.pk)
    return [role_on(map, one) for one in people]


def qualities(map: ArgumentMap) -> dict[int, int]:
    return dict(Score.objects.filter(map=map, evidence__isnull=False).values_list("evidence", "n"))


def recounted(map: ArgumentMap) -> dict[int, int]:
    Score.objects.filter(map=map).delete()
    refresh_strengths(map)
    return qualities(map)


def test_an_owner_gives_the_map_away_and_stays_as_a_curator(map: Any, owner: Any, alice: Any) -> None:
    transfer(member(map, alice), by=owner)
    assert roles(map, owner, alice) == ["curator", "owner"]
    with pytest.raises(MayNot):
        change_role(member(map, owner), Role.VIEWER, by=owner)


def test_a_map_is_given_away_once(map: Any, owner: Any, alice: Any, maya: Any) -> None:
    """Two windows, both open before either was sent."""
    to_alice, to_maya = member(map, alice), member(map, maya)
    transfer(to_alice, by=owner)
    with pytest.raises(MayNot):
        transfer(to_maya, by=owner)
    assert roles(map, owner, alice, maya) == ["curator", "owner", "curator"]


def test_a_map_goes_to_members_alone(map: Any, owner: Any, alice: Any) -> None:
    gone = member(map, alice)
    remove(member(map, alice), by=owner)
    with pytest.raises(NoMember):
        transfer(gone, by=owner)
    assert roles(map, owner, alice) == ["owner", None]


def test_a_closed_account_is_given_no_map(map: Any, owner: Any, alice: Any) -> None:
    alice.is_active = False
    alice.save()
    with pytest.raises(ClaimsError, match="closed"):
        transfer(member(map, alice), by=owner)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.OWNER])
def test_the_owner_decides_on_roles(role: Role, map: Any, owner: Any, alice: Any) -> None:
    change_role(member(map, alice), role, by=owner)
    assert roles(map, alice) == [role]


def test_nobody_is_made_a_second_owner(map: Any, owner: Any, alice: Any) -> None:
    with pytest.raises(ClaimsError, match="one owner"):
        change_role(member(map, alice), Role.OWNER, by=owner)


@pytest.mark.parametrize("deed", [change_role, remove, transfer], ids=["change a role", "remove", "transfer"])
def test_a_curator_decides_on_nobody(deed: Any, map: Any, maya: Any, alice: Any) -> None:
    with pytest.raises(MayNot):
        deed(member(map, alice), *([Role.VIEWER] if deed is change_role else []), by=maya)


def test_the_owner_cannot_leave(map: Any, owner: Any) -> None:
    with pytest.raises(MayNot, match="Give the map to another member first"):
        leave(map, by=owner)
    assert roles(map, owner) == ["owner"]


def test_whoever_leaves_takes_no_rating_along(map: Any, alice: Any) -> None:
    Rating.objects.create(map=map, rater=alice, value=80, claim=Claim.objects.filter(map=map).first())
    leave(map, by=alice)
    assert roles(map, alice) == [None]
    assert Rating.objects.filter(map=map, rater=alice).exists()


def test_grades_of_evidence_count_while_their_giver_curates(map: Any, owner: Any, alice: Any) -> None:
    evidence = Evidence.objects.filter(map=map).earliest("pk")
    Rating.objects.create(map=map, rater=alice, value=80, evidence=evidence)
    refresh_strengths(map)
    seen = [qualities(map)[evidence.pk]]
    change_role(member(map, alice), Role.CURATOR, by=owner)
    seen.append(qualities(map)[evidence.pk])
    assert recounted(map) == qualities(map)
    change_role(member(map, alice), Role.CONTRIBUTOR, by=owner)
    seen.append(qualities(map)[evidence.pk])
    join(invite(map, Role.CURATOR, by=owner), by=alice)
    seen.append(qualities(map)[evidence.pk])
    leave(map, by=alice)
    seen.append(qualities(map)[evidence.pk])
    join(invite(map, Role.CURATOR, by=owner), by=alice)
    remove(member(map, alice), by=owner)
    seen.append(qualities(map)[evidence.pk])
    join(invite(map, Role.VIEWER, by=owner), by=alice)
    transfer(member(map, alice), by=owner)
    seen.append(qualities(map)[evidence.pk])
    assert seen == [0, 1, 0, 1, 0, 0, 1]
    assert recounted(map) == qualities(map)


def test_whoever_is_removed_does_not_come_back_by_the_link_they_came_by(
    map: Any, owner: Any, carl: Any
) -> None:
    invitation = invite(map, Role.RATER, by=owner)
    join(invitation, by=carl)
    assert remove(member(map, carl), by=owner)
    with pytest.raises(ClaimsError, match="run out"):
        join(invitation, by=carl)
    assert roles(map, carl) == [None]


def test_links_go_with_the_right_to_make_them(map: Any, owner: Any, maya: Any, alice: Any) -> None:
    mine, hers = invite(map, Role.CURATOR, by=owner), invite(map, Role.RATER, by=maya)
    also_mine = invite(map, Role.CONTRIBUTOR, by=owner)

    def open_ones() -> set[Invitation]:
        return set(Invitation.objects.filter(still_open()))

    transfer(member(map, alice), by=owner)
    assert open_ones() == {hers, also_mine}  # as a curator they invite no curator
    change_role(member(map, maya), Role.CONTRIBUTOR, by=alice)
    assert open_ones() == {also_mine}
    leave(map, by=owner)
    assert open_ones() == set()
    assert mine not in open_ones()


def at_once(*deeds: Any) -> list[BaseException | None]:
    """Each in a thread and a connection of its own, all started together; what became of each."""
    ready = Barrier(len(deeds))

    def run(deed: Any) -> None:
        try:
            ready.wait(5)
            deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as threads:
        return [done.exception() for done in [threads.submit(run, deed) for deed in deeds]]


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_of_two_who_are_given_the_map_at_once_one_gets_it(
    map: Any, owner: Any, alice: Any, maya: Any
) -> None:
    for _ in range(5):
        given = [partial(transfer, member(map, one), by=owner) for one in (alice, maya)]
        troubles = at_once(*given)
        assert [type(trouble) for trouble in troubles if trouble] == [MayNot]
        found = roles(map, owner, alice, maya)
        assert (found[0], found.count(Role.OWNER), None in found) == ("curator", 1, False)
        map.refresh_from_db()
        transfer(member(map, owner), by=map.owner)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_whoever_joins_again_while_being_removed_is_out(map: Any, owner: Any, carl: Any) -> None:
    for _ in range(10):
        invitation = invite(map, Role.RATER, by=owner)
        join(invitation, by=carl)
        at_once(partial(remove, member(map, carl), by=owner), partial(join, invitation, by=carl))
        assert roles(map, carl) == [None]


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_no_link_outlives_the_right_to_make_it(map: Any, owner: Any, maya: Any) -> None:
    mayas = member(map, maya)
    for _ in range(10):
        weaken = partial(change_role, mayas, Role.VIEWER, by=owner)
        at_once(weaken, partial(invite, map, Role.RATER, by=maya))
        assert not Invitation.objects.filter(still_open(), by=maya).exists()
        change_role(mayas, Role.CURATOR, by=owner)
