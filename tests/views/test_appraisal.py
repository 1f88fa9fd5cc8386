"""Articles and sources are appraised by five questions; answers are kept, shown together, and move no number."""

import re
from html import unescape

import pytest
from django.test import Client

from claims.models import Appraisal, ArgumentMap, Membership, Score
from tests.arguing import Argument

HTMX = {"HTTP_HX_REQUEST": "true"}
GOOD = {"currency": "1", "relevance": "4", "authority": "3", "accuracy": "2", "purpose": "cant-tell"}
ALL_OPEN = "Answer at least one question. Nothing was saved."
NOT_AN_ANSWER = "An answer is 0 to 4, or “I can’t tell”. Nothing was saved."


@pytest.fixture
def argument(db):
    argument = Argument(ArgumentMap.objects.create(slug="argued", title="Argued"))
    argument.cable = argument.source("Cable", origin="The embassy")
    return argument


@pytest.fixture(params=["article", "source"])
def target(request, argument):
    return argument.article if request.param == "article" else argument.cable


@pytest.fixture
def address(target, argument):
    within = "articles/one" if target == argument.article else f"sources/{target.pk}"
    return f"/maps/argued/{within}/appraisal/"


def words(response):
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", response.content.decode())))


def bars(response):
    html = response.content.decode()
    labels = re.findall(r'class="histogram" role="img" aria-label="([^"]+)"', html)
    return [unescape(re.sub(r"\s+", " ", label)) for label in labels]


def appraised(target, people, **answers):
    column = type(target).__name__.lower()
    for person in people:
        Appraisal.objects.create(map=target.map, rater=person, **{column: target}, **answers)


# Saved


def test_five_answers_are_kept_and_come_to_a_value_that_enters_no_strength(target, address, alice, as_person):
    answer = as_person(alice).post(address, GOOD, **HTMX)
    assert answer.status_code == 200
    assert "Saved. Your answers come to 63 of 100. They enter no strength." in words(answer)
    [kept] = Appraisal.objects.all()
    assert (kept.rater, kept.article or kept.source) == (alice, target)
    assert (kept.currency, kept.relevance, kept.authority, kept.accuracy, kept.purpose) == (1, 4, 3, 2, None)
    assert not Score.objects.exists()


def test_without_htmx_the_page_it_is_about_says_the_same(target, address, alice, as_person):
    client = as_person(alice)
    answer = client.post(address, GOOD)
    assert (answer.status_code, answer["Location"]) == (303, f"{target.get_absolute_url()}#h-appraisal")
    page = client.get(target.get_absolute_url())
    assert "Saved. Your answers come to 63 of 100." in words(page)
    assert "1 reader answered. Together it comes to 63 of 100" in words(page)


def test_answering_again_replaces_all_five(target, address, alice, as_person):
    client = as_person(alice)
    client.post(address, GOOD)
    answer = client.post(address, {"authority": "0"}, **HTMX)
    assert "Saved. Your answers are kept; three at least would come to a value." in words(answer)
    [kept] = Appraisal.objects.all()
    assert (kept.currency, kept.authority) == (None, 0)


def test_ones_own_answers_are_not_chosen_again_but_told_of(target, address, alice, as_person):
    client = as_person(alice)
    client.post(address, GOOD)
    page = client.get(address)
    assert '" checked' not in page.content.decode()
    assert "You answered on" in words(page)
    assert "What I answered1currency4relevance3authority2accuracy–purpose can’t tell" in words(page)
    assert "It has changed since." not in words(page)
    type(target).objects.update(version=2)
    assert "It has changed since." in words(client.get(address))


# Shown


def test_what_all_answered_is_shown_criterion_by_criterion(target, person, client):
    one, two, three = (person(f"reader-{n}") for n in range(3))
    appraised(target, [one], currency=0, relevance=4, authority=4, accuracy=4)
    appraised(target, [two], currency=0, relevance=3, authority=4)
    appraised(target, [three], purpose=1)
    page = client.get(target.get_absolute_url())
    assert "3 readers answered. Together it comes to 67 of 100" in words(page)  # 75 and 58
    assert [label for label in bars(page) if "how often each answer" in label] == [
        "currency, how often each answer was given. 0: 2. 1: 0. 2: 0. 3: 0. 4: 0.",
        "relevance, how often each answer was given. 0: 0. 1: 0. 2: 0. 3: 1. 4: 1.",
        "authority, how often each answer was given. 0: 0. 1: 0. 2: 0. 3: 0. 4: 2.",
        "accuracy, how often each answer was given. 0: 0. 1: 0. 2: 0. 3: 0. 4: 1.",
        "purpose, how often each answer was given. 0: 0. 1: 1. 2: 0. 3: 0. 4: 0.",
    ]
    assert "Currency 1 can’t tell" in words(page)


