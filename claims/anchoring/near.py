"""The part of a text that is nearest to some words, by how many letters would have to be changed."""

from collections import Counter, defaultdict

GRAM = 8
CANDIDATES = 6


def nearest(words: str, text: str) -> tuple[int, int, int]:
    """Where in the text the words are nearest: start, end, and how many letters differ."""
    end, errors = _end(words, text)
    length, _ = _end(words[::-1], text[:end][::-1], from_the_first=True)
    return end - length, end, errors


def windows(words: str, text: str, slack: int) -> list[tuple[int, int]]:
    """The stretches of a text that share most runs of letters with the words, each a little longer than they."""
    if len(text) <= 4 * (len(words) + slack):
        return [(0, len(text))]
    gram = max(min(GRAM, len(words) // 4), 2)
    votes: Counter[int] = Counter()
    for run, at in {words[at : at + gram]: at for at in range(len(words) - gram + 1)}.items():
        place = text.find(run)
        while place >= 0:
            votes[(place - at) // slack] += 1
            place = text.find(run, place + gram)
    near = {begins: votes[begins] + votes[begins + 1] for begins in [*votes, *(one - 1 for one in votes)]}
    most = [begins * slack for begins, _ in Counter(near).most_common(CANDIDATES)]
    return [(max(begins - slack, 0), begins + len(words) + 3 * slack) for begins in most]


def _end(words: str, text: str, *, from_the_first: bool = False) -> tuple[int, int]:
    """The first place where the words end with fewest errors, or one just after it that is as good; and how many.

    They begin anywhere in the text, or with its first letter. Myers' bit vectors, in the form of Hyyrö 2003: a column
    of the table of distances is kept as its steps up and down.
    """
    where: dict[str, int] = defaultdict(int)
    for bit, letter in enumerate(words):
        where[letter] |= 1 << bit
    every, last = (1 << len(words)) - 1, 1 << (len(words) - 1)
    up, down = every, 0
    errors = least = len(words)
    end = 0
    for at, letter in enumerate(text, start=1):
        same = where.get(letter, 0)
        free = (((same & up) + up) ^ up) | same | down
        right, left = down | (every & ~(free | up)), up & free
        errors += bool(right & last) - bool(left & last)
        right, left = right << 1 | from_the_first, left << 1
        up, down = every & (left | ~(free | right)), right & free & every
        if errors < least or (errors == least and at == end + 1):
            end, least = at, errors
    return end, least
