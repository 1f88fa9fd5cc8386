"""The members' page: who sees it, what stands on it for whom, and how refusals are told."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.utils import timezone

from claims.models import ArgumentMap, Invitation, Membership

pytestmark = pytest.mark.django_db


def words(answer):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", answer.content.decode())))


@pytest.fixture
def map(small_map, alice):
    """Public, and Alice contributes to it."""
    map = small_map(24)
    Membership.objects.create(map=map, user=alice, role="contributor")
    return map


def test_names_are_on_no_page_of_a_public_map_for_those_who_are_no_members(map, as_person, carl, client):
    for reader in (client, as_person(carl)):
        assert reader.get(f"/maps/{map.slug}/members/").status_code == 404
        for address in (map.get_absolute_url(), f"/maps/{map.slug}/outline/"):
            assert "maya" not in words(reader.get(address))


def test_each_tab_is_there_for_those_who_may_open_it(map, as_person, owner, alice, carl, client):
    pages = ["", "outline/", "compare/", "articles/article-1/"]
    for reader, tabs in (
        (as_person(owner), {"members", "settings"}),
        (as_person(alice), {"members"}),
        (as_person(carl), set()),
        (client, set()),
    ):  # whoever comes first fills what is kept of the page for the next
        for page in pages:
            html = reader.get(f"/maps/{map.slug}/{page}").content.decode()
            assert set(re.findall(rf'href="/maps/{map.slug}/(members|settings)/"', html)) == tabs


def test_members_stand_strongest_first_and_know_themselves(map, as_person, alice, person):
    Membership.objects.create(map=map, user=person("Abel"), role="viewer")
    page = as_person(alice).get(f"/maps/{map.slug}/members/")
    names = re.findall(r"<b>(\w+)</b>", page.content.decode())
    assert names == ["owner", "maya", "alice", "Abel"]
    assert "alice (you)" in words(page)
    assert "<select" not in page.content.decode()


def test_links_are_shown_to_those_who_could_have_made_them(map, as_person, owner, maya, alice):
    made = {role: Invitation.objects.create(map=map, by=owner, role=role) for role in ("rater", "curator")}
    for person, seen in ((owner, {"rater", "curator"}), (maya, {"rater"}), (alice, set())):
        page = as_person(person).get(f"/maps/{map.slug}/members/").content.decode()
        assert {role for role, invitation in made.items() if invitation.code in page} == seen
    Invitation.objects.filter(role="rater").update(expires=timezone.now())
    Invitation.objects.filter(role="curator").update(revoked=timezone.now())
    page = as_person(owner).get(f"/maps/{map.slug}/members/").content.decode()
    assert "There is no open invitation." in page
    assert not any(invitation.code in page for invitation in made.values())


def test_a_link_is_made_as_it_was_asked_for(map, as_person, maya):
    asked = {"role": "rater", "note": "Class 9b", "lasts": "month"}
    answer = as_person(maya).post(f"/maps/{map.slug}/invitations/", asked, follow=True)
    made = Invitation.objects.get()
    assert answer.redirect_chain == [(f"/maps/{map.slug}/members/#invitation-{made.pk}", 303)]
    assert (made.role, made.note, made.by) == ("rater", "Class 9b", maya)
    assert timedelta(days=29) < made.expires - timezone.now() < timedelta(days=31)
    assert f'value="http://testserver/invitations/{made.code}/"' in answer.content.decode()


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"role": "curator", "note": "Kept", "lasts": "week"}, "Choose one of the roles."),
        ({"role": "owner", "note": "Kept", "lasts": "week"}, "Choose one of the roles."),
        ({"note": "Kept", "lasts": "week"}, "Choose one of the roles."),
        ({"role": "rater", "note": "Kept" * 31, "lasts": "week"}, "longer than 120 characters"),
        ({"role": "rater", "note": "Kept", "lasts": "a century"}, "Choose one of the four."),
    ],
)
def test_a_link_that_cannot_be_made_is_refused_with_what_was_typed(asked, sentence, map, as_person, maya):
    answer = as_person(maya).post(f"/maps/{map.slug}/invitations/", asked)
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert f'value="{asked["note"]}"' in answer.content.decode()
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(
    ("data", "sentence"), [({}, "Choose one of the roles."), ({"role": "owner"}, "Choose one of the roles.")]
)
def test_a_role_that_is_none_changes_nothing(data, sentence, map, as_person, owner, alice):
    pk = Membership.objects.get(user=alice).pk
    answer = as_person(owner).post(f"/maps/{map.slug}/members/{pk}/role/", data)
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert Membership.objects.get(user=alice).role == "contributor"


@pytest.mark.parametrize("deed", ["role", "removal"])
def test_whoever_is_gone_already_is_told_to_be_so(deed, map, as_person, owner, small_map, alice):
    elsewhere = Membership.objects.create(map=small_map(24, slug="other"), user=alice, role="rater")
    for pk in (elsewhere.pk, 10**9):
        answer = as_person(owner).post(f"/maps/{map.slug}/members/{pk}/{deed}/", {"role": "curator"})
        assert answer.status_code == 422
        assert "This person is not a member of the map any more." in words(answer)
    assert Membership.objects.get(pk=elsewhere.pk).role == "rater"


def test_removing_says_which_link_was_called_back_with_it(map, as_person, owner, carl, alice):
    invitation = Invitation.objects.create(map=map, by=owner, role="rater", note="Carl's")
    came = Membership.objects.create(map=map, user=carl, role="rater", invitation=invitation)
    reader = as_person(owner)
    page = reader.get(f"/maps/{map.slug}/members/")
    assert "came by the link “Carl's”" in words(page)
    assert "Came by it: carl" in words(page)
    told = words(reader.post(f"/maps/{map.slug}/members/{came.pk}/removal/", follow=True))
    assert "carl is not a member any more." in told
    assert "The link they came by lets nobody in any more." in told
    pk = Membership.objects.get(user=alice).pk
    assert "The link they came by lets" not in words(
        reader.post(f"/maps/{map.slug}/members/{pk}/removal/", follow=True)
    )


def test_an_invitation_is_revoked_on_its_own_map_alone(map, as_person, owner, small_map, carl):
    elsewhere = Invitation.objects.create(
        map=ArgumentMap.objects.create(slug="carls", title="Carl's", owner=carl), role="viewer"
    )
    answer = as_person(owner).post(f"/maps/{map.slug}/invitations/{elsewhere.pk}/revoke/")
    assert answer.status_code == 404
    assert Invitation.objects.get(pk=elsewhere.pk).revoked is None


def test_the_owner_is_told_how_to_leave(map, as_person, owner):
    for answer in (
        as_person(owner).get(f"/maps/{map.slug}/members/leave/"),
        as_person(owner).post(f"/maps/{map.slug}/members/leave/"),
    ):
        assert "Give it to another member first; then you can leave." in words(answer)
    map.refresh_from_db()
    assert map.owner == owner


def test_a_map_is_given_away_with_its_title_typed_out(map, as_person, owner, alice, carl):
    reader, address = as_person(owner), f"/maps/{map.slug}/owner/"
    member = Membership.objects.get(user=alice).pk
    for data in (
        {"member": member, "title": "Small"},
        {"member": member},
        {"title": map.title},
        {"member": 10**9},
    ):
        answer = reader.post(address, data)
        assert answer.status_code == 422
        assert "Nothing was changed." in words(answer)
    elsewhere = ArgumentMap.objects.create(slug="carls", title="Carl's", owner=carl)
    foreign = Membership.objects.create(map=elsewhere, user=carl.__class__.objects.create(username="x"))
    assert reader.post(address, {"member": foreign.pk, "title": map.title}).status_code == 422
    assert reader.post(address, {"member": member, "title": map.title}).status_code == 303
    map.refresh_from_db()
    assert map.owner == alice
    assert reader.get(address).status_code == 403


def test_with_nobody_to_give_it_to_the_owner_is_told_to_invite(as_person, owner):
    map = ArgumentMap.objects.create(slug="alone", title="Alone", owner=owner)
    assert "Invite somebody first." in words(as_person(owner).get(f"/maps/{map.slug}/owner/"))


def test_who_may_not_is_told_why(map, as_person, maya, client):
    page = words(as_person(maya).get(f"/maps/{map.slug}/settings/"))
    assert "Only the owner of this map changes its settings." in page
    signed_out = client.get(f"/maps/{map.slug}/settings/")
    assert "Sign in and try again." in words(signed_out)
    assert f"/accounts/login/?next=/maps/{map.slug}/settings/" in signed_out.content.decode()
