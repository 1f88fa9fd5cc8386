"""Ratings as people send them: a step from 0 to 100 or "can't tell"; for evidence, two grades; for relations, three
answers instead of a step.
"""

import re
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from claims.credibility import admiralty_quality, rubric_value
from claims.credibility.rubric import RELEVANCE
from claims.graph.words import ClaimKind
from claims.models import Claim, Evidence
from claims.permissions import Rateable

CANNOT_TELL = "cant-tell"
WHOLE_NUMBER = re.compile("[0-9]{1,3}")
CHOOSE_A_STEP = _("Choose one of the five steps, or “I can’t tell”. Nothing was saved.")


@dataclass(frozen=True)
class Step:
    """One choice on a scale; `meaning` says in the rubric when to choose it, `mark` what stands for the value."""

    value: str
    label: str | Promise
    meaning: str | Promise = ""
    mark: str | Promise = ""


@dataclass(frozen=True)
class Scale:
    """One question of a form: five steps, and apart from them that one cannot tell."""

    name: str
    legend: str | Promise
    steps: tuple[Step, ...]
    unknown: Step
    chosen: str
    help: str | Promise = ""


CLAIM_STEPS = (
    Step("0", _("not at all supported"), _("False, or contradicted by better sources")),
    Step("25", _("poorly supported"), _("Weak: vague, without a source, or out of date")),
    Step("50", _("in between"), _("Could go either way on what is shown")),
    Step("75", _("well supported"), _("Good: a named source, a clear measure, no strong objection")),
    Step("100", _("fully supported"), _("Solid: several independent sources say the same")),
)
ADVICE_STEPS = (
    Step("0", _("not at all supported"), _("No good reason is given, or better reasons speak against it")),
    Step("25", _("poorly supported"), _("Weak: the reasons hardly lead to it")),
    Step("50", _("in between"), _("The reasons for and against weigh about the same")),
    Step("75", _("well supported"), _("Good: clear reasons, no strong objection")),
    Step("100", _("fully supported"), _("Solid: strong reasons from several sides, objections answered")),
)
RELATION_STEPS = (
    Step("0", _("does not matter"), _("Even if right, it says nothing about what it is meant for")),
    Step("25", _("matters a little"), _("It touches the point, but much more would be needed")),
    Step("50", _("matters"), _("It counts, along with other things")),
    Step("75", _("matters a lot"), _("It carries much of the point alone")),
    Step("100", _("decides it"), _("If it is right, the point is settled")),
)
ANSWERS = (
    Step("0", _("not at all")),
    Step("1", _("hardly")),
    Step("2", _("in part")),
    Step("3", _("mostly")),
    Step("4", _("fully")),
)
RELEVANCE_QUESTIONS = {
    "relevant": (
        _("If the reason is true, does it matter for what it bears on?"),
        _("Leave open whether it is true: that is rated on its own page."),
    ),
    "sufficient": (
        _("How far does it go alone?"),
        _("Fully, if nothing else is needed; hardly, if much more would be."),
    ),
    "no_leap": (
        _("Does it lead there without a hidden leap?"),
        _("A leap is something that would have to be true as well, and that nobody says."),
    ),
}
SOURCE_GRADES = (
    Step("A", _("reliable"), _("Known for getting things right")),
    Step("B", _("usually reliable"), _("Right in most cases")),
    Step("C", _("fairly reliable"), _("Right in some cases; some doubt")),
    Step("D", _("not usually reliable"), _("Often wrong, or has a strong interest in the matter")),
    Step("E", _("unreliable"), _("Known for getting things wrong")),
)
INFORMATION_GRADES = (
    Step("1", _("confirmed"), _("Independent sources say the same")),
    Step("2", _("probably true"), _("Not confirmed, but it fits what is known")),
    Step("3", _("possibly true"), _("Not confirmed, and it fits only in part")),
    Step("4", _("doubtful"), _("Possible, but it does not fit well")),
    Step("5", _("improbable"), _("Other information contradicts it")),
)

I_CANNOT_TELL = Step(CANNOT_TELL, _("I can’t tell"), _("stored, never counted as low"))
UNKNOWN_SOURCE = Step("F", _("I can’t judge the source"), _("stored, never counted as low"))
UNKNOWN_INFORMATION = Step("6", _("I can’t judge the information"), _("stored, never counted as low"))


class ValueField(forms.Field):
    """A whole number from 0 to 100, None for "can't tell", "" for nothing where nothing is allowed."""

    def clean(self, value: Any) -> Any:
        text = str(value or "").strip()
        if text == CANNOT_TELL:
            return None
        if not text and self.required:
            raise forms.ValidationError(CHOOSE_A_STEP)
        if text and not (WHOLE_NUMBER.fullmatch(text) and int(text) <= 100):
            raise forms.ValidationError(_("A rating is a whole number from 0 to 100. Nothing was saved."))
        return int(text) if text else ""


