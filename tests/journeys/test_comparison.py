"""A reader with five minutes: who says the plots were real, whose oil share compares with whose, what time overtook."""

import re

import pytest
from playwright.sync_api import expect

from claims.actions.strength import refresh_strengths
from claims.models import Claim, Rating

COMPARE = "/maps/azerbaijan-israel/compare/"
PAIR = COMPARE + "?article=shia-jewish-alliance&article=focused-on-iran"
ALL = PAIR + "&article=alliance-against-iran&article=alliance-and-iran&article=baku-to-the-future"


@pytest.fixture
def rated_articles(five_articles, person):
    """Six people rate every claim, each as they please."""
    people = [person(f"rater-{n}") for n in range(6)]
    Rating.objects.bulk_create(
        Rating(map=five_articles, rater=rater, claim=claim, value=25 * ((place + 2 * turn) % 4 + 1))
        for place, claim in enumerate(Claim.objects.filter(map=five_articles))
        for turn, rater in enumerate(people)
    )
    refresh_strengths(five_articles)
    return five_articles


def test_a_reader_chooses_two_articles_by_keyboard_alone(reader, five_articles):
    reader.open(COMPARE)
    page = reader.page
    page.get_by_role("combobox", name="Article 1").focus()
    page.keyboard.type("A ·")
    page.keyboard.press("Tab")
    page.keyboard.type("B ·")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("article=shia-jewish-alliance&article=focused-on-iran"))
    expect(page.get_by_text("The two agree on 3 questions and part on 2")).to_be_visible()


def test_a_refused_choice_says_what_to_do_and_takes_the_focus(reader, five_articles):
    reader.open(COMPARE + "?article=focused-on-iran")
    expect(reader.page.get_by_role("alert")).to_contain_text("Choose another to set beside it.")
    expect(reader.page.get_by_role("alert")).to_be_focused()
    expect(reader.page.get_by_role("combobox", name="Article 1")).to_have_value("focused-on-iran")


def test_a_count_leads_to_its_questions_and_a_question_to_its_page(reader, five_articles):
    reader.open(PAIR)
    reader.page.get_by_role("link", name="1 figures differ").click()
    expect(reader.page).to_have_url(re.compile("#figures$"))
    reader.page.get_by_role("link", name="How much of Israel's oil comes from Azerbaijan?").click()
    expect(reader.page.get_by_role("heading", level=1)).to_have_text(
        "How much of Israel's oil comes from Azerbaijan?"
    )
    reader.page.get_by_role("link", name="Compare A and D").click()
    expect(reader.page).to_have_url(re.compile("article=alliance-and-iran#question-"))


def test_headers_stay_in_sight_while_the_table_scrolls(reader, five_articles):
    reader.open(PAIR)
    reader.page.locator("#one").scroll_into_view_if_needed()
    expect(reader.page.get_by_role("columnheader", name="Souleimanov et al.")).to_be_in_viewport()


def test_on_a_narrow_screen_each_question_is_a_card_and_still_a_table(reader, rated_articles):
    reader.page.set_viewport_size({"width": 360, "height": 740})
    reader.open(ALL)
    table = reader.page.get_by_role("table").filter(
        has=reader.page.get_by_role("columnheader", name="Question")
    )
    plots = table.get_by_role("row").filter(has_text="Were the plots announced")
    expect(plots.get_by_role("cell")).to_have_count(0)
    plots.locator(".opener summary").filter(has_text="A doubts").press("Enter")
    expect(plots.get_by_role("cell")).to_have_count(5)
    cells = [cell.bounding_box() for cell in plots.get_by_role("cell").all()]
    assert [box["x"] for box in cells] == [cells[0]["x"]] * 5
    expect(plots.get_by_role("cell").get_by_text("says nothing")).to_have_count(1)


def test_folded_claims_unfold_without_script(browser, live_server, five_articles):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(live_server.url + PAIR)
    plots = page.get_by_role("row").filter(has_text="Were the plots announced")
    more = plots.get_by_role("cell").first.locator("summary").first
    expect(plots.get_by_role("cell").first.locator("li:visible")).to_have_count(2)
    more.press("Enter")
    expect(plots.get_by_role("cell").first.locator("li:visible")).to_have_count(5)
