"""What those compared have in common beside questions, where they answer each other, and what each leaves out."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from claims.graph.words import CitationState

from .column import Column
from .material import FigureRead, Material
from .reading import ClaimRead, RelationRead
from .row import FigurePair, Row, pair_figures

ANSWERS_AT_ONCE = 6
CONTESTED_AT_ONCE = 3


@dataclass(frozen=True, slots=True)
class SharedClaim:
    claim: ClaimRead
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A claim of one that bears on a claim of another; `times` counts the steps an undercut is aimed at."""

    a: Column
    b: Column
    relation: RelationRead
    premise: ClaimRead
    target: ClaimRead
    times: int


@dataclass(frozen=True, slots=True)
class SharedSource:
    """One voice, under whatever titles, with how many pieces of evidence of each rest on it."""

    voice: str
    titles: tuple[str, ...]
    counts: tuple[tuple[Column, int], ...]


@dataclass(frozen=True, slots=True)
class SharedMeasure:
    """Figures of two that can be held against each other and stand under no question shown."""

    a: Column
    b: Column
    figures: tuple[FigurePair, ...]


@dataclass(frozen=True, slots=True)
class BlindSpot:
    """Questions that others here speak on and this one does not; those most speak on come first."""

    column: Column
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Sourcing:
    """How the evidence of one is sourced."""

    column: Column
    evidence: int
    cited: int
    missing: int
    anonymous: int
    mismatched: int
    voices: int
    levels: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class CommonGround:
    shared_claims: tuple[SharedClaim, ...]
    contested: tuple[SharedClaim, ...]
    answers: tuple[Answer, ...]
    sources: tuple[SharedSource, ...]
    measures: tuple[SharedMeasure, ...]
    blind_spots: tuple[BlindSpot, ...]
    sourcing: tuple[Sourcing, ...]

    @property
    def first_contested(self) -> tuple[SharedClaim, ...]:
        return self.contested[:CONTESTED_AT_ONCE]

    @property
    def more_contested(self) -> tuple[SharedClaim, ...]:
        return self.contested[CONTESTED_AT_ONCE:]

    @property
    def first_answers(self) -> tuple[Answer, ...]:
        return self.answers[:ANSWERS_AT_ONCE]

    @property
    def more_answers(self) -> tuple[Answer, ...]:
        return self.answers[ANSWERS_AT_ONCE:]


def common_ground(
    material: Material, columns: Sequence[Column], rows: Sequence[Row], shown: set[int]
) -> CommonGround:
    held = _held(material, columns)
    return CommonGround(
        shared_claims=tuple(claim for claim in held if len(claim.columns) > 1),
        contested=tuple(claim for claim in held if claim.claim.strength.state == "contested"),
        answers=_answers(material, columns),
        sources=_sources(material, columns),
        measures=_measures(material, columns, shown),
        blind_spots=tuple(_blind_spot(column, rows) for column in columns),
        sourcing=tuple(_sourcing(material, column) for column in columns),
    )


def _held(material: Material, columns: Sequence[Column]) -> list[SharedClaim]:
    """Every claim that any of them makes, with those that make it."""
    held = [
        SharedClaim(claim, tuple(column for column in columns if claim.pk in column.claims))
        for claim in material.reading.claims.values()
    ]
    return [claim for claim in held if claim.columns]


def _answers(material: Material, columns: Sequence[Column]) -> tuple[Answer, ...]:
    """Attacks and undercuts first. What both make is nobody's answer."""
    found: dict[tuple[str, int, int], Answer] = {}
    for relation in material.reading.relations.values():
        target = material.reading.home(relation)
        b = next((column for column in columns if target in column.claims), None)
        premise = next((claim for claim in relation.claims if not b or claim not in b.claims), None)
        a = next((column for column in columns if premise in column.claims), None)
        if relation.sign and a and b and premise and target not in a.claims:
            told = found.get((relation.sign, premise, target))
            times = told.times + 1 if told else 1
            found[relation.sign, premise, target] = Answer(
                a, b, relation, material.reading.claims[premise], material.reading.claims[target], times
            )
    order = ["attack", "undercut", "support"]
    return tuple(
        sorted(
            found.values(),
            key=lambda answer: (order.index(answer.relation.sign), -(answer.premise.strength.value or 0)),
        )
    )


def _sources(material: Material, columns: Sequence[Column]) -> tuple[SharedSource, ...]:
    counts: dict[str, Counter[int]] = defaultdict(Counter)
    titles: dict[str, set[str]] = defaultdict(set)
    for place, column in enumerate(columns):
        for evidence in column.evidence:
            for voice in {source.voice for source in material.evidence[evidence].sources}:
                counts[voice][place] += 1
            for source in material.evidence[evidence].sources:
                titles[source.voice].add(source.title)
    return tuple(
        SharedSource(
            voice,
            tuple(sorted(titles[voice] - {voice})),
            tuple((columns[place], each) for place, each in sorted(count.items())),
        )
        for voice, count in sorted(
            counts.items(), key=lambda item: (-len(item[1]), -item[1].total(), item[0])
        )
        if len(count) > 1
    )


def _measures(material: Material, columns: Sequence[Column], shown: set[int]) -> tuple[SharedMeasure, ...]:
    """Only figures of one measure: two of one kind say nothing about each other without a question."""
    given = [_figures(material, column, shown) for column in columns]
    found = []
    for (a, ours), (b, theirs) in combinations(zip(columns, given, strict=True), 2):
        common = {figure.given.measure.pk for figure in ours} & {figure.given.measure.pk for figure in theirs}
        ours = [figure for figure in ours if figure.given.measure.pk in common]
        if figures := pair_figures(ours, theirs):
            found.append(SharedMeasure(a, b, figures))
    return tuple(found)


def _figures(material: Material, column: Column, shown: set[int]) -> list[FigureRead]:
    return [
        figure
        for evidence in sorted(column.evidence)
        for figure in material.evidence[evidence].figures
        if figure.given.pk not in shown
    ]


def _blind_spot(column: Column, rows: Sequence[Row]) -> BlindSpot:
    unsaid = [row for row in rows if row.speaking and not any(speaker is column for speaker in row.speaking)]
    return BlindSpot(column, tuple(sorted(unsaid, key=lambda row: -len(row.speaking))))


def _sourcing(material: Material, column: Column) -> Sourcing:
    evidence = [material.evidence[pk] for pk in column.evidence]
    states = Counter(more.citation_state for more in evidence)
    sources = {source.pk: source for more in evidence for source in more.sources}
    levels = Counter(source.level for source in sources.values())
    return Sourcing(
        column=column,
        evidence=len(evidence),
        cited=states[CitationState.CITED],
        missing=states[CitationState.MISSING],
        anonymous=states[CitationState.ANONYMOUS],
        mismatched=states[CitationState.MISMATCHED],
        voices=len({source.voice for source in sources.values()}),
        levels=tuple(levels.most_common()),
    )
