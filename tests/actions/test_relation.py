"""Bringing reasons, and changing what bears on what."""

import pytest

from claims.actions.claim import Wording
from claims.actions.critical_question import ask, settle
from claims.actions.edit import MayNotEdit, Stale
from claims.actions.evidence import Finding, NewSource, edit_evidence
from claims.actions.relation import (
    Bearing,
    Twin,
    add_reason,
    edit_relation,
    join_relations,
    move_relation,
    part_premise,
    reorder_reasons,
)
from claims.errors import ClaimsError
from claims.graph.words import CriticalQuestionState, CuratorStrength, EvidenceKind, RelationKind
from claims.models import Claim, Edit, Evidence, Notification, Relation, Revision, Source
from tests.arguing import strength_of

SUPPORT = Bearing(kind=RelationKind.SUPPORT)
ATTACK = Bearing(kind=RelationKind.ATTACK)


def premises(relation):
    return [str(premise) for premise in relation.premises.order_by("order")]


def test_a_new_reason_and_its_step_are_one_edit(shared, alice, recounted):
    relation = add_reason(shared.point, SUPPORT, [Wording(text="It rusts.")], by=alice, why="Seen.")
    assert (relation.target_claim, premises(relation)) == (shared.point, ["It rusts."])
    [edit] = Edit.objects.all()
    assert (edit.claim, edit.revisions.count()) == (shared.point, 2)
    recounted(shared.map)


def test_a_claim_that_is_there_can_be_a_reason_and_rated_ones_count_at_once(shared, alice, recounted):
    new = shared.claim("It is inspected yearly.")
    shared.rated(shared.people, 90, new)
    before = strength_of(shared.point)
    add_reason(shared.point, ATTACK, [new], by=alice)
    assert strength_of(shared.point) < before
    recounted(shared.map)


def test_an_undercut_weakens_a_step_and_is_found_on_the_claim_the_step_bears_on(shared, alice, recounted):
    doubt = shared.claim("Age alone says little.")
    shared.rated(shared.people, 95, doubt)
    before = strength_of(shared.point)
    undercut = add_reason(shared.support, ATTACK, [doubt], by=alice)
    assert strength_of(shared.point) < before
    deeper = add_reason(undercut, ATTACK, [Wording(text="It says a lot.")], by=alice)
    assert {edit.claim for edit in Edit.objects.all()} == {shared.point}
    assert deeper.target_relation == undercut
    recounted(shared.map)


def test_several_premises_only_work_together(shared, alice):
    relation = add_reason(shared.point, SUPPORT, [shared.objection, Wording(text="Repairs fail.")], by=alice)
    assert premises(relation) == ["The bridge was repaired.", "Repairs fail."]


def test_evidence_comes_with_its_source_and_the_same_source_is_not_made_twice(shared, alice, recounted):
    source = NewSource(title="Report 7", publisher="The Office", url="https://example.org/7")
    for text in ("It swayed.", "It cracked."):
        finding = Finding(text=text, kind=EvidenceKind.STUDY, cites=source)
        add_reason(shared.reason, SUPPORT, [finding], by=alice)
    [cited] = Source.objects.all()
    assert {(e.citation_state, *e.sources.all()) for e in Evidence.objects.all()} == {("cited", cited)}
    finding = Finding(text="Somebody said so.", kind=EvidenceKind.ANECDOTE, anonymous=True)
    relation = add_reason(shared.reason, SUPPORT, [finding], by=alice)
    assert relation.premises.get().evidence.citation_state == "anonymous"
    recounted(shared.map)


