"""Asking what is weak, and saying what became of the question."""

from argmap.accounts.models import User
from claims.errors import ClaimsError
from claims.graph.words import CriticalQuestionState, EditKind, State
from claims.models import Claim, CriticalQuestion, Evidence, Relation
from claims.permissions import Rateable

from .edit import editing
from .evidence import about_a_home
from .rating import column_of
from .relation import home_of


def ask(target: Rateable, question: str, *, by: User, label: str = "", why: str = "") -> CriticalQuestion:
    """What would have to be checked about a claim, a step or a piece of evidence, and why it matters."""
    with editing(target.map, EditKind.ASKED, by=by) as doing:
        if target.state != State.OPEN:
            raise ClaimsError("This was withdrawn meanwhile. Nothing was saved.")
        if isinstance(target, Evidence):
            about_a_home(doing, target)
        else:
            doing.about(target if isinstance(target, Claim) else home_of(target))
        about = {column_of(target): target}
        return CriticalQuestion.objects.create(
            map=target.map, question=question, label=label, why=why, **about
        )


def settle(question: CriticalQuestion, state: CriticalQuestionState, *, by: User) -> CriticalQuestion:
    """It was answered, it became a claim, or it is open again."""
    with editing(question.map, EditKind.CHANGED, by=by) as doing:
        question.state = state.value
        question.save(update_fields=["state"])
        thing: Claim | Relation | Evidence | None = question.claim or question.relation or question.evidence
        if isinstance(thing, Evidence):
            about_a_home(doing, thing)
        elif thing is not None:
            doing.about(thing if isinstance(thing, Claim) else home_of(thing))
    return question
