"""Everything for a first look: database, five articles, an example class, a server on this machine."""

import socket
from argparse import ArgumentParser
from contextlib import suppress
from typing import Any

import uvicorn
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from argmap.accounts.models import User
from argmap.accounts.tokens import sign_in_tokens
from claims.actions.example import add_example_class
from claims.errors import ClaimsError
from claims.graph.words import Role
from claims.management.command import SentenceCommand
from claims.models import ArgumentMap, Membership

SLUG = "azerbaijan-israel"
PEOPLE = {"student": Role.RATER, "curator": Role.CURATOR}


class Command(SentenceCommand):
    help = "Make a living example site and serve it on 127.0.0.1. A second run changes nothing."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument(
            "--no-serve", action="store_true", help="make everything ready, but serve nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        port = options["port"]
        door = None if options["no_serve"] else _door(port)
        call_command("migrate", verbosity=0, interactive=False)
        call_command("load_corpus", stdout=self.stdout)
        map = ArgumentMap.objects.get(slug=SLUG)
        add_example_class(map)
        self.stdout.write(_welcome(map, f"http://127.0.0.1:{port}", served=door is not None))
        self.stdout.flush()
        if door is not None:
            _serve(door)


def _door(port: int) -> socket.socket:
    """The port, taken before anything else is done."""
    door = socket.socket()
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind(("127.0.0.1", port))
    except (OSError, OverflowError) as error:
        reason = error.strerror if isinstance(error, OSError) else "ports go from 0 to 65535"
        raise ClaimsError(
            f"Port {port} cannot be used ({reason}). Choose another one, for example: demo --port {port % 60000 + 1}"
        ) from None
    return door


def _welcome(map: ArgumentMap, site: str, *, served: bool) -> str:
    links = [f"{name}: {site}{_sign_in_link(map, name, role)}" for name, role in PEOPLE.items()]
    pages = [
        site + reverse("claims:home"),
        site + reverse("claims:map_detail", args=[map.slug]),
        site
        + reverse("claims:map_compare", args=[map.slug])
        + "?article=shia-jewish-alliance&article=focused-on-iran",
    ]
    ending = ["", "Stop with Ctrl-C."] if served else []
    return "\n".join(
        [
            "",
            "Sign in with one click; each link works once, on this machine:",
            *links,
            "",
            "Worth opening:",
            *pages,
            *ending,
        ]
    )


def _sign_in_link(map: ArgumentMap, name: str, role: Role) -> str:
    user, new = User.objects.get_or_create(username=name)
    if new:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    Membership.objects.get_or_create(map=map, user=user, defaults={"role": role.value})
    return reverse("account_sign_in", args=[user.pk, sign_in_tokens.make_token(user)])


def _serve(door: socket.socket) -> None:
    connection.close()
    config = uvicorn.Config(
        "argmap.asgi:application",
        log_level="critical",  # Django tells of trouble itself; that open pages are hung up on is none
        lifespan="off",
        timeout_graceful_shutdown=1,  # a page that is open listens for as long as it may
    )
    with suppress(KeyboardInterrupt):  # which uvicorn, having closed, passes on
        uvicorn.Server(config).run(sockets=[door])
