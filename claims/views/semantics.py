from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from claims.permissions import visible_maps
from claims.queries.rating import veil_for
from claims.queries.semantics import Line, by_article, theses_under_semantics, widest

from .audience import counting
from .cached import cached


@require_safe
def map_semantics(request: HttpRequest, slug: str) -> HttpResponse:
    map = get_object_or_404(visible_maps(request.user), slug=slug)
    counted = counting(request, map)
    veil = veil_for(map, request.user, counted.audience)

    def fresh() -> tuple[Line, ...]:
        return theses_under_semantics(map, counted.audience, veil)

    lines = cached(map, counted.audience, "semantics", make=fresh)
    context = {"map": map, "counting": counted, "groups": by_article(lines), "widest": widest(lines)}
    return render(request, "claims/map_semantics.html", context)
