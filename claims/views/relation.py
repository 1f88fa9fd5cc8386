"""Changing a step: how it bears, its premises, what it bears on."""

from collections.abc import Callable
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
from claims.forms.edit import EditForm
from claims.forms.finder import FinderForm
from claims.forms.relation import JoinForm, OrderForm, PartForm, RelationForm, filled
from claims.models import Claim, Relation
from claims.permissions import may_curate, visible
from claims.queries.scheme import Step, step_of

from .edit import EditPanel, asked, refused_entry, saved
from .rating import SignedIn


@require_http_methods(["GET", "HEAD", "POST"])
def relation_edit(request: SignedIn, pk: int) -> HttpResponse:
    relation, step = _found(request, pk)
    curates = may_curate(request.user, relation.map)

    def make(data: Any, **options: Any) -> RelationForm:
        options |= {"undercuts": relation.target_relation_id is not None, "curates": curates}
        return RelationForm(data, **{**options, "initial": filled(relation)})

    def change(form: RelationForm) -> Relation:
        return edit_relation(relation, form.bearing, **form.edit_by(request.user))

    return _changed(request, "relation_edit", relation, step, make, change, _("The step was changed."))


@require_http_methods(["GET", "HEAD", "POST"])
def relation_move(request: SignedIn, pk: int) -> HttpResponse:
    """The step bears on another claim from now on, and all that stands below it comes along."""
    relation, step = _found(request, pk)

    def move(form: FinderForm) -> Relation:
        return move_relation(relation, form.cleaned_data["claim"], **form.edit_by(request.user))

    return _changed(
        request, "relation_move", relation, step, FinderForm, move, _("The reason was moved here.")
    )


@require_http_methods(["GET", "HEAD", "POST"])
def relation_join(request: SignedIn, pk: int) -> HttpResponse:
    """Two reasons become one whose premises only work together."""
    relation, step = _found(request, pk)

    def make(data: Any, **options: Any) -> JoinForm:
        return JoinForm(data, relation=relation, **options)

    def join(form: JoinForm) -> Relation:
        return join_relations(relation, form.cleaned_data["other"], **form.edit_by(request.user))

    said = _("The two reasons now only work together.")
    return _changed(request, "relation_join", relation, step, make, join, said)


@require_http_methods(["GET", "HEAD", "POST"])
def relation_part(request: SignedIn, pk: int) -> HttpResponse:
    """One of several premises becomes a reason of its own."""
    relation, step = _found(request, pk)

    def make(data: Any, **options: Any) -> PartForm:
        return PartForm(data, relation=relation, **options)

    def part(form: PartForm) -> Relation:
        return part_premise(relation, form.cleaned_data["premise"], **form.edit_by(request.user))

    said = _("The premise is a reason of its own now.")
    return _changed(request, "relation_part", relation, step, make, part, said)


@require_http_methods(["GET", "HEAD", "POST"])
def claim_order(request: SignedIn, pk: int) -> HttpResponse:
    """In which order the outline tells the reasons for and against a claim."""
    claim = get_object_or_404(visible(Claim, request.user).select_related("map"), pk=pk)
    refusal = refused_entry(request, claim.map)
    if refusal:
        return refusal
    panel = EditPanel(f"order-{pk}", reverse("claims:claim_order", args=[pk]), claim.get_absolute_url())

    def put_in_order(form: OrderForm) -> Claim:
        reorder_reasons(claim, form.order, by=request.user, why=form.cleaned_data["why"])
        return claim

    return asked(
        request,
        "claim_order",
        panel,
        {"map": claim.map, "claim": claim},
        make=lambda data: OrderForm(data, map=claim.map, id=panel.id, claim=claim),
        deed=put_in_order,
        answer=lambda _done: saved(request, _("The reasons are in the new order."), panel.back, claim.map),
    )


def _found(request: SignedIn, pk: int) -> tuple[Relation, Step]:
    relations = visible(Relation, request.user).select_related("map", "target_claim", "target_relation")
    relation = get_object_or_404(relations, pk=pk)
    step = step_of(relation, request.user)
    if step is None:
        raise Http404
    return relation, step


def _changed[Form: EditForm](
    request: SignedIn,
    page: str,
    relation: Relation,
    step: Step,
    make: Callable[..., Form],
    deed: Callable[[Form], Relation],
    sentence: str,
) -> HttpResponse:
    """Back to the card of the step, wherever it stands then."""
    refusal = refused_entry(request, relation.map)
    if refusal:
        return refusal
    card = f"#relation-{relation.pk}"
    back = step.claim.get_absolute_url() + card
    panel = EditPanel(f"{page}-{relation.pk}", reverse(f"claims:{page}", args=[relation.pk]), back)
    options: dict[str, Any] = {"map": relation.map, "id": panel.id, "initial": {"version": relation.version}}

    def answer(done: Relation) -> HttpResponse:
        home = done.target_claim or step.claim
        return saved(request, sentence, home.get_absolute_url() + card, relation.map)

    return asked(
        request,
        page,
        panel,
        {"map": relation.map, "step": step, "relation": relation},
        make=lambda data: make(data, **options),
        deed=deed,
        answer=answer,
    )
