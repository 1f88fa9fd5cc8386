"""What a claim's page says of the argument round it."""

from itertools import pairwise

import pytest
from django.contrib.auth.models import AnonymousUser

from claims.graph.words import RelationKind
from claims.models import ArgumentMap, CriticalQuestion, Position, Question
from claims.queries.audience import EVERYONE
from claims.queries.claim import claim_page
from claims.queries.critical_question import asked_of
from claims.queries.rating import veil_for
from tests.arguing import Argument


@pytest.fixture
def argument(db):
    return Argument(ArgumentMap.objects.create(slug="argued", title="Argued"))


def page_of(claim):
    return claim_page(claim, EVERYONE, veil_for(claim.map, AnonymousUser(), EVERYONE))


def path_of(claim):
    return [(stop.claim.text, stop.by.sign if stop.by else "") for stop in page_of(claim).path]


def texts(reasons):
    return [[(end.claim or end.evidence.read).text for end in reason.ends] for reason in reasons]


def test_the_path_leads_from_the_thesis_down_by_what_each_claim_does_to_the_one_above(argument):
    top, middle, low = argument.thesis("Top"), argument.claim("Middle"), argument.claim("Low")
    argument.attacks(middle, top)
    argument.supports(low, middle)
    assert path_of(low) == [("Top", ""), ("Middle", "attack"), ("Low", "support")]


def test_of_several_paths_it_is_the_shortest_and_the_other_uses_are_named(argument):
    top, middle, low = argument.thesis("Top"), argument.claim("Middle"), argument.claim("Low")
    argument.supports(middle, top)
    argument.supports(low, middle)
    short = argument.attacks(low, top)
    page = page_of(low)
    assert [stop.claim.text for stop in page.path] == ["Top", "Low"]
    assert page.path_relation.pk == short.pk
    assert [use.claim.text for use in page.uses if use.relation != page.path_relation] == ["Middle"]


def test_a_claim_that_undercuts_a_step_stands_under_the_claim_the_step_leads_to(argument):
    top, low, doubt = argument.thesis("Top"), argument.claim("Low"), argument.claim("Doubt")
    step = argument.supports(low, top)
    argument.attacks(doubt, step)
    assert path_of(doubt) == [("Top", ""), ("Doubt", "undercut")]


def test_the_path_may_lead_along_an_undercut_further_up(argument):
    top, low, doubt, why = (argument.thesis("Top"), *map(argument.claim, ("Low", "Doubt", "Why")))
    argument.attacks(doubt, argument.supports(low, top))
    argument.supports(why, doubt)
    assert path_of(why) == [("Top", ""), ("Doubt", "undercut"), ("Why", "support")]


def test_claims_that_go_round_in_a_circle_have_a_page_and_no_path(argument):
    first, second = argument.claim("First"), argument.claim("Second")
    argument.supports(first, second)
    argument.supports(second, first)
    page = page_of(first)
    assert page.path == ()
    assert texts(page.support) == [["Second"]]


def test_a_circle_below_a_thesis_still_finds_it(argument):
    top, first, second = argument.thesis("Top"), argument.claim("First"), argument.claim("Second")
    argument.supports(first, second)
    argument.supports(second, first)
    argument.supports(second, top)
    assert [text for text, _ in path_of(first)] == ["Top", "Second", "First"]


def test_a_relation_without_weight_is_no_path(argument):
    top, low = argument.thesis("Top"), argument.claim("Low")
    argument.relate(RelationKind.CONTEXT, low, top)
    assert path_of(low) == []
    assert texts(page_of(top).remarks) == [["Low"]]


def test_linked_premises_are_one_reason(argument):
    top, one, other = argument.thesis("Top"), argument.claim("One"), argument.claim("Other")
    argument.supports([one, other], top)
    page = page_of(top)
    assert texts(page.support) == [["One", "Other"]]
    assert page.support[0].is_linked
    assert page_of(one).uses[0].together == ("Other",)


def test_undercuts_stand_under_the_step_they_weaken_and_theirs_under_them(argument):
    top, low = argument.thesis("Top"), argument.claim("Low")
    step = argument.supports(low, top)
    undercut = argument.attacks(argument.claim("Doubt"), step)
    argument.attacks(argument.claim("Doubt of the doubt"), undercut)
    [reason] = page_of(top).support
    assert [(texts([inner])[0], inner.depth, inner.sign) for inner in reason.undercuts] == [
        (["Doubt"], 1, "undercut"),
        (["Doubt of the doubt"], 2, "undercut"),
    ]


def test_a_contradiction_attacks_both_claims(argument):
    one, other = argument.claim("One"), argument.claim("Other")
    argument.relate(RelationKind.CONTRADICTION, one, other)
    assert texts(page_of(other).attack) == [["One"]]
    assert texts(page_of(one).attack) == [["Other"]]


def test_a_premise_at_fifty_or_below_carries_nothing_yet(argument, person):
    people = [person(f"rater-{n}") for n in range(5)]
    top, good, poor = argument.thesis("Top"), argument.claim("Good"), argument.claim("Poor")
    unrated = argument.claim("Unrated")
    for reason in (good, poor, unrated):
        argument.supports(reason, top)
    argument.supports([good, poor], top)
    argument.rated(people, 90, good)
    argument.rated(people, 20, poor)
    found = {tuple(texts([reason])[0]): reason.carries_nothing for reason in page_of(top).support}
    assert found == {("Good",): False, ("Poor",): True, ("Unrated",): True, ("Good", "Poor"): True}


