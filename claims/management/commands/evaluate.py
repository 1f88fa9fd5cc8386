"""Strengths of reference graphs: JSON lines in, JSON lines out."""

import json
from argparse import ArgumentParser
from collections import defaultdict
from typing import Any

from claims.credibility import OWN, SEMANTICS, Logistic, Semantics, Strengths, evaluate, gradient, removals
from claims.errors import ClaimsError
from claims.exchange import vectors
from claims.graph import ArgumentGraph
from claims.management.command import SentenceCommand, read_text


class Command(SentenceCommand):
    help = "Print the strengths of the graphs in a file of JSON lines, one line of JSON for each."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file", help="a file in a form of claims/exchange/vectors.py; - for standard input"
        )
        parser.add_argument("--semantics", choices=list(SEMANTICS), default=OWN.name)
        parser.add_argument(
            "--explain",
            metavar="TARGET",
            help="add what moves this statement: points, gradients (d strength / d base), removals (strength without)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        semantics = SEMANTICS[options["semantics"]]
        target = options["explain"]
        graphs = vectors.read(read_text(options["file"]))
        if target is not None:
            _all_have(graphs, target)
        for answer in [
            _answer(name, graph, semantics, target) for name, graph in graphs
        ]:  # all, before any is printed
            self.stdout.write(answer)


def _all_have(graphs: list[tuple[str, ArgumentGraph]], target: str) -> None:
    for name, graph in graphs:
        if target not in {statement.id for statement in graph.statements}:
            raise ClaimsError(f"The graph {name!a} has no argument {target!a} to explain.")


def _answer(name: str, graph: ArgumentGraph, semantics: Semantics, target: str | None) -> str:
    strengths = evaluate(graph, semantics)
    answer: dict[str, Any] = {"name": name, "strengths": strengths.by_id, "limited": strengths.limited}
    if target is not None:
        answer |= _explained(graph, strengths, target)
    return json.dumps(answer, allow_nan=False)


def _explained(graph: ArgumentGraph, strengths: Strengths, target: str) -> dict[str, Any]:
    """Points only where they add up; for every argument but the target, its slope and the strength without it."""
    semantics = strengths.network.semantics
    others = [statement.id for statement in graph.statements if statement.id != target]
    slopes = gradient(strengths, target)
    explained: dict[str, Any] = {
        "gradients": {id: slopes.get(id, 0.0) for id in others},
        "removals": removals(graph, target, others, semantics),
    }
    if isinstance(semantics, Logistic):
        explained["points"] = _points(graph, strengths, target)
    return explained


def _points(graph: ArgumentGraph, strengths: Strengths, target: str) -> dict[str, float]:
    """Of the links into the target, by their ids in `own`; by premise in `mlp`, whose arguments stand alone."""
    into = [link for link in graph.links if link.target == target and not link.targets_link]
    if strengths.network.semantics is OWN:
        return {str(link.id): strengths.points[link.id] for link in into}
    points: defaultdict[str, float] = defaultdict(float)
    for link in into:
        points[" + ".join(map(str, link.premises))] += strengths.points[link.id]
    return dict(points)
