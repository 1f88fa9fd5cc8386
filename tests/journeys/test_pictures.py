"""The README's pictures, taken of the map as a visitor to `demo` meets it: `pytest --screenshots` makes them anew."""

import pytest
from playwright.sync_api import expect

from claims.models import Claim

pytestmark = pytest.mark.once

MAP = "/maps/azerbaijan-israel/"
MOST_BYTES = 300_000


@pytest.mark.parametrize("name", ["map", "claim", "compare"])
@pytest.mark.browser_context_args(color_scheme="light", viewport={"width": 1280, "height": 1000})
def test_a_picture_for_the_readme(reader, living_map, screenshots, name):
    """The claim is one with reasons for and against it, an undercut, and a figure."""
    claim = Claim.objects.get(uid="001-16")
    address = {
        "map": MAP,
        "claim": claim.get_absolute_url(),
        "compare": f"{MAP}compare/?article=shia-jewish-alliance&article=alliance-and-iran",
    }[name]
    reader.page.goto(reader.home + address)
    expect(reader.page.locator("#example")).to_contain_text("Example class (invented ratings).")
    if name == "claim":
        reader.page.locator(".claim-top").evaluate("top => top.scrollIntoView()")
    assert reader.picture(name, screenshots).stat().st_size < MOST_BYTES
