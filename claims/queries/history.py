"""What was done to a map and to single things on it, by whom and when; and what the words were before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from claims.graph.difference import Piece, difference
from claims.graph.words import ClaimKind, EditKind, State
from claims.models import (
    ArgumentMap,
    Article,
    Claim,
    Edit,
    Evidence,
    Passage,
    Relation,
    Revision,
    Source,
)
from claims.permissions import Rateable, Visitor, visible

UNTOLD = {"uid", "map", "extra", "order"}
ROWS = {
    "claim",
    "evidence",
    "article",
    "source",
    "measure",
    "target_claim",
    "target_relation",
    "merged_into",
    "passages",
}
LONGEST_UID = 64


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
    is_last: bool


def last_edit_of(user: Visitor, map: ArgumentMap) -> Edit | None:
    """What this person did last on a map and has not undone, in one query."""
    if not user.is_authenticated:
        return None
    mine = Edit.objects.filter(map=map, by=user, undone_by=None).exclude(kind=EditKind.UNDID.value)
    mine = mine.filter(Exists(Revision.objects.filter(edit=OuterRef("pk"))))
    return mine.order_by("-pk").first()


def revisions_of(thing: Rateable) -> QuerySet[Revision]:
    """Every saved state of a thing, the latest first."""
    column = {Claim: "claim", Relation: "relation", Evidence: "evidence"}[type(thing)]
    return Revision.objects.filter(**{column: thing}).select_related("by").order_by("-number")


def history_of(thing: Rateable, rows: Sequence[Revision], before: Revision | None) -> list[RevisionRead]:
    """Some saved states that follow one another, the latest first, and the one before them; in five queries."""
    every = [*rows, *([before] if before else [])]
    names = _names(thing.map, [row.snapshot for row in every])
    told = [dict(_told(row.snapshot, names)) for row in every] + ([] if before else [{}])
    return [
        RevisionRead(
            revision=row,
            fields=tuple(_fields(told[place + 1], told[place], whole=place + 1 == len(every))),
            is_last=row.number == thing.version,
        )
        for place, row in enumerate(rows)
    ]


@dataclass(frozen=True)
class EditRead:
    """An edit with what it was done to: a claim, a relation, evidence, or a reason that came with its claim."""

    edit: Edit

    @property
    def what(self) -> str:
        revisions = list(self.edit.revisions.all())
        if self.edit.kind == EditKind.ADDED and self.texts:
            return next((_bears(one) for one in revisions if one.relation_id), "")
        kinds = {
            "claim" if one.claim_id else "evidence" if one.evidence_id else "relation" for one in revisions
        }
        return kinds.pop() if len(kinds) == 1 else ""

    @property
    def texts(self) -> list[str]:
        """What came onto the map beside the claim where it is found, as it read then, as far as readers see it."""
        return [
            one.snapshot.get("text", "")
            for one in self.edit.revisions.all()
            if (thing := one.claim or one.evidence) and thing.state == State.OPEN and thing != self.edit.claim
        ]


def _bears(revision: Revision) -> str:
    """How a new step bore on its target: it supports or attacks a claim, or undercuts a step."""
    kind = revision.snapshot.get("kind", "")
    if revision.snapshot.get("target_relation"):
        return "undercut"
    return kind if kind in ("support", "attack") else "reason"


def told_to(user: Visitor) -> QuerySet[Edit]:
    """Edits with who did them and where they are found, in two queries.

    What was withdrawn is for curators; that something was, is for everyone: `claim_is_seen`.
    """
    seen = visible(Claim, user).filter(pk=OuterRef("claim"))
    touched = Revision.objects.select_related("claim", "evidence").order_by("pk")
    edits = Edit.objects.select_related("by", "claim", "undone_by", "undoes")
    return edits.prefetch_related(Prefetch("revisions", touched)).annotate(claim_is_seen=Exists(seen))


def changes_of(map: ArgumentMap, user: Visitor) -> QuerySet[Edit]:
    """What was done to a map, the latest first."""
    return told_to(user).filter(map=map).order_by("-pk")


def _names(map: ArgumentMap, snapshots: list[dict[str, Any]]) -> dict[str, str]:
    """What readers call the rows that states name by uid, in five queries."""
    uids = set(_uids(snapshots))
    names: dict[str, str] = {}
    for table in (Claim, Evidence):
        rows = table._default_manager.filter(Q(state=State.OPEN.value), map=map, uid__in=uids)
        names |= dict(rows.values_list("uid", "text"))
    for article in Article.objects.filter(map=map, uid__in=uids):
        names[article.uid] = str(article)
    for passage in Passage.objects.filter(map=map, uid__in=uids):
        names[passage.uid] = str(passage)
    for source in Source.objects.filter(map=map, uid__in=uids):
        names[source.uid] = source.title
    return names


def _uids(value: Any) -> Iterator[str]:
    """Every text there is: those that are nobody's uid find nothing."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from _uids(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _uids(inner)
    elif isinstance(value, str) and len(value) <= LONGEST_UID:
        yield value


def _told(snapshot: dict[str, Any], names: dict[str, str]) -> Iterator[tuple[str, str]]:
    """What a state says, by name, each in one text; what a file leaves out is at its default."""
    left_out = {"kind": ClaimKind.FACTUAL.value} if "attributions" in snapshot else {}
    for name, value in (left_out | snapshot).items():
        if name not in UNTOLD and value not in (None, "", []):
            yield name, _named(name, value, names, own=snapshot.get("uid", ""))


def _named(name: str, value: Any, names: dict[str, str], own: str) -> str:
    """A row that readers do not see has no name for them."""
    if name in UNTOLD:
        return ""
    if name in ROWS and isinstance(value, str):
        return names.get(value, "")
    if name in ROWS and isinstance(value, list) and all(isinstance(uid, str) for uid in value):
        return "; ".join(names[uid] for uid in value if uid in names)
    return _words(value, names, own)


def _words(value: Any, names: dict[str, str], own: str) -> str:
    """In one line. That the parts of a thing are of that thing goes without saying."""
    if isinstance(value, dict):
        said = [
            _words(inner, names, own) for name, inner in value.items() if name not in UNTOLD and inner != own
        ]
        return ", ".join(part for part in said if part)
    if isinstance(value, list):
        return "; ".join(part for inner in value if (part := _words(inner, names, own)))
    return str(value)


def _fields(before: dict[str, str], after: dict[str, str], *, whole: bool) -> Iterator[Field]:
    for name in dict.fromkeys([*after, *before]):
        field = Field(name, tuple(difference(before.get(name, ""), after.get(name, ""))))
        if whole:
            yield Field(name, (Piece("same", after[name]),))
        elif field.changed:
            yield field
