"""The whole of a map as one audience sees it, read once: every page that shows much of a map walks over it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from string import ascii_uppercase
from typing import Any

from django.db.models import F, QuerySet

from claims.graph.words import PassagePart, State
from claims.models import ArgumentMap, Article, Attribution, Claim, Evidence, Premise, Relation, Score

from .audience import Audience
from .graph import first_cited, origin_of
from .reading import (
    ArticleRead,
    AttributionRead,
    ClaimRead,
    EvidenceRead,
    Reading,
    RelationRead,
    ThesisRead,
    reading_of,
)
from .strength import NO_BASIS, SCORE, Strength, strength_in

type EvidenceRow = tuple[int, str, str, str, int | None, str | None]  # pk, uid, text, kind; source and origin


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
    for pk, claim, *row in rows.values():
        found[claim].append(attribution_of(row, places[pk], articles))
    return found


def attribution_of(
    row: Sequence[Any], runs: Iterable[tuple[int, int]], articles: dict[int, ArticleRead]
) -> AttributionRead:
    """From its columns article, voice, who, endorsement and hedges, and from the paragraphs where it stands."""
    article, voice, who, endorsement, hedges = row
    return AttributionRead(
        article=articles[article],
        voice=voice,
        who=tuple(who),
        endorsement=endorsement,
        hedges=tuple(hedges),
        runs=tuple(sorted(set(runs))),
    )


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
    rows = Evidence.objects.filter(map=map, state=State.OPEN.value)
    first = first_cited("pk", "source"), first_cited("pk", "source__origin")
    return rows.values_list("pk", "uid", "text", "kind", *first)


def _evidence(
    rows: Iterable[EvidenceRow], scores: dict[tuple[str, int], Strength]
) -> dict[int, EvidenceRead]:
    return {
        pk: EvidenceRead(
            pk=pk,
            uid=uid,
            text=text,
            kind=kind,
            strength=scores.get(("evidence", pk), NO_BASIS),
            origin=origin_of(source, origin or "") if source else None,
        )
        for pk, uid, text, kind, source, origin in rows
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
    """Those that lead to a claim in the end: not what undercuts a relation that is gone, nor a circle of undercuts."""
    undercuts: dict[int, list[int]] = defaultdict(list)
    for pk, relation in found.items():
        if relation.target_relation:
            undercuts[relation.target_relation].append(pk)
    waiting = [pk for pk, relation in found.items() if relation.target_claim in claims]
    for pk in waiting:
        waiting.extend(undercuts[pk])
    kept = set(waiting)
    return {pk: relation for pk, relation in found.items() if pk in kept}


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
