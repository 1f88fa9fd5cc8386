"""Adding articles to a map, and editing what is said of them."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils.text import slugify

from argmap.accounts.models import User
from claims.errors import ClaimsError
from claims.models import ArgumentMap, Article
from claims.permissions import may_contribute

from .edit import MayNotEdit

LONGEST_SLUG = 72  # leaves room for a number after it
TAKEN = {"new"}  # the address of the form itself


class StaleArticle(ClaimsError):
    """Somebody else saved the article after this person began to write."""

    def __init__(self) -> None:
        super().__init__(
            "Somebody else saved this article while you were writing. Nothing you typed is lost."
        )


@transaction.atomic
def add_article(map: ArgumentMap, given: Mapping[str, Any], *, by: User) -> Article:
    """Put an article at the end of the map's list. `given` are its columns."""
    if not may_contribute(by, map):
        raise MayNotEdit
    raise_version(
        map
    )  # this locks the map's row: of two who add at once, the second sees the first's address
    last = map.article_set.aggregate(last=Max("order"))["last"]
    slug = _free_slug(map, given.get("short_title") or given["title"])
    return Article.objects.create(map=map, slug=slug, order=0 if last is None else last + 1, **given)


@transaction.atomic
def edit_article(article: Article, given: Mapping[str, Any], *, by: User, read: int) -> None:
    """Put these columns in place of those of version `read`, in one statement that nothing can come between."""
    if not may_contribute(by, article.map):
        raise MayNotEdit
    take_version(article, read, **given)
    raise_version(article.map)


def take_version(article: Article, read: int, **columns: Any) -> None:
    """Write these columns where the article is still as it was read, or say that it is not."""
    current = Article.objects.filter(pk=article.pk, version=read)
    if not current.update(version=F("version") + 1, **columns):
        raise StaleArticle


def raise_version(map: ArgumentMap) -> None:
    """What was kept of the map's pages is out of date from now on."""
    ArgumentMap.objects.filter(pk=map.pk).update(version=F("version") + 1)


def _free_slug(map: ArgumentMap, title: str) -> str:
    wanted = slugify(title)[:LONGEST_SLUG].strip("-") or "article"
    taken = TAKEN | set(map.article_set.filter(slug__startswith=wanted).values_list("slug", flat=True))
    slug, number = wanted, 1
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug
