"""Pages that only explain. Their examples' numbers are the engine's: a test counts every one again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims.queries.strength import HIDDEN, NO_BASIS, Strength


@require_safe
def help_scores(request: HttpRequest) -> HttpResponse:
    return render(request, "claims/help_scores.html", {"examples": examples()})


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "claims/about.html")


def examples() -> dict[str, object]:
    return {
        "read": Strength("rated", 69.2, low=61, high=77, n=31),
        "eight": Strength("rated", 61.5, low=44, high=79, n=8),
        "undercut_claim": Strength("carried", 69.0),
        "undercut_reason": Strength("rated", 90, low=85, high=95, n=24),
        "undercut": Strength("rated", 75, low=68, high=82, n=19),
        "contested": Strength("contested", 49, low=33, high=65, n=36),
        "few": Strength("few", 61, n=3),
        "none": NO_BASIS,
        "carried": Strength("carried", 73.1),
        "hidden": HIDDEN,
        "limited": Strength("rated", 58, low=47, high=68, n=12, limited=True),
        "moves": [
            (_("one supporting reason at 75"), Strength("carried", 73.1)),
            (_("one attacking reason at 75"), Strength("carried", 26.9)),
            (_("one of each, both at 75"), Strength("carried", 50.0)),
            (_("two supporting reasons at 75"), Strength("carried", 80.4)),
            (_("four supporting reasons at 75"), Strength("carried", 88.1)),
            (_("ten supporting reasons at 75, each only half relevant"), Strength("carried", 82.9)),
            (_("twenty supporting reasons that nobody has rated"), Strength("carried", 50.0)),
        ],
    }