def test_evidence_of_one_origin_is_said_to_count_once(argument):
    top = argument.thesis("Top")
    wire, paper, other = (
        argument.source("Wire", origin="The ministry"),
        argument.source("Paper", origin="The ministry"),
        argument.source("Other"),
    )
    for text, source in (("A", wire), ("B", paper), ("C", other)):
        argument.supports(argument.evidence(text, source), top)
    a, b, c = page_of(top).evidence
    assert a.same_origin.origin.origin_name == "The ministry"
    assert (a.same_origin.others, b.same_origin.others, c.same_origin) == (("B",), ("A",), None)
    assert a.same_origin.counts_once


def test_sibling_claims_that_rest_on_one_origin_alone_are_said_to(argument):
    top, source = argument.thesis("Top"), argument.source("Cable")
    for text in ("One", "Two"):
        argument.supports(argument.evidence(f"{text}, says the cable", source), claim := argument.claim(text))
        argument.supports(claim, top)
    argument.supports(argument.claim("Three"), top)
    one, two, three = page_of(top).support
    assert (one.same_origin.others, two.same_origin.others, three.same_origin) == (("Two",), ("One",), None)
    assert not one.same_origin.counts_once


def test_evidence_without_a_source_is_an_origin_of_its_own(argument):
    top = argument.thesis("Top")
    for text in ("A", "B"):
        argument.supports(argument.evidence(text), top)
    assert [reason.same_origin for reason in page_of(top).evidence] == [None, None]


def test_a_strength_has_its_id_once(argument):
    top, low = argument.thesis("Top"), argument.claim("Low")
    argument.supports(low, top)
    argument.attacks(low, top)
    page = page_of(top)
    ids = [place.id for place in page.places]
    assert len(ids) == len(set(ids))
    assert [end.place is not None for reason in page.reasons for end in reason.ends] == [True, False]


def test_withdrawn_reasons_and_what_undercut_them_are_gone(argument):
    top, low, doubt = argument.thesis("Top"), argument.claim("Low"), argument.claim("Doubt")
    argument.attacks(doubt, argument.supports(low, top))
    low.state = "withdrawn"
    low.save()
    assert page_of(top).reasons == ()
    assert page_of(doubt).uses == ()


def test_a_chain_of_a_thousand_claims_has_a_page_at_its_end(argument):
    claims = [argument.thesis("0"), *(argument.claim(str(n)) for n in range(1, 1_001))]
    for above, below in pairwise(claims):
        argument.supports(below, above)
    page = page_of(claims[-1])
    head, folded, tail = page.path_in_parts
    assert (len(head), len(folded), len(tail)) == (1, 998, 2)


def test_critical_questions_of_the_claim_its_steps_and_its_evidence_are_asked(argument):
    top, low = argument.thesis("Top"), argument.claim("Low")
    step, proof = argument.supports(low, top), argument.evidence("Proof")
    argument.supports(proof, top)
    asked = {"a": {"claim": top}, "b": {"relation": step}, "c": {"evidence": proof}, "d": {"claim": low}}
    for uid, about in asked.items():
        CriticalQuestion.objects.create(map=argument.map, uid=uid, question=f"{uid}?", **about)
    assert [question.uid for question in asked_of(page_of(top)).questions] == ["a", "b", "c"]


def test_questions_the_claim_helps_to_answer_are_named_with_who_answers(argument):
    claim = argument.claim("The bridge is old.")
    question = Question.objects.create(
        map=argument.map, slug="how-old", text="How old is the bridge?", kind="fact"
    )
    position = Position.objects.create(
        map=argument.map, question=question, article=argument.article, status="asserts", summary="Old."
    )
    position.claims.add(claim)
    [answer] = asked_of(page_of(claim)).answers
    assert (answer.question, answer.url) == ("How old is the bridge?", "/maps/argued/questions/how-old/")
    assert (answer.article.title, answer.status, answer.summary) == ("One article", "asserts", "Old.")


def test_reasons_that_move_the_claim_most_come_first(argument, person):
    people = [person(f"rater-{n}") for n in range(6)]
    top, weak, strong = argument.thesis("Top"), argument.claim("Weak"), argument.claim("Strong")
    steps = [argument.supports(premise, top) for premise in (weak, strong)]
    argument.rated(people, 60, weak)
    argument.rated(people, 90, strong, *steps)
    assert texts(page_of(top).support) == [["Strong"], ["Weak"]]
    assert [reason.points > 0 for reason in page_of(top).support] == [True, True]


def test_an_undercut_of_several_steps_is_told_in_full_once(argument):
    top, one, other = argument.thesis("Top"), argument.claim("One"), argument.claim("Other")
    doubt = argument.claim("Doubt")
    steps = [argument.supports(premise, top) for premise in (one, other)]
    first, _second = (argument.attacks(doubt, step) for step in steps)
    told = [reason.undercuts[0].told_above for reason in page_of(top).support]
    assert told == ["", f"relation-{first.pk}"]
    assert page_of(top).undercuts == 1
