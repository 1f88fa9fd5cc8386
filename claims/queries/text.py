"""An article's text as readers see it, with what its paragraphs carry; and whether another text fits in its place."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from claims.graph.text import Text
from claims.graph.words import PassagePart
from claims.models import Article, Paragraph

from .passage import Carried, PassageRead, read_passages


@dataclass(frozen=True)
class Piece:
    """A stretch of a paragraph, the passages that cover it, and those of them that end with it."""

    words: str
    passages: tuple[PassageRead, ...]
    ends: tuple[PassageRead, ...]


@dataclass(frozen=True)
class ParagraphRead:
    number: int
    role: str
    pieces: tuple[Piece, ...]
    passages: tuple[PassageRead, ...]


@dataclass(frozen=True)
class PlacedClaim:
    """A claim and the paragraphs where passages of the article carry it."""

    claim: Carried
    paragraphs: tuple[int, ...]


@dataclass(frozen=True)
class TextPage:
    """`is_kept`: there are words. `is_shown`: this reader sees them. `elsewhere`: passages without a paragraph."""

    paragraphs: tuple[ParagraphRead, ...]
    elsewhere: tuple[PassageRead, ...]
    claims: tuple[PlacedClaim, ...]
    is_kept: bool
    is_shown: bool


def read_text(article: Article) -> Text:
    """In one query."""
    rows = Paragraph.objects.filter(article=article).order_by("number")
    return Text(rows.values_list("number", "text"))


def text_page(article: Article, *, readable: bool, edits: bool) -> TextPage:
    """In at most five queries. The words are read for those alone who may read them."""
    kept = Paragraph.objects.filter(article=article).order_by("number")
    columns = ["number", "role", *(["text"] if readable else [])]
    rows: list[Any] = list(kept.values_list(*columns))
    text = Text((row[0], row[2]) for row in rows) if readable else Text([])
    passages = read_passages(article, text, unused=edits)
    at: dict[int, list[PassageRead]] = defaultdict(list)
    for passage in passages:
        at[passage.first].append(passage)
    numbers = {row[0] for row in rows}
    return TextPage(
        paragraphs=tuple(
            ParagraphRead(row[0], row[1], _pieces(text, n, passages), tuple(at[row[0]]))
            for n, row in enumerate(rows)
        ),
        elsewhere=tuple(passage for passage in passages if passage.first not in numbers),
        claims=_placed(passages),
        is_kept=text.is_kept or (not readable and kept.exclude(text=None).exists()),
        is_shown=text.is_kept,
    )


def _pieces(text: Text, n: int, passages: list[PassageRead]) -> tuple[Piece, ...]:
    """The n-th paragraph, cut where passages begin and end."""
    if not text.is_kept:
        return ()
    begin, words = text.starts[n], text.words[n]
    end = begin + len(words)
    here = [passage for passage in passages if passage.start < end and passage.end > begin]
    cuts = sorted({begin, end} | {cut for one in here for cut in (one.start, one.end) if begin < cut < end})
    return tuple(
        Piece(
            words=words[first - begin : last - begin],
            passages=tuple(one for one in here if one.start < last and one.end > first),
            ends=tuple(one for one in here if first < one.end <= last),
        )
        for first, last in pairwise(cuts)
    )


def _placed(passages: list[PassageRead]) -> tuple[PlacedClaim, ...]:
    """In the order in which the article comes to them."""
    places: dict[Carried, dict[int, None]] = defaultdict(dict)
    for passage in passages:
        for thing in passage.carried:
            if thing.kind == "claim":
                places[thing][passage.first] = None
    return tuple(PlacedClaim(claim, tuple(numbers)) for claim, numbers in places.items())


@dataclass(frozen=True)
class Fit:
    """Whether a text of so many paragraphs can stand in the place of what an article has; `refusal` says why not."""

    same_count: bool
    refusal: str = ""


def fit_of(article: Article, count: int) -> Fit:
    """In at most three queries. Where nothing hangs on the old paragraphs' numbers, any number of them will do."""
    before = article.paragraphs.count()
    if before == count:
        return Fit(same_count=True)
    placed = article.passages.filter(part=PassagePart.TEXT, exact="")
    hanging = article.sections.count() + placed.count()
    if not hanging:
        return Fit(same_count=False)
    sentence = _(
        "This text falls into %(now)s paragraphs, and the article has %(before)s. On their numbers hang %(hanging)s"
        " places of this map. Part the text into %(before)s paragraphs. Nothing you typed is lost."
    )
    return Fit(same_count=False, refusal=sentence % {"now": count, "before": before, "hanging": hanging})
