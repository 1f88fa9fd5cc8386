import csv
import json
import re
from html import unescape
from itertools import combinations

import pytest
from django.urls import reverse

from claims.actions.strength import refresh_strengths
from claims.models import ArgumentMap, Article, Group, Question, Rating, Thesis

PAIR = ["shia-jewish-alliance", "focused-on-iran"]


def page(client, map, *, article=(), thesis=(), **more):
    return client.get(
        reverse("claims:map_compare", args=[map.slug]), {"article": article, "thesis": thesis, **more}
    )


def words(answer):
    """What a reader reads: no tags, one space between words."""
    text = answer.content.decode().split('<main id="main"')[1]
    parts = [part.partition(">")[2] for part in text.split("<")]
    return unescape(" ".join(" ".join(parts).split()))


def test_without_a_choice_the_page_is_the_form(client, five_articles):
    answer = page(client, five_articles)
    assert answer.status_code == 200
    assert "Choose two to five." in words(answer)
    assert answer.content.count(b'<select class="field" id="article-') == 2
    assert answer.content.count(b'<select class="field" id="thesis-') == 2


def test_selects_left_empty_say_nothing(client, five_articles):
    assert page(client, five_articles, article=[*PAIR, ""]).status_code == 200
    assert page(client, five_articles, article=["", ""]).status_code == 200


def test_the_verdict_stands_first_in_a_sentence(client, five_articles):
    text = words(page(client, five_articles, article=PAIR))
    assert (
        "The two agree on 3 questions and part on 2 ; most on: "
        "Were the plots announced in Baku in 2012 real Iranian operations?" in text
    )
    assert "Not counted: 1 question on which none of them says anything." in text


def test_the_verdict_gives_the_theses_spread_and_how_many_rated(client, small_map):
    map = small_map(raters=6)
    refresh_strengths(map)
    text = words(page(client, map, article=["article-1", "article-2"]))
    assert "Their theses are rated from " in text
    assert ", each by 6 people." in text.replace(" ,", ",")


def test_the_bands_lead_to_their_groups_and_the_empty_one_leads_nowhere(client, five_articles):
    html = page(client, five_articles, article=PAIR).content.decode()
    for group, count in {
        "disagree": 1,
        "figures": 1,
        "emphasis": 4,
        "agree": 3,
        "open": 10,
        "one": 15,
    }.items():
        assert f'<a href="#{group}"><b>{count}</b>' in html
        assert f'<tbody role="rowgroup" id="{group}">' in html
    assert "#overtaken" not in html


def test_a_cell_tells_figure_measure_date_source_and_what_is_missing(client, five_articles):
    text = words(page(client, five_articles, article=PAIR))
    assert (
        "almost 20% Measure Azerbaijan in Israel's oil supply: share of Israel's oil, base not stated "
        "Date 2012, date inferred Source none given Where ¶ 16" in text
    )
    assert "Not comparable: share of Israel's oil, base not stated v. share of oil used in Israel." in text
    assert "The curator’s word and the figures do not say the same. Both stand." in text


def test_agreement_from_one_source_and_silence_are_said(client, five_articles):
    text = words(page(client, five_articles, article=PAIR))
    assert (
        "Agreement, but both rest on the same source. Azerbaijan's security authorities, on the arrests."
        in text
    )
    assert "says nothing" in text
    assert "Only B speaks." in text


def test_the_embassy_is_told_as_overtaken(client, five_articles):
    text = words(page(client, five_articles, article=["alliance-and-iran", "baku-to-the-future"]))
    assert "D and E: overtaken by time, not contradicted. 2013 versus 2023." in text


def row_of(html, slug):
    """One question's row of the table, read out."""
    start = html.index(f'/questions/{slug}/"')
    end = html.find("/questions/", start + 20)
    return " ".join(re.sub(r"<[^>]+>", " ", html[start:end]).split())


ALL_FIVE = [*PAIR, "alliance-against-iran", "alliance-and-iran", "baku-to-the-future"]


def test_trade_of_2010_stands_beside_later_trade_as_not_comparable_by_date(client, five_articles):
    trade = Question.objects.get(map=five_articles, uid="I06").slug
    text = row_of(page(client, five_articles, article=ALL_FIVE).content.decode(), trade)
    assert "more than $2bn" in text
    assert "some $4bn" in text
    assert (
        "B and C differ in a figure. Some $4 billion (text of late 2013) versus more than $2 billion in 2010; "
        "growth may explain it. From the figures of B and C: Not comparable by date: 2012–13 v. 2010. "
        "The curator’s word and the figures do not say the same. Both stand." in text
    )


def test_the_arms_deal_is_given_by_four_and_the_four_agree(client, five_articles):
    deal = Question.objects.get(map=five_articles, uid="I07").slug
    text = row_of(page(client, five_articles, article=ALL_FIVE).content.decode(), deal)
    verdicts = re.findall(r"From the figures of (\w) and (\w): (\w+)", text)
    assert set(verdicts) == {(one, other, "Agree") for one, other in combinations("ABDE", 2)}
    assert "C Kurbanov, 2012 says nothing" in text


def test_without_ratings_the_page_says_so(client, five_articles):
    text = words(page(client, five_articles, article=PAIR))
    assert "Nobody has rated their theses yet" in text
    assert "it needs ratings" in text


