"""`load_corpus`, `export_map`, `import_map`: a map in and out by the command line, trouble as one sentence."""

import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command

from claims.corpus import SHIPPED
from claims.models import ArgumentMap, Claim, Rating

pytestmark = pytest.mark.django_db

CORPUS = SHIPPED["azerbaijan-israel"]


def run(name: str, *arguments: str) -> tuple[str, str, int]:
    """What a command prints on stdout and stderr, and its exit code."""
    out, err = StringIO(), StringIO()
    try:
        call_command(name, *arguments, stdout=out, stderr=err)
    except SystemExit as stop:
        return out.getvalue(), err.getvalue(), int(stop.code or 0)
    return out.getvalue(), err.getvalue(), 0


def test_the_corpus_is_loaded_once(five_articles: ArgumentMap) -> None:
    out, err, code = run("load_corpus")
    assert (out, err, code) == ("The map azerbaijan-israel is there already; nothing was changed.\n", "", 0)
    assert not Rating.objects.exists()


def test_a_map_goes_out_to_a_file_and_into_an_empty_database(
    five_articles: ArgumentMap, tmp_path: Path
) -> None:
    file = tmp_path / "map.json"
    assert run("export_map", "azerbaijan-israel", "--format", "argmap", "--output", str(file)) == ("", "", 0)
    five_articles.delete()
    out, err, code = run("import_map", str(file), "--format", "argmap")
    assert (out, err, code) == ("The map azerbaijan-israel is stored.\n", "", 0)
    assert run("export_map", "azerbaijan-israel")[0].encode() == CORPUS.read_bytes()


def test_an_imported_map_may_have_an_owner(owner: Any) -> None:
    run("import_map", str(CORPUS), "--owner", "owner")
    assert ArgumentMap.objects.get().owner == owner


def test_a_map_that_is_there_is_not_stored_again(five_articles: ArgumentMap) -> None:
    out, err, code = run("import_map", str(CORPUS))
    assert (out, code) == ("", 1)
    assert err.startswith("There is a map at “azerbaijan-israel” already.")


CUT = CORPUS.read_text(encoding="utf-8")[: CORPUS.stat().st_size // 2]
BAD = {
    "cut in half": CUT,
    "with a dangling reference": CORPUS.read_text(encoding="utf-8").replace(
        '"target_claim": "000-T1"', '"target_claim": "000-T99"', 1
    ),
    "with a duplicate id": CORPUS.read_text(encoding="utf-8").replace(
        '"uid": "000-02",', '"uid": "000-01",', 1
    ),
    "that is no JSON": "%PDF-1.7",
    "that is empty": "",
}


@pytest.mark.parametrize("what", BAD)
def test_a_bad_file_is_refused_by_line_and_nothing_is_stored(what: str, tmp_path: Path) -> None:
    file = tmp_path / "bad.json"
    file.write_text(BAD[what], encoding="utf-8")
    out, err, code = run("import_map", str(file))
    assert (out, code) == ("", 1)
    assert err.startswith("line ")
    assert err.count("\n") == 1
    assert not ArgumentMap.objects.exists()
    assert not Claim.objects.exists()


def test_a_file_that_is_not_utf_8_is_refused_by_line(tmp_path: Path) -> None:
    file = tmp_path / "latin.json"
    file.write_bytes(b'{\n"format": "argmap\xe9"\n}')
    assert run("import_map", str(file)) == ("", "line 2: this is not UTF-8.\n", 1)


def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    out, err, code = run("import_map", str(tmp_path / "none.json"))
    assert (out, code) == ("", 1)
    assert "none.json cannot be read: No such file or directory." in err


def test_a_map_that_is_not_there_is_one_sentence() -> None:
    assert run("export_map", "nowhere") == ("", "There is no map at “nowhere”.\n", 1)


def test_an_owner_who_is_not_there_is_one_sentence() -> None:
    assert run("import_map", str(CORPUS), "--owner", "nobody") == ("", "Nobody here is called nobody.\n", 1)


def test_a_folder_that_cannot_be_written_is_one_sentence(five_articles: ArgumentMap, tmp_path: Path) -> None:
    out, err, code = run("export_map", "azerbaijan-israel", "--output", str(tmp_path / "no" / "map.json"))
    assert (out, code) == ("", 1)
    assert "map.json cannot be written: No such file or directory." in err


def test_a_database_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "load_corpus"],
        cwd=settings.CHECKOUT,
        env={"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none", "ARGMAP_DATA_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.stdout, done.returncode) == ("", 1)
    assert done.stderr.startswith("The database cannot be used: ")
    assert done.stderr.count("\n") == 1
