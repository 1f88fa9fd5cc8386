"""Strengths of reference graphs: JSON lines in, JSON lines out."""

import json
from argparse import ArgumentParser
from typing import Any

from claims.credibility import OWN, SEMANTICS, Semantics, evaluate
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

    def handle(self, *args: Any, **options: Any) -> None:
        semantics = SEMANTICS[options["semantics"]]
        graphs = vectors.read(read_text(options["file"]))
        for answer in [
            _answer(name, graph, semantics) for name, graph in graphs
        ]:  # all, before any is printed
            self.stdout.write(answer)


def _answer(name: str, graph: ArgumentGraph, semantics: Semantics) -> str:
    strengths = evaluate(graph, semantics)
    answer = {"name": name, "strengths": strengths.by_id, "limited": strengths.limited}
    return json.dumps(answer, allow_nan=False)
