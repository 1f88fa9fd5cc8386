"""A page's ear: one open stream of a map's states, read line by line as it comes."""

import json
import time
from http.client import HTTPConnection, HTTPResponse
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client


class Ear:
    """Listens to one map. `status` is what the stream was answered; `hear()` is the next state and when it came."""

    def __init__(self, site: str, slug: str, client: Client | None = None, timeout: float = 20) -> None:
        self.connection = HTTPConnection(urlsplit(site).netloc, timeout=timeout)
        cookie = (client or Client()).cookies.get(settings.SESSION_COOKIE_NAME)
        headers = {"Accept-Encoding": "gzip", "Accept": "text/event-stream"}
        if cookie:
            headers["Cookie"] = f"{settings.SESSION_COOKIE_NAME}={cookie.value}"
        self.connection.request("GET", f"/maps/{slug}/events/", headers=headers)
        self.answer: HTTPResponse = self.connection.getresponse()
        self.status = self.answer.status

    def hear(self) -> tuple[dict[str, Any], float] | None:
        """None where the stream has ended; beats and the like are passed over."""
        while line := self.answer.readline():
            if line.startswith(b"data: "):
                return json.loads(line.removeprefix(b"data: ")), time.monotonic()
        return None

    def close(self) -> None:
        self.answer.close()
        self.connection.close()
