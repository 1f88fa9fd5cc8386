from datetime import date
from decimal import Decimal
from itertools import count

import pytest

from claims.comparison import Given, Measured, VerdictKind, compare_figures, shown_amount, verdict_on
from claims.graph.document import When

NUMBERS = count(1)
OIL = Measured(1, "Azerbaijan in Israel's oil", "oil used in Israel", "percent", "share")
CRUDE = Measured(
    2, "Azerbaijan in Israel's crude imports", "crude oil imported by Israel", "percent", "share"
)
TRADE = Measured(3, "Trade turnover", "", "billion USD", "money")
DEAL = Measured(4, "Value of the deal", "", "billion USD", "money")
LENGTH = Measured(5, "Length of the border", "", "km", "other")


def year(number: int) -> When:
    return When(words=str(number), earliest=date(number, 1, 1), latest=date(number, 12, 31))


def given(value, qualifier="", *, of=OIL, upper=None, when=None) -> Given:
    top = None if upper is None else Decimal(str(upper))
    return Given(
        next(NUMBERS), of, Decimal(str(value)), top, qualifier, year(when) if isinstance(when, int) else when
    )


def verdict(one: Given, other: Given, **said) -> tuple[str, str, str]:
    found = verdict_on(one, other, **said)
    return found.kind.value, found.a, found.b


def test_almost_twenty_and_over_a_third_conflict_where_measure_and_date_agree():
    assert verdict(given(20, "almost", when=2012), given("33.3", "over", when=2012)) == ("conflict", "", "")


def test_shares_of_different_wholes_are_not_comparable_however_close_they_are():
    assert verdict(given(40, "about", when=2023), given(40, "around", of=CRUDE, when=2023)) == (
        "not comparable",
        "share of oil used in Israel",
        "share of crude oil imported by Israel",
    )


def test_two_shares_of_one_whole_are_told_apart_by_their_names():
    karabakh = Measured(6, "Karabakh", "the territory", "percent", "share")
    besides = Measured(7, "Land lost besides Karabakh", "the territory", "percent", "share")
    assert verdict(given(16, of=karabakh), given(20, of=besides))[1:] == (
        "Karabakh",
        "Land lost besides Karabakh",
    )


def test_figures_of_different_years_are_not_comparable_by_date():
    assert verdict(given(2, "more than", of=TRADE, when=2010), given(4, of=TRADE, when=2013)) == (
        "not comparable by date",
        "2010",
        "2013",
    )


def test_where_somebody_says_that_time_lies_between_the_earlier_figure_is_overtaken():
    found = verdict(given(2, of=TRADE, when=2010), given(4, of=TRADE, when=2013), overtaken=True)
    assert found == ("overtaken", "2010", "2013")


def test_time_overtakes_nothing_of_one_date():
    assert verdict(given(2, when=2012), given(4, when=2012), overtaken=True)[0] == "conflict"


def test_without_a_date_nothing_is_called_a_conflict():
    assert verdict(given(2), given(4, when=2012)) == ("no date to compare by", "", "2012")


def test_dates_without_days_agree_when_they_are_the_same_words():
    spring = When(words="that spring")
    assert verdict(given(2, when=spring), given(2, when=spring))[0] == "agree"
    assert verdict(given(2, when=spring), given(2, when=When(words="one May")))[0] == "no date to compare by"


@pytest.mark.parametrize(
    ("one", "other", "both_hold"),
    [
        ((22, ""), (22, ""), True),
        ((3, ""), (2, ""), False),
        ((40, "approximately"), (37, ""), True),
        ((40, "approximately"), (35, ""), False),
        (("1.6", "approximate"), ("1.6", ""), True),
        ((20, "almost"), (20, ""), False),
        ((20, "nearly"), (19, ""), True),
        ((20, "over"), (20, ""), False),
        ((20, "at least"), (20, ""), True),
        ((20, "over"), (90, ""), True),
        ((20, "up to"), (20, ""), True),
        ((20, "less than"), (20, ""), False),
        ((20, "less than"), (3, ""), True),
        ((20, "over"), (20, "less than"), False),
        ((9, ""), (8, "about only"), False),
        ((120, "reportedly"), (121, ""), False),
        ((9, "as of this writing"), (9, ""), True),
        ((0, "about"), (0, ""), True),
    ],
)
def test_a_qualifier_says_which_values_a_figure_leaves_possible(one, other, both_hold):
    kind = verdict(given(*one, when=2012), given(*other, when=2012))[0]
    assert kind == ("agree" if both_hold else "conflict")
    assert verdict(given(*other, when=2012), given(*one, when=2012))[0] == kind


def test_ranges_that_touch_can_both_hold_and_ranges_apart_cannot():
    assert verdict(given(15, upper=20, when=2012), given(20, upper=30, when=2012))[0] == "agree"
    assert (
        verdict(given(15, "around", upper=20, when=2013), given(25, "estimated", upper=30, when=2013))[0]
        == "conflict"
    )


def test_figures_of_one_measure_are_held_against_each_other_and_others_left_out():
    deal, share = given("1.6", of=DEAL, when=2012), given(2, of=OIL, when=2012)
    found = compare_figures([deal, share], [given("1.6", of=DEAL, when=2012), given(40, of=CRUDE, when=2012)])
    assert [each.kind for each in found] == [VerdictKind.AGREE]


def test_without_a_common_measure_a_share_is_told_apart_from_a_share_and_money_from_money():
    ours = [given("1.6", of=DEAL), given(40, of=OIL), given(700, of=LENGTH)]
    found = compare_figures(ours, [given(4, of=TRADE), given(16, of=LENGTH)][:1])
    assert [(each.kind.value, each.a, each.b) for each in found] == [
        ("not comparable", "Value of the deal", "Trade turnover")
    ]


def test_measures_of_no_kind_are_held_against_nothing_but_themselves():
    other_length = Measured(8, "Distance", "", "km", "other")
    assert compare_figures([given(700, of=LENGTH)], [given(16, of=other_length)]) == []


@pytest.mark.parametrize(
    ("value", "upper", "unit", "shown"),
    [
        ("20.0000", None, "percent", ("20%", "")),
        ("33.3", None, "percent of GDP", ("33.3%", "")),
        ("1.6", None, "billion USD", ("$1.6bn", "")),
        ("120", None, "million USD", ("$120m", "")),
        ("250", None, "EUR", ("€250", "")),
        ("15", "20", "million people", ("15–20", "million people")),
        ("17000", None, "people", ("17,000", "people")),
        ("1", None, "rank", ("1st", "")),
        ("2", None, "rank", ("2nd", "")),
        ("3", None, "rank", ("3rd", "")),
        ("12", None, "rank", ("12th", "")),
        ("0.9", None, "", ("0.9", "")),
    ],
)
def test_an_amount_is_written_as_a_reader_writes_it(value, upper, unit, shown):
    assert shown_amount(Decimal(value), Decimal(upper) if upper else None, unit) == shown
