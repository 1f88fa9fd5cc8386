"""Keeping what people answer to the questions of a step's scheme."""

from collections.abc import Mapping

from django.db import transaction

from argmap.accounts.models import User
from claims.errors import ClaimsError
from claims.graph.scheme import scheme_of
from claims.graph.words import Answer
from claims.models import Relation, SchemeAnswer
from claims.permissions import may_rate

from .rating import MayNotRate


@transaction.atomic
def examine(relation: Relation, answers: Mapping[str, Answer], *, by: User) -> list[SchemeAnswer]:
    """Put one person's answers, by the key of the question, in place of earlier ones. Others stay as they were."""
    if not may_rate(by, relation):
        raise MayNotRate
    if not answers.keys() <= {question.key for question in scheme_of(relation.scheme).questions}:
        raise ClaimsError("This step is not asked that.")
    rows = [
        SchemeAnswer(
            map_id=relation.map_id,
            relation=relation,
            rater=by,
            question=question,
            answer=answer.value,
            revision=relation.version,
        )
        for question, answer in answers.items()
    ]
    return SchemeAnswer.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["rater", "relation", "question"],
        update_fields=["answer", "revision", "modified"],
    )
