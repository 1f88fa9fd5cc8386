"""A reader at a real Chromium. It trips over whatever a person would: errors, strangers' servers, barriers."""

import re
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import ConsoleMessage, Page, Request, Response

RESULTS = Path(__file__).parent.parent / "test-results"
# Chromium logs every answer of 400 and up. 422 is how this product refuses input, with the form.
EXPECTED = re.compile(r"Failed to load resource: the server responded with a status of 422\b")
NARROW = {"width": 320, "height": 640}
PHONE = {"width": 360, "height": 740}
WIDE = {"width": 1280, "height": 800}


class Reader:
    """`page` is Playwright's own; what stands here is what every visit needs."""

    def __init__(self, page: Page, home: str) -> None:
        self.page = page
        self.home = home
        self.troubles: list[str] = []
        self._allowed = [EXPECTED]
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self._note(f"error on the page: {error}"))
        page.on("request", self._asked)
        page.on("response", self._answered)

    def open(self, address: str) -> Response:
        """Go there, and look it over."""
        answer = self.page.goto(self.home + address if address.startswith("/") else address)
        assert answer is not None
        if answer.headers.get("content-type", "").startswith("text/html"):
            self.check()
        return answer

    def sign_in(self, person: Any) -> None:
        """With a session cookie: the sign-in page has tests of its own."""
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        name = settings.SESSION_COOKIE_NAME
        self.page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": self.home}])

    def allow(self, words: str) -> None:
        """This trouble, a regular expression, is what the test is about."""
        self._allowed.append(re.compile(words))

    def check(self) -> None:
        """No barrier that axe knows of, and nothing to scroll sideways for, here and at 320 pixels."""
        results = Axe().run(self.page)
        assert results.violations_count == 0, f"{self.page.url}\n{results.generate_report()}"
        self._check_width()
        before = self.page.viewport_size
        if before and before["width"] > NARROW["width"]:
            self.page.set_viewport_size(NARROW)
            self._check_width()
            self.page.set_viewport_size(before)

    def check_everywhere(self, *, briefly: bool = False) -> None:
        """The same in light and dark, on a desk and on a phone. It takes a while: mark its tests `once`.

        `briefly`: in light on the desk and in dark on the phone alone.
        """
        for colours, size in (("light", WIDE), ("dark", PHONE), ("light", PHONE), ("dark", WIDE))[
            : 2 if briefly else 4
        ]:
            self.page.emulate_media(color_scheme=colours)
            self.page.set_viewport_size(size)
            self.check()
        self.page.emulate_media(color_scheme="null")
        self.page.set_viewport_size(WIDE)

    def picture(self, name: str, folder: Path = RESULTS) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=(file := folder / f"{name}.png"))
        return file

    def assert_untroubled(self) -> None:
        assert self.troubles == []

    def _check_width(self) -> None:
        wide, seen = self.page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        assert wide <= seen, f"{self.page.url} is {wide} pixels wide in a window of {seen}"

    def _note(self, trouble: str) -> None:
        if not any(pattern.search(trouble) for pattern in self._allowed):
            self.troubles.append(trouble)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self._note(f"{message.type} in the console of {self.page.url}: {message.text}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.home + "/", "data:", "blob:", "about:")):
            self._note(f"a request left the site: {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 500:
            self._note(f"the server broke: {response.status} at {response.url}")
