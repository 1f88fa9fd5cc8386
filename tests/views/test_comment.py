"""The talk about a claim, as pages show it and take it."""

import re
from html import unescape
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims.actions.comment import resolve, say, withdraw_comment
from claims.models import Claim, Comment

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def claim(small_map: Any) -> Claim:
    return small_map(24).claim_set.earliest("pk")


@pytest.fixture
def address(claim: Claim) -> str:
    return f"/claims/{claim.pk}/talk/"


def words(response: Any) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())))


def shown(response: Any) -> list[int]:
    """The comments on the page, in turn."""
    return [
        int(pk)
        for pk in re.findall(r'<article class="comment" id="comment-(\d+)"', response.content.decode())
    ]


def typed(response: Any, id: str) -> str:
    found = re.search(rf'<textarea [^>]*id="text-{id}"[^>]*>\n?([^<]*)<', response.content.decode())
    assert found is not None
    return unescape(found[1])


# Reading


def test_a_claims_page_fetches_its_talk_when_a_reader_gets_there(
    claim: Claim, address: str, client: Client
) -> None:
    page = client.get(claim.get_absolute_url()).content.decode()
    assert f'id="talk" aria-labelledby="h-talk" hx-get="{address}" hx-trigger="revealed once"' in page
    assert f'<a href="{address}">' in page


def test_threads_stand_in_turn_with_their_answers_below_them(
    claim: Claim, address: str, client: Client, alice: Any, carl: Any
) -> None:
    one = say(claim, "First **thread**", by=alice)
    two = say(claim, "Second thread", by=carl)
    late = say(claim, "A late answer", by=carl, thread=one)
    whole, part = client.get(address), client.get(address, **HTMX)
    assert shown(whole) == shown(part) == [one.pk, late.pk, two.pk]
    assert "First <strong>thread</strong>" in part.content.decode()
    assert b"<html" in whole.content
    assert b"<html" not in part.content


def test_whoever_is_not_signed_in_reads_and_is_asked_to_sign_in(
    claim: Claim, address: str, client: Client, alice: Any
) -> None:
    say(claim, "Hello", by=alice)
    page = client.get(address)
    assert f'href="/accounts/login/?next={address}"' in page.content.decode()
    assert b"<textarea" not in page.content
    assert client.post(address, {"text": "Me too"}).headers["Location"] == f"/accounts/login/?next={address}"


def test_on_a_map_for_members_a_viewer_reads_and_is_told_why_they_may_not_talk(
    small_map: Any, person: Any, as_person: Any
) -> None:
    claim = small_map(24, visibility="members", who_rates="members").claim_set.first()
    viewer = person("viewer")
    claim.map.memberships.create(user=viewer, role="viewer")
    page = as_person(viewer).get(f"/claims/{claim.pk}/talk/")
    assert "Only members of this map may talk in it." in words(page)
    refused = as_person(viewer).post(f"/claims/{claim.pk}/talk/", {"text": "All that I typed"})
    assert refused.status_code == 403
    assert typed(refused, "new") == "All that I typed"


def test_a_map_that_hides_ratings_shows_its_talk(small_map: Any, client: Client, alice: Any) -> None:
    claim = small_map(24, hide_until_rated=True).claim_set.first()
    say(claim, "In plain sight", by=alice)
    assert "In plain sight" in words(client.get(f"/claims/{claim.pk}/talk/"))


def test_a_withdrawn_claims_talk_is_for_curators(
    claim: Claim, address: str, alice: Any, maya: Any, as_person: Any
) -> None:
    comment = say(claim, "Hello", by=alice)
    Claim.objects.filter(pk=claim.pk).update(state="withdrawn")
    for one in (address, f"/comments/{comment.pk}/edit/"):
        assert as_person(alice).get(one).status_code == 404
    page = as_person(maya).get(address)
    assert shown(page) == [comment.pk]
    assert "its talk is closed" in words(page)


