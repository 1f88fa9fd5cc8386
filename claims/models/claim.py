"""Claims, the theses they are for articles, and what each article does with them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from claims.graph import words

from .article import Article, Passage
from .columns import Dated, MapRow, chosen_from, holds_one_of


class Claim(MapRow, Dated):
    """One statement that can be true or false, in one sentence."""

    version = models.PositiveIntegerField(default=1, editable=False)
    text = models.CharField(max_length=300)
    kind = chosen_from(words.ClaimKind, default=words.ClaimKind.FACTUAL.value)
    note = models.TextField(blank=True)
    state = chosen_from(words.State, default=words.State.OPEN.value)
    same_as_map = models.SlugField(max_length=80, blank=True)
    same_as_uid = models.CharField(max_length=64, blank=True)
    extra = models.JSONField(null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="merged"
    )

    class Meta(MapRow.Meta):
        ordering = ["map", "uid"]
        constraints = [
            *MapRow.Meta.constraints,
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=~Q(text=""), name="a_claim_says_something"),
            models.CheckConstraint(
                condition=Q(same_as_map="", same_as_uid="") | (~Q(same_as_map="") & ~Q(same_as_uid="")),
                name="same_as_names_map_and_uid_or_neither",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | Q(state=words.State.WITHDRAWN.value),
                name="a_claim_that_was_merged_is_withdrawn",
            ),
            holds_one_of(words.ClaimKind, "kind"),
            holds_one_of(words.State, "state"),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("claims:claim_detail", args=[self.pk])


class Thesis(MapRow):
    """A claim in a role: what an article, or the whole debate, argues for as its own conclusion."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="theses")
    article = models.ForeignKey(
        Article, null=True, blank=True, on_delete=models.CASCADE, related_name="theses"
    )
    label = models.CharField(max_length=80, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta(MapRow.Meta):
        ordering = ["article__order", "order", "uid"]
        verbose_name_plural = "theses"
        constraints = [
            *MapRow.Meta.constraints,
            models.UniqueConstraint(fields=["claim", "article"], name="a_claim_is_a_thesis_once_per_article"),
            models.UniqueConstraint(
                fields=["claim"],
                condition=Q(article=None),
                name="a_claim_is_a_thesis_once_without_an_article",
            ),
        ]

    def __str__(self) -> str:
        return self.label or str(self.claim)


class Attribution(MapRow):
    """What an article does with a claim: who speaks, how its author stands to it, with which hedges, where."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="attributions")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="attributions")
    voice = chosen_from(words.Voice, default=words.Voice.AUTHOR.value)
    who = models.JSONField(default=list, blank=True, help_text="The chain of speakers, the first one first.")
    endorsement = chosen_from(words.Endorsement, default=words.Endorsement.UNCLEAR.value)
    hedges = models.JSONField(default=list, blank=True, help_text="The author's own hedging words.")
    passages = models.ManyToManyField(Passage, blank=True, related_name="attributions")

    class Meta(MapRow.Meta):
        ordering = ["article", "uid"]
        constraints = [
            *MapRow.Meta.constraints,
            holds_one_of(words.Voice, "voice"),
            holds_one_of(words.Endorsement, "endorsement"),
        ]

    def __str__(self) -> str:
        return f"{self.article} {self.endorsement}: {self.claim}"
