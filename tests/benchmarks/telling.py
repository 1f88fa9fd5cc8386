"""How a benchmark speaks: a figure a line, a ratio with its goal, and whether it is met."""

import time
from collections.abc import Callable


def told(what: str, figure: str) -> None:
    print(f"  {what:<66} {figure}", flush=True)


def at_most(what: str, ratio: float, goal: float) -> None:
    told(what, f"{ratio:.3g}   goal: at most {goal:g}   {'met' if ratio <= goal else 'MISSED'}")


def at_least(what: str, ratio: float, goal: float) -> None:
    told(what, f"{ratio:.3g}   goal: at least {goal:g}   {'met' if ratio >= goal else 'MISSED'}")


def headed(words: str) -> None:
    print(f"\n{words}", flush=True)


def milliseconds(deed: Callable[[], object], times: int = 3) -> float:
    """The shortest of a few: what else runs on the machine only ever adds."""
    return 1000 * min(_timed(deed) for _ in range(times))


def _timed(deed: Callable[[], object]) -> float:
    begun = time.perf_counter()
    deed()
    return time.perf_counter() - begun
