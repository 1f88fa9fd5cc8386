"""Claims worded like one that somebody is typing: what could be used, or copied, instead of being written anew."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import combinations
from math import prod
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, IntegerField, Q
from django.db.models.expressions import RawSQL
from django.urls import reverse

from claims.graph.words import State
from claims.models import ArgumentMap, Claim
from claims.permissions import Visitor, listed_maps

from .audience import EVERYONE
from .index import Term, Word, has_one_of, words_of
from .rating import Veil
from .strength import SHOWN, Strength, scored, strength_in

SHORTEST, LONGEST = 3, 300
MOST = 5  # of this map, and as many of others
FLOOR, BESIDE_THE_BEST = 0.45, 0.7  # similar enough in itself, and beside the most similar of all
SHORTLIST = 400
SINGLES, PAIRS = (
    60,
    100,
)  # how many claims may come in by a word, and by two words, that they share with the text
RAREST = 8
A_FEW = 18  # trigrams: three words
APART = re.compile(r"\W+")
MAP = ["map__pk", "map__title", "map__slug", "map__hide_until_rated", "map__fewest_raters"]
CLAIM = ["pk", "uid", "text", "kind", "same_as_map", "same_as_uid"]
# Reasons as a claim's page counts them: open, with a claim among their premises and none of these withdrawn. In SQL,
# since Django takes longer to put such a question than either database to answer it.
REASONS = """
SELECT count(*) FROM claims_relation AS reason
WHERE reason.target_claim_id = claims_claim.id AND reason.state = 'open' AND reason.kind {kinds}
AND EXISTS (SELECT 1 FROM claims_premise WHERE relation_id = reason.id AND claim_id IS NOT NULL)
AND NOT EXISTS (
    SELECT 1 FROM claims_premise AS premise
    LEFT JOIN claims_claim AS claim ON claim.id = premise.claim_id
    LEFT JOIN claims_evidence AS evidence ON evidence.id = premise.evidence_id
    WHERE premise.relation_id = reason.id AND 'withdrawn' IN (claim.state, evidence.state)
)
"""
CONTRADICTED_FROM_HERE = """
SELECT count(*) FROM claims_premise AS premise
JOIN claims_relation AS reason ON reason.id = premise.relation_id
JOIN claims_claim AS target ON target.id = reason.target_claim_id
WHERE premise.claim_id = claims_claim.id AND reason.kind = 'contradiction'
AND reason.state = 'open' AND target.state = 'open'
AND NOT EXISTS (SELECT 1 FROM claims_premise WHERE relation_id = reason.id AND id <> premise.id)
"""
COUNTS = {
    "supports": REASONS.format(kinds="= 'support'"),
    "attacks": f"{REASONS.format(kinds="IN ('attack', 'contradiction')")}) + ({CONTRADICTED_FROM_HERE}",
    "articles": "SELECT count(DISTINCT article_id) FROM claims_attribution WHERE claim_id = claims_claim.id",
}


@dataclass(frozen=True)
class SimilarClaim:
    """A claim as somebody who might use it has to know it; its strength is everyone's, as far as its map shows it."""

    pk: int
    is_here: bool
    text: str
    kind: str
    map_title: str
    strength: Strength
    supports: int
    attacks: int
    articles: int

    @property
    def choice(self) -> str:
        """What a form sends for it."""
        return f"here-{self.pk}" if self.is_here else f"copy-{self.pk}"

    @property
    def url(self) -> str:
        return reverse("claims:claim_detail", args=[self.pk])


@dataclass(frozen=True)
class Similar:
    """Those of this map, and those of other maps that this reader finds in lists; the nearest first.

    `kept` is the one that was chosen before, where it is still to be had. `asked` is whether there was a text to go by.
    """

    here: tuple[SimilarClaim, ...] = ()
    elsewhere: tuple[SimilarClaim, ...] = ()
    kept: int | None = None
    asked: bool = False

    @property
    def n(self) -> int:
        return len(self.here) + len(self.elsewhere)


def similar_claims(text: str, map: ArgumentMap, user: Visitor, keep: int | None = None) -> Similar:
    """In three queries. `keep` is a claim that was chosen before: it stays, whatever the text has become."""
    text = text[:LONGEST]
    terms = terms_of(words_of(text)) if len(text.strip()) >= SHORTEST else []
    if not terms and keep is None:
        return Similar()
    rows = shortlist(map, user, terms, keep)
    here = nearest(text, [(pk, said) for pk, of, said in rows if of == map.pk])
    elsewhere = nearest(text, [(pk, said) for pk, of, said in rows if of != map.pk])
    kept = [pk for pk, *_ in rows if pk == keep]
    found = _read(dict.fromkeys([*here, *elsewhere, *kept]))
    return replace(_sorted(found, map, keep), asked=bool(terms))


