"""Why something goes, or comes back."""

from .edit import EditForm


class WithdrawalForm(EditForm):
    """Only `why` and the version that was read."""
