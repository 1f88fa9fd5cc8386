"""A comparison as a file: exactly what its page shows, for spreadsheets and programs."""

import csv
import json
from collections.abc import Iterator
from io import StringIO
from typing import Any

from django.http import HttpResponse

from claims.models import ArgumentMap
from claims.queries.comparison import Comparison
from claims.queries.material import FigureRead
from claims.queries.row import Cell, ClaimSaid, PairRead, Row

FORMATS = ("csv", "json")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def comparison_file(map: ArgumentMap, comparison: Comparison, format: str) -> HttpResponse:
    text, type = (
        (_csv(comparison), "text/csv") if format == "csv" else (_json(map, comparison), "application/json")
    )
    name = f"{map.slug}-{'-'.join(column.key for column in comparison.columns)}.{format}"
    return HttpResponse(
        text,
        content_type=f"{type}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _json(map: ArgumentMap, comparison: Comparison) -> str:
    told = {
        "map": map.slug,
        "compared": [
            {"key": column.key, "title": column.title, "by": column.name} for column in comparison.columns
        ],
        "counts": {band.group.value: len(band.rows) for band in comparison.bands},
        "silent": [row.question.text for row in comparison.silent],
        "questions": [_row(row) for row in comparison.rows],
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


def _row(row: Row) -> dict[str, Any]:
    return {
        "question": row.question.text,
        "group": row.group.value,
        "positions": [_cell(cell) for cell in row.cells],
        "pairs": [_pair(pair) for pair in row.pairs],
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "who": cell.column.key,
        "status": cell.status,
        "position": cell.summary,
        "claims": [_claim(said) for said in cell.claims],
        "figures": [_figure(figure) for figure in cell.figures],
    }


def _claim(said: ClaimSaid) -> dict[str, Any]:
    strength, told = said.claim.strength, said.told
    return {
        "claim": said.claim.text,
        "strength": strength.number,
        "ratings": strength.n,
        "place": told.place if told else "",
        "voice": told.voice if told else "",
        "endorsement": told.endorsement if told else "",
        "hedges": list(told.hedges) if told else [],
        "evidence": said.evidence,
    }


def _figure(figure: FigureRead) -> dict[str, Any]:
    return {
        "figure": figure.given.said,
        "measure": figure.given.measure.words,
        "date": figure.given.date.words if figure.given.date else "",
        "sources": [source.title for source in figure.sources],
        "citation": figure.citation_state,
        "place": figure.place,
    }


def _pair(pair: PairRead) -> dict[str, Any]:
    return {
        "between": [pair.a.key, pair.b.key],
        "curator": [
            {"from": said.a.key, "to": said.b.key, "kind": said.kind.value, "why": said.why}
            for said in pair.judged
        ],
        "derived": [kind.value for kind in pair.derived],
        "figures": [
            {
                "verdict": each.verdict.kind.value,
                "figures": [each.one.given.said, each.other.given.said],
                "apart": [part for part in (each.verdict.a, each.verdict.b) if part],
            }
            for each in pair.figures
        ],
        "same_sources": list(pair.shared),
    }


HEADINGS = [
    "question",
    "group",
    "who",
    "status",
    "position",
    "claims",
    "figures",
    "curator",
    "from the figures",
]


def _csv(comparison: Comparison) -> str:
    """A line for each question and each of those compared."""
    text = StringIO()
    lines = csv.writer(text)
    lines.writerow(HEADINGS)
    for row in comparison.rows:
        lines.writerows(_lines(row))
    return text.getvalue()


def _lines(row: Row) -> Iterator[list[str]]:
    told = _row(row)
    for cell in told["positions"]:
        pairs = [pair for pair in told["pairs"] if cell["who"] in pair["between"]]
        yield [
            _harmless(part)
            for part in (
                told["question"],
                told["group"],
                cell["who"],
                cell["status"],
                cell["position"],
                "; ".join(
                    f"{claim['strength']} {claim['claim']} {claim['place']}".strip()
                    for claim in cell["claims"]
                ),
                "; ".join(", ".join(_words(figure)) for figure in cell["figures"]),
                "; ".join(
                    f"{said['from']} {said['kind']} {said['to']}"
                    for pair in pairs
                    for said in pair["curator"]
                ),
                "; ".join(
                    f"{'–'.join(pair['between'])} {each['verdict']}"
                    for pair in pairs
                    for each in pair["figures"]
                ),
            )
        ]


def _words(figure: dict[str, Any]) -> list[str]:
    return [
        part for part in (figure["figure"], figure["measure"], figure["date"], *figure["sources"]) if part
    ]


def _harmless(text: str) -> str:
    """A spreadsheet takes a cell that starts like a formula for one."""
    return f"'{text}" if text.startswith(FORMULA) else text
