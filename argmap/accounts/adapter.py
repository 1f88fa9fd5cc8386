"""What allauth says to people, in this site's words."""

from allauth.account.adapter import DefaultAccountAdapter
from django.utils.translation import gettext_lazy as _


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("This name and this password do not go together. Try again."),
        "too_many_login_attempts": _(
            "Too many wrong passwords were tried for this name. Wait five minutes, then try again."
        ),
        "account_inactive": _("This account is closed. Ask whoever runs this site."),
    }
