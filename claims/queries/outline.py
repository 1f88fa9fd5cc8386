"""What one page shows of the tree: a flat list of rows in reading order, cut to a length that can be read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from .reading import ArticleRead, Reading
from .tree import Node, Tree, Trunk

SMALL = 200  # claims: up to here all of them, open
MIDDLE = 1_000  # up to here all of them, closed below OPEN_LEVELS
OPEN_LEVELS = 3
LEVELS_OF_A_LARGE_MAP = 4
CHILDREN_OF_A_LARGE_MAP = 20
DEEPEST = 8  # below, a page would be all indent: the branch has an address of its own


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """One place in the tree. `rest` of its children, from number `rest_from` on, are on another page."""

    node: Node
    depth: int
    place: int
    among: int
    opens: bool  # rows one level down follow
    closes: int  # so many levels end after it
    rest: int
    rest_from: int


@dataclass(frozen=True, slots=True)
class OutlineSection:
    article: ArticleRead | None
    rows: tuple[OutlineRow, ...]
    claims: int
    rest: int
    rest_from: int


@dataclass(frozen=True, slots=True)
class Outline:
    """`level` is how far it stands open, `levels` how far it could. `shown`: claims set out on this page."""

    tree: Tree
    sections: tuple[OutlineSection, ...]
    claims: int
    level: int
    levels: int
    shown: frozenset[int]

    @property
    def rows(self) -> list[OutlineRow]:
        return [row for section in self.sections for row in section.rows]

    @property
    def reading(self) -> Reading:
        return self.tree.reading

    @property
    def is_long(self) -> bool:
        return self.claims > SMALL


@dataclass(frozen=True, slots=True)
class _Cut:
    """How much goes on one page: so many levels, so many children each, and where to begin."""

    levels: int
    children: int
    first_root: int = 0
    first_child: int = 0  # of a root

    def first(self, depth: int) -> int:
        """The number of the first that is shown of a row's children, by the row's depth; 0 for the roots."""
        return {0: self.first_root, 1: self.first_child}.get(depth, 0)

    def shown(self, nodes: Sequence[Node], depth: int) -> Sequence[Node]:
        if depth >= self.levels:
            return ()
        return nodes[self.first(depth) : self.first(depth) + self.children]

    def left_out(self, nodes: Sequence[Node], depth: int) -> tuple[int, int]:
        """How many come after those shown, and the number of the first of them."""
        shown = len(self.shown(nodes, depth))
        after = self.first(depth) + shown if shown else 0
        return len(nodes) - after, after


def outline_of(tree: Tree, trunks: Sequence[Trunk], level: int | None = None, start: int = 0) -> Outline:
    """Whole articles, open down to a level; from a root on."""
    cut = _cut([trunk.roots for trunk in trunks], sum(trunk.claims for trunk in trunks), first_root=start)
    return _outline(
        tree, [_section(trunk.article, trunk.roots, trunk.claims, cut) for trunk in trunks], level
    )


def branch_of(tree: Tree, claim: int, level: int | None = None, start: int = 0) -> Outline:
    """One claim and what stands below it, from a child on."""
    node = tree.full[claim]
    cut = _cut([[node]], 1 + node.below, first_child=start)
    article = tree.reading.articles[node.article] if node.article else None
    return _outline(tree, [_section(article, [node], 1 + node.below, cut)], level)


def _outline(tree: Tree, sections: list[OutlineSection], level: int | None) -> Outline:
    claims = sum(section.claims for section in sections)
    rows = [row for section in sections for row in section.rows]
    levels = max((row.depth for row in rows), default=1)
    asked = level or (levels if claims <= SMALL else OPEN_LEVELS)
    shown = frozenset(row.node.claim for row in rows if row.node.full)
    return Outline(tree, tuple(sections), claims, min(max(asked, 1), levels), levels, shown)


def _cut(all_roots: Sequence[Sequence[Node]], claims: int, first_root: int = 0, first_child: int = 0) -> _Cut:
    if claims <= MIDDLE:
        children = CHILDREN_OF_A_LARGE_MAP if first_root or first_child else MIDDLE
        return _Cut(DEEPEST, children, first_root, first_child)
    for levels in range(LEVELS_OF_A_LARGE_MAP, 1, -1):
        cut = _Cut(levels, CHILDREN_OF_A_LARGE_MAP, first_root, first_child)
        rows = (row for roots in all_roots for row in _walk(roots, cut))
        if sum(1 for _ in islice(rows, MIDDLE + 1)) <= MIDDLE:
            return cut
    return _Cut(1, CHILDREN_OF_A_LARGE_MAP, first_root, first_child)


def _section(article: ArticleRead | None, roots: Sequence[Node], claims: int, cut: _Cut) -> OutlineSection:
    found = list(_walk(roots, cut))
    after = [depth for _, depth, _, _ in found[1:]] + [1]
    rows = [_row(placed, below, cut) for placed, below in zip(found, after, strict=bool(found))]
    return OutlineSection(article, tuple(rows), claims, *cut.left_out(roots, 0))


type _Placed = tuple[Node, int, int, int]


def _walk(roots: Sequence[Node], cut: _Cut) -> Iterator[_Placed]:
    """Node, depth on this page, and the place among how many; top down, without recursion."""
    waiting = [*_placed(roots, 0, cut)]
    while waiting:
        placed = waiting.pop()
        yield placed
        node, depth, _, _ = placed
        waiting.extend(_placed(node.children, depth, cut))


def _placed(nodes: Sequence[Node], depth: int, cut: _Cut) -> Iterator[_Placed]:
    """Last first, since they are taken from the end."""
    first = cut.first(depth) + 1
    for place, node in reversed([*enumerate(cut.shown(nodes, depth), start=first)]):
        yield node, depth + 1, place, len(nodes)


def _row(placed: _Placed, after: int, cut: _Cut) -> OutlineRow:
    node, depth, place, among = placed
    rest, rest_from = cut.left_out(node.children, depth)
    return OutlineRow(
        node=node,
        depth=depth,
        place=place,
        among=among,
        opens=after > depth,
        closes=max(depth - after, 0),
        rest=rest,
        rest_from=rest_from,
    )
