from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.views.decorators.http import conditional_page, require_safe

from claims.queries.article import article_page, find_article, read_cited
from claims.queries.rating import as_seen_by
from claims.queries.whole import read_map
from claims.templatetags.outline import outline_html

from .appraisal import appraisal_of
from .audience import counting
from .cached import cached
from .outline import asked_level, levels


@require_safe
@conditional_page
def article_detail(request: HttpRequest, slug: str, article_slug: str) -> HttpResponse:
    found = find_article(request.user, slug, article_slug)
    if found is None:
        raise Http404("There is no such article on this map.")
    counted = counting(request, found.map)
    level = asked_level(request)

    def fresh() -> SafeString:
        cited = read_cited(found.row)
        reading = as_seen_by(request.user, read_map(found.map, counted.audience, cited.rows))
        page = article_page(found, reading, cited, level)
        context = {"map": found.map, "article": page.article, "row": found.row, "page": page}
        if page.outline:
            context |= {"html": outline_html(page.outline, page.outline.sections[0]), **levels(page.outline)}
        return render_to_string("claims/article_detail.html#body", context)

    body = cached(found.map, counted.audience, "article", found.row.pk, level, make=fresh)
    context = {"map": found.map, "row": found.row, "counting": counted, "body": body}
    context["appraisal"] = appraisal_of(request, found.row, counted.audience)
    return render(request, "claims/article_detail.html", context)
