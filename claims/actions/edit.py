"""One edit of a map: all of it or nothing, with a revision of each thing it touched, and who, when and why."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.db.models import F, Max

from argmap.accounts.models import User
from claims.errors import ClaimsError
from claims.graph.words import EditKind
from claims.models import ArgumentMap, Claim, Edit, Revision
from claims.permissions import Rateable, may_contribute
from claims.queries.snapshot import snapshots

from .rating import column_of
from .strength import recount_soon


class MayNotEdit(ClaimsError):
    """This person may see the map but not edit it."""

    def __init__(self) -> None:
        super().__init__("Only contributors of this map may edit it. Ask its owner to let you in.")


class Stale(ClaimsError):
    """The thing was changed after its editor had read it. `now` is what it has become."""

    def __init__(self, now: Rateable) -> None:
        super().__init__(
            "Somebody changed this while you were writing. Nothing was saved, and nothing you typed is lost."
        )
        self.now = now


class Editing:
    """What is under way. Things are taken in hand before they are changed, and told of when they are new."""

    def __init__(self, edit: Edit) -> None:
        self.edit = edit
        self._things: dict[tuple[str, int], Rateable] = {}
        self._new: set[Rateable] = set()

    def take[Thing: Rateable](self, thing: Thing, *, read: int | None = None) -> Thing:
        """The thing as it stands now, for this edit alone, one version on. `read`: the version its editor had read."""
        table: type[Any] = type(thing)
        row: Thing = table._default_manager.select_for_update(no_key=True).get(pk=thing.pk, map=self.edit.map)
        if read is not None and row.version != read:
            raise Stale(row)
        _keep_what_was(row)
        row.version += 1
        self._things[column_of(row), row.pk] = row
        return row

    def made[Thing: Rateable](self, thing: Thing, **parts: list[Any]) -> Thing:
        """It is new, and these are all the rows that hang on it, by the name of the relation."""
        self._things[column_of(thing), thing.pk] = thing
        self._new.add(thing)
        thing._prefetched_objects_cache = parts  # type: ignore[union-attr]
        return thing

    def is_new(self, thing: Rateable) -> bool:
        return thing in self._new

    def about(self, claim: Claim) -> None:
        """Where a reader finds what was done."""
        self.edit.claim = claim

    def keep(self) -> None:
        self.edit.save()
        Revision.objects.bulk_create(
            Revision(
                map=self.edit.map,
                edit=self.edit,
                number=thing.version,
                snapshot=snapshot,
                by=self.edit.by,
                at=self.edit.at,
                why=self.edit.why,
                **{column_of(thing): thing},
            )
            for thing, snapshot in snapshots(self._things.values())
        )
        for thing in self._things.values():
            thing._prefetched_objects_cache = {}  # type: ignore[union-attr]  # whoever gets it may ask on


@contextmanager
def editing(
    map: ArgumentMap, kind: EditKind, *, by: User, why: str = "", undoes: Edit | None = None
) -> Iterator[Editing]:
    """Edits of one map wait for each other, so that rules that span rows hold. Strengths are recounted after."""
    if not may_contribute(by, map):
        raise MayNotEdit
    with transaction.atomic():
        held = ArgumentMap(pk=map.pk, version=F("version") + 1, scores_version=F("scores_version"))
        held.save(
            update_fields=["version", "scores_version"]
        )  # one statement locks the row, and gives both back
        doing = Editing(Edit(map=map, kind=kind.value, by=by, why=why, undoes=undoes))
        yield doing
        doing.keep()
    recount_soon(map, seen=held.scores_version)


def _keep_what_was(thing: Rateable) -> None:
    """A thing that came with a file, or from before there were revisions, keeps what it was like until now."""
    about = {column_of(thing): thing}
    last = Revision.objects.filter(**about).aggregate(last=Max("number"))["last"] or 0
    thing.version = max(thing.version, last)
    if last < thing.version:
        [(_, snapshot)] = snapshots([type(thing)._default_manager.get(pk=thing.pk)])
        Revision.objects.create(map=thing.map, number=thing.version, snapshot=snapshot, **about)
