"""Words that somebody chose from an article's text, and where they found them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LARGEST_NUMBER = 10**6


class PassageForm(forms.Form):
    """`near`: how far into the first paragraph the words were chosen, where a script can tell."""

    exact = forms.CharField(
        label=_("The exact words"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": False}),
        help_text=_("Copied from the paragraph above, at most 300 characters."),
        error_messages={"required": _("Copy the words you mean from the paragraph. Nothing was saved.")},
    )
    first = forms.IntegerField(min_value=1, max_value=LARGEST_NUMBER, widget=forms.HiddenInput)
    last = forms.IntegerField(min_value=1, max_value=LARGEST_NUMBER, required=False, widget=forms.HiddenInput)
    near = forms.IntegerField(min_value=0, max_value=LARGEST_NUMBER, required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        given["last"] = max(given.get("last") or 0, given.get("first") or 0)
        given["near"] = given.get("near") or 0
        return given
