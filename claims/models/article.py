"""A text under study, its sections and paragraphs, and the passages claims point at."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from claims.graph import words

from .columns import Dated, MapRow, chosen_from, holds_one_of, is_web_address, web_address


def _last_is_not_before_first() -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(first__gte=1) & Q(last__gte=F("first")), name="%(class)s_last_is_not_before_first"
    )


class Article(MapRow, Dated):
    slug = models.SlugField(max_length=80)
    order = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1, editable=False)
    title = models.CharField(max_length=300)
    short_title = models.CharField(max_length=300, blank=True)
    authors = models.JSONField(default=list, blank=True, help_text="Names and affiliations, in order.")
    author_note = models.TextField(blank=True)
    outlet = models.CharField(max_length=300, blank=True)
    genre = models.CharField(max_length=80, blank=True)
    language = models.CharField(max_length=16, default="en")
    url = web_address()
    perspective = models.TextField(blank=True)
    note = models.TextField(blank=True)
    text_hash = models.CharField(max_length=64, blank=True)
    text_right = chosen_from(words.TextRight, default=words.TextRight.QUOTATION_ONLY.value)
    csl = models.JSONField("CSL-JSON", null=True, blank=True)

    class Meta(MapRow.Meta):
        ordering = ["map", "order", "slug"]
        constraints = [
            *MapRow.Meta.constraints,
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["map", "slug"], name="article_slug_is_unique_in_its_map"),
            holds_one_of(words.TextRight, "text_right"),
            is_web_address("url"),
        ]

    def __str__(self) -> str:
        return self.short_title or self.title

    def get_absolute_url(self) -> str:
        return reverse("claims:article_detail", args=[self.map.slug, self.slug])


class Section(MapRow):
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="sections")
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()
    heading = models.CharField(max_length=300, blank=True)
    inferred = models.BooleanField(default=False)

    class Meta(MapRow.Meta):
        ordering = ["article", "first"]
        constraints = [*MapRow.Meta.constraints, _last_is_not_before_first()]

    def __str__(self) -> str:
        return self.heading or f"paragraphs {self.first} to {self.last}"


class Paragraph(MapRow):
    """A place in an article. The shipped corpus holds places; the words are their authors'."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="paragraphs")
    number = models.PositiveIntegerField()
    role = chosen_from(words.ParagraphRole, default=words.ParagraphRole.BODY.value)
    continues = models.BooleanField("continues the one before", default=False)
    text = models.TextField(null=True, blank=True)

    class Meta(MapRow.Meta):
        ordering = ["article", "number"]
        constraints = [
            *MapRow.Meta.constraints,
            models.UniqueConstraint(
                fields=["article", "number"], name="a_paragraph_number_stands_once_in_an_article"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="paragraphs_count_from_one"),
            holds_one_of(words.ParagraphRole, "role"),
        ]

    def __str__(self) -> str:
        return f"¶ {self.number} of {self.article}"


class Passage(MapRow):
    """One run of paragraphs, with the exact words where they are kept."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="passages")
    first = models.PositiveIntegerField("first paragraph")
    last = models.PositiveIntegerField("last paragraph")
    exact = models.CharField("exact words", max_length=300, blank=True)
    prefix = models.CharField(max_length=32, blank=True)
    suffix = models.CharField(max_length=32, blank=True)
    start = models.PositiveIntegerField(
        null=True, blank=True, help_text="In code points from the text's beginning."
    )
    end = models.PositiveIntegerField(null=True, blank=True)
    part = chosen_from(words.PassagePart, default=words.PassagePart.TEXT.value)
    state = chosen_from(words.PassageState, default=words.PassageState.PLACE_ONLY.value)

    class Meta(MapRow.Meta):
        ordering = ["article", "first", "uid"]
        constraints = [
            *MapRow.Meta.constraints,
            _last_is_not_before_first(),
            models.CheckConstraint(
                condition=Q(start=None, end=None) | Q(start__lte=F("end")),
                name="a_passage_starts_before_it_ends",
            ),
            holds_one_of(words.PassagePart, "part"),
            holds_one_of(words.PassageState, "state"),
        ]

    def __str__(self) -> str:
        place = f"¶ {self.first}" if self.first == self.last else f"¶ {self.first}–{self.last}"
        return f"{place} “{self.exact}”" if self.exact else place
