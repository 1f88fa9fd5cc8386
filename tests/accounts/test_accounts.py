"""Signing up, in and out, as a browser does it: by posting forms."""

import re
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import include, path, reverse

from argmap.accounts.tokens import sign_in_tokens
from tests.conftest import PASSWORD

GOOD = "horse-battery-9"
STRANGER = "203.0.113.7"


pytestmark = pytest.mark.django_db


def sign_up(client: Client, name: str, **more: str) -> Any:
    data = {"username": name, "password1": GOOD, "password2": GOOD} | more
    return client.post(reverse("account_signup"), data)


def sign_in(client: Client, name: str, password: str, **more: str) -> Any:
    return client.post(reverse("account_login"), {"login": name, "password": password} | more)


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def said(response: Any) -> list[str]:
    return [str(message).strip() for message in get_messages(response.wsgi_request)]


def errors_of(response: Any) -> list[str]:
    return re.findall(r"</svg> (.+?)</p>", response.content.decode())


# Signing up


def test_a_name_and_a_password_are_enough_to_sign_up(client: Client) -> None:
    response = sign_up(client, "alice")
    assert (response.status_code, response.url) == (302, reverse("claims:home"))
    assert signed_in(client)
    assert said(response) == ["You are signed in as alice."]
    assert get_user_model().objects.get().email == ""


def test_a_class_of_thirty_five_signs_up_and_in_from_one_address_at_once() -> None:
    for number in range(35):
        client = Client()
        assert sign_up(client, f"pupil-{number}").status_code == 302
        client.post(reverse("account_logout"))
        assert sign_in(client, f"pupil-{number}", GOOD).status_code == 302
        assert signed_in(client)
    assert get_user_model().objects.count() == 35


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"username": "alice"}, "username", "A user with that username already exists."),
        ({"username": ""}, "username", "This field is required."),
        ({"password1": "12345678", "password2": "12345678"}, "password1", "This password is too common."),
        ({"password2": "horse-battery-8"}, "password2", "You must type the same password each time."),
    ],
)
def test_a_refused_sign_up_says_why_and_keeps_the_name(
    client: Client, alice: Any, wrong: dict[str, str], field: str, sentence: str
) -> None:
    response = sign_up(
        client, wrong.get("username", "bob"), **{k: v for k, v in wrong.items() if k != "username"}
    )
    page = response.content.decode()
    assert sentence in errors_of(response)
    assert f'value="{wrong.get("username") or "bob"}"' in page or wrong.get("username") == ""
    assert GOOD not in page
    control = re.search(rf'<input [^>]*id="id_{field}"[^>]*>', page)
    assert control is not None
    assert f"id_{field}_error" in control.group(0)
    assert "autofocus" in control.group(0)
    assert not signed_in(client)


# Signing in and out


def test_signing_in_leads_to_the_first_page(client: Client, alice: Any) -> None:
    response = sign_in(client, "alice", PASSWORD)
    assert (response.status_code, response.url) == (302, reverse("claims:home"))
    assert said(response) == ["You are signed in as alice."]


def test_a_wrong_password_is_answered_with_a_sentence_and_the_name_stays(client: Client, alice: Any) -> None:
    response = sign_in(client, "alice", "not it", next="/help/scores/")
    page = response.content.decode()
    assert errors_of(response) == ["This name and this password do not go together. Try again."]
    assert 'value="alice"' in page
    assert "not it" not in page
    assert '<input type="hidden" name="next" value="/help/scores/">' in page
    assert not signed_in(client)


def test_guessing_at_one_account_is_stopped_whatever_the_address(client: Client, alice: Any) -> None:
    for _ in range(10):
        sign_in(client, "alice", "not it")
    elsewhere = Client(REMOTE_ADDR=STRANGER)
    assert errors_of(sign_in(elsewhere, "alice", PASSWORD)) == [
        "Too many wrong passwords were tried for this name. Wait five minutes, then try again."
    ]
    assert not signed_in(elsewhere)


