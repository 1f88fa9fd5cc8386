"""Builds maps of any size straight into the tables, and keeps the five articles ready to be put back."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Model

from claims.graph import words
from claims.models import (
    ArgumentMap,
    Article,
    Attribution,
    Citation,
    Claim,
    CriticalQuestion,
    Evidence,
    Figure,
    Measure,
    Paragraph,
    Passage,
    Position,
    PositionRelation,
    Premise,
    Question,
    Rating,
    Relation,
    Section,
    Source,
    Thesis,
)

PARAGRAPHS = 8


@dataclass
class Builder:
    """Fills one empty map. The same size gives the same map: uids count from one within their kind."""

    map: ArgumentMap
    size: int

    def __post_init__(self) -> None:
        self._numbers: dict[type[Model], count[int]] = {}
        self.articles = self._articles(min(5, 2 + self.size // 100))
        self.claims = self._make(
            Claim,
            [{"text": f"Claim {n} says what can be true or false."} for n in range(1, self.size + 1)],
        )
        self.theses = self._theses(max(2, self.size // 12))
        self.relations = self._relations()
        self.evidence = self._evidence()
        self._attributions()
        self._questions(max(2, self.size // 8))

    def _make[T: Model](self, table: type[T], rows: list[dict[str, Any]]) -> list[T]:
        number = self._numbers.setdefault(table, count(1))
        return table._default_manager.bulk_create(  # type: ignore[return-value]
            [table(map=self.map, uid=f"{table.__name__}-{next(number)}", **row) for row in rows],
            batch_size=500,
        )

    def _articles(self, wanted: int) -> list[Article]:
        articles = self._make(
            Article,
            [
                {
                    "slug": f"article-{n}",
                    "order": n,
                    "title": f"Article {n}",
                    "authors": [{"name": f"Author {n}", "affiliation": ""}],
                    "outlet": "The Outlet",
                    "date_words": f"201{n}",
                }
                for n in range(1, wanted + 1)
            ],
        )
        self._make(
            Paragraph, [{"article": a, "number": n} for a in articles for n in range(1, PARAGRAPHS + 1)]
        )
        self._make(
            Section, [{"article": a, "first": 1, "last": PARAGRAPHS, "heading": "All"} for a in articles]
        )
        return articles

    def _theses(self, wanted: int) -> list[Thesis]:
        """The first claims are theses, dealt out to the articles in turn."""
        rows = [
            {"claim": claim, "article": self._article(n), "label": f"Thesis {n + 1}", "order": n}
            for n, claim in enumerate(self.claims[:wanted])
        ]
        return self._make(Thesis, rows)

    def _article(self, n: int) -> Article:
        return self.articles[n % len(self.articles)]

    def _relations(self) -> list[Relation]:
        """Every other claim speaks about an earlier one: a tree three wide under each thesis.

        Every third attacks, every eighth undercuts the relation before it, every sixth is linked with the
        claim after it.
        """
        roots = len(self.theses)
        below = list(enumerate(self.claims[roots:], start=roots))
        rows = [
            {
                "kind": words.RelationKind.ATTACK if n % 3 == 0 or n % 8 == 0 else words.RelationKind.SUPPORT,
                "target_claim": self.claims[n - roots if n < 2 * roots else (n - roots) // 3],
                "order": n,
            }
            for n, _ in below
        ]
        relations = self._make(Relation, rows)
        for (n, _), relation, before in zip(below[1:], relations[1:], relations, strict=False):
            if n % 8 == 0:
                relation.target_claim, relation.target_relation = None, before
        Relation.objects.bulk_update(relations, ["target_claim", "target_relation"], batch_size=200)
        ends = [{"relation": r, "claim": claim} for (_, claim), r in zip(below, relations, strict=True)]
        ends += [
            {"relation": r, "claim": after, "order": 1}
            for (n, _), (_, after), r in zip(below, below[1:], relations, strict=False)
            if n % 6 == 0
        ]
        self._make(Premise, ends)
        return relations

    def _evidence(self) -> list[Evidence]:
        """Every other claim rests on one piece of evidence; every other of those gives a figure."""
        supported = self.claims[::2]
        passages = self._passages(len(supported))
        evidence = self._make(
            Evidence,
            [
                {
                    "kind": words.EvidenceKind.STATISTIC,
                    "text": f"Evidence {n} reports something.",
                    "citation_state": words.CitationState.CITED,
                }
                for n, _ in enumerate(supported, start=1)
            ],
        )
        link = Evidence.passages.through
        link.objects.bulk_create(
            [link(evidence=e, passage=p) for e, p in zip(evidence, passages, strict=True)], batch_size=500
        )
        relations = self._make(
            Relation, [{"kind": words.RelationKind.SUPPORT, "target_claim": claim} for claim in supported]
        )
        self._make(
            Premise, [{"relation": r, "evidence": e} for r, e in zip(relations, evidence, strict=True)]
        )
        sources = self._make(
            Source,
            [
                {"title": f"Source {n}", "url": f"https://source-{n}.example/"}
                for n in range(1, len(evidence) // 3 + 2)
            ],
        )
        self._make(
            Citation, [{"evidence": e, "source": sources[n % len(sources)]} for n, e in enumerate(evidence)]
        )
        measures = self._make(
            Measure, [{"name": f"Share {n}", "share_of": "all", "unit": "%", "kind": "share"} for n in (1, 2)]
        )
        self.figures = self._make(
            Figure,
            [
                {"evidence": e, "measure": measures[n // 2 % 2], "value": 10 + n % 80, "date_words": "2012"}
                for n, e in enumerate(evidence)
                if n % 2 == 0
            ],
        )
        return evidence

    def _passages(self, wanted: int) -> list[Passage]:
        places = [n % PARAGRAPHS + 1 for n in range(wanted)]
        return self._make(
            Passage, [{"article": self._article(n), "first": p, "last": p} for n, p in enumerate(places)]
        )

    def _attributions(self) -> None:
        passages = self._passages(self.size)
        attributions = self._make(
            Attribution,
            [
                {"claim": claim, "article": passage.article, "endorsement": words.Endorsement.ASSERTS}
                for claim, passage in zip(self.claims, passages, strict=True)
            ],
        )
        link = Attribution.passages.through
        link.objects.bulk_create(
            [link(attribution=a, passage=p) for a, p in zip(attributions, passages, strict=True)],
            batch_size=500,
        )

    def _questions(self, wanted: int) -> None:
        questions = self._make(
            Question,
            [
                {
                    "slug": f"question-{n}",
                    "text": f"Question {n}?",
                    "kind": words.QuestionKind.FACT,
                    "order": n,
                }
                for n in range(1, wanted + 1)
            ],
        )
        positions = self._make(
            Position,
            [
                {
                    "question": question,
                    "article": article,
                    "status": words.PositionStatus.SILENT if n % 4 == 3 else words.PositionStatus.ASSERTS,
                    "summary": "" if n % 4 == 3 else f"{article.title} takes a stand.",
                }
                for n, question in enumerate(questions)
                for article in self.articles
            ],
        )
        claims = Position.claims.through
        claims.objects.bulk_create(
            [claims(position=p, claim=self.claims[n % self.size]) for n, p in enumerate(positions)],
            batch_size=500,
        )
        figures = Question.figures.through
        figures.objects.bulk_create(
            [figures(question=q, figure=f) for q, f in zip(questions, self.figures, strict=False)]
        )
        each = len(self.articles)
        kinds = list(words.PositionRelationKind)
        self._make(
            PositionRelation,
            [
                {
                    "question": question,
                    "a": positions[n * each],
                    "b": positions[n * each + 1],
                    "kind": kinds[n % len(kinds)],
                    "why": "Read side by side.",
                }
                for n, question in enumerate(questions)
                if n % 3
            ],
        )
        self._make(
            CriticalQuestion,
            [
                {"claim": claim, "label": "Weak source", "question": "Who says so?"}
                for claim in self.claims[::12]
            ],
        )


def rate_everything(map: ArgumentMap, raters: int) -> None:
    """That many people rate every claim, relation and piece of evidence, as rows; nothing is recounted."""
    User = get_user_model()
    people = [User(username=f"{map.slug}-rater-{n}") for n in range(raters)]
    people = User.objects.bulk_create(people)
    for table, column in ((Claim, "claim"), (Relation, "relation"), (Evidence, "evidence")):
        things = list(table._default_manager.filter(map=map))
        Rating.objects.bulk_create(
            [
                Rating(map=map, rater=person, value=(25 * (n + m)) % 125, **{column: thing})
                for n, thing in enumerate(things)
                for m, person in enumerate(people)
            ],
            batch_size=500,
        )


class Shelf:
    """What `fill` puts into the tables, kept in tables beside them. A test gets it back in a few statements."""

    def __init__(self, label: str, fill: Callable[[], object]) -> None:
        self.label = label
        before = self._filled()
        fill()
        self.tables = [table for table in self._filled() if table not in before]
        with transaction.atomic(), connection.cursor() as cursor:
            for name, columns in self._names():
                cursor.execute(f"CREATE TABLE {label}_{name} AS SELECT {columns} FROM {name}")
                cursor.execute(f"DELETE FROM {name}")

    def put_back(self) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            for name, columns in self._names():
                cursor.execute(f"INSERT INTO {name} ({columns}) SELECT {columns} FROM {self.label}_{name}")
            for statement in connection.ops.sequence_reset_sql(no_style(), self.tables):
                cursor.execute(statement)

    def _filled(self) -> list[type[Model]]:
        tables = [
            t for t in apps.get_models(include_auto_created=True) if t._meta.managed and not t._meta.proxy
        ]
        return [table for table in tables if table._base_manager.exists()]

    def _names(self) -> Iterator[tuple[str, str]]:
        """Every table with its columns, but not those that the database fills by itself."""
        for table in self.tables:
            columns = [field.column for field in table._meta.local_concrete_fields if not field.generated]
            yield table._meta.db_table, ", ".join(map(connection.ops.quote_name, columns))
