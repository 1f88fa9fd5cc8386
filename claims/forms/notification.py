"""What a person wants to be told of, on the page and by mail."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from argmap.accounts.models import User
from claims.actions.notification import Wanted
from claims.graph.words import NotificationKind

KINDS = {
    NotificationKind.MENTION: _("Somebody mentions me in a comment"),
    NotificationKind.ANSWER: _("Somebody answers in a talk I am in"),
    NotificationKind.COMMENT: _("Somebody comments on a claim I brought"),
    NotificationKind.REWORDED: _("A claim I rated or brought is reworded"),
    NotificationKind.REASON: _("A claim I brought gets a new reason for or against it"),
}


class ChoicesForm(forms.Form):
    """Cleans into `wanted`, by kind, and `email`."""

    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        max_length=User._meta.get_field("email").max_length,
        help_text=_("Only for these mails. Nobody else sees it."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "invalid": _("This is no e-mail address, such as name@example.org. Nothing was saved yet."),
        },
    )

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        for kind, label in KINDS.items():
            self.fields[f"{kind}-page"] = forms.BooleanField(label=label, required=False)
            self.fields[f"{kind}-mail"] = forms.BooleanField(label=label, required=False)

    @property
    def rows(self) -> list[tuple[Any, forms.BoundField, forms.BoundField]]:
        return [(label, self[f"{kind}-page"], self[f"{kind}-mail"]) for kind, label in KINDS.items()]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        wanted = {kind: Wanted(cleaned[f"{kind}-page"], cleaned[f"{kind}-mail"]) for kind in KINDS}
        if any(one.by_mail for one in wanted.values()) and cleaned.get("email") == "":
            self.add_error("email", _("Where should the mail go? Give an address. Nothing was saved yet."))
        return cleaned | {"wanted": wanted}
