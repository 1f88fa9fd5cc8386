"""A question's page: where every article of its map stands on it."""

import re
from dataclasses import dataclass

from .column import article_column
from .material import Material, QuestionRead
from .row import Row, row_of


@dataclass(frozen=True)
class QuestionPage:
    row: Row
    note: str
    time_note: str
    outside: tuple[str, ...]  # of the notes: what they say from outside the articles
    before: QuestionRead | None
    after: QuestionRead | None


def question_page(material: Material, question: QuestionRead) -> QuestionPage:
    columns = [article_column(material, article) for article in material.reading.articles.values()]
    place = material.questions.index(question)
    note, outside_note = _parted(question.note)
    time_note, outside_time = _parted(question.time_note)
    return QuestionPage(
        row=row_of(material, question, columns),
        note=note,
        time_note=time_note,
        outside=tuple(part for part in (outside_time, outside_note) if part),
        before=material.questions[place - 1] if place else None,
        after=material.questions[place + 1] if place + 1 < len(material.questions) else None,
    )


def _parted(note: str) -> tuple[str, str]:
    """A note, and the part of it that its curator marks with "From outside the articles"."""
    marker = re.search(r"(?:From )?outside the (?:\w+ )?(?:articles|corpus)", note, re.IGNORECASE)
    place = marker.start() if marker else len(note)
    return note[:place].strip(), note[place:].strip()
