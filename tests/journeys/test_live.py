"""Alice has a page open and is at work on it; what Maya does meanwhile comes to her, and nothing of hers is touched."""

import re

import pytest
from playwright.sync_api import expect

from claims.actions.claim import Wording, edit_claim
from claims.actions.rating import rate
from claims.actions.relation import Bearing, add_reason
from claims.graph.words import RelationKind
from claims.models import ArgumentMap, Membership
from tests.arguing import Argument
from tests.browser import Reader
from tests.serving import database_of_this_test, served

SOON = 5_000  # docs/benchmarks.md has how soon


@pytest.fixture
def argument(person, maya, alice):
    map = ArgumentMap.objects.create(slug="argued", title="Argued")
    Membership.objects.create(map=map, user=maya, role="curator")
    Membership.objects.create(map=map, user=alice, role="contributor")
    argument = Argument(map)
    argument.people = [person(f"rater-{n}") for n in range(6)]
    argument.point = argument.thesis("The bridge should be closed.")
    argument.reason = argument.claim("The bridge is rotten.")
    argument.step = argument.supports(argument.reason, argument.point)
    argument.proof = argument.evidence("An engineer found rot.", argument.source("Report"))
    argument.supports(argument.proof, argument.reason)
    argument.rated(argument.people, 60, argument.point, argument.reason, argument.step, argument.proof)
    return argument


@pytest.fixture
def site(transactional_db):
    with served(database_of_this_test()) as (address, _):
        yield address


@pytest.fixture(params=["stream", "polling"])
def at_the_site(request, reader, site):
    """Alice's browser, once with streams, and once where they are blocked."""
    reader.home = site
    if request.param == "polling":
        reader.page.add_init_script("delete window.EventSource")
    return reader


def add(by, text, target, kind=RelationKind.ATTACK):
    relation = add_reason(target, Bearing(kind=kind), [Wording(text=text)], by=by)
    return relation.premises.get().claim


def number(page, claim):
    return page.locator(f"#strength-{claim.pk} b")


def test_what_others_do_comes_to_an_open_page_and_leaves_the_reader_alone(at_the_site, argument, alice, maya):
    reader, page, reason = at_the_site, at_the_site.page, argument.reason
    reader.sign_in(alice)
    reader.open(f"/claims/{reason.pk}/")
    page.set_viewport_size({"width": 1280, "height": 500})
    page.locator(f"#claim-{reason.pk}-value-75").check()
    page.locator(f"#claim-{reason.pk}-value-75").focus()
    page.locator(f"#open-attack-{reason.pk}").click()
    page.locator(f"#reason-claim-{reason.pk}-text").fill("It was repaired in")
    page.locator(f"#claim-{reason.pk}-value-75").focus()
    page.evaluate("scrollTo(0, 150)")
    where = (
        "() => [document.activeElement.id, scrollY, document.querySelector('input:checked').id,"
        f" document.querySelector('#reason-claim-{reason.pk}-text').value]"
    )
    before, was = page.evaluate(where), number(page, reason).text_content()

    rate(argument.reason, 100, by=maya)
    expect(number(page, reason)).not_to_have_text(was, timeout=SOON)
    expect(page.locator("#status")).to_have_text("One strength moved.", timeout=SOON)

    against = add(maya, "It was repaired.", reason)
    card = page.locator(".side.against article")
    expect(card).to_contain_text(re.compile("new.*It was repaired.", re.DOTALL), timeout=SOON)
    expect(page.locator("#h-against")).to_contain_text("1 reason")
    expect(page.locator(".side.against .empty")).to_have_count(0)
    expect(page.locator("#status")).to_contain_text("One thing was added.", timeout=10_000)
    expect(number(page, against)).to_contain_text("–")
    assert page.evaluate(where) == before
    reader.check()


