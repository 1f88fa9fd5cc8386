"""Recounting strengths and keeping them: stored scores are what a recount from scratch would give."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.tasks import task

from claims.credibility import OWN, Aggregate, Strengths, bands, evaluate
from claims.models import ArgumentMap, Score
from claims.queries.audience import Audience, audiences
from claims.queries.graph import (
    COLUMNS,
    Target,
    limited_in,
    link_names,
    load_basis,
    statement_name,
    target_of,
)

PARAMETERS = f"gain {OWN.gain}, exponent {OWN.exponent}, loop limit {OWN.loop_limit}"
COUNTED = ["base", "se", "strength", "low", "high", "n", "contested", "limited"]
COUNTED += ["points", "points_back", "semantics", "parameters"]
BATCH = 1_000

type Values = tuple[Any, ...]  # in the order of COUNTED


@transaction.atomic
def refresh_strengths(map: ArgumentMap) -> None:
    """Recount every audience's strengths and save those that changed."""
    _wait_for_turn(map.pk)
    _recount(map)


def recount_soon(map: ArgumentMap, seen: int | None = None) -> None:
    """Have the map recounted: at once, or by the worker where there is one. Call it when what changed is committed.

    `seen` is the version of its scores, where the map was held while something on it was changed.
    """
    if settings.RECOUNT == "at once":
        recount.enqueue(map.pk, seen=_version(map.pk) if seen is None else seen)
    elif not _is_asked_for(map):
        recount.enqueue(map.pk)


@task
def recount(map: int, seen: int | None = None) -> None:
    """Recount, unless a whole recount was made since the map's scores were seen at that version.

    Recounts of one map wait for each other. The one that was under way then may have begun too early to see what
    changed; the one after that has not. So thirty people who rate at once cost a few recounts, not thirty.
    """
    with transaction.atomic():
        found = _wait_for_turn(map)
        if found and (seen is None or found.scores_version < seen + 2):
            _recount(found)


def _is_asked_for(map: ArgumentMap) -> bool:
    """Whether a recount waits for the worker. It begins after this look at it, and so sees what was committed before.

    It must be made then whatever was counted meanwhile: others rely on it too, unknown to it.
    """
    from django_tasks_db.models import DBTaskResult  # is there only where a worker is wanted

    asked = {"args": [map.pk], "kwargs": {}}
    return DBTaskResult.objects.ready().filter(task_path=recount.module_path, args_kwargs=asked).exists()


def _version(map: int) -> int:
    return ArgumentMap.objects.values_list("scores_version", flat=True).get(pk=map)


def _wait_for_turn(map: int) -> ArgumentMap | None:
    """Let the recount under way finish; the map as that leaves it, or None where it is gone.

    Its key stays free: whoever rates meanwhile holds on to that, and must not have to wait.
    """
    return ArgumentMap.objects.select_for_update(no_key=True).filter(pk=map).first()


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
    for pk, claim, relation, evidence, *values in rows:
        found[target_of(claim, relation, evidence)] = (pk, tuple(values))
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
    limited = limited_in(basis.graph, strengths)
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
