"""The product's own format: what is written is read back, and what is wrong is said with its line."""

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from claims.exchange import FORMATS, NotInForm, Problem, argmap, jsontext, rules
from claims.graph import document as records
from claims.graph import words
from claims.graph.document import ClaimRecord, FigureRecord, MapDocument, MapRecord, When

SCHEMA = Path(argmap.__file__).with_name("argmap.schema.json")

Change = Callable[[dict[str, Any]], Any]


def sample() -> dict[str, Any]:
    """A small map with a row of every kind, as plain JSON."""
    return {
        "format": "argmap",
        "version": 1,
        "map": {"slug": "oil", "title": "Oil"},
        "aliases": [{"uid": "A1", "names": ["Aliyev", "Aliev"]}],
        "measures": [{"uid": "M1", "name": "Share of oil", "share_of": "crude imports", "kind": "share"}],
        "sources": [{"uid": "s1", "title": "A report", "url": "https://example.org/report"}],
        "articles": [
            {
                "uid": "a",
                "slug": "first",
                "title": "The first",
                "date": {"words": "spring 2013", "earliest": "2013-03-01", "latest": "2013-05-31"},
                "sections": [{"uid": "a-s1", "first": 1, "last": 2}],
                "paragraphs": [{"uid": "a-1", "number": 1}, {"uid": "a-2", "number": 2, "continues": True}],
                "passages": [{"uid": "a-p1", "first": 1, "last": 2, "exact": "oil", "start": 3, "end": 6}],
            },
            {
                "uid": "b",
                "slug": "second",
                "title": "The second",
                "order": 1,
                "passages": [_run("b-p1", 1, 1)],
            },
        ],
        "claims": [
            {"uid": "c1", "text": "Most of the oil comes from one seller."},
            {"uid": "c2", "text": "The seller is the largest.", "kind": "evaluative"},
            {"uid": "c3", "text": "No figures are published."},
        ],
        "theses": [{"uid": "t1", "claim": "c1", "article": "a", "label": "One seller"}],
        "attributions": [
            {"uid": "c1-a", "claim": "c1", "article": "a", "hedges": ["reportedly"], "passages": ["a-p1"]}
        ],
        "evidence": [
            {
                "uid": "e1",
                "text": "About 40 percent.",
                "kind": "statistic",
                "passages": ["a-p1"],
                "citations": [{"uid": "e1-c1", "source": "s1", "via": ["a cable"]}],
                "figures": [{"uid": "e1-f", "measure": "M1", "value": "40", "upper": "45.5"}],
            }
        ],
        "relations": [
            _relation("r1", target_claim="c1", premises=[{"uid": "r1-1", "claim": "c2"}]),
            _relation("r2", target_claim="c2", premises=[{"uid": "r2-1", "evidence": "e1"}]),
            _relation("r3", "attack", target_relation="r2", premises=[{"uid": "r3-1", "claim": "c3"}]),
        ],
        "questions": [
            {
                "uid": "q1",
                "slug": "how-much",
                "text": "How much?",
                "kind": "figure",
                "figures": ["e1-f"],
                "positions": [
                    {"uid": "q1-a", "article": "a", "status": "asserts", "claims": ["c1"]},
                    {"uid": "q1-b", "article": "b", "status": "silent"},
                ],
                "relations": [{"uid": "q1-r1", "a": "q1-a", "b": "q1-b", "kind": "agrees"}],
            }
        ],
        "critical_questions": [
            {"uid": "w1", "relation": "r1", "question": "Is it so?", "passages": ["a-p1"]}
        ],
        "revisions": [
            {
                "uid": "v1",
                "claim": "c1",
                "number": 1,
                "at": "2026-01-31T12:00:00Z",
                "snapshot": {"text": "Oil."},
            }
        ],
        "extra": {"AIF": {"nodes": [1, 2.5, None]}},
    }


def _run(uid: str, first: int, last: int) -> dict[str, Any]:
    return {"uid": uid, "first": first, "last": last}


def _relation(uid: str, kind: str = "support", **more: Any) -> dict[str, Any]:
    return {"uid": uid, "kind": kind} | more


def plain(file: dict[str, Any]) -> str:
    return json.dumps(file, ensure_ascii=False, indent=2) + "\n"


