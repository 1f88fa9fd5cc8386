"""Withdrawing, restoring and undoing lose nothing."""

from datetime import timedelta

import pytest

from claims.actions.claim import Role, Saying, Wording, add_claim, edit_claim, make_thesis
from claims.actions.critical_question import ask
from claims.actions.edit import Stale
from claims.actions.evidence import Finding, NewSource, edit_evidence
from claims.actions.relation import (
    Bearing,
    add_reason,
    edit_relation,
    join_relations,
    move_relation,
    part_premise,
)
from claims.actions.revision import CannotUndo, MayNotWithdraw, restore, undo, withdraw
from claims.errors import ClaimsError
from claims.graph.words import CuratorStrength, EvidenceKind, RelationKind
from claims.models import Claim, Edit, Evidence, Position, Question, Relation, Revision
from claims.permissions import visible
from claims.queries.history import last_edit_of
from claims.queries.snapshot import snapshots
from tests.arguing import strength_of

SUPPORT = Bearing(kind=RelationKind.SUPPORT)


def state(*things):
    fresh = [type(thing).objects.get(pk=thing.pk) for thing in things]
    return [snapshot for _, snapshot in snapshots(fresh)]


def latest():
    return Edit.objects.latest("pk")


def test_a_withdrawn_reason_weighs_nothing_and_comes_back_as_it_was(shared, maya, alice, recounted):
    before, strength = state(shared.reason), strength_of(shared.point)
    withdraw(shared.reason, read=1, by=maya, why="Not to the point.")
    assert strength_of(shared.point) < strength
    assert shared.reason not in visible(Claim, alice)
    recounted(shared.map)
    restore(shared.reason.revisions.get(number=1), read=2, by=maya)
    assert (state(shared.reason), strength_of(shared.point)) == (before, strength)
    assert shared.reason.revisions.count() == 3
    recounted(shared.map)


def test_contributors_withdraw_their_own_alone(shared, alice, maya):
    mine = add_claim(shared.map, Wording(text="Mine."), by=alice)
    withdraw(mine, read=1, by=alice)
    with pytest.raises(MayNotWithdraw):
        withdraw(shared.reason, read=1, by=alice)
    withdraw(shared.reason, read=1, by=maya)
    with pytest.raises(MayNotWithdraw):
        restore(shared.reason.revisions.get(number=1), read=2, by=alice)


def test_any_earlier_state_can_be_restored_with_all_its_parts(shared, alice, recounted):
    said = Saying(article=shared.article, hedges=("reportedly",))
    claim = edit_claim(shared.reason, Wording(text="Second.", said=(said,)), read=1, by=alice)
    edit_claim(claim, Wording(text="Third.", said=(Saying(article=shared.article),)), read=2, by=alice)
    restore(claim.revisions.get(number=2), read=3, by=alice)
    [snapshot] = state(claim)
    assert snapshot == claim.revisions.get(number=2).snapshot == claim.revisions.get(number=4).snapshot
    assert snapshot["attributions"][0]["hedges"] == ["reportedly"]
    recounted(shared.map)


def test_a_step_is_restored_with_its_premises(shared, alice, recounted):
    second = shared.supports(shared.claim("It is narrow."), shared.point)
    before = state(shared.support)
    joined = join_relations(shared.support, second, read=1, by=alice)
    move_relation(joined, shared.objection, read=2, by=alice)
    restore(shared.support.revisions.get(number=1), read=3, by=alice)
    assert state(shared.support) == before
    recounted(shared.map)


def test_evidence_is_restored_with_its_citations(shared, alice, recounted):
    evidence = shared.evidence("It swayed.", shared.source("Report 7"))
    shared.supports(evidence, shared.reason)
    before = state(evidence)
    finding = Finding(text="It swayed twice.", kind=EvidenceKind.STUDY, cites=NewSource(title="Report 8"))
    edit_evidence(evidence, finding, read=1, by=alice)
    restore(evidence.revisions.get(number=1), read=2, by=alice)
    assert state(evidence) == before
    recounted(shared.map)


def test_restoring_over_somebodys_newer_words_is_refused(shared, alice, maya):
    edit_claim(shared.reason, Wording(text="Second."), read=1, by=alice)
    edit_claim(shared.reason, Wording(text="Third."), read=2, by=maya)
    with pytest.raises(Stale):
        restore(shared.reason.revisions.get(number=1), read=2, by=alice)


def test_a_state_from_a_file_that_cannot_be_read_says_so(shared, maya):
    foreign = Revision.objects.create(map=shared.map, claim=shared.reason, number=1, snapshot={"body": "?"})
    with pytest.raises(ClaimsError, match="no form that can be restored"):
        restore(foreign, read=1, by=maya)
    assert not Edit.objects.exists()


def test_undoing_a_rewording_brings_the_words_back(shared, alice, recounted):
    before = state(shared.reason)
    edit_claim(shared.reason, Wording(text="Second."), read=1, by=alice)
    done = undo(latest(), by=alice)
    assert state(shared.reason) == before
    assert (done.kind, done.undoes.kind) == ("undid", "changed")
    recounted(shared.map)


def test_undoing_a_new_reason_withdraws_it_with_its_claim(shared, alice, recounted):
    relation = add_reason(shared.point, SUPPORT, [Wording(text="It rusts.")], by=alice)
    undo(latest(), by=alice)
    assert Relation.objects.get(pk=relation.pk).state == "withdrawn"
    assert Claim.objects.get(text="It rusts.").state == "withdrawn"
    recounted(shared.map)


def test_an_undone_edit_can_be_done_again_by_undoing_that(shared, alice):
    relation = add_reason(shared.point, SUPPORT, [Wording(text="It rusts.")], by=alice)
    done = state(relation)
    undo(undo(latest(), by=alice), by=alice)
    assert state(relation) == done


