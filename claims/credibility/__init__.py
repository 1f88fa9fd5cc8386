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
from .incremental import recount
from .propagate import Strengths, evaluate
from .rubric import admiralty_quality
from .semantics import OWN, SEMANTICS, Semantics
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
    "Prior",
    "Semantics",
    "Strengths",
    "admiralty_quality",
    "aggregate_ratings",
    "band",
    "bands",
    "evaluate",
    "gradient",
    "in_numbers",
    "in_words",
    "recount",
    "relation_prior",
]
