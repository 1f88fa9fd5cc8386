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
from claims.queries.graph import Column, Target, link_names, load_basis, statement_name

PARAMETERS = f"gain {OWN.gain}, exponent {OWN.exponent}, loop limit {OWN.loop_limit}"
COUNTED = ["base", "se", "strength", "low", "high", "n", "contested", "limited"]
COUNTED += ["points", "points_back", "semantics", "parameters"]
COLUMNS: list[Column] = ["claim", "evidence", "relation"]
BATCH = 1_000

type Values = tuple[Any, ...]  # in the order of COUNTED


@dataclass(frozen=True)
class Moved:
    """One strength that is not what it was, 0 to 1; `was` is None where there was no score before."""

    audience: str
    column: Column
    pk: int
    was: float | None
    now: float


@transaction.atomic
def refresh_strengths(map: ArgumentMap) -> None:
    """Recount every audience's strengths and save those that changed."""
    _wait_for_turn(map)
    _recount(map)


def catch_up(map: ArgumentMap) -> None:
    """Recount, unless a whole recount was made since: then it has seen all that was committed before this call.

    Recounts of one map wait for each other. The one under way now may have begun too early to see it;
    the one after that has not. So thirty people who rate at once cost a few recounts, not thirty.
    """
    seen = _version(map)
    with transaction.atomic():
        if _wait_for_turn(map) < seen + 2:
            _recount(map)


def kept_strengths(map: ArgumentMap) -> dict[tuple[str, Target], float]:
    """Every audience's strengths as they are kept now, by audience and target, in one query."""
    found: dict[tuple[str, Target], float] = {}
    rows = Score.objects.filter(map=map).values_list("audience", "strength", *COLUMNS)
    for audience, strength, *targets in rows:
        found[audience, _named(targets)] = strength
    return found


def moved_since(before: dict[tuple[str, Target], float], map: ArgumentMap) -> list[Moved]:
    """The strengths that are not what they were then, in one query."""
    return [
        Moved(audience, *target, before.get((audience, target)), now)
        for (audience, target), now in kept_strengths(map).items()
        if before.get((audience, target)) != now
    ]


def _version(map: ArgumentMap) -> int:
    return ArgumentMap.objects.values_list("scores_version", flat=True).get(pk=map.pk)


def _wait_for_turn(map: ArgumentMap) -> int:
    """Let the recount under way finish; the version it leaves."""
    return ArgumentMap.objects.select_for_update().get(pk=map.pk).scores_version


def _recount(map: ArgumentMap) -> None:
    kept = audiences(map)
    for audience in kept:
        _refresh(map, audience)
    Score.objects.filter(map=map).exclude(audience__in=[audience.key for audience in kept]).delete()
    ArgumentMap.objects.filter(pk=map.pk).update(scores_version=F("scores_version") + 1)


def _refresh(map: ArgumentMap, audience: Audience) -> None:
    stored = _stored(map, audience)
    counted = _counted(map, audience)
    gone = [pk for target, (pk, _) in stored.items() if target not in counted]
    new = [target for target in counted if target not in stored]
    changed = [
        target for target, values in counted.items() if target in stored and stored[target][1] != values
    ]
    if gone:
        Score.objects.filter(pk__in=gone).delete()
    Score.objects.bulk_create([_score(map, audience, target, counted[target]) for target in new], BATCH)
    Score.objects.bulk_update(
        [_score(map, audience, target, counted[target], stored[target][0]) for target in changed],
        COUNTED,
        BATCH,
    )


def _stored(map: ArgumentMap, audience: Audience) -> dict[Target, tuple[int, Values]]:
    """Primary key and values of each score that is kept now."""
    rows = Score.objects.filter(map=map, audience=audience.key).values_list("pk", *COLUMNS, *COUNTED)
    found: dict[Target, tuple[int, Values]] = {}
    for pk, *rest in rows:
        found[_named(rest[: len(COLUMNS)])] = (pk, tuple(rest[len(COLUMNS) :]))
    return found


def _named(targets: list[int | None]) -> Target:
    """Which of a score's three columns names its thing, and which thing."""
    return next((column, pk) for column, pk in zip(COLUMNS, targets, strict=True) if pk)


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
        points = (None, None) if name else _points(pk, strengths)
        scores[column, pk] = _values(aggregate, strength, error, name in limited, points)
    return scores


def _points(relation: int, strengths: Strengths) -> tuple[float | None, float | None]:
    """By how much a relation moves its target, and a contradiction its premise."""
    there, back = (strengths.points.get(name) for name in link_names(relation))
    return there, back


def _values(
    aggregate: Aggregate,
    strength: float,
    error: float,
    limited: bool,
    points: tuple[float | None, float | None],
) -> Values:
    return (
        aggregate.base / 100,
        aggregate.se / 100,
        strength,
        max(0.0, strength - 2 * error),
        min(1.0, strength + 2 * error),
        aggregate.count,
        aggregate.contested,
        limited,
        *points,
        OWN.name,
        PARAMETERS,
    )


def _limited(links: Iterable[graph.Link], strengths: Strengths) -> set[graph.Id]:
    """Statements into which a link runs whose influence is limited because it is part of a loop."""
    limited = set(strengths.limited)
    return {link.target for link in links if link.id in limited}
