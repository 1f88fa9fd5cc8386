"""A visitor meets the living map, becomes a reader, rates, and lays the five articles side by side."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from claims.models import Claim, Rating

MAP = "/maps/azerbaijan-israel/"
PASSWORD = "a long password"


@pytest.fixture
def unrated(living_map):
    """A claim the example class left for the visitor, and the thesis right above it."""
    supports = Claim.objects.filter(
        rating=None, attributions__article__slug="shia-jewish-alliance", premises__relation__kind="support"
    )
    claim = supports.filter(premises__relation__target_claim__theses__isnull=False).order_by("uid")[0]
    return claim, Claim.objects.filter(relations_in__premises__claim=claim, theses__isnull=False)[0]


def strength(page: Page, claim: Claim) -> int:
    return int(re.search(r"\d+", page.locator(f"#strength-{claim.pk} b").first.inner_text())[0])


def sign_up(page: Page, name: str) -> None:
    page.get_by_role("link", name="Make an account").click()
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("The same password again").fill(PASSWORD)
    page.get_by_role("button", name="Make the account").click()


def tab_to(page: Page, wanted: Locator, most: int = 150) -> None:
    """With the Tab key alone."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{wanted} is not within {most} presses of Tab")


def test_the_first_screen_is_alive_and_says_what_is_invented(reader, living_map):
    page = reader.page
    reader.open("/")
    expect(page.locator("#example")).to_contain_text("Example class (invented ratings).")
    expect(page.get_by_text("contested ·").first).to_be_visible()
    reader.open(MAP)
    expect(page.locator("#example")).to_contain_text("Example class (invented ratings).")
    theses = page.locator("article.thesis")
    expect(theses).to_have_count(20)
    for thesis in theses.all():
        words = " ".join(thesis.locator(".strength").inner_text().split())
        assert re.search(r"Strength \d+ .*(range \d+–\d+ · n \d+|too few ratings \(\d+\))", words), words
    assert theses.filter(has_text="contested").count() > 0
    page.get_by_role("link", name="Leave them out").click()
    expect(page.locator("#example")).to_contain_text("Real ratings only.")
    expect(theses.filter(has_text="no basis yet")).to_have_count(20)
    page.locator("#A1").get_by_role("link").first.click()
    expect(page.locator("#example")).to_contain_text("Real ratings only.")


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_script_a_new_reader_signs_up_rates_and_sees_the_thesis_above_move(reader, unrated):
    claim, thesis = unrated
    page = reader.page
    page.goto(f"{reader.home}{MAP}")
    before = strength(page, thesis)
    page.goto(reader.home + claim.get_absolute_url())
    expect(page.locator(f"#strength-{claim.pk}").first).not_to_contain_text("n 1")
    page.get_by_role("link", name="Sign in to rate").click()
    sign_up(page, "newcomer")
    expect(page).to_have_url(reader.home + claim.get_absolute_url())
    page.locator(f"#claim-{claim.pk}-value-100").check()
    page.get_by_role("button", name="Save rating").click()
    expect(page).to_have_url(reader.home + claim.get_absolute_url())
    told = page.locator(".messages").inner_text()
    moved = re.search(r"the thesis above it, “.+”, from (\d+\.?\d*) to (\d+\.?\d*)", told)
    assert float(moved[1]) < float(moved[2])
    page.goto(f"{reader.home}{MAP}")
    assert strength(page, thesis) == round(float(moved[2])) > before == round(float(moved[1]))
    assert Rating.objects.get(rater__username="newcomer").value == 100
    page.goto("about:blank")  # without script axe would wait for ever


def test_with_script_the_same_happens_without_a_page_load(reader, unrated):
    claim, thesis = unrated
    page = reader.page
    page.goto(reader.home + claim.get_absolute_url())
    page.get_by_role("link", name="Sign in to rate").click()
    sign_up(page, "newcomer")
    expect(page).to_have_url(reader.home + claim.get_absolute_url())
    before = strength(page, thesis)
    page.evaluate("window.stayed = true")
    page.locator(f"#claim-{claim.pk}-value-100").check()
    page.get_by_role("button", name="Save rating").click()
    expect(page.locator("#status")).to_contain_text(re.compile("the thesis above it, .* from .* to "))
    expect(page.locator(f"#strength-{thesis.pk} .moved")).to_have_count(1)
    assert strength(page, thesis) > before
    expect(page.get_by_role("button", name="Save rating").first).to_be_focused()
    assert page.evaluate("window.stayed")  # a page load would have forgotten


def test_by_keyboard_alone_from_sign_up_to_a_rating_to_two_articles_side_by_side(reader, unrated):
    claim, _ = unrated
    page = reader.page
    page.goto(reader.home + claim.get_absolute_url())
    tab_to(page, page.get_by_role("link", name="Sign in to rate"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/accounts/login/**")
    tab_to(page, page.get_by_role("link", name="Make an account"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/accounts/signup/**")
    for field, words in (
        ("Username", "newcomer"),
        ("Password", PASSWORD),
        ("The same password again", PASSWORD),
    ):
        if not page.get_by_label(field, exact=True).evaluate("field => field === document.activeElement"):
            tab_to(page, page.get_by_label(field, exact=True))
        page.keyboard.type(words)
    page.keyboard.press("Enter")
    page.wait_for_url(reader.home + claim.get_absolute_url())
    tab_to(page, page.locator(f"#claim-{claim.pk}-value-0"))
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    tab_to(page, page.get_by_role("button", name="Save rating").first)
    page.keyboard.press("Enter")
    expect(page.locator("#status")).to_contain_text("Saved. Your 25")
    page.keyboard.press("Control+Home")
    for _ in range(150):  # back to the head of the page
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.textContent") == "Compare":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/#compare")
    tab_to(page, page.get_by_role("button", name="Compare"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/compare/?article=shia-jewish-alliance&article=focused-on-iran")
    expect(page.get_by_text("The two agree on 3 questions and part on 2")).to_be_visible()


def test_five_articles_are_read_and_laid_side_by_side(reader, living_map):
    page = reader.page
    articles = list(living_map.article_set.order_by("order"))
    for article in articles:
        page.goto(f"{reader.home}{MAP}")
        page.locator(f"#article-{article.slug} h3").get_by_role("link").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(article.title)
        for thesis in article.theses.all():
            expect(page.get_by_text(thesis.claim.text).first).to_be_visible()
    page.goto(f"{reader.home}{MAP}compare/?" + "&".join(f"article={article.slug}" for article in articles))
    rows = page.get_by_role("row")
    oil = rows.filter(has=page.get_by_role("link", name="How much of Israel's oil comes from Azerbaijan?"))
    shares = [
        ("almost 20%", "share of Israel's oil, base not stated"),
        ("approximately 40%", "share of oil used in Israel"),
        ("45%", "share of all energy imported by Israel"),
        ("over 33.3%", "share of Israel's oil, base not stated"),
        ("around 40%", "share of crude oil imported by Israel"),
    ]
    for cell, (amount, measure) in zip(oil.get_by_role("cell").all(), shares, strict=True):
        expect(cell).to_contain_text(amount)
        expect(cell).to_contain_text(measure)
    plots = rows.filter(has=page.get_by_role("link", name=re.compile("Were the plots announced")))
    stands = ["Doubts it", "Treats the arrests", "", "", "says nothing"]
    for cell, words in zip(plots.get_by_role("cell").all(), stands, strict=True):
        expect(cell).to_contain_text(words)
    embassy = rows.filter(has=page.get_by_role("link", name=re.compile("Is there an Azerbaijani embassy")))
    expect(embassy).to_contain_text("overtaken by time, not contradicted")
