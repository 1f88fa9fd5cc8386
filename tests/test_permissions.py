"""Every address, for everyone: one table. An outsider is told that there is no such thing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from argmap.accounts import urls as account_urls
from claims import permissions, urls
from claims.actions.claim import Wording, add_claim, edit_claim
from claims.api import urls as api_urls
from claims.graph.words import Role
from claims.models import (
    ArgumentMap,
    Claim,
    Comment,
    CriticalQuestion,
    Edit,
    Evidence,
    Invitation,
    Relation,
    Revision,
)

pytestmark = pytest.mark.django_db

NUMBERS = ["anonymous", "carl", "viewer", "alice", "maya", "owner"]


@dataclass(frozen=True)
class Row:
    """What each of NUMBERS is answered: first on a map that is for members, then on a public one."""

    arguments: Callable[[ArgumentMap], list[Any]]
    members: list[int]
    public: list[int]
    method: str = "get"
    data: tuple[tuple[str, str], ...] = ()
    json: bool = False


def nothing(map: ArgumentMap) -> list[Any]:
    return []


def slug(map: ArgumentMap) -> list[Any]:
    return [map.slug]


def first(table: Any) -> Callable[[ArgumentMap], list[Any]]:
    return lambda map: [table.objects.filter(map=map).order_by("pk").first().pk]


def article(map: ArgumentMap) -> list[Any]:
    return [map.slug, map.article_set.order_by("pk").first().slug]


def passage(map: ArgumentMap) -> list[Any]:
    row = map.passage_set.order_by("pk").first()
    return [map.slug, row.article.slug, row.pk]


def question(map: ArgumentMap) -> list[Any]:
    return [map.slug, map.question_set.order_by("pk").first().slug]


def source(map: ArgumentMap) -> list[Any]:
    return [map.slug, map.source_set.order_by("pk").first().pk]


def about(table: Any) -> Callable[[ArgumentMap], list[Any]]:
    kind = {Claim: "claims", Relation: "relations", Evidence: "evidence"}[table]
    return lambda map: [kind, *first(table)(map)]


def linked(map: ArgumentMap) -> list[Any]:
    return [map.relation_set.annotate(n=Count("premises")).filter(n__gt=1).order_by("pk").first().pk]


def revision(map: ArgumentMap) -> list[Any]:
    """A state of a claim that its owner once reworded."""
    claim = map.claim_set.order_by("pk").first()
    edit_claim(claim, Wording(text="Reworded."), read=claim.version, by=map.owner)
    return [Revision.objects.filter(claim=claim).earliest("pk").pk]


def edit(map: ArgumentMap) -> list[Any]:
    """Something the owner did a moment ago."""
    add_claim(map, Wording(text=f"Another, number {map.claim_set.count()}."), by=map.owner)
    return [Edit.objects.filter(map=map).latest("pk").pk]


def copied(map: ArgumentMap) -> list[Any]:
    """A claim that says it was taken from another, and as nobody has reworded it yet."""
    claim, original = map.claim_set.order_by("pk")[:2]
    columns = {"text": "As it was.", "version": 1, "same_as_map": map.slug, "same_as_uid": original.uid}
    Claim.objects.filter(pk=claim.pk).update(**columns)
    return [claim.pk]


def member(map: ArgumentMap) -> list[Any]:
    """Somebody new, so that each visitor has someone to change or remove."""
    newcomer = get_user_model().objects.create(username=f"newcomer-{get_user_model().objects.count()}")
    return [map.slug, map.memberships.create(user=newcomer, role="viewer").pk]


def invitation(map: ArgumentMap) -> list[Any]:
    return [map.slug, Invitation.objects.create(map=map, role="viewer").pk]


def code(map: ArgumentMap) -> list[Any]:
    return [Invitation.objects.create(map=map, role="viewer").code]


def run_out(map: ArgumentMap) -> list[Any]:
    return [Invitation.objects.create(map=map, role="viewer", revoked=timezone.now()).code]


def carls_comment(map: ArgumentMap) -> list[Any]:
    """On the first claim, from when the map was open to him."""
    map.comment_set.update(state="open")
    return [map.comment_set.order_by("pk").first().pk]


def withdrawn_comment(map: ArgumentMap) -> list[Any]:
    """The same after the owner withdrew it."""
    map.comment_set.update(state="withdrawn", withdrawn_by=map.owner)
    return [map.comment_set.order_by("pk").first().pk]


OPEN = [200] * 6
HIDDEN = [404, 404, 200, 200, 200, 200]
RATED = (("value", "75"),)
GRADED = (("source", "B"), ("information", "2"))
APPRAISED = (("currency", "3"), ("purpose", "1"))
BOTH_READ = (("version", "1"), ("version_there", "1"))
EXAMINED = (("any-step-premise", "no"),)
ARTICLE = (("title", "Another one"), ("language", "en"), ("text_right", "quotation only"))
TEXT = (("text", "One paragraph."), ("text_right", "own"), ("look", "1"))
QUOTED = (("first", "1"), ("exact", "Rust"))
CONTRIBUTING = ([404, 404, 403, 200, 200, 200], [302, 403, 403, 200, 200, 200])
SAID = (("text", "Hello"),)
TOLD = Row(nothing, [302, 200, 200, 200, 200, 200], [302, 200, 200, 200, 200, 200])
TOLD_OFF = Row(nothing, [302, 303, 303, 303, 303, 303], [302, 303, 303, 303, 303, 303], "post")
SIGNED_IN = [403, 200, 200, 200, 200, 200]
FOR_PEOPLE = [302, 200, 200, 200, 200, 200]
STARTED = (("title", "A question"), ("language", "en"), ("visibility", "public"), ("who_rates", "everyone"))
INVITED = (("role", "rater"), ("lasts", "week"))

# Who may not edit is told so; contributors, curators and the owner may.
CONTRIBUTES = ([404, 404, 403, 200, 200, 200], [302, 403, 403, 200, 200, 200])
EDITS = ([404, 404, 403, 303, 303, 303], [302, 403, 403, 303, 303, 303])
CURATES = ([404, 404, 403, 403, 200, 200], [302, 403, 403, 403, 200, 200])
REASONED = (("text", "Because of this, reason NUMBER."), ("bears", "support"))

TABLE: dict[str, list[Row]] = {
    "claims:home": [Row(nothing, OPEN, OPEN)],
    "claims:help_scores": [Row(nothing, OPEN, OPEN)],
    "claims:about": [Row(nothing, OPEN, OPEN)],
    "claims:map_list": [Row(nothing, OPEN, OPEN)],
    "claims:map_new": [
        Row(nothing, FOR_PEOPLE, FOR_PEOPLE),
        Row(nothing, [302] + [303] * 5, [302] + [303] * 5, "post", STARTED),
    ],
    "claims:map_import": [
        Row(nothing, FOR_PEOPLE, FOR_PEOPLE),
        Row(nothing, [302] + [422] * 5, [302] + [422] * 5, "post"),
    ],
    "claims:map_settings": [
        Row(slug, [404, 404, 403, 403, 403, 200], [403, 403, 403, 403, 403, 200]),
        Row(slug, [404, 404, 403, 403, 403, 422], [403, 403, 403, 403, 403, 422], "post"),
    ],
    "claims:map_transfer": [
        Row(slug, [404, 404, 403, 403, 403, 200], [403, 403, 403, 403, 403, 200]),
        Row(slug, [404, 404, 403, 403, 403, 422], [403, 403, 403, 403, 403, 422], "post"),
    ],
    "claims:map_members": [Row(slug, HIDDEN, HIDDEN)],
    "claims:map_leave": [
        Row(slug, HIDDEN, HIDDEN),
        Row(slug, [404, 404, 303, 303, 303, 422], [404, 404, 404, 404, 404, 422], "post"),
    ],
    "claims:member_change": [
        Row(member, [405] * 6, [405] * 6),
        Row(member, [404, 404, 403, 403, 403, 303], [404, 404, 403, 403, 403, 303], "post", INVITED),
    ],
    "claims:member_remove": [
        Row(member, [405] * 6, [405] * 6),
        Row(member, [404, 404, 403, 403, 403, 303], [404, 404, 403, 403, 403, 303], "post"),
    ],
    "claims:invitation_new": [
        Row(slug, [405] * 6, [405] * 6),
        Row(slug, [404, 404, 403, 403, 303, 303], [404, 404, 403, 403, 303, 303], "post", INVITED),
    ],
    "claims:invitation_revoke": [
        Row(invitation, [405] * 6, [405] * 6),
        Row(invitation, [404, 404, 403, 403, 303, 303], [404, 404, 403, 403, 303, 303], "post"),
    ],
    "claims:invitation_accept": [
        Row(code, OPEN, OPEN),
        Row(code, [302] + [303] * 5, [302] + [303] * 5, "post"),
        Row(run_out, [404] * 6, [404] * 6),
        Row(run_out, [404] * 6, [404] * 6, "post"),
        Row(lambda map: ["no-such-code"], [404] * 6, [404] * 6),
    ],
    "claims:map_detail": [Row(slug, HIDDEN, OPEN)],
    "claims:map_outline": [Row(slug, HIDDEN, OPEN)],
    "claims:map_compare": [Row(slug, HIDDEN, OPEN)],
    # By WSGI there is no stream, so a page is told to ask again and again; an outsider is told nothing.
    "claims:map_events": [Row(slug, [404, 404, 204, 204, 204, 204], [204] * 6)],
    "claims:map_state": [Row(slug, HIDDEN, OPEN)],
    "claims:map_semantics": [Row(slug, HIDDEN, OPEN)],
    "claims:article_detail": [Row(article, HIDDEN, OPEN)],
    "claims:article_text": [Row(article, HIDDEN, OPEN)],
    "claims:article_new": [
        Row(slug, *CONTRIBUTING),
        Row(slug, [404, 404, 403, 303, 303, 303], [302, 403, 403, 303, 303, 303], "post", ARTICLE),
    ],
    "claims:article_edit": [
        Row(article, *CONTRIBUTING),
        # Refused as stale, since it says no version: whoever gets that far may edit.
        Row(article, [404, 404, 403, 422, 422, 422], [302, 403, 403, 422, 422, 422], "post", ARTICLE),
    ],
    "claims:article_text_edit": [
        Row(article, *CONTRIBUTING),
        Row(article, *CONTRIBUTING, "post", TEXT),
    ],
    "claims:passage_detail": [Row(passage, *CONTRIBUTING)],
    "claims:passage_new": [
        Row(article, *CONTRIBUTING, data=(("paragraph", "1"),)),
        # The map holds no words of its articles, so none can be quoted.
        Row(article, [404, 404, 403, 422, 422, 422], [302, 403, 403, 422, 422, 422], "post", QUOTED),
    ],
    "claims:question_detail": [Row(question, HIDDEN, OPEN)],
    "claims:source_detail": [Row(source, HIDDEN, OPEN)],
    "claims:article_appraise": [
        Row(article, [404, 404, 200, 200, 200, 200], [302, 200, 200, 200, 200, 200]),
        Row(article, [404, 404, 403, 303, 303, 303], [302, 303, 303, 303, 303, 303], "post", APPRAISED),
    ],
    "claims:source_appraise": [
        Row(source, [404, 404, 200, 200, 200, 200], [302, 200, 200, 200, 200, 200]),
        Row(source, [404, 404, 403, 303, 303, 303], [302, 303, 303, 303, 303, 303], "post", APPRAISED),
    ],
    "claims:claim_similar": [
        Row(slug, [404, 404, 403, 200, 200, 200], [302, 403, 403, 200, 200, 200], data=(("text", "Claim 7"),))
    ],
    "claims:claim_detail": [Row(first(Claim), HIDDEN, OPEN)],
    "claims:claim_same_as": [
        Row(copied, HIDDEN, OPEN),
        Row(copied, [404, 404, 403, 303, 303, 303], [302, 403, 403, 303, 303, 303], "post", BOTH_READ),
    ],
    "claims:claim_why": [Row(first(Claim), HIDDEN, OPEN)],
    "claims:claim_what_if": [Row(first(Claim), HIDDEN, OPEN)],
    "claims:claim_talk": [
        Row(first(Claim), HIDDEN, OPEN),
        Row(first(Claim), [404, 404, 403, 303, 303, 303], [302, 303, 303, 303, 303, 303], "post", SAID),
    ],
    "claims:comment_edit": [
        Row(carls_comment, [404, 404, 403, 403, 403, 403], [302, 200, 403, 403, 403, 403]),
        # 409: what is sent does not say which wording was read.
        Row(carls_comment, [404, 404, 403, 403, 403, 403], [302, 409, 403, 403, 403, 403], "post", SAID),
    ],
    "claims:comment_withdraw": [
        Row(carls_comment, [404, 404, 403, 403, 303, 303], [302, 303, 403, 403, 303, 303], "post")
    ],
    "claims:comment_restore": [
        Row(withdrawn_comment, [404, 404, 404, 404, 303, 303], [404, 403, 404, 404, 303, 303], "post")
    ],
    "claims:comment_resolve": [
        Row(carls_comment, [404, 404, 403, 303, 303, 303], [302, 303, 403, 303, 303, 303], "post")
    ],
    "claims:comment_reopen": [
        Row(carls_comment, [404, 404, 403, 303, 303, 303], [302, 303, 403, 303, 303, 303], "post")
    ],
    "claims:notification_list": [TOLD, TOLD_OFF],
    "claims:notification_choices": [TOLD, TOLD_OFF],
    "claims:notification_count": [Row(nothing, [204] * 6, [204] * 6)],
    "claims:claim_rate": [
        Row(first(Claim), [404, 404, 200, 200, 200, 200], [302, 200, 200, 200, 200, 200]),
        Row(first(Claim), [404, 404, 403, 303, 303, 303], [302, 303, 303, 303, 303, 303], "post", RATED),
    ],
    "claims:relation_rate": [
        Row(first(Relation), [404, 404, 200, 200, 200, 200], [302, 200, 200, 200, 200, 200]),
        Row(first(Relation), [404, 404, 403, 303, 303, 303], [302, 303, 303, 303, 303, 303], "post", RATED),
    ],
    "claims:relation_examine": [
        Row(first(Relation), HIDDEN, OPEN),
        Row(
            first(Relation), [404, 404, 403, 303, 303, 303], [302, 303, 303, 303, 303, 303], "post", EXAMINED
        ),
    ],
    "claims:evidence_rate": [
        Row(first(Evidence), [404, 404, 200, 200, 200, 200], [302, 200, 200, 200, 200, 200]),
        Row(first(Evidence), [404, 404, 403, 303, 303, 303], [302, 303, 303, 303, 303, 303], "post", GRADED),
    ],
    "claims:claim_new": [
        Row(slug, *CONTRIBUTES),
        Row(slug, *EDITS, "post", (("text", "A new claim, NUMBER."),)),
    ],
    "claims:claim_edit": [Row(first(Claim), *CONTRIBUTES)],
    "claims:claim_order": [Row(first(Claim), *CONTRIBUTES)],
    "claims:claim_withdraw": [Row(first(Claim), *CURATES)],
    "claims:claim_merge": [Row(first(Claim), *CURATES)],
    "claims:claim_split": [Row(first(Claim), *CURATES)],
    "claims:claim_history": [Row(first(Claim), HIDDEN, OPEN)],
    "claims:reason_new": [
        Row(first(Claim), *CONTRIBUTES),
        Row(first(Claim), *EDITS, "post", REASONED),
    ],
    "claims:undercut_new": [
        Row(first(Relation), *CONTRIBUTES),
        Row(
            first(Relation),
            *EDITS,
            "post",
            (("text", "It does not follow, reason NUMBER."), ("bears", "attack")),
        ),
    ],
    "claims:evidence_new": [
        Row(first(Claim), *CONTRIBUTES),
        Row(
            first(Claim),
            *EDITS,
            "post",
            (("text", "A count."), ("kind", "statistic"), ("speaks", "attack")),
        ),
    ],
    "claims:critical_question_new": [
        *(Row(about(table), *CONTRIBUTES) for table in (Claim, Relation, Evidence)),
        Row(about(Claim), *EDITS, "post", (("question", "Who says so?"),)),
    ],
    "claims:critical_question_settle": [
        Row(
            first(CriticalQuestion),
            [404, 404, 403, 303, 303, 303],
            EDITS[1],
            "post",
            (("state", "answered"),),
        ),
        Row(first(CriticalQuestion), [405] * 6, [405] * 6),
    ],
    "claims:relation_edit": [Row(first(Relation), *CONTRIBUTES)],
    "claims:relation_move": [Row(first(Relation), *CONTRIBUTES)],
    "claims:relation_join": [Row(first(Relation), *CONTRIBUTES)],
    "claims:relation_part": [Row(linked, *CONTRIBUTES)],
    "claims:relation_withdraw": [Row(first(Relation), *CURATES)],
    "claims:relation_history": [Row(first(Relation), HIDDEN, OPEN)],
    "claims:evidence_edit": [Row(first(Evidence), *CONTRIBUTES)],
    "claims:evidence_withdraw": [Row(first(Evidence), *CURATES)],
    "claims:evidence_history": [Row(first(Evidence), HIDDEN, OPEN)],
    "claims:map_history": [Row(slug, HIDDEN, OPEN)],
    "claims:revision_restore": [Row(revision, *CONTRIBUTES)],
    "claims:map_undo": [Row(slug, [404, 404, 302, 302, 302, 302], [302] * 6)],
    "claims:edit_undo": [
        Row(edit, [404, 404, 403, 404, 404, 200], [302, 403, 403, 404, 404, 200]),
        Row(edit, [404, 404, 403, 404, 404, 303], [302, 403, 403, 404, 404, 303], "post"),
    ],
    "claims:api:map_list": [Row(nothing, OPEN, OPEN)],
    "claims:api:map_detail": [Row(slug, HIDDEN, OPEN)],
    "claims:api:map_document": [Row(slug, HIDDEN, OPEN)],
    "claims:api:map_claims": [Row(slug, HIDDEN, OPEN)],
    "claims:api:map_appraisals": [Row(slug, HIDDEN, OPEN)],
    "claims:api:map_answers": [Row(slug, HIDDEN, OPEN)],
    "claims:api:claim_detail": [Row(first(Claim), HIDDEN, OPEN)],
    "claims:api:claim_rate": [
        Row(first(Claim), [405] * 6, [405] * 6),
        Row(first(Claim), [404, 404, 403, 200, 200, 200], SIGNED_IN, "post", RATED, json=True),
    ],
    "claims:api:relation_rate": [
        Row(first(Relation), [405] * 6, [405] * 6),
        Row(first(Relation), [404, 404, 403, 200, 200, 200], SIGNED_IN, "post", RATED, json=True),
    ],
    "claims:api:evidence_rate": [
        Row(first(Evidence), [405] * 6, [405] * 6),
        Row(first(Evidence), [404, 404, 403, 200, 200, 200], SIGNED_IN, "post", GRADED, json=True),
    ],
    "claims:api:rating_list": [Row(nothing, SIGNED_IN, SIGNED_IN)],
    "account_signup": [Row(nothing, [200, 302, 302, 302, 302, 302], [200, 302, 302, 302, 302, 302])],
    "account_login": [Row(nothing, [200, 302, 302, 302, 302, 302], [200, 302, 302, 302, 302, 302])],
    "account_logout": [Row(nothing, [302, 200, 200, 200, 200, 200], [302, 200, 200, 200, 200, 200])],
    "account_change_password": [Row(nothing, [302, 200, 200, 200, 200, 200], [302, 200, 200, 200, 200, 200])],
    "account_set_password": [Row(nothing, [302, 302, 302, 302, 302, 302], [302, 302, 302, 302, 302, 302])],
    "account_inactive": [Row(nothing, OPEN, OPEN)],
    "account_sign_in": [Row(lambda map: [1, "no-such-token"], [302] * 6, [302] * 6)],
}

CASES = [(name, number) for name, rows in TABLE.items() for number in range(len(rows))]


@pytest.fixture
def visitors(person: Any, alice: Any, maya: Any, carl: Any, owner: Any) -> dict[str, Any]:
    return {
        "anonymous": None,
        "carl": carl,
        "viewer": person("viewer"),
        "alice": alice,
        "maya": maya,
        "owner": owner,
    }


def asked(name: str, row: Row, map: ArgumentMap, visitor: Any) -> int:
    client = Client()
    if visitor is not None:
        client.force_login(visitor)
    address = reverse(name, args=row.arguments(map))
    sent = {"content_type": "application/json"} if row.json else {}
    # Nobody may bring the same claim onto a map again, so each brings their own.
    data = {field: value.replace("NUMBER", str(Claim.objects.count())) for field, value in row.data}
    return getattr(client, row.method)(address, data, **sent).status_code


@pytest.mark.parametrize(("name", "number"), CASES)
def test_everyone_gets_what_the_table_says(
    name: str, number: int, visitors: dict[str, Any], small_map: Any
) -> None:
    row = TABLE[name][number]
    map = small_map(claims=24, visibility="members", who_rates="members", slug="for-members")
    map.memberships.create(user=visitors["viewer"], role="viewer")
    Comment.objects.create(map=map, claim=map.claim_set.earliest("pk"), by=visitors["carl"], text="Hello")
    answers = [asked(name, row, map, visitors[visitor]) for visitor in NUMBERS]
    assert dict(zip(NUMBERS, answers, strict=True)) == dict(zip(NUMBERS, row.members, strict=True))
    ArgumentMap.objects.filter(pk=map.pk).update(visibility="public", who_rates="everyone")
    answers = [asked(name, row, map, visitors[visitor]) for visitor in NUMBERS]
    assert dict(zip(NUMBERS, answers, strict=True)) == dict(zip(NUMBERS, row.public, strict=True))


def test_no_address_is_missing_from_the_table() -> None:
    names = {f"claims:{pattern.name}" for pattern in urls.urlpatterns if isinstance(pattern, URLPattern)}
    names |= {f"claims:api:{pattern.name}" for pattern in api_urls.urlpatterns}
    names |= {pattern.name for pattern in account_urls.urlpatterns}
    assert names == set(TABLE)
    doors = {
        str(pattern.pattern) for pattern in get_resolver().url_patterns if not isinstance(pattern, URLPattern)
    }
    assert doors == {"", "admin/"}
    inner = [pattern for pattern in urls.urlpatterns if not isinstance(pattern, URLPattern)]
    assert [str(pattern.pattern) for pattern in inner] == ["api/v1/"]


@pytest.mark.parametrize("name", ["alice", "maya", "owner", "carl"])
def test_the_admin_is_for_staff_alone(name: str, visitors: dict[str, Any]) -> None:
    client = Client()
    client.force_login(visitors[name])
    assert client.get("/admin/").status_code == 302
    visitors[name].is_staff = True
    visitors[name].save()
    assert client.get("/admin/").status_code == 200


def test_a_members_only_map_is_in_nobody_elses_list(small_map: Any, alice: Any, carl: Any) -> None:
    map = small_map(claims=24, visibility="members")
    assert list(permissions.listed_maps(alice)) == [map]
    assert list(permissions.listed_maps(carl)) == []
    assert list(permissions.listed_maps(AnonymousUser())) == []
    assert list(permissions.visible_maps(carl)) == []


def test_an_unlisted_map_opens_by_its_address_and_is_in_no_list(small_map: Any, carl: Any) -> None:
    map = small_map(claims=24, visibility="unlisted")
    assert list(permissions.visible_maps(carl)) == [map]
    assert list(permissions.listed_maps(carl)) == []


def test_what_was_withdrawn_is_there_for_curators_alone(small_map: Any, alice: Any, maya: Any) -> None:
    map = small_map(claims=24)
    claim = map.claim_set.first()
    Claim.objects.filter(pk=claim.pk).update(state="withdrawn")
    assert claim in permissions.visible(Claim, maya)
    assert claim not in permissions.visible(Claim, alice)
    claim.refresh_from_db()
    assert not permissions.may_rate(maya, claim)


def test_only_curators_and_the_owner_curate(small_map: Any, visitors: dict[str, Any]) -> None:
    map = small_map(claims=24)
    curating = {name for name in NUMBERS[1:] if permissions.may_curate(visitors[name], map)}
    assert curating == {"maya", "owner"}
    assert not permissions.may_curate(AnonymousUser(), map)


# What each role may do. Everyone may read this map, and members alone rate on it.

ROLES = ["nobody", "viewer", "rater", "contributor", "curator", "owner"]
DEEDS: dict[str, tuple[Callable[[Any, ArgumentMap], bool], list[str]]] = {
    "start a map of one's own": (lambda user, map: permissions.may_start_map(user), ROLES),
    "rate a claim": (
        lambda user, map: permissions.may_rate(user, map.claim_set.first()),
        ["rater", "contributor", "curator", "owner"],
    ),
    "appraise": (permissions.may_appraise, ["rater", "contributor", "curator", "owner"]),
    "comment": (permissions.may_talk, ["rater", "contributor", "curator", "owner"]),
    "add and edit": (permissions.may_contribute, ["contributor", "curator", "owner"]),
    "withdraw what others brought": (
        lambda user, map: permissions.may_withdraw(user, map.claim_set.first()),
        ["curator", "owner"],
    ),
    "curate": (permissions.may_curate, ["curator", "owner"]),
    "see who belongs to it": (permissions.may_see_members, ROLES[1:]),
    "leave": (permissions.may_leave, ["viewer", "rater", "contributor", "curator"]),
    "change settings and roles": (permissions.may_manage, ["owner"]),
    **{
        f"invite a {role}": (
            lambda user, map, role=role: permissions.may_invite(user, map, role),
            ["curator", "owner"],
        )
        for role in ("viewer", "rater", "contributor")
    },
    "invite a curator": (lambda user, map: permissions.may_invite(user, map, "curator"), ["owner"]),
    "invite an owner": (lambda user, map: permissions.may_invite(user, map, "owner"), []),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_a_role_may_do_what_the_table_says(deed: str, small_map: Any, person: Any) -> None:
    asked, may = DEEDS[deed]
    map = small_map(claims=24, who_rates="members")
    people = {role: person(f"a-{role}") for role in ROLES}
    for role in ROLES[1:-1]:
        map.memberships.create(user=people[role], role=role)
    map.owner = people["owner"]
    map.save()
    assert [role for role in ROLES if asked(people[role], map)] == may
    allowed = asked(AnonymousUser(), map)
    assert allowed is False


def test_every_role_is_in_the_table() -> None:
    assert ROLES[1:] == [role.value for role in Role]
