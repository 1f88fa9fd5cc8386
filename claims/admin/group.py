from django.contrib import admin

from claims import models

from .table import Row, Table


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
