"""Writing a whole map from a `MapDocument`: all of it or nothing."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any

from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import Model

from argmap.accounts.models import User
from claims.errors import ClaimsError
from claims.graph import document as doc
from claims.models import (
    RESERVED,
    Alias,
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
    Relation,
    Revision,
    Section,
    Source,
    Thesis,
)

from .strength import refresh_strengths

BATCH = 2_000


class MapExists(ClaimsError):
    """A map, or a page of the site, is at this address already."""


@transaction.atomic
def store_map(document: doc.MapDocument, *, by: User | None = None) -> ArgumentMap:
    """A new map from a document, with `by` as its owner. Nothing is stored where anything is refused."""
    map = _row(document, by)
    _Store(map, document).all()
    refresh_strengths(map)
    count_rows()
    return map


def _row(document: doc.MapDocument, owner: User | None) -> ArgumentMap:
    slug = document.map.slug
    if slug in RESERVED:
        raise MapExists(f"“{slug}” is the address of a page of this site. Give the file another slug.")
    try:
        with transaction.atomic():
            return ArgumentMap.objects.create(owner=owner, extra=document.extra, **columns(document.map))
    except IntegrityError:
        if not ArgumentMap.objects.filter(slug=slug).exists():
            raise
    raise MapExists(f"There is a map at “{slug}” already. Delete it first, or give the file another slug.")


def count_rows() -> None:
    """Tell PostgreSQL how large the tables are now: it would only look within a minute, and plan badly till then."""
    if connection.vendor == "postgresql":
        tables = [table._meta.db_table for table in apps.get_app_config("claims").get_models()]
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {', '.join(map(connection.ops.quote_name, tables))}")


def columns(record: Any, *left_out: str) -> dict[str, Any]:
    """A record's own values by column name."""
    return {name: _stored(value) for name, value in vars(record).items() if name not in left_out}


def _stored(value: Any) -> Any:
    """Tuples become lists, as JSON columns hold them; fixed words become plain text."""
    if isinstance(value, tuple):
        return list(value)
    return value.value if isinstance(value, StrEnum) else value


