"""A map as the engine needs it: who rated what, and what bears on what.

Statements are named `c12` and `e34`, links `r56`, by primary key. A contradiction is two links, `r56` and `r56~`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from django.db.models import Q, QuerySet

from claims import graph
from claims.credibility import (
    CLAIM_PRIOR,
    EVIDENCE_PRIOR,
    Aggregate,
    aggregate_ratings,
    relation_prior,
)
from claims.graph.words import CuratorStrength, EvidenceRaters, RelationKind, State
from claims.models import ArgumentMap, Claim, Evidence, Premise, Rating
from claims.permissions import counted_as_curators

from .audience import Audience

CURATORS_VIEW = {CuratorStrength.WEAK: 25, CuratorStrength.MODERATE: 50, CuratorStrength.STRONG: 75}

type Column = Literal["claim", "evidence", "relation"]
type Target = tuple[Column, int]
type Ratings = defaultdict[Target, list[int]]  # by what they are of; "can't tell" is not among them


@dataclass(frozen=True)
class Basis:
    """What a recount starts from: the graph, and what the ratings of each thing come to alone."""

    graph: graph.ArgumentGraph
    aggregates: dict[Target, Aggregate]


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
    ratings = _ratings(map, audience)
    claims = Claim.objects.filter(map=map, state=State.OPEN.value).order_by("pk")
    return basis_of(ratings, claims.values_list("pk", flat=True), _origins(map), _links(map))


def basis_of(
    ratings: Ratings, claims: Iterable[int], origins: dict[Target, str | None], links: Sequence[LinkRow]
) -> Basis:
    """The graph of these claims, this evidence with its origins, and these relations; no query of its own."""
    aggregates: dict[Target, Aggregate] = {}
    for pk in claims:
        aggregates["claim", pk] = aggregate_ratings(ratings["claim", pk], CLAIM_PRIOR)
    for target in origins:
        aggregates[target] = aggregate_ratings(ratings[target], EVIDENCE_PRIOR)
    for link in links:
        prior = relation_prior(_curators_view(link), from_evidence=not link.claims)
        aggregates["relation", link.pk] = aggregate_ratings(ratings["relation", link.pk], prior)
    statements = [
        graph.Statement(name, aggregate.base / 100, aggregate.se / 100, origins.get((column, pk)))
        for (column, pk), aggregate in aggregates.items()
        if (name := statement_name(column, pk))
    ]
    lines = [line for link in links for line in _drawn(link, aggregates["relation", link.pk].base / 100)]
    return Basis(graph.ArgumentGraph(tuple(statements), tuple(lines)), aggregates)


def statement_name(column: Column, pk: int) -> str | None:
    """A statement's id in the graph; a relation is not a statement."""
    return {"claim": f"c{pk}", "evidence": f"e{pk}"}.get(column)


def link_names(relation: int) -> tuple[str, str]:
    """A relation's link into its target, and the one by which a contradiction runs back."""
    return f"r{relation}", f"r{relation}~"


def _curators_view(link: LinkRow) -> float | None:
    return CURATORS_VIEW[CuratorStrength(link.curator_strength)] if link.curator_strength else None


def counted_ratings(map: ArgumentMap, audience: Audience) -> QuerySet[Rating]:
    """Where curators alone judge evidence, others' ratings of it are kept but do not count."""
    rows = audience.of(Rating.objects.filter(map=map, value__isnull=False))
    if map.evidence_raters == EvidenceRaters.CURATORS:
        rows = rows.filter(Q(evidence=None) | counted_as_curators(map))
    return rows


def _ratings(map: ArgumentMap, audience: Audience) -> Ratings:
    rows = counted_ratings(map, audience)
    found: Ratings = defaultdict(list)
    for claim, relation, evidence, value in rows.order_by("pk").values_list(
        "claim", "relation", "evidence", "value"
    ):
        if value is not None:
            found[target_of(claim, relation, evidence)].append(value)
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


def _drawn(link: LinkRow, relevance: float) -> Iterator[graph.Link]:
    """A relation as links. A contradiction between two claims attacks both, with one relevance."""
    premises = tuple([f"c{pk}" for pk in link.claims] + [f"e{pk}" for pk in link.evidence])
    there, back = link_names(link.pk)
    if link.target_relation:
        if link.kind == RelationKind.ATTACK:
            step = f"r{link.target_relation}"
            yield graph.Link(there, premises, step, "attack", relevance, targets_link=True)
        return
    kind: graph.Kind = "support" if link.kind == RelationKind.SUPPORT else "attack"
    target = f"c{link.target_claim}"
    yield graph.Link(there, premises, target, kind, relevance)
    if link.kind == RelationKind.CONTRADICTION and len(premises) == 1 and link.claims:
        yield graph.Link(back, (target,), premises[0], "attack", relevance)
