"""Saved states of claims, relations and evidence, with who and why."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from .claim import Claim
from .columns import MapRow, exactly_one_of
from .edit import Edit
from .evidence import Evidence
from .relation import Relation


class Revision(MapRow):
    claim = models.ForeignKey(
        Claim, null=True, blank=True, on_delete=models.CASCADE, related_name="revisions"
    )
    relation = models.ForeignKey(
        Relation, null=True, blank=True, on_delete=models.CASCADE, related_name="revisions"
    )
    evidence = models.ForeignKey(
        Evidence, null=True, blank=True, on_delete=models.CASCADE, related_name="revisions"
    )
    edit = models.ForeignKey(Edit, null=True, blank=True, on_delete=models.SET_NULL, related_name="revisions")
    number = models.PositiveIntegerField()
    snapshot = models.JSONField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="revisions"
    )
    at = models.DateTimeField(default=timezone.now)
    why = models.CharField(max_length=300, blank=True)

    class Meta(MapRow.Meta):
        ordering = ["map", "-at", "-pk"]
        constraints = [
            *MapRow.Meta.constraints,
            exactly_one_of("claim", "relation", "evidence"),
            models.UniqueConstraint(fields=["claim", "number"], name="a_claim_has_a_revision_number_once"),
            models.UniqueConstraint(
                fields=["relation", "number"], name="a_relation_has_a_revision_number_once"
            ),
            models.UniqueConstraint(
                fields=["evidence", "number"], name="evidence_has_a_revision_number_once"
            ),
        ]

    def __str__(self) -> str:
        return f"revision {self.number}"
