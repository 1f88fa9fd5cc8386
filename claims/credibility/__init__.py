"""Ratings in, strengths out; values to values, no database: `aggregate_ratings` of one thing, `evaluate` a graph."""

from .aggregate import (
    CLAIM_PRIOR,
    ENOUGH_RATINGS,
    EVIDENCE_PRIOR,
    RELATION_FROM_CLAIM_PRIOR,
    RELATION_FROM_EVIDENCE_PRIOR,
    Aggregate,
    Prior,
    aggregate_ratings,
    relation_prior,
)
from .explain import Change, Explanation, Influence, Reason, explain, rate_next, removals, without
from .incremental import recount
from .propagate import Strengths, evaluate
from .rubric import admiralty_quality, rubric_value
from .semantics import OWN, SEMANTICS, Logistic, Semantics
from .sensitivity import band, bands, gradient
from .wording import in_numbers, in_words

__all__ = [
    "CLAIM_PRIOR",
    "ENOUGH_RATINGS",
    "EVIDENCE_PRIOR",
    "OWN",
    "RELATION_FROM_CLAIM_PRIOR",
    "RELATION_FROM_EVIDENCE_PRIOR",
    "SEMANTICS",
    "Aggregate",
    "Change",
    "Explanation",
    "Influence",
    "Logistic",
    "Prior",
    "Reason",
    "Semantics",
    "Strengths",
    "admiralty_quality",
    "aggregate_ratings",
    "band",
    "bands",
    "evaluate",
    "explain",
    "gradient",
    "in_numbers",
    "in_words",
    "rate_next",
    "recount",
    "relation_prior",
    "removals",
    "rubric_value",
    "without",
]
