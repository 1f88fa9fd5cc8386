"""A choice among claims that are there already, as a form sends it."""

import re

CHOICE = re.compile(r"(?:here|copy)-([0-9]{1,18})")
FORM = re.compile(r"[a-z0-9-]{1,64}")


def chosen_claim(existing: str) -> int | None:
    """The key in `here-12` or `copy-12`; nothing for what is no such choice."""
    found = CHOICE.fullmatch(existing)
    return int(found[1]) if found else None


def form_id(sent: str) -> str:
    """What begins the ids of the controls; a page may have several forms."""
    return sent if FORM.fullmatch(sent) else "claim"
