"""Whose ratings an answer counts is said by its address, and a group's are for those who may see it."""

import pytest

from claims.actions.rating import rate
from claims.actions.strength import refresh_strengths
from claims.models import ArgumentMap, Group, GroupMember
from tests.arguing import Argument

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(person, alice):
    """Six rate it high. Alice rates it low; of the class “hers” two others have not rated it."""
    argument = Argument(ArgumentMap.objects.create(slug="argued", title="Argued"))
    claim = argument.thesis("Point")
    people = [person(f"rater-{n}") for n in range(6)]
    argument.rated(people, 90, claim)
    rate(claim, 0, by=alice)
    idle = [person("idle-1"), person("idle-2")]
    for slug, members in (("hers", [alice, *idle]), ("theirs", people)):
        group = Group.objects.create(map=argument.map, slug=slug, name=slug)
        for member in members:
            GroupMember.objects.create(group=group, user=member, pseudonym=member.username)
    refresh_strengths(argument.map)
    return claim


def strength(client, claim, audience=""):
    answer = client.get(f"/api/v1/claims/{claim.pk}/?audience={audience}")
    assert answer.status_code == 200
    return answer.json()["strength"]


def test_one_may_ask_for_ones_own_numbers(client, as_person, alice, claim):
    mine = strength(as_person(alice), claim, "me")
    assert (mine["state"], mine["n"], mine["value"]) == ("own", 1, pytest.approx(100 * 250 / 600))
    assert strength(client, claim, "me") == strength(client, claim)


def test_a_groups_numbers_are_for_its_members(client, as_person, alice, claim):
    everyone = strength(client, claim)
    assert everyone["n"] == 7
    assert strength(as_person(alice), claim, "hers")["n"] == 1
    assert strength(as_person(alice), claim, "theirs") == everyone
    assert strength(client, claim, "hers") == everyone
