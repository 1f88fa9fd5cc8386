"""What changed: of one thing and of a whole map; putting a state back, and undoing one's own."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from claims.actions.rating import column_of
from claims.actions.revision import can_undo, restore, thing_of, undo
from claims.forms.withdrawal import WithdrawalForm
from claims.models import Claim, Edit, Evidence, Relation, Revision
from claims.permissions import Rateable, may_contribute, visible, visible_maps
from claims.queries.history import EditRead, changes_of, history_of, last_edit_of, revisions_of, told_to
from claims.queries.rating import claim_of

from .edit import EditPanel, refused_entry, saved, shown, tried
from .outline import number
from .rating import SignedIn

A_PAGE = 50
A_FEW = 20


def claim_history(request: HttpRequest, pk: int) -> HttpResponse:
    return _history(request, Claim, pk)


def relation_history(request: HttpRequest, pk: int) -> HttpResponse:
    return _history(request, Relation, pk)


def evidence_history(request: HttpRequest, pk: int) -> HttpResponse:
    return _history(request, Evidence, pk)


@require_safe
def _history(request: HttpRequest, table: type[Claim | Relation | Evidence], pk: int) -> HttpResponse:
    thing: Rateable = get_object_or_404(visible(table, request.user).select_related("map"), pk=pk)
    claim = claim_of(thing, request.user)
    if claim is None:
        raise Http404
    pages = Paginator(revisions_of(thing), A_FEW)
    page = pages.get_page(number(request.GET.get("page", "")) or 1)
    before = next(iter(revisions_of(thing)[page.end_index() : page.end_index() + 1]), None)
    context = {
        "map": thing.map,
        "thing": thing,
        "claim": claim,
        "page": page,
        "history": history_of(thing, list(page), before),
        "may_contribute": may_contribute(request.user, thing.map),
    }
    return render(request, f"claims/{column_of(thing)}_history.html", context)


@require_safe
def map_history(request: HttpRequest, slug: str) -> HttpResponse:
    map = get_object_or_404(visible_maps(request.user), slug=slug)
    pages = Paginator(changes_of(map, request.user), A_PAGE)
    page = pages.get_page(number(request.GET.get("page", "")) or 1)
    edits = [(EditRead(edit), can_undo(edit, request.user)) for edit in page]
    return render(request, "claims/map_history.html", {"map": map, "page": page, "edits": edits})


@require_http_methods(["GET", "HEAD", "POST"])
def revision_restore(request: SignedIn, pk: int) -> HttpResponse:
    """A saved state becomes the latest one. What was read is the version that was the latest then."""
    rows = Revision.objects.select_related("map", "claim", "relation", "evidence", "by")
    revision = get_object_or_404(rows.filter(map__in=visible_maps(request.user).values("pk")), pk=pk)
    thing = thing_of(revision)
    thing = get_object_or_404(visible(type(thing), request.user).select_related("map"), pk=thing.pk)
    refusal = refused_entry(request, revision.map)
    if refusal:
        return refusal
    back = reverse(f"claims:{column_of(thing)}_history", args=[thing.pk])
    panel = EditPanel(f"revision-{pk}", reverse("claims:revision_restore", args=[pk]), back)
    [told] = history_of(thing, [revision], None)
    context = {"map": revision.map, "thing": thing, "told": told}
    if request.method != "POST":
        panel.form = WithdrawalForm(map=revision.map, id=panel.id, initial={"version": thing.version})
        return shown(request, "revision_restore", panel, context)
    form = panel.form = WithdrawalForm(request.POST, map=revision.map, id=panel.id)
    if form.is_valid():
        why = form.cleaned_data["why"]
        if tried(panel, lambda: restore(revision, read=form.read, by=request.user, why=why)):
            return saved(request, _("That state is the latest one again."), back, thing.map)
    return shown(request, "revision_restore", panel, context, status=422)


@require_safe
def map_undo(request: HttpRequest, slug: str) -> HttpResponse:
    """To what this person did last on the map, and can undo."""
    map = get_object_or_404(visible_maps(request.user), slug=slug)
    edit = last_edit_of(request.user, map)
    address = ("claims:edit_undo", edit.pk) if edit else ("claims:map_history", slug)
    return redirect(*address)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_undo(request: SignedIn, pk: int) -> HttpResponse:
    """One's own last deed taken back: asked once more, so that a link alone changes nothing."""
    edits = told_to(request.user).select_related("map")
    edit = get_object_or_404(edits.filter(map__in=visible_maps(request.user).values("pk")), pk=pk)
    refusal = refused_entry(request, edit.map)
    if refusal:
        return refusal
    if edit.by_id != request.user.pk:
        raise Http404("Only their own changes are anybody's to undo.")
    history = reverse("claims:map_history", args=[edit.map.slug])
    panel = EditPanel(f"edit-{pk}", reverse("claims:edit_undo", args=[pk]), history)
    context = {"map": edit.map, "edit": edit, "told": EditRead(edit)}
    if request.method != "POST":
        return shown(request, "edit_undo", panel, context)
    panel.form = WithdrawalForm(request.POST, map=edit.map, id=panel.id)
    if tried(panel, lambda: undo(edit, by=request.user)):
        messages.success(
            request, _("Undone. The history keeps both: what you did, and that you took it back.")
        )
        return HttpResponseRedirect(_where(request, edit) or history, status=303)
    return shown(request, "edit_undo", panel, context, status=422)


def _where(request: HttpRequest, edit: Edit) -> str:
    """The claim's page, where a reader still finds it."""
    there = visible(Claim, request.user).filter(pk=edit.claim_id or 0).first()
    return there.get_absolute_url() if there else ""
