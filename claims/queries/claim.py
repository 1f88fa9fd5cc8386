"""A claim's page: the path above it, what speaks for and against it, its evidence, where it is used."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from claims.models import Claim

from .audience import Audience
from .evidence import CitationRead, EvidenceDetail
from .graph import Target
from .moved import UNMOVED, Moved, renewed
from .part import Part, is_mutual, read_part
from .rating import Veil, veiled
from .reading import ClaimRead, Reading, RelationRead
from .strength import Strength

SIGNS = ("support", "attack", "undercut", "")
IDS = {"claim": "strength", "evidence": "quality", "relation": "relevance"}


@dataclass(frozen=True)
class Place:
    """A strength where it stands on the page under an id, so that a rating's answer can replace it."""

    target: Target
    strength: Strength
    size: str = ""

    @property
    def id(self) -> str:
        column, pk = self.target
        return f"{IDS[column]}-{pk}"


@dataclass(frozen=True)
class Stop:
    """One claim on the path, and the relation by which it bears on the stop above; none at the top."""

    claim: ClaimRead
    by: RelationRead | None
    place: Place | None
    onward: str  # the sign of the relation from the next stop


@dataclass(frozen=True)
class End:
    """A premise: a claim or a piece of evidence. Its place is none where its strength has one already."""

    place: Place | None
    strength: Strength
    claim: ClaimRead | None = None
    evidence: EvidenceDetail | None = None


@dataclass(frozen=True)
class SameOrigin:
    """Other reasons that rest on nothing but the origin this one rests on."""

    origin: CitationRead
    others: tuple[str, ...]
    counts_once: bool


