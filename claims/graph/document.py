"""A whole map as frozen values, one for each table: what files carry in and out.

Rows name each other by uid, never by primary key. A field left at its default is not written to a file,
so a default here is part of the file format (see `exchange/argmap.py`).
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from annotated_types import Ge, Le, MaxLen, MinLen

from . import words

Uid = Annotated[str, MinLen(1), MaxLen(64)]
Slug = Annotated[str, MinLen(1), MaxLen(80)]
Name = Annotated[str, MaxLen(300)]
Url = Annotated[str, MaxLen(2000)]
Extra = dict[str, Any]
# As much as the columns hold on every database.
Order = Annotated[int, Ge(0), Le(32_767)]
LongOrder = Annotated[int, Ge(0), Le(2_147_483_647)]
Count = Annotated[int, Ge(1), Le(2_147_483_647)]
Offset = Annotated[int, Ge(0), Le(2_147_483_647)]


@dataclass(frozen=True, kw_only=True)
class When:
    """A date as it was given, and the days it may stand for. Two agree when their intervals overlap."""

    words: Annotated[str, MinLen(1), MaxLen(120)]
    earliest: date | None = None
    latest: date | None = None
    inferred: bool = False
    why: str = ""

    def overlaps(self, other: "When") -> bool | None:
        """Whether the two may be one time; None where either gives no days."""
        if not (self.earliest and self.latest and other.earliest and other.latest):
            return None
        return self.earliest <= other.latest and other.earliest <= self.latest


@dataclass(frozen=True, kw_only=True)
class MapRecord:
    slug: Slug
    title: Annotated[str, MinLen(1), MaxLen(200)]
    summary: str = ""
    language: Annotated[str, MaxLen(16)] = "en"
    licence: Name = ""
    visibility: words.Visibility = words.Visibility.PUBLIC
    who_rates: words.WhoRates = words.WhoRates.EVERYONE
    evidence_raters: words.EvidenceRaters = words.EvidenceRaters.CURATORS
    hide_until_rated: bool = False
    fewest_raters: Annotated[int, Ge(1), Le(1000)] = 1
    ratings_named: bool = False


@dataclass(frozen=True, kw_only=True)
class AliasRecord:
    """Names for one person, place or firm, so that a search for one finds the others."""

    uid: Uid
    names: tuple[Annotated[str, MinLen(1)], ...]


@dataclass(frozen=True, kw_only=True)
class MeasureRecord:
    """What figures are figures *of*. Figures are comparable within one measure only."""

    uid: Uid
    name: Name
    share_of: Name = ""
    unit: Annotated[str, MaxLen(60)] = ""
    kind: words.MeasureKind = words.MeasureKind.OTHER
    compare_group: Annotated[str, MaxLen(60)] = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class SourceRecord:
    uid: Uid
    title: Name
    publisher: Name = ""
    authors: tuple[str, ...] = ()
    date: When | None = None
    url: Url = ""
    aliases: tuple[str, ...] = ()
    origin: Name = ""
    level: words.SourceLevel = words.SourceLevel.UNRATED
    level_reason: str = ""
    note: str = ""
    csl: Extra | None = None


@dataclass(frozen=True, kw_only=True)
class Author:
    name: Annotated[str, MinLen(1), MaxLen(200)]
    affiliation: str = ""


@dataclass(frozen=True, kw_only=True)
class SectionRecord:
    uid: Uid
    first: Count
    last: Count
    heading: Name = ""
    inferred: bool = False


@dataclass(frozen=True, kw_only=True)
class ParagraphRecord:
    uid: Uid
    number: Count
    role: words.ParagraphRole = words.ParagraphRole.BODY
    continues: bool = False
    text: str | None = None


@dataclass(frozen=True, kw_only=True)
class PassageRecord:
    """One run of paragraphs, with the exact words where they are kept (W3C TextQuote and TextPosition)."""

    uid: Uid
    first: Count
    last: Count
    exact: Annotated[str, MaxLen(300)] = ""
    prefix: Annotated[str, MaxLen(32)] = ""
    suffix: Annotated[str, MaxLen(32)] = ""
    start: Offset | None = None
    end: Offset | None = None
    part: words.PassagePart = words.PassagePart.TEXT
    state: words.PassageState = words.PassageState.PLACE_ONLY


@dataclass(frozen=True, kw_only=True)
class ArticleRecord:
    uid: Uid
    slug: Slug
    title: Name
    order: Order = 0
    short_title: Name = ""
    authors: tuple[Author, ...] = ()
    author_note: str = ""
    outlet: Name = ""
    genre: Annotated[str, MaxLen(80)] = ""
    language: Annotated[str, MaxLen(16)] = "en"
    url: Url = ""
    date: When | None = None
    perspective: str = ""
    note: str = ""
    text_hash: Annotated[str, MaxLen(64)] = ""
    text_right: words.TextRight = words.TextRight.QUOTATION_ONLY
    csl: Extra | None = None
    sections: tuple[SectionRecord, ...] = ()
    paragraphs: tuple[ParagraphRecord, ...] = ()
    passages: tuple[PassageRecord, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SameAs:
    """Where this row was copied from: nothing is shared between maps."""

    map: Slug
    uid: Uid


@dataclass(frozen=True, kw_only=True)
class ClaimRecord:
    uid: Uid
    text: Annotated[str, MinLen(1), MaxLen(300)]
    kind: words.ClaimKind = words.ClaimKind.FACTUAL
    date: When | None = None
    note: str = ""
    state: words.State = words.State.OPEN
    same_as: SameAs | None = None
    extra: Extra | None = None


@dataclass(frozen=True, kw_only=True)
class ThesisRecord:
    uid: Uid
    claim: Uid
    article: Uid | None = None
    label: Annotated[str, MaxLen(80)] = ""
    order: Order = 0


@dataclass(frozen=True, kw_only=True)
class AttributionRecord:
    """What an article does with a claim: who speaks, how the author stands to it, with which hedges, where."""

    uid: Uid
    claim: Uid
    article: Uid
    voice: words.Voice = words.Voice.AUTHOR
    who: tuple[str, ...] = ()
    endorsement: words.Endorsement = words.Endorsement.UNCLEAR
    hedges: tuple[str, ...] = ()
    passages: tuple[Uid, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CitationRecord:
    uid: Uid
    source: Uid
    order: Order = 0
    via: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class FigureRecord:
    uid: Uid
    measure: Uid
    value: Decimal
    upper: Decimal | None = None
    qualifier: Annotated[str, MaxLen(60)] = ""
    date: When | None = None


@dataclass(frozen=True, kw_only=True)
class EvidenceRecord:
    uid: Uid
    text: Annotated[str, MinLen(1), MaxLen(500)]
    kind: words.EvidenceKind
    passages: tuple[Uid, ...] = ()
    date: When | None = None
    citation_state: words.CitationState = words.CitationState.MISSING
    outside: bool = False
    note: str = ""
    state: words.State = words.State.OPEN
    citations: tuple[CitationRecord, ...] = ()
    figures: tuple[FigureRecord, ...] = ()
    extra: Extra | None = None


@dataclass(frozen=True, kw_only=True)
class PremiseRecord:
    """One end of a relation: exactly one of claim and evidence."""

    uid: Uid
    claim: Uid | None = None
    evidence: Uid | None = None
    order: Order = 0
    implicit: bool = False


@dataclass(frozen=True, kw_only=True)
class RelationRecord:
    """From one or more premises to exactly one target: a claim, or a relation (an attack there is an undercut)."""

    uid: Uid
    kind: words.RelationKind
    target_claim: Uid | None = None
    target_relation: Uid | None = None
    scheme: Annotated[str, MaxLen(80)] = ""
    scheme_label: Annotated[str, MaxLen(120)] = ""
    note: str = ""
    caveat: str = ""
    order: LongOrder = 0
    curator_strength: words.CuratorStrength | None = None
    state: words.State = words.State.OPEN
    premises: tuple[PremiseRecord, ...] = ()
    extra: Extra | None = None


@dataclass(frozen=True, kw_only=True)
class PositionRecord:
    """What one article or one thesis says on a question. Silence is stored."""

    uid: Uid
    article: Uid | None = None
    thesis: Uid | None = None
    status: words.PositionStatus
    summary: str = ""
    claims: tuple[Uid, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PositionRelationRecord:
    uid: Uid
    a: Uid
    b: Uid
    kind: words.PositionRelationKind
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class QuestionRecord:
    uid: Uid
    slug: Slug
    text: Name
    kind: words.QuestionKind
    order: LongOrder = 0
    note: str = ""
    time_note: str = ""
    figures: tuple[Uid, ...] = ()
    positions: tuple[PositionRecord, ...] = ()
    relations: tuple[PositionRelationRecord, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CriticalQuestionRecord:
    """A weakness pointed out, as a question. Its target is exactly one of claim, relation and evidence."""

    uid: Uid
    claim: Uid | None = None
    relation: Uid | None = None
    evidence: Uid | None = None
    label: Annotated[str, MaxLen(120)] = ""
    question: str
    what: str = ""
    why: str = ""
    outside_note: str = ""
    passages: tuple[Uid, ...] = ()
    state: words.CriticalQuestionState = words.CriticalQuestionState.OPEN


@dataclass(frozen=True, kw_only=True)
class RevisionRecord:
    """One saved state of a claim, a relation or a piece of evidence. A plain export names no person."""

    uid: Uid
    claim: Uid | None = None
    relation: Uid | None = None
    evidence: Uid | None = None
    number: Count
    at: str
    why: Name = ""
    snapshot: Extra


@dataclass(frozen=True, kw_only=True)
class MapDocument:
    map: MapRecord
    aliases: tuple[AliasRecord, ...] = ()
    measures: tuple[MeasureRecord, ...] = ()
    sources: tuple[SourceRecord, ...] = ()
    articles: tuple[ArticleRecord, ...] = ()
    claims: tuple[ClaimRecord, ...] = ()
    theses: tuple[ThesisRecord, ...] = ()
    attributions: tuple[AttributionRecord, ...] = ()
    evidence: tuple[EvidenceRecord, ...] = ()
    relations: tuple[RelationRecord, ...] = ()
    questions: tuple[QuestionRecord, ...] = ()
    critical_questions: tuple[CriticalQuestionRecord, ...] = ()
    revisions: tuple[RevisionRecord, ...] = ()
    extra: Extra | None = None