def test_one_pupil_who_guesses_does_not_lock_the_class_out(client: Client, alice: Any, maya: Any) -> None:
    for _ in range(11):
        sign_in(client, "alice", "not it")
    assert sign_in(Client(), "maya", PASSWORD).status_code == 302


@pytest.mark.parametrize("address", ["account_login", "account_signup"])
def test_one_comes_back_to_where_one_was(client: Client, alice: Any, address: str) -> None:
    page = client.get(reverse(address), {"next": "/help/scores/?a=1"}).content.decode()
    assert '<input type="hidden" name="next" value="/help/scores/?a=1">' in page
    assert 'href="/accounts/login/?next=/help/scores/%3Fa%3D1"' in page
    data = {"login": "alice", "password": PASSWORD, "username": "bob", "password1": GOOD, "password2": GOOD}
    response = client.post(reverse(address), data | {"next": "/help/scores/?a=1"})
    assert response.url == "/help/scores/?a=1"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"]
)
def test_signing_in_leads_to_no_other_site(client: Client, alice: Any, elsewhere: str) -> None:
    assert sign_in(client, "alice", PASSWORD, next=elsewhere).url == reverse("claims:home")


def test_every_page_leads_a_stranger_to_sign_in_and_back(client: Client) -> None:
    page = client.get(reverse("claims:about")).content.decode()
    assert 'href="/accounts/login/?next=/about/"' in page


def test_signing_out_takes_a_post(client: Client, alice: Any) -> None:
    client.force_login(alice)
    page = client.get(reverse("account_logout")).content.decode()
    assert signed_in(client)
    assert "You are signed in as alice. Your ratings stay." in page
    response = client.post(reverse("account_logout"))
    assert response.url == reverse("claims:home")
    assert not signed_in(client)
    assert said(response) == ["You are signed out."]