def test_a_table_for_spreadsheets_holds_a_line_for_each_position(client, five_articles):
    answer = page(client, five_articles, article=PAIR, **{"as": "csv"})
    assert answer["Content-Disposition"] == 'attachment; filename="azerbaijan-israel-A-B.csv"'
    headings, *lines = csv.reader(answer.content.decode().splitlines())
    assert (len(headings), len(lines)) == (9, 2 * 34)
    oil = [line for line in lines if line[0].startswith("How much of Israel's oil")]
    assert [line[2] for line in oil] == ["A", "B"]
    assert "almost 20%, share of Israel's oil, base not stated, 2012" in oil[0][6]
    assert oil[0][8] == "A–B not comparable"


def test_a_spreadsheet_is_handed_no_formula(client, five_articles):
    Question.objects.filter(map=five_articles, slug="oil-share").update(text="=1+1")
    lines = csv.reader(
        page(client, five_articles, article=PAIR, **{"as": "csv"}).content.decode().splitlines()
    )
    assert "'=1+1" in {line[0] for line in lines}


def test_programs_get_all_that_the_page_shows(client, five_articles):
    told = json.loads(page(client, five_articles, article=PAIR, **{"as": "json"}).content)
    assert told["counts"] == {
        "disagree": 1, "figures": 1, "overtaken": 0, "emphasis": 4, "agree": 3, "open": 10, "one": 15,
    }  # fmt: skip
    assert next(
        question["pairs"][0]["same_sources"] for question in told["questions"] if question["group"] == "agree"
    ) == ["Azerbaijan's security authorities, on the arrests"]


def test_theses_are_compared_by_their_uids(client, five_articles):
    answer = page(client, five_articles, thesis=["000-T2", "001-T2"])
    assert answer.status_code == 200
    assert "Entrapment skepticism" in words(answer)


def test_a_map_without_questions_still_compares(client, five_articles):
    Question.objects.all().delete()
    text = words(page(client, five_articles, article=["shia-jewish-alliance", "alliance-and-iran"]))
    assert "This map asks no questions yet." in text
    assert "“almost 20%” and “over 33.3%” cannot both hold." in text
    assert "D attacks A" in text


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        ({"article": PAIR[:1]}, "You chose only one. Choose another to set beside it."),
        ({"article": [PAIR[0], PAIR[0]]}, "You chose the same one twice. Choose another in its place."),
        ({"article": PAIR[:1], "thesis": ["001-T2"]}, "Articles and theses cannot stand side by side."),
        (
            {"thesis": ["000-T1", "000-T2", "000-T3", "000-T4", "001-T1", "001-T2"]},
            "At most five fit side by side, and you chose 6. Leave one out.",
        ),
    ],
)
def test_a_choice_that_cannot_be_compared_is_refused_with_the_form_as_it_was(
    client, five_articles, chosen, sentence
):
    answer = page(client, five_articles, **chosen)
    assert answer.status_code == 422
    assert sentence in words(answer)
    for value in {value for values in chosen.values() for value in values}:
        assert f'<option value="{value}" selected>' in answer.content.decode()


def test_what_is_not_on_the_map_is_not_found_wherever_else_it_is(
    client, carl, as_person, five_articles, small_map
):
    hidden = small_map(slug="hidden", visibility="members")
    assert Article.objects.filter(map=hidden, slug="article-1").exists()
    for door in (client, as_person(carl)):
        for stranger in ("article-1", "nowhere"):
            assert page(door, five_articles, article=[PAIR[0], stranger]).status_code == 404
        assert (
            page(door, five_articles, thesis=["000-T1", Thesis.objects.filter(map=hidden)[0].uid]).status_code
            == 404
        )
        assert page(door, hidden, article=["article-1", "article-2"]).status_code == 404
        assert page(door, hidden).status_code == 404


def test_members_see_a_members_map_compared(as_person, alice, small_map):
    map = small_map(slug="hidden", visibility="members")
    assert page(as_person(alice), map, article=["article-1", "article-2"]).status_code == 200


@pytest.mark.parametrize("format", ["", "csv", "json"])
def test_what_is_hidden_until_one_has_rated_is_in_no_answer(client, small_map, format):
    """Two maps rated differently look the same to somebody who has rated nothing."""
    maps = [
        small_map(slug=slug, raters=6, title="Hiding", hide_until_rated=True)
        for slug in ("map-one", "map-two")
    ]
    Rating.objects.filter(map=maps[1]).update(value=100)
    for map in maps:
        refresh_strengths(map)
    seen = [
        told(page(client, map, article=["article-1", "article-2"], **{"as": format}), map) for map in maps
    ]
    assert seen[0] == seen[1]


def told(answer, map):
    """An answer without what differs between any two maps: their addresses and their keys."""
    text = answer.content.decode() if "attachment" in answer.get("Content-Disposition", "") else words(answer)
    return text.replace(map.slug, "")


def test_a_hiding_map_says_that_it_hides(client, small_map):
    map = small_map(raters=6, hide_until_rated=True)
    refresh_strengths(map)
    text = words(page(client, map, article=["article-1", "article-2"]))
    assert "How their theses are rated is hidden until you have rated them." in text
    assert "so no crux is named here" in text


def test_a_map_without_articles_has_a_form_too(client, owner):
    map = ArgumentMap.objects.create(slug="empty", title="Empty", owner=owner)
    assert page(client, map).status_code == 200


def test_the_form_keeps_the_example_class_left_out(client, five_articles):
    Group.objects.create(map=five_articles, name="Example class", is_example=True)
    assert b'name="example" value="off"' in page(client, five_articles, article=PAIR, example="off").content
    assert b'name="example"' not in page(client, five_articles, article=PAIR, example="on").content
