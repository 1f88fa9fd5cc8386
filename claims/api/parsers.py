from typing import IO, Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser

from claims.exchange import jsontext

MOST_BYTES = 10_000


class SmallJSON(BaseParser):
    """JSON from strangers: read as warily as files are, and no longer than a rating may be."""

    media_type = "application/json"

    def parse(self, stream: IO[bytes], media_type: Any = None, parser_context: Any = None) -> Any:
        content = stream.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            raise ParseError(_("A rating is shorter than 10,000 bytes. Nothing was saved."))
        try:
            return jsontext.load(content.decode())
        except UnicodeDecodeError:
            raise ParseError(_("This is not UTF-8. Nothing was saved.")) from None
