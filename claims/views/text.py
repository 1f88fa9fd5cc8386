"""An article's text with the claims it carries beside it, and the form that puts it here."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from claims.actions.article import StaleArticle
from claims.actions.text import DoesNotFit, keep_text
from claims.errors import ClaimsError
from claims.forms.text import TextForm
from claims.graph.words import ParagraphRole, PassageState
from claims.models import Article
from claims.permissions import may_contribute, may_read_text
from claims.queries.passage import refound
from claims.queries.text import fit_of, read_text, text_page

from .article import article_of
from .edit import refused_entry
from .outline import number
from .rating import SignedIn


@dataclass(frozen=True)
class Preview:
    """How a text falls into paragraphs, and what becomes of the passages that had words."""

    rows: tuple[tuple[int, str, ParagraphRole], ...]
    seen: str
    refusal: str
    unchanged: int
    changed: int
    lost: int


@require_safe
def article_text(request: HttpRequest, slug: str, article_slug: str) -> HttpResponse:
    article = article_of(request, slug, article_slug)
    edits = may_contribute(request.user, article.map)
    page = text_page(article, readable=may_read_text(request.user, article), edits=edits)
    context = {"map": article.map, "row": article, "page": page, "edits": edits}
    return render(request, "claims/article_text.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def article_text_edit(request: SignedIn, slug: str, article_slug: str) -> HttpResponse:
    """Looked through first, then kept: a text is kept only in the paragraphs in which it was seen."""
    article = article_of(request, slug, article_slug)
    if (away := refused_entry(request, article.map)) is not None:
        return away
    if request.method != "POST":
        initial = {"text": read_text(article).whole.strip(), "text_right": article.text_right}
        return _ask(request, article, TextForm(initial=initial), read=article.version)
    form = TextForm(request.POST, request.FILES)
    read = number(request.POST.get("version", ""))
    if not form.is_valid():
        return _ask(request, article, form, read=read, status=422)
    if "keep" not in request.POST:
        return _ask(request, article, form, read=read)
    return _keep(request, article, form, read)


def _keep(request: SignedIn, article: Article, form: TextForm, read: int) -> HttpResponse:
    if not form.was_seen:
        form.add_error(None, _("The text is not the one you looked through. Look through it once more."))
    elif not form.cleaned_data["consent"]:
        form.add_error(
            "consent", _("Without the right to do so, a text cannot be kept here. Nothing was saved.")
        )
    if form.errors:
        return _ask(request, article, form, read=read, status=422)
    try:
        keep_text(article, form.paragraphs, form.roles, form.right, by=request.user, read=read)
    except (StaleArticle, DoesNotFit) as trouble:
        article.refresh_from_db()
        return _ask(request, article, form, read=article.version, status=422, trouble=trouble)
    messages.success(request, _("The text is kept. %(n)s paragraphs.") % {"n": len(form.paragraphs)})
    return HttpResponseRedirect(
        reverse("claims:article_text", args=[article.map.slug, article.slug]), status=303
    )


def _ask(
    request: SignedIn,
    article: Article,
    form: TextForm,
    *,
    read: int,
    status: int = 200,
    trouble: ClaimsError | None = None,
) -> HttpResponse:
    """The form, and under it the text in paragraphs, once there is one that can be read."""
    readable = form.is_bound and "paragraphs" in form.cleaned_data
    preview = _preview(article, form) if readable else None
    context = {"map": article.map, "row": article, "form": form, "version": read}
    context |= {"preview": preview, "trouble": trouble}
    return render(request, "claims/article_text_edit.html", context, status=status)


def _preview(article: Article, form: TextForm) -> Preview:
    fit = fit_of(article, len(form.paragraphs))
    states = [] if fit.refusal else [found.state for _, found in refound(article, form.paragraphs)]
    lost, changed = states.count(PassageState.LOST), states.count(PassageState.CHANGED)
    rows = zip(range(1, len(form.paragraphs) + 1), form.paragraphs, form.roles, strict=True)
    return Preview(tuple(rows), form.seen, fit.refusal, len(states) - lost - changed, changed, lost)
