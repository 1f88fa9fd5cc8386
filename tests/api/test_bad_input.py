"""Whatever is sent, the answer is a refusal with a sentence, and nothing is stored."""

from typing import Any

import pytest
from django.test import Client

from claims.models import Rating, RatingLog

pytestmark = pytest.mark.django_db

JSON = "application/json"

NOT_JSON = {
    "nothing but space": b" ",
    "a word": b"value",
    "a form": b"value=75",
    "cut short": b'{"value": 7',
    "two values": b'{"value": 75} {"value": 75}',
    "a comma too many": b'{"value": 75,}',
    "single quotes": b"{'value': 75}",
    "a comment": b'{"value": 75} // fair',
    "a byte order mark": b'\xef\xbb\xbf{"value": 75}',
    "UTF-16": '{"value": 75}'.encode("utf-16"),
    "Latin-1": '{"value": "é"}'.encode("latin-1"),
    "half a character": b'{"value": "\xe2\x82"}',
    "a plain NUL": b'{"value": "\x00"}',
    "an escaped NUL": rb'{"value": "\u0000"}',
    "NUL in a key": rb'{"\u0000": 75}',
    "a lone surrogate": rb'{"value": "\ud800"}',
    "a lone surrogate in a key": rb'{"\udfff": 1, "value": 75}',
    "a surrogate in bytes": b'{"value": "\xed\xa0\x80"}',
    "NaN": b'{"value": NaN}',
    "Infinity": b'{"value": Infinity}',
    "minus Infinity": b'{"value": -Infinity}',
    "1e400": b'{"value": 1e400}',
    "digits without end": b'{"value": ' + b"9" * 5_000 + b"}",
    "a key twice": b'{"value": 75, "value": 76}',
    "deep lists": b'{"value": ' + b"[" * 3_000 + b"]" * 3_000 + b"}",
    "deep lists that never close": b"[" * 9_000,
    "deep objects": b'{"a":' * 1_500 + b"1" + b"}" * 1_500,
    "too much": b'{"value": 75, "note": "' + b"x" * 10_000 + b'"}',
    "far too much": b" " * 3_000_000 + b'{"value": 75}',
    "bytes": bytes(range(256)),
}
NOT_A_RATING = {
    "null": "null",
    "true": "true",
    "a number": "75",
    "a text": '"75"',
    "a list": "[]",
    "a list of objects": '[{"value": 75}]',
    "an empty object": "{}",
    "another key": '{"rating": 75}',
    "another case": '{"Value": 75}',
    "101": '{"value": 101}',
    "minus one": '{"value": -1}',
    "minus nought": '{"value": -0.0}',
    "a fraction": '{"value": 74.5}',
    "a whole number with a point": '{"value": 75.0}',
    "an exponent": '{"value": 1e1}',
    "a huge number": '{"value": 99999999999999999999}',
    "a number of 4,000 digits": '{"value": 1' + "0" * 4_000 + "}",
    "yes": '{"value": true}',
    "no": '{"value": false}',
    "an empty text": '{"value": ""}',
    "spaces": '{"value": "  "}',
    "a word as a value": '{"value": "NaN"}',
    "digits of another script": '{"value": "\u0667\u0665"}',
    "an emoji": '{"value": "\U0001f44d"}',
    "a list as a value": '{"value": [75]}',
    "an object as a value": '{"value": {"value": 75}}',
    "markup": '{"value": "<script>alert(1)</script>"}',
    "SQL": '{"value": "75; DROP TABLE claims_rating"}',
    "a template": '{"value": "{{ settings.SECRET_KEY }}"}',
}
NOT_A_GRADE = {
    "a value that is a boolean": '{"value": true}',
    "one grade": '{"source": "B"}',
    "the other grade": '{"information": 2}',
    "a small letter": '{"source": "b", "information": 2}',
    "two letters": '{"source": "AB", "information": 2}',
    "a list of letters": '{"source": ["B"], "information": 2}',
    "an object of letters": '{"source": {"B": 1}, "information": 2}',
    "a number for a letter": '{"source": 2, "information": 2}',
    "nought": '{"source": "B", "information": 0}',
    "seven": '{"source": "B", "information": 7}',
    "true for one": '{"source": "B", "information": true}',
    "a fraction of a grade": '{"source": "B", "information": 2.0}',
    "a huge grade": '{"source": "B", "information": 99999999999999999999}',
    "no grades at all": '{"source": null, "information": null}',
    "a good value beside a bad grade": '{"value": 75, "source": "Z", "information": 2}',
}
NOT_ITS_TYPE = [
    "text/plain",
    "text/html",
    "application/xml",
    "application/json-patch",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "multipart/form-data; boundary=x",
    "json",
    "/",
    "application/",
    "application/json, text/plain",
]


