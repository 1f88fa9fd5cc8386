"""A map under one reader's own ratings alone, and under a group's."""

import pytest
from django.contrib.auth.models import AnonymousUser

from claims.actions.rating import rate
from claims.actions.strength import refresh_strengths
from claims.credibility import evaluate
from claims.models import ArgumentMap, Claim, Group, GroupMember, Membership, Rating, Score
from claims.permissions import groups_seen, role_on
from claims.queries.audience import EVERYONE, WITHOUT_EXAMPLE, alone, audience_for, audience_of
from claims.queries.graph import load_basis
from claims.queries.part import read_part
from claims.queries.rating import as_seen_by, veil_for, veiled
from claims.queries.whole import read_map
from tests.arguing import Argument

pytestmark = pytest.mark.django_db


@pytest.fixture
def argument(person, alice):
    argument = Argument(ArgumentMap.objects.create(slug="argued", title="Argued", evidence_raters="curators"))
    argument.point = argument.thesis("Point")
    argument.reason = argument.claim("Reason")
    argument.proof = argument.evidence("Proof")
    argument.step = argument.supports(argument.reason, argument.point)
    argument.ground = argument.supports(argument.proof, argument.reason)
    argument.people = [person(f"rater-{n}") for n in range(6)]
    argument.rated(argument.people, 25, argument.point, argument.reason, argument.step)
    rate(argument.reason, 100, by=alice)
    rate(argument.proof, 100, by=alice)
    return argument


def strengths(reading):
    return {claim.uid: claim.strength for claim in reading.claims.values()}


def test_my_numbers_are_what_the_engine_makes_of_my_ratings_alone(argument, alice):
    mine = alone(alice.pk, EVERYONE)
    counted = evaluate(load_basis(argument.map, mine).graph).by_id
    found = strengths(as_seen_by(alice, read_map(argument.map, mine)))
    assert {uid: strength.value for uid, strength in found.items()} == pytest.approx(
        {
            "Point": 100 * counted[f"c{argument.point.pk}"],
            "Reason": 100 * counted[f"c{argument.reason.pk}"],
        }
    )
    assert (found["Reason"].state, found["Point"].state) == ("own", "carried")


def test_everyones_number_stands_beside_mine(argument, alice):
    everyone = Score.objects.get(claim=argument.reason, audience="everyone").strength
    found = strengths(as_seen_by(alice, read_map(argument.map, alone(alice.pk, EVERYONE))))
    assert found["Reason"].beside == pytest.approx(100 * everyone)


def test_my_grade_of_evidence_counts_for_me_where_curators_grades_count_for_everyone(argument, alice):
    found = as_seen_by(alice, read_map(argument.map, alone(alice.pk, EVERYONE))).evidence[argument.proof.pk]
    assert (found.strength.state, found.strength.value) == ("own", 75)


@pytest.mark.parametrize("hides", [False, True])
def test_a_part_of_a_map_shows_my_numbers_as_the_whole_does(five_articles, alice, hides):
    map = five_articles
    map.hide_until_rated = hides
    for claim in Claim.objects.filter(map=map).order_by("pk")[::3]:
        Rating.objects.create(map=map, rater=alice, claim=claim, value=90)
    refresh_strengths(map)
    audience = EVERYONE if hides else alone(alice.pk, EVERYONE)
    veil = veil_for(map, alice, audience)
    whole = veiled(read_map(map, audience), veil)
    for claim in Claim.objects.filter(map=map, theses__isnull=False)[::4]:
        part = veiled(read_part(map, audience, claim.pk).reading, veil)
        assert part.claims[claim.pk].strength == whole.claims[claim.pk].strength
        assert {pk: row.relevance for pk, row in part.relations.items()} == {
            pk: whole.relations[pk].relevance for pk in part.relations
        }


