"""The list of similar claims beside a form: choices that stay, strengths that keep quiet, never in the writer's way."""

from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template import engines
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import include, path
from playwright.sync_api import expect

from claims.actions.copy import copy_claim
from claims.actions.strength import refresh_strengths
from claims.forms.similar import chosen_claim
from claims.models import ArgumentMap, Claim, Rating
from claims.queries.similar import similar_claims
from tests.views.test_hiding import TOKEN

pytestmark = pytest.mark.django_db

OIL = "Azerbaijan covers over a third of Israel's oil supply."
PAGE = """{% extends "base.html" %}{% block title %}Trial{% endblock %}{% block main %}<h1>Trial</h1>
<form class="similar-form" method="post">{% csrf_token %}<label for="trial-text">The claim</label>
<textarea class="field" id="trial-text" name="text" hx-get="{% url "claims:claim_similar" map.slug %}?form=trial"
 hx-trigger="input changed delay:400ms" hx-target="#similar" hx-swap="innerMorph" hx-include="#similar">
{{ text }}</textarea>
<button class="btn quiet" name="look">Look for similar claims first</button>
<div id="similar">{% include "claims/partials/similar.html" with form_id="trial" %}</div>
<button class="btn" id="add">Add</button></form><p id="sent">{{ sent }}</p>{% endblock %}"""


def _trial(request: HttpRequest, slug: str) -> HttpResponse:
    """A form as pages have it: what was typed and chosen comes back with the list."""
    map = get_object_or_404(ArgumentMap, slug=slug)
    sent = request.POST
    similar = similar_claims(
        sent.get("text", ""), map, request.user, keep=chosen_claim(sent.get("existing", ""))
    )
    chosen = "" if "look" in sent else sent.get("existing", "")
    context = {"map": map, "similar": similar, "text": sent.get("text", ""), "sent": chosen}
    return HttpResponse(engines["django"].from_string(PAGE).render(context, request))


urlpatterns = [path("", include("argmap.urls")), path("trial/<slug:slug>/", _trial)]


def address(map: ArgumentMap, **asked: Any) -> str:
    return f"/maps/{map.slug}/similar/?{urlencode(asked)}"


def said(map: ArgumentMap, text: str) -> Claim:
    claim = Claim.objects.filter(map=map).earliest("pk")
    Claim.objects.filter(pk=claim.pk).update(text=text)
    return claim


def test_htmx_gets_the_list_alone_and_anyone_else_a_page(small_map: Any, as_person: Any, maya: Any) -> None:
    map = small_map()
    claim = said(map, OIL)
    client = as_person(maya)
    page = client.get(address(map, text=OIL[:30])).content.decode()
    part = client.get(address(map, text=OIL[:30]), headers={"HX-Request": "true"}).content.decode()
    assert "<h1>" in page
    assert "<h1>" not in part
    assert f'value="here-{claim.pk}"' in part
    assert "1 similar claim is there already." in part
    assert 'rel="noopener"' in part


def test_the_choice_made_stays_when_the_list_is_fetched_again(
    small_map: Any, as_person: Any, maya: Any
) -> None:
    map = small_map()
    claim = said(map, OIL)
    client = as_person(maya)
    asked = {"text": "something else altogether", "form": "reason-7"}
    for existing, kept in ((f"here-{claim.pk}", True), ("here-999999", False), ("here-x", False)):
        part = client.get(
            address(map, **asked, existing=existing), headers={"HX-Request": "true"}
        ).content.decode()
        checked = f'id="reason-7-existing-{claim.pk}" value="here-{claim.pk}" checked'
        assert (checked in part) is kept


