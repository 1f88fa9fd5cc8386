from django.contrib import admin

from claims import models

from .table import Listed, Row


class PositionInline(Listed):
    model = models.Position
    raw_id_fields = ["article", "thesis", "claims"]


@admin.register(models.Question)
class QuestionAdmin(Row):
    list_display = ["text", "kind", "order", "map"]
    list_filter = ["kind", "map"]
    search_fields = ["text", "slug", "uid"]
    autocomplete_fields = ["map", "figures"]
    readonly_fields = ["uid", "version"]
    inlines = [PositionInline]


@admin.register(models.Position)
class PositionAdmin(Row):
    list_display = ["question", "article", "thesis", "status", "map"]
    list_filter = ["status", "map", "article"]
    list_select_related = ["map", "question", "article", "thesis__claim"]
    search_fields = ["question__text", "summary", "uid"]
    autocomplete_fields = ["map", "question", "article", "thesis", "claims"]


@admin.register(models.PositionRelation)
class PositionRelationAdmin(Row):
    list_display = ["question", "kind", "a", "b", "map"]
    list_filter = ["kind", "map"]
    list_select_related = [
        "map",
        "question",
        "a__article",
        "a__thesis__claim",
        "b__article",
        "b__thesis__claim",
    ]
    search_fields = ["question__text", "why", "uid"]
    autocomplete_fields = ["map", "question", "a", "b"]