def test_long_talk_comes_in_pages_and_an_address_finds_the_one_it_means(
    claim: Claim, address: str, client: Client, alice: Any
) -> None:
    threads = [say(claim, f"Thread {n}", by=alice) for n in range(45)]
    answer = say(claim, "An answer to the first", by=alice, thread=threads[0])
    pks = [thread.pk for thread in threads]
    assert shown(client.get(address)) == pks[40:]
    assert shown(client.get(f"{address}?page=2")) == pks[20:40]
    assert shown(client.get(answer.get_absolute_url())) == [pks[0], answer.pk, *pks[1:20]]
    for odd in ("?page=99", "?comment=0", "?page=x&comment=y", "?comment=99999999"):
        assert shown(client.get(address + odd)) == pks[40:]


def test_a_page_holds_a_hundred_comments_but_never_part_of_a_thread(
    claim: Claim, address: str, client: Client, alice: Any
) -> None:
    row = {"map": claim.map, "claim": claim, "by": alice, "text": "x"}
    threads = [say(claim, f"Thread {n}", by=alice) for n in range(3)]
    Comment.objects.bulk_create(Comment(**row, answers=one) for one in threads[:2] for _ in range(60))
    counts = [len(shown(client.get(f"{address}?page={n}"))) for n in (1, 2)]
    assert counts == [61, 62]


def test_the_talk_asks_the_database_as_often_however_long_it_is(
    claim: Claim, address: str, alice: Any, maya: Any, person: Any, as_person: Any
) -> None:
    reader = as_person(alice)
    people = [person(f"one-{n}") for n in range(20)]
    asked = []
    for n in (2, 200):
        first = say(claim, "Hello, @maya", by=alice)
        Comment.objects.bulk_create(
            Comment(
                map=claim.map, claim=claim, by=people[m % 20], text="And?", answers=first if m % 2 else None
            )
            for m in range(n)
        )
        cache.clear()
        with CaptureQueriesContext(connection) as found:
            assert reader.get(address).status_code == 200
        asked.append(len(found))
    assert asked[0] == asked[1] <= 12


# Saying


def test_a_new_thread_is_answered_with_itself_and_an_empty_box(
    claim: Claim, address: str, alice: Any, as_person: Any
) -> None:
    said = as_person(alice).post(address, {"text": "Is\r\nthis so?"}, **HTMX)
    comment = Comment.objects.get()
    assert comment.text == "Is\nthis so?"
    assert said.status_code == 200
    assert shown(said) == [comment.pk]
    assert typed(said, "new") == ""
    assert '<ol hx-swap-oob="beforeend:#threads">' in said.content.decode()
    assert "Your comment is there." in words(said)


def test_an_answer_is_put_at_the_end_of_its_thread(
    claim: Claim, address: str, alice: Any, carl: Any, as_person: Any
) -> None:
    first = say(claim, "Is this so?", by=carl)
    said = as_person(alice).post(address, {"text": "It is.", "answers": first.pk}, **HTMX)
    answer = Comment.objects.get(answers=first)
    assert shown(said) == [answer.pk]
    assert f'<ol hx-swap-oob="beforeend:#answers-{first.pk}">' in said.content.decode()


def test_without_script_one_comes_back_to_what_one_said(
    claim: Claim, address: str, alice: Any, as_person: Any
) -> None:
    answer = as_person(alice).post(address, {"text": "Hello"})
    comment = Comment.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (303, comment.get_absolute_url())
    assert comment.get_absolute_url() == f"{address}?comment={comment.pk}#comment-{comment.pk}"


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("x" * 5_001, "This has 5001 characters, and a comment takes 5000. Nothing was saved"),
        ("  ", "Write something first. Nothing was saved."),
    ],
    ids=["too long", "empty"],
)
def test_what_is_refused_is_still_in_its_box(
    claim: Claim, address: str, alice: Any, as_person: Any, text: str, sentence: str, headers: Any
) -> None:
    first = say(claim, "First", by=alice)
    for id, sent in (("new", {}), (f"answer-{first.pk}", {"answers": first.pk})):
        refused = as_person(alice).post(address, {"text": text, **sent}, **headers)
        assert refused.status_code == 422
        assert sentence in words(refused)
        assert typed(refused, id).strip() == text.strip()
    assert Comment.objects.count() == 1


