"""Where accounts agree and where they part: verdicts on figures, groups of questions. Values to values."""

from .amounts import shown_amount
from .figures import Given, Measured, Verdict, VerdictKind, compare_figures, verdict_on
from .groups import GROUPS, Group, Pair, group_of

__all__ = [
    "GROUPS",
    "Given",
    "Group",
    "Measured",
    "Pair",
    "Verdict",
    "VerdictKind",
    "compare_figures",
    "group_of",
    "shown_amount",
    "verdict_on",
]
