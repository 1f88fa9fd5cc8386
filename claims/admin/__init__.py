"""The door for staff: every table, a file for each family. What is only ever recorded is only shown."""

from . import (
    appraisal,
    article,
    claim,
    comment,
    critical_question,
    evidence,
    group,
    map,
    question,
    rating,
    relation,
    revision,
    scheme,
)

__all__ = [
    "appraisal",
    "article",
    "claim",
    "comment",
    "critical_question",
    "evidence",
    "group",
    "map",
    "question",
    "rating",
    "relation",
    "revision",
    "scheme",
]
