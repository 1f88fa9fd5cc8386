from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_http_methods, require_safe

from claims.actions.map import start_map
from claims.forms.map import USUAL, ArticleMapForm, MapForm
from claims.permissions import listed_maps, may_contribute, may_start_map, visible_maps
from claims.queries.map import (
    Facts,
    facts_of,
    progress,
    questions_by_group,
    theses_by_article,
    to_rate,
    with_counts,
)
from claims.queries.outline import CHILDREN_OF_A_LARGE_MAP, Outline, branch_of, outline_of
from claims.queries.own import read_own
from claims.queries.rating import veil_for, veiled
from claims.queries.reading import Reading
from claims.queries.tree import Tree, Trunk
from claims.queries.whole import read_map
from claims.templatetags.outline import outline_html

from .audience import counting
from .cached import cached
from .outline import asked_level, levels, number
from .rating import SignedIn


@dataclass(frozen=True)
class Body:
    """The part of a map's page that is the same for all its readers, and in which order its claims want ratings."""

    html: SafeString
    facts: Facts
    to_rate: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Asked:
    """Which part of the outline an address asks for. `article` may be empty: claims of no article."""

    article: str | None
    root: int | None
    level: int | None
    start: int
    tools: bool


@require_safe
def map_list(request: HttpRequest) -> HttpResponse:
    """One's own apart: those one owns or belongs to."""
    maps: list[Any] = list(with_counts(listed_maps(request.user)))
    own, others = ([map for map in maps if bool(map.own_role) == mine] for mine in (True, False))
    return render(request, "claims/map_list.html", {"own": own, "others": others})


@require_http_methods(["GET", "HEAD", "POST"])
def map_new(request: SignedIn) -> HttpResponse:
    """From a question, or with `?from=article` from what is known of an article."""
    if not may_start_map(request.user):
        return redirect_to_login(request.get_full_path())
    table = ArticleMapForm if request.GET.get("from") == "article" else MapForm
    if request.method != "POST":
        return render(request, "claims/map_new.html", {"form": table(initial=USUAL)})
    form = table(request.POST)
    if not form.is_valid():
        return render(request, "claims/map_new.html", {"form": form}, status=422)
    map = start_map(form.columns, form.article, by=request.user)
    messages.success(request, _("The map is made, and you own it. What to do next stands below."))
    return HttpResponseRedirect(map.get_absolute_url(), status=303)


@require_safe
@conditional_page
def map_detail(request: HttpRequest, slug: str) -> HttpResponse:
    return _page(request, slug, "claims/map_detail.html", _map_body)


@require_safe
@conditional_page
def map_outline(request: HttpRequest, slug: str) -> HttpResponse:
    return _page(request, slug, "claims/map_outline.html", _outline_body)


def _page(
    request: HttpRequest, slug: str, template: str, make: Callable[[Reading, Asked], Body]
) -> HttpResponse:
    map = get_object_or_404(visible_maps(request.user), slug=slug)
    counted = counting(request, map)
    contributes = may_contribute(request.user, map)
    asked = _asked(request, tools=contributes and request.GET.get("edit") == "on")
    own = read_own(map, request.user)

    def fresh() -> Body:
        veil = veil_for(map, request.user, counted.audience, own)
        return make(veiled(read_map(map, counted.audience), veil), asked)

    body = cached(map, counted.audience, template, asked, make=fresh)
    mine = progress(own, body.facts.claims, body.to_rate) if request.user.is_authenticated else None
    context = {"map": map, "counting": counted, "body": body, "progress": mine}
    context |= {"may_contribute": contributes, "tools": asked.tools}
    return render(request, template, context)


def _asked(request: HttpRequest, *, tools: bool) -> Asked:
    asked = request.GET
    start = number(asked.get("from", ""))
    return Asked(
        article=asked.get("article"),
        root=number(asked["root"]) if "root" in asked else None,
        level=asked_level(request),
        start=start - start % CHILDREN_OF_A_LARGE_MAP,
        tools=tools,
    )


def _map_body(reading: Reading, asked: Asked) -> Body:
    """The theses, the questions, and the outline of one article: the first, unless another is asked for."""
    tree = Tree(reading)
    trunks = list(tree.trunks[:1]) if asked.article is None else [_trunk(tree, asked.article)]
    outline = outline_of(tree, trunks, asked.level)
    context = {"theses": theses_by_article(tree), "question_groups": questions_by_group(reading.map)}
    base = {} if asked.article is None else {"article": asked.article}
    return _body("claims/map_detail.html#body", outline, asked, base, context, thesis_ids=False)


def _outline_body(reading: Reading, asked: Asked) -> Body:
    """All articles, one of them, or one branch."""
    tree = Tree(reading)
    if asked.root is not None:
        if asked.root not in tree.full:
            raise Http404("There is no such claim on this map.")
        outline = branch_of(tree, asked.root, asked.level, asked.start)
    else:
        trunks = tree.trunks if asked.article is None else [_trunk(tree, asked.article)]
        outline = outline_of(tree, trunks, asked.level, asked.start)
    if asked.start and not any(row.place > asked.start for row in outline.rows):
        raise Http404("There are no more claims here.")
    base = {name: value for name in ("article", "root") if (value := getattr(asked, name)) is not None}
    context = {"root": tree.reading.claims.get(asked.root or 0), "asked": asked}
    return _body("claims/map_outline.html#body", outline, asked, base, context)


def _trunk(tree: Tree, slug: str) -> Trunk:
    for trunk in tree.trunks:
        if slug == (trunk.article.slug if trunk.article else ""):
            return trunk
    raise Http404("There is no such article on this map.")


def _body(
    template: str,
    outline: Outline,
    asked: Asked,
    address: dict[str, Any],
    context: dict[str, Any],
    *,
    thesis_ids: bool = True,
) -> Body:
    """`address` is what a link to another level of the same outline must say."""
    if asked.tools:
        address = address | {"edit": "on"}
    context |= {
        "map": outline.reading.map,
        "sections": [
            (section, outline_html(outline, section, thesis_ids=thesis_ids, tools=asked.tools))
            for section in outline.sections
        ],
        "first": urlencode(address),
        **levels(outline, address),
        "trunks": outline.tree.trunks,
    }
    return Body(render_to_string(template, context), facts_of(outline.reading), to_rate(outline.tree))
