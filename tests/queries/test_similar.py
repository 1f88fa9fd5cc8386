"""Claims that read like one being typed: found however it is typed, and never where their reader may not look."""

from random import Random
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection

from claims.actions.strength import refresh_strengths
from claims.graph.words import RelationKind
from claims.models import ArgumentMap, Attribution, Claim, Rating
from claims.permissions import listed_maps
from claims.queries.audience import EVERYONE
from claims.queries.claim import claim_page
from claims.queries.rating import Veil
from claims.queries.similar import similar_claims
from tests.arguing import Argument
from tests.benchmarks.sentences import WAYS, sentences

pytestmark = pytest.mark.django_db

OIL = "Azerbaijan covers over a third of Israel's oil supply."
NOBODY = AnonymousUser()


def claims_of(slug: str, *texts: str, **columns: Any) -> ArgumentMap:
    map = ArgumentMap.objects.create(slug=slug, title=slug.capitalize(), **columns)
    Claim.objects.bulk_create([Claim(map=map, text=text) for text in texts])
    return map


def texts(found: Any) -> list[str]:
    return [claim.text for claim in found]


def test_a_claim_of_this_map_is_found_by_its_first_words(five_articles: Any, alice: Any) -> None:
    found = similar_claims("Azerbaijan covers over a thi", five_articles, alice)
    assert texts(found.here)[0] == OIL
    assert (found.elsewhere, found.kept, found.asked) == ((), None, True)


@pytest.mark.parametrize("way", WAYS)
def test_a_claim_is_found_however_it_is_put(way: str, alice: Any) -> None:
    said = list(sentences(2_000))
    map = claims_of("large", *said)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    random = Random(4)
    asked = [(text, WAYS[way](text, random)) for text in random.sample(said, 20)]
    missed = [text for text, typed in asked if text not in texts(similar_claims(typed, map, alice).here)]
    assert missed == []


def test_the_nearest_is_first_and_there_are_at_most_five_here_and_five_elsewhere(alice: Any) -> None:
    words = ["The bridge is old", *(f"The bridge is old and {n} years late" for n in range(9))]
    here, _ = claims_of("here", *words), claims_of("elsewhere", *words)
    found = similar_claims("The bridge is old", here, alice)
    assert (len(found.here), len(found.elsewhere)) == (5, 5)
    assert [found.here[0].text, found.elsewhere[0].text] == ["The bridge is old"] * 2
    assert [found.here[0].choice, found.elsewhere[0].choice] == [
        f"here-{found.here[0].pk}",
        f"copy-{found.elsewhere[0].pk}",
    ]


def test_what_only_shares_common_words_is_not_similar(five_articles: Any, alice: Any) -> None:
    for typed in ("and", "the", "The moon is made of green cheese."):
        assert similar_claims(typed, five_articles, alice).n == 0


@pytest.mark.parametrize("visibility", ["unlisted", "members"])
def test_claims_of_maps_that_are_in_nobodys_list_are_not_told(visibility: str, alice: Any, carl: Any) -> None:
    here, there = claims_of("here"), claims_of("there", OIL, visibility=visibility)
    there.memberships.create(user=alice, role="viewer")
    assert texts(similar_claims(OIL, here, alice).elsewhere) == [OIL]
    kept = Claim.objects.get().pk
    for outsider in (carl, NOBODY):
        assert there not in listed_maps(outsider)
        assert similar_claims(OIL, here, outsider).n == 0
        assert similar_claims(OIL, here, outsider, keep=kept).n == 0
        assert similar_claims("", here, outsider, keep=kept).n == 0


def test_what_was_withdrawn_is_not_offered_even_to_curators(alice: Any) -> None:
    map = claims_of("here", OIL, owner=alice)
    Claim.objects.update(state="withdrawn")
    assert similar_claims(OIL, map, alice).n == 0


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "  ",
        "ab",
        "-",
        "x" * 5_000,
        "".join(chr(33 + 7 * n % 90) for n in range(300)),
        " ".join("abcdefghijklmnopqrstuvwxyz" * 6),
        "the and of to in is not from a that",
        "oil\" OR \"*:&|!() NEAR(a b) NOT ^text: {col} -- \\ \\' '' %s {} <->",
        "AND",
        "OR NOT NEAR",
        "oil\0supply",
        "\ud800oil supply",
        "\u202eمرحبا بالعالم\u202c",
        "😀" * 100,
        "\u200b\u200d\ufeff",
        "e\u0301" * 100,
        "經濟增長，失業率下降。",
        "https://example.org/a?b=c#d user@example.org 3.14 -2e5 semi-official",
    ],
)
def test_whatever_is_typed_is_answered(typed: str, five_articles: Any, alice: Any) -> None:
    assert similar_claims(typed, five_articles, alice).n <= 10


