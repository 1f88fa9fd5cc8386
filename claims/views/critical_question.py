"""Asking what would have to be checked, and saying what became of it."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django.views.decorators.vary import vary_on_headers

from claims.actions.critical_question import ask, settle
from claims.forms.critical_question import CriticalQuestionForm
from claims.graph.words import CriticalQuestionState
from claims.models import Claim, CriticalQuestion, Evidence, Relation
from claims.permissions import visible
from claims.queries.rating import claim_of

from .edit import EditPanel, refused_entry, saved, shown, tried
from .rating import SignedIn

TABLES: dict[str, type[Claim | Relation | Evidence]] = {
    "claims": Claim,
    "relations": Relation,
    "evidence": Evidence,
}


class Kind:
    """In an address: what a critical question may be about."""

    regex = "|".join(TABLES)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


@vary_on_headers("HX-Request")
@require_http_methods(["GET", "HEAD", "POST"])
def critical_question_new(request: SignedIn, kind: str, pk: int) -> HttpResponse:
    """About a claim, a step to one, or a piece of evidence."""
    target = get_object_or_404(visible(TABLES[kind], request.user).select_related("map"), pk=pk)
    claim = claim_of(target, request.user, request.GET.get("claim", ""))
    if claim is None:
        raise Http404
    refusal = refused_entry(request, target.map)
    if refusal:
        return refusal
    url = reverse("claims:critical_question_new", args=[kind, pk])
    panel = EditPanel(f"question-{kind}-{pk}", url, f"{claim.get_absolute_url()}#h-critical")
    context = {"map": target.map, "claim": claim, "target": target, "kind": kind}
    if request.method != "POST":
        panel.form = CriticalQuestionForm(map=target.map, id=panel.id)
        return shown(request, "critical_question_new", panel, context)
    form = panel.form = CriticalQuestionForm(request.POST, map=target.map, id=panel.id)
    if form.is_valid():
        asked = tried(panel, lambda: ask(target, by=request.user, **form.asked))
        if asked:
            said = _("Asked: “%(question)s”") % {"question": asked.question}
            if request.htmx:
                return render(
                    request,
                    "claims/partials/added.html",
                    {"panel": panel, "sentence": said, "to": panel.back},
                )
            return saved(request, said, panel.back, target.map)
    return shown(request, "critical_question_new", panel, context, status=422)


@require_POST
def critical_question_settle(request: SignedIn, pk: int) -> HttpResponse:
    question = get_object_or_404(visible(CriticalQuestion, request.user).select_related("map"), pk=pk)
    refusal = refused_entry(request, question.map)
    if refusal:
        return refusal
    target = question.claim or question.relation or question.evidence
    assert target is not None  # it is about exactly one thing
    get_object_or_404(visible(type(target), request.user), pk=target.pk)
    claim = claim_of(target, request.user)
    sent = request.POST.get("state", "")
    if claim is None or sent not in [state.value for state in CriticalQuestionState]:
        raise Http404
    settle(question, CriticalQuestionState(sent), by=request.user)
    to = f"{claim.get_absolute_url()}#critical-question-{pk}"
    return saved(request, _("The question is now marked: %(state)s.") % {"state": _(sent)}, to, question.map)
