"""How far a map has come, as the pages of it that are open may be told."""

import json
from collections.abc import Iterable

from claims.models import ArgumentMap


def state_of(map: ArgumentMap) -> str:
    """Another text after every edit and recount. Pages only ever ask whether it is still the same; no query.

    Where a map keeps others' ratings back, the hour of a recount would tell that somebody rated: edits alone are told.
    """
    state = {"version": map.version}
    if not (map.hide_until_rated or map.fewest_raters > 1):
        state["scores_version"] = map.scores_version
    return json.dumps(state)


def read_states(maps: Iterable[int]) -> dict[int, str]:
    """By primary key, in one query."""
    columns = ("version", "scores_version", "hide_until_rated", "fewest_raters")
    return {map.pk: state_of(map) for map in ArgumentMap.objects.filter(pk__in=maps).only(*columns)}
