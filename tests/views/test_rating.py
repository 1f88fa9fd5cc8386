"""Rating over the wire: with htmx, without, refused, and by people who may not."""

import re
from html import unescape

import pytest
from django.test import Client

from claims.models import ArgumentMap, Claim, Group, GroupMember, Membership, Rating, RatingLog
from tests.arguing import Argument, strength_of

HTMX = {"HTTP_HX_REQUEST": "true"}
STEP = "Choose one of the five steps, or “I can’t tell”. Nothing was saved."
NUMBER = "A rating is a whole number from 0 to 100. Nothing was saved."
BOTH = "Grade both the source and the information. Nothing was saved."


@pytest.fixture
def argument(person, maya):
    """A well rated thesis; a reason, a step from it, and a piece of evidence to be rated."""
    map = ArgumentMap.objects.create(slug="argued", title="Argued")
    Membership.objects.create(map=map, user=maya, role="curator")
    argument = Argument(map)
    argument.people = [person(f"rater-{n}") for n in range(6)]
    argument.point = argument.thesis("Point")
    argument.reason = argument.claim("Reason")
    argument.step = argument.supports(argument.reason, argument.point)
    argument.proof = argument.evidence("Proof")
    argument.supports(argument.proof, argument.reason)
    argument.rated(argument.people, 60, argument.point)
    return argument


def words(response):
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", response.content.decode())))


def swapped(response):
    return re.findall(r'id="([\w-]+)" hx-swap-oob', response.content.decode())


def status(response):
    return unescape(re.search(r'<div id="status"[^>]*>(.*?)</div>', response.content.decode())[1])


@pytest.fixture(params=["claims", "relations", "evidence"])
def address(request, argument):
    thing = {"claims": argument.reason, "relations": argument.step, "evidence": argument.proof}[request.param]
    return f"/{request.param}/{thing.pk}/rating/"


# Saved


def test_with_htmx_the_form_each_moved_strength_and_a_sentence_come_back(argument, alice, as_person):
    answer = as_person(alice).post(f"/claims/{argument.reason.pk}/rating/", {"value": "75"}, **HTMX)
    assert answer.status_code == 200
    assert swapped(answer) == [f"strength-{argument.reason.pk}", f"strength-{argument.point.pk}", "status"]
    assert f'id="rating-claim-{argument.reason.pk}"' in answer.content.decode()
    assert "<html" not in answer.content.decode()
    assert re.fullmatch(
        r"Saved\. Your 75 moves this claim from 50\.0 to 54\.2; "
        r"the thesis above it, “Point”, from \d\d\.\d to \d\d\.\d\.",
        status(answer),
    )


def test_without_htmx_the_claims_page_says_the_same(argument, alice, as_person):
    answer = as_person(alice).post(f"/claims/{argument.reason.pk}/rating/", {"value": "75"}, follow=True)
    assert answer.redirect_chain == [(f"/claims/{argument.reason.pk}/", 303)]
    assert "Saved. Your 75 moves this claim from 50.0 to 54.2; the thesis above it, “Point”, from" in words(
        answer
    )


def test_a_rating_of_relevance_moves_the_claim_the_step_leads_to(argument, alice, as_person):
    argument.rated(argument.people, 90, argument.reason)
    answer = as_person(alice).post(f"/relations/{argument.step.pk}/rating/", {"value": "100"}, **HTMX)
    assert swapped(answer) == [f"strength-{argument.point.pk}", f"relevance-{argument.step.pk}", "status"]
    assert re.fullmatch(
        r"Saved\. Your 100 moves the relevance of this step from 50 to 75; "
        r"the claim it bears on, “Point”, from [\d.]+ to [\d.]+\.",
        status(answer),
    )


def test_three_answers_about_a_step_come_to_its_relevance(argument, alice, as_person):
    sent = {"relevant": "4", "sufficient": "2", "no_leap": "4"}
    answer = as_person(alice).post(f"/relations/{argument.step.pk}/rating/", sent, **HTMX)
    assert status(answer).startswith(
        "Saved. Your 83, by three questions, moves the relevance of this step from 50 to"
    )
    [rating] = Rating.objects.filter(rater=alice)
    assert (rating.value, rating.rubric) == (83, {"relevant": 4, "sufficient": 2, "no_leap": 4})


