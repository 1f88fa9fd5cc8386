"""Making a passage of words in an article's text."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from claims.actions.passage import NotThere, make_passage
from claims.forms.passage import PassageForm
from claims.models import Article, Passage
from claims.queries.reading import place_words
from claims.queries.text import read_text

from .article import article_of, sent_away
from .outline import number
from .rating import SignedIn


@require_http_methods(["GET", "HEAD", "POST"])
def passage_new(request: SignedIn, slug: str, article_slug: str) -> HttpResponse:
    article = article_of(request, slug, article_slug)
    if (away := sent_away(request, article.map)) is not None:
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
    place = {"place": place_words([(passage.first, passage.last)]), "words": passage.exact}
    messages.success(request, _("%(place)s is a passage now: “%(words)s”") % place)
    article = passage.article
    text = reverse("claims:article_text", args=[article.map.slug, article.slug])
    return HttpResponseRedirect(f"{text}#passage-{passage.pk}", status=303)
