"""A map in from a file."""

from argparse import ArgumentParser
from typing import Any

from argmap.accounts.models import User
from claims.actions.exchange import store_map
from claims.errors import ClaimsError
from claims.exchange import FORMATS
from claims.management.command import SentenceCommand, read_text


class Command(SentenceCommand):
    help = "Store the map that a file holds: all of it, or nothing and one sentence."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="the file, or - for standard input")
        parser.add_argument("--format", choices=list(FORMATS), default="argmap")
        parser.add_argument("--owner", metavar="USERNAME", help="who will own the map")

    def handle(self, *args: Any, **options: Any) -> None:
        owner = _person(options["owner"]) if options["owner"] else None
        imported = FORMATS[options["format"]].read(read_text(options["file"]))
        map = store_map(imported.document, by=owner)
        for problem in imported.problems:
            self.stderr.write(str(problem))
        self.stdout.write(f"The map {map.slug} is stored.")


def _person(username: str) -> User:
    try:
        return User.objects.get(username=username)
    except User.DoesNotExist:
        raise ClaimsError(f"Nobody here is called {username}.") from None
