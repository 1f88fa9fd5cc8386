"""People start maps, let each other in by links, and part again: with script and without."""

import json

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from claims.models import ArgumentMap, Invitation

pytestmark = pytest.mark.once

PASSWORD = "a long password"


def start_a_map(page, title):
    page.get_by_role("link", name="New map").click()
    page.get_by_label("Question or title").fill(title)
    page.get_by_label("Members only: the people you invite by a link.").check()
    page.get_by_role("button", name="Make the map").click()
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    expect(page.get_by_role("heading", name="What to do next")).to_be_visible()


def make_a_link(page, note="Class 9b"):
    page.get_by_role("link", name="Members", exact=True).click()
    page.get_by_label("rater: also rates and comments").check()
    page.get_by_label("For whom?").fill(note)
    page.get_by_role("button", name="Make a link").click()
    return page.get_by_label("The link", exact=True).first.input_value()


def test_the_owner_invites_by_a_link_and_carl_comes_and_goes(reader, owner, carl):
    page = reader.page
    reader.sign_in(owner)
    reader.open("/maps/")
    start_a_map(page, "Should the bridge be closed?")
    reader.check()
    link = make_a_link(page)
    expect(page.locator(".messages")).to_contain_text("The link is made.")
    reader.check()

    page.context.clear_cookies()
    reader.allow("status of 404")
    reader.page.goto(f"{reader.home}/maps/should-the-bridge-be-closed/")
    expect(page.get_by_role("heading", name="There is nothing here")).to_be_visible()
    reader.open(link)
    expect(page.get_by_text("owner invites you to a map")).to_be_visible()
    page.get_by_role("link", name="Sign in to join").click()
    page.get_by_label("Username").fill("carl")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(link)
    page.get_by_role("button", name="Join the map").click()
    expect(page.locator(".messages")).to_contain_text("Your role is rater.")
    expect(page.get_by_role("heading", name="Should the bridge be closed?")).to_be_visible()
    expect(page.get_by_role("link", name="Settings")).to_have_count(0)

    page.get_by_role("link", name="Members", exact=True).click()
    expect(page.locator(".people")).to_contain_text("carl (you)")
    expect(page.get_by_role("button", name="Make a link")).to_have_count(0)
    reader.check()
    page.get_by_role("link", name="Leave the map").click()
    page.get_by_role("button", name="Leave the map").click()
    expect(page.locator(".messages")).to_contain_text("You are not a member")
    expect(page.get_by_role("link", name="Should the bridge be closed?")).to_have_count(0)
    page.goto(f"{reader.home}/maps/should-the-bridge-be-closed/")
    expect(page.get_by_role("heading", name="There is nothing here")).to_be_visible()


def test_whoever_has_no_account_makes_one_and_comes_back_to_the_link(reader, owner, small_map):
    map = small_map(24, visibility="members")
    link = f"/invitations/{Invitation.objects.create(map=map, by=owner, role='viewer').code}/"
    page = reader.page
    reader.open(link)
    page.get_by_role("link", name="Make an account").click()
    page.get_by_label("Username").fill("newcomer")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("The same password again").fill(PASSWORD)
    page.get_by_role("button", name="Make the account").click()
    expect(page).to_have_url(reader.home + link)
    page.get_by_role("button", name="Join the map").click()
    expect(page).to_have_url(f"{reader.home}/maps/{map.slug}/")
    assert map.memberships.get(user__username="newcomer").role == "viewer"


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_script(reader, owner, carl):
    page = reader.page
    reader.sign_in(owner)
    page.goto(f"{reader.home}/maps/")
    start_a_map(page, "What is a fair rent?")
    link = make_a_link(page, "")
    reader.sign_in(carl)
    page.goto(link)
    page.get_by_role("button", name="Join the map").click()
    expect(page.get_by_role("heading", name="What is a fair rent?")).to_be_visible()

    reader.sign_in(owner)
    page.goto(f"{reader.home}/maps/what-is-a-fair-rent/members/")
    page.get_by_label("Role of carl").select_option("contributor")
    page.get_by_role("button", name="Change the role of carl").click()
    expect(page.locator(".messages")).to_contain_text("The role of carl is contributor now.")
    page.get_by_role("button", name="Revoke").click()
    expect(page.locator("#invitations")).to_contain_text("There is no open invitation.")
    page.get_by_text("Remove carl", exact=True).first.click()
    page.get_by_role("button", name="Remove carl").click()
    expect(page.locator(".people li")).to_have_count(1)

    reader.sign_in(carl)
    reader.allow("status of 404")
    page.goto(link)
    expect(page.get_by_role("heading", name="This invitation does not work any more")).to_be_visible()
    page.goto("about:blank")  # without script axe would wait for ever


