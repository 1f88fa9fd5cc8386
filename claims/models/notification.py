"""What people are told of, and which of it they want."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from claims.graph import words

from .claim import Claim
from .columns import chosen_from, holds_one_of
from .comment import Comment
from .map import ArgumentMap


class Notification(models.Model):
    """One thing that one person is told. The words are made when it is shown, from rows its reader may still see."""

    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications")
    kind = chosen_from(words.NotificationKind)
    map = models.ForeignKey(ArgumentMap, on_delete=models.CASCADE)
    claim = models.ForeignKey(Claim, null=True, blank=True, on_delete=models.CASCADE)
    comment = models.ForeignKey(Comment, null=True, blank=True, on_delete=models.CASCADE)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    read = models.DateTimeField(null=True, blank=True)
    mailed = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [holds_one_of(words.NotificationKind, "kind")]
        indexes = [models.Index(fields=["to", "read"], name="notifications_of_a_person")]

    def __str__(self) -> str:
        return f"{self.kind}, to {self.to}"

    def get_absolute_url(self) -> str:
        """What it is about."""
        return (self.comment or self.claim or self.map).get_absolute_url()


class NotificationChoice(models.Model):
    """What one person wants of one kind, where they said so; without a row, it is shown and goes into no mail."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notification_choices"
    )
    kind = chosen_from(words.NotificationKind)
    on_page = models.BooleanField(default=True)
    by_mail = models.BooleanField(default=False)

    class Meta:
        ordering = ["user", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["user", "kind"], name="a_person_chooses_once_for_a_kind"),
            holds_one_of(words.NotificationKind, "kind"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.user}"
