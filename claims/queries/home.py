"""What the front page shows of one map: figures side by side, where articles part, claims that split readers."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations
from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from claims.comparison import Given, Measured, VerdictKind, shown_amount, verdict_on
from claims.graph.words import CitationState, MeasureKind, PositionRelationKind, State, Visibility
from claims.models import ArgumentMap, PositionRelation, Question, Score
from claims.permissions import Visitor

from .audience import Audience
from .evidence import DATE, when
from .map import with_counts
from .rating import Veil, veil_for
from .reading import ArticleRead
from .strength import Strength, strength_of
from .whole import read_articles

MOST_PARTINGS = 4
MOST_CONTESTED = 5
MOST_POINTS = 8
TICKS = 5
MIDDLING = 60
FIGURE = ["pk", "value", "upper", "qualifier", *DATE]
MEASURE = ["pk", "name", "share_of", "unit", "kind"]
GIVEN_BY = ["evidence__passages__article", "evidence__citation_state", "evidence__citations__source__title"]


@dataclass(frozen=True, slots=True)
class Point:
    """One article's figure, and where it stands on the exhibit's line, 0 to 100."""

    article: ArticleRead
    given: Given
    sources: tuple[str, ...]
    anonymous: bool
    place: float = 0
    comparable: bool = False

    @property
    def amount(self) -> str:
        return _in_one(self.given.amount)


@dataclass(frozen=True, slots=True)
class Clash:
    one: ArticleRead
    other: ArticleRead
    inferred: bool  # the date of either


@dataclass(frozen=True, slots=True)
class Exhibit:
    """The question on which most articles give figures of one kind. `clashes`: they cannot both be right."""

    slug: str
    text: str
    points: tuple[Point, ...]
    clashes: tuple[Clash, ...]
    ticks: tuple[tuple[float, str], ...]

    @property
    def articles(self) -> int:
        return len({point.article.pk for point in self.points})

    @property
    def others(self) -> int:
        """Figures that can be held against none of the rest."""
        return sum(not point.comparable for point in self.points)


@dataclass(frozen=True, slots=True)
class Parting:
    """Two articles that contradict each other on a question, each in its own words."""

    slug: str
    text: str
    sides: tuple[tuple[ArticleRead, str], tuple[ArticleRead, str]]


@dataclass(frozen=True, slots=True)
class ClaimShown:
    pk: int
    text: str
    article: ArticleRead | None
    strength: Strength


@dataclass(frozen=True, slots=True)
class Front:
    articles: tuple[ArticleRead, ...]
    exhibit: Exhibit | None
    partings: tuple[Parting, ...]
    contested: tuple[ClaimShown, ...]
    example: ClaimShown | None


def featured_map() -> ArgumentMap | None:
    """The first public map with questions, with its counts, in one query."""
    asks = Exists(Question.objects.filter(map=OuterRef("pk")))
    maps = ArgumentMap.objects.filter(asks, visibility=Visibility.PUBLIC.value)
    return with_counts(maps).order_by("pk").first()


def read_front(map: ArgumentMap, audience: Audience, user: Visitor) -> Front:
    """In four queries; in five where the map hides ratings until one has rated."""
    articles = read_articles(map)
    contested, example = _claims(map, audience, articles, veil_for(map, user, audience))
    return Front(
        tuple(articles.values()), _exhibit(map, articles), _partings(map, articles), contested, example
    )


def _exhibit(map: ArgumentMap, articles: dict[int, ArticleRead]) -> Exhibit | None:
    found: dict[tuple[str, str, str, str], dict[int, Point]] = defaultdict(dict)
    columns = ["slug", "text", *(f"figures__{name}" for name in FIGURE)]
    columns += [f"figures__measure__{name}" for name in MEASURE] + [f"figures__{name}" for name in GIVEN_BY]
    for slug, text, *row in Question.objects.filter(map=map, figures__isnull=False).values_list(*columns):
        point = _point(row, articles)
        if point:
            measure = point.given.measure
            group = found[slug, text, measure.unit, measure.kind]
            before = group.get(point.given.pk, point)
            group[point.given.pk] = _with_sources(before, point.sources)
    return _drawn(max(found.items(), key=_telling, default=None))


def _point(row: list[Any], articles: dict[int, ArticleRead]) -> Point | None:
    figure, measure = row[: len(FIGURE)], row[len(FIGURE) : len(FIGURE) + len(MEASURE)]
    article, citation_state, source = row[-len(GIVEN_BY) :]
    if article is None:
        return None
    pk, value, upper, qualifier, *date = figure
    given = Given(pk, Measured(*measure), value, upper, qualifier, when(date))
    anonymous = citation_state == CitationState.ANONYMOUS
    return Point(articles[article], given, (source,) if source else (), anonymous)


def _with_sources(point: Point, sources: tuple[str, ...]) -> Point:
    return replace(point, sources=tuple(dict.fromkeys([*point.sources, *sources])))


def _telling(found: tuple[tuple[str, str, str, str], dict[int, Point]]) -> tuple[int, bool, int]:
    """How much there is to see: articles, then whether a plain share, then figures."""
    (_, _, _, kind), points = found
    return len({point.article.pk for point in points.values()}), kind == MeasureKind.SHARE, len(points)


def _drawn(found: tuple[tuple[str, str, str, str], dict[int, Point]] | None) -> Exhibit | None:
    if found is None or len({point.article.pk for point in found[1].values()}) < 2:
        return None
    (slug, text, unit, _), by_figure = found
    points = sorted(by_figure.values(), key=lambda point: point.given.value)[:MOST_POINTS]
    clashes, comparable = _held_together(points)
    step = _step(max(point.given.upper or point.given.value for point in points))
    top = step * TICKS
    drawn = [
        replace(point, place=float(100 * point.given.value / top), comparable=point.given.pk in comparable)
        for point in points
    ]
    drawn.sort(key=lambda point: not point.comparable)
    ticks = tuple((100 * n / TICKS, _in_one(shown_amount(n * step, None, unit))) for n in range(TICKS + 1))
    return Exhibit(slug, text, tuple(drawn), clashes, ticks)


def _held_together(points: list[Point]) -> tuple[tuple[Clash, ...], set[int]]:
    """Which two articles' figures cannot both be right, and which figures can be held against another's at all."""
    clashes, comparable = [], set()
    for one, other in combinations(points, 2):
        kind = verdict_on(one.given, other.given).kind
        if one.article != other.article and kind in (VerdictKind.CONFLICT, VerdictKind.AGREE):
            comparable |= {one.given.pk, other.given.pk}
            if kind == VerdictKind.CONFLICT:
                inferred = any(figure.given.date and figure.given.date.inferred for figure in (one, other))
                clashes.append(Clash(one.article, other.article, inferred))
    return tuple(clashes), comparable


def _in_one(amount: tuple[str, str]) -> str:
    return " ".join(filter(None, amount))


def _step(most: Decimal) -> Decimal:
    """A round number of which TICKS reach as far as the largest figure."""
    step = Decimal(1).scaleb(most.adjusted() - 1)
    rounds = (step * times for times in (1, 2, 5, 10, 20, 50))
    return next(candidate for candidate in rounds if candidate * TICKS >= most)


def _partings(map: ArgumentMap, articles: dict[int, ArticleRead]) -> tuple[Parting, ...]:
    """Stored contradictions, one a question, chosen so that every article is shown about as often."""
    columns = ["question__slug", "question__text", "a__article", "a__summary", "b__article", "b__summary"]
    rows = (
        PositionRelation.objects.filter(
            map=map,
            kind=PositionRelationKind.CONTRADICTS.value,
            a__article__isnull=False,
            b__article__isnull=False,
        )
        .order_by("question__order", "uid")
        .values_list(*columns)
    )
    waiting = [
        Parting(slug, text, ((articles[a], a_says), (articles[b], b_says)))
        for slug, text, a, a_says, b, b_says in rows
    ]
    chosen: list[Parting] = []
    seen: Counter[int] = Counter()
    while waiting and len(chosen) < MOST_PARTINGS:
        parting = min(waiting, key=lambda parting: sum(seen[article.pk] for article, _ in parting.sides))
        chosen.append(parting)
        seen.update(article.pk for article, _ in parting.sides)
        waiting = [other for other in waiting if other.slug != parting.slug]
    return tuple(chosen)


def _claims(
    map: ArgumentMap, audience: Audience, articles: dict[int, ArticleRead], veil: Veil
) -> tuple[tuple[ClaimShown, ...], ClaimShown | None]:
    """A contested claim of each article, and a thesis to learn reading a strength from."""
    if veil.hides:
        return (), None
    which = Q(contested=True) | Q(claim__theses__isnull=False)
    scores = Score.objects.filter(which, map=map, audience=audience.key, claim__state=State.OPEN.value)
    of_claim = {
        "article": F("claim__attributions__article"),
        "text": F("claim__text"),
        "thesis": F("claim__theses"),
    }
    found: dict[int, tuple[ClaimShown, bool]] = {}
    score: Any
    for score in scores.defer("parameters").annotate(**of_claim).order_by("-n", "claim__uid"):
        strength = veil.over(("claim", score.claim_id), strength_of(score))
        shown = ClaimShown(score.claim_id, score.text, articles.get(score.article), strength)
        found.setdefault(score.claim_id, (shown, score.thesis is not None))
    contested = [shown for shown, _ in found.values() if shown.strength.state == "contested"]
    rated = [shown for shown, is_thesis in found.values() if is_thesis and shown.strength.state == "rated"]
    example = min(rated, key=lambda shown: abs((shown.strength.value or 0) - MIDDLING), default=None)
    return _one_each(contested), example


def _one_each(claims: Iterable[ClaimShown]) -> tuple[ClaimShown, ...]:
    firsts = {claim.article.pk if claim.article else None: claim for claim in reversed(list(claims))}
    in_order = sorted(firsts.values(), key=lambda claim: claim.article.letter if claim.article else "")
    return tuple(in_order[:MOST_CONTESTED])
