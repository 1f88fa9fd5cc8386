"""A whole map as one audience sees it: plain values, read once, that every page of the map walks over."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from string import ascii_uppercase
from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse

from claims.graph.document import When
from claims.graph.words import PassagePart, RelationKind, State
from claims.models import ArgumentMap, Article, Attribution, Claim, Evidence, Premise, Relation, Score

from .audience import Audience
from .strength import NO_BASIS, SCORE, Strength, strength_in

type EvidenceRow = tuple[int, str, str, str]  # pk, uid, text, kind


@dataclass(frozen=True, slots=True)
class ArticleRead:
    pk: int
    uid: str
    slug: str
    letter: str
    title: str
    short_title: str
    authors: tuple[str, ...]
    outlet: str
    genre: str
    date: When | None
    url: str

    @property
    def byline(self) -> str:
        """Who wrote it, as short as a reader can tell it by."""
        last_names = [name.split()[-1] for name in self.authors]
        if not last_names:
            return "Author unknown"
        if len(last_names) <= 2:
            return " and ".join(last_names)
        return f"{last_names[0]} et al."

    @property
    def year(self) -> str:
        return str(self.date.earliest.year) if self.date and self.date.earliest else ""


@dataclass(frozen=True, slots=True)
class AttributionRead:
    article: ArticleRead
    voice: str
    who: tuple[str, ...]
    endorsement: str
    hedges: tuple[str, ...]
    runs: tuple[tuple[int, int], ...]

    @property
    def place(self) -> str:
        return place_words(self.runs)


@dataclass(frozen=True, slots=True)
class ThesisRead:
    pk: int
    uid: str
    claim: int
    article: ArticleRead | None
    number: int
    label: str

    @property
    def name(self) -> str:
        """`A1`, or the number alone where a debate has no articles."""
        return f"{self.article.letter if self.article else ''}{self.number}"


@dataclass(frozen=True, slots=True)
class ClaimRead:
    pk: int
    uid: str
    text: str
    kind: str
    date: When | None
    note: str
    version: int
    strength: Strength
    attributions: tuple[AttributionRead, ...]
    theses: tuple[ThesisRead, ...]

    @property
    def url(self) -> str:
        return reverse("claims:claim_detail", args=[self.pk])

    @property
    def anchor(self) -> str:
        return f"claim-{self.pk}"


@dataclass(frozen=True, slots=True)
class EvidenceRead:
    """A piece of evidence as a card shows it: its sources and figures stand in `queries/claim.py`."""

    pk: int
    uid: str
    text: str
    kind: str
    strength: Strength


@dataclass(frozen=True, slots=True)
class RelationRead:
    """`target_relation` is set on undercuts. Premises are claims, evidence, or both."""

    pk: int
    uid: str
    kind: str
    claims: tuple[int, ...]
    evidence: tuple[int, ...]
    target_claim: int | None
    target_relation: int | None
    note: str
    caveat: str
    scheme: str
    curator_strength: str
    order: int
    version: int
    relevance: Strength

    @property
    def word(self) -> str:
        """`undercut` where an attack is aimed at a relation."""
        return "undercut" if self.target_relation and self.kind == RelationKind.ATTACK else self.kind

    @property
    def sign(self) -> str:
        """`support`, `attack`, `undercut`, or nothing for relations without weight."""
        if self.target_relation:
            return "undercut" if self.kind == RelationKind.ATTACK else ""
        return {"support": "support", "attack": "attack", "contradiction": "attack"}.get(self.kind, "")


@dataclass(frozen=True)
class Reading:
    """One map, one audience. Everything is keyed by primary key."""

    map: ArgumentMap
    audience: Audience
    articles: dict[int, ArticleRead]
    theses: dict[int, ThesisRead]
    claims: dict[int, ClaimRead]
    evidence: dict[int, EvidenceRead]
    relations: dict[int, RelationRead]
    _into_claim: dict[int, list[RelationRead]] = field(repr=False)
    _from_claim: dict[int, list[RelationRead]] = field(repr=False)
    _undercuts: dict[int, list[RelationRead]] = field(repr=False)

    def into(self, claim: int) -> list[RelationRead]:
        """Relations whose target is this claim, in their order; evidence included."""
        return self._into_claim.get(claim, [])

    def reasons(self, claim: int) -> list[RelationRead]:
        """Relations into this claim that have a claim among their premises."""
        return [relation for relation in self.into(claim) if relation.claims]

    def evidence_for(self, claim: int) -> list[RelationRead]:
        """Relations into this claim whose premises are evidence alone."""
        return [relation for relation in self.into(claim) if not relation.claims]

    def undercuts_of(self, relation: int) -> list[RelationRead]:
        return self._undercuts.get(relation, [])

    def uses(self, claim: int) -> list[RelationRead]:
        """Relations this claim is a premise of."""
        return self._from_claim.get(claim, [])

    def home(self, relation: RelationRead) -> int:
        """The claim a relation bears on in the end: an undercut's is the one its step leads to."""
        while relation.target_relation:
            relation = self.relations[relation.target_relation]
        assert relation.target_claim is not None  # a relation has exactly one target
        return relation.target_claim

    @cached_property
    def thesis_of_claim(self) -> dict[int, ThesisRead]:
        """The first thesis each thesis claim stands for."""
        found: dict[int, ThesisRead] = {}
        for thesis in self.theses.values():
            found.setdefault(thesis.claim, thesis)
        return found


