"""What every page that adds to a map or changes it has alike."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from claims.actions.edit import Stale
from claims.errors import ClaimsError
from claims.forms import claim, evidence, relation
from claims.forms.edit import Clash, EditForm
from claims.models import ArgumentMap, Claim, Relation
from claims.permissions import Rateable, may_contribute, standing_on

from .rating import SignedIn


@dataclass
class EditPanel:
    """A form about one thing. `id` begins the ids of its controls; `slot` is where it stands on another page."""

    id: str
    url: str
    back: str
    form: EditForm | None = None
    refusal: str = ""
    clashes: Sequence[Clash] = ()  # with what somebody else made of it meanwhile

    @property
    def slot(self) -> str:
        return f"slot-{self.id}"


def refused_entry(request: HttpRequest, map: ArgumentMap) -> HttpResponse | None:
    """Where somebody who sees the map may not edit it: signed-out people can sign in first."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if request.user.pk not in map.roles_read:
        standing_on(map, request.user)
    if not may_contribute(request.user, map):
        raise PermissionDenied
    return None


def shown(
    request: SignedIn, page: str, panel: EditPanel, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """The form alone for htmx, and otherwise as a page of its own."""
    template = f"claims/{page}.html#form" if request.htmx else f"claims/{page}.html"
    if request.htmx and request.method == "GET" and panel.form:
        panel.form.take_focus()
    return render(request, template, {**context, "panel": panel}, status=status)


def asked[Form: EditForm](
    request: SignedIn,
    page: str,
    panel: EditPanel,
    context: dict[str, Any],
    *,
    make: Callable[[Any], Form],
    deed: Callable[[Form], Any],
    answer: Callable[[Any], HttpResponse],
) -> HttpResponse:
    """Ask; or read what was sent, do it and answer with what came of it. What was refused is shown with all of it."""
    if request.method != "POST":
        panel.form = make(None)
        return shown(request, page, panel, context)
    form = panel.form = make(request.POST)
    done = tried(panel, lambda: deed(form)) if form.is_valid() else None
    return answer(done) if done else shown(request, page, panel, context, status=422)


def tried(panel: EditPanel, deed: Callable[[], Any]) -> Any | None:
    """What the deed gave; nothing where it was refused, and the panel says why."""
    try:
        return deed()
    except Stale as stale:
        panel.refusal = str(stale)
        assert panel.form is not None  # something was sent
        panel.form.now_read(stale.now.version)
        panel.clashes = panel.form.clashes(_filled(stale.now))
    except ClaimsError as refusal:
        panel.refusal = str(refusal)
    return None


def _filled(thing: Rateable) -> dict[str, Any]:
    if isinstance(thing, Claim):
        return claim.filled(thing)
    return relation.filled(thing) if isinstance(thing, Relation) else evidence.filled(thing)


def saved(request: SignedIn, sentence: str, to: str, map: ArgumentMap) -> HttpResponse:
    """Back to a page, with a sentence on it and a way to undo; a draft kept by the browser is of no use any more."""
    undo = reverse("claims:map_undo", args=[map.slug])
    told = format_html('{} <a href="{}">{}</a>', sentence, undo, _("Undo"))
    messages.success(request, told, extra_tags=request.path)
    return HttpResponseRedirect(to, status=303)
