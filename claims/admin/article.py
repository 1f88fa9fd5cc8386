from django.contrib import admin

from claims import models

from .table import Listed, Row


class SectionInline(Listed):
    model = models.Section


@admin.register(models.Article)
class ArticleAdmin(Row):
    list_display = ["__str__", "slug", "map", "outlet", "date_words"]
    list_filter = ["map", "genre", "text_right"]
    search_fields = ["title", "short_title", "slug", "outlet", "uid"]
    readonly_fields = ["uid", "version"]
    inlines = [SectionInline]


@admin.register(models.Section)
class SectionAdmin(Row):
    list_display = ["__str__", "article", "first", "last", "map"]
    list_filter = ["map", "article"]
    list_select_related = ["map", "article"]
    search_fields = ["heading", "uid"]
    autocomplete_fields = ["map", "article"]


@admin.register(models.Paragraph)
class ParagraphAdmin(Row):
    list_display = ["article", "number", "role", "map"]
    list_display_links = ["number"]
    list_filter = ["role", "map", "article"]
    list_select_related = ["map", "article"]
    search_fields = ["=number", "uid"]
    autocomplete_fields = ["map", "article"]


@admin.register(models.Passage)
class PassageAdmin(Row):
    list_display = ["__str__", "article", "part", "state", "map"]
    list_filter = ["part", "state", "map", "article"]
    list_select_related = ["map", "article"]
    search_fields = ["exact", "uid"]
    autocomplete_fields = ["map", "article"]
