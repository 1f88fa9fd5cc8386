"""People who install argmap, rather than check it out, get all of it: templates, styles, the five articles."""

import os
import socket
import subprocess
import sys
import sysconfig
import time
import venv
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

CHECKOUT = Path(__file__).parent.parent
pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel in an environment of its own. What it depends on is lent by the one that runs the tests."""
    folder = tmp_path_factory.mktemp("wheel")
    _run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(CHECKOUT))
    (wheel,) = folder.glob("argmap-*.whl")
    venv.create(folder / "env", with_pip=False)
    python = folder / "env" / "bin" / "python"
    _run(sys.executable, "-m", "pip", f"--python={python}", "install", "--quiet", "--no-deps", str(wheel))
    lent = f"import site; site.addsitedir({sysconfig.get_path('purelib')!r})"
    paths = _run(str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip()
    Path(paths, "lent.pth").write_text(lent)
    return folder / "env" / "bin" / "argmap"


@pytest.fixture(scope="module")
def site(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site that was set up by the installed command, far from the checkout."""
    home = tmp_path_factory.mktemp("home")
    values = _clean() | {"ARGMAP_DATA_DIR": str(home / "data")}
    for command in (["migrate", "--verbosity=0"], ["load_corpus", "--verbosity=0"]):
        _run(str(installed), *command, cwd=home, env=values)
    port = _free_port()
    program = [installed.with_name("python"), "-m", "uvicorn", "argmap.asgi:application", f"--port={port}"]
    server = subprocess.Popen(program, cwd=home, env=values, stderr=subprocess.DEVNULL)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


def test_an_installed_site_shows_its_first_page_its_style_and_its_map(site: str) -> None:
    page = _read(site + "/")
    assert "<!doctype html>" in page.lower()
    assert "/static/argmap.css" in page
    assert _read(site + "/static/argmap.css") == (CHECKOUT / "static" / "argmap.css").read_text()
    assert 'href="/maps/azerbaijan-israel/"' in _read(site + "/maps/")


def test_an_installed_site_runs_from_the_wheel_alone(installed: Path, tmp_path: Path) -> None:
    where = "import argmap, claims; print(argmap.__file__, claims.__file__)"
    printed = _run(str(installed.with_name("python")), "-c", where, cwd=tmp_path, env=_clean())
    assert str(CHECKOUT) not in printed


def _run(*command: str, cwd: Path | None = None, env: dict[str, str] | None = None) -> str:
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _clean() -> dict[str, str]:
    ours = ("ARGMAP_", "DATABASE_URL", "DJANGO_", "PYTHONPATH")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _read(address: str) -> str:
    for _ in range(100):
        try:
            with urlopen(address, timeout=10) as answer:
                return str(answer.read().decode())
        except URLError as error:
            if not isinstance(error.reason, ConnectionRefusedError):
                raise
            time.sleep(0.2)
    raise TimeoutError(f"Nothing answers at {address}.")