def test_by_a_revoked_link_nobody_learns_what_it_was_for(reader, small_map, owner, carl):
    map = small_map(24, visibility="members", title="A secret matter")
    invitation = Invitation.objects.create(map=map, by=owner, note="Carl", revoked=timezone.now())
    reader.sign_in(carl)
    reader.allow("status of 404")
    reader.open(f"/invitations/{invitation.code}/")
    expect(reader.page.locator("main")).to_contain_text("Ask whoever sent it to you for a new one.")
    for secret in ("A secret matter", "owner", "Carl"):
        expect(reader.page.locator("main")).not_to_contain_text(secret)


def test_the_map_is_given_to_another_member(reader, small_map, owner, maya):
    map = small_map(24, title="The  bridge")
    page = reader.page
    reader.sign_in(owner)
    reader.open(f"/maps/{map.slug}/settings/")
    page.get_by_role("link", name="Give the map to another member").click()
    page.get_by_label("New owner").select_option("maya (curator)")
    page.get_by_label("Title of the map").fill("The ridge")
    page.get_by_role("button", name="Give the map away").click()
    expect(page.get_by_label("Title of the map")).to_be_focused()
    expect(page.get_by_label("New owner")).not_to_have_value("")
    reader.check()
    page.get_by_label("Title of the map").fill("The bridge")
    page.get_by_role("button", name="Give the map away").click()
    expect(page.locator(".messages")).to_contain_text("The map belongs to maya now.")
    expect(page.get_by_role("link", name="Settings")).to_have_count(0)
    assert ArgumentMap.objects.get(pk=map.pk).owner == maya


def test_settings_that_somebody_changed_meanwhile_stand_beside_what_was_typed(reader, small_map, owner):
    map = small_map(24, title="First", summary="What it is about.")
    page = reader.page
    reader.sign_in(owner)
    reader.open(f"/maps/{map.slug}/settings/")
    ArgumentMap.objects.filter(pk=map.pk).update(title="Theirs", hide_until_rated=True)
    page.get_by_label("Question or title").fill("Mine")
    page.get_by_role("button", name="Save the settings").click()
    expect(page.locator("#form_errors")).to_be_focused()
    rows = page.locator("#beside tbody tr")
    expect(rows).to_have_text(
        [
            "Question or titleTheirsMine",
            "Hide others’ ratings of a thing until one has rated ityesyou left it alone",
        ]
    )
    expect(page.get_by_label("Question or title")).to_have_value("Mine")
    expect(page.get_by_label("Hide others’ ratings")).to_be_checked()
    reader.check()
    page.get_by_role("button", name="Save the settings").click()
    expect(page.locator(".messages")).to_contain_text("The settings are saved.")
    map.refresh_from_db()
    assert (map.title, map.hide_until_rated, map.summary) == ("Mine", True, "What it is about.")


def test_a_map_comes_from_a_file(reader, carl, tmp_path):
    ArgumentMap.objects.create(slug="rent", title="Taken already")
    page, file = reader.page, tmp_path / "rent.json"
    head = {"format": "argmap", "version": 1}
    file.write_text(json.dumps({**head, "map": {"slug": "rent", "title": 7}}, indent=1))
    reader.sign_in(carl)
    reader.open("/maps/new/")
    page.get_by_role("link", name="From a file").click()
    page.get_by_label("The file").set_input_files(file)
    page.get_by_role("button", name="Store the map").click()
    expect(page.locator("#problems li")).to_have_text("Line 6: “title” must be a text in quotes.")
    reader.check()
    file.write_text(json.dumps({**head, "map": {"slug": "rent", "title": "Rent"}}))
    page.get_by_label("The file").set_input_files(file)
    page.get_by_role("button", name="Store the map").click()
    expect(page.get_by_label("Its address here")).to_have_value("rent-2")
    expect(page.get_by_label("Its address here")).to_be_focused()
    reader.check()
    page.get_by_label("The file").set_input_files(file)
    page.get_by_role("button", name="Store the map").click()
    expect(page).to_have_url(f"{reader.home}/maps/rent-2/")
    assert ArgumentMap.objects.get(slug="rent-2").owner == carl
