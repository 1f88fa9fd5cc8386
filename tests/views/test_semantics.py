from django.urls import reverse

from claims.actions.strength import refresh_strengths
from claims.models import Thesis
from tests.views.test_comparison import words


def page(client, map):
    return client.get(reverse("claims:map_semantics", args=[map.slug]))


def test_the_page_tells_each_thesis_in_four_ways_and_why_they_differ(client, living_map):
    text = words(page(client, living_map))
    assert "Thesis Our default DF-QuAD Quadratic Energy Euler-based" in text
    assert "They part most on " in text
    assert "move nothing, and the two camps stay where they were" in text


def test_our_column_is_what_the_map_says(client, living_map):
    from_map = client.get(living_map.get_absolute_url()).context["body"].html
    for group in page(client, living_map).context["groups"]:
        for line in group.lines:
            assert f'<span class="only-heard">Strength </span>{line.cells[0].number}</b>' in from_map


def test_the_numbers_follow_the_audience_and_a_new_rating(client, living_map, alice, as_person):
    first = page(client, living_map).content
    address = reverse("claims:map_semantics", args=[living_map.slug])
    assert client.get(address, {"example": "off"}).content != first
    thesis = Thesis.objects.filter(map=living_map).first().claim
    door = as_person(alice)
    before = words(page(door, living_map))
    door.post(reverse("claims:claim_rate", args=[thesis.pk]), {"value": "100"})
    refresh_strengths(living_map)
    assert words(page(door, living_map)) != before


def test_a_map_without_a_thesis_says_so(client, small_map):
    map = small_map()
    Thesis.objects.filter(map=map).delete()
    assert "This map has no thesis yet." in words(page(client, map))


def test_where_ratings_hide_the_page_says_that_it_counts_the_readers_own(client, small_map):
    map = small_map(raters=3, hide_until_rated=True)
    refresh_strengths(map)
    text = words(page(client, map))
    assert "This map hides others’ ratings until you have rated." in text


def test_a_strangers_map_is_not_found(client, small_map):
    assert page(client, small_map(slug="hidden", visibility="members")).status_code == 404
