from django.contrib import admin

from claims import models

from .table import Record, Row, Table


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


@admin.register(models.Invitation)
class InvitationAdmin(Record):
    list_display = ["map", "role", "note", "by", "at", "expires", "revoked"]
    list_filter = ["role", "map"]
    list_select_related = ["map", "by"]
    search_fields = ["note", "map__title"]


@admin.register(models.Alias)
class AliasAdmin(Row):
    search_fields = ["uid", "names"]
