"""An argument graph made ready for counting: statements and links by place, in plain lists."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from claims.graph import ArgumentGraph, Id, Link
from claims.graph.walk import components, turned_round

from .semantics import Semantics


@dataclass(frozen=True)
class Network:
    """What bears on what. Only links that can carry weight are here; undercuts come after what they weaken.

    A premise that is not in the graph, or none at all, is the place after the last statement: its strength is 0.
    """

    semantics: Semantics
    places: dict[Id, int]
    all_link_ids: list[Id]
    link_ids: list[Id]  # of the links that are here; the lists below go by place
    relevance: list[float]
    premises: list[tuple[int, ...]]
    undercuts: dict[int, list[int]]  # of a link: the links that weaken it
    supports: list[list[int]]  # of a statement: the links into it
    attacks: list[list[int]]
    bearing: list[list[int]]  # of a statement: those links and all that weaken them, undercuts first
    voices: dict[int, list[list[int]]]  # of a statement: links into it that count once, being of one origin

    @property
    def size(self) -> int:
        return len(self.places)

    @cached_property
    def rests_on(self) -> list[list[int]]:
        """Of a statement: those that bear on it in one step."""
        premises, nobody = self.premises, self.size
        return [
            [premise for link in links for premise in premises[link] if premise != nobody]
            for links in self.bearing
        ]

    @cached_property
    def carries(self) -> list[list[int]]:
        """Of a statement: those it bears on in one step."""
        carries = turned_round(dict(enumerate(self.rests_on)))
        return [carries[place] for place in range(self.size)]

    def into(self, place: int) -> list[int]:
        """The links straight into a statement."""
        return self.supports[place] + self.attacks[place]

    @cached_property
    def components(self) -> list[list[int]]:
        """Statements that rest on each other, together; each component after all that it rests on."""
        return components(range(self.size), self.rests_on.__getitem__)

    @cached_property
    def component_of(self) -> list[int]:
        """Of a statement: where its component stands among the components."""
        component_of = [0] * self.size
        for index, component in enumerate(self.components):
            for place in component:
                component_of[place] = index
        return component_of

    def is_loop(self, component: list[int]) -> bool:
        return len(component) > 1 or component[0] in self.rests_on[component[0]]


def network_of(graph: ArgumentGraph, semantics: Semantics) -> Network:
    places = {statement.id: place for place, statement in enumerate(graph.statements)}
    nobody = len(places)
    links, weakened, homes = _links_that_carry(graph, places)
    network = Network(
        semantics=semantics,
        places=places,
        all_link_ids=[link.id for link in graph.links],
        link_ids=[link.id for link in links],
        relevance=[link.relevance for link in links],
        premises=[
            tuple({places.get(premise, nobody) for premise in link.premises} or {nobody}) for link in links
        ],
        undercuts={},
        supports=[[] for _ in places],
        attacks=[[] for _ in places],
        bearing=[[] for _ in places],
        voices={},
    )
    for place in reversed(range(len(links))):
        network.bearing[homes[place]].append(place)
    for place, link in enumerate(links):
        if link.targets_link:
            network.undercuts.setdefault(weakened[place], []).append(place)
        elif link.kind == "support":
            network.supports[homes[place]].append(place)
        else:
            network.attacks[homes[place]].append(place)
    if semantics.once_per_origin:
        _join_voices(network, graph)
    return network


def _links_that_carry(graph: ArgumentGraph, places: dict[Id, int]) -> tuple[list[Link], list[int], list[int]]:
    """Links into statements, then the undercuts of those, and so on; what each weakens (or -1); its statement.

    A link without relevance, a support of a link, and whatever weakens only such, are left out.
    """
    links: list[Link] = []
    weakened: list[int] = []
    homes: list[int] = []
    undercuts: defaultdict[Id, list[Link]] = defaultdict(list)
    for link in graph.links:
        if link.relevance == 0:
            continue
        if link.targets_link:
            if link.kind == "attack":
                undercuts[link.target].append(link)
        elif link.target in places:
            links.append(link)
            weakened.append(-1)
            homes.append(places[link.target])
    for place, link in enumerate(links):  # grows as it goes
        for undercut in undercuts.get(link.id, ()):
            links.append(undercut)
            weakened.append(place)
            homes.append(homes[place])
    return links, weakened, homes


def _join_voices(network: Network, graph: ArgumentGraph) -> None:
    """Find the links of one premise each, of one origin, with one sign, into one statement."""
    origins = [
        (True, place) if statement.origin is None else (False, statement.origin)
        for place, statement in enumerate(graph.statements)
    ]
    for links_of_a_sign in (network.supports, network.attacks):
        for place, links in enumerate(links_of_a_sign):
            if len(links) > 1:
                voices = _voices(network, links, origins)
                if voices:
                    network.voices.setdefault(place, []).extend(voices)


def _voices(network: Network, links: list[int], origins: list[tuple[bool, Id]]) -> list[list[int]]:
    """Those of the links that share an origin, together, by id: the first of equals is the one that counts."""
    by_origin: defaultdict[tuple[bool, Id], list[int]] = defaultdict(list)
    for link in links:
        premise, *linked = network.premises[link]
        if not linked and premise < network.size:
            by_origin[origins[premise]].append(link)
    return [
        sorted(voice, key=lambda link: str(network.link_ids[link]))
        for voice in by_origin.values()
        if len(voice) > 1
    ]
