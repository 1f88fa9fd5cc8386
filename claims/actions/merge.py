"""Two claims that say the same become one, and one that says two things becomes two. Nothing is lost on the way."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from argmap.accounts.models import User
from claims.errors import ClaimsError
from claims.graph.words import EditKind, State
from claims.models import (
    Claim,
    Comment,
    CriticalQuestion,
    Edit,
    Position,
    Premise,
    Rating,
    Relation,
)
from claims.models.columns import new_uid
from claims.permissions import may_curate

from .claim import Wording, make_claim
from .edit import Editing, editing

ANOTHER_WORDING = 0  # as the version rated: earlier than any of the claim it stands at now
_BESIDE: tuple[type[Any], ...] = (CriticalQuestion, Comment)


class OnlyCurators(ClaimsError):
    def __init__(self) -> None:
        super().__init__("Only curators merge and split claims. Say in a comment what should be done.")


@dataclass(frozen=True)
class Part:
    """What goes to the second half of a claim that is split.

    Steps into and out of it; and `ratings`, whether those given so far count for both halves.
    """

    wording: Wording
    relations: Collection[Relation] = ()
    ratings: bool = False


def merge_claims(kept: Claim, gone: Claim, *, read: int, by: User, why: str = "") -> Claim:
    """All that hangs on one claim goes over to the other, and its address then leads there.

    Of who rated both, the rating there counts. What would then stand twice, or speak about itself, is withdrawn.
    """
    if not may_curate(by, kept.map):
        raise OnlyCurators
    if kept.map_id != gone.map_id or kept.pk == gone.pk:
        raise ClaimsError("Choose another claim of this map to merge it into.")
    with editing(kept.map, EditKind.MERGED, by=by, why=why) as doing:
        # Held in full, so that nobody rates or comments on either while all that hangs on one goes over to the other.
        list(Claim.objects.select_for_update().filter(pk__in=(kept.pk, gone.pk)).order_by("pk"))
        one, other = doing.take(kept), doing.take(gone, read=read)
        if State.WITHDRAWN in (one.state, other.state):
            raise ClaimsError("One of the two was withdrawn meanwhile. Nothing was merged.")
        _bring_relations(doing, one, other)
        _bring_roles(one, other)
        doing.edit.moved = _bring_beside(one, other)
        other.state, other.merged_into = State.WITHDRAWN.value, one
        other.save()
        one.save()
        doing.about(one)
    return one


def split_claim(
    claim: Claim, first: Wording, second: Part, *, read: int, by: User, why: str = ""
) -> tuple[Claim, Claim]:
    """The claim keeps its address with the first wording; a new one takes the second, and what is given it."""
    if not may_curate(by, claim.map):
        raise OnlyCurators
    with editing(claim.map, EditKind.SPLIT, by=by, why=why) as doing:
        one = doing.take(claim, read=read)
        doing.about(one)
        other = make_claim(doing, replace(second.wording, date=one.date, note=one.note))
        for attribution in one.attributions.all():
            passages = list(attribution.passages.all())
            attribution.pk, attribution.uid, attribution.claim = None, new_uid(), other
            attribution._state.adding = True
            attribution.save()
            attribution.passages.set(passages)
        for relation in second.relations:
            _bring(doing, relation, one, other)
        if second.ratings:
            _copy_ratings(one, other)
        one.text, one.kind = first.text, first.kind.value
        one.save()
    return one, other


def move_back(edit: Edit) -> None:
    """What went over with a merge and has no revisions goes back to the claim that is open again.

    A rating that its giver changed since was given to the merged claim, and stays there.
    """
    moved = edit.moved
    if not moved:
        return
    for pk, revision in moved["ratings"]:
        given = Rating.objects.filter(pk=pk, modified__lte=edit.at)
        given.update(claim=moved["from"], revision=revision)
    for table in _BESIDE:
        table._default_manager.filter(pk__in=moved[table.__name__]).update(claim=moved["from"])
    Comment.objects.filter(answers__in=moved["Comment"]).update(claim=moved["from"])
    for position in Position.objects.filter(pk__in=moved["positions"]):
        position.claims.add(moved["from"])
    for position in Position.objects.filter(pk__in=moved["new_there"]):
        position.claims.remove(moved["to"])


def _bring_relations(doing: Editing, one: Claim, other: Claim) -> None:
    into = Relation.objects.filter(target_claim=other)
    out = Relation.objects.filter(premises__claim=other)
    for relation in (into | out).distinct():
        _bring(doing, relation, other, one)


def _bring(doing: Editing, relation: Relation, old: Claim, new: Claim) -> None:
    """One step leaves a claim and goes to another, at either end; what cannot stand there is withdrawn."""
    row = doing.take(relation)
    if row.target_claim_id == old.pk:
        row.target_claim = new
    ends = Premise.objects.filter(relation=row)
    if ends.filter(claim=new).exists():
        ends.filter(claim=old).delete()
    else:
        ends.filter(claim=old).update(claim=new)
    twin = _twin(row)
    if row.state == State.OPEN and (twin or _speaks_of_itself(row)):
        row.state = State.WITHDRAWN.value
    row.save()
    for undercut in Relation.objects.filter(target_relation=row) if twin else ():
        weakens = doing.take(undercut)
        weakens.target_relation = twin
        weakens.save()


def _speaks_of_itself(relation: Relation) -> bool:
    ends = Premise.objects.filter(relation=relation).values_list("claim", flat=True)
    return relation.target_claim_id is not None and relation.target_claim_id in ends


def _twin(relation: Relation) -> Relation | None:
    """Another that says the same of the same, which what weakened this one weakens from now on."""
    mine = _ends(relation)
    beside = Relation.objects.filter(
        map=relation.map,
        kind=relation.kind,
        state=State.OPEN.value,
        target_claim=relation.target_claim,
        target_relation=relation.target_relation,
    ).exclude(pk=relation.pk)
    return next((one for one in beside if _ends(one) == mine), None)


def _ends(relation: Relation) -> set[tuple[int | None, int | None]]:
    return set(Premise.objects.filter(relation=relation).values_list("claim", "evidence"))


def _bring_roles(one: Claim, other: Claim) -> None:
    """Theses and attributions stand in the claims' own revisions; those the other has already stay behind."""
    articles = set(one.theses.values_list("article", flat=True))
    for thesis in other.theses.all():
        if thesis.article_id not in articles:
            thesis.claim = one
            thesis.save()
    said = set(one.attributions.values_list("article", flat=True))
    for attribution in other.attributions.all():
        if attribution.article_id not in said:
            attribution.claim = one
            attribution.save()


