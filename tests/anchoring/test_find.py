"""Quotes are found again: Hypothesis edits the texts."""

import random
import re

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from claims.anchoring import Quote, find, find_words
from claims.anchoring.near import nearest

CONTEXT = 32
WORDS = (
    "Azerbaijan supplies almost a fifth of the oil that Israel burns. The pipeline ends at Ceyhan, in Turkey, "
    "and tankers do the rest. Officials in Baku have said little about it, “for good reasons”, one of them told "
    "a reporter. In 2012 the two countries signed a contract for arms worth $1.6bn; it was the largest of its kind. "
    "Iran protested at once and called its ambassador home for a month. Nobody else did. "
)


def quoted(text: str, start: int, end: int) -> Quote:
    return Quote(text[start:end], text[max(start - CONTEXT, 0) : start], text[end : end + CONTEXT], start)


def sentence(words: str, text: str = WORDS) -> Quote:
    start = text.index(words)
    return quoted(text, start, start + len(words))


def test_words_that_stand_where_they_stood_are_exact() -> None:
    quote = sentence("almost a fifth of the oil")
    found = find(WORDS, quote)
    assert (found.start, found.end, found.state, found.score) == (20, 45, "exact", 1)


def test_words_that_went_elsewhere_are_moved() -> None:
    quote = sentence("almost a fifth of the oil")
    found = find(f"A new first sentence. {WORDS}", quote)
    assert (found.start, found.state) == (42, "moved")


def test_what_stands_round_the_words_says_which_of_them_are_meant() -> None:
    text = (
        "One said the oil was ours. " * 3
        + "But in the end the oil was gone."
        + " Then the oil was found." * 3
    )
    quote = sentence("the oil was", "But in the end the oil was gone.")
    found = find(text, quote)
    assert text[: found.start].endswith("But in the end ")


def test_between_two_places_that_look_alike_the_nearer_is_taken() -> None:
    text = "Nobody else did. " * 40
    found = find(text, Quote("Nobody else did.", "did. ", " Nobody", 17 * 20))
    assert (found.start, found.state) == (17 * 20, "exact")
    assert find(text, Quote("Nobody else did.", "did. ", " Nobody", 17 * 20 + 3)).start == 17 * 20


def test_a_changed_word_is_found_as_changed() -> None:
    quote = sentence("signed a contract for arms worth $1.6bn")
    text = WORDS.replace("a contract for arms", "an agreement on arms")
    found = find(text, quote)
    assert text[found.start : found.end] == "signed an agreement on arms worth $1.6bn"
    assert found.state == "changed"
    assert 0.8 <= found.score < 1


@pytest.mark.parametrize(
    ("was", "now"), [("“for good reasons”", '"for good reasons"'), ("one of them", "one  of\nthem")]
)
def test_other_quotation_marks_and_spaces_are_a_change_that_is_found(was: str, now: str) -> None:
    quote = sentence(f"{was}")
    text = WORDS.replace(was, now)
    found = find(text, quote)
    assert (text[found.start : found.end], found.state) == (now, "changed")


def test_words_that_are_gone_are_lost() -> None:
    quote = sentence("it was the largest of its kind")
    found = find(WORDS.replace("; it was the largest of its kind", ""), quote)
    assert (found.start, found.end, found.state) == (None, None, "lost")


def test_a_short_word_is_not_found_anew_in_another_sentence() -> None:
    quote = sentence("Iran")
    text = WORDS.replace("Iran protested at once and called its ambassador home for a month. ", "") * 2
    assert find(text + "And what of Iran, one may ask?", quote).state == "lost"


def test_a_quote_of_which_no_more_is_known_is_found_wherever_it_stands() -> None:
    found = find(WORDS, Quote("largest of its kind"))
    assert (WORDS[found.start : found.end], found.state) == ("largest of its kind", "exact")


@pytest.mark.parametrize("text", ["", " ", WORDS])
@pytest.mark.parametrize("exact", ["", " ", "x" * 300])
def test_nothing_is_found_where_there_is_nothing_to_find(text: str, exact: str) -> None:
    found = find(text, Quote(exact, "a", "b", 10**6))
    assert found.state in ("lost", "moved")


