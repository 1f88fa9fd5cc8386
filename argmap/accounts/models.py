"""The table of people."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A person with a name and a password. An e-mail address is never required."""
