"""Talk about claims, beside the argument and without weight."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from claims.graph import words

from .claim import Claim
from .columns import MapRow, chosen_from, holds_one_of


class Comment(MapRow):
    """One contribution to the talk about a claim. `answers` is the first comment of its thread; that one has none."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="comments")
    answers = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="answered_by"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="comments"
    )
    text = models.TextField(max_length=5000, help_text="Markdown, as it was typed.")
    at = models.DateTimeField(default=timezone.now)
    changed = models.DateTimeField(null=True, blank=True)
    resolved = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = chosen_from(words.State, default=words.State.OPEN.value)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    mentions = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="mentioned_in")

    class Meta(MapRow.Meta):
        ordering = ["claim", "pk"]
        constraints = [
            *MapRow.Meta.constraints,
            holds_one_of(words.State, "state"),
            models.CheckConstraint(condition=~Q(text=""), name="a_comment_says_something"),
            models.CheckConstraint(
                condition=Q(resolved=None) | Q(answers=None), name="only_a_thread_is_resolved"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return f"{reverse('claims:claim_talk', args=[self.claim_id])}?comment={self.pk}#comment-{self.pk}"

    @property
    def version(self) -> str:
        """Tells one wording from the next."""
        return (self.changed or self.at).isoformat()
