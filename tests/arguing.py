"""Small arguments, in the words of the tests that need them."""

from typing import Any

from claims.actions.strength import refresh_strengths
from claims.graph.words import EvidenceKind, RelationKind
from claims.models import (
    ArgumentMap,
    Article,
    Citation,
    Claim,
    Evidence,
    Premise,
    Rating,
    Relation,
    Score,
    Source,
    Thesis,
)


class Argument:
    """A map under construction: `argument.supports(reason, thesis)`."""

    def __init__(self, map: ArgumentMap) -> None:
        self.map = map
        self.relations = 0
        self.article = Article.objects.create(map=map, slug="one", title="One article")

    def claim(self, text: str, **columns: Any) -> Claim:
        return Claim.objects.create(map=self.map, uid=text, text=text, **columns)

    def thesis(self, text: str) -> Claim:
        claim = self.claim(text)
        Thesis.objects.create(map=self.map, claim=claim, article=self.article, label="Our point")
        return claim

    def evidence(self, text: str, *sources: Source, **columns: Any) -> Evidence:
        evidence = Evidence.objects.create(
            map=self.map, text=text, kind=EvidenceKind.STATISTIC.value, **columns
        )
        for source in sources:
            Citation.objects.create(map=self.map, evidence=evidence, source=source)
        return evidence

    def source(self, title: str, **columns: Any) -> Source:
        return Source.objects.create(map=self.map, title=title, **columns)

    def relate(self, kind: RelationKind, premises: Any, target: Any, **columns: Any) -> Relation:
        end = {"target_relation" if isinstance(target, Relation) else "target_claim": target}
        self.relations += 1
        relation = Relation.objects.create(
            map=self.map, kind=kind.value, order=self.relations, **end, **columns
        )
        for order, premise in enumerate(premises if isinstance(premises, list) else [premises]):
            side = {"evidence" if isinstance(premise, Evidence) else "claim": premise}
            Premise.objects.create(map=self.map, relation=relation, order=order, **side)
        return relation

    def supports(self, premises: Any, target: Any, **columns: Any) -> Relation:
        return self.relate(RelationKind.SUPPORT, premises, target, **columns)

    def attacks(self, premises: Any, target: Any, **columns: Any) -> Relation:
        return self.relate(RelationKind.ATTACK, premises, target, **columns)

    def rated(self, people: list[Any], value: int, *things: Any) -> None:
        """These people gave this value; strengths are recounted."""
        for thing in things:
            column = type(thing).__name__.lower()
            for person in people:
                Rating.objects.create(map=self.map, rater=person, value=value, **{column: thing})
        refresh_strengths(self.map)


def strength_of(claim: Claim) -> float:
    return Score.objects.get(audience="everyone", claim=claim).strength
