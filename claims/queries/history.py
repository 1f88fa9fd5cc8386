"""What was done to a map and to single things on it, by whom and when; and what the words were before."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from claims.graph.difference import Piece, difference
from claims.graph.words import EditKind, State
from claims.models import ArgumentMap, Claim, Edit, Evidence, Relation, Revision
from claims.permissions import Rateable, Visitor, visible

UNTOLD = {"uid", "map", "extra", "order"}


@dataclass(frozen=True)
class Field:
    """One thing that a state says, and how it differs from the state before it."""

    name: str
    pieces: tuple[Piece, ...]

    @property
    def changed(self) -> bool:
        return any(piece.kind != "same" for piece in self.pieces)


@dataclass(frozen=True)
class RevisionRead:
    """One saved state: all that it says, or for a later one what changed."""

    revision: Revision
    fields: tuple[Field, ...]
    is_first: bool
    is_last: bool


def last_edit_of(user: Visitor, map: ArgumentMap) -> Edit | None:
    """What this person did last on a map and has not undone, in one query."""
    if not user.is_authenticated:
        return None
    mine = Edit.objects.filter(map=map, by=user, undone_by=None).exclude(kind=EditKind.UNDID.value)
    return mine.order_by("-pk").first()


def history_of(thing: Rateable) -> list[RevisionRead]:
    """Every saved state of a thing, the latest first, in two queries."""
    column = {Claim: "claim", Relation: "relation", Evidence: "evidence"}[type(thing)]
    rows = list(Revision.objects.filter(**{column: thing}).select_related("by", "edit").order_by("number"))
    names = _names(thing.map, [row.snapshot for row in rows])
    told = [dict(_told(row.snapshot, names)) for row in rows]
    found = [
        RevisionRead(
            revision=row,
            fields=tuple(_fields(told[place - 1] if place else {}, told[place], whole=place == 0)),
            is_first=place == 0,
            is_last=place == len(rows) - 1,
        )
        for place, row in enumerate(rows)
    ]
    return found[::-1]


def changes_of(map: ArgumentMap, user: Visitor) -> QuerySet[Edit]:
    """What was done to a map, the latest first: in one query, with who did it and where it is found.

    What was withdrawn is for curators; that something was, is for everyone.
    """
    seen = visible(Claim, user).filter(pk=OuterRef("claim"))
    edits = Edit.objects.filter(map=map).select_related("by", "claim", "undone_by", "undoes")
    return edits.annotate(claim_is_seen=Exists(seen)).order_by("-pk")


def _names(map: ArgumentMap, snapshots: list[dict[str, Any]]) -> dict[str, str]:
    """The texts of claims and evidence that the states name by uid, where readers may see them."""
    uids = set(_uids(snapshots))
    names: dict[str, str] = {}
    for table in (Claim, Evidence):
        rows = table._default_manager.filter(Q(state=State.OPEN.value), map=map, uid__in=uids)
        names |= dict(rows.values_list("uid", "text"))
    return names


def _uids(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            if name in ("claim", "evidence", "target_claim", "merged_into") and isinstance(inner, str):
                yield inner
            else:
                yield from _uids(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _uids(inner)


def _told(snapshot: dict[str, Any], names: dict[str, str]) -> Iterator[tuple[str, str]]:
    """What a state says, by name, each in one text."""
    for name, value in snapshot.items():
        if name not in UNTOLD and value not in (None, "", []):
            yield name, _words(value, names)


def _words(value: Any, names: dict[str, str]) -> str:
    if isinstance(value, dict):
        said = [_words(inner, names) for name, inner in value.items() if name not in UNTOLD]
        return ", ".join(part for part in said if part)
    if isinstance(value, list):
        return "; ".join(part for inner in value if (part := _words(inner, names)))
    return names.get(value, value) if isinstance(value, str) else str(value)


def _fields(before: dict[str, str], after: dict[str, str], *, whole: bool) -> Iterator[Field]:
    for name in dict.fromkeys([*after, *before]):
        field = Field(name, tuple(difference(before.get(name, ""), after.get(name, ""))))
        if whole:
            yield Field(name, (Piece("same", after[name]),))
        elif field.changed:
            yield field
