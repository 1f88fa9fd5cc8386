"""The one account page that allauth does not bring: signing in by a printed link."""

from ipaddress import ip_address

from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from .models import User
from .tokens import sign_in_tokens


def account_sign_in(request: HttpRequest, pk: int, token: str) -> HttpResponse:
    """Sign in by a one-time link that `demo` printed. It works on the machine itself, nowhere else."""
    if not ip_address(request.META["REMOTE_ADDR"]).is_loopback:
        raise Http404
    user = User.objects.filter(pk=pk, is_active=True).first()
    if user is None or not sign_in_tokens.check_token(user, token):
        messages.error(
            request, _("This sign-in link was used already or is too old. Start demo again for a new one.")
        )
        return redirect("account_login")
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    messages.success(request, _("You are signed in as %(name)s.") % {"name": user.username})
    return redirect("claims:home")
