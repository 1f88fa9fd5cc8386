"""Trouble as JSON: a sentence under `detail`, and sentences under `fields` for what is wrong with each."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException, NotFound
from rest_framework.response import Response
from rest_framework.views import exception_handler

from claims.actions.rating import MayNotRate
from claims.errors import ClaimsError
from claims.exchange import NotInForm

STATUS: dict[type[ClaimsError], int] = {NotInForm: 400, MayNotRate: 403}


class Refused(APIException):
    status_code = 422


def answer(error: Exception, context: dict[str, Any]) -> Response | None:
    """None for a bug, which is left to crash."""
    if isinstance(error, ClaimsError):
        return Response({"detail": str(error)}, STATUS.get(type(error), 422))
    if isinstance(error, Http404):
        error = NotFound(_("There is nothing at this address, or nothing that you may see."))
    return exception_handler(error, context)
