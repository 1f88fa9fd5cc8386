"""Bringing claims onto a map, and rewording them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from argmap.accounts.models import User
from claims.errors import ClaimsError
from claims.graph.document import When
from claims.graph.words import (
    ClaimKind,
    EditKind,
    Endorsement,
    NotificationKind,
    PassagePart,
    State,
    Voice,
)
from claims.models import ArgumentMap, Article, Attribution, Claim, Passage, Thesis

from .edit import Editing, editing
from .notification import notify

LONGEST = 300


@dataclass(frozen=True, kw_only=True)
class Saying:
    """What an article does with a claim, and where: at passages that are known, or in a run of its paragraphs."""

    article: Article
    voice: Voice = Voice.AUTHOR
    who: tuple[str, ...] = ()
    endorsement: Endorsement = Endorsement.UNCLEAR
    hedges: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    run: tuple[int, int] | None = None


@dataclass(frozen=True, kw_only=True)
class Wording:
    """A claim as somebody writes it, and the article they took it from, if any."""

    text: str
    kind: ClaimKind = ClaimKind.FACTUAL
    date: When | None = None
    note: str = ""
    said: tuple[Saying, ...] = field(default=())


@dataclass(frozen=True, kw_only=True)
class Role:
    """The claim is a thesis: of an article, or without one of the whole debate."""

    article: Article | None = None
    label: str = ""


def add_claim(
    map: ArgumentMap, wording: Wording, *, by: User, role: Role | None = None, why: str = ""
) -> Claim:
    """A claim that stands by itself, or as a thesis."""
    with editing(map, EditKind.ADDED, by=by, why=why) as doing:
        refuse_gone_or_said(map, [], [wording.text])
        return make_claim(doing, wording, role=role)


def edit_claim(
    claim: Claim, wording: Wording, *, read: int, by: User, role: Role | None = None, why: str = ""
) -> Claim:
    """Reword it, and make it a thesis where a role is given.

    What articles say of it stays where `wording.said` is empty, and is replaced for those it names.
    """
    with editing(claim.map, EditKind.CHANGED, by=by, why=why) as doing:
        row = doing.take(claim, read=read)
        _refuse_withdrawn(row)
        columns = _columns(wording)
        if row.date_words == (wording.date.words if wording.date else ""):
            del columns["date"]  # the one that is there may know its days as well
        for name, value in columns.items():
            setattr(row, name, value)
        row.save()
        for saying in wording.said:
            row.attributions.filter(article=saying.article).delete()
            _say(row, saying)
        if role and not row.theses.filter(article=role.article).exists():
            _make_thesis(row, role)
        doing.about(row)
        if row.text != claim.text:
            notify(
                NotificationKind.REWORDED,
                User.objects.filter(Q(rating__claim=row) | Q(pk=row.created_by_id)),
                claim=row,
                by=by,
            )
    return row


def make_thesis(claim: Claim, role: Role, *, by: User, why: str = "") -> Claim:
    """A claim that is there becomes what an article, or the whole debate, argues for."""
    with editing(claim.map, EditKind.CHANGED, by=by, why=why) as doing:
        row = doing.take(claim)
        _refuse_withdrawn(row)
        if row.theses.filter(article=role.article).exists():
            raise ClaimsError("It is a thesis there already.")
        row.save()
        _make_thesis(row, role)
        doing.about(row)
    return row


def make_claim(doing: Editing, wording: Wording, *, role: Role | None = None, **columns: Any) -> Claim:
    map, by = doing.edit.map, doing.edit.by
    claim = Claim.objects.create(map=map, created_by=by, **_columns(wording), **columns)
    said = [_say(claim, saying) for saying in wording.said]
    theses = [_make_thesis(claim, role)] if role else []
    doing.made(claim, attributions=said, theses=theses)
    if doing.edit.claim is None:
        doing.about(claim)
    return claim


class SaidAlready(ClaimsError):
    """The same words stand on the map already."""

    def __init__(self, text: str) -> None:
        super().__init__(f"“{text}” is on this map already. Use that claim, or say how yours differs.")


def refuse_gone_or_said(map: ArgumentMap, claims: Sequence[Claim], texts: Sequence[str]) -> None:
    """These claims must be open still, and none may have these words: as it stands while the map is held; one query."""
    wanted = Q(pk__in=[claim.pk for claim in claims])
    for text in texts:
        wanted |= Q(text__iexact=text, state=State.OPEN.value)
    pks = {claim.pk for claim in claims}
    for pk, text, state in Claim.objects.filter(wanted, map=map).values_list("pk", "text", "state"):
        if pk in pks and state != State.OPEN:
            raise ClaimsError(
                "This was withdrawn meanwhile, so nothing can be said about it. Nothing was saved."
            )
        if pk not in pks:
            raise SaidAlready(text)


def _columns(wording: Wording) -> dict[str, Any]:
    if not 0 < len(wording.text) <= LONGEST:
        raise ClaimsError(f"A claim is one sentence of at most {LONGEST} characters.")
    return {
        "text": wording.text,
        "kind": wording.kind.value,
        "date": wording.date,
        "note": wording.note,
    }


def _say(claim: Claim, saying: Saying) -> Attribution:
    attribution = Attribution.objects.create(
        map=claim.map,
        claim=claim,
        article=saying.article,
        voice=saying.voice.value,
        who=list(saying.who),
        endorsement=saying.endorsement.value,
        hedges=list(saying.hedges),
    )
    attribution.passages.set(saying.passages)
    if saying.run and not saying.passages:
        attribution.passages.add(_place(saying.article, *saying.run))
    return attribution


def _place(article: Article, first: int, last: int) -> Passage:
    """A run of paragraphs without words of its own; the same one again is the same row."""
    numbers = set(article.paragraphs.filter(number__in=(first, last)).values_list("number", flat=True))
    if not numbers >= {first, last} and article.paragraphs.exists():
        missing = min({first, last} - numbers)
        raise ClaimsError(f"“{article}” has no paragraph {missing}. Nothing was saved.")
    run = {
        "map": article.map,
        "article": article,
        "first": first,
        "last": last,
        "part": PassagePart.TEXT.value,
    }
    there = Passage.objects.filter(exact="", **run).order_by("pk").first()
    return there or Passage.objects.create(**run)


def _make_thesis(claim: Claim, role: Role) -> Thesis:
    last = Thesis.objects.filter(map=claim.map, article=role.article).order_by("-order").first()
    return Thesis.objects.create(
        map=claim.map,
        claim=claim,
        article=role.article,
        label=role.label,
        order=last.order + 1 if last else 0,
    )


def _refuse_withdrawn(claim: Claim) -> None:
    if claim.state != State.OPEN:
        raise ClaimsError("This claim was withdrawn. Restore it first; its history says how.")
