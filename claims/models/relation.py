"""Relations between claims, and the premises they run from."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from claims.graph import words

from .claim import Claim
from .columns import MapRow, chosen_from, exactly_one_of, holds_one_of
from .evidence import Evidence


class Relation(MapRow):
    """A directed link from premises to one target. An attack on a relation is an undercut."""

    version = models.PositiveIntegerField(default=1, editable=False)
    kind = chosen_from(words.RelationKind)
    target_claim = models.ForeignKey(
        Claim, null=True, blank=True, on_delete=models.CASCADE, related_name="relations_in"
    )
    target_relation = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="undercuts"
    )
    scheme = models.CharField(max_length=80, blank=True, help_text="One of Walton's argumentation schemes.")
    scheme_label = models.CharField(max_length=120, blank=True)
    note = models.TextField(blank=True, help_text="How it bears on the target.")
    caveat = models.TextField(blank=True)
    order = models.PositiveIntegerField(default=0)
    curator_strength = chosen_from(words.CuratorStrength, blank=True, default="")
    state = chosen_from(words.State, default=words.State.OPEN.value)
    extra = models.JSONField(null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta(MapRow.Meta):
        ordering = ["map", "order", "uid"]
        constraints = [
            *MapRow.Meta.constraints,
            exactly_one_of("target_claim", "target_relation"),
            models.CheckConstraint(
                condition=Q(target_relation=None) | ~Q(target_relation=F("id")),
                name="a_relation_does_not_target_itself",
            ),
            holds_one_of(words.RelationKind, "kind"),
            holds_one_of(words.CuratorStrength, "curator_strength", or_empty=True),
            holds_one_of(words.State, "state"),
        ]

    def __str__(self) -> str:
        target = self.target_claim if self.target_claim_id else f"relation {self.target_relation_id}"
        return f"{self.kind}: {target}"


class Premise(MapRow):
    """One end of a relation. Several premises of one relation only work together: they are linked."""

    relation = models.ForeignKey(Relation, on_delete=models.CASCADE, related_name="premises")
    claim = models.ForeignKey(Claim, null=True, blank=True, on_delete=models.CASCADE, related_name="premises")
    evidence = models.ForeignKey(
        Evidence, null=True, blank=True, on_delete=models.CASCADE, related_name="premises"
    )
    order = models.PositiveSmallIntegerField(default=0)
    implicit = models.BooleanField(default=False)

    class Meta(MapRow.Meta):
        ordering = ["relation", "order", "uid"]
        constraints = [
            *MapRow.Meta.constraints,
            exactly_one_of("claim", "evidence"),
            models.UniqueConstraint(
                fields=["relation", "claim"], name="a_claim_is_a_premise_of_a_relation_once"
            ),
            models.UniqueConstraint(
                fields=["relation", "evidence"], name="evidence_is_a_premise_of_a_relation_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.claim or self.evidence)
