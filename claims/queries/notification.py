"""What one person was told, where they want to see it; and who is to be mailed about what."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from argmap.accounts.models import User
from claims.models import Notification, NotificationChoice
from claims.permissions import seen_notifications

MOST_IN_A_MAIL = 100


@dataclass(frozen=True)
class Digest:
    """What one mail is about: `told` in full, and how much more there is on the page."""

    person: User
    notifications: tuple[Notification, ...]

    @property
    def told(self) -> tuple[Notification, ...]:
        return self.notifications[:MOST_IN_A_MAIL]

    @property
    def more(self) -> int:
        return len(self.notifications) - len(self.told)


def notifications_of(user: User) -> QuerySet[Notification]:
    """For their page: unread ones first, then the newest; one query."""
    silent = NotificationChoice.objects.filter(user=user, on_page=False).values("kind")
    rows = seen_notifications(user).exclude(kind__in=silent)
    was_read = ExpressionWrapper(Q(read__isnull=False), BooleanField())
    return rows.select_related("map", "claim", "comment", "by").order_by(was_read, "-pk")


def count_unread(user: User) -> int:
    return notifications_of(user).filter(read=None).count()


def choices_of(user: User) -> dict[str, NotificationChoice]:
    """By kind, where they chose; one query."""
    return {choice.kind: choice for choice in user.notification_choices.all()}


def digests() -> Iterator[Digest]:
    """What is unread and was not mailed, for each person who wants mail; one query, and one for each of them."""
    waiting = _to_mail(Notification.objects.filter(to=OuterRef("pk")))
    people = User.objects.filter(Exists(waiting), is_active=True).exclude(email="").order_by("pk")
    for person in list(people):
        rows = _to_mail(seen_notifications(person)).select_related("map", "claim", "comment", "by")
        if notifications := tuple(rows.order_by("pk")):
            yield Digest(person, notifications)


def _to_mail(rows: QuerySet[Notification]) -> QuerySet[Notification]:
    chosen = NotificationChoice.objects.filter(user=OuterRef("to"), kind=OuterRef("kind"), by_mail=True)
    return rows.filter(Exists(chosen), read=None, mailed=None)
