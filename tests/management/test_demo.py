"""`demo`: one command from nothing to a living site, on this machine."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import HTTPCookieProcessor, build_opener, urlopen

import pytest
from django.conf import settings

LINK = re.compile(r"^(student|curator): (http://127\.0\.0\.1:\d+/\S+)$", re.MULTILINE)


def environment(folder: Path, **more: str) -> dict[str, str]:
    """A bare machine's: neither this suite's database nor its data folder."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("ARGMAP_", "DATABASE_"))
    }
    return {**kept, "ARGMAP_DATA_DIR": str(folder), "PYTHONUNBUFFERED": "1", **more}


def demo(folder: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", "demo", *arguments],
        cwd=settings.CHECKOUT,
        env=environment(folder, **more),
        capture_output=True,
        text=True,
        timeout=240,
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def first(folder: Path) -> subprocess.CompletedProcess[str]:
    return demo(folder, "--no-serve", "--port", "8123")


@pytest.mark.once
def test_the_first_run_makes_everything_and_prints_one_link_a_person(
    first: subprocess.CompletedProcess[str], folder: Path
) -> None:
    assert first.returncode == 0, first.stderr
    assert [name for name, _ in LINK.findall(first.stdout)] == ["student", "curator"]
    assert "http://127.0.0.1:8123/maps/azerbaijan-israel/" in first.stdout
    assert (folder / "secret_key").stat().st_mode & 0o777 == 0o600


@pytest.mark.once
def test_a_second_run_changes_nothing_and_is_quick(
    first: subprocess.CompletedProcess[str], folder: Path
) -> None:
    before = _rows(folder)
    began = time.monotonic()
    second = demo(folder, "--no-serve", "--port", "8123")
    assert second.returncode == 0, second.stderr
    assert _rows(folder) == before
    assert time.monotonic() - began < 60


def _rows(folder: Path) -> str:
    """How many rows each table holds, and what moves with every edit and every recount."""
    count = (
        "from django.apps import apps\n"
        "for model in apps.get_models(): print(model._meta.label, model._default_manager.count())\n"
        "from claims.models import ArgumentMap\n"
        "print(list(ArgumentMap.objects.values_list('version', 'scores_version')))\n"
    )
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "-v0", "-c", count],
        cwd=settings.CHECKOUT,
        env=environment(folder),
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return done.stdout


@pytest.fixture
def site(first: subprocess.CompletedProcess[str], folder: Path) -> Iterator[str]:
    """The demo, served on a free port, and ended by its own process id."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with (folder / "served.txt").open("w") as printed:
        server = subprocess.Popen(
            [sys.executable, "manage.py", "demo", "--port", str(port)],
            cwd=settings.CHECKOUT,
            env=environment(folder),
            stdout=printed,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_for(f"http://127.0.0.1:{port}/", server)
        yield (folder / "served.txt").read_text()
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=30)


def _wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        assert server.poll() is None, "the demo stopped"
        try:
            urlopen(address, timeout=20).close()
            return
        except URLError:
            time.sleep(0.2)
    pytest.fail("the demo never answered")


@pytest.mark.once
def test_a_printed_link_signs_in_once(site: str) -> None:
    link = dict(LINK.findall(site))["student"]
    student = build_opener(HTTPCookieProcessor(CookieJar()))
    assert "Sign out" in student.open(link, timeout=20).read().decode()
    again = build_opener(HTTPCookieProcessor(CookieJar()))
    page = again.open(link, timeout=20).read().decode()
    assert "This sign-in link was used already" in page
    assert "Sign out" not in page


@pytest.mark.once
def test_the_demo_serves_pages_styles_and_scripts_without_debug(site: str) -> None:
    home = dict(LINK.findall(site))["student"].split("/accounts/")[0]
    page = urlopen(f"{home}/maps/azerbaijan-israel/", timeout=30).read().decode()
    for path in re.findall(r'(?:href|src)="(/static/[^"]+)"', page):
        assert urlopen(home + path, timeout=20).status == 200
    with pytest.raises(HTTPError, match="404"):
        urlopen(f"{home}/nothing-here/", timeout=20)


@pytest.mark.once
def test_a_taken_port_is_one_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = demo(tmp_path, "--port", str(taken.getsockname()[1]))
    assert (done.stdout, done.returncode) == ("", 1)
    assert re.fullmatch(
        r"Port \d+ cannot be used \(Address already in use\)\. Choose another one.*\n", done.stderr
    )


@pytest.mark.once
def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    done = demo(tmp_path / "file" / "data", "--no-serve")
    assert (done.stdout, done.returncode) == ("", 1)
    assert "ARGMAP_DATA_DIR" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.once
def test_a_database_that_does_not_answer_is_one_sentence(tmp_path: Path) -> None:
    done = demo(tmp_path, "--no-serve", DATABASE_URL="postgresql://nobody@127.0.0.1:1/none")
    assert (done.stdout, done.returncode) == ("", 1)
    assert done.stderr.startswith("The database cannot be used: ")
    assert done.stderr.count("\n") == 1
