"""Naming another claim of a map, of whatever size: by its address, by its words, or among those that have them."""

import re
from typing import Any

from django import forms
from django.db.models import Q
from django.db.models.functions import Length
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from claims.graph.words import State
from claims.models import Claim

from .edit import EditForm

MOST = 20
KEY = re.compile(r"(?:.*/claims/)?([0-9]{1,18})/?(?:#.*)?")


class FinderForm(EditForm):
    """Cleans into `claim`. Where several claims have the words, they are offered as `matches` to choose among."""

    find = forms.CharField(
        label=_("Which claim?"),
        required=False,
        max_length=2000,
        help_text=_("Some of its words, or its address. If several have them, you choose."),
    )
    chosen = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def __init__(self, *args: Any, but: Claim | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self._open = Claim.objects.filter(map=self.map, state=State.OPEN.value)
        if but:
            self._open = self._open.exclude(pk=but.pk)
        self.matches: list[Claim] = []

    def clean(self) -> dict[str, Any]:
        sent = super().clean() or {}
        find = " ".join((sent.get("find") or "").split())
        named = self._by_key(sent.get("chosen") or "") or self._by_key(find) or self._by_text(find)
        if named is None:
            self.matches = self._having(find)
            self.add_error(
                "find", _now("Choose one of these claims.") if self.matches else self._nothing(find)
            )
        return sent | {"claim": named}

    def _by_key(self, text: str) -> Claim | None:
        found = KEY.fullmatch(text)
        return self._open.filter(pk=found[1]).first() if found else None

    def _by_text(self, text: str) -> Claim | None:
        return self._open.filter(text=text).first() if text else None

    def _having(self, text: str) -> list[Claim]:
        """Those with all of these words, the shortest first."""
        words = text.split()[:10]
        if not words:
            return []
        wanted = Q()
        for word in words:
            wanted &= Q(text__icontains=word)
        return list(self._open.filter(wanted).order_by(Length("text"), "pk")[:MOST])

    def _nothing(self, text: str) -> str:
        if not text:
            return _now("Say which claim you mean.")
        return _now("No claim of this map has these words. Try fewer of them.")
