"""What readers answered about articles, sources and steps, told together to those who may see it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims.actions.appraisal import appraise
from claims.actions.scheme import examine
from claims.graph.words import Answer
from claims.models import ArgumentMap, Group, GroupMember
from tests.arguing import Argument

GOOD = {"currency": 4, "relevance": 4, "authority": 4, "accuracy": 4, "purpose": 4}


@pytest.fixture
def argument(db):
    argument = Argument(ArgumentMap.objects.create(slug="argued", title="Argued"))
    argument.cable = argument.source("Cable")
    argument.step = argument.supports(argument.claim("Reason"), argument.thesis("Point"))
    return argument


def told(name, client=None, asked=""):
    return (client or Client()).get(f"/api/v1/maps/argued/{name}/{asked}").json()["results"]


def test_articles_come_first_and_what_nobody_answered_about_is_not_there(argument, alice, maya):
    assert (told("appraisals"), told("answers")) == ([], [])
    appraise(argument.cable, GOOD, by=alice)
    appraise(argument.article, {"currency": 0}, by=maya)
    found = [(row["article"], row["source"], row["n"], row["value"]) for row in told("appraisals")]
    assert found == [(argument.article.pk, None, 1, None), (None, argument.cable.pk, 1, 100)]


def test_each_question_that_was_answered_is_told_with_its_objection(argument, alice, maya):
    examine(argument.step, {"any step: bears": Answer.NO, "any step: premise": Answer.YES}, by=alice)
    examine(argument.step, {"any step: bears": Answer.CANNOT_TELL}, by=maya)
    found = [(row["question"][:18], row["yes"], row["no"], row["cannot_tell"]) for row in told("answers")]
    assert found == [("Is the reason true", 1, 0, 0), ("Does the reason be", 0, 1, 1)]
    assert [row["objection"]["to"] for row in told("answers")] == ["reason", "step"]


def test_where_the_map_hides_them_one_sees_what_one_has_answered_oneself(argument, alice, maya, as_person):
    ArgumentMap.objects.update(hide_until_rated=True)
    for person in (alice, maya):
        appraise(argument.cable, GOOD, by=person)
    appraise(argument.article, GOOD, by=maya)
    examine(argument.step, {"any step: bears": Answer.NO}, by=maya)
    assert [row["source"] for row in told("appraisals", as_person(alice))] == [argument.cable.pk]
    assert told("answers", as_person(alice)) == []
    assert told("appraisals") == []
    examine(argument.step, {"any step: bears": Answer.YES}, by=alice)
    assert [(row["yes"], row["no"]) for row in told("answers", as_person(alice))] == [(1, 1)]


def test_too_few_are_left_out(argument, alice, maya):
    ArgumentMap.objects.update(fewest_raters=2)
    appraise(argument.cable, GOOD, by=alice)
    examine(argument.step, {"any step: bears": Answer.NO}, by=alice)
    assert (told("appraisals"), told("answers")) == ([], [])
    appraise(argument.cable, GOOD, by=maya)
    examine(argument.step, {"any step: bears": Answer.NO}, by=maya)
    assert (len(told("appraisals")), len(told("answers"))) == (1, 1)


def test_the_example_class_can_be_left_out(argument, alice, maya):
    group = Group.objects.create(map=argument.map, slug="example", name="Example", is_example=True)
    GroupMember.objects.create(group=group, user=maya, pseudonym="1")
    for person in (alice, maya):
        appraise(argument.cable, GOOD, by=person)
    examine(argument.step, {"any step: bears": Answer.NO}, by=maya)
    assert [row["n"] for row in told("appraisals")] == [2]
    assert [row["n"] for row in told("appraisals", asked="?example=off")] == [1]
    assert told("answers", asked="?example=off") == []


def test_answers_about_a_withdrawn_step_are_not_told(argument, alice, maya, as_person):
    examine(argument.step, {"any step: bears": Answer.NO}, by=alice)
    argument.step.state = "withdrawn"
    argument.step.save()
    assert told("answers", as_person(maya)) == []


@pytest.mark.parametrize("name", ["appraisals", "answers"])
def test_a_list_asks_the_database_as_often_however_much_was_answered(argument, person, name):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            told(name)
        return len(queries)

    before = asked()
    people = [person(f"reader-{n}") for n in range(4)]
    sources = [argument.source(f"Source {n}") for n in range(4)]
    steps = [argument.supports(argument.claim(f"Reason {n}"), argument.claim(f"Point {n}")) for n in range(4)]
    for one in people:
        for source, step in zip(sources, steps, strict=True):
            appraise(source, GOOD, by=one)
            examine(step, {"any step: bears": Answer.NO}, by=one)
    assert len(told(name)) == 4
    assert asked() == before <= 3
