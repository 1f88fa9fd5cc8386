"""What reading a file found: a map, or the sentence that says why not."""

from dataclasses import dataclass

from claims.errors import ClaimsError
from claims.graph.document import MapDocument


@dataclass(frozen=True)
class Problem:
    """One thing a reader should know about a file, and the line it stands on (counted from 1)."""

    line: int | None
    sentence: str

    def __str__(self) -> str:
        return self.sentence if self.line is None else f"line {self.line}: {self.sentence}"


class NotInForm(ClaimsError):
    """A file that cannot be read as a map. Nothing of it is taken over."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


@dataclass(frozen=True)
class Imported:
    """A map read from a file, and what could not be carried over."""

    document: MapDocument
    problems: tuple[Problem, ...] = ()


def decoded(content: bytes) -> str:
    """A file's text, which is UTF-8."""
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise NotInForm(Problem(content.count(b"\n", 0, error.start) + 1, "this is not UTF-8.")) from None