def test_until_i_have_rated_a_thing_its_number_comes_from_my_other_ratings(argument, alice):
    argument.map.hide_until_rated = True
    found = strengths(as_seen_by(alice, read_map(argument.map, EVERYONE)))
    assert (found["Point"].state, found["Point"].veiled, found["Point"].n) == ("carried", True, 0)
    assert (found["Reason"].state, found["Reason"].n) == ("rated", 7)
    before = found["Point"]
    Rating.objects.filter(claim=argument.point).update(value=99)
    Rating.objects.filter(rater__in=argument.people, claim=argument.reason).update(value=99)
    refresh_strengths(argument.map)
    assert strengths(as_seen_by(alice, read_map(argument.map, EVERYONE)))["Point"] == before


@pytest.fixture
def groups(argument, person, alice):
    """The example class, a class with Alice in it, and one without."""
    names = {"example": True, "hers": False, "theirs": False}
    made = {
        slug: Group.objects.create(map=argument.map, slug=slug, name=slug, is_example=is_example)
        for slug, is_example in names.items()
    }
    members = {"hers": [alice, *argument.people[1:3]], "theirs": argument.people[:3]}
    for slug, people in members.items():
        for person in people:
            GroupMember.objects.create(group=made[slug], user=person, pseudonym=person.username)
    return made


def seen(map, user):
    return [group.slug for group in groups_seen(ArgumentMap.objects.get(pk=map.pk), user)]


def test_a_groups_numbers_are_its_members_the_curators_and_of_the_example_class_everyones(
    argument, groups, alice, maya, carl
):
    Membership.objects.create(map=argument.map, user=maya, role="curator")
    Membership.objects.create(map=argument.map, user=carl, role="rater")
    assert seen(argument.map, AnonymousUser()) == ["example"]
    assert seen(argument.map, carl) == ["example"]
    assert seen(argument.map, alice) == ["example", "hers"]
    assert seen(argument.map, maya) == ["example", "hers", "theirs"]


def test_a_group_of_two_has_no_numbers_they_would_be_somebodys(argument, groups, alice):
    groups["hers"].members.exclude(user=alice).first().delete()
    assert seen(argument.map, alice) == ["example"]


def test_where_numbers_are_kept_back_no_group_is_set_against_everyone(argument, groups, alice):
    """What everyone gave less what a group gave is what the others gave, who may be one."""
    argument.map.fewest_raters = 2
    mine = groups_seen(argument.map, alice)
    for asked, example in (("hers", True), ("everyone", False), ("example", True)):
        assert audience_for(argument.map, asked, mine, alice, example=example) == EVERYONE
    assert audience_for(argument.map, "me", mine, alice, example=True) == alone(alice.pk, EVERYONE)


def test_reading_the_groups_reads_the_role(argument, groups, maya, django_assert_num_queries):
    Membership.objects.create(map=argument.map, user=maya, role="curator")
    map = ArgumentMap.objects.get(pk=argument.map.pk)
    with django_assert_num_queries(1):
        groups_seen(map, maya)
        assert role_on(map, maya) == "curator"


def test_whose_ratings_count_is_asked_by_name(argument, groups, alice):
    mine = groups_seen(argument.map, alice)

    def asked(name, *, example=True, user=alice):
        return audience_for(argument.map, name, mine, user, example=example)

    assert asked("everyone") == EVERYONE
    assert asked("everyone", example=False) == WITHOUT_EXAMPLE
    assert asked("hers") == audience_of(groups["hers"])
    assert asked("theirs") == EVERYONE
    assert asked("me", example=False) == alone(alice.pk, WITHOUT_EXAMPLE)
    assert asked("me", user=AnonymousUser()) == EVERYONE


def test_a_page_under_a_groups_ratings_shows_the_groups_numbers(argument, groups, alice, as_person):
    refresh_strengths(argument.map)
    reader = as_person(alice)
    page = reader.get(f"/claims/{argument.reason.pk}/?audience=hers").content.decode()
    assert "comes from the ratings of <b>hers</b> alone" in page
    again = reader.get(f"/claims/{argument.reason.pk}/").content.decode()
    assert "comes from the ratings of <b>hers</b> alone" in again
    theirs = reader.get(f"/claims/{argument.reason.pk}/?audience=theirs").content.decode()
    assert ">theirs<" not in theirs
