"""Taking off the map, putting back, and undoing: rows and history stay whatever is done."""

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from argmap.accounts.models import User
from claims.errors import ClaimsError
from claims.exchange.argmap import read_row
from claims.graph import document as doc
from claims.graph.words import CitationState, EditKind, State
from claims.models import (
    ArgumentMap,
    Article,
    Attribution,
    Citation,
    Claim,
    Edit,
    Evidence,
    Figure,
    Measure,
    Passage,
    Position,
    Premise,
    Question,
    Relation,
    Revision,
    Source,
    Thesis,
)
from claims.permissions import Rateable, Visitor, may_curate, may_withdraw

from .edit import Editing, Stale, editing
from .evidence import about_a_home
from .exchange import columns
from .merge import OnlyCurators, move_back
from .relation import home_of, refuse_as_it_stands

UNDO_WITHIN = timedelta(days=1)
_SAME: dict[type[Model], tuple[str, ...]] = {
    Premise: ("claim", "evidence"),
    Citation: ("source",),
    Thesis: ("article",),
}
_KINDS: dict[str, type[Model]] = {"claim": Claim, "relation": Relation, "evidence": Evidence}

type Surplus = list[
    QuerySet[Any]
]  # rows that the state put back does not have; some may have gone elsewhere by then


class MayNotWithdraw(ClaimsError):
    def __init__(self) -> None:
        super().__init__(
            "Only curators withdraw what others brought or have built upon. Say in a comment why it should go."
        )


class CannotUndo(ClaimsError):
    """Too old, somebody else's, undone already, or built upon since."""


def withdraw(thing: Rateable, *, read: int, by: User, why: str = "") -> Rateable:
    """Readers do not find it any more; the row, its ratings and its history stay."""
    if not may_withdraw(by, thing):
        raise MayNotWithdraw
    with editing(thing.map, EditKind.WITHDREW, by=by, why=why) as doing:
        row = doing.take(thing, read=read)
        if not may_curate(by, row.map) and _rests_on_it(row).exclude(created_by=by).exists():
            raise MayNotWithdraw
        row.state = State.WITHDRAWN.value
        row.save()
        _about(doing, row)
    return row


def restore(revision: Revision, *, read: int, by: User, why: str = "") -> Rateable:
    """The thing as it was then becomes its latest state. What was withdrawn is open again."""
    with editing(revision.map, EditKind.RESTORED, by=by, why=why) as doing:
        row = doing.take(thing_of(revision), read=read)
        if row.state == State.WITHDRAWN and not may_withdraw(by, row):
            raise MayNotWithdraw
        if isinstance(row, Claim) and row.merged_into_id:
            raise ClaimsError("This claim was merged into another. Undo the merge to have it back.")
        kept = {} if may_curate(by, row.map) else _what_curators_set(row)
        _drop(_put_back(row, revision.snapshot | {"state": State.OPEN.value} | kept))
        _refuse_against_the_rules([row])
        _about(doing, row)
    return row


def undo(edit: Edit, *, by: User) -> Edit:
    """Everything this edit touched is as it was before; what it brought is withdrawn. One's own, and for a day."""
    revisions = list(edit.revisions.select_related("claim", "relation", "evidence", "map"))
    _refuse_undo(edit, revisions, by)
    with editing(edit.map, EditKind.UNDID, by=by, undoes=edit) as doing:
        surplus = [_undo(doing, revision) for revision in revisions]
        for rows in surplus:
            _drop(rows)
        _refuse_against_the_rules(thing_of(revision) for revision in revisions)
        move_back(edit)
        if edit.claim:
            doing.about(edit.claim)
    return doing.edit


def can_undo(edit: Edit, by: Visitor) -> bool:
    """Whether it is theirs, young, and not undone; whether something was built on it shows when it is tried."""
    young = timezone.now() - edit.at < UNDO_WITHIN
    again = edit.undoes is not None and bool(
        edit.undoes.moved
    )  # a merge that was undone is made anew, not undone back
    mine = edit.by_id is not None and edit.by_id == by.pk
    return mine and young and not again and not hasattr(edit, "undone_by")


