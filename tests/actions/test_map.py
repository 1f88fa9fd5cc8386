"""Starting a map, and what its owner decides about it."""

from collections.abc import Callable
from typing import Any

import pytest

from claims.actions.exchange import MapExists, store_map
from claims.actions.map import ChangedMeanwhile, MayNot, change_settings, free_slug, settings_of, start_map
from claims.actions.strength import refresh_strengths
from claims.errors import ClaimsError
from claims.graph.document import MapDocument, MapRecord
from claims.models import ArgumentMap, Rating, Score

pytestmark = pytest.mark.django_db

COLUMNS = {"summary": "", "language": "en", "visibility": "public", "who_rates": "everyone"}


def started(by: Any, title: str = "Should the bridge be closed?", article: Any = None) -> ArgumentMap:
    return start_map({**COLUMNS, "title": title}, article, by=by)


def scores(map: ArgumentMap) -> list[Any]:
    columns = ["audience", "claim", "relation", "evidence", "strength", "low", "high", "n"]
    return list(Score.objects.filter(map=map).order_by(*columns[:4]).values_list(*columns))


def test_whoever_starts_a_map_owns_it(alice: Any) -> None:
    map = started(alice)
    assert (map.owner, map.slug, map.memberships.count()) == (alice, "should-the-bridge-be-closed", 0)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("New", "new-2"),
        ("Import", "import-2"),
        ("Мост", "map"),
        ("???", "map"),
        ("A " + "long " * 39, "-".join(["a", *["long"] * 13, "lon"])),
        ("--New--", "new-2"),
        ("Ça va?", "ca-va"),
    ],
)
def test_an_address_comes_from_the_title(title: str, slug: str, alice: Any) -> None:
    assert started(alice, title).slug == slug


def test_maps_of_one_title_stand_at_addresses_of_their_own(alice: Any, carl: Any) -> None:
    assert [started(one, "Iran").slug for one in (alice, carl, alice)] == ["iran", "iran-2", "iran-3"]
    assert free_slug("Iran") == "iran-4"


def test_an_article_comes_with_its_map(alice: Any) -> None:
    authors = [{"name": "Ghosh", "affiliation": "The Paper"}]
    given = {"authors": authors, "outlet": "The Paper", "date_words": "spring 2013", "url": ""}
    map = started(alice, "Oil", {"title": "Oil and water", **given})
    article = map.article_set.get()
    assert (article.slug, article.authors, article.date.words) == ("oil-and-water", authors, "spring 2013")
    assert started(alice, "Oil", {"title": "Нефть", **given}).article_set.get().slug == "article"


def test_a_file_may_not_take_the_address_of_a_page(db: None) -> None:
    with pytest.raises(MapExists, match="address of a page"):
        store_map(MapDocument(map=MapRecord(slug="new", title="New")))


@pytest.fixture
def owned(small_map: Callable[..., ArgumentMap]) -> ArgumentMap:
    map = small_map(24, raters=3)
    refresh_strengths(map)
    map.refresh_from_db()
    return map


def test_a_setting_that_decides_what_counts_recounts_the_map(owned: ArgumentMap, owner: Any) -> None:
    read = settings_of(owned)
    change_settings(owned, {**read, "evidence_raters": "everyone", "fewest_raters": 2}, read, by=owner)
    kept = scores(owned)
    owned.refresh_from_db()
    Score.objects.filter(map=owned).delete()
    refresh_strengths(owned)
    assert scores(owned) == kept
    assert any(evidence and n for _, _, _, evidence, *_, n in kept)


def test_a_new_title_is_a_new_version_without_a_recount(owned: ArgumentMap, owner: Any) -> None:
    read = settings_of(owned)
    changed = change_settings(owned, {**read, "title": "Renamed"}, read, by=owner)
    assert (changed.title, changed.version) == ("Renamed", owned.version + 1)
    changed.refresh_from_db()
    assert changed.scores_version == owned.scores_version
    again = change_settings(owned, {**read, "title": "Renamed"}, settings_of(changed), by=owner)
    assert again.version == changed.version


def test_what_somebody_changed_meanwhile_is_not_overwritten(owned: ArgumentMap, owner: Any) -> None:
    read = settings_of(owned)
    change_settings(owned, {**read, "title": "First"}, read, by=owner)
    with pytest.raises(ChangedMeanwhile) as refused:
        change_settings(owned, {**read, "title": "Second"}, read, by=owner)
    assert refused.value.now == {"title": "First"}
    with pytest.raises(ChangedMeanwhile):  # not typed over on purpose, but it would be all the same
        change_settings(owned, {**read, "summary": "A summary"}, read, by=owner)
    owned.refresh_from_db()
    assert (owned.title, owned.summary) == ("First", "")
    change_settings(owned, {**read, "title": "First"}, read, by=owner)  # the same form, sent twice


def test_an_edit_of_a_claim_is_no_change_of_settings(owned: ArgumentMap, owner: Any) -> None:
    read = settings_of(owned)
    ArgumentMap.objects.filter(pk=owned.pk).update(version=owned.version + 7)
    assert change_settings(owned, {**read, "title": "Renamed"}, read, by=owner).version == owned.version + 8


def test_ratings_given_in_confidence_get_no_names(owned: ArgumentMap, owner: Any) -> None:
    read = settings_of(owned)
    with pytest.raises(ClaimsError, match="without their names"):
        change_settings(owned, {**read, "ratings_named": True}, read, by=owner)
    Rating.objects.filter(map=owned).delete()
    assert change_settings(owned, {**read, "ratings_named": True}, read, by=owner).ratings_named


@pytest.mark.parametrize("name", ["maya", "carl"])
def test_nobody_but_the_owner_changes_settings(name: str, owned: ArgumentMap, request: Any) -> None:
    read = settings_of(owned)
    with pytest.raises(MayNot):
        change_settings(owned, {**read, "title": "Mine"}, read, by=request.getfixturevalue(name))
