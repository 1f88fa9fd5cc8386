"""What people answer to the questions of a step's scheme. A "no" calls for an objection; it never enters a number."""

from django.conf import settings
from django.db import models

from claims.graph import words

from .columns import chosen_from, holds_one_of
from .map import ArgumentMap
from .relation import Relation


class SchemeAnswer(models.Model):
    """One person's current answer to one question about one relation."""

    map = models.ForeignKey(ArgumentMap, on_delete=models.CASCADE)
    relation = models.ForeignKey(Relation, on_delete=models.CASCADE, related_name="scheme_answers")
    rater = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    question = models.CharField(max_length=60, help_text="Its key in graph/scheme.py.")
    answer = chosen_from(words.Answer)
    revision = models.PositiveIntegerField(default=1, help_text="The version of the relation asked about.")
    created = models.DateTimeField(auto_now_add=True)
    modified = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["map", "pk"]
        constraints = [
            holds_one_of(words.Answer, "answer"),
            models.UniqueConstraint(
                fields=["rater", "relation", "question"], name="a_person_answers_a_question_of_a_step_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rater}: {self.answer} ({self.question})"
