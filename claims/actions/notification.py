"""Telling people what happened, keeping what they want to be told, and mailing it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from argmap.accounts.models import User
from claims.graph.words import NotificationKind
from claims.models import Claim, Comment, Notification, NotificationChoice
from claims.permissions import readers_of, seen_notifications


@dataclass(frozen=True)
class Wanted:
    """Where one person wants to be told of one kind of thing."""

    on_page: bool = True
    by_mail: bool = False


@transaction.atomic
def notify(
    kind: NotificationKind, people: QuerySet[User], *, claim: Claim, by: User, comment: Comment | None = None
) -> int:
    """Tell these people, and say how many: not who did it, nor who may not see the map, nor who does not want it.

    Nobody is told twice of one comment. Two queries, however many they are.
    """
    refused = NotificationChoice.objects.filter(kind=kind.value, on_page=False, by_mail=False)
    told = readers_of(claim.map).filter(pk__in=people.values("pk")).exclude(pk=by.pk)
    told = told.exclude(pk__in=refused.values("user"))
    if comment is not None:
        told = told.exclude(pk__in=Notification.objects.filter(comment=comment).values("to"))
    about = {"kind": kind.value, "map_id": claim.map_id, "claim": claim, "comment": comment, "by": by}
    rows = [Notification(to_id=pk, **about) for pk in told.values_list("pk", flat=True)]
    return len(Notification.objects.bulk_create(rows))


def mark_read(*, by: User, only: int | None = None) -> int:
    """One notification of this person's, or all of them, and how many were unread."""
    rows = seen_notifications(by).filter(read=None)
    if only is not None:
        rows = rows.filter(pk=only)
    return rows.update(read=timezone.now())


@transaction.atomic
def choose(wanted: Mapping[NotificationKind, Wanted], *, email: str, by: User) -> None:
    """Keep what a person wants of each kind, and where mail for them goes."""
    NotificationChoice.objects.bulk_create(
        [
            NotificationChoice(user=by, kind=kind.value, on_page=one.on_page, by_mail=one.by_mail)
            for kind, one in wanted.items()
        ],
        update_conflicts=True,
        unique_fields=["user", "kind"],
        update_fields=["on_page", "by_mail"],
    )
    by.email = email
    by.save(update_fields=["email"])


def mail(person: User, subject: str, text: str, notifications: Iterable[Notification]) -> None:
    """One message about these. They count as mailed once the mail server has taken it, and not before."""
    EmailMessage(subject, text, to=[person.email]).send()
    sent = Q(pk__in=[notification.pk for notification in notifications])
    Notification.objects.filter(sent, to=person).update(mailed=timezone.now())
