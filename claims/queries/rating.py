"""What the reader and others gave one thing, and what of it this reader may see."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Q

from claims.credibility import ENOUGH_RATINGS
from claims.credibility.aggregate import is_contested
from claims.graph.words import EvidenceRaters, State
from claims.models import ArgumentMap, Claim, Evidence, Rating, Relation
from claims.permissions import Rateable, Visitor, may_curate, visible

from .audience import Audience
from .graph import Basis, Column, Structure, Target, basis_of, counted_ratings, given_to
from .own import Own, own_of, own_strengths, read_own
from .reading import ClaimRead, EvidenceRead, Reading, reading_of
from .rubric import Spread, spreads
from .strength import HIDDEN, NO_BASIS, Strength, by_its_ratings

STEPS = (0, 25, 50, 75, 100)


@dataclass(frozen=True)
class OwnRating:
    """The reader's own answer; `value` is None for "can't tell"."""

    value: int | None
    at: datetime
    on_earlier_wording: bool


@dataclass(frozen=True)
class Crowd:
    """All ratings that count: how many are nearest to each step, and between which values the middle half lies."""

    counts: tuple[int, ...]
    n: int
    contested: bool
    middle: tuple[int, int]
    on_earlier_wording: int
    answers: tuple[Spread, ...] = ()


@dataclass(frozen=True)
class Ratings:
    """`crowd` is None where this reader may not see it, or it is too small to be shown."""

    own: OwnRating | None
    crowd: Crowd | None
    hidden: bool
    n: int

    @property
    def too_few(self) -> bool:
        return not self.hidden and self.crowd is None and self.n > 0


@dataclass(frozen=True)
class Veil:
    """What one reader may not see of others' ratings on one map: some things, and numbers of too few raters.

    Where their own ratings alone are asked for, or others' hidden, `own` is what they gave.
    """

    hides: bool
    fewest: int
    alone: bool = False
    own: Own = field(default_factory=Own)

    @property
    def is_thin(self) -> bool:
        """Whether there is nothing that it does to a number."""
        return not (self.hides or self.fewest or self.alone)

    @property
    def counts_own(self) -> bool:
        """Whether some number is counted from this reader's ratings alone."""
        return self.alone or (self.hides and bool(self.own.values))

    @property
    def own_alone(self) -> bool:
        """Whether whatever is counted afresh for this reader is counted from their ratings alone."""
        return self.alone or self.hides

    def hidden(self, target: Target) -> bool:
        return self.hides and target not in self.own.rated

    def over(self, target: Target, strength: Strength, own: Strength = NO_BASIS) -> Strength:
        """`own` is what this reader's ratings alone make of the target."""
        seen = self._crowd(target, strength)
        if self.alone:
            return replace(own, beside=seen.value, veiled=seen.state == "hidden")
        if self.hides and seen.state != "hidden":
            return replace(seen, points=own.points, points_back=own.points_back)
        if seen.state != "hidden" or own.value is None:
            return seen
        return replace(own, veiled=True)

    def _crowd(self, target: Target, strength: Strength) -> Strength:
        """Where ratings hide, a thing rated has its own number: its reasons' ratings are in its strength, unrated."""
        if self.hidden(target):
            return HIDDEN
        if 0 < strength.n < self.fewest:
            return replace(strength, state="few", value=None, low=None, high=None, base=None, se=None)
        return by_its_ratings(strength) if self.hides else strength


def veil_for(map: ArgumentMap, user: Visitor, audience: Audience, own: Own | None = None) -> Veil:
    """One query where it needs the reader's own ratings and they were not read yet."""
    alone = audience.person is not None
    if own is None:
        own = read_own(map, user) if alone or map.hide_until_rated else Own()
    fewest = map.fewest_raters if map.fewest_raters > 1 else 0
    return Veil(map.hide_until_rated, fewest, alone, own)


def basis_behind(veil: Veil, structure: Structure, map: ArgumentMap, audience: Audience) -> Basis:
    """What a page counts afresh for this reader, from; one query, or none where their own ratings alone count."""
    if veil.own_alone:
        return basis_of(structure, veil.own.values)
    return basis_of(structure, given_to(map, audience), map.fewest_raters)


def as_seen_by(user: Visitor, reading: Reading) -> Reading:
    """The same reading with the numbers that this reader may see, and asked for; one query at most."""
    return veiled(reading, veil_for(reading.map, user, reading.audience))


