"""A map out of the database as one `MapDocument`: everything but people, ratings and scores."""

from collections.abc import Callable, Iterable
from typing import Any

from claims.graph import document as doc
from claims.graph import words
from claims.models import (
    Alias,
    ArgumentMap,
    Article,
    Attribution,
    Claim,
    CriticalQuestion,
    Evidence,
    Figure,
    Measure,
    Passage,
    Position,
    PositionRelation,
    Premise,
    Question,
    Relation,
    Revision,
    Source,
    Thesis,
)


def map_document(map: ArgumentMap) -> doc.MapDocument:
    """The whole map, in about thirty queries whatever its size. Rows come in uid order."""
    return doc.MapDocument(
        map=_map(map),
        aliases=_rows(Alias, map, _alias),
        measures=_rows(Measure, map, _measure),
        sources=_rows(Source, map, _source),
        articles=_rows(Article, map, _article, "sections", "paragraphs", "passages"),
        claims=_rows(Claim, map, claim_record),
        theses=_rows(Thesis, map, thesis_record, one=["claim", "article"]),
        attributions=_rows(Attribution, map, attribution_record, "passages", one=["claim", "article"]),
        evidence=_rows(Evidence, map, evidence_record, "passages", "citations__source", "figures__measure"),
        relations=_rows(
            Relation,
            map,
            relation_record,
            "premises__claim",
            "premises__evidence",
            one=["target_claim", "target_relation"],
        ),
        questions=_rows(
            Question,
            map,
            _question,
            "figures",
            "positions__article",
            "positions__thesis",
            "positions__claims",
            "relations__a",
            "relations__b",
        ),
        critical_questions=_rows(
            CriticalQuestion, map, _critical_question, "passages", one=["claim", "relation", "evidence"]
        ),
        revisions=_rows(Revision, map, _revision, one=["claim", "relation", "evidence"]),
        extra=map.extra,
    )


def _rows[Row: Any, Record](
    table: type[Row], map: ArgumentMap, record: Callable[[Row], Record], *many: str, one: Iterable[str] = ()
) -> tuple[Record, ...]:
    rows = table._default_manager.filter(map=map).prefetch_related(*many)
    if one:
        rows = rows.select_related(*one)
    return tuple(record(row) for row in sorted(rows, key=_uid))


def _uid(row: Any) -> str:
    return row.uid


def _uids(rows: Any) -> tuple[str, ...]:
    return tuple(sorted(row.uid for row in rows.all()))


def _each[Record](rows: Any, record: Callable[[Any], Record]) -> tuple[Record, ...]:
    return tuple(record(row) for row in sorted(rows.all(), key=_uid))


def _uid_of(row: Any | None) -> str | None:
    return row.uid if row else None


def _map(map: ArgumentMap) -> doc.MapRecord:
    return doc.MapRecord(
        slug=map.slug,
        title=map.title,
        summary=map.summary,
        language=map.language,
        licence=map.licence,
        visibility=words.Visibility(map.visibility),
        who_rates=words.WhoRates(map.who_rates),
        evidence_raters=words.EvidenceRaters(map.evidence_raters),
        hide_until_rated=map.hide_until_rated,
        fewest_raters=map.fewest_raters,
        ratings_named=map.ratings_named,
    )


def _alias(row: Alias) -> doc.AliasRecord:
    return doc.AliasRecord(uid=row.uid, names=tuple(row.names))


def _measure(row: Measure) -> doc.MeasureRecord:
    return doc.MeasureRecord(
        uid=row.uid,
        name=row.name,
        share_of=row.share_of,
        unit=row.unit,
        kind=words.MeasureKind(row.kind),
        compare_group=row.compare_group,
        note=row.note,
    )


def _source(row: Source) -> doc.SourceRecord:
    return doc.SourceRecord(
        uid=row.uid,
        title=row.title,
        publisher=row.publisher,
        authors=tuple(row.authors),
        date=row.date,
        url=row.url,
        aliases=tuple(row.aliases),
        origin=row.origin,
        level=words.SourceLevel(row.level),
        level_reason=row.level_reason,
        note=row.note,
        csl=row.csl,
    )


def _article(row: Article) -> doc.ArticleRecord:
    return doc.ArticleRecord(
        uid=row.uid,
        slug=row.slug,
        title=row.title,
        order=row.order,
        short_title=row.short_title,
        authors=tuple(doc.Author(**author) for author in row.authors),
        author_note=row.author_note,
        outlet=row.outlet,
        genre=row.genre,
        language=row.language,
        url=row.url,
        date=row.date,
        perspective=row.perspective,
        note=row.note,
        text_hash=row.text_hash,
        text_right=words.TextRight(row.text_right),
        csl=row.csl,
        sections=_each(row.sections, _section),
        paragraphs=_each(row.paragraphs, _paragraph),
        passages=_each(row.passages, _passage),
    )


def _section(row: Any) -> doc.SectionRecord:
    return doc.SectionRecord(
        uid=row.uid, first=row.first, last=row.last, heading=row.heading, inferred=row.inferred
    )


def _paragraph(row: Any) -> doc.ParagraphRecord:
    return doc.ParagraphRecord(
        uid=row.uid,
        number=row.number,
        role=words.ParagraphRole(row.role),
        continues=row.continues,
        text=row.text,
    )


