"""Putting a step to the questions of its scheme."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers

from claims.actions.rating import MayNotRate
from claims.actions.scheme import examine
from claims.forms.scheme import OBJECTIONS, SchemeForm
from claims.graph.scheme import ANY_STEP, Aim, Question, Scheme, scheme_of
from claims.graph.words import RelationKind
from claims.models import Relation
from claims.permissions import may_contribute, may_rate, visible
from claims.queries.audience import Audience
from claims.queries.scheme import AnsweredQuestion, Step, answered, step_of

from .audience import counting
from .rating import SignedIn


@dataclass(frozen=True)
class Call:
    """What a "no" calls for, in words, and where the objection is made: a form that begins with a first wording."""

    question: Question
    objection: str
    url: str


@dataclass(frozen=True)
class SchemePanel:
    """The questions to one step as a form, and what was answered so far."""

    step: Step
    scheme: Scheme
    form: SchemeForm
    answered: list[AnsweredQuestion]
    may_rate: bool
    may_contribute: bool

    @property
    def id(self) -> str:
        return f"examining-{self.step.relation.pk}"

    @property
    def url(self) -> str:
        return reverse("claims:relation_examine", args=[self.step.relation.pk])

    @property
    def back(self) -> str:
        return f"{self.step.claim.get_absolute_url()}#relation-{self.step.relation.pk}"

    @property
    def is_of_any_step(self) -> bool:
        return self.scheme is ANY_STEP

    @property
    def answers(self) -> tuple[str, str, str]:
        return _("Yes"), _("No"), _("can’t tell")

    @property
    def own(self) -> list[AnsweredQuestion]:
        return [question for question in self.answered if question.own]

    @property
    def is_earlier(self) -> bool:
        """Whether the step has changed since the reader answered."""
        return any(question.version < self.step.relation.version for question in self.own)

    @property
    def calls(self) -> Iterator[Call]:
        for question in self.answered:
            if question.calls:
                yield Call(
                    question.question,
                    str(OBJECTIONS[question.question.aim]),
                    self._form_for(question.question),
                )

    def _form_for(self, question: Question) -> str:
        """Evidence is not attacked itself: where it is the reason, the objection undercuts the step."""
        relation = self.step.relation
        begun = {"bears": RelationKind.ATTACK.value, "text": _(question.objection)}
        if question.aim == Aim.TARGET:
            address = reverse("claims:reason_new", args=[self.step.claim.pk])
        elif question.aim == Aim.REASON and relation.claims:
            address = reverse("claims:reason_new", args=[relation.claims[0]])
        else:
            address = reverse("claims:undercut_new", args=[relation.pk])
        return f"{address}?{urlencode(begun)}"


@vary_on_headers("HX-Request")
@require_http_methods(["GET", "HEAD", "POST"])
def relation_examine(request: SignedIn, pk: int) -> HttpResponse:
    """Anyone who may see the step may read its questions."""
    relations = visible(Relation, request.user).select_related("map", "target_claim", "target_relation")
    relation = get_object_or_404(relations, pk=pk)
    step = step_of(relation, request.user)
    if step is None:
        raise Http404
    if request.method != "POST":
        return _ask(request, relation, step, SchemeForm(scheme_of(relation.scheme)))
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    form = SchemeForm(scheme_of(relation.scheme), request.POST)
    if not form.is_valid():
        return _ask(request, relation, step, form, status=422)
    try:
        examine(relation, form.cleaned_data["answers"], by=request.user)
    except MayNotRate:
        return _ask(request, relation, step, form, status=403)
    return _answer(request, relation, step)


def _ask(
    request: SignedIn, relation: Relation, step: Step, form: SchemeForm, status: int = 200
) -> HttpResponse:
    """The form alone for htmx, and otherwise as a page of its own."""
    counted = counting(request, relation.map)
    panel = _panel(request, relation, step, counted.audience, form)
    context = {"map": relation.map, "counting": counted, "panel": panel}
    if request.htmx and status != 403:
        return render(request, "claims/partials/examination.html", context, status=status)
    return render(request, "claims/relation_examine.html", context, status=status)


def _answer(request: SignedIn, relation: Relation, step: Step) -> HttpResponse:
    """The questions again with what the answers call for, or their page with a sentence on it."""
    form = SchemeForm(scheme_of(relation.scheme))
    panel = _panel(request, relation, step, counting(request, relation.map).audience, form)
    sentence = _told(list(panel.calls))
    if request.htmx:
        context = {"map": relation.map, "panel": panel, "sentence": sentence}
        return render(request, "claims/partials/examined.html", context)
    messages.success(request, sentence)
    return HttpResponseRedirect(panel.url, status=303)


def _panel(
    request: SignedIn, relation: Relation, step: Step, audience: Audience, form: SchemeForm
) -> SchemePanel:
    return SchemePanel(
        step=step,
        scheme=scheme_of(relation.scheme),
        form=form,
        answered=answered(relation, audience, request.user),
        may_rate=may_rate(request.user, relation),
        may_contribute=may_contribute(request.user, relation.map),
    )


def _told(calls: list[Call]) -> str:
    if not calls:
        return _("Saved. None of your answers calls for an objection.")
    if len(calls) == 1:
        return _("Saved. Your “no” calls for %(objection)s: “%(text)s”") % {
            "objection": calls[0].objection,
            "text": _(calls[0].question.objection),
        }
    return _("Saved. %(n)s of your answers call for an objection; they are listed beside the questions.") % {
        "n": len(calls)
    }
