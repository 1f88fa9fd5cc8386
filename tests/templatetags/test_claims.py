"""The parts that stand on many pages say what they mean, in every state, and let nobody's text become markup."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from django import forms
from django.template import Context, Template
from django.test import override_settings
from django.utils.translation import override

from claims.graph.document import When
from claims.templatetags.claims import article_key, form_input, histogram, icon, strength, when

TEMPLATES = Path(__file__).parents[2] / "templates"
HOSTILE = """"><script>alert('x')</script>&amp;"""


@dataclass(frozen=True)
class Shown:
    state: str = "rated"
    value: float | None = 69.2
    number: str = "69"
    low: int | None = 61
    high: int | None = 77
    n: int = 31
    word: str = "supported"
    limited: bool = False
    beside: float | None = None
    veiled: bool = False


@dataclass(frozen=True)
class Article:
    letter: str = "B"
    byline: str = "Souleimanov and others, 2014"


def words(html: str) -> str:
    """What is read out, tags and drawings gone."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html)).strip()


@pytest.mark.parametrize(
    ("shown", "read"),
    [
        (Shown(), "Strength 69supported · range 61–77 · n 31"),
        (Shown("contested", 49, "49", 33, 65, 36), "Strength 49 contested · range 33–65 · n 36"),
        (
            Shown("own", 61, "61", beside=73),
            "Strength 61by your ratings · everyone 73, yours \N{MINUS SIGN}12",
        ),
        (Shown("none", None, "–", beside=73), "Strength –no basis yet · everyone 73"),
        (Shown("own", 61, "61", veiled=True), "Strength 61by your ratings · others’ hidden until you rate"),
        (Shown("few", 61, "61", None, None, 3), "Strength 61supported · too few ratings (3)"),
        (Shown("none", None, "–", None, None, 0, ""), "Strength –no basis yet · no ratings"),
        (Shown("carried", 73.1, "73", None, None, 0), "Strength 73not rated itself · carried by its reasons"),
        (Shown(limited=True), "Strength 69supported · circular: influence limited"),
        (Shown("rated", 0.4, "under 1", 1, 3), "Strength under 1supported · range 1–3 · n 31"),
        (Shown("hidden"), "Strength ?hidden until you rate"),
    ],
)
def test_a_strength_is_read_out_in_full_in_every_state(shown: Shown, read: str) -> None:
    assert words(strength(shown)) == read


def test_a_rated_strength_is_drawn_with_its_band_its_dot_and_the_tick_at_50() -> None:
    assert (
        '<line class="mid" x1="50%" x2="50%" y1="3" y2="13"/>'
        '<rect class="band" x="61%" y="5" width="16%" height="6" rx="3"/>'
        '<circle class="dot" cx="69.2%" cy="8" r="5"/></svg>'
    ) in strength(Shown())


@pytest.mark.parametrize("state", ["few", "carried"])
def test_without_enough_ratings_the_dot_is_hollow_and_there_is_no_band(state: str) -> None:
    drawn = strength(Shown(state, low=None, high=None, n=3))
    assert 'class="dot-few" cx="69.2%"' in drawn
    assert 'class="band"' not in drawn
    assert 'class="dot"' not in drawn


def test_a_hidden_strength_gives_nothing_away() -> None:
    """Two that differ in everything are the same to the letter, whatever is asked for."""
    one = Shown("hidden", 12, "12", 5, 19, 44, "poorly supported", limited=True)
    other = Shown("hidden", 88, "88", None, None, 3, "well supported")
    for size in ("", "big", "tiny"):
        assert strength(one, size, was=10) == strength(other, size)


def test_a_hidden_strength_says_where_to_rate() -> None:
    assert '<a href="/claims/7/#rating">rate it</a>' in strength(Shown("hidden"), rate="/claims/7/#rating")


def test_a_strength_that_moved_shows_where_it_was() -> None:
    drawn = strength(Shown(value=72, number="72"), was=69)
    assert 'class="strength moved"' in drawn
    assert '<circle class="dot-few" cx="69%" cy="8" r="3.5"/><circle class="dot" cx="72%"' in drawn
    assert "<em>was 69</em>\N{NO-BREAK SPACE}· " in drawn


def test_a_template_may_name_an_earlier_number_that_is_not_there() -> None:
    template = Template("{% load claims %}{% strength shown was=gone.number %}")
    assert template.render(Context({"shown": Shown()})) == strength(Shown())


def test_a_tiny_strength_fits_into_a_sentence() -> None:
    drawn = strength(Shown(), "tiny", id="strength-7", label="Quality")
    assert drawn.startswith(
        '<span class="strength tiny" id="strength-7"><b><span class="only-heard">Quality '
    )
    assert 'class="words"' not in drawn
    assert 'class="mid"' not in drawn


@pytest.mark.parametrize("size", ["", "big", "tiny"])
def test_nothing_a_person_wrote_becomes_markup(size: str) -> None:
    shown = Shown(word=HOSTILE, number=HOSTILE)
    for html in (
        strength(shown, size, id=HOSTILE, label=HOSTILE),
        strength(Shown("hidden"), size, rate=HOSTILE),
        article_key(Article(HOSTILE, HOSTILE)),
        icon(HOSTILE),
    ):
        assert "<script" not in html
        assert "'x'" not in html
    assert "&quot;&gt;&lt;script&gt;" in strength(shown, size)


def test_numbers_in_drawings_have_a_dot_in_every_language() -> None:
    with override_settings(USE_THOUSAND_SEPARATOR=True), override("de"):
        assert 'cx="69.2%"' in strength(Shown())
        assert 'height="34.29%"' in histogram([5, 0, 14, 1, 1])


def test_a_place_outside_the_line_stays_on_it() -> None:
    drawn = strength(Shown(value=100.4, low=-3, high=104))
    assert 'class="band" x="0%" y="5" width="100%"' in drawn
    assert 'class="dot" cx="100%"' in drawn


def test_a_histogram_says_its_counts_to_those_who_do_not_see_it() -> None:
    drawn = histogram([1, 3, 8, 14, 5])
    label = "Number of ratings at each step. 0: 1. 25: 3. 50: 8. 75: 14. 100: 5."
    assert f'<div class="histogram" role="img" aria-label="{label}">' in drawn
    assert re.findall(r'y="([\d.]+)%" height="([\d.]+)%"', drawn)[3] == ("4", "96")


def test_a_histogram_of_no_ratings_has_no_bars() -> None:
    assert set(re.findall(r'height="([\d.]+)%"', histogram([0, 0, 0, 0, 0]))) == {"0"}


@pytest.mark.parametrize(
    ("date", "read"),
    [
        (None, ""),
        (When(words="spring 2013"), "spring 2013"),
        (When(words="2012", inferred=True), "2012, date inferred"),
    ],
)
def test_a_date_is_given_as_it_was_said(date: When | None, read: str) -> None:
    assert when(date) == read


def test_a_letter_names_its_article() -> None:
    assert article_key(Article()) == '<span class="key" title="Souleimanov and others, 2014">B</span>'


class Rename(forms.Form):
    title = forms.CharField(help_text="Short.", widget=forms.TextInput(attrs={"placeholder": "Title"}))
    reason = forms.CharField()


def test_a_field_is_tied_to_its_help_and_errors_and_the_first_refused_takes_the_focus() -> None:
    form = Rename({"title": "", "reason": ""})
    assert {name: _tied(form_input(form[name])) for name in form.fields} == {
        "title": ("id_title_helptext id_title_error", True),
        "reason": ("id_reason_error", False),
    }


def test_a_field_without_fault_is_left_alone() -> None:
    html = form_input(Rename()["reason"])
    assert _tied(html) == ("", False)
    assert "placeholder" not in form_input(Rename()["title"])


def _tied(html: str) -> tuple[str, bool]:
    found = re.search(r'aria-describedby="([^"]*)"', html)
    return found.group(1) if found else "", "autofocus" in html


def test_every_icon_that_a_template_asks_for_is_in_the_sprite() -> None:
    drawn = set(re.findall(r'<symbol id="i-([a-z-]+)"', (TEMPLATES / "partials" / "sprite.html").read_text()))
    asked: set[str] = set()
    for file in TEMPLATES.rglob("*.html"):
        asked |= set(re.findall(r"""{%\s*icon\s+["']([a-z-]+)["']""", file.read_text()))
    assert asked - drawn == set()
