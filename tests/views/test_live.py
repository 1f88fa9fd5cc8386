"""What an open page is told of its map, whom it is told to, and what it costs."""

import asyncio
import json
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Any

import pytest
from django.db import connection
from django.db.models import F
from django.test import AsyncClient, Client
from django.test.utils import CaptureQueriesContext

from claims.actions.rating import rate
from claims.actions.strength import refresh_strengths
from claims.models import ArgumentMap, Claim, Membership
from claims.views import live
from tests.serving import database_of_this_test, served
from tests.streaming import Ear

FOR_MEMBERS = {"visibility": "members", "who_rates": "members"}
committed = pytest.mark.django_db(transaction=True)


def edit(map: ArgumentMap) -> None:
    ArgumentMap.objects.filter(pk=map.pk).update(version=F("version") + 1)


@pytest.fixture
def site(db: None) -> Iterator[str]:
    with served(database_of_this_test()) as (address, _):
        yield address


@pytest.fixture
def listen(site: str) -> Iterator[Callable[..., Ear]]:
    ears: list[Ear] = []

    def listen(map: ArgumentMap, client: Client | None = None) -> Ear:
        ears.append(Ear(site, map.slug, client))
        return ears[-1]

    yield listen
    for ear in ears:
        ear.close()


# Asking again and again


@pytest.mark.django_db
def test_the_state_says_how_far_a_map_has_come_in_at_most_three_queries(
    small_map: Any, as_person: Any, alice: Any
) -> None:
    map = small_map(24, **FOR_MEMBERS)
    reader = as_person(alice)
    with CaptureQueriesContext(connection) as asked:
        answer = reader.get("/maps/small-map/state/")
    assert answer.json() == {"version": 1, "scores_version": 0}
    assert len(asked) <= 3
    edit(map)
    refresh_strengths(map)
    assert reader.get("/maps/small-map/state/").json() == {"version": 2, "scores_version": 1}


@pytest.mark.django_db
def test_a_state_that_is_still_the_same_is_not_sent_again(small_map: Any, client: Client) -> None:
    map = small_map(24)
    first = client.get("/maps/small-map/state/")
    known = {"If-None-Match": first.headers["ETag"]}
    assert client.get("/maps/small-map/state/", headers=known).status_code == 304
    edit(map)
    assert client.get("/maps/small-map/state/", headers=known).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("rule", [{"hide_until_rated": True}, {"fewest_raters": 2}])
def test_where_a_map_keeps_ratings_back_edits_alone_are_told(
    rule: dict[str, Any], small_map: Any, client: Client
) -> None:
    map = small_map(24, **rule)
    before = client.get("/maps/small-map/state/").json()
    refresh_strengths(map)
    assert client.get("/maps/small-map/state/").json() == before == {"version": 1}
    edit(map)
    assert client.get("/maps/small-map/state/").json() == {"version": 2}


@pytest.mark.django_db
def test_by_wsgi_no_page_is_promised_a_stream(small_map: Any, client: Client) -> None:
    """It would take a worker away for as long as it is open."""
    small_map(24)
    assert client.get("/maps/small-map/events/").status_code == 204
    page = client.get("/maps/small-map/").content
    assert b"data-state=" in page
    assert b"data-events=" not in page


@pytest.mark.django_db
def test_a_page_that_fetches_itself_once_more_chooses_nothing_for_its_reader(
    small_map: Any, as_person: Any, alice: Any
) -> None:
    """They may have chosen otherwise in another window since."""
    small_map(24)
    reader = as_person(alice)
    mine = reader.get("/maps/small-map/?audience=me", headers={"X-By-Itself": "1"})
    assert b'data-counting="me' in mine.content
    assert b'data-counting="everyone' in reader.get("/maps/small-map/").content


# The stream


@committed
def test_a_stream_begins_with_the_state_and_tells_each_later_one(
    small_map: Any, listen: Any, alice: Any
) -> None:
    map = small_map(24, raters=1)
    ear = listen(map)
    assert ear.status == 200
    assert ear.answer.headers["Content-Type"] == "text/event-stream"
    assert ear.answer.headers["Cache-Control"] == "no-store"
    assert ear.answer.headers["X-Accel-Buffering"] == "no"
    assert ear.answer.headers["Content-Encoding"] == "identity"
    assert ear.hear()[0] == {"version": 1, "scores_version": 0}
    rate(Claim.objects.select_related("map").earliest("pk"), 100, by=alice)
    assert ear.hear()[0] == {"version": 1, "scores_version": 1}
    done = time.monotonic()
    edit(map)
    state, came = ear.hear()
    assert state == {"version": 2, "scores_version": 1}
    assert came - done < 2


@committed
def test_outsiders_find_no_stream_and_members_find_theirs(
    small_map: Any, listen: Any, as_person: Any, alice: Any, carl: Any
) -> None:
    map = small_map(24, **FOR_MEMBERS)
    assert listen(map).status == 404
    assert listen(map, as_person(carl)).status == 404
    assert listen(map, as_person(alice)).status == 200


