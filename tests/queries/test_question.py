import pytest
from django.contrib.auth.models import AnonymousUser

from claims.models import Claim, Evidence, Figure, Measure, Position, Premise, Question, Relation
from claims.queries.audience import EVERYONE
from claims.queries.material import read_material
from claims.queries.question import question_page


def page_on(map, slug):
    material = read_material(map, EVERYONE, AnonymousUser())
    return question_page(material, next(question for question in material.questions if question.slug == slug))


def test_a_question_shows_every_article_the_silent_ones_too(five_articles):
    plots = Question.objects.get(map=five_articles, uid="I01")
    page = page_on(five_articles, plots.slug)
    assert [(cell.column.key, cell.status) for cell in page.row.cells] == [
        ("A", "doubts"), ("B", "asserts"), ("C", "reports"), ("D", "asserts"), ("E", "silent"),
    ]  # fmt: skip


def test_what_a_note_says_from_outside_the_articles_is_set_apart(five_articles):
    page = page_on(five_articles, Question.objects.get(map=five_articles, uid="I01").slug)
    assert page.time_note.startswith("The unnamed author wrote within weeks")
    assert [
        note.startswith("From outside the five articles: 22 people were tried") for note in page.outside
    ] == [True]
    assert "outside" not in page.note + page.time_note


def test_questions_lead_to_the_one_before_and_the_one_after(five_articles):
    first, second, third = Question.objects.filter(map=five_articles)[:3]
    page = page_on(five_articles, second.slug)
    assert (page.before.slug, page.after.slug) == (first.slug, third.slug)
    assert page_on(five_articles, first.slug).before is None
    assert page_on(five_articles, Question.objects.filter(map=five_articles).last().slug).after is None


def test_withdrawn_claims_and_evidence_leave_a_question(five_articles):
    Claim.objects.filter(map=five_articles, uid="000-13").update(state="withdrawn")
    Evidence.objects.filter(map=five_articles, uid="000-13-e1").update(state="withdrawn")
    cell = page_on(five_articles, "oil-share").row.cells[0]
    assert (cell.claims, cell.figures) == ((), ())


def test_claims_come_strongest_first_two_at_once(five_articles):
    cell = page_on(five_articles, Question.objects.get(map=five_articles, uid="I01").slug).row.cells[0]
    assert (len(cell.first), len(cell.rest)) == (2, 3)
    assert [said.told.article.letter for said in cell.claims] == ["A"] * 5


@pytest.fixture
def unplaced(small_map):
    """Evidence with a figure and no passage, under a claim of the first article; its only date is its own."""
    map = small_map()
    claim = Claim.objects.get(map=map, uid="Claim-1")
    evidence = Evidence.objects.create(map=map, kind="statistic", text="Counted", date_words="in May")
    relation = Relation.objects.create(map=map, kind="support", target_claim=claim)
    Premise.objects.create(map=map, relation=relation, evidence=evidence)
    measure = Measure.objects.create(map=map, name="Length", unit="km")
    figure = Figure.objects.create(map=map, evidence=evidence, measure=measure, value=7)
    question = Question.objects.get(map=map, slug="question-1")
    question.figures.set([figure])
    Position.objects.filter(question=question, article__slug="article-1").first().claims.set([claim])
    return map


def test_a_figure_without_a_passage_belongs_to_the_article_that_makes_the_claim(unplaced):
    figures = {cell.column.article.slug: cell.figures for cell in page_on(unplaced, "question-1").row.cells}
    assert [figure.given.said for figure in figures["article-1"]] == ["7 km"]
    assert figures["article-2"] == ()


def test_a_figure_without_a_date_has_that_of_its_evidence(unplaced):
    figure = page_on(unplaced, "question-1").row.cells[0].figures[0]
    assert figure.given.date.words == "in May"


def test_a_map_and_its_questions_take_seven_queries_however_large(small_map, django_assert_num_queries):
    for claims, slug in ((24, "small"), (600, "large")):
        map = small_map(claims, slug=slug)
        with django_assert_num_queries(7):
            page_on(map, "question-1")