class GradeField(forms.ChoiceField):
    """One letter or digit of the Admiralty code."""

    def __init__(self, grades: str, refusal: Any) -> None:
        choices = [(grade, grade) for grade in grades]
        super().__init__(choices=choices, required=False, error_messages={"invalid_choice": refusal})


class AnswerField(forms.Field):
    """An answer of a rubric: 0 to 4, None for "can't tell", "" where it was left open."""

    def __init__(self) -> None:
        super().__init__(required=False)

    def clean(self, value: Any) -> Any:
        text = str(value or "").strip()
        if text in ("", CANNOT_TELL):
            return None if text else ""
        if text not in [step.value for step in ANSWERS]:
            raise forms.ValidationError(_("An answer is 0 to 4, or “I can’t tell”. Nothing was saved."))
        return int(text)


class QuestionForm(forms.Form):
    """Knows how its questions are put. What was sent stays chosen."""

    @property
    def error(self) -> str:
        """The first thing that is wrong: one sentence is enough to act on."""
        return next((str(error) for errors in self.errors.values() for error in errors), "")

    def _scale(
        self,
        name: str,
        legend: str | Promise,
        steps: tuple[Step, ...],
        unknown: Step,
        help: str | Promise = "",
    ) -> Scale:
        return Scale(name, legend, steps, unknown, self.data.get(name, ""), help)


class RatingForm(QuestionForm):
    """Cleans into `value` and `rubric`. `rubric` has the questions that may be answered in place of a value."""

    legend = _("Setting the listed reasons aside, how well supported is this claim?")
    steps = CLAIM_STEPS

    value = ValueField()

    @property
    def scales(self) -> list[Scale]:
        return [self._scale("value", self.legend, self.steps, I_CANNOT_TELL)]

    @property
    def rubric(self) -> list[Scale]:
        return []

    def clean(self) -> dict[str, Any]:
        return {"rubric": {}, **self.cleaned_data}


class AdviceRatingForm(RatingForm):
    """What should be done is not true or false."""

    legend = _("Setting the listed reasons aside, how well supported is this advice?")
    steps = ADVICE_STEPS


class RelationRatingForm(RatingForm):
    """Three answers come to a value. A value that is sent along with them goes before theirs; they are kept."""

    legend = _("If the reason is right, how much does it matter for what it bears on?")
    steps = RELATION_STEPS

    value = ValueField(required=False)
    relevant = AnswerField()
    sufficient = AnswerField()
    no_leap = AnswerField()

    @property
    def rubric(self) -> list[Scale]:
        return [
            self._scale(name, legend, ANSWERS, I_CANNOT_TELL, help)
            for name, (legend, help) in RELEVANCE_QUESTIONS.items()
        ]

    @property
    def rubric_was_used(self) -> bool:
        return any(scale.chosen for scale in self.rubric)

    def clean(self) -> dict[str, Any]:
        if self.errors:
            return super().clean()
        answers = {name: self.cleaned_data[name] for name in RELEVANCE if self.cleaned_data[name] != ""}
        if self.cleaned_data["value"] != "":
            return {"value": self.cleaned_data["value"], "rubric": answers}
        if not answers:
            raise forms.ValidationError(CHOOSE_A_STEP)
        if len(answers) < len(RELEVANCE):
            raise forms.ValidationError(
                _("Answer all three questions, or choose one of the five steps. Nothing was saved.")
            )
        return {"value": rubric_value(answers.values()), "rubric": answers}


class EvidenceRatingForm(RatingForm):
    """Two grades come to a value, and go before a value that is sent along with them."""

    value = ValueField(required=False)
    source = GradeField("ABCDEF", _("A source is graded A to F. Nothing was saved."))
    information = GradeField("123456", _("Information is graded 1 to 6. Nothing was saved."))

    @property
    def scales(self) -> list[Scale]:
        return [
            self._scale("source", _("How reliable is the source?"), SOURCE_GRADES, UNKNOWN_SOURCE),
            self._scale(
                "information", _("How well confirmed is it?"), INFORMATION_GRADES, UNKNOWN_INFORMATION
            ),
        ]

    def clean(self) -> dict[str, Any]:
        source, information = self.cleaned_data.get("source"), self.cleaned_data.get("information")
        if self.errors or (self.cleaned_data["value"] != "" and not (source or information)):
            return super().clean()
        if not (source and information):
            raise forms.ValidationError(_("Grade both the source and the information. Nothing was saved."))
        value = admiralty_quality(source, int(information))
        return {"value": value, "rubric": {"source": source, "information": int(information)}}


def rating_form(target: Rateable) -> type[RatingForm]:
    """The form that asks what is to be asked about this thing."""
    if isinstance(target, Evidence):
        return EvidenceRatingForm
    if isinstance(target, Claim):
        return AdviceRatingForm if target.kind == ClaimKind.PRESCRIPTIVE else RatingForm
    return RelationRatingForm
