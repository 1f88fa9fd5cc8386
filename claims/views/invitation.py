"""Links that let people into a map."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from claims.actions.invitation import InvitationOver, invite, is_stronger, join, revoke
from claims.actions.map import MayNot
from claims.forms.invitation import InvitationForm
from claims.graph.words import Role
from claims.models import Invitation
from claims.permissions import role_on, roles_to_give
from claims.queries.member import find_invitation

from .membership import find_own_map, members_page, to_members
from .rating import SignedIn


@require_POST
def invitation_new(request: SignedIn, slug: str) -> HttpResponse:
    map = find_own_map(request, slug)
    roles = roles_to_give(request.user, map)
    if not roles:
        raise PermissionDenied(_("Only the owner and the curators of this map invite people to it."))
    form = InvitationForm(roles, request.POST)
    if not form.is_valid():
        return members_page(request, map, form=form, status=422)
    given = form.cleaned_data
    try:
        made = invite(map, given["role"], note=given["note"], lasts=given["lasts"], by=request.user)
    except MayNot as error:
        raise PermissionDenied(str(error)) from None
    messages.success(
        request, _("The link is made. Copy it from the list below and send it to the people it is for.")
    )
    return to_members(map, f"invitation-{made.pk}")


@require_POST
def invitation_revoke(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    map = find_own_map(request, slug)
    invitation = get_object_or_404(Invitation.objects.select_related("map"), map=map, pk=pk)
    try:
        revoke(invitation, by=request.user)
    except MayNot as error:
        raise PermissionDenied(str(error)) from None
    messages.success(request, _("Revoked. The link lets nobody in any more; who came by it stays."))
    return to_members(map, "invitations")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_accept(request: SignedIn, code: str) -> HttpResponse:
    """Whoever has the link may read what it offers; joining takes an account and a click."""
    invitation, lets_in = find_invitation(code)
    if invitation is None:
        raise Http404("There is no such invitation.")
    if not lets_in:
        return _over(request)
    if request.method == "POST":
        return _join(request, invitation)
    role, before = Role(invitation.role), role_on(invitation.map, request.user)
    context = {"map": invitation.map, "invitation": invitation, "role": role, "before": before}
    context["gains"] = before is None or is_stronger(role, before)
    return render(request, "claims/invitation_accept.html", context)


def _join(request: SignedIn, invitation: Invitation) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    try:
        role = join(invitation, by=request.user)
    except InvitationOver:
        return _over(request)
    said = {"map": invitation.map.title, "role": _(role.value)}
    messages.success(request, _("You belong to “%(map)s” now. Your role is %(role)s.") % said)
    return HttpResponseRedirect(invitation.map.get_absolute_url(), status=303)


def _over(request: SignedIn) -> HttpResponse:
    """Nothing of the map is told: who holds the link may have been taken off it."""
    return render(request, "claims/invitation_accept.html", {"over": True}, status=404)
