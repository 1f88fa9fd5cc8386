"""What people gave, and what was made of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from .claim import Claim
from .columns import exactly_one_of
from .evidence import Evidence
from .group import Group
from .map import ArgumentMap
from .relation import Relation


class _Rated(models.Model):
    """A row about exactly one claim, relation or piece of evidence of a map."""

    map = models.ForeignKey(ArgumentMap, on_delete=models.CASCADE)
    claim = models.ForeignKey(Claim, null=True, blank=True, on_delete=models.CASCADE)
    relation = models.ForeignKey(Relation, null=True, blank=True, on_delete=models.CASCADE)
    evidence = models.ForeignKey(Evidence, null=True, blank=True, on_delete=models.CASCADE)

    class Meta:
        abstract = True
        constraints = [exactly_one_of("claim", "relation", "evidence")]


class _Given(_Rated):
    rater = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    value = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="0 to 100; empty is “can't tell”."
    )
    rubric = models.JSONField(default=dict, blank=True)
    revision = models.PositiveIntegerField(default=1, help_text="The version of the wording that was rated.")

    class Meta(_Rated.Meta):
        abstract = True
        constraints = [
            *_Rated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(value=None) | Q(value__lte=100), name="%(class)s_value_is_0_to_100"
            ),
        ]


class Rating(_Given):
    """One person's current value for one thing: how credible a claim, how relevant a relation, how good evidence."""

    created = models.DateTimeField(auto_now_add=True)
    modified = models.DateTimeField(auto_now=True)

    class Meta(_Given.Meta):
        ordering = ["map", "pk"]
        constraints = [
            *_Given.Meta.constraints,
            models.UniqueConstraint(fields=["rater", "claim"], name="a_person_has_one_rating_of_a_claim"),
            models.UniqueConstraint(
                fields=["rater", "relation"], name="a_person_has_one_rating_of_a_relation"
            ),
            models.UniqueConstraint(fields=["rater", "evidence"], name="a_person_has_one_rating_of_evidence"),
        ]

    def __str__(self) -> str:
        given = "can't tell" if self.value is None else self.value
        return f"{self.rater}: {given}"


class RatingLog(_Given):
    """Every rating ever given, in order. It is only ever appended to."""

    given = models.DateTimeField(auto_now_add=True)

    class Meta(_Given.Meta):
        ordering = ["map", "pk"]
        verbose_name = "rating as given"
        verbose_name_plural = "ratings as given"

    def __str__(self) -> str:
        return f"{self.rater}: {self.value} at {self.given}"


class Score(_Rated):
    """What one audience's ratings come to, for one thing. All values 0 to 1; a relation has no strength of its own."""

    audience = models.CharField(max_length=40)
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.CASCADE, related_name="scores")
    base = models.FloatField()
    se = models.FloatField("standard error of the base", default=0.0)
    strength = models.FloatField()
    low = models.FloatField()
    high = models.FloatField()
    n = models.PositiveIntegerField()
    contested = models.BooleanField(default=False)
    limited = models.BooleanField("circular: influence limited", default=False)
    points = models.FloatField(
        null=True, help_text="Of a relation: by how much it moves its target, in log-odds."
    )
    points_back = models.FloatField(
        null=True, help_text="Of a contradiction: by how much it moves its premise in turn."
    )
    semantics = models.CharField(max_length=20)
    parameters = models.CharField(max_length=120)

    class Meta(_Rated.Meta):
        ordering = ["map", "pk"]
        constraints = [
            *_Rated.Meta.constraints,
            models.UniqueConstraint(fields=["audience", "claim"], name="an_audience_scores_a_claim_once"),
            models.UniqueConstraint(
                fields=["audience", "relation"], name="an_audience_scores_a_relation_once"
            ),
            models.UniqueConstraint(fields=["audience", "evidence"], name="an_audience_scores_evidence_once"),
            models.CheckConstraint(
                condition=Q(strength__gte=0) & Q(strength__lte=1) & Q(base__gte=0) & Q(base__lte=1),
                name="scores_are_0_to_1",
            ),
        ]
        indexes = [models.Index(fields=["map", "audience"], name="scores_of_a_map")]

    def __str__(self) -> str:
        return f"{self.strength:.2f} ({self.audience})"
