"""What a page reads of a map: plain values, as one audience sees them, and ways to walk from one to another."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.urls import reverse

from claims.graph import ArgumentGraph
from claims.graph.document import When
from claims.graph.words import RelationKind
from claims.models import ArgumentMap

from .audience import Audience
from .graph import LinkRow, Structure, Target, graph_of
from .strength import Strength


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
        last_names = [name.split()[-1] for name in self.authors if name.split()]
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
    origin: str | None = None


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
    _structure: Callable[[], Structure] | None = field(repr=False)

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
    def structure(self) -> Structure:
        """What the strengths of the whole map are counted on; also where the rest of this is but a part of it."""
        if self._structure:
            return self._structure()
        return Structure(
            tuple(self.claims),
            {("evidence", pk): row.origin for pk, row in self.evidence.items()},
            links_of(self.relations.values()),
        )

    @cached_property
    def graph(self) -> ArgumentGraph:
        """Of a whole map, as its numbers on this page have it."""
        shown: dict[Target, Strength] = {("claim", pk): row.strength for pk, row in self.claims.items()}
        shown |= {("evidence", pk): row.strength for pk, row in self.evidence.items()}
        shown |= {("relation", pk): row.relevance for pk, row in self.relations.items()}
        bases = {
            target: (strength.base / 100, strength.se / 100)
            for target, strength in shown.items()
            if strength.base is not None and strength.se is not None
        }
        return graph_of(self.structure, bases)

    @cached_property
    def thesis_of_claim(self) -> dict[int, ThesisRead]:
        """The first thesis each thesis claim stands for."""
        found: dict[int, ThesisRead] = {}
        for thesis in self.theses.values():
            found.setdefault(thesis.claim, thesis)
        return found


def reading_of(
    map: ArgumentMap,
    audience: Audience,
    articles: dict[int, ArticleRead],
    theses: dict[int, ThesisRead],
    claims: dict[int, ClaimRead],
    evidence: dict[int, EvidenceRead],
    relations: dict[int, RelationRead],
    structure: Callable[[], Structure] | None = None,
) -> Reading:
    """These rows with what runs into and out of each. A part of a map must bring the structure of the whole."""
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
    rows = (articles, theses, claims, evidence, relations, into, outof, undercuts)
    return Reading(map, audience, *rows, structure)


def links_of(relations: Iterable[RelationRead]) -> tuple[LinkRow, ...]:
    """Those with weight, as the engine counts them."""
    return tuple(
        LinkRow(
            relation.pk,
            relation.kind,
            relation.target_claim,
            relation.target_relation,
            relation.curator_strength,
            list(relation.claims),
            list(relation.evidence),
        )
        for relation in relations
        if relation.sign
    )


def place_words(runs: Iterable[tuple[int, int]]) -> str:
    """Paragraphs as a locator: `¶ 4, 16–18`."""
    parts = [str(first) if first == last else f"{first}–{last}" for first, last in sorted(set(runs))]
    return f"¶\u00a0{', '.join(parts)}" if parts else ""