def refusal(text: str) -> str:
    with pytest.raises(NotInForm) as caught:
        argmap.read(text)
    return str(caught.value)


# Round trip


def test_a_canonical_file_read_and_written_is_the_same_to_the_byte() -> None:
    assert argmap.write(argmap.read(plain(sample())).document) == plain(sample())


def test_reading_a_good_file_finds_no_problems() -> None:
    assert argmap.read(plain(sample())).problems == ()


def test_rows_and_keys_in_any_order_and_defaults_spelt_out_make_the_same_file() -> None:
    file = sample()
    for rows in file.values():
        if isinstance(rows, list):
            rows.reverse()
    file["claims"][0] = {"text": "No figures are published.", "kind": "factual", "uid": "c3", "note": ""}
    file["evidence"][0]["figures"][0]["upper"] = "45.500"
    file = dict(reversed(file.items()))
    assert argmap.write(argmap.read(plain(file)).document) == plain(sample())


def test_a_file_is_written_in_plain_unicode_with_two_blanks_and_a_last_newline() -> None:
    text = argmap.write(MapDocument(map=MapRecord(slug="öl", title="Öl – 石油 🛢")))
    assert text.splitlines()[4:6] == ['    "slug": "öl",', '    "title": "Öl – 石油 🛢"']
    assert text.endswith("}\n")


@pytest.mark.parametrize(
    ("value", "digits"),
    [("1.60", "1.6"), ("1.6E+3", "1600"), ("-0.0", "0"), ("100", "100"), ("0.0500", "0.05"), ("-7", "-7")],
)
def test_a_number_is_written_in_plain_digits(value: str, digits: str) -> None:
    evidence = argmap.read(plain(sample())).document.evidence[0]
    figure = replace(evidence.figures[0], value=Decimal(value), upper=None)
    text = argmap.write(_with(evidence=(replace(evidence, figures=(figure,)),)))
    assert json.loads(text)["evidence"][0]["figures"][0]["value"] == digits


def _with(**rows: Any) -> MapDocument:
    return replace(argmap.read(plain(sample())).document, **rows)


WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=40)
FREE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)
DAYS = st.tuples(st.dates(), st.dates()).map(sorted)
TIMES = st.builds(
    lambda said, days, inferred, why: When(
        words=said, earliest=days[0], latest=days[1], inferred=inferred, why=why
    ),
    WORDS,
    DAYS,
    st.booleans(),
    WORDS,
)
CLAIMS = st.builds(
    ClaimRecord,
    uid=WORDS,
    text=WORDS,
    kind=st.sampled_from(words.ClaimKind),
    date=st.none() | TIMES,
    note=WORDS,
    state=st.sampled_from(words.State),
    same_as=st.none() | st.builds(records.SameAs, map=WORDS, uid=WORDS),
    extra=st.none() | st.dictionaries(WORDS, FREE, max_size=3),
)
NUMBERS = st.decimals(min_value=-(10**10), max_value=10**10, places=4)


@given(st.lists(CLAIMS, unique_by=lambda claim: claim.uid), st.dictionaries(WORDS, FREE, max_size=3), NUMBERS)
def test_any_map_survives_the_way_out_and_back(claims: Any, extra: Any, number: Any) -> None:
    figure = FigureRecord(uid="f", measure="M1", value=number)
    evidence = replace(
        argmap.read(plain(sample())).document.evidence[0], passages=(), citations=(), figures=(figure,)
    )
    document = MapDocument(
        map=MapRecord(slug="any", title="Any"),
        measures=(records.MeasureRecord(uid="M1", name="m"),),
        claims=tuple(sorted(claims, key=lambda claim: claim.uid)),
        evidence=(evidence,),
        extra=extra,
    )
    text = argmap.write(document)
    assert argmap.read(text).document == document
    assert argmap.write(argmap.read(text).document) == text


# What is wrong with a row, and the line it stands on


def _set(*path: str | int) -> Callable[[Any], Change]:
    def to(value: Any) -> Change:
        def change(file: dict[str, Any]) -> None:
            at: Any = file
            for step in path[:-1]:
                at = at[step]
            at[path[-1]] = value

        return change

    return to


