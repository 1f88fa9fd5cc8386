"""Every address, for a passer-by and a reader: no barrier in any light or width, no trouble, nothing from elsewhere."""

import pytest
from django.utils import timezone

from claims.actions.claim import Wording, edit_claim
from claims.actions.comment import resolve, say
from claims.models import ArgumentMap, Claim, Evidence, Invitation, Membership, Passage, Relation, Source
from claims.urls import urlpatterns

pytestmark = pytest.mark.once

MAP = "/maps/azerbaijan-israel/"
PAIR = f"{MAP}compare/?article=shia-jewish-alliance&article=focused-on-iran"
CLAIM = "/claims/{claim}/"
WHOLE = f"{MAP}outline/?level=8"
FIVE = f"{PAIR}&article=alliance-against-iran&article=alliance-and-iran&article=baku-to-the-future"
LONG = {WHOLE, FIVE}  # axe takes a minute for each; a reader's differ in their first lines alone
UNFOLD = "document.querySelectorAll('details').forEach((fold) => { fold.open = true; })"
DEEDS = {"member_change", "member_remove", "invitation_new", "invitation_revoke"}
ADDRESSES = {
    "home": ["/", "/?example=off"],
    "map_list": ["/maps/"],
    "map_new": ["/maps/new/", "/maps/new/?from=article"],
    "map_import": ["/maps/import/"],
    "map_detail": [MAP, f"{MAP}?example=off", "/maps/empty/"],
    "map_settings": [f"{MAP}settings/"],
    "map_transfer": [f"{MAP}owner/", "/maps/empty/owner/"],
    "map_members": [f"{MAP}members/", "/maps/empty/members/"],
    "map_leave": [f"{MAP}members/leave/"],
    "invitation_accept": ["/invitations/{code}/", "/invitations/{run_out}/"],
    "map_outline": [WHOLE, f"{MAP}outline/?article=baku-to-the-future"],
    "article_detail": [f"{MAP}articles/alliance-and-iran/"],
    "article_new": [f"{MAP}articles/new/"],
    "article_edit": [f"{MAP}articles/alliance-and-iran/edit/"],
    "article_text": [f"{MAP}articles/alliance-and-iran/text/"],
    "article_text_edit": [f"{MAP}articles/alliance-and-iran/text/edit/"],
    "passage_new": [f"{MAP}articles/alliance-and-iran/passages/new/?paragraph=5"],
    "passage_detail": [MAP + "articles/alliance-and-iran/passages/{passage}/"],
    "article_appraise": [f"{MAP}articles/alliance-and-iran/appraisal/"],
    "question_detail": [f"{MAP}questions/oil-share/"],
    "source_detail": [MAP + "sources/{source}/"],
    "source_appraise": [MAP + "sources/{source}/appraisal/"],
    "map_compare": [
        PAIR,
        FIVE,
        f"{MAP}compare/?thesis=000-T2&thesis=001-T2",
        f"{MAP}compare/",
        f"{MAP}compare/?article=focused-on-iran",  # refused
    ],
    "map_semantics": [f"{MAP}semantics/"],
    "map_events": [],  # no page
    "map_state": [],
    "claim_similar": [
        f"{MAP}similar/?text=Azerbaijan+covers+over"
    ],  # for contributors: also in test_similar.py
    "claim_same_as": [CLAIM + "same-as/"],  # of copies: also in test_similar.py
    "claim_detail": [CLAIM, "/claims/{unrated}/"],
    "claim_why": [CLAIM + "why/", CLAIM + "why/?audience=me"],
    "claim_what_if": [
        CLAIM + "what-if/",
        CLAIM + "what-if/?strike=c{below}",
        CLAIM + "what-if/?strike=banana",
    ],
    "claim_rate": [CLAIM + "rating/"],
    "claim_talk": [CLAIM + "talk/", "/claims/{unrated}/talk/"],
    "comment_edit": ["/comments/{comment}/edit/"],
    "notification_list": ["/notifications/"],
    "notification_choices": ["/notifications/choices/"],
    "relation_rate": ["/relations/{relation}/rating/"],
    "relation_examine": ["/relations/{relation}/questions/"],
    "evidence_rate": ["/evidence/{evidence}/rating/"],
    "claim_new": [f"{MAP}claims/new/"],
    "claim_edit": [CLAIM + "edit/"],
    "claim_order": [CLAIM + "reasons/order/"],
    "claim_withdraw": [CLAIM + "withdrawal/"],
    "claim_merge": [CLAIM + "merge/"],
    "claim_split": [CLAIM + "split/"],
    "claim_history": [CLAIM + "history/"],
    "reason_new": [CLAIM + "reasons/new/"],
    "undercut_new": ["/relations/{relation}/undercuts/new/"],
    "evidence_new": [CLAIM + "evidence/new/"],
    "critical_question_new": [CLAIM + "questions/new/"],
    "relation_edit": ["/relations/{relation}/edit/"],
    "relation_move": ["/relations/{relation}/move/"],
    "relation_join": ["/relations/{relation}/join/"],
    "relation_part": ["/relations/{relation}/part/"],
    "relation_withdraw": ["/relations/{relation}/withdrawal/"],
    "relation_history": ["/relations/{relation}/history/"],
    "evidence_edit": ["/evidence/{evidence}/edit/"],
    "evidence_withdraw": ["/evidence/{evidence}/withdrawal/"],
    "evidence_history": ["/evidence/{evidence}/history/"],
    "map_history": [f"{MAP}history/"],
    "revision_restore": ["/revisions/{revision}/restore/"],
    "edit_undo": ["/edits/{edit}/undo/"],
    "critical_question_settle": [],
    "map_undo": [],
    "comment_withdraw": [],
    "comment_restore": [],
    "comment_resolve": [],
    "comment_reopen": [],
    "notification_count": [],
    "help_scores": ["/help/scores/"],
    "about": ["/about/"],
    "accounts": [
        "/accounts/login/",
        "/accounts/signup/",
        "/accounts/logout/",
        "/accounts/password/change/",
        "/accounts/inactive/",
        "/nothing/here/",
    ],
}