@committed
def test_whoever_is_put_out_of_a_map_hears_nothing_more_of_it(
    small_map: Any, listen: Any, as_person: Any, alice: Any, maya: Any
) -> None:
    map = small_map(24, **FOR_MEMBERS)
    alices, mayas = listen(map, as_person(alice)), listen(map, as_person(maya))
    assert alices.hear()
    assert mayas.hear()
    Membership.objects.filter(user=alice).delete()
    edit(map)
    assert alices.hear() is None
    assert mayas.hear()[0]["version"] == 2


@committed
def test_a_map_that_is_gone_ends_its_streams(small_map: Any, listen: Any) -> None:
    map = small_map(24)
    ear = listen(map)
    assert ear.hear()
    map.delete()
    assert ear.hear() is None


@committed
def test_where_a_map_keeps_ratings_back_a_rating_wakes_nobody(
    small_map: Any, listen: Any, alice: Any
) -> None:
    map = small_map(24, hide_until_rated=True)
    ear = listen(map)
    assert ear.hear()[0] == {"version": 1}
    rate(Claim.objects.select_related("map").earliest("pk"), 100, by=alice)
    time.sleep(2.5)
    edit(map)
    assert ear.hear()[0] == {"version": 2}


@committed
def test_one_person_has_a_few_streams_and_gets_one_back_with_each_that_ends(
    small_map: Any, listen: Any, as_person: Any, alice: Any, maya: Any
) -> None:
    map = small_map(24)
    alices = as_person(alice)
    ears = [listen(map, alices) for _ in range(live.MOST_OF_ONE_PERSON)]
    assert all(ear.hear() for ear in ears)
    refused = listen(map, alices)
    assert refused.status == 429
    assert refused.answer.headers["Retry-After"]
    assert listen(map, as_person(maya)).status == 200
    ears[0].close()
    for _ in range(50):
        if (again := listen(map, alices)).status == 200:
            break
        time.sleep(0.1)
    assert again.status == 200


def told_in(seconds: float, slug: str) -> tuple[bytes, bool]:
    """What a stream says in so long a time, and whether it had ended by then."""

    async def read() -> tuple[bytes, bool]:
        answer = await AsyncClient().get(f"/maps/{slug}/events/")
        found = []

        async def listen() -> None:
            async for part in answer.streaming_content:
                found.append(part)

        listening = asyncio.create_task(listen())
        ended, _ = await asyncio.wait([listening], timeout=seconds)
        listening.cancel()
        await asyncio.wait([listening])
        return b"".join(found), bool(ended)

    with ThreadPoolExecutor(1) as thread:  # a browser's loop may run in this one
        return thread.submit(asyncio.run, read()).result()


@committed
def test_a_quiet_stream_beats(small_map: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    map = small_map(24)
    monkeypatch.setattr(live, "BEAT", 0.2)
    state = json.dumps({"version": map.version, "scores_version": 0})
    told, ended = told_in(1.5, map.slug)
    assert told.decode().startswith(f"retry: 2000\n\ndata: {state}\n\n:\n\n:\n\n")
    assert told.count(b"data:") == 1
    assert not ended
    assert not live._open


@committed
def test_a_stream_ends_by_itself_after_a_while(small_map: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    map = small_map(24)
    monkeypatch.setattr(live, "BEAT", 0.1)
    monkeypatch.setattr(live, "LONGEST", 0.5)
    assert told_in(5, map.slug)[1]


@committed
def test_where_the_database_fails_streams_end_and_the_next_one_is_served(
    small_map: Any, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    map = small_map(24)
    calls = []

    def fail(maps: list[int]) -> dict[int, str]:
        calls.append(maps)
        raise ConnectionError

    with monkeypatch.context() as broken:
        broken.setattr("claims.views.watcher.read_states", fail)
        assert told_in(5, map.slug)[1]
    assert calls == [[map.pk]]
    assert not told_in(1.5, map.slug)[1]


@committed
@pytest.mark.postgresql
def test_an_edit_through_one_process_arrives_through_the_other(
    small_map: Any, as_person: Any, maya: Any
) -> None:
    map = small_map(24, raters=1)
    claim = Claim.objects.filter(map=map).earliest("pk")
    database = database_of_this_test()
    with served(database) as (one, first), served(database) as (other, second):
        assert first != second
        with closing(Ear(one, map.slug)) as here, closing(Ear(other, map.slug)) as there:
            assert here.hear()[0] == there.hear()[0]
            _rate_through(other, claim, as_person(maya))
            done = time.monotonic()
            for ear in (here, there):
                state, came = ear.hear()
                assert state == {"version": 1, "scores_version": 1}
                assert came - done < 2


def _rate_through(site: str, claim: Claim, client: Client) -> None:
    from http.client import HTTPConnection
    from urllib.parse import urlencode, urlsplit

    connection = HTTPConnection(urlsplit(site).netloc, timeout=20)
    token = "c" * 32
    cookies = f"sessionid={client.cookies['sessionid'].value}; csrftoken={token}"
    body = urlencode({"value": 100, "csrfmiddlewaretoken": token})
    headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded", "HX-Request": "true"}
    connection.request("POST", f"/claims/{claim.pk}/rating/", body, headers)
    assert connection.getresponse().status == 200