def test_what_one_does_oneself_is_told_once_and_not_as_news(at_the_site, argument, alice):
    reader, page, reason = at_the_site, at_the_site.page, argument.reason
    reader.sign_in(alice)
    reader.open(f"/claims/{reason.pk}/")
    page.locator(f"#claim-{reason.pk}-value-100").check()
    with page.expect_response(re.compile(f"/claims/{reason.pk}/$")):  # looked up once more when it moved
        page.locator(f"#save-claim-{reason.pk}").click()
    expect(page.locator("#status")).to_contain_text("Your 100 moves this claim")
    page.wait_for_timeout(1_000)
    expect(page.locator("#status")).to_contain_text("Your 100 moves this claim")
    expect(page.locator(f"#strength-{reason.pk}")).to_contain_text("was 55")
    expect(page.locator(".fresh")).to_have_count(0)


def test_what_has_the_focus_or_is_selected_waits_until_it_is_left(at_the_site, argument, maya):
    reader, page, reason = at_the_site, at_the_site.page, argument.reason
    reader.open(f"/claims/{reason.pk}/")
    was = number(page, reason).text_content()
    page.evaluate(f"getSelection().selectAllChildren(document.getElementById('strength-{reason.pk}'))")
    rate(argument.reason, 100, by=maya)
    expect(number(page, argument.point)).not_to_have_text("60", timeout=SOON)
    expect(number(page, reason)).to_have_text(was)
    page.evaluate("getSelection().removeAllRanges()")
    expect(number(page, reason)).not_to_have_text(was, timeout=SOON)


def test_an_outline_grows_where_it_is_open(at_the_site, argument, maya, browser):
    reader, page = at_the_site, at_the_site.page
    reader.open("/maps/argued/outline/")
    top = add(maya, "Everybody says so.", argument.point, RelationKind.SUPPORT)
    below = add(maya, "It was repaired.", argument.reason)
    deeper = add(maya, "Not by a builder.", below)
    expect(page.locator(f"#claim-{deeper.pk}")).to_be_visible(timeout=SOON)
    order = page.locator(".outline .claim[id]").evaluate_all("all => all.map(one => one.id)")
    there = Reader(browser.new_page(), reader.home)
    there.open("/maps/argued/outline/")
    assert order == there.page.locator(".outline .claim[id]").evaluate_all("all => all.map(one => one.id)")
    both = [
        one.locator(".outline summary").evaluate_all("all => all.map(one => one.textContent)")
        for one in (page, there.page)
    ]
    assert both[0] == both[1]
    assert page.locator(".is-new").count() == 3
    assert page.locator(f"#claim-{top.pk} > .claim-body .is-new").count() == 1
    reader.check()
    there.page.close()


def test_a_page_that_was_out_of_sight_catches_up(reader, site, argument, maya):
    reader.home, page = site, reader.page
    reader.open(f"/claims/{argument.reason.pk}/")
    was = number(page, argument.reason).text_content()
    page.evaluate(
        "Object.defineProperty(document, 'hidden', { value: true, configurable: true });"
        "document.dispatchEvent(new Event('visibilitychange'))"
    )
    rate(argument.reason, 100, by=maya)
    page.wait_for_timeout(2_500)
    expect(number(page, argument.reason)).to_have_text(was)
    page.evaluate("delete document.hidden; document.dispatchEvent(new Event('visibilitychange'))")
    expect(number(page, argument.reason)).not_to_have_text(was, timeout=SOON)


def test_by_wsgi_pages_poll(reader, argument, maya):
    page = reader.page
    reader.open(f"/claims/{argument.reason.pk}/")
    was = number(page, argument.reason).text_content()
    rate(argument.reason, 100, by=maya)
    expect(number(page, argument.reason)).not_to_have_text(was, timeout=SOON)


def test_a_rewording_is_told_and_not_slipped_in(reader, site, argument, maya):
    """The form on the page is about the wording that its reader had before them."""
    reader.home, page = site, reader.page
    reader.open(f"/claims/{argument.reason.pk}/")
    edit_claim(argument.reason, Wording(text="The bridge is a little rotten."), read=1, by=maya)
    expect(page.locator("#status")).to_contain_text("reworded", timeout=SOON)
    expect(page.locator("h1")).to_have_text("The bridge is rotten.")
