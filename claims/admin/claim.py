from django.contrib import admin

from claims import models

from .table import Listed, Row


class AttributionInline(Listed):
    model = models.Attribution
    raw_id_fields = ["article", "passages"]


@admin.register(models.Claim)
class ClaimAdmin(Row):
    list_display = ["text", "uid", "kind", "state", "map"]
    list_filter = ["kind", "state", "map"]
    search_fields = ["text", "uid", "note"]
    autocomplete_fields = ["map", "created_by"]
    readonly_fields = ["uid", "version"]
    inlines = [AttributionInline]


@admin.register(models.Thesis)
class ThesisAdmin(Row):
    list_display = ["__str__", "article", "claim", "order", "map"]
    list_filter = ["map", "article"]
    list_select_related = ["map", "article", "claim"]
    search_fields = ["label", "claim__text", "uid"]
    autocomplete_fields = ["map", "article", "claim"]


@admin.register(models.Attribution)
class AttributionAdmin(Row):
    list_display = ["claim", "article", "voice", "endorsement", "map"]
    list_filter = ["voice", "endorsement", "map", "article"]
    list_select_related = ["map", "article", "claim"]
    search_fields = ["claim__text", "who", "hedges", "uid"]
    autocomplete_fields = ["map", "article", "claim", "passages"]
