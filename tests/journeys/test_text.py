"""A text is pasted, read and quoted from: with the mouse, by keyboard, without script, and by two at once."""

import re

import pytest
from playwright.sync_api import expect

from claims.models import ArgumentMap, Article, Attribution, Claim, Membership, Passage
from tests.arguing import Argument
from tests.browser import Reader

pytestmark = pytest.mark.once

PASTED = """The bridge

By Ada Byron

The bridge is old. Rust is at work in every beam of it, and nobody looks.

It should be closed, said one. “Now”, said another."""
TEXT = "/maps/shared/articles/one/text/"


@pytest.fixture
def article(alice, maya, owner):
    map = ArgumentMap.objects.create(slug="shared", title="Shared", owner=owner)
    for user, role in ((alice, "contributor"), (maya, "curator")):
        Membership.objects.create(map=map, user=user, role=role)
    return Argument(map).article


def paste(reader):
    """From the article's page to its text, looked through and kept."""
    page = reader.page
    reader.open("/maps/shared/articles/one/")
    page.get_by_role("link", name="Add the text").click()
    page.locator("#id_text").fill(PASTED)
    page.get_by_role("button", name="See its paragraphs").click()
    expect(page.get_by_role("heading", name="It falls into 4 paragraphs")).to_be_visible()
    reader.check()
    page.get_by_label("Paragraph 4 is").select_option("quote")
    page.get_by_label("I have the right").check()
    page.get_by_role("button", name="Keep this text").click()
    expect(page.get_by_role("listitem").filter(has_text="The text is kept. 4 paragraphs.")).to_be_visible()


def test_a_text_is_pasted_read_and_quoted_from_with_the_keyboard(article, alice, reader):
    reader.sign_in(alice)
    paste(reader)
    page = reader.page
    expect(page.locator("#p4 .as-quote")).to_be_visible()
    words = page.locator("#p3 .para-words")
    words.dblclick(position={"x": 5, "y": 10})
    for _ in range(3):
        page.keyboard.press("Shift+Control+ArrowRight")
    button = page.get_by_role("button", name="Make a claim of this")
    expect(button).to_be_visible()
    expect(page.locator(".choosing p")).to_have_text("“The bridge is old”")
    reader.check()
    page.keyboard.press("Tab")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/maps/shared/claims/new/\?passage="))
    page.get_by_label("The claim", exact=True).fill("The bridge is old.")
    page.get_by_role("button", name="Add the claim").click()
    expect(page.locator(".messages")).to_be_visible()
    passage = Passage.objects.get()
    assert (passage.exact, passage.first, passage.state) == ("The bridge is old", 3, "exact")
    reader.open(TEXT)
    expect(page.locator("#p3 mark")).to_have_text("The bridge is old")
    expect(page.locator("#p3").get_by_role("link", name="The bridge is old.")).to_be_visible()
    reader.check_everywhere()


def test_words_chosen_after_a_marked_passage_are_those_that_were_chosen(article, alice, reader):
    """The passage's number stands in the paragraph, and is no part of its words."""
    reader.sign_in(alice)
    paste(reader)
    page = reader.page
    for words in ("Rust is at work", "work in every beam", "it"):
        select(page, "#p3 .para-words", words)
        page.get_by_role("button", name="Use as evidence").click()
        expect(page.locator("blockquote mark")).to_have_text(words)
        reader.check()
        page.goto(f"{reader.home}{TEXT}")
    assert set(Passage.objects.values_list("exact", flat=True)) == {
        "Rust is at work",
        "work in every beam",
        "it",
    }
    last = Passage.objects.get(exact="it")
    whole = "\n\n".join(article.paragraphs.order_by("number").values_list("text", flat=True))
    assert last.start == whole.rindex(" it, and") + 1


def select(page, place, words):
    """As a mouse does, whatever elements the words lie in; the last time they stand there."""
    page.evaluate(
        """([place, words]) => {
            const paragraph = document.querySelector(place);
            const walk = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
            const letters = [];
            while (walk.nextNode()) {
              if (walk.currentNode.parentElement.closest("a")) continue;
              [...walk.currentNode.data].forEach((_, at) => letters.push([walk.currentNode, at]));
            }
            const text = letters.map(([node, at]) => node.data[at]).join("");
            const first = text.lastIndexOf(words);
            const [end, at] = letters[first + words.length - 1];
            getSelection().setBaseAndExtent(...letters[first], end, at + 1);
        }""",
        [place, words],
    )


