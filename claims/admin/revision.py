from django.contrib import admin

from claims import models

from .table import Record


@admin.register(models.Edit)
class EditAdmin(Record):
    list_display = ["kind", "claim", "by", "at", "why", "map"]
    list_filter = ["kind", "map"]
    list_select_related = ["claim", "by", "map"]
    search_fields = ["claim__text", "why"]


@admin.register(models.Revision)
class RevisionAdmin(Record):
    list_display = ["number", "claim", "relation", "evidence", "by", "at", "map"]
    list_filter = ["map"]
    list_select_related = ["claim", "relation__target_claim", "evidence", "by", "map"]
    search_fields = ["claim__text", "evidence__text", "why"]
