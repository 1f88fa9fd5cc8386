"""A map as the engine needs it: who rated what, and what bears on what.

Statements are named `c12` and `e34`, links `r56`, by primary key. A contradiction is two links, `r56` and `r56~`.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from claims import graph
from claims.credibility import (
    CLAIM_PRIOR,
    EVIDENCE_PRIOR,
    Aggregate,
    Prior,
    Strengths,
    aggregate_ratings,
    relation_prior,
)
from claims.graph.words import CuratorStrength, EvidenceRaters, RelationKind, State
from claims.models import ArgumentMap, Citation, Claim, Evidence, Premise, Rating
from claims.permissions import counted_as_curators

from .audience import Audience

CURATORS_VIEW = {CuratorStrength.WEAK: 25, CuratorStrength.MODERATE: 50, CuratorStrength.STRONG: 75}

type Column = Literal["claim", "evidence", "relation"]
COLUMNS: tuple[Column, ...] = ("claim", "relation", "evidence")
type Target = tuple[Column, int]
type Ratings = defaultdict[Target, list[int]]  # by what they are of; "can't tell" is not among them


@dataclass(frozen=True)
class Basis:
    """What a recount starts from: the graph, and what the ratings of each thing come to alone."""

    graph: graph.ArgumentGraph
    aggregates: dict[Target, Aggregate]


@dataclass(frozen=True)
class Structure:
    """What bears on what on the whole map, and where evidence comes from: all that a count needs but the ratings."""

    claims: tuple[int, ...]
    origins: dict[Target, str | None]  # of all evidence
    links: tuple["LinkRow", ...]


@dataclass(frozen=True)
class LinkRow:
    """A relation with weight, with its premises."""

    pk: int
    kind: str
    target_claim: int | None
    target_relation: int | None
    curator_strength: str
    claims: list[int]
    evidence: list[int]


def load_basis(map: ArgumentMap, audience: Audience) -> Basis:
    """The map's whole argument with that audience's ratings, in four queries (and two of rights)."""
    return basis_of(load_structure(map), given_to(map, audience), fewest_that_count(map, audience))


def load_structure(map: ArgumentMap) -> Structure:
    """In three queries."""
    claims = Claim.objects.filter(map=map, state=State.OPEN.value).order_by("pk")
    return Structure(tuple(claims.values_list("pk", flat=True)), _origins(map), tuple(_links(map)))


def fewest_that_count(map: ArgumentMap, audience: Audience) -> int:
    """How many must have rated a thing before what they gave counts in the numbers that others see."""
    return 1 if audience.person is not None else map.fewest_raters


def aggregate_of(ratings: list[int], prior: Prior, fewest: int) -> Aggregate:
    """What ratings of one thing come to. Those of too few raters are counted, but move nothing.

    Else they could be read off a strength that they go into.
    """
    if len(ratings) >= fewest:
        return aggregate_ratings(ratings, prior)
    return replace(aggregate_ratings([], prior), count=len(ratings))


def basis_of(structure: Structure, ratings: Ratings, fewest: int = 1) -> Basis:
    """The graph as these ratings have it; no query of its own."""
    aggregates = {
        target: aggregate_of(ratings[target], prior, fewest) for target, prior in priors_of(structure).items()
    }
    bases = {target: (aggregate.base / 100, aggregate.se / 100) for target, aggregate in aggregates.items()}
    return Basis(graph_of(structure, bases), aggregates)


def graph_of(structure: Structure, bases: Mapping[Target, tuple[float, float]]) -> graph.ArgumentGraph:
    """The graph with these bases and their standard errors, 0 to 1; what has none stands at its prior."""
    known = {
        target: bases[target] if target in bases else _without_ratings(prior)
        for target, prior in priors_of(structure).items()
    }
    statements = [
        graph.Statement(name, base, se, structure.origins.get((column, pk)))
        for (column, pk), (base, se) in known.items()
        if (name := statement_name(column, pk))
    ]
    mutual = {link.pk for link in structure.links if _runs_back(link)}
    lines = [line for link in structure.links for line in _drawn(link, known["relation", link.pk][0], mutual)]
    return graph.ArgumentGraph(tuple(statements), tuple(lines))


def priors_of(structure: Structure) -> dict[Target, Prior]:
    """What is taken for granted of everything that can be rated."""
    priors: dict[Target, Prior] = {("claim", pk): CLAIM_PRIOR for pk in structure.claims}
    priors |= dict.fromkeys(structure.origins, EVIDENCE_PRIOR)
    for link in structure.links:
        view = _curators_view(link)
        priors["relation", link.pk] = relation_prior(view, from_evidence=not link.claims)
    return priors


def _without_ratings(prior: Prior) -> tuple[float, float]:
    alone = aggregate_ratings([], prior)
    return alone.base / 100, alone.se / 100


def statement_name(column: Column, pk: int) -> str | None:
    """A statement's id in the graph; a relation is not a statement."""
    return {"claim": f"c{pk}", "evidence": f"e{pk}"}.get(column)


