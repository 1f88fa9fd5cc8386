"""What a comparison is made from: a map as it reads, its questions, and what its evidence cites and counts."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from claims.comparison import Given, Measured
from claims.graph.words import PassagePart, PositionRelationKind, State
from claims.models import ArgumentMap, Evidence, Question
from claims.permissions import Visitor

from .audience import Audience
from .evidence import DATE, when
from .rating import as_seen_by
from .reading import Reading, place_words
from .whole import read_map


@dataclass(frozen=True, slots=True)
class SourceRead:
    pk: int
    title: str
    origin: str
    level: str

    @property
    def voice(self) -> str:
        """Sources of one origin are one voice."""
        return self.origin or self.title


@dataclass(frozen=True, slots=True)
class FigureRead:
    """A figure as a page shows it. `articles` are those whose text gives it."""

    given: Given
    evidence: int
    sources: tuple[SourceRead, ...]
    citation_state: str
    articles: frozenset[int]
    place: str


@dataclass(frozen=True, slots=True)
class EvidenceMore:
    """What `EvidenceRead` leaves out: where it stands, whom it cites, how, and which figures it gives."""

    pk: int
    citation_state: str
    articles: frozenset[int]
    sources: tuple[SourceRead, ...]
    figures: tuple[FigureRead, ...]


@dataclass(frozen=True, slots=True)
class PositionRead:
    pk: int
    article: int | None
    thesis: int | None
    status: str
    summary: str
    claims: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class JudgementRead:
    """What a curator said about two positions, by their primary keys."""

    a: int
    b: int
    kind: PositionRelationKind
    why: str


@dataclass(frozen=True, slots=True)
class QuestionRead:
    pk: int
    uid: str
    slug: str
    text: str
    kind: str
    note: str
    time_note: str
    positions: tuple[PositionRead, ...]
    judgements: tuple[JudgementRead, ...]
    figures: tuple[FigureRead, ...]

    @property
    def anchor(self) -> str:
        return f"question-{self.pk}"


@dataclass(frozen=True)
class Material:
    """One map, one audience, with the questions in their order and what each piece of evidence rests on."""

    reading: Reading
    questions: tuple[QuestionRead, ...]
    evidence: dict[int, EvidenceMore] = field(repr=False)


def read_material(map: ArgumentMap, audience: Audience, user: Visitor) -> Material:
    """The map, its questions and its evidence with all that hangs on them, in seven queries.

    One more where the map hides ratings until one has rated.
    """
    found = _evidence(map)
    rows = [(pk, kept.uid, kept.text, kept.kind, *kept.first_source) for pk, kept in found.items()]
    reading = as_seen_by(user, read_map(map, audience, rows))
    evidence, asked = _more_of_all(found, reading)
    questions = tuple(_question(parts, asked, reading) for parts in _rows(map))
    return Material(reading, questions, evidence)


# Questions, positions, their claims and judgements: one trip, so rows repeat and each part is kept once.


@dataclass
class _Parts:
    row: tuple[Any, ...]
    positions: dict[int, tuple[Any, ...]] = field(default_factory=dict)
    claims: dict[int, dict[int, None]] = field(default_factory=lambda: defaultdict(dict))
    judgements: dict[str, JudgementRead] = field(default_factory=dict)


_QUESTION = ["pk", "uid", "slug", "text", "kind", "note", "time_note"]
_POSITION = ["positions__" + name for name in ("pk", "article", "thesis", "status", "summary", "claims")]
_JUDGED = ["positions__relations_from__" + name for name in ("uid", "b", "kind", "why")]


def _rows(map: ArgumentMap) -> Iterable[_Parts]:
    found: dict[int, _Parts] = {}
    rows = Question.objects.filter(map=map).order_by(
        "order", "uid", "positions__uid", "positions__claims__uid"
    )
    for row in rows.values_list(*_QUESTION, *_POSITION, *_JUDGED):
        question, position, claim, judged = row[:7], row[7:12], row[12], row[13:]
        parts = found.setdefault(question[0], _Parts(question))
        if position[0] is None:
            continue
        parts.positions[position[0]] = position
        if claim is not None:
            parts.claims[position[0]][claim] = None
        if judged[0] is not None:
            uid, b, kind, why = judged
            parts.judgements[uid] = JudgementRead(position[0], b, PositionRelationKind(kind), why)
    return found.values()


def _question(parts: _Parts, asked: dict[int, list[FigureRead]], reading: Reading) -> QuestionRead:
    pk, uid, slug, text, kind, note, time_note = parts.row
    return QuestionRead(
        pk=pk,
        uid=uid,
        slug=slug,
        text=text,
        kind=kind,
        note=note,
        time_note=time_note,
        positions=tuple(
            PositionRead(
                pk=position,
                article=article,
                thesis=thesis,
                status=status,
                summary=summary,
                claims=tuple(claim for claim in parts.claims[position] if claim in reading.claims),
            )
            for position, article, thesis, status, summary in parts.positions.values()
        ),
        judgements=tuple(judged for _, judged in sorted(parts.judgements.items())),
        figures=tuple(asked.get(pk, [])),
    )


# Evidence with its passages, citations, figures and the questions those answer: one trip in the same way.

_EVIDENCE = ["pk", "uid", "text", "kind", "citation_state"]
_PASSAGE = ["passages__" + name for name in ("article", "part", "first", "last")]
_CITED = ("order", "uid", "source", "source__title", "source__origin", "source__level")
_SOURCE = ["citations__" + name for name in _CITED]
_FIGURE = ["figures__" + name for name in ("pk", "uid", "value", "upper", "qualifier", "questions")]
_DATES = [f"figures__{name}" for name in DATE] + DATE
_MEASURE = ["figures__measure__" + name for name in ("pk", "name", "share_of", "unit", "kind")]


@dataclass
class _Found:
    uid: str
    text: str
    kind: str
    state: str
    passages: set[tuple[Any, ...]] = field(default_factory=set)
    sources: dict[tuple[Any, ...], SourceRead] = field(default_factory=dict)
    figures: dict[str, Given] = field(default_factory=dict)
    questions: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    @property
    def first_source(self) -> tuple[int, str] | tuple[None, None]:
        """What gives it its origin."""
        first = self.sources[min(self.sources)] if self.sources else None
        return (first.pk, first.origin) if first else (None, None)


def _evidence(map: ArgumentMap) -> dict[int, _Found]:
    columns = [*_EVIDENCE, *_PASSAGE, *_SOURCE, *_FIGURE, *_DATES, *_MEASURE]
    found: dict[int, _Found] = {}
    rows = Evidence.objects.filter(map=map, state=State.OPEN.value).order_by("uid")
    for row in rows.values_list(*columns):
        _keep(found.setdefault(row[0], _Found(*row[1:5])), row[5:])
    return found


def _keep(kept: _Found, row: tuple[Any, ...]) -> None:
    passage, citation, figure, dates, measure = row[:4], row[4:10], row[10:16], row[16:26], row[26:]
    if passage[0] is not None:
        kept.passages.add(passage)
    if citation[2] is not None:
        kept.sources[citation[0], citation[1]] = SourceRead(*citation[2:])
    pk, uid, value, upper, qualifier, question = figure
    if pk is not None:
        date = when(dates[:5]) or when(dates[5:])
        kept.figures[uid] = Given(pk, Measured(*measure), value, upper, qualifier, date)
        kept.questions[uid] |= {question} - {None}


def _more_of_all(
    found: dict[int, _Found], reading: Reading
) -> tuple[dict[int, EvidenceMore], dict[int, list[FigureRead]]]:
    """By evidence; and the figures that each question asks for."""
    above = _articles_above(reading)
    more: dict[int, EvidenceMore] = {}
    asked: dict[int, list[FigureRead]] = defaultdict(list)
    for pk, kept in found.items():
        more[pk] = _more(pk, kept, above[pk])
        for uid, figure in zip(sorted(kept.figures), more[pk].figures, strict=True):
            for question in kept.questions[uid]:
                asked[question].append(figure)
    return more, asked


def _more(pk: int, kept: _Found, above: set[int]) -> EvidenceMore:
    articles = frozenset(passage[0] for passage in kept.passages) or frozenset(above)
    sources = tuple(source for _, source in sorted(kept.sources.items(), key=lambda cited: cited[0]))
    runs = sorted({(first, last) for _, part, first, last in kept.passages if part == PassagePart.TEXT})
    figures = tuple(
        FigureRead(given, pk, sources, kept.state, articles, place_words(runs))
        for _, given in sorted(kept.figures.items())
    )
    return EvidenceMore(pk, kept.state, articles, sources, figures)


def _articles_above(reading: Reading) -> dict[int, set[int]]:
    """Evidence without a passage belongs to the articles whose claims it stands under."""
    above: dict[int, set[int]] = defaultdict(set)
    for relation in reading.relations.values():
        for evidence in relation.evidence:
            claim = reading.claims[reading.home(relation)]
            above[evidence].update(told.article.pk for told in claim.attributions)
    return above
