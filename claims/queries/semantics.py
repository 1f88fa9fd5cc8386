"""A map's theses under our way of counting and under published ones, side by side: the same ratings and reasons."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext

from claims import graph
from claims.credibility import OWN, SEMANTICS, Semantics, evaluate, in_numbers
from claims.credibility.rubric import rounded
from claims.errors import NotConverged
from claims.graph.words import State
from claims.models import ArgumentMap, Claim, Thesis

from .audience import Audience
from .graph import load_structure
from .rating import Veil, basis_behind
from .reading import ArticleRead, ThesisRead
from .strength import has_moved
from .whole import claim_rows, number_theses, read_articles

COMPARED: tuple[Semantics, ...] = (OWN, *(SEMANTICS[name] for name in ("dfquad", "qe", "euler")))

TITLES = {
    "dfquad": "DF-QuAD",
    "qe": "Quadratic Energy",
    "euler": "Euler-based",
}  # names, the same in any language

type CellState = Literal["counted", "none", "restless", "few"]


@dataclass(frozen=True, slots=True)
class Cell:
    """What one way of counting makes of one thesis: a strength, 0 to 1, or why there is none."""

    semantics: str
    state: CellState
    value: float = 0

    @property
    def title(self) -> str:
        return TITLES.get(self.semantics) or gettext("Our default")

    @property
    def number(self) -> str:
        return in_numbers(self.value) if self.state == "counted" else ""


@dataclass(frozen=True, slots=True)
class Line:
    """`raters` is how many rated the thesis itself."""

    thesis: ThesisRead
    text: str
    raters: int
    cells: tuple[Cell, ...]

    @property
    def lowest(self) -> Cell:
        return min(self._counted, key=lambda cell: cell.value)

    @property
    def highest(self) -> Cell:
        return max(self._counted, key=lambda cell: cell.value)

    @property
    def spread(self) -> int:
        """In points, between the lowest and the highest number as they are shown."""
        if not self._counted:
            return 0
        return rounded(100 * self.highest.value) - rounded(100 * self.lowest.value)

    @property
    def _counted(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.state == "counted"]


@dataclass(frozen=True, slots=True)
class ArticleLines:
    article: ArticleRead | None
    lines: tuple[Line, ...]


def theses_under_semantics(map: ArgumentMap, audience: Audience, veil: Veil) -> tuple[Line, ...]:
    """Every thesis in its order, in two queries beside those of the engine's graph.

    Where a map hides others' ratings, this reader's own alone are counted; what too few rated has no number.
    """
    basis = basis_behind(veil, load_structure(map), map, audience)
    rows = claim_rows(
        Claim.objects.filter(state=State.OPEN.value, pk__in=Thesis.objects.filter(map=map).values("claim"))
    )
    theses = number_theses(rows, read_articles(map))
    texts = {row.pk: row.text for row in rows}
    counts = [(semantics, strengths_under(basis.graph, semantics)) for semantics in COMPARED]

    def cell(claim: int, semantics: Semantics, strengths: dict[graph.Id, float] | None) -> Cell:
        if strengths is None:
            return Cell(semantics.name, "restless")
        alone, strength = basis.aggregates["claim", claim], strengths[f"c{claim}"]
        if not veil.own_alone and 0 < alone.count < veil.fewest:
            return Cell(semantics.name, "few")
        if not alone.count and not has_moved(alone.base / 100, strength):
            return Cell(semantics.name, "none")
        return Cell(semantics.name, "counted", strength)

    return tuple(
        Line(
            thesis,
            texts[thesis.claim],
            basis.aggregates["claim", thesis.claim].count,
            tuple(cell(thesis.claim, *count) for count in counts),
        )
        for thesis in theses.values()
    )


def strengths_under(argument: graph.ArgumentGraph, semantics: Semantics) -> dict[graph.Id, float] | None:
    """None where a published way of counting finds no rest in a circle of reasons."""
    try:
        return evaluate(argument, semantics).by_id
    except NotConverged:
        return None


def by_article(lines: Sequence[Line]) -> tuple[ArticleLines, ...]:
    """Articles in their order, those that argue for something; last the theses of the whole debate."""
    found: dict[ArticleRead | None, list[Line]] = {}
    for line in lines:
        found.setdefault(line.thesis.article, []).append(line)
    return tuple(ArticleLines(article, tuple(its_lines)) for article, its_lines in found.items())


def widest(lines: Sequence[Line]) -> Line | None:
    """The thesis on which the ways of counting part most; None where all of them agree to the point."""
    found = max(lines, key=lambda line: line.spread, default=None)
    return found if found and found.spread else None