def read_map(
    map: ArgumentMap, audience: Audience, evidence_rows: Iterable[EvidenceRow] | None = None
) -> Reading:
    """The whole map in six queries, whatever its size; in five where the evidence was read before.

    Withdrawn rows are left out.
    """
    scores = _scores(map, audience)
    articles = read_articles(map)
    rows = claim_rows(Claim.objects.filter(map=map, state=State.OPEN.value))
    theses = number_theses(rows, articles)
    claims = _claims(rows, scores, _attributions(map, articles), theses)
    evidence = _evidence(_evidence_rows(map) if evidence_rows is None else evidence_rows, scores)
    relations = _relations(map, scores, claims, evidence)
    return reading_of(map, audience, articles, theses, claims, evidence, relations)


def reading_of(
    map: ArgumentMap,
    audience: Audience,
    articles: dict[int, ArticleRead],
    theses: dict[int, ThesisRead],
    claims: dict[int, ClaimRead],
    evidence: dict[int, EvidenceRead],
    relations: dict[int, RelationRead],
) -> Reading:
    """These rows with what runs into and out of each."""
    into: defaultdict[int, list[RelationRead]] = defaultdict(list)
    outof: defaultdict[int, list[RelationRead]] = defaultdict(list)
    undercuts: defaultdict[int, list[RelationRead]] = defaultdict(list)
    for relation in sorted(relations.values(), key=lambda relation: (relation.order, relation.uid)):
        if relation.target_claim:
            into[relation.target_claim].append(relation)
        elif relation.target_relation:
            undercuts[relation.target_relation].append(relation)
        for claim in relation.claims:
            outof[claim].append(relation)
    return Reading(map, audience, articles, theses, claims, evidence, relations, into, outof, undercuts)


def _scores(map: ArgumentMap, audience: Audience) -> dict[tuple[str, int], Strength]:
    found = {}
    rows = Score.objects.filter(map=map, audience=audience.key)
    for claim, evidence, relation, *score in rows.values_list(
        "claim", "evidence", "relation", *SCORE
    ).iterator():
        column = "claim" if claim else "evidence" if evidence else "relation"
        found[column, claim or evidence or relation] = strength_in(score)
    return found


def read_articles(map: ArgumentMap) -> dict[int, ArticleRead]:
    """The map's articles with their letters, in one query."""
    return {
        row.pk: ArticleRead(
            pk=row.pk,
            uid=row.uid,
            slug=row.slug,
            letter=_letter(place),
            title=row.title,
            short_title=row.short_title or row.title,
            authors=tuple(author["name"] for author in row.authors),
            outlet=row.outlet,
            genre=row.genre,
            date=row.date,
            url=row.url,
        )
        for place, row in enumerate(Article.objects.filter(map=map))
    }


