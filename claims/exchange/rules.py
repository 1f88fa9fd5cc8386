"""What must hold in every map, whatever file it came from: the rules no single row can keep alone."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import is_dataclass
from datetime import datetime
from typing import Any

from claims.graph import document as records
from claims.graph.document import MapDocument

Path = tuple[str | int, ...]
Broken = tuple[Path, str]

# Every field that names another row by uid, and what kind of row it must be.
REFERENCES: dict[tuple[type, str], type] = {
    (records.ThesisRecord, "claim"): records.ClaimRecord,
    (records.ThesisRecord, "article"): records.ArticleRecord,
    (records.AttributionRecord, "claim"): records.ClaimRecord,
    (records.AttributionRecord, "article"): records.ArticleRecord,
    (records.AttributionRecord, "passages"): records.PassageRecord,
    (records.CitationRecord, "source"): records.SourceRecord,
    (records.FigureRecord, "measure"): records.MeasureRecord,
    (records.EvidenceRecord, "passages"): records.PassageRecord,
    (records.PremiseRecord, "claim"): records.ClaimRecord,
    (records.PremiseRecord, "evidence"): records.EvidenceRecord,
    (records.RelationRecord, "target_claim"): records.ClaimRecord,
    (records.RelationRecord, "target_relation"): records.RelationRecord,
    (records.PositionRecord, "article"): records.ArticleRecord,
    (records.PositionRecord, "thesis"): records.ThesisRecord,
    (records.PositionRecord, "claims"): records.ClaimRecord,
    (records.PositionRelationRecord, "a"): records.PositionRecord,
    (records.PositionRelationRecord, "b"): records.PositionRecord,
    (records.QuestionRecord, "figures"): records.FigureRecord,
    (records.CriticalQuestionRecord, "claim"): records.ClaimRecord,
    (records.CriticalQuestionRecord, "relation"): records.RelationRecord,
    (records.CriticalQuestionRecord, "evidence"): records.EvidenceRecord,
    (records.CriticalQuestionRecord, "passages"): records.PassageRecord,
    (records.RevisionRecord, "claim"): records.ClaimRecord,
    (records.RevisionRecord, "relation"): records.RelationRecord,
    (records.RevisionRecord, "evidence"): records.EvidenceRecord,
}

EXACTLY_ONE: dict[type, tuple[str, ...]] = {
    records.PremiseRecord: ("claim", "evidence"),
    records.RelationRecord: ("target_claim", "target_relation"),
    records.PositionRecord: ("article", "thesis"),
    records.CriticalQuestionRecord: ("claim", "relation", "evidence"),
    records.RevisionRecord: ("claim", "relation", "evidence"),
}

# In each pair the second may not come before the first.
IN_ORDER: dict[type, tuple[tuple[str, str], ...]] = {
    records.SectionRecord: (("first", "last"),),
    records.PassageRecord: (("first", "last"), ("start", "end")),
    records.When: (("earliest", "latest"),),
    records.FigureRecord: (("value", "upper"),),
}

# What no two rows of a map may share. None is a value like any other here.
UNIQUE: dict[type, tuple[tuple[str, ...], ...]] = {
    records.ArticleRecord: (("slug",),),
    records.QuestionRecord: (("slug",),),
    records.ThesisRecord: (("claim", "article"),),
    records.RevisionRecord: (("claim", "relation", "evidence", "number"),),
}

# Tuples of uids in which a uid may stand once.
LISTS = {
    records.AttributionRecord: ("passages",),
    records.EvidenceRecord: ("passages",),
    records.PositionRecord: ("claims",),
    records.QuestionRecord: ("figures",),
    records.CriticalQuestionRecord: ("passages",),
}

_SLUG = re.compile(r"[-a-zA-Z0-9_]+")
_URL = re.compile(r"https?://[^\s/]\S*")


class Rows:
    """A map's rows by kind, each with the path that leads to it."""

    def __init__(self, document: MapDocument) -> None:
        self.by_kind: dict[type, list[tuple[Path, Any]]] = defaultdict(list)
        for path, row in _rows(document, ()):
            self.by_kind[type(row)].append((path, row))
        self.uids = {
            kind: {row.uid for _, row in rows} for kind, rows in self.by_kind.items() if _has_uid(kind)
        }


