"""Bringing a claim of another map onto this one, and keeping up with how it is worded there."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from argmap.accounts.models import User
from claims.errors import ClaimsError
from claims.graph.words import ClaimKind, EditKind, State
from claims.models import ArgumentMap, Claim
from claims.permissions import visible
from claims.queries.same_as import original_of

from .claim import Wording, edit_claim, make_claim
from .edit import editing


class OriginalGone(ClaimsError):
    """It was withdrawn, or its map with it, or this person may not see it."""

    def __init__(self) -> None:
        super().__init__("That claim cannot be read any more. Nothing was changed.")


class OriginalChanged(ClaimsError):
    def __init__(self) -> None:
        super().__init__("It was reworded there while you were reading. Look at its new wording first.")


class _IsHere(Exception):
    """Ends an edit that has nothing to do."""

    def __init__(self, claim: Claim) -> None:
        self.claim = claim


def copy_claim(claim: Claim, to_map: ArgumentMap, *, by: User) -> Claim:
    """Its words and date as a claim of this map, which says where it is from; or the copy that is here already.

    Its ratings and reasons stay where they are.
    """
    if not visible(Claim, by).filter(pk=claim.pk, state=State.OPEN.value).exists():
        raise OriginalGone
    try:
        with editing(to_map, EditKind.COPIED, by=by) as doing:
            for same in _same_in(to_map, claim)[:1]:
                raise _IsHere(same)
            wording = Wording(text=claim.text, kind=ClaimKind(claim.kind), date=claim.date, note=claim.note)
            return make_claim(doing, wording, same_as_map=claim.map.slug, same_as_uid=claim.uid)
    except _IsHere as found:
        return found.claim


def _same_in(map: ArgumentMap, claim: Claim) -> QuerySet[Claim]:
    """The claim itself, copies of it, and what it was copied from; as far as they stand on this map."""
    same = Q(pk=claim.pk) | Q(same_as_map=claim.map.slug, same_as_uid=claim.uid)
    if claim.same_as_map == map.slug:
        same |= Q(uid=claim.same_as_uid)
    return Claim.objects.filter(same, map=map, state=State.OPEN.value).order_by("pk")


def take_over_wording(claim: Claim, *, read: int, read_there: int, by: User) -> Claim:
    """Reword a copy as its original reads now. `read` and `read_there` are the versions that its editor had read."""
    original = original_of(claim, by)
    if original is None:
        raise OriginalGone
    if original.version != read_there:
        raise OriginalChanged
    wording = Wording(text=original.text, kind=ClaimKind(claim.kind), date=claim.date, note=claim.note)
    why = _("As it reads now on “%(map)s”") % {"map": original.map_title}
    return edit_claim(claim, wording, read=read, by=by, why=why[:300])
