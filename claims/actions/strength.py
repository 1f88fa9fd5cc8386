"""Recounting strengths and keeping them: stored scores are what a recount from scratch would give."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F

from claims import graph
from claims.credibility import OWN, Aggregate, Strengths, bands, evaluate
from claims.models import ArgumentMap, Score
from claims.queries.audience import Audience, audiences
from claims.queries.graph import Column, Target, load_basis, statement_name

PARAMETERS = f"gain {OWN.gain}, exponent {OWN.exponent}, loop limit {OWN.loop_limit}"
COUNTED = ["base", "strength", "low", "high", "n", "contested", "limited", "semantics", "parameters"]
COLUMNS: list[Column] = ["claim", "evidence", "relation"]
STRENGTH = COUNTED.index("strength")
BATCH = 1_000

type Values = tuple[Any, ...]  # in the order of COUNTED


@dataclass(frozen=True)
class Moved:
    """One strength that a recount changed, 0 to 1; `was` is None where there was no score before."""

    audience: str
    column: Column
    pk: int
    was: float | None
    now: float


@transaction.atomic
def refresh_strengths(map: ArgumentMap) -> list[Moved]:
    """Recount every audience's strengths, save those that changed, and say which strengths moved.

    Recounts of one map wait for each other, so the last one to finish has seen every rating before it.
    """
    ArgumentMap.objects.select_for_update().get(pk=map.pk)
    kept = audiences(map)
    moved = [change for audience in kept for change in _refresh(map, audience)]
    Score.objects.filter(map=map).exclude(audience__in=[audience.key for audience in kept]).delete()
    ArgumentMap.objects.filter(pk=map.pk).update(scores_version=F("scores_version") + 1)
    return moved


def _refresh(map: ArgumentMap, audience: Audience) -> list[Moved]:
    stored = _stored(map, audience)
    counted = _counted(map, audience)
    gone = [pk for target, (pk, _) in stored.items() if target not in counted]
    new = [target for target in counted if target not in stored]
    changed = [
        target for target, values in counted.items() if target in stored and stored[target][1] != values
    ]
    Score.objects.filter(pk__in=gone).delete()
    Score.objects.bulk_create([_score(map, audience, target, counted[target]) for target in new], BATCH)
    Score.objects.bulk_update(
        [_score(map, audience, target, counted[target], stored[target][0]) for target in changed],
        COUNTED,
        BATCH,
    )
    before = {target: values[STRENGTH] for target, (_, values) in stored.items()}
    return [
        Moved(audience.key, *target, before.get(target), counted[target][STRENGTH])
        for target in [*new, *changed]
        if before.get(target) != counted[target][STRENGTH]
    ]


def _stored(map: ArgumentMap, audience: Audience) -> dict[Target, tuple[int, Values]]:
    """Primary key and values of each score that is kept now."""
    rows = Score.objects.filter(map=map, audience=audience.key).values_list("pk", *COLUMNS, *COUNTED)
    found: dict[Target, tuple[int, Values]] = {}
    for pk, *rest in rows:
        targets, values = rest[: len(COLUMNS)], rest[len(COLUMNS) :]
        column = next(column for column, target in zip(COLUMNS, targets, strict=True) if target)
        found[column, targets[COLUMNS.index(column)]] = (pk, tuple(values))
    return found


def _score(
    map: ArgumentMap, audience: Audience, target: Target, values: Values, pk: int | None = None
) -> Score:
    column, target_pk = target
    named = dict(zip(COUNTED, values, strict=True))
    return Score(
        pk=pk, map=map, audience=audience.key, group=audience.group, **{f"{column}_id": target_pk}, **named
    )


def _counted(map: ArgumentMap, audience: Audience) -> dict[Target, Values]:
    """The scores, counted from scratch, of all that this audience can rate on the map."""
    basis = load_basis(map, audience)
    strengths = evaluate(basis.graph)
    errors = bands(strengths)
    limited = _limited(basis.graph.links, strengths)
    scores = {}
    for (column, pk), aggregate in basis.aggregates.items():
        name = statement_name(column, pk)
        strength = strengths.by_id[name] if name else aggregate.base / 100
        error = errors[name] if name else aggregate.se / 100
        scores[column, pk] = _values(aggregate, strength, error, name in limited)
    return scores


def _values(aggregate: Aggregate, strength: float, error: float, limited: bool) -> Values:
    return (
        aggregate.base / 100,
        strength,
        max(0.0, strength - 2 * error),
        min(1.0, strength + 2 * error),
        aggregate.count,
        aggregate.contested,
        limited,
        OWN.name,
        PARAMETERS,
    )


def _limited(links: Iterable[graph.Link], strengths: Strengths) -> set[graph.Id]:
    """Statements into which a link runs whose influence is limited because it is part of a loop."""
    limited = set(strengths.limited)
    return {link.target for link in links if link.id in limited}
