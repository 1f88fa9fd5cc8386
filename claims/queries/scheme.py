"""A step, the questions that its scheme puts to it, and what was answered, as far as this reader may see it."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Q

from claims.graph.scheme import Question, Scheme, scheme_of
from claims.graph.words import Answer, State
from claims.models import ArgumentMap, Claim, Relation, SchemeAnswer
from claims.permissions import Visitor, visible

from .audience import Audience
from .rating import claim_of
from .reading import RelationRead
from .strength import HIDDEN


@dataclass(frozen=True)
class AnsweredQuestion:
    """`own` is what the reader answered, or nothing. `counts`, of yes, no and can't tell, is None where not to be seen.

    An own "no" calls for an objection to `question.aim`: `question.objection` is a first wording for it.
    """

    question: Question
    own: str
    at: datetime | None
    version: int
    counts: tuple[int, ...] | None
    hidden: bool
    n: int

    @property
    def calls(self) -> bool:
        return self.own == Answer.NO


@dataclass(frozen=True)
class Step:
    """A relation in words: what is given, and the claim it bears on in the end."""

    relation: RelationRead
    premises: tuple[str, ...]
    claim: Claim


def step_of(relation: Relation, user: Visitor) -> Step | None:
    """None where it leads to no claim that a reader finds. One query; one more for each step from an undercut on."""
    claim = claim_of(relation, user)
    if claim is None:
        return None
    open_claim, open_evidence = Q(claim__state=State.OPEN.value), Q(evidence__state=State.OPEN.value)
    premises = relation.premises.filter(open_claim | open_evidence).order_by("order", "uid")
    rows = list(premises.values_list("claim", "evidence", "claim__text", "evidence__text"))
    return Step(_read(relation, rows), tuple(row[2] or row[3] for row in rows), claim)


def answered(relation: Relation, audience: Audience, user: Visitor) -> list[AnsweredQuestion]:
    """Each question that the relation's scheme asks, in one query."""
    return _answered(relation.map, scheme_of(relation.scheme), _rows(Q(relation=relation), audience, user))


def answered_on(
    map: ArgumentMap, audience: Audience, user: Visitor
) -> list[tuple[int, Scheme, AnsweredQuestion]]:
    """Each question to each open relation of a map that anyone answered, in one query."""
    found = defaultdict(list)
    relations = visible(Relation, user).filter(map=map, state=State.OPEN.value)
    for row in _rows(Q(relation__in=relations.values("pk")), audience, user):
        found[row["relation"], row["relation__scheme"]].append(row)
    return [
        (relation, scheme_of(name), question)
        for (relation, name), rows in sorted(found.items())
        for question in _answered(map, scheme_of(name), rows)
    ]


def _rows(about: Q, audience: Audience, user: Visitor) -> list[Any]:
    counts = Q(pk__in=audience.of(SchemeAnswer.objects.filter(about)).values("pk"))
    mine = Q(rater=user.pk)
    answers = SchemeAnswer.objects.filter(about).order_by()
    return list(
        answers.values("relation", "relation__scheme", "question", "answer").annotate(
            n=Count("pk", filter=counts),
            at=Max("modified", filter=mine),
            version=Max("revision", filter=mine),
        )
    )


def _answered(map: ArgumentMap, scheme: Scheme, rows: Iterable[Any]) -> list[AnsweredQuestion]:
    """Hidden question by question: to have answered one does not show what others answered to the next."""
    given = defaultdict(list)
    for row in rows:
        given[row["question"]].append(row)
    return [_question(map, question, given[question.key]) for question in scheme.questions]


def _question(map: ArgumentMap, question: Question, rows: list[dict[str, Any]]) -> AnsweredQuestion:
    own: dict[str, Any] = next((row for row in rows if row["at"]), {})
    hidden = map.hide_until_rated and not own
    told = Counter({row["answer"]: row["n"] for row in rows})
    seen = not hidden and told.total() >= max(map.fewest_raters, 1)
    return AnsweredQuestion(
        question=question,
        own=own.get("answer", ""),
        at=own.get("at"),
        version=own.get("version", 0),
        counts=tuple(told[answer.value] for answer in Answer) if seen else None,
        hidden=hidden,
        n=0 if hidden else told.total(),
    )


def _read(relation: Relation, premises: list[Any]) -> RelationRead:
    """As other pages have it, but for its relevance, which is not read here."""
    return RelationRead(
        pk=relation.pk,
        uid=relation.uid,
        kind=relation.kind,
        claims=tuple(claim for claim, *_ in premises if claim),
        evidence=tuple(evidence for _, evidence, *_ in premises if evidence),
        target_claim=relation.target_claim_id,
        target_relation=relation.target_relation_id,
        note=relation.note,
        caveat=relation.caveat,
        scheme=relation.scheme_label or relation.scheme,
        curator_strength=relation.curator_strength,
        order=relation.order,
        version=relation.version,
        relevance=HIDDEN,
    )
