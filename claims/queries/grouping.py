"""What the groups of a comparison are called, and when a question falls into each."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from claims.comparison import Group


@dataclass(frozen=True, slots=True)
class GroupWords:
    label: str | Promise
    icon: str
    rule: str | Promise


GROUP_WORDS = {
    Group.DISAGREE: GroupWords(_("disagree"), "differ", _("one contradicts the other, or casts doubt on it")),
    Group.FIGURES: GroupWords(_("figures differ"), "figures", _("they give different figures for one thing")),
    Group.OVERTAKEN: GroupWords(
        _("overtaken by time"), "clock", _("one was true when written, and time has moved on")
    ),
    Group.EMPHASIS: GroupWords(
        _("emphasis or detail"), "mixed", _("they stress different things, or differ in a detail")
    ),
    Group.AGREE: GroupWords(_("agree"), "agree", _("they agree, or one supports the other")),
    Group.OPEN: GroupWords(
        _("not yet compared"), "note", _("at least two speak, and nobody has compared what they say")
    ),
    Group.ONE: GroupWords(_("only one says"), "silent", _("a single one of those chosen speaks")),
}
