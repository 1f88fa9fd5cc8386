"""A source's page: what it is, and what rests on it."""

import re
from html import unescape

import pytest
from django.test import Client

from claims.models import ArgumentMap, Citation, Source
from tests.arguing import Argument


@pytest.fixture
def argument(db):
    argument = Argument(ArgumentMap.objects.create(slug="argued", title="Argued"))
    argument.cable = argument.source(
        "Cable 09BAKU20",
        origin="The embassy",
        level="mixed",
        level_reason="Second hand.",
        url="https://cable.example/",
    )
    argument.wire = argument.source("Wire story", origin="The embassy")
    return argument


def page_of(source, client=None):
    response = (client or Client()).get(f"/maps/argued/sources/{source.pk}/")
    assert response.status_code == 200
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", response.content.decode())))


def test_it_says_what_it_is_how_far_it_is_trusted_and_whose_voice_it_is(argument):
    page = page_of(argument.cable)
    assert "Cable 09BAKU20" in page
    assert "mixed: Second hand." in page
    assert "traces to The embassy. Sources of one origin are one voice." in page
    assert "so does Wire story" in page
    assert "no date given" in page


def test_all_that_rests_on_it_is_named_however_far_it_reaches(argument):
    point, reason = argument.thesis("Point"), argument.claim("Reason")
    step = argument.supports(reason, point)
    cited, doubt = argument.evidence("Cited", argument.cable), argument.evidence("Doubt")
    argument.supports(cited, reason)
    argument.attacks(doubt, step)
    Citation.objects.create(
        map=argument.map, evidence=doubt, source=argument.cable, via=["a paper", "a blog"]
    )
    argument.supports(argument.evidence("Of the wire", argument.wire), point)
    page = page_of(argument.cable)
    assert "2 pieces of evidence2 claims" in page
    assert "undercuts a step to" in page
    assert "cited via a paper via a blog" in page
    assert "Of the wire" not in page


def test_a_source_nobody_cites_says_so(argument):
    assert "No evidence in this map cites it." in page_of(argument.cable)


def test_withdrawn_evidence_is_not_named(argument):
    argument.supports(argument.evidence("Gone", argument.cable, state="withdrawn"), argument.thesis("Point"))
    assert "Gone" not in page_of(argument.cable)


def test_a_source_is_found_in_its_own_map_alone_and_by_members_alone(argument, carl, as_person):
    other = ArgumentMap.objects.create(slug="other", title="Other", visibility="members")
    hidden = Source.objects.create(map=other, title="Hidden")
    assert Client().get(f"/maps/other/sources/{argument.cable.pk}/").status_code == 404
    assert as_person(carl).get(f"/maps/other/sources/{hidden.pk}/").status_code == 404
