"""Questions the articles can be compared on, where each stands, and how two positions relate."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from claims.graph import words

from .article import Article
from .claim import Claim, Thesis
from .columns import MapRow, chosen_from, exactly_one_of, holds_one_of
from .evidence import Figure


class Question(MapRow):
    slug = models.SlugField(max_length=80)
    version = models.PositiveIntegerField(default=1, editable=False)
    text = models.CharField(max_length=300)
    kind = chosen_from(words.QuestionKind)
    order = models.PositiveIntegerField(default=0)
    note = models.TextField(blank=True)
    time_note = models.TextField("note on time", blank=True)
    figures = models.ManyToManyField(Figure, blank=True, related_name="questions")

    class Meta(MapRow.Meta):
        ordering = ["map", "order", "uid"]
        constraints = [
            *MapRow.Meta.constraints,
            models.UniqueConstraint(fields=["map", "slug"], name="question_slug_is_unique_in_its_map"),
            holds_one_of(words.QuestionKind, "kind"),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("claims:question_detail", args=[self.map.slug, self.slug])


class Position(MapRow):
    """What one article or one thesis says on a question. Silence is stored."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="positions")
    article = models.ForeignKey(
        Article, null=True, blank=True, on_delete=models.CASCADE, related_name="positions"
    )
    thesis = models.ForeignKey(
        Thesis, null=True, blank=True, on_delete=models.CASCADE, related_name="positions"
    )
    status = chosen_from(words.PositionStatus)
    summary = models.TextField(blank=True)
    claims = models.ManyToManyField(Claim, blank=True, related_name="positions")

    class Meta(MapRow.Meta):
        ordering = ["question", "article__order", "uid"]
        constraints = [
            *MapRow.Meta.constraints,
            exactly_one_of("article", "thesis"),
            models.UniqueConstraint(
                fields=["question", "article"], name="an_article_has_one_position_on_a_question"
            ),
            models.UniqueConstraint(
                fields=["question", "thesis"], name="a_thesis_has_one_position_on_a_question"
            ),
            holds_one_of(words.PositionStatus, "status"),
        ]

    def __str__(self) -> str:
        return f"{self.article or self.thesis} {self.status}"


class PositionRelation(MapRow):
    """How two positions of one question stand to each other, and why. Several a pair are allowed."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="relations")
    a = models.ForeignKey(Position, on_delete=models.CASCADE, related_name="relations_from")
    b = models.ForeignKey(Position, on_delete=models.CASCADE, related_name="relations_to")
    kind = chosen_from(words.PositionRelationKind)
    why = models.TextField(blank=True)

    class Meta(MapRow.Meta):
        ordering = ["question", "uid"]
        constraints = [
            *MapRow.Meta.constraints,
            models.CheckConstraint(condition=~Q(a=F("b")), name="a_position_is_not_related_to_itself"),
            holds_one_of(words.PositionRelationKind, "kind"),
        ]

    def __str__(self) -> str:
        return f"{self.a} {self.kind} {self.b}"
