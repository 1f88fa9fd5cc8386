"""How often each page asks the database: at most twelve times, and as often whatever the map."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.db.models import Count, Min
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims.actions.claim import Wording, edit_claim
from claims.actions.exchange import count_rows
from claims.actions.strength import refresh_strengths
from claims.models import (
    ArgumentMap,
    Claim,
    Comment,
    Evidence,
    Group,
    GroupMember,
    Invitation,
    Membership,
    Notification,
    Rating,
    Relation,
)
from claims.urls import urlpatterns


def with_another_beside(map: ArgumentMap) -> int:
    """A step that could be joined with another: one does the same to the same claim."""
    alike = map.relation_set.exclude(target_claim=None).order_by("target_claim", "kind")
    there = alike.values("target_claim", "kind").annotate(first=Min("pk"), n=Count("pk")).filter(n__gt=1)
    found: int = there[0]["first"]
    return found


PAGES: dict[str, Callable[[ArgumentMap], str]] = {
    "home": lambda map: "/",
    "map_list": lambda map: "/maps/",
    "map_new": lambda map: "/maps/new/",
    "map_import": lambda map: "/maps/import/",
    "map_detail": lambda map: f"/maps/{map.slug}/",
    "map_outline": lambda map: f"/maps/{map.slug}/outline/",
    "article_detail": lambda map: f"/maps/{map.slug}/articles/article-1/",
    "article_text": lambda map: f"/maps/{map.slug}/articles/article-1/text/",
    "article_new": lambda map: f"/maps/{map.slug}/articles/new/",
    "article_edit": lambda map: f"/maps/{map.slug}/articles/article-1/edit/",
    "article_text_edit": lambda map: f"/maps/{map.slug}/articles/article-1/text/edit/",
    "passage_new": lambda map: f"/maps/{map.slug}/articles/article-1/passages/new/?paragraph=1",
    "passage_detail": lambda map: (
        f"/maps/{map.slug}/articles/article-1/passages/"
        f"{map.passage_set.filter(article__slug='article-1').earliest('pk').pk}/"
    ),
    "article_appraise": lambda map: f"/maps/{map.slug}/articles/article-1/appraisal/",
    "question_detail": lambda map: f"/maps/{map.slug}/questions/question-1/",
    "source_detail": lambda map: f"/maps/{map.slug}/sources/{map.source_set.earliest('pk').pk}/",
    "source_appraise": lambda map: f"/maps/{map.slug}/sources/{map.source_set.earliest('pk').pk}/appraisal/",
    "map_compare": lambda map: f"/maps/{map.slug}/compare/",
    "map_state": lambda map: f"/maps/{map.slug}/state/",
    "map_semantics": lambda map: f"/maps/{map.slug}/semantics/",
    "claim_similar": lambda map: f"/maps/{map.slug}/similar/?text=Claim+7+says+what+can",
    "map_compare, articles": lambda map: f"/maps/{map.slug}/compare/?article=article-1&article=article-2",
    "map_compare, theses": lambda map: f"/maps/{map.slug}/compare/?thesis=Thesis-1&thesis=Thesis-2",
    "claim_detail": lambda map: f"/claims/{map.claim_set.earliest('pk').pk}/",
    "claim_detail, at the bottom": lambda map: f"/claims/{map.claim_set.latest('pk').pk}/",
    "claim_why": lambda map: f"/claims/{map.claim_set.earliest('pk').pk}/why/",
    "claim_what_if": lambda map: f"/claims/{map.claim_set.earliest('pk').pk}/what-if/",
    "claim_what_if, with one struck out": lambda map: (
        f"/claims/{map.claim_set.earliest('pk').pk}/what-if/?strike=c{map.claim_set.latest('pk').pk}"
    ),
    "claim_rate": lambda map: f"/claims/{map.claim_set.earliest('pk').pk}/rating/",
    "claim_new": lambda map: f"/maps/{map.slug}/claims/new/",
    "claim_edit": lambda map: f"/claims/{map.claim_set.earliest('pk').pk}/edit/",
    "claim_order": lambda map: f"/claims/{map.claim_set.earliest('pk').pk}/reasons/order/",
    "claim_withdraw": lambda map: f"/claims/{map.claim_set.earliest('pk').pk}/withdrawal/",
    "claim_merge": lambda map: f"/claims/{map.claim_set.earliest('pk').pk}/merge/",
    "claim_split": lambda map: f"/claims/{map.claim_set.earliest('pk').pk}/split/",
    "claim_history": lambda map: f"/claims/{map.claim_set.earliest('pk').pk}/history/",
    "reason_new": lambda map: f"/claims/{map.claim_set.earliest('pk').pk}/reasons/new/",
    "undercut_new": lambda map: f"/relations/{map.relation_set.earliest('pk').pk}/undercuts/new/",
    "evidence_new": lambda map: f"/claims/{map.claim_set.earliest('pk').pk}/evidence/new/",
    "critical_question_new": lambda map: f"/claims/{map.claim_set.earliest('pk').pk}/questions/new/",
    "relation_edit": lambda map: f"/relations/{map.relation_set.earliest('pk').pk}/edit/",
    "relation_move": lambda map: f"/relations/{map.relation_set.earliest('pk').pk}/move/",
    "relation_join": lambda map: f"/relations/{with_another_beside(map)}/join/",
    "relation_part": lambda map: f"/relations/{map.relation_set.earliest('pk').pk}/part/",
    "relation_withdraw": lambda map: f"/relations/{map.relation_set.earliest('pk').pk}/withdrawal/",
    "relation_history": lambda map: f"/relations/{map.relation_set.earliest('pk').pk}/history/",
    "evidence_edit": lambda map: f"/evidence/{map.evidence_set.earliest('pk').pk}/edit/",
    "evidence_withdraw": lambda map: f"/evidence/{map.evidence_set.earliest('pk').pk}/withdrawal/",
    "evidence_history": lambda map: f"/evidence/{map.evidence_set.earliest('pk').pk}/history/",
    "map_history": lambda map: f"/maps/{map.slug}/history/",
    "revision_restore": lambda map: f"/revisions/{map.revision_set.earliest('pk').pk}/restore/",
    "edit_undo": lambda map: f"/edits/{map.edit_set.latest('pk').pk}/undo/",
    "claim_talk": lambda map: f"/claims/{map.claim_set.earliest('pk').pk}/talk/",
    "comment_edit": lambda map: f"/comments/{map.comment_set.earliest('pk').pk}/edit/",
    "notification_list": lambda map: "/notifications/",
    "notification_choices": lambda map: "/notifications/choices/",
    "relation_rate": lambda map: f"/relations/{map.relation_set.earliest('pk').pk}/rating/",
    "relation_examine": lambda map: f"/relations/{map.relation_set.earliest('pk').pk}/questions/",
    "evidence_rate": lambda map: f"/evidence/{map.evidence_set.earliest('pk').pk}/rating/",
}
MOST = 12
WITHOUT_A_MAP = {"help_scores", "about"}
DEEDS = {"critical_question_settle", "map_undo"}  # no pages of their own
DEEDS |= {"member_change", "member_remove", "invitation_new", "invitation_revoke"}
WITHOUT_AN_END = {"map_events"}  # tests/views/test_live.py has what a stream asks
OF_COPIES = {"claim_same_as"}  # counted in test_similar.py
OF_PEOPLE: dict[str, Callable[[ArgumentMap], str]] = {
    "map_members": lambda map: f"/maps/{map.slug}/members/",
    "map_leave": lambda map: f"/maps/{map.slug}/members/leave/",
    "map_settings": lambda map: f"/maps/{map.slug}/settings/",
    "map_transfer": lambda map: f"/maps/{map.slug}/owner/",
    "invitation_accept": lambda map: f"/invitations/{map.invitations.first().code}/",
}
DEEDS |= {"comment_withdraw", "comment_restore", "comment_resolve", "comment_reopen", "notification_count"}

FOR_MEMBERS = {"visibility": "members", "who_rates": "members"}
RATED = {"claim": Claim, "relation": Relation, "evidence": Evidence}
HIDING = {"hide_until_rated": True, "fewest_raters": 5}


def test_no_page_is_missing_from_the_list() -> None:
    names = {pattern.name for pattern in urlpatterns if hasattr(pattern, "name")}
    known = {page.split(",")[0] for page in PAGES} | WITHOUT_A_MAP | DEEDS | WITHOUT_AN_END | OF_COPIES
    known |= set(OF_PEOPLE)
    assert known == names


@pytest.mark.parametrize("page", OF_PEOPLE)
def test_a_page_of_people_asks_as_often_however_many_they_are(
    page: str, small_map: Any, as_person: Any, person: Any, owner: Any
) -> None:
    map, reader, counts = small_map(24, visibility="members"), as_person(owner), []
    for round in range(2):
        for n in range(1, 1 + 20 * round + 1):
            invitation = Invitation.objects.create(map=map, by=owner, note=f"{round}-{n}")
            joined = person(f"member-{round}-{n}")
            Membership.objects.create(map=map, user=joined, invitation=invitation)
        counts.append(_queries(reader, OF_PEOPLE[page](map)))
    assert counts[0] == counts[1] <= MOST


@pytest.mark.parametrize(
    ("columns", "audience", "sizes"),
    [
        ({}, "everyone", (24, 2_400)),
        (FOR_MEMBERS, "everyone", (24, 240)),
        (HIDING, "everyone", (24, 240)),
        (FOR_MEMBERS | HIDING, "everyone", (24, 240)),
        (FOR_MEMBERS | HIDING, "me", (24, 240)),
    ],
    ids=["public", "for members", "hiding", "for members and hiding", "my own ratings"],
)
def test_a_page_asks_the_database_as_often_whatever_the_size_of_the_map(
    columns: dict[str, Any],
    audience: str,
    sizes: tuple[int, int],
    small_map: Any,
    as_person: Any,
    alice: Any,
    settings: Any,
) -> None:
    """Signed in, with ratings of one's own and an example class, and nothing kept: the first reader after an edit."""
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}
    reader = as_person(alice)
    asked: dict[str, list[int]] = {page: [] for page in PAGES}
    for size in sizes:
        ArgumentMap.objects.all().delete()
        map = small_map(size, slug=f"map-{size}", raters=1, **columns)
        example = Group.objects.create(map=map, slug="example", name="Example class", is_example=True)
        GroupMember.objects.create(group=example, user=map.rating_set.earliest("pk").rater, pseudonym="1")
        first = {name: table.objects.filter(map=map).earliest("pk") for name, table in RATED.items()}
        for name, thing in first.items():
            Rating.objects.create(map=map, rater=alice, value=100, **{name: thing})
        Membership.objects.update_or_create(map=map, user=alice, defaults={"role": "curator"})
        edited = map.claim_set.earliest("pk")
        for number in range(1, size // 12):
            edit_claim(edited, Wording(text=f"Wording {number}."), read=number, by=alice)
        talk(map, alice, size)
        refresh_strengths(map)
        count_rows()
        reader.get(f"/maps/{map.slug}/?audience={audience}")
        for page, address in PAGES.items():
            asked[page].append(_queries(reader, address(map)))
    assert {page: counts for page, counts in asked.items() if len(set(counts)) > 1} == {}
    assert {page: counts[0] for page, counts in asked.items() if counts[0] > MOST} == {}


def talk(map: ArgumentMap, reader: Any, size: int) -> None:
    """About the first claim, as much as there are claims; the reader is told of each word of it."""
    row = {"map": map, "claim": map.claim_set.earliest("pk")}
    first = Comment.objects.create(**row, by=reader, text="First")
    answers = [Comment(**row, by=map.owner, answers=first, text="And?") for _ in range(size)]
    told = [Notification(**row, comment=one, to=reader, by=map.owner, kind="answer") for one in
            Comment.objects.bulk_create(answers)]  # fmt: skip
    Notification.objects.bulk_create(told)


def _queries(reader: Client, address: str) -> int:
    cache.clear()
    with CaptureQueriesContext(connection) as found:
        assert reader.get(address).status_code == 200, address
    return len(found)
