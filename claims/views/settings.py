"""What an owner decides about a map."""

import json

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from claims.actions.map import ChangedMeanwhile, MayNot, change_settings, settings_of
from claims.errors import ClaimsError
from claims.forms.map import Difference, SettingsForm, settings_form
from claims.models import ArgumentMap
from claims.permissions import may_manage

from .membership import find_map
from .rating import SignedIn


@require_http_methods(["GET", "HEAD", "POST"])
def map_settings(request: SignedIn, slug: str) -> HttpResponse:
    map = find_map(request, slug)
    if not may_manage(request.user, map):
        raise PermissionDenied(_("Only the owner of this map changes its settings."))
    if request.method != "POST":
        return _ask(request, map, settings_form(map))
    form = settings_form(map, request.POST)
    if not form.is_valid():
        return _ask(request, map, form, read=request.POST.get("read", ""), status=422)
    try:
        change_settings(map, form.columns, form.cleaned_data["read"], by=request.user)
    except ChangedMeanwhile as error:
        form.add_error(None, str(error))
        return _ask(request, map, form, beside=form.take_over(error.now), status=422)
    except MayNot as error:
        raise PermissionDenied(str(error)) from None
    except ClaimsError as error:
        form.add_error(None, str(error))
        return _ask(request, map, form, status=422)
    messages.success(request, _("The settings are saved."))
    return HttpResponseRedirect(reverse("claims:map_settings", args=[map.slug]), status=303)


def _ask(
    request: SignedIn,
    map: ArgumentMap,
    form: SettingsForm,
    *,
    read: str = "",
    beside: list[Difference] | None = None,
    status: int = 200,
) -> HttpResponse:
    """`read` is what the form's reader has had before them; where that is not said, the settings as they are now."""
    now = json.dumps(settings_of(map))
    context = {"map": map, "form": form, "read": read or now, "beside": beside}
    return render(request, "claims/map_settings.html", context, status=status)
