"""What the database itself refuses, on both databases."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from claims.graph.document import When
from claims.models import (
    Alias,
    Appraisal,
    ArgumentMap,
    Article,
    Attribution,
    Citation,
    Claim,
    CriticalQuestion,
    Evidence,
    Figure,
    Group,
    GroupMember,
    Measure,
    Membership,
    Paragraph,
    Passage,
    Position,
    PositionRelation,
    Premise,
    Question,
    Rating,
    RatingLog,
    Relation,
    Revision,
    SchemeAnswer,
    Score,
    Section,
    Source,
    Thesis,
)

pytestmark = pytest.mark.django_db


class Rows:
    """A map with one row of every kind, and what a sound row of each kind takes."""

    def __init__(self, alice: Any) -> None:
        self.alice = alice
        self.map = map = ArgumentMap.objects.create(slug="a-map", title="A map")
        self.group = Group.objects.create(map=map, slug="a-class", name="A class")
        self.article = Article.objects.create(map=map, slug="an-article", title="An article")
        self.claim = Claim.objects.create(map=map, text="Something is so.")
        self.other = Claim.objects.create(map=map, text="Something else is so.")
        self.thesis = Thesis.objects.create(map=map, claim=self.claim, article=self.article)
        self.evidence = Evidence.objects.create(map=map, text="It was counted.", kind="statistic")
        self.source = Source.objects.create(map=map, title="A source")
        self.measure = Measure.objects.create(map=map, name="share", kind="share")
        self.relation = Relation.objects.create(map=map, kind="support", target_claim=self.claim)
        self.question = Question.objects.create(map=map, slug="is-it-so", text="Is it so?", kind="fact")
        self.position = Position.objects.create(
            map=map, question=self.question, article=self.article, status="asserts"
        )


@pytest.fixture
def rows(alice: Any) -> Rows:
    return Rows(alice)


REFUSED: dict[str, Callable[[Rows], Any]] = {
    "a map of no known visibility": lambda r: ArgumentMap(slug="b", title="B", visibility="secret"),
    "a map that hides numbers below no rater": lambda r: ArgumentMap(slug="b", title="B", fewest_raters=0),
    "a second map at one address": lambda r: ArgumentMap(slug="a-map", title="B"),
    "an unknown role": lambda r: Membership(map=r.map, user=r.alice, role="king"),
    "a uid that stands twice in a map": lambda r: Alias(map=r.map, uid=Alias.objects.create(map=r.map).uid),
    "a class at a taken address": lambda r: Group(map=r.map, slug="a-class", name="B"),
    "an unknown role in a class": lambda r: GroupMember(
        group=r.group, user=r.alice, pseudonym="x", role="king"
    ),
    "an article at a taken address": lambda r: Article(map=r.map, slug="an-article", title="B"),
    "an article whose address is a script": lambda r: Article(
        map=r.map, slug="b", title="B", url="javascript:1"
    ),
    "an article held by no known right": lambda r: Article(map=r.map, slug="b", title="B", text_right="mine"),
    "an article that ends before it begins": lambda r: Article(
        map=r.map, slug="b", title="B", date_words="x", date_earliest="2013-01-02", date_latest="2013-01-01"
    ),
    "a section that runs backwards": lambda r: Section(map=r.map, article=r.article, first=3, last=2),
    "a paragraph before the first": lambda r: Paragraph(map=r.map, article=r.article, number=0),
    "a paragraph of an unknown role": lambda r: Paragraph(
        map=r.map, article=r.article, number=1, role="poem"
    ),
    "a passage that runs backwards": lambda r: Passage(map=r.map, article=r.article, first=3, last=2),
    "a passage that ends before it starts": lambda r: Passage(
        map=r.map, article=r.article, first=1, last=1, start=9, end=3
    ),
    "a passage in an unknown state": lambda r: Passage(
        map=r.map, article=r.article, first=1, last=1, state="?"
    ),
    "a claim that says nothing": lambda r: Claim(map=r.map, text=""),
    "a claim of an unknown kind": lambda r: Claim(map=r.map, text="B", kind="poetic"),
    "a copied claim that names half of its origin": lambda r: Claim(map=r.map, text="B", same_as_map="c"),
    "a thesis that stands twice in an article": lambda r: Thesis(map=r.map, claim=r.claim, article=r.article),
    "an unknown voice": lambda r: Attribution(map=r.map, claim=r.claim, article=r.article, voice="loud"),
    "an unknown endorsement": lambda r: Attribution(
        map=r.map, claim=r.claim, article=r.article, endorsement="?"
    ),
    "evidence that says nothing": lambda r: Evidence(map=r.map, text="", kind="statistic"),
    "evidence of no kind": lambda r: Evidence(map=r.map, text="B", kind=""),
    "a source of an unknown level": lambda r: Source(map=r.map, title="B", level="best"),
    "a source whose address is a script": lambda r: Source(map=r.map, title="B", url="javascript:1"),
    "a figure whose upper bound is below its value": lambda r: Figure(
        map=r.map, evidence=r.evidence, measure=r.measure, value=5, upper=4
    ),
    "a measure of an unknown kind": lambda r: Measure(map=r.map, name="B", kind="weight of words"),
    "a relation without a target": lambda r: Relation(map=r.map, kind="support"),
    "a relation with two targets": lambda r: Relation(
        map=r.map, kind="attack", target_claim=r.claim, target_relation=r.relation
    ),
    "a relation of an unknown kind": lambda r: Relation(map=r.map, kind="likes", target_claim=r.claim),
    "a curator's strength beyond the three": lambda r: Relation(
        map=r.map, kind="support", target_claim=r.claim, curator_strength="mighty"
    ),
    "a premise that is nothing": lambda r: Premise(map=r.map, relation=r.relation),
    "a premise that is two things": lambda r: Premise(
        map=r.map, relation=r.relation, claim=r.other, evidence=r.evidence
    ),
    "a question of an unknown kind": lambda r: Question(map=r.map, slug="b", text="B?", kind="riddle"),
    "a second position of one article": lambda r: Position(
        map=r.map, question=r.question, article=r.article, status="denies"
    ),
    "a position of nobody": lambda r: Position(map=r.map, question=r.question, status="denies"),
    "a position of an article and a thesis": lambda r: Position(
        map=r.map, question=r.question, article=r.article, thesis=r.thesis, status="denies"
    ),
    "a position related to itself": lambda r: PositionRelation(
        map=r.map, question=r.question, a=r.position, b=r.position, kind="agrees"
    ),
    "a critical question of nothing": lambda r: CriticalQuestion(map=r.map, question="Why?"),
    "a critical question of two things": lambda r: CriticalQuestion(
        map=r.map, question="Why?", claim=r.claim, evidence=r.evidence
    ),
    "a rating of 101": lambda r: Rating(map=r.map, rater=r.alice, claim=r.claim, value=101),
    "a rating of nothing": lambda r: Rating(map=r.map, rater=r.alice, value=50),
    "a rating of two things": lambda r: Rating(
        map=r.map, rater=r.alice, claim=r.claim, evidence=r.evidence, value=5
    ),
    "a logged rating of 101": lambda r: RatingLog(map=r.map, rater=r.alice, claim=r.claim, value=101),
    "an appraisal of nothing": lambda r: Appraisal(map=r.map, rater=r.alice, currency=4),
    "an appraisal of two things": lambda r: Appraisal(
        map=r.map, rater=r.alice, article=r.article, source=r.source
    ),
    "an appraisal beyond 4": lambda r: Appraisal(map=r.map, rater=r.alice, source=r.source, purpose=5),
    "an appraisal below 0": lambda r: Appraisal(map=r.map, rater=r.alice, source=r.source, accuracy=-1),
    "an answer that is none of three": lambda r: SchemeAnswer(
        map=r.map, rater=r.alice, relation=r.relation, question="sign: there", answer="maybe"
    ),
    "a score above 1": lambda r: Score(
        map=r.map,
        audience="everyone",
        claim=r.claim,
        base=0.5,
        strength=1.1,
        low=0,
        high=1,
        n=0,
        semantics="own",
    ),
    "a revision of nothing": lambda r: Revision(map=r.map, number=1, snapshot={}),
}


@pytest.mark.parametrize("what", REFUSED)
def test_the_database_refuses(what: str, rows: Rows) -> None:
    row = REFUSED[what](rows)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


TWICE: dict[str, Callable[[Rows], Any]] = {
    "one person's rating of a claim": lambda r: Rating(map=r.map, rater=r.alice, claim=r.claim, value=5),
    "one person's rating of a relation": lambda r: Rating(
        map=r.map, rater=r.alice, relation=r.relation, value=5
    ),
    "one person's appraisal of an article": lambda r: Appraisal(map=r.map, rater=r.alice, article=r.article),
    "one person's appraisal of a source": lambda r: Appraisal(map=r.map, rater=r.alice, source=r.source),
    "one person's answer about a step": lambda r: SchemeAnswer(
        map=r.map, rater=r.alice, relation=r.relation, question="sign: there", answer="no"
    ),
    "one person's rating of evidence": lambda r: Rating(
        map=r.map, rater=r.alice, evidence=r.evidence, value=5
    ),
    "an audience's score of a claim": lambda r: Score(
        map=r.map, audience="everyone", claim=r.claim, base=0, strength=0, low=0, high=0, n=0, semantics="own"
    ),
    "a revision's number": lambda r: Revision(map=r.map, claim=r.claim, number=1, snapshot={}),
    "a claim among one relation's premises": lambda r: Premise(map=r.map, relation=r.relation, claim=r.other),
    "a source in one piece of evidence": lambda r: Citation(map=r.map, evidence=r.evidence, source=r.source),
    "a person in a class": lambda r: GroupMember(group=r.group, user=r.alice, pseudonym=f"{id(r)}"),
    "a person in a map": lambda r: Membership(map=r.map, user=r.alice),
    "a thesis without an article": lambda r: Thesis(map=r.map, claim=r.claim),
    "a paragraph's number": lambda r: Paragraph(map=r.map, article=r.article, number=7),
}


@pytest.mark.parametrize("what", TWICE)
def test_the_database_keeps_one(what: str, rows: Rows) -> None:
    TWICE[what](rows).save()
    with pytest.raises(IntegrityError), transaction.atomic():
        TWICE[what](rows).save()


def test_a_date_is_one_value(rows: Rows) -> None:

    when = When(words="spring 2013", inferred=True, why="by its newest endnote")
    rows.article.date = when
    rows.article.save()
    assert Article.objects.get(pk=rows.article.pk).date == when
    rows.article.date = None
    assert rows.article.date is None
