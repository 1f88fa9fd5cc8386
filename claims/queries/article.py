"""One article on a map: who wrote it, where its claims stand, what others make of them, what it rests on."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q

from claims.graph.words import PositionStatus, State
from claims.models import ArgumentMap, Article, Evidence, Paragraph
from claims.permissions import Visitor, visible

from .map import cross_relations
from .outline import Outline, outline_of
from .reading import ArticleRead, ClaimRead, Reading, RelationRead, place_words
from .tree import Tree, articles_of
from .whole import EvidenceRow


@dataclass(frozen=True, slots=True)
class SectionRead:
    first: int
    last: int
    heading: str
    inferred: bool

    @property
    def place(self) -> str:
        return place_words([(self.first, self.last)])


@dataclass(frozen=True, slots=True)
class SilentOn:
    slug: str
    text: str


@dataclass(frozen=True)
class ArticleFound:
    """The row with its map and sections: what can be said of an article before its map is read."""

    row: Article
    sections: tuple[SectionRead, ...]
    silent: tuple[SilentOn, ...]
    has_text: bool

    @property
    def map(self) -> ArgumentMap:
        return self.row.map


@dataclass(frozen=True, slots=True)
class PlacedClaim:
    """`paragraph` is where it first stands; 0 where that is not known."""

    place: str
    claim: ClaimRead
    paragraph: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """A section of the article, or what stands in none, with the claims that begin there."""

    section: SectionRead | None
    claims: tuple[PlacedClaim, ...]


@dataclass(frozen=True, slots=True)
class Bearing:
    """Claims of one article that speak about a claim of another, or about a step to it."""

    relation: RelationRead
    claims: tuple[ClaimRead, ...]
    target: ClaimRead


@dataclass(frozen=True, slots=True)
class SourceUse:
    pk: int
    title: str
    origin: str
    level: str
    pieces: int


@dataclass(frozen=True)
class ArticlePage:
    article: ArticleRead
    outline: Outline | None
    stretches: tuple[Stretch, ...]
    bearing_in: tuple[Bearing, ...]
    bearing_out: tuple[Bearing, ...]
    sources: tuple[SourceUse, ...]
    unsourced: int
    silent: tuple[SilentOn, ...]
    others: tuple[ArticleRead, ...]


def find_article(user: Visitor, map_slug: str, slug: str) -> ArticleFound | None:
    """An article that this person may see, with its map, its sections and what it is silent on, in one query."""
    silent = Q(positions__status=PositionStatus.SILENT.value)
    columns = {name: F(f"sections__{name}") for name in ("first", "last", "heading", "inferred")}
    columns |= {f"question_{name}": F(f"silence__question__{name}") for name in ("slug", "text")}
    words = Paragraph.objects.filter(article=OuterRef("pk")).exclude(text=None)
    rows = visible(Article, user).filter(map__slug=map_slug, slug=slug).select_related("map")
    rows = rows.annotate(silence=FilteredRelation("positions", condition=silent)).annotate(**columns)
    rows = rows.annotate(has_text=Exists(words))
    order = ["sections__first", "sections__pk", "silence__question__order", "silence__question__uid"]
    found: list[Any] = list(rows.order_by(*order))
    if not found:
        return None
    sections = {SectionRead(row.first, row.last, row.heading, row.inferred): 0 for row in found if row.first}
    silences = {SilentOn(row.question_slug, row.question_text): 0 for row in found if row.question_slug}
    return ArticleFound(found[0], tuple(sections), tuple(silences), found[0].has_text)


@dataclass(frozen=True)
class CitedEvidence:
    """All evidence of the map as `read_map` takes it, and what the article's own cites, most cited first."""

    rows: tuple[EvidenceRow, ...]
    sources: tuple[SourceUse, ...]
    unsourced: int


def read_cited(article: Article) -> CitedEvidence:
    """In one query: a row for each citation and each passage in the article."""
    here = FilteredRelation("passages", condition=Q(passages__article=article))
    rows = Evidence.objects.filter(map=article.map_id, state=State.OPEN.value).annotate(here=here)
    source = [f"citations__source{column}" for column in ("", "__origin", "__title", "__level")]
    order = ["uid", "citations__order", "citations__uid"]
    evidence: dict[int, EvidenceRow] = {}
    uses: dict[tuple[int, str, str, str] | None, set[int]] = defaultdict(set)
    for pk, uid, text, kind, cited, origin, title, level, is_here in rows.order_by(*order).values_list(
        "pk", "uid", "text", "kind", *source, "here"
    ):
        evidence.setdefault(pk, (pk, uid, text, kind, cited, origin))
        if is_here:
            uses[(cited, title, origin, level) if cited else None].add(pk)
    unsourced = len(uses.pop(None, ()))
    sources = [SourceUse(*named, len(pieces)) for named, pieces in uses.items() if named]
    sources.sort(key=lambda source: (-source.pieces, source.title))
    return CitedEvidence(tuple(evidence.values()), tuple(sources), unsourced)


def article_page(
    found: ArticleFound, reading: Reading, cited: CitedEvidence, level: int | None
) -> ArticlePage:
    """All that is said of it."""
    article = reading.articles[found.row.pk]
    tree = Tree(reading)
    trunks = [trunk for trunk in tree.trunks if trunk.article == article]
    bearing = [_bearing(relation, reading) for relation in cross_relations(reading)]
    return ArticlePage(
        article=article,
        outline=outline_of(tree, trunks, level) if trunks else None,
        stretches=_stretches(found.sections, article, reading),
        bearing_in=tuple(one for one in bearing if article.pk in articles_of(one.target)),
        bearing_out=tuple(
            one for one in bearing if any(article.pk in articles_of(claim) for claim in one.claims)
        ),
        sources=cited.sources,
        unsourced=cited.unsourced,
        silent=found.silent,
        others=tuple(other for other in reading.articles.values() if other != article),
    )


def _stretches(
    sections: tuple[SectionRead, ...], article: ArticleRead, reading: Reading
) -> tuple[Stretch, ...]:
    """Claims in the order in which the article comes to them."""
    placed = sorted(
        (attribution.runs or ((0, 0),), claim.pk)
        for claim in reading.claims.values()
        for attribution in claim.attributions
        if attribution.article == article
    )
    found: dict[SectionRead | None, list[PlacedClaim]] = {section: [] for section in sections}
    for runs, pk in placed:
        first = min(runs)[0]
        section = next((section for section in sections if section.first <= first <= section.last), None)
        place = place_words(runs) if first else ""
        found.setdefault(section, []).append(PlacedClaim(place, reading.claims[pk], first))
    return tuple(Stretch(section, tuple(claims)) for section, claims in found.items() if claims)


def _bearing(relation: RelationRead, reading: Reading) -> Bearing:
    return Bearing(
        relation=relation,
        claims=tuple(reading.claims[claim] for claim in relation.claims),
        target=reading.claims[reading.home(relation)],
    )
