from django.contrib import admin

from claims import models
from claims.credibility.rubric import CRAAP

from .table import Record


@admin.register(models.Appraisal)
class AppraisalAdmin(Record):
    list_display = ["rater", "article", "source", *CRAAP, "map", "modified"]
    list_filter = ["map"]
    list_select_related = ["rater", "article", "source", "map"]
    search_fields = ["rater__username", "article__title", "source__title"]
