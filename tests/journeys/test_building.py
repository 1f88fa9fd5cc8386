"""Two people make a map of twenty claims together: with the mouse, by keyboard alone, and without script."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Locator, expect

from claims.actions.strength import refresh_strengths
from claims.models import ArgumentMap, Claim, Evidence, Membership, Passage, Relation, Score
from tests.browser import Reader

from .test_text import select

pytestmark = pytest.mark.once

TEXT = "The bridge is old. Rust is at work in every beam of it.\n\nIt should be closed."
MOST_TABS = 400


class Mouse:
    """Clicks and types where the mouse leads."""

    def __init__(self, reader: Reader) -> None:
        self.reader, self.page = reader, reader.page

    def press(self, control: Locator) -> None:
        control.click()

    def write(self, field: Locator, text: str) -> None:
        field.fill(text)

    def choose(self, field: Locator, label: str) -> None:
        field.select_option(label=label)

    def tick(self, box: Locator) -> None:
        box.check()

    def quote(self, words: str) -> None:
        """From the text that is open, and use it as evidence."""
        select(self.page, "#p1 .para-words", words)
        self.press(self.page.get_by_role("button", name="Use as evidence"))


class NoScript(Mouse):
    def quote(self, words: str) -> None:
        self.press(self.page.get_by_role("link", name="Quote from this paragraph 1"))
        self.write(self.page.get_by_label("The exact words"), words)
        self.press(self.page.get_by_role("button", name="Use as evidence"))


class Keyboard(NoScript):
    """Tabs to each control from where the focus is, and never touches the mouse."""

    def press(self, control: Locator) -> None:
        self._reach(control)
        self.page.keyboard.press("Enter")

    def write(self, field: Locator, text: str) -> None:
        self._reach(field)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def choose(self, field: Locator, label: str) -> None:
        self._reach(field)
        self.page.keyboard.type(label)
        expect(field.locator("option:checked")).to_have_text(label)

    def tick(self, box: Locator) -> None:
        self._reach(box)
        self.page.keyboard.press("Space")

    def _reach(self, control: Locator) -> None:
        expect(control).to_be_attached()
        wanted = control.element_handle()
        for _ in range(MOST_TABS):
            if self.page.evaluate("(wanted) => document.activeElement === wanted", wanted):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{MOST_TABS} tabs do not lead to {control}")


HANDS = {"mouse": Mouse, "keyboard": Keyboard, "no script": NoScript}


@pytest.fixture(params=HANDS)
def hands(
    request: Any,
    browser: Browser,
    browser_context_args: dict[str, Any],
    live_server: Any,
    alice: Any,
    maya: Any,
) -> Iterator[tuple[Mouse, Mouse]]:
    """Alice's and Maya's, each at a browser of their own."""
    options = browser_context_args | {"java_script_enabled": request.param != "no script"}
    found = []
    for person in (alice, maya):
        page = browser.new_context(**options).new_page()
        page.set_default_timeout(10_000)
        reader = Reader(page, live_server.url)
        reader.sign_in(person)
        found.append(HANDS[request.param](reader))
    yield found[0], found[1]
    for hand in found:
        if not request.node.rep_call.failed:
            hand.reader.assert_untroubled()
        hand.page.context.close()


def visit(hand: Mouse, address: str) -> None:
    """Where the page still goes somewhere itself, the browser may let go of the first try."""
    try:
        hand.page.goto(hand.reader.home + address)
    except Error as error:
        if "ERR_ABORTED" not in error.message:
            raise
        hand.page.wait_for_load_state()
        hand.page.goto(hand.reader.home + address)


def claim_of(text: str) -> Claim:
    return Claim.objects.get(text=text, state="open")


def give_reason(hand: Mouse, target: Claim, bears: str, text: str, together: str = "") -> Claim:
    """On the claim's page, where one reads; without script on a page of its own."""
    visit(hand, f"/claims/{target.pk}/")
    page, begins = hand.page, f"#reason-claim-{target.pk}"
    hand.press(page.locator(f"#open-{bears}-{target.pk}"))
    hand.write(page.locator(f"{begins}-text"), text)
    if together:
        hand.press(page.locator(f"{begins}-linked"))
        hand.write(page.locator(f"{begins}-together"), together)
    hand.press(page.locator(f"{begins}-save"))
    said(hand, f"{begins}-done")
    return claim_of(text)