@dataclass(frozen=True)
class Reason:
    """A relation into the claim, or into a step to it; linked premises are several ends of one reason.

    A contradiction may run back: from this claim into the other. An undercut of several steps is told in full once;
    `told_above` is the anchor of that place.
    """

    relation: RelationRead
    ends: tuple[End, ...]
    relevance: Place
    sign: str
    depth: int = 0
    runs_back: bool = False
    told_above: str = ""
    undercuts: "tuple[Reason, ...]" = ()
    same_origin: SameOrigin | None = None

    @property
    def anchor(self) -> str:
        return f"relation-{self.relation.pk}"

    @property
    def premises(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        return self.relation.claims, self.relation.evidence

    @property
    def points(self) -> float | None:
        """By how much it moves this claim. An undercut has none of its own: it weakens a step."""
        if self.sign not in ("support", "attack"):
            return None
        return self.relevance.strength.points_back if self.runs_back else self.relevance.strength.points

    @property
    def is_linked(self) -> bool:
        return len(self.ends) > 1

    @property
    def carries_nothing(self) -> bool:
        """Whether some premise is known to stand at 50 or below. What a reader may not see is not told here either."""
        strengths = [end.strength for end in self.ends]
        known = all(strength.state == "none" or strength.value is not None for strength in strengths)
        return bool(self.sign) and known and any((strength.value or 0) <= 50 for strength in strengths)


@dataclass(frozen=True)
class Use:
    """A relation this claim is a premise of; `together` are its other premises."""

    relation: RelationRead
    claim: ClaimRead
    together: tuple[str, ...]
    thesis: str
    place: Place | None


@dataclass(frozen=True)
class ClaimPage:
    reading: Reading
    claim: ClaimRead
    place: Place
    path: tuple[Stop, ...]
    support: tuple[Reason, ...]
    attack: tuple[Reason, ...]
    remarks: tuple[Reason, ...]
    evidence: tuple[Reason, ...]
    uses: tuple[Use, ...]
    undercuts: int
    places: tuple[Place, ...] = field(repr=False)

    @property
    def path_in_parts(self) -> tuple[tuple[Stop, ...], tuple[Stop, ...], tuple[Stop, ...]]:
        """Its top, what a long one folds away, and its end."""
        if len(self.path) < 5:
            return self.path[:1], (), self.path[1:]
        return self.path[:1], self.path[1:-2], self.path[-2:]

    @property
    def reasons(self) -> tuple[Reason, ...]:
        return (*self.support, *self.attack, *self.remarks, *self.evidence)

    @property
    def path_relation(self) -> RelationRead | None:
        """The use of this claim that its path shows; the others are the places where it is also used."""
        return self.path[-1].by if self.path else None

    def reason(self, target: Target) -> Reason | None:
        """The reason that a relation is, or that a piece of evidence is given for."""
        column, pk = target
        for reason in [inner for outer in self.reasons for inner in (outer, *outer.undercuts)]:
            if reason.relation.pk == pk if column == "relation" else pk in reason.relation.evidence:
                return reason
        return None


def claim_page(claim: Claim, audience: Audience, veil: Veil, moved: Moved = UNMOVED) -> ClaimPage:
    """The argument round a claim, in five queries; what a rating has just moved is shown as it is now."""
    part = read_part(claim.map, audience, claim.pk, countable=veil.counts_own)
    reading = veiled(renewed(part.reading, moved), veil)
    return _Page(part, reading, reading.claims[claim.pk]).page()


class _Page:
    """Builds the page from top to bottom, so that a strength shown twice has its id at the first place."""

    def __init__(self, part: Part, reading: Reading, claim: ClaimRead) -> None:
        self.part = part
        self.reading = reading
        self.claim = claim
        self.places: dict[Target, Place] = {}
        self.told: dict[tuple[tuple[int, ...], tuple[int, ...]], str] = {}

    def page(self) -> ClaimPage:
        claim = self.claim
        own = self.put(("claim", claim.pk), claim.strength, "big")
        assert own is not None  # the first place of all
        path = tuple(self.path())
        into = self.with_origins([self.reason(relation) for relation in self.into()])
        argued = [reason for reason in into if reason.relation.claims]
        return ClaimPage(
            reading=self.reading,
            claim=claim,
            place=own,
            path=path,
            support=tuple(reason for reason in argued if reason.sign == "support"),
            attack=tuple(reason for reason in argued if reason.sign == "attack"),
            undercuts=len({one.premises for reason in into for one in reason.undercuts}),
            remarks=tuple(reason for reason in argued if not reason.sign),
            evidence=tuple(reason for reason in into if not reason.relation.claims),
            uses=tuple(self.uses()),
            places=tuple(self.places.values()),
        )

    def put(self, target: Target, strength: Strength, size: str = "") -> Place | None:
        if target in self.places:
            return None
        return self.places.setdefault(target, Place(target, strength, size))

    def path(self) -> Iterator[Stop]:
        steps = self.part.path
        if not steps:
            return
        claims = [*(self.reading.home(step) for step in steps), self.claim.pk]
        for pk, by, onward in zip(claims, [None, *steps], [*steps, None], strict=True):
            claim = self.reading.claims[pk]
            place = self.put(("claim", pk), claim.strength, "tiny")
            yield Stop(claim, by, place, onward.sign if onward else "")

    def into(self) -> list[RelationRead]:
        """What runs into the claim, and contradictions that run from it: they attack both ends.

        As the page tells them: for, against, without weight, evidence; in each those first that move it most.
        """
        into = self.reading.into(self.claim.pk)
        mutual = [use for use in self.reading.uses(self.claim.pk) if is_mutual(use) and use not in into]
        return sorted([*into, *mutual], key=self.turn)

    def turn(self, relation: RelationRead) -> tuple[int, float]:
        part = SIGNS.index(relation.sign) if relation.claims else len(SIGNS)
        relevance, there = relation.relevance, relation.target_claim == self.claim.pk
        return part, -abs((relevance.points if there else relevance.points_back) or 0.0)

    def reason(self, relation: RelationRead, depth: int = 0) -> Reason:
        relevance = self.put(("relation", relation.pk), relation.relevance)
        assert relevance is not None  # a relation stands on the page once
        return Reason(
            relation=relation,
            ends=tuple(self.ends(relation)),
            relevance=relevance,
            sign=relation.sign,
            depth=depth,
            runs_back=relation.target_claim != self.claim.pk,
            undercuts=tuple(self.undercuts(relation)) if depth == 0 else (),
            told_above=self.told_above(relation) if depth else "",
        )

    def told_above(self, undercut: RelationRead) -> str:
        anchor = f"relation-{undercut.pk}"
        first = self.told.setdefault((undercut.claims, undercut.evidence), anchor)
        return first if first != anchor else ""

    def ends(self, relation: RelationRead) -> Iterator[End]:
        for premise in relation.claims:
            pk = relation.target_claim if premise == self.claim.pk and relation.target_claim else premise
            claim = self.reading.claims[pk]
            yield End(self.put(("claim", pk), claim.strength), claim.strength, claim=claim)
        for pk in relation.evidence:
            strength = self.reading.evidence[pk].strength
            detail = self.part.details[pk].with_strength(strength)
            yield End(self.put(("evidence", pk), strength), strength, evidence=detail)

    def undercuts(self, relation: RelationRead, depth: int = 1) -> Iterator[Reason]:
        """All that undercuts this step, each followed by what undercuts it in turn."""
        waiting = [(undercut, 1) for undercut in reversed(self.reading.undercuts_of(relation.pk))]
        while waiting:
            undercut, depth = waiting.pop()
            yield self.reason(undercut, depth)
            waiting.extend((deeper, depth + 1) for deeper in reversed(self.reading.undercuts_of(undercut.pk)))

    def uses(self) -> Iterator[Use]:
        for relation in self.reading.uses(self.claim.pk):
            home = self.reading.claims[self.reading.home(relation)]
            thesis = self.reading.thesis_of_claim.get(home.pk)
            yield Use(
                relation=relation,
                claim=home,
                together=tuple(self.reading.claims[pk].text for pk in relation.claims if pk != self.claim.pk),
                thesis=thesis.name if thesis else "",
                place=self.put(("claim", home.pk), home.strength),
            )

    def with_origins(self, reasons: list[Reason]) -> list[Reason]:
        """Reasons that rest on one origin alone name the others that rest on it."""
        origins = {reason.relation.pk: self.origin(reason) for reason in reasons}
        groups: dict[str, list[Reason]] = defaultdict(list)
        for reason in reasons:
            if origin := origins[reason.relation.pk]:
                groups[origin.origin_key].append(reason)
        return [_with_others(reason, origins[reason.relation.pk], groups) for reason in reasons]

    def origin(self, reason: Reason) -> CitationRead | None:
        """The one origin of a single premise: its own, or that of all the evidence under it."""
        if reason.is_linked or not reason.sign:
            return None
        [end] = reason.ends
        if end.evidence:
            return end.evidence.origin
        assert end.claim is not None  # a premise is one or the other
        under = [pk for relation in self.reading.evidence_for(end.claim.pk) for pk in relation.evidence]
        found = [self.part.details[pk].origin for pk in under]
        keys = {origin.origin_key if origin else "" for origin in found}
        return found[0] if len(keys) == 1 else None


def _with_others(reason: Reason, origin: CitationRead | None, groups: dict[str, list[Reason]]) -> Reason:
    if origin is None or len(groups[origin.origin_key]) < 2:
        return reason
    others = [other for other in groups[origin.origin_key] if other is not reason]
    once = all(_is_evidence(one) and one.sign == reason.sign for one in [reason, *others])
    return replace(reason, same_origin=SameOrigin(origin, tuple(_words(others)), once))


def _is_evidence(reason: Reason) -> bool:
    return reason.ends[0].evidence is not None


def _words(reasons: Iterable[Reason]) -> Iterator[str]:
    for reason in reasons:
        end = reason.ends[0]
        if end.claim:
            yield end.claim.text
        elif end.evidence:
            yield end.evidence.read.text
