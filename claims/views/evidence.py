"""Bringing evidence for or against a claim, and mending it."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers

from claims.actions.evidence import edit_evidence
from claims.actions.relation import add_reason
from claims.forms.evidence import EvidenceForm, NewEvidenceForm, filled
from claims.models import Claim, Evidence
from claims.permissions import visible
from claims.queries.rating import claim_of

from .added import added
from .edit import EditPanel, refused_entry, saved, shown, tried
from .rating import SignedIn


@vary_on_headers("HX-Request")
@require_http_methods(["GET", "HEAD", "POST"])
def evidence_new(request: SignedIn, pk: int) -> HttpResponse:
    claim = get_object_or_404(visible(Claim, request.user).select_related("map"), pk=pk)
    refusal = refused_entry(request, claim.map)
    if refusal:
        return refusal
    panel = EditPanel(
        f"evidence-claim-{pk}", reverse("claims:evidence_new", args=[pk]), claim.get_absolute_url()
    )
    context = {"map": claim.map, "claim": claim}
    if request.method != "POST":
        begun = {name: request.GET[name] for name in ("text", "passage") if name in request.GET}
        panel.form = NewEvidenceForm(map=claim.map, id=panel.id, initial=begun)
        return shown(request, "evidence_new", panel, context)
    form = panel.form = NewEvidenceForm(request.POST, map=claim.map, id=panel.id)
    if form.is_valid():
        why = form.cleaned_data["why"]
        relation = tried(
            panel, lambda: add_reason(claim, form.bearing, [form.finding], by=request.user, why=why)
        )
        if relation:
            said = _("Added: the evidence “%(text)s”.") % {"text": form.finding.text}
            return added(request, panel, claim, relation, said)
    return shown(request, "evidence_new", panel, context, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
def evidence_edit(request: SignedIn, pk: int) -> HttpResponse:
    evidence = get_object_or_404(visible(Evidence, request.user).select_related("map"), pk=pk)
    claim = claim_of(evidence, request.user, request.GET.get("claim", ""))
    if claim is None:
        raise Http404
    refusal = refused_entry(request, evidence.map)
    if refusal:
        return refusal
    panel = EditPanel(f"evidence-{pk}", request.get_full_path(), claim.get_absolute_url())
    context = {"map": evidence.map, "claim": claim, "evidence": evidence}
    if request.method != "POST":
        panel.form = EvidenceForm(map=evidence.map, id=panel.id, initial=filled(evidence))
        return shown(request, "evidence_edit", panel, context)
    form = panel.form = EvidenceForm(request.POST, map=evidence.map, id=panel.id)
    if form.is_valid():
        why = form.cleaned_data["why"]
        if tried(
            panel, lambda: edit_evidence(evidence, form.finding, read=form.read, by=request.user, why=why)
        ):
            return saved(request, _("The evidence was changed."), panel.back, evidence.map)
    return shown(request, "evidence_edit", panel, context, status=422)
