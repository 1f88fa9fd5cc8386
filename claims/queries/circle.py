"""Whether reasons run in a circle: it is allowed, and said."""

from collections import defaultdict

from claims.graph.walk import reachable
from claims.graph.words import State
from claims.models import Premise, Relation


def closes_a_circle(relation: Relation) -> bool:
    """Whether a premise of this step rests on the claim it bears on; one query for the steps of the whole map."""
    if relation.target_claim_id is None:
        return False
    premises = [premise.claim_id for premise in relation.premises.all() if premise.claim_id]
    if not premises:
        return False
    rests_on: dict[int, list[int]] = defaultdict(list)
    open_steps = Premise.objects.filter(map=relation.map_id, relation__state=State.OPEN.value).order_by()
    for target, claim in open_steps.exclude(claim=None).values_list("relation__target_claim", "claim"):
        if target:
            rests_on[target].append(claim)
    return relation.target_claim_id in reachable(premises, lambda claim: rests_on.get(claim, ()))