def _passage(row: Passage) -> doc.PassageRecord:
    return doc.PassageRecord(
        uid=row.uid,
        first=row.first,
        last=row.last,
        exact=row.exact,
        prefix=row.prefix,
        suffix=row.suffix,
        start=row.start,
        end=row.end,
        part=words.PassagePart(row.part),
        state=words.PassageState(row.state),
    )


def claim_record(row: Claim) -> doc.ClaimRecord:
    same_as = doc.SameAs(map=row.same_as_map, uid=row.same_as_uid) if row.same_as_map else None
    return doc.ClaimRecord(
        uid=row.uid,
        text=row.text,
        kind=words.ClaimKind(row.kind),
        date=row.date,
        note=row.note,
        state=words.State(row.state),
        same_as=same_as,
        extra=row.extra,
    )


def thesis_record(row: Thesis) -> doc.ThesisRecord:
    return doc.ThesisRecord(
        uid=row.uid, claim=row.claim.uid, article=_uid_of(row.article), label=row.label, order=row.order
    )


def attribution_record(row: Attribution) -> doc.AttributionRecord:
    return doc.AttributionRecord(
        uid=row.uid,
        claim=row.claim.uid,
        article=row.article.uid,
        voice=words.Voice(row.voice),
        who=tuple(row.who),
        endorsement=words.Endorsement(row.endorsement),
        hedges=tuple(row.hedges),
        passages=_uids(row.passages),
    )


def evidence_record(row: Evidence) -> doc.EvidenceRecord:
    return doc.EvidenceRecord(
        uid=row.uid,
        text=row.text,
        kind=words.EvidenceKind(row.kind),
        passages=_uids(row.passages),
        date=row.date,
        citation_state=words.CitationState(row.citation_state),
        outside=row.outside,
        note=row.note,
        state=words.State(row.state),
        citations=_each(row.citations, _citation),
        figures=_each(row.figures, _figure),
        extra=row.extra,
    )


def _citation(row: Any) -> doc.CitationRecord:
    return doc.CitationRecord(
        uid=row.uid, source=row.source.uid, order=row.order, via=tuple(row.via), note=row.note
    )


def _figure(row: Figure) -> doc.FigureRecord:
    return doc.FigureRecord(
        uid=row.uid,
        measure=row.measure.uid,
        value=row.value,
        upper=row.upper,
        qualifier=row.qualifier,
        date=row.date,
    )


def relation_record(row: Relation) -> doc.RelationRecord:
    return doc.RelationRecord(
        uid=row.uid,
        kind=words.RelationKind(row.kind),
        target_claim=_uid_of(row.target_claim),
        target_relation=_uid_of(row.target_relation),
        scheme=row.scheme,
        scheme_label=row.scheme_label,
        note=row.note,
        caveat=row.caveat,
        order=row.order,
        curator_strength=words.CuratorStrength(row.curator_strength) if row.curator_strength else None,
        state=words.State(row.state),
        premises=_each(row.premises, _premise),
        extra=row.extra,
    )


def _premise(row: Premise) -> doc.PremiseRecord:
    return doc.PremiseRecord(
        uid=row.uid,
        claim=_uid_of(row.claim),
        evidence=_uid_of(row.evidence),
        order=row.order,
        implicit=row.implicit,
    )


def _question(row: Question) -> doc.QuestionRecord:
    return doc.QuestionRecord(
        uid=row.uid,
        slug=row.slug,
        text=row.text,
        kind=words.QuestionKind(row.kind),
        order=row.order,
        note=row.note,
        time_note=row.time_note,
        figures=_uids(row.figures),
        positions=_each(row.positions, _position),
        relations=_each(row.relations, _position_relation),
    )


def _position(row: Position) -> doc.PositionRecord:
    return doc.PositionRecord(
        uid=row.uid,
        article=_uid_of(row.article),
        thesis=_uid_of(row.thesis),
        status=words.PositionStatus(row.status),
        summary=row.summary,
        claims=_uids(row.claims),
    )


def _position_relation(row: PositionRelation) -> doc.PositionRelationRecord:
    return doc.PositionRelationRecord(
        uid=row.uid, a=row.a.uid, b=row.b.uid, kind=words.PositionRelationKind(row.kind), why=row.why
    )


def _critical_question(row: CriticalQuestion) -> doc.CriticalQuestionRecord:
    return doc.CriticalQuestionRecord(
        uid=row.uid,
        claim=_uid_of(row.claim),
        relation=_uid_of(row.relation),
        evidence=_uid_of(row.evidence),
        label=row.label,
        question=row.question,
        what=row.what,
        why=row.why,
        outside_note=row.outside_note,
        passages=_uids(row.passages),
        state=words.CriticalQuestionState(row.state),
    )


def _revision(row: Revision) -> doc.RevisionRecord:
    return doc.RevisionRecord(
        uid=row.uid,
        claim=_uid_of(row.claim),
        relation=_uid_of(row.relation),
        evidence=_uid_of(row.evidence),
        number=row.number,
        at=row.at.isoformat(),
        why=row.why,
        snapshot=row.snapshot,
    )
