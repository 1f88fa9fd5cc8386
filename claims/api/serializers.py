"""What the pages read, as plain values for JSON; and a rating out of JSON, by the rules of the page's form."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.reverse import reverse

from claims.forms.rating import CANNOT_TELL, rating_form
from claims.graph.scheme import Scheme
from claims.models import Rating
from claims.permissions import Rateable
from claims.queries.appraisal import Appraisals
from claims.queries.reading import ClaimRead, Reading, RelationRead
from claims.queries.scheme import AnsweredQuestion
from claims.queries.strength import Strength

from .errors import Refused

type Plain = dict[str, Any]

COUNTS = ("article", "thesis", "claim", "evidence", "question")
PAGES = {
    "page": "map_detail",
    "self": "api:map_detail",
    "claims": "api:map_claims",
    "document": "api:map_document",
}


def of_map(map: Any, request: Request) -> Plain:
    """A map with its counts (`queries.map.with_counts`)."""
    return {
        **_picked(map, "slug", "title", "summary", "licence", "version"),
        "scores_version": None if map.hide_until_rated else map.scores_version,  # it rises with each rating
        **_picked(map, "hide_until_rated", "fewest_raters"),
        "counts": {name: getattr(map, f"{name}_count") for name in COUNTS},
        "links": {
            name: reverse(f"claims:{page}", [map.slug], request=request) for name, page in PAGES.items()
        },
    }


def of_claim(claim: ClaimRead, reading: Reading) -> Plain:
    return {
        "id": claim.pk,
        **_picked(claim, "uid", "text", "kind", "version"),
        "theses": [
            {**_picked(thesis, "uid", "name", "label"), "article": thesis.article and thesis.article.slug}
            for thesis in claim.theses
        ],
        "attributions": [
            {**_picked(said, "voice", "who", "endorsement", "hedges", "place"), "article": said.article.slug}
            for said in claim.attributions
        ],
        "strength": of_strength(claim.strength, "word"),
        "relations": {
            "in": [_of_relation(relation, reading) for relation in _bearing_on(claim.pk, reading)],
            "out": [_of_relation(relation, reading) for relation in reading.uses(claim.pk)],
        },
    }


def of_strength(strength: Strength, *more: str) -> Plain:
    return _picked(strength, "state", "value", "low", "high", "n", "limited", *more)


def of_rating(rating: Rating) -> Plain:
    targets = {name: getattr(rating, f"{name}_id") for name in ("claim", "relation", "evidence")}
    given = _picked(rating, "value", "rubric")
    return {"map": rating.map.slug, **targets, **given, "version": rating.revision, "at": rating.modified}


def of_appraisals(made: Appraisals) -> Plain:
    """What readers made of one article or source together: how often each answer, 0 to 4, was given."""
    assert made.crowd is not None  # what a reader may not see is left out before
    spreads = made.crowd.spreads
    return {
        **_picked(made, "article", "source", "n"),
        "value": made.crowd.value,
        "criteria": {spread.question: _picked(spread, "counts", "cannot_tell") for spread in spreads},
    }


def of_answers(given: tuple[int, Scheme, AnsweredQuestion]) -> Plain:
    """What readers answered to one question of one relation's scheme."""
    relation, scheme, asked = given
    assert asked.counts is not None  # as above
    return {
        "relation": relation,
        "scheme": scheme.key,
        "question": asked.question.text,
        "n": asked.n,
        **dict(zip(("yes", "no", "cannot_tell"), asked.counts, strict=True)),
        "objection": {"to": asked.question.aim, "text": asked.question.objection},
    }


def rating_in(sent: Any, target: Rateable) -> Plain:
    """What was sent, cleaned by the form that asks for it on the page."""
    if not isinstance(sent, dict):
        raise Refused(_('Send one JSON object, such as {"value": 75}. Nothing was saved.'))
    as_text = {name: CANNOT_TELL if value is None else str(value) for name, value in sent.items()}
    form = rating_form(target)(as_text)
    if form.is_valid():
        return form.cleaned_data
    raise Refused({"detail": form.error, "fields": {name: form.errors.get(name, []) for name in form.fields}})


def _picked(row: Any, *names: str) -> Plain:
    return {name: getattr(row, name) for name in names}


def _of_relation(relation: RelationRead, reading: Reading) -> Plain:
    return {
        "id": relation.pk,
        "kind": relation.word,
        **_picked(relation, "uid", "claims", "target_claim", "target_relation"),
        "relevance": of_strength(relation.relevance),
        "evidence": [
            {"id": row.pk, **_picked(row, "uid", "text", "kind"), "quality": of_strength(row.strength)}
            for row in (reading.evidence[pk] for pk in relation.evidence)
        ],
    }


def _bearing_on(claim: int, reading: Reading) -> list[RelationRead]:
    """Relations into a claim, then what undercuts those, and what undercuts that."""
    found = list(reading.into(claim))
    for relation in found:
        found.extend(reading.undercuts_of(relation.pk))
    return found
