"""An article's form and its text in the browser: who may, what is refused and how, and what stays unseen."""

from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.actions.passage import make_passage
from claims.actions.text import keep_text
from claims.graph.words import ParagraphRole, TextRight
from claims.models import ArgumentMap, Article, Attribution, Evidence, Passage
from tests.arguing import Argument

WORDS = (
    "Rust is at work in every beam of it.",
    "It should be closed, said one.",
    "Nobody listened, of course.",
)
SECRET = "Nobody listened"
GIVEN = {"title": "Is it so?", "language": "en", "text_right": "quotation only"}


@pytest.fixture
def argument(owner, maya, alice, person):
    """A public map where Alice contributes; its one article has a text that carries a claim and some evidence."""
    map = ArgumentMap.objects.create(slug="shared", title="Shared", owner=owner)
    map.memberships.create(user=alice, role="contributor")
    map.memberships.create(user=maya, role="curator")
    argument = Argument(map)
    keep(argument.article, alice, TextRight.QUOTATION_ONLY)
    argument.claimed = make_passage(argument.article, 2, 2, "should be closed", by=alice)
    argument.cited = make_passage(argument.article, 1, 1, "Rust is at work", by=alice)
    argument.point = argument.thesis("The bridge should be closed.")
    said = Attribution.objects.create(map=map, claim=argument.point, article=argument.article)
    said.passages.add(argument.claimed)
    proof = argument.evidence("An engineer found rot.")
    proof.passages.add(argument.cited)
    argument.step = argument.supports(proof, argument.point)
    argument.proof = proof
    return argument


def keep(article, by, right):
    article.refresh_from_db()
    keep_text(article, WORDS, [ParagraphRole.BODY] * 3, right, by=by, read=article.version)
    article.refresh_from_db()


HOME = "/maps/shared/articles/"
TEXT = f"{HOME}one/text/"
EDIT = f"{HOME}one/edit/"
TEXT_EDIT = f"{HOME}one/text/edit/"
PASSAGE = f"{HOME}one/passages/new/"


def read(client, address):
    return unescape(client.get(address).content.decode())


# What an article is


def test_an_article_is_added_with_all_that_is_said_of_it(argument, as_person, alice):
    sent = GIVEN | {
        "authors": "Ada Byron, London\n\n Bo Bell \n",
        "url": "https://press.example/a?b=1",
        "date_words": "spring 2013",
        "date_inferred": "on",
    }
    answer = as_person(alice).post(f"{HOME}new/", sent, follow=True)
    article = Article.objects.get(slug="is-it-so")
    assert answer.redirect_chain == [(article.get_absolute_url(), 303)]
    assert article.authors == [
        {"name": "Ada Byron", "affiliation": "London"},
        {"name": "Bo Bell", "affiliation": ""},
    ]
    assert [str(article.date_earliest), str(article.date_latest)] == ["2013-03-01", "2013-05-31"]
    assert article.date.inferred
    page = unescape(answer.content.decode())
    assert "“spring 2013” was read as 1 March 2013 to 31 May 2013" in page.replace(
        "March 1, 2013", "1 March 2013"
    ).replace("May 31, 2013", "31 May 2013")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": ""}, "This field is required"),
        ({"url": "javascript:alert(1)"}, "begins with http:// or https://"),
        ({"url": "ftp://press.example/"}, "begins with http:// or https://"),
        ({"language": "no language"}, "Write the language as a code"),
        ({"date_earliest": "2012-01-01"}, "Say the date in words too"),
        (
            {"date_words": "then", "date_earliest": "2012-01-02", "date_latest": "2012-01-01"},
            "comes before the earliest",
        ),
        ({"date_words": "then", "date_latest": "yesterday"}, "Enter a valid date"),
        ({"authors": "\n".join(["Ada"] * 51)}, "At most 50 authors"),
        ({"text_right": "theft"}, "Select a valid choice"),
        ({"title": "a\0b"}, "Null characters are not allowed"),
    ],
)
def test_a_refused_article_comes_back_with_all_that_was_typed(argument, as_person, alice, wrong, sentence):
    answer = as_person(alice).post(f"{HOME}new/", GIVEN | {"note": "A long note."} | wrong)
    page = unescape(answer.content.decode())
    assert (answer.status_code, Article.objects.count()) == (422, 1)
    assert sentence in page
    assert "A long note." in page
    assert "autofocus" in page


