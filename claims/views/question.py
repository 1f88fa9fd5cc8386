from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from claims.permissions import visible_maps
from claims.queries.desk import read_desk
from claims.queries.question import question_page

from .audience import counting


def question_detail(request: HttpRequest, slug: str, question_slug: str) -> HttpResponse:
    map = get_object_or_404(visible_maps(request.user), slug=slug)
    counted = counting(request, map)
    desk = read_desk(map, counted.audience, request.user)
    question = next((question for question in desk.questions if question.slug == question_slug), None)
    if question is None:
        raise Http404
    page = question_page(desk, question)
    context = {"map": map, "counting": counted, "question": question, "page": page}
    return render(request, "claims/question_detail.html", context)
