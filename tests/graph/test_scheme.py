"""The schemes, and how a step's scheme is found."""

import json
from collections import Counter

import pytest

from claims.corpus import SHIPPED
from claims.graph.scheme import ANY_STEP, SCHEMES, Aim, scheme_of

ALL = [*SCHEMES, ANY_STEP]
QUESTIONS = [question for scheme in ALL for question in scheme.questions]


@pytest.mark.parametrize(
    "name",
    ["argument from expert opinion", "Argument From Expert Opinion", "expert opinion", " Expert Opinion "],
)
def test_a_scheme_is_found_however_its_name_is_written(name):
    assert scheme_of(name).key == "expert opinion"


@pytest.mark.parametrize("name", ["", "argument from thin air", "any step"])
def test_a_step_whose_scheme_is_not_known_is_asked_what_any_step_is(name):
    assert scheme_of(name) is ANY_STEP


def test_every_question_has_a_key_and_an_objection_of_its_own():
    assert [key for key, n in Counter(question.key for question in QUESTIONS).items() if n > 1] == []
    assert [scheme.key for scheme in ALL if len({q.objection for q in scheme.questions}) < 2] == []
    assert [q.key for q in QUESTIONS if not q.text.endswith("?") or not q.objection.endswith(".")] == []
    assert [q.key for q in QUESTIONS if len(q.key) > 60] == []


def test_every_scheme_has_a_question_whose_no_undercuts_the_step():
    weighed = {scheme.key: {question.aim for question in scheme.questions} for scheme in ALL}
    assert [key for key, aims in weighed.items() if Aim.STEP not in aims] == []


def test_every_scheme_that_the_shipped_maps_name_is_known():
    relations = [row for file in SHIPPED.values() for row in json.loads(file.read_text())["relations"]]
    named = {relation["scheme"] for relation in relations if relation.get("scheme")}
    assert [name for name in named if scheme_of(name) is ANY_STEP] == []
