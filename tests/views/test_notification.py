"""What people were told: the page of it, the number in the frame, and what they choose."""

import re
from html import unescape
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims.actions.comment import say, withdraw_comment
from claims.actions.notification import notify
from claims.graph.words import NotificationKind
from claims.models import ArgumentMap, Claim, Notification, NotificationChoice

pytestmark = pytest.mark.django_db
LIST, COUNT, CHOICES = "/notifications/", "/notifications/count/", "/notifications/choices/"
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def claim(small_map: Any) -> Claim:
    return small_map(24).claim_set.earliest("pk")


def words(response: Any) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())))


def rows(response: Any) -> list[int]:
    return [
        int(pk)
        for pk in re.findall(
            r'<li class="notification[^"]*" id="notification-(\d+)"', response.content.decode()
        )
    ]


def tell(person: Any, claim: Claim, by: Any, times: int = 1) -> list[Notification]:
    row = {"to": person, "kind": "comment", "map": claim.map, "claim": claim, "by": by}
    return Notification.objects.bulk_create(Notification(**row) for _ in range(times))


# Reading


def test_each_says_who_did_what_where_and_leads_there(
    claim: Claim, alice: Any, maya: Any, as_person: Any
) -> None:
    everyone = type(maya).objects.filter(pk=maya.pk)
    comment = say(claim, "@maya", by=alice)
    for kind in (NotificationKind.REWORDED, NotificationKind.REASON):
        notify(kind, everyone, claim=claim, by=alice)
    notify(NotificationKind.COMMENT, everyone, claim=claim, by=alice)
    notify(NotificationKind.ANSWER, everyone, claim=claim, by=alice)
    page = as_person(maya).get(LIST).content.decode()
    links = [
        (unescape(text), href)
        for href, text in re.findall(r'<a href="([^"]+)" id="told-\d+">([^<]+)</a>', page)
    ]
    about, there = claim.text, claim.get_absolute_url()
    assert links == [
        (f"alice answered in a talk you are in, about “{about}”", there),
        (f"alice commented on a claim you brought: “{about}”", there),
        (f"alice brought a new reason that bears on your claim “{about}”", there),
        (f"alice reworded a claim you rated or brought. It now says “{about}”", there),
        (f"alice mentioned you in the talk about “{about}”", comment.get_absolute_url()),
    ]


def test_unread_ones_come_first_and_then_the_newest(
    claim: Claim, alice: Any, maya: Any, as_person: Any
) -> None:
    one, two, three = tell(maya, claim, alice, 3)
    Notification.objects.filter(pk=three.pk).update(read=three.at)
    assert rows(as_person(maya).get(LIST)) == [two.pk, one.pk, three.pk]


def test_one_page_holds_fifty(claim: Claim, alice: Any, maya: Any, as_person: Any) -> None:
    pks = [one.pk for one in tell(maya, claim, alice, 60)]
    assert rows(as_person(maya).get(LIST)) == pks[:9:-1]
    assert rows(as_person(maya).get(f"{LIST}?page=2")) == pks[9::-1]


def test_everyone_sees_their_own_alone(
    claim: Claim, alice: Any, maya: Any, as_person: Any, client: Client
) -> None:
    [one] = tell(maya, claim, alice)
    assert rows(as_person(alice).get(LIST)) == []
    assert as_person(alice).post(LIST, {"notification": one.pk}, **HTMX).status_code == 404
    assert client.get(LIST).headers["Location"] == f"/accounts/login/?next={LIST}"
    one.refresh_from_db()
    assert one.read is None


def test_what_one_may_not_see_any_more_is_not_told(
    claim: Claim, alice: Any, maya: Any, carl: Any, as_person: Any
) -> None:
    reader = as_person(carl)
    say(claim, "Here I am", by=carl)
    comment = say(claim, "@carl", by=alice)
    tell(carl, claim, alice)
    assert len(rows(reader.get(LIST))) == 2
    withdraw_comment(comment, by=alice)
    assert len(rows(reader.get(LIST))) == 1
    Claim.objects.filter(pk=claim.pk).update(state="withdrawn")
    assert rows(reader.get(LIST)) == []
    Claim.objects.filter(pk=claim.pk).update(state="open")
    ArgumentMap.objects.update(visibility="members")
    page = reader.get(LIST)
    assert rows(page) == []
    assert claim.map.title not in words(page)
    assert reader.get(COUNT).status_code == 204


