"""Letting people into a map by a link."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from argmap.accounts.models import User
from claims.errors import ClaimsError
from claims.graph.words import Role
from claims.models import ArgumentMap, Invitation, Membership, still_open
from claims.permissions import may_invite, role_on, roles_to_give

from .map import MayNot, hold, recount_for

WEAKEST_FIRST = list(Role)


class InvitationOver(ClaimsError):
    """The link was called back or has run out."""

    def __init__(self) -> None:
        super().__init__("This invitation has run out. Ask whoever sent it to you for a new one.")


@transaction.atomic
def invite(
    map: ArgumentMap, role: Role, *, by: User, note: str = "", lasts: timedelta | None = None
) -> Invitation:
    """A new link that makes people a member in this role; without `lasts` it never runs out."""
    held = hold(map)
    if not may_invite(by, held, role):
        raise MayNot("You cannot invite people to this map in that role.")
    expires = None if lasts is None else timezone.now() + lasts
    return Invitation.objects.create(map=held, role=role.value, note=note, expires=expires, by=by)


@transaction.atomic
def revoke(invitation: Invitation, *, by: User) -> None:
    """Nobody joins by this link any more; who did stays."""
    held = hold(invitation.map)
    if not may_invite(by, held, invitation.role):
        raise MayNot("You cannot revoke this invitation.")
    Invitation.objects.filter(pk=invitation.pk, revoked=None).update(revoked=timezone.now())


def revoke_what_they_may_not_give(map: ArgumentMap, maker: User) -> None:
    """For whoever has just lost a role on a held map: their links go with it."""
    given = [role.value for role in roles_to_give(maker, map)]
    theirs = Invitation.objects.filter(map=map, by=maker, revoked=None)
    theirs.exclude(role__in=given).update(revoked=timezone.now())


def join(invitation: Invitation, *, by: User) -> Role:
    """Make this person a member, or a stronger one: nobody becomes weaker by a link. What they are then."""
    before, after = _join(invitation, by)
    recount_for(invitation.map, before, after)
    return after


@transaction.atomic
def _join(invitation: Invitation, by: User) -> tuple[Role | None, Role]:
    held = hold(invitation.map)
    if not Invitation.objects.filter(still_open(), pk=invitation.pk).exists():
        raise InvitationOver
    before, offered = role_on(held, by), Role(invitation.role)
    if before is not None and not is_stronger(offered, before):
        return before, before
    Membership.objects.update_or_create(
        map=held, user=by, defaults={"role": offered.value, "invitation": invitation}
    )
    return before, offered


def is_stronger(role: Role, other: Role) -> bool:
    return WEAKEST_FIRST.index(role) > WEAKEST_FIRST.index(other)
