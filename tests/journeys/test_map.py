"""A reader finds the map, opens it, unfolds what they want to see, and gets to a claim."""

from playwright.sync_api import expect

MAP = "/maps/azerbaijan-israel/"


def test_from_the_front_page_to_a_claim(reader, living_map):
    reader.open("/")
    reader.page.get_by_role("link", name="Open the map").click()
    expect(reader.page.get_by_role("heading", level=1)).to_have_text("Azerbaijan and Israel")
    reader.page.locator("#A2").get_by_role("link").first.click()
    expect(reader.page).to_have_url(reader.home + f"/claims/{living_map.claim_set.get(uid='000-T2').pk}/")


def test_two_articles_side_by_side_in_one_click(reader, living_map):
    reader.open("/")
    reader.page.get_by_label("Second article").select_option("baku-to-the-future")
    reader.page.get_by_role("button", name="Compare").click()
    expect(reader.page).to_have_url(
        f"{reader.home}{MAP}compare/?article=shia-jewish-alliance&article=baku-to-the-future"
    )


def test_a_closed_branch_says_how_many_claims_it_hides(reader, living_map):
    reader.open(f"{MAP}outline/?level=1")
    branch = reader.page.locator("details.fold").first
    expect(branch.locator("summary").first).to_contain_text("claims hidden here")
    branch.locator("summary").first.click()
    expect(branch.locator(".when-closed").first).to_be_hidden()
    expect(branch.locator(".claim").first).to_be_visible()


def test_the_outline_unfolds_by_keyboard(reader, living_map):
    reader.open(f"{MAP}?level=1")
    summary = reader.page.locator("details.fold > summary").first
    summary.focus()
    reader.page.keyboard.press("Enter")
    expect(reader.page.locator("details.fold").first).to_have_attribute("open", "")
    reader.page.keyboard.press("Tab")
    assert reader.page.evaluate("document.activeElement.closest('details.fold') !== null")


def test_levels_and_other_articles_work_without_script(browser, live_server, living_map):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(live_server.url + MAP)
    page.get_by_role("navigation", name="Outlines").get_by_role("link", name="C", exact=True).click()
    expect(page.locator("#outline")).to_contain_text("Azerbaijani-Israeli alliance against Iran")
    page.get_by_role("navigation", name="Expand the outline").get_by_role(
        "link", name="1", exact=True
    ).click()
    assert page.locator("details.fold[open]").count() == 0
    page.locator("details.fold > summary").first.click()
    assert page.locator("details.fold[open]").count() == 1
    page.context.close()


def test_the_invented_ratings_can_be_left_out(reader, living_map):
    reader.open(MAP)
    reader.page.get_by_role("link", name="Leave them out").click()
    expect(reader.page.locator("#example")).to_contain_text("Real ratings only.")
    expect(reader.page.locator("#A1")).to_contain_text("no basis yet")


def test_staff_find_their_way_in_the_admin(reader, living_map, person):
    staff = person("staff")
    staff.is_staff = staff.is_superuser = True
    staff.save()
    reader.sign_in(staff)
    page = reader.page
    page.goto(reader.home + "/admin/claims/thesis/")
    page.get_by_role("link", name="Entrapment skepticism").click()
    expect(page.locator("#id_label")).to_have_value("Entrapment skepticism")
    page.locator(".select2-selection").first.click()
    page.locator(".select2-search__field").last.fill("oil")
    expect(page.locator(".select2-results__option").first).to_contain_text("oil", ignore_case=True)
    page.goto("about:blank")
