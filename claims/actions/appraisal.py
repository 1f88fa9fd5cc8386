"""Keeping what people make of an article or a source."""

from collections.abc import Mapping

from django.db import transaction

from argmap.accounts.models import User
from claims.credibility.rubric import BEST_ANSWER, CRAAP
from claims.errors import ClaimsError
from claims.models import Appraisal, Article, Source
from claims.permissions import may_appraise

from .rating import MayNotRate


@transaction.atomic
def appraise(target: Article | Source, answers: Mapping[str, int | None], *, by: User) -> Appraisal:
    """Put one person's answers, 0 to 4 for each criterion, in place of their earlier ones; None is "can't tell"."""
    if not may_appraise(by, target.map):
        raise MayNotRate
    given = {criterion: answers.get(criterion) for criterion in CRAAP}
    if not all(answer is None or 0 <= answer <= BEST_ANSWER for answer in given.values()):
        raise ClaimsError("An answer is a whole number from 0 to 4.")
    column = "article" if isinstance(target, Article) else "source"
    row = Appraisal(map_id=target.map_id, rater=by, revision=target.version, **{column: target}, **given)
    [appraisal] = Appraisal.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["rater", column],
        update_fields=[*CRAAP, "revision", "modified"],
    )
    return appraisal