@pytest.mark.parametrize("rule", [{"hide_until_rated": True}, {"fewest_raters": 6}])
def test_other_peoples_ratings_change_no_byte_of_it(
    rule: dict[str, Any], small_map: Any, as_person: Any, maya: Any
) -> None:
    map, other = small_map(slug="here", **rule), small_map(slug="there", raters=5, **rule)
    for each in (map, other):
        said(each, OIL)
    refresh_strengths(other)
    copy = copy_claim(Claim.objects.filter(map=other).earliest("pk"), map, by=maya)
    client = as_person(maya)
    pages = [address(map, text=OIL), copy.get_absolute_url(), f"/claims/{copy.pk}/same-as/"]
    before = [client.get(page).content for page in pages]
    Rating.objects.filter(map=other).update(value=7)
    refresh_strengths(other)
    after = [client.get(page).content for page in pages]
    assert [TOKEN.sub(b"", text) for text in after] == [TOKEN.sub(b"", text) for text in before]


def test_it_asks_the_database_as_often_whatever_there_is(small_map: Any, as_person: Any, maya: Any) -> None:
    asked = {}
    client = as_person(maya)
    for size in (24, 240):
        map = small_map(size, slug=f"map-{size}")
        said(map, OIL)
        cache.clear()
        with CaptureQueriesContext(connection) as found:
            assert client.get(address(map, text="Claim 7 says what can be true")).status_code == 200
        asked[size] = len(found)
    assert asked[24] == asked[240] <= 12


def test_where_a_claim_is_from_is_asked_apart_from_its_page(
    small_map: Any, as_person: Any, maya: Any
) -> None:
    """In the worst case a claim's page has no query to spare."""
    map = small_map(visibility="members", hide_until_rated=True)
    original, claim = Claim.objects.filter(map=map).order_by("pk")[:2]
    client = as_person(maya)
    asked = {}
    for uid in ("", original.uid):
        Claim.objects.filter(pk=claim.pk).update(same_as_map=map.slug if uid else "", same_as_uid=uid)
        for page in (claim.get_absolute_url(), f"{claim.get_absolute_url()}same-as/"):
            with CaptureQueriesContext(connection) as found:
                client.get(page)
            asked.setdefault(page, []).append(len(found))
    (page, page_of_a_copy), (_, where_from) = asked.values()
    assert page == page_of_a_copy
    assert where_from <= 12


def test_a_copys_page_says_where_it_is_from_and_takes_the_wording_over(
    small_map: Any, as_person: Any, maya: Any, carl: Any
) -> None:
    here, there = small_map(slug="here"), small_map(slug="there")
    original = said(there, OIL)
    original.refresh_from_db()
    copy = copy_claim(original, here, by=maya)
    client, url = as_person(maya), f"/claims/{copy.pk}/same-as/"
    assert url in client.get(copy.get_absolute_url()).content.decode()
    asked = {"headers": {"HX-Request": "true"}}
    assert "it reads the same there" in client.get(url, **asked).content.decode()
    Claim.objects.filter(pk=original.pk).update(text="It covers more than that.", version=2)
    assert "Take over this wording" in client.get(url, **asked).content.decode()
    assert "Take over" not in as_person(carl).get(url, **asked).content.decode()
    assert 'id="take-over"' in client.get(url).content.decode()
    refused = client.post(url, {"version": "1", "version_there": "1"})
    assert refused.status_code == 422
    assert "Look at its new wording first." in refused.content.decode()
    assert client.post(url, {"version": "1", "version_there": "2"}).status_code == 303
    copy.refresh_from_db()
    assert copy.text == "It covers more than that."


def test_an_original_that_its_reader_may_not_see_is_not_told(
    small_map: Any, as_person: Any, maya: Any, carl: Any
) -> None:
    here, there = small_map(slug="here"), small_map(slug="hidden-map", visibility="members")
    original = said(there, OIL)
    original.refresh_from_db()
    copy = copy_claim(original, here, by=maya)
    Claim.objects.filter(pk=original.pk).update(text="Kept among its members.")
    for client in (as_person(carl), Client()):
        for headers in ({}, {"HX-Request": "true"}):
            answer = client.get(f"/claims/{copy.pk}/same-as/", headers=headers).content.decode()
            assert not {part for part in ("Kept among", "hidden-map", "Hidden map") if part in answer}


