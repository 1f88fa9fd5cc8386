"""The five-article map that ships with the product."""

from typing import Any

from claims.actions.exchange import store_map
from claims.corpus import SHIPPED
from claims.exchange import argmap
from claims.management.command import SentenceCommand, read_text
from claims.models import ArgumentMap


class Command(SentenceCommand):
    help = "Load the maps that ship with the product, each where it is not there yet."

    def handle(self, *args: Any, **options: Any) -> None:
        for slug, file in sorted(SHIPPED.items()):
            if ArgumentMap.objects.filter(slug=slug).exists():
                self.stdout.write(f"The map {slug} is there already; nothing was changed.")
                continue
            store_map(argmap.read(read_text(str(file))).document)
            self.stdout.write(f"The map {slug} is loaded.")
