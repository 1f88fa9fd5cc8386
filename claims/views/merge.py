"""Two claims into one, and one into two: for curators, and undoable."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from claims.actions.merge import merge_claims, split_claim
from claims.forms.edit import EditForm
from claims.forms.finder import FinderForm
from claims.forms.merge import SplitForm
from claims.models import Claim
from claims.permissions import may_curate, visible

from .edit import EditPanel, asked, refused_entry, saved
from .rating import SignedIn


@require_http_methods(["GET", "HEAD", "POST"])
def claim_merge(request: SignedIn, pk: int) -> HttpResponse:
    claim = _found(request, pk)

    def make(data: Any, **options: Any) -> FinderForm:
        return FinderForm(data, but=claim, initial={"version": claim.version}, **options)

    def merge(form: FinderForm) -> Claim:
        return merge_claims(form.cleaned_data["claim"], claim, **form.edit_by(request.user))

    said = _("The two are one claim now. The old address leads here.")
    return _changed(request, "claim_merge", claim, make, merge, lambda kept: (said, kept))


@require_http_methods(["GET", "HEAD", "POST"])
def claim_split(request: SignedIn, pk: int) -> HttpResponse:
    claim = _found(request, pk)

    def make(data: Any, **options: Any) -> SplitForm:
        initial = {"version": claim.version, "first": claim.text}
        return SplitForm(data, claim=claim, initial=initial, **options)

    def split(form: SplitForm) -> tuple[Claim, Claim]:
        return split_claim(claim, *form.halves, **form.edit_by(request.user))

    def told(halves: tuple[Claim, Claim]) -> tuple[str, Claim]:
        first, second = halves
        link = format_html('<a href="{}">{}</a>', second.get_absolute_url(), second.text)
        return format_html(
            "{} {}", _("The claim was split. This is the first half; the second:"), link
        ), first

    return _changed(request, "claim_split", claim, make, split, told)


def _changed[Form: EditForm](
    request: SignedIn,
    page: str,
    claim: Claim,
    make: Callable[..., Form],
    deed: Callable[[Form], Any],
    told: Callable[[Any], tuple[str, Claim]],
) -> HttpResponse:
    """`told`: what is said of what was done, and the claim on whose page."""
    refusal = refused_entry(request, claim.map)
    if refusal:
        return refusal
    if not may_curate(request.user, claim.map):
        raise PermissionDenied
    url = reverse(f"claims:{page}", args=[claim.pk])
    panel = EditPanel(f"{page.removeprefix('claim_')}-{claim.pk}", url, claim.get_absolute_url())

    def answer(done: Any) -> HttpResponse:
        sentence, there = told(done)
        return saved(request, sentence, there.get_absolute_url(), claim.map)

    return asked(
        request,
        page,
        panel,
        {"map": claim.map, "claim": claim},
        make=lambda data: make(data, map=claim.map, id=panel.id),
        deed=deed,
        answer=answer,
    )


def _found(request: SignedIn, pk: int) -> Claim:
    return get_object_or_404(visible(Claim, request.user).select_related("map"), pk=pk)
