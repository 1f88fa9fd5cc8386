"""What the pages of all tables have alike: rows stay on their map, and an edit counts as any other."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import F, Model, QuerySet
from django.http import HttpRequest

from claims import models
from claims.actions.strength import refresh_strengths
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
