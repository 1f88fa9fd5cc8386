"""Merging and splitting claims: nothing is lost, and both can be undone."""

import pytest

from claims.actions.claim import Saying, Wording, edit_claim
from claims.actions.comment import say
from claims.actions.edit import Stale
from claims.actions.merge import OnlyCurators, Part, merge_claims, split_claim
from claims.actions.revision import CannotUndo, restore, undo
from claims.errors import ClaimsError
from claims.graph.document import When
from claims.models import (
    Attribution,
    Claim,
    Comment,
    CriticalQuestion,
    Edit,
    Position,
    Premise,
    Question,
    Rating,
    Relation,
    Thesis,
)


@pytest.fixture
def twice(shared, alice):
    """Another claim that says what the reason says, with something of every kind hanging on it."""
    shared.again = shared.claim("The bridge is not young.")
    shared.below = shared.supports(shared.claim("Built in 1890."), shared.again)
    shared.use = shared.supports(shared.again, shared.point)
    shared.other_use = shared.attacks(shared.again, shared.objection)
    shared.rated(shared.people[:2], 30, shared.again)
    Rating.objects.create(map=shared.map, rater=alice, claim=shared.again, value=90)
    Attribution.objects.create(map=shared.map, claim=shared.again, article=shared.article)
    Thesis.objects.create(map=shared.map, claim=shared.again, label="Age")
    CriticalQuestion.objects.create(map=shared.map, claim=shared.again, question="How old?")
    Comment.objects.create(map=shared.map, claim=shared.again, by=alice, text="See above.")
    question = Question.objects.create(map=shared.map, slug="age", text="How old?", kind="fact")
    position = Position.objects.create(
        map=shared.map, question=question, article=shared.article, status="asserts"
    )
    position.claims.add(shared.again)
    return shared


def everything(map):
    """All rows of the map that say what hangs where, without versions and times."""
    return {
        "claims": list(
            Claim.objects.filter(map=map).order_by("pk").values("pk", "text", "state", "merged_into")
        ),
        "relations": list(
            Relation.objects.filter(map=map).order_by("pk").values("pk", "kind", "target_claim", "state")
        ),
        "premises": sorted(Premise.objects.filter(map=map).values_list("relation", "claim", "evidence")),
        "ratings": list(
            Rating.objects.filter(map=map).order_by("pk").values("pk", "rater", "claim", "value", "revision")
        ),
        "roles": list(
            Thesis.objects.filter(map=map).order_by("uid").values("pk", "uid", "claim", "article", "label")
        ),
        "said": list(Attribution.objects.filter(map=map).order_by("uid").values("uid", "claim", "article")),
        "asked": list(CriticalQuestion.objects.filter(map=map).values("pk", "claim")),
        "talk": list(Comment.objects.filter(map=map).values("pk", "claim")),
        "positions": list(Position.objects.filter(map=map).values("pk", "claims")),
    }


def test_all_that_hung_on_the_one_hangs_on_the_other(twice, maya, alice, recounted):
    kept = merge_claims(twice.reason, twice.again, read=1, by=maya, why="The same.")
    gone = Claim.objects.get(pk=twice.again.pk)
    assert (gone.state, gone.merged_into) == ("withdrawn", kept)
    assert Relation.objects.get(pk=twice.below.pk).target_claim == kept
    assert Relation.objects.get(pk=twice.other_use.pk).premises.get().claim == kept
    assert Relation.objects.get(pk=twice.use.pk).state == "withdrawn"  # a twin of the one that was there
    values = dict(Rating.objects.filter(claim=kept).values_list("rater", "value"))
    assert values == {**{p.pk: 80 for p in twice.people}, alice.pk: 90}
    assert set(Rating.objects.filter(claim=gone).values_list("value", flat=True)) == {30}
    for table in (Attribution, Thesis, CriticalQuestion, Comment):
        assert table.objects.filter(claim=kept).exists()
        assert not table.objects.filter(claim=gone).exists()
    assert [c.pk for c in Position.objects.get().claims.all()] == [kept.pk]
    recounted(twice.map)


def test_a_merge_undone_leaves_everything_as_it_was(twice, maya, recounted):
    before = everything(twice.map)
    merge_claims(twice.reason, twice.again, read=1, by=maya)
    assert everything(twice.map) != before
    undo(Edit.objects.latest("pk"), by=maya)
    assert everything(twice.map) == before
    recounted(twice.map)


def test_what_a_thesis_is_compared_on_survives_a_merge_and_its_undoing(twice, maya):
    thesis = Thesis.objects.get(label="Age")
    question = Question.objects.get()
    position = Position.objects.create(map=twice.map, question=question, thesis=thesis, status="asserts")
    merge_claims(twice.reason, twice.again, read=1, by=maya)
    undo(Edit.objects.latest("pk"), by=maya)
    assert Position.objects.filter(pk=position.pk).exists()


