"""Appraising an article or a source: two addresses, one way."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers

from claims.actions.appraisal import appraise
from claims.actions.rating import MayNotRate
from claims.credibility import rubric_value
from claims.forms.appraisal import AppraisalForm
from claims.models import Article, Source
from claims.permissions import may_appraise, visible
from claims.queries.appraisal import Appraisals, appraisals_on
from claims.queries.audience import Audience

from .audience import counting
from .rating import SignedIn


@dataclass(frozen=True)
class AppraisalPanel:
    """What was made of an article or a source so far, and beside it the form, where it is asked for."""

    target: Article | Source
    appraisals: Appraisals
    form: AppraisalForm | None = None
    may_rate: bool = False

    @property
    def kind(self) -> str:
        return "article" if isinstance(self.target, Article) else "source"

    @property
    def id(self) -> str:
        return f"appraisal-{self.kind}-{self.target.pk}"

    @property
    def url(self) -> str:
        within = self.target.slug if isinstance(self.target, Article) else self.target.pk
        return reverse(f"claims:{self.kind}_appraise", args=[self.target.map.slug, within])

    @property
    def back(self) -> str:
        return f"{self.target.get_absolute_url()}#h-appraisal"


def article_appraise(request: SignedIn, slug: str, article_slug: str) -> HttpResponse:
    articles = visible(Article, request.user).select_related("map")
    return _appraising(request, get_object_or_404(articles, map__slug=slug, slug=article_slug))


def source_appraise(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    sources = visible(Source, request.user).select_related("map")
    return _appraising(request, get_object_or_404(sources, map__slug=slug, pk=pk))


@vary_on_headers("HX-Request")
@require_http_methods(["GET", "HEAD", "POST"])
def _appraising(request: SignedIn, target: Article | Source) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    form = AppraisalForm(request.POST) if request.method == "POST" else AppraisalForm()
    if not form.is_bound:
        return _ask(request, target, form)
    if not form.is_valid():
        return _ask(request, target, form, status=422)
    try:
        appraise(target, form.cleaned_data, by=request.user)
    except MayNotRate:
        return _ask(request, target, form, status=403)
    return _answer(request, target, _told(rubric_value(form.cleaned_data.values())))


def _ask(request: SignedIn, target: Article | Source, form: AppraisalForm, status: int = 200) -> HttpResponse:
    """The form alone for htmx, and otherwise as a page of its own."""
    counted = counting(request, target.map)
    panel = _panel(request, target, counted.audience, form)
    context = {"map": target.map, "counting": counted, "panel": panel}
    if request.htmx and status != 403:
        return render(request, "claims/partials/appraisal.html", context, status=status)
    return render(request, f"claims/{panel.kind}_appraise.html", context, status=status)


def _answer(request: SignedIn, target: Article | Source, sentence: str) -> HttpResponse:
    """The form again with what was made of it so far, or the page it stands on with a sentence."""
    panel = _panel(request, target, counting(request, target.map).audience, AppraisalForm())
    if request.htmx:
        return render(request, "claims/partials/appraised.html", {"panel": panel, "sentence": sentence})
    messages.success(request, sentence)
    return HttpResponseRedirect(panel.back, status=303)


def _panel(
    request: SignedIn, target: Article | Source, audience: Audience, form: AppraisalForm
) -> AppraisalPanel:
    return AppraisalPanel(
        target=target,
        appraisals=appraisals_on(target, audience, request.user),
        form=form,
        may_rate=may_appraise(request.user, target.map),
    )


def appraisal_of(request: HttpRequest, target: Article | Source, audience: Audience) -> AppraisalPanel:
    """What was made of it, for the page that shows it; one query."""
    return AppraisalPanel(target, appraisals_on(target, audience, request.user))


def _told(value: int | None) -> str:
    if value is None:
        return _("Saved. Your answers are kept; three at least would come to a value.")
    return _("Saved. Your answers come to %(value)s of 100. They enter no strength.") % {"value": value}