def broken(document: MapDocument) -> Iterator[Broken]:
    """Every rule a map breaks: the path of the place, and a sentence."""
    rows = Rows(document)
    for rule in RULES:
        yield from rule(rows)


def _has_uid(kind: type) -> bool:
    return "uid" in kind.__dict__.get("__dataclass_fields__", ())


def _rows(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    """Every record inside a record, itself included. Free content (`extra`) holds none."""
    yield path, value
    for name in type(value).__dataclass_fields__:
        inner = getattr(value, name)
        if isinstance(inner, tuple):
            for number, item in enumerate(inner):
                if is_dataclass(item):
                    yield from _rows(item, (*path, name, number))
        elif is_dataclass(inner):
            yield from _rows(inner, (*path, name))


def _uids(rows: Rows) -> Iterator[Broken]:
    for kind in rows.uids:
        yield from _twice(rows.by_kind[kind], ("uid",))


def _unique(rows: Rows) -> Iterator[Broken]:
    for kind, keys in UNIQUE.items():
        for names in keys:
            yield from _twice(rows.by_kind[kind], names)


def _twice(rows: list[tuple[Path, Any]], names: tuple[str, ...]) -> Iterator[Broken]:
    seen = set()
    for path, row in rows:
        values = tuple(getattr(row, name) for name in names)
        if values in seen:
            said = ", ".join(f"{name} {value}" for name, value in zip(names, values, strict=True) if value)
            yield (*path, names[0]), f"{said} is used twice."
        seen.add(values)


def _references(rows: Rows) -> Iterator[Broken]:
    for (kind, name), target in REFERENCES.items():
        known = rows.uids.get(target, set())
        for path, row in rows.by_kind[kind]:
            for step, uid in _named(name, getattr(row, name)):
                if uid not in known:
                    yield (*path, *step), f"“{name}” names {_a(target)} that is not there: {uid}."


def _named(name: str, value: str | tuple[str, ...] | None) -> list[tuple[Path, str]]:
    if isinstance(value, tuple):
        return [((name, number), uid) for number, uid in enumerate(value)]
    return [] if value is None else [((name,), value)]


def _a(kind: type) -> str:
    word = kind.__name__.removesuffix("Record").lower()
    return {"article": "an article", "evidence": "a piece of evidence"}.get(word, f"a {word}")


def _exactly_one(rows: Rows) -> Iterator[Broken]:
    for kind, names in EXACTLY_ONE.items():
        for path, row in rows.by_kind[kind]:
            given = [name for name in names if getattr(row, name) is not None]
            if len(given) != 1:
                has = " and ".join(given) or "none"
                yield path, f"needs exactly one of {', '.join(names)}; it has {has}."


def _in_order(rows: Rows) -> Iterator[Broken]:
    for kind, pairs in IN_ORDER.items():
        for path, row in rows.by_kind[kind]:
            for first, last in pairs:
                low, high = getattr(row, first), getattr(row, last)
                if low is not None and high is not None and high < low:
                    yield (*path, last), f"“{last}” {high} comes before “{first}” {low}."


def _lists(rows: Rows) -> Iterator[Broken]:
    for kind, names in LISTS.items():
        for path, row in rows.by_kind[kind]:
            for name in names:
                uids = getattr(row, name)
                for number, uid in enumerate(uids):
                    if uid in uids[:number]:
                        yield (*path, name, number), f"“{name}” holds {uid} twice."


def _places(rows: Rows) -> Iterator[Broken]:
    """Paragraphs are numbered once, and passages and sections stand where there are paragraphs."""
    for path, article in rows.by_kind[records.ArticleRecord]:
        numbers = {paragraph.number for paragraph in article.paragraphs}
        if len(numbers) < len(article.paragraphs):
            repeated = Counter(paragraph.number for paragraph in article.paragraphs).most_common(1)[0][0]
            yield (*path, "paragraphs"), f"paragraph {repeated} is there twice."
        for name in ("sections", "passages") if numbers else ():
            for index, run in enumerate(getattr(article, name)):
                missing = next((n for n in (run.first, run.last) if n not in numbers), None)
                if missing:
                    yield (*path, name, index), f"the article has no paragraph {missing}."


def _offsets(rows: Rows) -> Iterator[Broken]:
    for path, passage in rows.by_kind[records.PassageRecord]:
        if (passage.start is None) != (passage.end is None):
            yield path, "has one of start and end; it needs both or neither."


def _own_passages(rows: Rows) -> Iterator[Broken]:
    homes = {
        run.uid: article.uid for _, article in rows.by_kind[records.ArticleRecord] for run in article.passages
    }
    for path, row in rows.by_kind[records.AttributionRecord]:
        for number, uid in enumerate(row.passages):
            if homes.get(uid, row.article) != row.article:
                yield (*path, "passages", number), f"passage {uid} stands in another article."


def _citations(rows: Rows) -> Iterator[Broken]:
    for path, evidence in rows.by_kind[records.EvidenceRecord]:
        cited = [((*path, "citations", n), citation) for n, citation in enumerate(evidence.citations)]
        yield from _twice(cited, ("source",))


def _positions(rows: Rows) -> Iterator[Broken]:
    for path, question in rows.by_kind[records.QuestionRecord]:
        within = [((*path, "positions", n), position) for n, position in enumerate(question.positions)]
        yield from _twice(within, ("article", "thesis"))
        known = {position.uid for position in question.positions}
        for number, relation in enumerate(question.relations):
            here = (*path, "relations", number)
            if relation.a == relation.b:
                yield (*here, "b"), "relates a position to itself."
            elif not {relation.a, relation.b} <= known:
                yield here, "relates a position of another question."


def _premises(rows: Rows) -> Iterator[Broken]:
    for path, relation in rows.by_kind[records.RelationRecord]:
        if not relation.premises:
            yield path, "has no premise."
        if any(premise.claim and premise.claim == relation.target_claim for premise in relation.premises):
            yield (*path, "premises"), f"a claim cannot speak for or against itself: {relation.target_claim}."
        ends = [(premise.claim, premise.evidence) for premise in relation.premises]
        if len(set(ends)) < len(ends):
            yield (*path, "premises"), "has the same premise twice."


def _same_relation(rows: Rows) -> Iterator[Broken]:
    seen: dict[Any, str] = {}
    for path, relation in rows.by_kind[records.RelationRecord]:
        ends = frozenset((premise.claim, premise.evidence) for premise in relation.premises)
        first = seen.setdefault(
            (relation.kind, relation.target_claim, relation.target_relation, ends), relation.uid
        )
        if first != relation.uid:
            yield path, f"says the same as {first}: one kind, one target, the same premises."


def _circles(rows: Rows) -> Iterator[Broken]:
    """A relation may speak about a relation, as long as following the targets ends at a claim."""
    target = {row.uid: row.target_relation for _, row in rows.by_kind[records.RelationRecord]}
    safe: set[str | None] = {None}
    for path, relation in rows.by_kind[records.RelationRecord]:
        chain: dict[str | None, None] = {}
        at: str | None = relation.uid
        while at not in safe and at not in chain:
            chain[at] = None
            at = target.get(at) if at else None
        if at not in safe:
            yield (*path, "target_relation"), f"the chain of undercuts returns to itself at {at}."
        safe.update(chain)


def _addresses(rows: Rows) -> Iterator[Broken]:
    for kind in (records.SourceRecord, records.ArticleRecord):
        for path, row in rows.by_kind[kind]:
            if row.url and not _URL.fullmatch(row.url):
                yield (*path, "url"), "“url” must begin with http:// or https://."


def _slugs(rows: Rows) -> Iterator[Broken]:
    for kind in (records.MapRecord, records.ArticleRecord, records.QuestionRecord):
        for path, row in rows.by_kind[kind]:
            if not _SLUG.fullmatch(row.slug):
                yield (*path, "slug"), "“slug” may hold letters a to z, digits, - and _ alone."


def _moments(rows: Rows) -> Iterator[Broken]:
    for path, row in rows.by_kind[records.RevisionRecord]:
        try:
            moment = datetime.fromisoformat(row.at)
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is None:
            yield (*path, "at"), "“at” must be a moment with its zone, as in 2026-01-31T12:00:00Z."


RULES: tuple[Callable[[Rows], Iterator[Broken]], ...] = (
    _uids,
    _references,
    _exactly_one,
    _unique,
    _in_order,
    _lists,
    _places,
    _offsets,
    _citations,
    _own_passages,
    _positions,
    _premises,
    _same_relation,
    _circles,
    _addresses,
    _slugs,
    _moments,
)
