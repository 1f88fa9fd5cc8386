from django.contrib import admin

from claims import models

from .table import Listed, Row


@admin.register(models.Source)
class SourceAdmin(Row):
    list_display = ["title", "publisher", "origin", "level", "map"]
    list_filter = ["level", "map"]
    search_fields = ["title", "publisher", "origin", "aliases", "uid"]
    readonly_fields = ["uid", "version"]


class CitationInline(Listed):
    model = models.Citation
    raw_id_fields = ["source"]


class FigureInline(Listed):
    model = models.Figure
    raw_id_fields = ["measure"]


@admin.register(models.Evidence)
class EvidenceAdmin(Row):
    list_display = ["text", "uid", "kind", "citation_state", "state", "map"]
    list_filter = ["kind", "citation_state", "outside", "state", "map"]
    search_fields = ["text", "uid", "note"]
    autocomplete_fields = ["map", "passages"]
    readonly_fields = ["uid", "version"]
    inlines = [CitationInline, FigureInline]


@admin.register(models.Citation)
class CitationAdmin(Row):
    list_display = ["evidence", "source", "order", "map"]
    list_select_related = ["map", "evidence", "source"]
    search_fields = ["evidence__text", "source__title", "uid"]
    autocomplete_fields = ["map", "evidence", "source"]


@admin.register(models.Measure)
class MeasureAdmin(Row):
    list_display = ["name", "share_of", "unit", "kind", "compare_group", "map"]
    list_filter = ["kind", "map"]
    search_fields = ["name", "share_of", "uid"]


@admin.register(models.Figure)
class FigureAdmin(Row):
    list_display = ["__str__", "measure", "date_words", "evidence", "map"]
    list_select_related = ["map", "measure", "evidence"]
    search_fields = ["measure__name", "evidence__text", "uid"]
    autocomplete_fields = ["map", "measure", "evidence"]
