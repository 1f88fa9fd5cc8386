"""Whose ratings this visitor's pages count: remembered from page to page, and the address can always say it."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from claims.models import ArgumentMap, Group
from claims.permissions import groups_seen
from claims.queries.audience import ALL, ME, WITHOUT_EXAMPLE, Audience, audience_for, compares_groups

EXAMPLE = "example"
AUDIENCE = "audience"
BY_ITSELF = "X-By-Itself"  # a page fetched itself once more, which is no choice of its reader's


@dataclass(frozen=True)
class Counting:
    """The audience of a page, and the groups of its map whose numbers this visitor may see."""

    audience: Audience
    groups: tuple[Group, ...]
    may_choose: tuple[str, ...] = ()
    may_leave_out: bool = True

    @property
    def example(self) -> Group | None:
        return next((group for group in self.groups if group.is_example), None)

    @property
    def counts_example(self) -> bool:
        group = self.audience.group
        return self.example is not None and (
            group.is_example if group else self.audience.key != WITHOUT_EXAMPLE.key
        )

    @property
    def chosen(self) -> str:
        """What an address says for these numbers."""
        if self.audience.person is not None:
            return ME
        return self.audience.group.slug if self.audience.group else ALL

    @property
    def said(self) -> str:
        """The same, where it is not what an address that says nothing stands for."""
        return "" if self.chosen == ALL else self.chosen

    @property
    def choices(self) -> list[tuple[str, str, bool]]:
        """What an address may say, in words, and whether it is so here."""
        words = {ALL: _("everyone"), ME: _("just me")} | {group.slug: group.name for group in self.groups}
        return [(choice, words[choice], choice == self.chosen) for choice in self.may_choose]


def counting(request: HttpRequest, map: ArgumentMap) -> Counting:
    """`?audience=me` or a group's slug, and `?example=off`, hold until an address says otherwise; one query."""
    groups = groups_seen(map, request.user)
    example = _remembered(request, EXAMPLE, ("on", "off"))
    me = [ME] if request.user.is_authenticated else []
    choices = (ALL, *me, *(group.slug for group in groups if compares_groups(map)))
    asked = _remembered(request, AUDIENCE, choices)
    audience = audience_for(map, asked, groups, request.user, example=example != "off")
    return Counting(audience, tuple(groups), choices, compares_groups(map))


def counting_all(request: HttpRequest, map: ArgumentMap) -> Counting:
    """As `counting`, for a page that is the same for all its readers but for the example class."""
    groups = groups_seen(map, request.user)
    example = _remembered(request, EXAMPLE, ("on", "off"))
    audience = audience_for(map, ALL, groups, request.user, example=example != "off")
    return Counting(audience, tuple(groups), may_leave_out=compares_groups(map))


def _remembered(request: HttpRequest, name: str, known: tuple[str, ...]) -> str:
    """What the address asks for, or asked for last. What is not known is not asked for."""
    before = request.session.get(name, known[0])
    asked = request.GET.get(name, before)
    if asked not in known:
        return before if before in known else known[0]
    if asked != before and BY_ITSELF not in request.headers:
        request.session[name] = asked
    return asked
