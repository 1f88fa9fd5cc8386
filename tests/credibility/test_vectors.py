"""The reference graphs: 38 with published semantics, each confirmed by another solver, and 36 of our own."""

import json
from pathlib import Path

import pytest

from claims.credibility import SEMANTICS, evaluate
from claims.exchange import vectors

NAMES = {"MLP": "mlp", "QuadraticEnergy": "qe", "DFQuAD": "dfquad", "EulerBased": "euler"}
LINES = (Path(__file__).parent / "vectors.jsonl").read_text().splitlines()


def test_all_are_here():
    rows = [json.loads(line) for line in LINES]
    counts = {name: sum(row.get("semantics") == name for row in rows) for name in (*NAMES, None)}
    assert counts == {"MLP": 12, "QuadraticEnergy": 10, "DFQuAD": 10, "EulerBased": 6, None: 36}


@pytest.mark.parametrize("line", LINES, ids=[json.loads(line)["name"] for line in LINES])
def test_reference_graph(line):
    row = json.loads(line)
    ((name, graph),) = vectors.read(line)
    strengths = evaluate(graph, SEMANTICS[NAMES[row["semantics"]] if "semantics" in row else "own"])
    assert name == row["name"]
    assert strengths.by_id == pytest.approx(row["expected"], rel=0, abs=1e-8 if row.get("cyclic") else 1e-9)
    assert strengths.limited == row.get("limited", [])
