"""Changing a step: how it bears, its premises, what it bears on."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from claims.actions.relation import (
    edit_relation,
    join_relations,
    move_relation,
    part_premise,
    reorder_reasons,
)
from claims.forms.finder import FinderForm
from claims.forms.relation import JoinForm, OrderForm, PartForm, RelationForm, filled
from claims.models import Claim, Relation
from claims.permissions import may_curate, visible
from claims.queries.scheme import Step, step_of

from .edit import EditPanel, refused_entry, saved, shown, tried
from .rating import SignedIn


@require_http_methods(["GET", "HEAD", "POST"])
def relation_edit(request: SignedIn, pk: int) -> HttpResponse:
    relation, step = _found(request, pk)
    refusal = refused_entry(request, relation.map)
    if refusal:
        return refusal
    panel = _panel("relation_edit", relation, step)
    options: dict[str, Any] = {
        "map": relation.map,
        "id": panel.id,
        "undercuts": relation.target_relation_id is not None,
        "curates": may_curate(request.user, relation.map),
    }
    context = {"map": relation.map, "step": step, "relation": relation}
    if request.method != "POST":
        panel.form = RelationForm(initial=filled(relation), **options)
        return shown(request, "relation_edit", panel, context)
    form = panel.form = RelationForm(request.POST, **options)
    if form.is_valid():
        why = form.cleaned_data["why"]
        if tried(
            panel, lambda: edit_relation(relation, form.bearing, read=form.read, by=request.user, why=why)
        ):
            return _saved(request, relation, step, _("The step was changed."))
    return shown(request, "relation_edit", panel, context, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
def relation_move(request: SignedIn, pk: int) -> HttpResponse:
    """The step bears on another claim from now on, and all that stands below it comes along."""
    relation, step = _found(request, pk)
    refusal = refused_entry(request, relation.map)
    if refusal:
        return refusal
    panel = _panel("relation_move", relation, step)
    context = {"map": relation.map, "step": step, "relation": relation}
    if request.method != "POST":
        panel.form = FinderForm(map=relation.map, id=panel.id, initial={"version": relation.version})
        return shown(request, "relation_move", panel, context)
    form = panel.form = FinderForm(request.POST, map=relation.map, id=panel.id)
    if form.is_valid():
        target, why = form.cleaned_data["claim"], form.cleaned_data["why"]
        moved = tried(
            panel, lambda: move_relation(relation, target, read=form.read, by=request.user, why=why)
        )
        if moved:
            return saved(
                request,
                _("The reason was moved here."),
                f"{target.get_absolute_url()}#relation-{pk}",
                relation.map,
            )
    return shown(request, "relation_move", panel, context, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
def relation_join(request: SignedIn, pk: int) -> HttpResponse:
    """Two reasons become one whose premises only work together."""
    relation, step = _found(request, pk)
    refusal = refused_entry(request, relation.map)
    if refusal:
        return refusal
    panel = _panel("relation_join", relation, step)
    context = {"map": relation.map, "step": step, "relation": relation}
    if request.method != "POST":
        initial = {"version": relation.version}
        panel.form = JoinForm(map=relation.map, id=panel.id, relation=relation, initial=initial)
        return shown(request, "relation_join", panel, context)
    form = panel.form = JoinForm(request.POST, map=relation.map, id=panel.id, relation=relation)
    if form.is_valid():
        other, why = form.cleaned_data["other"], form.cleaned_data["why"]
        if tried(panel, lambda: join_relations(relation, other, read=form.read, by=request.user, why=why)):
            return _saved(request, relation, step, _("The two reasons now only work together."))
    return shown(request, "relation_join", panel, context, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
def relation_part(request: SignedIn, pk: int) -> HttpResponse:
    """One of several premises becomes a reason of its own."""
    relation, step = _found(request, pk)
    refusal = refused_entry(request, relation.map)
    if refusal:
        return refusal
    panel = _panel("relation_part", relation, step)
    context = {"map": relation.map, "step": step, "relation": relation}
    if request.method != "POST":
        initial = {"version": relation.version}
        panel.form = PartForm(map=relation.map, id=panel.id, relation=relation, initial=initial)
        return shown(request, "relation_part", panel, context)
    form = panel.form = PartForm(request.POST, map=relation.map, id=panel.id, relation=relation)
    if form.is_valid():
        premise, why = form.cleaned_data["premise"], form.cleaned_data["why"]
        if tried(panel, lambda: part_premise(relation, premise, read=form.read, by=request.user, why=why)):
            return _saved(request, relation, step, _("The premise is a reason of its own now."))
    return shown(request, "relation_part", panel, context, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
def claim_order(request: SignedIn, pk: int) -> HttpResponse:
    """In which order the outline tells the reasons for and against a claim."""
    claim = get_object_or_404(visible(Claim, request.user).select_related("map"), pk=pk)
    refusal = refused_entry(request, claim.map)
    if refusal:
        return refusal
    panel = EditPanel(f"order-{pk}", reverse("claims:claim_order", args=[pk]), claim.get_absolute_url())
    context = {"map": claim.map, "claim": claim}
    if request.method != "POST":
        panel.form = OrderForm(map=claim.map, id=panel.id, claim=claim)
        return shown(request, "claim_order", panel, context)
    form = panel.form = OrderForm(request.POST, map=claim.map, id=panel.id, claim=claim)
    if form.is_valid():
        why = form.cleaned_data["why"]

        def put_in_order() -> Claim:
            reorder_reasons(claim, form.order, by=request.user, why=why)
            return claim

        if tried(panel, put_in_order):
            return saved(request, _("The reasons are in the new order."), panel.back, claim.map)
    return shown(request, "claim_order", panel, context, status=422)


def _found(request: SignedIn, pk: int) -> tuple[Relation, Step]:
    relations = visible(Relation, request.user).select_related("map", "target_claim", "target_relation")
    relation = get_object_or_404(relations, pk=pk)
    step = step_of(relation, request.user)
    if step is None:
        raise Http404
    return relation, step


def _panel(page: str, relation: Relation, step: Step) -> EditPanel:
    back = f"{step.claim.get_absolute_url()}#relation-{relation.pk}"
    return EditPanel(f"{page}-{relation.pk}", reverse(f"claims:{page}", args=[relation.pk]), back)


def _saved(request: SignedIn, relation: Relation, step: Step, sentence: str) -> HttpResponse:
    back = f"{step.claim.get_absolute_url()}#relation-{relation.pk}"
    return saved(request, sentence, back, relation.map)
