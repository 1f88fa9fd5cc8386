"""Taking a claim, a step or a piece of evidence off the map: asked once more, with what hangs on it."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from claims.actions.rating import column_of
from claims.actions.revision import withdraw
from claims.forms.withdrawal import WithdrawalForm
from claims.models import Claim, Evidence, Relation
from claims.permissions import Rateable, may_withdraw, visible
from claims.queries.rating import claim_of

from .edit import EditPanel, refused_entry, saved, shown, tried
from .rating import SignedIn


def claim_withdraw(request: SignedIn, pk: int) -> HttpResponse:
    return _withdrawal(request, Claim, pk)


def relation_withdraw(request: SignedIn, pk: int) -> HttpResponse:
    return _withdrawal(request, Relation, pk)


def evidence_withdraw(request: SignedIn, pk: int) -> HttpResponse:
    return _withdrawal(request, Evidence, pk)


@require_http_methods(["GET", "HEAD", "POST"])
def _withdrawal(request: SignedIn, table: type[Claim | Relation | Evidence], pk: int) -> HttpResponse:
    thing: Rateable = get_object_or_404(visible(table, request.user).select_related("map"), pk=pk)
    claim = claim_of(thing, request.user)
    if claim is None:
        raise Http404
    refusal = refused_entry(request, thing.map)
    if refusal:
        return refusal
    if not may_withdraw(request.user, thing):
        raise PermissionDenied
    page = f"{column_of(thing)}_withdraw"
    panel = EditPanel(
        f"{column_of(thing)}-{pk}", reverse(f"claims:{page}", args=[pk]), claim.get_absolute_url()
    )
    context = {"map": thing.map, "claim": claim, "thing": thing}
    if request.method != "POST":
        panel.form = WithdrawalForm(map=thing.map, id=panel.id, initial={"version": thing.version})
        return shown(request, page, panel, context)
    form = panel.form = WithdrawalForm(request.POST, map=thing.map, id=panel.id)
    if form.is_valid():
        why = form.cleaned_data["why"]
        if tried(panel, lambda: withdraw(thing, read=form.read, by=request.user, why=why)):
            to = thing.map.get_absolute_url() if thing == claim else panel.back
            said = _("It was withdrawn. Its history keeps it, and it can be restored.")
            return saved(request, said, to, thing.map)
    return shown(request, page, panel, context, status=422)
