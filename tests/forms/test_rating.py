"""What a rating may look like when it comes in."""

import pytest

from claims.forms.rating import (
    AdviceRatingForm,
    EvidenceRatingForm,
    RatingForm,
    RelationRatingForm,
    rating_form,
)
from claims.models import Claim, Evidence, Relation

STEP = "Choose one of the five steps, or “I can’t tell”. Nothing was saved."
NUMBER = "A rating is a whole number from 0 to 100. Nothing was saved."
BOTH = "Grade both the source and the information. Nothing was saved."
THREE = "Answer all three questions, or choose one of the five steps. Nothing was saved."
ANSWER = "An answer is 0 to 4, or “I can’t tell”. Nothing was saved."
REFUSED = {
    "101": NUMBER,
    "-1": NUMBER,
    "NaN": NUMBER,
    "75.5": NUMBER,
    "1e400": NUMBER,
    "inf": NUMBER,
    "0x10": NUMBER,
    "+75": NUMBER,
    "7_5": NUMBER,
    "7 5": NUMBER,
    "٧٥": NUMBER,
    "👍": NUMBER,
    "cant-tell ever": NUMBER,
    "75\x00": NUMBER,
    "9" * 100_000: NUMBER,
    "": STEP,
    "   ": STEP,
}


@pytest.mark.parametrize(
    ("sent", "value"), [("0", 0), ("75", 75), ("100", 100), (" 75 ", 75), ("cant-tell", None)]
)
def test_a_whole_number_or_that_one_cannot_tell_is_taken(sent, value):
    form = RatingForm({"value": sent})
    assert form.is_valid()
    assert form.cleaned_data == {"value": value, "rubric": {}}


@pytest.mark.parametrize(("sent", "sentence"), REFUSED.items(), ids=[repr(sent)[:20] for sent in REFUSED])
def test_anything_else_is_refused_with_a_sentence(sent, sentence):
    assert RatingForm({"value": sent}).error == sentence


@pytest.mark.parametrize("sent", [{}, {"score": "75"}, {"Value": "75"}])
def test_so_is_nothing_and_any_other_key(sent):
    assert RatingForm(sent).error == STEP


def test_two_grades_come_to_one_value_and_are_kept():
    form = EvidenceRatingForm({"source": "B", "information": "2"})
    assert form.is_valid()
    assert form.cleaned_data == {"value": 80, "rubric": {"source": "B", "information": 2}}


@pytest.mark.parametrize("grades", [{"source": "F", "information": "2"}, {"source": "B", "information": "6"}])
def test_what_cannot_be_judged_is_no_rating_but_the_grades_are_kept(grades):
    form = EvidenceRatingForm(grades)
    assert form.is_valid()
    assert form.cleaned_data["value"] is None
    assert form.cleaned_data["rubric"] == {
        "source": grades["source"],
        "information": int(grades["information"]),
    }


def test_grades_go_before_a_value_sent_along_with_them():
    form = EvidenceRatingForm({"value": "10", "source": "A", "information": "1"})
    assert form.is_valid()
    assert form.cleaned_data["value"] == 95


@pytest.mark.parametrize(("sent", "value"), [("40", 40), ("cant-tell", None)])
def test_evidence_may_be_rated_by_a_value_alone(sent, value):
    form = EvidenceRatingForm({"value": sent})
    assert form.is_valid()
    assert form.cleaned_data["value"] == value
    assert form.cleaned_data["rubric"] == {}


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, BOTH),
        ({"source": "A"}, BOTH),
        ({"information": "1"}, BOTH),
        ({"value": "40", "source": "A"}, BOTH),
        ({"source": "a", "information": "1"}, "A source is graded A to F. Nothing was saved."),
        ({"source": "A", "information": "7"}, "Information is graded 1 to 6. Nothing was saved."),
        ({"value": "101", "source": "A", "information": "1"}, NUMBER),
    ],
)
def test_half_a_grade_or_a_wrong_one_is_refused(sent, sentence):
    assert EvidenceRatingForm(sent).error == sentence


def test_three_answers_about_a_relation_come_to_one_value_and_are_kept():
    form = RelationRatingForm({"relevant": "4", "sufficient": "1", "no_leap": "3"})
    assert form.is_valid()
    assert form.cleaned_data == {"value": 67, "rubric": {"relevant": 4, "sufficient": 1, "no_leap": 3}}


def test_where_one_of_them_cannot_be_told_there_is_no_value_but_the_answers_are_kept():
    form = RelationRatingForm({"relevant": "4", "sufficient": "4", "no_leap": "cant-tell"})
    assert form.is_valid()
    assert form.cleaned_data == {"value": None, "rubric": {"relevant": 4, "sufficient": 4, "no_leap": None}}


@pytest.mark.parametrize(("sent", "value"), [("40", 40), ("cant-tell", None)])
def test_a_value_goes_before_answers_sent_along_with_it_and_they_are_kept(sent, value):
    form = RelationRatingForm({"value": sent, "relevant": "4", "sufficient": "4", "no_leap": "4"})
    assert form.is_valid()
    assert form.cleaned_data == {"value": value, "rubric": {"relevant": 4, "sufficient": 4, "no_leap": 4}}


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, STEP),
        ({"relevant": "4"}, THREE),
        ({"relevant": "4", "no_leap": "cant-tell"}, THREE),
        ({"relevant": "4", "sufficient": "4", "no_leap": "5"}, ANSWER),
        ({"relevant": "4", "sufficient": "4", "no_leap": "3.5"}, ANSWER),
        ({"value": "75", "relevant": "-1"}, ANSWER),
        ({"value": "101", "relevant": "4", "sufficient": "4", "no_leap": "4"}, NUMBER),
    ],
)
def test_too_few_answers_or_a_wrong_one_are_refused(sent, sentence):
    assert RelationRatingForm(sent).error == sentence


def test_only_relations_offer_three_questions_in_place_of_a_step():
    assert [scale.name for scale in RelationRatingForm().rubric] == ["relevant", "sufficient", "no_leap"]
    assert [form().rubric for form in (RatingForm, AdviceRatingForm, EvidenceRatingForm)] == [[], [], []]
    assert not RelationRatingForm({"value": "75"}).rubric_was_used
    assert RelationRatingForm({"relevant": "0"}).rubric_was_used


def test_what_was_sent_stays_chosen_when_the_rest_is_missing():
    source, information = EvidenceRatingForm({"source": "C"}).scales
    assert (source.chosen, information.chosen) == ("C", "")


def test_each_thing_has_its_own_question_and_advice_is_never_called_false():
    assert rating_form(Claim(kind="factual")) is RatingForm
    assert rating_form(Claim(kind="prescriptive")) is AdviceRatingForm
    assert rating_form(Relation()) is RelationRatingForm
    assert rating_form(Evidence()) is EvidenceRatingForm
    [scale] = AdviceRatingForm().scales
    words = " ".join(f"{step.label} {step.meaning}" for step in scale.steps).lower()
    assert "true" not in words
    assert "false" not in words
