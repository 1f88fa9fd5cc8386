"""How relations and attributions are put in words, alike on every page."""

from collections.abc import Callable

from django.utils.translation import gettext, gettext_noop

from .reading import AttributionRead, RelationRead

VERBS = {
    "support": gettext_noop("supports"),
    "attack": gettext_noop("attacks"),
    "contradiction": gettext_noop("contradicts"),
    "rephrase": gettext_noop("says the same as"),
    "supersedes": gettext_noop("overtakes"),
    "context": gettext_noop("gives context to"),
}
ABOUT_A_STEP = {
    "undercut": gettext_noop("undercuts the step above"),
    "support": gettext_noop("backs the step above"),
}
SPEAKS_ABOUT_A_STEP = gettext_noop("speaks about the step above")
ICONS = {
    "support": "support",
    "attack": "attack",
    "contradiction": "differ",
    "undercut": "undercut",
    "rephrase": "agree",
    "supersedes": "clock",
    "context": "note",
}
OWN_STANDS = {
    "asserts": gettext_noop("the author’s own view"),
    "neutral": gettext_noop("the author takes no side"),
}
STANDS = {
    "asserts": gettext_noop("taken as true"),
    "concedes": gettext_noop("granted by the author"),
    "neutral": gettext_noop("not endorsed"),
    "doubts": gettext_noop("the author doubts it"),
    "rejects": gettext_noop("the author rejects it"),
}
UNCLEAR = gettext_noop("the author’s stand is unclear")
SPEAKERS = {
    ("reported", True): gettext_noop("reported from %(who)s"),
    ("reported", False): gettext_noop("reported"),
    ("quoted", True): gettext_noop("quoted from %(who)s"),
    ("quoted", False): gettext_noop("quoted"),
}

type Say = Callable[[str], str]


def voice_words(attribution: AttributionRead, gettext: Say = gettext) -> str:
    """Who speaks, and how the article's author stands to it."""
    stand = gettext(STANDS.get(attribution.endorsement, UNCLEAR))
    if attribution.voice == "author":
        return (
            gettext(OWN_STANDS[attribution.endorsement]) if attribution.endorsement in OWN_STANDS else stand
        )
    speaker = gettext(SPEAKERS[attribution.voice, bool(attribution.who)])
    return f"{speaker % {'who': gettext(' via ').join(attribution.who)}}, {stand}"


def relation_words(relation: RelationRead, gettext: Say = gettext) -> str:
    """What a premise does to its target, as a verb."""
    if relation.target_relation:
        return gettext(ABOUT_A_STEP.get(relation.word, SPEAKS_ABOUT_A_STEP))
    return gettext(VERBS[relation.kind])
