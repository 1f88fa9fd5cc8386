"""The fixed words of an argument map: every list a column, a form or a file chooses from.

A member's value is what is stored, what files carry and what pages show.
"""

from enum import StrEnum


class Visibility(StrEnum):
    PUBLIC = "public"
    UNLISTED = "unlisted"
    MEMBERS = "members"


class Role(StrEnum):
    """What a member may do on a map, weakest first."""

    VIEWER = "viewer"
    RATER = "rater"
    CONTRIBUTOR = "contributor"
    CURATOR = "curator"
    OWNER = "owner"


class WhoRates(StrEnum):
    EVERYONE = "everyone"
    MEMBERS = "members"


class EvidenceRaters(StrEnum):
    """Whose ratings of evidence count in its quality."""

    CURATORS = "curators"
    EVERYONE = "everyone"


class GroupRole(StrEnum):
    TEACHER = "teacher"
    STUDENT = "student"


class TextRight(StrEnum):
    """By what right a site holds an article's text."""

    OWN = "own"
    OPEN_LICENCE = "open licence"
    QUOTATION_ONLY = "quotation only"


class ParagraphRole(StrEnum):
    BODY = "body"
    HEADING = "heading"
    TITLE = "title"
    BYLINE = "byline"
    ABSTRACT = "abstract"
    CAPTION = "caption"
    QUOTE = "quote"
    LIST = "list"
    ENDNOTE = "endnote"
    AUTHOR_NOTE = "author note"
    BOILERPLATE = "boilerplate"


class PassagePart(StrEnum):
    TEXT = "text"
    ENDNOTE = "endnote"


class PassageState(StrEnum):
    PLACE_ONLY = "place only"
    UNCHECKED = "unchecked"
    EXACT = "exact"
    MOVED = "moved"
    CHANGED = "changed"
    LOST = "lost"


class ClaimKind(StrEnum):
    FACTUAL = "factual"
    CAUSAL = "causal"
    PREDICTIVE = "predictive"
    EVALUATIVE = "evaluative"
    PRESCRIPTIVE = "prescriptive"
    DEFINITIONAL = "definitional"
    ABOUT_CLAIMS = "about claims"


class State(StrEnum):
    """Whether readers see a claim, a relation or a piece of evidence."""

    OPEN = "open"
    WITHDRAWN = "withdrawn"


class EditKind(StrEnum):
    """What somebody did to a map, as its log of changes says it."""

    ADDED = "added"
    CHANGED = "changed"
    WITHDREW = "withdrew"
    RESTORED = "restored"
    MOVED = "moved"
    JOINED = "joined"
    PARTED = "parted"
    SPLIT = "split"
    MERGED = "merged"
    COPIED = "copied"
    ASKED = "asked"
    UNDID = "undid"


class NotificationKind(StrEnum):
    """What people are told of."""

    MENTION = "mention"
    ANSWER = "answer"
    COMMENT = "comment"
    REWORDED = "reworded"
    REASON = "reason"


class Voice(StrEnum):
    AUTHOR = "author"
    REPORTED = "reported"
    QUOTED = "quoted"


class Endorsement(StrEnum):
    """How an author stands to a claim that stands in the article."""

    ASSERTS = "asserts"
    CONCEDES = "concedes"
    NEUTRAL = "neutral"
    DOUBTS = "doubts"
    REJECTS = "rejects"
    UNCLEAR = "unclear"


class RelationKind(StrEnum):
    SUPPORT = "support"
    ATTACK = "attack"
    CONTRADICTION = "contradiction"
    REPHRASE = "rephrase"
    SUPERSEDES = "supersedes"
    CONTEXT = "context"


class CuratorStrength(StrEnum):
    WEAK = "weak"
    MODERATE = "moderate"
    STRONG = "strong"


class SourceLevel(StrEnum):
    RELIABLE = "generally reliable"
    MIXED = "mixed"
    UNRELIABLE = "generally unreliable"
    DEPRECATED = "deprecated"
    UNRATED = "unrated"


class EvidenceKind(StrEnum):
    STATISTIC = "statistic"
    OFFICIAL_STATEMENT = "official statement"
    EXPERT_QUOTE = "expert quote"
    TESTIMONY = "testimony"
    HISTORICAL_EVENT = "historical event"
    NEWS_REPORT = "news report"
    DOCUMENT = "document or leak"
    COURT_RULING = "court ruling"
    STUDY = "study"
    FICTION = "fiction or book"
    ANECDOTE = "anecdote"


class CitationState(StrEnum):
    CITED = "cited"
    MISSING = "missing"
    MISMATCHED = "mismatched"
    ANONYMOUS = "anonymous"


class MeasureKind(StrEnum):
    SHARE = "share"
    COUNT = "count"
    MONEY = "money"
    RANK = "rank"
    OTHER = "other"


class QuestionKind(StrEnum):
    INTERPRETATION = "interpretation"
    FACT = "fact"
    FIGURE = "figure"
    VALUE = "value"
    PROVENANCE = "provenance"
    PREDICTION = "prediction"
    RECOMMENDATION = "recommendation"


class PositionStatus(StrEnum):
    ASSERTS = "asserts"
    DENIES = "denies"
    REPORTS = "reports"
    CONCEDES = "concedes"
    DOUBTS = "doubts"
    HEDGES = "hedges"
    MIXED = "mixed"
    SILENT = "silent"


class PositionRelationKind(StrEnum):
    AGREES = "agrees"
    CONTRADICTS = "contradicts"
    ATTACKS_CONFIDENCE = "attacks confidence"
    SUPPORTS = "supports"
    DIFFERS_IN_FIGURE = "differs in figure"
    DIFFERS_IN_DETAIL = "differs in detail"
    DIFFERENT_EMPHASIS = "different emphasis"
    OVERTAKEN = "overtaken by time"


class CriticalQuestionState(StrEnum):
    OPEN = "open"
    ANSWERED = "answered"
    BECAME_A_CLAIM = "became a claim"


class Answer(StrEnum):
    """To a question of a step's scheme."""

    YES = "yes"
    NO = "no"
    CANNOT_TELL = "can't tell"
