"""Rating a claim, a relation's relevance or evidence's quality: three addresses, one way."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers
from django_htmx.middleware import HtmxDetails

from argmap.accounts.models import User
from claims.actions.rating import MayNotRate, Rated, column_of, rate
from claims.forms.rating import RatingForm, rating_form
from claims.models import Claim, Evidence, Relation
from claims.permissions import Rateable, Visitor, may_rate, visible
from claims.queries.claim import claim_page
from claims.queries.graph import Target
from claims.queries.rating import Ratings, claim_of, counts_on, read_given, veil_for

from .audience import counting
from .moved import moved_places, own_numbers, told
from .outline import number


class HtmxRequest(HttpRequest):
    htmx: HtmxDetails


class SignedIn(HtmxRequest):
    """A request that `login_required` lets through."""

    user: User


@dataclass(frozen=True)
class Panel:
    """The form for one thing beside what was given so far; `claim` is the one on whose page it stands."""

    target: Target
    claim: Claim
    form: RatingForm
    ratings: Ratings
    may_rate: bool
    counts: bool
    version: int

    @property
    def id(self) -> str:
        column, pk = self.target
        return f"{column}-{pk}"

    @property
    def url(self) -> str:
        column, pk = self.target
        address = reverse(f"claims:{column}_rate", args=[pk])
        return f"{address}?claim={self.claim.pk}" if column == "evidence" else address

    @property
    def back(self) -> str:
        return self.claim.get_absolute_url()


def claim_rate(request: SignedIn, pk: int) -> HttpResponse:
    return _rating(request, Claim, pk)


def relation_rate(request: SignedIn, pk: int) -> HttpResponse:
    return _rating(request, Relation, pk)


def evidence_rate(request: SignedIn, pk: int) -> HttpResponse:
    return _rating(request, Evidence, pk)


@vary_on_headers("HX-Request")
@require_http_methods(["GET", "HEAD", "POST"])
def _rating(request: SignedIn, table: type[Claim | Relation | Evidence], pk: int) -> HttpResponse:
    target = get_object_or_404(visible(table, request.user).select_related("map"), pk=pk)
    claim = claim_of(target, request.user, request.GET.get("claim", ""))
    if claim is None:
        raise Http404
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if request.method == "POST":
        return _rate(request, target, claim)
    return _ask(request, target, claim, rating_form(target)())


def _rate(request: SignedIn, target: Rateable, claim: Claim) -> HttpResponse:
    form = rating_form(target)(request.POST)
    if not form.is_valid():
        return _ask(request, target, claim, form, status=422)
    own_before = _own_numbers(request, target, claim)
    try:
        rated = rate(
            target,
            form.cleaned_data["value"],
            by=request.user,
            rubric=form.cleaned_data["rubric"],
            read=number(request.POST.get("version", "")),
        )
    except MayNotRate:
        return _ask(request, target, claim, form, status=403)
    return _answer(request, target, claim, rated, own_before)


def _ask(
    request: SignedIn, target: Rateable, claim: Claim, form: RatingForm, status: int = 200
) -> HttpResponse:
    """The form alone for htmx, and otherwise as a page of its own."""
    counted = counting(request, target.map)
    given = read_given(target, (column_of(target), target.pk), counted.audience, request.user)
    veil = veil_for(target.map, request.user, counted.audience, given.own)
    panel = panel_for(request.user, target, claim, form, given.behind(veil))
    context = {"map": target.map, "counting": counted, "panel": panel}
    if request.htmx and status != 403:
        return render(request, "claims/partials/rating.html", context, status=status)
    page = claim_page(claim, counted.audience, veil)
    context |= {"page": page, "reason": page.reason(panel.target)}
    return render(request, f"claims/{panel.target[0]}_rate.html", context, status=status)


def _own_numbers(request: SignedIn, target: Rateable, claim: Claim) -> Mapping[Target, float]:
    """The numbers on the page that come from this reader's ratings alone, as they are before one is added."""
    audience = counting(request, target.map).audience
    if audience.person is None and not target.map.hide_until_rated:
        return {}
    page = claim_page(claim, audience, veil_for(target.map, request.user, audience))
    return own_numbers(page)


def _answer(
    request: SignedIn,
    target: Rateable,
    claim: Claim,
    rated: Rated,
    own_before: Mapping[Target, float],
) -> HttpResponse:
    """All that the rating changed on screen, or the claim's page with a sentence on it."""
    counted = counting(request, target.map)
    audience = counted.audience
    given = read_given(target, (column_of(target), target.pk), audience, request.user)
    veil = veil_for(target.map, request.user, audience, given.own)
    panel = panel_for(request.user, target, claim, rating_form(target)(), given.behind(veil))
    now = rated.moved(audience.key)
    page = claim_page(claim, audience, veil, now)
    moved = moved_places(page, panel.target, now.was_shown(target.map), own_before)
    sentence = told(page, panel.target, rated.rating, moved, counts=panel.counts)
    if request.htmx:
        context = {"map": target.map, "panel": panel, "moved": moved, "page": page}
        context |= {"counting": counted, "sentence": sentence}
        return render(request, "claims/partials/rated.html", context)
    messages.success(request, sentence)
    return HttpResponseRedirect(panel.back, status=303)


def panel_for(user: Visitor, target: Rateable, claim: Claim, form: RatingForm, ratings: Ratings) -> Panel:
    return Panel(
        target=(column_of(target), target.pk),
        claim=claim,
        form=form,
        ratings=ratings,
        may_rate=may_rate(user, target),
        counts=counts_on(target, user),
        version=target.version,
    )
