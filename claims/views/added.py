"""The answer to something that was added: in place of the form, and on the claim's page its card as well."""

from typing import Any
from urllib.parse import urlsplit

from django.http import HttpResponse
from django.shortcuts import render

from claims.models import Claim, Relation
from claims.queries.claim import ClaimPage, Reason, claim_page
from claims.queries.rating import veil_for

from .audience import counting
from .edit import EditPanel, saved
from .rating import SignedIn


def added(
    request: SignedIn, panel: EditPanel, home: Claim, relation: Relation, sentence: str
) -> HttpResponse:
    """Said, with a way to undo it; the card comes along where the page asked from is that of the claim."""
    to = f"{home.get_absolute_url()}#relation-{relation.pk}"
    if not request.htmx:
        return saved(request, sentence, to, home.map)
    context: dict[str, Any] = {"panel": panel, "sentence": sentence, "to": to, "map": home.map}
    if _is_asked_from(request, home.get_absolute_url()):
        context |= _card(request, home, relation)
    return render(request, "claims/partials/added.html", context)


def _is_asked_from(request: SignedIn, address: str) -> bool:
    """Whether the page that htmx says it stands on is this one; it may say anything."""
    try:
        return urlsplit(request.htmx.current_url or "").path == address
    except ValueError:
        return False


def _card(request: SignedIn, home: Claim, relation: Relation) -> dict[str, Any]:
    """What the claim's page shows of it: a card at the end of its list, or of those that weaken the same step."""
    counted = counting(request, home.map)
    veil = veil_for(home.map, request.user, counted.audience)
    page = claim_page(home, counted.audience, veil)
    reason, undercut = _found(page, relation)
    return {
        "counting": counted,
        "page": page,
        "reason": reason,
        "undercut": undercut,
        "may_contribute": True,
    }


def _found(page: ClaimPage, relation: Relation) -> tuple[Reason | None, Reason | None]:
    """The reason it is, or whose step it weakens; and then what it is there."""
    for reason in page.reasons:
        if reason.relation.pk == relation.pk:
            return reason, None
        for undercut in reason.undercuts:
            if undercut.relation.pk == relation.pk:
                return reason, undercut
    return None, None
