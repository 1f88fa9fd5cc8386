"""What is said of an article, as people write it: authors line by line, a date in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.validators import RegexValidator, URLValidator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from claims.graph.dates import days_of
from claims.graph.words import TextRight
from claims.models import Article

LONG = 5_000
MOST_AUTHORS = 50
LONGEST_NAME = 200
RIGHTS = [
    (TextRight.QUOTATION_ONLY.value, _("quotation only: members of this map alone read the text")),
    (TextRight.OPEN_LICENCE.value, _("open licence: everyone who sees this map may read it")),
    (TextRight.OWN.value, _("my own text: everyone who sees this map may read it")),
]


@dataclass(frozen=True)
class Difference:
    """A field that somebody else saved otherwise than this form has it."""

    label: str | Promise
    theirs: str
    yours: str


class DayField(forms.DateField):
    """A day as browsers send it."""

    def __init__(self, label: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(label=label, required=False, widget=widget, input_formats=["%Y-%m-%d"])


class ArticleForm(forms.Form):
    """Cleans into the columns of an article. `read_as`: the days that its words for the date were taken to mean."""

    title = forms.CharField(label=_("Title"), max_length=300)
    short_title = forms.CharField(
        label=_("Short title"),
        max_length=300,
        required=False,
        help_text=_("For lists and columns; the address of a new article is made from it."),
    )
    authors = forms.CharField(
        label=_("Authors"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line, in order: name, affiliation. Leave it empty if nobody is named."),
    )
    author_note = forms.CharField(
        label=_("Note on the authors"),
        max_length=LONG,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    outlet = forms.CharField(
        label=_("Where it was published"),
        max_length=300,
        required=False,
        help_text=_("Journal, paper or site."),
    )
    genre = forms.CharField(
        label=_("Kind of text"),
        max_length=80,
        required=False,
        help_text=_("Journal article, blog, interview …"),
    )
    language = forms.CharField(
        label=_("Language"),
        max_length=16,
        help_text=_("As a code: en, de, az."),
        validators=[
            RegexValidator(
                r"\A[a-zA-Z]{2,3}(-[a-zA-Z0-9]{1,8})*\Z",
                _("Write the language as a code, such as en or pt-BR."),
            )
        ],
    )
    url = forms.CharField(
        label=_("Web address"),
        max_length=2000,
        required=False,
        widget=forms.URLInput,
        validators=[
            URLValidator(
                schemes=["http", "https"],
                message=_("Write a full web address: it begins with http:// or https://."),
            )
        ],
    )
    date_words = forms.CharField(
        label=_("Date, in words"),
        max_length=120,
        required=False,
        help_text=_("As far as it is known: 14 March 2012, spring 2013, mid-2000s."),
    )
    date_earliest = DayField(_("Earliest day"))
    date_latest = DayField(_("Latest day"))
    date_inferred = forms.BooleanField(label=_("The date is inferred, not given"), required=False)
    date_why = forms.CharField(
        label=_("Why this date"), max_length=LONG, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    perspective = forms.CharField(
        label=_("Point of view"),
        max_length=LONG,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Where its authors stand, by their own words and by how they tell it."),
    )
    note = forms.CharField(
        label=_("Note"), max_length=LONG, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    text_right = forms.ChoiceField(
        label=_("By what right the text is held here"), choices=RIGHTS, initial=TextRight.QUOTATION_ONLY.value
    )

    read_as: tuple[date, date] | None = None

    def clean_authors(self) -> list[dict[str, str]]:
        authors = [_author(line) for line in self.cleaned_data["authors"].splitlines() if line.strip(" ,")]
        if len(authors) > MOST_AUTHORS or any(len(author["name"]) > LONGEST_NAME for author in authors):
            raise forms.ValidationError(_("At most 50 authors, each name with at most 200 characters."))
        return authors

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        first, last, words = (given.get(f"date_{name}") for name in ("earliest", "latest", "words"))
        if first and last and last < first:
            self.add_error("date_latest", _("The latest day comes before the earliest one."))
        if (first or last) and not words:
            self.add_error("date_words", _("Say the date in words too, as readers will see it."))
        if words and not self.errors and (not (first or last) or self._days_follow_words(words, first, last)):
            self.read_as = days_of(words)
            given["date_earliest"], given["date_latest"] = self.read_as or (None, None)
        return given

    def _days_follow_words(self, words: str, first: date | None, last: date | None) -> bool:
        """Whether the days were read from words that have been changed since, and nobody touched the days."""
        before = self.initial.get("date_words", "")
        return words != before and (first, last) == days_of(before)

    def differences(self, article: Article) -> list[Difference]:
        """What the article says now beside what stands in this form, where they differ."""
        now = ArticleForm(initial=written(article))
        pairs = [(self[name].label, _shown(now, name), _shown(self, name)) for name in self.fields]
        return [Difference(*pair) for pair in pairs if pair[1] != pair[2]]


def written(article: Article) -> dict[str, Any]:
    """The article's columns as they stand in its form."""
    columns = {name: getattr(article, name) for name in ArticleForm.base_fields}
    return columns | {"authors": "\n".join(_lines(article.authors))}


def _lines(authors: Iterable[Mapping[str, str]]) -> list[str]:
    return [", ".join(filter(None, (one["name"], one.get("affiliation", "")))) for one in authors]


def _author(line: str) -> dict[str, str]:
    name, _comma, affiliation = line.strip(" ,").partition(",")
    return {"name": name.strip(), "affiliation": affiliation.strip()}


def _shown(form: ArticleForm, name: str) -> str:
    """A field's content as it would be read."""
    value = form[name].value()
    if isinstance(form.fields[name], forms.BooleanField):
        return str(_("yes") if value else _("no"))
    return "\n".join(str("" if value is None else value).strip().splitlines())
