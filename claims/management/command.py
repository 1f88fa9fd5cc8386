"""What this project's commands have alike: trouble is one sentence on stderr, and files are read as UTF-8 text."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import OperationalError

from claims.errors import ClaimsError
from claims.exchange import decoded


class SentenceCommand(BaseCommand):
    """A command that meets expected trouble with its sentence on stderr and exit code 1, never a traceback."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        try:
            return super().execute(*args, **options)
        except ClaimsError as error:
            sentence = str(error)
        except OperationalError as error:
            trouble = str(error).strip().splitlines()[0]
            sentence = (
                f"The database cannot be used: {trouble}. Is its server running, and DATABASE_URL right?"
            )
        print(sentence, file=options.get("stderr") or sys.stderr)
        sys.exit(1)


def read_text(file: str) -> str:
    """A file's text, or standard input's for `-`."""
    try:
        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise ClaimsError(f"{file} cannot be read: {error.strerror}.") from None
    return decoded(content)