def terms_of(words: Iterable[Word]) -> list[Term]:
    """What to look for so that few claims are found, the right one nearly always among them.

    Rare words alone, two of the next rarest together; and all of these, for a text that has none but common words.
    """
    rarest = sorted(words, key=lambda word: (word.claims, -len(word.text)))[:RAREST]
    singles = _within(SINGLES, [(word,) for word in rarest])
    rest = rarest[len(singles) :]
    pairs = _within(PAIRS, sorted(combinations(rest, 2), key=_claims))
    return [*singles, *pairs, *([tuple(rest)] if rest else [])]


def _within(most: int, terms: list[Term]) -> list[Term]:
    """The first terms, as long as they bring in no more claims than this together."""
    total, kept = 0.0, []
    for term in terms:
        total += _claims(term)
        if total > most:
            break
        kept.append(term)
    return kept


def _claims(term: Term) -> float:
    """About how many claims have all of these words; words that go together do so twice as often as by chance."""
    if len(term) == 1:
        return term[0].claims
    return 2 * prod(word.claims for word in term) / max(term[0].of, 1)


def shortlist(
    map: ArgumentMap, user: Visitor, terms: list[Term], keep: int | None = None
) -> list[tuple[int, int, str]]:
    """Key, map and text of open claims that have one of these, or are to be kept; this map's first. One query."""
    wanted = Q(has_one_of(terms)) if terms else Q(pk=keep)
    if terms and keep is not None:
        wanted |= Q(pk=keep)
    found = Q(map=map) | Q(map__in=listed_maps(user).values("pk"))
    of_this_map = ExpressionWrapper(Q(map=map), output_field=BooleanField())
    rows = Claim.objects.filter(wanted, found, state=State.OPEN.value).order_by(of_this_map.desc())
    return list(rows.values_list("pk", "map", "text")[:SHORTLIST])


def nearest(text: str, rows: Iterable[tuple[int, str]]) -> list[int]:
    """Keys of those that are similar enough, the most similar first, the oldest first of equals."""
    wanted = trigrams(text)
    closest = sorted((-similarity(wanted, said), pk) for pk, said in rows)[:MOST]
    least = max([FLOOR, *(-BESIDE_THE_BEST * closeness for closeness, _ in closest)])
    return [pk for closeness, pk in closest if -closeness >= least]


def trigrams(text: str) -> frozenset[str]:
    """Each three letters that follow one another in a word, which begins and ends with a blank."""
    said = _plain(text)
    every = (said[at : at + 3] for at in range(len(said) - 2))
    return frozenset(three for three in every if three[1] != " ")


def similarity(wanted: frozenset[str], text: str) -> float:
    """0 to 1: midway between how much of both is shared, and how much of the wanted is there: it is still being typed.

    That a few letters are there says little. A text that has a trigram twice counts as longer than it is, which saves
    the time to find out.
    """
    said = _plain(text)
    shared = sum(map(said.__contains__, wanted))
    both = len(wanted) + len(said) - said.count(" ") - shared
    return (shared / both + shared / max(len(wanted), A_FEW)) / 2 if shared else 0.0


def _plain(text: str) -> str:
    return APART.sub(" ", f" {text.casefold()} ")


def _read(wanted: Iterable[int]) -> list[dict[str, Any]]:
    """What is said of each of these, which the reader may see, in this order; one query."""
    counts = {name: RawSQL(sql, (), output_field=IntegerField()) for name, sql in COUNTS.items()}  # noqa: S611
    rows = scored(Claim.objects.filter(pk__in=wanted).order_by(), EVERYONE).annotate(**counts)
    found = {row["pk"]: row for row in rows.values(*CLAIM, *MAP, *COUNTS, *SHOWN)}
    return [found[pk] for pk in wanted if pk in found]


def _sorted(rows: list[dict[str, Any]], map: ArgumentMap, keep: int | None) -> Similar:
    """What this map has as a copy already is not offered from elsewhere again."""
    here = [row for row in rows if row["map__pk"] == map.pk]
    copied = {(row["same_as_map"], row["same_as_uid"]) for row in here}
    others = [row for row in rows if row["map__pk"] != map.pk]
    others = [row for row in others if (row["map__slug"], row["uid"]) not in copied or row["pk"] == keep]
    return Similar(
        tuple(_similar(row, is_here=True) for row in here),
        tuple(_similar(row, is_here=False) for row in others),
        next((row["pk"] for row in rows if row["pk"] == keep), None),
    )


def _similar(row: dict[str, Any], *, is_here: bool) -> SimilarClaim:
    """Where a map hides ratings, it shows none of them here: what its reader has rated is not looked up."""
    veil = Veil(row["map__hide_until_rated"], row["map__fewest_raters"])
    strength = veil.over(("claim", row["pk"]), strength_in(row[column] for column in SHOWN))
    return SimilarClaim(
        pk=row["pk"],
        is_here=is_here,
        text=row["text"],
        kind=row["kind"],
        map_title=row["map__title"],
        strength=strength,
        **{column: row[column] for column in COUNTS},
    )
