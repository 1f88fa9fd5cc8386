"""Talking about a claim: beside the argument, and without weight."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from argmap.accounts.models import User
from claims.errors import ClaimsError
from claims.graph.words import NotificationKind, State
from claims.models import Claim, Comment, Notification
from claims.permissions import (
    may_change_comment,
    may_comment,
    may_resolve,
    may_restore_comment,
    may_withdraw_comment,
)
from claims.queries.comment import MOST_NAMED, named

from .notification import notify

MOST_ANSWERS = 100


class MayNotTalk(ClaimsError):
    """This person may see the talk but not do this in it."""

    def __init__(self) -> None:
        super().__init__("You may not do this here. Only members of this map may talk in it.")


class CommentChanged(ClaimsError):
    """It was changed since its writer read it; `now` is what it says."""

    def __init__(self, now: Comment) -> None:
        super().__init__(
            "This comment was changed meanwhile, in another window perhaps. Nothing was saved yet: both texts are "
            "below. Mend yours if need be, and save it again."
        )
        self.now = now


class ThreadIsFull(ClaimsError):
    def __init__(self) -> None:
        super().__init__(
            f"A thread takes {MOST_ANSWERS} answers, and this one has them. Nothing was saved: what you typed is "
            "still here, and a new thread will take it."
        )


@transaction.atomic
def say(claim: Claim, text: str, *, by: User, thread: Comment | None = None) -> Comment:
    """Begin a thread on a claim, or answer in one; whoever it concerns is told."""
    if not may_comment(by, claim) or (thread is not None and thread.state != State.OPEN):
        raise MayNotTalk
    if thread is not None and thread.answered_by.count() >= MOST_ANSWERS:
        raise ThreadIsFull
    comment = Comment.objects.create(map=claim.map, claim=claim, answers=thread, by=by, text=text)
    _name(comment)
    if thread is not None:
        in_thread = Comment.objects.filter(Q(pk=thread.pk) | Q(answers=thread), state=State.OPEN.value)
        spoke = User.objects.filter(comments__in=in_thread.values("pk"))
        notify(NotificationKind.ANSWER, spoke, claim=claim, by=by, comment=comment)
    brought = User.objects.filter(pk=claim.created_by_id or 0)
    notify(NotificationKind.COMMENT, brought, claim=claim, by=by, comment=comment)
    return comment


@transaction.atomic
def reword(comment: Comment, text: str, *, by: User, read: str) -> Comment:
    """Put other words in place of one's own. `read` is the version that the writer had before them."""
    now = _locked(comment)
    if not may_change_comment(by, now):
        raise MayNotTalk
    if now.version != read:
        raise CommentChanged(now)
    if now.text == text:
        return now
    now.text, now.changed = text, timezone.now()
    now.save(update_fields=["text", "changed"])
    _name(now)
    return now


def _name(comment: Comment) -> None:
    """Tell whom it names: at most so many people by one comment, however often it is changed."""
    assert comment.by is not None  # who has just written it
    people = named(comment.map, comment.text)
    comment.mentions.set(people)
    mentions = Notification.objects.filter(comment=comment, kind=NotificationKind.MENTION.value)
    told = set(mentions.values_list("to", flat=True))
    new = [person.pk for person in people if person.pk not in told][: MOST_NAMED - len(told)]
    called = User.objects.filter(pk__in=new)
    notify(NotificationKind.MENTION, called, claim=comment.claim, by=comment.by, comment=comment)


@transaction.atomic
def withdraw_comment(comment: Comment, *, by: User) -> None:
    """Off the page. What is withdrawn already stays as it is."""
    now = _locked(comment)
    if now.state == State.WITHDRAWN:
        return
    if not may_withdraw_comment(by, now):
        raise MayNotTalk
    now.state, now.withdrawn_by = State.WITHDRAWN.value, by
    now.save(update_fields=["state", "withdrawn_by"])


@transaction.atomic
def restore_comment(comment: Comment, *, by: User) -> None:
    now = _locked(comment)
    if now.state == State.OPEN:
        return
    if not may_restore_comment(by, now):
        raise MayNotTalk
    now.state, now.withdrawn_by = State.OPEN.value, None
    now.save(update_fields=["state", "withdrawn_by"])


@transaction.atomic
def resolve(thread: Comment, *, by: User) -> None:
    """What the thread was about is settled; it can still be read and answered."""
    now = _locked(thread)
    if not may_resolve(by, now):
        raise MayNotTalk
    if now.resolved is None:
        now.resolved, now.resolved_by = timezone.now(), by
        now.save(update_fields=["resolved", "resolved_by"])


@transaction.atomic
def reopen(thread: Comment, *, by: User) -> None:
    now = _locked(thread)
    if not may_resolve(by, now):
        raise MayNotTalk
    now.resolved, now.resolved_by = None, None
    now.save(update_fields=["resolved", "resolved_by"])


def _locked(comment: Comment) -> Comment:
    """As it stands now, and nobody else's until this is done."""
    rows = Comment.objects.select_for_update(of=("self",)).select_related("claim__map", "map")
    return rows.get(pk=comment.pk)
