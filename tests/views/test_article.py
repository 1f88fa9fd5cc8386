"""One article's page: what it argues and where, what others make of it, and what is not known of it."""

import re
from html import unescape

import pytest

from claims.models import Article, Question

ARTICLES = "/maps/azerbaijan-israel/articles/"
SLUGS = [
    "shia-jewish-alliance",
    "focused-on-iran",
    "alliance-against-iran",
    "alliance-and-iran",
    "baku-to-the-future",
]


def part(client, slug, heading):
    """The words of one section of the page."""
    page = client.get(f"{ARTICLES}{slug}/").content.decode()
    start = page.index(f'<h2 id="{heading}">')
    end = page.find('<section class="block"', start)
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page[start:end])))


@pytest.mark.parametrize("slug", SLUGS)
def test_every_article_has_its_page(client, five_articles, slug):
    page = client.get(f"{ARTICLES}{slug}/")
    assert page.status_code == 200
    article = Article.objects.get(slug=slug)
    for thesis in article.theses.all():
        assert f'id="claim-{thesis.claim_id}"' in page.content.decode()


def test_an_unknown_author_is_said_to_be_unknown(client, five_articles):
    page = client.get(f"{ARTICLES}shia-jewish-alliance/").content.decode()
    assert '<b class="missing">Author unknown</b>' in page


def test_an_inferred_date_is_said_to_be_inferred_and_why(client, five_articles):
    page = client.get(f"{ARTICLES}shia-jewish-alliance/").content.decode()
    assert "March 2012, date inferred" in page
    assert "Opens with 14 March 2012" in page


def test_the_point_of_view_is_the_curators_reading(client, five_articles):
    for slug in SLUGS:
        assert "As the curators of this map read it." in client.get(f"{ARTICLES}{slug}/").content.decode()


def test_the_text_is_not_shipped_and_that_is_said(client, five_articles):
    assert "Not kept here" in client.get(f"{ARTICLES}focused-on-iran/").content.decode()


def test_claims_stand_in_the_order_of_the_articles_paragraphs(client, five_articles):
    listed = part(client, "alliance-and-iran", "h-places")
    firsts = [int(n) for n in re.findall(r"¶\xa0?\s?(\d+)[^ ]* ", listed.split("Conclusion")[1])]
    assert firsts[1:] == sorted(firsts[1:])


def test_what_bears_on_it_from_other_articles_is_there(client, five_articles):
    page = client.get(f"{ARTICLES}shia-jewish-alliance/").content.decode()
    start = page.index('id="h-in"')
    assert "Speaks of the announcement" not in page[start : page.index('id="h-out"')]
    assert page[start : page.index('id="h-out"')].count('<li class="claim') > 5


def test_it_says_on_which_questions_the_article_is_silent(client, five_articles):
    silent = Question.objects.filter(
        positions__article__slug="baku-to-the-future", positions__status="silent"
    )
    found = part(client, "baku-to-the-future", "h-silent")
    assert silent.count() > 5
    assert [question.text for question in silent if question.text not in found] == []


def test_it_leads_to_a_comparison_with_each_of_the_others(client, five_articles):
    page = client.get(f"{ARTICLES}focused-on-iran/").content.decode()
    others = re.findall(r"compare/\?article=focused-on-iran&amp;article=([a-z-]+)", page)
    assert others == [slug for slug in SLUGS if slug != "focused-on-iran"]


def test_a_bare_article_has_its_page(client, small_map):
    map = small_map()
    Article.objects.create(map=map, slug="bare", title="Bare", order=9)
    page = client.get("/maps/small-map/articles/bare/").content.decode()
    for words in ("No claim of this article is on the map yet.", "No date known", "Author unknown"):
        assert words in page


def test_it_is_not_there_for_outsiders_nor_on_another_map(small_map, as_person, alice, carl, client):
    small_map(slug="closed", visibility="members")
    address = "/maps/closed/articles/article-1/"
    assert as_person(alice).get(address).status_code == 200
    assert as_person(carl).get(address).status_code == client.get(address).status_code == 404
    small_map(slug="open")
    assert client.get("/maps/open/articles/article-9/").status_code == 404
