"""The door for staff: every table, to be looked through and mended. What is only ever recorded is only shown."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import F, Model, QuerySet
from django.http import HttpRequest

from claims import models
from claims.actions.strength import refresh_strengths
from claims.credibility.rubric import CRAAP
from claims.models.columns import MapRow


def _edited(map: models.ArgumentMap) -> None:
    """What was changed may move strengths, and makes kept pages stale."""
    models.ArgumentMap.objects.filter(pk=map.pk).update(version=F("version") + 1)
    refresh_strengths(map)


def _map_of(row: Any) -> models.ArgumentMap:
    if isinstance(row, models.ArgumentMap):
        return row
    return (row.group if isinstance(row, models.GroupMember) else row).map


class RowForm(forms.ModelForm):
    """Nothing is shared between maps: what a row names belongs to the row's own map."""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        named = {
            name: list(value) if isinstance(value, QuerySet) else [value]
            for name, value in self.cleaned_data.items()
        }
        rows = [row for values in named.values() for row in values if isinstance(row, MapRow)]
        map = self.cleaned_data.get("map")
        own = map.pk if map else self.instance.map_id or next((row.map_id for row in rows), None)
        for name, values in named.items():
            if any(isinstance(row, MapRow) and row.map_id != own for row in values):
                self.add_error(name, "This stands on another map.")
        return cleaned


class Table(admin.ModelAdmin):
    """An edit here counts as any other: the map's version is raised and its strengths are recounted."""

    list_per_page = 50
    show_full_result_count = False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if (
            change
            and form.changed_data
            and hasattr(obj, "version")
            and not isinstance(obj, models.ArgumentMap)
        ):
            obj.version += 1  # ratings given before are of an earlier wording
        super().save_model(request, obj, form, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Rows listed under another stand on the same map as it does."""
        for row in formset.save(commit=False):
            if isinstance(row, MapRow):
                row.map = form.instance.map
            row.save()
        for row in formset.deleted_objects:
            row.delete()
        formset.save_m2m()

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        _edited(_map_of(form.instance))

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        map = _map_of(obj)
        super().delete_model(request, obj)
        if obj is not map:
            _edited(map)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        maps = {map.pk: map for map in (_map_of(row) for row in queryset)}
        super().delete_queryset(request, queryset)
        for map in models.ArgumentMap.objects.filter(pk__in=maps):
            _edited(map)


class Row(Table):
    """A row of a map stays on its map."""

    form = RowForm
    list_display = ["__str__", "map", "uid"]
    list_filter = ["map"]
    ordering = ["map_id", "uid"]  # by an index: a table's own order may join three others
    list_select_related = ["map"]
    search_fields = ["uid"]
    readonly_fields = ["uid"]
    autocomplete_fields = ["map"]

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        return [*super().get_readonly_fields(request, obj), *(["map"] if obj else [])]


class Record(admin.ModelAdmin):
    """Rows that only the product writes. They go with what they are about, and never alone."""

    ordering = ["-pk"]
    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class Listed(admin.TabularInline):
    extra = 0
    form = RowForm
    exclude = ["map"]


# Maps and people


class MembershipInline(admin.TabularInline):
    model = models.Membership
    extra = 0
    autocomplete_fields = ["user"]


@admin.register(models.ArgumentMap)
class ArgumentMapAdmin(Table):
    list_display = ["title", "slug", "visibility", "owner", "version", "modified"]
    list_filter = ["visibility", "who_rates", "hide_until_rated"]
    list_select_related = ["owner"]
    search_fields = ["title", "slug", "summary"]
    autocomplete_fields = ["owner"]
    readonly_fields = ["version", "scores_version", "created", "modified"]
    prepopulated_fields = {"slug": ["title"]}
    inlines = [MembershipInline]


@admin.register(models.Membership)
class MembershipAdmin(Table):
    list_display = ["user", "map", "role"]
    list_filter = ["role", "map"]
    list_select_related = ["user", "map"]
    search_fields = ["user__username", "map__title"]
    autocomplete_fields = ["user", "map"]


@admin.register(models.Alias)
class AliasAdmin(Row):
    search_fields = ["uid", "names"]


class GroupMemberInline(admin.TabularInline):
    model = models.GroupMember
    extra = 0
    autocomplete_fields = ["user"]


@admin.register(models.Group)
class GroupAdmin(Row):
    list_display = ["name", "map", "owner", "is_example", "expires"]
    list_filter = ["is_example", "map"]
    list_select_related = ["map", "owner"]
    search_fields = ["name", "slug"]
    autocomplete_fields = ["map", "owner"]
    inlines = [GroupMemberInline]


@admin.register(models.GroupMember)
class GroupMemberAdmin(Table):
    list_display = ["pseudonym", "user", "group", "role"]
    list_filter = ["role", "group"]
    list_select_related = ["user", "group__map"]
    search_fields = ["pseudonym", "user__username", "group__name"]
    autocomplete_fields = ["user", "group"]


# Articles


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


# Claims and relations


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


@admin.register(models.CriticalQuestion)
class CriticalQuestionAdmin(Row):
    list_display = ["question", "label", "state", "map"]
    list_filter = ["state", "label", "map"]
    search_fields = ["question", "label", "what", "why", "uid"]
    autocomplete_fields = ["map", "claim", "relation", "evidence", "passages"]


# Evidence


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


# Questions


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


# What the product records


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


@admin.register(models.Appraisal)
class AppraisalAdmin(Record):
    list_display = ["rater", "article", "source", *CRAAP, "map", "modified"]
    list_filter = ["map"]
    list_select_related = ["rater", "article", "source", "map"]
    search_fields = ["rater__username", "article__title", "source__title"]


@admin.register(models.SchemeAnswer)
class SchemeAnswerAdmin(Record):
    list_display = ["rater", "question", "answer", "relation", "map", "modified"]
    list_filter = ["answer", "map"]
    list_select_related = ["rater", "relation__target_claim", "map"]
    search_fields = ["rater__username", "question"]


@admin.register(models.Score)
class ScoreAdmin(Record):
    list_display = ["__str__", "claim", "relation", "evidence", "n", "contested", "limited", "map"]
    list_filter = ["audience", "contested", "limited", "map"]
    list_select_related = ["claim", "relation__target_claim", "evidence", "map"]
    search_fields = ["claim__text", "evidence__text"]


@admin.register(models.Revision)
class RevisionAdmin(Record):
    list_display = ["number", "claim", "relation", "evidence", "by", "at", "map"]
    list_filter = ["map"]
    list_select_related = ["claim", "relation__target_claim", "evidence", "by", "map"]
    search_fields = ["claim__text", "evidence__text", "why"]
