"""What a reader chose to set side by side: articles or theses, two to five."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.queries.column import Column, article_column, thesis_column
from claims.queries.material import Material

FEWEST, MOST = 2, 5


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Picker:
    """One select; the first two must be filled."""

    name: str
    number: int
    required: bool
    options: tuple[Option, ...]

    @property
    def id(self) -> str:
        return f"{self.name}-{self.number}"


class ComparisonForm(forms.Form):
    """Reads `?article=slug&article=slug`, or `?thesis=UID` repeated. Selects left empty say nothing."""

    def __init__(self, data: QueryDict, *, material: Material) -> None:
        super().__init__(data)
        self._material = material
        self._articles = {article.slug: article for article in material.reading.articles.values()}
        self._theses = {thesis.uid: thesis for thesis in material.reading.theses.values()}
        self.asked = [
            (name, value) for name in ("article", "thesis") for value in data.getlist(name) if value
        ]

    @property
    def names_a_stranger(self) -> bool:
        """Whether anything named is not on this map; whether it is on another is not for this door to say."""
        return any(
            value not in (self._articles if name == "article" else self._theses) for name, value in self.asked
        )

    @property
    def columns(self) -> list[Column]:
        return [
            article_column(self._material, self._articles[value])
            if name == "article"
            else thesis_column(self._material, self._theses[value])
            for name, value in self.asked
        ]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        asked = self.asked
        if len({name for name, _value in asked}) > 1:
            raise forms.ValidationError(
                _("Articles and theses cannot stand side by side. Choose either articles or theses.")
            )
        if len(set(asked)) < len(asked):
            raise forms.ValidationError(_("You chose the same one twice. Choose another in its place."))
        if len(asked) < FEWEST:
            raise forms.ValidationError(_("You chose only one. Choose another to set beside it."))
        if len(asked) > MOST:
            raise forms.ValidationError(
                ngettext(
                    "At most five fit side by side, and you chose %(chosen)s. Leave one out.",
                    "At most five fit side by side, and you chose %(chosen)s. Leave %(over)s out.",
                    len(asked) - MOST,
                )
                % {"chosen": len(asked), "over": len(asked) - MOST}
            )
        return values

    @property
    def articles(self) -> list[Picker]:
        labels = {
            slug: f"{article.letter} · {article.byline}: {article.short_title}"
            for slug, article in self._articles.items()
        }
        return list(self._pickers("article", labels))

    @property
    def theses(self) -> list[Picker]:
        claims = self._material.reading.claims
        labels = {
            uid: f"{thesis.name} · {thesis.label or claims[thesis.claim].text}"
            for uid, thesis in self._theses.items()
        }
        return list(self._pickers("thesis", labels))

    def _pickers(self, name: str, labels: dict[str, str]) -> Iterator[Picker]:
        """A select for each one chosen, at least two, and one more while there is room."""
        chosen = [value for asked, value in self.asked if asked == name]
        wanted = max(len(chosen), FEWEST)
        if FEWEST <= len(chosen) < min(MOST, len(labels)):
            wanted += 1
        for place in range(wanted):
            value = chosen[place] if place < len(chosen) else ""
            options = tuple(Option(each, label, each == value) for each, label in labels.items())
            yield Picker(name, place + 1, place < FEWEST, options)
