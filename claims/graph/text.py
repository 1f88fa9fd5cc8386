"""How a text falls into paragraphs, and where in the whole each of them begins."""

import re
from collections.abc import Sequence
from hashlib import sha256
from itertools import accumulate

from .words import ParagraphRole

BETWEEN = "\n\n"  # places in a text are counted, in code points, over its paragraphs joined by this
LIST_ITEM = re.compile(r"([-–•*]|\d{1,2}[.)]|[a-z]\)) ")
SHORT = 90


def paragraphs_of(text: str) -> tuple[str, ...]:
    """Blank lines part paragraphs. Lines within one stay lines; what stands at their ends and is not seen, goes."""
    text = re.sub("\r\n?|[\v\f\x85\u2028]", "\n", text.removeprefix("\ufeff")).replace("\u2029", BETWEEN)
    lines = "\n".join(line.rstrip() for line in text.split("\n"))
    return tuple(part.strip() for part in re.split(r"\n\n+", lines) if part.strip())


def joined(paragraphs: Sequence[str]) -> str:
    return BETWEEN.join(paragraphs)


def starts_of(paragraphs: Sequence[str]) -> list[int]:
    """Where each begins in the whole, and after them where the next one would."""
    return list(accumulate((len(text) + len(BETWEEN) for text in paragraphs), initial=0))


def hash_of(paragraphs: Sequence[str]) -> str:
    return sha256(joined(paragraphs).encode()).hexdigest()


def likely_roles(paragraphs: Sequence[str]) -> list[ParagraphRole]:
    """What each one looks like: a first guess, for a person to put right."""
    return [_likely_role(number, text) for number, text in enumerate(paragraphs)]


def _likely_role(number: int, text: str) -> ParagraphRole:
    if len(text) <= SHORT and re.match(r"by [A-Z]", text, re.IGNORECASE) and number < 3:
        return ParagraphRole.BYLINE
    if all(LIST_ITEM.match(line) for line in text.split("\n")):
        return ParagraphRole.LIST
    if text[0] in "“„«\"'‘>" and text[-1] in "”“»\"'’":
        return ParagraphRole.QUOTE
    if len(text) <= (2 * SHORT if number == 0 else SHORT) and text[-1] not in ".!:;,…”\"'’)":
        return ParagraphRole.TITLE if number == 0 else ParagraphRole.HEADING
    return ParagraphRole.BODY