def test_no_field_of_an_article_becomes_markup(argument, as_person, alice, maya):
    bad = "<script>alert(1)</script>"
    fields = ("title", "short_title", "author_note", "outlet", "perspective", "note", "date_words", "genre")
    sent = GIVEN | dict.fromkeys(fields, bad) | {"authors": f"{bad}, {bad}"}
    assert as_person(alice).post(f"{HOME}new/", sent).status_code == 303
    article = Article.objects.latest("pk")
    for address in ("", "edit/", "text/", "text/edit/"):
        page = as_person(maya).get(f"{article.get_absolute_url()}{address}").content.decode()
        assert bad not in page
    stale = as_person(maya).post(f"{article.get_absolute_url()}edit/", GIVEN | {"version": "0"})
    assert bad not in stale.content.decode()


def test_of_two_who_edit_an_article_the_second_sees_both_texts_and_decides(argument, as_person, alice, maya):
    version = argument.article.version
    sent = GIVEN | {"version": version, "authors": "Ada"}
    assert as_person(maya).post(EDIT, sent | {"outlet": "Maya’s paper"}).status_code == 303
    refused = as_person(alice).post(EDIT, sent | {"outlet": "Alice’s paper"})
    page = unescape(refused.content.decode())
    assert refused.status_code == 422
    assert "<dt>Where it was published</dt>" in page
    assert "<p>Maya’s paper</p>" in page
    assert "<p>Alice’s paper</p>" in page
    assert "<dt>Title</dt>" not in page  # they agree on it
    assert f'name="version" value="{version + 1}"' in page
    assert Article.objects.get().outlet == "Maya’s paper"
    decided = as_person(alice).post(EDIT, sent | {"outlet": "Alice’s paper", "version": version + 1})
    assert (decided.status_code, Article.objects.get().outlet) == (303, "Alice’s paper")


def test_days_that_were_read_from_words_follow_them(argument, as_person, alice):
    client = as_person(alice)

    def edit(**sent):
        client.post(EDIT, GIVEN | {"version": Article.objects.get().version} | sent)
        article = Article.objects.get()
        return str(article.date_earliest), str(article.date_latest)

    days = {"date_earliest": "2012-01-01", "date_latest": "2012-12-31"}
    assert edit(date_words="2012") == ("2012-01-01", "2012-12-31")
    assert edit(date_words="March 2012", **days) == ("2012-03-01", "2012-03-31")
    assert edit(date_words="March 2012", **days) == ("2012-01-01", "2012-12-31")  # a person’s own days stay
    assert edit(date_words="around then", date_earliest="2012-02-02") == ("2012-02-02", "None")


