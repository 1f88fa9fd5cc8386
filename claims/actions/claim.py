"""Bringing claims onto a map, and rewording them."""

from dataclasses import dataclass, field
from typing import Any

from argmap.accounts.models import User
from claims.errors import ClaimsError
from claims.graph.document import When
from claims.graph.words import ClaimKind, EditKind, Endorsement, State, Voice
from claims.models import ArgumentMap, Article, Attribution, Claim, Passage, Thesis

from .edit import Editing, editing

LONGEST = 300


@dataclass(frozen=True, kw_only=True)
class Saying:
    """What an article does with a claim, and where."""

    article: Article
    voice: Voice = Voice.AUTHOR
    who: tuple[str, ...] = ()
    endorsement: Endorsement = Endorsement.UNCLEAR
    hedges: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()


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
        claim = make_claim(doing, wording)
        if role:
            _make_thesis(claim, role)
    return claim


def edit_claim(claim: Claim, wording: Wording, *, read: int, by: User, why: str = "") -> Claim:
    """Reword it. What articles say of it stays where `wording.said` is empty, and is replaced for those it names."""
    with editing(claim.map, EditKind.CHANGED, by=by, why=why) as doing:
        row = doing.take(claim, read=read)
        _refuse_withdrawn(row)
        for name, value in _columns(wording).items():
            setattr(row, name, value)
        row.save()
        for saying in wording.said:
            row.attributions.filter(article=saying.article).delete()
            _say(row, saying)
        doing.about(row)
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


def make_claim(doing: Editing, wording: Wording, **columns: Any) -> Claim:
    map, by = doing.edit.map, doing.edit.by
    claim = doing.made(Claim.objects.create(map=map, created_by=by, **_columns(wording), **columns))
    for saying in wording.said:
        _say(claim, saying)
    if doing.edit.claim is None:
        doing.about(claim)
    return claim


def _columns(wording: Wording) -> dict[str, Any]:
    if not 0 < len(wording.text) <= LONGEST:
        raise ClaimsError(f"A claim is one sentence of at most {LONGEST} characters.")
    return {
        "text": wording.text,
        "kind": wording.kind.value,
        "date": wording.date,
        "note": wording.note,
    }


def _say(claim: Claim, saying: Saying) -> None:
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


def _make_thesis(claim: Claim, role: Role) -> None:
    last = Thesis.objects.filter(map=claim.map, article=role.article).order_by("-order").first()
    Thesis.objects.create(
        map=claim.map,
        claim=claim,
        article=role.article,
        label=role.label,
        order=last.order + 1 if last else 0,
    )


def _refuse_withdrawn(claim: Claim) -> None:
    if claim.state != State.OPEN:
        raise ClaimsError("This claim was withdrawn. Restore it first; its history says how.")
