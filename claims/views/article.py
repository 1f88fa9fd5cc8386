from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_http_methods, require_safe

from claims.actions.article import StaleArticle, add_article, edit_article
from claims.forms.article import ArticleForm, written
from claims.models import ArgumentMap, Article
from claims.permissions import may_contribute, visible, visible_maps
from claims.queries.article import article_page, find_article, read_cited
from claims.queries.rating import as_seen_by
from claims.queries.whole import read_map
from claims.templatetags.outline import outline_html

from .appraisal import appraisal_of
from .audience import counting
from .cached import cached
from .edit import refused_entry
from .outline import asked_level, levels, number
from .rating import SignedIn


@require_safe
@conditional_page
def article_detail(request: HttpRequest, slug: str, article_slug: str) -> HttpResponse:
    found = find_article(request.user, slug, article_slug)
    if found is None:
        raise Http404("There is no such article on this map.")
    counted = counting(request, found.map)
    level = asked_level(request)
    contributes = may_contribute(request.user, found.map)
    tools = contributes and request.GET.get("edit") == "on"

    def fresh() -> SafeString:
        cited = read_cited(found.row)
        reading = as_seen_by(request.user, read_map(found.map, counted.audience, cited.rows))
        page = article_page(found, reading, cited, level)
        context = {"map": found.map, "article": page.article, "row": found.row, "page": page}
        context["has_text"] = found.has_text
        if page.outline:
            html = outline_html(page.outline, page.outline.sections[0], tools=tools)
            context |= {"html": html, **levels(page.outline, {"edit": "on"} if tools else None)}
        return render_to_string("claims/article_detail.html#body", context)

    body = cached(found.map, counted.audience, "article", found.row.pk, level, tools, make=fresh)
    context = {"map": found.map, "row": found.row, "counting": counted, "body": body}
    context |= {"has_text": found.has_text, "may_contribute": contributes, "tools": tools}
    context["appraisal"] = appraisal_of(request, found.row, counted.audience)
    return render(request, "claims/article_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def article_new(request: SignedIn, slug: str) -> HttpResponse:
    map = get_object_or_404(visible_maps(request.user), slug=slug)
    if (away := refused_entry(request, map)) is not None:
        return away
    form = ArticleForm(request.POST or None, initial={"language": map.language})
    if request.method != "POST":
        return _ask(request, "article_new", map, form)
    if not form.is_valid():
        return _ask(request, "article_new", map, form, status=422)
    article = add_article(map, form.cleaned_data, by=request.user)
    return _answer(request, article, form, _("The article is on the map."))


@require_http_methods(["GET", "HEAD", "POST"])
def article_edit(request: SignedIn, slug: str, article_slug: str) -> HttpResponse:
    article = article_of(request, slug, article_slug)
    if (away := refused_entry(request, article.map)) is not None:
        return away
    form = ArticleForm(request.POST or None, initial=written(article))
    if request.method != "POST":
        return _ask(request, "article_edit", article.map, form, article=article, version=article.version)
    read = number(request.POST.get("version", ""))
    if not form.is_valid():
        return _ask(request, "article_edit", article.map, form, status=422, article=article, version=read)
    try:
        edit_article(article, form.cleaned_data, by=request.user, read=read)
    except StaleArticle as stale:
        article.refresh_from_db()
        now = {"stale": stale, "differences": form.differences(article), "version": article.version}
        return _ask(request, "article_edit", article.map, form, status=422, article=article, **now)
    return _answer(request, article, form, _("Saved."))


def article_of(request: HttpRequest, slug: str, article_slug: str) -> Article:
    articles = visible(Article, request.user).select_related("map")
    return get_object_or_404(articles, map__slug=slug, slug=article_slug)


def _ask(
    request: SignedIn, page: str, map: ArgumentMap, form: ArticleForm, status: int = 200, **context: Any
) -> HttpResponse:
    return render(request, f"claims/{page}.html", {"map": map, "form": form, **context}, status=status)


def _answer(request: SignedIn, article: Article, form: ArticleForm, sentence: str) -> HttpResponse:
    if form.read_as:
        words = {"words": form.cleaned_data["date_words"]}
        words |= dict(zip(("first", "last"), map(date_format, form.read_as), strict=True))
        sentence += (
            " " + _("“%(words)s” was read as %(first)s to %(last)s. Edit the days if that is wrong.") % words
        )
    messages.success(request, sentence)
    return HttpResponseRedirect(article.get_absolute_url(), status=303)
