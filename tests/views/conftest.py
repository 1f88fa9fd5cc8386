"""A small map that Alice and Maya build together."""

from typing import Any

import pytest

from claims.models import Membership


@pytest.fixture
def built(small_map: Any, alice: Any) -> Any:
    """Two dozen claims; Alice contributes, Maya curates."""
    map = small_map(24, raters=1)
    Membership.objects.create(map=map, user=alice, role="contributor")
    return map
