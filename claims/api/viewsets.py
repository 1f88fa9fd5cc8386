from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotAuthenticated, PermissionDenied
from rest_framework.pagination import LimitOffsetPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from claims.actions.rating import rate
from claims.exchange import argmap
from claims.graph.document import MapDocument
from claims.graph.words import State, TextRight
from claims.models import ArgumentMap, Claim
from claims.permissions import groups_seen, listed_maps, may_curate, ratings_of, visible, visible_maps
from claims.queries.appraisal import appraisals_of
from claims.queries.audience import Audience, audience_for
from claims.queries.document import map_document
from claims.queries.graph import Target
from claims.queries.map import with_counts
from claims.queries.moved import Moved, renewed
from claims.queries.part import read_part
from claims.queries.rating import as_seen_by
from claims.queries.reading import Reading
from claims.queries.scheme import answered_on
from claims.queries.strength import Strength
from claims.queries.whole import read_map

from .serializers import Plain, of_answers, of_appraisals, of_claim, of_map, of_rating, of_strength, rating_in


class Parts(LimitOffsetPagination):
    """Every list comes in parts, however long it is: `?limit=` and `?offset=`."""

    default_limit = max_limit = 500

    def answer(self, rows: Any, request: Request, make: Callable[[Any], Plain]) -> Response:
        return self.get_paginated_response([make(row) for row in self.paginate_queryset(rows, request)])


class MapViewSet(ViewSet):
    def list(self, request: Request) -> Response:
        maps = with_counts(listed_maps(request.user)).order_by("title", "pk")
        return Parts().answer(maps, request, lambda map: of_map(map, request))

    def retrieve(self, request: Request, slug: str) -> Response:
        map = get_object_or_404(with_counts(visible_maps(request.user)), slug=slug)
        return Response(of_map(map, request))

    def document(self, request: Request, slug: str) -> HttpResponse:
        map = get_object_or_404(visible_maps(request.user), slug=slug)
        document = map_document(map)
        if _is_for_curators(document) and not may_curate(request.user, map):
            raise PermissionDenied(_("This file holds what only curators of the map see. Ask one for it."))
        return HttpResponse(argmap.write(document), content_type="application/json")

    def claims(self, request: Request, slug: str) -> Response:
        map = get_object_or_404(visible_maps(request.user), slug=slug)
        reading = as_seen_by(request.user, read_map(map, _audience(request, map)))
        return Parts().answer(list(reading.claims.values()), request, lambda claim: of_claim(claim, reading))

    def appraisals(self, request: Request, slug: str) -> Response:
        map = get_object_or_404(visible_maps(request.user), slug=slug)
        made = appraisals_of(map, _audience(request, map), request.user)
        return Parts().answer([one for one in made if one.crowd], request, of_appraisals)

    def answers(self, request: Request, slug: str) -> Response:
        map = get_object_or_404(visible_maps(request.user), slug=slug)
        given = answered_on(map, _audience(request, map), request.user)
        return Parts().answer([one for one in given if one[-1].counts], request, of_answers)


class ClaimViewSet(ViewSet):
    def retrieve(self, request: Request, pk: int) -> Response:
        claim = get_object_or_404(visible(Claim, request.user).select_related("map"), pk=pk)
        reading = as_seen_by(request.user, read_part(claim.map, _audience(request, claim.map), pk).reading)
        return Response(of_claim(reading.claims[pk], reading))


class RatingViewSet(ViewSet):
    """A reader's own ratings. `table`: of what kind of thing an address takes one."""

    table: Any = None

    def list(self, request: Request) -> Response:
        if not request.user.is_authenticated:
            raise NotAuthenticated(_("Sign in to see your ratings."))
        mine = ratings_of(request.user, map__in=visible_maps(request.user).values("pk"))
        return Parts().answer(mine.select_related("map"), request, of_rating)

    def create(self, request: Request, pk: int) -> Response:
        target = get_object_or_404(visible(self.table, request.user).select_related("map"), pk=pk)
        if not request.user.is_authenticated:
            raise NotAuthenticated(_("Sign in to rate. Nothing was saved."))
        given = rating_in(request.data, target)
        rated = rate(target, given["value"], by=request.user, rubric=given["rubric"])
        audience = _audience(request, target.map)
        now = rated.moved(audience.key)
        reading = as_seen_by(request.user, renewed(read_map(target.map, audience), now))
        return Response({"rating": of_rating(rated.rating), "moved": list(_moved(now, reading))})


def _audience(request: Request, map: ArgumentMap) -> Audience:
    """Whose ratings count is said by the address alone, and not remembered as on pages; one query."""
    asked = request.query_params
    groups = groups_seen(map, request.user)
    example = asked.get("example") != "off"
    return audience_for(map, asked.get("audience", ""), groups, request.user, example=example)


def _moved(moved: Moved, reading: Reading) -> Iterator[Plain]:
    """What moved for this audience, as far as this reader may see it."""
    strengths: dict[Target, Strength] = {
        ("claim", pk): claim.strength for pk, claim in reading.claims.items()
    }
    strengths |= {("evidence", pk): evidence.strength for pk, evidence in reading.evidence.items()}
    strengths |= {("relation", pk): relation.relevance for pk, relation in reading.relations.items()}
    for kind, pk in moved.was_shown(reading.map):
        strength = strengths.get((kind, pk))
        if strength and strength.state != "hidden" and not strength.veiled:
            yield {"kind": kind, "id": pk, "strength": of_strength(strength)}


def _is_for_curators(document: MapDocument) -> bool:
    """Whether it holds rows that were withdrawn, or the text of an article that may only be quoted."""
    rows: tuple[Any, ...] = (*document.claims, *document.evidence, *document.relations)
    quoted = (article for article in document.articles if article.text_right == TextRight.QUOTATION_ONLY)
    return any(row.state == State.WITHDRAWN for row in rows) or any(
        paragraph.text is not None for article in quoted for paragraph in article.paragraphs
    )
