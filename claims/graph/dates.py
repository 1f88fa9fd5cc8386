"""The days that a date in words may stand for: "spring 2013", "mid-2000s", "14 March 2012"."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date

type Days = tuple[date, date]

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
NAMES = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec"
)
SEASONS = {
    "spring": 3,
    "summer": 6,
    "autumn": 9,
    "fall": 9,
    "winter": 12,
}  # winter goes on into the next year
PART_OF_YEAR = {"early": 1, "mid": 5, "late": 9}
PART_OF_DECADE = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}

YEAR = r"([12]\d\d\d)"
DAY = r"(\d\d?)(?:st|nd|rd|th)?"
MONTH = rf"({NAMES})\.?"
PART = r"(early|mid|late)[ -]"


def days_of(words: str) -> Days | None:
    """The first and the last day that these English words may mean; None where they say something else."""
    said = re.sub(r"[\s,]+", " ", words).strip().lower()
    for pattern, read in READINGS:
        if found := re.fullmatch(pattern, said, re.ASCII):
            try:
                return read(*found.groups())
            except ValueError:  # 30 February, or years that run backwards
                return None
    return None


def _iso_day(year: str, month: str, day: str) -> Days:
    on = date(int(year), int(month), int(day))
    return on, on


def _day(day: str, month: str, year: str) -> Days:
    return _iso_day(year, str(_number(month)), day)


def _month(month: str, year: str) -> Days:
    return _months(int(year), _number(month), 1)


def _number(month: str) -> int:
    return MONTHS.index(month[:3]) + 1


def _months(year: int, first: int, count: int) -> Days:
    later, last = divmod(first + count - 2, 12)
    end = date(year + later, last + 1, monthrange(year + later, last + 1)[1])
    return date(year, first, 1), end


def _years(first: int, last: int) -> Days:
    if last < first:
        raise ValueError("These years run backwards.")
    return date(first, 1, 1), date(last, 12, 31)


def _part_of_decade(part: str, decade: str) -> Days:
    first, last = PART_OF_DECADE[part]
    return _years(int(decade) + first, int(decade) + last)


# From the narrowest: what an earlier one reads, a later one does not see.
READINGS: tuple[tuple[str, Callable[..., Days]], ...] = (
    (rf"{YEAR}-(\d\d)-(\d\d)", _iso_day),
    (rf"{YEAR}-(0[1-9]|1[0-2])", lambda year, month: _months(int(year), int(month), 1)),
    (rf"{DAY} {MONTH} {YEAR}", _day),
    (rf"{MONTH} {DAY} {YEAR}", lambda month, day, year: _day(day, month, year)),
    (rf"{MONTH} {YEAR}", _month),
    (rf"({'|'.join(SEASONS)}) {YEAR}", lambda season, year: _months(int(year), SEASONS[season], 3)),
    (rf"{PART}{YEAR}", lambda part, year: _months(int(year), PART_OF_YEAR[part], 4)),
    (rf"{PART}(?:the )?([12]\d\d0)s", _part_of_decade),
    (r"(?:the )?([12]\d\d0)s", lambda decade: _years(int(decade), int(decade) + 9)),
    (YEAR, lambda year: _years(int(year), int(year))),
    (rf"{YEAR}(?: ?[-–] ?| to ){YEAR}", lambda first, last: _years(int(first), int(last))),
    (r"([12]\d)(\d\d)[-–](\d\d)", lambda c, first, last: _years(int(c + first), int(c + last))),
)
