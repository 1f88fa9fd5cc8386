"""A step is put to the questions of its scheme. A "no" is kept, says what it calls for, and moves no number."""

import re
from html import unescape

import pytest
from django.test import Client

from claims.models import ArgumentMap, SchemeAnswer, Score
from tests.arguing import Argument

HTMX = {"HTTP_HX_REQUEST": "true"}
ALL_OPEN = "Answer at least one question. Nothing was saved."
NOT_AN_ANSWER = "An answer is yes, no, or “I can’t tell”. Nothing was saved."
UNDERCUT = "calls for an undercut of this step: “The two cases differ in what matters here.”"
COUNTER = "calls for a claim against the reason: “It is not even true of the case pointed to.”"


@pytest.fixture
def argument(db):
    argument = Argument(ArgumentMap.objects.create(slug="argued", title="Argued"))
    argument.point, argument.reason = argument.thesis("Point"), argument.claim("Reason")
    argument.step = argument.supports(argument.reason, argument.point, scheme="argument from analogy")
    argument.bare = argument.attacks(argument.claim("Doubt"), argument.step)
    return argument


@pytest.fixture
def address(argument):
    return f"/relations/{argument.step.pk}/questions/"


def words(response):
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", response.content.decode())))


def bars(response):
    return re.findall(r'class="histogram" role="img" aria-label="([^"]+)"', response.content.decode())


def answered(relation, people, **answers):
    for person in people:
        for question, answer in answers.items():
            SchemeAnswer.objects.create(
                map=relation.map,
                relation=relation,
                rater=person,
                question=f"analogy: {question}",
                answer=answer,
            )


# Asked


def test_a_step_is_asked_what_its_scheme_asks(address, alice, as_person):
    page = as_person(alice).get(address)
    assert "Reason supports · argument from analogy Point" in words(page)
    assert "What an argument by analogy has to stand up to." in words(page)
    legends = re.findall("<legend>(.*?)</legend>", page.content.decode())
    assert [unescape(legend) for legend in legends] == [
        "Is it true of the case that is pointed to?",
        "Are the two cases alike in what matters here?",
        "Can the differences between them be left aside?",
        "Is there no equally close case that came out otherwise?",
    ]
    assert len(re.findall('<input type="radio"', page.content.decode())) == 12


def test_a_step_of_no_known_scheme_is_asked_what_any_step_is(argument, alice, as_person):
    page = as_person(alice).get(f"/relations/{argument.bare.pk}/questions/")
    assert "Doubt undercuts a step to Point" in words(page)
    assert "What any step has to stand up to." in words(page)
    assert page.content.decode().count("<fieldset") == 4


def test_a_claims_page_leads_to_the_questions_of_each_step(argument, address, client):
    page = client.get(argument.point.get_absolute_url()).content.decode()
    for relation in (argument.step, argument.bare):
        assert f'href="/relations/{relation.pk}/questions/"' in page
        assert f'<div id="examining-{relation.pk}"></div>' in page


# Answered


def test_a_no_is_kept_and_says_what_it_calls_for(argument, address, alice, as_person):
    client = as_person(alice)
    answer = client.post(address, {"analogy-alike": "no", "analogy-true": "yes"}, **HTMX)
    assert answer.status_code == 200
    assert f"Saved. Your “no” {UNDERCUT}" in words(answer)
    assert f"“Are the two cases alike in what matters here?” No. This {UNDERCUT}" in words(
        client.get(address)
    )
    kept = SchemeAnswer.objects.order_by("question").values_list("rater", "relation", "question", "answer")
    assert list(kept) == [
        (alice.pk, argument.step.pk, "analogy: alike", "no"),
        (alice.pk, argument.step.pk, "analogy: true", "yes"),
    ]
    assert not Score.objects.exists()


def test_several_are_listed_and_no_link_leads_nowhere(address, alice, as_person):
    client = as_person(alice)
    answer = client.post(address, {"analogy-alike": "no", "analogy-true": "no"}, **HTMX)
    assert "Saved. 2 of your answers call for an objection; they are listed beside the questions." in words(
        answer
    )
    assert UNDERCUT in words(answer)
    assert COUNTER in words(answer)
    assert "<a " not in answer.content.decode()


def test_without_htmx_the_page_of_the_questions_says_the_same(address, alice, as_person):
    answer = as_person(alice).post(address, {"analogy-true": "no"}, follow=True)
    assert answer.redirect_chain == [(address, 303)]
    assert f"Saved. Your “no” {COUNTER}" in words(answer)


def test_a_yes_and_what_one_cannot_tell_call_for_nothing(address, alice, as_person):
    answer = as_person(alice).post(address, {"analogy-true": "yes", "analogy-alike": "cant-tell"}, **HTMX)
    assert "Saved. None of your answers calls for an objection." in words(answer)
    assert "What your answers call for" not in words(answer)


def test_a_new_answer_replaces_the_old_one_and_leaves_the_others(address, alice, as_person):
    client = as_person(alice)
    client.post(address, {"analogy-true": "no", "analogy-alike": "no"})
    client.post(address, {"analogy-true": "yes"})
    kept = dict(SchemeAnswer.objects.values_list("question", "answer"))
    assert kept == {"analogy: true": "yes", "analogy: alike": "no"}


def test_answers_to_a_scheme_the_step_no_longer_has_are_not_shown(argument, address, alice, as_person):
    client = as_person(alice)
    client.post(address, {"analogy-true": "no"})
    argument.step.scheme, argument.step.version = "argument from sign", 2
    argument.step.save()
    page = client.get(address)
    assert "What your answers call for" not in words(page)
    assert "Was the sign really there?" in words(page)


