"""The spectral radius of a loop: by what factor influence grows on its way round."""

from math import fsum

type Row = dict[int, float]

PRECISION = 1e-13
POWER_ROUNDS = 300
NODA_ROUNDS = 50
MOST_STEPS = 2_000_000
TINY = 1e-300  # vectors stay positive, which the bounds need


def spectral_radius(rows: list[Row], enough: float) -> float:
    """That of an irreducible matrix without negative entries; at or below `enough`, any bound that is so too.

    Power iteration settles most loops, on I + M, as on M it swings for ever where a loop has two sides. Long rings
    and loops with a thin bridge take it thousands of rounds; Noda's iteration ("Note on the computation of the
    maximal eigenvalue of a non-negative irreducible matrix", 1971) finishes those in a few. It comes from above:
    where the time runs out, influence is limited a little more than it need be.
    """
    vector = [1.0] * len(rows)
    for _ in range(POWER_ROUNDS):
        image = _image(rows, vector)
        least, greatest = _bounds(image, vector)
        if _is_known(least, greatest, enough):
            return greatest
        vector = _scaled([old + new for old, new in zip(vector, image, strict=True)])
    for _ in range(NODA_ROUNDS):
        least, greatest = _bounds(_image(rows, vector), vector)
        solution = None if _is_known(least, greatest, enough) else _solution(rows, greatest, vector)
        if solution is None:
            break
        vector = _scaled(solution)
    return greatest


def _image(rows: list[Row], vector: list[float]) -> list[float]:
    return [fsum([entry * vector[column] for column, entry in row.items()]) for row in rows]


def _bounds(image: list[float], vector: list[float]) -> tuple[float, float]:
    """The least and the greatest growth of an entry enclose the radius (Collatz, Wielandt)."""
    growth = [new / old for new, old in zip(image, vector, strict=True)]
    return min(growth), max(growth)


def _is_known(least: float, greatest: float, enough: float) -> bool:
    return greatest <= enough or greatest - least <= PRECISION * greatest


def _scaled(vector: list[float]) -> list[float]:
    most = max(vector)
    return [max(TINY, entry / most) for entry in vector]


def _solution(rows: list[Row], radius: float, right: list[float]) -> list[float] | None:
    """x with (radius · I - M) x = right, by elimination; None where that fills the matrix up."""
    rows, right = [dict(row) for row in rows], right.copy()
    users: list[set[int]] = [set() for _ in rows]  # of a column: the rows still to come that have it
    pivots = [radius - row.pop(place, 0.0) for place, row in enumerate(rows)]
    for place, row in enumerate(rows):
        for column in row:
            users[column].add(place)
    order = sorted(range(len(rows)), key=lambda place: len(rows[place]) * len(users[place]))
    steps = 0
    for place in order:
        pivots[place] = max(pivots[place], PRECISION**2 * radius)
        for column in rows[place]:
            users[column].discard(place)
        for user in users[place]:
            factor = rows[user].pop(place) / pivots[place]
            right[user] += factor * right[place]
            for column, entry in rows[place].items():
                if column == user:
                    pivots[user] -= factor * entry
                else:
                    rows[user][column] = rows[user].get(column, 0.0) + factor * entry
                    users[column].add(user)
        steps += len(users[place]) * len(rows[place])
        if steps > MOST_STEPS:
            return None
    solution = right
    for place in reversed(order):
        known = fsum([entry * solution[column] for column, entry in rows[place].items()])
        solution[place] = (right[place] + known) / pivots[place]
    return solution
