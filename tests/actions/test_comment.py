"""Talking about a claim: who may say, change and take back what, and who is told of it."""

from typing import Any

import pytest

from claims.actions import comment as talk
from claims.actions.comment import CommentChanged, MayNotTalk, ThreadIsFull, reword, say
from claims.actions.notification import Wanted, choose, notify
from claims.graph.words import NotificationKind
from claims.models import ArgumentMap, Claim, Comment, Notification, Score
from claims.queries.comment import named

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(small_map: Any) -> Claim:
    return small_map(24).claim_set.earliest("pk")


@pytest.fixture
def private(small_map: Any) -> Claim:
    """On a map for members: the owner, Maya and Alice."""
    return small_map(24, slug="private", visibility="members", who_rates="members").claim_set.earliest("pk")


def told(comment: Comment | None = None) -> list[tuple[str, str]]:
    rows = Notification.objects.filter(comment=comment) if comment else Notification.objects.all()
    return sorted(rows.values_list("to__username", "kind"))


# Saying


def test_a_comment_begins_a_thread_or_answers_in_one(claim: Claim, alice: Any, carl: Any) -> None:
    first = say(claim, "Is this so?", by=alice)
    answer = say(claim, "It is.", by=carl, thread=first)
    assert (first.answers, answer.answers) == (None, first)
    assert (answer.map, answer.claim, answer.by, answer.state) == (claim.map, claim, carl, "open")


def test_talk_moves_no_number(claim: Claim, alice: Any) -> None:
    version = claim.map.version
    say(claim, "Not so.", by=alice)
    claim.map.refresh_from_db()
    assert claim.map.version == version
    assert not Score.objects.exists()


def test_who_may_not_talk_says_nothing(private: Claim, carl: Any, person: Any) -> None:
    viewer = person("viewer")
    private.map.memberships.create(user=viewer, role="viewer")
    for nobody in (carl, viewer):
        with pytest.raises(MayNotTalk):
            say(private, "Hello", by=nobody)
    assert not Comment.objects.exists()


def test_nobody_talks_on_a_withdrawn_claim_or_in_a_withdrawn_thread(
    claim: Claim, alice: Any, maya: Any
) -> None:
    first = say(claim, "First", by=alice)
    talk.withdraw_comment(first, by=alice)
    first.refresh_from_db()
    with pytest.raises(MayNotTalk):
        say(claim, "Second", by=alice, thread=first)
    Claim.objects.filter(pk=claim.pk).update(state="withdrawn")
    claim.refresh_from_db()
    with pytest.raises(MayNotTalk):
        say(claim, "Third", by=maya)


def test_a_thread_takes_a_hundred_answers(claim: Claim, alice: Any) -> None:
    first = say(claim, "First", by=alice)
    Comment.objects.bulk_create(
        Comment(map=claim.map, claim=claim, answers=first, by=alice, text=f"{n}") for n in range(100)
    )
    with pytest.raises(ThreadIsFull, match="Nothing was saved: what you typed is still here"):
        say(claim, "One more", by=alice, thread=first)


# Changing


def test_a_writer_changes_their_own_words_and_nobody_elses(claim: Claim, alice: Any, maya: Any) -> None:
    comment = say(claim, "Is this so?", by=alice)
    changed = reword(comment, "Is this really so?", by=alice, read=comment.version)
    assert changed.text == "Is this really so?"
    assert changed.changed is not None
    with pytest.raises(MayNotTalk):
        reword(comment, "It is not.", by=maya, read=changed.version)


def test_what_changed_meanwhile_is_not_written_over(claim: Claim, alice: Any) -> None:
    comment = say(claim, "One", by=alice)
    read = comment.version
    reword(comment, "Two", by=alice, read=read)
    with pytest.raises(CommentChanged) as refused:
        reword(comment, "Three", by=alice, read=read)
    assert refused.value.now.text == "Two"
    assert reword(comment, "Three", by=alice, read=refused.value.now.version).text == "Three"