def test_undoing_a_move_and_a_joining_puts_every_step_back(shared, alice, recounted):
    second = shared.supports(shared.claim("It is narrow."), shared.point)
    before = state(shared.support, second)
    join_relations(shared.support, second, read=1, by=alice)
    undo(latest(), by=alice)
    assert state(shared.support, second) == before
    move_relation(shared.support, shared.objection, read=3, by=alice)
    undo(latest(), by=alice)
    assert state(shared.support, second) == before
    recounted(shared.map)


def test_only_ones_own_young_and_untouched_edits_are_undone(shared, alice, maya):
    edit_claim(shared.reason, Wording(text="Second."), read=1, by=alice)
    mine = latest()
    with pytest.raises(CannotUndo, match="your own"):
        undo(mine, by=maya)
    edit_claim(shared.reason, Wording(text="Third."), read=2, by=maya)
    with pytest.raises(CannotUndo, match="changed again"):
        undo(mine, by=alice)
    undo(latest(), by=maya)
    with pytest.raises(CannotUndo, match="changed again"):
        undo(mine, by=alice)
    old = add_claim(shared.map, Wording(text="Old."), by=alice)
    Edit.objects.filter(claim=old).update(at=latest().at - timedelta(days=2))
    with pytest.raises(CannotUndo):
        undo(old.edits.get(), by=alice)


def test_what_others_built_upon_is_not_undone(shared, alice, maya):
    claim = add_claim(shared.map, Wording(text="A new point."), by=alice)
    mine = latest()
    add_reason(claim, SUPPORT, [shared.reason], by=maya)
    with pytest.raises(CannotUndo, match="built upon"):
        undo(mine, by=alice)
    assert Claim.objects.get(pk=claim.pk).state == "open"


def test_a_thesis_undone_is_a_thesis_again_when_that_is_undone(shared, alice):
    claim = add_claim(shared.map, Wording(text="Point."), by=alice, role=Role(article=shared.article))
    before = state(claim)
    undo(undo(latest(), by=alice), by=alice)
    assert state(claim) == before
    assert Evidence.objects.count() == 0


def earliest(thing):
    return thing.revisions.earliest("number")


def test_a_part_that_was_taken_off_and_put_on_again_is_no_obstacle(shared, alice):
    second = shared.claim("It is narrow.")
    linked = shared.supports([shared.objection, second], shared.reason)
    parted = part_premise(linked, linked.premises.get(claim=second), read=1, by=alice)
    joined = join_relations(linked, parted, read=2, by=alice)
    restore(earliest(joined), read=3, by=alice)
    assert {premise.claim for premise in joined.premises.all()} == {shared.objection, second}
    role = Role(article=shared.article)
    make_thesis(shared.reason, role, by=alice)
    undo(latest(), by=alice)
    make_thesis(shared.reason, role, by=alice)
    shared.reason.refresh_from_db()
    restore(shared.reason.revisions.get(number=2), read=shared.reason.version, by=alice)
    assert shared.reason.theses.count() == 1


def test_what_positions_rest_on_is_not_restored_away(shared, alice):
    make_thesis(shared.reason, Role(article=shared.article), by=alice)
    question = Question.objects.create(map=shared.map, slug="age", text="How old?", kind="fact")
    thesis = shared.reason.theses.get()
    Position.objects.create(map=shared.map, question=question, thesis=thesis, status="asserts")
    for deed in (
        lambda: restore(earliest(shared.reason), read=2, by=alice),
        lambda: undo(latest(), by=alice),
    ):
        with pytest.raises(ClaimsError, match="Positions on questions rest on"):
            deed()
    assert Position.objects.get().thesis == thesis


def test_a_state_against_the_rules_of_today_is_not_put_back(shared, alice, maya):
    moved = move_relation(shared.support, shared.objection, read=1, by=alice)
    mine = latest()
    twin = add_reason(shared.point, SUPPORT, [shared.reason], by=maya)
    for deed in (lambda: undo(mine, by=alice), lambda: restore(earliest(moved), read=2, by=alice)):
        with pytest.raises(ClaimsError, match="given there already"):
            deed()
    Relation.objects.filter(pk=twin.pk).update(state="withdrawn")
    Claim.objects.filter(pk=shared.point.pk).update(state="withdrawn")
    with pytest.raises(ClaimsError, match="withdrawn meanwhile"):
        undo(Edit.objects.get(pk=mine.pk), by=alice)
    moved.refresh_from_db()
    assert moved.target_claim == shared.objection


def test_what_curators_set_is_not_changed_by_a_contributors_restoring(shared, alice, maya):
    for read, strength in ((1, CuratorStrength.WEAK), (2, CuratorStrength.STRONG)):
        bearing = Bearing(kind=RelationKind.SUPPORT, curator_strength=strength)
        edit_relation(shared.support, bearing, read=read, by=maya)
    weak = shared.support.revisions.get(number=2)
    assert restore(weak, read=3, by=alice).curator_strength == "strong"
    assert restore(weak, read=4, by=maya).curator_strength == "weak"


def test_nobody_takes_others_reasons_off_by_moving_them_to_a_claim_of_ones_own(shared, alice, maya):
    mine = add_claim(shared.map, Wording(text="Mine."), by=alice)
    move_relation(shared.support, mine, read=1, by=alice)
    with pytest.raises(MayNotWithdraw):
        withdraw(mine, read=1, by=alice)
    withdraw(mine, read=1, by=maya)


def test_asking_a_question_does_not_hide_what_can_be_undone(shared, alice):
    edit_claim(shared.reason, Wording(text="Second."), read=1, by=alice)
    mine = latest()
    ask(shared.reason, "How old?", by=alice)
    assert last_edit_of(alice, shared.map) == mine
