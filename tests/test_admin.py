"""Staff can look through and mend every table, and an edit there counts as any other."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.actions.strength import refresh_strengths
from claims.models import (
    Appraisal,
    ArgumentMap,
    Attribution,
    Claim,
    Comment,
    Edit,
    Invitation,
    Notification,
    NotificationChoice,
    Rating,
    RatingLog,
    Relation,
    Revision,
    SchemeAnswer,
    Score,
    Thesis,
)
from tests.building import rate_everything

TABLES = list(apps.get_app_config("claims").get_models())
RECORDS = [
    Appraisal,
    Comment,
    Edit,
    Invitation,
    Notification,
    NotificationChoice,
    Rating,
    RatingLog,
    Revision,
    SchemeAnswer,
    Score,
]


@pytest.fixture
def staff(person, as_person):
    someone = person("staff")
    someone.is_staff = someone.is_superuser = True
    someone.save()
    return as_person(someone)


def address(table, page, *args):
    return reverse(f"admin:{table._meta.app_label}_{table._meta.model_name}_{page}", args=args)


def no_rows_below(*prefixes):
    """The part of a change form that says that nothing is listed under the row."""
    counts = ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")
    return {f"{prefix}-{count}_FORMS": 0 for prefix in prefixes for count in counts}


def test_every_table_is_there():
    assert [table for table in TABLES if not admin.site.is_registered(table)] == []


def test_every_list_every_search_and_every_form_opens(staff, five_articles, maya):
    rate_everything(five_articles, 1)
    refresh_strengths(five_articles)
    pages = {}
    for table in TABLES:
        pages[table, "list"] = staff.get(address(table, "changelist")).status_code
        pages[table, "search"] = staff.get(address(table, "changelist"), {"q": "oil"}).status_code
        for row in table.objects.order_by("pk")[:1]:
            pages[table, "form"] = staff.get(address(table, "change", row.pk)).status_code
        if table not in RECORDS:
            pages[table, "add"] = staff.get(address(table, "add")).status_code
    assert [page for page, status in pages.items() if status != 200] == []


def test_a_list_asks_the_database_as_often_whatever_its_length(staff, small_map):
    def asked():
        counts = {}
        for table in TABLES:
            with CaptureQueriesContext(connection) as queries:
                staff.get(address(table, "changelist"))
            counts[table.__name__] = len(queries)
        return counts

    small_map(24, slug="small", raters=1)
    staff.get(address(Claim, "changelist"))
    few = asked()
    small_map(120, slug="large")
    assert asked() == few
    assert max(few.values()) <= 12


def test_what_is_recorded_can_only_be_looked_at(staff, small_map):
    map = small_map(raters=1)
    rating = Rating.objects.filter(map=map).first()
    for table in RECORDS:
        assert staff.get(address(table, "add")).status_code == 403
    assert staff.post(address(Rating, "change", rating.pk), {"value": 1}).status_code == 403
    assert staff.post(address(Rating, "delete", rating.pk), {"post": "yes"}).status_code == 403


def test_editing_a_claim_raises_its_version_and_the_maps(staff, small_map):
    map = small_map()
    claim = Claim.objects.filter(map=map).first()
    sent = {
        "text": "Said otherwise.",
        "kind": claim.kind,
        "state": claim.state,
        **no_rows_below("attributions"),
    }
    assert staff.post(address(Claim, "change", claim.pk), sent).status_code == 302
    claim.refresh_from_db()
    assert (claim.text, claim.version) == ("Said otherwise.", 2)
    assert ArgumentMap.objects.get(pk=map.pk).version == map.version + 1


def test_turning_a_reason_into_an_objection_recounts_what_it_carried(staff, small_map):
    map = small_map(raters=6)
    Rating.objects.filter(map=map).update(value=75)
    refresh_strengths(map)
    reasons = Relation.objects.filter(map=map, kind="support", premises__claim__isnull=False)
    relation = reasons.filter(target_claim__theses__isnull=False).first()
    before = Score.objects.get(claim=relation.target_claim, audience="everyone").strength
    sent = {"kind": "attack", "target_claim": relation.target_claim_id, "order": 0, "state": "open"}
    sent |= no_rows_below("premises")
    assert staff.post(address(Relation, "change", relation.pk), sent).status_code == 302
    assert Score.objects.get(claim=relation.target_claim, audience="everyone").strength < before


def test_a_row_cannot_name_what_stands_on_another_map(staff, small_map):
    here, there = small_map(slug="here"), small_map(slug="there")
    foreign = Claim.objects.filter(map=there, theses=None).first()
    page = staff.post(address(Thesis, "add"), {"map": here.pk, "claim": foreign.pk, "order": 0})
    assert page.status_code == 200
    assert page.context["adminform"].form.errors == {"claim": ["This stands on another map."]}


def test_nor_can_a_row_listed_under_another(staff, small_map):
    here, there = small_map(slug="here"), small_map(slug="there")
    relation = Relation.objects.filter(map=here, target_claim__isnull=False).first()
    foreign = Claim.objects.filter(map=there).first()
    sent = {"kind": "attack", "target_claim": relation.target_claim_id, "order": 0, "state": "open"}
    sent |= no_rows_below("premises") | {"premises-TOTAL_FORMS": 1, "premises-MAX_NUM_FORMS": 1000}
    sent |= {"premises-0-relation": relation.pk, "premises-0-claim": foreign.pk, "premises-0-order": 0}
    page = staff.post(address(Relation, "change", relation.pk), sent)
    assert page.status_code == 200
    assert "This stands on another map." in page.content.decode()
    own = Claim.objects.filter(map=here).exclude(premises__relation=relation).last()
    added = staff.post(address(Relation, "change", relation.pk), sent | {"premises-0-claim": own.pk})
    assert added.status_code == 302
    assert relation.premises.filter(claim=own, map=here).exists()


def test_a_rule_of_the_database_is_a_sentence_in_the_form(staff, small_map):
    map = small_map()
    attribution = Attribution.objects.filter(map=map).first()
    thesis = Thesis.objects.filter(map=map).first()
    sent = {"map": map.pk, "claim": thesis.claim_id, "article": thesis.article_id, "order": 0}
    page = staff.post(address(Thesis, "add"), sent)
    assert (page.status_code, bool(page.context["adminform"].form.errors)) == (200, True)
    assert staff.get(address(Attribution, "change", attribution.pk)).status_code == 200


@pytest.mark.parametrize("who", ["alice", "maya"])
def test_nobody_else_gets_in(as_person, request, who):
    assert as_person(request.getfixturevalue(who)).get(reverse("admin:index")).status_code == 302
