from django.contrib import admin

from claims import models

from .table import Record


@admin.register(models.SchemeAnswer)
class SchemeAnswerAdmin(Record):
    list_display = ["rater", "question", "answer", "relation", "map", "modified"]
    list_filter = ["answer", "map"]
    list_select_related = ["rater", "relation__target_claim", "map"]
    search_fields = ["rater__username", "question"]
