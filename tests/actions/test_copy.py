"""A claim comes in from another map: its words and nothing else, once, and as one edit."""

from collections.abc import Callable
from typing import Any

import pytest

from claims.actions.claim import Wording, edit_claim
from claims.actions.copy import OriginalChanged, OriginalGone, copy_claim, take_over_wording
from claims.actions.edit import MayNotEdit, Stale
from claims.graph.document import When
from claims.graph.words import ClaimKind, EditKind
from claims.models import ArgumentMap, Claim, Edit, Rating, Revision
from claims.queries.same_as import original_of
from tests.arguing import Argument

pytestmark = pytest.mark.django_db


@pytest.fixture
def own(alice: Any) -> ArgumentMap:
    return ArgumentMap.objects.create(slug="own", title="My own", owner=alice)


def test_a_copy_has_the_words_the_kind_and_the_date_and_says_where_it_is_from(
    shared: Argument, own: ArgumentMap, alice: Any
) -> None:
    shared.reason.kind, shared.reason.note = ClaimKind.CAUSAL.value, "Seen in 2012."
    shared.reason.date = When(words="2012")
    shared.reason.save()
    copy = copy_claim(shared.reason, own, by=alice)
    assert (copy.map, copy.text, copy.kind, copy.note) == (
        own,
        "The bridge is old.",
        "causal",
        "Seen in 2012.",
    )
    assert copy.date == When(words="2012")
    assert (copy.same_as_map, copy.same_as_uid) == ("shared", shared.reason.uid)
    assert copy.created_by == alice
    assert copy.uid != shared.reason.uid


def test_ratings_and_reasons_stay_where_they_are(
    shared: Argument, own: ArgumentMap, alice: Any, recounted: Callable[[ArgumentMap], None]
) -> None:
    copy = copy_claim(shared.point, own, by=alice)
    assert not Rating.objects.filter(claim=copy).exists()
    assert (copy.relations_in.count(), copy.theses.count()) == (0, 0)
    recounted(own)
    recounted(shared.map)


def test_a_copy_is_one_edit_of_the_map_it_comes_to(shared: Argument, own: ArgumentMap, alice: Any) -> None:
    copy = copy_claim(shared.reason, own, by=alice)
    edit = Edit.objects.get()
    assert (edit.map, edit.kind, edit.claim, edit.by) == (own, EditKind.COPIED, copy, alice)
    assert Revision.objects.get(edit=edit).claim == copy
    own.refresh_from_db()
    assert own.version == 2


def test_copying_twice_gives_the_copy_that_is_there(shared: Argument, own: ArgumentMap, alice: Any) -> None:
    first = copy_claim(shared.reason, own, by=alice)
    assert copy_claim(shared.reason, own, by=alice) == first
    assert copy_claim(first, own, by=alice) == first
    assert copy_claim(first, shared.map, by=alice) == shared.reason
    assert Edit.objects.count() == 1
    own.refresh_from_db()
    assert own.version == 2


def test_a_copy_that_was_withdrawn_can_be_copied_anew(shared: Argument, own: ArgumentMap, alice: Any) -> None:
    first = copy_claim(shared.reason, own, by=alice)
    Claim.objects.filter(pk=first.pk).update(state="withdrawn")
    assert copy_claim(shared.reason, own, by=alice).pk != first.pk


def test_the_copy_stays_when_the_other_map_goes(shared: Argument, own: ArgumentMap, alice: Any) -> None:
    copy = copy_claim(shared.reason, own, by=alice)
    shared.map.delete()
    copy.refresh_from_db()
    assert copy.text == "The bridge is old."
    assert original_of(copy, alice) is None


def test_nobody_copies_what_they_may_not_see_or_to_where_they_may_not_write(
    shared: Argument, own: ArgumentMap, alice: Any, carl: Any
) -> None:
    ArgumentMap.objects.filter(pk=shared.map.pk).update(visibility="members")
    carls = ArgumentMap.objects.create(slug="carls", title="Carl’s", owner=carl)
    with pytest.raises(OriginalGone):
        copy_claim(shared.reason, carls, by=carl)
    with pytest.raises(MayNotEdit):
        copy_claim(shared.reason, carls, by=alice)
    Claim.objects.filter(pk=shared.reason.pk).update(state="withdrawn")
    with pytest.raises(OriginalGone):
        copy_claim(shared.reason, own, by=alice)
    assert not Edit.objects.exists()


def test_a_copy_takes_over_how_its_original_reads_now(
    shared: Argument, own: ArgumentMap, alice: Any, maya: Any
) -> None:
    copy = copy_claim(shared.reason, own, by=alice)
    found = original_of(copy, alice)
    assert found is not None
    assert found.reads_as_the_copy
    edit_claim(shared.reason, Wording(text="The bridge is very old."), read=1, by=maya)
    found = original_of(copy, alice)
    assert found is not None
    assert (found.text, found.reads_as_the_copy) == ("The bridge is very old.", False)
    with pytest.raises(OriginalChanged):
        take_over_wording(copy, read=1, read_there=1, by=alice)
    with pytest.raises(Stale):
        take_over_wording(copy, read=7, read_there=found.version, by=alice)
    reworded = take_over_wording(copy, read=1, read_there=found.version, by=alice)
    assert (reworded.text, reworded.version) == ("The bridge is very old.", 2)
    assert Edit.objects.filter(map=own).latest("pk").why == "As it reads now on “Shared”"


def test_the_original_is_shown_to_whoever_finds_its_map_in_lists(
    shared: Argument, own: ArgumentMap, alice: Any, carl: Any, django_assert_num_queries: Any
) -> None:
    copy = copy_claim(shared.reason, own, by=alice)
    with django_assert_num_queries(1):
        assert original_of(copy, carl) is not None
    with django_assert_num_queries(0):
        assert original_of(shared.reason, carl) is None
    for visibility in ("unlisted", "members"):
        ArgumentMap.objects.filter(pk=shared.map.pk).update(visibility=visibility)
        assert original_of(copy, carl) is None
        assert original_of(copy, alice) is not None


def test_the_originals_strength_is_veiled_as_its_map_wants_it(
    shared: Argument, own: ArgumentMap, alice: Any
) -> None:
    copy = copy_claim(shared.reason, own, by=alice)
    states = []
    for rule in ({}, {"hide_until_rated": True}):
        ArgumentMap.objects.filter(pk=shared.map.pk).update(**rule)
        found = original_of(copy, alice)
        assert found is not None
        states.append(found.strength.state)
    assert states == ["rated", "hidden"]