def test_the_page_asks_as_often_however_many_there_are(
    claim: Claim, alice: Any, maya: Any, as_person: Any
) -> None:
    reader, asked = as_person(maya), []
    for times in (2, 198):
        tell(maya, claim, alice, times)
        cache.clear()
        with CaptureQueriesContext(connection) as found:
            reader.get(LIST)
        asked.append(len(found))
    assert asked[0] == asked[1] <= 12


# The number in the frame


def test_the_frame_fetches_the_number_for_those_signed_in(
    claim: Claim, alice: Any, maya: Any, as_person: Any, client: Client
) -> None:
    tell(maya, claim, alice, 3)
    page = as_person(maya).get("/maps/").content.decode()
    assert f'<span id="notification-count" hx-get="{COUNT}" hx-trigger="load"></span>' in page
    count = as_person(maya).get(COUNT)
    assert words(count).split() == ["(3", "unread", ")"]
    assert "no-store" in count.headers["Cache-Control"]
    assert b"notification-count" not in client.get("/maps/").content
    assert client.get(COUNT).status_code == 204
    assert as_person(alice).get(COUNT).status_code == 204


# Marking


def test_one_is_marked_as_read_where_it_stands(claim: Claim, alice: Any, maya: Any, as_person: Any) -> None:
    one, two = tell(maya, claim, alice, 2)
    answer = as_person(maya).post(LIST, {"notification": one.pk}, **HTMX)
    assert (answer.status_code, rows(answer)) == (200, [one.pk])
    assert "(1 unread )" in words(answer)
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.read is not None, two.read) == (True, None)
    answer = as_person(maya).post(LIST, {"notification": two.pk}, **HTMX)
    assert "unread" not in words(answer)


def test_all_are_marked_as_read(claim: Claim, alice: Any, maya: Any, as_person: Any) -> None:
    tell(maya, claim, alice, 60)
    answer = as_person(maya).post(LIST)
    assert (answer.status_code, answer.headers["Location"]) == (303, LIST)
    assert not Notification.objects.filter(read=None).exists()


@pytest.mark.parametrize("odd", ["", "x", "99999999999999999999"])
def test_an_odd_number_marks_nothing(claim: Claim, alice: Any, maya: Any, as_person: Any, odd: str) -> None:
    tell(maya, claim, alice)
    assert as_person(maya).post(LIST, {"notification": odd}).status_code == 303
    assert Notification.objects.filter(read=None).count() == 1


# Choosing


def test_until_one_chooses_all_is_shown_and_nothing_mailed(alice: Any, as_person: Any) -> None:
    page = as_person(alice).get(CHOICES).content.decode()
    assert len(re.findall(r'type="checkbox"[^>]*name="\w+-page"|name="\w+-page"[^>]*checked', page)) >= 5
    assert not re.search(r'name="\w+-mail"[^>]*checked', page)


def test_what_was_chosen_holds(claim: Claim, alice: Any, maya: Any, as_person: Any) -> None:
    reader = as_person(maya)
    sent = {"mention-page": "on", "comment-mail": "on", "email": "maya@maps.example"}
    assert reader.post(CHOICES, sent).status_code == 303
    chosen = {c.kind: (c.on_page, c.by_mail) for c in NotificationChoice.objects.filter(user=maya)}
    nothing = (False, False)
    assert chosen == {
        "mention": (True, False), "answer": nothing, "comment": (False, True),
        "reworded": nothing, "reason": nothing,
    }  # fmt: skip
    maya.refresh_from_db()
    assert maya.email == "maya@maps.example"
    assert 'value="maya@maps.example"' in reader.get(CHOICES).content.decode()
    tell(maya, claim, alice)  # a comment: wanted by mail, not on the page
    assert rows(reader.get(LIST)) == []
    assert reader.get(COUNT).status_code == 204
    reader.post(CHOICES, {**sent, "comment-page": "on"})
    assert len(rows(reader.get(LIST))) == 1


@pytest.mark.parametrize(
    ("email", "sentence"),
    [("", "Where should the mail go? Give an address."), ("maya", "This is no e-mail address")],
)
def test_mail_takes_an_address(alice: Any, as_person: Any, email: str, sentence: str) -> None:
    refused = as_person(alice).post(CHOICES, {"mention-mail": "on", "email": email})
    assert refused.status_code == 422
    assert sentence in words(refused)
    assert re.search(r'name="mention-mail"[^>]*checked', refused.content.decode())
    assert not NotificationChoice.objects.exists()
