from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from claims.forms.rating import rating_form
from claims.models import Claim
from claims.permissions import visible
from claims.queries.claim import claim_page
from claims.queries.critical_question import asked_of
from claims.queries.rating import read_given, veil_for

from .audience import counting
from .rating import panel_for


@require_safe
def claim_detail(request: HttpRequest, pk: int) -> HttpResponse:
    claim = get_object_or_404(visible(Claim, request.user).select_related("map"), pk=pk)
    counted = counting(request, claim.map)
    given = read_given(claim, ("claim", claim.pk), counted.audience, request.user)
    veil = veil_for(claim.map, request.user, counted.audience, given.own)
    page = claim_page(claim, counted.audience, veil)
    context = {
        "map": claim.map,
        "counting": counted,
        "page": page,
        "asked": asked_of(page),
        "panel": panel_for(request.user, claim, claim, rating_form(claim)(), given.behind(veil)),
    }
    return render(request, "claims/claim_detail.html", context)
