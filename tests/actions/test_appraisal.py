"""Answers are put in place of earlier ones, by those who may, about what is asked."""

import pytest

from claims.actions.appraisal import appraise
from claims.actions.rating import MayNotRate
from claims.actions.scheme import examine
from claims.errors import ClaimsError
from claims.graph.words import Answer
from claims.models import Appraisal, ArgumentMap, SchemeAnswer
from tests.arguing import Argument


@pytest.fixture
def argument(db):
    argument = Argument(ArgumentMap.objects.create(slug="argued", title="Argued"))
    argument.step = argument.supports(argument.claim("Reason"), argument.thesis("Point"), scheme="sign")
    return argument


def test_a_person_has_one_appraisal_of_a_thing_of_the_version_they_saw(argument, alice, maya):
    first = appraise(argument.article, {"currency": 4, "purpose": 1}, by=alice)
    appraise(argument.article, {"currency": 0}, by=maya)
    argument.article.version = 2
    argument.article.save()
    appraise(argument.article, {"currency": 3}, by=alice)
    [own] = Appraisal.objects.filter(rater=alice)
    assert (own.currency, own.purpose, own.revision) == (3, None, 2)
    assert own.modified > first.modified
    assert Appraisal.objects.count() == 2


@pytest.mark.parametrize("answer", [-1, 5])
def test_an_answer_out_of_range_is_refused(argument, alice, answer):
    with pytest.raises(ClaimsError):
        appraise(argument.article, {"currency": answer}, by=alice)
    assert not Appraisal.objects.exists()


def test_a_person_has_one_answer_to_a_question_of_a_step(argument, alice):
    examine(argument.step, {"sign: there": Answer.NO, "sign: strong": Answer.YES}, by=alice)
    argument.step.version = 2
    examine(argument.step, {"sign: there": Answer.YES}, by=alice)
    kept = SchemeAnswer.objects.order_by("question").values_list("question", "answer", "revision")
    assert list(kept) == [("sign: strong", "yes", 1), ("sign: there", "yes", 2)]


def test_what_a_scheme_does_not_ask_is_refused(argument, alice):
    with pytest.raises(ClaimsError):
        examine(argument.step, {"analogy: alike": Answer.NO}, by=alice)
    assert not SchemeAnswer.objects.exists()


def test_neither_is_for_those_who_may_not_rate(argument, carl):
    argument.map.who_rates = "members"
    with pytest.raises(MayNotRate):
        appraise(argument.article, {"currency": 4}, by=carl)
    with pytest.raises(MayNotRate):
        examine(argument.step, {"sign: there": Answer.NO}, by=carl)


def test_a_withdrawn_step_takes_no_answers(argument, alice):
    argument.step.state = "withdrawn"
    with pytest.raises(MayNotRate):
        examine(argument.step, {"sign: there": Answer.NO}, by=alice)


def test_who_leaves_takes_their_answers_along(argument, alice):
    appraise(argument.article, {"currency": 4}, by=alice)
    examine(argument.step, {"sign: there": Answer.NO}, by=alice)
    alice.delete()
    assert not Appraisal.objects.exists()
    assert not SchemeAnswer.objects.exists()