class _Store:
    """Tables in the order in which they need each other, and the rows stored so far by uid."""

    def __init__(self, map: ArgumentMap, document: doc.MapDocument) -> None:
        self.map = map
        self.document = document
        self.rows: dict[type[Model], dict[str, Any]] = {}

    def all(self) -> None:
        document = self.document
        self.put(Alias, document.aliases)
        self.put(Measure, document.measures)
        self.put(Source, document.sources)
        self.articles()
        self.put(Claim, document.claims, self.claim, "same_as")
        self.put(Thesis, document.theses, self.thesis)
        self.put(Attribution, document.attributions, self.attribution, "passages")
        self.link(Attribution, "passages", Passage, document.attributions)
        self.evidence()
        self.relations()
        self.questions()
        targets = self.target
        self.put(CriticalQuestion, document.critical_questions, targets, "passages")
        self.link(CriticalQuestion, "passages", Passage, document.critical_questions)
        self.put(Revision, document.revisions, targets)

    def put(
        self,
        table: type[Any],
        records: Iterable[Any],
        keys: Callable[[Any], dict[str, Any]] = lambda record: {},
        *left_out: str,
    ) -> None:
        """Store one table; `keys` gives the foreign keys, which replace the uids of the record."""
        rows = [table(map=self.map, **{**columns(record, *left_out), **keys(record)}) for record in records]
        self.rows[table] = {row.uid: row for row in table._default_manager.bulk_create(rows, BATCH)}

    def put_nested(
        self,
        table: type[Any],
        parents: Iterable[Any],
        field: str,
        keys: Callable[[Any, Any], dict[str, Any]],
        *left_out: str,
    ) -> None:
        """Store the rows that stand inside other records, such as an article's paragraphs."""
        pairs = [(parent, record) for parent in parents for record in getattr(parent, field)]
        rows = [
            table(map=self.map, **{**columns(record, *left_out), **keys(parent, record)})
            for parent, record in pairs
        ]
        self.rows[table] = {row.uid: row for row in table._default_manager.bulk_create(rows, BATCH)}

    def link(self, table: type[Any], field: str, to: type[Model], records: Iterable[Any]) -> None:
        """Store a many-to-many column."""
        through = table._meta.get_field(field).remote_field.through
        here, there = f"{table._meta.model_name}_id", f"{to._meta.model_name}_id"
        through._default_manager.bulk_create(
            [
                through(**{here: self.rows[table][record.uid].pk, there: self.rows[to][uid].pk})
                for record in records
                for uid in getattr(record, field)
            ],
            BATCH,
        )

    def get(self, table: type[Any], uid: str | None) -> Any:
        return self.rows[table][uid] if uid else None

    def articles(self) -> None:
        def article(parent: doc.ArticleRecord, record: Any) -> dict[str, Any]:
            return {"article": self.get(Article, parent.uid)}

        def authors(record: doc.ArticleRecord) -> dict[str, Any]:
            return {"authors": [vars(author) for author in record.authors]}

        articles = self.document.articles
        self.put(Article, articles, authors, "authors", "sections", "paragraphs", "passages")
        self.put_nested(Section, articles, "sections", article)
        self.put_nested(Paragraph, articles, "paragraphs", article)
        self.put_nested(Passage, articles, "passages", article)

    def claim(self, record: doc.ClaimRecord) -> dict[str, Any]:
        if record.same_as is None:
            return {}
        return {"same_as_map": record.same_as.map, "same_as_uid": record.same_as.uid}

    def thesis(self, record: doc.ThesisRecord) -> dict[str, Any]:
        return {"claim": self.get(Claim, record.claim), "article": self.get(Article, record.article)}

    def attribution(self, record: doc.AttributionRecord) -> dict[str, Any]:
        return {"claim": self.get(Claim, record.claim), "article": self.get(Article, record.article)}

    def evidence(self) -> None:
        def evidence(parent: doc.EvidenceRecord, record: Any) -> dict[str, Any]:
            return {"evidence": self.get(Evidence, parent.uid)}

        def citation(parent: doc.EvidenceRecord, record: doc.CitationRecord) -> dict[str, Any]:
            return {**evidence(parent, record), "source": self.get(Source, record.source)}

        def figure(parent: doc.EvidenceRecord, record: doc.FigureRecord) -> dict[str, Any]:
            return {**evidence(parent, record), "measure": self.get(Measure, record.measure)}

        records = self.document.evidence
        self.put(Evidence, records, lambda record: {}, "passages", "citations", "figures")
        self.link(Evidence, "passages", Passage, records)
        self.put_nested(Citation, records, "citations", citation)
        self.put_nested(Figure, records, "figures", figure)

    def relations(self) -> None:
        """Relations first without the relations they target, which may stand later in the file."""

        known: dict[str, Any] = {}

        def target(record: doc.RelationRecord) -> dict[str, Any]:
            return {
                "target_claim": self.get(Claim, record.target_claim),
                "target_relation": known[record.target_relation] if record.target_relation else None,
                "curator_strength": record.curator_strength or "",
            }

        def premise(parent: doc.RelationRecord, record: doc.PremiseRecord) -> dict[str, Any]:
            return {
                "relation": self.get(Relation, parent.uid),
                "claim": self.get(Claim, record.claim),
                "evidence": self.get(Evidence, record.evidence),
            }

        records = self.document.relations
        for level in _levels(records):
            self.put(Relation, level, target, "premises")
            known |= self.rows[Relation]
        self.rows[Relation] = known
        self.put_nested(Premise, records, "premises", premise)

    def questions(self) -> None:
        def position(parent: doc.QuestionRecord, record: doc.PositionRecord) -> dict[str, Any]:
            return {
                "question": self.get(Question, parent.uid),
                "article": self.get(Article, record.article),
                "thesis": self.get(Thesis, record.thesis),
            }

        def relation(parent: doc.QuestionRecord, record: doc.PositionRelationRecord) -> dict[str, Any]:
            return {
                "question": self.get(Question, parent.uid),
                "a": self.get(Position, record.a),
                "b": self.get(Position, record.b),
            }

        questions = self.document.questions
        positions = [position for question in questions for position in question.positions]
        self.put(Question, questions, lambda record: {}, "figures", "positions", "relations")
        self.link(Question, "figures", Figure, questions)
        self.put_nested(Position, questions, "positions", position, "claims")
        self.link(Position, "claims", Claim, positions)
        self.put_nested(PositionRelation, questions, "relations", relation)

    def target(self, record: Any) -> dict[str, Any]:
        return {
            "claim": self.get(Claim, record.claim),
            "relation": self.get(Relation, record.relation),
            "evidence": self.get(Evidence, record.evidence),
        }


def _levels(records: Iterable[doc.RelationRecord]) -> list[list[doc.RelationRecord]]:
    """Relations on claims, then undercuts of those, then undercuts of the undercuts, and so on."""
    waiting = list(records)
    placed: set[str] = set()
    levels: list[list[doc.RelationRecord]] = []
    while waiting:
        level = [
            record for record in waiting if record.target_relation is None or record.target_relation in placed
        ]
        if not level:
            raise ClaimsError("Some undercuts weaken each other in a circle, so none of them can be stored.")
        placed |= {record.uid for record in level}
        waiting = [record for record in waiting if record.uid not in placed]
        levels.append(level)
    return levels
