"""How the outline counts and names what bears on what, in words."""

from collections import Counter

from django.utils.translation import gettext, gettext_noop, ngettext

from .tree import Aim, Node, Steps
from .words import Say, relation_words

COUNTS = {
    "support": gettext_noop("%(n)s supporting"),
    "attack": gettext_noop("%(n)s attacking"),
    "contradiction": gettext_noop("%(n)s contradicting"),
    "undercut": gettext_noop("%(n)s undercutting"),
    "rephrase": gettext_noop("%(n)s saying the same"),
    "supersedes": gettext_noop("%(n)s overtaking"),
    "context": gettext_noop("%(n)s giving context"),
}


def step_words(steps: Steps, aim: Aim, gettext: Say = gettext) -> str:
    """What a row's premise does to what stands above it."""
    if aim == "evidence":
        words = ngettext(
            "undercuts a piece of evidence above", "undercuts %(n)s pieces of evidence above", len(steps)
        )
    elif aim == "steps":
        words = ngettext(
            "undercuts a step to the claim above", "undercuts %(n)s steps to the claim above", len(steps)
        )
    else:
        return relation_words(steps[0], gettext)
    return words % {"n": len(steps)}


def count_words(node: Node, gettext: Say = gettext) -> str:
    """What stands one level down, by kind: `5 supporting, 2 attacking, 2 attacking from other articles`."""
    steps = {id(child.steps): child for child in node.children}.values()
    own = Counter(child.steps[0].word for child in steps if not child.foreign)
    others = Counter(child.steps[0].word for child in steps if child.foreign)
    words = [gettext(COUNTS[word]) % {"n": own[word]} for word in COUNTS if own[word]]
    for word in COUNTS:
        if others[word]:
            what = gettext(COUNTS[word]) % {"n": others[word]}
            words.append(gettext("%(what)s from other articles") % {"what": what})
    return ", ".join(words)


def evidence_words(pieces: int, gettext: Say = gettext) -> str:
    if not pieces:
        return gettext("no evidence")
    return ngettext("%(n)s piece of evidence", "%(n)s pieces of evidence", pieces) % {"n": pieces}
