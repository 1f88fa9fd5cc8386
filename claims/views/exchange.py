"""Files in."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from claims.actions.exchange import MapExists, store_map
from claims.actions.map import free_slug
from claims.forms.exchange import ImportForm
from claims.permissions import may_start_map

from .rating import SignedIn


@require_http_methods(["GET", "HEAD", "POST"])
def map_import(request: SignedIn) -> HttpResponse:
    if not may_start_map(request.user):
        return redirect_to_login(request.get_full_path())
    if request.method != "POST":
        return render(request, "claims/map_import.html", {"form": ImportForm()})
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "claims/map_import.html", {"form": form}, status=422)
    imported = form.imported
    try:
        map = store_map(imported.document, by=request.user)
    except MapExists:
        form.offer(free_slug(imported.document.map.slug))
        return render(request, "claims/map_import.html", {"form": form}, status=422)
    for problem in imported.problems:
        messages.warning(request, str(problem))
    messages.success(request, _("The map is stored, and you own it."))
    return HttpResponseRedirect(map.get_absolute_url(), status=303)
