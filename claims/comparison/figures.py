"""Whether two figures agree, conflict, or cannot be held against each other, and why not."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from claims.graph.document import When
from claims.graph.words import MeasureKind

from .amounts import Span, shown_amount, span_of


class VerdictKind(StrEnum):
    CONFLICT = "conflict"
    AGREE = "agree"
    OVERTAKEN = "overtaken"
    OTHER_DATE = "not comparable by date"
    UNDATED = "no date to compare by"
    OTHER_MEASURE = "not comparable"


@dataclass(frozen=True, slots=True)
class Measured:
    """What a figure is a figure of: one row of the map's measures."""

    pk: int
    name: str
    share_of: str
    unit: str
    kind: str

    @property
    def words(self) -> str:
        """What a reader must know to tell it from another measure: for a share, of what."""
        return f"share of {self.share_of}" if self.share_of and self.kind == MeasureKind.SHARE else self.name


@dataclass(frozen=True, slots=True)
class Given:
    """A figure as an article gives it."""

    pk: int
    measure: Measured
    value: Decimal
    upper: Decimal | None
    qualifier: str
    date: When | None

    @property
    def span(self) -> Span:
        return span_of(self.value, self.upper, self.qualifier)

    @property
    def amount(self) -> tuple[str, str]:
        """The number, and its unit where it is not written with it."""
        return shown_amount(self.value, self.upper, self.measure.unit)

    @property
    def said(self) -> str:
        """`almost 20%`: as a sentence has it."""
        return " ".join(part for part in (self.qualifier, *self.amount) if part)


@dataclass(frozen=True, slots=True)
class Verdict:
    """`a` and `b` are what sets the two apart: measures, or dates; empty where nothing does."""

    kind: VerdictKind
    one: int
    other: int
    a: str = ""
    b: str = ""


def verdict_on(one: Given, other: Given, *, overtaken: bool = False) -> Verdict:
    """`overtaken`: somebody has said that time lies between the two."""
    if not _same_measure(one.measure, other.measure):
        return Verdict(VerdictKind.OTHER_MEASURE, one.pk, other.pk, *_apart(one.measure, other.measure))
    dates = _date_words(one), _date_words(other)
    match _same_time(one.date, other.date):
        case None:
            return Verdict(VerdictKind.UNDATED, one.pk, other.pk, *dates)
        case False:
            kind = VerdictKind.OVERTAKEN if overtaken else VerdictKind.OTHER_DATE
            return Verdict(kind, one.pk, other.pk, *dates)
    kind = VerdictKind.AGREE if one.span.meets(other.span) else VerdictKind.CONFLICT
    return Verdict(kind, one.pk, other.pk)


def compare_figures(
    ours: Sequence[Given], theirs: Sequence[Given], *, overtaken: bool = False
) -> list[Verdict]:
    """Figures of one measure against each other. Where there are none, those of one kind: a share against a share."""
    pairs = [(one, other) for one in ours for other in theirs]
    alike = [(one, other) for one, other in pairs if _same_measure(one.measure, other.measure)]
    if not alike:
        alike = [(one, other) for one, other in pairs if _same_kind(one.measure, other.measure)]
    return [verdict_on(one, other, overtaken=overtaken) for one, other in alike]


def _same_measure(one: Measured, other: Measured) -> bool:
    return one.pk == other.pk


def _same_kind(one: Measured, other: Measured) -> bool:
    return one.kind == other.kind != MeasureKind.OTHER


def _apart(one: Measured, other: Measured) -> tuple[str, str]:
    """Two shares of the same whole are told apart by their names."""
    if one.words == other.words:
        return one.name, other.name
    return one.words, other.words


def _same_time(one: When | None, other: When | None) -> bool | None:
    """None where the days of either are not known, unless both are given in the same words."""
    if one is None or other is None:
        return None
    overlap = one.overlaps(other)
    return True if overlap is None and one.words == other.words else overlap


def _date_words(figure: Given) -> str:
    return figure.date.words if figure.date else ""