def test_a_new_article_changes_the_maps_kept_page(argument, as_person, alice, client):
    before = client.get("/maps/shared/")
    as_person(alice).post(f"{HOME}new/", GIVEN)
    after = client.get("/maps/shared/", headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200


# Whom the words are shown to


def test_a_stranger_on_a_public_map_sees_places_and_claims_and_no_word_of_the_text(
    argument, client, carl, as_person
):
    for visitor in (client, as_person(carl)):
        page = read(visitor, TEXT)
        assert "The words are for members of this map alone." in page
        assert 'id="p2"' in page
        assert "The bridge should be closed." in page
        for address in (
            TEXT,
            f"{HOME}one/",
            "/maps/shared/",
            f"/claims/{argument.point.pk}/",
            "/maps/shared/outline/",
        ):
            assert SECRET not in read(visitor, address)
        for address in (EDIT, TEXT_EDIT, f"{PASSAGE}?paragraph=3"):
            answer = visitor.get(address)
            assert answer.status_code in (302, 403)
            assert SECRET not in answer.content.decode()
        for part in ("", "claims/", "document/", "appraisals/", "answers/"):
            assert SECRET not in visitor.get(f"/api/v1/maps/shared/{part}").content.decode()
        assert visitor.get("/api/v1/maps/shared/document/").status_code == 403


def test_members_read_the_words_and_curators_take_them_along(argument, person, as_person, alice, maya):
    viewer = person("viewer")
    argument.map.memberships.create(user=viewer, role="viewer")
    for reader in (viewer, alice, maya):
        assert SECRET in read(as_person(reader), TEXT)
    document = "/api/v1/maps/shared/document/"
    assert [as_person(reader).get(document).status_code for reader in (viewer, alice, maya)] == [
        403,
        403,
        200,
    ]
    assert SECRET in as_person(maya).get(document).content.decode()


@pytest.mark.parametrize("right", [TextRight.OWN, TextRight.OPEN_LICENCE])
def test_by_an_open_right_everyone_who_sees_the_map_reads_the_words(
    argument, client, alice, carl, as_person, right
):
    keep(argument.article, alice, right)
    assert SECRET in read(client, TEXT)
    assert "Quote from this paragraph" not in read(client, TEXT)
    argument.map.visibility = "members"
    argument.map.save()
    assert client.get(TEXT).status_code == as_person(carl).get(TEXT).status_code == 404


def test_what_was_read_by_a_member_is_not_kept_for_a_stranger(argument, client, as_person, alice):
    assert SECRET in read(as_person(alice), TEXT)
    assert SECRET not in read(client, TEXT)
    assert "Cookie" in client.get(TEXT).headers["Vary"]


def test_words_that_nothing_rests_on_yet_are_marked_for_contributors_alone(
    argument, person, as_person, alice
):
    unused = make_passage(argument.article, 3, 3, "Nobody listened", by=alice)
    viewer = person("viewer")
    argument.map.memberships.create(user=viewer, role="viewer")
    assert f'id="passage-{unused.pk}"' in read(as_person(alice), TEXT)
    assert f'id="passage-{unused.pk}"' not in read(as_person(viewer), TEXT)


# The text beside its claims


def test_a_paragraph_and_its_claims_lead_to_each_other(argument, as_person, alice):
    page = read(as_person(alice), TEXT)
    assert f'<a class="said" href="/claims/{argument.point.pk}/">The bridge should be closed.</a>' in page
    assert f'href="/claims/{argument.point.pk}/#evidence-{argument.proof.pk}-{argument.step.pk}"' in page
    assert '<a class="place" href="#p2">¶ 2</a>' in page
    assert "<mark>should be closed</mark>" in page
    assert (
        f'href="#passage-{argument.claimed.pk}" aria-label="Passage 2: 1 claim or piece of evidence"' in page
    )


def test_passages_that_cover_each_other_are_all_marked(argument, as_person, alice):
    inner = make_passage(argument.article, 1, 1, "at work in", by=alice)
    page = read(as_person(alice), TEXT)
    assert "<mark>Rust is </mark><mark>at work</mark>" in page
    assert page.index(f'href="#passage-{argument.cited.pk}"') < page.index(f'href="#passage-{inner.pk}"')


def test_a_withdrawn_claim_is_not_carried(argument, as_person, alice):
    argument.point.state = "withdrawn"
    argument.point.save()
    page = read(as_person(alice), TEXT)
    assert "The bridge should be closed." not in page
    assert "An engineer found rot." in page  # but it bears on nothing that can be opened
    assert f"#evidence-{argument.proof.pk}" not in page


def test_a_lost_passage_says_so(argument, as_person, alice):
    Passage.objects.filter(pk=argument.claimed.pk).update(state="lost", start=None, end=None, first=9, last=9)
    page = read(as_person(alice), TEXT)
    assert "Without a place in this text" in page
    assert "The wording is not found in this text any more." in page


def test_an_article_without_a_text_shows_its_places_and_their_claims(five_articles, client):
    page = read(client, "/maps/azerbaijan-israel/articles/focused-on-iran/text/")
    assert "The text is not kept here." in page
    assert 'id="p7"' in page
    exact = (
        Passage.objects.exclude(exact="")
        .filter(article__slug="focused-on-iran")
        .values_list("exact", flat=True)
    )
    assert not [words for words in exact if f"<mark>{words}" in page]


def test_the_articles_page_leads_to_its_text(argument, client, as_person, alice):
    assert f'href="{TEXT}"' in read(client, f"{HOME}one/")
    assert f'href="{EDIT}"' in read(as_person(alice), f"{HOME}one/")
    assert f'href="{EDIT}"' not in read(client, f"{HOME}one/")


@pytest.mark.parametrize("visitor", ["stranger", "contributor"])
def test_a_text_of_any_length_is_read_in_at_most_twelve_queries(argument, client, as_person, alice, visitor):
    reader = client if visitor == "stranger" else as_person(alice)

    def queries():
        with CaptureQueriesContext(connection) as found:
            assert reader.get(TEXT).status_code == 200
        return len(found)

    before = queries()
    long_text(argument, alice)
    assert queries() == before <= 12
    assert reader.get(TEXT).content.count(b"<mark>") == (300 if reader is not client else 0)


def long_text(argument, by, paragraphs=300):
    """As long as a text may well be: every paragraph carries a claim and a piece of evidence."""
    article, said = argument.article, "says a thing that can be quoted"
    words = tuple(f"Paragraph {n} {said}. {'It goes on. ' * 40}".strip() for n in range(paragraphs))
    article.passages.all().delete()
    article.refresh_from_db()
    roles = [ParagraphRole.BODY] * paragraphs
    keep_text(article, words, roles, TextRight.QUOTATION_ONLY, by=by, read=article.version)
    start = 0
    for n, text in enumerate(words, start=1):
        begins = start + text.index(said)
        place = {"first": n, "last": n, "exact": said, "start": begins, "end": begins + len(said)}
        passage = Passage.objects.create(map=article.map, article=article, state="exact", **place)
        claim = argument.claim(f"Claim {n}")
        Attribution.objects.create(map=article.map, claim=claim, article=article).passages.add(passage)
        Evidence.objects.create(map=article.map, text=f"Evidence {n}", kind="statistic").passages.add(passage)
        start += len(text) + 2


# Putting a text there


def look(client, text, **sent):
    version = Article.objects.get(slug="one").version
    return client.post(TEXT_EDIT, {"text": text, "text_right": "own", "version": version, "look": "1"} | sent)


def seen(answer):
    page = answer.content.decode()
    return page.split('name="seen" value="')[1].split('"')[0]


def test_a_text_is_looked_through_before_it_is_kept(argument, as_person, alice):
    client = as_person(alice)
    text = "A title\n\nOne.\n\nTwo."
    answer = look(client, text)
    assert answer.status_code == 200
    assert "It falls into 3 paragraphs" in answer.content.decode()
    assert "0 stand in this text word by word, 0 in other words, and 2 not at all" in answer.content.decode()
    assert Article.objects.get().paragraphs.get(number=3).text == WORDS[2]
    sent = {"keep": "1", "consent": "on", "seen": seen(answer), "role-2": "quote", "role-3": "nonsense"}
    assert look(client, text, **sent).status_code == 303
    rows = Article.objects.get().paragraphs.order_by("number").values_list("text", "role")
    assert list(rows) == [("A title", "title"), ("One.", "quote"), ("Two.", "body")]
    assert Article.objects.get().text_right == "own"


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "The text is not the one you looked through"),
        ({"consent": "on"}, "The text is not the one you looked through"),
        ({"seen": "right"}, "Without the right to do so"),
        ({"seen": "right", "consent": "on", "version": "1"}, "Somebody else saved this article"),
        ({"seen": "right", "consent": "on", "text_right": ""}, "This field is required"),
    ],
)
def test_a_text_is_not_kept_unseen_without_consent_or_over_another(
    argument, as_person, alice, sent, sentence
):
    client = as_person(alice)
    text = "One.\n\nTwo.\n\nThree."
    if sent.get("seen"):
        sent = sent | {"seen": seen(look(client, text))}
    answer = look(client, text, keep="1", **sent)
    assert answer.status_code == 422
    assert sentence in unescape(answer.content.decode())
    assert "Two." in answer.content.decode()
    assert Article.objects.get().paragraphs.get(number=3).text == WORDS[2]


