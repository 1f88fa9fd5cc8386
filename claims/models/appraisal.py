"""What people make of an article or a source as a whole. It never enters a number."""

from functools import reduce
from operator import and_

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.credibility.rubric import BEST_ANSWER, CRAAP

from .article import Article
from .columns import exactly_one_of
from .evidence import Source
from .map import ArgumentMap


def _answer() -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(null=True, blank=True, help_text="0 to 4; empty is “can't tell”.")


class Appraisal(models.Model):
    """One person's current answers on one article or source, by the five criteria of CRAAP."""

    map = models.ForeignKey(ArgumentMap, on_delete=models.CASCADE)
    article = models.ForeignKey(
        Article, null=True, blank=True, on_delete=models.CASCADE, related_name="appraisals"
    )
    source = models.ForeignKey(
        Source, null=True, blank=True, on_delete=models.CASCADE, related_name="appraisals"
    )
    rater = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    currency = _answer()
    relevance = _answer()
    authority = _answer()
    accuracy = _answer()
    purpose = _answer()
    revision = models.PositiveIntegerField(default=1, help_text="The version of what was appraised.")
    created = models.DateTimeField(auto_now_add=True)
    modified = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["map", "pk"]
        constraints = [
            exactly_one_of("article", "source"),
            models.CheckConstraint(
                condition=reduce(and_, [Q(**{c: None}) | Q(**{f"{c}__lte": BEST_ANSWER}) for c in CRAAP]),
                name="appraisals_are_0_to_4",
            ),
            models.UniqueConstraint(fields=["rater", "article"], name="a_person_appraises_an_article_once"),
            models.UniqueConstraint(fields=["rater", "source"], name="a_person_appraises_a_source_once"),
        ]

    def __str__(self) -> str:
        return f"{self.rater}: {self.article or self.source}"
