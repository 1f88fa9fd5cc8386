"""What is asked about a claim, and what it helps to answer."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q

from claims.models import CriticalQuestion, Position

from .claim import ClaimPage
from .reading import ArticleRead


@dataclass(frozen=True)
class Answer:
    """What an article or a thesis says on a question by way of this claim."""

    question: str
    url: str
    article: ArticleRead | None
    status: str
    summary: str


@dataclass(frozen=True)
class Asked:
    """Questions about a claim, and questions that it answers."""

    questions: tuple[CriticalQuestion, ...]
    answers: tuple[Answer, ...]


def asked_of(page: ClaimPage) -> Asked:
    """What is asked about a claim and what it helps to answer, in two queries."""
    return Asked(questions=_critical_questions(page), answers=tuple(_answers(page)))


def _critical_questions(page: ClaimPage) -> tuple[CriticalQuestion, ...]:
    """Of the claim, of the steps into it, and of its evidence."""
    relations = [reason.relation.pk for reason in page.reasons]
    evidence = [pk for reason in page.reasons for pk in reason.relation.evidence]
    about = Q(claim=page.claim.pk) | Q(relation__in=relations) | Q(evidence__in=evidence)
    return tuple(CriticalQuestion.objects.filter(about).select_related("evidence").order_by("uid"))


def _answers(page: ClaimPage) -> Iterator[Answer]:
    positions = Position.objects.filter(claims=page.claim.pk).select_related("question", "thesis")
    for position in positions.order_by("question__order", "article__order", "uid"):
        article = position.article_id or (position.thesis.article_id if position.thesis else None)
        position.question.map = page.reading.map
        yield Answer(
            question=position.question.text,
            url=position.question.get_absolute_url(),
            article=page.reading.articles.get(article) if article else None,
            status=position.status,
            summary=position.summary,
        )