def test_a_file_is_read_as_if_it_were_pasted(argument, as_person, alice):
    file = SimpleUploadedFile("a.txt", "\ufeffUne œuvre.\r\n\r\nDeux.\r\n".encode())
    answer = look(as_person(alice), "", file=file)
    assert "It falls into 2 paragraphs" in answer.content.decode()
    assert "Une œuvre.\n\nDeux.</textarea>" in answer.content.decode()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("Ünï".encode("latin-1"), "This file is not UTF-8 text."),
        ("Words".encode("utf-16"), "This file is not UTF-8 text."),
        (b"PK\x03\x04\0\0", "it holds NUL characters"),
        (b"a" * 2_000_001, "larger than 2 MB"),
        (b"a" * 500_001, "longer than 500,000 characters"),
        (b"a\n\n" * 901, "more than 900 paragraphs"),
        (b" \n ", "Paste the text, or choose a file."),
    ],
)
def test_a_file_that_is_no_text_is_refused_with_what_to_do(argument, as_person, alice, content, sentence):
    answer = look(as_person(alice), "Typed before.", file=SimpleUploadedFile("a.txt", content))
    assert answer.status_code == 422
    assert sentence in unescape(answer.content.decode())
    assert "Typed before." in answer.content.decode()


def test_nothing_pasted_is_refused(argument, as_person, alice):
    answer = look(as_person(alice), " ")
    assert (answer.status_code, "Paste the text, or choose a file." in answer.content.decode()) == (422, True)