def test_more_than_a_passage_can_hold_is_said_and_escape_puts_the_bar_away(article, alice, reader):
    reader.sign_in(alice)
    article.paragraphs.create(map=article.map, number=1, text="It goes on and on. " * 30)
    page = reader.page
    reader.open(TEXT)
    page.locator("#p1 .para-words").click(click_count=3)
    expect(page.locator(".choosing")).to_contain_text("at most 300 characters")
    expect(page.get_by_role("button", name="Make a claim of this")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.locator(".choosing")).to_have_count(0)


def test_in_one_paragraphs_box_words_are_chosen_by_keyboard_alone(article, alice, reader):
    reader.sign_in(alice)
    paste(reader)
    page = reader.page
    page.get_by_role("link", name="Quote from this paragraph 4").press("Enter")
    box = page.get_by_label("The paragraph", exact=True)
    box.focus()
    page.keyboard.press("Control+Home")
    for _ in range(4):
        page.keyboard.press("Shift+Control+ArrowRight")
    expect(page.get_by_label("The exact words")).to_have_value("It should be closed")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Make something of a passage")).to_be_visible()
    reader.open(TEXT)
    expect(page.locator("#p4 mark")).to_have_text("It should be closed")


def test_without_script_a_text_is_pasted_and_quoted_from(article, alice, browser, live_server):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.set_default_timeout(10_000)
        Reader(page, live_server.url).sign_in(alice)
        page.goto(f"{live_server.url}{TEXT}edit/")
        page.locator("#id_text").fill(PASTED)
        page.get_by_role("button", name="See its paragraphs").click()
        page.get_by_label("I have the right").check()
        page.get_by_role("button", name="Keep this text").click()
        page.get_by_role("link", name="Quote from this paragraph 3").click()
        page.get_by_label("The exact words").fill("Rust was at work")
        page.get_by_role("button", name="Use as evidence").click()
        expect(page.locator("#id_exact_error")).to_contain_text("These words are not in the paragraph")
        page.get_by_label("The exact words").fill("Rust is at work")
        page.get_by_role("button", name="Use as evidence").click()
        expect(page.locator("blockquote mark")).to_have_text("Rust is at work")
        page.goto(f"{live_server.url}{TEXT}")
        expect(page.locator("#p3 mark")).to_have_text("Rust is at work")
        expect(page.locator(".choosing")).to_have_count(0)


def test_a_claim_and_its_paragraph_lead_to_each_other(article, alice, reader):
    reader.sign_in(alice)
    paste(reader)
    claim = Claim.objects.create(map=article.map, text="The bridge should be closed.")
    passage = Passage.objects.create(map=article.map, article=article, first=4, last=4)
    Attribution.objects.create(map=article.map, claim=claim, article=article).passages.add(passage)
    page = reader.page
    reader.open(f"/claims/{claim.pk}/")
    page.get_by_role("link", name="¶ 4").click()
    expect(page).to_have_url(f"{reader.home}{TEXT}#p4")
    page.locator("#p4").get_by_role("link", name="The bridge should be closed.").click()
    expect(page).to_have_url(f"{reader.home}/claims/{claim.pk}/")


def test_of_two_browsers_that_edit_an_article_none_overwrites_the_other(
    article, alice, maya, reader, browser
):
    edit = "/maps/shared/articles/one/edit/"
    with browser.new_context() as context:
        page = context.new_page()
        second = Reader(page, reader.home)
        second.sign_in(maya)
        reader.sign_in(alice)
        reader.open(edit)
        second.open(edit)
        page.get_by_label("Where it was published").fill("Maya’s paper")
        page.get_by_role("button", name="Save").click()
        expect(page.locator(".messages")).to_contain_text("Saved.")
    page = reader.page
    page.get_by_label("Where it was published").fill("Alice’s paper")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#stale")).to_be_focused()
    expect(page.locator(".both")).to_contain_text("Maya’s paper")
    expect(page.get_by_label("Where it was published")).to_have_value("Alice’s paper")
    assert Article.objects.get().outlet == "Maya’s paper"
    reader.check_everywhere()
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".messages")).to_contain_text("Saved.")
    assert Article.objects.get().outlet == "Alice’s paper"
