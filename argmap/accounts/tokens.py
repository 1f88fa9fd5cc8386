"""One-time sign-in links: a token dies with the sign-in it makes, since it is bound to the last one."""

from django.contrib.auth.tokens import PasswordResetTokenGenerator


class SignInTokens(PasswordResetTokenGenerator):
    key_salt = "argmap.accounts.sign-in"


sign_in_tokens = SignInTokens()
