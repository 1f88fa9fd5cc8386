"""What people make of an article or a source: an answer, 0 to 4 or "can't tell", to each of five questions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .rating import ANSWERS, I_CANNOT_TELL, AnswerField, QuestionForm, Scale

CRITERIA = {
    "currency": (
        _("Currency: is it recent enough for what it is used for?"),
        _("When was it written, and what has happened since?"),
    ),
    "relevance": (
        _("Relevance: does it speak to the matter of this map?"),
        _("Is the matter its subject, or something it mentions in passing?"),
    ),
    "authority": (
        _("Authority: do those who wrote it know the field?"),
        _("Who are they, and what else have they written or done?"),
    ),
    "accuracy": (
        _("Accuracy: can what it says be checked, and does it hold?"),
        _("Does it name its sources, and do others confirm it?"),
    ),
    "purpose": (
        _("Purpose: does it set out to inform?"),
        _("Rather than to sell, to sway or to please somebody."),
    ),
}


class AppraisalForm(QuestionForm):
    """Cleans into an answer for each criterion; what was left open is None, as "can't tell" is."""

    currency = AnswerField()
    relevance = AnswerField()
    authority = AnswerField()
    accuracy = AnswerField()
    purpose = AnswerField()

    @property
    def scales(self) -> list[Scale]:
        return [
            self._scale(name, legend, ANSWERS, I_CANNOT_TELL, help)
            for name, (legend, help) in CRITERIA.items()
        ]

    def clean(self) -> dict[str, Any]:
        if not self.errors and all(answer == "" for answer in self.cleaned_data.values()):
            raise forms.ValidationError(_("Answer at least one question. Nothing was saved."))
        return {name: None if answer == "" else answer for name, answer in self.cleaned_data.items()}
