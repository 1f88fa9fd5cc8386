"""`refresh_strengths`: maps counted again from scratch, all or those named."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from claims.actions.strength import refresh_strengths
from claims.models import Score

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("refresh_strengths", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def spoilt(small_map: Any) -> None:
    """Two maps whose scores lack what a newer version keeps with them."""
    for slug in ("one", "two"):
        refresh_strengths(small_map(24, slug=slug))
    Score.objects.update(points=None, parameters="")


def spoilt_maps() -> list[str]:
    return sorted(set(Score.objects.filter(parameters="").values_list("map__slug", flat=True)))


def test_all_maps_are_recounted(spoilt: None) -> None:
    assert run() == "The map one is recounted.\nThe map two is recounted.\n"
    assert spoilt_maps() == []
    assert Score.objects.exclude(points=None).exists()


def test_those_named_are_recounted(spoilt: None) -> None:
    assert run("two") == "The map two is recounted.\n"
    assert spoilt_maps() == ["one"]


def test_a_name_no_map_has_is_told_and_nothing_is_recounted(
    spoilt: None, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        run("one", "three")
    assert capsys.readouterr().err == "There is no map at “three”.\n"
    assert spoilt_maps() == ["one", "two"]
