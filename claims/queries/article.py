"""One article on a map: who wrote it, where its claims stand, what others make of them, what it rests on."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q

from claims.graph.words import PositionStatus, State
from claims.models import ArgumentMap, Article, Evidence, Question
from claims.permissions import Visitor, visible

from .map import cross_relations
from .outline import Outline, outline_of
from .reading import ArticleRead, ClaimRead, Reading, RelationRead, place_words
from .tree import Tree, articles_of


@dataclass(frozen=True, slots=True)
class SectionRead:
    first: int
    last: int
    heading: str
    inferred: bool

    @property
    def place(self) -> str:
        return place_words([(self.first, self.last)])


@dataclass(frozen=True)
class ArticleFound:
    """The row with its map and sections: what can be said of an article before its map is read."""

    row: Article
    sections: tuple[SectionRead, ...]

    @property
    def map(self) -> ArgumentMap:
        return self.row.map


@dataclass(frozen=True, slots=True)
class PlacedClaim:
    place: str
    claim: ClaimRead


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


@dataclass(frozen=True, slots=True)
class SilentOn:
    slug: str
    text: str


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
    """An article that this person may see, with its map and sections, in one query."""
    columns = {name: F(f"sections__{name}") for name in ("first", "last", "heading", "inferred")}
    rows = visible(Article, user).filter(map__slug=map_slug, slug=slug).select_related("map")
    found: list[Any] = list(rows.annotate(**columns).order_by("sections__first", "sections__pk"))
    if not found:
        return None
    sections = [SectionRead(row.first, row.last, row.heading, row.inferred) for row in found if row.first]
    return ArticleFound(found[0], tuple(sections))


def article_page(found: ArticleFound, reading: Reading, level: int | None) -> ArticlePage:
    """All that is said of it, in two queries beside the reading."""
    article = reading.articles[found.row.pk]
    tree = Tree(reading)
    trunks = [trunk for trunk in tree.trunks if trunk.article == article]
    bearing = [_bearing(relation, reading) for relation in cross_relations(reading)]
    sources, unsourced = _sources(found.row)
    return ArticlePage(
        article=article,
        outline=outline_of(tree, trunks, level) if trunks else None,
        stretches=_stretches(found.sections, article, reading),
        bearing_in=tuple(one for one in bearing if article.pk in articles_of(one.target)),
        bearing_out=tuple(
            one for one in bearing if any(article.pk in articles_of(claim) for claim in one.claims)
        ),
        sources=sources,
        unsourced=unsourced,
        silent=_silent(found.row),
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
        found.setdefault(section, []).append(PlacedClaim(place, reading.claims[pk]))
    return tuple(Stretch(section, tuple(claims)) for section, claims in found.items() if claims)


def _bearing(relation: RelationRead, reading: Reading) -> Bearing:
    return Bearing(
        relation=relation,
        claims=tuple(reading.claims[claim] for claim in relation.claims),
        target=reading.claims[reading.home(relation)],
    )


def _sources(article: Article) -> tuple[tuple[SourceUse, ...], int]:
    """Sources by how many pieces of evidence in the article cite them, and how many pieces cite none; one query."""
    pieces = Evidence.objects.filter(map=article.map_id, state=State.OPEN.value, passages__article=article)
    columns = ["citations__source", *(f"citations__source__{name}" for name in ("title", "origin", "level"))]
    rows = pieces.order_by().values_list(*columns).annotate(n=Count("pk", distinct=True))
    sources = [SourceUse(*row) for row in rows if row[0] is not None]
    unsourced = sum(row[-1] for row in rows if row[0] is None)
    return tuple(sorted(sources, key=lambda source: (-source.pieces, source.title))), unsourced


def _silent(article: Article) -> tuple[SilentOn, ...]:
    silent = Q(positions__article=article, positions__status=PositionStatus.SILENT.value)
    questions = Question.objects.filter(silent, map=article.map_id)
    return tuple(SilentOn(slug, text) for slug, text in questions.values_list("slug", "text"))