def test_five_thousand_characters_with_new_lines_are_taken(
    claim: Claim, address: str, alice: Any, as_person: Any
) -> None:
    assert as_person(alice).post(address, {"text": "x\r\n" * 2_500}).status_code == 303


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
def test_a_preview_shows_how_it_will_look_and_keeps_nothing(
    claim: Claim, address: str, alice: Any, as_person: Any, headers: Any
) -> None:
    first = say(claim, "First", by=alice)
    for id, sent in (("new", {}), (f"answer-{first.pk}", {"answers": first.pk})):
        sent = {"text": "**So**, @maya and @stranger", "preview": "yes", **sent}
        looked = as_person(alice).post(address, sent, **headers)
        assert looked.status_code == 200
        expected = '<strong>So</strong>, <span class="mention">@maya</span> and @stranger'
        assert expected in looked.content.decode()
        assert typed(looked, id) == "**So**, @maya and @stranger"
    assert Comment.objects.count() == 1


def test_an_answer_to_what_is_gone_keeps_its_words_for_a_new_thread(
    claim: Claim, address: str, alice: Any, maya: Any, as_person: Any
) -> None:
    first = say(claim, "First", by=maya)
    withdraw_comment(first, by=maya)
    refused = as_person(alice).post(address, {"text": "My answer", "answers": first.pk})
    assert refused.status_code == 422
    assert "That thread is gone. Your words are here, for a new one." in words(refused)
    assert typed(refused, "new") == "My answer"


def test_a_thread_of_another_claim_is_no_thread_here(
    claim: Claim, alice: Any, as_person: Any, small_map: Any
) -> None:
    other = small_map(24, slug="other").claim_set.first()
    first = say(claim, "First", by=alice)
    refused = as_person(alice).post(f"/claims/{other.pk}/talk/", {"text": "x", "answers": first.pk})
    assert refused.status_code == 422
    assert Comment.objects.count() == 1


def test_a_full_thread_says_so_and_keeps_what_was_typed(
    claim: Claim, address: str, alice: Any, as_person: Any
) -> None:
    first = say(claim, "First", by=alice)
    row = {"map": claim.map, "claim": claim, "answers": first, "text": "x"}
    Comment.objects.bulk_create(Comment(**row) for _ in range(100))
    refused = as_person(alice).post(address, {"text": "One more", "answers": first.pk})
    assert refused.status_code == 422
    assert "A thread takes 100 answers" in words(refused)
    assert typed(refused, f"answer-{first.pk}") == "One more"


# Changing


def test_ones_own_words_can_be_changed(claim: Claim, alice: Any, as_person: Any) -> None:
    comment = say(claim, "One", by=alice)
    address = f"/comments/{comment.pk}/edit/"
    reader = as_person(alice)
    assert typed(reader.get(address), f"edit-{comment.pk}") == "One"
    answer = reader.post(address, {"text": "Two", "version": comment.version}, **HTMX)
    assert (answer.status_code, shown(answer)) == (200, [comment.pk])
    comment.refresh_from_db()
    answer = reader.post(address, {"text": "Three", "version": comment.version})
    assert (answer.status_code, answer.headers["Location"]) == (303, comment.get_absolute_url())
    assert " changed " in words(reader.get(comment.get_absolute_url()))


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
def test_both_texts_are_shown_where_it_was_changed_meanwhile(
    claim: Claim, alice: Any, as_person: Any, headers: Any
) -> None:
    comment = say(claim, "One", by=alice)
    address, reader = f"/comments/{comment.pk}/edit/", as_person(alice)
    reader.post(address, {"text": "The other window", "version": comment.version})
    refused = reader.post(address, {"text": "This window", "version": comment.version}, **headers)
    assert refused.status_code == 409
    assert "What it says now The other window" in words(refused)
    assert typed(refused, f"edit-{comment.pk}") == "This window"
    [version] = re.findall(r'name="version" value="([^"]+)"', refused.content.decode())
    assert reader.post(address, {"text": "This window", "version": version}, **headers).status_code in (
        200,
        303,
    )
    comment.refresh_from_db()
    assert comment.text == "This window"


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
def test_other_words_are_looked_at_and_refused_as_new_ones_are(
    claim: Claim, alice: Any, as_person: Any, headers: Any
) -> None:
    comment = say(claim, "One", by=alice)
    address, reader, sent = f"/comments/{comment.pk}/edit/", as_person(alice), {"version": comment.version}
    looked = reader.post(address, {"text": "**Two**", "preview": "yes", **sent}, **headers)
    assert looked.status_code == 200
    assert "<strong>Two</strong>" in looked.content.decode()
    assert re.findall(r'name="version" value="([^"]+)"', looked.content.decode()) == [comment.version]
    refused = reader.post(address, {"text": "x" * 5_001, **sent}, **headers)
    assert refused.status_code == 422
    assert typed(refused, f"edit-{comment.pk}") == "x" * 5_001
    comment.refresh_from_db()
    assert comment.text == "One"


