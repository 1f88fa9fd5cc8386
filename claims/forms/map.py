"""A map as people describe it: when they start one, with its first article or without, and in its settings."""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from django import forms
from django.conf.locale import LANG_INFO
from django.core.validators import URLValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.graph.words import EvidenceRaters, Visibility, WhoRates
from claims.models import ArgumentMap

MOST_AUTHORS = 50
MOST_OF_A_NAME = 200
MOST_OF_A_SUMMARY = 4_000
MOST_RATERS = 1_000

VISIBILITIES = [
    (Visibility.PUBLIC.value, _("Everyone: it stands in the list of maps.")),
    (Visibility.UNLISTED.value, _("Whoever has its address: it stands in no list.")),
    (Visibility.MEMBERS.value, _("Members only: the people you invite by a link.")),
]
RATERS = [
    (WhoRates.EVERYONE.value, _("Everyone who sees the map and is signed in.")),
    (WhoRates.MEMBERS.value, _("Members only, from the role of rater on.")),
]
GRADERS = [
    (
        EvidenceRaters.CURATORS.value,
        _("Those of curators and the owner. Others’ grades are kept beside them."),
    ),
    (EvidenceRaters.EVERYONE.value, _("Those of everyone who may rate.")),
]
USUAL = {
    "language": "en",
    "visibility": Visibility.PUBLIC.value,
    "who_rates": WhoRates.EVERYONE.value,
}
CHOOSE_ONE = {
    "required": _("Choose one. Nothing was saved."),
    "invalid_choice": _("Choose one. Nothing was saved."),
}


def languages(present: str = "en") -> list[tuple[str, str]]:
    """By their own names; what a map has now is among them, whatever a file brought."""
    named = {code: str(info["name_local"]) for code, info in LANG_INFO.items() if "name_local" in info}
    named.setdefault(present, present)
    return sorted(named.items(), key=lambda language: language[1].casefold())


def too_long(most: int) -> Any:
    return _("This is longer than %(most)s characters. Shorten it; nothing was saved.") % {"most": most}


class LinesField(forms.CharField):
    """Text of several lines. Browsers end lines with two characters, files with one."""

    widget = forms.Textarea(attrs={"rows": 4})

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n").replace("\r", "\n")


class AuthorsField(LinesField):
    """One a line: a name, and after the first comma where that person works."""

    def clean(self, value: Any) -> Any:
        lines = [line.strip() for line in super().clean(value).split("\n") if line.strip()]
        authors = [_author(line) for line in lines]
        if len(authors) > MOST_AUTHORS:
            raise forms.ValidationError(
                _("These are more than 50 authors. Name the first ones; nothing was saved.")
            )
        if any(not 0 < len(author["name"]) <= MOST_OF_A_NAME for author in authors):
            raise forms.ValidationError(
                _("Every line begins with a name of at most 200 characters. Nothing was saved.")
            )
        return authors


def _author(line: str) -> dict[str, str]:
    name, _comma, affiliation = line.partition(",")
    return {"name": name.strip(), "affiliation": affiliation.strip()}


class MapForm(forms.Form):
    """Cleans into the columns of a map."""

    title = forms.CharField(
        label=_("Question or title"),
        help_text=_("What the map is about, in a line: “Should the bridge be closed?”"),
        max_length=200,
        error_messages={
            "required": _("A map needs a title. Nothing was saved."),
            "max_length": too_long(200),
        },
    )
    summary = LinesField(
        label=_("Summary"),
        help_text=_("Two or three sentences for people who find it."),
        required=False,
        max_length=MOST_OF_A_SUMMARY,
        error_messages={"max_length": too_long(MOST_OF_A_SUMMARY)},
    )
    language = forms.ChoiceField(label=_("Language"), error_messages=CHOOSE_ONE)
    visibility = forms.ChoiceField(
        label=_("Who may see it?"), choices=VISIBILITIES, widget=forms.RadioSelect, error_messages=CHOOSE_ONE
    )
    who_rates = forms.ChoiceField(
        label=_("Who may rate?"), choices=RATERS, widget=forms.RadioSelect, error_messages=CHOOSE_ONE
    )

    def __init__(self, *args: Any, language: str = "en", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"] = forms.ChoiceField(
            label=_("Language"), choices=languages(language), error_messages=CHOOSE_ONE
        )

    @property
    def article(self) -> dict[str, Any] | None:
        """The first article that goes with the map."""
        return None

    @property
    def columns(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in MapForm.base_fields}


