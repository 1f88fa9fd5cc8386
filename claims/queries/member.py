"""Who belongs to a map, and by which links people may still come in."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from claims.graph.words import Role
from claims.models import ArgumentMap, Invitation, Membership, still_open
from claims.permissions import Visitor, roles_to_give


@dataclass(frozen=True, slots=True)
class Member:
    """`pk` is the membership's; the owner has none. `invited_for` is what the link they came by was said to be for."""

    pk: int | None
    name: str
    role: Role
    is_reader: bool
    invited_for: str


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    pk: int
    code: str
    role: Role
    note: str
    by: str
    at: datetime
    expires: datetime | None
    joined: tuple[str, ...]


def memberships(map: ArgumentMap) -> QuerySet[Membership]:
    return Membership.objects.filter(map=map).select_related("user", "invitation")


def members_of(map: ArgumentMap, reader: Visitor) -> list[Member]:
    """The owner, then the strongest first, in one query; `map` comes with its owner."""
    found = [
        Member(
            row.pk,
            row.user.get_username(),
            Role(row.role),
            row.user_id == reader.pk,
            row.invitation.note if row.invitation else "",
        )
        for row in memberships(map)
    ]
    strength = list(Role)
    found.sort(key=lambda member: (-strength.index(member.role), member.name.casefold()))
    if map.owner is None:
        return found
    return [Member(None, map.owner.get_username(), Role.OWNER, map.owner_id == reader.pk, ""), *found]


def invitations_of(map: ArgumentMap, reader: Visitor) -> list[OpenInvitation]:
    """The links that let people in now, of those this reader might have made, newest first; in two queries."""
    roles = [role.value for role in roles_to_give(reader, map)]
    if not roles:
        return []
    found = Invitation.objects.filter(still_open(), map=map, role__in=roles).select_related("by")
    return [
        OpenInvitation(
            row.pk,
            row.code,
            Role(row.role),
            row.note,
            row.by.get_username() if row.by else "",
            row.at,
            row.expires,
            tuple(sorted(joined.user.get_username() for joined in row.joined.all())),
        )
        for row in found.prefetch_related("joined__user").order_by("-pk")
    ]


def find_invitation(code: str) -> tuple[Invitation | None, bool]:
    """The invitation of a link, and whether it still lets people in; in one query. Whoever has the code may ask."""
    found = Invitation.objects.filter(code=code).select_related("map__owner", "by")
    invitation = found.annotate(lets_in=still_open()).first()
    return invitation, bool(invitation and invitation.lets_in)
