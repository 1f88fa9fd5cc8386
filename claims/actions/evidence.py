"""Bringing evidence onto a map, and mending it."""

from dataclasses import dataclass
from typing import Any

from argmap.accounts.models import User
from claims.errors import ClaimsError
from claims.graph.document import When
from claims.graph.words import CitationState, EditKind, EvidenceKind, State
from claims.models import Citation, Evidence, Passage, Relation, Source

from .edit import Editing, editing

LONGEST = 500


@dataclass(frozen=True, kw_only=True)
class NewSource:
    """A source that is not on the map yet."""

    title: str
    publisher: str = ""
    url: str = ""
    date: When | None = None


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A piece of evidence as somebody writes it. `cites` None: no source is given."""

    text: str
    kind: EvidenceKind
    date: When | None = None
    note: str = ""
    outside: bool = False
    anonymous: bool = False
    cites: Source | NewSource | None = None
    passages: tuple[Passage, ...] = ()


def edit_evidence(evidence: Evidence, finding: Finding, *, read: int, by: User, why: str = "") -> Evidence:
    """Mend it. Its citations stay, and one is added where another source is named; so do its passages."""
    with editing(evidence.map, EditKind.CHANGED, by=by, why=why) as doing:
        row = doing.take(evidence, read=read)
        if row.state != State.OPEN:
            raise ClaimsError("This evidence was withdrawn. Restore it first; its history says how.")
        source = _source(doing, finding)
        if source and not row.citations.filter(source=source).exists():
            Citation.objects.create(map=row.map, evidence=row, source=source, order=row.citations.count())
        row.passages.add(*finding.passages)
        columns = _columns(finding, cited=row.citations.exists())
        if row.citation_state == CitationState.MISMATCHED:
            columns["citation_state"] = row.citation_state  # what a curator found stays found
        if row.date_words == (finding.date.words if finding.date else ""):
            del columns["date"]  # the one that is there may know its days as well
        for name, value in columns.items():
            setattr(row, name, value)
        row.save()
        about_a_home(doing, row)
    return row


def make_evidence(doing: Editing, finding: Finding) -> Evidence:
    map, by = doing.edit.map, doing.edit.by
    source = _source(doing, finding)
    columns = _columns(finding, cited=source is not None)
    evidence = Evidence.objects.create(map=map, created_by=by, **columns)
    cited = [Citation.objects.create(map=map, evidence=evidence, source=source)] if source else []
    if finding.passages:
        evidence.passages.set(finding.passages)
    return doing.made(evidence, citations=cited, figures=[], passages=list(finding.passages))


def _columns(finding: Finding, *, cited: bool) -> dict[str, Any]:
    if not 0 < len(finding.text) <= LONGEST:
        raise ClaimsError(f"Evidence is told in at most {LONGEST} characters.")
    uncited = CitationState.ANONYMOUS if finding.anonymous else CitationState.MISSING
    return {
        "text": finding.text,
        "kind": finding.kind.value,
        "date": finding.date,
        "note": finding.note,
        "outside": finding.outside,
        "citation_state": (CitationState.CITED if cited else uncited).value,
    }


def _source(doing: Editing, finding: Finding) -> Source | None:
    """The one named. A new one with the title and address of one that is there is that one."""
    named = finding.cites
    if named is None or isinstance(named, Source):
        return named
    there = Source.objects.filter(map=doing.edit.map, title=named.title, url=named.url).first()
    source = there or Source(map=doing.edit.map, title=named.title, publisher=named.publisher, url=named.url)
    if there is None:
        source.date = named.date
        source.save()
    return source


def about_a_home(doing: Editing, evidence: Evidence) -> None:
    """The first claim that it is given for."""
    given = Relation.objects.filter(premises__evidence=evidence, target_claim__isnull=False)
    relation = given.select_related("target_claim").order_by("order", "pk").first()
    if relation and relation.target_claim:
        doing.about(relation.target_claim)