def _drop(*path: str | int) -> Change:
    def change(file: dict[str, Any]) -> None:
        at: Any = file
        for step in path[:-1]:
            at = at[step]
        del at[path[-1]]

    return change


def _add(table: str, *rows: dict[str, Any]) -> Change:
    return lambda file: file[table].extend(rows)


# Each: a change to the sample, words on the line the trouble stands on, and the sentence.
WRONG: list[tuple[Change, str, str]] = [
    (_set("format")("aif"), '"format"', "“format” must be “argmap”."),
    (_set("version")(2), '"version"', "“version” must be 1, the only one read here."),
    (_set("version")(True), '"version"', "“version” must be 1, the only one read here."),
    (_set("claims", 0, "colour")("red"), '"colour"', "claims c1: “colour” is no key of this format."),
    (_set("diagrams")([]), '"diagrams"', "“diagrams” is no key of this format."),
    (_drop("map", "title"), '"map": {', "“title” is missing."),
    (_drop("claims", 1, "uid"), "{", "“uid” is missing."),
    (_set("claims", 0, "text")(""), '"text": ""', "claims c1: “text” is empty."),
    (
        _set("claims", 0, "text")("x" * 301),
        '"text": "xxx',
        "claims c1: “text” is longer than 300 characters.",
    ),
    (_set("claims", 0, "text")(7), '"text": 7', "claims c1: “text” must be a text in quotes."),
    (_set("claims", 1)(7), "7,", "the row must be an object."),
    (_set("claims")({}), '"claims": {}', "“claims” must be a list."),
    (
        _set("theses", 0, "order")(40_000),
        '"order": 40000',
        "theses t1: “order” must be 32767 or less.",
    ),
    (
        _set("articles", 0, "sections", 0, "first")(0),
        '"first": 0',
        "sections a-s1: “first” must be 1 or more.",
    ),
    (_set("theses", 0, "order")(1.5), "1.5", "theses t1: “order” must be a whole number."),
    (
        _set("articles", 0, "paragraphs", 1, "continues")(1),
        '"continues"',
        "paragraphs a-2: “continues” must be true or false.",
    ),
    (
        _set("questions", 0, "kind")("riddle"),
        '"riddle"',
        (
            "questions q1: “kind” must be one of 'interpretation', 'fact', 'figure', 'value', "
            "'provenance', 'prediction' or 'recommendation'."
        ),
    ),
    (
        _set("articles", 0, "date", "earliest")("2013-03"),
        '"earliest"',
        "articles a: “earliest” must be a day, as in 2012-03-14.",
    ),
    (
        _set("articles", 0, "date", "earliest")(1363046400),
        '"earliest"',
        "articles a: “earliest” must be a day, as in 2012-03-14.",
    ),
    (
        _set("articles", 0, "date", "latest")("2012-05-31"),
        '"latest"',
        "articles a: “latest” 2012-05-31 comes before “earliest” 2013-03-01.",
    ),
    *(
        (
            _set("evidence", 0, "figures", 0, "value")(value),
            '"value"',
            "figures e1-f: “value” must be a number in quotes: at most 11 digits before the point and 4 after it.",
        )
        for value in (40, 40.5, "4e1", "1234567890123", "0.12345", " 4")
    ),
    (
        _set("evidence", 0, "figures", 0, "upper")("39.5"),
        '"upper"',
        "figures e1-f: “upper” 39.5 comes before “value” 40.",
    ),
    (_set("claims", 1, "uid")("c1"), '"uid": "c1"', "claims c1: uid c1 is used twice."),
    (
        _set("relations", 1, "premises", 0, "uid")("r1-1"),
        '"uid": "r1-1"',
        "premises r1-1: uid r1-1 is used twice.",
    ),
    (
        _set("theses", 0, "claim")("c9"),
        '"c9"',
        "theses t1: “claim” names a claim that is not there: c9.",
    ),
    (
        _set("theses", 0, "article")("z"),
        '"z"',
        "theses t1: “article” names an article that is not there: z.",
    ),
    (
        _set("attributions", 0, "passages")(["a-p1", "a-p9"]),
        '"a-p9"',
        "attributions c1-a: “passages” names a passage that is not there: a-p9.",
    ),
    (
        _set("evidence", 0, "citations", 0, "source")("s9"),
        '"s9"',
        "citations e1-c1: “source” names a source that is not there: s9.",
    ),
    (
        _set("evidence", 0, "figures", 0, "measure")("M9"),
        '"M9"',
        "figures e1-f: “measure” names a measure that is not there: M9.",
    ),
    (
        _set("relations", 1, "premises", 0, "evidence")("c1"),
        '"evidence": "c1"',
        "premises r2-1: “evidence” names a piece of evidence that is not there: c1.",
    ),
    (
        _set("relations", 2, "target_relation")("r9"),
        '"r9"',
        "relations r3: “target_relation” names a relation that is not there: r9.",
    ),
    (
        _set("questions", 0, "figures")(["f9"]),
        '"f9"',
        "questions q1: “figures” names a figure that is not there: f9.",
    ),
    (
        _set("questions", 0, "relations", 0, "b")("q9"),
        '"q9"',
        "relations q1-r1: “b” names a position that is not there: q9.",
    ),
    (
        _set("relations", 0, "premises", 0, "evidence")("e1"),
        '"uid": "r1-1"',
        "premises r1-1: needs exactly one of claim, evidence; it has claim and evidence.",
    ),
    (
        _drop("relations", 0, "target_claim"),
        '"uid": "r1"',
        "relations r1: needs exactly one of target_claim, target_relation; it has none.",
    ),
    (
        _set("questions", 0, "positions", 0, "thesis")("t1"),
        '"uid": "q1-a"',
        "positions q1-a: needs exactly one of article, thesis; it has article and thesis.",
    ),
    (
        _drop("critical_questions", 0, "relation"),
        '"uid": "w1"',
        "critical_questions w1: needs exactly one of claim, relation, evidence; it has none.",
    ),
    (
        _set("articles", 0, "sections", 0)(_run("a-s1", 2, 1)),
        '"last": 1',
        "sections a-s1: “last” 1 comes before “first” 2.",
    ),
    (
        _set("articles", 0, "sections", 0)(_run("a-s1", 2, 3)),
        '"uid": "a-s1"',
        "sections a-s1: the article has no paragraph 3.",
    ),
    (
        _set("articles", 0, "passages", 0)(_run("a-p1", 7, 7)),
        '"uid": "a-p1"',
        "passages a-p1: the article has no paragraph 7.",
    ),
    (
        _set("articles", 0, "paragraphs", 1, "number")(1),
        '"paragraphs"',
        "articles a: paragraph 1 is there twice.",
    ),
    (
        _set("articles", 0, "passages", 0, "end")(2),
        '"end": 2',
        "passages a-p1: “end” 2 comes before “start” 3.",
    ),
    (
        _drop("articles", 0, "passages", 0, "end"),
        '"uid": "a-p1"',
        "passages a-p1: has one of start and end; it needs both or neither.",
    ),
    (
        _set("attributions", 0, "passages")(["b-p1"]),
        '"b-p1"',
        "attributions c1-a: passage b-p1 stands in another article.",
    ),
    (
        _set("attributions", 0, "passages")(["a-p1", "a-p1"]),
        '"a-p1"',
        "attributions c1-a: “passages” holds a-p1 twice.",
    ),
    (_set("articles", 1, "slug")("first"), '"slug": "first"', "articles b: slug first is used twice."),
    (
        _set("articles", 1, "slug")("the second"),
        '"the second"',
        "articles b: “slug” may hold letters a to z, digits, - and _ alone.",
    ),
    (
        _add("theses", {"uid": "t2", "claim": "c1", "article": "a"}),
        '"claim": "c1"',
        "theses t2: claim c1, article a is used twice.",
    ),
    (
        _set("questions", 0, "positions", 1, "article")("a"),
        '"article": "a"',
        "positions q1-b: article a is used twice.",
    ),
    (
        _set("questions", 0, "relations", 0, "b")("q1-a"),
        '"b": "q1-a"',
        "relations q1-r1: relates a position to itself.",
    ),
    (
        _add(
            "questions",
            {
                "uid": "q2",
                "slug": "q2",
                "text": "Who?",
                "kind": "fact",
                "positions": [{"uid": "q2-a", "article": "a", "status": "silent"}],
                "relations": [{"uid": "q2-r1", "a": "q2-a", "b": "q1-b", "kind": "agrees"}],
            },
        ),
        '"uid": "q2-r1"',
        "relations q2-r1: relates a position of another question.",
    ),
    (
        lambda file: file["evidence"][0]["citations"].append({"uid": "e1-c2", "source": "s1"}),
        '"source": "s1"',
        "citations e1-c2: source s1 is used twice.",
    ),
    (_drop("relations", 0, "premises"), '"uid": "r1"', "relations r1: has no premise."),
    (
        _set("relations", 0, "premises", 0, "claim")("c1"),
        '"premises"',
        "relations r1: a claim cannot speak for or against itself: c1.",
    ),
    (
        lambda file: file["relations"][0]["premises"].append({"uid": "r1-2", "claim": "c2"}),
        '"premises"',
        "relations r1: has the same premise twice.",
    ),
    (
        _add("relations", _relation("r4", target_claim="c1", premises=[{"uid": "r4-1", "claim": "c2"}])),
        '"uid": "r4"',
        "relations r4: says the same as r1: one kind, one target, the same premises.",
    ),
    (
        _add(
            "relations",
            _relation("r4", "attack", target_relation="r5", premises=[{"uid": "r4-1", "claim": "c1"}]),
            _relation("r5", "attack", target_relation="r4", premises=[{"uid": "r5-1", "claim": "c1"}]),
        ),
        '"target_relation": "r5"',
        "relations r4: the chain of undercuts returns to itself at r4.",
    ),
    (
        _set("sources", 0, "url")("javascript:alert(1)"),
        '"url"',
        "sources s1: “url” must begin with http:// or https://.",
    ),
    (
        _set("articles", 1, "url")("ftp://example.org/"),
        '"url": "ftp',
        "articles b: “url” must begin with http:// or https://.",
    ),
    (
        _set("revisions", 0, "at")("yesterday"),
        '"at"',
        "revisions v1: “at” must be a moment with its zone, as in 2026-01-31T12:00:00Z.",
    ),
    (
        _add(
            "revisions",
            {"uid": "v2", "claim": "c1", "number": 1, "at": "2026-02-01T00:00:00Z", "snapshot": {}},
        ),
        '"claim": "c1"',
        "revisions v2: claim c1, number 1 is used twice.",
    ),
]


