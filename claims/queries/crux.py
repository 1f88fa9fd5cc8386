"""What the engine says about theses set side by side: the crux of two, and the strongest reason on each side."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, product

from claims import graph
from claims.credibility import Strengths, evaluate, gradient, in_numbers, recount

from .material import Material
from .reading import ClaimRead, EvidenceRead, Reading, RelationRead, ThesisRead

MOST_THESES = 8  # of one article; a crux is looked for between every two
LOW, HIGH = 20, 80  # what a claim would have to be rated for a reader to see what it moves
TRIED = range(10, 100, 10)
LONGEST_PATH = 3
SMALLEST_PULL = 1e-6


@dataclass(frozen=True, slots=True)
class Outcome:
    """Two theses' strengths were the claim rated so; `rated` is None for what it is now."""

    rated: int | None
    one: float
    other: float

    @property
    def numbers(self) -> tuple[str, str]:
        return in_numbers(self.one), in_numbers(self.other)

    @property
    def gap(self) -> float:
        return abs(self.one - self.other)

    @property
    def points(self) -> int:
        return round(self.gap * 100)


@dataclass(frozen=True, slots=True)
class Crux:
    """The claim whose change would move two theses furthest apart, in proportion to how unsure its rating is."""

    one: ThesisRead
    other: ThesisRead
    claim: ClaimRead
    bears_on: tuple[ThesisRead, ...]
    now: Outcome
    tried: tuple[Outcome, ...]

    @property
    def what_ifs(self) -> tuple[Outcome, ...]:
        return tuple(outcome for outcome in self.tried if outcome.rated in (LOW, HIGH))

    @property
    def closest(self) -> Outcome | None:
        """What would bring the two nearest to each other, if it brings them visibly nearer than they are."""
        nearest = min(self.tried, key=lambda outcome: outcome.gap)
        return nearest if nearest.points < self.now.points else None


@dataclass(frozen=True, slots=True)
class Step:
    """One step down from a thesis: how it bears, and what bears."""

    relation: RelationRead
    claim: ClaimRead | None
    evidence: EvidenceRead | None


@dataclass(frozen=True, slots=True)
class Strongest:
    """What carries most for and against a thesis, each with the path of what holds it up in turn."""

    thesis: ThesisRead
    claim: ClaimRead
    support: tuple[Step, ...]
    attack: tuple[Step, ...]
    supports: int
    attacks: int


@dataclass(frozen=True)
class Weighing:
    """`rated` is whether anyone has: without ratings nothing is strongest, and no crux is invented.

    `shared` is there where the crux bears on one thesis alone: of the claims that bear on both, the one that moves
    them most.
    """

    rated: bool
    crux: Crux | None
    shared: Crux | None
    strongest: tuple[Strongest, ...]


def weigh(material: Material, sides: Sequence[Sequence[ThesisRead]]) -> Weighing:
    """The theses of each side against those of the others; no query."""
    reading = material.reading
    rated = not reading.map.hide_until_rated and any(
        claim.strength.n and _is_seen(claim) for claim in reading.claims.values()
    )
    strengths = evaluate(reading.graph) if rated else None
    strongest = tuple(_strongest(reading, strengths, thesis) for side in sides for thesis in side)
    seen = [[thesis for thesis in side if _is_seen(reading.claims[thesis.claim])] for side in sides]
    crux, shared = _cruxes(reading, strengths, seen) if strengths else (None, None)
    return Weighing(rated, crux, shared, strongest)


def _is_seen(statement: ClaimRead | EvidenceRead) -> bool:
    """Whether the reader may see its number: where a map shows none of fewer raters, nothing may give it away."""
    return statement.strength.value is not None


# The crux


def _cruxes(
    reading: Reading, strengths: Strengths, sides: Sequence[Sequence[ThesisRead]]
) -> tuple[Crux | None, Crux | None]:
    """Of the two theses, one from each side, that one claim moves most against each other."""
    sides = [side[:MOST_THESES] for side in sides]
    slopes = {thesis.pk: gradient(strengths, f"c{thesis.claim}") for side in sides for thesis in side}
    pairs = [pair for facing in combinations(sides, 2) for pair in product(*facing)]
    found = [
        (one, other, *_pulls(reading, strengths, slopes, one, other))
        for one, other in pairs
        if one.claim != other.claim
    ]
    if not found:
        return None, None
    one, other, on_any, on_both = max(found, key=lambda pair: (_most(pair[3])[1], _most(pair[2])[1]))
    (crux, pull), (shared, smaller_pull) = _most(on_any), _most(on_both)
    return (
        _crux(reading, strengths, slopes, one, other, crux) if pull > SMALLEST_PULL else None,
        _crux(reading, strengths, slopes, one, other, shared)
        if shared != crux and smaller_pull > SMALLEST_PULL
        else None,
    )


