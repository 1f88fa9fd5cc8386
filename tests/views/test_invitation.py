"""What a link says to whoever opens it."""

import re
from html import unescape

import pytest
from django.utils import timezone

from claims.models import Invitation, Membership

pytestmark = pytest.mark.django_db


def words(answer):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", answer.content.decode())))


@pytest.fixture
def invitation(small_map, maya):
    map = small_map(24, visibility="members", title="A quiet matter", summary="What it is about.")
    return Invitation.objects.create(map=map, by=maya, role="rater", note="For the quiet ones")


def address(invitation):
    return f"/invitations/{invitation.code}/"


def test_a_link_says_which_map_who_invites_and_as_what(invitation, client):
    page = client.get(address(invitation))
    for said in ("A quiet matter", "What it is about.", "maya invites you", "You would join as rater."):
        assert said in words(page)
    assert "For the quiet ones" not in words(page)
    assert f"/accounts/login/?next={address(invitation)}" in page.content.decode()
    assert f"/accounts/signup/?next={address(invitation)}" in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]


def test_looking_is_not_joining(invitation, as_person, carl):
    reader = as_person(carl)
    reader.get(address(invitation))
    assert not Membership.objects.filter(user=carl).exists()
    assert reader.get(invitation.map.get_absolute_url()).status_code == 404
    assert reader.post(address(invitation)).url == invitation.map.get_absolute_url()
    assert reader.get(invitation.map.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("closed", ["expires", "revoked"])
def test_a_link_that_is_over_tells_nothing(closed, invitation, as_person, carl):
    Invitation.objects.update(**{closed: timezone.now()})
    for answer in (as_person(carl).get(address(invitation)), as_person(carl).post(address(invitation))):
        assert answer.status_code == 404
        assert "This invitation does not work any more" in words(answer)
        assert not re.search("quiet|maya|rater", words(answer))
    assert not Membership.objects.filter(user=carl).exists()


@pytest.mark.parametrize("wrong", ["lower", "shorter", "longer", "empty"])
def test_a_code_that_is_nearly_right_is_wrong(wrong, invitation, client):
    Invitation.objects.update(code="Ab" * 21 + "c")
    code = {"lower": "ab" * 21 + "c", "shorter": "Ab" * 21, "longer": "Ab" * 21 + "cc", "empty": "%"}[wrong]
    answer = client.get(f"/invitations/{code}/")
    assert answer.status_code == 404
    assert "There is nothing here" in words(answer)


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ("viewer", "You belong to it as viewer. With this link you become rater."),
        ("rater", "You belong to it already, as rater."),
        ("curator", "You belong to it already, as curator."),
    ],
)
def test_members_are_told_what_the_link_changes(before, said, invitation, as_person, carl):
    Membership.objects.create(map=invitation.map, user=carl, role=before)
    page = words(as_person(carl).get(address(invitation)))
    assert said in page
    assert ("Accept" in page) == (before == "viewer")


def test_the_owner_is_told_that_it_is_theirs(invitation, as_person, owner):
    assert "You own this map." in words(as_person(owner).get(address(invitation)))


def test_a_link_whose_maker_is_gone_still_says_what_it_is(invitation, client, maya):
    Invitation.objects.update(by=None)
    assert "You are invited to a map" in words(client.get(address(invitation)))