@pytest.fixture
def refuses(small_map: Any, as_person: Any, maya: Any) -> Any:
    """Sends a body to the three addresses that take ratings, and returns with which statuses they refuse it."""
    map = small_map(24)
    things = {"claims": map.claim_set, "evidence": map.evidence_set, "relations": map.relation_set}
    addresses = {noun: f"/api/v1/{noun}/{rows.first().pk}/rating/" for noun, rows in things.items()}
    client = as_person(maya)

    def send(body: bytes | str, content_type: str = JSON, nouns: Any = addresses) -> set[int]:
        answers = [client.generic("POST", addresses[noun], body, content_type) for noun in nouns]
        assert all(isinstance(answer.json()["detail"], str) for answer in answers)
        assert not Rating.objects.exists()
        assert not RatingLog.objects.exists()
        return {answer.status_code for answer in answers}

    return send


def test_what_is_no_json_is_refused(refuses: Any) -> None:
    assert {what: refuses(body) for what, body in NOT_JSON.items()} == {what: {400} for what in NOT_JSON}


def test_what_is_no_rating_is_refused(refuses: Any) -> None:
    assert {what: refuses(body) for what, body in NOT_A_RATING.items()} == {
        what: {422} for what in NOT_A_RATING
    }


def test_what_is_no_grade_is_refused(refuses: Any) -> None:
    answers = {what: refuses(body, nouns=["evidence"]) for what, body in NOT_A_GRADE.items()}
    assert answers == {what: {422} for what in NOT_A_GRADE}


def test_what_is_not_sent_as_json_is_refused(refuses: Any) -> None:
    answers = {content_type: refuses('{"value": 75}', content_type) for content_type in NOT_ITS_TYPE}
    assert answers == {what: {415} for what in NOT_ITS_TYPE}


def test_an_empty_body_is_refused(refuses: Any) -> None:
    assert refuses(b"") == {422}


@pytest.mark.parametrize("charset", ["utf-16", "utf-7", "rot13", "zip", "no-such-charset"])
def test_json_is_utf8_whatever_is_said_of_it(
    charset: str, small_map: Any, as_person: Any, alice: Any
) -> None:
    claim = small_map(24).claim_set.first()
    answer = as_person(alice).generic(
        "POST", f"/api/v1/claims/{claim.pk}/rating/", b'{"value": 75}', f"{JSON}; charset={charset}"
    )
    assert (answer.status_code, Rating.objects.get().value) == (200, 75)


@pytest.mark.parametrize("pk", ["0", str(2**31), str(2**63), "9" * 400])
def test_an_id_that_no_row_has_is_not_found(pk: str, as_person: Any, alice: Any) -> None:
    client: Client = as_person(alice)
    for noun in ("claims", "relations", "evidence"):
        assert (
            client.post(f"/api/v1/{noun}/{pk}/rating/", {"value": 75}, content_type=JSON).status_code == 404
        )
    assert client.get(f"/api/v1/claims/{pk}/").status_code == 404


def test_a_stranger_learns_nothing_by_sending_rubbish(small_map: Any, as_person: Any, carl: Any) -> None:
    claim = small_map(24, visibility="members").claim_set.first()
    answer = as_person(carl).generic("POST", f"/api/v1/claims/{claim.pk}/rating/", b"{", JSON)
    assert answer.status_code == 404
