"""Giving a reason for or against a claim, or against a step: where one reads, or on a page of its own."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers

from argmap.accounts.models import User
from claims.actions.copy import copy_claim
from claims.actions.relation import add_reason
from claims.forms.relation import ReasonForm
from claims.graph.words import RelationKind
from claims.models import Claim, Relation
from claims.permissions import role_brought, visible, with_role
from claims.queries.circle import closes_a_circle
from claims.queries.scheme import Step, step_of

from .added import added
from .edit import EditPanel, refused_entry, shown, tried
from .rating import SignedIn
from .similar import similar_to

BEARS = [kind.value for kind in RelationKind]


@vary_on_headers("HX-Request")
@require_http_methods(["GET", "HEAD", "POST"])
def reason_new(request: SignedIn, pk: int) -> HttpResponse:
    """`?bears=attack` chooses how, `?text=` begins the claim, `?passage=` says where it was found."""
    claim = get_object_or_404(with_role(visible(Claim, request.user), request.user), pk=pk)
    role_brought(claim, request.user)
    url = reverse("claims:reason_new", args=[pk])
    panel = EditPanel(f"reason-claim-{pk}", url, claim.get_absolute_url())
    return _asked(request, panel, claim, claim, {"page_claim": claim})


@vary_on_headers("HX-Request")
@require_http_methods(["GET", "HEAD", "POST"])
def undercut_new(request: SignedIn, pk: int) -> HttpResponse:
    """An attack on a step: both its ends may be right, and yet the one does not lead to the other."""
    relations = visible(Relation, request.user).select_related("map", "target_claim", "target_relation")
    relation = get_object_or_404(relations, pk=pk)
    step = step_of(relation, request.user)
    if step is None:
        raise Http404
    url = reverse("claims:undercut_new", args=[pk])
    panel = EditPanel(f"reason-relation-{pk}", url, f"{step.claim.get_absolute_url()}#relation-{pk}")
    return _asked(request, panel, relation, step.claim, {"page_claim": step.claim, "step": step})


def _asked(
    request: SignedIn, panel: EditPanel, target: Claim | Relation, home: Claim, context: dict[str, Any]
) -> HttpResponse:
    refusal = refused_entry(request, target.map)
    if refusal:
        return refusal
    context |= {"map": target.map}
    page = "reason_new" if isinstance(target, Claim) else "undercut_new"
    options: dict[str, Any] = {"map": target.map, "id": panel.id, "user": request.user}
    options["undercuts"] = isinstance(target, Relation)
    if request.method != "POST":
        panel.form = ReasonForm(initial=_begun(request), **options)
        return shown(request, page, panel, context)
    form = panel.form = ReasonForm(request.POST, **options)
    if "look" not in request.POST and form.is_valid():
        relation = tried(panel, lambda: _give(target, form, request.user))
        if relation:
            circle = bool(form.cleaned_data["existing"]) and closes_a_circle(relation)
            texts = [premise.text for premise in form.premises]
            said = _told(relation, texts, context.get("step"), circle=circle)
            return added(request, panel, home, relation, said)
    context["similar"] = similar_to(form, request.user)
    return shown(request, page, panel, context, status=200 if "look" in request.POST else 422)


def _give(target: Claim | Relation, form: ReasonForm, by: User) -> Relation:
    """A claim of another map comes in as a copy first."""
    premises = [
        copy_claim(premise, target.map, by=by)
        if isinstance(premise, Claim) and premise.map_id != target.map_id
        else premise
        for premise in form.premises
    ]
    return add_reason(target, form.bearing, premises, by=by, why=form.cleaned_data["why"])


def _begun(request: SignedIn) -> dict[str, str]:
    """What the address already says of the form."""
    asked = request.GET
    bears = asked.get("bears", "")
    begun = {name: asked[name] for name in ("text", "passage") if name in asked}
    return begun | ({"bears": bears} if bears in BEARS else {})


def _told(relation: Relation, premises: list[str], step: Step | None, *, circle: bool) -> str:
    """What was made, as a sentence; that it runs in a circle is said, and no reason to refuse it."""
    words = {"premise": _(" together with ").join(f"“{text}”" for text in premises)}
    if step:
        words["target"] = " ".join(f"“{text}”" for text in step.premises)
        said = _("Added: %(premise)s undercuts the step from %(target)s") % words
    else:
        words["target"] = str(relation.target_claim)
        bears = {"support": _("supports"), "attack": _("attacks"), "contradiction": _("contradicts")}
        words["bears"] = bears.get(relation.kind, _("is noted beside"))
        said = _("Added: %(premise)s %(bears)s “%(target)s”") % words
    if circle:
        said += " · " + _("It now rests on itself in a circle; what runs round counts for less.")
    return said
