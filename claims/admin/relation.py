from django.contrib import admin

from claims import models

from .table import Listed, Row


class PremiseInline(Listed):
    model = models.Premise
    raw_id_fields = ["claim", "evidence"]


@admin.register(models.Relation)
class RelationAdmin(Row):
    list_display = ["__str__", "uid", "kind", "curator_strength", "state", "map"]
    list_filter = ["kind", "state", "curator_strength", "map"]
    list_select_related = ["map", "target_claim"]
    search_fields = ["uid", "note", "caveat", "target_claim__text"]
    autocomplete_fields = ["map", "target_claim", "target_relation"]
    readonly_fields = ["uid", "version"]
    inlines = [PremiseInline]


@admin.register(models.Premise)
class PremiseAdmin(Row):
    list_display = ["__str__", "relation", "order", "implicit", "map"]
    list_filter = ["implicit", "map"]
    list_select_related = ["map", "claim", "evidence", "relation__target_claim"]
    search_fields = ["uid", "claim__text", "evidence__text"]
    autocomplete_fields = ["map", "relation", "claim", "evidence"]