def limited_in(argument: graph.ArgumentGraph, strengths: Strengths) -> set[graph.Id]:
    """Statements into which a link runs whose influence is limited because it is part of a loop."""
    limited = set(strengths.limited)
    return {link.target for link in argument.links if link.id in limited}


def link_names(relation: int) -> tuple[str, str]:
    """A relation's link into its target, and the one by which a contradiction runs back."""
    return f"r{relation}", f"r{relation}~"


def _curators_view(link: LinkRow) -> float | None:
    return CURATORS_VIEW[CuratorStrength(link.curator_strength)] if link.curator_strength else None


def counted_ratings(map: ArgumentMap, audience: Audience) -> QuerySet[Rating]:
    """Where curators alone judge evidence, others' ratings of it are kept but count for nobody but themselves."""
    rows = audience.of(Rating.objects.filter(map=map, value__isnull=False))
    if map.evidence_raters == EvidenceRaters.CURATORS and audience.person is None:
        rows = rows.filter(Q(evidence=None) | counted_as_curators(map))
    return rows


def given_to(map: ArgumentMap, audience: Audience) -> Ratings:
    """Ratings by target, asked for as how often each value was given: the answer does not grow with the raters."""
    found: Ratings = defaultdict(list)
    rows = counted_ratings(map, audience).order_by()
    counts = rows.values_list("claim", "relation", "evidence", "value").annotate(times=Count("pk"))
    for claim, relation, evidence, value, times in counts:
        found[target_of(claim, relation, evidence)] += [value] * times
    return found


def target_of(claim: int | None, relation: int | None, evidence: int | None) -> Target:
    if claim is not None:
        return "claim", claim
    if relation is not None:
        return "relation", relation
    assert evidence is not None  # the table's own constraint: exactly one of the three
    return "evidence", evidence


def _origins(map: ArgumentMap) -> dict[Target, str | None]:
    """Evidence, and the origin of the source it cites first: the speaker where there is one, else the work."""
    found: dict[Target, str | None] = {}
    rows = Evidence.objects.filter(map=map, state=State.OPEN.value).order_by(
        "pk", "citations__order", "citations__uid"
    )
    for pk, source, origin in rows.values_list("pk", "citations__source", "citations__source__origin"):
        found.setdefault(("evidence", pk), origin_of(source, origin) if source else None)
    return found


def first_cited(evidence: str, column: str) -> Subquery:
    """A column of the citation whose source gives a piece of evidence its origin, beside rows that name the piece."""
    cited = Citation.objects.filter(evidence=OuterRef(evidence)).order_by("order", "uid")
    return Subquery(cited.values(column)[:1])


def origin_of(source: int, origin: str) -> str:
    """What tells one origin from another: whom the source traces to, or the source itself."""
    return origin or f"source {source}"


def _links(map: ArgumentMap) -> list[LinkRow]:
    weighted = [RelationKind.SUPPORT.value, RelationKind.ATTACK.value, RelationKind.CONTRADICTION.value]
    rows = Premise.objects.filter(
        map=map, relation__state=State.OPEN.value, relation__kind__in=weighted
    ).order_by("relation", "order", "uid")
    found: dict[int, LinkRow] = {}
    for pk, kind, target_claim, target_relation, strength, claim, evidence in rows.values_list(
        "relation",
        "relation__kind",
        "relation__target_claim",
        "relation__target_relation",
        "relation__curator_strength",
        "claim",
        "evidence",
    ):
        link = found.setdefault(pk, LinkRow(pk, kind, target_claim, target_relation, strength, [], []))
        link.claims.extend([claim] if claim else [])
        link.evidence.extend([evidence] if evidence else [])
    return list(found.values())


def _runs_back(link: LinkRow) -> bool:
    """A contradiction between two claims attacks both."""
    return link.kind == RelationKind.CONTRADICTION and len(link.claims) == 1 and not link.evidence


def _drawn(link: LinkRow, relevance: float, mutual: set[int]) -> Iterator[graph.Link]:
    """A relation as links: one that runs back as two, with one relevance, and so what undercuts it."""
    premises = tuple([f"c{pk}" for pk in link.claims] + [f"e{pk}" for pk in link.evidence])
    there, back = link_names(link.pk)
    if link.target_relation:
        if link.kind == RelationKind.ATTACK:
            step, step_back = link_names(link.target_relation)
            yield graph.Link(there, premises, step, "attack", relevance, targets_link=True)
            if link.target_relation in mutual:
                yield graph.Link(back, premises, step_back, "attack", relevance, targets_link=True)
        return
    kind: graph.Kind = "support" if link.kind == RelationKind.SUPPORT else "attack"
    target = f"c{link.target_claim}"
    yield graph.Link(there, premises, target, kind, relevance)
    if link.pk in mutual:
        yield graph.Link(back, (target,), premises[0], "attack", relevance)