def test_the_same_words_again_change_nothing(claim: Claim, alice: Any) -> None:
    comment = say(claim, "One", by=alice)
    assert reword(comment, "One", by=alice, read=comment.version).changed is None


def test_a_withdrawn_comment_is_not_changed(claim: Claim, alice: Any) -> None:
    comment = say(claim, "One", by=alice)
    talk.withdraw_comment(comment, by=alice)
    with pytest.raises(MayNotTalk):
        reword(comment, "Two", by=alice, read=comment.version)


# Withdrawing


def test_a_writer_withdraws_and_restores_their_own(claim: Claim, alice: Any, carl: Any) -> None:
    comment = say(claim, "One", by=alice)
    with pytest.raises(MayNotTalk):
        talk.withdraw_comment(comment, by=carl)
    for _ in "twice":
        talk.withdraw_comment(comment, by=alice)
    comment.refresh_from_db()
    assert (comment.state, comment.withdrawn_by) == ("withdrawn", alice)
    with pytest.raises(MayNotTalk):
        talk.restore_comment(comment, by=carl)
    for _ in "twice":
        talk.restore_comment(comment, by=alice)
    comment.refresh_from_db()
    assert (comment.state, comment.withdrawn_by) == ("open", None)


def test_what_a_curator_withdrew_only_curators_bring_back(
    claim: Claim, alice: Any, maya: Any, owner: Any
) -> None:
    comment = say(claim, "One", by=alice)
    talk.withdraw_comment(comment, by=maya)
    with pytest.raises(MayNotTalk):
        talk.restore_comment(comment, by=alice)
    talk.restore_comment(comment, by=owner)
    comment.refresh_from_db()
    assert comment.state == "open"


# Resolving


def test_contributors_and_who_began_it_resolve_a_thread(
    claim: Claim, alice: Any, maya: Any, carl: Any, person: Any
) -> None:
    first = say(claim, "One", by=alice)
    answer = say(claim, "Two", by=alice, thread=first)
    contributor = person("contributor")
    claim.map.memberships.create(user=contributor, role="contributor")
    for one in (alice, maya, contributor):
        talk.resolve(first, by=one)
        first.refresh_from_db()
        assert (first.resolved is not None, first.resolved_by) == (True, one)
        talk.reopen(first, by=one)
        first.refresh_from_db()
        assert (first.resolved, first.resolved_by) == (None, None)
    for target, one in ((first, carl), (answer, maya)):
        with pytest.raises(MayNotTalk):
            talk.resolve(target, by=one)
        with pytest.raises(MayNotTalk):
            talk.reopen(target, by=one)


def test_who_resolved_a_thread_first_stays_named(claim: Claim, alice: Any, maya: Any) -> None:
    first = say(claim, "One", by=alice)
    talk.resolve(first, by=maya)
    talk.resolve(first, by=alice)
    first.refresh_from_db()
    assert first.resolved_by == maya


# Telling


def test_who_is_named_is_told_once(claim: Claim, alice: Any, maya: Any, carl: Any) -> None:
    claim.created_by = maya
    claim.save()
    first = say(claim, "What do you think, @maya and @Maya? And I, @alice?", by=alice)
    assert told(first) == [("maya", "mention")]
    assert sorted(first.mentions.values_list("username", flat=True)) == ["alice", "maya"]
    assert told(say(claim, "I agree, @alice.", by=carl, thread=first)) == [
        ("alice", "mention"),
        ("maya", "comment"),
    ]
    assert told(say(claim, "So do I.", by=maya, thread=first)) == [("alice", "answer"), ("carl", "answer")]


def test_who_has_withdrawn_from_a_thread_is_not_told_of_it(claim: Claim, alice: Any, carl: Any) -> None:
    first = say(claim, "One", by=alice)
    talk.withdraw_comment(say(claim, "Two", by=carl, thread=first), by=carl)
    assert told(say(claim, "Three", by=alice, thread=first)) == []


