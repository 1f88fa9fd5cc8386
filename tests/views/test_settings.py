"""An owner's settings: what is refused, and what is not lost."""

import json
import re
from html import unescape

import pytest

from claims.actions.map import settings_of
from claims.models import ArgumentMap, Rating

pytestmark = pytest.mark.django_db


def words(answer):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", answer.content.decode())))


def typed(map, **changes):
    """The form as a browser sends it: no box that is not ticked."""
    data = settings_of(map) | {"read": json.dumps(settings_of(map))} | changes
    return {name: value for name, value in data.items() if value is not False}


@pytest.fixture
def map(small_map):
    return small_map(24, summary="One line.\nAnother.", language="az-Latn")


@pytest.fixture
def settle(map, as_person, owner):
    reader = as_person(owner)
    return lambda **changes: reader.post(f"/maps/{map.slug}/settings/", typed(map, **changes))


def test_every_setting_is_kept(map, settle):
    changes = {
        "title": "Renamed",
        "summary": "Else.",
        "language": "de",
        "licence": "CC BY 4.0",
        "visibility": "members",
        "who_rates": "members",
        "evidence_raters": "everyone",
        "hide_until_rated": True,
        "fewest_raters": 5,
        "ratings_named": True,
    }
    answer = settle(**changes)
    assert (answer.status_code, answer.url) == (303, f"/maps/{map.slug}/settings/")
    map.refresh_from_db()
    assert settings_of(map) == changes


def test_a_form_that_is_sent_as_it_came_changes_nothing(map, settle):
    version = map.version
    assert settle(summary="One line.\r\nAnother.").status_code == 303
    map.refresh_from_db()
    assert (map.version, map.language) == (version, "az-Latn")


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("title", "", "A map needs a title."),
        ("licence", "x" * 301, "longer than 300 characters"),
        ("fewest_raters", "0", "a whole number from 1 to 1000"),
        ("fewest_raters", "1001", "a whole number from 1 to 1000"),
        ("fewest_raters", "few", "a whole number from 1 to 1000"),
        ("evidence_raters", "me", "Choose one."),
    ],
)
def test_what_is_refused_keeps_the_rest(field, value, sentence, map, settle):
    answer = settle(**{"licence": "Kept", field: value})
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert field == "licence" or 'value="Kept"' in answer.content.decode()
    before = settings_of(map)
    map.refresh_from_db()
    assert settings_of(map) == before


def test_after_a_refusal_what_was_read_is_still_what_was_read(map, settle):
    read = json.dumps(settings_of(map))
    ArgumentMap.objects.update(summary="Theirs")
    answer = settle(title="")
    assert unescape(re.search(r'name="read" value="([^"]*)"', answer.content.decode())[1]) == read


def test_settings_changed_meanwhile_stand_beside_what_was_typed(map, settle):
    ArgumentMap.objects.update(title="Theirs", licence="CC0")
    answer = settle(title="Mine")
    assert answer.status_code == 422
    table = re.search('<table class="steps meantime">.*?</table>', answer.content.decode(), re.DOTALL)[0]
    rows = re.findall(r"<(?:td|th scope=\"row\")>(.*?)</t[dh]>", table)
    left = '<span class="hush">you left it alone</span>'
    assert rows == ["Question or title", "Theirs", "Mine", "Licence", "CC0", left]
    form = answer.context["form"]
    assert (form["title"].value(), form["licence"].value()) == ("Mine", "CC0")
    assert json.loads(answer.context["read"])["title"] == "Theirs"


@pytest.mark.parametrize("read", ["", "{", "[" * 90_000, "null", '"x"', "{}", '{"title": []}'], ids=range(7))
def test_whoever_does_not_say_what_they_read_overwrites_nothing(read, map, settle):
    answer = settle(title="Mine", read=read)
    assert answer.status_code == 422
    assert "Somebody changed these settings" in words(answer)
    map.refresh_from_db()
    assert map.title == "Small map"


def test_names_are_not_put_to_ratings_given_in_confidence(map, settle, alice):
    Rating.objects.create(map=map, rater=alice, value=50, claim=map.claim_set.first())
    answer = settle(ratings_named="on")
    assert answer.status_code == 422
    assert "People have rated here without their names." in words(answer)
