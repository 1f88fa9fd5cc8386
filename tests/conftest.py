"""People, maps and a reader's browser, for every test.

The people: Alice is signed up, Maya curates, Carl must not get in, and the owner owns the maps.
"""

import io
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import Page

from claims.actions.example import add_example_class
from claims.actions.exchange import count_rows
from claims.models import ArgumentMap, Membership

from .browser import RESULTS, Reader
from .building import Builder, Shelf, rate_everything

PASSWORD = "a long password"
CI = os.environ.get("CI", "").lower() in ("1", "true", "yes")
# Playwright's loop runs in the test's own thread; the tables are asked from there and nowhere else.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

hypothesis_settings.register_profile("argmap", deadline=None, derandomize=CI)
hypothesis_settings.load_profile("argmap")


def pytest_configure(config: pytest.Config) -> None:
    # Hashing as slowly as a site must would take longer than most tests.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if not hasattr(config, "workerinput"):
        shutil.rmtree(RESULTS, ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def delete_output_dir() -> None:
    """The folder is emptied above, once; the plugin's own would empty it once a worker, over the others' pictures."""


@pytest.fixture(autouse=True)
def forget() -> None:
    """Nothing kept for one test's map is shown for another's: rolled-back maps share keys and versions."""
    cache.clear()


# People


@pytest.fixture
def person(db: None) -> Callable[[str], Any]:
    """`person("alice")`: signed up, with the password `a long password`."""

    def sign_up(name: str) -> Any:
        return get_user_model().objects.create_user(name, password=PASSWORD)

    return sign_up


@pytest.fixture
def alice(person: Callable[[str], Any]) -> Any:
    """Signed up; a contributor on maps that are for members."""
    return person("alice")


@pytest.fixture
def maya(person: Callable[[str], Any]) -> Any:
    """A curator of every map that `small_map` makes."""
    return person("maya")


@pytest.fixture
def carl(person: Callable[[str], Any]) -> Any:
    """Signed up, and a member of nothing."""
    return person("carl")


@pytest.fixture
def owner(person: Callable[[str], Any]) -> Any:
    return person("owner")


@pytest.fixture
def as_person() -> Callable[[Any], Client]:
    """`as_person(maya)`: a test client in which she is signed in."""

    def sign_in(person: Any) -> Client:
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


# Maps


@pytest.fixture
def small_map(owner: Any, maya: Any, alice: Any) -> Callable[..., ArgumentMap]:
    """`small_map(2400, slug="large", raters=3, visibility="members")`: a map of any size, in some forty queries.

    The owner owns it and Maya curates it. Alice is a contributor where it is for members only; Carl never is.
    """

    def make(claims: int = 24, *, slug: str = "small-map", raters: int = 0, **columns: Any) -> ArgumentMap:
        columns.setdefault("title", slug.replace("-", " ").capitalize())
        map = ArgumentMap.objects.create(slug=slug, owner=owner, **columns)
        roles = {maya: "curator"} | ({} if map.visibility == "public" else {alice: "contributor"})
        Membership.objects.bulk_create([Membership(map=map, user=u, role=r) for u, r in roles.items()])
        Builder(map, claims)
        rate_everything(map, raters)
        count_rows()
        return map

    return make


def _load_corpus() -> ArgumentMap:
    call_command("load_corpus", verbosity=0, stdout=io.StringIO())
    return ArgumentMap.objects.get()


@pytest.fixture(scope="session")
def _shelf(django_db_setup: None, django_db_blocker: Any) -> Shelf:
    with django_db_blocker.unblock():
        return Shelf("shelf", _load_corpus)


@pytest.fixture
def five_articles(_shelf: Shelf, db: None) -> ArgumentMap:
    """The map that ships with the product, as `load_corpus` makes it: loaded once a worker, put back per test."""
    _shelf.put_back()
    return ArgumentMap.objects.get()


@pytest.fixture(scope="session")
def _living_shelf(django_db_setup: None, django_db_blocker: Any) -> Shelf:
    with django_db_blocker.unblock():
        return Shelf("living", lambda: add_example_class(_load_corpus()))


@pytest.fixture
def living_map(_living_shelf: Shelf, db: None) -> ArgumentMap:
    """The same as `demo` shows it, with the example class and its invented ratings."""
    _living_shelf.put_back()
    return ArgumentMap.objects.get()


# A reader's browser


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        sentence = (
            "Chromium is not installed here, so no page was read in it. On Debian: apt-get install chromium"
        )
        (pytest.fail if CI else pytest.skip)(sentence)
    flags = [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-dev-shm-usage",
        "--disable-gpu",
        "--disable-quic",
        "--disable-sync",
        "--no-first-run",
    ]
    if os.geteuid() == 0:
        flags.append("--no-sandbox")  # Chromium refuses to start as root with it
    return browser_type_launch_args | {"executable_path": chromium, "args": flags}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return browser_context_args | {"reduced_motion": "reduce", "locale": "en-GB", "timezone_id": "UTC"}


@pytest.fixture
def reader(page: Page, live_server: Any, request: pytest.FixtureRequest) -> Iterator[Reader]:
    """Someone at a browser: `reader.open("/")`, `reader.sign_in(alice)`, `reader.page`, `reader.check()`.

    The test fails when anything went wrong on the way, and at the end the page is looked over once more.
    """
    reader = Reader(page, live_server.url)
    page.set_default_timeout(10_000)
    yield reader
    if not request.node.rep_call.failed:
        reader.assert_untroubled()
        if page.url.startswith(reader.home):
            reader.check()


@pytest.fixture
def screenshots(pytestconfig: pytest.Config) -> Path:
    """Where the README's pictures go: `--screenshots` makes them anew, otherwise they stay as they are."""
    return RESULTS.parent / "docs" / "screenshots" if pytestconfig.option.screenshots else RESULTS


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--screenshots", action="store_true", help="Make the README's pictures anew.")
