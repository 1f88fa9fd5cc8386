"""Recounts maps from scratch: after an update that keeps more with each score, or when in doubt."""

from argparse import ArgumentParser
from typing import Any

from claims.actions.strength import refresh_strengths
from claims.errors import ClaimsError
from claims.management.command import SentenceCommand
from claims.models import ArgumentMap


class Command(SentenceCommand):
    help = "Recount the strengths of these maps, or of all, from their ratings."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slugs", metavar="SLUG", nargs="*", help="a map's name in its address")

    def handle(self, *args: Any, **options: Any) -> None:
        for map in _maps(options["slugs"]):
            refresh_strengths(map)
            self.stdout.write(f"The map {map.slug} is recounted.")


def _maps(slugs: list[str]) -> list[ArgumentMap]:
    """All of them before any is recounted, so that a slip of the pen changes nothing."""
    maps = ArgumentMap.objects.order_by("slug")
    found = list(maps.filter(slug__in=slugs) if slugs else maps)
    for slug in slugs:
        if slug not in {map.slug for map in found}:
            raise ClaimsError(f"There is no map at “{slug}”.")
    return found
