"""Who belongs to a map: seen by those who do, decided by its owner."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims.actions.map import MayNot
from claims.actions.membership import NoMember, change_role, leave, remove, transfer
from claims.errors import ClaimsError
from claims.forms.invitation import InvitationForm
from claims.forms.membership import ROLES, RoleForm, TransferForm
from claims.models import ArgumentMap, Membership
from claims.permissions import (
    may_leave,
    may_manage,
    may_see_members,
    roles_to_give,
    standing_on,
    visible_maps,
)
from claims.queries.member import invitations_of, members_of, memberships

from .rating import SignedIn


def find_map(request: SignedIn, slug: str) -> ArgumentMap:
    """The map with its owner, and what this person is on it."""
    map = get_object_or_404(visible_maps(request.user).select_related("owner"), slug=slug)
    standing_on(map, request.user)
    return map


def find_own_map(request: SignedIn, slug: str) -> ArgumentMap:
    """One that this person belongs to: who else does is nobody's business."""
    map = find_map(request, slug)
    if not may_see_members(request.user, map):
        raise Http404("This person does not belong to the map.")
    return map


@require_safe
def map_members(request: SignedIn, slug: str) -> HttpResponse:
    return members_page(request, find_own_map(request, slug))


def members_page(
    request: SignedIn,
    map: ArgumentMap,
    *,
    form: InvitationForm | None = None,
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    roles = roles_to_give(request.user, map)
    invitations = [
        (invitation, request.build_absolute_uri(reverse("claims:invitation_accept", args=[invitation.code])))
        for invitation in invitations_of(map, request.user)
    ]
    context = {
        "map": map,
        "members": members_of(map, request.user),
        "roles": ROLES,
        "invitations": invitations,
        "form": form or (InvitationForm(roles) if roles else None),
        "may_leave": may_leave(request.user, map),
        "error": error,
    }
    return render(request, "claims/map_members.html", context, status=status)


def to_members(map: ArgumentMap, id: str) -> HttpResponse:
    address = reverse("claims:map_members", args=[map.slug])
    return HttpResponseRedirect(f"{address}#{id}", status=303)


@require_POST
def member_change(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    map = find_own_map(request, slug)
    form = RoleForm(request.POST)
    if not form.is_valid():
        return members_page(request, map, error=str(form.errors["role"][0]), status=422)
    role = form.cleaned_data["role"]

    def change(member: Membership) -> None:
        change_role(member, role, by=request.user)
        said = {"name": member.user.get_username(), "role": _(role.value)}
        messages.success(request, _("Saved. The role of %(name)s is %(role)s now.") % said)

    return _do(request, map, pk, change)


@require_POST
def member_remove(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    map = find_own_map(request, slug)

    def take_off(member: Membership) -> None:
        called_back = remove(member, by=request.user)
        said = {"name": member.user.get_username()}
        messages.success(request, _("%(name)s is not a member any more.") % said)
        if called_back:
            after = _("The link they came by lets nobody in any more. Make a new one if others need it.")
            messages.warning(request, after)

    return _do(request, map, pk, take_off)


def _do(request: SignedIn, map: ArgumentMap, pk: int, deed: Callable[[Membership], None]) -> HttpResponse:
    """The members again: with what was done to one of them, or why it was not."""
    member = memberships(map).select_related("map").filter(pk=pk).first()
    try:
        if member is None:
            raise NoMember
        deed(member)
    except MayNot as error:
        raise PermissionDenied(str(error)) from None
    except ClaimsError as error:
        return members_page(request, map, error=str(error), status=422)
    return to_members(map, f"member-{pk}")


@require_http_methods(["GET", "HEAD", "POST"])
def map_leave(request: SignedIn, slug: str) -> HttpResponse:
    """The owner reads here why they cannot, and what to do first."""
    map = find_own_map(request, slug)
    allowed = may_leave(request.user, map)
    if request.method != "POST" or not allowed:
        status = 422 if request.method == "POST" else 200
        return render(request, "claims/map_leave.html", {"map": map, "may_leave": allowed}, status=status)
    leave(map, by=request.user)
    messages.success(request, _("You are not a member of “%(map)s” any more.") % {"map": map.title})
    return HttpResponseRedirect(reverse("claims:map_list"), status=303)


@require_http_methods(["GET", "HEAD", "POST"])
def map_transfer(request: SignedIn, slug: str) -> HttpResponse:
    map = find_map(request, slug)
    if not may_manage(request.user, map):
        raise PermissionDenied(_("Only the owner of this map can give it to somebody else."))
    form = TransferForm(map, request.POST if request.method == "POST" else None)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "claims/map_transfer.html", {"map": map, "form": form}, status=status)
    member = form.cleaned_data["member"]
    try:
        transfer(member, by=request.user)
    except MayNot as error:
        raise PermissionDenied(str(error)) from None
    except ClaimsError as error:
        form.add_error(None, str(error))
        return render(request, "claims/map_transfer.html", {"map": map, "form": form}, status=422)
    said = {"name": member.user.get_username()}
    messages.success(request, _("The map belongs to %(name)s now. You are a curator of it.") % said)
    return to_members(map, "people")
