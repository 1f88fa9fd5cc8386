"""Why a claim stands at its number: what each reason adds, what moves it most, and what would have to change."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from math import ceil, floor, log
from typing import Any

from claims.credibility import OWN, Change, Explanation, Influence, explain, in_numbers, in_words
from claims.credibility import Reason as Pull
from claims.graph import ArgumentGraph
from claims.models import Claim, Evidence, Group, Score

from .audience import EVERYONE, Audience, audience_of, compares_groups
from .graph import (
    Column,
    Structure,
    Target,
    link_names,
    statement_name,
)
from .own import own_strengths
from .part import read_shape
from .rating import Veil, basis_behind
from .reading import RelationRead
from .strength import NO_BASIS, SHOWN, Strength, in_points, scored, strength_in, strength_of

BOUNDARIES = (0.2, 0.4, 0.5, 0.6, 0.8)  # where another word begins, and where weight does
MOST_CHANGES = 3
WEIGHTLESS = 50
UNSEEN = 0.05  # of 100


@dataclass(frozen=True, slots=True)
class Named:
    """A claim or a piece of evidence, and its strength as this reader may see it."""

    column: Column
    pk: int
    text: str
    strength: Strength

    @property
    def is_claim(self) -> bool:
        return self.column == "claim"

    @property
    def carries_weight(self) -> bool:
        return (self.strength.value or 0) > WEIGHTLESS


@dataclass(frozen=True, slots=True)
class Cut:
    """What undercuts a reason, and how many hundredths of its force that takes."""

    premises: tuple[Named, ...]
    takes: int


@dataclass(frozen=True, slots=True)
class ReasonShown:
    """One relation into the claim: its points, and the claim's strength without it, 0 to 100."""

    relation: RelationRead
    premises: tuple[Named, ...]
    sign: str
    points: float
    without: float
    cuts: tuple[Cut, ...]
    muted: bool
    limited: bool

    @property
    def weightless(self) -> tuple[Named, ...]:
        """Premises at 50 or below: they carry nothing yet."""
        return tuple(premise for premise in self.premises if not premise.carries_weight)


@dataclass(frozen=True, slots=True)
class Mover:
    """Something below the claim; `reach` is how far what is not known of its own rating moves the claim."""

    named: Named
    lifts: bool
    reach: float
    without: float
    disagrees: bool

    @property
    def name(self) -> str:
        return str(statement_name(self.named.column, self.named.pk))


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """What one thing's ratings alone would have to come to."""

    named: Named
    base: float
    needed: float
    is_itself: bool

    @property
    def name(self) -> str:
        return str(statement_name(self.named.column, self.named.pk))

    @property
    def rounded(self) -> int:
        """The whole number that is enough: further from what it is now."""
        return min(100, ceil(self.needed)) if self.needed > self.base else floor(self.needed)

    @property
    def in_numbers(self) -> tuple[str, str]:
        return in_numbers(self.base / 100), in_numbers(self.rounded / 100)


@dataclass(frozen=True, slots=True)
class Goal:
    """A boundary above or below, and the single changes that would bring the claim past it, smallest first."""

    boundary: int
    rises: bool
    word: str
    changes: tuple[ChangeShown, ...]