def test_a_text_that_does_not_fit_the_places_is_refused_with_both_counts(five_articles, as_person, alice):
    five_articles.memberships.create(user=alice, role="contributor")
    address = "/maps/azerbaijan-israel/articles/focused-on-iran/text/edit/"
    sent = {"text": "One.\n\nTwo.", "text_right": "quotation only", "version": 1, "look": "1"}
    page = unescape(as_person(alice).post(address, sent).content.decode())
    assert "falls into 2 paragraphs, and the article has 51" in page
    assert "Keep this text" not in page
    fits = "\n\n".join(f"Paragraph {n}." for n in range(1, 52))
    assert "Keep this text" in as_person(alice).post(address, sent | {"text": fits}).content.decode()


# Passages


def test_words_from_a_paragraph_are_kept_and_the_answer_says_what_can_be_made_of_them(
    argument, as_person, alice
):
    answer = as_person(alice).post(
        PASSAGE, {"first": "3", "exact": "of course", "for": "evidence"}, follow=True
    )
    passage = Passage.objects.latest("pk")
    assert answer.redirect_chain == [(f"{HOME}one/passages/{passage.pk}/", 303)]
    page = unescape(answer.content.decode())
    assert "¶\xa03" in page
    assert "<mark>of course</mark>" in page
    assert f'href="/maps/shared/claims/new/?passage={passage.pk}"' in page
    assert f'href="/claims/{argument.point.pk}/evidence/new/?passage={passage.pk}"' in page


def test_words_that_a_claim_is_made_of_lead_to_its_form(argument, as_person, alice):
    answer = as_person(alice).post(PASSAGE, {"first": "3", "exact": "of course", "for": "claim"})
    passage = Passage.objects.latest("pk")
    assert answer.headers["Location"] == f"/maps/shared/claims/new/?passage={passage.pk}"
    assert as_person(alice).get(answer.headers["Location"]).status_code == 200


@pytest.mark.parametrize(
    ("exact", "sentence"),
    [("", "Copy the words you mean"), ("of source", "These words are not in the paragraph")],
)
def test_words_that_are_not_there_come_back_to_be_put_right(argument, as_person, alice, exact, sentence):
    answer = as_person(alice).post(PASSAGE, {"first": "3", "exact": exact})
    page = unescape(answer.content.decode())
    assert (answer.status_code, Passage.objects.count()) == (422, 2)
    assert sentence in page
    assert WORDS[2] in page


@pytest.mark.parametrize("paragraph", ["", "0", "99", "-1", "x", "9" * 30])
def test_a_paragraph_that_is_not_there_is_not_found(argument, as_person, alice, paragraph):
    assert as_person(alice).get(PASSAGE, {"paragraph": paragraph}).status_code == 404
    assert as_person(alice).post(PASSAGE, {"first": paragraph, "exact": "x"}).status_code == 404