def test_what_nobody_answered_says_so_and_leads_to_the_form(target, address, client):
    page = client.get(target.get_absolute_url())
    assert "Nobody has answered yet." in words(page)
    assert f'href="{address}"' in page.content.decode()


def test_too_few_answers_are_not_shown(target, person, client):
    ArgumentMap.objects.update(fewest_raters=3)
    people = [person(f"reader-{n}") for n in range(3)]
    appraised(target, people[:2], currency=4, relevance=4, authority=4)
    page = client.get(target.get_absolute_url())
    assert "Too few: this map shows what people answered from 3 readers on." in words(page)
    assert bars(page) == []
    appraised(target, people[2:], currency=0, relevance=0, authority=0)
    assert "3 readers answered." in words(client.get(target.get_absolute_url()))


def test_where_ratings_hide_others_answers_hide_until_one_has_answered(
    target, address, person, alice, as_person
):
    ArgumentMap.objects.update(hide_until_rated=True)
    appraised(target, [person("reader")], currency=4, relevance=4, authority=4)
    client = as_person(alice)
    for page in (client.get(target.get_absolute_url()), client.get(address), client.get(address, **HTMX)):
        assert "What others answered is hidden until you have answered" in words(page)
        assert bars(page) == []
        assert "answered. Together" not in words(page)
    assert "2 readers answered. Together it comes to 50 of 100" in words(
        client.post(address, {"currency": "0", "relevance": "0", "authority": "0"}, **HTMX)
    )


# Refused


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, ALL_OPEN),
        ({"score": "4"}, ALL_OPEN),
        ({"currency": "5"}, NOT_AN_ANSWER),
        ({"currency": "-1"}, NOT_AN_ANSWER),
        ({"currency": "1.5"}, NOT_AN_ANSWER),
        ({"currency": "٣"}, NOT_AN_ANSWER),
        ({"currency": "9" * 10_000}, NOT_AN_ANSWER),
        ({"currency": "1\x00"}, NOT_AN_ANSWER),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_what_is_no_answer_is_refused_and_what_was_sent_stays(
    target, address, alice, as_person, sent, sentence, headers
):
    answer = as_person(alice).post(
        address, {**sent, **({"purpose": "3"} if "currency" in sent else {})}, **headers
    )
    assert answer.status_code == 422
    assert sentence in words(answer)
    kind = type(target).__name__.lower()
    assert f'<p class="error" id="error-appraisal-{kind}-{target.pk}" tabindex="-1" autofocus>' in (
        answer.content.decode()
    )
    if "currency" in sent:
        assert re.findall(r'name="(\w+)"[^>]* value="(\w+)" checked', answer.content.decode()) == [
            ("purpose", "3")
        ]
    assert not Appraisal.objects.exists()


# Who


def test_the_form_has_a_page_of_its_own_and_a_fragment(address, alice, as_person):
    page, fragment = as_person(alice).get(address), as_person(alice).get(address, **HTMX)
    assert ("<html" in page.content.decode(), "<html" in fragment.content.decode()) == (True, False)
    for answer in (page, fragment):
        assert answer.status_code == 200
        assert "HX-Request" in answer["Vary"]
        assert answer.content.decode().count("<fieldset") == 5
        assert len(re.findall(r'<input type="radio"', answer.content.decode())) == 30


def test_whoever_is_not_signed_in_is_asked_to_and_brought_back(address):
    for answer in (Client().get(address), Client().post(address, GOOD)):
        assert answer.status_code == 302
        assert answer["Location"] == f"/accounts/login/?next={address}"
    assert not Appraisal.objects.exists()


def test_a_stranger_to_a_map_for_members_is_told_there_is_no_such_thing(address, carl, as_person):
    ArgumentMap.objects.update(visibility="members")
    for send in (as_person(carl).get, as_person(carl).post):
        assert send(address, GOOD).status_code == 404
    assert not Appraisal.objects.exists()


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_where_members_alone_rate_others_are_told_so(argument, address, alice, carl, as_person, headers):
    ArgumentMap.objects.update(who_rates="members")
    Membership.objects.create(map=argument.map, user=alice, role="rater")
    answer = as_person(carl).post(address, GOOD, **headers)
    assert answer.status_code == 403
    assert "Only members of this map may rate in it. Ask its owner to let you in." in words(answer)
    assert as_person(alice).post(address, GOOD).status_code == 303
    assert Appraisal.objects.get().rater == alice


def test_what_stands_on_another_map_is_not_there(argument, alice, as_person):
    ArgumentMap.objects.create(slug="other", title="Other")
    for within in ("articles/one", f"sources/{argument.cable.pk}", "sources/99999", "articles/none"):
        assert as_person(alice).get(f"/maps/other/{within}/appraisal/").status_code == 404


def test_other_methods_are_not_allowed(address, alice, as_person):
    assert as_person(alice).put(address).status_code == 405
