"""Claims as people write them, with what an article does with them."""

import re
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from argmap.accounts.models import User
from claims.actions.claim import LONGEST, Role, Saying, Wording
from claims.graph import words
from claims.graph.document import When
from claims.models import Article, Claim, Thesis
from claims.permissions import visible

from .edit import QuotingForm, lines, text_area
from .similar import chosen_claim

PARAGRAPHS = re.compile(r"\s*([0-9]{1,5})(?:\s*[-–]\s*([0-9]{1,5}))?\s*")
WHOLE_MAP = "whole"


def choices(among: type[Any]) -> list[tuple[str, Any]]:
    return [(word.value, _(word.value)) for word in among]


class SayingForm(QuotingForm):
    """The part of a form that asks what an article does with a claim. Nothing is asked without an article."""

    article = forms.ModelChoiceField(Article.objects.none(), label=_("From the article"), required=False)
    voice = forms.ChoiceField(label=_("Who speaks?"), choices=choices(words.Voice), required=False)
    who = forms.CharField(
        label=_("Named speakers"),
        required=False,
        max_length=300,
        help_text=_("The first one first: “Aliyev via Lu via a leaked cable”."),
    )
    endorsement = forms.ChoiceField(
        label=_("How does the author stand to it?"),
        choices=choices(words.Endorsement),
        initial=words.Endorsement.UNCLEAR.value,
        required=False,
    )
    hedges = forms.CharField(
        label=_("Hedging words"),
        required=False,
        max_length=300,
        help_text=_("As the article has them, with a semicolon between: “reportedly; potentially”."),
    )
    paragraphs = forms.CharField(
        label=_("Paragraph"),
        required=False,
        max_length=20,
        help_text=_("A number, or a run like 3–5."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["article"].queryset = Article.objects.filter(map=self.map)  # type: ignore[attr-defined]

    @property
    def said(self) -> tuple[Saying, ...]:
        sent = self.cleaned_data
        passage = sent.get("passage")
        article = passage.article if passage else sent.get("article")
        if article is None:
            return ()
        saying = Saying(
            article=article,
            voice=words.Voice(sent["voice"] or words.Voice.AUTHOR),
            who=tuple(part.strip() for part in re.split(r"\bvia\b", sent["who"]) if part.strip()),
            endorsement=words.Endorsement(sent["endorsement"] or words.Endorsement.UNCLEAR),
            hedges=lines(sent["hedges"]),
            passages=(passage,) if passage else (),
            run=sent["paragraphs"] or None,
        )
        return (saying,)

    @property
    def tells_of_an_article(self) -> bool:
        """Whether that part was used: it is then shown unfolded."""
        return any(self[name].value() for name in ("article", "passage"))

    def clean_paragraphs(self) -> tuple[int, int] | None:
        text = self.cleaned_data["paragraphs"]
        found = PARAGRAPHS.fullmatch(text)
        if not text:
            return None
        first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
        if not 1 <= first <= last:
            raise forms.ValidationError(_now("Give a paragraph’s number, as in 3, or a run, as in 3–5."))
        return first, last


class ClaimForm(SayingForm):
    text = forms.CharField(
        label=_("The claim"),
        max_length=LONGEST,
        widget=text_area(3),
        help_text=_("One sentence that can be true or false, in your own words."),
        error_messages={"required": _("Write the claim down first.")},
    )
    kind = forms.ChoiceField(
        label=_("What kind of claim is it?"),
        choices=choices(words.ClaimKind),
        initial=words.ClaimKind.FACTUAL.value,
        required=False,
    )
    as_of = forms.CharField(
        label=_("True as of"), required=False, max_length=120, help_text=_("“2012”, “spring 2013”.")
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=2000, widget=text_area(2))

    @property
    def wording(self) -> Wording:
        sent = self.cleaned_data
        return Wording(
            text=" ".join(sent["text"].split()),
            kind=words.ClaimKind(sent["kind"] or words.ClaimKind.FACTUAL),
            date=When(words=sent["as_of"]) if sent["as_of"] else None,
            note=sent["note"],
            said=self.said,
        )


class ReusingForm(ClaimForm):
    """While its text is typed, similar claims appear: one that is there may be used instead of a new one.

    Cleans `existing` into that claim, of this map or of another that this person sees.
    """

    existing = forms.CharField(required=False, max_length=30)

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.user = user
        id = str(self.auto_id).removesuffix("-%s")
        address = reverse("claims:claim_similar", args=[self.map.slug])
        self.fields["text"].widget.attrs |= {
            "hx-get": f"{address}?{urlencode({'form': id})}",
            "hx-trigger": "input changed delay:400ms",
            "hx-target": f"#similar-{id}",
            "hx-swap": "innerMorph",
            "hx-include": f"#similar-{id}",
        }
        if self.data.get("existing"):
            self.fields["text"].required = False

    @property
    def chosen(self) -> int | None:
        return chosen_claim(self.data.get("existing") or "")

    def clean_existing(self) -> Claim | None:
        sent = self.cleaned_data["existing"]
        if not sent:
            return None
        here = Q(map=self.map) if sent.startswith("here-") else ~Q(map=self.map)
        found = visible(Claim, self.user).filter(here, state=words.State.OPEN.value, pk=self.chosen or 0)
        claim = found.select_related("map").first()
        if claim is None:
            raise forms.ValidationError(_now("That claim cannot be read any more. Choose again."))
        return claim


class _RoleForm(ClaimForm):
    """Asks whether the claim is what an article, or the map as a whole, argues for."""

    no_thesis: str | Promise = ""
    thesis_of = forms.ChoiceField(label=_("Is it a thesis?"), required=False)
    label = forms.CharField(
        label=_("Its name in a word or two"), required=False, max_length=80, help_text=_("“Entrapment”")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        articles = [(article.slug, str(article)) for article in Article.objects.filter(map=self.map)]
        self.fields["thesis_of"].choices = [  # type: ignore[attr-defined]
            ("", self.no_thesis),
            (WHOLE_MAP, _("Yes, of the map as a whole")),
            *((slug, _("Yes, of “%(title)s”") % {"title": title}) for slug, title in articles),
        ]

    @property
    def role(self) -> Role | None:
        slug = self.cleaned_data["thesis_of"]
        if not slug:
            return None
        article = None if slug == WHOLE_MAP else Article.objects.get(map=self.map, slug=slug)
        return Role(article=article, label=self.cleaned_data["label"])


class NewClaimForm(_RoleForm, ReusingForm):
    """The first claim of a map is most likely its thesis."""

    no_thesis = _("No: it is a reason, or stands by itself for now")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if not Thesis.objects.filter(map=self.map).exists():
            self.initial.setdefault("thesis_of", WHOLE_MAP)


class RewordForm(_RoleForm):
    """A claim that is there."""

    no_thesis = _("As it is now")


def filled(claim: Claim) -> dict[str, Any]:
    """What a form about this claim starts with."""
    return {
        "text": claim.text,
        "kind": claim.kind,
        "as_of": claim.date_words,
        "note": claim.note,
        "version": claim.version,
    }
