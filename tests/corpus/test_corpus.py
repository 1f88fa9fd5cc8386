"""The five-article map that ships with the product: whole, canonical, fair, and true to its articles."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import claims
from claims.exchange import argmap
from claims.graph.document import (
    ArticleRecord,
    FigureRecord,
    MapDocument,
    PositionRecord,
    QuestionRecord,
    RelationRecord,
)

CORPUS = Path(claims.__file__).parent / "corpus" / "azerbaijan-israel.json"
ARTICLES = Path(__file__).parents[3] / "shared" / "corpus" / "articles"

ARTICLES_THEMSELVES = pytest.mark.skipif(
    not ARTICLES.is_dir(), reason="the five articles' texts are not beside this checkout"
)


@pytest.fixture(scope="module")
def text() -> str:
    return CORPUS.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def corpus(text: str) -> MapDocument:
    return argmap.read(text).document


# The file


def test_the_file_is_canonical_to_the_byte(text: str, corpus: MapDocument) -> None:
    assert argmap.write(corpus) == text


def test_the_file_keeps_the_published_schema(text: str) -> None:
    schema = Path(argmap.__file__).with_name("argmap.schema.json")
    validator = Draft202012Validator(json.loads(schema.read_text(encoding="utf-8")))
    assert list(validator.iter_errors(json.loads(text))) == []


# What is in it


def _between_claims(corpus: MapDocument) -> list[RelationRecord]:
    filed = set(_filed_under(corpus).values())
    return [relation for relation in corpus.relations if relation.target_claim and relation.uid not in filed]


def _filed_under(corpus: MapDocument) -> dict[str, str]:
    """Each piece of evidence, and the relation by which it stands under the claim it was filed with."""
    premises = [(relation, premise) for relation in corpus.relations for premise in relation.premises]
    return {p.evidence: r.uid for r, p in premises if p.evidence and r.uid == f"{p.evidence}-r"}


def test_the_map_holds_what_the_reading_found(corpus: MapDocument) -> None:
    assert {
        "articles": len(corpus.articles),
        "claims": len(corpus.claims),
        "theses": len(corpus.theses),
        "attributions": len(corpus.attributions),
        "supports and attacks between claims": len(_between_claims(corpus)),
        "undercuts": sum(relation.target_relation is not None for relation in corpus.relations),
        "evidence": len(corpus.evidence),
        "evidence with a relation": len(_filed_under(corpus)),
        "figures": len(_figures(corpus)),
        "dates of evidence": sum(evidence.date is not None for evidence in corpus.evidence),
        "questions": len(corpus.questions),
        "positions": sum(len(question.positions) for question in corpus.questions),
        "relations of positions": sum(len(question.relations) for question in corpus.questions),
        "critical questions": len(corpus.critical_questions),
    } == {
        "articles": 5,
        "claims": 299,
        "theses": 20,
        "attributions": 299,
        "supports and attacks between claims": 370,
        "undercuts": 71,
        "evidence": 236,
        "evidence with a relation": 236,
        "figures": 68,
        "dates of evidence": 55,
        "questions": 35,
        "positions": 175,
        "relations of positions": 102,
        "critical questions": 60,
    }


def test_the_measures_are_the_reading_s_47_and_three_for_newer_figures(corpus: MapDocument) -> None:
    """M19 takes the fourth of the newer figures, 001-74-e1."""
    used = {figure.measure for _, figure in _figures(corpus)}
    assert [measure.uid for measure in corpus.measures] == [f"M{n:02}" for n in range(1, 51)]
    assert used == {measure.uid for measure in corpus.measures}
    assert {
        evidence for evidence, figure in _figures(corpus) if figure.measure in ("M19", "M48", "M49", "M50")
    } == {
        "001-74-e1",
        "001-66-e1",
        "001-66-e2",
        "001-23-e6",
    }


def _figures(corpus: MapDocument) -> list[tuple[str, FigureRecord]]:
    return [(evidence.uid, figure) for evidence in corpus.evidence for figure in evidence.figures]


def test_a_year_is_a_date_and_not_a_figure(corpus: MapDocument) -> None:
    assert "year" not in {measure.unit for measure in corpus.measures}


def test_every_claim_of_an_article_says_who_speaks_and_where(corpus: MapDocument) -> None:
    assert Counter(attribution.claim for attribution in corpus.attributions) == Counter(
        claim.uid for claim in corpus.claims
    )
    assert [row.uid for row in corpus.attributions if not row.passages] == []
    assert {row.article == row.claim[:3] for row in corpus.attributions} == {True}


def test_an_undercut_is_aimed_at_every_support_into_the_claim_it_names(corpus: MapDocument) -> None:
    into = defaultdict(set)
    for relation in corpus.relations:
        if relation.kind == "support" and relation.target_claim:
            into[relation.target_claim].add(relation.uid)
    aimed: dict[tuple[str | None, str], set[str | None]] = defaultdict(set)
    for relation in corpus.relations:
        if relation.target_relation and relation.extra:
            aimed[relation.premises[0].claim, relation.extra["claim_named"]].add(relation.target_relation)
    assert len(aimed) == 19
    assert aimed == {(by, named): into[named] for by, named in aimed}
    assert len(aimed["001-02", "003-T1"]) == 5


def test_the_one_cross_relation_that_starts_from_evidence_starts_from_the_protests(
    corpus: MapDocument,
) -> None:
    [found] = [row for row in _between_claims(corpus) if row.premises[0].evidence]
    assert (found.uid, found.premises[0].evidence, found.target_claim) == ("X24", "001-76-e1", "004-27")


def test_what_a_curator_says_of_a_cross_relation_is_kept(corpus: MapDocument) -> None:
    crossing = {row.uid[:3] for row in corpus.relations if row.uid.startswith("X")}
    assert len(crossing) == 86
    assert [row.uid for row in corpus.relations if row.uid[:3] in crossing and not row.curator_strength] == []
    assert [row.uid for row in corpus.relations if row.uid[:3] in crossing and not row.note] == []


def test_evidence_names_its_sources_or_says_that_none_is_named(corpus: MapDocument) -> None:
    states = Counter(str(evidence.citation_state) for evidence in corpus.evidence)
    assert states == {"cited": 140, "missing": 88, "anonymous": 6, "mismatched": 2}
    silent = [row.uid for row in corpus.evidence if row.citation_state == "cited" and not row.citations]
    assert silent == []
    cited = {citation.source for evidence in corpus.evidence for citation in evidence.citations}
    assert cited == {source.uid for source in corpus.sources}


def test_what_traces_back_to_one_origin_says_so(corpus: MapDocument) -> None:
    origins = defaultdict(set)
    for source in corpus.sources:
        origins[source.origin].add(source.uid)
    del origins[""]
    assert origins == {
        "Azerbaijan's security authorities, on the arrests": {
            "s-mns",
            "s-az-secret-service",
            "s-bbc",
            "s-ben-solomon",
            "s-fox-2012",
            "s-rfe",
            "s-turkish-weekly",
            "s-wouk",
        },
        "Ilham Aliyev, the iceberg remark": {"s-iceberg", "s-lu-cable", "s-brennan-2012"},
        "Israeli officials' confirmation of the deal, February 2012": {
            "s-ap-2012",
            "s-haaretz-2012",
            "s-israeli-officials-2012",
        },
        "Ilya Bourtmann, 2006": {"s-bourtmann-2006", "s-naeh", "s-heydar-aliyev-2001"},
        "Artak Grigoryan, 2009": {"s-grigoryan-2009", "s-farkash", "s-rabbi"},
        "Arye Gut": {"s-gut", "s-gut-2011"},
        "Pinkhaz Avivi": {"s-avivi", "s-vestnik-2011"},
        "Avigdor Lieberman, April 2012": {"s-contact-az-2012"},
    }


# What must be answerable: the acceptance of the compare page


def _question(corpus: MapDocument, uid: str) -> QuestionRecord:
    return next(question for question in corpus.questions if question.uid == uid)


def _shown(corpus: MapDocument, *evidence: str) -> list[tuple[str, str, Decimal, str]]:
    """Measure, qualifier, value and date of some figures."""
    found = dict(_figures(corpus))
    rows = [found[uid] for uid in evidence]
    return [(row.measure, row.qualifier, row.value, row.date.words if row.date else "") for row in rows]


def test_the_five_oil_shares_need_four_measures(corpus: MapDocument) -> None:
    assert _shown(corpus, "000-13-e1", "001-16-e1", "002-19-e1", "003-46-e1", "004-07-e1") == [
        ("M01", "almost", Decimal("20"), "2012"),
        ("M02", "approximately", Decimal("40"), "2012–13"),
        ("M04", "", Decimal("45"), "2012"),
        ("M01", "over", Decimal("33.3"), "2012"),
        ("M03", "around", Decimal("40"), "2023"),
    ]
    bases = {measure.uid: measure.share_of for measure in corpus.measures}
    assert [bases[uid] for uid in ("M01", "M02", "M03", "M04")] == [
        "Israel's oil, base not stated",
        "oil used in Israel",
        "crude oil imported by Israel",
        "all energy imported by Israel",
    ]
    assert len(_question(corpus, "I04").figures) == 5


def test_the_trade_sums_share_a_measure_and_part_by_date(corpus: MapDocument) -> None:
    assert _shown(corpus, "002-18-e1", "003-47-e4", "001-22-e1") == [
        ("M09", "more than", Decimal("2"), "2010"),
        ("M09", "", Decimal("4"), "2011 or 2012"),
        ("M09", "some", Decimal("4"), "2012–13"),
    ]
    found = dict(_figures(corpus))
    dates = [found[uid].date for uid in ("002-18-e1", "003-47-e4", "001-22-e1")]
    assert [a.overlaps(b) for a, b in pairwise(dates) if a and b] == [False, True]
    kinds = {(row.a, row.b): str(row.kind) for row in _question(corpus, "I06").relations}
    assert kinds["I06-002", "I06-003"] == kinds["I06-001", "I06-002"] == "differs in figure"


def test_four_articles_name_the_same_sum_for_the_2012_arms_deal(corpus: MapDocument) -> None:
    deals = {(uid[:3], figure.value) for uid, figure in _figures(corpus) if figure.measure == "M12"}
    assert deals == {(article, Decimal("1.6")) for article in ("000", "001", "003", "004")}


def test_the_embassy_is_overtaken_and_not_contradicted(corpus: MapDocument) -> None:
    dated = {claim.uid: claim.date for claim in corpus.claims}
    assert [dated[uid].words for uid in ("003-50", "001-60", "004-19")] == ["2013", "2014", "March 2023"]  # type: ignore[union-attr]
    kinds = {(row.a[4:], row.b[4:]): str(row.kind) for row in _question(corpus, "I14").relations}
    assert kinds == {
        ("001", "003"): "agrees",
        ("001", "004"): "overtaken by time",
        ("003", "004"): "overtaken by time",
    }


def test_the_2012_plots_are_asserted_by_two_doubted_reported_and_passed_over_by_one_each(
    corpus: MapDocument,
) -> None:
    positions = _question(corpus, "I01").positions
    assert {row.article: str(row.status) for row in positions} == {
        "000": "doubts",
        "001": "asserts",
        "002": "reports",
        "003": "asserts",
        "004": "silent",
    }


GROUPS = [
    ("disagree", {"contradicts", "attacks confidence"}),
    ("figures differ", {"differs in figure"}),
    ("overtaken", {"overtaken by time"}),
    ("detail or emphasis", {"differs in detail", "different emphasis"}),
    ("agree", {"agrees", "supports"}),
]


def _group(question: QuestionRecord, a: PositionRecord, b: PositionRecord) -> str:
    kinds = {str(row.kind) for row in question.relations if {row.a, row.b} == {a.uid, b.uid}}
    stored = next((name for name, wanted in GROUPS if kinds & wanted), None)
    speaking = (a.status != "silent") + (b.status != "silent")
    return stored or ("all silent", "only one says", "not yet compared")[speaking]


def test_the_first_two_articles_part_and_agree_as_the_stored_relations_say(corpus: MapDocument) -> None:
    groups = Counter(
        _group(question, *[row for row in question.positions if row.article in ("000", "001")])
        for question in corpus.questions
    )
    assert groups == {
        "disagree": 1,
        "figures differ": 1,
        "detail or emphasis": 4,
        "agree": 3,
        "not yet compared": 10,
        "only one says": 15,
        "all silent": 1,
    }


# Our own words


def test_no_paragraph_of_an_article_is_shipped(corpus: MapDocument) -> None:
    assert {row.text for article in corpus.articles for row in article.paragraphs} == {None}
    assert {str(article.text_right) for article in corpus.articles} == {"quotation only"}


def test_the_words_quoted_to_find_a_place_are_few(corpus: MapDocument) -> None:
    quoted = [run.exact.split() for article in corpus.articles for run in article.passages if run.exact]
    assert max(len(words) for words in quoted) <= 10
    assert {run.prefix + run.suffix for article in corpus.articles for run in article.passages} == {""}


def test_articles_are_called_by_their_authors_and_never_by_our_keys(corpus: MapDocument) -> None:
    assert [said for said in _sentences(corpus) if re.search(r"(?<![\w,.-])00[0-4](?![\w-])", said)] == []


def _sentences(row: Any) -> Iterator[str]:
    """Every text a reader may see, but for titles, headings and addresses."""
    for field in fields(row):
        value = getattr(row, field.name)
        for item in value if isinstance(value, tuple) else (value,):
            if is_dataclass(item):
                yield from _sentences(item)
            elif type(item) is str and " " in item and field.name not in ("title", "heading"):
                yield item


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", text.lower()))


def _runs(words: list[str], length: int) -> set[tuple[str, ...]]:
    return {tuple(words[n : n + length]) for n in range(len(words) - length + 1)}


# True to the articles, where they are at hand


def _file(article: ArticleRecord) -> str:
    [path] = ARTICLES.glob(f"{article.uid}_*.txt")
    return path.read_text(encoding="utf-8")


def _paragraphs(text: str) -> list[str]:
    """Paragraph N is the Nth maximal run of lines that are not blank."""
    return [run.strip("\n") for run in re.split(r"\n(?:[^\S\n]*\n)+", text.strip("\n")) if run.strip()]


@ARTICLES_THEMSELVES
def test_the_articles_are_the_ones_that_were_read(corpus: MapDocument) -> None:
    read = {article.uid: sha256(_file(article).encode()).hexdigest() for article in corpus.articles}
    assert read == {article.uid: article.text_hash for article in corpus.articles}
    counted = {article.uid: len(_paragraphs(_file(article))) for article in corpus.articles}
    assert counted == {article.uid: len(article.paragraphs) for article in corpus.articles}


@ARTICLES_THEMSELVES
def test_every_quoted_word_stands_once_where_it_is_said_to_stand(corpus: MapDocument) -> None:
    times = {}
    for article in corpus.articles:
        paragraphs = _paragraphs(_file(article))
        for run in article.passages:
            if run.exact:
                times[run.uid] = "\n\n".join(paragraphs[run.first - 1 : run.last]).count(run.exact)
    assert len(times) == 237
    assert {uid: count for uid, count in times.items() if count != 1} == {}


@ARTICLES_THEMSELVES
def test_every_hedge_is_the_authors_own_word(corpus: MapDocument) -> None:
    paragraphs = {article.uid: _paragraphs(_file(article)) for article in corpus.articles}
    places = {run.uid: run for article in corpus.articles for run in article.passages}
    missing = []
    for row in corpus.attributions:
        runs = [places[uid] for uid in row.passages]
        said = " ".join(" ".join(paragraphs[row.article][run.first - 1 : run.last]) for run in runs).lower()
        missing += [(row.claim, hedge) for hedge in row.hedges if hedge.lower() not in said]
    assert missing == []


@ARTICLES_THEMSELVES
def test_no_more_than_ten_words_in_a_row_are_an_article_s(corpus: MapDocument) -> None:
    taken: set[tuple[str, ...]] = set()
    for article in corpus.articles:
        taken |= _runs(_words(_file(article)), 11)
    assert [said for said in _sentences(corpus) if _runs(_words(said), 11) & taken] == []


def test_the_dates_of_the_articles_are_days_and_say_what_is_inferred(corpus: MapDocument) -> None:
    assert [
        (row.date.earliest, row.date.latest, row.date.inferred) for row in corpus.articles if row.date
    ] == [
        (date(2012, 3, 14), date(2012, 3, 31), True),
        (date(2014, 12, 1), date(2014, 12, 31), False),
        (date(2012, 12, 1), date(2012, 12, 31), True),
        (date(2013, 3, 1), date(2013, 5, 31), True),
        (date(2023, 8, 4), date(2023, 8, 4), False),
    ]
