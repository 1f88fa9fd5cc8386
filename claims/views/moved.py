"""What a rating moved, in a sentence: for the status region, or for the page that is shown next."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.credibility import in_numbers, rubric_value
from claims.models import Rating
from claims.queries.claim import ClaimPage, Place
from claims.queries.graph import Target
from claims.templatetags.claims import tenths

SMALL_MOVE = 10
NO_WEIGHT = 50
UNSEEN = 0.05  # of 100: no reader sees a move this small


@dataclass(frozen=True)
class MovedPlace:
    """A strength on the page that a rating touched, and where it stood before, where that may be told; 0 to 100."""

    place: Place
    before: float | None

    @property
    def was(self) -> float | None:
        """For a picture of the move: nothing where the number shown stays the same."""
        now = self.place.strength.value
        if self.before is None or now is None or in_numbers(self.before / 100) == in_numbers(now / 100):
            return None
        return self.before

    @property
    def numbers(self) -> tuple[str, str] | None:
        """For a sentence: with tenths where the move is small, nothing where it does not show even so."""
        now = self.place.strength.value
        if self.before is None or now is None:
            return None
        tell = tenths if abs(now - self.before) < SMALL_MOVE else _whole
        before, after = tell(self.before), tell(now)
        return (before, after) if before != after else None


def own_numbers(page: ClaimPage) -> dict[Target, float]:
    """The strengths on a page that come from its reader's ratings alone, 0 to 100; without a basis, the middle."""
    shown = {place.target: place.strength for place in page.places}
    own = page.reading.audience.person is not None
    return {
        target: NO_WEIGHT if strength.value is None else strength.value
        for target, strength in shown.items()
        if own or strength.veiled or strength.state == "hidden"
    }


def moved_places(
    page: ClaimPage, rated: Target, moved: Mapping[Target, float | None], own_before: Mapping[Target, float]
) -> list[MovedPlace]:
    """Those that stand on the page and moved, and the one that was rated: its count changed at least.

    What others' ratings made of a thing is told only of those that are not counted from the reader's own alone.
    """
    found = []
    own_now = own_numbers(page)
    for place in page.places:
        if place.target in own_now:
            before = own_before.get(place.target)
            has_moved = before is not None and abs(own_now[place.target] - before) > UNSEEN
        else:
            was = moved.get(place.target)
            before = None if was is None else 100 * was
            has_moved = place.target in moved
        if (has_moved or place.target == rated) and place.strength.state != "hidden":
            found.append(MovedPlace(place, before))
    return found


def told(page: ClaimPage, rated: Target, rating: Rating, moved: list[MovedPlace], *, counts: bool) -> str:
    """The rating, how it moved the thing rated and the thesis above it, and why it may have moved nothing."""
    clauses = dict(_clauses(page, rated, moved))
    given = _given(rating)
    if clauses and rating.value is None:
        said = _("%(given)s That moves %(moves)s.") % {"given": given, "moves": "; ".join(clauses.values())}
    elif clauses:
        said = _("%(given)s moves %(moves)s.") % {"given": given, "moves": "; ".join(clauses.values())}
    elif rating.value is None:
        said = given
    else:
        said = _("%(given)s is kept and moves no number you can see.") % {"given": given}
    return " ".join([_("Saved."), said, *_why(page, clauses, moved, counts=counts)])


def _given(rating: Rating) -> str:
    rubric = rating.rubric
    grades = f"{rubric['source']}{rubric['information']}" if "source" in rubric else ""
    if rating.value is None:
        return _("“I can’t tell” is kept; it never counts as low.")
    if grades:
        return _("Your %(grades)s, which comes to %(value)s,") % {"grades": grades, "value": rating.value}
    if rating.value == rubric_value(rubric.values()):
        return _("Your %(value)s, by three questions,") % {"value": rating.value}
    return _("Your %(value)s") % {"value": rating.value}


def _clauses(page: ClaimPage, rated: Target, moved: list[MovedPlace]) -> Iterator[tuple[Target, str]]:
    """The thing rated, the claim it is rated on, the thesis above: those that moved as far as a reader can see."""
    changes = {change.place.target: change for change in moved}
    thesis = [("claim", page.path[0].claim.pk)] if page.path else []
    for target in dict.fromkeys([rated, ("claim", page.claim.pk), *thesis]):
        if target in changes and (numbers := changes[target].numbers):
            move = {"what": _name(page, rated, target), "was": numbers[0], "now": numbers[1]}
            yield target, _("%(what)s from %(was)s to %(now)s") % move


def _name(page: ClaimPage, rated: Target, target: Target) -> str:
    if target[0] == "evidence":
        return _("the quality of this evidence")
    if target[0] == "relation":
        return _("the relevance of this step")
    text = Truncator(page.reading.claims[target[1]].text).words(12)
    if page.reading.claims[target[1]].strength.veiled:
        return _("by your ratings alone, “%(text)s”") % {"text": text}
    if target == rated:
        return _("this claim")
    if target[1] == page.claim.pk:
        return _("the claim it bears on, “%(text)s”,") % {"text": text}
    return _("the thesis above it, “%(text)s”,") % {"text": text}


def _whole(value: float) -> str:
    return in_numbers(value / 100)


def _why(
    page: ClaimPage, clauses: Mapping[Target, str], moved: list[MovedPlace], *, counts: bool
) -> Iterator[str]:
    if not counts:
        yield _("On this map the grades of its curators count; yours is kept beside them.")
    more = sum(change.place.target not in clauses and change.numbers is not None for change in moved)
    if more and clauses:
        words = ngettext(
            "%(n)s more number on this page moved.", "%(n)s more numbers on this page moved.", more
        )
        yield words % {"n": more}
    value = page.claim.strength.value
    if page.path and counts and value is not None and value <= NO_WEIGHT:
        yield _("The claim carries no weight yet: it starts to count above 50, so nothing above it moves.")
