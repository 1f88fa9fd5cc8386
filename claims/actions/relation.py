"""Bringing reasons for and against, and changing what bears on what."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from argmap.accounts.models import User
from claims.errors import ClaimsError
from claims.graph.words import CuratorStrength, EditKind, NotificationKind, RelationKind, State
from claims.models import Claim, Evidence, Premise, Relation
from claims.permissions import may_curate

from .claim import Wording, make_claim, refuse_gone_or_said
from .edit import Editing, editing
from .evidence import Finding, make_evidence
from .notification import notify

type Target = Claim | Relation
type End = Claim | Evidence
type GivenEnd = End | Wording | Finding


class Twin(ClaimsError):
    """The same step is there already."""

    def __init__(self, twin: Relation) -> None:
        super().__init__("The same reason is given there already. Nothing was saved.")
        self.twin = twin


@dataclass(frozen=True, kw_only=True)
class Bearing:
    """How premises bear on their target. `curator_strength` is a curator's to give, and None leaves it as it is."""

    kind: RelationKind
    note: str = ""
    caveat: str = ""
    scheme: str = ""
    scheme_label: str = ""
    curator_strength: CuratorStrength | None = None


def add_reason(
    target: Target, bearing: Bearing, premises: Sequence[GivenEnd], *, by: User, why: str = ""
) -> Relation:
    """One step from these premises to the target, with those of them that are new. Several only work together."""
    with editing(target.map, EditKind.ADDED, by=by, why=why) as doing:
        _refuse_gone_or_said(target, premises)
        ends = [_end(doing, given) for given in premises]
        relation = make_relation(doing, target, bearing, ends)
        home = home_of(relation)
        doing.about(home)
        if home.created_by_id not in (None, by.pk):
            brought_it = User.objects.filter(pk=home.created_by_id)
            notify(NotificationKind.REASON, brought_it, claim=home, by=by)
    return relation


def edit_relation(relation: Relation, bearing: Bearing, *, read: int, by: User, why: str = "") -> Relation:
    with editing(relation.map, EditKind.CHANGED, by=by, why=why) as doing:
        row = doing.take(relation, read=read)
        _refuse_kind(_target_of(row), bearing.kind)
        _bear(row, bearing, by)
        _refuse_twin(row, _ends_of(row))
        row.save()
        doing.about(home_of(row))
    return row


def move_relation(relation: Relation, target: Target, *, read: int, by: User, why: str = "") -> Relation:
    """The step, with all that stands below it, now bears on another claim, or weakens another step."""
    with editing(relation.map, EditKind.MOVED, by=by, why=why) as doing:
        row = doing.take(relation, read=read)
        _refuse_closed(target)
        _aim(row, target)
        ends = _ends_of(row)
        _refuse_step(row, ends)
        _refuse_twin(row, ends)
        row.order = _next_order(row)
        row.save()
        doing.about(home_of(row))
    return row


def join_relations(relation: Relation, other: Relation, *, read: int, by: User, why: str = "") -> Relation:
    """Two reasons become one whose premises only work together: the other's come over, and it is withdrawn."""
    with editing(relation.map, EditKind.JOINED, by=by, why=why) as doing:
        row, gone = doing.take(relation, read=read), doing.take(other)
        if row.pk == gone.pk or (row.kind, *_aim_of(row)) != (gone.kind, *_aim_of(gone)):
            raise ClaimsError("Only reasons that do the same to the same thing can be joined.")
        _refuse_closed(row, gone)
        have = {(premise.claim_id, premise.evidence_id) for premise in row.premises.all()}
        for order, premise in enumerate(gone.premises.order_by("order", "uid"), len(have)):
            if (premise.claim_id, premise.evidence_id) not in have:
                _add_premise(row, _end_of(premise), order)
        _refuse_twin(row, _ends_of(row))
        gone.state = State.WITHDRAWN.value
        row.save()
        gone.save()
        doing.about(home_of(row))
    return row


def part_premise(relation: Relation, premise: Premise, *, read: int, by: User, why: str = "") -> Relation:
    """One of several linked premises becomes a reason of its own, which does the same to the same thing."""
    with editing(relation.map, EditKind.PARTED, by=by, why=why) as doing:
        row = doing.take(relation, read=read)
        if row.premises.count() < 2 or not row.premises.filter(pk=premise.pk).exists():
            raise ClaimsError("There is nothing to part: this reason has one premise.")
        end, target = _end_of(premise), _target_of(row)
        row.premises.filter(pk=premise.pk).delete()
        row.save()
        _refuse_twin(row, _ends_of(row))
        bearing = Bearing(kind=RelationKind(row.kind), scheme=row.scheme, scheme_label=row.scheme_label)
        parted = make_relation(doing, target, bearing, [end])
        doing.about(home_of(row))
    return parted


def reorder_reasons(target: Claim, relations: Sequence[Relation], *, by: User, why: str = "") -> None:
    """These reasons for and against a claim come in this order, before any others; only those that move change."""
    with editing(target.map, EditKind.MOVED, by=by, why=why) as doing:
        rest = target.relations_in.exclude(pk__in=[one.pk for one in relations]).order_by("order", "uid")
        for order, relation in enumerate([*relations, *rest]):
            if relation.target_claim_id != target.pk:
                raise ClaimsError("Only reasons that bear on this claim can be put in order here.")
            if relation.order != order:
                row = doing.take(relation)
                row.order = order
                row.save()
        doing.about(target)


