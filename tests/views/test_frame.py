"""What the frame does for every page once script runs: says what happened, keeps the focus, loses nothing typed."""

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template import engines
from django.urls import include, path
from playwright.sync_api import expect

PAGE = """{% extends "base.html" %}{% block title %}Trial{% endblock %}{% block main %}<h1>Trial</h1>
<form id="form" hx-get="/trial/answer/" hx-swap="outerHTML">
<label for="word">Word</label><input id="word" name="word"><button id="save">Save</button></form>
<form hx-get="/trial/broken/">
<label for="other">Other</label><input id="other" name="other"><button>Break</button></form>
<form hx-get="/trial/closed/"><button>Closed</button></form>
<div id="lonely" hx-get="/trial/plain/" hx-trigger="click from:#without-twin">
<button id="without-twin">Gone</button></div>
{% endblock %}"""
ANSWER = """<form id="form" hx-get="/trial/answer/" hx-swap="outerHTML">
<label for="word">Word</label><input id="word" name="word"><button id="save">Save again</button></form>
{% include "partials/status.html" with text="Saved. It moved from 69 to 72." %}"""


def _answer(source: str) -> Any:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(engines["django"].from_string(source).render({}, request))

    return view


def _broken(request: HttpRequest) -> HttpResponse:
    return HttpResponse("<p>a whole page of trouble</p>", status=404)


def _closed(request: HttpRequest) -> HttpResponse:
    return redirect("/accounts/login/?next=/trial/closed/")


urlpatterns = [
    path("", include("argmap.urls")),
    path("trial/", _answer(PAGE)),
    path("trial/answer/", _answer(ANSWER)),
    path("trial/broken/", _broken),
    path("trial/closed/", _closed),
    path("trial/plain/", _answer("<p>nothing to press here</p>")),
]


@pytest.fixture
def trial(settings: Any, reader: Any) -> Any:
    settings.ROOT_URLCONF = __name__
    reader.open("/trial/")
    return reader


@pytest.mark.once
def test_an_answer_is_said_in_the_one_status_region_and_the_focus_stays(trial: Any) -> None:
    trial.page.focus("#save")
    trial.page.keyboard.press("Enter")
    region = trial.page.get_by_role("status")
    expect(region).to_have_text("Saved. It moved from 69 to 72.")
    expect(region).to_have_attribute("aria-live", "polite")
    expect(trial.page.get_by_role("button", name="Save again")).to_be_focused()
    expect(trial.page.locator("[aria-busy]")).to_have_count(0)
    trial.page.keyboard.press("Escape")
    expect(region).to_be_empty()


@pytest.mark.once
def test_a_refusal_without_a_form_leaves_the_page_and_what_was_typed(trial: Any) -> None:
    trial.allow("status of 404")
    trial.page.fill("#other", "a long thought")
    trial.page.click("text=Break")
    expect(trial.page.get_by_role("status")).to_have_text(
        "That did not work. Nothing you typed is lost: try again."
    )
    expect(trial.page.locator("#other")).to_have_value("a long thought")
    expect(trial.page.locator("[aria-busy]")).to_have_count(0)


@pytest.mark.once
def test_a_server_that_does_not_answer_is_said(trial: Any) -> None:
    trial.allow("ERR_INTERNET_DISCONNECTED|htmx:error")
    trial.page.context.set_offline(True)
    trial.page.fill("#word", "a long thought")
    trial.page.click("#save")
    expect(trial.page.get_by_role("status")).to_have_text(
        "No answer from the server. Nothing you typed is lost: try again."
    )
    expect(trial.page.locator("#word")).to_have_value("a long thought")
    trial.page.context.set_offline(False)


@pytest.mark.once
def test_whoever_must_sign_in_first_sees_the_whole_page_and_comes_back(trial: Any) -> None:
    trial.page.click("text=Closed")
    expect(trial.page).to_have_url(trial.home + "/accounts/login/?next=%2Ftrial%2F")


@pytest.mark.once
def test_the_focus_never_falls_to_the_page(trial: Any) -> None:
    trial.page.focus("#without-twin")
    trial.page.keyboard.press("Enter")
    expect(trial.page.locator("#lonely")).to_be_focused()
