from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import conditional_page, require_safe

from claims.queries.home import featured_map, read_front

from .audience import counting_all
from .cached import cached


@require_safe
@conditional_page
def home(request: HttpRequest) -> HttpResponse:
    map = featured_map()
    if map is None:
        return render(request, "claims/home.html")
    counted = counting_all(request, map)
    front = cached(
        map, counted.audience, "home", make=lambda: read_front(map, counted.audience, request.user)
    )
    return render(request, "claims/home.html", {"map": map, "counting": counted, "front": front})
