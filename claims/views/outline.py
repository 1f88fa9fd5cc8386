"""What an address asks of an outline, and addresses that ask for another level of it."""

from urllib.parse import urlencode

from django.http import HttpRequest

from claims.queries.outline import DEEPEST, Outline


def asked_level(request: HttpRequest) -> int | None:
    """`?level=2`; anything that is no level is as good as none."""
    return min(number(request.GET.get("level", "")), DEEPEST) or None


def number(text: str) -> int:
    """Zero stands for anything that is no count."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def levels(outline: Outline, address: dict[str, object] | None = None) -> dict[str, object]:
    """What `partials/levels.html` needs. `address` is what a link to the same outline must say beside the level."""
    queries = [
        (level, urlencode({**(address or {}), "level": level})) for level in range(1, outline.levels + 1)
    ]
    return {"outline": outline, "levels": queries}
