"""One question across what is set side by side: where each stands, with which figures, how every two relate."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from claims.comparison import Group, Pair, Verdict, VerdictKind, compare_figures, group_of
from claims.graph.words import PositionRelationKind, PositionStatus, RelationKind

from .column import Column
from .material import FigureRead, Material, PositionRead, QuestionRead
from .reading import AttributionRead, ClaimRead, Reading

CLAIMS_AT_ONCE = 2
_AGREEING = {PositionRelationKind.AGREES, PositionRelationKind.SUPPORTS}


@dataclass(frozen=True, slots=True)
class ClaimSaid:
    """A claim as this article makes it; `told` is None where it is not known to make it."""

    claim: ClaimRead
    told: AttributionRead | None
    evidence: int


@dataclass(frozen=True, slots=True)
class Cell:
    """Where one stands on a question. No status: nobody has recorded a position."""

    column: Column
    position: int | None = None
    status: str = ""
    summary: str = ""
    claims: tuple[ClaimSaid, ...] = ()
    figures: tuple[FigureRead, ...] = ()

    @property
    def speaks(self) -> bool:
        return self.status not in ("", PositionStatus.SILENT)

    @property
    def first(self) -> tuple[ClaimSaid, ...]:
        return self.claims[:CLAIMS_AT_ONCE]

    @property
    def rest(self) -> tuple[ClaimSaid, ...]:
        return self.claims[CLAIMS_AT_ONCE:]

    @property
    def strongest(self) -> float | None:
        values = [said.claim.strength.value for said in self.claims if said.claim.strength.value is not None]
        return max(values, default=None)


@dataclass(frozen=True, slots=True)
class Judged:
    """A curator's word. The one it starts from comes first: it matters where one attacks or supports the other."""

    a: Column
    b: Column
    kind: PositionRelationKind
    why: str


@dataclass(frozen=True, slots=True)
class FigurePair:
    one: FigureRead
    other: FigureRead
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class PairRead:
    """Two that both speak. `shared` names the sources both rest on, where they agree."""

    a: Column
    b: Column
    judged: tuple[Judged, ...]
    derived: tuple[PositionRelationKind, ...]
    figures: tuple[FigurePair, ...]
    shared: tuple[str, ...]
    gap: float

    @property
    def kinds(self) -> Pair:
        return Pair(tuple(judged.kind for judged in self.judged), self.derived)

    @property
    def differs(self) -> bool:
        """Whether the curator says one thing and the figures another."""
        found = {pair.verdict.kind for pair in self.figures}
        said = {judged.kind for judged in self.judged}
        if not found or not said:
            return False
        if PositionRelationKind.DIFFERS_IN_FIGURE in said:
            return VerdictKind.CONFLICT not in found
        if said & _AGREEING:
            return VerdictKind.AGREE not in found
        return VerdictKind.CONFLICT in found


@dataclass(frozen=True, slots=True)
class Row:
    """A question with a cell for each column, and with every two that both speak."""

    question: QuestionRead
    group: Group
    cells: tuple[Cell, ...]
    pairs: tuple[PairRead, ...]

    @property
    def told(self) -> tuple[PairRead, ...]:
        """Pairs there is something to say about."""
        return tuple(pair for pair in self.pairs if pair.judged or pair.derived or pair.figures)

    @property
    def uncompared(self) -> tuple[PairRead, ...]:
        """Pairs that nobody has judged, and that nothing follows about."""
        return tuple(pair for pair in self.pairs if not pair.kinds.decides)

    @property
    def speaking(self) -> tuple[Column, ...]:
        return tuple(cell.column for cell in self.cells if cell.speaks)

    @property
    def gap(self) -> float:
        """How far apart the strongest claims of any two lie, 0 to 100."""
        return max((pair.gap for pair in self.pairs), default=0)


# Rows


def row_of(material: Material, question: QuestionRead, columns: Sequence[Column]) -> Row:
    cells = tuple(_cell(material, question, column) for column in columns)
    speaking = [cell for cell in cells if cell.speaks]
    pairs = tuple(_pair(material, question, one, other) for one, other in combinations(speaking, 2))
    return Row(question, group_of(len(speaking), [pair.kinds for pair in pairs]), cells, pairs)


