"""Where claims went that were merged into others."""

from claims.models import Claim


def end_of_merges(pk: int) -> int:
    """The claim that this one is part of now, after however many merges: a query for each, and one to see the end."""
    seen: set[int] = set()
    while pk not in seen:
        seen.add(pk)
        pk = Claim.objects.filter(pk=pk).values_list("merged_into", flat=True).first() or pk
    return pk
