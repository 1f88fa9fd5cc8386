"""JSON from strangers: read within limits, with the line of whatever is wrong."""

import json
import math
import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, Never

from .problems import NotInForm, Problem

Path = tuple[str | int, ...]

MOST_BYTES = 10_000_000
MOST_ROWS = 50_000
DEEPEST = 200

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')
_NOT_NUMBERS = {"NaN", "Infinity", "-Infinity"}
_ODD_ESCAPE = re.compile(r"\\u(?:[dD][89a-fA-F]|0000)")


class _RefusedValue(Exception):
    """Raised inside the decoder, which knows no place; the place is looked for afterwards."""


class Place(NamedTuple):
    path: Path
    offset: int
    is_key: bool


def load(text: str) -> Any:
    """The value a JSON text stands for, or NotInForm with the line and what is wrong there."""
    _refuse_size(text)
    try:
        value = json.loads(text, object_pairs_hook=_object, parse_constant=_constant, parse_float=_float)
    except json.JSONDecodeError as error:
        _refuse(error.lineno, f"this is not JSON: {error.msg[:1].lower()}{error.msg[1:]}.")
    except RecursionError:
        _refuse(_first_line(text, _too_deep()), f"nested deeper than {DEEPEST} levels.")
    except _RefusedValue:
        _refuse_value(text)
    except ValueError:
        _refuse(_first_line(text, _is_endless), "a whole number of thousands of digits.")
    _refuse_bulk(text, value)
    _refuse_odd_characters(text)
    return value


def line_of(text: str, path: Path) -> int:
    """The line of the value at a path, or of the nearest thing around it that is there."""
    best, depth = 0, -1
    for place in places(text):
        if len(place.path) > depth and place.path == path[: len(place.path)]:
            best, depth = place.offset, len(place.path)
            if depth == len(path):
                break
    return _line(text, best)


def places(text: str) -> Iterator[Place]:
    """Every key and value of a JSON text with the path that leads there, in order."""
    steps: list[str | int | None] = []  # one for each open bracket; None: an object awaiting its next key
    for token in _TOKEN.finditer(text):
        mark = token[0]
        if mark in "]}":
            steps.pop()
        elif mark == ",":
            last = steps[-1]
            steps[-1] = last + 1 if isinstance(last, int) else None
        elif mark != ":":
            is_key = bool(steps) and steps[-1] is None
            if is_key:
                steps[-1] = json.loads(mark)
            yield Place(tuple(step for step in steps if step is not None), token.start(), is_key)
            if mark in "[{":
                steps.append(0 if mark == "[" else None)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _RefusedValue
    return found


def _constant(name: str) -> Never:
    raise _RefusedValue


def _float(digits: str) -> float:
    value = float(digits)
    if not math.isfinite(value):
        raise _RefusedValue
    return value


def _refuse(line: int, sentence: str) -> Never:
    raise NotInForm(Problem(line, sentence)) from None


def _refuse_size(text: str) -> None:
    try:
        size = len(text) if text.isascii() else len(text.encode())
    except UnicodeEncodeError as error:
        _refuse(_line(text, error.start), "half of a surrogate pair, which is no character.")
    if size > MOST_BYTES:
        _refuse(1, f"the file is larger than {MOST_BYTES // 1_000_000} MB.")


def _refuse_value(text: str) -> Never:
    """What stopped the decoder: a key given twice, or a number that is none."""
    seen: set[Path] = set()
    for place in places(text):
        if place.is_key and place.path in seen:
            _refuse(_line(text, place.offset), f"the key “{place.path[-1]}” is given twice.")
        if place.is_key:
            seen.add(place.path)
        elif _is_no_number(text, place.offset):
            _refuse(_line(text, place.offset), "a number must be finite.")
    raise AssertionError("the decoder refused a value that is not there")


def _is_no_number(text: str, offset: int) -> bool:
    token = _TOKEN.match(text, offset)
    mark = token[0] if token else ""
    return mark in _NOT_NUMBERS or ((mark[0].isdigit() or mark[0] == "-") and not math.isfinite(float(mark)))


def _refuse_bulk(text: str, value: Any) -> None:
    """Depth is counted without recursion, and so are rows: objects that stand in a list."""
    rows, level, depth = 0, [value], 0
    while level:
        depth += 1
        inner: list[Any] = []
        for holder in level:
            if isinstance(holder, list):
                rows += sum(isinstance(item, dict) for item in holder)
                inner.extend(item for item in holder if isinstance(item, dict | list))
            elif isinstance(holder, dict):
                inner.extend(item for item in holder.values() if isinstance(item, dict | list))
        level = inner
    if depth > DEEPEST:
        _refuse(_first_line(text, _too_deep()), f"nested deeper than {DEEPEST} levels.")
    if rows > MOST_ROWS:
        _refuse(1, f"the file holds more than {MOST_ROWS:,} rows.")


def _refuse_odd_characters(text: str) -> None:
    """Written plainly they never get this far; written as escapes they would reach the database."""
    if _ODD_ESCAPE.search(text):
        for token in _TOKEN.finditer(text):
            if "\\u" in token[0]:
                _refuse_odd_string(text, token.start(), json.loads(token[0]))


def _refuse_odd_string(text: str, offset: int, found: str) -> None:
    if "\0" in found:
        _refuse(_line(text, offset), "the character NUL cannot be kept.")
    if any("\ud800" <= character <= "\udfff" for character in found):
        _refuse(_line(text, offset), "half of a surrogate pair, which is no character.")


def _first_line(text: str, test: Callable[[str], bool]) -> int:
    return next((_line(text, token.start()) for token in _TOKEN.finditer(text) if test(token[0])), 1)


def _too_deep() -> Callable[[str], bool]:
    depth = 0

    def test(mark: str) -> bool:
        nonlocal depth
        depth += (mark in "[{") - (mark in "]}")
        return depth > DEEPEST

    return test


def _is_endless(mark: str) -> bool:
    return len(mark) > 4000 and mark.lstrip("-").isdigit()


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1
