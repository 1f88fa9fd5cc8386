"""Changing what members may do, giving a map to one of them, taking people off it, and leaving it."""

from django.db import transaction
from django.utils import timezone

from argmap.accounts.models import User
from claims.errors import ClaimsError
from claims.graph.words import Role
from claims.models import ArgumentMap, Invitation, Membership, still_open
from claims.permissions import may_leave, may_manage

from .invitation import revoke_what_they_may_not_give
from .map import MayNot, hold, recount_for


class NoMember(ClaimsError):
    def __init__(self) -> None:
        super().__init__("This person is not a member of the map any more. Nothing was changed.")


def change_role(member: Membership, role: Role, *, by: User) -> None:
    before = _change_role(member, role, by)
    recount_for(member.map, before, role)


@transaction.atomic
def _change_role(member: Membership, role: Role, by: User) -> Role:
    held = _held_by_its_owner(member.map, by)
    found = _still_member(held, member)
    if role == Role.OWNER:
        raise ClaimsError("A map has one owner. To make somebody else the owner, give the map to them.")
    before = Role(found.role)
    found.role = role.value
    found.save(update_fields=["role"])
    revoke_what_they_may_not_give(held, found.user)
    return before


def transfer(member: Membership, *, by: User) -> None:
    """Make a member the owner; who was it stays as a curator."""
    before = _transfer(member, by)
    recount_for(member.map, before, Role.OWNER)


@transaction.atomic
def _transfer(member: Membership, by: User) -> Role:
    held = _held_by_its_owner(member.map, by)
    found = _still_member(held, member)
    if not found.user.is_active:
        raise ClaimsError("This account is closed. The map is still yours: give it to somebody else.")
    before = Role(found.role)
    held.owner = found.user
    held.save(update_fields=["owner", "modified"])
    found.delete()
    Membership.objects.create(map=held, user=by, role=Role.CURATOR.value)
    revoke_what_they_may_not_give(held, by)
    return before


def remove(member: Membership, *, by: User) -> bool:
    """Take somebody off the map. The link they came by and those they made let nobody in any more.

    Whether the link they came by was called back for it.
    """
    before, called_back = _remove(member, by)
    recount_for(member.map, before, None)
    return called_back


@transaction.atomic
def _remove(member: Membership, by: User) -> tuple[Role, bool]:
    held = _held_by_its_owner(member.map, by)
    found = _still_member(held, member)
    came_by = Invitation.objects.filter(still_open(), map=held, joined=found)
    called_back = came_by.update(revoked=timezone.now())
    _take_off(held, found)
    return Role(found.role), bool(called_back)


def leave(map: ArgumentMap, *, by: User) -> None:
    """Ratings and what one wrote stay."""
    before = _leave(map, by)
    recount_for(map, before, None)


@transaction.atomic
def _leave(map: ArgumentMap, by: User) -> Role:
    held = hold(map)
    found = Membership.objects.filter(map=held, user=by).select_related("user").first()
    if found is None or not may_leave(by, held):
        raise MayNot("Give the map to another member first: a map always has one owner.")
    _take_off(held, found)
    return Role(found.role)


def _held_by_its_owner(map: ArgumentMap, by: User) -> ArgumentMap:
    held = hold(map)
    if not may_manage(by, held):
        raise MayNot("Only the owner of a map decides what its members may do.")
    return held


def _still_member(held: ArgumentMap, member: Membership) -> Membership:
    found = Membership.objects.filter(map=held, pk=member.pk).select_related("user").first()
    if found is None:
        raise NoMember
    return found


def _take_off(held: ArgumentMap, member: Membership) -> None:
    Membership.objects.filter(pk=member.pk).delete()
    revoke_what_they_may_not_give(held, member.user)
