"""What a claim was copied from: how it stands there now."""

from dataclasses import dataclass

from django.urls import reverse

from claims.graph.words import State
from claims.models import Claim
from claims.permissions import Visitor, listed_maps

from .audience import EVERYONE
from .rating import Veil
from .strength import SHOWN, Strength, scored, strength_in

MAP = ["map__title", "map__hide_until_rated", "map__fewest_raters"]


@dataclass(frozen=True)
class Original:
    """A claim of another map, and whether it reads as its copy does."""

    pk: int
    text: str
    version: int
    map_title: str
    strength: Strength
    reads_as_the_copy: bool

    @property
    def url(self) -> str:
        return reverse("claims:claim_detail", args=[self.pk])


def original_of(claim: Claim, user: Visitor) -> Original | None:
    """One query for a copy, none for any other claim; nothing where this reader does not find it in their lists."""
    if not claim.same_as_uid:
        return None
    rows = Claim.objects.filter(
        map__in=listed_maps(user).values("pk"),
        map__slug=claim.same_as_map,
        uid=claim.same_as_uid,
        state=State.OPEN.value,
    )
    row = scored(rows, EVERYONE).values_list("pk", "text", "version", *MAP, *SHOWN).first()
    if row is None:
        return None
    pk, text, version, title, hides, fewest, *score = row
    strength = Veil(hides, fewest).over(("claim", pk), strength_in(score))
    return Original(pk, text, version, title, strength, text == claim.text)
