from dataclasses import dataclass
from typing import Literal

type Id = str | int
type Kind = Literal["support", "attack"]


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim or a piece of evidence. Base and its standard error are 0 to 1.

    Statements of one origin are one voice; without an origin a statement is a voice of its own.
    """

    id: Id
    base: float
    se: float = 0.0
    origin: Id | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """Linked premises that speak, together, for or against one target.

    The target is a statement, or another link if `targets_link`: an attack on a link is an undercut.
    Statements and links are numbered apart, so the same id may stand for one of each.
    Relevance is 0 to 1; graphs from the literature also carry weights above 1.
    """

    id: Id
    premises: tuple[Id, ...]
    target: Id
    kind: Kind
    relevance: float = 1.0
    targets_link: bool = False


@dataclass(frozen=True, slots=True)
class ArgumentGraph:
    """What the engine needs of a map. A withdrawn statement is left out; links may go on naming it."""

    statements: tuple[Statement, ...]
    links: tuple[Link, ...] = ()
