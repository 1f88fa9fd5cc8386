"""Reference graphs for the engine, one JSON object a line, in either of two forms.

    name, arguments {id: base}, links [{id, premises, target, kind, relevance}], origins {id: origin}
    name, arguments {id: base}, supports [[from, to]], attacks [[from, to]], weights [[from, to, weight]]

Origins and weights may be left out; other keys are passed over. A link's target is an argument or another link,
and a premise that is no argument counts as withdrawn. Pairs are named by their place: supports[0], attacks[2].
"""

import json
from typing import Any, Never

from claims.graph import ArgumentGraph, Kind, Link, Statement

from .problems import NotInForm, Problem

MOST_WEIGHT = 1000


class _Refused(Exception):
    """Raised where the line's number is not known."""


def read(text: str) -> list[tuple[str, ArgumentGraph]]:
    """Each line's name and graph, in order. Raises NotInForm at the first line that is not in the form."""
    graphs = []
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                graphs.append(_graph(_parsed(line)))
            except _Refused as refused:
                raise NotInForm(Problem(number, str(refused))) from None
    return graphs


def _parsed(line: str) -> object:
    try:
        return json.loads(line, object_pairs_hook=_without_doubles, parse_constant=_refused_constant)
    except RecursionError:
        raise _Refused("nested too deeply.") from None
    except ValueError as error:
        raise _Refused(f"this is not JSON: {error}.") from None


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _Refused("a key is given twice in one object.")
    return found


def _refused_constant(name: str) -> Never:
    raise _Refused(f"{name} is not a number.")


def _graph(row: object) -> tuple[str, ArgumentGraph]:
    if not isinstance(row, dict):
        raise _Refused("this is not an object.")
    name = _text(_value(row, "name"), "the name")
    arguments = _object(_value(row, "arguments"), "arguments")
    origins = _object(row.get("origins", {}), "origins")
    statements = tuple(
        Statement(
            id=argument,
            base=_number(base, 1, f"the base of {_quoted(argument)}"),
            origin=_text(origins[argument], "an origin") if argument in origins else None,
        )
        for argument, base in arguments.items()
    )
    links = _pairs(row, arguments) if "supports" in row or "attacks" in row else _links(row, arguments)
    return name, ArgumentGraph(statements, links)


def _links(row: dict[str, Any], arguments: dict[str, Any]) -> tuple[Link, ...]:
    rows = [_object(each, "a link") for each in _list(_value(row, "links"), "links")]
    names = [_text(_value(each, "id"), "the id of a link") for each in rows]
    known = set(names)
    if len(known) < len(names) or not known.isdisjoint(arguments):
        raise _Refused("two things have one id.")
    return tuple(_link(name, each, arguments, known) for name, each in zip(names, rows, strict=True))


def _link(name: str, row: dict[str, Any], arguments: dict[str, Any], links: set[str]) -> Link:
    premises, target, kind, relevance = (
        _value(row, key) for key in ("premises", "target", "kind", "relevance")
    )
    named = _quoted(name)
    if not _list(premises, f"the premises of {named}"):
        raise _Refused(f"{named} has no premise.")
    if _text(target, f"the target of {named}") not in arguments and target not in links:
        raise _Refused(f"{named} has a target that is not there: {_quoted(target)}.")
    return Link(
        id=name,
        premises=tuple(_text(premise, f"a premise of {named}") for premise in premises),
        target=target,
        kind=_kind(kind, named),
        relevance=_number(relevance, 1, f"the relevance of {named}"),
        targets_link=target in links,
    )


def _pairs(row: dict[str, Any], arguments: dict[str, Any]) -> tuple[Link, ...]:
    if "links" in row:
        raise _Refused("there are links as well as pairs.")
    ends: dict[str, list[tuple[str, str]]] = {}
    for key in ("supports", "attacks"):
        ends[key] = [_ends(pair, arguments) for pair in _list(_value(row, key), key)]
        if len(set(ends[key])) < len(ends[key]):
            raise _Refused(f"a pair stands twice in {key}.")
    weights = _weights(row, {pair for pairs in ends.values() for pair in pairs})
    kinds: list[tuple[str, Kind]] = [("supports", "support"), ("attacks", "attack")]
    return tuple(
        Link(f"{key}[{place}]", (pair[0],), pair[1], kind, weights.get(pair, 1.0))
        for key, kind in kinds
        for place, pair in enumerate(ends[key])
    )


def _ends(pair: object, arguments: dict[str, Any]) -> tuple[str, str]:
    ends = _list(pair, "a pair")
    if len(ends) != 2:
        raise _Refused("a pair has two ends.")
    for end in ends:
        if _text(end, "the end of a pair") not in arguments:
            raise _Refused(f"a pair ends at what is not there: {_quoted(end)}.")
    return ends[0], ends[1]


def _weights(row: dict[str, Any], pairs: set[tuple[str, str]]) -> dict[tuple[str, str], float]:
    weights: dict[tuple[str, str], float] = {}
    for each in _list(row.get("weights", []), "weights"):
        weight = _list(each, "a weight")
        if len(weight) != 3:
            raise _Refused("a weight has two ends and a number.")
        pair = (_text(weight[0], "the end of a weight"), _text(weight[1], "the end of a weight"))
        if pair not in pairs or pair in weights:
            raise _Refused("a weight is for a pair that is not there, or has one.")
        weights[pair] = _number(weight[2], MOST_WEIGHT, "a weight")
    return weights


def _value(row: dict[str, Any], key: str) -> Any:
    if key not in row:
        raise _Refused(f"the key “{key}” is missing.")
    return row[key]


def _object(value: object, what: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _Refused(f"{what} must be an object.")
    return value


def _list(value: object, what: str) -> list[Any]:
    if not isinstance(value, list):
        raise _Refused(f"{what} must be a list.")
    return value


def _text(value: object, what: str) -> str:
    if not isinstance(value, str):
        raise _Refused(f"{what} must be text.")
    return value


def _number(value: object, most: float, what: str) -> float:
    """A true is no number, though Python counts it as one."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= most:
        raise _Refused(f"{what} must be a number from 0 to {most}.")
    return float(value)


def _kind(value: object, named: str) -> Kind:
    if value == "support" or value == "attack":
        return value
    raise _Refused(f"the kind of {named} must be support or attack.")


def _quoted(text: str) -> str:
    """In a message; short, and without what a terminal would act upon."""
    return ascii(text if len(text) <= 40 else text[:39] + "…")