def test_a_step_chosen_beside_the_answers_counts_and_they_are_kept(argument, alice, as_person):
    sent = {"value": "100", "relevant": "4", "sufficient": "2", "no_leap": "4"}
    answer = as_person(alice).post(f"/relations/{argument.step.pk}/rating/", sent, **HTMX)
    assert status(answer).startswith("Saved. Your 100 moves the relevance of this step from 50 to 75")
    [rating] = Rating.objects.filter(rater=alice)
    assert (rating.value, rating.rubric) == (100, {"relevant": 4, "sufficient": 2, "no_leap": 4})


def test_what_all_answered_about_a_step_is_shown_with_what_they_gave(argument, alice, maya, as_person):
    for person, leap in ((alice, "4"), (maya, "0")):
        sent = {"relevant": "4", "sufficient": "2", "no_leap": leap}
        page = as_person(person).post(f"/relations/{argument.step.pk}/rating/", sent, **HTMX)
    assert re.findall(
        r'aria-label="(relevant|sufficient|no hidden leap), [^.]+. ([^"]+)"', page.content.decode()
    ) == [
        ("relevant", "0: 0. 1: 0. 2: 0. 3: 0. 4: 2."),
        ("sufficient", "0: 0. 1: 0. 2: 2. 3: 0. 4: 0."),
        ("no hidden leap", "0: 1. 1: 0. 2: 0. 3: 0. 4: 1."),
    ]


def test_too_few_answers_about_a_step_are_refused_unfolded_and_stay_chosen(argument, alice, as_person):
    answer = as_person(alice).post(f"/relations/{argument.step.pk}/rating/", {"relevant": "4"}, **HTMX)
    assert answer.status_code == 422
    assert "Answer all three questions, or choose one of the five steps. Nothing was saved." in words(answer)
    assert re.findall(r'value="(\w+)" checked', answer.content.decode()) == ["4"]
    assert '<details class="fold rubric" open>' in answer.content.decode()
    assert not RatingLog.objects.exists()


def test_a_curators_grades_move_the_evidence_and_what_rests_on_it(argument, maya, as_person):
    answer = as_person(maya).post(
        f"/evidence/{argument.proof.pk}/rating/", {"source": "B", "information": "2"}, **HTMX
    )
    assert re.fullmatch(
        r"Saved\. Your B2, which comes to 80, moves the quality of this evidence from 50 to 65; "
        r"the claim it bears on, “Reason”, from 50 to 65; the thesis above it, “Point”, from [\d.]+ to [\d.]+\.",
        status(answer),
    )
    [rating] = Rating.objects.filter(rater=maya)
    assert (rating.value, rating.rubric) == (80, {"source": "B", "information": 2})


def test_grades_of_somebody_who_is_no_curator_are_kept_and_that_is_said(argument, alice, as_person):
    sent = {"source": "A", "information": "1"}
    answer = as_person(alice).post(f"/evidence/{argument.proof.pk}/rating/", sent, **HTMX)
    assert status(answer) == (
        "Saved. Your A1, which comes to 95, is kept and moves no number you can see. "
        "On this map the grades of its curators count; yours is kept beside them."
    )


def test_what_cannot_be_judged_is_kept_as_such(argument, maya, as_person):
    as_person(maya).post(f"/evidence/{argument.proof.pk}/rating/", {"source": "F", "information": "2"})
    [rating] = Rating.objects.filter(rater=maya)
    assert (rating.value, rating.rubric) == (None, {"source": "F", "information": 2})


def test_cannot_tell_is_kept_and_moves_nothing(argument, alice, as_person):
    answer = as_person(alice).post(f"/claims/{argument.point.pk}/rating/", {"value": "cant-tell"}, **HTMX)
    assert status(answer) == "Saved. “I can’t tell” is kept; it never counts as low."


def test_a_claim_without_weight_is_said_to_have_none(argument, alice, as_person):
    answer = as_person(alice).post(f"/claims/{argument.reason.pk}/rating/", {"value": "20"}, **HTMX)
    assert status(answer).endswith("it starts to count above 50, so nothing above it moves.")


def test_ones_own_earlier_answer_is_not_chosen_again_but_told_of(argument, alice, as_person):
    client = as_person(alice)
    client.post(f"/claims/{argument.reason.pk}/rating/", {"value": "75"})
    page = client.get(f"/claims/{argument.reason.pk}/")
    assert " checked" not in page.content.decode()
    assert "You rated it on" in words(page)
    assert '<span class="num">75</span></p></details>' in page.content.decode()


