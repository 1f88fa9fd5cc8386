"""Evidence as people bring it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from claims.actions.evidence import LONGEST, Finding, NewSource
from claims.actions.relation import Bearing
from claims.graph import words
from claims.graph.document import When
from claims.models import Evidence, Source

from .claim import choices
from .edit import QuotingForm, text_area

SPEAKS = [
    (words.RelationKind.SUPPORT.value, _("for the claim")),
    (words.RelationKind.ATTACK.value, _("against the claim")),
]


class EvidenceForm(QuotingForm):
    """Something cited, where it comes from, and, where it is new, which way it speaks."""

    text = forms.CharField(
        label=_("What does it say?"),
        max_length=LONGEST,
        widget=text_area(3),
        help_text=_("In your own words: what was found, counted, said or seen."),
        error_messages={"required": _("Write down what the evidence says first.")},
    )
    kind = forms.ChoiceField(label=_("What kind of evidence is it?"), choices=choices(words.EvidenceKind))
    source = forms.ModelChoiceField(
        Source.objects.none(),
        label=_("Source on this map"),
        required=False,
        empty_label=_("none of these"),
    )
    title = forms.CharField(
        label=_("Or a new source"), required=False, max_length=300, help_text=_("Its title.")
    )
    publisher = forms.CharField(label=_("Publisher"), required=False, max_length=300)
    url = forms.URLField(label=_("Web address"), required=False, max_length=2000, assume_scheme="https")
    anonymous = forms.BooleanField(label=_("The source is not named"), required=False)
    outside = forms.BooleanField(label=_("It comes from outside the articles"), required=False)
    date = forms.CharField(
        label=_("When was it?"), required=False, max_length=120, help_text=_("“2012”, “spring 2013”.")
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=2000, widget=text_area(2))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["source"].queryset = Source.objects.filter(map=self.map)  # type: ignore[attr-defined]

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        if url and not url.startswith(("http://", "https://")):
            raise forms.ValidationError(_now("A web address begins with http:// or https://."))
        return url

    def clean(self) -> dict[str, Any]:
        sent = super().clean() or {}
        if sent.get("url") and not (sent.get("title") or sent.get("source")):
            self.add_error("title", _now("Give the new source a title as well."))
        return sent

    @property
    def finding(self) -> Finding:
        sent = self.cleaned_data
        new = NewSource(title=sent["title"], publisher=sent["publisher"], url=sent["url"])
        return Finding(
            text=" ".join(sent["text"].split()),
            kind=words.EvidenceKind(sent["kind"]),
            date=When(words=sent["date"]) if sent["date"] else None,
            note=sent["note"],
            outside=sent["outside"],
            anonymous=sent["anonymous"],
            cites=sent["source"] or (new if new.title else None),
            passages=(sent["passage"],) if sent["passage"] else (),
        )


class NewEvidenceForm(EvidenceForm):
    speaks = forms.ChoiceField(label=_("Which way does it speak?"), choices=SPEAKS)
    because = forms.CharField(
        label=_("because …"),
        required=False,
        max_length=1000,
        widget=text_area(2),
        help_text=_("How it bears on the claim, if it does not go without saying."),
    )

    @property
    def bearing(self) -> Bearing:
        sent = self.cleaned_data
        return Bearing(kind=words.RelationKind(sent["speaks"]), note=sent["because"])


def filled(evidence: Evidence) -> dict[str, Any]:
    return {
        "text": evidence.text,
        "kind": evidence.kind,
        "date": evidence.date_words,
        "note": evidence.note,
        "outside": evidence.outside,
        "anonymous": evidence.citation_state == words.CitationState.ANONYMOUS,
        "version": evidence.version,
    }
