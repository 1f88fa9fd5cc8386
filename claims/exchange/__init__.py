"""File formats: one module each, `read(text) -> Imported` and `write(document) -> text`. Knows no Django."""

from collections.abc import Callable
from dataclasses import dataclass

from claims.graph.document import MapDocument

from . import argmap
from .jsontext import MOST_BYTES
from .problems import Imported, NotInForm, Problem, decoded

__all__ = ["FORMATS", "MOST_BYTES", "Format", "Imported", "NotInForm", "Problem", "decoded"]


@dataclass(frozen=True)
class Format:
    """What a door needs to know of a format to offer it. `write` is None where files only come in."""

    name: str
    read: Callable[[str], Imported]
    write: Callable[[MapDocument], str] | None = None


FORMATS: dict[str, Format] = {found.name: found for found in (Format("argmap", argmap.read, argmap.write),)}
