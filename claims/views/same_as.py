"""Where a copied claim is from, how it reads there now, and taking that wording over."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers

from claims.actions.copy import take_over_wording
from claims.errors import ClaimsError
from claims.models import Claim
from claims.permissions import may_contribute, visible
from claims.queries.same_as import original_of

from .outline import number
from .rating import SignedIn


@vary_on_headers("HX-Request")
@require_http_methods(["GET", "HEAD", "POST"])
def claim_same_as(request: SignedIn, pk: int) -> HttpResponse:
    """Whoever may see the copy may ask; what its original says is for those who may see that too."""
    claim = get_object_or_404(visible(Claim, request.user).select_related("map"), pk=pk)
    if not claim.same_as_uid:
        raise Http404
    if request.method != "POST":
        return _ask(request, claim)
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if not may_contribute(request.user, claim.map):
        raise PermissionDenied
    return _take_over(request, claim)


def _take_over(request: SignedIn, claim: Claim) -> HttpResponse:
    read, read_there = (number(request.POST.get(name, "")) for name in ("version", "version_there"))
    try:
        take_over_wording(claim, read=read, read_there=read_there, by=request.user)
    except ClaimsError as refusal:
        claim.refresh_from_db(fields=["text", "version"])
        return _ask(request, claim, refusal=str(refusal), status=422)
    messages.success(request, _("Saved. It reads now as it does on the map it was taken from."))
    return HttpResponseRedirect(claim.get_absolute_url(), status=303)


def _ask(request: SignedIn, claim: Claim, refusal: str = "", status: int = 200) -> HttpResponse:
    """Two lines for the claim's page, or a page with both wordings and a button."""
    context = {
        "map": claim.map,
        "claim": claim,
        "original": original_of(claim, request.user),
        "may_take_over": may_contribute(request.user, claim.map),
        "refusal": refusal,
    }
    template = "partials/same_as" if request.htmx and not refusal else "claim_same_as"
    return render(request, f"claims/{template}.html", context, status=status)
