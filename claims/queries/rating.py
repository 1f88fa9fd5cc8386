"""What the reader and others gave one thing, and what of it this reader may see."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Q

from claims.credibility import ENOUGH_RATINGS
from claims.credibility.aggregate import is_contested
from claims.graph.words import EvidenceRaters, State
from claims.models import ArgumentMap, Claim, Evidence, Rating, Relation
from claims.permissions import Rateable, Visitor, may_curate, ratings_of, visible

from .audience import Audience
from .graph import Target, counted_ratings, target_of
from .reading import Reading, reading_of
from .strength import HIDDEN, Strength

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
    """What one reader may not see of others' ratings on one map: some things, and numbers of too few raters."""

    hides: bool
    rated: frozenset[Target]
    fewest: int

    def hidden(self, target: Target) -> bool:
        return self.hides and target not in self.rated

    def over(self, target: Target, strength: Strength) -> Strength:
        if self.hidden(target):
            return HIDDEN
        if strength.n < self.fewest and strength.value is not None:
            return Strength("few" if strength.n else "carried", n=strength.n, limited=strength.limited)
        return strength


def veil_for(map: ArgumentMap, user: Visitor) -> Veil:
    """In one query where the map hides ratings until one has rated, and none where it does not."""
    own = ratings_of(user, map=map) if map.hide_until_rated else Rating.objects.none()
    rated = {target_of(*columns) for columns in own.values_list("claim", "relation", "evidence")}
    fewest = map.fewest_raters if map.fewest_raters > 1 else 0
    return Veil(map.hide_until_rated, frozenset(rated), fewest)


def hidden_until_rated(map: ArgumentMap, user: Visitor, reading: Reading) -> Reading:
    """The same reading without the numbers that this reader may not see yet; one query where the map hides any."""
    return veiled(reading, veil_for(map, user))


def veiled(reading: Reading, veil: Veil) -> Reading:
    if not veil.hides and not veil.fewest:
        return reading
    claims, evidence, relations = reading.claims, reading.evidence, reading.relations
    return reading_of(
        reading.map,
        reading.audience,
        reading.articles,
        reading.theses,
        {pk: replace(row, strength=veil.over(("claim", pk), row.strength)) for pk, row in claims.items()},
        {
            pk: replace(row, strength=veil.over(("evidence", pk), row.strength))
            for pk, row in evidence.items()
        },
        {
            pk: replace(row, relevance=veil.over(("relation", pk), row.relevance))
            for pk, row in relations.items()
        },
    )


def ratings_on(target: Rateable, name: Target, audience: Audience, user: Visitor, veil: Veil) -> Ratings:
    """The reader's own rating of one thing and everyone's together, in one query."""
    column, pk = name
    of_target = Q(**{column: pk})
    counts = Q(pk__in=counted_ratings(target.map, audience).filter(of_target).values("pk"))
    mine = Q(rater=user.pk)
    groups = Rating.objects.filter(of_target).order_by("value").values("value")
    rows: list[Any] = list(
        groups.annotate(
            n=Count("pk", filter=counts),
            outdated=Count("pk", filter=counts & Q(revision__lt=target.version)),
            at=Max("modified", filter=mine),
            revision=Max("revision", filter=mine),
        )
    )
    own = next((_own(row, target.version) for row in rows if row["at"]), None)
    n = sum(row["n"] for row in rows)
    hidden = veil.hidden(name)
    seen = n > 0 and n >= veil.fewest and not hidden
    return Ratings(own, _crowd(rows) if seen else None, hidden, 0 if hidden else n)


def _own(row: dict[str, Any], version: int) -> OwnRating:
    return OwnRating(row["value"], row["at"], on_earlier_wording=row["revision"] < version)


def _crowd(rows: list[dict[str, Any]]) -> Crowd:
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
