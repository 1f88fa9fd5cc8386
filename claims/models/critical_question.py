"""Weaknesses, each put as a question. "Weak" is not "false"."""

from django.db import models

from claims.graph import words

from .article import Passage
from .claim import Claim
from .columns import MapRow, chosen_from, exactly_one_of, holds_one_of
from .evidence import Evidence
from .relation import Relation


class CriticalQuestion(MapRow):
    claim = models.ForeignKey(
        Claim, null=True, blank=True, on_delete=models.CASCADE, related_name="critical_questions"
    )
    relation = models.ForeignKey(
        Relation, null=True, blank=True, on_delete=models.CASCADE, related_name="critical_questions"
    )
    evidence = models.ForeignKey(
        Evidence, null=True, blank=True, on_delete=models.CASCADE, related_name="critical_questions"
    )
    label = models.CharField(max_length=120, blank=True)
    question = models.TextField()
    what = models.TextField(blank=True)
    why = models.TextField(blank=True)
    outside_note = models.TextField("note from outside the corpus", blank=True)
    passages = models.ManyToManyField(Passage, blank=True, related_name="critical_questions")
    state = chosen_from(words.CriticalQuestionState, default=words.CriticalQuestionState.OPEN.value)

    class Meta(MapRow.Meta):
        ordering = ["map", "uid"]
        constraints = [
            *MapRow.Meta.constraints,
            exactly_one_of("claim", "relation", "evidence"),
            holds_one_of(words.CriticalQuestionState, "state"),
        ]

    def __str__(self) -> str:
        return self.question
