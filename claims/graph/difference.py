"""Two wordings set against each other, word by word."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")

MOST_PAIRS = 20_000

type Kind = Literal["same", "gone", "new"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words that stand in both wordings, or in one of them alone."""

    kind: Kind
    text: str


def difference(before: str, after: str) -> list[Piece]:
    """Both wordings in reading order: without the new pieces they are `before`, without the gone ones `after`."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    return list(_joined(_pieces(old, new)))


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    """Texts made to be hard to compare are not: they count as wholly replaced."""
    if _cost(old, new) > MOST_PAIRS:
        yield Piece("gone", "".join(old))
        yield Piece("new", "".join(new))
        return
    for kind, start, end, there, until in SequenceMatcher(None, old, new).get_opcodes():
        if kind == "equal":
            yield Piece("same", "".join(old[start:end]))
        else:
            yield Piece("gone", "".join(old[start:end]))
            yield Piece("new", "".join(new[there:until]))


def _cost(old: list[str], new: list[str]) -> int:
    """How many pairs of equal words there are to look at; very common ones are left out of the matching itself."""
    before, after = Counter(old), Counter(new)
    common = 1 + len(new) // 100 if len(new) >= 200 else len(new)
    return sum(before[word] * n for word, n in after.items() if n <= common)


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """A space alone between two changes is no islet of sameness."""
    gone, new = "", ""
    for piece in pieces:
        if piece.kind == "same" and (piece.text.strip() or not (gone or new)):
            yield from _change(gone, new)
            gone, new = "", ""
            yield piece
        else:
            gone += piece.text if piece.kind != "new" else ""
            new += piece.text if piece.kind != "gone" else ""
    yield from _change(gone, new)


def _change(gone: str, new: str) -> Iterator[Piece]:
    if gone:
        yield Piece("gone", gone)
    if new:
        yield Piece("new", new)
