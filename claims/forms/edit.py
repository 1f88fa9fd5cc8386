"""What every form that adds to a map or changes it has alike."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from argmap.accounts.models import User
from claims.graph.difference import Piece, difference
from claims.models import ArgumentMap, Passage


def text_area(rows: int, **attrs: Any) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, **attrs})


@dataclass(frozen=True)
class Clash:
    """What one field says now, by somebody else's edit, and what was typed into it; and how the two differ."""

    label: str
    theirs: str
    yours: str
    pieces: list[Piece]


class EditForm(forms.Form):
    """`version` is what its editor had read; `why` goes into the history. Ids begin as the panel's that shows it."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    why = forms.CharField(
        label=_("Why?"),
        required=False,
        max_length=300,
        help_text=_("A few words for the history. Others see them."),
    )

    def __init__(self, data: Any = None, *, map: ArgumentMap, id: str, **options: Any) -> None:
        super().__init__(data, auto_id=f"{id}-%s", **options)
        self.map = map

    @property
    def read(self) -> int:
        return self.cleaned_data.get("version") or 0

    def edit_by(self, user: User) -> dict[str, Any]:
        """What every change of a thing is told beside its own values."""
        return {"read": self.read, "by": user, "why": self.cleaned_data["why"]}

    def take_focus(self) -> None:
        """Its first control has it as soon as the form is there; `why` comes last, or is not asked at all."""
        first = next(field for field in self.visible_fields() if field.name != "why")
        first.field.widget.attrs["autofocus"] = True

    def now_read(self, version: int) -> None:
        """Its editor has been shown somebody else's edit: saving what was typed again is a decision then."""
        self.data = {name: self.data.get(name) for name in self.data} | {"version": version}

    def clashes(self, now: dict[str, Any]) -> list[Clash]:
        """Where what was typed is another than what stands there now, field by field."""
        found = []
        for name in self.fields:
            theirs, yours = str(now.get(name, "")), str(self.data.get(name) or "")
            if name in now and name != "version" and theirs != yours:
                label = str(self.fields[name].label)
                found.append(Clash(label, theirs, yours, difference(theirs, yours)))
        return found


def lines(text: str) -> tuple[str, ...]:
    """What stands on lines of its own, or between semicolons."""
    return tuple(part for line in text.replace(";", "\n").splitlines() if (part := line.strip()))


class QuotingForm(EditForm):
    """May be about words that were chosen in an article's text."""

    passage = forms.ModelChoiceField(Passage.objects.none(), widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["passage"].queryset = Passage.objects.filter(map=self.map)  # type: ignore[attr-defined]

    @property
    def quoted(self) -> Passage | None:
        """The passage, to be shown beside the form."""
        key = str(self["passage"].value() or "")
        known = Passage.objects.filter(map=self.map).select_related("article")
        return known.filter(pk=key).first() if key.isdecimal() and len(key) < 19 else None
