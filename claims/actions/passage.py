"""Making passages: exact words of an article's text, with their place in it."""

from django.db import transaction
from django.utils.translation import gettext as _

from argmap.accounts.models import User
from claims.anchoring import find_words
from claims.errors import ClaimsError
from claims.graph.text import Text
from claims.graph.words import PassagePart, PassageState
from claims.models import Article, Passage
from claims.permissions import may_contribute
from claims.queries.text import read_text

from .article import raise_version
from .edit import MayNotEdit

LONGEST = 300
CONTEXT = 32


class NotThere(ClaimsError):
    """Words that cannot be quoted, and why."""


@transaction.atomic
def make_passage(article: Article, first: int, last: int, exact: str, *, by: User, near: int = 0) -> Passage:
    """The passage of these words in these paragraphs. The same words at the same place are one passage.

    Places are counted in code points over the article's paragraphs joined by a blank line. Where the words stand more
    than once in the paragraphs, those nearest to `near`, counted from the first paragraph's beginning, are meant.
    """
    if not may_contribute(by, article.map):
        raise MayNotEdit
    # Of two who select the same at once, the second waits here and finds the first one's passage.
    Article.objects.select_for_update(no_key=True).get(pk=article.pk)
    text = read_text(article)
    start, end = _place(text, first, last, exact, near)
    passage, made = Passage.objects.get_or_create(
        article=article,
        part=PassagePart.TEXT.value,
        exact=text.whole[start:end],
        start=start,
        end=end,
        defaults={"map": article.map, "state": PassageState.EXACT.value, **place_of(text, start, end)},
    )
    if made:
        raise_version(article.map)
    return passage


def place_of(text: Text, start: int, end: int) -> dict[str, int | str]:
    """What a passage says of its place, beside where it starts and ends."""
    first, last = text.paragraphs_at(start, end)
    return {
        "first": first,
        "last": last,
        "prefix": text.whole[max(start - CONTEXT, 0) : start],
        "suffix": text.whole[end : end + CONTEXT],
    }


def _place(text: Text, first: int, last: int, exact: str, near: int) -> tuple[int, int]:
    if not text.is_kept:
        raise NotThere(_("The text of this article is not kept here, so there are no words to quote."))
    run = text.run(first, last)
    if run is None:
        raise NotThere(_("This article has no such paragraph. Reload its text and choose the words again."))
    begin, words = run
    found = find_words(words, exact, near)
    if found is None:
        raise NotThere(
            _("These words are not in the paragraph. Copy them from it as they stand; nothing is lost.")
        )
    if found[1] - found[0] > LONGEST:
        raise NotThere(_("A passage has at most 300 characters. Choose fewer words; nothing is lost."))
    return begin + found[0], begin + found[1]
