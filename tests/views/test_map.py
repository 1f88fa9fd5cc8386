"""A map's page and its outline: what stands there, how it is kept, and what an address may ask for."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.actions.rating import rate
from claims.actions.strength import refresh_strengths
from claims.models import ArgumentMap, Claim
from claims.queries.audience import EVERYONE
from claims.queries.map import to_rate
from claims.queries.tree import Tree
from claims.queries.whole import read_map

MAP = "/maps/azerbaijan-israel/"
OUTLINE = f"{MAP}outline/"


def ids(page):
    return re.findall(r' id="([^"]+)"', page.content.decode())


def queries(client, address):
    """With nothing kept, as the first reader after an edit finds it."""
    cache.clear()
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


# Maps in a list


def test_the_list_counts_what_stands_in_each_map(client, five_articles):
    page = client.get("/maps/").content.decode()
    facts = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))
    for words in ("5 articles", "20 theses", "299 claims", "236 pieces of evidence", "35 questions"):
        assert words in facts


def test_the_list_shows_a_members_map_to_its_members_alone(small_map, as_person, alice, carl, client):
    small_map(slug="closed", visibility="members")
    small_map(slug="unlisted", visibility="unlisted")

    def found(someone):
        return re.findall(r'href="/maps/((?!new/)[^/"]+)/"', someone.get("/maps/").content.decode())

    assert found(as_person(alice)) == ["closed", "unlisted"]
    assert found(as_person(carl)) == found(client) == []


def test_an_empty_list_says_how_to_load_a_map(client, db):
    assert "load_corpus" in client.get("/maps/").content.decode()


def test_the_list_is_one_query_whatever_its_length(small_map, as_person, alice):
    someone = as_person(alice)
    small_map(slug="one")
    few = queries(someone, "/maps/")
    small_map(slug="two")
    assert queries(someone, "/maps/") == few <= 4


# One map


def test_every_thesis_stands_with_its_strength_and_its_article(client, five_articles):
    page = client.get(MAP).content.decode()
    assert len(re.findall(r'<article class="thesis"', page)) == 20
    assert re.findall(r'id="article-([^"]+)"', page) == list(
        five_articles.article_set.values_list("slug", flat=True)
    )


def test_all_questions_are_there_by_how_the_articles_part(client, five_articles):
    page = client.get(MAP).content.decode()
    assert len(re.findall(rf'href="{MAP}questions/[^"]+"', page)) == 35
    assert "They disagree" in page


def test_an_id_stands_once(client, five_articles):
    for address in (MAP, f"{MAP}?article=focused-on-iran", OUTLINE):
        found = ids(client.get(address))
        assert sorted(found) == sorted(set(found))


def test_the_outline_of_another_article_is_one_click_away(client, five_articles):
    page = client.get(f"{MAP}?article=baku-to-the-future").content.decode()
    assert "Outline of Baku to the Future?" in page


def test_the_whole_outline_sets_out_every_claim_once(client, five_articles):
    found = [name for name in ids(client.get(OUTLINE)) if re.fullmatch(r"claim-\d+", name)]
    assert len(found) == len(set(found)) == 299


@pytest.mark.parametrize(
    ("asked", "closed"), [("?level=1", True), ("?level=8", False), ("?level=banana", True)]
)
def test_a_level_opens_the_outline_that_far(client, five_articles, asked, closed):
    page = client.get(OUTLINE + asked).content.decode()
    assert ('<details class="fold"><summary>' in page) == closed


def test_a_branch_has_an_address_of_its_own(client, five_articles):
    thesis = five_articles.thesis_set.first()
    page = client.get(OUTLINE, {"root": thesis.claim_id})
    assert f"claim-{thesis.claim_id}" in ids(page)
    assert len(ids(page)) < 100


@pytest.mark.parametrize(
    "asked", ["?article=nobody", "?root=0", "?root=999999", "?root=x", "?article=&from=20"]
)
def test_what_is_not_on_the_map_is_not_found(client, five_articles, asked):
    assert client.get(OUTLINE + asked).status_code == 404


def test_a_claim_of_another_map_is_no_branch_of_this_one(client, small_map):
    small_map(slug="here")
    foreign = Claim.objects.filter(map=small_map(slug="there")).first()
    assert client.get(f"/maps/here/outline/?root={foreign.pk}").status_code == 404


def test_show_more_leads_on(client, small_map):
    small_map(2_400)
    page = client.get("/maps/small-map/outline/").content.decode()
    more = re.findall(r'<li class="more"><a href="([^"]+)">', page)
    assert more
    for address in (more[0], more[-1]):
        assert client.get(address.replace("&amp;", "&")).status_code == 200


def test_a_map_without_anything_has_its_page(client, db):
    ArgumentMap.objects.create(slug="bare", title="Bare")
    for address in ("/maps/bare/", "/maps/bare/outline/"):
        assert "Nothing is on this map yet" in client.get(address).content.decode()


def test_words_are_never_markup(client, db, small_map):
    map = small_map()
    Claim.objects.filter(map=map).update(text='<script>alert(1)</script> & "quotes" {{ x }}')
    for address in ("/maps/small-map/", "/maps/small-map/outline/", "/"):
        page = client.get(address).content.decode()
        assert "<script>alert" not in page
    shown = "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quotes&quot; {{ x }}"
    assert shown in client.get("/maps/small-map/outline/").content.decode()


# Who may see it


def test_a_members_map_is_not_there_for_others(small_map, as_person, alice, carl, client):
    small_map(slug="closed", visibility="members")
    for page in ("map_detail", "map_outline"):
        address = reverse(f"claims:{page}", args=["closed"])
        assert as_person(alice).get(address).status_code == 200
        assert as_person(carl).get(address).status_code == client.get(address).status_code == 404


def test_what_was_kept_for_a_member_is_not_given_to_others(small_map, as_person, alice, carl):
    small_map(slug="closed", visibility="members")
    etag = as_person(alice).get("/maps/closed/")["ETag"]
    assert as_person(carl).get("/maps/closed/", headers={"if-none-match": etag}).status_code == 404


# What is kept


def test_a_page_is_kept_until_a_rating_moves_it(client, five_articles, maya):
    claim = Claim.objects.get(uid="000-T2")
    before = client.get(MAP).content
    Claim.objects.filter(pk=claim.pk).update(text="Not seen: nobody raised the version.")
    assert client.get(MAP).content == before
    rate(claim, 100, by=maya)
    assert b"Not seen" in client.get(MAP).content


def test_a_kept_page_asks_little(client, five_articles):
    client.get(MAP)
    with CaptureQueriesContext(connection) as found:
        client.get(MAP)
    assert len(found) == 2


def test_nothing_is_kept_where_ratings_are_hidden_until_one_has_rated(small_map, as_person, alice, maya):
    map = small_map(raters=6, hide_until_rated=True)
    refresh_strengths(map)
    claim = Claim.objects.filter(map=map, theses__isnull=False).first()
    rate(claim, 50, by=maya)
    shown = f'id="strength-{claim.pk}"><b><span class="only-heard">Strength </span>'

    def number(someone):
        return as_person(someone).get("/maps/small-map/").content.decode().split(shown)[1][:1]

    assert number(maya).isdigit()
    assert number(alice) == "?"


def test_an_unchanged_page_is_not_sent_again(client, five_articles, maya):
    etag = client.get(MAP)["ETag"]
    assert client.get(MAP, headers={"if-none-match": etag}).status_code == 304
    rate(Claim.objects.get(uid="000-T2"), 0, by=maya)
    assert client.get(MAP, headers={"if-none-match": etag}).status_code == 200


# The reader's own ratings


def test_a_reader_sees_how_far_they_have_come(five_articles, as_person, alice):
    client = as_person(alice)
    assert b"You rated <b>0</b> of <b>299</b> claims." in client.get(MAP).content
    rate(Claim.objects.get(uid="000-T2"), 75, by=alice)
    assert b"You rated <b>1</b> of <b>299</b> claims." in client.get(MAP).content


def test_the_next_claim_is_the_first_in_order_that_one_has_not_rated(small_map, as_person, alice):
    map = small_map(raters=6)
    refresh_strengths(map)
    client = as_person(alice)
    first, second, *_ = to_rate(Tree(read_map(map, EVERYONE)))
    assert f'href="/claims/{first[0]}/"' in _progress(client)
    rate(Claim.objects.get(pk=first[0]), None, by=alice)
    assert f'href="/claims/{second[0]}/"' in _progress(client)


def _progress(client):
    page = client.get("/maps/small-map/").content.decode()
    return page[page.index('id="progress"') : page.index("</p>", page.index('id="progress"'))]


def test_others_are_asked_to_sign_in(client, five_articles):
    assert f"/accounts/login/?next={MAP}".encode() in client.get(MAP).content


def test_contributors_can_give_reasons_on_every_card_of_an_outline(small_map, as_person, alice, carl):
    map = small_map(24)
    map.memberships.create(user=alice, role="contributor")
    for page in (
        f"/maps/{map.slug}/outline/?level=8",
        f"/maps/{map.slug}/outline/?article=article-1&level=8",
        f"/maps/{map.slug}/articles/article-1/?level=8",
    ):
        plain, tooled = (as_person(alice).get(page + edit).content.decode() for edit in ("", "&edit=on"))
        assert "reasons/new/?bears=support" not in plain
        cards = tooled.count('id="claim-')
        assert tooled.count("reasons/new/?bears=support") == cards > 0
        assert "reasons/new/" not in as_person(carl).get(page + "&edit=on").content.decode()


def test_the_map_offers_contributors_to_add_a_claim(small_map, as_person, alice, carl):
    map = small_map(24)
    map.memberships.create(user=alice, role="contributor")
    for page in (f"/maps/{map.slug}/", f"/maps/{map.slug}/outline/"):
        assert f'href="/maps/{map.slug}/claims/new/"' in as_person(alice).get(page).content.decode()
        assert "claims/new/" not in as_person(carl).get(page).content.decode()
