"""Other engines, where they are installed beside us: Quadratic Energy on the same graph. None is a dependency.

Each takes a graph and gives back what counts it; making its own form of the graph is not timed. Uncertainpy (from its
repository: the package of that name is another) and formal-argumentation take loops, QBAF-Py does not.
"""

import tempfile
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec

from claims.graph import ArgumentGraph

type Count = Callable[[], object]


def uncertainpy(graph: ArgumentGraph) -> Count:
    gradual = import_module("uncertainpy.gradual")
    lines = [f"arg({row.id}, {row.base})" for row in graph.statements]
    lines += [
        f"{'sup' if link.kind == 'support' else 'att'}({link.premises[0]}, {link.target})"
        for link in graph.links
    ]
    with tempfile.NamedTemporaryFile("w", suffix=".bag") as file:
        file.write("\n".join(lines))
        file.flush()
        bag = gradual.BAG(file.name)

    def count() -> object:
        bag.reset_strength_values()
        model = gradual.semantics.QuadraticEnergyModel()
        model.approximator, model.BAG = gradual.algorithms.RK4(model), bag
        return model.solve(delta=0.1, epsilon=0.001, verbose=False, generate_plot=False)

    return count


def qbaf(graph: ArgumentGraph) -> Count:
    framework = import_module("qbaf").QBAFramework
    names = [row.id for row in graph.statements]
    bases = [row.base for row in graph.statements]
    attacks = [(link.premises[0], link.target) for link in graph.links if link.kind == "attack"]
    supports = [(link.premises[0], link.target) for link in graph.links if link.kind == "support"]
    semantics = "QuadraticEnergy_model"
    return lambda: framework(names, bases, attacks, supports, semantics=semantics).final_strengths


def formal_argumentation(graph: ArgumentGraph) -> Count:
    """By plain rounds. Its default integrates a differential equation, and takes minutes for 10,000 statements."""
    gradual = import_module("argumentation.gradual.gradual")
    weighted = gradual.WeightedBipolarGraph(
        arguments=frozenset(row.id for row in graph.statements),
        initial_weights={row.id: row.base for row in graph.statements},
        attacks=frozenset((link.premises[0], link.target) for link in graph.links if link.kind == "attack"),
        supports=frozenset((link.premises[0], link.target) for link in graph.links if link.kind == "support"),
    )
    return lambda: gradual.quadratic_energy_strengths_discrete(weighted)


RIVALS = {
    "Uncertainpy": ("uncertainpy.gradual", uncertainpy, True),
    "QBAF-Py": ("qbaf", qbaf, False),
    "formal-argumentation": ("argumentation.gradual", formal_argumentation, True),
}


def is_installed(module: str) -> bool:
    first, *_ = module.split(".")
    return find_spec(first) is not None and find_spec(module) is not None
