"""The product's own format: every row of a map as JSON, lossless. The backup, and the shipped corpus.

Version 1. Rows stand in uid order and keys in schema order; a field at its default is left out.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal, Never

from pydantic import ConfigDict, TypeAdapter, ValidationError, with_config
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from claims.graph.document import MapDocument

from . import jsontext, rules
from .problems import Imported, NotInForm, Problem

FORMAT, VERSION = "argmap", 1

_NUMBER = re.compile(r"^-?[0-9]{1,11}(\.[0-9]{1,4})?$")
_DIGITS = "11 digits before the point and 4 after it"
_SETS = {"passages", "claims", "figures"}  # where these hold uids, their order says nothing

# What pydantic calls each trouble, in words for a reader.
_SHAPES = {
    "missing": "is missing.",
    "unexpected_keyword_argument": "is no key of this format.",
    "enum": "must be one of {expected}.",
    "string_type": "must be a text in quotes.",
    "string_too_long": "is longer than {max_length} characters.",
    "string_too_short": "is empty.",
    "int_type": "must be a whole number.",
    "int_from_float": "must be a whole number.",
    "bool_type": "must be true or false.",
    "tuple_type": "must be a list.",
    "dataclass_type": "must be an object.",
    "dict_type": "must be an object.",
    "greater_than_equal": "must be {ge} or more.",
    "less_than_equal": "must be {le} or less.",
    "date_type": "must be a day, as in 2012-03-14.",
    "date_parsing": "must be a day, as in 2012-03-14.",
    "date_from_datetime_parsing": "must be a day, as in 2012-03-14.",
}


@with_config(ConfigDict(extra="forbid", strict=True))
@dataclass(frozen=True, kw_only=True)
class _File(MapDocument):
    """A map with the two keys that say what the file is."""

    format: Literal["argmap"]
    version: Literal[1]


_ADAPTER = TypeAdapter(_File)


def read(text: str) -> Imported:
    """The map in a file, whole and consistent, or NotInForm with the first thing that is wrong in it."""
    raw = jsontext.load(text)
    _refuse_other_files(text, raw)
    try:
        file = _ADAPTER.validate_json(text)
    except ValidationError as error:
        _refuse_shape(text, raw, error)
    _refuse_numbers(text, raw)
    document = MapDocument(**{field.name: getattr(file, field.name) for field in fields(MapDocument)})
    for path, sentence in rules.broken(document):
        _refuse(text, raw, path, sentence)
    return Imported(document)


def write(document: MapDocument) -> str:
    """The file of a map. One map has one file, whatever order its rows came in."""
    plain = {"format": FORMAT, "version": VERSION, **_object(document)}
    return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"


def write_row(row: Any) -> dict[str, Any]:
    """One row as its file has it: what a revision keeps of it."""
    return _object(row)


def read_row[Row](kind: type[Row], plain: dict[str, Any]) -> Row:
    """A row that `write_row` wrote; NotInForm where it is something else."""
    try:
        return TypeAdapter(kind).validate_json(json.dumps(plain))
    except ValidationError:
        sentence = "This state came with a file and is in no form that can be restored here."
        raise NotInForm(Problem(None, sentence)) from None


def schema() -> str:
    """The format's JSON Schema, as published beside this module."""
    found = _ADAPTER.json_schema(schema_generator=_Schema)
    properties = found["properties"]
    first = {name: properties.pop(name) for name in ("format", "version")}
    found["properties"] = first | properties
    head = {"$schema": _Schema.schema_dialect, "title": "argmap file, version 1"}
    return json.dumps(head | found | {"title": head["title"]}, ensure_ascii=False, indent=2) + "\n"


class _Schema(GenerateJsonSchema):
    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:
        """Numbers with a point travel as strings: a JSON number may lose digits on its way."""
        return {"type": "string", "pattern": _NUMBER.pattern}


def _object(row: Any) -> dict[str, Any]:
    written = {field.name: getattr(row, field.name) for field in fields(row) if not _at_default(field, row)}
    return {name: _plain(name, value) for name, value in written.items()}


