"""Evidence, the sources it cites, and the figures it gives."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from claims.graph import words

from .article import Passage
from .columns import Dated, MapRow, chosen_from, holds_one_of, is_web_address, web_address


class Source(MapRow, Dated):
    """Where evidence comes from. Sources that trace to one origin count once."""

    version = models.PositiveIntegerField(default=1, editable=False)
    title = models.CharField(max_length=300)
    publisher = models.CharField(max_length=300, blank=True)
    authors = models.JSONField(default=list, blank=True)
    url = web_address()
    aliases = models.JSONField(default=list, blank=True)
    origin = models.CharField(
        max_length=300,
        blank=True,
        help_text="Whom it traces to in the end; empty where it speaks for itself.",
    )
    level = chosen_from(words.SourceLevel, default=words.SourceLevel.UNRATED.value)
    level_reason = models.TextField(blank=True)
    note = models.TextField(blank=True)
    csl = models.JSONField("CSL-JSON", null=True, blank=True)

    class Meta(MapRow.Meta):
        ordering = ["map", "title"]
        constraints = [
            *MapRow.Meta.constraints,
            *Dated.Meta.constraints,
            holds_one_of(words.SourceLevel, "level"),
            is_web_address("url"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("claims:source_detail", args=[self.map.slug, self.pk])


class Evidence(MapRow, Dated):
    """Something cited, in our paraphrase. It has no stance of its own: it stands as a premise of relations."""

    version = models.PositiveIntegerField(default=1, editable=False)
    kind = chosen_from(words.EvidenceKind)
    text = models.CharField(max_length=500)
    passages = models.ManyToManyField(Passage, blank=True, related_name="evidence")
    citation_state = chosen_from(words.CitationState, default=words.CitationState.MISSING.value)
    outside = models.BooleanField("from outside the corpus", default=False)
    note = models.TextField(blank=True)
    state = chosen_from(words.State, default=words.State.OPEN.value)
    sources = models.ManyToManyField(Source, through="Citation", related_name="evidence")
    extra = models.JSONField(null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta(MapRow.Meta):
        ordering = ["map", "uid"]
        verbose_name_plural = "evidence"
        constraints = [
            *MapRow.Meta.constraints,
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=~Q(text=""), name="evidence_says_something"),
            holds_one_of(words.EvidenceKind, "kind"),
            holds_one_of(words.CitationState, "citation_state"),
            holds_one_of(words.State, "state"),
        ]

    def __str__(self) -> str:
        return self.text


class Citation(MapRow):
    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="citations")
    source = models.ForeignKey(Source, on_delete=models.RESTRICT, related_name="citations")
    order = models.PositiveSmallIntegerField(default=0)
    via = models.JSONField(
        default=list, blank=True, help_text="Through whom the evidence reached the article."
    )
    note = models.TextField(blank=True)

    class Meta(MapRow.Meta):
        ordering = ["evidence", "order", "uid"]
        constraints = [
            *MapRow.Meta.constraints,
            models.UniqueConstraint(fields=["evidence", "source"], name="evidence_cites_a_source_once"),
        ]

    def __str__(self) -> str:
        return f"{self.source}, via {', '.join(self.via)}" if self.via else str(self.source)


class Measure(MapRow):
    """What figures are figures of: a share is always a share *of something*."""

    name = models.CharField(max_length=300)
    share_of = models.CharField(max_length=300, blank=True)
    unit = models.CharField(max_length=60, blank=True)
    kind = chosen_from(words.MeasureKind, default=words.MeasureKind.OTHER.value)
    compare_group = models.CharField(max_length=60, blank=True)
    note = models.TextField(blank=True)

    class Meta(MapRow.Meta):
        ordering = ["map", "uid"]
        constraints = [*MapRow.Meta.constraints, holds_one_of(words.MeasureKind, "kind")]

    def __str__(self) -> str:
        return self.name


class Figure(MapRow, Dated):
    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="figures")
    measure = models.ForeignKey(Measure, on_delete=models.RESTRICT, related_name="figures")
    value = models.DecimalField(max_digits=15, decimal_places=4)
    upper = models.DecimalField("upper bound", max_digits=15, decimal_places=4, null=True, blank=True)
    qualifier = models.CharField(max_length=60, blank=True)

    class Meta(MapRow.Meta):
        ordering = ["map", "uid"]
        constraints = [
            *MapRow.Meta.constraints,
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(upper=None) | Q(upper__gte=F("value")),
                name="a_figure_upper_bound_is_not_below_its_value",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.qualifier} {self.value.normalize():f} {self.measure.unit}".strip()
