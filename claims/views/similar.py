"""What is there already, for somebody who is about to write a claim down."""

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from claims.forms.claim import ReusingForm
from claims.forms.similar import chosen_claim, form_id
from claims.permissions import Visitor, may_contribute, visible_maps
from claims.queries.similar import Similar, similar_claims

from .rating import HtmxRequest


@vary_on_headers("HX-Request")
@require_safe
def claim_similar(request: HtmxRequest, slug: str) -> HttpResponse:
    """`?text=` is what has been typed, `?existing=` what was chosen, `?form=` begins the ids of the form's controls."""
    map = get_object_or_404(visible_maps(request.user), slug=slug)
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if not may_contribute(request.user, map):
        raise PermissionDenied
    text, chosen = request.GET.get("text", ""), chosen_claim(request.GET.get("existing", ""))
    similar = similar_claims(text, map, request.user, keep=chosen)
    context = {"map": map, "text": text, "similar": similar, "form_id": form_id(request.GET.get("form", ""))}
    template = "partials/similar" if request.htmx else "claim_similar"
    return render(request, f"claims/{template}.html", context)


def similar_to(form: ReusingForm, user: Visitor) -> Similar:
    """What a form that is shown again has beside its text."""
    return similar_claims(str(form["text"].value() or ""), form.map, user, keep=form.chosen)
