"""One mail for each person who wants it, about what they have not read."""

from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import ngettext

from claims.actions.notification import mail
from claims.errors import ClaimsError
from claims.management.command import SentenceCommand
from claims.queries.notification import Digest, digests


class Command(SentenceCommand):
    help = "Mail people what they were told since the last mail and have not read, where they want that."

    def handle(self, *args: Any, **options: Any) -> None:
        """A person who cannot be mailed keeps nobody from theirs; a server that is not there stops all."""
        failed = []
        for digest in digests():
            person = digest.person
            try:
                mail(person, _subject(digest), _text(digest), digest.notifications)
            except (SMTPException, ValueError) as error:
                failed.append(f"{person.username} ({error or type(error).__name__})")
            except OSError as error:
                raise ClaimsError(
                    f"The mail server cannot be reached: {error}. The rest was not sent."
                ) from None
            else:
                self.stdout.write(f"Mailed {person.username}: {len(digest.notifications)}.")
        if failed:
            raise ClaimsError(
                f"These people could not be mailed: {'; '.join(failed)}. The next run tries again."
            )


def _subject(digest: Digest) -> str:
    n = len(digest.notifications)
    return ngettext("argmap: %(n)s notification", "argmap: %(n)s notifications", n) % {"n": n}


def _text(digest: Digest) -> str:
    return render_to_string("claims/digest.txt", {"digest": digest, "site": settings.SITE_URL})
