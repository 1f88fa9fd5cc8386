"""Answers to the questions of a step's scheme: yes, no, or "can't tell"."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.graph.scheme import Aim, Question, Scheme
from claims.graph.words import Answer

from .rating import CANNOT_TELL, I_CANNOT_TELL, QuestionForm, Scale, Step

SENT = {"yes": Answer.YES, "no": Answer.NO, CANNOT_TELL: Answer.CANNOT_TELL}
YES = Step("yes", _("the step may stand"), mark=_("Yes"))
OBJECTIONS: dict[Aim, str | Promise] = {
    Aim.STEP: _("an undercut of this step"),
    Aim.REASON: _("a claim against the reason"),
    Aim.TARGET: _("a claim against what it bears on"),
}


class SchemeForm(QuestionForm):
    """Cleans into `answers` by the key of the question. A question that was left open is not among them."""

    def __init__(self, scheme: Scheme, data: Any = None) -> None:
        super().__init__(data)
        self._questions = {slugify(question.key): question for question in scheme.questions}
        refusal = {"invalid_choice": _("An answer is yes, no, or “I can’t tell”. Nothing was saved.")}
        for name in self._questions:
            choices = [(sent, sent) for sent in SENT]
            self.fields[name] = forms.ChoiceField(choices=choices, required=False, error_messages=refusal)

    @property
    def scales(self) -> list[Scale]:
        return [
            self._scale(name, gettext(question.text), (YES, _no(question)), I_CANNOT_TELL)
            for name, question in self._questions.items()
        ]

    def clean(self) -> dict[str, Any]:
        answers = {self._questions[name].key: SENT[sent] for name, sent in self.cleaned_data.items() if sent}
        if not (answers or self.errors):
            raise forms.ValidationError(_("Answer at least one question. Nothing was saved."))
        return {"answers": answers}


def _no(question: Question) -> Step:
    called_for = _("calls for %(objection)s") % {"objection": OBJECTIONS[question.aim]}
    return Step("no", called_for, mark=_("No"))
