"""A text as readers tell its words: spaces, quotation marks and dashes of any kind are the same to them."""

import re
from array import array
from dataclasses import dataclass
from functools import lru_cache

ALIKE = str.maketrans(
    dict.fromkeys("‘’‚‛′`", "'") | dict.fromkeys("“”„‟″«»", '"') | dict.fromkeys("‐‑‒–—―−", "-")
)
UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"


@dataclass(frozen=True)
class Folded:
    """`places` says for each letter where it stands in the text as it was."""

    text: str
    places: "array[int]"

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Of these letters in the text as it was."""
        return self.places[start], self.places[end - 1] + 1


@lru_cache(maxsize=2)
def fold(text: str) -> Folded:
    """Kept for the next passage of the same text."""
    letters: list[str] = []
    places = array("L")
    for at, letter in enumerate(text.translate(ALIKE)):
        if letter in UNSEEN:
            continue
        if letter.isspace():
            letter = " "
            if letters and letters[-1] == " ":
                continue
        letters.append(letter)
        places.append(at)
    return Folded("".join(letters), places)


def find_words(text: str, words: str, near: int = 0) -> tuple[int, int] | None:
    """Where these words stand in the text, whatever spaces, quotation marks and dashes were made of on the way.

    Where they stand more than once, the place nearest to `near`.
    """
    within, wanted = fold(text), fold(words).text.strip()
    if not wanted:
        return None
    found = [
        within.place(match.start(), match.start() + len(wanted))
        for match in re.finditer(f"(?={re.escape(wanted)})", within.text)
    ]
    return min(found, key=lambda place: abs(place[0] - near), default=None)
