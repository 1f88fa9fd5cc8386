"""Evidence with all that a reader can check it by: the words, the place, the sources, the figures."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q

from claims.comparison import Given, Measured
from claims.graph.document import When
from claims.graph.words import State
from claims.models import ArgumentMap, Evidence

from .audience import Audience
from .graph import origin_of
from .reading import ArticleRead, EvidenceRead, place_words
from .strength import SHOWN, Strength, scored, strength_in

DATE = ["date_words", "date_earliest", "date_latest", "date_inferred", "date_why"]
COLUMNS = ["pk", "uid", "text", "kind", "version", "note", "outside", "citation_state", *DATE, *SHOWN]
PASSAGE = [f"passages__{column}" for column in ["pk", "article", "first", "last", "exact", "state"]]
SOURCE = [f"source__{column}" for column in ["title", "url", "level", "origin"]]
CITATION = [f"citations__{column}" for column in ["pk", "order", "source", "via", "note", *SOURCE]]
MEASURE = [f"measure__{column}" for column in ["pk", "name", "share_of", "unit", "kind"]]
FIGURE = [f"figures__{column}" for column in ["pk", "value", "upper", "qualifier", *MEASURE, *DATE]]


@dataclass(frozen=True, slots=True)
class PassageRead:
    article: ArticleRead
    place: str
    exact: str
    state: str


@dataclass(frozen=True, slots=True)
class CitationRead:
    order: int
    source: int
    via: tuple[str, ...]
    note: str
    title: str
    url: str
    level: str
    origin: str

    @property
    def origin_name(self) -> str:
        """Whom the source traces to in the end: itself where it speaks for itself."""
        return self.origin or self.title

    @property
    def origin_key(self) -> str:
        return origin_of(self.source, self.origin)


@dataclass(frozen=True, slots=True)
class EvidenceDetail:
    read: EvidenceRead
    version: int
    note: str
    outside: bool
    citation_state: str
    date: When | None
    passages: tuple[PassageRead, ...]
    citations: tuple[CitationRead, ...]
    figures: tuple[Given, ...]

    def with_strength(self, strength: Strength) -> "EvidenceDetail":
        return replace(self, read=replace(self.read, strength=strength))

    @property
    def origin(self) -> CitationRead | None:
        """The citation that gives it its origin, as the engine counts it: the first."""
        return self.citations[0] if self.citations else None


def read_evidence(
    map: ArgumentMap, audience: Audience, articles: dict[int, ArticleRead], which: Q
) -> dict[int, EvidenceDetail]:
    """These pieces of evidence by primary key, in one query: a row for each passage, source and figure together."""
    rows = scored(Evidence.objects.filter(which, map=map, state=State.OPEN.value), audience)
    parts: dict[int, _Parts] = {}
    for row in rows.order_by("uid").values_list(*COLUMNS, *PASSAGE, *CITATION, *FIGURE).iterator():
        found = iter(row)
        own, passage, citation, figure = (
            [next(found) for _ in columns] for columns in (COLUMNS, PASSAGE, CITATION, FIGURE)
        )
        parts.setdefault(own[0], _Parts(own)).add(passage, citation, figure)
    return {pk: part.detail(articles) for pk, part in parts.items()}


class _Parts:
    """One piece of evidence while its rows come in; each part is kept once, by its primary key."""

    def __init__(self, own: list[Any]) -> None:
        self.own = own
        self.passages: dict[int, list[Any]] = {}
        self.citations: dict[int, list[Any]] = {}
        self.figures: dict[int, list[Any]] = {}

    def add(self, passage: list[Any], citation: list[Any], figure: list[Any]) -> None:
        kept = (self.passages, passage), (self.citations, citation), (self.figures, figure)
        for where, (pk, *columns) in kept:
            if pk is not None:
                where[pk] = columns

    def detail(self, articles: dict[int, ArticleRead]) -> EvidenceDetail:
        pk, uid, text, kind, version, note, outside, citation_state, *rest = self.own
        date, score = rest[: len(DATE)], rest[len(DATE) :]
        citations = tuple(_citation(citation) for citation in sorted(self.citations.values(), key=_place))
        origin = citations[0].origin_key if citations else None
        return EvidenceDetail(
            read=EvidenceRead(pk, uid, text, kind, strength_in(score), origin),
            version=version,
            note=note,
            outside=outside,
            citation_state=citation_state,
            date=when(date),
            passages=tuple(_passage(passage, articles) for passage in sorted(self.passages.values())),
            citations=citations,
            figures=tuple(_figure(pk, self.figures[pk]) for pk in sorted(self.figures)),
        )


def _place(columns: list[Any]) -> tuple[int, int]:
    """Where a citation stands among the others of its evidence."""
    order, source, *_ = columns
    return order, source


def _passage(columns: list[Any], articles: dict[int, ArticleRead]) -> PassageRead:
    article, first, last, exact, state = columns
    return PassageRead(
        article=articles[article], place=place_words([(first, last)]), exact=exact, state=state
    )


def _citation(columns: list[Any]) -> CitationRead:
    order, source, via, note, *named = columns
    return CitationRead(order, source, tuple(via), note, *named)


def _figure(pk: int, columns: list[Any]) -> Given:
    value, upper, qualifier, *rest = columns
    measure, date = rest[: len(MEASURE)], rest[len(MEASURE) :]
    return Given(pk, Measured(*measure), value, upper, qualifier, when(date))


def when(columns: Sequence[Any]) -> When | None:
    """What the columns DATE say."""
    words, earliest, latest, inferred, why = columns
    return When(words=words, earliest=earliest, latest=latest, inferred=inferred, why=why) if words else None
