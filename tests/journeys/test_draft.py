"""What was typed and not sent survives a reload and a lost connection, and goes when it was kept."""

from typing import Any

import pytest
from playwright.sync_api import expect

from claims.models import Claim

pytestmark = pytest.mark.once


@pytest.fixture
def claim(small_map: Any, alice: Any) -> Claim:
    map = small_map(24)
    map.memberships.create(user=alice, role="contributor")
    found: Claim = map.claim_set.earliest("pk")
    return found


def drafts(page: Any) -> int:
    found: int = page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('draft ')).length")
    return found


def test_a_reason_half_written_is_there_after_a_reload_and_gone_once_it_is_kept(
    reader: Any, alice: Any, claim: Claim
) -> None:
    reader.sign_in(alice)
    page, text = reader.page, f"#reason-claim-{claim.pk}-text"
    reader.open(f"/claims/{claim.pk}/")
    page.click(f"#open-attack-{claim.pk}")
    expect(page.locator(text)).to_be_focused()
    page.fill(text, "Half a sen")
    page.reload()
    page.click(f"#open-support-{claim.pk}")
    expect(page.locator(text)).to_have_value("Half a sen")
    expect(page.locator(f"#reason-claim-{claim.pk}-bears")).to_have_value("attack")
    expect(page.locator("#status")).to_contain_text("was put back")
    reader.check()
    page.fill(text, "A whole sentence.")
    page.click(f"#reason-claim-{claim.pk}-save")
    expect(page.locator(f"#reason-claim-{claim.pk}-done")).to_be_focused()
    assert drafts(page) == 0
    page.click(f"#reason-claim-{claim.pk}-again")
    expect(page.locator(text)).to_have_value("")


def test_a_lost_connection_loses_no_word(reader: Any, alice: Any, claim: Claim) -> None:
    reader.sign_in(alice)
    reader.allow("ERR_INTERNET_DISCONNECTED|Failed to fetch")
    page, text = reader.page, f"#reason-claim-{claim.pk}-text"
    reader.open(f"/claims/{claim.pk}/")
    page.click(f"#open-support-{claim.pk}")
    page.fill(text, "Said in the train.")
    page.context.set_offline(True)
    page.click(f"#reason-claim-{claim.pk}-save")
    expect(page.locator("#status")).to_contain_text("Nothing you typed is lost")
    expect(page.locator(text)).to_have_value("Said in the train.")
    page.context.set_offline(False)
    page.click(f"#reason-claim-{claim.pk}-save")
    expect(page.locator(f"#reason-claim-{claim.pk}-done")).to_be_visible()
    assert Claim.objects.filter(text="Said in the train.").count() == 1


def test_a_draft_of_a_page_goes_when_it_was_saved_or_cancelled_or_its_writer_signs_out(
    reader: Any, alice: Any, claim: Claim
) -> None:
    reader.sign_in(alice)
    page = reader.page
    reader.open(f"/claims/{claim.pk}/edit/")
    page.fill(f"#claim-{claim.pk}-text", "Better words.")
    page.goto(f"{reader.home}/claims/{claim.pk}/")
    page.goto(f"{reader.home}/claims/{claim.pk}/edit/")
    expect(page.locator(f"#claim-{claim.pk}-text")).to_have_value("Better words.")
    page.click(f"#claim-{claim.pk}-save")
    expect(page.locator(".messages")).to_contain_text("reworded")
    assert drafts(page) == 0
    page.click(f"#open-support-{claim.pk}")
    page.fill(f"#reason-claim-{claim.pk}-text", "Never mind")
    page.click(f"#reason-claim-{claim.pk}-cancel")
    expect(page.locator(f"#open-support-{claim.pk}")).to_be_focused()
    assert drafts(page) == 0
    page.click(f"#open-support-{claim.pk}")
    page.fill(f"#reason-claim-{claim.pk}-text", "Not for the next one here")
    assert drafts(page) == 1
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_load_state()
    assert drafts(page) == 0


def test_a_draft_written_on_older_words_is_refused_as_stale_and_not_saved_over_newer_ones(
    reader: Any, alice: Any, as_person: Any, maya: Any, claim: Claim
) -> None:
    reader.sign_in(alice)
    page = reader.page
    reader.open(f"/claims/{claim.pk}/edit/")
    page.fill(f"#claim-{claim.pk}-text", "Alice’s words.")
    as_person(maya).post(f"/claims/{claim.pk}/edit/", {"text": "Maya’s words.", "version": "1"})
    page.reload()
    expect(page.locator(f"#claim-{claim.pk}-text")).to_have_value("Alice’s words.")
    page.click(f"#claim-{claim.pk}-save")
    expect(page.locator(".clash")).to_contain_text("Maya’s words.")
    reader.check()


def test_a_form_opens_under_a_card_of_the_outline_and_goes_again(
    reader: Any, alice: Any, claim: Claim
) -> None:
    reader.sign_in(alice)
    page = reader.page
    reader.open(f"/maps/{claim.map.slug}/outline/?edit=on&level=1")
    card = page.locator(f"#claim-{claim.pk}")
    card.get_by_role("link", name="Attack this").first.click()
    text = page.locator(f"#reason-claim-{claim.pk}-text")
    expect(text).to_be_focused()
    reader.check()
    text.fill("Said in the outline.")
    page.click(f"#reason-claim-{claim.pk}-save")
    expect(card).to_contain_text("Added: “Said in the outline.” attacks")
    card.get_by_role("link", name="Support this").first.click()
    page.click(f"#reason-claim-{claim.pk}-cancel")
    expect(card.get_by_role("link", name="Support this").first).to_be_focused()
