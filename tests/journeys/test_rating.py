"""A reader rates, with and without script, with and without a mouse."""

import pytest
from playwright.sync_api import expect

from claims.models import ArgumentMap, Group, Membership, Rating, RatingLog
from tests.arguing import Argument


@pytest.fixture
def argument(person, maya, alice):
    """A thesis, a reason for it that wants rating, deep below it one more, and evidence."""
    map = ArgumentMap.objects.create(slug="argued", title="Argued")
    Membership.objects.create(map=map, user=maya, role="curator")
    argument = Argument(map)
    people = [person(f"rater-{n}") for n in range(6)]
    argument.point = argument.thesis("The bridge should be closed.")
    argument.reason = argument.claim("The bridge is rotten.")
    argument.step = argument.supports(argument.reason, argument.point, note="A rotten bridge can fall.")
    argument.attacks(argument.claim("Rot was found in one beam only."), argument.step)
    argument.attacks(argument.claim("It was repaired."), argument.reason)
    argument.report = argument.source("Report", url="https://report.example/")
    argument.proof = argument.evidence("An engineer found rot.", argument.report)
    argument.supports(argument.proof, argument.reason)
    argument.rated(people, 60, argument.point)
    return argument


def strength(reader, claim):
    return reader.page.locator(f"#strength-{claim.pk}")


def tabs_to_first_radio(page, most=20):
    """How often one presses Tab from the skip link's target to stand on a radio button."""
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    for presses in range(1, most):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "radio":
            return presses
    raise AssertionError("no radio button within reach")


def test_by_keyboard_alone_without_a_page_load(argument, alice, reader):
    reader.sign_in(alice)
    reader.open(f"/claims/{argument.reason.pk}/")
    page = reader.page
    page.evaluate("window.stayed = true")
    assert tabs_to_first_radio(page) <= 5
    page.keyboard.press("Space")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    assert not RatingLog.objects.exists()  # arrows choose, they do not send
    page.keyboard.press("Tab")  # the rubric
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#status")).to_contain_text(
        "Your 75 moves this claim from 50.0 to 54.2; the thesis above it"
    )
    expect(strength(reader, argument.reason)).to_contain_text("was 50")
    expect(strength(reader, argument.point).locator(".moved")).to_have_count(1)
    expect(page.locator(f"#save-claim-{argument.reason.pk}")).to_be_focused()
    assert page.locator("input:checked").count() == 0
    assert page.evaluate("window.stayed")
    reader.check()
    page.keyboard.press("Enter")  # again, with nothing chosen
    expect(page.locator(f"#error-claim-{argument.reason.pk}")).to_be_focused()
    reader.check()
    assert [rating.value for rating in RatingLog.objects.all()] == [75]


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_script(argument, alice, reader):
    reader.sign_in(alice)
    page = reader.page
    page.goto(f"{reader.home}/claims/{argument.reason.pk}/")
    page.get_by_role("button", name="Save rating").click()
    expect(page.locator(".error")).to_contain_text("Choose one of the five steps")
    page.get_by_label("75 well supported").check()
    page.get_by_role("button", name="Save rating").click()
    expect(page).to_have_url(f"{reader.home}/claims/{argument.reason.pk}/")
    expect(page.locator(".messages")).to_contain_text("Your 75 moves this claim from 50.0 to 54.2")
    page.get_by_role("link", name="Rate its relevance").first.click()
    page.get_by_label("100 decides it").check()
    page.get_by_role("button", name="Save rating").click()
    expect(page.locator(".messages")).to_contain_text("Your 100")
    page.goto("about:blank")  # without script axe would wait for ever
    assert Rating.objects.filter(rater=alice).count() == 2


def test_relevance_and_evidence_are_rated_where_they_stand(argument, maya, reader):
    reader.sign_in(maya)
    reader.open(f"/claims/{argument.point.pk}/")
    page, step, proof = reader.page, f"relation-{argument.step.pk}", f"evidence-{argument.proof.pk}"
    page.locator(f"#open-rating-{step}").click()
    page.locator(f"#{step}-value-100").check()
    reader.check()
    page.locator(f"#save-{step}").click()
    expect(page.locator(f"#relevance-{argument.step.pk}")).to_have_text("relevance 75 · n 1")
    reader.open(f"/claims/{argument.reason.pk}/")
    page.locator(f"#open-rating-{proof}").click()
    page.locator(f"#{proof}-source-B").check()
    page.locator(f"#save-{proof}").click()
    expect(page.locator(f"#error-{proof}")).to_contain_text("Grade both the source and the information.")
    expect(page.locator(f"#{proof}-source-B")).to_be_checked()
    page.locator(f"#{proof}-information-2").check()
    page.locator(f"#save-{proof}").click()
    expect(page.locator(f"#quality-{argument.proof.pk}")).to_contain_text("was 50")
    expect(page.locator("#status")).to_contain_text("Your B2, which comes to 80,")


def test_far_below_a_thesis_the_form_is_still_five_stops_away(argument, alice, reader):
    Group.objects.create(map=argument.map, slug="example", name="Example", is_example=True)
    below = argument.reason
    for n in range(4):
        above, below = below, argument.claim(f"Deeper {n}.")
        argument.supports(below, above)
    reader.sign_in(alice)
    reader.open(f"/claims/{below.pk}/")
    assert tabs_to_first_radio(reader.page) <= 5


def test_whoever_signs_in_to_rate_comes_back_to_the_claim(argument, alice, reader):
    reader.open(f"/claims/{argument.reason.pk}/")
    reader.page.get_by_role("link", name="Sign in to rate").click()
    reader.page.get_by_label("Username").fill("alice")
    reader.page.get_by_label("Password").fill("a long password")
    reader.page.get_by_role("button", name="Sign in").click()
    expect(reader.page).to_have_url(f"{reader.home}/claims/{argument.reason.pk}/")
    expect(reader.page.get_by_role("button", name="Save rating")).to_be_visible()
