"""What a figure's value and qualifier leave possible, and how the two are written."""

import re
from dataclasses import dataclass
from decimal import Decimal

ROUGHLY = Decimal("0.1")  # how far "about 40" may be from 40, as a part of it
SHORT = {"billion": "bn", "million": "m", "thousand": "k"}
SIGNS = {"USD": "$", "EUR": "€", "GBP": "£"}

_ABOVE = re.compile(r"\b(over|more than|above|at least|upwards? of|no less than|exceed\w*)\b", re.IGNORECASE)
_BELOW = re.compile(
    r"\b(under|less than|fewer than|below|up to|at most|no more than|as (much|many) as)\b", re.IGNORECASE
)
_NEARLY = re.compile(r"\b(almost|nearly|just under|close to)\b", re.IGNORECASE)
_PLAIN = re.compile(r"^(reportedly|exactly|)$", re.IGNORECASE)
_STRICT = re.compile(r"\b(over|more than|above|under|less than|fewer than|below|exceed\w*)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Span:
    """The values a figure leaves possible. No bound means no limit; an open end does not hold its bound."""

    low: Decimal | None
    high: Decimal | None
    open_low: bool = False
    open_high: bool = False

    def meets(self, other: "Span") -> bool:
        """Whether some value lies in both."""
        return not (self._ends_before(other) or other._ends_before(self))

    def _ends_before(self, other: "Span") -> bool:
        if self.high is None or other.low is None:
            return False
        return self.high < other.low or (self.high == other.low and (self.open_high or other.open_low))


def span_of(value: Decimal, upper: Decimal | None, qualifier: str) -> Span:
    """A qualifier that is not known is read as "about": better no conflict than one that is not there."""
    top = value if upper is None else upper
    strict = bool(_STRICT.search(qualifier))
    if _NEARLY.search(qualifier):
        return Span(_lowered(value), top, open_high=True)
    if _ABOVE.search(qualifier):
        return Span(value, None, open_low=strict)
    if _BELOW.search(qualifier):
        return Span(None, top, open_high=strict)
    if _PLAIN.match(qualifier.strip()):
        return Span(value, top)
    return Span(_lowered(value), top + abs(top) * ROUGHLY)


def _lowered(value: Decimal) -> Decimal:
    return value - abs(value) * ROUGHLY


def shown_amount(value: Decimal, upper: Decimal | None, unit: str) -> tuple[str, str]:
    """`20%`, `$1.6bn`, `5th`; or `15–20` and `million people`. What a share is a share of stands in its measure."""
    first, *rest = unit.split() or [""]
    amount = _number(value) if upper is None else f"{_number(value)}–{_number(upper)}"
    if first in ("percent", "%"):
        return f"{amount}%", ""
    if unit == "rank":
        return _ordinal(value), ""
    currency = SIGNS.get(rest[0] if rest else first)
    if currency:
        return f"{currency}{amount}{SHORT.get(first, '')}", ""
    return amount, unit


def _number(value: Decimal) -> str:
    return f"{value.normalize():,f}"


def _ordinal(value: Decimal) -> str:
    number = int(value)
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
