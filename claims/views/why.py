"""Why a claim stands at its number: a page, and a part of the claim's page that is fetched when a reader gets there."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from claims.models import Claim
from claims.permissions import visible
from claims.queries.bridging import bridging_of
from claims.queries.rating import veil_for
from claims.queries.why import by_audience, why_of

from .audience import counting
from .rating import HtmxRequest


@vary_on_headers("HX-Request")
@require_safe
def claim_why(request: HtmxRequest, pk: int) -> HttpResponse:
    claim = get_object_or_404(visible(Claim, request.user).select_related("map"), pk=pk)
    counted = counting(request, claim.map)
    veil = veil_for(claim.map, request.user, counted.audience)
    why = why_of(claim, counted.audience, veil)
    bridged = (bridging_of(claim.map, counted.audience) or {}).get(pk)
    context = {"map": claim.map, "claim": claim, "counting": counted, "why": why, "bridged": bridged}
    if request.htmx:
        return render(request, "claims/partials/why.html", context)
    context["audiences"] = by_audience(claim, counted.groups, veil)
    return render(request, "claims/claim_why.html", context)
