"""The engine: graphs of three sizes, what one changed rating costs, a recount beside its load, and other engines."""

import argparse
import os
import tempfile
from contextlib import ExitStack
from functools import partial
from random import Random
from statistics import mean, median

from claims.credibility import OWN, SEMANTICS, bands, evaluate, recount
from claims.graph import ArgumentGraph, Statement

from .graphs import cyclic, tree
from .rivals import RIVALS, is_installed
from .telling import at_least, at_most, headed, milliseconds, told

SIZES = (1_000, 10_000, 100_000)
SHAPES = {"tree": tree, "cyclic": cyclic}
GOALS = {"tree": 6, "cyclic": 400}
IN_THE_GOAL = ("Uncertainpy", "QBAF-Py")


def run(options: argparse.Namespace, undo: ExitStack) -> None:
    _sizes()
    _beside_others()
    _beside_its_load(undo)


def _sizes() -> None:
    headed("Our engine: a whole count, and a recount after one changed base")
    for shape, make in SHAPES.items():
        for size in SIZES:
            graph = make(size)
            strengths = evaluate(graph)
            whole = milliseconds(partial(evaluate, graph), 3 if size < 100_000 else 1)
            costs = [milliseconds(partial(recount, strengths, [change]), 1) for change in _changes(graph, 30)]
            told(
                f"{shape} of {size:,}: whole count",
                f"{whole:.1f} ms, {1000 * whole / size:.1f} µs a statement",
            )
            told(
                f"{shape} of {size:,}: recount, median of 30 statements",
                f"{median(costs):.2f} ms; whole ÷ recount {whole / median(costs):.0f}, "
                f"÷ the mean {whole / mean(costs):.0f}",
            )


def _changes(graph: ArgumentGraph, count: int) -> list[Statement]:
    random = Random(0)
    return [Statement(row.id, random.random(), 0.1) for row in random.sample(graph.statements, count)]


def _beside_others() -> None:
    headed("Beside other engines: Quadratic Energy on the same graph of 10,000, other ÷ ours")
    for name, (module, count, takes_loops) in RIVALS.items():
        if not is_installed(module):
            told(name, "not installed here: not measured")
            continue
        for shape, make in SHAPES.items():
            if shape == "cyclic" and not takes_loops:
                told(f"{name}, {shape}", "takes no loops")
                continue
            graph = make(10_000)
            theirs = milliseconds(count(graph), 1)
            for semantics in (SEMANTICS["qe"], OWN):
                ours = milliseconds(partial(evaluate, graph, semantics))
                what = f"{name}, {shape}: {theirs:.0f} ms ÷ {ours:.0f} ms ({semantics.name})"
                if name in IN_THE_GOAL:
                    at_least(what, theirs / ours, GOALS[shape])
                else:
                    told(what, f"{theirs / ours:.3g}")


def _beside_its_load(undo: ExitStack) -> None:
    headed("A map of 1,000 claims in the database: recount ÷ its load query")
    os.environ["ARGMAP_DATA_DIR"] = undo.enter_context(
        tempfile.TemporaryDirectory(prefix="argmap-benchmark-")
    )
    os.environ.pop("DATABASE_URL", None)
    from .site import make_tables  # settings are read when Django starts, and by then they must be these

    make_tables()
    from claims.models import ArgumentMap
    from claims.queries.audience import EVERYONE
    from claims.queries.graph import load_basis
    from tests.building import Builder, rate_everything

    map = ArgumentMap.objects.create(slug="thousand", title="A thousand")
    Builder(map, 1_000)
    rate_everything(map, 10)
    basis = load_basis(map, EVERYONE)
    strengths = evaluate(basis.graph)
    load = milliseconds(lambda: load_basis(map, EVERYONE), 5)
    count = milliseconds(lambda: evaluate(basis.graph), 5)
    ranges = milliseconds(lambda: bands(strengths), 5)
    told(
        "load, ten people's ratings of everything", f"{load:.0f} ms, {len(basis.graph.statements)} statements"
    )
    at_most(f"strengths ({count:.1f} ms) ÷ load", count / load, 0.25)
    told(f"strengths and all their ranges ({count + ranges:.1f} ms) ÷ load", f"{(count + ranges) / load:.3g}")
