"""Links that let people in: who makes them, what they give, and when they end."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from claims.actions.invitation import InvitationOver, invite, join, revoke
from claims.actions.map import MayNot
from claims.graph.words import Role
from claims.models import ArgumentMap, Invitation, Membership
from claims.permissions import role_on, visible_maps

pytestmark = pytest.mark.django_db


@pytest.fixture
def map(small_map: Any) -> ArgumentMap:
    return small_map(24, visibility="members")


def test_a_link_opens_a_map_that_could_not_be_seen(map: Any, owner: Any, carl: Any) -> None:
    assert map not in visible_maps(carl)
    invitation = invite(map, Role.RATER, note="Class 9b", by=owner)
    assert join(invitation, by=carl) == Role.RATER
    assert map in visible_maps(carl)
    assert invitation.joined.get().user == carl


def test_a_code_cannot_be_guessed(map: Any, owner: Any) -> None:
    codes = {invite(map, Role.VIEWER, by=owner).code for _ in range(50)}
    assert (len(codes), {len(code) for code in codes}) == (50, {43})


@pytest.mark.parametrize("role", [role for role in Role if role != Role.OWNER])
@pytest.mark.parametrize("before", [role for role in Role if role != Role.OWNER])
def test_a_link_makes_nobody_weaker(before: Role, role: Role, map: Any, owner: Any, carl: Any) -> None:
    Membership.objects.create(map=map, user=carl, role=before.value)
    order = list(Role)
    assert join(invite(map, role, by=owner), by=carl) == max(before, role, key=order.index)
    assert Membership.objects.get(map=map, user=carl).role == max(before, role, key=order.index)


def test_a_link_changes_nothing_for_the_owner(map: Any, owner: Any) -> None:
    assert join(invite(map, Role.CURATOR, by=owner), by=owner) == Role.OWNER
    assert not Membership.objects.filter(user=owner).exists()


def test_a_link_ends_in_its_time(map: Any, owner: Any, carl: Any) -> None:
    invitation = invite(map, Role.RATER, lasts=timedelta(days=1), by=owner)
    assert timedelta(hours=23) < invitation.expires - timezone.now() <= timedelta(days=1)
    Invitation.objects.update(expires=timezone.now())
    with pytest.raises(InvitationOver):
        join(invitation, by=carl)
    assert role_on(map, carl) is None


def test_a_link_without_an_end_has_none(map: Any, owner: Any) -> None:
    assert invite(map, Role.RATER, by=owner).expires is None


def test_a_revoked_link_lets_nobody_in_and_nobody_out(map: Any, owner: Any, carl: Any, person: Any) -> None:
    invitation = invite(map, Role.RATER, by=owner)
    join(invitation, by=carl)
    revoke(invitation, by=owner)
    revoked = Invitation.objects.get().revoked
    revoke(invitation, by=owner)
    assert Invitation.objects.get().revoked == revoked
    with pytest.raises(InvitationOver):
        join(invitation, by=person("late"))
    assert role_on(map, carl) == Role.RATER


def test_a_curator_hands_out_no_more_than_contributing(map: Any, maya: Any, owner: Any, alice: Any) -> None:
    assert invite(map, Role.CONTRIBUTOR, by=maya).role == "contributor"
    with pytest.raises(MayNot):
        invite(map, Role.CURATOR, by=maya)
    with pytest.raises(MayNot):
        revoke(invite(map, Role.CURATOR, by=owner), by=maya)
    with pytest.raises(MayNot):
        invite(map, Role.VIEWER, by=alice)
    with pytest.raises(MayNot):
        invite(map, Role.OWNER, by=owner)
