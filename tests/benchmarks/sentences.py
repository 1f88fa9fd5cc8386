"""Sentences as varied as people's claims: words by how often people use them, seeded, and ways to say one otherwise."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from itertools import accumulate, islice
from pathlib import Path
from random import Random
from typing import Any

CORPUS = Path(__file__).parent.parent.parent / "claims" / "corpus" / "azerbaijan-israel.json"
WORD = re.compile(r"[a-z]+")
VOCABULARY = 20_000
FORMS = (
    "{}s",
    "{}ed",
    "{}ing",
    "{}er",
    "un{}",
    "re{}",
    "{}ly",
    "{}ness",
    "{}ation",
    "over{}",
    "{}ment",
    "{}ish",
)
VOWELS = "aeiou"


@cache
def vocabulary() -> list[str]:
    """The words of the five articles, the commonest first, then forms of them until there are enough."""
    counts = Counter(WORD.findall(" ".join(_texts(json.loads(CORPUS.read_text()))).lower()))
    words = [word for word, _ in counts.most_common() if len(word) > 1]
    stems = [word for word in words if len(word) > 3]
    formed = (form.format(stem) for form in FORMS for stem in stems)
    return list(islice(dict.fromkeys([*words, *formed]), VOCABULARY))


def _texts(part: Any) -> Iterator[str]:
    """What people wrote: strings of several words, wherever they stand in the file."""
    if isinstance(part, str):
        yield from [part] if " " in part else []
    elif isinstance(part, list | dict):
        for inner in part.values() if isinstance(part, dict) else part:
            yield from _texts(inner)


def sentences(wanted: int, seed: int = 1) -> Iterator[str]:
    """Of 6 to 23 words; the word at place n is used about 1/n times as often as the first (Zipf's law)."""
    random, words = Random(seed), vocabulary()
    weights = list(accumulate(1 / (place + 2.7) for place in range(len(words))))
    for _ in range(wanted):
        length = random.randint(6, 23)
        text = " ".join(random.choices(words, cum_weights=weights, k=length))
        yield f"{text.capitalize()}."[:300]


def dropped(text: str, random: Random) -> str:
    words = text.split()
    del words[random.randrange(len(words))]
    return " ".join(words)


def inflected(text: str, random: Random) -> str:
    """Two words take another ending."""
    return _with_two(text, random, lambda word: word[:-1] if word.endswith("s") else f"{word}s")


def synonym(text: str, random: Random) -> str:
    """A word in five is another word."""
    words, others = text.split(), vocabulary()
    for place in random.sample(range(len(words)), max(1, len(words) // 5)):
        words[place] = random.choice(others)
    return " ".join(words)


def reordered(text: str, random: Random) -> str:
    words = text.split()
    cut = random.randrange(1, len(words))
    return " ".join(words[cut:] + words[:cut])


def mistyped(text: str, random: Random) -> str:
    """Two words with two letters the wrong way round, or one letter missing."""
    return _with_two(text, random, lambda word: _slip(word, random))


def begun(text: str, random: Random) -> str:
    """As it stands half typed: 40 to 80 % of its letters."""
    return text[: int(len(text) * random.uniform(0.4, 0.8))]


def _slip(word: str, random: Random) -> str:
    if len(word) < 3:
        return word
    at = random.randrange(len(word) - 1)
    swapped = word[at + 1] + word[at]
    return word[:at] + (swapped if random.random() < 0.5 else word[at + 1]) + word[at + 2 :]


def _with_two(text: str, random: Random, change: Callable[[str], str]) -> str:
    words = text.split()
    long = [place for place, word in enumerate(words) if len(word) > 3] or list(range(len(words)))
    for place in random.sample(long, min(2, len(long))):
        words[place] = change(words[place])
    return " ".join(words)


WAYS: dict[str, Callable[[str, Random], str]] = {
    "a word dropped": dropped,
    "two words inflected": inflected,
    "a word in five replaced": synonym,
    "its halves swapped": reordered,
    "two slips of the finger": mistyped,
    "half typed": begun,
}
