from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from claims.models import Source
from claims.permissions import visible
from claims.queries.rating import veil_for
from claims.queries.source import source_page

from .appraisal import appraisal_of
from .audience import counting


@require_safe
def source_detail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    sources = visible(Source, request.user).select_related("map")
    source = get_object_or_404(sources, map__slug=slug, pk=pk)
    counted = counting(request, source.map)
    veil = veil_for(source.map, request.user, counted.audience)
    page = source_page(source, counted.audience, veil)
    context = {"map": source.map, "counting": counted, "source": source, "page": page}
    context["appraisal"] = appraisal_of(request, source, counted.audience)
    return render(request, "claims/source_detail.html", context)