@dataclass(frozen=True)
class Why:
    """Of one claim. Points are 25 times log-odds, rounded; those shown add up to the total shown.

    `more` reasons have fewer points than each of those told, `rest` together.
    """

    claim: Named
    base: float
    start: float
    reasons: tuple[ReasonShown, ...]
    more: int
    rest: float
    up: float
    down: float
    movers: tuple[Mover, ...]
    goals: tuple[Goal, ...]
    own_alone: bool

    @property
    def strength(self) -> Strength:
        return self.claim.strength

    @property
    def too_few(self) -> bool:
        """Whether the map keeps back what people gave since they are too few; it does not count then either."""
        return self.strength.n > 0 and self.strength.value is None

    @property
    def telling(self) -> tuple[ReasonShown, ...]:
        return tuple(reason for reason in self.reasons if reason.points)

    @property
    def idle(self) -> tuple[ReasonShown, ...]:
        """Reasons that move it by less than a tenth of a point."""
        return tuple(reason for reason in self.reasons if not reason.points)

    @property
    def cut_all(self) -> tuple[Cut, ...]:
        """What undercuts every reason that is told, so that it need be said only once."""
        cuts = {reason.cuts for reason in self.telling}
        return cuts.pop() if len(cuts) == 1 and len(self.telling) > 1 else ()

    @property
    def total(self) -> float:
        return self.start + sum(reason.points for reason in self.reasons) + self.rest

    @property
    def base_in_numbers(self) -> str:
        return in_numbers(self.base / 100)

    @property
    def widest(self) -> float:
        """What a bar as long as half the drawing stands for."""
        return max([10.0, abs(self.start), abs(self.total), *(abs(reason.points) for reason in self.reasons)])

    @property
    def parameters(self) -> dict[str, float | None]:
        return {"gain": OWN.gain, "exponent": OWN.exponent, "limit": OWN.loop_limit}


def why_of(claim: Claim, audience: Audience, veil: Veil) -> Why:
    """In four queries; three where the reader's own ratings alone count, which the veil has.

    Where a map hides others' ratings, it is this reader's own number that is explained.
    """
    shape = read_shape(claim.map, audience, set())
    structure = shape.structure([claim.pk])
    graph = basis_behind(veil, structure, claim.map, audience).graph
    explanation = explain(graph, f"c{claim.pk}")
    relations = {pk: row.relation for pk, row in shape.rows.items()}
    names = _Names(explanation.graph, audience, veil, structure)
    return _Why(claim, explanation, relations, names, veil.own_alone).why()


@dataclass(frozen=True, slots=True)
class ByAudience:
    """One claim by the ratings of some; `slug` is what an address says for them."""

    slug: str
    group: Group | None
    strength: Strength


def by_audience(claim: Claim, groups: Sequence[Group], veil: Veil) -> list[ByAudience]:
    """Everyone's number and each group's, in one query; nothing where nobody but everyone rates."""
    named = {EVERYONE.key: None} | {audience_of(group).key: group for group in groups}
    scores = {
        score.audience: strength_of(score)
        for score in Score.objects.filter(claim=claim, audience__in=named).defer("parameters")
    }
    veil = replace(veil, alone=False)
    return [
        ByAudience(
            group.slug if group else "everyone",
            group,
            veil.over(("claim", claim.pk), scores.get(key, NO_BASIS)),
        )
        for key, group in named.items()
        if groups and compares_groups(claim.map)
    ]


class _Names:
    """The statements of a part of the map, as this reader may see them, in two queries."""

    def __init__(self, graph: ArgumentGraph, audience: Audience, veil: Veil, structure: Structure) -> None:
        self.veil = veil
        self.own = own_strengths(structure, veil.own) if veil.counts_own else {}
        ids = [str(statement.id) for statement in graph.statements]
        claims = scored(Claim.objects.filter(pk__in=_keys("c", ids)), audience)
        evidence = scored(Evidence.objects.filter(pk__in=_keys("e", ids)), audience)
        self.found = {
            name: named
            for column, rows in (("claim", claims), ("evidence", evidence))
            for name, named in self._read(column, rows)
        }

    def _read(self, column: Any, rows: Any) -> Iterator[tuple[str, Named]]:
        for pk, text, *score in rows.values_list("pk", "text", *SHOWN):
            target: Target = (column, pk)
            strength = self._seen(target, strength_in(score))
            yield str(statement_name(column, pk)), Named(column, pk, text, strength)

    def _seen(self, target: Target, strength: Strength) -> Strength:
        """Where others' ratings hide, all of an explanation is from the reader's own, also of what they have rated."""
        own = self.own.get(target, NO_BASIS)
        if self.veil.hides and not self.veil.alone:
            return own
        return self.veil.over(target, strength, own)

    def __getitem__(self, id: object) -> Named:
        return self.found[str(id)]


