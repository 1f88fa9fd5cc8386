"""What can go wrong. The text of each is a sentence for a reader."""


class ClaimsError(Exception):
    """Expected trouble: a door shows its text, anything else is a bug."""


class NotConverged(ClaimsError):
    """Statements that rest on each other in a circle never came to rest."""