def _what_curators_set(row: Rateable) -> dict[str, Any]:
    """What an earlier state does not change where no curator puts it back."""
    if isinstance(row, Relation):
        return {"curator_strength": row.curator_strength or None}
    if isinstance(row, Evidence) and row.citation_state == CitationState.MISMATCHED:
        return {"citation_state": row.citation_state}
    return {}


def _refuse_against_the_rules(things: Iterable[Rateable]) -> None:
    """A state that was right may not be any more: its target is gone, or somebody gave the same reason meanwhile."""
    steps = [thing.pk for thing in things if isinstance(thing, Relation)]
    for relation in Relation.objects.filter(pk__in=steps).select_related("target_claim", "target_relation"):
        refuse_as_it_stands(relation)


def thing_of(revision: Revision) -> Rateable:
    thing = revision.claim or revision.relation or revision.evidence
    assert thing is not None  # a revision is of exactly one thing
    return thing


def _refuse_undo(edit: Edit, revisions: list[Revision], by: User) -> None:
    if edit.kind in (EditKind.MERGED, EditKind.SPLIT) and not may_curate(by, edit.map):
        raise OnlyCurators
    if not can_undo(edit, by):
        raise CannotUndo("Only your own changes of the last day can be undone here, and each of them once.")
    if not revisions or any(thing_of(revision).version != revision.number for revision in revisions):
        raise CannotUndo(
            "This was changed again since, so it cannot be undone whole. Its history can put single states back."
        )


def _undo(doing: Editing, revision: Revision) -> Surplus:
    try:
        row = doing.take(thing_of(revision), read=revision.number)
    except Stale as stale:
        raise CannotUndo("Somebody changed this just now. Nothing was undone.") from stale
    about = {name: row for name, kind in _KINDS.items() if isinstance(row, kind)}
    earlier = Revision.objects.filter(number__lt=revision.number, **about).order_by("-number").first()
    if earlier:
        return _put_back(row, earlier.snapshot)
    _refuse_built_upon(row, revision.edit_id)
    row.state = State.WITHDRAWN.value
    row.save()
    return []


def _refuse_built_upon(row: Rateable, edit: int | None) -> None:
    """What others have said about it since would hang in the air."""
    if _rests_on_it(row).exclude(revisions__edit=edit).exists():
        raise CannotUndo(
            "Something was built upon this since, so it cannot be undone. A curator can withdraw it."
        )


def _rests_on_it(row: Rateable) -> QuerySet[Relation]:
    """Open steps into it and out of it."""
    about = {Claim: Q(target_claim=row.pk) | Q(premises__claim=row.pk), Relation: Q(target_relation=row.pk)}
    resting = about.get(type(row), Q(premises__evidence=row.pk))
    return Relation.objects.filter(resting, state=State.OPEN.value)


def _about(doing: Editing, row: Rateable) -> None:
    if isinstance(row, Claim):
        doing.about(row)
    elif isinstance(row, Relation):
        doing.about(home_of(row))
    else:
        about_a_home(doing, row)


# A saved state goes back into its rows


def _drop(surplus: Surplus) -> None:
    for rows in surplus:
        if rows.model is Thesis and Position.objects.filter(thesis__in=rows).exists():
            raise ClaimsError(
                "Positions on questions rest on this claim being a thesis, so it has to stay one."
            )
        if rows.model is Figure and Question.objects.filter(figures__in=rows).exists():
            raise ClaimsError("Questions compare a figure of this evidence, so it has to stay.")
        rows.delete()


def _put_back(row: Rateable, snapshot: dict[str, Any]) -> Surplus:
    if isinstance(row, Claim):
        return _put_back_claim(row, dict(snapshot))
    if isinstance(row, Relation):
        return [_put_back_relation(row, read_row(doc.RelationRecord, snapshot))]
    return _put_back_evidence(row, read_row(doc.EvidenceRecord, snapshot))