def _most(pulls: dict[str, float]) -> tuple[str, float]:
    return max(pulls.items(), key=lambda pull: (pull[1], pull[0]), default=("", 0.0))


def _pulls(
    reading: Reading,
    strengths: Strengths,
    slopes: dict[int, dict[graph.Id, float]],
    one: ThesisRead,
    other: ThesisRead,
) -> tuple[dict[str, float], dict[str, float]]:
    """|∂s₁ − ∂s₂| · SE of every claim but the two themselves; and of those that bear on both."""
    first, second = slopes[one.pk], slopes[other.pk]
    ends = {f"c{one.claim}", f"c{other.claim}"}
    pulls = {
        str(name): abs(first.get(name, 0.0) - second.get(name, 0.0)) * _error(strengths, name)
        for name in first.keys() | second.keys()
        if str(name).startswith("c") and name not in ends and _is_seen(reading.claims[int(str(name)[1:])])
    }
    return pulls, {name: pull for name, pull in pulls.items() if name in first and name in second}


def _error(strengths: Strengths, name: graph.Id) -> float:
    return strengths.errors[strengths.network.places[name]]


def _crux(
    reading: Reading,
    strengths: Strengths,
    slopes: dict[int, dict[graph.Id, float]],
    one: ThesisRead,
    other: ThesisRead,
    name: str,
) -> Crux:
    def outcome(rated: int | None) -> Outcome:
        changed = graph.Statement(name, (rated or 0) / 100, _error(strengths, name))
        then = recount(strengths, [changed]).by_id if rated else strengths.by_id
        return Outcome(rated, then[f"c{one.claim}"], then[f"c{other.claim}"])

    return Crux(
        one=one,
        other=other,
        claim=reading.claims[int(name[1:])],
        bears_on=tuple(thesis for thesis in (one, other) if name in slopes[thesis.pk]),
        now=outcome(None),
        tried=tuple(outcome(rated) for rated in TRIED),
    )


# The strongest reason on each side


def _strongest(reading: Reading, strengths: Strengths | None, thesis: ThesisRead) -> Strongest:
    into = reading.into(thesis.claim)
    return Strongest(
        thesis=thesis,
        claim=reading.claims[thesis.claim],
        support=_path(reading, strengths, thesis.claim, "support") if strengths else (),
        attack=_path(reading, strengths, thesis.claim, "attack") if strengths else (),
        supports=sum(relation.sign == "support" for relation in into),
        attacks=sum(relation.sign == "attack" for relation in into),
    )


def _path(reading: Reading, strengths: Strengths, claim: int, sign: str) -> tuple[Step, ...]:
    """The reason of that sign which moves the claim most, then what holds that reason up most, and so on."""
    steps: list[Step] = []
    seen = {claim}
    while len(steps) < LONGEST_PATH:
        points = {
            relation.pk: abs(strengths.points[f"r{relation.pk}"])
            for relation in reading.into(claim)
            if relation.sign == sign and all(map(_is_seen, _premises(reading, relation)))
        }
        strongest = max(points, key=lambda pk: points[pk], default=None)
        if strongest is None or points[strongest] < SMALLEST_PULL:
            break
        steps.append(step := _step(reading, reading.relations[strongest]))
        if step.claim is None or step.claim.pk in seen:
            break
        claim, sign = step.claim.pk, "support"
        seen.add(claim)
    return tuple(steps)


def _premises(reading: Reading, relation: RelationRead) -> list[ClaimRead | EvidenceRead]:
    return [
        *(reading.claims[claim] for claim in relation.claims),
        *(reading.evidence[evidence] for evidence in relation.evidence),
    ]


def _step(reading: Reading, relation: RelationRead) -> Step:
    """Of linked premises the weakest, since they are as strong as that one."""
    if not relation.claims:
        return Step(relation, None, reading.evidence[relation.evidence[0]])
    claims = [reading.claims[claim] for claim in relation.claims]
    return Step(relation, min(claims, key=lambda claim: claim.strength.value or 0), None)
