from django.contrib import admin

from claims import models

from .table import Record


@admin.register(models.Rating)
class RatingAdmin(Record):
    list_display = ["rater", "value", "claim", "relation", "evidence", "map", "modified"]
    list_filter = ["map"]
    list_select_related = ["rater", "claim", "relation__target_claim", "evidence", "map"]
    search_fields = ["rater__username", "claim__text", "evidence__text"]


@admin.register(models.RatingLog)
class RatingLogAdmin(Record):
    list_display = ["rater", "value", "claim", "relation", "evidence", "map", "given"]
    list_filter = ["map"]
    list_select_related = ["rater", "claim", "relation__target_claim", "evidence", "map"]
    search_fields = ["rater__username", "claim__text", "evidence__text"]


@admin.register(models.Score)
class ScoreAdmin(Record):
    list_display = ["__str__", "claim", "relation", "evidence", "n", "contested", "limited", "map"]
    list_filter = ["audience", "contested", "limited", "map"]
    list_select_related = ["claim", "relation__target_claim", "evidence", "map"]
    search_fields = ["claim__text", "evidence__text"]
