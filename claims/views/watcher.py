"""What wakes the open streams of one server process: no broker, the database alone is asked."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from weakref import WeakKeyDictionary

from django.db import connections

from claims.queries.live import read_states

INTERVAL = 1.0


class Watched:
    """One map: its state, None once there is nothing more to tell of it, and how many streams wait for another."""

    def __init__(self, state: str) -> None:
        self.state: str | None = state
        self.changed = asyncio.Event()
        self.streams = 0

    def put(self, state: str | None) -> None:
        if state != self.state:
            self.state = state
            self.changed.set()
            self.changed = asyncio.Event()


class Watcher:
    """Once a second, in one query, asks for the states of the maps that are watched, and wakes whom they concern.

    Where the database does not answer, every stream ends: readers come back by themselves.
    """

    def __init__(self) -> None:
        self._maps: dict[int, Watched] = {}
        self._task: asyncio.Task[None] | None = None

    @contextmanager
    def watching(self, map: int, state: str) -> Iterator[Watched]:
        """With the first stream the asking begins; a second after the last, it ends."""
        watched = self._maps.setdefault(map, Watched(state))
        watched.put(state)
        watched.streams += 1
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._watch())
        try:
            yield watched
        finally:
            watched.streams -= 1
            if not watched.streams and self._maps.get(map) is watched:
                del self._maps[map]

    async def _watch(self) -> None:
        try:
            while self._maps:
                asked = list(self._maps)
                found = await asyncio.to_thread(_read, asked)
                for map in asked:
                    if map in self._maps:
                        self._maps[map].put(found.get(map))
                await asyncio.sleep(INTERVAL)
        finally:
            given_up, self._maps = self._maps, {}
            for watched in given_up.values():
                watched.put(None)


def _read(maps: list[int]) -> dict[int, str]:
    """In a thread of its own, whose connection is given back each time."""
    try:
        return read_states(maps)
    finally:
        connections.close_all()


_watchers: WeakKeyDictionary[asyncio.AbstractEventLoop, Watcher] = WeakKeyDictionary()


def watcher() -> Watcher:
    """The one of this process; of this event loop, to be exact."""
    return _watchers.setdefault(asyncio.get_running_loop(), Watcher())