def test_every_page_carries_the_form_that_signs_out() -> None:
    """With its token: a client that checks tokens gets through."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(get_user_model().objects.create_user("alice"))
    page = client.get(reverse("claims:about")).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token is not None
    assert client.post(reverse("account_logout")).status_code == 403
    assert client.post(reverse("account_logout"), {"csrfmiddlewaretoken": token.group(1)}).status_code == 302


# Passwords


def test_a_password_is_changed_and_one_stays_signed_in(client: Client, alice: Any) -> None:
    client.force_login(alice)
    data = {"oldpassword": PASSWORD, "password1": GOOD, "password2": GOOD}
    response = client.post(reverse("account_change_password"), data)
    assert said(response) == ["The password is changed."]
    assert signed_in(client)
    assert errors_of(sign_in(Client(), "alice", PASSWORD)) != []
    assert sign_in(Client(), "alice", GOOD).status_code == 302


def test_a_changed_password_signs_other_devices_out(client: Client, alice: Any) -> None:
    other = Client()
    sign_in(other, "alice", PASSWORD)
    sign_in(client, "alice", PASSWORD)
    client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": GOOD, "password2": GOOD}
    )
    assert other.get(reverse("account_change_password")).status_code == 302


def test_the_password_now_must_be_right_to_change_it(client: Client, alice: Any) -> None:
    client.force_login(alice)
    data = {"oldpassword": "not it", "password1": GOOD, "password2": GOOD}
    response = client.post(reverse("account_change_password"), data)
    assert errors_of(response) == ["Please type your current password."]


def test_an_account_without_a_password_sets_one(client: Client) -> None:
    student = get_user_model().objects.create_user("student")
    client.force_login(student)
    assert client.get(reverse("account_change_password")).url == reverse("account_set_password")
    assert "by a link" in client.get(reverse("account_set_password")).content.decode()
    response = client.post(reverse("account_set_password"), {"password1": GOOD, "password2": GOOD})
    assert said(response) == ["The password is set."]
    assert sign_in(Client(), "student", GOOD).status_code == 302


@pytest.mark.parametrize("address", ["account_change_password", "account_set_password"])
def test_a_password_is_for_those_signed_in(client: Client, address: str) -> None:
    response = client.get(reverse(address))
    assert response.url == f"/accounts/login/?next={reverse(address)}"


def test_a_closed_account_is_told_so_and_stays_out(client: Client, alice: Any) -> None:
    alice.is_active = False
    alice.save()
    response = sign_in(client, "alice", PASSWORD)
    assert response.url == reverse("account_inactive")
    assert not signed_in(client)
    assert "This account is closed" in client.get(response.url).content.decode()


# The link that demo prints


def link_for(user: Any) -> str:
    return reverse("account_sign_in", args=[user.pk, sign_in_tokens.make_token(user)])


def test_a_printed_link_signs_in_once(client: Client, alice: Any) -> None:
    link = link_for(alice)
    response = client.get(link)
    assert response.url == reverse("claims:home")
    assert signed_in(client)
    assert said(response) == ["You are signed in as alice."]
    again = Client()
    refused = again.get(link)
    assert refused.url == reverse("account_login")
    assert said(refused) == [
        "This sign-in link was used already or is too old. Start demo again for a new one."
    ]
    assert not signed_in(again)


def test_a_printed_link_works_on_the_machine_itself_only(alice: Any) -> None:
    link = link_for(alice)
    stranger = Client(REMOTE_ADDR=STRANGER)
    assert stranger.get(link).status_code == 404
    assert not signed_in(stranger)
    assert Client(REMOTE_ADDR="::1").get(link).status_code == 302


@pytest.mark.parametrize("change", [{"is_active": False}, {"password": "!other"}], ids=["closed", "password"])
def test_a_printed_link_dies_with_what_it_was_made_for(
    client: Client, alice: Any, change: dict[str, Any]
) -> None:
    link = link_for(alice)
    get_user_model().objects.filter(pk=alice.pk).update(**change)
    client.get(link)
    assert not signed_in(client)


def test_one_persons_link_does_not_open_another_account(client: Client, alice: Any, maya: Any) -> None:
    client.get(reverse("account_sign_in", args=[maya.pk, sign_in_tokens.make_token(alice)]))
    assert not signed_in(client)


# The admin's door


def test_the_admin_finds_people_by_name(alice: Any, maya: Any) -> None:
    admin = get_user_model().objects.create_superuser("root", password=PASSWORD)
    client = Client()
    client.force_login(admin)
    page = client.get(reverse("admin:accounts_user_changelist"), {"q": "ali", "is_active__exact": "1"})
    assert [user.username for user in page.context["cl"].result_list] == ["alice"]
    assert client.get(reverse("admin:accounts_user_change", args=[alice.pk])).status_code == 200


# When something is wrong


def broken(request: Any) -> HttpResponse:
    raise RuntimeError("a bug")


urlpatterns = [path("", include("argmap.urls")), path("broken/", broken)]


def test_an_address_that_is_not_there_is_answered_in_the_frame(client: Client) -> None:
    response = client.get("/nowhere/")
    assert response.status_code == 404
    assert "There is nothing here" in response.content.decode()
    assert 'href="/accounts/login/?next=/nowhere/"' in response.content.decode()


@override_settings(ROOT_URLCONF=__name__)
def test_the_page_for_a_bug_asks_the_database_for_nothing(django_assert_num_queries: Any, alice: Any) -> None:
    client = Client(raise_request_exception=False)
    with django_assert_num_queries(0):
        response = client.get("/broken/")
    assert response.status_code == 500
    assert "Something broke on our side" in response.content.decode()


def test_a_form_without_its_token_is_refused_with_a_way_on(alice: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post(reverse("account_login"), {"login": "alice", "password": PASSWORD})
    assert response.status_code == 403
    assert "The form was too old to send" in response.content.decode()


@override_settings(ACCOUNT_RATE_LIMITS={"change_password": "1/m/user"})
def test_too_many_tries_are_answered_in_the_frame(client: Client, alice: Any) -> None:
    client.force_login(alice)
    pages = [client.post(reverse("account_change_password"), {"oldpassword": "no"}) for _ in range(2)]
    assert [page.status_code for page in pages] == [200, 429]
    assert "That was too often in a short time" in pages[1].content.decode()