def said(hand: Mouse, done: str) -> None:
    """What was kept is said: in the place of the form, or on the page one comes back to."""
    expect(hand.page.locator(f"{done}, .messages").first).to_contain_text(re.compile(r"Added|Asked"))


def test_two_people_build_a_map_of_twenty_claims(hands: tuple[Mouse, Mouse], alice: Any, maya: Any) -> None:
    one, two = hands
    map = _start(one, maya)
    claims = [_state(one, map, "The bridge should be closed.")]
    for n in range(13):
        hand, bears = (one, "support") if n % 2 else (two, "attack")
        claims.append(give_reason(hand, claims[n // 2], bears, f"Reason number {n + 1}."))
    give_reason(two, claims[0], "support", "It is iron.", together="Iron rusts.")
    _undercut(one, claims[1], "The one does not follow from the other.")
    _quote(one, map, claims[0])
    twin = _state(two, map, "Reason no. 3 in other words.")
    give_reason(one, twin, "support", "It stands under the twin.")
    _merge(two, twin, claims[3])
    _conflict(one, two, claims[5])
    give_reason(one, claims[5], "attack", "The last but one.")
    give_reason(two, claims[5], "support", "The last one.")

    assert Claim.objects.filter(map=map, state="open").count() == 20
    assert sorted(n.premises.count() for n in Relation.objects.filter(map=map, state="open"))[-1] == 2
    assert Relation.objects.get(target_relation__isnull=False).premises.get().claim.created_by == alice
    assert [passage.exact for passage in Passage.objects.exclude(exact="")] == ["Rust is at work"]
    assert Evidence.objects.get().passages.count() == 1
    assert claim_of("It stands under the twin.").premises.get().relation.target_claim == claims[3]
    stored = _scores(map)
    Score.objects.all().delete()
    refresh_strengths(map)
    assert stored == _scores(map)
    for hand in hands:
        visit(hand, f"/maps/{map.slug}/outline/?level=8")
        if not isinstance(hand, NoScript) or isinstance(hand, Keyboard):
            hand.reader.check()
        expect(hand.page.get_by_text("The last one.")).to_be_visible()


def _start(hand: Mouse, other: Any) -> ArgumentMap:
    visit(hand, "/maps/new/")
    hand.write(hand.page.get_by_label("Question or title"), "Should the bridge be closed?")
    hand.press(hand.page.get_by_role("button", name="Make the map"))
    expect(hand.page.get_by_role("heading", name="What to do next")).to_be_visible()
    map = ArgumentMap.objects.get()
    Membership.objects.create(map=map, user=other, role="curator")
    return map


def _state(hand: Mouse, map: ArgumentMap, text: str) -> Claim:
    """A thesis of the map as a whole."""
    visit(hand, f"/maps/{map.slug}/claims/new/")
    hand.write(hand.page.locator("#claim-new-text"), text)
    hand.choose(hand.page.locator("#claim-new-thesis_of"), "Yes, of the map as a whole")
    hand.press(hand.page.locator("#claim-new-save"))
    expect(hand.page.locator(".messages")).to_contain_text("The claim is on the map.")
    return claim_of(text)


def _undercut(hand: Mouse, reason: Claim, text: str) -> None:
    step = Relation.objects.get(premises__claim=reason)
    visit(hand, f"/claims/{step.target_claim_id}/")
    page, begins = hand.page, f"#reason-relation-{step.pk}"
    hand.press(page.locator(f"#tools-{step.pk}"))
    hand.press(page.locator(f"#open-undercut-{step.pk}"))
    hand.write(page.locator(f"{begins}-text"), text)
    hand.press(page.locator(f"{begins}-save"))
    said(hand, f"{begins}-done")
    expect(page.locator(f"#relation-{step.pk}")).to_contain_text(text)


def _quote(hand: Mouse, map: ArgumentMap, claim: Claim) -> None:
    """An article, its text, and words of it as evidence for a claim that it makes."""
    visit(hand, f"/maps/{map.slug}/articles/new/")
    page = hand.page
    hand.write(page.get_by_label("Title", exact=True), "On bridges")
    hand.press(page.get_by_role("button", name="Add the article"))
    expect(page.get_by_role("heading", name="On bridges").first).to_be_visible()
    article = map.article_set.get()
    visit(hand, f"/maps/{map.slug}/articles/{article.slug}/text/edit/")
    hand.write(page.locator("#id_text"), TEXT)
    hand.press(page.get_by_role("button", name="See its paragraphs"))
    hand.tick(page.get_by_label("I have the right"))
    hand.press(page.get_by_role("button", name="Keep this text"))
    _tie(hand, claim, str(article))
    visit(hand, f"/maps/{map.slug}/articles/{article.slug}/text/")
    hand.quote("Rust is at work")
    hand.press(page.get_by_role("link", name=claim.text))
    expect(page.locator("blockquote mark")).to_have_text("Rust is at work")
    hand.write(page.locator(f"#evidence-claim-{claim.pk}-text"), "The author saw rust in the beams.")
    hand.press(page.locator(f"#evidence-claim-{claim.pk}-save"))
    expect(page.locator(".messages")).to_contain_text("Added")


def _tie(hand: Mouse, claim: Claim, article: str) -> None:
    """The article says it, in its second paragraph."""
    visit(hand, f"/claims/{claim.pk}/edit/")
    begins = f"#claim-{claim.pk}"
    hand.press(hand.page.locator(f"{begins}-more"))
    hand.choose(hand.page.locator(f"{begins}-article"), article)
    hand.write(hand.page.locator(f"{begins}-paragraphs"), "2")
    hand.press(hand.page.locator(f"{begins}-save"))
    expect(hand.page.locator(".messages")).to_contain_text("reworded")


def _merge(hand: Mouse, gone: Claim, kept: Claim) -> None:
    visit(hand, f"/claims/{gone.pk}/merge/")
    find, save = (hand.page.locator(f"#merge-{gone.pk}-{name}") for name in ("find", "save"))
    hand.write(find, "number 3")
    hand.press(save)
    hand.tick(hand.page.get_by_label(kept.text))
    hand.press(save)
    expect(hand.page).to_have_url(f"{hand.reader.home}/claims/{kept.pk}/")
    visit(hand, f"/claims/{gone.pk}/")
    expect(hand.page).to_have_url(f"{hand.reader.home}/claims/{kept.pk}/")


def _conflict(one: Mouse, two: Mouse, claim: Claim) -> None:
    """Both open the form; the second to save sees both texts, and brings them together."""
    begins = f"#claim-{claim.pk}"
    for hand in (one, two):
        visit(hand, f"/claims/{claim.pk}/edit/")
    one.write(one.page.locator(f"{begins}-text"), "The first to save said this.")
    one.press(one.page.locator(f"{begins}-save"))
    expect(one.page.locator(".messages")).to_contain_text("reworded")
    two.write(two.page.locator(f"{begins}-text"), "The second to save said that.")
    two.press(two.page.locator(f"{begins}-save"))
    expect(two.page.locator(f"{begins}-refusal")).to_contain_text("Somebody changed this")
    expect(two.page.locator(".clash")).to_contain_text("The first to save said this.")
    expect(two.page.locator(f"{begins}-text")).to_have_value("The second to save said that.")
    two.write(two.page.locator(f"{begins}-text"), "The two said this and that.")
    two.press(two.page.locator(f"{begins}-save"))
    expect(two.page.locator(".messages")).to_contain_text("reworded")
    assert claim_of("The two said this and that.").version == 3


def _scores(map: ArgumentMap) -> list[Any]:
    columns = ("audience", "claim", "relation", "evidence", "strength", "n")
    return list(Score.objects.filter(map=map).order_by(*columns[:4]).values_list(*columns))
