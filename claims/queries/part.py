"""The part of a map round one claim, as narrowly as its page needs it: the rest may be of any size."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import IntegerField, Q, QuerySet, Value

from claims.graph.words import PassagePart, RelationKind, State
from claims.models import ArgumentMap, Claim, Relation

from .audience import Audience
from .evidence import DATE, EvidenceDetail, read_evidence, when
from .graph import Structure, first_cited, origin_of
from .reading import ArticleRead, ClaimRead, Reading, RelationRead, ThesisRead, links_of, reading_of
from .strength import NO_BASIS, SHOWN, scored, strength_in
from .whole import attribution_of, claim_rows, number_theses, read_articles

NOTHING = Value(None, output_field=IntegerField())
OWN = ["pk", "uid", "kind", "target_claim", "target_relation"]
SAID = ["note", "caveat", "scheme", "scheme_label", "curator_strength", "order", "version"]
PREMISE = [f"premises__{column}" for column in ["claim", "evidence", "claim__state", "evidence__state"]]
ENDS = ["target_claim__state", *PREMISE, "first_source", "first_origin"]
CLAIM = ["pk", "uid", "text", "kind", "note", "version", *DATE, *SHOWN]
ATTRIBUTION = [
    f"attributions__{column}" for column in ["pk", "article", "voice", "who", "endorsement", "hedges"]
]
PLACE = [f"attributions__passages__{column}" for column in ["part", "first", "last"]]


@dataclass(frozen=True)
class Part:
    """`path` leads from the nearest thesis down to the claim; it is empty where no thesis is above."""

    reading: Reading
    details: dict[int, EvidenceDetail]
    path: tuple[RelationRead, ...]


def read_part(map: ArgumentMap, audience: Audience, claim: int, *, countable: bool = True) -> Part:
    """One claim, what bears on it, what it bears on and the way up to a thesis, in five queries.

    Its reading has the structure of the whole map only where it is to be counted: that costs a little.
    """
    articles = read_articles(map)
    open_claims = Claim.objects.filter(map=map, state=State.OPEN.value)
    theses = number_theses(claim_rows(open_claims.filter(theses__isnull=False)), articles)
    top = {thesis.claim for thesis in theses.values()}
    shape = read_shape(map, audience, top, countable=countable)
    path = shape.path(claim)
    near = shape.near(claim) | shape.along(path)
    relations = shape.read(near)
    wanted = shape.claims_of(near) | {claim}
    claims = read_claims(Claim.objects.filter(pk__in=wanted), audience, articles, theses)
    details = read_evidence(
        map, audience, articles, Q(pk__in={pk for relation in relations.values() for pk in relation.evidence})
    )
    reads = {pk: detail.read for pk, detail in details.items()}
    rows = (articles, theses, claims, reads, relations)
    reading = reading_of(map, audience, *rows, lambda: shape.structure(wanted))
    return Part(reading, details, tuple(relations[pk] for pk in path))


@dataclass(frozen=True)
class _Row:
    """A relation, and the columns of its score: read only where they are shown."""

    relation: RelationRead
    score: list[Any]

    def read(self) -> RelationRead:
        return replace(self.relation, relevance=strength_in(self.score))


def read_shape(map: ArgumentMap, audience: Audience, theses: set[int], *, countable: bool = True) -> "Shape":
    """All that readers can follow: open relations between open ends, in their order; one query."""
    ends: dict[int, list[list[Any]]] = defaultdict(list)
    columns: dict[int, list[Any]] = {}
    rows = scored(Relation.objects.filter(map=map, state=State.OPEN.value), audience)
    rows = rows.order_by("order", "uid", "premises__order", "premises__uid").annotate(
        first_source=first_cited("premises__evidence", "source") if countable else NOTHING,
        first_origin=first_cited("premises__evidence", "source__origin") if countable else NOTHING,
    )
    for row in rows.values_list(*OWN, *SAID, *SHOWN, *ENDS):
        columns[row[0]] = list(row[: -len(ENDS)])
        ends[row[0]].append(list(row[-len(ENDS) :]))
    origins = {end[2]: end[-2:] for relation in ends.values() for end in relation if end[2]}
    read = {pk: _row(columns[pk], ends[pk]) for pk in columns if _is_open(ends[pk])}
    return Shape(_grounded(read), theses, origins if countable else {})


def _is_open(ends: list[list[Any]]) -> bool:
    """Whether there are premises, and neither they nor the target were withdrawn."""
    withdrawn = State.WITHDRAWN.value
    return all(
        target != withdrawn and withdrawn not in (claim_is, evidence_is) and (claim or evidence)
        for target, claim, evidence, claim_is, evidence_is, *_ in ends
    )


def _grounded(rows: dict[int, _Row]) -> dict[int, _Row]:
    """Those that lead to a claim in the end: not what undercuts a relation that is gone, nor a circle of undercuts."""
    undercuts: dict[int, list[int]] = defaultdict(list)
    for pk, row in rows.items():
        if row.relation.target_relation:
            undercuts[row.relation.target_relation].append(pk)
    waiting = [pk for pk, row in rows.items() if row.relation.target_claim]
    for pk in waiting:
        waiting.extend(undercuts[pk])
    kept = set(waiting)
    return {pk: row for pk, row in rows.items() if pk in kept}


def _row(columns: list[Any], ends: list[list[Any]]) -> _Row:
    pk, uid, kind, target_claim, target_relation, *said = columns
    note, caveat, scheme, label, curator_strength, order, version, *score = said
    relation = RelationRead(
        pk=pk,
        uid=uid,
        kind=kind,
        claims=tuple(claim for _, claim, *_ in ends if claim),
        evidence=tuple(evidence for _, _, evidence, *_ in ends if evidence),
        target_claim=target_claim,
        target_relation=target_relation,
        note=note,
        caveat=caveat,
        scheme=label or scheme,
        curator_strength=curator_strength,
        order=order,
        version=version,
        relevance=NO_BASIS,
    )
    return _Row(relation, score)


class Shape:
    """What leads where on the whole map. Relevances are read for those relations that a page shows."""

    def __init__(self, rows: dict[int, _Row], theses: set[int], origins: dict[int, list[Any]]) -> None:
        self.rows = rows
        self.theses = theses
        self.origins = origins  # the source that a piece of evidence cites first, and that source's origin
        self.into: dict[int, list[RelationRead]] = defaultdict(list)
        self.out: dict[int, list[RelationRead]] = defaultdict(list)
        self.undercuts: dict[int, list[RelationRead]] = defaultdict(list)
        for row in rows.values():
            self._place(row.relation)

    def _place(self, relation: RelationRead) -> None:
        if relation.target_claim:
            self.into[relation.target_claim].append(relation)
        elif relation.target_relation:
            self.undercuts[relation.target_relation].append(relation)
        for claim in relation.claims:
            self.out[claim].append(relation)

    def structure(self, claims: Iterable[int]) -> Structure:
        """Of these claims and all that is tied to another: the rest moves nothing."""
        relations = [row.relation for row in self.rows.values()]
        evidence = {piece for relation in relations for piece in relation.evidence}
        return Structure(
            tuple(sorted(self.claims_of(self.rows) | set(claims))),
            {("evidence", piece): self._origin(piece) for piece in sorted(evidence)},
            links_of(relations),
        )

    def _origin(self, evidence: int) -> str | None:
        source, origin = self.origins[evidence]
        return origin_of(source, origin) if source else None

    def read(self, relations: set[int]) -> dict[int, RelationRead]:
        return {pk: row.read() for pk, row in self.rows.items() if pk in relations}

    def of_evidence(self, evidence: Iterable[int]) -> set[int]:
        """Relations that have some of this evidence among their premises, and the steps they lead along to a claim."""
        wanted = set(evidence)
        uses = [row.relation for row in self.rows.values() if wanted.intersection(row.relation.evidence)]
        return {step.pk for relation in uses for step in self._steps(relation)}

    def path(self, claim: int) -> tuple[int, ...]:
        """The shortest way from a thesis down to this claim, by relations with weight; a loop is walked once."""
        if claim in self.theses:
            return ()
        below: dict[int, tuple[int, int]] = {}
        waiting = [claim]
        for here in waiting:
            for relation in self.out[here]:
                above = self._home(relation)
                if relation.sign and above != claim and above not in below:
                    below[above] = (relation.pk, here)
                    waiting.append(above)
                    if above in self.theses:
                        return tuple(_down(above, claim, below))
        return ()

    def near(self, claim: int) -> set[int]:
        """Relations of this claim's page: into it, what undercuts those, out of it, and its premises' evidence."""
        reasons = [*self.into[claim], *(relation for relation in self.out[claim] if is_mutual(relation))]
        found = {relation.pk for relation in [*reasons, *self._undercutting(reasons)]}
        for relation in self.out[claim]:
            found.update(step.pk for step in self._steps(relation))
        premises = {premise for relation in self.into[claim] for premise in relation.claims}
        found.update(step.pk for premise in premises for step in self.into[premise] if not step.claims)
        return found

    def along(self, relations: Iterable[int]) -> set[int]:
        """These relations, and the steps that those which undercut others lead along to a claim."""
        return {step.pk for pk in relations for step in self._steps(self.rows[pk].relation)}

    def claims_of(self, relations: Iterable[int]) -> set[int]:
        """Every claim at either end of these."""
        ends = [self.rows[pk].relation for pk in relations]
        return {claim for end in ends for claim in [*end.claims, end.target_claim] if claim}

    def _undercutting(self, relations: Iterable[RelationRead]) -> Iterator[RelationRead]:
        waiting = list(relations)
        seen = {relation.pk for relation in waiting}
        for relation in waiting:
            for undercut in self.undercuts[relation.pk]:
                if undercut.pk not in seen:
                    seen.add(undercut.pk)
                    waiting.append(undercut)
                    yield undercut

    def _steps(self, relation: RelationRead) -> Iterator[RelationRead]:
        """This relation and, where it undercuts one, that one, down to the step that leads to a claim."""
        yield relation
        while relation.target_relation:
            relation = self.rows[relation.target_relation].relation
            yield relation

    def _home(self, relation: RelationRead) -> int:
        *_, last = self._steps(relation)
        assert last.target_claim is not None  # a relation has exactly one target
        return last.target_claim


def is_mutual(relation: RelationRead) -> bool:
    """A contradiction of two claims attacks both."""
    return relation.kind == RelationKind.CONTRADICTION and len(relation.claims) == 1 and not relation.evidence


def _down(thesis: int, claim: int, below: dict[int, tuple[int, int]]) -> Iterator[int]:
    here = thesis
    while here != claim:
        relation, here = below[here]
        yield relation


def read_claims(
    wanted: QuerySet[Claim],
    audience: Audience,
    articles: dict[int, ArticleRead],
    theses: dict[int, ThesisRead],
) -> dict[int, ClaimRead]:
    """Claims with their attributions, in one query: a row for each passage of each."""
    own: dict[int, list[Any]] = {}
    said: dict[int, dict[int, list[Any]]] = defaultdict(dict)
    runs: dict[int, list[tuple[int, int]]] = defaultdict(list)
    rows = scored(wanted, audience).order_by("attributions__article__order", "attributions__uid")
    for row in rows.values_list(*CLAIM, *ATTRIBUTION, *PLACE):
        found = iter(row)
        columns, attribution, place = ([next(found) for _ in part] for part in (CLAIM, ATTRIBUTION, PLACE))
        own[columns[0]] = columns
        if attribution[0]:
            said[columns[0]][attribution[0]] = attribution[1:]
        if place[0] == PassagePart.TEXT:
            runs[attribution[0]].append((place[1], place[2]))
    return {pk: _claim(columns, said[pk], runs, articles, theses) for pk, columns in own.items()}


def _claim(
    columns: list[Any],
    said: dict[int, list[Any]],
    runs: dict[int, list[tuple[int, int]]],
    articles: dict[int, ArticleRead],
    theses: dict[int, ThesisRead],
) -> ClaimRead:
    pk, uid, text, kind, note, version, *rest = columns
    return ClaimRead(
        pk=pk,
        uid=uid,
        text=text,
        kind=kind,
        note=note,
        version=version,
        date=when(rest[: len(DATE)]),
        strength=strength_in(rest[len(DATE) :]),
        attributions=tuple(
            attribution_of(row, runs[attribution], articles) for attribution, row in said.items()
        ),
        theses=tuple(thesis for thesis in theses.values() if thesis.claim == pk),
    )
