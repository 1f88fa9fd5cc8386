"""A map out to a file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from claims.errors import ClaimsError
from claims.exchange import FORMATS
from claims.management.command import SentenceCommand
from claims.models import ArgumentMap
from claims.queries.document import map_document

WRITTEN = [name for name, format in FORMATS.items() if format.write]


class Command(SentenceCommand):
    help = "Write a map, without people, ratings or scores, to a file or to standard output."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="the map's name in its address")
        parser.add_argument("--format", choices=WRITTEN, default="argmap")
        parser.add_argument("--output", metavar="FILE", help="where to write; standard output if left out")

    def handle(self, *args: Any, **options: Any) -> None:
        write = FORMATS[options["format"]].write
        assert write is not None  # the choices hold none without
        text = write(map_document(_map(options["slug"])))
        if options["output"] is None:
            self.stdout.write(text, ending="")
            return
        try:
            Path(options["output"]).write_text(text, encoding="utf-8", newline="\n")
        except OSError as error:
            raise ClaimsError(f"{options['output']} cannot be written: {error.strerror}.") from None


def _map(slug: str) -> ArgumentMap:
    try:
        return ArgumentMap.objects.get(slug=slug)
    except ArgumentMap.DoesNotExist:
        raise ClaimsError(f"There is no map at “{slug}”.") from None
