"""`send_digest`: one mail for each person who wants it, about what they have not read."""

import smtplib
from collections.abc import Callable
from contextlib import suppress
from io import StringIO
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command

from claims.actions.comment import say, withdraw_comment
from claims.actions.notification import Wanted, choose, mark_read
from claims.forms.notification import KINDS
from claims.models import Claim, Notification

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(settings: Any) -> None:
    settings.SITE_URL = "https://maps.example"
    settings.DEFAULT_FROM_EMAIL = "maps@maps.example"


@pytest.fixture
def claim(small_map: Any) -> Claim:
    return small_map(24).claim_set.earliest("pk")


@pytest.fixture
def wants(claim: Claim) -> Callable[..., None]:
    """`wants(maya, "maya@a.example")`: all of it by mail, and may be named on the map."""

    def choose_all(person: Any, email: str) -> None:
        choose({kind: Wanted(by_mail=True) for kind in KINDS}, email=email, by=person)
        claim.map.memberships.get_or_create(user=person, defaults={"role": "rater"})

    return choose_all


def run() -> str:
    out = StringIO()
    call_command("send_digest", stdout=out)
    return out.getvalue()


def test_a_mail_says_what_happened_where_and_how_to_switch_it_off(
    claim: Claim, alice: Any, maya: Any, wants: Any
) -> None:
    wants(maya, "maya@a.example")
    Claim.objects.filter(pk=claim.pk).update(text="<b>Oil & gas</b>")
    claim.refresh_from_db()
    comment = say(claim, "A secret word, @maya", by=alice)
    assert run() == "Mailed maya: 1.\n"
    [sent] = mail.outbox
    assert (sent.to, sent.from_email) == (["maya@a.example"], "maps@maps.example")
    assert sent.subject == "argmap: 1 notification"
    assert sent.body == (
        "Hello maya,\n\n"
        "this happened since the last mail, and you have not read it yet:\n\n"
        "- alice mentioned you in the talk about “<b>Oil & gas</b>”\n"
        f"  Small map, {comment.at.day} {comment.at:%B %Y}\n"
        f"  https://maps.example{comment.get_absolute_url()}\n\n"
        "You get this mail because you chose to. To switch it off, or to choose what is in it:\n"
        "https://maps.example/notifications/choices/\n"
    )


def test_nothing_is_mailed_twice_and_nothing_that_was_read(
    claim: Claim, alice: Any, maya: Any, wants: Any
) -> None:
    wants(maya, "maya@a.example")
    say(claim, "@maya one", by=alice)
    run()
    assert run() == ""
    say(claim, "@maya two", by=alice)
    mark_read(by=maya)
    assert run() == ""
    say(claim, "@maya three", by=alice)
    run()
    assert [message.subject for message in mail.outbox] == ["argmap: 1 notification"] * 2


def test_who_did_not_choose_it_or_has_no_address_or_has_left_gets_none(
    claim: Claim, alice: Any, maya: Any, owner: Any, carl: Any, wants: Any
) -> None:
    wants(owner, "")
    wants(carl, "carl@a.example")
    say(claim, "@maya @owner @carl", by=alice)
    carl.is_active = False
    carl.save()
    assert run() == ""
    assert mail.outbox == []


def test_only_the_kinds_that_were_chosen_are_mailed_though_they_are_not_shown(
    claim: Claim, alice: Any, maya: Any, small_map: Any
) -> None:
    kinds = list(KINDS)
    choose({kinds[0]: Wanted(on_page=False, by_mail=True)}, email="maya@a.example", by=maya)
    claim.created_by = maya
    claim.save()
    say(claim, "A comment", by=alice)
    say(claim, "And to @maya", by=alice)
    assert run() == "Mailed maya: 1.\n"
    assert "mentioned you" in mail.outbox[0].body


def test_what_its_reader_may_no_longer_see_is_not_mailed(
    claim: Claim, alice: Any, maya: Any, wants: Any
) -> None:
    wants(maya, "maya@a.example")
    withdraw_comment(say(claim, "@maya", by=alice), by=alice)
    assert run() == ""


def test_a_long_list_is_cut_and_says_so(claim: Claim, alice: Any, maya: Any, wants: Any) -> None:
    wants(maya, "maya@a.example")
    row = {"to": maya, "kind": "comment", "map": claim.map, "claim": claim, "by": alice}
    Notification.objects.bulk_create(Notification(**row) for _ in range(130))
    assert run() == "Mailed maya: 130.\n"
    body = mail.outbox[0].body
    assert body.count("alice commented") == 100
    assert "And 30 more:\nhttps://maps.example/notifications/\n" in body
    assert run() == ""


class Picky(EmailBackend):
    """A server that does not take mail for carl."""

    def send_messages(self, messages: Any) -> int:
        if messages[0].to == ["carl@a.example"]:
            raise smtplib.SMTPRecipientsRefused({"carl@a.example": (550, b"no such person")})
        return super().send_messages(messages)


class Gone(BaseEmailBackend):
    """A server that is not there."""

    def send_messages(self, messages: Any) -> int:
        raise ConnectionRefusedError(111, "Connection refused")


def test_an_address_that_fails_stops_nobody_else_and_is_tried_again(
    claim: Claim, alice: Any, maya: Any, owner: Any, carl: Any, wants: Any, settings: Any, capsys: Any
) -> None:
    for person in (maya, carl, owner):
        wants(person, f"{person.username}@a.example")
    say(claim, "@maya @carl @owner", by=alice)
    settings.MAILERS = {"default": {"BACKEND": f"{__name__}.Picky"}}
    with pytest.raises(SystemExit) as stopped:
        run()
    assert stopped.value.code == 1
    assert "These people could not be mailed: carl (" in capsys.readouterr().err
    assert sorted(message.to for message in mail.outbox) == [["maya@a.example"], ["owner@a.example"]]
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
    assert run() == "Mailed carl: 1.\n"


@pytest.mark.parametrize("address", ["maya", "maya@a.example\nBcc: all@a.example", "mäyä@a.example"])
def test_an_odd_address_that_came_in_by_another_door_stops_nobody(
    claim: Claim, alice: Any, maya: Any, owner: Any, wants: Any, address: str
) -> None:
    wants(maya, address)
    wants(owner, "owner@a.example")
    say(claim, "@maya @owner", by=alice)
    with suppress(SystemExit):
        run()
    assert ["owner@a.example"] in [message.to for message in mail.outbox]
    assert not any("Bcc" in str(message.message()) for message in mail.outbox)


def test_a_server_that_is_not_there_is_told_in_a_sentence_and_nothing_counts_as_mailed(
    claim: Claim, alice: Any, maya: Any, wants: Any, settings: Any, capsys: Any
) -> None:
    wants(maya, "maya@a.example")
    say(claim, "@maya", by=alice)
    settings.MAILERS = {"default": {"BACKEND": f"{__name__}.Gone"}}
    with pytest.raises(SystemExit) as stopped:
        run()
    assert stopped.value.code == 1
    assert "The mail server cannot be reached" in capsys.readouterr().err
    assert Notification.objects.filter(mailed=None).count() == 1