def _bring_beside(one: Claim, other: Claim) -> dict[str, Any]:
    """Ratings, questions and talk have no revisions: which of them went is kept with the edit."""
    raters = Rating.objects.filter(claim=one).values("rater")
    ratings = Rating.objects.filter(claim=other).exclude(rater__in=raters)
    moved: dict[str, Any] = {
        "from": other.pk,
        "to": one.pk,
        "ratings": list(ratings.values_list("pk", "revision")),
    }
    Rating.objects.filter(pk__in=[pk for pk, _ in moved["ratings"]]).update(
        claim=one, revision=ANOTHER_WORDING
    )
    for table in _BESIDE:
        rows = table._default_manager.filter(claim=other)
        moved[table.__name__] = list(rows.values_list("pk", flat=True))
        rows.update(claim=one)
    return moved | _bring_positions(one, other)


def _bring_positions(one: Claim, other: Claim) -> dict[str, Any]:
    rows = list(Position.objects.filter(claims=other))
    new_there = [position for position in rows if not position.claims.filter(pk=one.pk).exists()]
    for position in rows:
        position.claims.add(one)
        position.claims.remove(other)
    return {"positions": [row.pk for row in rows], "new_there": [row.pk for row in new_there]}


def _copy_ratings(one: Claim, other: Claim) -> None:
    """They count for both halves, as given on an earlier wording."""
    for rating in Rating.objects.filter(claim=one):
        rating.pk, rating.claim, rating._state.adding = None, other, True
        rating.revision = ANOTHER_WORDING
        rating.save()