@pytest.mark.once
def test_while_one_types_similar_claims_appear_and_the_choice_stays(
    settings: Any, reader: Any, living_map: Any, maya: Any, small_map: Any, alice: Any, owner: Any
) -> None:
    settings.ROOT_URLCONF = __name__
    map = small_map(slug="mine", title="My own map")
    said(map, "Azerbaijan covers over a third of what Israel burns.")
    reader.sign_in(maya)
    reader.open(f"/trial/{map.slug}/")
    page = reader.page
    text = page.locator("#trial-text")
    text.press_sequentially("Azerbaijan covers over a third")
    choice = page.get_by_label("Copy it here Azerbaijan covers over a third of Israel's oil supply.")
    expect(choice).to_be_visible()
    expect(text).to_be_focused()
    expect(page.locator("#trial-similar-said")).to_have_text("2 similar claims are there already.")
    expect(page.get_by_label("None of these: mine is new")).to_be_checked()
    reader.check_everywhere()
    reader.picture("similar-wide")
    page.set_viewport_size({"width": 360, "height": 900})
    reader.picture("similar-narrow")
    page.emulate_media(color_scheme="dark")
    reader.picture("similar-narrow-dark")
    page.set_viewport_size({"width": 1280, "height": 900})
    reader.picture("similar-wide-dark")
    page.emulate_media(color_scheme="light")
    choice.check()
    text.focus()
    with page.expect_response("**/similar/**"):
        text.press_sequentially(" of something else")
    expect(choice).to_be_checked()
    with page.expect_response("**/similar/**"):
        text.fill("Jews were spared the discrimination common elsewhere in the USSR")
    expect(page.get_by_label("Copy it here Soviet Azerbaijan spared Jews")).to_be_visible()
    expect(choice).to_be_checked()
    expect(text).to_be_focused()
    page.click("#add")
    expect(page.locator("#sent")).to_have_text(f"copy-{Claim.objects.get(map=living_map, text=OIL).pk}")


@pytest.mark.once
def test_the_pages_of_similar_claims_and_of_a_copy_have_no_barrier(
    reader: Any, living_map: Any, small_map: Any, maya: Any, alice: Any, owner: Any
) -> None:
    map = small_map(slug="mine", title="My own map")
    original = Claim.objects.get(map=living_map, text=OIL)
    copy = copy_claim(original, map, by=maya)
    Claim.objects.filter(pk=original.pk).update(text="It covers more than that.", version=2)
    reader.sign_in(maya)
    for name, where in (
        ("similar-page", address(map, text="Azerbaijan covers a")),
        ("same-as", copy.get_absolute_url()),
        ("take-over", f"{copy.get_absolute_url()}same-as/"),
    ):
        reader.open(where)
        if name == "same-as":
            expect(reader.page.get_by_text("There it reads now:")).to_be_visible()
        reader.check_everywhere()
        reader.picture(name)
        reader.page.set_viewport_size({"width": 360, "height": 900})
        reader.picture(f"{name}-narrow")
    reader.page.click("#take-over")
    expect(reader.page.locator("h1")).to_have_text("It covers more than that.")


@pytest.mark.once
def test_without_script_a_second_button_looks_first(
    settings: Any,
    reader: Any,
    living_map: Any,
    maya: Any,
    small_map: Any,
    alice: Any,
    owner: Any,
    browser: Any,
) -> None:
    settings.ROOT_URLCONF = __name__
    map = small_map(slug="mine", title="My own map")
    reader.sign_in(maya)
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies(reader.page.context.cookies())
    page = context.new_page()
    page.goto(f"{reader.home}/trial/{map.slug}/")
    page.fill("#trial-text", "Azerbaijan covers over a third")
    page.click("text=Look for similar claims first")
    page.get_by_label("Copy it here Azerbaijan covers over a third of Israel's oil supply.").check()
    page.click("#add")
    expect(page.locator("#sent")).to_contain_text("copy-")
    context.close()
