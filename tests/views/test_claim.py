"""A claim's page as it is sent."""

import re
from html import unescape

import pytest
from django.test import Client

from claims.actions.strength import refresh_strengths
from claims.models import ArgumentMap, Attribution, Claim, Passage
from tests.arguing import Argument


@pytest.fixture
def argument(db):
    argument = Argument(ArgumentMap.objects.create(slug="argued", title="Argued"))
    argument.point = argument.thesis("The bridge should be closed.")
    argument.reason = argument.claim("The bridge is rotten.")
    argument.step = argument.supports(argument.reason, argument.point)
    return argument


def text(response):
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())))


def test_each_id_stands_on_a_page_once(five_articles):
    refresh_strengths(five_articles)
    for claim in Claim.objects.filter(map=five_articles)[::6]:
        ids = re.findall(r'\bid="([^"]+)"', Client().get(f"/claims/{claim.pk}/").content.decode())
        assert sorted(ids) == sorted(set(ids)), claim.uid


def test_who_is_not_signed_in_finds_the_way_to_rate_and_back(argument):
    page = Client().get(f"/claims/{argument.reason.pk}/")
    assert f'href="/accounts/login/?next=/claims/{argument.reason.pk}/"' in page.content.decode()
    assert "<form" not in page.content.decode().split("<main")[1]


def test_advice_is_asked_about_as_advice(argument, alice, as_person):
    argument.point.kind = "prescriptive"
    argument.point.save()
    page = as_person(alice).get(f"/claims/{argument.point.pk}/")
    assert "how well supported is this advice?" in text(page)
    assert "prescriptive claim" in text(page)


def test_a_reported_claim_is_told_as_reported(argument):
    attribution = Attribution.objects.create(
        map=argument.map,
        claim=argument.reason,
        article=argument.article,
        voice="reported",
        who=["Aliyev", "Lu", "a leaked cable"],
        endorsement="neutral",
        hedges=["reportedly"],
    )
    attribution.passages.add(
        Passage.objects.create(map=argument.map, article=argument.article, first=4, last=5)
    )
    said = text(Client().get(f"/claims/{argument.reason.pk}/"))
    assert "reported from Aliyev via Lu via a leaked cable, not endorsed" in said
    assert "hedged reportedly" in said
    assert "¶\N{NO-BREAK SPACE}4–5" in unescape(
        Client().get(f"/claims/{argument.reason.pk}/").content.decode()
    )


def test_links_that_leave_the_site_vouch_for_nothing(argument):
    proof = argument.evidence("Proof", argument.source("Report", url="https://report.example/"))
    argument.supports(proof, argument.reason)
    page = Client().get(f"/claims/{argument.reason.pk}/").content.decode()
    assert '<a href="https://report.example/" rel="noopener nofollow ugc">' in page


def test_what_people_write_is_never_markup(argument):
    bad = '<img src=x onerror="alert(1)">'
    claim = argument.claim(bad)
    argument.supports(claim, argument.point, note=bad, caveat=bad)
    argument.supports(argument.evidence(bad, argument.source(bad)), claim)
    for address in (f"/claims/{claim.pk}/", f"/claims/{argument.point.pk}/"):
        assert "<img" not in Client().get(address).content.decode()


def test_a_stranger_to_a_map_for_members_is_told_there_is_no_such_claim(argument, carl, as_person):
    argument.map.visibility = "members"
    argument.map.save()
    for client in (Client(), as_person(carl)):
        assert client.get(f"/claims/{argument.point.pk}/").status_code == 404
    assert Client().get("/claims/999999/").status_code == 404


def test_a_withdrawn_claim_is_there_for_curators_alone(small_map, maya, as_person):
    map = small_map(24)
    claim = Claim.objects.filter(map=map, uid="Claim-9")
    claim.update(state="withdrawn")
    assert Client().get(f"/claims/{claim.get().pk}/").status_code == 404
    page = as_person(maya).get(f"/claims/{claim.get().pk}/").content.decode()
    assert "This claim is withdrawn." in page
    assert "Save rating" not in page
    assert 'id="open-support-' not in page


def test_no_basis_is_never_a_bare_fifty(argument):
    refresh_strengths(argument.map)
    page = text(Client().get(f"/claims/{argument.point.pk}/"))
    assert "no basis yet" in page
    assert "Nobody whose rating counts has rated it yet." in page


def test_too_few_raters_for_this_map_show_a_count_and_no_number(argument, person):
    argument.map.fewest_raters = 5
    argument.map.save()
    argument.rated([person("one")], 90, argument.point)
    page = Client().get(f"/claims/{argument.point.pk}/")
    assert "too few ratings (1)" in text(page)
    assert "Too few: this map shows what people gave from 5 ratings on." in text(page)
    assert "histogram" not in page.content.decode()