@given(st.data())
def test_whatever_is_edited_far_from_a_quote_it_is_found_exactly(data: st.DataObject) -> None:
    text = data.draw(st.text(st.sampled_from("ab c\n😀é"), min_size=80, max_size=400))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(start + 300, len(text))))
    quote = quoted(text, start, end)
    kept = quote.prefix + quote.exact + quote.suffix
    before, after = text[: start - len(quote.prefix)], text[end + len(quote.suffix) :]
    new = edited(data, before) + kept + edited(data, after)
    assume(len(re.findall(f"(?={re.escape(kept)})", new)) == 1)
    place = new.index(kept) + len(quote.prefix)
    assume(not at_an_edge_it_was_not(quote, new, place))
    found = find(new, quote)
    assert (found.start, found.end) == (place, place + len(quote.exact))
    assert found.state == ("exact" if place == start else "moved")


def edited(data: st.DataObject, text: str) -> str:
    """The text with a stretch of it put out and another put in."""
    first = data.draw(st.integers(0, len(text)))
    last = data.draw(st.integers(first, len(text)))
    return text[:first] + data.draw(st.text(st.sampled_from("ab cdx\n"), max_size=60)) + text[last:]


def at_an_edge_it_was_not(quote: Quote, text: str, place: int) -> bool:
    """A quote from a text's edge has little round it to tell it by: another place may then be as good."""
    return len(quote.prefix) + len(quote.suffix) < CONTEXT and text.count(quote.exact) > 1


@given(st.integers(0, 2**32), st.integers(20, 250))
def test_with_one_letter_in_ten_mistyped_it_is_still_found(seed: int, length: int) -> None:
    dice = random.Random(seed)
    start = dice.randrange(len(WORDS) - length)
    quote = quoted(WORDS, start, start + length)
    noisy = [dice.choice("abcdefghij ") if dice.random() < 0.08 else letter for letter in WORDS]
    text = "Some other text stands before it. " * dice.randrange(30) + "".join(noisy)
    offset = len(text) - len(WORDS)
    found = find(text, quote)
    assume(found.state != "lost")  # a few have more than a third of their letters wrong
    assert found.start is not None
    assert abs(found.start - offset - start) <= length // 3


def test_of_noisy_quotes_nearly_all_are_found() -> None:
    dice = random.Random(1)
    found = 0
    for _ in range(100):
        start = dice.randrange(len(WORDS) - 100)
        quote = quoted(WORDS, start, start + dice.randrange(30, 100))
        noisy = [dice.choice("abcdefghij ") if dice.random() < 0.1 else letter for letter in WORDS]
        place = find("Some other text. " * 20 + "".join(noisy), quote)
        found += place.start is not None and abs(place.start - 340 - start) <= 3
    assert found >= 95


@given(st.text(max_size=200), st.text(max_size=60), st.text(max_size=40), st.integers(0, 200))
def test_no_text_breaks_it(text: str, exact: str, beside: str, start: int) -> None:
    found = find(text, Quote(exact, beside, beside[::-1], start))
    if found.start is not None and found.end is not None:
        assert 0 <= found.start <= found.end <= len(text)


@given(st.text("ab", min_size=1, max_size=8), st.text("ab", max_size=12))
@example("abab", "")
def test_the_nearest_stretch_is_as_near_as_any(words: str, text: str) -> None:
    start, end, errors = nearest(words, text)
    stretches = [text[i:j] for i in range(len(text) + 1) for j in range(i, len(text) + 1)]
    assert errors == min(distance(words, stretch) for stretch in stretches)
    assert errors == distance(words, text[start:end])


def distance(one: str, other: str) -> int:
    """The textbook's table, for comparison."""
    row = list(range(len(other) + 1))
    for n, letter in enumerate(one, start=1):
        above, row = row, [n]
        for m, beside in enumerate(other, start=1):
            row.append(min(above[m] + 1, row[-1] + 1, above[m - 1] + (letter != beside)))
    return row[-1]


def test_copied_words_are_found_whatever_became_of_spaces_quotes_and_dashes() -> None:
    text = "It was\n“for good\u00a0reasons”, one of\u00adficial said – and left."
    start, end = find_words(text, ' was "for good reasons", one official  said - ') or (0, 0)
    assert text[start:end] == "was\n“for good\u00a0reasons”, one of\u00adficial said –"
    assert find_words(text, "for bad reasons") is None
    assert find_words(text, " \n") is None


def test_of_two_places_the_one_near_where_they_were_selected_is_meant() -> None:
    assert find_words("oil and oil and oil", "oil", near=9) == (8, 11)
