"""What a first visit has to carry, compressed: pages of a large map, and the style of them all."""

import gzip
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from claims.actions.strength import refresh_strengths
from claims.models import ArgumentMap

SCRIPT = ["argmap.js", "live.js", "vendor/htmx.min.js"]
STYLE_AND_SCRIPT = ["argmap.css", *SCRIPT]


def weight(content: bytes) -> int:
    return len(gzip.compress(content, 1))


@pytest.fixture
def large_map(small_map: Callable[..., ArgumentMap]) -> ArgumentMap:
    map = small_map(1_000, slug="large", raters=1)
    refresh_strengths(map)
    return map


def test_the_first_view_of_a_map_of_a_thousand_claims_weighs_at_most_120_kb(
    large_map: ArgumentMap, client: Client
) -> None:
    files = sum(weight((settings.CHECKOUT / "static" / name).read_bytes()) for name in STYLE_AND_SCRIPT)
    assert weight(client.get("/maps/large/").content) + files <= 120_000
    for address in ("/maps/large/outline/", "/maps/large/articles/article-1/"):
        assert weight(client.get(address).content) <= 120_000, address


def test_two_articles_and_all_five_side_by_side_weigh_at_most_120_kb(
    living_map: ArgumentMap, client: Client
) -> None:
    slugs: list[Any] = list(living_map.article_set.order_by("order").values_list("slug", flat=True))
    for chosen in (slugs[:2], slugs):
        page = client.get("/maps/azerbaijan-israel/compare/", {"article": chosen})
        assert weight(page.content) <= 120_000


def test_the_style_weighs_at_most_25_kb() -> None:
    assert weight((settings.CHECKOUT / "static" / "argmap.css").read_bytes()) <= 25_000


def test_the_script_of_a_page_weighs_at_most_25_kb() -> None:
    assert sum(weight((settings.CHECKOUT / "static" / name).read_bytes()) for name in SCRIPT) <= 25_000