def test_a_step_that_changed_since_says_so(argument, address, alice, as_person):
    client = as_person(alice)
    client.post(address, {"analogy-true": "no"})
    assert "The step has changed since you answered." not in words(client.get(address))
    argument.step.version = 2
    argument.step.save()
    assert "The step has changed since you answered." in words(client.get(address))


# Shown


def test_what_all_answered_is_shown_question_by_question(argument, address, person, client):
    people = [person(f"reader-{n}") for n in range(3)]
    answered(argument.step, people, true="yes")
    answered(argument.step, people[:2], alike="no")
    answered(argument.step, people[2:], alike="can't tell")
    page = client.get(address)
    assert bars(page) == [
        "Number of answers, 3 in all. Yes: 3. No: 0. can’t tell: 0.",
        "Number of answers, 3 in all. Yes: 0. No: 2. can’t tell: 1.",
    ]
    assert words(page).count("Nobody has answered yet.") == 2


def test_too_few_answers_to_a_question_are_not_shown(argument, address, person, client):
    ArgumentMap.objects.update(fewest_raters=3)
    people = [person(f"reader-{n}") for n in range(3)]
    answered(argument.step, people, true="yes")
    answered(argument.step, people[:2], alike="no")
    page = client.get(address)
    assert len(bars(page)) == 1
    assert "Too few: this map shows what people answered from 3 readers on." in words(page)


def test_where_ratings_hide_a_question_shows_others_answers_once_one_has_answered_it(
    argument, address, person, alice, as_person
):
    ArgumentMap.objects.update(hide_until_rated=True)
    answered(argument.step, [person("reader")], true="no", alike="no")
    client = as_person(alice)
    page = client.get(address)
    assert bars(page) == []
    assert words(page).count("Hidden until you have answered it.") == 4
    answer = client.post(address, {"analogy-true": "yes"}, **HTMX)
    assert bars(answer) == ["Number of answers, 2 in all. Yes: 1. No: 1. can’t tell: 0."]
    assert words(answer).count("Hidden until you have answered it.") == 3


# Refused


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, ALL_OPEN),
        ({"sign-there": "no"}, ALL_OPEN),
        ({"analogy-true": "maybe", "analogy-alike": "no"}, NOT_AN_ANSWER),
        ({"analogy-true": "can't tell", "analogy-alike": "no"}, NOT_AN_ANSWER),
        ({"analogy-true": "n\x00o", "analogy-alike": "no"}, NOT_AN_ANSWER),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_what_is_no_answer_is_refused_and_what_was_sent_stays(
    argument, address, alice, as_person, sent, sentence, headers
):
    answer = as_person(alice).post(address, sent, **headers)
    assert answer.status_code == 422
    assert sentence in words(answer)
    html = answer.content.decode()
    assert f'<p class="error" id="error-examining-{argument.step.pk}" tabindex="-1" autofocus>' in html
    chosen = [("analogy-alike", "no")] if "analogy-alike" in sent else []
    assert re.findall(r'name="([\w-]+)"[^>]* value="(\w+)" checked', html) == chosen
    assert not SchemeAnswer.objects.exists()


# Who


def test_the_form_has_a_page_of_its_own_and_a_fragment(address, alice, as_person):
    page, fragment = as_person(alice).get(address), as_person(alice).get(address, **HTMX)
    assert ("<html" in page.content.decode(), "<html" in fragment.content.decode()) == (True, False)
    for answer in (page, fragment):
        assert "HX-Request" in answer["Vary"]
        assert "Save answers" in words(answer)


def test_anyone_reads_the_questions_and_whoever_answers_is_asked_to_sign_in(address):
    page = Client().get(address)
    assert "Is it true of the case that is pointed to?" in words(page)
    assert "Sign in to answer the questions." in words(page)
    answer = Client().post(address, {"analogy-true": "no"})
    assert (answer.status_code, answer["Location"]) == (302, f"/accounts/login/?next={address}")
    assert not SchemeAnswer.objects.exists()


def test_a_stranger_to_a_map_for_members_is_told_there_is_no_such_thing(address, carl, as_person):
    ArgumentMap.objects.update(visibility="members")
    for send in (as_person(carl).get, as_person(carl).post):
        assert send(address, {"analogy-true": "no"}).status_code == 404
    assert not SchemeAnswer.objects.exists()


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_where_members_alone_rate_others_are_told_so(address, carl, as_person, headers):
    ArgumentMap.objects.update(who_rates="members")
    answer = as_person(carl).post(address, {"analogy-true": "no"}, **headers)
    assert answer.status_code == 403
    assert "Only members of this map may rate in it. Ask its owner to let you in." in words(answer)
    assert not SchemeAnswer.objects.exists()


@pytest.mark.parametrize("gone", ["step", "point"])
def test_a_step_that_was_withdrawn_or_leads_nowhere_is_not_there(argument, address, alice, as_person, gone):
    row = getattr(argument, gone)
    row.state = "withdrawn"
    row.save()
    assert as_person(alice).get(address).status_code == 404


def test_a_withdrawn_premise_is_not_named(argument, address, alice, as_person):
    argument.reason.state = "withdrawn"
    argument.reason.save()
    assert "Reason" not in words(as_person(alice).get(address))


def test_other_methods_are_not_allowed(address, alice, as_person):
    assert as_person(alice).put(address).status_code == 405
