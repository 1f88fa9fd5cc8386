"""Making a passage of words in an article's text."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from claims.actions.passage import NotThere, make_passage
from claims.forms.passage import PassageForm
from claims.models import Article, Passage
from claims.queries.passage import claims_made
from claims.queries.reading import place_words
from claims.queries.text import read_text

from .article import article_of
from .edit import refused_entry
from .outline import number
from .rating import SignedIn


@require_http_methods(["GET", "HEAD", "POST"])
def passage_new(request: SignedIn, slug: str, article_slug: str) -> HttpResponse:
    article = article_of(request, slug, article_slug)
    if (away := refused_entry(request, article.map)) is not None:
        return away
    if request.method != "POST":
        first = number(request.GET.get("paragraph", ""))
        return _ask(request, article, PassageForm(initial={"first": first}), first)
    form = PassageForm(request.POST)
    if form.is_valid():
        try:
            return _answer(request, make_passage(article, **form.cleaned_data, by=request.user))
        except NotThere as trouble:
            form.add_error("exact", str(trouble))
    return _ask(request, article, form, number(request.POST.get("first", "")), status=422)


@require_safe
def passage_detail(request: SignedIn, slug: str, article_slug: str, pk: int) -> HttpResponse:
    """A passage with its locator, and what can be made of it."""
    article = article_of(request, slug, article_slug)
    if (away := refused_entry(request, article.map)) is not None:
        return away
    passage = get_object_or_404(article.passages, pk=pk)
    context = {"map": article.map, "row": article, "passage": passage, "claims": claims_made(article)}
    context["place"] = place_words([(passage.first, passage.last)])
    return render(request, "claims/passage_detail.html", context)


def _ask(
    request: SignedIn, article: Article, form: PassageForm, first: int, status: int = 200
) -> HttpResponse:
    """The paragraph and a field for words from it; for a run of paragraphs, all of them."""
    last = max(number(request.POST.get("last", "")), first)
    run = read_text(article).run(first, last)
    if run is None:
        raise Http404("There is no such paragraph in this article.")
    context = {"map": article.map, "row": article, "form": form, "first": first, "words": run[1]}
    return render(request, "claims/passage_new.html", context, status=status)


def _answer(request: SignedIn, passage: Passage) -> HttpResponse:
    """On to the claim that is made of it, or to all that can be."""
    map = passage.article.map
    if request.POST.get("for") == "claim":
        to = f"{reverse('claims:claim_new', args=[map.slug])}?passage={passage.pk}"
    else:
        to = reverse("claims:passage_detail", args=[map.slug, passage.article.slug, passage.pk])
    messages.success(request, _("Kept as a passage. Its words are marked in the text from now on."))
    return HttpResponseRedirect(to, status=303)