def _keys(letter: str, ids: Iterable[str]) -> list[int]:
    return [int(id[1:]) for id in ids if id[0] == letter]


class _Why:
    """Turns what the engine says into what a page shows."""

    def __init__(
        self,
        claim: Claim,
        explanation: Explanation,
        relations: dict[int, RelationRead],
        names: _Names,
        own_alone: bool,
    ) -> None:
        self.claim = claim
        self.explanation = explanation
        self.relations = relations
        self.names = names
        self.own_alone = own_alone

    def why(self) -> Why:
        explanation, base = self.explanation, self.explanation.base
        into = {
            link.id: in_points(explanation.strengths.points[link.id]) or 0.0
            for link in explanation.graph.links
            if link.target == explanation.target and not link.targets_link
        }
        told = {reason.link for reason in explanation.reasons}
        return Why(
            claim=self.names[explanation.target],
            base=100 * base,
            start=_rounded(in_points(log(base / (1 - base))) or 0.0),
            reasons=tuple(map(self._reason, explanation.reasons)),
            more=len(into) - len(told),
            rest=_rounded(sum(points for link, points in into.items() if link not in told)),
            up=_rounded(sum(points for points in into.values() if points > 0)),
            down=_rounded(sum(points for points in into.values() if points < 0)),
            movers=tuple(self._movers()),
            goals=tuple(self._goals()),
            own_alone=self.own_alone,
        )

    def _reason(self, pull: Pull) -> ReasonShown:
        relation = self.relations[int(str(pull.link).strip("r~"))]
        there, _back = link_names(relation.pk)
        premises = (
            [f"c{pk}" for pk in relation.claims] + [f"e{pk}" for pk in relation.evidence]
            if pull.link == there
            else [f"c{relation.target_claim}"]
        )
        return ReasonShown(
            relation=relation,
            premises=tuple(self.names[premise] for premise in premises),
            sign=relation.sign,
            points=_rounded(in_points(pull.points) or 0.0),
            without=100 * pull.without,
            cuts=tuple(self._cuts(pull)),
            muted=pull.muted,
            limited=pull.limited,
        )

    def _cuts(self, pull: Pull) -> Iterator[Cut]:
        for undercut, share in pull.cut:
            relation = self.relations[int(str(undercut).strip("r~"))]
            premises = [f"c{pk}" for pk in relation.claims] + [f"e{pk}" for pk in relation.evidence]
            if takes := round(100 * share):
                yield Cut(tuple(self.names[premise] for premise in premises), takes)

    def _movers(self) -> Iterator[Mover]:
        for influence in self.explanation.influences:
            if 100 * influence.reach > UNSEEN or abs(100 * influence.lost) > UNSEEN:
                yield self._mover(influence)

    def _mover(self, influence: Influence) -> Mover:
        return Mover(
            named=self.names[influence.id],
            lifts=influence.slope > 0,
            reach=100 * influence.reach,
            without=100 * influence.without,
            disagrees=influence.disagrees,
        )

    def _goals(self) -> Iterator[Goal]:
        now = self.explanation.strength
        above = next((boundary for boundary in BOUNDARIES if boundary > now), None)
        below = next((boundary for boundary in reversed(BOUNDARIES) if boundary < now), None)
        for boundary in (above, below):
            if boundary is not None:
                changes = islice(self.explanation.changes(boundary), MOST_CHANGES)
                rises = boundary > now
                word = in_words(boundary if rises else boundary - 0.01)
                yield Goal(round(100 * boundary), rises, word, tuple(map(self._change, changes)))

    def _change(self, change: Change) -> ChangeShown:
        is_itself = change.id == self.explanation.target
        return ChangeShown(self.names[change.id], 100 * change.base, 100 * change.needed, is_itself)


def _rounded(points: float) -> float:
    return round(points, 1) + 0.0  # no minus before a nought
