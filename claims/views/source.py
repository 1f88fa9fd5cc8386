from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from claims.models import Source
from claims.permissions import visible
from claims.queries.rating import veil_for
from claims.queries.source import source_page

from .audience import counting


@require_safe
def source_detail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    sources = visible(Source, request.user).select_related("map")
    source = get_object_or_404(sources, map__slug=slug, pk=pk)
    counted = counting(request, source.map)
    page = source_page(source, counted.audience, veil_for(source.map, request.user))
    context = {"map": source.map, "counting": counted, "source": source, "page": page}
    return render(request, "claims/source_detail.html", context)
