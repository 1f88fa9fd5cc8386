"""What if: strengths as they would be were some claims or evidence struck out, or rated otherwise. Nothing is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from claims.credibility import Strengths, evaluate, gradient, in_numbers, without
from claims.graph import ArgumentGraph, Id
from claims.graph.walk import reachable, what_rests_on_what
from claims.models import Claim, Evidence

from .audience import Audience
from .graph import Column, statement_name
from .part import read_shape
from .rating import Veil, basis_behind

MOST_SHOWN = 100
MOST_CHOICES = 300
UNSEEN = 0.05  # of 100


@dataclass(frozen=True)
class Scenario:
    """By statement, as the engine names it: those struck out, and what the ratings of others alone would come to."""

    struck: tuple[str, ...] = ()
    rated: Mapping[str, int] = field(default_factory=dict)

    @property
    def changes(self) -> dict[str, int | None]:
        """None for what is struck out."""
        return {**dict.fromkeys(self.struck), **self.rated}


@dataclass(frozen=True, slots=True)
class Thing:
    name: str
    column: Column
    pk: int
    text: str

    @property
    def is_claim(self) -> bool:
        return self.column == "claim"


@dataclass(frozen=True, slots=True)
class ChangeMade:
    """`rated` is None for what is struck out; `thing` for what is on the map no more."""

    name: str
    thing: Thing | None
    rated: int | None


@dataclass(frozen=True, slots=True)
class Moved:
    """One strength, 0 to 100, that would be another."""

    thing: Thing
    was: float
    now: float

    @property
    def by(self) -> float:
        return self.now - self.was


@dataclass(frozen=True)
class WhatIf:
    """`moved` are the largest moves of what is neither the claim nor supposed itself; `more` are smaller ones."""

    claim: Thing
    was: float
    now: float | None
    changes: tuple[ChangeMade, ...]
    moved: tuple[Moved, ...]
    more: int
    choices: tuple[Thing, ...]
    left_out: int

    @property
    def numbers(self) -> tuple[str, str]:
        return in_numbers(self.was / 100), "" if self.now is None else in_numbers(self.now / 100)


def what_if(claim: Claim, scenario: Scenario, audience: Audience, veil: Veil) -> WhatIf:
    """In four queries; three where the reader's own ratings alone count, which the veil has."""
    structure = read_shape(claim.map, audience, set()).structure([claim.pk])
    graph = basis_behind(veil, structure, claim.map, audience).graph
    things = _things(claim, graph)
    target = f"c{claim.pk}"
    known = {name: rated for name, rated in scenario.changes.items() if name in things}
    strengths = evaluate(graph)
    before = strengths.by_id
    after = evaluate(_changed(graph, known)).by_id
    moved = _moved(things, before, after, {target, *known})
    choices = [
        things[name] for name in _below(graph, strengths, target) if name in things and name not in known
    ]
    return WhatIf(
        claim=things[target],
        was=100 * before[target],
        now=100 * after[target] if target in after else None,
        changes=tuple(ChangeMade(name, things.get(name), rated) for name, rated in scenario.changes.items()),
        moved=tuple(moved[:MOST_SHOWN]),
        more=max(0, len(moved) - MOST_SHOWN),
        choices=tuple(choices[:MOST_CHOICES]),
        left_out=max(0, len(choices) - MOST_CHOICES),
    )


def _below(graph: ArgumentGraph, strengths: Strengths, target: Id) -> list[str]:
    """What the target rests on, what moves it most first; then the target itself, and what moves nothing by name."""
    slopes = gradient(strengths, target)
    rests_on = what_rests_on_what(graph)
    found = reachable([target], rests_on.__getitem__)
    return sorted(map(str, found), key=lambda id: (-abs(slopes.get(id, 0.0)) if id != target else -1e-9, id))


def _changed(graph: ArgumentGraph, changes: Mapping[str, int | None]) -> ArgumentGraph:
    rated = {name: value / 100 for name, value in changes.items() if value is not None}
    statements = tuple(
        replace(statement, base=rated.get(str(statement.id), statement.base))
        for statement in graph.statements
    )
    struck = [name for name, value in changes.items() if value is None]
    return without(replace(graph, statements=statements), struck)


def _moved(
    things: Mapping[str, Thing],
    before: Mapping[Any, float],
    after: Mapping[Any, float],
    told: set[str],
) -> list[Moved]:
    """The largest move first, without those that are told elsewhere on the page."""
    found = [
        Moved(things[str(id)], 100 * was, 100 * after[id])
        for id, was in before.items()
        if id in after and str(id) in things and id not in told
    ]
    seen = [move for move in found if abs(move.by) > UNSEEN]
    return sorted(seen, key=lambda move: (-abs(move.by), move.thing.name))


def _things(claim: Claim, graph: ArgumentGraph) -> dict[str, Thing]:
    """What the graph speaks of, in two queries."""
    names = {str(statement.id) for statement in graph.statements}
    rows: list[tuple[Column, Any]] = [("claim", Claim.objects), ("evidence", Evidence.objects)]
    found = (
        Thing(str(statement_name(column, pk)), column, pk, text)
        for column, table in rows
        for pk, text in table.filter(map=claim.map).order_by().values_list("pk", "text")
    )
    return {thing.name: thing for thing in found if thing.name in names}
