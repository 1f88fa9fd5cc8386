"""The passages of an article: what they carry, and where their words stand in another text."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import F, Min, Q
from django.urls import reverse

from claims.anchoring import Found, Quote, find
from claims.graph.text import Text
from claims.graph.words import PassagePart, PassageState, State
from claims.models import Article, Attribution, Claim, Evidence, Passage


@dataclass(frozen=True, slots=True)
class Carried:
    """A claim or a piece of evidence. `url` is empty where a piece of evidence bears on no claim."""

    kind: str
    pk: int
    text: str
    url: str


@dataclass(frozen=True)
class PassageRead:
    """`number` counts those whose words are shown, from the top; for the others it is 0, and so are the places."""

    pk: int
    first: int
    last: int
    start: int
    end: int
    exact: str
    state: str
    carried: tuple[Carried, ...]
    number: int


def read_passages(article: Article, text: Text, *, unused: bool) -> list[PassageRead]:
    """In the order of the text, in three queries. `unused`: also those that nothing rests on yet.

    Where the reader is not shown the text, `text` is empty, and no words are read.
    """
    columns = ["pk", "first", "last", "start", "end", "state", *(["exact"] if text.is_kept else [])]
    rows: Any = article.passages.filter(part=PassagePart.TEXT).order_by("first", "start", "pk")
    carried = _carried(article)
    found: list[PassageRead] = []
    number = 0
    for pk, first, last, start, end, state, *exact in rows.values_list(*columns):
        if pk not in carried and not (unused and exact and exact[0]):
            continue
        stands = start is not None and end is not None and start < end <= len(text.whole)
        number += stands
        found.append(
            PassageRead(
                pk=pk,
                first=first,
                last=last,
                start=start if stands else 0,
                end=end if stands else 0,
                exact=exact[0] if exact else "",
                state=state,
                carried=tuple(dict.fromkeys(carried.get(pk, ()))),
                number=number if stands else 0,
            )
        )
    return found


def _carried(article: Article) -> dict[int, list[Carried]]:
    """By passage, claims first."""
    found: dict[int, list[Carried]] = defaultdict(list)
    said = Attribution.objects.filter(article=article, passages__article=article, claim__state=State.OPEN)
    for passage, pk, text in said.order_by("uid").values_list("passages", "claim", "claim__text"):
        found[passage].append(Carried("claim", pk, text, reverse("claims:claim_detail", args=[pk])))
    for passage, evidence in _evidence(article):
        found[passage].append(evidence)
    return found


def _evidence(article: Article) -> Iterator[tuple[int, Carried]]:
    """Each piece with a link to the first open claim that it bears on."""
    step = "premises__relation"
    columns = [step, f"{step}__state", f"{step}__target_claim", f"{step}__target_claim__state"]
    cited = Evidence.objects.filter(map=article.map_id, passages__article=article, state=State.OPEN)
    cited = cited.order_by("uid", f"{step}__uid")
    urls: dict[int, str] = {}
    texts: dict[tuple[int, int], str] = {}
    for passage, pk, text, relation, state, claim, claim_state in cited.values_list(
        "passages", "pk", "text", *columns
    ):
        texts[passage, pk] = text
        if state == claim_state == State.OPEN:
            there = reverse("claims:claim_detail", args=[claim])
            urls.setdefault(pk, f"{there}#evidence-{pk}-{relation}")
    for (passage, pk), text in texts.items():
        yield passage, Carried("evidence", pk, text, urls.get(pk, ""))


def claims_made(article: Article) -> list[Claim]:
    """The open claims of an article in the order in which it comes to them, in one query."""
    said = Claim.objects.filter(attributions__article=article, state=State.OPEN)
    first = Min("attributions__passages__first", filter=Q(attributions__article=article))
    return list(said.annotate(first=first).order_by(F("first").asc(nulls_last=True), "uid"))


def refound(article: Article, paragraphs: tuple[str, ...]) -> list[tuple[Passage, Found]]:
    """Every passage with words, and where they stand in this text; in two queries."""
    text = text_of(article, paragraphs)
    passages = article.passages.filter(part=PassagePart.TEXT).exclude(exact="")
    return [(passage, _found(passage, text)) for passage in passages]


def text_of(article: Article, paragraphs: tuple[str, ...]) -> Text:
    """These words under the article's own numbers, or where there are not as many, counted from one; in one query."""
    numbers = list(article.paragraphs.order_by("number").values_list("number", flat=True))
    if len(numbers) != len(paragraphs):
        numbers = list(range(1, len(paragraphs) + 1))
    return Text(zip(numbers, paragraphs, strict=True))


def _found(passage: Passage, text: Text) -> Found:
    """Where nobody has looked a passage up yet, its words are looked for in the paragraphs it names first."""
    if passage.start is not None:
        return find(text.whole, Quote(passage.exact, passage.prefix, passage.suffix, passage.start))
    quote = Quote(passage.exact, passage.prefix, passage.suffix)
    begin, words = text.run(passage.first, passage.last) or (0, "")
    found = find(words, quote)
    if found.start is not None and found.end is not None:
        return replace(found, start=begin + found.start, end=begin + found.end)
    found = find(text.whole, quote)
    return replace(found, state=PassageState.MOVED) if found.state == PassageState.EXACT else found
