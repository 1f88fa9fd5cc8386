"""Every change is told with its words, can be put back, and one's own undone."""

import pytest

from claims.actions.claim import Wording, edit_claim
from claims.actions.merge import merge_claims
from claims.actions.revision import withdraw
from claims.models import Claim, Edit, Membership, Rating, Relation


@pytest.fixture
def claim(built):
    return built.claim_set.get(uid="Claim-3")


@pytest.fixture
def client(as_person, alice):
    return as_person(alice)


def test_rewording_shows_what_went_and_what_came(client, claim):
    sent = {"text": "Claim 3 says what must be true.", "version": "1", "why": "Sharper."}
    assert client.post(f"/claims/{claim.pk}/edit/", sent).status_code == 303
    page = client.get(f"/claims/{claim.pk}/history/").content.decode()
    assert "<del>can</del><ins>must</ins>" in page
    assert "Sharper." in page
    assert "alice" in page


def test_a_stale_rewording_shows_both_texts_and_keeps_what_was_typed(client, claim, maya):
    edit_claim(claim, Wording(text="Maya was here first."), read=1, by=maya)
    sent = {"text": "Alice had other words.", "version": "1", "why": "Mine."}
    answer = client.post(f"/claims/{claim.pk}/edit/", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Somebody changed this while you were writing" in page
    assert "Maya was here first." in page
    assert "Alice had other words.</textarea>" in page
    assert 'name="version" value="2"' in page
    assert client.post(f"/claims/{claim.pk}/edit/", {**sent, "version": "2"}).status_code == 303
    claim.refresh_from_db()
    assert (claim.text, claim.version) == ("Alice had other words.", 3)


def test_who_rated_before_is_asked_to_look_again(client, claim, alice):
    client.post(f"/claims/{claim.pk}/rating/", {"value": "75"})
    edit_claim(claim, Wording(text="Reworded."), read=1, by=Membership.objects.get(role="curator").user)
    assert "Its wording has changed since." in client.get(f"/claims/{claim.pk}/").content.decode()
    assert Rating.objects.get(rater=alice).revision == 1


def test_an_earlier_state_is_put_back_after_a_look_at_it(client, claim):
    text = claim.text
    client.post(f"/claims/{claim.pk}/edit/", {"text": "Worse.", "version": "1"})
    first = claim.revisions.get(number=1)
    assert text in client.get(f"/revisions/{first.pk}/restore/").content.decode()
    client.post(f"/revisions/{first.pk}/restore/", {"version": "2"})
    claim.refresh_from_db()
    assert (claim.text, claim.version) == (text, 3)


def test_the_history_of_a_map_says_who_did_what_and_offers_ones_own_undo_alone(
    client, built, claim, alice, maya
):
    client.post(f"/claims/{claim.pk}/reasons/new/", {"text": "Rust.", "bears": "support", "why": "Seen."})
    mine = Edit.objects.latest("pk")
    edit_claim(claim, Wording(text="Maya's words."), read=1, by=maya)
    page = client.get(f"/maps/{built.slug}/history/").content.decode()
    assert "Seen." in page
    assert page.count('"/edits/') == 1
    assert f"/edits/{mine.pk}/undo/" in page


def test_undoing_is_asked_once_more_and_then_done(client, built, claim):
    client.post(f"/claims/{claim.pk}/reasons/new/", {"text": "Rust.", "bears": "support"})
    edit = Edit.objects.get()
    assert client.get(f"/edits/{edit.pk}/undo/").status_code == 200
    assert Claim.objects.get(text="Rust.").state == "open"
    answer = client.post(f"/edits/{edit.pk}/undo/")
    assert (answer.status_code, answer["Location"]) == (303, f"/claims/{claim.pk}/")
    assert Claim.objects.get(text="Rust.").state == "withdrawn"
    answer = client.post(f"/edits/{edit.pk}/undo/")
    assert answer.status_code == 422
    assert "each of them once" in answer.content.decode()


def test_a_withdrawn_claim_tells_readers_nothing_in_any_history(client, as_person, built, claim, maya, carl):
    secret = "What should not have been said."
    edit_claim(claim, Wording(text=secret), read=1, by=maya)
    withdraw(claim, read=2, by=maya, why="Private.")
    for visitor in (client, as_person(carl)):
        assert secret not in visitor.get(f"/maps/{built.slug}/history/").content.decode()
        assert visitor.get(f"/claims/{claim.pk}/history/").status_code == 404
        for revision in claim.revisions.all():
            assert visitor.get(f"/revisions/{revision.pk}/restore/").status_code == 404
        for relation in Relation.objects.filter(map=built):
            answer = visitor.get(f"/relations/{relation.pk}/history/")
            assert secret not in answer.content.decode()
    assert secret in as_person(maya).get(f"/claims/{claim.pk}/history/").content.decode()


def test_a_merged_claims_address_leads_to_the_one_that_stayed(client, as_person, built, claim, maya):
    other = built.claim_set.get(uid="Claim-4")
    sent = {"find": f"/claims/{other.pk}/", "version": "1"}
    assert as_person(maya).post(f"/claims/{claim.pk}/merge/", sent)["Location"] == f"/claims/{other.pk}/"
    for visitor in (client, as_person(maya)):
        answer = visitor.get(f"/claims/{claim.pk}/")
        assert (answer.status_code, answer["Location"]) == (302, f"/claims/{other.pk}/")


def test_a_chain_of_merges_leads_to_its_end(client, built, maya):
    first, second, third = (built.claim_set.get(uid=f"Claim-{n}") for n in (3, 4, 5))
    merge_claims(second, first, read=1, by=maya)
    merge_claims(third, second, read=2, by=maya)
    answer = client.get(f"/claims/{first.pk}/", follow=True)
    assert answer.redirect_chain[-1][0] == f"/claims/{third.pk}/"


def test_a_claim_is_split_on_one_page(as_person, built, claim, maya):
    step = claim.relations_in.filter(premises__claim__isnull=False).first()
    client = as_person(maya)
    assert f"step-{step.pk}" in client.get(f"/claims/{claim.pk}/split/").content.decode()
    sent = {"first": "One half.", "second": "The other.", "version": "1", f"step-{step.pk}": "second"}
    for relation in Relation.objects.filter(map=built):
        sent.setdefault(f"step-{relation.pk}", "first")
    assert client.post(f"/claims/{claim.pk}/split/", sent).status_code == 303
    step.refresh_from_db()
    assert step.target_claim.text == "The other."


def test_reasons_are_moved_joined_parted_and_put_in_order(client, built, claim):
    one, two = (
        Relation.objects.get(
            pk=client.post(f"/claims/{claim.pk}/reasons/new/", {"text": t, "bears": "support"})
            and Relation.objects.latest("pk").pk
        )
        for t in ("One.", "Two.")
    )
    assert client.post(f"/relations/{one.pk}/join/", {"other": two.pk, "version": "1"}).status_code == 303
    assert one.premises.count() == 2
    premise = one.premises.order_by("order").last()
    assert (
        client.post(f"/relations/{one.pk}/part/", {"premise": premise.pk, "version": "2"}).status_code == 303
    )
    assert one.premises.count() == 1
    other = built.claim_set.get(uid="Claim-5")
    assert client.post(f"/relations/{one.pk}/move/", {"find": other.text, "version": "3"}).status_code == 303
    one.refresh_from_db()
    assert one.target_claim == other
    relations = list(claim.relations_in.filter(state="open").order_by("order", "uid"))
    sent = {f"place-{relation.pk}": len(relations) - n for n, relation in enumerate(relations)}
    assert client.post(f"/claims/{claim.pk}/reasons/order/", sent).status_code == 303
    after = list(claim.relations_in.filter(state="open").order_by("order", "uid"))
    assert after == relations[::-1]


def test_another_claim_is_named_by_some_of_its_words_and_chosen_among_those_that_have_them(
    as_person, built, claim, maya
):
    client, other = as_person(maya), built.claim_set.get(uid="Claim-20")
    for find, said in (
        ("", "Say which claim you mean."),
        ("no such words", "No claim of this map has these words."),
        ("can be 2", "Choose one of these claims."),
    ):
        answer = client.post(f"/claims/{claim.pk}/merge/", {"find": find, "version": "1"})
        assert answer.status_code == 422
        assert said in answer.content.decode()
    assert f'value="{other.pk}"' in answer.content.decode()
    sent = {"find": "can be 2", "chosen": other.pk, "version": "1"}
    assert client.post(f"/claims/{claim.pk}/merge/", sent)["Location"] == f"/claims/{other.pk}/"


@pytest.mark.parametrize("chosen", ["²", "9" * 40, "-1", "\x00", "https://elsewhere.example/claims/1/x"])
def test_what_names_no_claim_is_refused(as_person, maya, claim, chosen):
    for sent in ({"chosen": chosen}, {"find": chosen}):
        assert as_person(maya).post(f"/claims/{claim.pk}/merge/", {**sent, "version": "1"}).status_code == 422