@pytest.mark.parametrize(
    "text",
    [
        "經濟增長使失業率下降。",
        "Экономический рост снижает безработицу.",
        "تنمو التجارة بين البلدين كل عام",
        "व्यापार हर साल बढ़ता है",
        "Qarabağ münaqişəsi həll olunub.",
        "It is what it is.",
        "Oil 😀 supply: 3.5% “rising”, isn't it?",
    ],
)
def test_a_claim_in_any_script_is_found_by_itself_and_by_its_beginning(text: str, alice: Any) -> None:
    map = claims_of("here", text, *sentences(50))
    assert texts(similar_claims(text, map, alice).here) == [text]
    assert texts(similar_claims(text[:-2], map, alice).here) == [text]


def test_the_index_follows_every_change(alice: Any) -> None:
    map = claims_of("here", OIL)
    Claim.objects.update(text="The bridge was repaired last year.")
    assert similar_claims(OIL, map, alice).n == 0
    assert similar_claims("The bridge was repaired", map, alice).n == 1
    Claim.objects.all().delete()
    assert similar_claims("The bridge was repaired", map, alice).n == 0
    claims_of("there", OIL)
    assert texts(similar_claims(OIL, map, alice).elsewhere) == [OIL]


def test_it_takes_three_queries_whatever_there_is(django_assert_num_queries: Any, alice: Any) -> None:
    here, _ = claims_of("here", *sentences(300)), claims_of("there", *sentences(300))
    with django_assert_num_queries(3):
        found = similar_claims(next(sentences(1)), here, alice)
    assert found.n >= 2
    with django_assert_num_queries(0):
        similar_claims("ab", here, alice)


def test_reasons_are_counted_as_on_the_claims_own_page(five_articles: Any, alice: Any) -> None:
    Claim.objects.filter(uid__endswith="3").exclude(theses__isnull=False).update(state="withdrawn")
    claims = Claim.objects.filter(map=five_articles, state="open")
    contradicting = claims.filter(premises__relation__kind="contradiction")[:5]
    some = [*claims.filter(theses__isnull=False)[:6], *contradicting, *claims.order_by("?")[:6]]
    for claim in some:
        [told] = [one for one in similar_claims(claim.text, five_articles, alice).here if one.pk == claim.pk]
        page = claim_page(claim, EVERYONE, Veil(False, 0))
        assert (told.supports, told.attacks) == (len(page.support), len(page.attack))
        assert told.articles == Attribution.objects.filter(claim=claim).values("article").distinct().count()


def test_a_contradiction_is_against_both_its_ends(db: None, alice: Any) -> None:
    argument = Argument(claims_of("here"))
    one, other = argument.claim("The bridge is old."), argument.claim("The bridge is new.")
    argument.relate(RelationKind.CONTRADICTION, one, other)
    found = similar_claims("The bridge is", argument.map, alice).here
    assert {claim.text: claim.attacks for claim in found} == {one.text: 1, other.text: 1}


def test_a_strength_is_everyones_as_far_as_its_map_shows_it(small_map: Any, alice: Any) -> None:
    map = small_map(24, raters=5)
    claim = Claim.objects.filter(map=map).earliest("pk")
    claim.text = OIL
    claim.save()
    Rating.objects.filter(claim=claim).update(value=80)
    refresh_strengths(map)
    seen = {}
    for name, rule in (
        ("shown", {}),
        ("hidden", {"hide_until_rated": True}),
        ("few", {"fewest_raters": 6, "hide_until_rated": False}),
    ):
        ArgumentMap.objects.filter(pk=map.pk).update(**rule)
        refresh_strengths(ArgumentMap.objects.get(pk=map.pk))
        strength = similar_claims(OIL, map, alice).here[0].strength
        seen[name] = (strength.state, strength.value is not None)
    assert seen == {"shown": ("rated", True), "hidden": ("hidden", False), "few": ("few", False)}


def test_a_claim_that_was_chosen_stays_whatever_the_text_becomes(alice: Any) -> None:
    map = claims_of("here", OIL, "The bridge is old.")
    chosen = Claim.objects.get(text=OIL).pk
    found = similar_claims("The bridge is old.", map, alice, keep=chosen)
    assert (texts(found.here), found.kept) == (["The bridge is old.", OIL], chosen)
    assert similar_claims("", map, alice, keep=chosen).kept == chosen
    assert similar_claims("", map, alice, keep=chosen + 1_000).kept is None


def test_what_this_map_has_a_copy_of_is_not_offered_again(alice: Any) -> None:
    there = claims_of("there", OIL)
    here = claims_of("here")
    original = Claim.objects.get()
    Claim.objects.create(map=here, text=OIL, same_as_map=there.slug, same_as_uid=original.uid)
    found = similar_claims(OIL, here, alice)
    assert (texts(found.here), found.elsewhere) == ([OIL], ())
