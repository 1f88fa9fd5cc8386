"""Articles, their texts and the passages in them: nothing typed is lost, nothing quoted goes astray."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.actions.article import StaleArticle, add_article, edit_article
from claims.actions.edit import MayNotEdit
from claims.actions.passage import NotThere, make_passage
from claims.actions.text import DoesNotFit, keep_text
from claims.graph.text import Text, likely_roles, paragraphs_of
from claims.graph.words import ParagraphRole, TextRight
from claims.models import ArgumentMap, Article, Paragraph, Passage, Section

TEXT = (
    "The bridge\n\nBy Ada Byron\n\nThe bridge is old. Rust is at work 😀 in every beam of it."
    "\n\nIt should be closed,\nsaid one. “Now”, said another. It should be closed."
)


@pytest.fixture
def article(shared):
    return shared.article


def keep(article, text, by, right=TextRight.QUOTATION_ONLY):
    paragraphs = paragraphs_of(text)
    article.refresh_from_db()
    keep_text(article, paragraphs, likely_roles(paragraphs), right, by=by, read=article.version)
    article.refresh_from_db()


def quoted(passage):
    """What the text says where the passage says that it stands."""
    rows = passage.article.paragraphs.order_by("number").values_list("number", "text")
    return Text(rows).whole[passage.start : passage.end]


def test_a_new_article_has_an_address_of_its_own_and_comes_last(shared, alice):
    before = shared.map.version
    first = add_article(shared.map, {"title": "Is it so?"}, by=alice)
    second = add_article(shared.map, {"title": "Is it so?", "short_title": ""}, by=alice)
    assert (first.slug, second.slug, second.order) == ("is-it-so", "is-it-so-2", first.order + 1)
    assert ArgumentMap.objects.get(pk=shared.map.pk).version == before + 2


@pytest.mark.parametrize(("title", "slug"), [("New", "new-2"), ("Нефть", "article"), ("x" * 200, "x" * 72)])
def test_no_title_leads_to_an_address_that_is_taken_or_none(shared, alice, title, slug):
    assert add_article(shared.map, {"title": title}, by=alice).slug == slug


def test_those_who_only_look_on_add_and_edit_nothing(shared, article, carl):
    with pytest.raises(MayNotEdit):
        add_article(shared.map, {"title": "Mine"}, by=carl)
    with pytest.raises(MayNotEdit):
        edit_article(article, {"title": "Mine"}, by=carl, read=article.version)
    with pytest.raises(MayNotEdit):
        keep_text(article, ("Mine",), [ParagraphRole.BODY], TextRight.OWN, by=carl, read=article.version)
    with pytest.raises(MayNotEdit):
        make_passage(article, 1, 1, "Mine", by=carl)
    article.refresh_from_db()
    assert (article.title, article.version, shared.map.article_set.count()) == ("One article", 1, 1)


def test_an_edit_of_what_was_changed_meanwhile_changes_nothing(article, alice, maya):
    edit_article(article, {"title": "Maya’s"}, by=maya, read=1)
    with pytest.raises(StaleArticle):
        edit_article(article, {"title": "Alice’s"}, by=alice, read=1)
    article.refresh_from_db()
    assert (article.title, article.version) == ("Maya’s", 2)
    edit_article(article, {"title": "Alice’s"}, by=alice, read=2)
    article.refresh_from_db()
    assert (article.title, article.version) == ("Alice’s", 3)


def test_a_text_is_kept_in_paragraphs_with_their_roles(article, alice):
    keep(article, TEXT, alice, TextRight.OWN)
    rows = article.paragraphs.order_by("number").values_list("number", "role")
    assert list(rows) == [(1, "title"), (2, "byline"), (3, "body"), (4, "body")]
    assert article.paragraphs.get(number=4).text.startswith("It should be closed,\nsaid one.")
    assert (article.text_right, len(article.text_hash), article.version) == ("own", 64, 2)


def test_a_text_fills_the_places_that_were_there_before_it(article, alice):
    rows = [Paragraph.objects.create(map=article.map, article=article, number=n) for n in range(1, 5)]
    Passage.objects.create(map=article.map, article=article, first=3, last=3)
    keep(article, TEXT, alice)
    assert set(article.paragraphs.values_list("pk", flat=True)) == {row.pk for row in rows}
    assert article.passages.get().state == "place only"


@pytest.mark.parametrize("hanging", ["passage", "section"])
def test_a_text_in_other_paragraphs_is_refused_where_something_hangs_on_the_old_ones(article, alice, hanging):
    Paragraph.objects.create(map=article.map, article=article, number=1)
    table = {"passage": Passage, "section": Section}[hanging]
    table.objects.create(map=article.map, article=article, first=1, last=1)
    with pytest.raises(DoesNotFit, match="falls into 4 paragraphs, and the article has 1"):
        keep(article, TEXT, alice)
    article.refresh_from_db()
    assert (article.version, article.text_hash, article.paragraphs.get().text) == (1, "", None)


def test_where_nothing_hangs_on_the_old_paragraphs_a_text_may_have_its_own(article, alice):
    Paragraph.objects.create(map=article.map, article=article, number=7)
    keep(article, TEXT, alice)
    assert list(article.paragraphs.values_list("number", flat=True)) == [1, 2, 3, 4]


def test_words_quoted_before_the_text_was_here_are_found_in_their_paragraph(article, alice):
    for n in range(1, 5):
        Paragraph.objects.create(map=article.map, article=article, number=n)

    def unchecked(words, n):
        return Passage.objects.create(
            map=article.map, article=article, first=n, last=n, exact=words, state="unchecked"
        )

    passages = [
        unchecked("The bridge", 3),
        unchecked("Rust is at work", 4),
        unchecked("a word that is not", 1),
    ]
    keep(article, TEXT, alice)
    for passage in passages:
        passage.refresh_from_db()
    assert [passage.state for passage in passages] == ["exact", "moved", "lost"]
    assert [passage.first for passage in passages] == [3, 3, 1]
    assert quoted(passages[0]) == "The bridge"
    assert passages[0].start > 10  # that of its own paragraph, not that of the title


def test_a_stale_text_is_refused(article, alice):
    keep(article, TEXT, alice)
    with pytest.raises(StaleArticle):
        keep_text(article, ("Other.",), [ParagraphRole.BODY], TextRight.OWN, by=alice, read=1)
    assert article.paragraphs.count() == 4


def test_chosen_words_are_a_passage_with_what_stands_round_them(article, alice):
    keep(article, TEXT, alice)
    passage = make_passage(article, 3, 3, "in every  beam", by=alice)
    assert (passage.exact, passage.first, passage.last, passage.state) == ("in every beam", 3, 3, "exact")
    assert quoted(passage) == "in every beam"
    assert (passage.prefix, passage.suffix) == (
        "bridge is old. Rust is at work 😀 "[-32:],
        " of it.\n\nIt should be closed,\nsa",
    )
    assert len(passage.suffix) <= 32


def test_the_same_words_at_the_same_place_are_one_passage(article, alice, maya):
    keep(article, TEXT, alice)
    once = make_passage(article, 4, 4, "should be closed", by=alice)
    version = ArgumentMap.objects.get(pk=article.map_id).version
    again = make_passage(article, 4, 4, " should be\tclosed ", by=maya)
    other = make_passage(article, 4, 4, "should be closed", by=maya, near=45)
    assert (once.pk, Passage.objects.count()) == (again.pk, 2)
    assert other.start > once.start
    assert ArgumentMap.objects.get(pk=article.map_id).version == version + 1


def test_words_from_two_paragraphs_are_one_passage(article, alice):
    keep(article, TEXT, alice)
    passage = make_passage(article, 2, 4, "every beam of it.\n\nIt should", by=alice)
    assert (passage.first, passage.last, quoted(passage)) == (3, 4, "every beam of it.\n\nIt should")


@pytest.mark.parametrize(
    ("first", "words", "sentence"),
    [
        (3, "rust was at work", "not in the paragraph"),
        (3, " \n", "not in the paragraph"),
        (9, "Rust", "no such paragraph"),
        (5, "a" * 301, "at most 300 characters"),
    ],
)
def test_words_that_cannot_be_quoted_are_refused_with_a_sentence(article, alice, first, words, sentence):
    keep(article, f"{TEXT}\n\n{'a' * 400}.", alice)
    with pytest.raises(NotThere, match=sentence):
        make_passage(article, first, first, words, by=alice)
    assert not Passage.objects.exists()


def test_without_a_text_there_is_nothing_to_quote(article, alice):
    Paragraph.objects.create(map=article.map, article=article, number=1)
    with pytest.raises(NotThere, match="not kept here"):
        make_passage(article, 1, 1, "Rust", by=alice)


def test_in_a_new_text_every_passage_is_found_again_or_said_to_be_lost(article, alice):
    keep(article, TEXT, alice)
    words = ["The bridge is old.", "Rust is at work 😀 in every beam", "“Now”, said another", "Ada Byron"]
    passages = [make_passage(article, n, n, w, by=alice) for n, w in zip((3, 3, 4, 2), words, strict=True)]
    new = TEXT.replace("every beam", "every single beam").replace("By Ada Byron\n\n", "")
    keep(article, f"{new}\n\nAn afterword, by nobody in particular.", alice)
    for passage in passages:
        passage.refresh_from_db()
    assert [passage.state for passage in passages] == ["moved", "changed", "moved", "lost"]
    assert [passage.first for passage in passages] == [2, 2, 3, 2]
    assert [passage.exact for passage in passages] == words  # what was quoted stays what was quoted
    assert quoted(passages[1]) == "Rust is at work 😀 in every single beam"
    assert (passages[3].start, passages[3].end) == (None, None)
    keep(article, TEXT, alice)
    for passage in passages:
        passage.refresh_from_db()
    assert [quoted(passage) for passage in passages] == words


def test_blank_lines_part_paragraphs_whatever_system_they_come_from():
    assert paragraphs_of("\ufeffOne\r\nline \r\n \t\r\nTwo\r\rThree\u2029Four\n\n\n") == (
        "One\nline",
        "Two",
        "Three",
        "Four",
    )
    assert paragraphs_of(" \n\n ") == ()


def test_roles_are_guessed_from_how_paragraphs_look():
    text = "On rust\n\nBy Ada\n\nFirst part\n\nIt rusts.\n\n- one\n- two\n\n“It rusts”\n\nSee:\n\nand so on,"
    assert [role.value for role in likely_roles(paragraphs_of(text))] == [
        "title", "byline", "heading", "body", "list", "quote", "body", "body",
    ]  # fmt: skip


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=9))
def test_a_text_taken_apart_and_joined_again_stays_as_it_is(parts):
    paragraphs = paragraphs_of("\n\n".join(parts))
    text = Text(enumerate(paragraphs, start=1))
    assert paragraphs_of(text.whole) == paragraphs
    for number, (start, words) in enumerate(zip(text.starts, paragraphs, strict=True), start=1):
        assert text.whole[start : start + len(words)] == words
        assert text.paragraphs_at(start, start + len(words)) == (number, number)
        assert text.run(number, number) == (start, words)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_words_of_a_text_can_be_quoted(shared, alice, data):
    Article.objects.filter(pk=shared.article.pk).update(version=1)
    shared.article.refresh_from_db()
    Passage.objects.filter(article=shared.article).delete()
    keep(shared.article, TEXT, alice)
    whole = Text(shared.article.paragraphs.order_by("number").values_list("number", "text")).whole
    start = data.draw(st.integers(0, len(whole) - 1))
    words = whole[start : start + data.draw(st.integers(1, 60))]
    if words.strip():
        passage = make_passage(shared.article, 1, 4, words, by=alice, near=start)
        assert passage.exact == words.strip() == quoted(passage)