@pytest.mark.parametrize(
    ("change", "on_its_line", "sentence"), WRONG, ids=[f"{n} {said}" for n, (_, _, said) in enumerate(WRONG)]
)
def test_what_is_wrong_is_said_with_its_line(change: Change, on_its_line: str, sentence: str) -> None:
    file = sample()
    change(file)
    text = plain(file)
    line, said = refusal(text).split(": ", maxsplit=1)
    assert said == sentence
    assert on_its_line in text.splitlines()[int(line.removeprefix("line ")) - 1]


def test_the_line_is_that_of_the_second_row_when_a_uid_is_used_twice() -> None:
    file = sample()
    file["claims"][2]["uid"] = "c1"
    text = plain(file)
    assert (
        refusal(text)
        == f"line {text[: text.rindex('"uid": "c1"')].count('\n') + 1}: claims c1: uid c1 is used twice."
    )


def test_a_problem_can_be_asked_for_its_line_and_its_sentence() -> None:
    with pytest.raises(NotInForm) as caught:
        argmap.read("[]")
    assert caught.value.problem == Problem(1, "an argmap file is one JSON object.")
    assert str(Problem(None, "Kept apart.")) == "Kept apart."


def test_every_field_that_names_a_row_is_followed() -> None:
    """A new field of uids that the rules do not know would let dangling names in."""
    kinds = [kind for kind in vars(records).values() if isinstance(kind, type) and is_dataclass(kind)]
    uids = {records.Uid, records.Uid | None, tuple[records.Uid, ...]}
    found = {
        (kind, name)
        for kind in kinds
        for name, hint in get_type_hints(kind, include_extras=True).items()
        if name != "uid" and hint in uids and kind is not records.SameAs
    }
    assert found == set(rules.REFERENCES)


