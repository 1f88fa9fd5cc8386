"""Keeping an article's text, and finding its passages again in a new one."""

from collections.abc import Sequence

from django.db import transaction

from argmap.accounts.models import User
from claims.anchoring import Found
from claims.errors import ClaimsError
from claims.graph.text import Text
from claims.graph.words import ParagraphRole, TextRight
from claims.models import Article, Paragraph, Passage
from claims.permissions import may_contribute
from claims.queries.passage import refound, text_of
from claims.queries.text import fit_of

from .article import raise_version, take_version
from .edit import MayNotEdit
from .passage import place_of

PLACE = ["first", "last", "prefix", "suffix", "start", "end", "state"]


class DoesNotFit(ClaimsError):
    """The text falls into other paragraphs than those that places on the map hang on."""


@transaction.atomic
def keep_text(
    article: Article,
    paragraphs: tuple[str, ...],
    roles: Sequence[ParagraphRole],
    right: TextRight,
    *,
    by: User,
    read: int,
) -> None:
    """Put this text in place of what the article had at version `read`, and find its passages again."""
    if not may_contribute(by, article.map):
        raise MayNotEdit
    text = text_of(article, paragraphs)
    take_version(article, read, text_hash=text.hash, text_right=right.value)
    fit = fit_of(article, len(paragraphs))
    if fit.refusal:
        raise DoesNotFit(fit.refusal)
    _place(refound(article, paragraphs), text)
    if fit.same_count:
        _fill(article, paragraphs, roles)
    else:
        _replace(article, paragraphs, roles)
    raise_version(article.map)


def _fill(article: Article, paragraphs: Sequence[str], roles: Sequence[ParagraphRole]) -> None:
    """The rows stay, and their identity in files with them."""
    rows = list(article.paragraphs.order_by("number"))
    for row, text, role in zip(rows, paragraphs, roles, strict=True):
        row.text, row.role = text, role.value
    Paragraph.objects.bulk_update(rows, ["text", "role"], batch_size=200)


def _replace(article: Article, paragraphs: Sequence[str], roles: Sequence[ParagraphRole]) -> None:
    article.paragraphs.all().delete()
    Paragraph.objects.bulk_create(
        Paragraph(map=article.map, article=article, number=number, text=text, role=role.value)
        for number, (text, role) in enumerate(zip(paragraphs, roles, strict=True), start=1)
    )


def _place(found: list[tuple[Passage, Found]], text: Text) -> None:
    """A lost passage stays with the paragraphs it had."""
    for passage, where in found:
        passage.start, passage.end, passage.state = where.start, where.end, where.state.value
        if where.start is not None and where.end is not None:
            for column, value in place_of(text, where.start, where.end).items():
                setattr(passage, column, value)
    Passage.objects.bulk_update([passage for passage, _ in found], PLACE, batch_size=100)
