from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from claims.forms.comparison import ComparisonForm
from claims.permissions import visible_maps
from claims.queries.comparison import compare
from claims.queries.material import read_material

from .audience import counting
from .comparison_files import FORMATS, comparison_file


@require_safe
def map_compare(request: HttpRequest, slug: str) -> HttpResponse:
    map = get_object_or_404(visible_maps(request.user), slug=slug)
    counted = counting(request, map)
    material = read_material(map, counted.audience, request.user)
    form = ComparisonForm(request.GET, material=material)
    if form.names_a_stranger:
        raise Http404
    refused = bool(form.asked) and not form.is_valid()
    comparison = compare(material, form.columns) if form.asked and not refused else None
    if comparison and request.GET.get("as") in FORMATS:
        return comparison_file(map, comparison, request.GET["as"])
    context = {"map": map, "counting": counted, "form": form, "refused": refused, "comparison": comparison}
    return render(request, "claims/map_compare.html", context, status=422 if refused else 200)
