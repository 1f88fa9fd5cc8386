"""How much each base moves each strength, and how sure a strength is.

Where a strength has a kink, the flat side is taken: a gate that is shut lets nothing through.
"""

from collections import defaultdict
from collections.abc import Iterable
from heapq import heappop, heappush
from math import prod, sqrt, sumprod

from claims.errors import NotConverged
from claims.graph import Id

from .propagate import Strengths
from .semantics import Slopes as SlopesOfInputs
from .semantics import gate

MOST_ROUNDS = 10_000
AT_REST = 1e-12
NEGLIGIBLE = 1e-14  # a slope this small is not followed any further

type Slopes = dict[int, float]  # by place


def gradient(strengths: Strengths, target: Id) -> dict[Id, float]:
    """d strength of the target / d base, for each statement that moves it: one pass from the target down."""
    network = strengths.network
    names = list(network.places)
    top = network.places[target]
    felt: defaultdict[int, float] = defaultdict(float, {top: 1.0})  # d target / d strength
    queue = [-network.component_of[top]]
    queued = set(queue)
    moved: dict[Id, float] = {}
    while queue:
        component = network.components[-heappop(queue)]
        slopes = {place: _slopes(strengths, place) for place in component}
        if network.is_loop(component):
            felt.update(_round_the_loop({place: felt[place] for place in component}, slopes))
        for place in component:
            moved[names[place]] = felt[place] * _own_slope(strengths, place)
            for premise, slope in slopes[place].items():
                if premise in slopes:
                    continue
                felt[premise] += felt[place] * slope
                turn = -network.component_of[premise]
                if turn not in queued and abs(felt[premise]) > NEGLIGIBLE:
                    queued.add(turn)
                    heappush(queue, turn)
    return {name: slope for name, slope in moved.items() if slope}


def band(strengths: Strengths, target: Id) -> float:
    """The strength's standard error, 0 to 1: the root of Σ (slope · error of the base)²."""
    places, errors = strengths.network.places, strengths.errors
    spread = [slope * errors[places[name]] for name, slope in gradient(strengths, target).items()]
    return sqrt(sumprod(spread, spread))


def bands(strengths: Strengths) -> dict[Id, float]:
    """`band` of every statement, in one pass from the premises up."""
    rows = _gradients(strengths)
    bands: dict[Id, float] = {}
    for name, place in strengths.network.places.items():
        spread = [slope * strengths.errors[premise] for premise, slope in rows[place].items()]
        bands[name] = sqrt(sumprod(spread, spread))
    return bands


def _gradients(strengths: Strengths) -> list[Slopes]:
    """For each statement, d strength / d base of all that it rests on."""
    network = strengths.network
    rows: list[Slopes] = [{} for _ in range(network.size)]
    for component in network.components:
        slopes = {place: _slopes(strengths, place) for place in component}
        for place in component:
            outside = [
                (slope, rows[premise]) for premise, slope in slopes[place].items() if premise not in slopes
            ]
            rows[place] = _added({place: _own_slope(strengths, place)}, outside)
        if network.is_loop(component):
            _settle_rows(rows, slopes)
    return rows


def _settle_rows(rows: list[Slopes], slopes: dict[int, Slopes]) -> None:
    """Let the statements of a loop hand each other what they rest on, until nothing new arrives."""
    first = {place: rows[place] for place in slopes}
    for _ in range(MOST_ROUNDS):
        change = 0.0
        for place, start in first.items():
            inside = [(slope, rows[premise]) for premise, slope in slopes[place].items() if premise in slopes]
            before, rows[place] = rows[place], _added(start, inside)
            change = max(change, _difference(before, rows[place]))
        if change <= AT_REST:
            return
    raise NotConverged(f"The slopes of {len(slopes)} statements that rest on each other find no rest.")


def _added(start: Slopes, further: Iterable[tuple[float, Slopes]]) -> Slopes:
    total = defaultdict(float, start)
    for factor, slopes in further:
        for place, slope in slopes.items():
            total[place] += factor * slope
    return {place: slope for place, slope in total.items() if abs(slope) > NEGLIGIBLE}


def _difference(before: Slopes, after: Slopes) -> float:
    return max((abs(after.get(place, 0.0) - before.get(place, 0.0)) for place in before | after), default=0.0)


def _round_the_loop(felt: Slopes, slopes: dict[int, Slopes]) -> Slopes:
    """What each statement of the loop is felt at the target, when it is also felt through the others."""
    total, wave = dict(felt), felt
    for _ in range(MOST_ROUNDS):
        following: defaultdict[int, float] = defaultdict(float)
        for place, strength in wave.items():
            for premise, slope in slopes[place].items():
                if premise in slopes:
                    following[premise] += strength * slope
        for place, strength in following.items():
            total[place] += strength
        if max(map(abs, following.values()), default=0.0) <= AT_REST:
            return total
        wave = following
    raise NotConverged(f"The slopes of {len(slopes)} statements that rest on each other find no rest.")


def _own_slope(strengths: Strengths, place: int) -> float:
    """d strength / d base, as long as what it rests on stays: 0 where the base is kept off 0 or 1."""
    semantics, base = strengths.network.semantics, strengths.bases[place]
    lowest = semantics.lowest_base
    if lowest and not lowest < base < 1 - lowest:
        return 0.0
    return _of_inputs(strengths, place).base


def _slopes(strengths: Strengths, place: int) -> Slopes:
    """d strength / d strength of each statement it rests on in one step."""
    network, carried, gated = strengths.network, strengths.carried, strengths.network.semantics.gated
    pull = _pull(strengths, place)
    slopes: defaultdict[int, float] = defaultdict(float)
    for link in reversed(network.bearing[place]):
        if gated and not carried[link]:  # shut, or of an origin that speaks by another link
            continue
        felt = pull.get(link, 0.0) * network.relevance[link]
        weakest = min(network.premises[link], key=strengths.values.__getitem__)
        undercuts = network.undercuts.get(link, [])
        left = [1 - carried[undercut] for undercut in undercuts]
        if weakest != network.size:
            slopes[weakest] += felt * (2 if gated else 1) * prod(left)
        for turn, undercut in enumerate(undercuts):
            others = left[:turn] + left[turn + 1 :]
            pull[undercut] = -felt * gate(strengths.values[weakest], gated) * prod(others)
    return slopes


def _pull(strengths: Strengths, place: int) -> Slopes:
    """d strength / d what each link straight into it carries, by link."""
    network, of_inputs = strengths.network, _of_inputs(strengths, place)
    links = network.supports[place] + network.attacks[place]
    felt = of_inputs.supports + of_inputs.attacks
    return {link: slope * strengths.factors[link] for link, slope in zip(links, felt, strict=True)}


def _of_inputs(strengths: Strengths, place: int) -> SlopesOfInputs:
    network = strengths.network
    supports, attacks = strengths.weigh(network.supports[place]), strengths.weigh(network.attacks[place])
    return network.semantics.slopes(strengths.bases[place], supports, attacks)
