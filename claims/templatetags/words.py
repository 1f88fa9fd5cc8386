"""How relations, attributions and groups are put in words, alike on every page."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_noop, ngettext
from django.utils.translation import gettext_lazy as _

from claims.comparison import Group
from claims.graph.words import EditKind, NotificationKind
from claims.models import Notification
from claims.queries.reading import AttributionRead, RelationRead
from claims.queries.tree import Aim, Node, Steps

type Say = Callable[[str], str]

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
TO_A_STEP = {
    "undercut": gettext_noop("undercuts a step to"),
    "support": gettext_noop("backs a step to"),
}
SPEAKS_ABOUT_A_STEP_TO = gettext_noop("speaks about a step to")
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
TOLD = {
    NotificationKind.MENTION: _("%(who)s mentioned you in the talk about “%(claim)s”"),
    NotificationKind.ANSWER: _("%(who)s answered in a talk you are in, about “%(claim)s”"),
    NotificationKind.COMMENT: _("%(who)s commented on a claim you brought: “%(claim)s”"),
    NotificationKind.REWORDED: _("%(who)s reworded a claim you rated or brought. It now says “%(claim)s”"),
    NotificationKind.REASON: _("%(who)s brought a new reason that bears on your claim “%(claim)s”"),
}
COUNTS = {
    "support": gettext_noop("%(n)s supporting"),
    "attack": gettext_noop("%(n)s attacking"),
    "contradiction": gettext_noop("%(n)s contradicting"),
    "undercut": gettext_noop("%(n)s undercutting"),
    "rephrase": gettext_noop("%(n)s saying the same"),
    "supersedes": gettext_noop("%(n)s overtaking"),
    "context": gettext_noop("%(n)s giving context"),
}


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


def bearing_words(relation: RelationRead, gettext: Say = gettext) -> str:
    """What a premise does, named beside a claim that it may reach only by way of a step."""
    if relation.target_relation:
        return gettext(TO_A_STEP.get(relation.word, SPEAKS_ABOUT_A_STEP_TO))
    return gettext(VERBS[relation.kind])


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


def notification_words(notification: Notification) -> str:
    """Who did what where."""
    who = notification.by.username if notification.by else gettext("Somebody who has left")
    about = notification.claim or notification.map
    return str(TOLD[NotificationKind(notification.kind)]) % {"who": who, "claim": about}


@dataclass(frozen=True, slots=True)
class GroupWords:
    """`label` names the group in a count, `heading` above its questions; `rule` says when a question falls into it."""

    icon: str
    label: str | Promise
    heading: str | Promise
    rule: str | Promise


GROUP_WORDS = {
    Group.DISAGREE: GroupWords(
        "differ", _("disagree"), _("They disagree"), _("one contradicts the other, or casts doubt on it")
    ),
    Group.FIGURES: GroupWords(
        "figures",
        _("figures differ"),
        _("Their figures differ"),
        _("they give different figures for one thing"),
    ),
    Group.OVERTAKEN: GroupWords(
        "clock",
        _("overtaken by time"),
        _("Overtaken by time"),
        _("one was true when written, and time has moved on"),
    ),
    Group.EMPHASIS: GroupWords(
        "mixed",
        _("emphasis or detail"),
        _("Emphasis or detail"),
        _("they stress different things, or differ in a detail"),
    ),
    Group.AGREE: GroupWords("agree", _("agree"), _("They agree"), _("they agree, or one supports the other")),
    Group.OPEN: GroupWords(
        "note",
        _("not yet compared"),
        _("Not yet compared"),
        _("at least two speak, and nobody has compared what they say"),
    ),
    Group.ONE: GroupWords(
        "asserts",
        _("only one says"),
        _("Only one article says"),
        _("a single one of those chosen speaks"),
    ),
    Group.SILENT: GroupWords(
        "silent", _("none says"), _("No article says"), _("none of those chosen speaks")
    ),
}


EDIT_WORDS: dict[tuple[EditKind, str], str | Promise] = {
    (EditKind.ADDED, ""): _("added"),
    (EditKind.ADDED, "reason"): _("added {} as a reason for or against"),
    (EditKind.ADDED, "support"): _("added {} as a reason for"),
    (EditKind.ADDED, "attack"): _("added {} as a reason against"),
    (EditKind.ADDED, "undercut"): _("added {} as an undercut of a step to"),
    (EditKind.ADDED, "relation"): _("made a step to"),
    (EditKind.CHANGED, ""): _("changed"),
    (EditKind.CHANGED, "claim"): _("reworded"),
    (EditKind.CHANGED, "relation"): _("changed a step to"),
    (EditKind.CHANGED, "evidence"): _("changed the evidence {} for"),
    (EditKind.WITHDREW, ""): _("withdrew something from"),
    (EditKind.WITHDREW, "claim"): _("withdrew"),
    (EditKind.WITHDREW, "relation"): _("withdrew a step to"),
    (EditKind.WITHDREW, "evidence"): _("withdrew evidence for"),
    (EditKind.RESTORED, ""): _("put back an earlier state of"),
    (EditKind.RESTORED, "relation"): _("put back an earlier state of a step to"),
    (EditKind.RESTORED, "evidence"): _("put back an earlier state of the evidence {} for"),
    (EditKind.MOVED, ""): _("moved reasons of"),
    (EditKind.JOINED, ""): _("joined two reasons about"),
    (EditKind.PARTED, ""): _("parted linked premises about"),
    (EditKind.SPLIT, ""): _("split"),
    (EditKind.MERGED, ""): _("merged another claim into"),
    (EditKind.COPIED, ""): _("copied in"),
    (EditKind.ASKED, ""): _("asked a critical question about"),
    (EditKind.UNDID, ""): _("took back a change of"),
}
