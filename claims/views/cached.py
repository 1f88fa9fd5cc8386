"""Parts of pages, kept as long as their map stays as it is. Permission is asked before anything is looked up here."""

from collections.abc import Callable

from django.core.cache import cache
from django.core.cache.utils import make_template_fragment_key
from django.utils.translation import get_language

from claims.models import ArgumentMap
from claims.queries.audience import Audience

AN_HOUR = 3600


def cached[Part](map: ArgumentMap, audience: Audience, *what: object, make: Callable[[], Part]) -> Part:
    """What `make` gave for this state of the map, these raters, this language and this part of the page.

    It is the same for every role: what only some may see, and the reader's own ratings, must stay outside.
    Readers' own numbers, and a map that hides others', look different to each, so nothing of them is kept.
    """
    if map.hide_until_rated or audience.person is not None:
        return make()
    state = [
        map.pk,
        map.created.isoformat(),
        map.version,
        map.scores_version,
        audience.key,
        get_language(),
        *what,
    ]
    key = make_template_fragment_key("kept", state)
    part = cache.get(key)
    if part is None:
        part = make()
        cache.set(key, part, AN_HOUR)
    return part
