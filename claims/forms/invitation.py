"""An invitation as people make it: as what, for whom, and for how long."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.graph.words import Role

from .membership import NO_SUCH_ROLE, ROLES

LASTS = {"day": timedelta(days=1), "week": timedelta(weeks=1), "month": timedelta(days=30), "never": None}


class InvitationForm(forms.Form):
    """Cleans into `role`, `note` and `lasts`; it offers the roles that its maker may give."""

    role = forms.ChoiceField(
        label=_("As what?"),
        widget=forms.RadioSelect,
        error_messages={"required": NO_SUCH_ROLE, "invalid_choice": NO_SUCH_ROLE},
    )
    note = forms.CharField(
        label=_("For whom?"),
        help_text=_("For your own list: “Class 9b”, “Maya’s colleague”. Who opens the link does not see it."),
        required=False,
        max_length=120,
        error_messages={"max_length": _("This is longer than 120 characters. Shorten it; no link was made.")},
    )
    lasts = forms.ChoiceField(
        label=_("How long does the link work?"),
        choices=[
            ("day", _("one day")),
            ("week", _("one week")),
            ("month", _("30 days")),
            ("never", _("until you revoke it")),
        ],
        error_messages={"invalid_choice": _("Choose one of the four. No link was made.")},
    )

    def __init__(self, roles: Sequence[Role], data: Any = None) -> None:
        super().__init__(data, initial={"role": self._usual(roles), "lasts": "week"})
        role = self.fields["role"]
        assert isinstance(role, forms.ChoiceField)
        role.choices = [(role.value, ROLES[role]) for role in roles]

    @staticmethod
    def _usual(roles: Sequence[Role]) -> str:
        return Role.CONTRIBUTOR.value if Role.CONTRIBUTOR in roles else ""

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])

    def clean_lasts(self) -> timedelta | None:
        return LASTS[self.cleaned_data["lasts"]]
