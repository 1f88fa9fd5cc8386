"""`db_worker`: recounts what people rated, once for all who rated since it last looked."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("django_tasks_db", reason="the extra argmap[worker] is not installed")

CHECKOUT = Path(__file__).parent.parent.parent
RATE = """
import json
from argmap.accounts.models import User
from claims.actions.rating import rate
from claims.models import ArgumentMap, Claim, Score
from django_tasks_db.models import DBTaskResult

map = ArgumentMap.objects.create(slug="small", title="Small")
claim = Claim.objects.create(map=map, text="It rains.")
for name in ("one", "two", "three"):
    moved = rate(claim, 100, by=User.objects.create(username=name)).moved("everyone")
told = [moved.was["claim", claim.pk], moved.score(("claim", claim.pk)).strength]
print(json.dumps([told, Score.objects.count(), DBTaskResult.objects.count()]))
"""
LOOK = """
import json
from claims.models import ArgumentMap, Score
print(json.dumps([Score.objects.get().strength, ArgumentMap.objects.get().scores_version]))
"""


@pytest.mark.once
def test_one_recount_by_the_worker_counts_all_who_rated_before(tmp_path: Path) -> None:
    def manage(*arguments: str) -> str:
        values = {"ARGMAP_DATA_DIR": str(tmp_path), "ARGMAP_RECOUNT": "by worker"}
        clean = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        command = [sys.executable, str(CHECKOUT / "manage.py"), *arguments]
        return subprocess.run(command, env=clean | values, check=True, capture_output=True, text=True).stdout

    manage("migrate")
    (was, now), kept, asked = json.loads(manage("shell", "--no-imports", "-c", RATE))
    assert (kept, asked) == (0, 1)
    assert (was, now) == pytest.approx(((5 * 50 + 200) / 700, (5 * 50 + 300) / 800))
    manage("db_worker", "--batch", "--no-startup-delay")
    assert json.loads(manage("shell", "--no-imports", "-c", LOOK)) == [now, 1]
