"""What readers make of an article or a source as a whole, as far as this reader may see it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Q

from claims.credibility import rubric_value
from claims.credibility.aggregate import midmean
from claims.credibility.rubric import CRAAP, rounded
from claims.models import Appraisal, ArgumentMap, Article, Source
from claims.permissions import Visitor

from .audience import Audience
from .rubric import Spread, spreads


@dataclass(frozen=True)
class OwnAppraisal:
    """The reader's own answers by criterion; None is "can't tell". `value` is what they come to."""

    answers: dict[str, int | None]
    at: datetime
    version: int

    @property
    def value(self) -> int | None:
        return rubric_value(self.answers.values())


@dataclass(frozen=True)
class AppraisalCrowd:
    """`value` is the mean of the middle half of what each appraisal comes to, where any comes to something."""

    spreads: tuple[Spread, ...]
    value: int | None


@dataclass(frozen=True)
class Appraisals:
    """`crowd` is None where this reader may not see it, or it is too small to be shown."""

    article: int | None
    source: int | None
    own: OwnAppraisal | None
    crowd: AppraisalCrowd | None
    hidden: bool
    n: int

    @property
    def too_few(self) -> bool:
        return not self.hidden and self.crowd is None and self.n > 0


def appraisals_on(target: Article | Source, audience: Audience, user: Visitor) -> Appraisals:
    """The reader's own appraisal of one thing and everyone's together, in one query."""
    about = {"article": target.pk, "source": None}
    if isinstance(target, Source):
        about = {"article": None, "source": target.pk}
    return _appraisals(target.map, **about, rows=_rows(Q(**about), audience, user))


def appraisals_of(map: ArgumentMap, audience: Audience, user: Visitor) -> list[Appraisals]:
    """All that were made of a map's articles, then of its sources, in one query."""
    found = defaultdict(list)
    for row in _rows(Q(map=map), audience, user):
        found[row["article"] or 0, row["source"] or 0].append(row)
    return [
        _appraisals(map, article or None, source or None, rows)
        for (article, source), rows in sorted(found.items(), key=lambda one: (not one[0][0], one[0]))
    ]


def _rows(about: Q, audience: Audience, user: Visitor) -> list[Any]:
    """How often the same five answers were given: the rows do not grow with the raters."""
    counts = Q(pk__in=audience.of(Appraisal.objects.filter(about)).values("pk"))
    mine = Q(rater=user.pk)
    groups = Appraisal.objects.filter(about).order_by().values("article", "source", *CRAAP)
    return list(
        groups.annotate(
            n=Count("pk", filter=counts),
            at=Max("modified", filter=mine),
            version=Max("revision", filter=mine),
        )
    )


def _appraisals(map: ArgumentMap, article: int | None, source: int | None, rows: list[Any]) -> Appraisals:
    own = next((_own(row) for row in rows if row["at"]), None)
    n = sum(row["n"] for row in rows)
    hidden = map.hide_until_rated and own is None
    fewest = max(map.fewest_raters, 1)
    crowd = _crowd(rows, fewest) if not hidden and n >= fewest else None
    return Appraisals(article, source, own, crowd, hidden, 0 if hidden else n)


def _own(row: dict[str, Any]) -> OwnAppraisal:
    return OwnAppraisal(_answers(row), row["at"], row["version"])


def _crowd(rows: list[dict[str, Any]], fewest: int) -> AppraisalCrowd:
    values = [value for row in rows for value in [_value(row)] * row["n"] if value is not None]
    return AppraisalCrowd(
        spreads=spreads(((_answers(row), row["n"]) for row in rows), fewest),
        value=rounded(midmean(values)) if len(values) >= fewest else None,
    )


def _value(row: dict[str, Any]) -> int | None:
    return rubric_value(_answers(row).values())


def _answers(row: dict[str, Any]) -> dict[str, int | None]:
    return {criterion: row[criterion] for criterion in CRAAP}