def make_relation(doing: Editing, target: Target, bearing: Bearing, ends: Sequence[End]) -> Relation:
    relation = Relation(map=doing.edit.map, created_by=doing.edit.by)
    _refuse_kind(target, bearing.kind)
    _aim(relation, target)
    assert doing.edit.by is not None  # whoever edits is signed in
    _bear(relation, bearing, doing.edit.by)
    _refuse_step(relation, ends)
    if not any(doing.is_new(end) for end in ends):
        _refuse_twin(relation, ends)
    relation.order = _next_order(relation)
    relation.save()
    premises = [_add_premise(relation, end, order) for order, end in enumerate(ends)]
    return doing.made(relation, premises=premises)


def home_of(relation: Relation) -> Claim:
    """The claim that a step bears on, or for an undercut the one that the step it weakens bears on."""
    while relation.target_claim is None:
        assert relation.target_relation is not None  # a relation has exactly one target
        relation = relation.target_relation
    return relation.target_claim


def _end(doing: Editing, given: GivenEnd) -> End:
    if isinstance(given, Wording):
        return make_claim(doing, given)
    if isinstance(given, Finding):
        return make_evidence(doing, given)
    return given


def _aim(relation: Relation, target: Target) -> None:
    relation.target_claim = target if isinstance(target, Claim) else None
    relation.target_relation = target if isinstance(target, Relation) else None


def _aim_of(relation: Relation) -> tuple[int | None, int | None]:
    return relation.target_claim_id, relation.target_relation_id


def _bear(relation: Relation, bearing: Bearing, by: User) -> None:
    relation.kind = bearing.kind.value
    relation.note, relation.caveat = bearing.note, bearing.caveat
    if bearing.scheme != relation.scheme or bearing.scheme_label:
        relation.scheme, relation.scheme_label = bearing.scheme, bearing.scheme_label
    if bearing.curator_strength is not None and may_curate(by, relation.map):
        relation.curator_strength = bearing.curator_strength.value


def _add_premise(relation: Relation, end: End, order: int) -> Premise:
    side = {"evidence" if isinstance(end, Evidence) else "claim": end}
    return Premise.objects.create(map=relation.map, relation=relation, order=order, **side)


def _ends_of(relation: Relation) -> list[End]:
    premises = relation.premises.select_related("claim", "evidence").order_by("order", "uid")
    return [_end_of(premise) for premise in premises]


def _end_of(premise: Premise) -> End:
    end = premise.claim or premise.evidence
    assert end is not None  # a premise is exactly one of them
    return end


def _target_of(relation: Relation) -> Target:
    target = relation.target_relation or relation.target_claim
    assert target is not None  # a relation has exactly one
    return target


def _next_order(relation: Relation) -> Combinable:
    """After the others, found out by the database as the row is written."""
    beside = Relation.objects.filter(map=relation.map, target_claim=relation.target_claim)
    beside = beside.filter(target_relation=relation.target_relation)
    return Coalesce(Subquery(beside.order_by("-order").values("order")[:1]) + 1, 0)


def refuse_as_it_stands(relation: Relation) -> None:
    """What holds for a new step holds for an open one that was put back."""
    if relation.state == State.OPEN:
        ends = _ends_of(relation)
        _refuse_closed(_target_of(relation))
        _refuse_step(relation, ends)
        _refuse_twin(relation, ends)


# What is refused


def _refuse_closed(*things: Target | End) -> None:
    """As they stand now, while their map is held: they were read before."""
    for thing in things:
        thing.refresh_from_db(fields=["state"])
    if any(thing.state != State.OPEN for thing in things):
        raise ClaimsError("This was withdrawn meanwhile, so nothing can be said about it. Nothing was saved.")


def _refuse_gone_or_said(target: Target, premises: Sequence[GivenEnd]) -> None:
    things = [thing for thing in (target, *premises) if isinstance(thing, Claim | Relation | Evidence)]
    claims = [thing for thing in things if isinstance(thing, Claim)]
    texts = [premise.text for premise in premises if isinstance(premise, Wording)]
    refuse_gone_or_said(target.map, claims, texts)
    _refuse_closed(*(thing for thing in things if not isinstance(thing, Claim)))


def _refuse_kind(target: Target, kind: RelationKind) -> None:
    if isinstance(target, Relation) and kind not in (RelationKind.ATTACK, RelationKind.SUPPORT):
        raise ClaimsError("A step can only be attacked or supported.")


def _refuse_step(relation: Relation, ends: Sequence[End]) -> None:
    """What no single row can see: another map, a claim about itself, the same premise twice, a circle."""
    if not ends:
        raise ClaimsError("A reason needs at least one premise.")
    if any(thing.map_id != relation.map_id for thing in [*ends, _target_of(relation)]):
        raise ClaimsError("This stands on another map. Copy it here first.")
    if relation.target_claim in ends:
        raise ClaimsError("A claim cannot speak for or against itself.")
    if len({(type(end), end.pk) for end in ends}) < len(ends):
        raise ClaimsError("The same premise is there twice.")
    _refuse_undercutting_itself(relation)


def _refuse_undercutting_itself(relation: Relation) -> None:
    step = relation.target_relation
    while step is not None:
        if step.pk == relation.pk:
            raise ClaimsError("A step cannot weaken what it rests on itself: the chain would return to it.")
        step = step.target_relation


def _refuse_twin(relation: Relation, ends: Sequence[End]) -> None:
    """The same kind, the same target, the same premises. The edits of a map wait for each other, so none slips in."""
    beside = Relation.objects.filter(map=relation.map, kind=relation.kind, state=State.OPEN.value)
    beside = beside.filter(target_claim=relation.target_claim, target_relation=relation.target_relation)
    for end in ends:
        side = "evidence" if isinstance(end, Evidence) else "claim"
        beside = beside.filter(**{f"premises__{side}": end})
    for twin in beside.exclude(pk=relation.pk).distinct():
        if twin.premises.count() == len(ends):
            raise Twin(twin)