def test_sending_the_same_twice_is_harmless(argument, alice, as_person):
    client = as_person(alice)
    for _ in range(2):
        assert (
            client.post(f"/claims/{argument.reason.pk}/rating/", {"value": "75"}, **HTMX).status_code == 200
        )
    assert Rating.objects.filter(rater=alice).count() == 1


def test_with_the_example_class_left_out_the_answer_tells_of_the_numbers_shown(argument, alice, as_person):
    group = Group.objects.create(map=argument.map, slug="example", name="Example", is_example=True)
    for n, one in enumerate(argument.people):
        GroupMember.objects.create(group=group, user=one, pseudonym=str(n))
    argument.rated(argument.people, 100, argument.reason)
    client = as_person(alice)
    client.get(f"/claims/{argument.reason.pk}/?example=off")
    answer = client.post(f"/claims/{argument.reason.pk}/rating/", {"value": "75"}, **HTMX)
    assert "this claim from 50.0 to 54.2" in status(answer)


# Refused

BAD = ["101", "NaN", "75.5", "👍", "", "1e400", "-1", "9" * 10_000, "cant", "7\x005"]


@pytest.mark.parametrize("value", BAD, ids=[repr(value)[:12] for value in BAD])
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_bad_values_are_refused_with_the_form_and_nothing_is_kept(argument, alice, as_person, value, headers):
    answer = as_person(alice).post(f"/claims/{argument.reason.pk}/rating/", {"value": value}, **headers)
    assert answer.status_code == 422
    pk = argument.reason.pk
    html = answer.content.decode()
    assert f'<p class="error" id="error-claim-{pk}" tabindex="-1" autofocus>' in html
    assert f'<fieldset aria-describedby="error-claim-{pk}">' in html
    assert (STEP if not value else NUMBER) in unescape(html)
    assert not RatingLog.objects.exists()


def test_nothing_at_all_and_other_keys_are_refused_everywhere(address, alice, as_person):
    for sent in ({}, {"score": "75"}):
        answer = as_person(alice).post(address, sent)
        assert answer.status_code == 422
        assert (BOTH if "evidence" in address else STEP) in words(answer)
    assert not RatingLog.objects.exists()


def test_half_a_grade_is_refused_and_stays_chosen(argument, maya, as_person):
    answer = as_person(maya).post(f"/evidence/{argument.proof.pk}/rating/", {"source": "C"}, **HTMX)
    assert answer.status_code == 422
    assert BOTH in words(answer)
    assert re.findall(r'value="(\w+)" checked', answer.content.decode()) == ["C"]


# Who


def test_the_form_has_a_page_of_its_own_and_a_fragment(address, alice, as_person):
    page = as_person(alice).get(address)
    fragment = as_person(alice).get(address, **HTMX)
    assert page.status_code == fragment.status_code == 200
    assert "<html" in page.content.decode()
    assert "<html" not in fragment.content.decode()
    assert "HX-Request" in page["Vary"]
    assert "Save rating" in words(page)
    assert "Save rating" in words(fragment)


def test_whoever_is_not_signed_in_is_asked_to_and_brought_back(address):
    for answer in (Client().get(address), Client().post(address, {"value": "75"})):
        assert answer.status_code == 302
        assert answer["Location"] == f"/accounts/login/?next={address}"
    assert not RatingLog.objects.exists()


def test_a_stranger_to_a_map_for_members_is_told_there_is_no_such_thing(address, argument, carl, as_person):
    argument.map.visibility = "members"
    argument.map.save()
    for send in (as_person(carl).get, as_person(carl).post):
        assert send(address, {"value": "75"}).status_code == 404
    assert not RatingLog.objects.exists()


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_where_members_alone_rate_others_are_told_so(address, argument, carl, as_person, headers):
    argument.map.who_rates = "members"
    argument.map.save()
    sent = {"value": "75"}
    answer = as_person(carl).post(address, sent, **headers)
    assert answer.status_code == 403
    assert "Only members of this map may rate in it. Ask its owner to let you in." in words(answer)
    assert not RatingLog.objects.exists()


