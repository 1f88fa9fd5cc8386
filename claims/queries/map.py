"""Maps in lists, and what a map's own page says beside its outline."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import Count, IntegerField, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from claims.comparison import Group, Pair, group_of
from claims.credibility import evaluate, rate_next
from claims.graph.words import PositionRelationKind, PositionStatus, State
from claims.models import ArgumentMap, Article, Claim, Evidence, Question, Thesis

from .own import Own
from .reading import ArticleRead, ClaimRead, Reading, RelationRead, ThesisRead
from .tree import Node, Tree, articles_of

MOST_TO_RATE = 500


def with_counts(maps: QuerySet[ArgumentMap]) -> QuerySet[ArgumentMap]:
    """Each map with what stands in it, in the same one query: `article_count` and so on."""
    return maps.annotate(
        article_count=_count(Article, Q()),
        thesis_count=_count(Thesis, Q(claim__state=State.OPEN.value)),
        claim_count=_count(Claim, Q(state=State.OPEN.value)),
        evidence_count=_count(Evidence, Q(state=State.OPEN.value)),
        question_count=_count(Question, Q()),
    )


def _count(table: type[Model], which: Q) -> Coalesce:
    rows = table._default_manager.filter(which, map=OuterRef("pk")).order_by().values("map")
    return Coalesce(Subquery(rows.annotate(n=Count("pk")).values("n")), 0, output_field=IntegerField())


@dataclass(frozen=True, slots=True)
class ThesisRow:
    """`strength_id` is empty where the claim is also the thesis of an article above."""

    thesis: ThesisRead
    claim: ClaimRead
    node: Node
    hedges: tuple[str, ...]
    strength_id: str


@dataclass(frozen=True, slots=True)
class ArticleTheses:
    article: ArticleRead | None
    rows: tuple[ThesisRow, ...]


def theses_by_article(tree: Tree) -> list[ArticleTheses]:
    """Every article has its place, also one without a thesis; last those of the whole debate."""
    rows: dict[ArticleRead | None, list[ThesisRow]] = {
        article: [] for article in tree.reading.articles.values()
    }
    for thesis in tree.reading.theses.values():
        claim = tree.reading.claims[thesis.claim]
        strength_id = f"strength-{claim.pk}" if tree.reading.thesis_of_claim[claim.pk] == thesis else ""
        row = ThesisRow(thesis, claim, tree.full[claim.pk], _hedges(claim, thesis.article), strength_id)
        rows.setdefault(thesis.article, []).append(row)
    return [ArticleTheses(article, tuple(found)) for article, found in rows.items()]


def _hedges(claim: ClaimRead, article: ArticleRead | None) -> tuple[str, ...]:
    return tuple(hedge for said in claim.attributions if said.article == article for hedge in said.hedges)


@dataclass(frozen=True, slots=True)
class Facts:
    articles: int
    theses: int
    claims: int
    evidence: int
    across: int
    contested: int
    years: tuple[str, ...]


def facts_of(reading: Reading) -> Facts:
    years = sorted({article.year for article in reading.articles.values() if article.year})
    return Facts(
        articles=len(reading.articles),
        theses=len(reading.theses),
        claims=len(reading.claims),
        evidence=len(reading.evidence),
        across=len(cross_relations(reading)),
        contested=sum(claim.strength.state == "contested" for claim in reading.claims.values()),
        years=tuple(dict.fromkeys([*years[:1], *years[-1:]])),
    )


def cross_relations(reading: Reading) -> list[RelationRead]:
    """Relations from claims of one article to a claim of another. What undercuts several steps to it counts once."""
    articles = {pk: articles_of(claim) for pk, claim in reading.claims.items()}
    found = {
        (relation.claims, relation.word, reading.home(relation)): relation
        for relation in reading.relations.values()
        for target in [articles[reading.home(relation)]]
        if target and any(articles[claim] and not articles[claim] & target for claim in relation.claims)
    }
    return list(found.values())


@dataclass(frozen=True, slots=True)
class QuestionRow:
    slug: str
    text: str
    kind: str
    speaking: int


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    group: Group
    rows: tuple[QuestionRow, ...]


def questions_by_group(map: ArgumentMap) -> list[QuestionGroup]:
    """The map's questions by how the articles part on them, as its curators put it, in one query."""
    speaks = Count("positions", filter=~Q(positions__status=PositionStatus.SILENT.value), distinct=True)
    columns = ["slug", "text", "kind", "speaking"]
    rows = Question.objects.filter(map=map).annotate(speaking=speaks).values_list(*columns, "relations__kind")
    found: dict[QuestionRow, list[PositionRelationKind]] = defaultdict(list)
    for *row, kind in rows:
        found[QuestionRow(*row)] += [PositionRelationKind(kind)] if kind else []
    groups: dict[Group, list[QuestionRow]] = {group: [] for group in Group}
    for row, kinds in found.items():
        groups[group_of(row.speaking, [Pair(stored=tuple(kinds))])].append(row)
    return [QuestionGroup(group, tuple(rows)) for group, rows in groups.items() if rows]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one reader has come, and the claim that matters most of those left."""

    rated: int
    claims: int
    next: tuple[int, str] | None


def to_rate(tree: Tree) -> tuple[tuple[int, str], ...]:
    """Claims in the order in which a further rating matters most to some thesis.

    Among equals those with the fewest ratings, nearest to a thesis, come first.
    """
    claims, reach = tree.reading.claims, _reach(tree.reading)

    def turn(node: Node) -> tuple[float, int, int]:
        return -round(reach.get(node.claim, 0.0), 3), claims[node.claim].strength.n, node.depth

    nodes = sorted(tree.full.values(), key=turn)
    return tuple((node.claim, claims[node.claim].text) for node in nodes[:MOST_TO_RATE])


def _reach(reading: Reading) -> dict[int, float]:
    """By claim: how far what is not known of its rating moves the thesis that it moves most, 0 to 1.

    Slopes are taken where each base stands one standard error higher: at 50 a claim carries nothing, so that
    those nobody rated would never seem to matter.
    """
    raised = tuple(
        replace(statement, base=statement.base + statement.se) for statement in reading.graph.statements
    )
    strengths = evaluate(replace(reading.graph, statements=raised))
    theses = dict.fromkeys(f"c{thesis.claim}" for thesis in reading.theses.values())
    found = ((str(id), reach) for id, reach in rate_next(strengths, theses))
    return {int(id[1:]): reach for id, reach in found if id[0] == "c"}


def progress(own: Own, claims: int, order: Sequence[tuple[int, str]]) -> Progress:
    rated = own.claims
    return Progress(len(rated), claims, next((claim for claim in order if claim[0] not in rated), None))
