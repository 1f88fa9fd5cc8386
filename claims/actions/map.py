"""Starting a map, and changing its settings."""

from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from argmap.accounts.models import User
from claims.errors import ClaimsError
from claims.graph.words import EvidenceRaters, Role
from claims.models import RESERVED, ArgumentMap, Article, Rating
from claims.permissions import CURATING, may_manage, may_start_map

from .strength import recount_soon

SETTINGS = (
    "title",
    "summary",
    "language",
    "licence",
    "visibility",
    "who_rates",
    "evidence_raters",
    "hide_until_rated",
    "fewest_raters",
    "ratings_named",
)
COUNTED = {"evidence_raters", "fewest_raters"}
MOST_OF_A_SLUG = 70  # so that a number finds room behind it


class MayNot(ClaimsError):
    """This person may see the map, but not do this on it."""


class ChangedMeanwhile(ClaimsError):
    """Somebody changed settings that this person has not seen yet: `now` says what they are."""

    def __init__(self, now: dict[str, Any]) -> None:
        super().__init__("Somebody changed these settings while you had them open. Nothing was saved.")
        self.now = now


@transaction.atomic
def start_map(
    columns: Mapping[str, Any], article: Mapping[str, Any] | None = None, *, by: User
) -> ArgumentMap:
    """A map with `by` as its owner, and with its first article where one is given."""
    if not may_start_map(by):
        raise MayNot("Sign in to start a map.")
    map = _at_a_free_address(columns, by)
    if article:
        slug = slugify(article["title"])[:MOST_OF_A_SLUG].strip("-_") or "article"
        Article.objects.create(map=map, slug=slug, language=map.language, **article)
    return map


def free_slug(wanted: str) -> str:
    """The nearest to what is wanted that no map and no page has, in one query."""
    base = slugify(wanted)[:MOST_OF_A_SLUG].strip("-_") or "map"
    taken = {*RESERVED, *ArgumentMap.objects.filter(slug__startswith=base).values_list("slug", flat=True)}
    return next(slug for slug in _numbered(base) if slug not in taken)


def _numbered(base: str) -> Iterator[str]:
    yield base
    for number in count(2):
        yield f"{base}-{number}"


def _at_a_free_address(columns: Mapping[str, Any], by: User) -> ArgumentMap:
    """Somebody else may take an address at the same moment; then there is a next one."""
    while True:
        slug = free_slug(columns["title"])
        try:
            with transaction.atomic():
                return ArgumentMap.objects.create(slug=slug, owner=by, **columns)
        except IntegrityError:
            if not ArgumentMap.objects.filter(slug=slug).exists():
                raise


def hold(map: ArgumentMap) -> ArgumentMap:
    """The map as it is now, and nobody else changes who may do what on it until this is done.

    Its key stays free: whoever rates meanwhile holds on to that, and must not have to wait.
    """
    held = ArgumentMap.objects.select_for_update(no_key=True).filter(pk=map.pk).first()
    if held is None:
        raise ClaimsError("This map is gone.")
    return held


def recount_for(map: ArgumentMap, before: Role | None, after: Role | None) -> None:
    """Somebody's role has changed: where curators grade evidence, what they gave may count now, or no more."""
    if map.evidence_raters == EvidenceRaters.CURATORS and (before in CURATING) != (after in CURATING):
        recount_soon(map)


def settings_of(map: ArgumentMap) -> dict[str, Any]:
    return {name: getattr(map, name) for name in SETTINGS}


def change_settings(
    map: ArgumentMap, given: Mapping[str, Any], read: Mapping[str, Any], *, by: User
) -> ArgumentMap:
    """Keep these settings. `read` is what they were when `by` began: what others changed since is not overwritten."""
    held, changed = _change(map, given, read, by)
    if COUNTED & changed:
        recount_soon(held)
    return held


@transaction.atomic
def _change(
    map: ArgumentMap, given: Mapping[str, Any], read: Mapping[str, Any], by: User
) -> tuple[ArgumentMap, set[str]]:
    held = hold(map)
    if not may_manage(by, held):
        raise MayNot("Only the owner of a map changes its settings.")
    now = settings_of(held)
    meanwhile = {name: now[name] for name in SETTINGS if now[name] not in (read.get(name), given[name])}
    if meanwhile:
        raise ChangedMeanwhile(meanwhile)
    changed = {name for name in SETTINGS if now[name] != given[name]}
    if "ratings_named" in changed and given["ratings_named"] and Rating.objects.filter(map=held).exists():
        raise ClaimsError(
            "People have rated here without their names. Names can be shown only on a map that nobody has rated yet."
        )
    for name in changed:
        setattr(held, name, given[name])
    if changed:
        held.version += 1
        held.save(update_fields=[*changed, "version", "modified"])
    return held, changed