def test_a_step_between_the_two_is_withdrawn_not_turned_on_itself(twice, maya, recounted):
    between = twice.attacks(twice.again, twice.reason)
    merge_claims(twice.reason, twice.again, read=1, by=maya)
    assert Relation.objects.get(pk=between.pk).state == "withdrawn"
    recounted(twice.map)


def test_only_curators_merge_and_only_on_one_map(twice, alice, maya, small_map):
    with pytest.raises(OnlyCurators):
        merge_claims(twice.reason, twice.again, read=1, by=alice)
    for other in (twice.reason, small_map(24).claim_set.first()):
        with pytest.raises(ClaimsError, match="another claim of this map"):
            merge_claims(twice.reason, other, read=1, by=maya)
    edit_claim(twice.again, Wording(text="Newer."), read=1, by=alice)
    with pytest.raises(Stale):
        merge_claims(twice.reason, twice.again, read=1, by=maya)
    assert Claim.objects.get(pk=twice.again.pk).merged_into is None


def test_a_double_claim_is_split_and_each_half_keeps_what_it_is_given(twice, maya, recounted):
    said = Saying(article=twice.article)
    edit_claim(twice.reason, Wording(text="It is old and narrow.", said=(said,)), read=1, by=maya)
    narrow = twice.supports(twice.claim("Two metres."), twice.reason)
    second = Part(Wording(text="It is narrow."), relations=[narrow], ratings=True)
    old, new = split_claim(twice.reason, Wording(text="It is old."), second, read=2, by=maya)
    assert (old.pk, old.text, new.text) == (twice.reason.pk, "It is old.", "It is narrow.")
    assert Relation.objects.get(pk=narrow.pk).target_claim == new
    assert Relation.objects.get(pk=twice.support.pk).premises.get().claim == old
    assert set(Rating.objects.filter(claim=new).values_list("value", "revision")) == {(80, 0)}
    assert [a.article for a in new.attributions.all()] == [twice.article]
    recounted(twice.map)


def test_a_split_undone_is_one_claim_again(twice, maya, recounted):
    narrow = twice.supports(twice.claim("Two metres."), twice.reason)
    before = everything(twice.map)
    second = Part(Wording(text="It is narrow."), relations=[narrow])
    _, new = split_claim(twice.reason, Wording(text="It is old."), second, read=1, by=maya)
    undo(Edit.objects.latest("pk"), by=maya)
    after = everything(twice.map)
    assert [claim for claim in after["claims"] if claim["pk"] != new.pk] == before["claims"]
    assert after["relations"] == before["relations"]
    assert after["premises"] == before["premises"]
    recounted(twice.map)


def test_a_merge_is_undone_by_curators_once_with_the_answers_given_since(twice, maya, alice):
    thread = Comment.objects.get()
    merge_claims(twice.reason, twice.again, read=1, by=maya)
    edit = Edit.objects.latest("pk")
    thread.refresh_from_db()
    answer = say(twice.reason, "I did.", by=maya, thread=thread)
    twice.map.memberships.filter(user=maya).update(role="contributor")
    with pytest.raises(OnlyCurators):
        undo(edit, by=maya)
    twice.map.memberships.filter(user=maya).update(role="curator")
    edit = Edit.objects.get(pk=edit.pk)
    again = undo(edit, by=maya)
    answer.refresh_from_db()
    assert answer.claim == twice.again
    with pytest.raises(CannotUndo):
        undo(again, by=maya)


def test_a_claim_that_was_merged_comes_back_by_undoing_alone(twice, maya):
    merge_claims(twice.reason, twice.again, read=1, by=maya)
    with pytest.raises(ClaimsError, match="Undo the merge"):
        restore(twice.again.revisions.earliest("number"), read=2, by=maya)


def test_a_step_that_a_merge_withdrew_is_not_restored_to_speak_of_itself(twice, maya):
    between = twice.attacks(twice.again, twice.reason)
    merge_claims(twice.reason, twice.again, read=1, by=maya)
    with pytest.raises(ClaimsError, match="itself"):
        restore(between.revisions.latest("number"), read=2, by=maya)


def test_what_weakens_a_twin_weakens_the_step_that_stays(twice, maya, recounted):
    undercut = twice.attacks(twice.claim("Age says little."), twice.use)
    merge_claims(twice.reason, twice.again, read=1, by=maya)
    undercut.refresh_from_db()
    assert undercut.target_relation == twice.support
    recounted(twice.map)


def test_the_second_half_of_a_split_has_the_date_and_the_note_too(twice, maya):
    wording = Wording(text="It is old and narrow.", date=When(words="2012"), note="Seen.")
    edit_claim(twice.reason, wording, read=1, by=maya)
    _, new = split_claim(
        twice.reason, Wording(text="It is old."), Part(Wording(text="It is narrow.")), read=2, by=maya
    )
    assert (new.date_words, new.note) == ("2012", "Seen.")
