"""Bringing claims onto a map and rewording them: each time with a revision, and never over somebody's words."""

import pytest

from claims.actions.claim import Role, SaidAlready, Saying, Wording, add_claim, edit_claim, make_thesis
from claims.actions.edit import MayNotEdit, Stale
from claims.errors import ClaimsError
from claims.graph.words import ClaimKind, Endorsement, Voice
from claims.models import ArgumentMap, Claim, Edit, Notification, Passage, Rating, Revision, Thesis


def test_a_new_claim_has_a_first_revision_with_who_and_when(shared, alice, recounted):
    claim = add_claim(shared.map, Wording(text="Rust is at work."), by=alice, why="Seen on Monday.")
    [revision] = claim.revisions.all()
    assert (revision.number, revision.by, revision.why) == (1, alice, "Seen on Monday.")
    assert revision.snapshot["text"] == "Rust is at work."
    assert (revision.edit.kind, revision.edit.claim) == ("added", claim)
    recounted(shared.map)


def test_a_new_claim_can_be_what_an_article_says_and_argues_for(shared, alice):
    passage = Passage.objects.create(map=shared.map, article=shared.article, first=2, last=3)
    said = Saying(
        article=shared.article,
        voice=Voice.REPORTED,
        who=("Ada", "Bo"),
        endorsement=Endorsement.DOUBTS,
        hedges=("reportedly",),
        passages=(passage,),
    )
    role = Role(article=shared.article, label="Rust")
    claim = add_claim(shared.map, Wording(text="Rust is at work.", said=(said,)), by=alice, role=role)
    [attribution] = claim.attributions.all()
    assert (attribution.voice, attribution.who, attribution.hedges) == (
        "reported",
        ["Ada", "Bo"],
        ["reportedly"],
    )
    assert list(attribution.passages.all()) == [passage]
    assert list(Thesis.objects.filter(article=shared.article).values_list("label", "order")) == [
        ("Our point", 0),
        ("Rust", 1),
    ]
    [revision] = claim.revisions.all()
    assert revision.snapshot["attributions"][0]["passages"] == [passage.uid]
    assert revision.snapshot["theses"][0]["label"] == "Rust"


def test_rewording_keeps_what_it_was_and_what_was_rated(shared, alice, recounted):
    before = shared.reason
    claim = edit_claim(before, Wording(text="The bridge is very old."), read=1, by=alice, why="More exact.")
    assert claim.version == 2
    assert list(claim.revisions.order_by("number").values_list("number", "by", "why")) == [
        (1, None, ""),
        (2, alice.pk, "More exact."),
    ]
    assert {r.snapshot["text"] for r in claim.revisions.all()} == {before.text, claim.text}
    assert set(Rating.objects.filter(claim=claim).values_list("revision", flat=True)) == {1}
    recounted(shared.map)


def test_a_stale_rewording_is_refused_with_what_stands_there_now(shared, alice, maya):
    edit_claim(shared.reason, Wording(text="Maya's words."), read=1, by=maya)
    with pytest.raises(Stale, match="nothing you typed is lost") as refused:
        edit_claim(shared.reason, Wording(text="Alice's words."), read=1, by=alice)
    assert (refused.value.now.text, refused.value.now.version) == ("Maya's words.", 2)
    assert Claim.objects.get(pk=shared.reason.pk).text == "Maya's words."
    assert Edit.objects.count() == 1


def test_each_edit_raises_the_version_of_its_map(shared, alice):
    before = ArgumentMap.objects.get(pk=shared.map.pk).version
    add_claim(shared.map, Wording(text="One."), by=alice)
    edit_claim(shared.reason, Wording(text="Two."), read=1, by=alice)
    assert ArgumentMap.objects.get(pk=shared.map.pk).version == before + 2


def test_what_was_withdrawn_is_not_reworded(shared, alice):
    Claim.objects.filter(pk=shared.reason.pk).update(state="withdrawn")
    with pytest.raises(ClaimsError, match="withdrawn"):
        edit_claim(shared.reason, Wording(text="Two."), read=1, by=alice)
    assert not Revision.objects.exists()


@pytest.mark.parametrize("text", ["", "x" * 301])
def test_a_claim_is_one_sentence_of_some_length(shared, alice, text):
    with pytest.raises(ClaimsError, match="at most 300"):
        add_claim(shared.map, Wording(text=text), by=alice)
    assert not Edit.objects.exists()


def test_outsiders_and_raters_edit_nothing(shared, carl, person):
    rater = person("mere-rater")
    shared.map.memberships.create(user=rater, role="rater")
    for user in (carl, rater):
        with pytest.raises(MayNotEdit):
            add_claim(shared.map, Wording(text="One."), by=user)
        with pytest.raises(MayNotEdit):
            edit_claim(shared.reason, Wording(text="Two."), read=1, by=user)
    assert not Edit.objects.exists()


def test_a_claim_that_is_there_becomes_a_thesis_once(shared, alice):
    claim = make_thesis(shared.reason, Role(label="Age"), by=alice)
    assert claim.revisions.get(number=2).snapshot["theses"][0]["label"] == "Age"
    with pytest.raises(ClaimsError, match="already"):
        make_thesis(shared.reason, Role(), by=alice)


def test_a_revision_is_what_a_file_would_carry(shared, alice):
    wording = Wording(text="Two.", kind=ClaimKind.CAUSAL, note="A note.")
    claim = edit_claim(shared.point, wording, read=1, by=alice)
    snapshot = claim.revisions.get(number=2).snapshot
    [thesis] = snapshot.pop("theses")
    assert snapshot == {
        "uid": claim.uid, "text": "Two.", "kind": "causal", "note": "A note.", "attributions": [],
    }  # fmt: skip
    assert thesis["label"] == "Our point"


def test_who_rated_a_claim_is_told_that_it_reads_otherwise_now(shared, alice):
    edit_claim(shared.reason, Wording(text="The bridge is very old."), read=1, by=alice)
    told = Notification.objects.filter(kind="reworded", claim=shared.reason)
    assert {notification.to for notification in told} == set(shared.people)
    edit_claim(shared.reason, Wording(text="The bridge is very old.", note="A note."), read=2, by=alice)
    assert told.count() == len(shared.people)


def test_a_paragraph_may_have_several_passages_already(shared, alice):
    for _ in range(2):
        Passage.objects.create(map=shared.map, article=shared.article, first=4, last=4)
    said = Saying(article=shared.article, run=(4, 4))
    claim = add_claim(shared.map, Wording(text="Rust is at work.", said=(said,)), by=alice)
    assert claim.attributions.get().passages.get() == Passage.objects.earliest("pk")
    assert Passage.objects.count() == 2


def test_the_same_words_do_not_come_onto_a_map_twice_but_may_after_they_were_withdrawn(shared, alice):
    with pytest.raises(SaidAlready, match="The bridge is old"):
        add_claim(shared.map, Wording(text="the bridge is OLD."), by=alice)
    Claim.objects.filter(pk=shared.reason.pk).update(state="withdrawn")
    add_claim(shared.map, Wording(text="the bridge is OLD."), by=alice)


def test_rewording_can_make_a_claim_a_thesis(shared, alice):
    wording = Wording(text=shared.reason.text)
    claim = edit_claim(shared.reason, wording, read=1, by=alice, role=Role(label="Age"))
    assert [thesis.label for thesis in claim.theses.all()] == ["Age"]
    assert claim.revisions.get(number=2).snapshot["theses"][0]["label"] == "Age"
