"""Whose ratings this visitor's pages count: remembered from page to page, and the address can always say it."""

from dataclasses import dataclass

from django.http import HttpRequest

from claims.models import ArgumentMap, Group
from claims.queries.audience import Audience, audience_for, example_group

SWITCH = "example"


@dataclass(frozen=True)
class Counting:
    """The audience of a page, and the example class of its map, where there is one."""

    audience: Audience
    example: Group | None

    @property
    def counts_example(self) -> bool:
        return self.example is not None and self.audience == audience_for(self.example, "")


def counting(request: HttpRequest, map: ArgumentMap) -> Counting:
    """`?example=off` leaves the invented ratings out until `?example=on` counts them again; one query."""
    asked = request.GET.get(SWITCH)
    if asked in ("on", "off") and asked != request.session.get(SWITCH, "on"):
        request.session[SWITCH] = asked
    example = example_group(map)
    return Counting(audience_for(example, asked or request.session.get(SWITCH, "on")), example)