def test_a_name_is_known_where_its_owner_belongs_or_has_talked(
    claim: Claim, private: Claim, alice: Any, maya: Any, carl: Any, owner: Any
) -> None:
    """Whether others have an account is told to nobody."""
    text = "@alice @maya @carl @owner @nobody"
    assert named(claim.map, text) == [maya, owner]
    say(claim, "Here I am", by=carl)
    assert named(claim.map, text) == [maya, carl, owner]
    assert named(private.map, text) == [alice, maya, owner]


def test_nobody_outside_a_map_for_members_is_told(private: Claim, alice: Any, carl: Any) -> None:
    Comment.objects.create(map=private.map, claim=private, by=carl, text="When it was public.")
    private.created_by = carl
    private.save()
    assert told(say(private, "@carl, look", by=alice, thread=Comment.objects.get())) == []


def test_someone_whose_account_is_closed_is_not_named(claim: Claim, alice: Any, maya: Any) -> None:
    maya.is_active = False
    maya.save()
    assert told(say(claim, "@maya", by=alice)) == []


def test_a_comment_tells_ten_people_at_most_however_often_it_is_changed(
    claim: Claim, alice: Any, person: Any
) -> None:
    for n in range(30):
        claim.map.memberships.create(user=person(f"member-{n}"), role="rater")
    calls = [" ".join(f"@member-{n}" for n in range(start, start + 15)) for start in (0, 15)]
    comment = say(claim, "@nobody " * 20 + calls[0], by=alice)
    assert Notification.objects.filter(comment=comment).count() == 10
    comment = reword(comment, calls[1], by=alice, read=comment.version)
    assert Notification.objects.filter(comment=comment).count() == 10


def test_a_name_added_later_is_told_then_and_the_others_not_again(
    claim: Claim, alice: Any, maya: Any, owner: Any
) -> None:
    comment = say(claim, "@maya", by=alice)
    reword(comment, "@maya and @owner", by=alice, read=comment.version)
    assert told(comment) == [("maya", "mention"), ("owner", "mention")]


# What is wanted


def test_who_wants_nothing_of_a_kind_gets_nothing_of_it(claim: Claim, alice: Any, maya: Any) -> None:
    choose({NotificationKind.MENTION: Wanted(on_page=False)}, email="", by=maya)
    assert told(say(claim, "@maya", by=alice)) == []
    choose({NotificationKind.MENTION: Wanted(on_page=False, by_mail=True)}, email="m@a.example", by=maya)
    assert told(say(claim, "@maya", by=alice)) == [("maya", "mention")]


def test_many_are_told_in_two_queries(
    claim: Claim, alice: Any, person: Any, django_assert_num_queries: Any
) -> None:
    people = type(alice).objects.filter(pk__in=[person(f"rater-{n}").pk for n in range(300)])
    with django_assert_num_queries(4):  # and two for the savepoint
        assert notify(NotificationKind.REWORDED, people, claim=claim, by=alice) == 300
    assert not Notification.objects.filter(to=alice).exists()


def test_saying_asks_as_often_however_many_take_part(
    claim: Claim, alice: Any, person: Any, django_assert_max_num_queries: Any
) -> None:
    first = say(claim, "First", by=alice)
    for n in range(30):
        Comment.objects.create(
            map=claim.map, claim=claim, answers=first, by=person(f"one-{n}"), text="Also here"
        )
    text = " ".join(f"@one-{n}" for n in range(30))
    with django_assert_max_num_queries(20):
        answer = say(claim, text, by=alice, thread=first)
    assert len(told(answer)) == 30  # ten by name, the others as they are in the thread


def test_maps_may_be_unlisted(claim: Claim, alice: Any, maya: Any) -> None:
    ArgumentMap.objects.filter(pk=claim.map.pk).update(visibility="unlisted")
    assert told(say(claim, "@maya", by=alice)) == [("maya", "mention")]