def _letter(place: int) -> str:
    """A to Z, then AA: an article's key on every page of its map."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = ascii_uppercase[rest] + letters
    return letters


def claim_rows(claims: QuerySet[Claim]) -> list[Any]:
    """Claims, each with its role as a thesis: once for every thesis it is."""
    roles = {
        "thesis": F("theses"),
        "thesis_uid": F("theses__uid"),
        "thesis_article": F("theses__article"),
        "thesis_label": F("theses__label"),
        "thesis_order": F("theses__order"),
    }
    return list(claims.defer("extra").annotate(**roles))


def number_theses(rows: list[Any], articles: dict[int, ArticleRead]) -> dict[int, ThesisRead]:
    """Article by article, numbered in each; those of the whole debate come last."""
    places = {pk: place for place, pk in enumerate(articles)}
    found = [row for row in rows if row.thesis]
    found.sort(
        key=lambda row: (places.get(row.thesis_article, len(places)), row.thesis_order, row.thesis_uid)
    )
    counts: dict[int | None, int] = defaultdict(int)
    theses = {}
    for row in found:
        counts[row.thesis_article] += 1
        theses[row.thesis] = ThesisRead(
            pk=row.thesis,
            uid=row.thesis_uid,
            claim=row.pk,
            article=articles[row.thesis_article] if row.thesis_article else None,
            number=counts[row.thesis_article],
            label=row.thesis_label,
        )
    return theses


def _attributions(map: ArgumentMap, articles: dict[int, ArticleRead]) -> dict[int, list[AttributionRead]]:
    rows: dict[int, Any] = {}
    places: dict[int, list[tuple[int, int]]] = defaultdict(list)
    columns = ["pk", "claim_id", "article_id", "voice", "who", "endorsement", "hedges"]
    passages = ["passages__part", "passages__first", "passages__last"]
    for *row, part, first, last in Attribution.objects.filter(map=map).values_list(*columns, *passages):
        rows[row[0]] = row
        if part == PassagePart.TEXT:
            places[row[0]].append((first, last))
    found: dict[int, list[AttributionRead]] = defaultdict(list)
    for pk, claim, article, voice, who, endorsement, hedges in rows.values():
        found[claim].append(
            AttributionRead(
                article=articles[article],
                voice=voice,
                who=tuple(who),
                endorsement=endorsement,
                hedges=tuple(hedges),
                runs=tuple(places[pk]),
            )
        )
    return found


def place_words(runs: Iterable[tuple[int, int]]) -> str:
    """Paragraphs as a locator: `¶ 4, 16–18`."""
    parts = [str(first) if first == last else f"{first}–{last}" for first, last in sorted(set(runs))]
    return f"¶\u00a0{', '.join(parts)}" if parts else ""


def _claims(
    rows: list[Any],
    scores: dict[tuple[str, int], Strength],
    attributions: dict[int, list[AttributionRead]],
    theses: dict[int, ThesisRead],
) -> dict[int, ClaimRead]:
    theses_of: dict[int, list[ThesisRead]] = defaultdict(list)
    for thesis in theses.values():
        theses_of[thesis.claim].append(thesis)
    return {
        row.pk: ClaimRead(
            pk=row.pk,
            uid=row.uid,
            text=row.text,
            kind=row.kind,
            date=row.date,
            note=row.note,
            version=row.version,
            strength=scores.get(("claim", row.pk), NO_BASIS),
            attributions=tuple(attributions.get(row.pk, [])),
            theses=tuple(theses_of.get(row.pk, [])),
        )
        for row in rows
    }


def _evidence_rows(map: ArgumentMap) -> Iterable[EvidenceRow]:
    return Evidence.objects.filter(map=map, state=State.OPEN.value).values_list("pk", "uid", "text", "kind")


def _evidence(
    rows: Iterable[EvidenceRow], scores: dict[tuple[str, int], Strength]
) -> dict[int, EvidenceRead]:
    return {
        pk: EvidenceRead(
            pk=pk, uid=uid, text=text, kind=kind, strength=scores.get(("evidence", pk), NO_BASIS)
        )
        for pk, uid, text, kind in rows
    }


def _relations(
    map: ArgumentMap,
    scores: dict[tuple[str, int], Strength],
    claims: dict[int, Any],
    evidence: dict[int, Any],
) -> dict[int, RelationRead]:
    """Open relations all of whose premises are open and whose target is there to be read."""
    rows: dict[int, Relation] = {}
    premises: dict[int, list[Premise]] = defaultdict(list)
    ends = Premise.objects.filter(map=map, relation__state=State.OPEN.value).select_related("relation")
    for premise in ends.defer("relation__extra").order_by("relation", "order", "uid"):
        rows[premise.relation_id] = premise.relation
        premises[premise.relation_id].append(premise)
    found = {
        pk: _relation(row, premises[pk], scores)
        for pk, row in rows.items()
        if _all_there(premises[pk], claims, evidence)
    }
    return _with_targets(found, claims)


def _all_there(premises: list[Premise], claims: dict[int, Any], evidence: dict[int, Any]) -> bool:
    return all(
        premise.claim_id in claims if premise.claim_id else premise.evidence_id in evidence
        for premise in premises
    )


def _with_targets(found: dict[int, RelationRead], claims: dict[int, Any]) -> dict[int, RelationRead]:
    """Without relations whose target is gone, then without what undercut those, until nothing more goes."""
    while True:
        kept = {
            pk: relation
            for pk, relation in found.items()
            if (
                relation.target_claim in claims
                if relation.target_claim
                else relation.target_relation in found
            )
        }
        if len(kept) == len(found):
            return kept
        found = kept


def _relation(
    row: Relation, premises: list[Premise], scores: dict[tuple[str, int], Strength]
) -> RelationRead:
    return RelationRead(
        pk=row.pk,
        uid=row.uid,
        kind=row.kind,
        claims=tuple(premise.claim_id for premise in premises if premise.claim_id),
        evidence=tuple(premise.evidence_id for premise in premises if premise.evidence_id),
        target_claim=row.target_claim_id,
        target_relation=row.target_relation_id,
        note=row.note,
        caveat=row.caveat,
        scheme=row.scheme_label or row.scheme,
        curator_strength=row.curator_strength,
        order=row.order,
        version=row.version,
        relevance=scores.get(("relation", row.pk), NO_BASIS),
    )
