"""A scenario in an address: `?strike=c12&set=e34:80`. A form may add one change to it: `of` and `as`."""

import re
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from claims.queries.what_if import Scenario

MOST_CHANGES = 50
NAME = re.compile(r"[ce][1-9][0-9]{0,17}", re.ASCII)
OUT = "out"
STEPS = ("0", "10", "25", "40", "50", "60", "75", "90", "100")


class ScenarioForm(forms.Form):
    """Its data is the query of an address; `cleaned_data["scenario"]` holds all changes, the added one too."""

    data: QueryDict

    def clean(self) -> dict[str, Any]:
        changes: dict[str, int | None] = {}
        for name in self.data.getlist("strike"):
            changes[self._name(name)] = None
        for pair in self.data.getlist("set"):
            name, _colon, value = pair.partition(":")
            changes[self._name(name)] = self._value(value)
        if self.adds:
            value = self.data.get("as", "")
            changes[self._name(self.data.get("of", ""))] = None if value == OUT else self._value(value)
        if len(changes) > MOST_CHANGES:
            raise forms.ValidationError(
                _("At most %(most)s changes fit into a scenario, and this has %(n)s. Leave some out.")
                % {"most": MOST_CHANGES, "n": len(changes)}
            )
        struck = tuple(name for name, value in changes.items() if value is None)
        rated = {name: value for name, value in changes.items() if value is not None}
        return {"scenario": Scenario(struck, rated)}

    @property
    def adds(self) -> bool:
        return bool(self.data.get("of"))

    def _name(self, name: str) -> str:
        if not NAME.fullmatch(name):
            raise forms.ValidationError(
                _(
                    "Choose what to change from the list: the address names something that is no claim or evidence."
                )
            )
        return name

    def _value(self, value: str) -> int:
        if not (value.isascii() and value.isdecimal() and len(value) < 4 and int(value) <= 100):
            raise forms.ValidationError(
                _("Choose what becomes of it: struck out, or a number from 0 to 100.")
            )
        return int(value)


def address_of(scenario: Scenario, *, leaving_out: str = "", **more: str) -> str:
    """The query that says this scenario, with or without one of its changes."""
    query = QueryDict(mutable=True)
    query.setlist("strike", [name for name in scenario.struck if name != leaving_out])
    query.setlist("set", [f"{name}:{value}" for name, value in scenario.rated.items() if name != leaving_out])
    query.update({name: value for name, value in more.items() if value})
    return query.urlencode(safe=":")
