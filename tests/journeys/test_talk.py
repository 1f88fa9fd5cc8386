"""People talk about a claim, with and without script, with and without a mouse; whoever is named is told."""

import pytest
from playwright.sync_api import expect

from claims.actions.comment import say
from claims.models import ArgumentMap, Comment, Membership
from tests.arguing import Argument

pytestmark = pytest.mark.once


@pytest.fixture
def claim(maya):
    """A claim on a map that Maya curates."""
    map = ArgumentMap.objects.create(slug="argued", title="Argued")
    Membership.objects.create(map=map, user=maya, role="curator")
    argument = Argument(map)
    point = argument.thesis("The bridge should be closed.")
    argument.supports(argument.claim("The bridge is rotten."), point)
    return point


def press_tab_to(page, id, most=80):
    """By keyboard alone, to the control with this id."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == id:
            return
    raise AssertionError(f"#{id} is not within reach")


def test_by_keyboard_alone_without_a_page_load(claim, alice, maya, reader):
    reader.sign_in(alice)
    reader.open(f"/claims/{claim.pk}/")
    page = reader.page
    page.evaluate("window.stayed = true")
    press_tab_to(page, "text-new")  # what is not there yet comes as one gets near it
    page.keyboard.type("Who says *so*, @maya?")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#draft-new")).to_contain_text("Who says so, @maya?")
    expect(page.locator("#draft-new .mention")).to_have_text("@maya")
    expect(page.locator("#status")).to_have_text("This is how it will look. It is not posted yet.")
    expect(page.locator("#preview-new")).to_be_focused()
    assert not Comment.objects.exists()
    reader.check()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#status")).to_have_text("Your comment is there.")
    expect(page.locator(".comment")).to_have_count(1)
    expect(page.locator("#text-new")).to_have_value("")
    expect(page.locator("#save-new")).to_be_focused()
    first = Comment.objects.get()
    page.locator(f"#comment-{first.pk}").focus()
    press_tab_to(page, f"open-edit-{first.pk}")
    page.keyboard.press("Enter")
    press_tab_to(page, f"text-edit-{first.pk}")
    page.keyboard.press("Control+End")
    page.keyboard.type(" And when?")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(f"#comment-{first.pk} .comment-text").first).to_contain_text("And when?")
    press_tab_to(page, f"open-answer-{first.pk}")
    page.keyboard.press("Enter")
    press_tab_to(page, f"text-answer-{first.pk}")
    page.keyboard.type("I do.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#status")).to_have_text("Your answer is there.")
    expect(page.locator(f"#answers-{first.pk} .comment")).to_contain_text("I do.")
    expect(page.locator(f"#open-answer-{first.pk}")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(f"#resolve-{first.pk}")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(f"#resolution-{first.pk}")).to_contain_text("Resolved by alice")
    expect(page.locator(f"#resolve-{first.pk}")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(f"#resolve-{first.pk}")).to_have_text("Resolve this thread")
    assert page.evaluate("window.stayed")
    reader.check()

    reader.sign_in(maya)
    reader.open("/maps/")
    expect(page.locator("#notification-count")).to_have_text("(1 unread)")
    page.get_by_role("link", name="Notifications").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#notifications")).to_contain_text("alice mentioned you in the talk")
    [told] = maya.notifications.all()
    press_tab_to(page, f"read-{told.pk}")
    page.keyboard.press("Enter")
    expect(page.locator("#status")).to_have_text("Marked as read.")
    expect(page.locator(f"#told-{told.pk}")).to_be_focused()
    expect(page.locator("#notification-count")).to_have_text("")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{reader.home}{first.get_absolute_url()}")
    expect(page.locator(f"#comment-{first.pk}")).to_be_in_viewport()
    reader.check()


def test_what_is_typed_elsewhere_stays_while_something_else_is_done(claim, alice, maya, reader):
    own, other = say(claim, "My own", by=alice), say(claim, "Another", by=maya)
    reader.sign_in(alice)
    reader.open(f"/claims/{claim.pk}/talk/")
    page = reader.page
    page.locator("#text-new").fill("Half a thought")
    page.locator(f"#open-answer-{other.pk}").click()
    page.locator(f"#text-answer-{other.pk}").fill("Half an answer")
    page.locator(f"#withdraw-{own.pk}").click()
    expect(page.locator(f"#comment-{own.pk}")).to_contain_text("Withdrawn by its writer.")
    reader.check()
    page.locator(f"#restore-{own.pk}").click()
    expect(page.locator(f"#withdraw-{own.pk}")).to_be_visible()
    page.locator(f"#resolve-{own.pk}").click()
    expect(page.locator(f"#resolution-{own.pk}")).to_contain_text("Resolved by alice")
    expect(page.locator("#text-new")).to_have_value("Half a thought")
    expect(page.locator(f"#text-answer-{other.pk}")).to_have_value("Half an answer")


def test_too_long_a_comment_is_refused_where_it_stands(claim, alice, reader):
    reader.sign_in(alice)
    reader.open(f"/claims/{claim.pk}/talk/")
    page = reader.page
    page.locator("#text-new").fill("x" * 5_001)
    page.locator("#save-new").click()
    expect(page.locator("#text-new_error")).to_contain_text("This has 5001 characters")
    expect(page.locator("#text-new")).to_be_focused()
    expect(page.locator("#text-new")).to_have_value("x" * 5_001)
    reader.check()


def test_two_windows_do_not_write_over_each_other(claim, alice, reader):
    comment = say(claim, "One", by=alice)
    reader.sign_in(alice)
    reader.allow("status of 409")
    reader.open(f"/claims/{claim.pk}/talk/")
    page = reader.page
    Comment.objects.filter(pk=comment.pk).update(text="Two", changed=comment.at)
    Comment.objects.filter(pk=comment.pk).update(changed="2030-01-01T00:00:00Z")
    page.locator(f"#open-edit-{comment.pk}").click()
    page.locator(f"#text-edit-{comment.pk}").fill("Three")
    page.locator(f"#save-edit-{comment.pk}").click()
    expect(page.locator(f"#edit-{comment.pk}_errors")).to_be_focused()
    expect(page.locator(f"#box-edit-{comment.pk} .draft")).to_contain_text("Two")
    expect(page.locator(f"#text-edit-{comment.pk}")).to_have_value("Three")
    reader.check()
    page.locator(f"#save-edit-{comment.pk}").click()
    expect(page.locator(f"#comment-{comment.pk} .comment-text").first).to_have_text("Three")


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_script(claim, alice, maya, reader):
    reader.sign_in(alice)
    page, talk = reader.page, f"{reader.home}/claims/{claim.pk}/talk/"
    page.goto(f"{reader.home}/claims/{claim.pk}/")
    page.get_by_role("link", name="What people say to each other about this claim").click()
    expect(page).to_have_url(talk)
    page.locator("#text-new").fill("Who says **so**, @maya?")
    page.locator("#preview-new").click()
    expect(page.locator("#draft-new strong")).to_have_text("so")
    expect(page.locator("#text-new")).to_have_value("Who says **so**, @maya?")
    page.locator("#save-new").click()
    first = Comment.objects.get()
    expect(page).to_have_url(reader.home + first.get_absolute_url())
    expect(page.locator(".messages")).to_contain_text("Your comment is there.")
    page.locator(f"#open-answer-{first.pk}").click()
    page.locator(f"#text-answer-{first.pk}").fill("x" * 5_001)
    page.locator(f"#save-answer-{first.pk}").click()
    expect(page.locator(f"#text-answer-{first.pk}_error")).to_be_visible()
    page.locator(f"#text-answer-{first.pk}").fill("I do.")
    page.locator(f"#save-answer-{first.pk}").click()
    expect(page.locator(f"#answers-{first.pk}")).to_contain_text("I do.")
    page.locator(f"#resolve-{first.pk}").click()
    expect(page.locator(f"#resolution-{first.pk}")).to_contain_text("Resolved by alice")
    reader.sign_in(maya)
    page.goto(f"{reader.home}/notifications/")
    page.get_by_role("button", name="Mark as read").click()
    expect(page.locator(".messages")).to_contain_text("1 marked as read.")
    page.get_by_role("link", name="alice mentioned you").click()
    expect(page.locator(f"#comment-{first.pk}")).to_be_in_viewport()
    page.goto("about:blank")  # without script axe would wait for ever
