"""What others wrote and this product ships is exactly what it says it is."""

import gzip
import hashlib
import json
import re
from pathlib import Path

HOUSE = Path(__file__).parent.parent
VENDOR = HOUSE / "static" / "vendor"


def test_every_vendored_file_is_listed_with_its_licence_and_has_not_changed() -> None:
    listed = json.loads((VENDOR / "VENDOR.json").read_text())
    stated = {entry["file"]: entry["sha256"] for entry in listed}
    shipped = {
        str(file.relative_to(VENDOR)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in VENDOR.rglob("*")
        if file.is_file() and file.name != "VENDOR.json"
    }
    assert shipped == stated
    assert [entry["file"] for entry in listed if not (entry["licence"] and entry["version"])] == []


def test_all_script_of_a_page_weighs_at_most_25_kb_compressed() -> None:
    named = re.findall(
        r'<script src="{% static "([^"]+)" %}"', (HOUSE / "templates" / "base.html").read_text()
    )
    assert named == ["vendor/htmx.min.js", "argmap.js"]
    assert sum(len(gzip.compress((HOUSE / "static" / name).read_bytes())) for name in named) <= 25_000