def _put_back_claim(claim: Claim, snapshot: dict[str, Any]) -> Surplus:
    theses = [read_row(doc.ThesisRecord, one) for one in snapshot.pop("theses", [])]
    said = [read_row(doc.AttributionRecord, one) for one in snapshot.pop("attributions", [])]
    merged_into = snapshot.pop("merged_into", None)
    record = read_row(doc.ClaimRecord, snapshot)
    claim.merged_into = None
    if merged_into and record.state == State.WITHDRAWN:
        claim.merged_into = Claim.objects.filter(map=claim.map, uid=merged_into).first()
    _set(claim, record, "same_as")
    find = _Finder(claim)

    def keys(one: Any) -> dict[str, Any]:
        return {"claim": claim, "article": find(Article, one.article)}

    surplus = [
        _put_parts(Thesis, claim.theses.all(), claim.map, theses, keys, "claim"),
        _put_parts(Attribution, claim.attributions.all(), claim.map, said, keys, "claim", "passages"),
    ]
    for one in said:
        attribution = Attribution.objects.get(map=claim.map, uid=one.uid)
        attribution.passages.set(Passage.objects.filter(map=claim.map, uid__in=one.passages))
    return surplus


def _put_back_relation(relation: Relation, record: doc.RelationRecord) -> QuerySet[Any]:
    find = _Finder(relation)
    relation.target_claim = find(Claim, record.target_claim)
    relation.target_relation = find(Relation, record.target_relation)
    relation.curator_strength = record.curator_strength or ""
    _set(relation, record, "premises", "target_claim", "target_relation", "curator_strength")

    def keys(one: doc.PremiseRecord) -> dict[str, Any]:
        return {
            "relation": relation,
            "claim": find(Claim, one.claim),
            "evidence": find(Evidence, one.evidence),
        }

    return _put_parts(Premise, relation.premises.all(), relation.map, record.premises, keys)


def _put_back_evidence(evidence: Evidence, record: doc.EvidenceRecord) -> Surplus:
    find = _Finder(evidence)
    _set(evidence, record, "passages", "citations", "figures")
    evidence.passages.set(Passage.objects.filter(map=evidence.map, uid__in=record.passages))

    def cites(one: doc.CitationRecord) -> dict[str, Any]:
        return {"evidence": evidence, "source": find(Source, one.source)}

    def measures(one: doc.FigureRecord) -> dict[str, Any]:
        return {"evidence": evidence, "measure": find(Measure, one.measure)}

    return [
        _put_parts(Citation, evidence.citations.all(), evidence.map, record.citations, cites),
        _put_parts(Figure, evidence.figures.all(), evidence.map, record.figures, measures),
    ]


def _set(row: Rateable, record: Any, *left_out: str) -> None:
    for name, value in columns(record, "uid", *left_out).items():
        setattr(row, name, value)
    row.save()


def _put_parts(
    table: type[Any],
    there: QuerySet[Any],
    map: ArgumentMap,
    records: Sequence[Any],
    keys: Callable[[Any], dict[str, Any]],
    *left_out: str,
) -> QuerySet[Any]:
    """The rows of the records hang on the thing again, by uid, wherever they were; what else is `there` is surplus."""
    wanted = {record.uid: record for record in records}
    rows = {row.uid: row for row in table._default_manager.filter(map=map, uid__in=wanted)}
    for uid, record in wanted.items():
        values = {**columns(record, "uid", *left_out), **keys(record)}
        row = rows.get(uid) or _in_its_place(there.exclude(uid__in=wanted), values) or table(map=map)
        for name, value in {**values, "uid": uid}.items():
            setattr(row, name, value)
        row.save()
    return there.exclude(uid__in=wanted)


def _in_its_place(there: QuerySet[Any], values: dict[str, Any]) -> Any | None:
    """A row that says the same and was put there anew; there is room for one."""
    names = _SAME.get(there.model)
    return there.filter(**{name: values[name] for name in names}).first() if names else None


class _Finder:
    """Rows of the thing's own map by uid."""

    def __init__(self, thing: Rateable) -> None:
        self.map = thing.map

    def __call__(self, table: type[Any], uid: str | None) -> Any:
        return table._default_manager.get(map=self.map, uid=uid) if uid else None