# Files that are no JSON, or hostile


def test_a_file_cut_in_half_says_where_it_ends() -> None:
    text = plain(sample())
    half = text[: len(text) // 2]
    assert refusal(half).startswith(f"line {half.count('\n') + 1}: this is not JSON: ")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "line 1: this is not JSON: expecting value."),
        ("\n\nmap: oil", "line 3: this is not JSON: expecting value."),
        ("[]", "line 1: an argmap file is one JSON object."),
        ('{"a": 1,\n "b": {"c": 1,\n "c": 2}}', "line 3: the key “c” is given twice."),
        ('{"a": 1,\n "\\u0061": 2}', "line 2: the key “a” is given twice."),
        ('{"a":\n NaN}', "line 2: a number must be finite."),
        ('{"a": [1,\n -Infinity]}', "line 2: a number must be finite."),
        ('{"a": "NaN",\n "b": 1e999}', "line 2: a number must be finite."),
        ('{"a":\n ' + "9" * 5000 + "}", "line 2: a whole number of thousands of digits."),
        ('{"a": "\\\\u0000",\n "b": "\\u0000"}', "line 2: the character NUL cannot be kept."),
        ('{"a":\n "\\ud83d"}', "line 2: half of a surrogate pair, which is no character."),
        ('{"a":\n\n "\udc80"}', "line 3: half of a surrogate pair, which is no character."),
        ('{"a":\n' + "[" * 200 + "\n]" * 200 + "}", "line 2: nested deeper than 200 levels."),
        ('{"a":' * 100 + "\n" + "[" * 2_000_000, "line 2: nested deeper than 200 levels."),
        (" " * 10_000_001, "line 1: the file is larger than 10 MB."),
        ("é" * 5_000_001, "line 1: the file is larger than 10 MB."),
    ],
    ids=range(16),
)
def test_a_hostile_file_is_refused_with_a_sentence(text: str, sentence: str) -> None:
    assert refusal(text) == sentence