# Of pages that have several addresses the first is looked at in every light and width, the others in two of the four.
# Pages that lead signed-out people to the sign-in page, which is looked at itself. They are made of the same parts, and
# so each is looked at in light on a desk and in dark on a phone.
FORMS = {
    view for view in ADDRESSES if view.endswith(("_new", "_edit", "_withdraw", "_merge", "_split", "_order"))
}
FORMS |= {"relation_move", "relation_join", "relation_part", "revision_restore", "edit_undo", "map_settings"}
FORMS |= {
    "map_import",
    "map_transfer",
    "map_leave",
    "notification_list",
    "notification_choices",
    "claim_similar",
}
VISITS = [
    (view, visitor)
    for view, addresses in ADDRESSES.items()
    for visitor in ("anonymous", "signed in")
    if addresses and not (visitor == "anonymous" and view in FORMS)
]


def test_no_page_is_missing_from_the_list() -> None:
    names = {pattern.name for pattern in urlpatterns if hasattr(pattern, "name")}
    assert (names - DEEDS) | {"accounts"} == set(ADDRESSES)


@pytest.fixture
def things(living_map, alice, maya):
    """The thesis that most is said about, reworded, with a step and a piece of evidence; and a claim nobody rated.

    Alice owns the map, and an empty one; Maya curates it, and links let people in.
    """
    living_map.owner = alice
    living_map.save()
    ArgumentMap.objects.create(slug="empty", title="An empty map", owner=alice)
    links = [
        Invitation.objects.create(map=living_map, by=alice, note=note, revoked=revoked)
        for note, revoked in (("Class 9b", None), ("", None), ("Old", timezone.now()))
    ]
    Membership.objects.create(map=living_map, user=maya, role="curator", invitation=links[0])
    thesis = Claim.objects.get(uid="001-T2")
    edit_claim(
        thesis, Wording(text=f"{thesis.text} So they say."), read=1, by=alice, why="Closer to the text."
    )
    own = say(thesis, "> Said *who*?\n\n@maya: see [this](https://a.example)\n\n1. `one`\n\n# Two", by=alice)
    resolve(own, by=maya)
    for thread in (own, say(thesis, "Another thread", by=maya)):
        say(thesis, "Well, @alice, " + "a-long-word" * 30, by=maya, thread=thread)
    return {
        "claim": thesis.pk,
        "revision": thesis.revisions.earliest("number").pk,
        "edit": thesis.edits.get().pk,
        "comment": own.pk,
        "unrated": Claim.objects.filter(rating=None).earliest("pk").pk,
        "relation": Relation.objects.filter(target_claim=thesis).earliest("pk").pk,
        "below": Relation.objects.filter(target_claim=thesis, premises__claim__isnull=False)
        .earliest("pk")
        .premises.get()
        .claim_id,
        "evidence": Evidence.objects.filter(premises__isnull=False).earliest("pk").pk,
        "source": Source.objects.earliest("pk").pk,
        "passage": Passage.objects.filter(article__slug="alliance-and-iran").earliest("pk").pk,
        "code": links[0].code,
        "run_out": links[2].code,
    }


@pytest.mark.parametrize(("view", "visitor"), VISITS)
def test_a_page_has_no_barrier_and_no_trouble(reader, things, alice, view, visitor):
    if visitor == "signed in":
        reader.sign_in(alice)
    reader.allow("status of (403|404)")
    for place, address in enumerate(ADDRESSES[view]):
        if address in LONG and visitor == "signed in":
            continue
        reader.page.goto(reader.home + address.format(**things))
        reader.page.evaluate(UNFOLD)
        reader.check_everywhere(briefly=place > 0 or address in LONG or view in FORMS)
    reader.page.goto("about:blank")


def test_a_claim_has_no_barrier_with_all_unfolded_after_a_refusal_and_after_a_rating(reader, things, alice):
    reader.sign_in(alice)
    page = reader.page
    page.goto(reader.home + CLAIM.format(**things))
    for moved in ("unfolded", "refused", "saved"):
        if moved == "saved":
            page.locator(f"#claim-{things['claim']}-value-100").check()
        if moved != "unfolded":
            page.locator(f"#save-claim-{things['claim']}").click()
            page.locator(".error" if moved == "refused" else ".moved").first.wait_for()
        page.evaluate(UNFOLD)
        reader.check_everywhere()
