"""What can be set side by side: an article, or a thesis, with the claims and the evidence that are its own."""

from collections.abc import Iterable
from dataclasses import dataclass

from claims.graph.walk import reachable

from .material import Material
from .reading import ArticleRead, ClaimRead, Reading, RelationRead, ThesisRead


@dataclass(frozen=True, eq=False)
class Column:
    """What is compared: an article with all it claims, or a thesis with all that bears on it."""

    key: str
    name: str
    title: str
    article: ArticleRead | None
    thesis: ThesisRead | None
    claims: frozenset[int]
    evidence: frozenset[int]
    theses: tuple[ThesisRead, ...]

    @property
    def chosen(self) -> str:
        """What names it in an address."""
        if self.thesis:
            return self.thesis.uid
        return self.article.slug if self.article else ""


def article_column(material: Material, article: ArticleRead) -> Column:
    reading = material.reading
    return Column(
        key=article.letter,
        name=article.byline,
        title=article.short_title,
        article=article,
        thesis=None,
        claims=frozenset(claim.pk for claim in reading.claims.values() if _is_made_by(claim, article)),
        evidence=frozenset(more.pk for more in material.evidence.values() if article.pk in more.articles),
        theses=tuple(
            thesis for thesis in reading.theses.values() if thesis.article and thesis.article.pk == article.pk
        ),
    )


def thesis_column(material: Material, thesis: ThesisRead) -> Column:
    """With what its own article brings for and against it: what others answer is theirs."""
    reading, article = material.reading, thesis.article
    claims = reachable([thesis.claim], lambda claim: _below(reading, claim, article))
    evidence = {pk for relation in _bearing(reading, claims) for pk in relation.evidence}
    return Column(
        key=thesis.name,
        name=article.byline if article else "",
        title=thesis.label or reading.claims[thesis.claim].text,
        article=article,
        thesis=thesis,
        claims=frozenset(claims),
        evidence=frozenset(
            pk for pk in evidence if article is None or article.pk in material.evidence[pk].articles
        ),
        theses=(thesis,),
    )


def _below(reading: Reading, claim: int, article: ArticleRead | None) -> list[int]:
    """What an article lets bear on a claim in one step, by a relation into it or by an undercut of one."""
    premises = [premise for relation in _bearing(reading, [claim]) for premise in relation.claims]
    return [
        premise for premise in premises if article is None or _is_made_by(reading.claims[premise], article)
    ]


def _is_made_by(claim: ClaimRead, article: ArticleRead) -> bool:
    return any(told.article.pk == article.pk for told in claim.attributions)


def _bearing(reading: Reading, claims: Iterable[int]) -> list[RelationRead]:
    waiting = [relation for claim in claims for relation in reading.into(claim)]
    found = []
    while waiting:
        found.append(relation := waiting.pop())
        waiting += reading.undercuts_of(relation.pk)
    return found
