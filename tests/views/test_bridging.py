import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from claims.queries.strength import HIDDEN, NO_BASIS, Strength

SIXTY_TWO = Strength("rated", 62, low=55, high=69, n=60)


def told(bridged, shown=SIXTY_TWO):
    html = render_to_string("claims/partials/bridging.html", {"shown": shown, "bridged": bridged})
    return html.strip()


def test_the_two_numbers_stand_beside_each_other_and_lead_to_their_chapter():
    html = told(48)
    assert html.startswith(
        '<p class="claim-note bridging">62, <a href="/help/scores/#bridging">bridging</a> <b'
    )
    assert '<b class="num">48</b>' in html


@pytest.mark.parametrize(("bridged", "words"), [(0, "under 1"), (100, "over 99")])
def test_it_is_never_certain_either(bridged, words):
    assert f">{words}</b>" in told(bridged)


@pytest.mark.parametrize("shown", [HIDDEN, NO_BASIS])
def test_without_a_strength_it_stands_alone(shown):
    assert told(48, shown).startswith('<p class="claim-note bridging"><a')


def test_a_claim_without_one_says_nothing():
    assert told(None) == ""


def test_the_chapter_is_there_with_its_price(client, db):
    html = client.get(reverse("claims:help_scores")).content.decode()
    assert 'id="bridging"' in html
    assert "from .106 to .062" in html
    assert "from .020 to .028" in html