class ArticleMapForm(MapForm):
    """The same, with what is known of the map's first article."""

    article_title = forms.CharField(
        label=_("Title of the article"),
        max_length=300,
        error_messages={
            "required": _("The article needs a title. Nothing was saved."),
            "max_length": too_long(300),
        },
    )
    authors = AuthorsField(
        label=_("Authors"),
        help_text=_("One a line: the name, a comma, and where that person works or teaches, if you know."),
        required=False,
        max_length=10_000,
        error_messages={"max_length": too_long(10_000)},
    )
    outlet = forms.CharField(
        label=_("Where it appeared"),
        help_text=_("The newspaper, journal, publisher or site."),
        required=False,
        max_length=300,
        error_messages={"max_length": too_long(300)},
    )
    date_words = forms.CharField(
        label=_("When"),
        help_text=_("In words, as exactly as you know: “14 March 2012”, “spring 2013”."),
        required=False,
        max_length=120,
        error_messages={"max_length": too_long(120)},
    )
    url = forms.URLField(
        label=_("Its address on the web"),
        required=False,
        max_length=2000,
        assume_scheme="https",
        error_messages={
            "invalid": _("An address begins with http:// or https://. Nothing was saved."),
            "max_length": too_long(2000),
        },
    )
    url.validators = [
        URLValidator(
            schemes=["http", "https"],
            message=_("An address begins with http:// or https://. Nothing was saved."),
        )
    ]

    @property
    def article(self) -> dict[str, Any]:
        given = {name: self.cleaned_data[name] for name in ("authors", "outlet", "date_words", "url")}
        return {"title": self.cleaned_data["article_title"], **given}


class Difference(NamedTuple):
    """A setting, what others made it meanwhile, and what was typed for it, or None where it was left alone."""

    label: str
    now: str
    typed: str | None


class SettingsForm(MapForm):
    """All an owner decides. `read` is what stood there when the form was opened: an untidy one stands for nothing."""

    licence = forms.CharField(
        label=_("Licence"),
        help_text=_("On what terms others may use what stands on the map: “CC BY 4.0”."),
        required=False,
        max_length=300,
        error_messages={"max_length": too_long(300)},
    )
    evidence_raters = forms.ChoiceField(
        label=_("Whose grades of evidence count?"),
        choices=GRADERS,
        widget=forms.RadioSelect,
        error_messages=CHOOSE_ONE,
    )
    hide_until_rated = forms.BooleanField(
        label=_("Hide others’ ratings of a thing until one has rated it"),
        help_text=_("So that nobody is swayed by what others gave."),
        required=False,
    )
    fewest_raters = forms.IntegerField(
        label=_("Fewest raters before others see a number"),
        help_text=_("From 1 to 1000. With fewer ratings a number is kept back, and counts in no other."),
        min_value=1,
        max_value=MOST_RATERS,
        error_messages={
            "required": _("Give a whole number from 1 to 1000. Nothing was saved."),
            "invalid": _("Give a whole number from 1 to 1000. Nothing was saved."),
            "min_value": _("Give a whole number from 1 to 1000. Nothing was saved."),
            "max_value": _("Give a whole number from 1 to 1000. Nothing was saved."),
        },
    )
    ratings_named = forms.BooleanField(
        label=_("Show ratings with names"),
        help_text=_("Can only be switched on before anybody has rated: who rated without names keeps that."),
        required=False,
    )
    read = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_read(self) -> dict[str, Any]:
        try:
            read = json.loads(self.cleaned_data["read"])
        except (ValueError, RecursionError):
            return {}
        return read if isinstance(read, dict) else {}

    @property
    def columns(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "read"}

    def take_over(self, now: Mapping[str, Any]) -> list[Difference]:
        """Beside each setting that others changed what was typed here. What was left alone here becomes theirs."""
        read = self.cleaned_data["read"]
        own = {name: self.cleaned_data[name] for name in now if self.cleaned_data[name] != read.get(name)}
        theirs = {name: value for name, value in now.items() if name not in own}
        self.data = {name: self.data[name] for name in self.data} | theirs
        return [
            Difference(
                str(self.fields[name].label),
                self._said(name, value),
                self._said(name, own[name]) if name in own else None,
            )
            for name, value in now.items()
        ]

    def _said(self, name: str, value: Any) -> str:
        if isinstance(value, bool):
            return gettext("yes") if value else gettext("no")
        return str(dict(getattr(self.fields[name], "choices", ())).get(value, value))


def settings_form(map: ArgumentMap, data: Any = None) -> SettingsForm:
    initial = {name: getattr(map, name) for name in SettingsForm.base_fields if name != "read"}
    return SettingsForm(data, initial=initial, language=map.language)
