"""How often each page asks the database: at most twelve times, but for a few, and as often whatever the map."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims.actions.strength import refresh_strengths
from claims.models import ArgumentMap, Group, GroupMember
from claims.urls import urlpatterns

PAGES: dict[str, Callable[[ArgumentMap], str]] = {
    "home": lambda map: "/",
    "map_list": lambda map: "/maps/",
    "map_detail": lambda map: f"/maps/{map.slug}/",
    "map_outline": lambda map: f"/maps/{map.slug}/outline/",
    "article_detail": lambda map: f"/maps/{map.slug}/articles/article-1/",
    "question_detail": lambda map: f"/maps/{map.slug}/questions/question-1/",
    "source_detail": lambda map: f"/maps/{map.slug}/sources/{map.source_set.earliest('pk').pk}/",
    "map_compare": lambda map: f"/maps/{map.slug}/compare/",
    "map_compare, articles": lambda map: f"/maps/{map.slug}/compare/?article=article-1&article=article-2",
    "map_compare, theses": lambda map: f"/maps/{map.slug}/compare/?thesis=Thesis-1&thesis=Thesis-2",
    "claim_detail": lambda map: f"/claims/{map.claim_set.earliest('pk').pk}/",
    "claim_detail, at the bottom": lambda map: f"/claims/{map.claim_set.latest('pk').pk}/",
    "claim_rate": lambda map: f"/claims/{map.claim_set.earliest('pk').pk}/rating/",
    "relation_rate": lambda map: f"/relations/{map.relation_set.earliest('pk').pk}/rating/",
    "evidence_rate": lambda map: f"/evidence/{map.evidence_set.earliest('pk').pk}/rating/",
}
MOST = 12
WITHOUT_A_MAP = {"help_scores", "about"}

# Pages that ask more often than they should, still. A page that got better goes; none may come.
OVER: dict[str, dict[str, int]] = {
    "public": {},
    "for members": {"claim_detail": 13, "relation_rate": 13, "evidence_rate": 13},
    "hiding": {
        "map_detail": 13,
        "article_detail": 13,
        "claim_detail": 13,
        "relation_rate": 13,
        "evidence_rate": 13,
    },
    "for members and hiding": {
        "map_detail": 13,
        "article_detail": 13,
        "claim_detail": 14,
        "claim_detail, at the bottom": 13,
        "relation_rate": 14,
        "evidence_rate": 14,
    },
}
FOR_MEMBERS = {"visibility": "members", "who_rates": "members"}
HIDING = {"hide_until_rated": True, "fewest_raters": 5}


def test_no_page_is_missing_from_the_list() -> None:
    names = {pattern.name for pattern in urlpatterns if hasattr(pattern, "name")}
    assert {page.split(",")[0] for page in PAGES} | WITHOUT_A_MAP == names


@pytest.mark.parametrize(
    ("kind", "columns", "sizes"),
    [
        ("public", {}, (24, 2_400)),
        ("for members", FOR_MEMBERS, (24, 240)),
        ("hiding", HIDING, (24, 240)),
        ("for members and hiding", FOR_MEMBERS | HIDING, (24, 240)),
    ],
)
def test_a_page_asks_the_database_as_often_whatever_the_size_of_the_map(
    kind: str, columns: dict[str, Any], sizes: tuple[int, int], small_map: Any, as_person: Any, alice: Any
) -> None:
    """Signed in, with an example class to count or leave out, and nothing kept: the first reader after an edit."""
    reader = as_person(alice)
    asked: dict[str, list[int]] = {page: [] for page in PAGES}
    for size in sizes:
        ArgumentMap.objects.all().delete()
        map = small_map(size, slug=f"map-{size}", raters=1, **columns)
        example = Group.objects.create(map=map, slug="example", name="Example class", is_example=True)
        GroupMember.objects.create(group=example, user=map.rating_set.earliest("pk").rater, pseudonym="1")
        refresh_strengths(map)
        for page, address in PAGES.items():
            asked[page].append(_queries(reader, address(map)))
    assert {page: counts for page, counts in asked.items() if len(set(counts)) > 1} == {}
    assert {page: counts[0] for page, counts in asked.items() if counts[0] > MOST} == OVER[kind]


def _queries(reader: Client, address: str) -> int:
    cache.clear()
    with CaptureQueriesContext(connection) as found:
        assert reader.get(address).status_code == 200, address
    return len(found)
