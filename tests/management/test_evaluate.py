import io
import json
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

GRAPH = {
    "name": "one",
    "arguments": {"t": 1.0, "a": 0.75},
    "links": [{"id": "l", "premises": ["a"], "target": "t", "kind": "attack", "relevance": 1.0}],
}
LOOP = {
    "name": "loop",
    "arguments": {"a": 0.8},
    "supports": [],
    "attacks": [["a", "a"]],
    "semantics": "ignored",
}


@pytest.fixture
def file(tmp_path):
    def write(*rows, text=""):
        path = tmp_path / "graphs.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows) + text)
        return path

    return write


@pytest.fixture
def answers(capsys):
    def call(path, *options):
        call_command("evaluate", path, *options)
        printed = capsys.readouterr()
        assert printed.err == ""
        return [json.loads(line) for line in printed.out.splitlines()]

    return call


@pytest.fixture
def refusal(capsys):
    def call(path, *options):
        with pytest.raises(SystemExit) as end:
            call_command("evaluate", path, *options)
        printed = capsys.readouterr()
        assert end.value.code == 1
        assert printed.out == ""
        return printed.err

    return call


def test_it_prints_a_line_for_each_graph_by_our_own_semantics(file, answers):
    first, second = answers(file(GRAPH, LOOP))
    assert first == {
        "name": "one",
        "strengths": {"t": pytest.approx(0.97327, abs=1e-5), "a": 0.75},
        "limited": [],
    }
    assert second == {
        "name": "loop",
        "strengths": {"a": pytest.approx(0.678109843146, abs=1e-11)},
        "limited": ["attacks[0]"],
    }


@pytest.mark.parametrize("semantics", ["mlp", "dfquad", "qe", "euler"])
def test_the_flag_alone_decides_the_semantics(file, answers, semantics):
    (answer,) = answers(file(LOOP), f"--semantics={semantics}")
    assert answer["limited"] == []
    assert 0.4 < answer["strengths"]["a"] < 0.8


def test_a_bad_line_leaves_nothing_on_stdout(file, refusal):
    assert refusal(file(GRAPH, {"name": "two"}, GRAPH)) == "line 2: the key “arguments” is missing.\n"


def test_a_file_that_is_not_utf_8_is_refused(file, refusal):
    path = file(GRAPH)
    path.write_bytes(path.read_bytes() + b"\xff")
    assert refusal(path) == "line 2: this is not UTF-8.\n"


def test_a_file_that_is_not_there_is_refused(tmp_path, refusal):
    assert refusal(tmp_path / "none.jsonl").endswith("cannot be read: No such file or directory.\n")
    assert refusal(tmp_path).endswith("cannot be read: Is a directory.\n")


def test_a_loop_without_rest_is_a_sentence(file, refusal):
    ring = [["a", "b"], ["b", "c"], ["c", "a"]]
    swinging = {**LOOP, "arguments": {"a": 0.9, "b": 0.9, "c": 0.8}, "attacks": ring}
    swinging["weights"] = [[*pair, 100] for pair in ring]
    assert "find no rest" in refusal(file(GRAPH, swinging), "--semantics=mlp")


def test_a_dash_reads_standard_input(monkeypatch, answers):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(GRAPH).encode())))
    assert [answer["name"] for answer in answers("-")] == ["one"]


SHARED = Path(settings.CHECKOUT).parent / "shared" / "credibility"
OWN, PUBLISHED = SHARED / "vectors_recommended.jsonl", SHARED / "vectors.jsonl"
SOLVED = [
    ("own", OWN, "", 36),
    ("mlp", PUBLISHED, "MLP", 12),
    ("dfquad", PUBLISHED, "DFQuAD", 10),
    ("qe", PUBLISHED, "QuadraticEnergy", 10),
    ("euler", PUBLISHED, "EulerBased", 6),
]


@pytest.mark.skipif(
    not SHARED.is_dir(), reason="the files that others check us with are not beside this checkout"
)
@pytest.mark.parametrize(("semantics", "path", "name", "solved"), SOLVED)
def test_it_equals_what_others_solved_in_the_files_as_they_are_handed_out(
    semantics, path, name, solved, answers
):
    rows = [json.loads(line) for line in path.read_text().splitlines()]
    pairs = [
        (row, answer)
        for row, answer in zip(rows, answers(path, f"--semantics={semantics}"), strict=True)
        if row.get("semantics", "") == name
    ]
    assert len(pairs) == solved
    for row, answer in pairs:
        assert answer["name"] == row["name"]
        assert answer["strengths"] == pytest.approx(
            row["expected"], rel=0, abs=1e-8 if row.get("cyclic") else 1e-9
        )
        assert answer["limited"] == row.get("limited", [])


def test_it_explains_what_moves_one_argument(file, answers):
    [answer] = answers(file(GRAPH), "--explain", "t")
    assert answer["points"] == pytest.approx({"l": -1.0})
    assert answer["removals"] == pytest.approx({"a": 0.99})
    strength = answer["strengths"]["t"]
    assert answer["gradients"] == pytest.approx({"a": -2 * 2 * strength * (1 - strength)})


def test_points_go_by_premise_where_arguments_stand_alone_and_are_left_out_where_they_do_not_add_up(
    file, answers
):
    pairs = {"name": "pairs", "arguments": {"t": 0.5, "a": 0.8}, "supports": [["a", "t"]], "attacks": []}
    [by_mlp] = answers(file(pairs), "--explain", "t", "--semantics", "mlp")
    assert by_mlp["points"] == pytest.approx({"a": 0.8})
    [by_energy] = answers(file(pairs), "--explain", "t", "--semantics", "qe")
    assert set(by_energy) == {"name", "strengths", "limited", "gradients", "removals"}
    assert by_energy["removals"] == {"a": 0.5}


def test_an_argument_that_is_not_there_cannot_be_explained(file, refusal):
    assert refusal(file(GRAPH), "--explain", "z") == "The graph 'one' has no argument 'z' to explain.\n"
