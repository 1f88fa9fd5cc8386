"""A map as trees, one an article, from its theses down. Each claim is set out in one place and named in others."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from .reading import ArticleRead, ClaimRead, Reading, RelationRead, ThesisRead

type Steps = tuple[RelationRead, ...]
type Aim = Literal["", "claim", "step", "steps", "evidence"]


@dataclass(slots=True, eq=False)
class Node:
    """A place in the tree. `steps` lead from it to what stands above: one relation, or undercuts of one purpose.

    `aim` says what they bear on: the claim above, the step from it, several of its steps, or its evidence.
    """

    claim: int
    steps: Steps = ()
    aim: Aim = ""
    article: int | None = None
    parent: "Node | None" = None
    partners: tuple[int, ...] = ()
    undercuts: list[Steps] = field(default_factory=list)
    weakened_by: tuple[int, ...] = ()
    full: bool = False
    foreign: bool = False
    depth: int = 1
    children: "list[Node]" = field(default_factory=list)
    below: int = 0
    evidence_below: int = 0


@dataclass(frozen=True, slots=True)
class Trunk:
    """What one article's tree starts from: its theses, then claims of its own that nothing in it uses."""

    article: ArticleRead | None
    roots: tuple[Node, ...]
    claims: int


class Tree:
    """Grown from a reading without a query, visiting each relation once; loops and depth do it no harm."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.full: dict[int, Node] = {}
        self._theses = {thesis.claim for thesis in reading.theses.values()}
        self._articles = {pk: articles_of(claim) for pk, claim in reading.claims.items()}
        self._nodes: list[Node] = []
        trunks = [self._trunk(article) for article in [*reading.articles.values(), None]]
        self.trunks = tuple(trunk for trunk in trunks if trunk.roots)
        self._sum_up()

    def thesis_above(self, claim: int) -> ThesisRead | None:
        """The thesis in whose tree the claim is set out."""
        node = self.full[claim]
        while node.parent:
            node = node.parent
        return self.reading.thesis_of_claim.get(node.claim)

    def _trunk(self, article: ArticleRead | None) -> Trunk:
        before = len(self.full)
        theses = (thesis.claim for thesis in self.reading.theses.values() if thesis.article == article)
        roots = [self._grow(claim, article) for claim in dict.fromkeys(theses) if claim not in self.full]
        own = [claim for claim, articles in self._articles.items() if self._is_of(articles, article)]
        for unused_first in (True, False):
            for claim in own:
                if claim not in self.full and not (unused_first and self._is_used_within(claim, article)):
                    roots.append(self._grow(claim, article))
        return Trunk(article, tuple(roots), len(self.full) - before)

    def _is_of(self, articles: frozenset[int], article: ArticleRead | None) -> bool:
        return article.pk in articles if article else not articles

    def _is_used_within(self, claim: int, article: ArticleRead | None) -> bool:
        pk = article.pk if article else None
        return any(not self._is_foreign(self.reading.home(use), pk) for use in self.reading.uses(claim))

    def _is_foreign(self, claim: int, article: int | None) -> bool:
        return article is not None and bool(self._articles[claim]) and article not in self._articles[claim]

    def _grow(self, claim: int, article: ArticleRead | None) -> Node:
        root = Node(claim, article=article.pk if article else None)
        waiting = [root]
        while waiting:
            node = waiting.pop()
            self._nodes.append(node)
            self._settle(node)
            node.children = [*self._against_step(node), *(self._reasons(node) if node.full else ())]
            waiting.extend(reversed(node.children))
        return root

    def _settle(self, node: Node) -> None:
        """Whether this is the place where the claim is set out. A thesis is set out at the top."""
        node.foreign = self._is_foreign(node.claim, node.article)
        may_be_full = node.parent is None or not (node.foreign or node.claim in self._theses)
        if may_be_full and node.claim not in self.full:
            node.full = True
            self.full[node.claim] = node

    def _against_step(self, node: Node) -> Iterator[Node]:
        for undercut in node.undercuts:
            yield from self._premises(node, undercut, "step", _alike(self._all_undercuts(undercut)))

    def _reasons(self, node: Node) -> Iterator[Node]:
        of_one_step, of_several = self._undercuts_into(node.claim)
        weakened_by: dict[int | None, tuple[int, ...]] = defaultdict(tuple)
        for undercut in (step for steps in of_several for step in steps):
            weakened_by[undercut.target_relation] += undercut.claims
        for relation in self.reading.reasons(node.claim):
            against = of_one_step[relation.pk]
            yield from self._premises(node, (relation,), "claim", against, weakened_by[relation.pk])
        for steps in of_several:
            aim: Aim = "steps" if any(self._weakened(step).claims for step in steps) else "evidence"
            yield from self._premises(node, steps, aim, _alike(self._all_undercuts(steps)))

    def _undercuts_into(self, claim: int) -> tuple[dict[int, list[Steps]], list[Steps]]:
        """What undercuts one step stands under that step; what undercuts several of them, once under their target."""
        of_one_step: dict[int, list[Steps]] = defaultdict(list)
        of_several = []
        for steps in _alike(self._all_undercuts(self.reading.into(claim))):
            weakened = self._weakened(steps[0])
            if len(steps) == 1 and weakened.claims:
                of_one_step[weakened.pk].append(steps)
            else:
                of_several.append(steps)
        return of_one_step, of_several

    def _all_undercuts(self, steps: Iterable[RelationRead]) -> Iterator[RelationRead]:
        return (
            undercut for step in steps for undercut in self.reading.undercuts_of(step.pk) if undercut.claims
        )

    def _weakened(self, undercut: RelationRead) -> RelationRead:
        assert undercut.target_relation is not None
        return self.reading.relations[undercut.target_relation]

    def _premises(
        self, parent: Node, steps: Steps, aim: Aim, undercuts: list[Steps], weakened_by: tuple[int, ...] = ()
    ) -> Iterator[Node]:
        """A place for each claim that the steps start from. What stands against them stands under the first."""
        for claim in steps[0].claims:
            node = Node(claim, steps, aim, parent.article, parent, depth=parent.depth + 1)
            node.partners = tuple(other for other in steps[0].claims if other != claim)
            node.undercuts, node.weakened_by = undercuts, weakened_by
            undercuts, weakened_by = [], ()
            yield node

    def _sum_up(self) -> None:
        """How many claims, each counted once, and how much evidence stand below: the smaller set into the larger."""
        below: dict[Node, set[int]] = {}
        for node in reversed(self._nodes):
            claims = below.pop(node, set())
            node.below = len(claims) - (node.claim in claims)
            claims.add(node.claim)
            if node.full:
                node.evidence_below += evidence_of(self.reading, node.claim)
            if parent := node.parent:
                smaller, larger = sorted((claims, below.get(parent, set())), key=len)
                larger |= smaller
                below[parent] = larger
                parent.evidence_below += node.evidence_below


def articles_of(claim: ClaimRead) -> frozenset[int]:
    """The articles that use the claim."""
    theses = {thesis.article.pk for thesis in claim.theses if thesis.article}
    return frozenset(theses | {attribution.article.pk for attribution in claim.attributions})


def evidence_of(reading: Reading, claim: int) -> int:
    """How many pieces of evidence bear on a claim directly."""
    return len({piece for relation in reading.into(claim) for piece in relation.evidence})


def _alike(undercuts: Iterable[RelationRead]) -> list[Steps]:
    """Undercuts from the same premises, of one kind, belong together."""
    found: dict[tuple[tuple[int, ...], str], list[RelationRead]] = defaultdict(list)
    for undercut in undercuts:
        found[undercut.claims, undercut.kind].append(undercut)
    return [tuple(steps) for steps in found.values()]
