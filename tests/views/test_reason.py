"""Reasons, undercuts, evidence and questions are given where one reads, and nothing typed is lost."""

import re

import pytest

from claims.models import Claim, CriticalQuestion, Edit, Evidence, Passage, Relation, Source

HTMX = {"HX-Request": "true"}


def asked_from(claim):
    return {**HTMX, "HX-Current-URL": f"http://testserver/claims/{claim.pk}/"}


@pytest.fixture
def claim(built):
    return built.claim_set.get(uid="Claim-3")


@pytest.fixture
def client(as_person, alice):
    return as_person(alice)


def test_the_page_of_a_claim_offers_tools_to_contributors_alone(client, as_person, carl, claim):
    tools = f'href="/claims/{claim.pk}/reasons/new/?bears=support"'
    assert tools in client.get(f"/claims/{claim.pk}/").content.decode()
    assert tools not in as_person(carl).get(f"/claims/{claim.pk}/").content.decode()


def test_a_reason_posted_without_script_leads_to_its_card_with_a_way_to_undo(client, claim):
    answer = client.post(f"/claims/{claim.pk}/reasons/new/", {"text": "Rust is at work.", "bears": "attack"})
    relation = Relation.objects.latest("pk")
    assert (answer.status_code, answer["Location"]) == (303, f"/claims/{claim.pk}/#relation-{relation.pk}")
    page = client.get(f"/claims/{claim.pk}/").content.decode()
    assert f'id="relation-{relation.pk}"' in page
    assert f'href="/maps/{claim.map.slug}/undo/"' in page
    assert client.get(f"/maps/{claim.map.slug}/undo/")["Location"] == f"/edits/{Edit.objects.get().pk}/undo/"
    assert relation.premises.get().claim.text == "Rust is at work."


def test_the_same_by_htmx_answers_with_the_card_and_a_sentence(client, claim):
    sent = {"text": "Rust is at work.", "bears": "support", "because": "It is iron."}
    answer = client.post(f"/claims/{claim.pk}/reasons/new/", sent, headers=asked_from(claim)).content.decode()
    assert 'hx-swap-oob="beforeend:#reasons-for"' in answer
    assert "Rust is at work." in answer
    assert "It is iron." in answer
    assert f'id="reason-claim-{claim.pk}-done"' in answer
    assert "<html" not in answer


def test_asked_from_another_page_the_answer_has_no_card(client, claim):
    sent = {"text": "Rust is at work.", "bears": "support"}
    answer = client.post(f"/claims/{claim.pk}/reasons/new/", sent, headers=HTMX).content.decode()
    assert "beforeend" not in answer
    assert f'href="/claims/{claim.pk}/#relation-' in answer


