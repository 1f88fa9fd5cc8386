"""What several tables have alike: a row's place in its map, dates, lists of fixed words, and `exactly one`."""

import secrets
import uuid
from enum import StrEnum
from functools import reduce
from operator import or_
from typing import Any

from django.core.validators import URLValidator
from django.db import models
from django.db.models import F, Q

from claims.graph.document import When


def new_uid() -> str:
    return uuid.uuid4().hex


def new_code() -> str:
    """What nobody can guess: the part of a link that lets people in."""
    return secrets.token_urlsafe(32)


def chosen_from(words: type[StrEnum], **options: Any) -> models.CharField:
    """A column that holds one of these words; `holds_one_of` makes the database refuse any other."""
    return models.CharField(max_length=24, choices=[(word.value, word.value) for word in words], **options)


def holds_one_of(words: type[StrEnum], column: str, *, or_empty: bool = False) -> models.CheckConstraint:
    allowed = [word.value for word in words] + ([""] if or_empty else [])
    return models.CheckConstraint(
        condition=Q(**{f"{column}__in": allowed}), name=f"%(class)s_{column}_is_known"
    )


def exactly_one_of(*columns: str) -> models.CheckConstraint:
    """Just one of these foreign keys is set."""
    ways = [reduce(lambda q, c: q & Q(**{f"{c}__isnull": c != chosen}), columns, Q()) for chosen in columns]
    return models.CheckConstraint(
        condition=reduce(or_, ways), name="%(class)s_has_exactly_one_" + "_or_".join(columns)
    )


def web_address() -> models.URLField:
    return models.URLField(max_length=2000, blank=True, validators=[URLValidator(schemes=["http", "https"])])


def is_web_address(column: str) -> models.CheckConstraint:
    starts = (
        Q(**{column: ""})
        | Q(**{f"{column}__startswith": "http://"})
        | Q(**{f"{column}__startswith": "https://"})
    )
    return models.CheckConstraint(condition=starts, name=f"%(class)s_{column}_is_a_web_address")


class MapRow(models.Model):
    """A row of a map. Its uid is its identity in files; primary keys never leave the database."""

    map = models.ForeignKey("claims.ArgumentMap", on_delete=models.CASCADE)
    uid = models.CharField(max_length=64, default=new_uid, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["map", "uid"], name="%(class)s_uid_is_unique_in_its_map"),
        ]


class Dated(models.Model):
    """A date as it was given, and the days it may stand for: `graph.document.When` in columns."""

    date_words = models.CharField("date, in words", max_length=120, blank=True)
    date_earliest = models.DateField("earliest day", null=True, blank=True)
    date_latest = models.DateField("latest day", null=True, blank=True)
    date_inferred = models.BooleanField("date inferred", default=False)
    date_why = models.TextField("why this date", blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(date_earliest=None)
                | Q(date_latest=None)
                | Q(date_earliest__lte=F("date_latest")),
                name="%(class)s_date_does_not_end_before_it_begins",
            ),
        ]

    @property
    def date(self) -> When | None:
        if not self.date_words:
            return None
        return When(
            words=self.date_words,
            earliest=self.date_earliest,
            latest=self.date_latest,
            inferred=self.date_inferred,
            why=self.date_why,
        )

    @date.setter
    def date(self, when: When | None) -> None:
        self.date_words = when.words if when else ""
        self.date_earliest = when.earliest if when else None
        self.date_latest = when.latest if when else None
        self.date_inferred = when.inferred if when else False
        self.date_why = when.why if when else ""
