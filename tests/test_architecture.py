"""The house stands as `claims/README.md` says: floors, names, types, and pages without inline code."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

pytestmark = pytest.mark.once

HOUSE = Path(__file__).parent.parent
WITHOUT_DJANGO = ("errors", "graph", "anchoring", "comparison", "credibility", "exchange", "markup")
WITH_TYPES = (*WITHOUT_DJANGO, "models", "permissions", "queries", "actions")
# Addresses whose answer is a file, a redirect or a bit of another page, and so have no template of their own.
WITHOUT_TEMPLATE: dict[str, str] = {
    "critical_question_settle": "leads back to the claim",
    "map_events": "a stream",
    "map_state": "JSON",
    "map_undo": "leads to the page that undoes one edit",
    "member_change": "the members again",
    "member_remove": "the members again",
    "invitation_new": "the members again",
    "invitation_revoke": "the members again",
    "comment_withdraw": "the comment again, or a redirect",
    "comment_restore": "the comment again, or a redirect",
    "comment_resolve": "a bit of the talk, or a redirect",
    "comment_reopen": "a bit of the talk, or a redirect",
    "notification_count": "a bit of every page",
}
# Templates that answer no address of their own name.
WITHOUT_ADDRESS: dict[str, str] = {}


def test_a_room_imports_only_from_floors_below_it() -> None:
    """The contracts stand in pyproject.toml. A new room without a floor breaks the first of them."""
    program = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run(
        [program, "--no-cache"], cwd=HOUSE, capture_output=True, text=True, env=os.environ | {"NO_COLOR": "1"}
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_every_room_of_the_lowest_floors_is_kept_from_django() -> None:
    """The contract cannot name a room that is not there yet; this catches the day it comes."""
    tools = tomllib.loads((HOUSE / "pyproject.toml").read_text())["tool"]
    contract = next(c for c in tools["importlinter"]["contracts"] if "Django" in c["name"])
    there = [f"claims.{room}" for room in WITHOUT_DJANGO if _files_of(HOUSE / "claims" / room)]
    assert sorted(contract["source_modules"]) == sorted(there)


def test_no_room_is_named_for_nothing_in_particular() -> None:
    vague = {"utils", "util", "helpers", "common", "services", "signals", "misc", "core", "tools"}
    named = {path.stem for folder in ("argmap", "claims", "tests") for path in (HOUSE / folder).rglob("*")}
    assert named & vague == set()


def test_every_function_of_floors_one_to_seven_says_its_types() -> None:
    files = [file for room in WITH_TYPES for file in _files_of(HOUSE / "claims" / room)]
    assert [place for file in files for place in _functions_without_types(file)] == []


def test_every_view_says_its_types() -> None:
    files = [*_files_of(HOUSE / "claims" / "views"), HOUSE / "argmap" / "accounts" / "views.py"]
    assert [place for file in files for place in _functions_without_types(file)] == []


def test_every_room_says_what_it_is_for() -> None:
    rooms = [
        p for p in (HOUSE / "claims").iterdir() if (p / "__init__.py").exists() and p.name != "migrations"
    ]
    silent = [room.name for room in rooms if not ast.get_docstring(_parsed(room / "__init__.py"))]
    assert sorted(silent) == []


def test_only_permissions_and_the_admin_know_of_staff() -> None:
    """Whether someone is staff is asked in one place, so that it can be answered in one place."""
    speak_of_staff = {
        str(file.relative_to(HOUSE))
        for file in (HOUSE / "claims").rglob("*.py")
        if re.search(r"\bis_(staff|superuser)\b", file.read_text())
    }
    assert {path for path in speak_of_staff if not path.startswith("claims/admin/")} <= {
        "claims/permissions.py"
    }


def test_a_page_has_one_name_for_its_view_its_address_and_its_template() -> None:
    named = {pattern.name: pattern.callback for pattern in _pages()}
    assert {name: view.__name__ for name, view in named.items()} == {name: name for name in named}
    templates = {file.stem for file in (HOUSE / "templates" / "claims").glob("*.html")}
    assert set(named) - templates == set(WITHOUT_TEMPLATE)
    assert templates - set(named) == set(WITHOUT_ADDRESS)


def test_templates_name_only_addresses_that_exist() -> None:
    known = set(_names(get_resolver(), ""))
    unknown = {
        f"{file.relative_to(HOUSE)}: {name}"
        for file in _templates()
        for name in re.findall(r"""{%-?\s*url\s+["']([^"']+)["']""", file.read_text())
        if name not in known
    }
    assert unknown == set()


def test_code_names_only_addresses_that_exist() -> None:
    known = set(_names(get_resolver(), ""))
    unknown = {
        f"{file.relative_to(HOUSE)}: {name}"
        for folder in ("argmap", "claims")
        for file in (HOUSE / folder).rglob("*.py")
        for name in re.findall(r"""["'](claims:[a-z_:]+)["']""", file.read_text())
        if name not in known
    }
    assert unknown == set()


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param(r"\sstyle\s*=", id="style attribute"),
        pytest.param(r"<style\b", id="style element"),
        pytest.param(r"<script\b(?![^>]*\bsrc=)[^>]*>", id="script without a file"),
        pytest.param(r"<script\b[^>]*>\s*[^<\s]", id="script with content"),
        pytest.param(r"\shx-on\b", id="hx-on"),
        pytest.param(r"""=\s*["']\s*(js|javascript):""", id="js: values"),
        pytest.param(r"""\shx-trigger\s*=\s*["'][^"']*\[""", id="trigger filters"),
        pytest.param(r"<[^>]*\son[a-z]+\s*=", id="event attributes"),
    ],
)
def test_templates_carry_no_code_that_the_content_policy_would_stop(pattern: str) -> None:
    found = {str(file.relative_to(HOUSE)) for file in _templates() if re.search(pattern, file.read_text())}
    assert found == set()


def _files_of(room: Path) -> list[Path]:
    return sorted(room.rglob("*.py")) or [path for path in [room.with_suffix(".py")] if path.exists()]


def _parsed(file: Path) -> ast.Module:
    return ast.parse(file.read_text(), filename=str(file))


def _functions_without_types(file: Path) -> Iterator[str]:
    for node in ast.walk(_parsed(file)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            given += [arg for arg in (node.args.vararg, node.args.kwarg) if arg]
            bare = [a.arg for a in given if a.annotation is None and a.arg not in ("self", "cls")]
            if bare or node.returns is None:
                yield f"{file.relative_to(HOUSE)}:{node.lineno} {node.name}"


def _templates() -> list[Path]:
    return sorted((HOUSE / "templates").rglob("*.html"))


def _pages() -> list[URLPattern]:
    """The addresses of claims' own views; the API's stand beside them under a namespace of their own."""
    (claims,) = (r for r in get_resolver().url_patterns if getattr(r, "app_name", "") == "claims")
    return [pattern for pattern in claims.url_patterns if isinstance(pattern, URLPattern)]


def _names(resolver: URLResolver, prefix: str) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            below: Any = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from _names(pattern, below)
        elif pattern.name:
            yield prefix + pattern.name
