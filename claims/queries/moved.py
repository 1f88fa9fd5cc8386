"""What one person's rating moved, counted as it is read: the kept scores, with the ratings of one thing put in.

So the answer to a rating is fresh though nobody has recounted the map yet, and tells what this rating did, not what
others did meanwhile.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from django.core.cache import cache

from claims import graph
from claims.credibility import Aggregate, Prior, Strengths, aggregate_ratings, band, evaluate, recount
from claims.models import ArgumentMap, Rating, Score

from .audience import EVERYONE, Audience, audiences
from .graph import (
    COLUMNS,
    Target,
    aggregate_of,
    counted_ratings,
    fewest_that_count,
    graph_of,
    limited_in,
    link_names,
    load_structure,
    priors_of,
    statement_name,
    target_of,
)
from .rating import counts_on
from .reading import Reading, reading_of
from .strength import strength_of

AN_HOUR = 3600


@dataclass(frozen=True)
class Change:
    """One person's rating of one thing as it is now, and the value whose place it took."""

    rating: Rating
    before: int | None

    @property
    def target(self) -> Target:
        return target_of(self.rating.claim_id, self.rating.relation_id, self.rating.evidence_id)


class _Base(NamedTuple):
    """What ratings of one thing come to alone, as a score keeps it: 0 to 1."""

    base: float
    se: float
    n: int
    contested: bool


@dataclass(frozen=True)
class _Kept:
    """What is taken for granted of all that can be rated on a map, the bases its scores keep, and their graph."""

    priors: dict[Target, Prior]
    bases: dict[Target, _Base]
    graph: graph.ArgumentGraph

    @cached_property
    def strengths(self) -> Strengths:
        return evaluate(self.graph)


@dataclass(frozen=True)
class _Count:
    """Bases, the graph that they make, and its strengths."""

    bases: dict[Target, _Base]
    graph: graph.ArgumentGraph
    strengths: Strengths

    def strength(self, target: Target) -> float:
        name = statement_name(*target)
        return self.strengths.by_id[name] if name else self.bases[target].base

    def score(self, target: Target) -> Score:
        """What a recount would keep. The range takes a pass over all that this rests on."""
        base = self.bases[target]
        name = statement_name(*target)
        strength, error = self.strength(target), band(self.strengths, name) if name else base.se
        there, back = (None, None) if name else map(self.strengths.points.get, link_names(target[1]))
        return Score(
            **base._asdict(),
            strength=strength,
            low=max(0.0, strength - 2 * error),
            high=min(1.0, strength + 2 * error),
            limited=name in limited_in(self.graph, self.strengths),
            points=there,
            points_back=back,
        )


@dataclass(frozen=True)
class Moved:
    """For one audience: the strength before, 0 to 1, of all that moved; and what a recount would keep now of
    that, and of the thing rated, of which it may be new that one more has rated it.
    """

    was: dict[Target, float]
    rated: Target | None = None
    base_was: float = 0.0  # of the thing rated
    now: _Count | None = None

    def was_shown(self, map: ArgumentMap) -> dict[Target, float]:
        """Where a map hides ratings until one has rated, only the thing's own number, and that of nothing above it."""
        if map.hide_until_rated:
            return {self.rated: self.base_was} if self.rated else {}
        return self.was

    def score(self, target: Target) -> Score | None:
        """None where the rating changed nothing."""
        touched = target in self.was or target == self.rated
        return self.now.score(target) if self.now and touched else None


UNMOVED = Moved({})


def audience_named(map: ArgumentMap, key: str) -> Audience:
    """The audience whose scores are kept under this key; no query for everyone, one for others."""
    if key == EVERYONE.key:
        return EVERYONE
    return next(audience for audience in audiences(map) if audience.key == key)


