"""What people ask about a claim, a step or a piece of evidence."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .edit import EditForm, text_area


class CriticalQuestionForm(EditForm):
    question = forms.CharField(
        label=_("The question"),
        max_length=500,
        widget=text_area(2),
        help_text=_("What would have to be checked before one believes it?"),
        error_messages={"required": _("Write the question down first.")},
    )
    label = forms.CharField(
        label=_("The weakness in a word or two"),
        required=False,
        max_length=120,
        help_text=_("“Single source”, “hasty generalisation”."),
    )
    matters = forms.CharField(label=_("Why it matters"), required=False, max_length=1000, widget=text_area(2))

    @property
    def asked(self) -> dict[str, str]:
        sent = self.cleaned_data
        return {"question": sent["question"], "label": sent["label"], "why": sent["matters"]}
