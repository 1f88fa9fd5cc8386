from django.contrib import admin

from claims import models

from .table import Row


@admin.register(models.CriticalQuestion)
class CriticalQuestionAdmin(Row):
    list_display = ["question", "label", "state", "map"]
    list_filter = ["state", "label", "map"]
    search_fields = ["question", "label", "what", "why", "uid"]
    autocomplete_fields = ["map", "claim", "relation", "evidence", "passages"]