def read_moved(map: ArgumentMap, audience: Audience, change: Change) -> Moved:
    """In one query, and two more (and one of rights) for "can't tell"; in four more where no one has rated since the
    last recount.
    """
    kept, target = _kept(map, audience), change.target
    if target not in kept.bases:
        return UNMOVED  # a relation that carries no weight
    prior, fewest = kept.priors[target], fewest_that_count(map, audience)
    before, now = (
        _with(kept, target, _as_kept(aggregate_of(values, prior, fewest)))
        for values in _values(map, audience, change)
    )
    was = {thing: before.strength(thing) for thing in kept.bases}
    moved = {thing: then for thing, then in was.items() if then != now.strength(thing)}
    return Moved(moved, target, before.bases[target].base, now)


def renewed(reading: Reading, moved: Moved) -> Reading:
    """The same reading with the numbers that a rating touched as they are now; no query."""
    if moved.now is None:
        return reading
    relations = {
        pk: replace(row, relevance=strength_of(score)) if (score := moved.score(("relation", pk))) else row
        for pk, row in reading.relations.items()
    }
    claims = {
        pk: replace(row, strength=strength_of(score)) if (score := moved.score(("claim", pk))) else row
        for pk, row in reading.claims.items()
    }
    evidence = {
        pk: replace(row, strength=strength_of(score)) if (score := moved.score(("evidence", pk))) else row
        for pk, row in reading.evidence.items()
    }
    rows = (reading.articles, reading.theses, claims, evidence, relations)
    return reading_of(reading.map, reading.audience, *rows, lambda: reading.structure)


def _kept(map: ArgumentMap, audience: Audience) -> _Kept:
    """As this audience's scores keep the map. It is the same for all who rate between two recounts."""
    state = [map.pk, map.created.timestamp(), map.version, map.scores_version, audience.key.replace(" ", "-")]
    key = "-".join(["kept", *(str(part) for part in state)])
    kept: _Kept | None = cache.get(key)
    if kept is None:
        kept = _read_kept(map, audience)
        cache.set(key, kept, AN_HOUR)
    return kept


def _read_kept(map: ArgumentMap, audience: Audience) -> _Kept:
    """In four queries."""
    structure = load_structure(map)
    priors = priors_of(structure)
    bases = {target: _as_kept(aggregate_ratings([], prior)) for target, prior in priors.items()}
    rows = Score.objects.filter(map=map, audience=audience.key).values_list(*COLUMNS, *_Base._fields)
    for claim, relation, evidence, *base in rows:
        target = target_of(claim, relation, evidence)
        if target in bases:
            bases[target] = _Base(*base)
    argument = graph_of(structure, {target: (base.base, base.se) for target, base in bases.items()})
    return _Kept(priors, bases, argument)


def _with(kept: _Kept, target: Target, base: _Base) -> _Count:
    """The same map with another base of one thing; of a relation, that is its relevance."""
    bases = kept.bases | {target: base}
    name = statement_name(*target)
    if name:
        changed = graph.Statement(name, base.base, base.se)
        return _Count(bases, kept.graph, recount(kept.strengths, [changed]))
    names = link_names(target[1])
    links = [replace(link, relevance=base.base) if link.id in names else link for link in kept.graph.links]
    argument = replace(kept.graph, links=tuple(links))
    return _Count(bases, argument, evaluate(argument))


def _as_kept(aggregate: Aggregate) -> _Base:
    return _Base(aggregate.base / 100, aggregate.se / 100, aggregate.count, aggregate.contested)


def _values(map: ArgumentMap, audience: Audience, change: Change) -> tuple[list[int], list[int]]:
    """What counts of this thing: with the rating's earlier value, and with the one it has."""
    column, pk = change.target
    rater = change.rating.rater_id
    rows = counted_ratings(map, audience).filter(**{column: pk}).order_by("pk")
    now = {person: value for person, value in rows.values_list("rater", "value") if value is not None}
    before = {person: value for person, value in now.items() if person != rater}
    if change.before is not None and (rater in now or _counts(audience, change.rating)):
        before[rater] = change.before
    return [*before.values()], [*now.values()]


def _counts(audience: Audience, rating: Rating) -> bool:
    """Whether what this person gives of this thing goes into the audience's number."""
    rated = rating.claim or rating.relation or rating.evidence
    assert rated is not None  # the table's own constraint: exactly one of the three
    return counts_on(rated, rating.rater) and audience.of(Rating.objects.filter(pk=rating.pk)).exists()
