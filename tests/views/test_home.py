"""The front page: alive at the first visit, fair to every article, and of use to a site without a map."""

import re
from html import unescape

from claims.actions.strength import refresh_strengths
from claims.models import ArgumentMap


def words(client, address="/"):
    page = unescape(client.get(address).content.decode())
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page[page.index("<main") :]))


def test_a_site_without_a_map_says_how_to_load_one(client, db):
    page = words(client)
    assert "There is no map here yet" in page
    assert "manage.py load_corpus" in page


def test_a_map_for_members_is_never_featured(small_map, as_person, alice):
    small_map(slug="closed", visibility="members")
    assert "There is no map here yet" in words(as_person(alice))


def test_the_first_public_map_with_questions_is_featured(client, small_map):
    ArgumentMap.objects.create(slug="bare", title="Bare")
    small_map(slug="first")
    small_map(slug="second")
    assert re.findall(r'action="/maps/([^/]+)/compare/"', client.get("/").content.decode()) == ["first"]


def test_two_articles_are_compared_in_one_click(client, five_articles):
    page = client.get("/").content.decode()
    form = page[page.index('id="compare"') : page.index("</form>", page.index('id="compare"'))]
    assert form.count('name="article"') == 2
    assert re.findall(r'<option value="([^"]+)" selected>', form) == [
        "shia-jewish-alliance",
        "focused-on-iran",
    ]


def test_the_five_oil_shares_stand_side_by_side_and_only_two_are_said_to_clash(client, five_articles):
    page = words(client)
    assert "How much of Israel's oil comes from Azerbaijan? 5 articles give 5 figures." in page
    assert (
        "A and D seem to measure the same thing at the same time (a date is inferred). "
        "If so, they cannot both be right." in page
    )
    assert page.count("cannot both be right") == 1
    for amount in ("almost 20%", "over 33.3%", "approximately 40%", "around 40%", "45%"):
        assert amount in page


def test_a_figure_without_a_source_says_so(client, five_articles):
    assert words(client).count("no source given") == 2


def test_where_they_part_shows_every_article(client, five_articles):
    page = client.get("/").content.decode()
    shown = page[page.index('class="part-ways"') : page.index("</section>", page.index('class="part-ways"'))]
    assert set(re.findall(r'<span class="key"[^>]*>(\w)</span>', shown)) == set("ABCDE")


def test_without_ratings_it_says_so(client, five_articles):
    page = words(client)
    assert "No strengths yet" in page
    assert "Example class" not in page


def test_the_first_visit_is_alive_and_says_what_is_invented(client, living_map):
    page = words(client)
    assert "Example class (invented ratings)." in page
    assert "Where readers split" in page
    assert page.count("contested ·") == 5
    left_out = words(client, "/?example=off")
    assert "Real ratings only." in left_out
    assert "No strengths yet" in left_out


def test_a_map_that_hides_ratings_shows_none_here(client, small_map):
    refresh_strengths(small_map(raters=6, hide_until_rated=True))
    assert "No strengths yet" in words(client)
