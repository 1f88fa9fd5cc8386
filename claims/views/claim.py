from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from argmap.accounts.models import User
from claims.actions.claim import add_claim, edit_claim, make_thesis
from claims.actions.copy import copy_claim
from claims.forms.claim import NewClaimForm, RewordForm, filled
from claims.forms.rating import rating_form
from claims.graph.words import State
from claims.models import ArgumentMap, Claim
from claims.permissions import Visitor, may_contribute, may_curate, may_withdraw, visible, visible_maps
from claims.queries.claim import claim_page
from claims.queries.critical_question import asked_of
from claims.queries.merge import end_of_merges
from claims.queries.rating import read_given, veil_for

from .audience import counting
from .edit import EditPanel, refused_entry, saved, shown, tried
from .rating import SignedIn, panel_for
from .similar import similar_to


@require_safe
def claim_detail(request: HttpRequest, pk: int) -> HttpResponse:
    claim = visible(Claim, request.user).select_related("map").filter(pk=pk).first()
    if claim is None or claim.merged_into_id:
        return _where_it_went(request.user, pk)
    counted = counting(request, claim.map)
    given = read_given(claim, ("claim", claim.pk), counted.audience, request.user)
    veil = veil_for(claim.map, request.user, counted.audience, given.own)
    page = claim_page(claim, counted.audience, veil)
    context = {
        "map": claim.map,
        "counting": counted,
        "page": page,
        "asked": asked_of(page),
        "is_open": claim.state == State.OPEN,
        "is_copy": bool(claim.same_as_uid),
        "panel": panel_for(request.user, claim, claim, rating_form(claim)(), given.behind(veil)),
        "may_contribute": may_contribute(request.user, claim.map),
        "may_curate": may_curate(request.user, claim.map),
        "may_withdraw": may_withdraw(request.user, claim),
    }
    return render(request, "claims/claim_detail.html", context)


def _where_it_went(user: Visitor, pk: int) -> HttpResponse:
    """A claim that was merged into another leads there: old links go on working."""
    home = get_object_or_404(visible(Claim, user), pk=end_of_merges(pk), merged_into=None)
    if home.pk == pk:
        raise Http404
    return HttpResponseRedirect(home.get_absolute_url())


@require_http_methods(["GET", "HEAD", "POST"])
def claim_new(request: SignedIn, slug: str) -> HttpResponse:
    """A thesis, or a claim that stands by itself for now."""
    map = get_object_or_404(visible_maps(request.user), slug=slug)
    refusal = refused_entry(request, map)
    if refusal:
        return refusal
    panel = EditPanel("claim-new", reverse("claims:claim_new", args=[slug]), map.get_absolute_url())
    if request.method != "POST":
        begun = {name: request.GET[name] for name in ("text", "passage", "thesis_of") if name in request.GET}
        panel.form = NewClaimForm(map=map, id=panel.id, user=request.user, initial=begun)
        return shown(request, "claim_new", panel, {"map": map})
    form = panel.form = NewClaimForm(request.POST, map=map, id=panel.id, user=request.user)
    if "look" not in request.POST and form.is_valid():
        claim = tried(panel, lambda: _bring(map, form, request.user))
        if claim:
            return saved(request, _("The claim is on the map."), claim.get_absolute_url(), map)
    context = {"map": map, "similar": similar_to(form, request.user)}
    return shown(request, "claim_new", panel, context, status=200 if "look" in request.POST else 422)


def _bring(map: ArgumentMap, form: NewClaimForm, by: User) -> Claim:
    """A new claim; or one that is there, or comes in as a copy, in the role that was chosen."""
    existing, role = form.cleaned_data["existing"], form.role
    if existing is None:
        return add_claim(map, form.wording, by=by, role=role, why=form.cleaned_data["why"])
    claim = existing if existing.map_id == map.pk else copy_claim(existing, map, by=by)
    return make_thesis(claim, role, by=by) if role else claim


@require_http_methods(["GET", "HEAD", "POST"])
def claim_edit(request: SignedIn, pk: int) -> HttpResponse:
    claim = get_object_or_404(visible(Claim, request.user).select_related("map"), pk=pk)
    refusal = refused_entry(request, claim.map)
    if refusal:
        return refusal
    url = reverse("claims:claim_edit", args=[pk])
    panel = EditPanel(f"claim-{pk}", url, claim.get_absolute_url())
    context: dict[str, Any] = {"map": claim.map, "claim": claim}
    if request.method != "POST":
        panel.form = RewordForm(map=claim.map, id=panel.id, initial=filled(claim))
        return shown(request, "claim_edit", panel, context)
    form = panel.form = RewordForm(request.POST, map=claim.map, id=panel.id)
    if form.is_valid() and tried(panel, lambda: _reword(claim, form, request.user)):
        said = _("The claim was reworded. What was rated before is marked as given on the earlier wording.")
        return saved(request, said, panel.back, claim.map)
    return shown(request, "claim_edit", panel, context, status=422)


def _reword(claim: Claim, form: RewordForm, by: User) -> Claim:
    why = form.cleaned_data["why"]
    return edit_claim(claim, form.wording, read=form.read, by=by, role=form.role, why=why)
