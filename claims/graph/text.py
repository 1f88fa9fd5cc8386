"""A text and its paragraphs: how it falls into them, and where in the whole each of them begins."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from hashlib import sha256
from itertools import accumulate

from .words import ParagraphRole

BETWEEN = "\n\n"
LIST_ITEM = re.compile(r"([-–•*]|\d{1,2}[.)]|[a-z]\)) ")
BYLINE = re.compile(r"by [A-Z]", re.IGNORECASE)
SHORT = 90


class Text:
    """Paragraphs by number; `None` where the words are not kept.

    Places in it are counted in code points over all paragraphs, joined by a blank line.
    """

    def __init__(self, paragraphs: Iterable[tuple[int, str | None]]) -> None:
        rows = list(paragraphs)
        self.numbers = [number for number, _ in rows]
        self.words = [words or "" for _, words in rows]
        self.whole = joined(self.words)
        self.starts = list(accumulate((len(words) + len(BETWEEN) for words in self.words), initial=0))[:-1]

    @property
    def is_kept(self) -> bool:
        return any(self.words)

    @cached_property
    def hash(self) -> str:
        return sha256(self.whole.encode()).hexdigest()

    def run(self, first: int, last: int) -> tuple[int, str] | None:
        """Where these paragraphs begin, and their words; None where there is none of these numbers."""
        within = [n for n, number in enumerate(self.numbers) if first <= number <= last]
        return (self.starts[within[0]], joined(self.words[n] for n in within)) if within else None

    def paragraphs_at(self, start: int, end: int) -> tuple[int, int]:
        """The numbers of the first and the last paragraph of what stands between these places."""
        return self._paragraph_at(start), self._paragraph_at(max(end - 1, start))

    def _paragraph_at(self, place: int) -> int:
        return self.numbers[bisect_right(self.starts, place) - 1]


def paragraphs_of(text: str) -> tuple[str, ...]:
    """Blank lines part paragraphs. Lines within one stay lines; blanks at the ends of lines, which nobody sees, go."""
    text = re.sub("\r\n?|[\v\f\x85\u2028]", "\n", text.removeprefix("\ufeff")).replace("\u2029", BETWEEN)
    lines = "\n".join(line.rstrip() for line in text.split("\n"))
    return tuple(part.strip() for part in re.split("\n\n+", lines) if part.strip())


def joined(paragraphs: Iterable[str]) -> str:
    return BETWEEN.join(paragraphs)


def likely_roles(paragraphs: Sequence[str]) -> list[ParagraphRole]:
    """What each one looks like: a first guess, for a person to put right."""
    return [_likely_role(number, text) for number, text in enumerate(paragraphs)]


def _likely_role(number: int, text: str) -> ParagraphRole:
    if number < 3 and len(text) <= SHORT and BYLINE.match(text):
        return ParagraphRole.BYLINE
    if all(LIST_ITEM.match(line) for line in text.split("\n")):
        return ParagraphRole.LIST
    if text[0] in "“„«\"'‘>" and text[-1] in "”“»\"'’":
        return ParagraphRole.QUOTE
    if len(text) <= (2 * SHORT if number == 0 else SHORT) and text[-1] not in ".!:;,…”\"'’)":
        return ParagraphRole.TITLE if number == 0 else ParagraphRole.HEADING
    return ParagraphRole.BODY