def _at_default(field: Field[Any], row: Any) -> bool:
    return field.default is not MISSING and bool(getattr(row, field.name) == field.default)


def _plain(name: str, value: Any) -> Any:
    if is_dataclass(value):
        return _object(value)
    if isinstance(value, tuple):
        return [_plain(name, item) for item in _in_order(name, value)]
    if isinstance(value, Decimal):
        return _digits(value)
    if isinstance(value, date):
        return value.isoformat()
    return _with_sorted_keys(value) if isinstance(value, dict) else value


def _in_order(name: str, items: tuple[Any, ...]) -> list[Any]:
    """Rows by uid, and so the uids of rows a row points to; names, hedges and chains as they are."""
    if items and hasattr(items[0], "uid"):
        return sorted(items, key=lambda row: row.uid)
    return sorted(items) if name in _SETS else list(items)


def _digits(value: Decimal) -> str:
    """Plain digits without idle zeros: 1.60 and 1.6E0 are both 1.6."""
    digits = format(value, "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return "0" if digits in ("-0", "") else digits


def _with_sorted_keys(value: Any) -> Any:
    """Free content has no schema to order its keys, and databases keep none."""
    if isinstance(value, dict):
        return {key: _with_sorted_keys(value[key]) for key in sorted(value)}
    return [_with_sorted_keys(item) for item in value] if isinstance(value, list) else value


def _refuse(text: str, raw: Any, path: jsontext.Path, sentence: str) -> Never:
    named, place = _row(raw, path)
    raise NotInForm(Problem(jsontext.line_of(text, place), f"{named}{sentence}")) from None


def _row(raw: Any, path: jsontext.Path) -> tuple[str, jsontext.Path]:
    """The innermost row on a path, as a reader would name it, and the place to show: a row's is its uid."""
    named, table = "", ""
    for depth, step in enumerate(path):
        table = step if isinstance(step, str) else table
        if isinstance(raw, dict) and step not in raw:
            return named, (*path[:depth], "uid")
        raw = raw[step]
        if isinstance(step, int) and isinstance(raw, dict) and isinstance(raw.get("uid"), str):
            named = f"{table} {raw['uid']}: "
    return named, (*path, "uid") if isinstance(raw, dict) else path


def _refuse_other_files(text: str, raw: Any) -> None:
    if not isinstance(raw, dict):
        _refuse(text, raw, (), "an argmap file is one JSON object.")
    if raw.get("format") != FORMAT:
        _refuse(text, raw, ("format",), f"“format” must be “{FORMAT}”.")
    if raw.get("version") != VERSION or raw["version"] is True:
        _refuse(text, raw, ("version",), f"“version” must be {VERSION}, the only one read here.")


def _refuse_shape(text: str, raw: Any, error: ValidationError) -> Never:
    first = error.errors(include_url=False, include_input=False)[0]
    path = first["loc"]
    known = _SHAPES.get(first["type"])
    sentence = known.format(**first.get("ctx", {})) if known else f"is refused: {first['msg']}."
    _refuse(text, raw, path, f"{_key(path)} {sentence}")


def _key(path: jsontext.Path) -> str:
    return "the row" if isinstance(path[-1], int) else f"“{path[-1]}”"


def _refuse_numbers(text: str, raw: Any) -> None:
    for path, value in _numbers(raw):
        if not isinstance(value, str) or not _NUMBER.fullmatch(value):
            _refuse(text, raw, path, f"“{path[-1]}” must be a number in quotes: at most {_DIGITS}.")


def _numbers(raw: Any) -> Iterator[tuple[jsontext.Path, Any]]:
    for i, evidence in enumerate(raw.get("evidence", ())):
        for j, figure in enumerate(evidence.get("figures", ())):
            for key in ("value", "upper"):
                if figure.get(key) is not None:
                    yield ("evidence", i, "figures", j, key), figure[key]