def test_more_rows_than_the_limit_are_refused() -> None:
    file = sample()
    file["claims"] += [{"uid": f"x{n}", "text": "x"} for n in range(jsontext.MOST_ROWS)]
    assert refusal(json.dumps(file)) == "line 1: the file holds more than 50,000 rows."


def test_pairs_of_surrogates_and_escaped_backslashes_are_ordinary_text() -> None:
    file = sample()
    file["claims"][0]["text"] = "🛢 and \\ud800 and \\u0000"
    text = json.dumps(file, indent=2)
    assert argmap.read(text).document.claims[0].text == "🛢 and \\ud800 and \\u0000"


@given(st.integers(min_value=0), st.text(max_size=3))
def test_a_damaged_file_is_refused_with_a_sentence_or_read(place: int, put: str) -> None:
    text = plain(sample())
    at = place % len(text)
    try:
        said = str(argmap.read(text[:at] + put + text[at + 1 :]).problems)
    except NotInForm as refused:
        said = str(refused)
    assert said == "()" or (said.startswith("line ") and said.endswith("."))


# The list of formats, and the published schema


def test_the_formats_are_offered_by_name() -> None:
    assert (FORMATS["argmap"].read, FORMATS["argmap"].write) == (argmap.read, argmap.write)


def test_the_published_schema_is_up_to_date() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == argmap.schema()


def test_the_schema_is_sound_and_takes_the_sample() -> None:
    Draft202012Validator.check_schema(json.loads(argmap.schema()))
    assert list(Draft202012Validator(json.loads(argmap.schema())).iter_errors(sample())) == []


def test_the_schema_refuses_what_the_reader_refuses() -> None:
    file = sample() | {"diagrams": []}
    file["evidence"][0]["figures"][0]["value"] = 40
    found = Draft202012Validator(json.loads(argmap.schema())).iter_errors(file)
    assert {error.json_path for error in found} == {"$", "$.evidence[0].figures[0].value"}


def test_the_sample_has_a_row_of_every_kind() -> None:
    document = argmap.read(plain(sample())).document
    assert [field.name for field in fields(document) if not getattr(document, field.name)] == []
    assert document.articles[0].date == When(
        words="spring 2013", earliest=date(2013, 3, 1), latest=date(2013, 5, 31)
    )