def test_nobody_changes_others_words(claim: Claim, alice: Any, maya: Any, as_person: Any) -> None:
    comment = say(claim, "One", by=alice)
    assert as_person(maya).get(f"/comments/{comment.pk}/edit/").status_code == 403


# Withdrawing and resolving


def test_a_withdrawn_comment_is_seen_by_its_writer_and_curators_alone(
    claim: Claim, address: str, client: Client, alice: Any, carl: Any, maya: Any, as_person: Any
) -> None:
    first = say(claim, "SECRET first", by=alice)
    answer = say(claim, "SECRET answer", by=alice, thread=first)
    other = say(claim, "Another answer", by=carl, thread=first)
    for comment in (first, answer):
        reader = as_person(alice)
        gone = reader.post(f"/comments/{comment.pk}/withdrawal/", **HTMX)
        assert (gone.status_code, shown(gone)) == (200, [comment.pk])
    for stranger in (client, as_person(carl)):
        assert "SECRET" not in words(stranger.get(address))
        assert shown(stranger.get(address)) == [first.pk, other.pk]
        assert stranger.post(f"/comments/{answer.pk}/restoration/").status_code == 404
    for one in (alice, maya):
        assert words(as_person(one).get(address)).count("SECRET") == 2
    assert as_person(alice).post(f"/comments/{answer.pk}/restoration/").status_code == 303
    assert words(client.get(address)).count("SECRET") == 1


def test_a_thread_of_which_nothing_is_left_is_not_there(
    claim: Claim, address: str, client: Client, alice: Any
) -> None:
    withdraw_comment(say(claim, "Gone", by=alice), by=alice)
    assert shown(client.get(address)) == []


def test_a_resolved_thread_is_folded_and_opens_for_whom_an_address_leads_there(
    claim: Claim, address: str, client: Client, alice: Any, maya: Any, as_person: Any
) -> None:
    first = say(claim, "Settled?", by=alice)
    resolved = as_person(maya).post(f"/comments/{first.pk}/resolution/", **HTMX)
    assert "Resolved by maya" in words(resolved)
    assert f'<summary id="fold-{first.pk}">' in client.get(address).content.decode()
    assert '<details class="fold" open>' in client.get(first.get_absolute_url()).content.decode()
    assert as_person(alice).post(f"/comments/{first.pk}/reopening/").status_code == 303
    assert "Resolved" not in words(client.get(address))


def test_who_may_not_resolve_is_not_offered_it(
    claim: Claim, address: str, alice: Any, carl: Any, as_person: Any
) -> None:
    first = say(claim, "Settled?", by=alice)
    assert f'id="resolve-{first.pk}"' in as_person(alice).get(address).content.decode()
    assert f'id="resolve-{first.pk}"' not in as_person(carl).get(address).content.decode()
    assert as_person(carl).post(f"/comments/{first.pk}/resolution/").status_code == 403


def test_one_who_has_left_is_not_named(
    claim: Claim, address: str, client: Client, person: Any, maya: Any
) -> None:
    gone = person("gone")
    first = say(claim, "Hello", by=gone)
    resolve(first, by=maya)
    gone.delete()
    maya.delete()
    page = words(client.get(address))
    assert "somebody who has left" in page
    assert "Resolved." in page
