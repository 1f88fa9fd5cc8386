"""Two claims into one, and one into two: for curators, and undoable."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from claims.actions.merge import merge_claims, split_claim
from claims.forms.finder import FinderForm
from claims.forms.merge import SplitForm
from claims.models import Claim
from claims.permissions import may_curate, visible

from .edit import EditPanel, refused_entry, saved, shown, tried
from .rating import SignedIn


@require_http_methods(["GET", "HEAD", "POST"])
def claim_merge(request: SignedIn, pk: int) -> HttpResponse:
    claim = _found(request, pk)
    refusal = refused_entry(request, claim.map)
    if refusal:
        return refusal
    _allow(request, claim)
    panel = EditPanel(f"merge-{pk}", reverse("claims:claim_merge", args=[pk]), claim.get_absolute_url())
    context = {"map": claim.map, "claim": claim}
    if request.method != "POST":
        initial = {"version": claim.version}
        panel.form = FinderForm(map=claim.map, id=panel.id, but=claim, initial=initial)
        return shown(request, "claim_merge", panel, context)
    form = panel.form = FinderForm(request.POST, map=claim.map, id=panel.id, but=claim)
    if form.is_valid():
        kept, why = form.cleaned_data["claim"], form.cleaned_data["why"]
        if tried(panel, lambda: merge_claims(kept, claim, read=form.read, by=request.user, why=why)):
            said = _("The two are one claim now. The old address leads here.")
            return saved(request, said, kept.get_absolute_url(), claim.map)
    return shown(request, "claim_merge", panel, context, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
def claim_split(request: SignedIn, pk: int) -> HttpResponse:
    claim = _found(request, pk)
    refusal = refused_entry(request, claim.map)
    if refusal:
        return refusal
    _allow(request, claim)
    panel = EditPanel(f"split-{pk}", reverse("claims:claim_split", args=[pk]), claim.get_absolute_url())
    context = {"map": claim.map, "claim": claim}
    if request.method != "POST":
        initial = {"version": claim.version, "first": claim.text}
        panel.form = SplitForm(map=claim.map, id=panel.id, claim=claim, initial=initial)
        return shown(request, "claim_split", panel, context)
    form = panel.form = SplitForm(request.POST, map=claim.map, id=panel.id, claim=claim)
    if form.is_valid():
        first, second = form.halves
        why = form.cleaned_data["why"]
        if tried(panel, lambda: split_claim(claim, first, second, read=form.read, by=request.user, why=why)):
            said = _("The claim was split. This is the first half; the second is in the map’s history.")
            return saved(request, said, panel.back, claim.map)
    return shown(request, "claim_split", panel, context, status=422)


def _found(request: SignedIn, pk: int) -> Claim:
    return get_object_or_404(visible(Claim, request.user).select_related("map"), pk=pk)


def _allow(request: SignedIn, claim: Claim) -> None:
    if not may_curate(request.user, claim.map):
        raise PermissionDenied
