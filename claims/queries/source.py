"""A source's page: what it is, and all the evidence and claims that rest on it, article by article."""

from dataclasses import dataclass

from django.db.models import Q

from claims.models import Citation, Claim, Source

from .audience import Audience
from .evidence import EvidenceDetail, read_evidence
from .part import read_claims, read_shape
from .rating import Veil, veiled
from .reading import ClaimRead, Reading, RelationRead, reading_of
from .whole import read_articles


@dataclass(frozen=True)
class Bearing:
    """A relation from a piece of evidence, and the claim it bears on in the end."""

    relation: RelationRead
    claim: ClaimRead


@dataclass(frozen=True)
class Resting:
    """A piece of evidence that cites the source, directly or through others, and what it is given for."""

    evidence: EvidenceDetail
    via: tuple[str, ...]
    bearings: tuple[Bearing, ...]


@dataclass(frozen=True)
class SourcePage:
    source: Source
    same_origin: tuple[Source, ...]
    resting: tuple[Resting, ...]

    @property
    def claims(self) -> int:
        return len({bearing.claim.pk for rest in self.resting for bearing in rest.bearings})

    @property
    def articles(self) -> int:
        return len({passage.article.pk for rest in self.resting for passage in rest.evidence.passages})


def source_page(source: Source, audience: Audience, veil: Veil) -> SourcePage:
    """In five queries whatever rests on it."""
    map = source.map
    articles = read_articles(map)
    cites = Citation.objects.filter(map=map, source=source).values("evidence")
    details = read_evidence(map, audience, articles, Q(pk__in=cites))
    shape = read_shape(map, audience, set(), countable=veil.counts_own)
    near = shape.of_evidence(details)
    claims = read_claims(Claim.objects.filter(pk__in=shape.claims_of(near)), audience, articles, {})
    reads = {pk: detail.read for pk, detail in details.items()}
    rows = reading_of(
        map, audience, articles, {}, claims, reads, shape.read(near), lambda: shape.structure(claims)
    )
    reading = veiled(rows, veil)
    return SourcePage(
        source=source,
        same_origin=_same_origin(source),
        resting=tuple(_resting(detail, source, reading) for detail in details.values()),
    )


def _same_origin(source: Source) -> tuple[Source, ...]:
    if not source.origin:
        return ()
    return tuple(
        Source.objects.filter(map=source.map, origin=source.origin).exclude(pk=source.pk).order_by("title")
    )


def _resting(detail: EvidenceDetail, source: Source, reading: Reading) -> Resting:
    return Resting(
        evidence=detail.with_strength(reading.evidence[detail.read.pk].strength),
        via=next((citation.via for citation in detail.citations if citation.source == source.pk), ()),
        bearings=tuple(
            Bearing(relation, reading.claims[reading.home(relation)])
            for relation in reading.relations.values()
            if detail.read.pk in relation.evidence
        ),
    )
