from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from claims.forms.what_if import STEPS, ScenarioForm, address_of
from claims.models import Claim
from claims.permissions import visible
from claims.queries.rating import veil_for
from claims.queries.what_if import Scenario, what_if

from .audience import counting


@require_safe
def claim_what_if(request: HttpRequest, pk: int) -> HttpResponse:
    """A scenario stands in the address alone. One that a form adds a change to is sent on to its own address."""
    claim = get_object_or_404(visible(Claim, request.user).select_related("map"), pk=pk)
    counted = counting(request, claim.map)
    form = ScenarioForm(request.GET)
    refused = not form.is_valid()
    scenario = Scenario() if refused else form.cleaned_data["scenario"]
    if form.adds and not refused:
        return HttpResponseRedirect(f"{request.path}?{address_of(scenario, audience=counted.said)}")
    veil = veil_for(claim.map, request.user, counted.audience)
    found = what_if(claim, scenario, counted.audience, veil)
    context = {
        "map": claim.map,
        "claim": claim,
        "counting": counted,
        "form": form,
        "found": found,
        "steps": STEPS,
    }
    context["changes"] = [
        (change, address_of(scenario, leaving_out=change.name, audience=counted.said))
        for change in found.changes
    ]
    return render(request, "claims/claim_what_if.html", context, status=422 if refused else 200)
