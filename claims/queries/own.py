"""One reader's own ratings of a map, and what they come to alone: read for their giver, and for nobody else."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from claims.credibility import Aggregate, evaluate
from claims.graph.words import State
from claims.models import ArgumentMap
from claims.permissions import Visitor, ratings_of

from .graph import Ratings, Structure, Target, basis_of, limited_in, link_names, statement_name, target_of
from .strength import Strength, StrengthState, has_moved, in_points


@dataclass(frozen=True)
class Own:
    """What one reader gave: all that they rated, and the values; "can't tell" has none."""

    rated: frozenset[Target] = frozenset()
    values: Ratings = field(default_factory=lambda: defaultdict(list))

    @property
    def claims(self) -> set[int]:
        return {pk for column, pk in self.rated if column == "claim"}


def own_of(rows: Iterable[tuple[int | None, int | None, int | None, int | None]]) -> Own:
    """From claim, relation, evidence and value of each rating."""
    values: Ratings = defaultdict(list)
    rated = set()
    for claim, relation, evidence, value in rows:
        rated.add(target := target_of(claim, relation, evidence))
        if value is not None:
            values[target].append(value)
    return Own(frozenset(rated), values)


def read_own(map: ArgumentMap, user: Visitor) -> Own:
    """In one query; without any for a passer-by. What was withdrawn since counts no more."""
    if not user.is_authenticated:
        return Own()
    rows = ratings_of(user, map=map).filter(Q(claim=None) | Q(claim__state=State.OPEN.value))
    return own_of(rows.order_by().values_list("claim", "relation", "evidence", "value"))


def own_strengths(structure: Structure, own: Own) -> dict[Target, Strength]:
    """Every strength, counted from these ratings alone; no query."""
    basis = basis_of(structure, own.values)
    strengths = evaluate(basis.graph)
    limited = limited_in(basis.graph, strengths)
    found = {}
    for (column, pk), aggregate in basis.aggregates.items():
        name = statement_name(column, pk)
        value = strengths.by_id[name] if name else aggregate.base / 100
        there, back = (None, None) if name else (strengths.points.get(link) for link in link_names(pk))
        state = _state(aggregate, value)
        found[column, pk] = Strength(
            state,
            None if state == "none" else 100 * value,
            n=aggregate.count,
            limited=name in limited,
            base=aggregate.base,
            se=aggregate.se,
            points=in_points(there),
            points_back=in_points(back),
        )
    return found


def _state(aggregate: Aggregate, value: float) -> StrengthState:
    if aggregate.count:
        return "own"
    return "carried" if has_moved(aggregate.base / 100, value) else "none"
