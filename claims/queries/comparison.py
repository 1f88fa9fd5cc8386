"""Two to five articles, or theses, side by side: the questions by how their answers relate, and all they share."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from claims.comparison import GROUPS, Group

from .column import Column
from .common_ground import CommonGround, common_ground
from .crux import Strongest, Weighing, weigh
from .material import Material
from .row import Row, row_of


@dataclass(frozen=True, slots=True)
class Band:
    """A group of questions. Its part of the line under the tally is given in hundredths."""

    group: Group
    rows: tuple[Row, ...]
    start: float
    width: float


@dataclass(frozen=True)
class Comparison:
    columns: tuple[Column, ...]
    bands: tuple[Band, ...]
    silent: tuple[Row, ...]
    weighing: Weighing
    ground: CommonGround

    @property
    def is_two(self) -> bool:
        return len(self.columns) == 2

    @property
    def width(self) -> int:
        """Columns of the table: the questions stand in one of their own."""
        return len(self.columns) + 1

    @cached_property
    def rows(self) -> list[Row]:
        return [row for band in self.bands for row in band.rows]

    @property
    def questions(self) -> int:
        return len(self.rows) + len(self.silent)

    @property
    def agree(self) -> int:
        return self._count(Group.AGREE)

    @property
    def part(self) -> int:
        return self._count(Group.DISAGREE, Group.FIGURES)

    def _count(self, *groups: Group) -> int:
        return sum(len(band.rows) for band in self.bands if band.group in groups)

    @property
    def most(self) -> Row | None:
        """Where they part most: a disagreement before figures, then where strengths lie furthest apart."""
        for group in (Group.DISAGREE, Group.FIGURES):
            if rows := [row for row in self.rows if row.group is group]:
                return max(rows, key=lambda row: row.gap)
        return None

    @property
    def ends(self) -> tuple[Strongest, Strongest] | None:
        """The weakest and the strongest thesis of those compared, where two have a strength."""
        rated = [best for best in self.weighing.strongest if best.claim.strength.value is not None]
        rated.sort(key=lambda best: best.claim.strength.value or 0)
        return (rated[0], rated[-1]) if len(rated) > 1 else None

    @property
    def hides(self) -> bool:
        """Whether a thesis's ratings are hidden until this reader has rated it."""
        return any(best.claim.strength.state == "hidden" for best in self.weighing.strongest)

    @property
    def raters(self) -> tuple[int, int]:
        """The fewest and the most who rated one of the theses."""
        counts = [best.claim.strength.n for best in self.weighing.strongest]
        return min(counts, default=0), max(counts, default=0)


def compare(material: Material, columns: Sequence[Column]) -> Comparison:
    """One query for the crux; everything else was read before."""
    rows = [row_of(material, question, columns) for question in material.questions]
    grouped: dict[Group, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row.group].append(row)
    shown = {figure.given.pk for row in rows for cell in row.cells for figure in cell.figures}
    return Comparison(
        columns=tuple(columns),
        bands=_bands(grouped),
        silent=tuple(grouped[Group.SILENT]),
        weighing=weigh(material, [column.theses for column in columns]),
        ground=common_ground(material, columns, rows, shown),
    )


def _bands(grouped: dict[Group, list[Row]]) -> tuple[Band, ...]:
    total = sum(len(grouped[group]) for group in GROUPS) or 1
    bands, start = [], 0.0
    for group in GROUPS:
        width = 100 * len(grouped[group]) / total
        bands.append(Band(group, tuple(grouped[group]), round(start, 2), round(max(width - 0.4, 0), 2)))
        start += width
    return tuple(bands)
