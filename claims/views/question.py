from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from claims.permissions import visible_maps
from claims.queries.material import read_material
from claims.queries.question import question_page

from .audience import counting


@require_safe
def question_detail(request: HttpRequest, slug: str, question_slug: str) -> HttpResponse:
    map = get_object_or_404(visible_maps(request.user), slug=slug)
    counted = counting(request, map)
    material = read_material(map, counted.audience, request.user)
    question = next((question for question in material.questions if question.slug == question_slug), None)
    if question is None:
        raise Http404
    page = question_page(material, question)
    context = {"map": map, "counting": counted, "question": question, "page": page}
    return render(request, "claims/question_detail.html", context)
