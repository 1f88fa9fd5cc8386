"""One thing somebody did to a map, whatever number of rows it touched: what is told, and what can be taken back."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from claims.graph import words

from .claim import Claim
from .columns import MapRow, chosen_from, holds_one_of


class Edit(MapRow):
    """The revisions it made say what the things were like afterwards; `claim` is where a reader finds it."""

    kind = chosen_from(words.EditKind)
    claim = models.ForeignKey(Claim, null=True, blank=True, on_delete=models.CASCADE, related_name="edits")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="edits"
    )
    at = models.DateTimeField(default=timezone.now)
    why = models.CharField(max_length=300, blank=True)
    undoes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="undone_by"
    )
    moved = models.JSONField(
        default=dict, blank=True, help_text="Rows that went elsewhere with it, by table: their keys."
    )

    class Meta(MapRow.Meta):
        ordering = ["map", "-pk"]
        constraints = [*MapRow.Meta.constraints, holds_one_of(words.EditKind, "kind")]
        indexes = [models.Index(fields=["map", "-at"], name="edits_of_a_map")]

    def __str__(self) -> str:
        return f"{self.by} {self.kind} {self.claim or ''}".strip()