def _cell(material: Material, question: QuestionRead, column: Column) -> Cell:
    position = _position(question, column)
    if position is None:
        return Cell(column)
    said = [
        _said(material.reading, claim, column)
        for claim in position.claims
        if claim in column.claims or not column.thesis
    ]
    if column.thesis and position.thesis is None and not said:
        return Cell(column, position.pk, PositionStatus.SILENT.value)
    said.sort(key=lambda said: -(said.claim.strength.value or 0))
    figures = [figure for figure in question.figures if figure.evidence in column.evidence]
    return Cell(column, position.pk, position.status, position.summary, tuple(said), tuple(figures))


def _position(question: QuestionRead, column: Column) -> PositionRead | None:
    """A thesis's own position, else its article's, to be narrowed to the claims under the thesis."""
    own = [
        position for position in question.positions if column.thesis and position.thesis == column.thesis.pk
    ]
    articles = [
        position
        for position in question.positions
        if column.article and position.article == column.article.pk
    ]
    return next(iter(own + articles), None)


def _said(reading: Reading, claim: int, column: Column) -> ClaimSaid:
    read = reading.claims[claim]
    told = [told for told in read.attributions if column.article and told.article.pk == column.article.pk]
    evidence = sum(len(relation.evidence) for relation in reading.into(claim))
    return ClaimSaid(read, next(iter(told), None), evidence)


# Pairs


def _pair(material: Material, question: QuestionRead, one: Cell, other: Cell) -> PairRead:
    at = {one.position: one.column, other.position: other.column}
    judged = tuple(
        Judged(at[judged.a], at[judged.b], judged.kind, judged.why)
        for judged in question.judgements
        if {judged.a, judged.b} == at.keys()
    )
    between = _between(material.reading, one, other)
    overtaken = RelationKind.SUPERSEDES in between or any(
        said.kind == PositionRelationKind.OVERTAKEN for said in judged
    )
    figures = pair_figures(one.figures, other.figures, overtaken=overtaken)
    agreeing = any(said.kind in _AGREEING for said in judged) or any(
        pair.verdict.kind == VerdictKind.AGREE for pair in figures
    )
    return PairRead(
        a=one.column,
        b=other.column,
        judged=judged,
        derived=_derived(between, figures),
        figures=figures,
        shared=_shared_voices(material, one, other) if agreeing else (),
        gap=abs(one.strongest - other.strongest)
        if one.strongest is not None and other.strongest is not None
        else 0,
    )


def pair_figures(
    ours: Sequence[FigureRead], theirs: Sequence[FigureRead], *, overtaken: bool = False
) -> tuple[FigurePair, ...]:
    """Those that can be held against each other; what would read the same stands once."""
    figures = {figure.given.pk: figure for figure in (*ours, *theirs)}
    verdicts = compare_figures(
        [figure.given for figure in ours], [figure.given for figure in theirs], overtaken=overtaken
    )
    found: dict[tuple[str, ...], FigurePair] = {}
    for verdict in verdicts:
        one, other = figures[verdict.one], figures[verdict.other]
        words = (verdict.kind, verdict.a, verdict.b, one.given.said, other.given.said)
        found.setdefault(words, FigurePair(one, other, verdict))
    return tuple(found.values())


def _derived(between: set[str], figures: Iterable[FigurePair]) -> tuple[PositionRelationKind, ...]:
    """What follows without anybody's word on the question. That two agree never does."""
    found = []
    if RelationKind.CONTRADICTION in between:
        found.append(PositionRelationKind.CONTRADICTS)
    if any(pair.verdict.kind == VerdictKind.CONFLICT for pair in figures):
        found.append(PositionRelationKind.DIFFERS_IN_FIGURE)
    if RelationKind.SUPERSEDES in between:
        found.append(PositionRelationKind.OVERTAKEN)
    return tuple(found)


def _between(reading: Reading, one: Cell, other: Cell) -> set[str]:
    """Kinds of relations from a claim of one cell to a claim of the other."""
    ours, theirs = ({said.claim.pk for said in cell.claims} for cell in (one, other))
    return {
        relation.kind
        for mine, yours in ((ours, theirs), (theirs, ours))
        for claim in mine
        for relation in reading.uses(claim)
        if relation.target_claim in yours - mine
    }


def _shared_voices(material: Material, one: Cell, other: Cell) -> tuple[str, ...]:
    return tuple(sorted(_voices(material, one) & _voices(material, other)))


def _voices(material: Material, cell: Cell) -> set[str]:
    """Where the evidence for a cell's claims comes from in the end."""
    return {
        source.voice
        for said in cell.claims
        for relation in material.reading.into(said.claim.pk)
        for evidence in relation.evidence
        if evidence in cell.column.evidence
        for source in material.evidence[evidence].sources
    }
