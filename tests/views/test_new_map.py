"""Starting a map: from a question, from an article, from a file."""

import json
import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from claims.exchange import MOST_BYTES
from claims.models import ArgumentMap

pytestmark = pytest.mark.django_db

QUESTION = {"title": "Is it so?", "language": "en", "visibility": "members", "who_rates": "members"}
ARTICLE = QUESTION | {
    "article_title": "On oil",
    "authors": "Ilya Bourtman, Johns Hopkins\r\n\r\n  Ghosh  \r\n",
    "outlet": "The Paper",
    "date_words": "spring 2013",
    "url": "paper.example/oil",
}
FILE = {"format": "argmap", "version": 1, "map": {"slug": "rent", "title": "Rent"}}


def words(answer):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", answer.content.decode())))


def sent(client, content, **data):
    content = content if isinstance(content, bytes) else json.dumps(content).encode()
    return client.post("/maps/import/", {"file": SimpleUploadedFile("map.json", content), **data})


@pytest.fixture
def reader(as_person, carl):
    return as_person(carl)


def test_a_question_makes_a_map(reader, carl):
    answer = reader.post("/maps/new/", QUESTION | {"summary": "One.\r\nTwo."}, follow=True)
    assert answer.redirect_chain == [("/maps/is-it-so/", 303)]
    assert "The map is made, and you own it." in words(answer)
    map = ArgumentMap.objects.get()
    assert (map.owner, map.visibility, map.who_rates, map.summary) == (
        carl,
        "members",
        "members",
        "One.\nTwo.",
    )


def test_an_article_makes_a_map_with_itself_on_it(reader):
    answer = reader.post("/maps/new/?from=article", ARTICLE, follow=True)
    article = ArgumentMap.objects.get().article_set.get()
    assert article.authors == [
        {"name": "Ilya Bourtman", "affiliation": "Johns Hopkins"},
        {"name": "Ghosh", "affiliation": ""},
    ]
    assert (article.slug, article.title, article.url) == ("on-oil", "On oil", "https://paper.example/oil")
    assert (article.date.words, article.language) == ("spring 2013", "en")
    assert "What to do next" in words(answer)
    assert "Bourtman and Ghosh" in words(answer)
    assert reader.get("/maps/is-it-so/articles/on-oil/").status_code == 200


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("title", " ", "A map needs a title."),
        ("title", "x" * 201, "longer than 200 characters"),
        ("summary", "x" * 4001, "longer than 4000 characters"),
        ("language", "xx-klingon", "Choose one."),
        ("visibility", "", "Choose one."),
        ("who_rates", "nobody", "Choose one."),
        ("article_title", "", "The article needs a title."),
        ("authors", ", Johns Hopkins", "Every line begins with a name"),
        ("authors", "x" * 201, "Every line begins with a name"),
        ("authors", "x\n" * 51, "more than 50 authors"),
        ("date_words", "x" * 121, "longer than 120 characters"),
        ("url", "ftp://paper.example/", "begins with http:// or https://"),
        ("url", "javascript:alert(1)", "begins with http:// or https://"),
    ],
)
def test_what_is_refused_is_said_and_nothing_typed_is_lost(field, value, sentence, reader):
    answer = reader.post("/maps/new/?from=article", ARTICLE | {field: value})
    assert answer.status_code == 422
    assert sentence in words(answer)
    kept = ARTICLE | {field: value}
    form = answer.context["form"]
    assert {name: form[name].value() for name in ("title", "authors", "outlet", "url")} == {
        name: kept[name] for name in ("title", "authors", "outlet", "url")
    }
    assert 'aria-invalid="true"' in answer.content.decode() or "options" in answer.content.decode()
    assert not ArgumentMap.objects.exists()


def test_whoever_is_signed_out_comes_back_to_the_form(client):
    for address in ("/maps/new/?from=article", "/maps/import/"):
        answer = client.get(address, follow=True)
        assert answer.request["PATH_INFO"] == "/accounts/login/"
        assert answer.context["redirect_field_value"] == address


def test_an_empty_map_says_what_to_do_next_to_those_who_may(as_person, owner, small_map, carl, client, alice):
    map = ArgumentMap.objects.create(slug="empty", title="Empty", owner=owner)
    map.memberships.create(user=alice, role="viewer")
    readers = (as_person(owner), as_person(alice), as_person(carl), client)
    pages = [words(reader.get("/maps/empty/")) for reader in readers]
    found = [("What to do next" in page, "Nothing is on this map" in page) for page in pages]
    assert found == [(True, False), (False, True), (False, True), (False, True)]
    assert "What to do next" not in words(as_person(owner).get(small_map(24).get_absolute_url()))


# From a file


def test_a_file_makes_a_map(reader, carl):
    answer = sent(reader, FILE)
    assert (answer.status_code, answer.url) == (303, "/maps/rent/")
    assert ArgumentMap.objects.get().owner == carl


@pytest.mark.parametrize(
    ("content", "sentences"),
    [
        (b"", ["This file is empty."]),
        (b"x" * (MOST_BYTES + 1), ["This file is larger than 10 MB."]),
        (b'{\n"\xff"}', ["cannot be read as a map", "Line 2: this is not UTF-8."]),
        (b'{\n"format": "argmap"\n,,}', ["Line 3: this is not JSON"]),
        ({"format": "argdown"}, ["Line 1: “format” must be “argmap”."]),
        ({**FILE, "claims": [{"uid": "a", "text": ""}]}, ["Line 1: claims a:"]),
        (b"[" * 100_000, ["nested deeper than 200 levels"]),
    ],
)
def test_a_file_that_is_no_map_is_refused_with_a_line_and_a_sentence(content, sentences, reader):
    answer = sent(reader, content, slug="kept")
    assert answer.status_code == 422
    for sentence in sentences:
        assert sentence in words(answer)
    assert answer.context["form"]["slug"].value() == "kept"
    assert not ArgumentMap.objects.exists()


def test_no_file_is_no_map(reader):
    assert "Choose a file." in words(reader.post("/maps/import/", {}))


@pytest.mark.parametrize(("taken", "offered"), [("rent", "rent-2"), ("new", "new-2"), ("import", "import-2")])
def test_where_an_address_is_taken_another_is_offered(taken, offered, reader):
    ArgumentMap.objects.create(slug="rent", title="Rent")
    answer = sent(reader, FILE, slug=taken)
    assert answer.status_code == 422
    assert "There is a page at this address already." in words(answer)
    assert f'value="{offered}"' in answer.content.decode()
    assert sent(reader, FILE, slug=offered).url == f"/maps/{offered}/"


def test_an_address_is_made_of_plain_letters(reader):
    answer = sent(reader, FILE, slug="so long!")
    assert answer.status_code == 422
    assert "An address has letters from a to z" in words(answer)


# The list


def test_ones_own_maps_stand_apart(as_person, alice, owner, small_map):
    small_map(slug="anyones")
    small_map(slug="joined", visibility="members")
    ArgumentMap.objects.create(slug="mine", title="Mine", owner=alice)
    page = as_person(alice).get("/maps/").content.decode()
    own, others = page.split('id="other-maps"')
    assert re.findall(r'href="/maps/([a-z]+)/"', own) == ["new", "joined", "mine"]
    assert re.findall(r'href="/maps/([a-z]+)/"', others) == ["anyones"]
    assert "your role: contributor" in own
    assert "you own it" in own