def test_what_is_refused_comes_back_with_all_that_was_typed(client, claim):
    sent = {
        "text": "x" * 301,
        "bears": "attack",
        "because": "So it is.",
        "hedges": "perhaps",
        "paragraphs": "9-3",
    }
    answer = client.post(f"/claims/{claim.pk}/reasons/new/", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    for typed in ("x" * 301, "So it is.", "perhaps", "9-3"):
        assert typed in page
    assert "or a run, as in 3–5" in page
    assert not Edit.objects.exists()


def test_a_twin_is_refused_with_a_sentence(client, claim):
    relation = claim.relations_in.filter(premises__claim__isnull=False).first()
    premise = relation.premises.filter(claim__isnull=False).first().claim
    sent = {"existing": f"here-{premise.pk}", "bears": relation.kind, "text": ""}
    answer = client.post(f"/claims/{claim.pk}/reasons/new/", sent)
    assert answer.status_code == 422
    assert "given there already" in answer.content.decode()


def test_a_claim_of_the_map_is_used_again_instead_of_a_new_one(client, built, claim):
    other = built.claim_set.get(uid="Claim-20")
    sent = {"existing": f"here-{other.pk}", "bears": "attack", "text": ""}
    before = Claim.objects.count()
    assert client.post(f"/claims/{claim.pk}/reasons/new/", sent).status_code == 303
    assert Relation.objects.latest("pk").premises.get().claim == other
    assert Claim.objects.count() == before


def test_two_claims_that_only_work_together_are_one_reason(client, claim):
    sent = {"text": "It is iron.", "together": "Iron rusts.", "bears": "support"}
    client.post(f"/claims/{claim.pk}/reasons/new/", sent)
    texts = [str(premise) for premise in Relation.objects.latest("pk").premises.order_by("order")]
    assert texts == ["It is iron.", "Iron rusts."]


def test_a_circle_is_said_and_not_refused(client, built):
    low = built.claim_set.get(uid="Claim-20")
    relation = Relation.objects.filter(premises__claim=low, target_claim__isnull=False).first()
    sent = {"existing": f"here-{relation.target_claim_id}", "bears": "support", "text": ""}
    answer = client.post(f"/claims/{low.pk}/reasons/new/", sent, headers=HTMX)
    assert "rests on itself in a circle" in answer.content.decode()


def test_what_an_article_says_comes_along(client, built, claim):
    article = built.article_set.get(slug="article-1")
    sent = {
        "text": "Rust is at work.",
        "bears": "support",
        "article": article.pk,
        "voice": "reported",
        "who": "Ada via Bo",
        "endorsement": "doubts",
        "hedges": "reportedly; perhaps",
        "paragraphs": "2–3",
    }
    client.post(f"/claims/{claim.pk}/reasons/new/", sent)
    [said] = Claim.objects.latest("pk").attributions.all()
    assert (said.article, said.voice, said.endorsement) == (article, "reported", "doubts")
    assert (said.who, said.hedges) == (["Ada", "Bo"], ["reportedly", "perhaps"])
    assert [(place.first, place.last, place.exact) for place in said.passages.all()] == [(2, 3, "")]
    sent |= {"text": "Another.", "paragraphs": "99"}
    assert "has no paragraph 99" in client.post(f"/claims/{claim.pk}/reasons/new/", sent).content.decode()


def test_a_passage_that_was_selected_says_where_and_whose(client, built, claim):
    article = built.article_set.get(slug="article-2")
    passage = Passage.objects.create(map=built, article=article, first=1, last=1, exact="rust")
    form = client.get(f"/maps/{built.slug}/claims/new/?passage={passage.pk}").content.decode()
    assert re.search(rf'name="passage" value="{passage.pk}"', form)
    client.post(f"/maps/{built.slug}/claims/new/", {"text": "Rust.", "passage": passage.pk})
    [said] = Claim.objects.latest("pk").attributions.all()
    assert (said.article, list(said.passages.all())) == (article, [passage])


def test_nobody_attaches_what_stands_on_another_map(client, built, claim, small_map):
    stranger = small_map(24, slug="other")
    for name, row in (
        ("article", stranger.article_set.first()),
        ("passage", stranger.passage_set.first()),
    ):
        sent = {"text": "Rust.", "bears": "support", name: row.pk}
        assert client.post(f"/claims/{claim.pk}/reasons/new/", sent).status_code == 422
    stranger.visibility = "members"
    stranger.save()
    stranger.memberships.all().delete()
    for choice in ("here", "copy"):
        sent = {"existing": f"{choice}-{stranger.claim_set.first().pk}", "bears": "support"}
        assert client.post(f"/claims/{claim.pk}/reasons/new/", sent).status_code == 422


def test_without_script_similar_claims_are_looked_for_and_all_that_was_typed_stays(client, built, claim):
    other = built.claim_set.get(uid="Claim-20")
    sent = {"text": other.text, "bears": "attack", "because": "So it is.", "look": "1"}
    answer = client.post(f"/claims/{claim.pk}/reasons/new/", sent)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert f'value="here-{other.pk}"' in page
    assert "So it is.</textarea>" in page
    assert not Edit.objects.exists()


def test_a_claim_of_another_map_comes_in_as_a_copy_that_says_so(client, claim, small_map):
    other = small_map(24, slug="other").claim_set.get(uid="Claim-7")
    sent = {"existing": f"copy-{other.pk}", "bears": "support", "text": ""}
    assert client.post(f"/claims/{claim.pk}/reasons/new/", sent).status_code == 303
    copy = Relation.objects.filter(map=claim.map).latest("pk").premises.get().claim
    assert (copy.map, copy.text, copy.same_as_map, copy.same_as_uid) == (
        claim.map,
        other.text,
        "other",
        "Claim-7",
    )
    assert "/same-as/" in client.get(f"/claims/{copy.pk}/").content.decode()


def test_a_claim_that_is_there_becomes_a_thesis_instead_of_a_new_one(client, built):
    claim = built.claim_set.get(uid="Claim-20")
    sent = {"existing": f"here-{claim.pk}", "thesis_of": "whole", "label": "Age", "text": ""}
    answer = client.post(f"/maps/{built.slug}/claims/new/", sent)
    assert answer["Location"] == f"/claims/{claim.pk}/"
    assert [thesis.label for thesis in claim.theses.all()] == ["Age"]


@pytest.mark.parametrize("existing", ["here-", "here-x", "here-9" + "9" * 30, "gone-1", "here-²", "\x00"])
def test_a_choice_nobody_offered_is_refused(client, claim, existing):
    sent = {"existing": existing, "bears": "support"}
    assert client.post(f"/claims/{claim.pk}/reasons/new/", sent).status_code == 422


def test_an_undercut_by_htmx_comes_into_the_card_of_the_step(client, built, claim):
    step = claim.relations_in.filter(kind="support", premises__claim__isnull=False).first()
    step = step or Relation.objects.filter(target_claim__isnull=False, premises__claim__isnull=False).first()
    home = step.target_claim
    sent = {"text": "That does not follow.", "bears": "attack"}
    answer = client.post(
        f"/relations/{step.pk}/undercuts/new/", sent, headers=asked_from(home)
    ).content.decode()
    assert f'hx-swap-oob="beforeend:#undercuts-{step.pk}"' in answer
    assert "That does not follow." in answer


def test_evidence_comes_with_a_new_source_or_one_that_is_there(client, built, claim):
    sent = {
        "text": "Forty plates were thin.",
        "kind": "study",
        "speaks": "attack",
        "title": "Report 7",
        "url": "https://example.org/7",
    }
    answer = client.post(f"/claims/{claim.pk}/evidence/new/", sent, headers=asked_from(claim))
    assert 'hx-swap-oob="beforeend:#evidence-list"' in answer.content.decode()
    evidence = Evidence.objects.latest("pk")
    assert [source.title for source in evidence.sources.all()] == ["Report 7"]
    again = {
        **sent,
        "text": "More plates.",
        "title": "",
        "url": "",
        "source": Source.objects.get(title="Report 7").pk,
    }
    assert client.post(f"/claims/{claim.pk}/evidence/new/", again).status_code == 303
    bad = client.post(f"/claims/{claim.pk}/evidence/new/", {**sent, "url": "javascript:alert(1)"})
    assert bad.status_code == 422
    bad = client.post(f"/claims/{claim.pk}/evidence/new/", {**sent, "title": ""})
    assert "a title as well" in bad.content.decode()


def test_evidence_is_mended_on_a_page_that_starts_with_what_is_there(client, claim):
    evidence = Evidence.objects.filter(premises__relation__target_claim=claim).first()
    form = client.get(f"/evidence/{evidence.pk}/edit/").content.decode()
    assert evidence.text in form
    sent = {"text": "Mended.", "kind": "study", "version": "1"}
    assert client.post(f"/evidence/{evidence.pk}/edit/", sent)["Location"] == f"/claims/{claim.pk}/"
    assert client.post(f"/evidence/{evidence.pk}/edit/", sent).status_code == 422


def test_a_form_that_opens_in_place_has_the_focus_on_what_it_asks_first(client, claim):
    for noun, first in (("reasons", "text"), ("evidence", "text"), ("questions", "question")):
        form = client.get(f"/claims/{claim.pk}/{noun}/new/", headers=HTMX).content.decode()
        (focused,) = re.findall(r"<\w+[^>]* autofocus[ >]", form)
        assert f'name="{first}"' in focused


def test_a_question_is_asked_and_settled(client, claim):
    client.post(f"/claims/{claim.pk}/questions/new/", {"question": "Who counted?", "matters": "It decides."})
    question = CriticalQuestion.objects.latest("pk")
    assert (question.claim, question.why) == (claim, "It decides.")
    client.post(f"/questions/{question.pk}/state/", {"state": "answered"})
    question.refresh_from_db()
    assert question.state == "answered"
    assert client.post(f"/questions/{question.pk}/state/", {"state": "banana"}).status_code == 404


def test_a_no_to_a_critical_question_begins_the_objection(client, built):
    step = Relation.objects.filter(
        map=built, target_claim__isnull=False, premises__claim__isnull=False
    ).first()
    sent = {"any-step-premise": "no", "any-step-bears": "no", "any-step-against": "no"}
    page = client.post(f"/relations/{step.pk}/questions/", sent, follow=True).content.decode()
    premise = step.premises.first().claim
    for address in (
        f"/claims/{premise.pk}/reasons/new/?bears=attack&amp;text=The+reason+is+not+true",
        f"/relations/{step.pk}/undercuts/new/?bears=attack&amp;text=The+reason+bears+on+something",
        f"/claims/{step.target_claim_id}/reasons/new/?bears=attack&amp;text=What+speaks+the+other+way",
    ):
        assert address in page
        found = re.search(re.escape(address) + '[^"]*', page)[0].replace("&amp;", "&")
        assert re.search(r'value="attack"( selected| id=)', client.get(found).content.decode())


def test_a_reason_asks_the_database_twelve_times_on_a_map_of_any_size(
    client, small_map, alice, settings, django_assert_num_queries
):
    """Its transaction's beginning and end among them; its card on the claim's page is read in six more."""
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}
    for size in (24, 2_400):
        map = small_map(size, slug=f"map-{size}")
        map.memberships.create(user=alice, role="contributor")
        claim = map.claim_set.earliest("pk")
        for headers, queries in (({}, 12), (HTMX, 12), (asked_from(claim), 18)):
            sent = {"text": f"A new reason, {len(headers)}.", "bears": "support"}
            with django_assert_num_queries(queries):
                answer = client.post(f"/claims/{claim.pk}/reasons/new/", sent, headers=headers)
            assert len(answer.content) < 20_000