def test_withdrawn_and_unknown_things_are_not_there(argument, alice, as_person):
    argument.reason.state = "withdrawn"
    argument.reason.save()
    for address in (
        f"/claims/{argument.reason.pk}/rating/",
        "/claims/99999/rating/",
        "/relations/99999/rating/",
    ):
        assert as_person(alice).post(address, {"value": "75"}).status_code == 404


def test_evidence_that_is_given_for_nothing_has_no_place_to_be_rated(argument, alice, as_person):
    stray = argument.evidence("Stray")
    assert as_person(alice).get(f"/evidence/{stray.pk}/rating/").status_code == 404


def test_evidence_for_several_claims_leads_back_to_the_one_it_was_rated_on(argument, maya, as_person):
    argument.supports(argument.proof, argument.point)
    sent = {"source": "A", "information": "1"}
    for claim in (argument.point, argument.reason):
        answer = as_person(maya).post(f"/evidence/{argument.proof.pk}/rating/?claim={claim.pk}", sent)
        assert answer["Location"] == f"/claims/{claim.pk}/"


def test_an_undercut_is_rated_on_the_page_of_the_claim_its_step_leads_to(argument, alice, as_person):
    undercut = argument.attacks(argument.claim("Doubt"), argument.step)
    answer = as_person(alice).post(f"/relations/{undercut.pk}/rating/", {"value": "75"})
    assert answer["Location"] == f"/claims/{argument.point.pk}/"


def test_a_rating_is_filed_under_the_wording_that_its_giver_had_read(argument, alice, as_person):
    reader = as_person(alice)
    address = f"/claims/{argument.point.pk}/"
    read = re.search(r'name="version" value="(\d+)"', reader.get(address).content.decode()).group(1)
    Claim.objects.filter(pk=argument.point.pk).update(version=2, text="Reworded meanwhile")
    reader.post(f"{address}rating/", {"value": "75", "version": read})
    assert Rating.objects.get(rater=alice).revision == 1
    for sent in ("", "0", "99", "banana"):
        reader.post(f"{address}rating/", {"value": "75", "version": sent})
        assert Rating.objects.get(rater=alice).revision == 2


def test_other_methods_are_not_allowed(address, alice, as_person):
    assert as_person(alice).put(address).status_code == 405


# Hidden until rated


def test_where_ratings_hide_the_answer_tells_of_nothing_one_has_not_rated(argument, alice, as_person):
    argument.map.hide_until_rated = True
    argument.map.save()
    answer = as_person(alice).post(f"/claims/{argument.reason.pk}/rating/", {"value": "100"}, **HTMX)
    assert status(answer) == (
        "Saved. Your 100 moves this claim from 50.0 to 58.3; "
        "by your ratings alone, “Point” from 50.0 to 54.2."
    )
    assert strength_of(argument.point) != pytest.approx(0.542, abs=0.001)
    assert set(swapped(answer)) == {
        f"strength-{argument.point.pk}",
        f"strength-{argument.reason.pk}",
        "status",
    }


def test_by_ones_own_ratings_alone_the_answer_tells_how_those_numbers_moved(argument, alice, as_person):
    reader = as_person(alice)
    reader.get(f"/claims/{argument.point.pk}/?audience=me")
    answer = reader.post(f"/claims/{argument.reason.pk}/rating/", {"value": "100"}, **HTMX)
    assert "this claim from 50.0 to 58.3" in status(answer)
    assert "from 50.0 to 54.2" in status(answer)
    assert strength_of(argument.point) != pytest.approx(0.542, abs=0.001)


def test_until_one_has_rated_the_claims_page_lets_nothing_out(argument, alice, as_person):
    argument.rated(argument.people, 90, argument.reason, argument.step, argument.proof)
    argument.map.hide_until_rated = True
    argument.map.save()
    client = as_person(alice)
    before = client.get(f"/claims/{argument.point.pk}/").content.decode()
    assert "histogram" not in before
    assert not re.search('class="(dot|dot-few|band)"', before)
    assert set(re.findall(r'<span class="only-heard">Strength </span>([^<]+)<', before)) == {"?"}
    assert "n\N{NO-BREAK SPACE}" not in before
    client.post(f"/claims/{argument.point.pk}/rating/", {"value": "75"})
    after = client.get(f"/claims/{argument.point.pk}/").content.decode()
    assert after.count('class="histogram"') == 1
    assert after.count('only-heard">Strength </span>?<') == 1
