"""A quote and what stood round it, found again.

The weights are those of Hypothesis' client: what is quoted counts most, then what stands before and after it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claims.graph.words import PassageState

from .fold import fold
from .near import nearest, windows

QUOTE, PREFIX, SUFFIX, PLACE = 50, 20, 20, 2
MOST_ERRORS = 1 / 3
ENOUGH = 0.8
SHORT = 12
BESIDE = 8


@dataclass(frozen=True)
class Quote:
    """Exact words, up to 32 letters before and after them, and where they began, in code points, if that is known."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None


@dataclass(frozen=True)
class Found:
    """`start` and `end` are None where the quote is lost. `score`: how sure this is the place, 0 to 1."""

    start: int | None
    end: int | None
    state: PassageState
    score: float


LOST = Found(None, None, PassageState.LOST, 0.0)


def find(text: str, quote: Quote) -> Found:
    """Word by word at its place or the likeliest other one, else nearly the same words, else lost."""
    if not quote.exact:
        return LOST
    return _exactly(text, quote) or _nearly(text, quote) or LOST


def _exactly(text: str, quote: Quote) -> Found | None:
    """What stands round the words decides between their places, then which is nearer to the old one."""
    starts = [match.start() for match in re.finditer(f"(?={re.escape(quote.exact)})", text)]
    if not starts:
        return None
    at = max(starts, key=lambda at: (_shared(text, at, quote), -abs(at - (quote.start or 0))))
    end = at + len(quote.exact)
    score = _score(text, at, end, 0, quote)
    if at != quote.start and len(quote.exact) < SHORT and score < ENOUGH:
        return None  # a short word stands in many places
    state = PassageState.EXACT if quote.start in (at, None) else PassageState.MOVED
    return Found(at, end, state, score)


def _nearly(text: str, quote: Quote) -> Found | None:
    """The best of some likely stretches, if it is good enough to be shown as the same place."""
    found = max(_candidates(text, quote), key=lambda found: found.score, default=None)
    return found if found and found.score >= ENOUGH else None


def _candidates(text: str, quote: Quote) -> Iterator[Found]:
    within, words = fold(text), fold(quote.exact).text.strip()
    slack = len(words) // 3 + 8
    for first, last in windows(words, within.text, slack) if words else ():
        stretch = within.text[first:last]
        start, end, errors = nearest(words, stretch)
        if errors > len(words) * MOST_ERRORS:
            continue
        start += len(stretch[start:end]) - len(stretch[start:end].lstrip())
        end -= len(stretch[start:end]) - len(stretch[start:end].rstrip())
        place = _between(text, *within.place(first + start, first + end), slack, quote)
        yield Found(*place, PassageState.CHANGED, _score(text, *place, errors, quote))


def _between(text: str, start: int, end: int, slack: int, quote: Quote) -> tuple[int, int]:
    """The same stretch, from where what stood before the quote ends to where what stood after it begins, if near."""
    before, after = quote.prefix[-BESIDE:], quote.suffix[:BESIDE]
    if len(before) == BESIDE:
        place = text.rfind(before, max(start - slack - BESIDE, 0), start + slack)
        start = place + BESIDE if 0 <= place < end - BESIDE else start
    if len(after) == BESIDE:
        place = text.find(after, max(end - slack, start), end + slack + BESIDE)
        end = place if place > start else end
    return start, end


def _shared(text: str, at: int, quote: Quote) -> int:
    """How many letters beside the words are the same as they were."""
    before, after = text[max(at - len(quote.prefix), 0) : at], text[at + len(quote.exact) :]
    return _alike(before[::-1], quote.prefix[::-1]) + _alike(after, quote.suffix)


def _alike(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def _score(text: str, start: int, end: int, errors: int, quote: Quote) -> float:
    """Only what is known of the quote is asked for."""
    before = text[max(start - len(quote.prefix) - 8, 0) : start]
    after = text[end : end + len(quote.suffix) + 8]
    parts = [(QUOTE, 1 - errors / len(quote.exact))]
    parts += [(weight, _likeness(*pair)) for weight, pair in _context(quote, before, after) if pair[0]]
    if quote.start is not None:
        parts.append((PLACE, 1 - min(abs(start - quote.start) / max(len(text), 1), 1)))
    return sum(weight * likeness for weight, likeness in parts) / sum(weight for weight, _ in parts)


def _context(quote: Quote, before: str, after: str) -> list[tuple[int, tuple[str, str]]]:
    return [(PREFIX, (quote.prefix, before)), (SUFFIX, (quote.suffix, after))]


def _likeness(words: str, text: str) -> float:
    _, _, errors = nearest(fold(words).text, fold(text).text)
    return 1 - errors / len(words)
