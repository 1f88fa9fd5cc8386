from django.contrib import admin

from claims import models

from .table import Record


@admin.register(models.Comment)
class CommentAdmin(Record):
    list_display = ["text", "claim", "by", "at", "resolved", "state"]
    list_filter = ["state", "map"]
    list_select_related = ["claim", "by"]
    search_fields = ["text", "claim__text"]


@admin.register(models.Notification)
class NotificationAdmin(Record):
    list_display = ["kind", "to", "claim", "by", "at", "read", "mailed"]
    list_filter = ["kind", "map"]
    list_select_related = ["to", "claim", "by"]
    search_fields = ["to__username"]


@admin.register(models.NotificationChoice)
class NotificationChoiceAdmin(Record):
    list_display = ["user", "kind", "on_page", "by_mail"]
    list_filter = ["kind"]
    list_select_related = ["user"]
    search_fields = ["user__username"]