@pytest.mark.parametrize("address", ["http://[bad", "//[", "\x00", "x" * 3_000])
def test_whatever_page_htmx_says_it_stands_on_the_reason_is_kept(client, claim, address):
    sent = {"text": "Rust is at work.", "bears": "support"}
    answer = client.post(
        f"/claims/{claim.pk}/reasons/new/", sent, headers={**HTMX, "HX-Current-URL": address}
    )
    assert answer.status_code == 200
    assert "beforeend" not in answer.content.decode()


def test_words_that_stand_on_the_map_already_are_refused_and_the_claim_that_has_them_is_offered(
    client, built, claim
):
    other = built.claim_set.get(uid="Claim-20")
    sent = {"text": other.text.upper(), "bears": "attack"}
    answer = client.post(f"/claims/{claim.pk}/reasons/new/", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "is on this map already" in page
    assert f'value="here-{other.pk}"' in page
    assert client.post(f"/maps/{built.slug}/claims/new/", {"text": other.text}).status_code == 422


def test_the_enter_key_gives_the_reason_and_does_not_look_for_others(client, built, claim):
    """Browsers press the first button of a form for it, whether it shows or not."""
    for address in (f"/claims/{claim.pk}/reasons/new/", f"/maps/{built.slug}/claims/new/"):
        form = client.get(address).content.decode().partition('class="form edit-form"')[2]
        buttons = re.findall(r'<button[^>]*type="submit"[^>]*>', form)
        assert [re.search(r'name="(\w+)"', button) is None for button in buttons[:2]] == [True, False]
