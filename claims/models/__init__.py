"""Tables, one family a file. Their rules stand in the database as constraints."""

from .appraisal import Appraisal
from .article import Article, Paragraph, Passage, Section
from .claim import Attribution, Claim, Thesis
from .comment import Comment
from .critical_question import CriticalQuestion
from .edit import Edit
from .evidence import Citation, Evidence, Figure, Measure, Source
from .group import Group, GroupMember
from .map import RESERVED, Alias, ArgumentMap, Invitation, Membership, still_open
from .notification import Notification, NotificationChoice
from .question import Position, PositionRelation, Question
from .rating import Rating, RatingLog, Score
from .relation import Premise, Relation
from .revision import Revision
from .scheme import SchemeAnswer

__all__ = [
    "RESERVED",
    "Alias",
    "Appraisal",
    "ArgumentMap",
    "Article",
    "Attribution",
    "Citation",
    "Claim",
    "Comment",
    "CriticalQuestion",
    "Edit",
    "Evidence",
    "Figure",
    "Group",
    "GroupMember",
    "Invitation",
    "Measure",
    "Membership",
    "Notification",
    "NotificationChoice",
    "Paragraph",
    "Passage",
    "Position",
    "PositionRelation",
    "Premise",
    "Question",
    "Rating",
    "RatingLog",
    "Relation",
    "Revision",
    "SchemeAnswer",
    "Score",
    "Section",
    "Source",
    "Thesis",
    "still_open",
]
