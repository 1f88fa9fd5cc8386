"""Nobody overwrites anybody, however many edit the same thing at the same time."""

from typing import Any

import pytest

from claims.models import Edit, Membership, Revision
from tests.editing import WORKERS, lost, start, storm_by_form, storm_without_care

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
EDITS = 80


@pytest.fixture(autouse=True)
def later(settings: Any) -> None:
    """Recounts are asked for, and nobody makes them: they are not what this is about."""
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}


def test_no_acknowledged_edit_is_lost_where_eight_edit_three_claims(
    small_map: Any, person: Any, as_person: Any
) -> None:
    map = small_map(24)
    people = [person(f"editor-{n}") for n in range(WORKERS)]
    Membership.objects.bulk_create(Membership(map=map, user=p, role="contributor") for p in people)
    claims = start(map)
    acknowledged = storm_by_form(claims, [as_person(p) for p in people], EDITS)
    assert acknowledged.total() >= EDITS
    assert lost(claims, acknowledged) == 0
    assert Edit.objects.filter(map=map).count() == acknowledged.total()
    for claim in claims:
        numbers = Revision.objects.filter(claim=claim).order_by("number").values_list("number", flat=True)
        assert list(numbers) == list(range(1, acknowledged[claim.pk] + 2))


def test_the_same_without_versions_loses_some(small_map: Any) -> None:
    """So that the test above could fail."""
    claims = start(small_map(24))
    assert lost(claims, storm_without_care(claims, 240)) > 0