def test_evidence_is_mended_and_keeps_what_it_cited(shared, alice):
    source = shared.source("Report 7")
    evidence = shared.evidence("It swayed.", source)
    shared.supports(evidence, shared.reason)
    other = NewSource(title="Report 8")
    finding = Finding(text="It swayed twice.", kind=EvidenceKind.STUDY, cites=other)
    mended = edit_evidence(evidence, finding, read=1, by=alice)
    assert [citation.source.title for citation in mended.citations.all()] == ["Report 7", "Report 8"]
    assert [r.snapshot["text"] for r in mended.revisions.order_by("number")] == [
        "It swayed.",
        "It swayed twice.",
    ]
    assert Edit.objects.get().claim == shared.reason
    with pytest.raises(Stale):
        edit_evidence(evidence, finding, read=1, by=alice)


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda s: (s.point, SUPPORT, [s.point]), "for or against itself"),
        (lambda s: (s.point, SUPPORT, []), "at least one premise"),
        (lambda s: (s.point, ATTACK, [s.reason, s.reason]), "twice"),
        (lambda s: (s.support, Bearing(kind=RelationKind.CONTEXT), [s.objection]), "attacked or supported"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_sentence(shared, alice, make, sentence):
    target, bearing, ends = make(shared)
    with pytest.raises(ClaimsError, match=sentence):
        add_reason(target, bearing, ends, by=alice)
    assert not Edit.objects.exists()


def test_a_twin_is_refused_and_named(shared, alice):
    with pytest.raises(Twin) as refused:
        add_reason(shared.point, SUPPORT, [shared.reason], by=alice)
    assert refused.value.twin == shared.support
    add_reason(shared.point, ATTACK, [shared.reason], by=alice)
    add_reason(shared.point, SUPPORT, [shared.reason, shared.objection], by=alice)
    assert Relation.objects.count() == 4


def test_a_withdrawn_twin_stands_in_nobodys_way(shared, alice):
    Relation.objects.filter(pk=shared.support.pk).update(state="withdrawn")
    add_reason(shared.point, SUPPORT, [shared.reason], by=alice)


def test_a_claim_of_another_map_is_no_premise_here(shared, alice, small_map):
    stranger = small_map(24).claim_set.first()
    with pytest.raises(ClaimsError, match="another map"):
        add_reason(shared.point, SUPPORT, [stranger], by=alice)


def test_editing_a_step_changes_how_it_bears(shared, alice, maya, recounted):
    strong = Bearing(kind=RelationKind.ATTACK, note="Turned.", curator_strength=CuratorStrength.STRONG)
    row = edit_relation(shared.support, strong, read=1, by=alice)
    assert (row.kind, row.note, row.curator_strength) == ("attack", "Turned.", "")
    row = edit_relation(shared.support, strong, read=2, by=maya)
    assert row.curator_strength == "strong"
    with pytest.raises(Stale):
        edit_relation(shared.support, strong, read=2, by=alice)
    recounted(shared.map)


def test_a_step_moves_with_all_below_it(shared, alice, recounted):
    undercut = add_reason(shared.support, ATTACK, [shared.objection], by=alice)
    row = move_relation(shared.support, shared.objection, read=1, by=alice)
    assert row.target_claim == shared.objection
    undercut.refresh_from_db()
    assert undercut.target_relation == row
    recounted(shared.map)


def test_a_step_does_not_move_below_itself_or_onto_its_own_premise(shared, alice):
    undercut = add_reason(shared.support, ATTACK, [shared.objection], by=alice)
    deeper = add_reason(undercut, ATTACK, [shared.reason], by=alice)
    for target in (shared.support, deeper):
        with pytest.raises(ClaimsError, match="return to it"):
            move_relation(undercut if target == deeper else shared.support, target, read=1, by=alice)
    with pytest.raises(ClaimsError, match="itself"):
        move_relation(shared.support, shared.reason, read=1, by=alice)


def test_joined_premises_only_work_together_and_part_again(shared, alice, recounted):
    second = shared.supports(shared.claim("It is narrow."), shared.point)
    joined = join_relations(shared.support, second, read=1, by=alice)
    assert premises(joined) == ["The bridge is old.", "It is narrow."]
    second.refresh_from_db()
    assert second.state == "withdrawn"
    recounted(shared.map)
    parted = part_premise(joined, joined.premises.last(), read=2, by=alice)
    joined.refresh_from_db()
    assert (premises(joined), premises(parted)) == (["The bridge is old."], ["It is narrow."])
    assert (parted.kind, parted.target_claim) == ("support", shared.point)
    with pytest.raises(ClaimsError, match="one premise"):
        part_premise(joined, joined.premises.first(), read=3, by=alice)
    recounted(shared.map)


def test_what_bears_differently_is_not_joined(shared, alice):
    with pytest.raises(ClaimsError, match="same thing"):
        join_relations(shared.support, shared.attack, read=1, by=alice)


def test_reasons_are_put_in_order_and_only_moved_ones_change(shared, alice):
    third = shared.supports(shared.claim("It is narrow."), shared.point)
    order = lambda: list(shared.point.relations_in.order_by("order").values_list("pk", flat=True))  # noqa: E731
    reorder_reasons(shared.point, [shared.attack, shared.support], by=alice)
    assert order() == [shared.attack.pk, shared.support.pk, third.pk]
    assert not Revision.objects.filter(relation=shared.support, number=3).exists()


def test_a_critical_question_is_asked_and_settled(shared, alice):
    question = ask(shared.support, "Is age what matters?", by=alice, label="Relevance")
    assert Edit.objects.get().claim == shared.point
    settle(question, CriticalQuestionState.ANSWERED, by=alice)
    question.refresh_from_db()
    assert question.state == "answered"


def test_outsiders_bring_no_reasons(shared, carl):
    with pytest.raises(MayNotEdit):
        add_reason(shared.point, SUPPORT, [Wording(text="It rusts.")], by=carl)
    assert Claim.objects.count() == 3


def test_who_brought_a_claim_is_told_of_a_new_reason_about_it_and_nobody_of_their_own(shared, alice, maya):
    mine = add_reason(shared.point, SUPPORT, [Wording(text="It rusts.")], by=alice).premises.get().claim
    add_reason(mine, SUPPORT, [Wording(text="It is iron.")], by=alice)
    step = add_reason(mine, ATTACK, [Wording(text="It was painted.")], by=maya)
    add_reason(step, ATTACK, [Wording(text="The paint is off.")], by=maya)
    told = Notification.objects.values_list("to", "kind", "claim", "by")
    assert list(told) == [(alice.pk, "reason", mine.pk, maya.pk)] * 2


def test_a_reason_for_what_was_withdrawn_a_moment_ago_is_refused(shared, alice):
    """Whoever gives it had read the claim before."""
    Claim.objects.filter(pk=shared.point.pk).update(state="withdrawn")
    with pytest.raises(ClaimsError, match="withdrawn meanwhile"):
        add_reason(shared.point, SUPPORT, [Wording(text="It rusts.")], by=alice)
    Relation.objects.filter(pk=shared.support.pk).update(state="withdrawn")
    with pytest.raises(ClaimsError, match="withdrawn meanwhile"):
        add_reason(shared.support, ATTACK, [shared.objection], by=alice)


def test_changing_a_step_keeps_the_name_its_scheme_was_given(shared, alice):
    shared.support.scheme, shared.support.scheme_label = "sign", "Argument from sign"
    shared.support.save()
    row = edit_relation(
        shared.support, Bearing(kind=RelationKind.SUPPORT, scheme="sign", note="Typo."), read=1, by=alice
    )
    assert (row.scheme, row.scheme_label, row.note) == ("sign", "Argument from sign", "Typo.")
    row = edit_relation(
        shared.support, Bearing(kind=RelationKind.SUPPORT, scheme="analogy"), read=2, by=alice
    )
    assert (row.scheme, row.scheme_label) == ("analogy", "")
