"""What happens on a map while a page of it is open: told as it happens, or to those who ask again and again."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from random import uniform

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.db import connections
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import aget_object_or_404, get_object_or_404
from django.views.decorators.http import conditional_page, require_GET, require_safe

from claims.models import ArgumentMap
from claims.permissions import Visitor, visible_maps
from claims.queries.live import state_of

from .watcher import watcher

BEAT = 15.0  # seconds; shorter than what a proxy takes for silence
LONGEST = 600.0
RETRY = b"retry: 2000\n\n"
MOST_OF_ONE_PERSON = 8
MOST_FROM_ONE_ADDRESS = 100  # a class behind one router, signed out
MOST = 1_000
# Where a proxy kept the lines back to send more at a time, nothing would arrive; nor where they were packed.
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no", "Content-Encoding": "identity"}

_open: Counter[str] = Counter()


@require_safe
@conditional_page
def map_state(request: HttpRequest, slug: str) -> HttpResponse:
    """For pages that poll, since nothing streams to them."""
    map = get_object_or_404(visible_maps(request.user), slug=slug)
    return HttpResponse(state_of(map), content_type="application/json", headers={"Cache-Control": "no-cache"})


@require_GET
async def map_events(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The map's state, and every later one. By WSGI each stream would take a worker away: pages poll there."""
    user = await request.auser()
    map = await aget_object_or_404(visible_maps(user), slug=slug)
    if not isinstance(request, ASGIRequest):
        return HttpResponse(status=204)
    reader, most = _reader(request, user)
    if _open[reader] >= most or _open.total() >= MOST:
        return HttpResponse(status=429, headers={"Retry-After": "60"})
    return StreamingHttpResponse(
        _events(map, user, reader), content_type="text/event-stream", headers=HEADERS
    )


def _reader(request: HttpRequest, user: Visitor) -> tuple[str, int]:
    """Whose streams are counted together in this process, and how many they may be."""
    if user.is_authenticated:
        return f"person {user.pk}", MOST_OF_ONE_PERSON
    return f"address {request.META['REMOTE_ADDR']}", MOST_FROM_ONE_ADDRESS


@contextmanager
def _counted(reader: str) -> Iterator[None]:
    _open[reader] += 1
    try:
        yield
    finally:
        _open[reader] -= 1
        if not _open[reader]:
            del _open[reader]


async def _events(map: ArgumentMap, user: Visitor, reader: str) -> AsyncIterator[bytes]:
    """Ends by itself, so that nothing hangs for ever; pages come back, and are told what they missed."""
    await sync_to_async(connections.close_all)()  # which the request would keep until the stream ends
    ends = asyncio.get_running_loop().time() + LONGEST * uniform(0.8, 1)  # noqa: S311
    told = state_of(map)
    # A reader who leaves and a server that stops are ends like any other.
    with suppress(asyncio.CancelledError), _counted(reader), watcher().watching(map.pk, told) as watched:
        yield RETRY + _event(told)
        while asyncio.get_running_loop().time() < ends:
            if watched.state == told and not await _in_time(watched.changed):
                yield b":\n\n"
                continue
            state = watched.state
            if state is None or not await sync_to_async(_may_open)(map, user):
                return
            yield _event(state)
            told = state


async def _in_time(changed: asyncio.Event) -> bool:
    try:
        return await asyncio.wait_for(changed.wait(), BEAT)
    except TimeoutError:
        return False


def _event(state: str) -> bytes:
    return f"data: {state}\n\n".encode()


def _may_open(map: ArgumentMap, user: Visitor) -> bool:
    """Whether they still may: members come and go while a page is open."""
    try:
        return visible_maps(user).filter(pk=map.pk).exists()
    finally:
        connections.close_all()