def veiled(reading: Reading, veil: Veil) -> Reading:
    if veil.is_thin:
        return reading
    own = own_strengths(reading.structure, veil.own) if veil.counts_own else {}

    def seen(column: Column, pk: int, strength: Strength) -> Strength:
        return veil.over((column, pk), strength, own.get((column, pk), NO_BASIS))

    def with_strength[Row: ClaimRead | EvidenceRead](column: Column, rows: dict[int, Row]) -> dict[int, Row]:
        return {pk: replace(row, strength=seen(column, pk, row.strength)) for pk, row in rows.items()}

    claims = with_strength("claim", reading.claims)
    evidence = with_strength("evidence", reading.evidence)
    relations = {
        pk: replace(row, relevance=seen("relation", pk, row.relevance))
        for pk, row in reading.relations.items()
    }
    rows = (reading.articles, reading.theses, claims, evidence, relations)
    return reading_of(reading.map, reading.audience, *rows, lambda: reading.structure)


@dataclass(frozen=True)
class Given:
    """Ratings of one thing, by value; and this reader's own of the whole map, where their numbers need them."""

    target: Target
    version: int
    rows: tuple[dict[str, Any], ...]
    own: Own | None

    def behind(self, veil: Veil) -> Ratings:
        """As far as the veil lets this reader see them."""
        n = sum(row["n"] for row in self.rows)
        hidden = veil.hidden(self.target)
        seen = n > 0 and n >= veil.fewest and not hidden
        own = next((_own(row, self.version) for row in self.rows if row["at"]), None)
        return Ratings(own, _crowd(self.rows, veil.fewest) if seen else None, hidden, 0 if hidden else n)


def read_given(target: Rateable, name: Target, audience: Audience, user: Visitor) -> Given:
    """One query."""
    column, pk = name
    others = replace(audience, person=None)
    of_target = Q(**{column: pk})
    mine = Q(rater=user.pk)
    counts = Q(pk__in=counted_ratings(target.map, others).filter(of_target).values("pk"))
    needs_own = target.map.hide_until_rated or audience.person is not None
    wanted = of_target | (mine & Q(map=target.map)) if needs_own else of_target
    groups = (
        Rating.objects.filter(wanted)
        .order_by("value")
        .values("claim", "relation", "evidence", "value", "rubric")
    )
    rows: list[Any] = list(
        groups.annotate(
            n=Count("pk", filter=counts),
            outdated=Count("pk", filter=counts & Q(revision__lt=target.version)),
            at=Max("modified", filter=mine),
            revision=Max("revision", filter=mine),
        )
    )
    of_it = tuple(row for row in rows if row[column] == pk)
    mine_of_all = [row for row in rows if row["at"]]
    given = [(row["claim"], row["relation"], row["evidence"], row["value"]) for row in mine_of_all]
    return Given(name, target.version, of_it, own_of(given) if needs_own else None)


def _own(row: dict[str, Any], version: int) -> OwnRating:
    return OwnRating(row["value"], row["at"], on_earlier_wording=row["revision"] < version)


def _crowd(rows: Sequence[dict[str, Any]], fewest: int) -> Crowd:
    values = [row["value"] for row in rows for _ in range(row["n"])]
    quarter = len(values) // 4
    counts = [0] * len(STEPS)
    for value in values:
        counts[(value + 12) // 25] += 1
    return Crowd(
        counts=tuple(counts),
        n=len(values),
        contested=len(values) >= ENOUGH_RATINGS and is_contested(values),
        middle=(values[quarter], values[-quarter - 1]),
        on_earlier_wording=sum(row["outdated"] for row in rows),
        answers=spreads(((row["rubric"], row["n"]) for row in rows), fewest),
    )


def counts_on(target: Rateable, user: Visitor) -> bool:
    """Whether this reader's rating goes into the number: of evidence, a map may count its curators' alone."""
    curators_alone = isinstance(target, Evidence) and target.map.evidence_raters == EvidenceRaters.CURATORS
    return not curators_alone or may_curate(user, target.map)


def claim_of(target: Rateable, user: Visitor, asked: str = "") -> Claim | None:
    """The claim on whose page this is rated, for evidence the one asked for; None where a reader finds none.

    No query for a claim, one for evidence; one more for each step from an undercut to its claim.
    """
    if isinstance(target, Claim):
        return target
    relations = [target] if isinstance(target, Relation) else _relations_of(target, user)
    homes = {home.pk: home for relation in relations if (home := _home(relation))}
    claims = [homes[pk] for pk in sorted(homes)]
    return next((claim for claim in claims if str(claim.pk) == asked), next(iter(claims), None))


def _relations_of(evidence: Evidence, user: Visitor) -> list[Relation]:
    relations = visible(Relation, user).filter(premises__evidence=evidence)
    return list(relations.select_related("target_claim__map", "target_relation__target_claim__map"))


def _home(relation: Relation) -> Claim | None:
    """The open claim a relation leads to in the end; None for undercuts that go round in a circle."""
    seen = set()
    while relation.target_relation and relation.pk not in seen:
        seen.add(relation.pk)
        relation = relation.target_relation
    claim = relation.target_claim
    return claim if claim and claim.state == State.OPEN else None
